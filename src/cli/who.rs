//! `mentee who`: who could help with a goal, an obstacle, a skill, or a few words.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::domain::Kind;
use crate::domain::network::who::{Helper, Wanted, mark};
use crate::report::Fault;
use crate::store::{Match, Where};

use super::context::Context;
use super::words;

pub(super) const ABOUT: &str = "Who could help with a goal, an obstacle, a skill or a few words; sleeping contacts too";

/// So many are told where nothing else is said.
const MOST: usize = 10;

pub(super) fn build(command: Command, _: &str) -> Command {
    command
        .arg(
            Arg::new("ref")
                .value_name("REF|WORDS")
                .required(true)
                .num_args(1..)
                .help("A goal, an obstacle, a skill, anything with a title; else the words to look for"),
        )
        .arg(
            Arg::new("limit")
                .long("limit")
                .value_name("N")
                .value_parser(clap::value_parser!(usize))
                .help("The most people, 10 where not said"),
        )
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = words::joined(matches.get_many::<String>("ref").into_iter().flatten());
    if text.trim().is_empty() {
        return Err(Fault::Usage("say what for: mentee who REF, or mentee who WORDS".to_owned()).into());
    }
    let now = context.now();
    let store = context.reading()?;
    let reader = store.read();
    // Whatever fits just one thing is that thing; words that fit none or several are looked for as they are.
    let found = match reader.resolve(&text, None, Where::Live)? {
        Match::One(id) => reader.find(id)?.filter(|record| record.kind != Kind::Person),
        Match::None | Match::Several(_) => None,
    };
    let (what, (mut helpers, outsider)) = match &found {
        Some(record) => (record.named(), reader.who_for(record, &now)?),
        None => (
            format!("“{text}”"),
            reader.who_with(&Wanted { words: text.clone(), tags: vec![text.clone()], ..Wanted::default() }, &now)?,
        ),
    };
    let limit = matches.get_one::<usize>("limit").copied().unwrap_or(MOST);
    let missing = mark(&helpers);
    let more = helpers.len().saturating_sub(limit);
    helpers.truncate(limit);
    if context.out.json() {
        return Ok(context.out.emit(&helpers)?);
    }
    let out = &mut context.out;
    if helpers.is_empty() {
        out.aside(&format!("Nobody yet for {what}: no tag and no word of anybody's fits."))?;
        if let Some(outsider) = &outsider {
            out.aside(&format!("{}.", outsider.words()))?;
        }
        return Ok(());
    }
    out.head(&format!("For {what}"))?;
    for helper in &helpers {
        out.say(&line(helper))?;
        out.say(&format!("    {}", helper.why.join("; ")))?;
    }
    if more > 0 {
        out.aside(&format!("  and {more} more"))?;
    }
    if let Some(mark) = missing {
        out.aside(&format!("  {mark}"))?;
        if let Some(outsider) = &outsider {
            out.aside(&format!("  {}", outsider.words()))?;
        }
    }
    Ok(())
}

fn line(helper: &Helper) -> String {
    let mut parts = vec![helper.name.clone()];
    parts.extend(helper.industry.clone());
    parts.extend(helper.freshness.map(str::to_owned));
    if !helper.contact {
        parts.push(
            helper.via.as_ref().map_or_else(|| "not met yet".to_owned(), |via| format!("not met yet, via {via}")),
        );
    }
    format!("  {}", parts.join(" · "))
}
