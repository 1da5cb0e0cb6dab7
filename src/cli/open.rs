//! `mentee open REF`: the screen at a record; what `show` prints where there is no terminal.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::store::{Error, Where};

use super::context::{Context, find};
use super::words;

pub(super) const ABOUT: &str = "Open the screen at a record; without a terminal, print it";

pub(super) fn build(command: Command, _: &str) -> Command {
    let help = "A short id, an id, a title, or words of it";
    command.arg(Arg::new("ref").value_name("REF").required(true).num_args(1..).help(help))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = words::joined(matches.get_many::<String>("ref").into_iter().flatten());
    let store = context.reading()?;
    let id = find(store.read(), &text, None, Where::Live)?;
    let record = store.read().find(id)?.ok_or_else(|| Error::Gone(id.to_string()))?;
    if super::on_terminal() && !context.out.json() {
        drop(store);
        return super::open(context, "", Some((record.kind, id)));
    }
    context.show(store.read(), &record)
}
