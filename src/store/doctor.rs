//! The doctor: looks at the whole file and at everything in it that follows from something else. Only reads.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde_json::Value;

use super::lock::{beside, lock_path};
use super::schema::SCHEMA_VERSION;
use super::{Error, Result, backup, convert, open, records, search};
use crate::domain::ask::Health;
use crate::domain::{Id, Record, freshness, needs};

/// How many problems of one sort are told one by one.
const TOLD: usize = 10;

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
            look_at(&db, found, &mut checkup);
        }
        Err(error) => {
            checkup.integrity = Some(false);
            checkup.problems.push(format!("{}; `mentee backup list` shows what there is to go back to", told(&error)));
        }
    }
    Ok(checkup)
}

/// Everything about an open file; what cannot be looked at is a problem too.
fn look_at(db: &Connection, found: i64, checkup: &mut Checkup) {
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
    if found != SCHEMA_VERSION {
        // Another format has other tables.
        checkup.records = backup::count(db).unwrap_or(0);
        return;
    }
    match foreign_keys(db) {
        Ok(0) => checkup.foreign_keys = Some(true),
        Ok(count) => {
            checkup.foreign_keys = Some(false);
            checkup.problems.push(format!("{count} rows belong to nothing; `mentee doctor --repair` puts that right"));
        }
        Err(error) => checkup.problems.push(told(&error)),
    }
    match walk(db) {
        Ok(walked) => walked.tell(checkup),
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

/// What a walk through all records found.
#[derive(Default)]
pub(super) struct Walked {
    records: u64,
    /// Records that cannot be read, or say what their kind cannot.
    damaged: Vec<String>,
    /// Records whose row, links or tags are not what follows from them.
    stale: Vec<String>,
    /// Records that are not found by their words, or found by others.
    unfound: Vec<String>,
    /// Rows of the index without a record.
    stray: i64,
    /// Links that lead to nothing.
    dangling: Vec<String>,
}

impl Walked {
    /// Whether all that follows from the records is as it should be.
    pub(super) fn in_step(&self) -> bool {
        self.stale.is_empty() && self.unfound.is_empty() && self.stray == 0
    }

    fn tell(self, checkup: &mut Checkup) {
        checkup.records = self.records;
        checkup.search_index = Some(self.unfound.is_empty() && self.stray == 0);
        let mut tell = |what: &[String], after: &str| {
            for one in what.iter().take(TOLD) {
                checkup.problems.push(format!("{one}{after}"));
            }
            if what.len() > TOLD {
                checkup.problems.push(format!("and {} more like that", what.len() - TOLD));
            }
        };
        tell(&self.damaged, "; `mentee backup list` shows what there is to go back to");
        tell(&self.stale, " does not stand in its lists as it should; `mentee doctor --repair` puts that right");
        tell(&self.unfound, " is not found by its words; `mentee doctor --repair` puts that right");
        tell(&self.dangling, "; `mentee doctor --repair` takes such links out");
        if self.stray > 0 {
            let count = self.stray;
            checkup.problems.push(format!(
                "the index of words has {count} entries too many; `mentee doctor --repair` puts that right"
            ));
        }
    }
}

/// Reads every record and compares what was derived from it with what would be derived now.
pub(super) fn walk(db: &Connection) -> Result<Walked> {
    let mut walked = Walked::default();
    let mut query = db.prepare(&records::whole("ORDER BY n"))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        walked.records += 1;
        match convert::record(row) {
            Ok((n, record)) => compare(db, n, &record, &mut walked)?,
            Err(error) => walked.damaged.push(told(&error)),
        }
    }
    let strays = "SELECT count(*) FROM search LEFT JOIN records ON records.n = search.rowid AND records.deleted IS NULL \
         WHERE records.n IS NULL";
    walked.stray = db.query_row(strays, [], |row| row.get(0))?;
    Ok(walked)
}

fn compare(db: &Connection, n: i64, record: &Record, walked: &mut Walked) -> Result<()> {
    let name = || format!("the {} “{}”", record.kind, record.title);
    for field in record.kind.spec().fields {
        let value = record.get(field.name);
        match field.check(value) {
            Err(problem) => walked.damaged.push(format!("{} is damaged: {problem}", name())),
            Ok(checked) if checked.as_ref().unwrap_or(&Value::Null) != value => {
                walked.damaged.push(format!("{} is damaged: its {} is not as it was written", name(), field.name));
            }
            Ok(_) => {}
        }
    }
    if !in_step(db, n, record)? {
        walked.stale.push(name());
    }
    if !search::is_indexed(db, n, record)? {
        walked.unfound.push(name());
    }
    for (role, id) in record.links() {
        if records::title(db, id)?.is_none() {
            walked.dangling.push(format!("{} has a link ({role}) to something that is gone", name()));
        }
    }
    Ok(())
}

/// A column that may be empty.
fn text<'r>(row: &'r rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Option<&'r str>> {
    Ok(row.get_ref(at)?.as_str_or_null()?)
}

/// Whether the columns, links and tags of a row are what follows from its record.
pub(super) fn in_step(db: &Connection, n: i64, record: &Record) -> Result<bool> {
    let mut query = db.prepare_cached("SELECT tail, day, due, state, waits FROM records WHERE n = ?1")?;
    let columns = query.query_row([n], |row| {
        Ok(row.get::<_, i64>(0)? == record.id.tail()
            && row.get_ref(1)?.as_str()? == convert::day_column(record)
            && text(row, 2)? == convert::due_column(record)
            && text(row, 3)? == record.get("state").as_str()
            && text(row, 4)? == needs::waits(record).as_deref())
    })?;
    let links = record.links().into_iter().map(|(role, id)| (role.to_owned(), id)).collect();
    let sql = "SELECT role, target FROM links WHERE n = ?1";
    let links = same::<(String, Id)>(db, sql, n, links, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let tags = same(db, "SELECT tag FROM tags WHERE n = ?1", n, record.tags.clone(), |row| row.get::<_, String>(0))?;
    let touches = if record.deleted.is_none() { freshness::touches(record) } else { Vec::new() };
    let touches = touches.into_iter().map(|(person, when)| (person, when.to_string())).collect();
    let sql = "SELECT person, day FROM touches WHERE n = ?1";
    let touches = same(db, sql, n, touches, |row| Ok((row.get::<_, Id>(0)?, row.get::<_, String>(1)?)))?;
    Ok(columns && links && tags && touches)
}

/// Whether the rows of a query are these, in any order, each once.
fn same<T: Ord>(
    db: &Connection,
    sql: &str,
    n: i64,
    mut expected: Vec<T>,
    read: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> Result<bool> {
    let mut query = db.prepare_cached(sql)?;
    let mut stored = query.query_map([n], read)?.collect::<rusqlite::Result<Vec<T>>>()?;
    stored.sort();
    expected.sort();
    expected.dedup();
    Ok(stored == expected)
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
fn told(error: &Error) -> String {
    match error {
        Error::Sql { source, .. } => format!("{error}: {}", super::cause(source)),
        Error::File { source, .. } => format!("{error}: {source}"),
        error => error.to_string(),
    }
}
