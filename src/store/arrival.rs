//! Records from outside: what becomes of one that is there already. The older form stays in the history.

use super::convert;
use super::records;
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
    pub fn receive(&mut self, mut record: Record) -> Result<Arrival> {
        records::settle_title(self.read().db, &mut record)?;
        // Most are new, and writing tells as well as looking.
        if self.take_new(&record)? {
            return Ok(Arrival::Added);
        }
        let arrival = self.read().compare(&record)?;
        if arrival == Arrival::Newer {
            self.overwrite(record)?;
        }
        Ok(arrival)
    }
}
