//! A walk through all records of a kind, for exports; memory holds their ids and one record at a time.

use super::records;
use super::{Reader, Result};
use crate::domain::{Id, Kind};

/// The page cache while everything is read once, in KiB: what leads from an id to its row, and the rows around it.
const PASSING: i64 = 2 * 1024;

impl Reader<'_> {
    /// Does several reads on one state of the journal, whatever other programs write meanwhile.
    ///
    /// # Errors
    /// Where the journal cannot be read, or what `act` returns.
    pub fn steady<T, E: From<super::Error>>(&self, act: impl FnOnce(Reader<'_>) -> Result<T, E>) -> Result<T, E> {
        // Where a transaction is open already, its state is steady.
        let _held = if self.db.is_autocommit() {
            Some(self.db.unchecked_transaction().map_err(super::Error::from)?)
        } else {
            None
        };
        act(Reader::new(self.db))
    }

    /// Hands the records of a kind to `each`, by id; those in the trash where `trash`, the others where `live`.
    ///
    /// # Errors
    /// Where the journal cannot be read, or what `each` returns.
    pub fn each(&self, kind: Kind, live: bool, trash: bool, each: &mut super::Listing<'_>) -> Result<()> {
        self.once(|| {
            for id in self.ids(kind, live, trash)? {
                if let Some((_, record)) = records::find(self.db, id)? {
                    each(record)?;
                }
            }
            Ok(())
        })
    }

    /// Reads what will not be read again: nothing of it is worth its place in memory.
    fn once<T>(&self, act: impl FnOnce() -> Result<T>) -> Result<T> {
        let kept: i64 = self.db.query_row("PRAGMA cache_size", [], |row| row.get(0))?;
        self.db.execute_batch(&format!("PRAGMA cache_size = -{PASSING}"))?;
        let done = act();
        self.db.execute_batch(&format!("PRAGMA cache_size = {kept}"))?;
        done
    }

    /// The ids of a kind, in order. Sorted here: sorting whole records would hold them all in memory.
    fn ids(&self, kind: Kind, live: bool, trash: bool) -> Result<Vec<Id>> {
        let mut ids: Vec<Id> = Vec::new();
        // Two queries, so that each has its index.
        for (asked, place) in [(live, "deleted IS NULL"), (trash, "deleted IS NOT NULL")] {
            if asked {
                let sql = format!("SELECT id FROM records WHERE kind = ?1 AND {place}");
                let mut query = self.db.prepare_cached(&sql)?;
                for id in query.query_map([kind], |row| row.get(0))? {
                    ids.push(id?);
                }
            }
        }
        ids.sort_unstable();
        Ok(ids)
    }
}
