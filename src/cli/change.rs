//! `mentee undo`, `redo` and `history`: the way back, and what was done.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command, value_parser};
use serde_json::json;

use crate::domain::ask::SetRow;
use crate::domain::time::instant_text;
use crate::domain::{Kind, Now, Origin, dates};
use crate::store::{Error, Where};

use super::context::{Context, find};
use super::show::count;
use super::words;

pub(super) const UNDO: &str = "Take back the last change set, or the last N";
pub(super) const REDO: &str = "Bring back what was undone last";
pub(super) const HISTORY: &str = "Every change set, newest first, or those of one thing, field by field";

pub(super) fn build_undo(command: Command, _: &str) -> Command {
    command.arg(
        Arg::new("n").value_name("N").value_parser(value_parser!(u32).range(1..)).help("How many sets to take back"),
    )
}

pub(super) fn build_redo(command: Command, _: &str) -> Command {
    command
}

pub(super) fn build_history(command: Command, _: &str) -> Command {
    command.arg(Arg::new("ref").value_name("REF").num_args(0..).help("Only what changed this")).arg(
        Arg::new("limit").long("limit").value_name("N").value_parser(value_parser!(usize)).help("At most so many sets"),
    )
}

pub(super) fn undo(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let times = matches.get_one::<u32>("n").copied().unwrap_or(1);
    turn(context, times, "Undone", |store, now| store.undo(now, &Origin::Command))
}

pub(super) fn redo(_: &ArgMatches, context: &mut Context) -> Result<()> {
    turn(context, 1, "Back again", |store, now| store.redo(now, &Origin::Command))
}

/// The common half of undo and redo. That fewer sets are left than were named is no error once one was turned.
fn turn(
    context: &mut Context,
    times: u32,
    verb: &str,
    step: impl Fn(&mut crate::store::Store, Now) -> crate::store::Result<crate::store::Undone>,
) -> Result<()> {
    if !context.journal().exists() {
        return Err(Error::NothingTo(if verb == "Undone" { "undo" } else { "redo" }).into());
    }
    let mut store = context.writing()?;
    let mut turned = Vec::new();
    for _ in 0..times {
        match step(&mut store, context.now()) {
            Ok(undone) => turned.push(undone),
            Err(Error::NothingTo(_)) if !turned.is_empty() => break,
            Err(error) => return Err(error.into()),
        }
    }
    if context.out.json() {
        let sets = turned.iter().map(|u| json!({"set": u.set, "label": u.label, "changes": u.changes}));
        return Ok(context.out.emit(&sets.collect::<Vec<_>>())?);
    }
    for undone in turned {
        let changes = count(i64::try_from(undone.changes).unwrap_or(i64::MAX), "change");
        context.out.aside(&format!("{verb}: {} ({changes})", undone.label))?;
    }
    Ok(())
}

pub(super) fn history(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let store = context.reading()?;
    let text = words::joined(matches.get_many::<String>("ref").into_iter().flatten());
    let record = match text.as_str() {
        "" => None,
        text => Some(match find(store.read(), text, None, Where::Live) {
            Err(crate::report::Fault::NoMatch { .. }) => find(store.read(), text, None, Where::Trash)?,
            found => found?,
        }),
    };
    let limit = matches.get_one::<usize>("limit").copied();
    let sets = store.read().history(record, limit.unwrap_or(if context.out.json() { usize::MAX } else { 50 }))?;
    if context.out.json() {
        return Ok(context.out.emit(&sets.iter().map(|set| set_json(set, record.is_some())).collect::<Vec<_>>())?);
    }
    let pager = context.world.pager.clone();
    context.out.page(pager.as_deref());
    let now = context.now();
    for set in &sets {
        let undone = if set.undone { "  (undone)" } else { "" };
        let local = now.local_of(set.at);
        let when = format!("{} {}", dates::say(local.date(), &now), local.format("%H:%M"));
        context.out.head(&format!("{:>5}  {when}  {}  {}{undone}", set.set, set.origin, set.label))?;
        for change in set.changes.iter().take(if record.is_some() { 100 } else { 8 }) {
            if record.is_none() {
                let kind = change.kind.map(Kind::label).unwrap_or_default();
                context.out.say(&format!("       {} {kind} “{}”", change.op, change.title))?;
                continue;
            }
            for (name, before, after) in &change.fields {
                let side = |text: &str| if text.is_empty() { "nothing".to_owned() } else { format!("“{text}”") };
                context.out.say(&format!("       {name}: {} → {}", side(before), side(after)))?;
            }
        }
        let more = u64::try_from(set.changes.len().saturating_sub(8)).unwrap_or(0) + set.more;
        if record.is_none() && more > 0 {
            context.out.say(&format!("       and {more} more"))?;
        }
    }
    if sets.is_empty() {
        context.out.aside("Nothing has been written yet.")?;
    }
    Ok(())
}

/// A set as the interface has it; with the values of every field where `fields`.
pub(super) fn set_json(set: &SetRow, fields: bool) -> serde_json::Value {
    let changes = set.changes.iter().map(|change| {
        let mut json = json!({
            "op": change.op,
            "kind": change.kind.map(Kind::name),
            "id": change.id,
            "title": change.title,
        });
        if fields {
            let rows = change.fields.iter().map(|(name, was, is)| json!({"field": name, "before": was, "after": is}));
            json["fields"] = rows.collect::<Vec<_>>().into();
        }
        json
    });
    json!({
        "set": set.set,
        "label": set.label,
        "at": instant_text(set.at),
        "origin": set.origin,
        "undone": set.undone,
        "changes": changes.collect::<Vec<_>>(),
        "more": set.more,
    })
}
