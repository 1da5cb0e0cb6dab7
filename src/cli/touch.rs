//! `mentee person touch REF`: a contact outside meetings.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use crate::domain::{Fields, Kind, Lean};
use crate::store::{Error, Patch, Where};

use super::context::{Context, find};
use super::words;

pub(super) const ABOUT: &str = "Note a contact outside meetings";

pub(super) fn build(command: Command) -> Command {
    command
        .arg(Arg::new("ref").value_name("REF").required(true).num_args(1..).help("Who"))
        .arg(Arg::new("when").long("when").value_name("WHEN").help("When; today where not said"))
        .arg(Arg::new("way").long("way").value_name("WAY").help("How: mail, call, coffee"))
        .arg(Arg::new("note").long("note").value_name("TEXT").allow_hyphen_values(true).help("What about"))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = words::joined(matches.get_many::<String>("ref").into_iter().flatten());
    let flag = |id: &str| matches.get_one::<String>(id).map(|text| words::plain(text).to_owned());
    let id = context.change(|writer, context| {
        let id = find(writer.read(), &text, Some(Kind::Person), Where::Live)?;
        let record = writer.read().find(id)?.ok_or_else(|| Error::Gone(id.to_string()))?;
        let day = match flag("when") {
            Some(text) => context.day(&text, Lean::Past)?,
            None => context.now().today(),
        };
        // In the order of their days, so that one noted late never moves the last contact back.
        let mut touches = record.get("touches").as_array().cloned().unwrap_or_default();
        touches.push(json!({"date": day.to_string(), "way": flag("way"), "note": flag("note")}));
        touches.sort_by_key(|touch| touch.get("date").and_then(Value::as_str).unwrap_or_default().to_owned());
        let mut fields = Fields::new();
        fields.insert("touches".to_owned(), Value::Array(touches));
        let record = writer.edit(id, &Patch { fields, ..Patch::default() })?;
        Ok((format!("noted a contact with {}", record.title), id))
    })?;
    context.show_now(id)
}
