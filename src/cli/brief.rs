//! `mentee brief`: the one page to read before, or send ahead of, the next meeting.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use serde::Serialize;

use crate::config::Glyphs;
use crate::domain::Kind;
use crate::domain::brief::Brief;
use crate::store::Where;

use super::context::{Context, find};
use super::words;

pub(super) const ABOUT: &str = "One page for the next meeting, or for PERSON, with only what they may see; Markdown";

pub(super) fn build(command: Command, _: &str) -> Command {
    command.arg(
        Arg::new("person")
            .value_name("PERSON")
            .num_args(0..)
            .help("For whom; the person of the next meeting where not said"),
    )
}

/// As JSON: what is told, and the page.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    brief: &'a Brief,
    markdown: Option<String>,
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = words::joined(matches.get_many::<String>("person").into_iter().flatten());
    let now = context.now();
    let store = context.reading()?;
    let person = match text.as_str() {
        "" => store.read().next_person(&now)?,
        text => Some(find(store.read(), text, Some(Kind::Person), Where::Live)?),
    };
    let brief = person.map(|person| store.read().brief(person, &now)).transpose()?.unwrap_or_default();
    let ascii = context.settings.glyphs == Glyphs::Ascii;
    let lines = brief.person.is_some().then(|| brief.lines(&now, ascii));
    if context.out.json() {
        let markdown = lines.map(|lines| lines.join("\n"));
        return Ok(context.out.emit(&Told { brief: &brief, markdown })?);
    }
    let Some(lines) = lines else {
        context.out.aside("No meeting is planned. `mentee brief PERSON` writes one for anybody.")?;
        return Ok(());
    };
    for line in lines {
        context.out.say(&line)?;
    }
    Ok(())
}
