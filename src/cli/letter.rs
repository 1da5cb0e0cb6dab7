//! `mentee letter PURPOSE PERSON`: a draft made from real links, to be looked at and sent by hand.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::json;

use crate::domain::Kind;
use crate::domain::letters::{self, Purpose, WORDS};
use crate::report::Fault;
use crate::store::Where;

use super::context::{Context, find};
use super::words;

pub(super) const ABOUT: &str = "Draft a letter from what is known: outreach, introduction, outcome, silence, third-meeting, impact, thanks, goodbye";

pub(super) fn build(command: Command, _: &str) -> Command {
    let value = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).allow_hyphen_values(true).help(help)
    };
    super::handed::flags(command)
        .arg(
            Arg::new("purpose")
                .value_name("PURPOSE")
                .required(true)
                .value_parser(Purpose::ALL.map(Purpose::word).to_vec())
                .help("What it is for"),
        )
        .arg(Arg::new("person").value_name("PERSON").required(true).num_args(1..).help("To whom"))
        .arg(value("about", "REF", "The advice or introduction it is about; the one that waits longest where not said"))
        .arg(value("fill", "NAME=TEXT", "Fill words in braces").action(ArgAction::Append))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let purpose = matches.get_one::<String>("purpose").and_then(|word| Purpose::read(word)).unwrap_or(Purpose::Thanks);
    let name = words::joined(matches.get_many::<String>("person").into_iter().flatten());
    let store = context.reading()?;
    let person = find(store.read(), &name, Some(Kind::Person), Where::Live)?;
    let about = match matches.get_one::<String>("about").map(|text| words::plain(text)) {
        Some(text) => Some(find(store.read(), text, None, Where::Live)?),
        None => None,
    };
    let now = context.now();
    let mut facts = match super::handed::out(matches) {
        Some(_) => store.read().letter_facts_told(purpose, person, about, &now)?,
        None => store.read().letter_facts(purpose, person, about, &now)?,
    };
    for pair in matches.get_many::<String>("fill").into_iter().flatten() {
        let pair = words::plain(pair);
        let wrong = || Fault::Usage(format!("“{pair}” is no NAME=TEXT, as in --fill \"two dates=Tue or Thu\""));
        let (name, text) = pair.split_once('=').ok_or_else(wrong)?;
        facts.fills.insert(name.trim().to_owned(), text.trim().to_owned());
    }
    let letter = letters::draft(purpose, &facts, &context.content()?, &now)
        .ok_or_else(|| Fault::Cannot(format!("the template of “{}” was taken away", purpose.word())))?;
    drop(store);
    if super::handed::out(matches).is_some() {
        let lines: Vec<String> = letter.text.lines().map(str::to_owned).collect();
        return super::handed::write(matches, &lines, "letter", (person, (person, Kind::Person)), context);
    }
    if context.out.json() {
        return Ok(context.out.emit(&json!({
            "purpose": letter.purpose, "to": {"id": person, "title": facts.name}, "text": letter.text,
            "words": letter.words, "fill": letter.fill,
        }))?);
    }
    context.out.say(&letter.text)?;
    if !letter.fill.is_empty() {
        context.out.aside(&format!("\nStill to fill in: {}", letter.fill.join(", ")))?;
    }
    if letter.words > WORDS {
        context.out.aside(&format!("\n{} words; up to {WORDS} are read to the end.", letter.words))?;
    }
    Ok(())
}
