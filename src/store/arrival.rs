//! Records from outside: what becomes of one that is there already. The older form stays in the history.

use super::convert;
use super::records::{self, Text};
use super::{Reader, Result, Writer};
use crate::domain::Record;

/// What becomes of a record that comes from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// It was not there.
    Added,
    /// It is newer than the one that was there, and takes its place.
    Newer,
    /// It is there, the same in every part.
    Same,
    /// It is another than the one that is there, and not newer: that one stays.
    Older,
}

/// A record from outside on its way in. What can be made of it without the journal is made by whoever makes this, which may
/// be another thread than the one that writes.
#[derive(Debug)]
pub struct Coming {
    record: Record,
    text: Option<Text>,
}

impl Coming {
    /// Makes a record ready to be written.
    #[must_use]
    pub fn new(record: Record) -> Self {
        // What cannot be made is an error when it is written.
        let text = Text::of(&record).ok();
        Self { record, text }
    }
}

impl From<Record> for Coming {
    fn from(record: Record) -> Self {
        Self { record, text: None }
    }
}

impl Reader<'_> {
    /// What would become of a record.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn weigh(&self, record: &Record) -> Result<Arrival> {
        // Compared as exports write them: a title that follows from the record is no difference.
        let mut settled = record.clone();
        records::settle_title(self.db, &mut settled)?;
        self.compare(&settled)
    }

    /// What would become of a record whose title is settled.
    fn compare(&self, settled: &Record) -> Result<Arrival> {
        let Some((_, here)) = records::find(self.db, settled.id)? else { return Ok(Arrival::Added) };
        if convert::to_whole(&here)? == convert::to_whole(settled)? {
            return Ok(Arrival::Same);
        }
        Ok(if settled.updated > here.updated { Arrival::Newer } else { Arrival::Older })
    }
}

impl Writer<'_> {
    /// Takes a record in where it is new or newer.
    ///
    /// # Errors
    /// Where the journal cannot be read or written.
    pub fn receive(&mut self, coming: impl Into<Coming>) -> Result<Arrival> {
        let Coming { mut record, text } = coming.into();
        let changed = records::settle_title(self.read().db, &mut record)?;
        let text = text.filter(|_| !changed).map_or_else(|| Text::of(&record), Ok)?;
        // Most are new, and writing tells as well as looking.
        if self.take_new(&record, text)? {
            return Ok(Arrival::Added);
        }
        let arrival = self.read().compare(&record)?;
        if arrival == Arrival::Newer {
            self.overwrite(record)?;
        }
        Ok(arrival)
    }
}
