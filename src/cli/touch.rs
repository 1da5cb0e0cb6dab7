//! `mentee person touch REF`: a contact outside meetings.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::domain::{Kind, Lean};
use crate::store::Where;

use super::context::{Context, find};
use super::words;

pub(super) const ABOUT: &str = "Note a contact outside meetings";

pub(super) fn build(command: Command) -> Command {
    command
        .arg(Arg::new("ref").value_name("REF").required(true).num_args(1..).help("Who"))
        .arg(Arg::new("when").long("when").value_name("WHEN").help("When; today where not said"))
        .arg(Arg::new("way").long("way").value_name("WAY").allow_hyphen_values(true).help("How: mail, call, coffee"))
        .arg(Arg::new("note").long("note").value_name("TEXT").allow_hyphen_values(true).help("What about"))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = words::joined(matches.get_many::<String>("ref").into_iter().flatten());
    let flag = |id: &str| matches.get_one::<String>(id).map(|text| words::plain(text).to_owned());
    let id = context.change(|writer, context| {
        let id = find(writer.read(), &text, Some(Kind::Person), Where::Live)?;
        let day = match flag("when") {
            Some(text) => context.day(&text, Lean::Past)?,
            None => context.now().today(),
        };
        let record = writer.touch(id, day, flag("way").as_deref(), flag("note").as_deref())?;
        Ok((format!("noted a contact with {}", record.title), id))
    })?;
    context.show_now(id)
}
