//! The index of words of a long import, made beside the journal in a file of its own and brought in when it is whole. To
//! sort words takes about as long as to write the records they stand in: so it is done at the same time, by another thread.

use std::fs;
use std::mem;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::types::ToSqlOutput;

use super::log::writing;
use super::search::{self, Words};
use super::{Error, Result};

/// How many changes go to the thread at a time, and about how many bytes of text where they are large.
const PART: (usize, usize) = (64, 64 * 1024);

/// How many parts may lie between the two: while what was gathered is written, which takes a tenth of a second, records go on
/// to come.
const BETWEEN: usize = 32;

/// Nobody else sees the file, and what it held is made anew where it is lost: no log, no lock, no sync. The pages that are
/// in use are few: words are gathered in memory, and what was gathered is read from its beginning to its end.
const PRAGMAS: &str = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; \
     PRAGMA cache_size = -2048;";

/// How many bytes of words are gathered before they are written. With more, there would be fewer parts to be made one, and
/// each word would be further away in memory.
const GATHERED: i64 = 4 * 1024 * 1024;

/// The tables in which FTS5 keeps an index without texts, but for its settings.
const TABLES: [&str; 3] = ["search_data", "search_idx", "search_docsize"];

/// What the index is told.
enum Told {
    Add(i64, Words),
    Take(i64),
}

/// An index in the making.
pub(super) struct Beside {
    part: Vec<Told>,
    bytes: usize,
    /// Where parts go; an empty one says that there are no more.
    send: Option<SyncSender<Vec<Told>>>,
    thread: Option<JoinHandle<rusqlite::Result<Option<Connection>>>>,
}

impl Beside {
    /// Begins. The index of the journal is empty from here on until [`Beside::bring_in`].
    pub(super) fn begin(db: &Connection, journal: &Path) -> Result<Self> {
        let sql = search::renew(db)?;
        let folder = journal.parent().unwrap_or(Path::new("."));
        let failed = |source| Error::File { path: folder.to_owned(), doing: "written", source };
        let file = tempfile::Builder::new().prefix(".mentee-words-").tempfile_in(folder).map_err(failed)?;
        let own = Connection::open(file.path()).and_then(|own| own.execute_batch(PRAGMAS).map(|()| own));
        let own = own.map_err(writing)?;
        // It has no name from here on, and is gone with the process, whatever becomes of that.
        fs::remove_file(file.path()).map_err(failed)?;
        let _ = file.keep();
        let (send, parts) = sync_channel(BETWEEN);
        let thread = Builder::new().spawn(move || gather(own, &sql, &parts)).map_err(failed)?;
        Ok(Self { part: Vec::new(), bytes: 0, send: Some(send), thread: Some(thread) })
    }

    /// Adds words to it.
    pub(super) fn add(&mut self, n: i64, words: Words) -> Result<()> {
        self.bytes += words.size();
        self.tell(Told::Add(n, words))
    }

    /// Takes a record out of it.
    pub(super) fn take(&mut self, n: i64) -> Result<()> {
        self.tell(Told::Take(n))
    }

    fn tell(&mut self, told: Told) -> Result<()> {
        self.part.push(told);
        if self.part.len() < PART.0 && self.bytes < PART.1 { Ok(()) } else { self.send() }
    }

    fn send(&mut self) -> Result<()> {
        self.bytes = 0;
        let part = mem::replace(&mut self.part, Vec::with_capacity(PART.0));
        match self.send.as_ref().map(|send| send.send(part)) {
            Some(Ok(())) => Ok(()),
            // The thread is over before its time, and says why.
            _ => self.join().map(|_| ()),
        }
    }

    /// Says that this was all: what was gathered is made one from here on.
    pub(super) fn end(&mut self) -> Result<()> {
        if !self.part.is_empty() {
            self.send()?;
        }
        self.send()
    }

    /// Waits for the thread.
    fn join(&mut self) -> Result<Option<Connection>> {
        self.send = None;
        let Some(thread) = self.thread.take() else { return Ok(None) };
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)).map_err(writing)
    }

    /// Fills the index of the journal when this one is whole.
    pub(super) fn bring_in(mut self, db: &Connection) -> Result<()> {
        let Some(own) = self.join()? else {
            return Err(Error::Refused("the index of words could not be made".to_owned()));
        };
        // SQLite guards the tables of an index against statements. It was not looked into since it was made anew, or it
        // would go on with what it knew of them.
        let guard = |on| db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, on).map(|_| ());
        guard(false)?;
        let filled = TABLES.iter().try_for_each(|table| fill(&own, db, table));
        guard(true)?;
        filled.map_err(writing)
    }
}

impl Drop for Beside {
    /// Where it is not brought in, nothing of it stays: neither the thread nor, without a name, its file.
    fn drop(&mut self) {
        self.send = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Makes the index; `None` where the parts end without an empty one, and nobody wants it any more.
fn gather(own: Connection, sql: &str, parts: &Receiver<Vec<Told>>) -> rusqlite::Result<Option<Connection>> {
    own.execute_batch(sql)?;
    own.execute_batch("BEGIN")?;
    search::set(&own, "hashsize", GATHERED)?;
    search::set(&own, "automerge", 0)?;
    for part in parts {
        if part.is_empty() {
            search::set(&own, "merge", search::ALL)?;
            own.execute_batch("COMMIT")?;
            return Ok(Some(own));
        }
        for told in part {
            match told {
                Told::Add(n, words) => search::add(&own, n, &words)?,
                Told::Take(n) => search::take(&own, n)?,
            }
        }
    }
    Ok(None)
}

/// Puts the rows of a table in the place of those that are there.
fn fill(own: &Connection, db: &Connection, table: &str) -> rusqlite::Result<()> {
    db.execute_batch(&format!("DELETE FROM {table}"))?;
    let mut query = own.prepare(&format!("SELECT * FROM {table}"))?;
    let columns = query.column_count();
    let places = vec!["?"; columns].join(", ");
    let mut insert = db.prepare(&format!("INSERT INTO {table} VALUES ({places})"))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        for at in 0..columns {
            insert.raw_bind_parameter(at + 1, ToSqlOutput::Borrowed(row.get_ref(at)?))?;
        }
        insert.raw_execute()?;
    }
    Ok(())
}
