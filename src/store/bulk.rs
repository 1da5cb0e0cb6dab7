//! Writing many records at once: room for it.

use rusqlite::Connection;

use super::Result;
use super::log::writing;

/// From how many records on it is worth it.
pub(super) const MANY: u64 = 500;

/// The page cache while many records are written, in KiB: with the one of every day, most pages would be written and read
/// again several times before the set is done.
const CACHE: i64 = 24 * 1024;

/// Makes room. The larger cache stays as long as the connection.
pub(super) fn begin(db: &Connection) -> Result<()> {
    db.execute_batch(&format!("PRAGMA cache_size = -{CACHE};")).map_err(writing)
}
