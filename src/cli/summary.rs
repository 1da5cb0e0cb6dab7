//! `mentee meeting summary REF`: the short message after a talk, to be looked at and sent by hand.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use crate::domain::{Fields, Kind};
use crate::store::{Patch, Where};

use super::context::{Context, find};
use super::kind;

pub(super) const ABOUT: &str =
    "The short message after a talk: what was decided, who does what, what is open, thanks; --sent notes that it went";

pub(super) fn build(command: Command) -> Command {
    command.arg(kind::reference()).arg(
        Arg::new("sent")
            .long("sent")
            .action(ArgAction::SetTrue)
            .help("Note that they have it, or that there is no need"),
    )
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = kind::the_ref(matches);
    if matches.get_flag("sent") {
        let id = context.change(|writer, _| {
            let id = find(writer.read(), &text, Some(Kind::Meeting), Where::Live)?;
            let fields = Fields::from_iter([("state".to_owned(), Value::from("followed-up"))]);
            let record = writer.edit(id, &Patch { fields, ..Patch::default() })?;
            Ok((format!("followed up “{}”", record.title), id))
        })?;
        return context.show_now(id);
    }
    let now = context.now();
    let store = context.reading()?;
    let id = find(store.read(), &text, Some(Kind::Meeting), Where::Live)?;
    let summary = store.read().summary(id, &now)?;
    let lines = summary.lines(&now);
    if context.out.json() {
        let mut json = serde_json::to_value(&summary)?;
        if let Some(fields) = json.as_object_mut() {
            fields.insert("text".to_owned(), json!(lines.join("\n")));
        }
        return Ok(context.out.emit(&json)?);
    }
    for line in lines {
        context.out.say(&line)?;
    }
    Ok(())
}
