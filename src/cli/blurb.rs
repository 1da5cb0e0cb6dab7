//! `mentee introduction blurb REF`: a few lines to forward, with the goal, the reason and an easy no.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde::Serialize;
use serde_json::Value;

use crate::domain::{Fields, Kind, Visibility};
use crate::report::Fault;
use crate::store::{Error, Patch, Where};

use super::context::{Context, find};
use super::words;

pub(super) const ABOUT: &str = "A few lines to forward: the goal, the reason why them, and an easy no";

pub(super) fn build(command: Command) -> Command {
    command
        .arg(Arg::new("ref").value_name("REF").required(true).num_args(1..).help("Which introduction"))
        .arg(Arg::new("goal").long("goal").value_name("GOAL").help("The goal to name; a fitting one where not said"))
        .arg(
            Arg::new("keep")
                .long("keep")
                .action(ArgAction::SetTrue)
                .help("Keep the lines with the introduction, and put it to asked where it was only wanted"),
        )
}

/// As JSON.
#[derive(Serialize)]
struct Lines<'a> {
    introduction: crate::domain::Id,
    goal: Option<crate::domain::Id>,
    blurb: &'a str,
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = words::joined(matches.get_many::<String>("ref").into_iter().flatten());
    let store = context.reading()?;
    let reader = store.read();
    let id = find(reader, &text, Some(Kind::Introduction), Where::Live)?;
    let goal = matches.get_one::<String>("goal").map(|text| words::plain(text));
    let goal = goal.map(|text| find(reader, text, Some(Kind::Goal), Where::Live)).transpose()?;
    let record = reader.find(id)?.ok_or_else(|| Error::Gone(id.to_string()))?;
    let (blurb, goal) = reader.blurb(&record, goal)?;
    drop(store);
    if let Some(goal) = goal.as_ref().filter(|goal| goal.visibility == Visibility::Private) {
        context.out.warn(&format!("it names the goal “{}”, which is private so far", goal.title));
    }
    if matches.get_flag("keep") {
        if record.text("blurb") == blurb {
            return Err(Fault::Cannot("these lines are kept already".to_owned()).into());
        }
        context.change(|writer, _| {
            let mut fields = Fields::new();
            fields.insert("blurb".to_owned(), Value::from(blurb.as_str()));
            if record.text("state") == "wanted" {
                fields.insert("state".to_owned(), Value::from("asked"));
            }
            writer.edit(id, &Patch { fields, ..Patch::default() })?;
            Ok((format!("wrote lines to forward for “{}”", record.title), ()))
        })?;
    }
    if context.out.json() {
        return Ok(context.out.emit(&Lines { introduction: id, goal: goal.map(|goal| goal.id), blurb: &blurb })?);
    }
    context.out.say(&blurb)?;
    Ok(())
}
