//! Writing many records at once: room for it.

use rusqlite::{Connection, params};

use super::Result;
use super::log::writing;

/// From how many records on it is worth it.
pub(super) const MANY: u64 = 500;

/// The page cache while many records are written, in KiB: with the one of every day, most pages would be written and read
/// again several times before the set is done.
const CACHE: i64 = 24 * 1024;

/// How many bytes of words the index gathers before it writes them: with the megabyte of every day, it writes the words of
/// a long import in many parts and merges these again and again.
const GATHERED: i64 = 8 * 1024 * 1024;

/// The same on every other day, as FTS5 has it.
const GATHERED_DAILY: i64 = 1024 * 1024;

/// What FTS5 calls not to merge by and by, and the number of segments from which on it does so on every other day.
const MERGED: (i64, i64) = (0, 4);

/// From how many new records on the indexes are kept up again: to sort the entries of more would take too much memory.
const MOST: u64 = 300_000;

/// The indexes whose entries lie in no order that has to do with the order of the rows, and that no writing reads. The others
/// grow at one end, or at few: to make them anew would read every row once more for nothing.
const SCATTERED: &str = "SELECT name, sql FROM sqlite_schema \
     WHERE name IN ('records_tail', 'records_title', 'links_target', 'touches_day')";

/// How many pages may be written by the one merge at the end: as many as there are.
const PAGES: i64 = 10_000_000;

/// What is otherwise than on every other day while many records are written.
pub(super) struct Bulk {
    /// How many records there were before.
    rows: u64,
    /// What makes the indexes anew that were set aside.
    aside: Vec<String>,
}

impl Bulk {
    /// Makes room. The larger cache stays as long as the connection.
    pub(super) fn begin(db: &Connection) -> Result<Self> {
        db.execute_batch(&format!("PRAGMA cache_size = -{CACHE};")).map_err(writing)?;
        tell(db, "hashsize", GATHERED)?;
        tell(db, "automerge", MERGED.0)?;
        let rows: i64 = db.query_row("SELECT count(*) FROM records", [], |row| row.get(0))?;
        Ok(Self { rows: u64::try_from(rows).unwrap_or(0), aside: Vec::new() })
    }

    /// So many records came or went so far. Where they are as many as there were, an index is made faster anew, in one
    /// sort, than by one entry at a time in places all over it.
    pub(super) fn grown(&mut self, db: &Connection, changes: u64) -> Result<()> {
        if changes >= MOST {
            return self.put_back(db);
        }
        if self.aside.is_empty() && changes >= self.rows.max(MANY) {
            let mut query = db.prepare(SCATTERED)?;
            let found = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for (name, sql) in found.collect::<rusqlite::Result<Vec<(String, String)>>>()? {
                db.execute_batch(&format!("DROP INDEX \"{name}\"")).map_err(writing)?;
                self.aside.push(sql);
            }
        }
        Ok(())
    }

    fn put_back(&mut self, db: &Connection) -> Result<()> {
        self.aside.drain(..).try_for_each(|sql| db.execute_batch(&sql).map_err(writing))
    }

    /// All is as on every other day again; within the same transaction, because that is kept in the file. What was written
    /// in parts is made one where there are many, or somebody's next line would have to wait for it.
    pub(super) fn end(mut self, db: &Connection) -> Result<()> {
        self.put_back(db)?;
        tell(db, "hashsize", GATHERED_DAILY)?;
        tell(db, "automerge", MERGED.1)?;
        tell(db, "merge", PAGES)
    }
}

/// Tells the index of words how to go on.
fn tell(db: &Connection, what: &str, value: i64) -> Result<()> {
    let sql = "INSERT INTO search (search, rank) VALUES (?1, ?2)";
    db.execute(sql, params![what, value]).map(|_| ()).map_err(writing)
}
