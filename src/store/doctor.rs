//! The doctor: looks at the whole file and at everything in it that follows from something else. Only reads.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::inspect::walk;
use super::lock::{beside, lock_path};
use super::schema::SCHEMA_VERSION;
use super::{Error, Result, backup, open};
use crate::domain::ask::Health;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checkup {
    /// The SQLite that looked.
    pub sqlite_version: String,
    /// The format of the file; `None` where there is none, or none that could be read.
    pub schema_version: Option<i64>,
    /// Whether every page of the file is as it should be; `None` where nobody could look.
    pub integrity: Option<bool>,
    /// Whether everything that belongs to a record has one.
    pub foreign_keys: Option<bool>,
    /// Whether every record that is not in the trash is found by its words, and nothing else.
    pub search_index: Option<bool>,
    /// How many records there are, the trash included.
    pub records: u64,
    /// Whether nobody else may read or change the files.
    pub modes: bool,
    /// Everything that is not as it should be, a sentence each; empty where all is well.
    pub problems: Vec<String>,
}

impl Checkup {
    /// What was found, as it is told to people; `journal` is the file that was looked at.
    #[must_use]
    pub fn told(self, journal: &Path) -> Health {
        let word = |fine: bool, otherwise: &str| if fine { "ok" } else { otherwise }.to_owned();
        let found =
            |found: Option<bool>, otherwise| found.map_or("not looked at".to_owned(), |fine| word(fine, otherwise));
        let facts = [
            ("journal", journal.display().to_string()),
            ("format", self.schema_version.map_or("no journal yet".to_owned(), |version| version.to_string())),
            ("SQLite", self.sqlite_version),
            ("records", self.records.to_string()),
            ("file", found(self.integrity, "damaged")),
            ("rows", found(self.foreign_keys, "broken")),
            ("index of words", found(self.search_index, "incomplete")),
            ("modes", word(self.modes, "open to others")),
        ];
        Health { facts: facts.map(|(label, value)| (label.to_owned(), value)).into(), problems: self.problems }
    }
}

/// Looks at a journal and changes nothing. `own_dir` says that its directory is the program's own, which nobody else has
/// business in.
///
/// # Errors
/// Where the path leads to something that is no file at all. Everything else that is wrong is in the answer.
pub fn check(journal: &Path, own_dir: bool) -> Result<Checkup> {
    let mut checkup = Checkup { sqlite_version: rusqlite::version().to_owned(), modes: true, ..Checkup::default() };
    match fs::metadata(journal) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(checkup),
        Err(source) => return Err(Error::File { path: journal.to_owned(), doing: "opened", source }),
        Ok(_) => {}
    }
    for (path, why) in wrong_modes(journal, own_dir) {
        checkup.modes = false;
        checkup.problems.push(format!("{} {why}; `mentee doctor --repair` closes it", path.display()));
    }
    match open::look_into(journal) {
        Ok((db, 0)) => drop(db),
        Ok((db, found)) => {
            checkup.schema_version = Some(found);
            look_at(&db, found, journal, &mut checkup);
        }
        Err(error) => {
            checkup.integrity = Some(false);
            checkup.problems.push(format!("{}; `mentee backup list` shows what there is to go back to", told(&error)));
        }
    }
    Ok(checkup)
}

/// Everything about an open file; what cannot be looked at is a problem too. SQLite looks at its pages here, while a thread
/// of its own walks through the records, which is over when this is: each takes about as long as the other. Both only read,
/// each the state in which it found the journal; where another program writes between the two, each of them is still whole.
fn look_at(db: &Connection, found: i64, journal: &Path, checkup: &mut Checkup) {
    if found != SCHEMA_VERSION {
        look_at_pages(db, found, checkup);
        // Another format has other tables.
        checkup.records = backup::count(db).unwrap_or(0);
        return;
    }
    let walked = std::thread::scope(|scope| {
        let walker = open::look_into(journal).ok().filter(|(_, again)| *again == found);
        let walker = walker.and_then(|(own, _)| {
            // Where there is no thread to be had, it is done here afterwards.
            std::thread::Builder::new().spawn_scoped(scope, move || walk(&own)).ok()
        });
        look_at_pages(db, found, checkup);
        look_at_rows(db, checkup);
        walker.map(|walker| walker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    match walked.unwrap_or_else(|| walk(db)) {
        Ok(walked) => walked.tell(checkup),
        Err(error) => checkup.problems.push(told(&error)),
    }
}

fn look_at_pages(db: &Connection, found: i64, checkup: &mut Checkup) {
    let problems = match integrity(db) {
        Ok(problems) => problems,
        Err(error) => vec![told(&error)],
    };
    checkup.integrity = Some(problems.is_empty());
    if let Some(first) = problems.first() {
        let more = if problems.len() > 1 { format!(", and {} more", problems.len() - 1) } else { String::new() };
        checkup.problems.push(format!(
            "the file is damaged ({first}{more}); `mentee doctor --repair` saves what can be read, `mentee restore` goes \
             back to a backup"
        ));
    }
    if found > SCHEMA_VERSION {
        checkup.problems.push(format!(
            "a newer mentee wrote the file (its format is {found}, this one knows {SCHEMA_VERSION}); this one will not write to it"
        ));
    }
}

fn look_at_rows(db: &Connection, checkup: &mut Checkup) {
    match foreign_keys(db) {
        Ok(0) => checkup.foreign_keys = Some(true),
        Ok(count) => {
            checkup.foreign_keys = Some(false);
            checkup.problems.push(format!("{count} rows belong to nothing; `mentee doctor --repair` puts that right"));
        }
        Err(error) => checkup.problems.push(told(&error)),
    }
}

/// What SQLite finds in the pages of a file, the index of words included; empty where all is well.
pub(super) fn integrity(db: &Connection) -> Result<Vec<String>> {
    let mut query = db.prepare("PRAGMA integrity_check(100)")?;
    let rows = query.query_map([], |row| row.get::<_, String>(0))?;
    let rows = rows.collect::<rusqlite::Result<Vec<String>>>()?;
    Ok(rows
        .into_iter()
        .flat_map(|row| row.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|row| row != "ok")
        .collect())
}

/// How many rows belong to a record that is not there.
pub(super) fn foreign_keys(db: &Connection) -> Result<usize> {
    let mut query = db.prepare("PRAGMA foreign_key_check")?;
    let mut rows = query.query([])?;
    let mut count = 0;
    while rows.next()?.is_some() {
        count += 1;
    }
    Ok(count)
}

/// Files and folders that others may read or change, and what is wrong with them.
pub(super) fn wrong_modes(journal: &Path, own_dir: bool) -> Vec<(PathBuf, &'static str)> {
    let journal = journal.canonicalize().unwrap_or_else(|_| journal.to_owned());
    let mut wrong = Vec::new();
    let mut files = vec![journal.clone(), beside(&journal, "-wal"), beside(&journal, "-shm"), lock_path(&journal)];
    files.extend(backup::backups(&journal).unwrap_or_default().into_iter().map(|kept| kept.path));
    for file in files {
        if open::open_to_others(&file) {
            wrong.push((file, "can be read by others on this machine"));
        }
    }
    let dir = journal.parent().map(Path::to_owned).unwrap_or_default();
    for (dir, own) in [(backup::folder(&journal), true), (dir, own_dir)] {
        let mode = fs::metadata(&dir).map_or(0, |found| found.mode());
        if own && mode & 0o077 != 0 {
            wrong.push((dir, "can be entered by others on this machine"));
        } else if mode & 0o022 != 0 && mode & 0o1000 == 0 {
            wrong.push((dir, "can be changed by others on this machine"));
        }
    }
    wrong
}

/// An error as a sentence with its cause.
pub(super) fn told(error: &Error) -> String {
    match error {
        Error::Sql { source, .. } => format!("{error}: {}", super::cause(source)),
        Error::File { source, .. } => format!("{error}: {source}"),
        error => error.to_string(),
    }
}
