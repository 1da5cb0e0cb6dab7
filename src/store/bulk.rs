//! Writing many records at once: room for it, and a quicker way through the index of words.

use rusqlite::Connection;

use super::Result;
use super::log::writing;

/// From how many records on it is worth it.
pub(super) const MANY: u64 = 500;

/// The page cache while many records are written, in KiB: with SQLite's own two megabytes, most pages would be written
/// and read again several times before the set is done.
const CACHE: i64 = 24 * 1024;

/// Makes room. Words that are taken out of the index are only marked from here on: overwriting each at once takes
/// milliseconds a record.
pub(super) fn begin(db: &Connection) -> Result<()> {
    let sql = format!("PRAGMA cache_size = -{CACHE}; INSERT INTO search (search, rank) VALUES ('secure-delete', 0);");
    db.execute_batch(&sql).map_err(writing)
}

/// Takes the words that were only marked out for good, all in one go, where there are any. The larger cache stays as long
/// as the connection.
pub(super) fn end(db: &Connection, marked: bool) -> Result<()> {
    if marked {
        db.execute_batch("INSERT INTO search (search) VALUES ('optimize');").map_err(writing)?;
    }
    db.execute_batch("INSERT INTO search (search, rank) VALUES ('secure-delete', 1);").map_err(writing)
}
