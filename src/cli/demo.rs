//! `mentee demo`: a journal with a year in it, to look around in.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Arg, ArgMatches, Command, value_parser};
use serde_json::json;

use crate::domain::Origin;
use crate::exchange::demo;
use crate::report::Fault;
use crate::store::Store;

use super::context::Context;
use super::export::{foreign, told};

pub(super) const ABOUT: &str = "Look around in a journal with a year in it; nothing of yours is touched";

pub(super) fn build(command: Command, _: &str) -> Command {
    command.arg(
        Arg::new("into")
            .long("into")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help("Write it to this new file instead of a throw-away copy"),
    )
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    if let Some(file) = matches.get_one::<PathBuf>("into") {
        return into(file, context);
    }
    let dir = tempfile::Builder::new().prefix("mentee-demo-").tempdir()?;
    let file = dir.path().join("journal.db");
    fill(&file, context)?;
    context.settings.journal = file;
    if super::on_terminal() {
        super::open(context, "the demo journal, a throw-away copy", None)
    } else {
        super::today::page(context)
    }
}

fn into(file: &Path, context: &mut Context) -> Result<()> {
    if file.symlink_metadata().is_ok() {
        return Err(Fault::Cannot(format!("{} is there already; name a new file", file.display())).into());
    }
    let records = fill(file, context)?;
    if context.out.json() {
        return Ok(context.out.emit(&json!({"journal": file, "records": records}))?);
    }
    context.out.say(&format!("The demo journal is in {0}; open it with: mentee --journal {0}", file.display()))?;
    Ok(())
}

/// Writes the demo journal to a new file.
fn fill(file: &Path, context: &Context) -> Result<u64> {
    let mut store = Store::open_write(file)?;
    let origin = Origin::Import("demo".to_owned());
    let mut writer = store.begin(context.now(), context.world.chance(), &origin)?;
    demo::read(&context.now(), &mut |record| writer.take(record).map(|_| ()).map_err(foreign)).map_err(told)?;
    let records = writer.changes();
    writer.commit("the demo journal")?;
    store.fold()?;
    Ok(records)
}
