//! `mentee doctor`: whether the file, and everything in it, is as it should be.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use crate::report::Fault;
use crate::store::doctor::{self, Checkup};
use crate::store::{self, Repaired, Store};

use super::context::Context;
use super::show::print_rows;

pub(super) const ABOUT: &str =
    "Look at the whole journal, its index and every link in it; changes nothing unless told to";

pub(super) fn build(command: Command, _: &str) -> Command {
    let flag = |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    command
        .arg(flag("repair", "Put right what can be put right; save what can be read of a damaged file into a new one"))
        .arg(flag("scrub", "Write the whole file afresh, so that nothing that was deleted is left in it"))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let journal = context.journal().to_owned();
    // Only the program's own folder has to be closed to others; a journal may lie in any.
    let own_dir = context.world.paths.as_ref().is_some_and(|paths| journal.parent() == Some(paths.data.as_path()));
    let repaired = if matches.get_flag("repair") {
        Some(store::repair(&journal, own_dir, &context.now(), &context.world.chance())?)
    } else {
        None
    };
    if matches.get_flag("scrub") && journal.exists() {
        Store::open_write(&journal)?.scrub()?;
    }
    let checkup = doctor::check(&journal, own_dir)?;
    if context.out.json() {
        context.out.emit(&to_json(&checkup, repaired.as_ref()))?;
    } else {
        print(&checkup, repaired.as_ref(), context)?;
    }
    if checkup.problems.is_empty() { Ok(()) } else { Err(Fault::Told.into()) }
}

fn to_json(checkup: &Checkup, repaired: Option<&Repaired>) -> Value {
    let mut json = json!({
        "ok": checkup.problems.is_empty(),
        "sqlite_version": checkup.sqlite_version,
        "schema_version": checkup.schema_version,
        "integrity": checkup.integrity.map(|fine| word(fine, "damaged")),
        "foreign_keys": checkup.foreign_keys.map(|fine| word(fine, "broken")),
        "search_index": checkup.search_index.map(|fine| word(fine, "incomplete")),
        "records": checkup.records,
        "modes": word(checkup.modes, "open to others"),
        "problems": checkup.problems,
    });
    if let Some(repaired) = repaired {
        json["repaired"] = json!(repaired.done);
        json["salvaged"] =
            json!(repaired.salvaged.as_ref().map(|salvaged| {
                json!({"file": salvaged.file, "records": salvaged.records, "lost": salvaged.lost})
            }));
    }
    json
}

fn word(fine: bool, otherwise: &'static str) -> &'static str {
    if fine { "ok" } else { otherwise }
}

fn print(checkup: &Checkup, repaired: Option<&Repaired>, context: &mut Context) -> Result<()> {
    let (journal, out) = (context.journal().to_owned(), &mut context.out);
    for done in repaired.iter().flat_map(|repaired| &repaired.done) {
        out.say(&format!("Repaired: {done}"))?;
    }
    if let Some(salvaged) = repaired.and_then(|repaired| repaired.salvaged.as_ref()) {
        let (file, records) = (salvaged.file.display(), salvaged.records);
        out.say(&format!("Saved what can be read, {records} records, in {file}"))?;
        out.say(&format!("Look at it with: mentee --journal {file}"))?;
        out.say(&format!("and put it in the journal's place with: mentee restore {file}"))?;
    }
    let health = checkup.clone().told(&journal);
    print_rows(out, &health.facts)?;
    out.say("")?;
    for problem in &health.problems {
        out.say(&format!("Found: {problem}"))?;
    }
    if health.problems.is_empty() {
        out.say("All is well.")?;
    }
    Ok(())
}
