//! `mentee brief`: the one page to read before, or send ahead of, the next meeting.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use serde::Serialize;

use crate::config::Glyphs;
use crate::domain::Kind;
use crate::domain::ask::Form;
use crate::domain::brief::Brief;
use crate::exchange::pages;
use crate::report::Fault;
use crate::store::Where;

use super::context::{Context, find};
use super::words;

pub(super) const ABOUT: &str = "One page for the next meeting, or for PERSON, with only what they may see; Markdown";

pub(super) fn build(command: Command, _: &str) -> Command {
    command
        .arg(
            Arg::new("person")
                .value_name("PERSON")
                .num_args(0..)
                .help("For whom; the person of the next meeting where not said"),
        )
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("FILE")
                .value_parser(clap::value_parser!(PathBuf))
                .help("Writes it to a new file: .md, .txt or .html"),
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
    if let Some(file) = matches.get_one::<PathBuf>("out") {
        return save(file, &lines.join("\n"), context);
    }
    for line in lines {
        context.out.say(&line)?;
    }
    Ok(())
}

/// Writes the page to a new file, in the form that its name asks for.
fn save(file: &Path, text: &str, context: &mut Context) -> Result<()> {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let form = [Form::Markdown, Form::Text, Form::Html].into_iter().find(|form| form.ending() == ending);
    let form = form.ok_or_else(|| Fault::Usage("--out wants a name that ends in .md, .txt or .html".to_owned()))?;
    let page = pages::letter(text, form);
    super::export::new_file(file, |out| Ok(out.write_all(page.as_bytes())?))?;
    Ok(context.out.aside(&format!("Written to {}", file.display()))?)
}
