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

/// How many pages may be written by the one merge at the end: as many as there are.
const PAGES: i64 = 10_000_000;

/// Makes room. The larger cache stays as long as the connection.
pub(super) fn begin(db: &Connection) -> Result<()> {
    db.execute_batch(&format!("PRAGMA cache_size = -{CACHE};")).map_err(writing)?;
    tell(db, "hashsize", GATHERED)?;
    tell(db, "automerge", MERGED.0)
}

/// The index is as on every other day again; within the same transaction, because that is kept in the file. What was
/// written in parts is made one where there are many, or somebody's next line would have to wait for it.
pub(super) fn end(db: &Connection) -> Result<()> {
    tell(db, "hashsize", GATHERED_DAILY)?;
    tell(db, "automerge", MERGED.1)?;
    tell(db, "merge", PAGES)
}

/// Tells the index of words how to go on.
fn tell(db: &Connection, what: &str, value: i64) -> Result<()> {
    let sql = "INSERT INTO search (search, rank) VALUES (?1, ?2)";
    db.execute(sql, params![what, value]).map(|_| ()).map_err(writing)
}
