//! Writing many records at once: room for it.

use rusqlite::Connection;

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

/// Makes room. The larger cache stays as long as the connection.
pub(super) fn begin(db: &Connection) -> Result<()> {
    db.execute_batch(&format!("PRAGMA cache_size = -{CACHE};")).map_err(writing)?;
    gather(db, GATHERED)
}

/// The index is as on every other day again; within the same transaction, because it is kept in the file.
pub(super) fn end(db: &Connection) -> Result<()> {
    gather(db, GATHERED_DAILY)
}

fn gather(db: &Connection, bytes: i64) -> Result<()> {
    let sql = "INSERT INTO search (search, rank) VALUES ('hashsize', ?1)";
    db.execute(sql, [bytes]).map(|_| ()).map_err(writing)
}
