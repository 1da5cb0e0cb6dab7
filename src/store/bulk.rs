//! Writing many records at once: room for it.

use std::path::Path;

use rusqlite::Connection;

use super::beside::Beside;
use super::log::writing;
use super::search::{self, Index};
use super::{Result, convert, records};

/// From how many records on it is worth it.
pub(super) const MANY: u64 = 500;

/// The page cache while many records are written, in KiB: with the one of every day, most pages would be written and read
/// again several times before the set is done.
const CACHE: i64 = 24 * 1024;

/// The same where words are gathered beside the journal, and take their part of the memory there.
const CACHE_BESIDE: i64 = 16 * 1024;

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
     WHERE name IN ('records_tail', 'records_title', 'links_target', 'touches_day', 'echoes_word')";

/// What is otherwise than on every other day while many records are written.
pub(super) struct Bulk {
    /// How many records there were before.
    rows: u64,
    /// What makes the indexes anew that were set aside.
    aside: Vec<String>,
    /// The index of words, where it is made anew.
    words: Anew,
}

/// Whether the index of words is made anew beside the journal: where most of it will be new.
enum Anew {
    /// No.
    Not,
    /// When there are enough of them.
    Perhaps,
    /// From here on.
    Beside(Beside),
}

/// Who is told of words.
pub(super) fn index<'a>(db: &'a Connection, many: &'a mut Option<Bulk>) -> Index<'a> {
    match many {
        Some(Bulk { words: Anew::Beside(beside), .. }) => Index::Beside(beside),
        _ => Index::Kept(db),
    }
}

impl Bulk {
    /// Makes room. The larger cache stays as long as the connection.
    pub(super) fn begin(db: &Connection) -> Result<Self> {
        let rows: i64 = db.query_row("SELECT count(*) FROM records", [], |row| row.get(0))?;
        let rows = u64::try_from(rows).unwrap_or(0);
        let new = rows <= MANY && journal(db).is_some();
        let (words, cache) = if new { (Anew::Perhaps, CACHE_BESIDE) } else { (Anew::Not, CACHE) };
        db.execute_batch(&format!("PRAGMA cache_size = -{cache};")).map_err(writing)?;
        tell(db, "hashsize", GATHERED)?;
        tell(db, "automerge", MERGED.0)?;
        Ok(Self { rows, aside: Vec::new(), words })
    }

    /// So many records came so far. Where they are many beside what there was, their words are better told to an index that is
    /// made anew.
    pub(super) fn added(&mut self, db: &Connection, changes: u64) -> Result<()> {
        if changes >= MANY && matches!(self.words, Anew::Perhaps) {
            self.words = begin_words(db)?;
        }
        self.grown(db, changes)
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
        if let Anew::Beside(beside) = &mut self.words {
            beside.end()?;
        }
        self.put_back(db)?;
        if let Anew::Beside(beside) = self.words {
            // It is as on every other day from the first.
            return beside.bring_in(db);
        }
        tell(db, "hashsize", GATHERED_DAILY)?;
        tell(db, "automerge", MERGED.1)?;
        tell(db, "merge", search::ALL)
    }
}

/// The file of the journal, where it is in one.
fn journal(db: &Connection) -> Option<&Path> {
    db.path().filter(|path| !path.is_empty()).map(Path::new)
}

/// Begins an index of words with all that is there so far. Where something that is there cannot be read, the index that
/// is there goes on: it may know of it.
fn begin_words(db: &Connection) -> Result<Anew> {
    let Some(journal) = journal(db) else { return Ok(Anew::Not) };
    let mut query = db.prepare(&records::whole("WHERE deleted IS NULL ORDER BY n"))?;
    let mut rows = query.query([])?;
    let mut told = Vec::new();
    while let Some(row) = rows.next()? {
        let Ok((n, record)) = convert::record(row) else { return Ok(Anew::Not) };
        told.extend(search::words(&record).map(|words| (n, words)));
    }
    // The index cannot be made anew while somebody reads.
    drop(rows);
    let mut beside = Beside::begin(db, journal)?;
    told.into_iter().try_for_each(|(n, words)| beside.add(n, words))?;
    Ok(Anew::Beside(beside))
}

/// Tells the index of words how to go on.
fn tell(db: &Connection, what: &str, value: i64) -> Result<()> {
    search::set(db, what, value).map_err(writing)
}
