//! `mentee learning record`, `plan`, `evidence`, `programme`: pages about my learning to hand on. Prints what would leave, or
//! writes it into a new file; what only I may see leaves when I name it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::{Value, json};

use crate::config::Glyphs;
use crate::domain::Kind;
use crate::domain::ask::Form;
use crate::domain::overview::{Block, Cell, Page};
use crate::domain::period::Period;
use crate::domain::share::paper::{Made, Paper, Wanted};
use crate::exchange::pages;
use crate::report::Fault;
use crate::store::{Reader, Where};

use super::context::{Context, find};
use super::export::new_file;
use super::progress;

/// The sub-commands.
pub(super) fn build(command: Command) -> Command {
    Paper::ALL.into_iter().fold(command, |command, paper| command.subcommand(one(paper)))
}

fn one(paper: Paper) -> Command {
    let file = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("FILE").value_parser(value_parser!(PathBuf)).help(help)
    };
    let several = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).value_delimiter(',').action(ArgAction::Append).help(help)
    };
    let command = Command::new(paper.name())
        .about(paper.about())
        .arg(
            Arg::new("period")
                .long("period")
                .value_name("PERIOD")
                .help("2026-Q3, 2026-11, 2026 or all; all where not said"),
        )
        .arg(file("html", "Write it as one page for a browser or for paper, into a new file"))
        .arg(file("markdown", "Write it as Markdown, into a new file"));
    if paper == Paper::Programme {
        return command;
    }
    command
        .arg(Arg::new("for").long("for").value_name("PERSON").help("Tell what this person may read, and no more"))
        .arg(several("also", "REF|KIND,…", "Tell these too, though only I may see them: things, or all of a kind"))
        .arg(several("without", "REF,…", "Leave these out"))
}

pub(super) fn run(paper: Paper, matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let now = context.now();
    let store = context.reading()?;
    let wanted = wanted(paper, matches, store.read())?;
    let made = store.read().paper(&wanted, &now)?;
    let mut written = false;
    for (name, form) in [("html", Form::Html), ("markdown", Form::Markdown)] {
        if let Some(file) = matches.get_one::<PathBuf>(name) {
            let text = pages::write(&made.page, form, &now);
            new_file(file, |out| Ok(out.write_all(text.as_bytes())?))?;
            context.out.aside(&format!("Written to {}", file.display()))?;
            written = true;
        }
    }
    if context.out.json() {
        return Ok(context.out.emit(&told(&wanted, &made))?);
    }
    if !written {
        let ascii = context.settings.glyphs == Glyphs::Ascii;
        progress::print(&made.page, &mut context.out, ascii)?;
    }
    let stays: Vec<String> = made
        .stays
        .iter()
        .map(|(kind, count)| format!("{count} {}", if *count == 1 { kind.spec().label } else { kind.spec().plural }))
        .collect();
    if !stays.is_empty() {
        let first = made.stays.first().map_or("goal", |(kind, _)| kind.name());
        let said = format!("\nOnly you may see the words of {}; `--also {first}` takes them in.", stays.join(", "));
        context.out.aside(&said)?;
    }
    Ok(())
}

/// What was asked for.
fn wanted(paper: Paper, matches: &ArgMatches, reader: Reader<'_>) -> Result<Wanted> {
    let mut wanted = Wanted::new(paper);
    if let Some(text) = matches.get_one::<String>("period") {
        wanted.period = Period::read(text)?;
    }
    if paper == Paper::Programme {
        return Ok(wanted);
    }
    if let Some(text) = matches.get_one::<String>("for") {
        wanted.person = Some(find(reader, text, Some(Kind::Person), Where::Live)?);
    }
    for text in matches.get_many::<String>("also").into_iter().flatten() {
        match Kind::read(text) {
            Some(kind) if paper.kinds().contains(&kind) => wanted.also_kinds.push(kind),
            Some(kind) => {
                let known: Vec<&str> = paper.kinds().iter().map(|kind| kind.name()).collect();
                let said = format!("this page tells no {}; it tells {}", kind.spec().plural, known.join(", "));
                return Err(Fault::Usage(said).into());
            }
            None => {
                wanted.also.insert(find(reader, text, None, Where::Live)?);
            }
        }
    }
    let without = matches.get_many::<String>("without").into_iter().flatten();
    wanted.without = without.map(|text| find(reader, text, None, Where::Live)).collect::<Result<BTreeSet<_>, _>>()?;
    Ok(wanted)
}

/// A paper as JSON: what it tells and how much stays.
fn told(wanted: &Wanted, made: &Made) -> Value {
    let stays: serde_json::Map<String, Value> =
        made.stays.iter().map(|(kind, count)| (kind.name().to_owned(), json!(count))).collect();
    json!({
        "paper": wanted.paper.name(), "title": made.page.title, "beside": made.page.beside, "period": wanted.period,
        "sections": sections(&made.page), "stays": stays,
    })
}

fn sections(page: &Page) -> Vec<Value> {
    let line = |line: &crate::domain::overview::Line| -> Vec<String> {
        let cells = line.columns.iter().flatten().chain(&line.right).map(Cell::text);
        cells.filter(|text| !text.is_empty()).collect()
    };
    let block = |block: &Block| match block {
        Block::Lines(lines) => lines.iter().map(line).collect(),
        Block::Chart(_, chart) => vec![vec![chart.words()]],
    };
    let section = |section: &crate::domain::overview::Section| json!({"heading": section.heading, "lines": section.blocks.iter().flat_map(block).collect::<Vec<_>>()});
    page.sections.iter().map(section).collect()
}
