//! `mentee done REF`: the main step of anything.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use serde_json::Value;

use crate::domain::{Kind, Lean, state};
use crate::report::Fault;
use crate::store::{Error, Patch, Where};

use super::context::{Context, find};
use super::words;

pub(super) const ABOUT: &str =
    "Take the main step of anything: action done, obstacle solved, goal achieved, introduction one step on";

pub(super) fn build(command: Command, _: &str) -> Command {
    command
        .arg(Arg::new("ref").value_name("REF").required(true).num_args(1..).help("What is done"))
        .arg(Arg::new("when").long("when").value_name("WHEN").help("When it was done; today where not said"))
        .arg(
            Arg::new("helped")
                .long("helped")
                .value_name("TEXT")
                .allow_hyphen_values(true)
                .help("What helped, for an obstacle"),
        )
        .arg(
            Arg::new("result")
                .long("result")
                .value_name("TEXT")
                .allow_hyphen_values(true)
                .help("What came of it, for an action"),
        )
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = words::joined(matches.get_many::<String>("ref").into_iter().flatten());
    let id = context.change(|writer, context| {
        let id = find(writer.read(), &text, None, Where::Live)?;
        let record = writer.read().find(id)?.ok_or_else(|| Error::Gone(id.to_string()))?;
        let day = match matches.get_one::<String>("when") {
            Some(text) => context.day(text, Lean::Past)?,
            None => context.now().today(),
        };
        let Some((verb, mut fields)) = state::main_step(&record, day) else {
            let label = record.kind.spec().label;
            return Err(Fault::Cannot(format!("the {label} “{}” has no further step to take", record.title)).into());
        };
        for (flag, field, kind) in [("helped", "helped", Kind::Obstacle), ("result", "result", Kind::Action)] {
            if let Some(text) = matches.get_one::<String>(flag) {
                if record.kind != kind {
                    return Err(Fault::Usage(format!(
                        "--{flag} is for a {}, not a {}",
                        kind.spec().label,
                        record.kind.label()
                    ))
                    .into());
                }
                fields.insert(field.to_owned(), Value::from(words::plain(text)));
            }
        }
        let record = writer.edit(id, &Patch { fields, ..Patch::default() })?;
        Ok((format!("{verb}: “{}”", record.title), id))
    })?;
    context.show_saved(id)
}
