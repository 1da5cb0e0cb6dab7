//! Imports: one file a source, one line each in the registry. A file is untrusted: it can be wrong in any way.

mod json;

use std::io::BufRead;

use super::{Error, Take};

/// What a file held beside the records that were handed out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// How many records.
    pub records: u64,
    /// Whether it holds a history, which is not taken in.
    pub history: bool,
}

/// Reads a file and hands out its records.
type Reads = fn(&mut dyn BufRead, &mut Take<'_>) -> Result<Found, Error>;

/// A format that can be read.
#[derive(Debug)]
pub struct Format {
    /// What `--from` calls it.
    pub name: &'static str,
    /// What it is, one sentence without a full stop.
    pub about: &'static str,
    reads: Reads,
}

/// Every format, in the order in which help lists them.
pub const FORMATS: &[Format] =
    &[Format { name: "json", about: "What `mentee export --format json` wrote", reads: json::read }];

impl Format {
    /// Reads a file and hands out its records one by one, checked, so that memory does not grow with the file. Only when
    /// it returns is the whole file known to be sound: whoever takes the records in keeps them back until then.
    ///
    /// # Errors
    /// The first thing that is wrong with the file, or what `take` returns.
    pub fn read(&self, from: &mut dyn BufRead, take: &mut Take<'_>) -> Result<Found, Error> {
        (self.reads)(from, take)
    }
}
