//! `mentee trash`: what was deleted, and the end of it.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::json;

use crate::domain::time::instant_text;
use crate::domain::{Origin, dates};
use crate::store::backup;

use super::context::Context;
use super::show::count;

pub(super) const ABOUT: &str = "What was deleted and can still be restored; `mentee trash empty` ends that";

pub(super) fn build(command: Command, _: &str) -> Command {
    let yes = Arg::new("yes").long("yes").short('y').action(ArgAction::SetTrue).help("Without being asked");
    command
        .subcommand(Command::new("list").about("What is in it, the last in first"))
        .subcommand(Command::new("empty").about("Delete everything in it for good; this cannot be undone").arg(yes))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    match matches.subcommand() {
        Some(("empty", matches)) => empty(matches.get_flag("yes"), context),
        _ => list(context),
    }
}

fn list(context: &mut Context) -> Result<()> {
    let (store, now) = (context.reading()?, context.now());
    let reader = store.read();
    let pager = context.world.pager.clone();
    context.out.page(pager.as_deref());
    let (json, mut none) = (context.out.json(), true);
    let out = &mut context.out;
    reader.trash(&mut |record| {
        let short_id = reader.short_id(record.id, record.kind)?;
        let first = std::mem::take(&mut none);
        let printed = if json {
            let item = json!({"kind": record.kind.name(), "id": record.id, "short_id": short_id, "title": record.title,
                              "deleted": record.deleted.map(instant_text)});
            out.emit_item(first, &item)
        } else {
            let day = record.deleted.map(|at| dates::say(now.day_of(at), &now)).unwrap_or_default();
            out.say(&format!("{short_id:<6}{:<14}{}  {day}", record.kind.label(), record.title))
        };
        printed.map_err(crate::store::Error::Output)
    })?;
    if json {
        context.out.emit_end(none)?;
    } else if none {
        context.out.aside("The trash is empty.")?;
    }
    Ok(())
}

fn empty(yes: bool, context: &mut Context) -> Result<()> {
    let mut things = 0;
    context.reading()?.read().trash(&mut |_| {
        things += 1;
        Ok(())
    })?;
    let ask = things > 0 && !yes && super::on_terminal();
    if ask && !context.out.ask(&format!("Delete {} for good? This cannot be undone. [y/N] ", count(things, "thing")))? {
        return Ok(context.out.aside("Nothing was deleted.")?);
    }
    let emptied = match things {
        0 => crate::store::Emptied::default(),
        _ => context.writing()?.empty_trash(context.now(), &Origin::Command, None)?,
    };
    if context.out.json() {
        let json = json!({"removed": emptied.removed, "unlinked": emptied.unlinked});
        context.out.emit(&json)?;
    } else if emptied.removed == 0 {
        context.out.aside("The trash is empty.")?;
    } else {
        let removed = count(i64::try_from(emptied.removed).unwrap_or(i64::MAX), "thing");
        context.out.say(&format!("Deleted {removed} for good"))?;
    }
    if emptied.traces {
        context.out.warn("another program has the journal open: traces stay in its log until that is closed");
    }
    let copies = backup::backups(context.journal())?.len();
    if emptied.removed > 0 && copies > 0 {
        let copies = count(i64::try_from(copies).unwrap_or(i64::MAX), "copy").replace("copys", "copies");
        context.out.aside(&format!(
            "{copies} in {} may still hold what was deleted; `mentee backup list` shows them",
            backup::folder(context.journal()).display()
        ))?;
    }
    Ok(())
}
