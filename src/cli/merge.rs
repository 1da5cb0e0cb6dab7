//! `mentee person merge REF REF`: two people who are one.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::domain::Kind;
use crate::store::Where;

use super::context::{Context, find};
use super::words;

pub(super) const ABOUT: &str =
    "Make two people one: the second goes into the first, links and all, and then into the trash";

pub(super) fn build(command: Command) -> Command {
    command
        .arg(Arg::new("keep").value_name("REF").required(true).help("Who stays"))
        .arg(Arg::new("gone").value_name("REF").required(true).help("Who is the same"))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = |id: &str| matches.get_one::<String>(id).map(|text| words::plain(text)).unwrap_or_default();
    let (keep, gone) = (text("keep"), text("gone"));
    let id = context.change(|writer, _| {
        let keep = find(writer.read(), keep, Some(Kind::Person), Where::Live)?;
        let gone = find(writer.read(), gone, Some(Kind::Person), Where::Live)?;
        let name = writer.read().title(gone)?.unwrap_or_default();
        let record = writer.merge_people(keep, gone)?;
        Ok((format!("merged “{name}” into “{}”", record.title), keep))
    })?;
    context.show_now(id)
}
