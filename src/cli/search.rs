//! `mentee search QUERY`: full text over everything, best first.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command, value_parser};
use serde_json::json;

use crate::domain::seek::Sought;
use crate::domain::time::{read_day, read_instant};
use crate::domain::{Kind, Lean, dates};
use crate::report::Fault;
use crate::store::{Query, Where};

use super::context::{Context, find};
use super::words;

pub(super) const ABOUT: &str = "Look through everything, best match first";

pub(super) fn build(command: Command, _: &str) -> Command {
    command
        .arg(
            Arg::new("query")
                .value_name("QUERY")
                .required(true)
                .num_args(1..)
                .allow_negative_numbers(true)
                .help("Words that must all occur, and filters: kind:advice person:odile since:2025-03"),
        )
        .arg(Arg::new("kind").long("kind").value_name("KIND").help("Only of this kind"))
        .arg(Arg::new("person").long("person").value_name("PERSON").help("Only what has to do with this person"))
        .arg(Arg::new("since").long("since").value_name("WHEN").help("From this day on"))
        .arg(
            Arg::new("limit")
                .long("limit")
                .value_name("N")
                .value_parser(value_parser!(usize))
                .help("At most so many hits"),
        )
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let store = context.reading()?;
    let typed = words::joined(matches.get_many::<String>("query").into_iter().flatten());
    // The same filters as on the screen; what is none is looked for as it stands, and a flag goes before a word.
    let sought = Sought::read(&typed, &context.now());
    let words = std::iter::once(sought.words).chain(sought.off).collect::<Vec<_>>().join(" ");
    let kind = match matches.get_one::<String>("kind") {
        Some(name) => Some(
            Kind::read(name)
                .ok_or_else(|| Fault::Usage(format!("there is no kind “{name}”; `mentee kinds` lists them")))?,
        ),
        None => sought.kind,
    };
    let person = match matches.get_one::<String>("person").or(sought.person.as_ref()) {
        Some(name) => Some(find(store.read(), name, Some(Kind::Person), Where::Live)?),
        None => None,
    };
    let since = match matches.get_one::<String>("since") {
        Some(text) => Some(context.day(text, Lean::Past)?),
        None => sought.since,
    };
    let limit = matches.get_one::<usize>("limit").copied().unwrap_or(100);
    let hits = store.read().search(&Query { words, kind, person, since, limit, newest: false })?;
    if context.out.json() {
        let hits = hits.iter().map(|hit| {
            json!({"kind": hit.kind.name(), "id": hit.id, "short_id": hit.short_id, "title": hit.title,
                   "snippet": hit.snippet, "at": hit.at})
        });
        return Ok(context.out.emit(&hits.collect::<Vec<_>>())?);
    }
    let pager = context.world.pager.clone();
    context.out.page(pager.as_deref());
    let now = context.now();
    for hit in &hits {
        let day = read_day(&hit.at).or_else(|| read_instant(&hit.at).map(|at| now.day_of(at)));
        let day = day.map(|day| dates::say(day, &now)).unwrap_or_default();
        context.out.head(&format!("{:<6}{}  {}  {day}", hit.short_id, hit.kind.label(), hit.title))?;
        if !hit.snippet.is_empty() {
            context.out.say(&format!("      {}", hit.snippet))?;
        }
    }
    if hits.is_empty() {
        context.out.aside("Nothing found.")?;
    }
    Ok(())
}
