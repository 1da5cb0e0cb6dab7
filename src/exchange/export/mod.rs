//! Exports: one file a format, one line each in the registry.

mod json;
mod markdown;

use std::io::Write;

use serde_json::Value;

use super::{Error, Take};
use crate::domain::{Id, Kind, Now};

/// Which records of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// What is not in the trash.
    Live,
    /// What is in the trash.
    Trash,
    /// Both.
    All,
}

/// Where an export takes its records from.
pub trait Source {
    /// Hands out records of a kind by id.
    ///
    /// # Errors
    /// Where they cannot be read, or what `take` returns.
    fn each(&self, kind: Kind, which: Which, take: &mut Take<'_>) -> Result<(), Error>;

    /// The title of a record; `None` where it is gone.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn title(&self, id: Id) -> Result<Option<String>, Error>;

    /// Hands out the change sets, newest first, as `history --json` prints them.
    ///
    /// # Errors
    /// Where they cannot be read, or what `take` returns.
    fn history(&self, take: &mut dyn FnMut(Value) -> Result<(), Error>) -> Result<(), Error>;
}

/// What an export holds beside the journal itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Every change set.
    pub history: bool,
    /// What lies in the trash.
    pub trash: bool,
    /// Text as it is, control characters too, in formats that do not escape by themselves.
    pub raw: bool,
}

/// Writes an export.
type Writes = fn(&dyn Source, Options, &Now, &mut dyn Write) -> Result<(), Error>;

/// A format that can be written.
#[derive(Debug)]
pub struct Format {
    /// What `--format` calls it.
    pub name: &'static str,
    /// What it is for, one sentence without a full stop.
    pub about: &'static str,
    /// Whether it can hold the history.
    pub history: bool,
    writes: Writes,
}

/// Every format, in the order in which help lists them.
pub const FORMATS: &[Format] = &[
    Format {
        name: "json",
        about: "Everything, for machines; `mentee import` reads it back without loss",
        history: true,
        writes: json::write,
    },
    Format { name: "markdown", about: "Everything, for people to read", history: false, writes: markdown::write },
];

impl Format {
    /// Writes an export of everything `source` holds. The same journal gives the same bytes.
    ///
    /// # Errors
    /// Where the source cannot be read or `out` cannot be written.
    pub fn write(&self, source: &dyn Source, options: Options, now: &Now, out: &mut dyn Write) -> Result<(), Error> {
        (self.writes)(source, options, now, out)
    }
}
