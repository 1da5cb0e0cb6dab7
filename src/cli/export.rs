//! `mentee export`: all of it out.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::{Value, json};

use crate::domain::{Id, Kind, Now};
use crate::exchange::export::{FORMATS, Format, Options, Source, Which};
use crate::exchange::{Error, Take};
use crate::report::Fault;
use crate::store::{self, Reader, Store};

use super::change::set_json;
use super::context::Context;

pub(super) const ABOUT: &str = "Write everything out: json (comes back with `mentee import`), or markdown to read";

pub(super) fn build(command: Command, _: &str) -> Command {
    let flag = |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    command
        .arg(Arg::new("format").long("format").value_name("FORMAT").default_value("json").help("json or markdown"))
        .arg(flag("history", "With every change set (json)"))
        .arg(flag("trash", "With what lies in the trash"))
        .arg(
            Arg::new("out")
                .long("out")
                .short('o')
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("A new file for it, instead of standard output"),
        )
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let name = matches.get_one::<String>("format").map_or("json", String::as_str);
    let format = FORMATS.iter().find(|format| format.name == name).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        Fault::Usage(format!("there is no export to “{name}”; it can be {}", names.join(" or ")))
    })?;
    let options = Options {
        history: matches.get_flag("history"),
        trash: matches.get_flag("trash"),
        raw: context.out.manner().raw,
    };
    if options.history && !format.history {
        return Err(Fault::Usage(format!("--history goes with --format json; {name} has no place for it")).into());
    }
    let (store, now) = (context.reading()?, context.now());
    let Some(file) = matches.get_one::<PathBuf>("out") else {
        return write(&store, format, options, &now, context.out.bytes()?);
    };
    new_file(file, |out| write(&store, format, options, &now, out))?;
    if context.out.json() {
        return Ok(context.out.emit(&json!({"file": file, "format": format.name}))?);
    }
    Ok(context.out.aside(&format!("Written to {}", file.display()))?)
}

fn write(store: &Store, format: &Format, options: Options, now: &Now, out: &mut dyn Write) -> Result<()> {
    store.read().steady(|reader| format.write(&Journal(reader), options, now, out).map_err(told))
}

/// Writes a new file as a whole: only its owner may read it, and nothing is left of it where something fails.
///
/// # Errors
/// Where the file is there already or cannot be written, or what `fill` returns.
pub(crate) fn new_file(file: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    if file.symlink_metadata().is_ok() {
        return Err(Fault::Cannot(format!("{} is there already; name a new file", file.display())).into());
    }
    let failed =
        |error: io::Error| anyhow::Error::from(error).context(format!("{} could not be written", file.display()));
    let dir = file.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut part = tempfile::Builder::new().prefix(".mentee-").suffix(".part").tempfile_in(dir).map_err(failed)?;
    let mut out = BufWriter::with_capacity(64 * 1024, part.as_file_mut());
    fill(&mut out)?;
    out.flush().map_err(failed)?;
    drop(out);
    part.as_file().sync_all().map_err(failed)?;
    part.persist_noclobber(file).map_err(|error| failed(error.error))?;
    Ok(())
}

/// What exports read.
pub(super) struct Journal<'a>(pub(super) Reader<'a>);

impl Source for Journal<'_> {
    fn each(&self, kind: Kind, which: Which, take: &mut Take<'_>) -> Result<(), Error> {
        let mut failed = None;
        let (live, trash) = (which != Which::Trash, which != Which::Live);
        let walked = self.0.each(kind, live, trash, &mut |record| {
            take(record).map_err(|error| {
                failed = Some(error);
                store::Error::Output(io::ErrorKind::Other.into())
            })
        });
        match failed {
            Some(error) => Err(error),
            None => walked.map_err(foreign),
        }
    }

    fn title(&self, id: Id) -> Result<Option<String>, Error> {
        self.0.title(id).map_err(foreign)
    }

    fn history(&self, take: &mut dyn FnMut(Value) -> Result<(), Error>) -> Result<(), Error> {
        let sets = self.0.history(None, usize::MAX).map_err(foreign)?;
        sets.iter().try_for_each(|set| take(set_json(set, true)))
    }
}

/// An error of the journal on its way through an export or an import.
pub(super) fn foreign(error: store::Error) -> Error {
    Error::Journal(Box::new(error))
}

/// The error to report: the journal's own, where it was only passed through.
pub(super) fn told(error: Error) -> anyhow::Error {
    match error {
        Error::Journal(inner) => match inner.downcast::<store::Error>() {
            Ok(error) => (*error).into(),
            Err(inner) => anyhow::Error::from_boxed(inner),
        },
        error => error.into(),
    }
}
