//! Saving what can be read of a damaged journal into a new file beside it. Never writes to the damaged one.

use std::path::{Path, PathBuf};

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};

use super::restore::free_name;
use super::search::Index;
use super::{Error, Result, Store, convert, open, records};
use crate::domain::{Now, Record};

/// What could be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvaged {
    /// The new journal.
    pub file: PathBuf,
    /// How many records are in it.
    pub records: u64,
    /// How many rows there were that could not be read, as far as that can be told.
    pub lost: u64,
}

/// Reads what can be read, row by row, and writes it to a new journal beside the damaged one.
///
/// # Errors
/// Where the file cannot be opened at all, or the new one cannot be written.
pub(super) fn salvage(journal: &Path, now: &Now) -> Result<Salvaged> {
    let (from, _) = open::look_into(journal)?;
    let file = free_name(journal, &format!(".salvaged-{}", now.local().format("%Y%m%d-%H%M%S")));
    let mut store = Store::open_write(&file)?;
    let (mut saved, mut lost) = (0, 0);
    let tx = store.db.transaction()?;
    let rows = Rows { db: &from, sql: &records::whole("WHERE n > ?1 ORDER BY n"), last: last(&from, "records", "n") };
    let skipped = rows.each(&mut |row| {
        match convert::record(row) {
            Ok((_, record)) if insert(&tx, &record).is_ok() => saved += 1,
            _ => lost += 1,
        }
        row.get(0)
    });
    lost += skipped;
    for (table, key, columns) in [
        ("sets", "no", "no, label, at, origin, takes_back, brings_back, undone"),
        ("changes", "no", "no, set_no, op, id, kind, title, before, after"),
        ("drafts", "rowid", "slot, text, at"),
        ("shares", "no", "no, share, person, made, format, file"),
        ("share_items", "rowid", "share_no, place, item, id, kind"),
        ("replies", "no", "no, share_no, set_no, at"),
    ] {
        copy_table(&from, &tx, table, key, columns);
    }
    tx.commit()?;
    store.fold()?;
    Ok(Salvaged { file, records: saved, lost })
}

/// One record, all of it or nothing.
fn insert(db: &Connection, record: &Record) -> Result<()> {
    db.execute_batch("SAVEPOINT one")?;
    let again = || Error::Refused(format!("there is a record {} already", record.id));
    let written = || records::insert(db, &mut Index::Kept(db), record, records::Text::of(record)?);
    let done = written().and_then(|new| if new { Ok(()) } else { Err(again()) });
    db.execute_batch(if done.is_ok() { "RELEASE one" } else { "ROLLBACK TO one; RELEASE one" })?;
    done
}

/// Copies the rows of a table that can be read and fit.
fn copy_table(from: &Connection, to: &Connection, table: &str, key: &str, columns: &str) {
    let width = columns.split(',').count();
    let marks = vec!["?"; width].join(", ");
    let into = format!("INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})");
    let mut take = |row: &rusqlite::Row<'_>| -> rusqlite::Result<i64> {
        let values = (1..=width).map(|at| row.get::<_, Sql>(at)).collect::<rusqlite::Result<Vec<_>>>()?;
        // A row that does not fit is as lost as one that cannot be read.
        let _ = to.prepare_cached(&into).and_then(|mut query| query.execute(params_from_iter(values)));
        row.get(0)
    };
    if key == "rowid" {
        // Drafts are few and have no numbers; items are counted by their share.
        let sql = format!("SELECT 0, {columns} FROM {table}");
        let read = || -> rusqlite::Result<()> {
            let mut query = from.prepare(&sql)?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                take(row)?;
            }
            Ok(())
        };
        let _ = read();
        return;
    }
    let sql = format!("SELECT {key}, {columns} FROM {table} WHERE {key} > ?1 ORDER BY {key}");
    Rows { db: from, sql: &sql, last: last(from, table, key) }.each(&mut take);
}

/// The greatest number of a table; where even that cannot be read, more than any journal has.
fn last(db: &Connection, table: &str, key: &str) -> i64 {
    db.query_row(&format!("SELECT max({key}) FROM {table}"), [], |row| row.get(0)).unwrap_or(1_000_000)
}

/// The rows of a table by number, stepping over what cannot be read.
struct Rows<'a> {
    db: &'a Connection,
    /// Begins with the number and takes the one after which to begin.
    sql: &'a str,
    last: i64,
}

impl Rows<'_> {
    /// Hands the rows to `take`, which gives the number of each back; the answer is how many steps were in vain.
    fn each(&self, take: &mut dyn FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<i64>) -> u64 {
        let (mut after, mut lost) = (0, 0);
        while after < self.last {
            let mut reached = after;
            let mut read = || -> rusqlite::Result<()> {
                let mut query = self.db.prepare_cached(self.sql)?;
                let mut rows = query.query([after])?;
                while let Some(row) = rows.next()? {
                    reached = take(row)?;
                }
                Ok(())
            };
            if read().is_ok() {
                return lost;
            }
            // The next number may lie on a page that is sound again.
            lost += 1;
            after = reached + 1;
        }
        lost
    }
}
