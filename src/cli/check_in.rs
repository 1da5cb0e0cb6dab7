//! `mentee check-in GOAL VALUE`: where a goal stands.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use serde_json::Value;

use crate::domain::{Kind, Lean, Record};
use crate::report::Fault;
use crate::store::Where;

use super::context::{Context, Off, find, read_fields};
use super::words;

pub(super) fn build(command: Command) -> Command {
    command
        .args_conflicts_with_subcommands(true)
        .arg_required_else_help(true)
        .arg(Arg::new("goal").value_name("GOAL").required(true).help("Which goal: a short id, or words of its title"))
        .arg(Arg::new("value").value_name("VALUE").allow_negative_numbers(true).help("What the measure says"))
        .arg(Arg::new("confidence").long("confidence").value_name("N").help("How sure I am, 1 to 10"))
        .arg(Arg::new("note").long("note").value_name("TEXT").allow_hyphen_values(true).help("A line about it"))
        .arg(Arg::new("when").long("when").value_name("WHEN").help("The day it was so; today where not said"))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = |id: &str| matches.get_one::<String>(id).map(|text| words::plain(text).to_owned());
    if text("value").is_none() && text("confidence").is_none() && text("note").is_none() {
        let hint = "say where it stands: mentee check-in GOAL VALUE, or --confidence or --note";
        return Err(Fault::Usage(hint.to_owned()).into());
    }
    let id = context.change(|writer, context| {
        let goal = find(writer.read(), &text("goal").unwrap_or_default(), Some(Kind::Goal), Where::Live)?;
        let mut record: Record = writer.draft(Kind::CheckIn);
        record.set("goal", Value::from(goal.to_string()));
        for name in ["value", "confidence", "note"] {
            if let (Some(text), Some(field)) = (text(name), Kind::CheckIn.spec().field(name)) {
                let texts = [text];
                let read = read_fields(writer.read(), &context.now(), [(field, texts.as_slice())]);
                for (name, value) in read.map_err(Off::into_inner)? {
                    record.set(&name, value);
                }
            }
        }
        if let Some(when) = text("when") {
            record.set("date", Value::from(context.day(&when, Lean::Past)?.to_string()));
        }
        record.visibility = context.settings.visibility_of(Kind::CheckIn);
        let record = writer.create(record)?;
        let goal = writer.read().title(goal)?.unwrap_or_default();
        Ok((format!("checked in {} on “{goal}”", record.title), record.id))
    })?;
    context.show_saved(id)
}
