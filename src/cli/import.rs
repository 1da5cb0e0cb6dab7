//! `mentee import`: an export, back in.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::json;

use crate::domain::{Origin, Record};
use crate::exchange::import::{FORMATS, Format, Found};
use crate::exchange::{self, Take};
use crate::report::Fault;
use crate::store::backup::Why;
use crate::store::{Arrival, Coming};

use super::context::Context;
use super::export::{foreign, told};

pub(super) const ABOUT: &str =
    "Take in what `mentee export --format json` wrote; what is there already and newer stays";

pub(super) fn build(command: Command, _: &str) -> Command {
    command
        .arg(Arg::new("from").long("from").value_name("FORMAT").default_value("json").help("json"))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("The file; - for standard input"),
        )
        .arg(Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help("Only say what would be done"))
}

/// How many records came to what.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    added: u64,
    newer: u64,
    same: u64,
    older: u64,
}

impl Counts {
    fn add(&mut self, arrival: Arrival) {
        *match arrival {
            Arrival::Added => &mut self.added,
            Arrival::Newer => &mut self.newer,
            Arrival::Same => &mut self.same,
            Arrival::Older => &mut self.older,
        } += 1;
    }
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let name = matches.get_one::<String>("from").map_or("json", String::as_str);
    let format = FORMATS
        .iter()
        .find(|format| format.name == name)
        .ok_or_else(|| Fault::Usage(format!("there is no import from “{name}”; it can be json")))?;
    let file = matches.get_one::<PathBuf>("file").map_or(Path::new("-"), PathBuf::as_path);
    let dry = matches.get_flag("dry-run");
    let mut from = open(file)?;
    let (counts, found) = if dry { weigh(format, &mut *from, context)? } else { take_in(format, &mut *from, context)? };
    if found.history {
        context.out.warn("the history in the file was left out: this journal keeps its own");
    }
    if context.out.json() {
        return Ok(context.out.emit(&json!({
            "dry_run": dry, "added": counts.added, "newer": counts.newer, "same": counts.same, "older": counts.older,
        }))?);
    }
    let Counts { added, newer, same, older } = counts;
    let verb = if dry { "Would import" } else { "Imported" };
    Ok(context
        .out
        .say(&format!("{verb}: {added} added, {newer} newer taken, {same} the same skipped, {older} older skipped"))?)
}

fn open(file: &Path) -> Result<Box<dyn BufRead + Send>> {
    if file == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let failed = |error: io::Error| anyhow::Error::from(error).context(format!("{} could not be read", file.display()));
    let opened = File::open(file).map_err(failed)?;
    if opened.metadata().map_err(failed)?.is_dir() {
        return Err(Fault::Cannot(format!("{} is a directory; name a file", file.display())).into());
    }
    Ok(Box::new(BufReader::with_capacity(64 * 1024, opened)))
}

/// Says what an import would do; writes nothing.
fn weigh(format: &Format, from: &mut dyn BufRead, context: &Context) -> Result<(Counts, Found)> {
    let store = context.reading()?;
    let mut counts = Counts::default();
    let mut seen = std::collections::HashMap::new();
    let found = store.read().steady(|reader| {
        let mut take = |record: Record| {
            // A record that stands in the file twice meets itself the second time.
            let arrival = match seen.get(&record.id) {
                Some(updated) if record.updated > *updated => Arrival::Newer,
                Some(updated) if record.updated < *updated => Arrival::Older,
                Some(_) => Arrival::Same,
                None => reader.weigh(&record).map_err(foreign)?,
            };
            if matches!(arrival, Arrival::Added | Arrival::Newer) {
                seen.insert(record.id, record.updated);
            }
            counts.add(arrival);
            Ok(())
        };
        format.read(from, &mut take as &mut Take<'_>).map_err(told)
    })?;
    Ok((counts, found))
}

/// Takes everything in as one change set.
fn take_in(format: &Format, from: &mut (dyn BufRead + Send), context: &Context) -> Result<(Counts, Found)> {
    let mut store = context.writing()?;
    if store.read().count()? > 0 {
        store.backup(Why::BeforeImport, &context.now())?;
    }
    let origin = Origin::Import(format.name.to_owned());
    let mut writer = store.begin(context.now(), context.world.chance(), &origin)?;
    writer.expect_many()?;
    let mut counts = Counts::default();
    let found = aside(format, from, &mut |coming| {
        counts.add(writer.receive(coming).map_err(foreign)?);
        Ok(())
    });
    let found = found.map_err(told)?;
    let taken = counts.added + counts.newer;
    writer.commit(&format!("imported {}", super::show::count(i64::try_from(taken).unwrap_or(i64::MAX), "record")))?;
    store.fold()?;
    Ok((counts, found))
}

/// How many records go from the reader to the journal at a time, and about how many bytes of text where they are large.
const PART: (usize, usize) = (64, 64 * 1024);

/// How many parts may lie between the two.
const BETWEEN: usize = 8;

/// Reads a file in a thread of its own, which is over when this is: to read a record and make it ready takes about half as
/// long as to write one. `take` is called here, with each record in its order.
fn aside(
    format: &Format,
    from: &mut (dyn BufRead + Send),
    take: &mut dyn FnMut(Coming) -> Result<(), exchange::Error>,
) -> Result<Found, exchange::Error> {
    let (send, parts) = mpsc::sync_channel::<Vec<Coming>>(BETWEEN);
    std::thread::scope(|scope| {
        let reader = scope.spawn(move || {
            // Where nobody takes any more, the error of that is the one to tell.
            let gone = |_| exchange::Error::Read(io::ErrorKind::BrokenPipe.into());
            let (mut part, mut bytes) = (Vec::with_capacity(PART.0), 0);
            let found = format.read(from, &mut |record| {
                bytes += record.fields.values().filter_map(serde_json::Value::as_str).map(str::len).sum::<usize>();
                part.push(Coming::new(record));
                if part.len() < PART.0 && bytes < PART.1 {
                    return Ok(());
                }
                bytes = 0;
                send.send(std::mem::replace(&mut part, Vec::with_capacity(PART.0))).map_err(gone)
            });
            send.send(part).map_err(gone).and(found)
        });
        let taken = parts.into_iter().flatten().try_for_each(take);
        let found = reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        taken.and(found)
    })
}
