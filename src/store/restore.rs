//! Putting a copy in the journal's place. Refuses while anything has the journal open, and keeps what it replaces.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

use super::lock::{beside, in_use, shut_screens_out};
use super::schema::SCHEMA_VERSION;
use super::{Error, Result, backup, doctor, open};
use crate::domain::Now;

/// What a restore did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// How many records the journal now holds, the trash included.
    pub records: u64,
    /// Where the journal lies that was there before.
    pub replaced: Option<PathBuf>,
}

/// Makes the journal at `journal` what `file` is: a backup, or any journal. `file` itself stays as it is.
///
/// # Errors
/// Where `file` is no sound journal that this program knows, or `journal` is open elsewhere. Nothing was changed then.
pub fn restore(journal: &Path, file: &Path, now: &Now) -> Result<Restored> {
    let journal = &journal.canonicalize().unwrap_or_else(|_| journal.to_owned());
    if file.canonicalize().is_ok_and(|file| file == *journal) {
        return Err(Error::Refused(format!("{} is the journal itself", file.display())));
    }
    let source = checked(file)?;
    open::make_dir(journal)?;
    let dir = journal.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _held = shut_screens_out(journal)?;
    let stamp = now.local().format("%Y%m%d-%H%M%S").to_string();
    // Within the journal's own directory, so that it can take its place in one step.
    let part = Part(free_name(journal, &format!(".restoring-{stamp}")));
    let records = backup::copy(&source, &part.0)?.records;
    open::set_journal_mode(&part.0)?;
    let replaced = match fs::symlink_metadata(journal) {
        Ok(_) => Some(replace(journal, &part.0, &free_name(journal, &format!(".replaced-{stamp}")))?),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            // A log without its journal would be taken for the new one's.
            remove(&beside(journal, "-wal"))?;
            remove(&beside(journal, "-shm"))?;
            rename(&part.0, journal)?;
            None
        }
        Err(source) => return Err(Error::File { path: journal.clone(), doing: "opened", source }),
    };
    backup::sync_dir(dir)?;
    Ok(Restored { records, replaced })
}

/// Opens what is to be restored, once it is known to be sound.
fn checked(file: &Path) -> Result<Connection> {
    let (db, found) = open::look_into(file)?;
    let not = |why: String| Error::NotAJournal { path: file.to_owned(), why };
    if found == 0 {
        return Err(not("it is empty".to_owned()));
    }
    if found > SCHEMA_VERSION {
        return Err(Error::Newer { path: file.to_owned(), found, known: SCHEMA_VERSION });
    }
    match doctor::integrity(&db) {
        Ok(problems) if problems.is_empty() => Ok(db),
        Ok(problems) => Err(not(format!("it is damaged ({})", problems.first().map_or("", String::as_str)))),
        Err(Error::Sql { source, .. }) => Err(not(format!("it is damaged ({source})"))),
        Err(error) => Err(error),
    }
}

/// Puts `part` in the place of `journal`, which becomes `kept`.
fn replace(journal: &Path, part: &Path, kept: &Path) -> Result<PathBuf> {
    let held = match held(journal) {
        Ok(db) => Some(db),
        Err(Error::NotAJournal { .. }) => None,
        Err(Error::Sql { source, .. }) if source.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => None,
        Err(error) => return Err(error),
    };
    // A second name first: there is no moment without a journal.
    if fs::hard_link(journal, kept).is_err() {
        fs::copy(journal, kept).map_err(|source| Error::File { path: kept.to_owned(), doing: "made", source })?;
    }
    if held.is_none() {
        // What cannot be opened keeps its log, for whoever tries to mend it.
        match fs::rename(beside(journal, "-wal"), beside(kept, "-wal")) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(Error::File { path: beside(kept, "-wal"), doing: "made", source: error });
            }
            _ => remove(&beside(journal, "-shm"))?,
        }
    }
    rename(part, journal)?;
    drop(held);
    Ok(kept.to_owned())
}

/// The journal that is there, with its log folded in and locked: nobody has it open, and nobody writes to it any more.
fn held(journal: &Path) -> Result<Connection> {
    let (db, _) = open::look_into_writable(journal)?;
    let busy = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => in_use(),
        _ => Error::Sql { doing: "closed", source: error },
    };
    db.busy_timeout(Duration::from_millis(500)).map_err(busy)?;
    // SQLite leaves WAL only where no other connection is open, and takes the log with it.
    let mode: String = db.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0)).map_err(busy)?;
    if mode != "delete" {
        return Err(in_use());
    }
    db.execute_batch("BEGIN EXCLUSIVE").map_err(busy)?;
    Ok(db)
}

/// A file that is gone when this is dropped, unless it was given another name.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// A name beside the journal that nothing has yet.
pub(super) fn free_name(journal: &Path, after: &str) -> PathBuf {
    let mut name = beside(journal, after);
    let mut tries = 1;
    while name.symlink_metadata().is_ok() {
        tries += 1;
        name = beside(journal, &format!("{after}-{tries}"));
    }
    name
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(|source| Error::File { path: to.to_owned(), doing: "replaced", source })
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(Error::File { path: path.to_owned(), doing: "removed", source: error })
        }
        _ => Ok(()),
    }
}
