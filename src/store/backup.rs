//! Copies of the journal: made while it is in use, checked by opening them, private, and thinned out with time. Never a
//! copy of the bytes, which a write in between would tear.

use std::fs::{self, DirBuilder, File};
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{Datelike, NaiveDateTime, TimeDelta};
use rusqlite::backup::{Backup as Copying, StepResult};
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::{Error, Result, Store, lock};
use crate::domain::time::read_instant;
use crate::domain::{Now, Origin};

/// Why a copy was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Someone asked for it. These stay until they are deleted by hand.
    Asked,
    /// The first write of a day.
    Daily,
    /// An import was about to begin.
    BeforeImport,
    /// A newer program was about to change the form of the file.
    BeforeMigration,
}

impl Why {
    const ALL: [Self; 4] = [Self::Asked, Self::Daily, Self::BeforeImport, Self::BeforeMigration];

    /// As in the name of the file, and in lists.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Daily => "daily",
            Self::BeforeImport => "before-import",
            Self::BeforeMigration => "before-migration",
        }
    }
}

/// A copy that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub path: PathBuf,
    /// How many records it holds, the trash included.
    pub records: u64,
    /// Its size.
    pub bytes: u64,
}

/// A copy that lies beside the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was made, in the zone of that time; its name says so.
    pub made: NaiveDateTime,
    /// Why it was made.
    pub why: Why,
    /// Its size.
    pub bytes: u64,
}

/// The daily copies that stay.
const DAILY: usize = 7;

/// Of the older ones, the newest of each of so many weeks.
const WEEKLY: usize = 4;

/// The copies before an import or a migration that stay.
const BEFORE: usize = 5;

/// A journal up to this size is copied on the day's first capture: that takes less than a tenth of a second. A larger one
/// is copied when a screen opens.
pub const SMALL: u64 = 8 * 1024 * 1024;

/// How a stamp in a name is written.
const STAMP: &str = "%Y%m%d-%H%M%S";

impl Store {
    /// Copies the journal, as it is at this moment, into a new file.
    ///
    /// # Errors
    /// Where there is no journal yet, the file is there already, cannot be written, or is not sound.
    pub fn backup_to(&self, file: &Path) -> Result<Backup> {
        if self.path.is_none() {
            return Err(Error::Refused("there is no journal yet, so there is nothing to copy".to_owned()));
        }
        copy(&self.db, file)
    }

    /// Copies the journal into the folder of its backups, and lets go of automatic copies that are too many.
    ///
    /// # Errors
    /// As [`Store::backup_to`].
    pub fn backup(&self, why: Why, now: &Now) -> Result<Backup> {
        let Some(path) = self.path() else {
            return Err(Error::Refused("there is no journal yet, so there is nothing to copy".to_owned()));
        };
        backup_beside(&self.db, path, why, now.local())
    }

    /// Whether the day's copy is still to be made: something was written on an earlier day, and nothing yet today.
    ///
    /// # Errors
    /// Where the journal or the folder of its copies cannot be read.
    pub fn daily_is_due(&self, now: &Now) -> Result<bool> {
        let Some(path) = self.path() else { return Ok(false) };
        // The history itself says whether this is the first write: nothing else has to be kept or looked up.
        let mut query = self.db.prepare_cached("SELECT at FROM sets ORDER BY no DESC LIMIT 1")?;
        let last: Option<String> = query.query_row([], |row| row.get(0)).optional()?;
        let last = last.as_deref().and_then(read_instant).map(|at| now.day_of(at));
        let made_today = |kept: &Kept| kept.why == Why::Daily && kept.made.date() >= now.today();
        Ok(last.is_some_and(|last| last < now.today()) && !backups(path)?.iter().any(made_today))
    }

    /// What the first write of a day brings: a copy of the journal as the day before left it, and the end of what has
    /// lain in the trash for more than `trash_days`. Nothing where the journal is larger than [`SMALL`], so that no
    /// command waits for it.
    ///
    /// # Errors
    /// Where the copy or the trash cannot be written.
    pub fn daily_care(&mut self, now: &Now, trash_days: u16) -> Result<()> {
        if !self.daily_is_due(now)? || self.path().is_some_and(|path| size(path) > SMALL) {
            return Ok(());
        }
        self.backup(Why::Daily, now)?;
        self.empty_old_trash(now, trash_days, &Origin::Command)
    }

    /// Deletes for good what has lain in the trash for more than `days`.
    ///
    /// # Errors
    /// Where the trash cannot be written.
    pub fn empty_old_trash(&mut self, now: &Now, days: u16, origin: &Origin) -> Result<()> {
        match now.at.checked_sub_signed(TimeDelta::days(i64::from(days))) {
            Some(before) => self.empty_trash(*now, origin, Some(before)).map(|_| ()),
            None => Ok(()),
        }
    }
}

/// The copies beside a journal, newest first.
///
/// # Errors
/// Where the folder is there and cannot be read.
pub fn backups(journal: &Path) -> Result<Vec<Kept>> {
    let folder = folder(journal);
    let failed = |source| Error::File { path: folder.clone(), doing: "read", source };
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(failed(source)),
    };
    let mut kept = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed)?;
        if let Some((made, why)) = entry.file_name().to_str().and_then(|name| read_name(journal, name)) {
            let bytes = entry.metadata().map_err(failed)?.len();
            kept.push(Kept { path: entry.path(), made, why, bytes });
        }
    }
    kept.sort_by(|a, b| (b.made, &b.path).cmp(&(a.made, &a.path)));
    Ok(kept)
}

/// The folder of a journal's backups, beside it.
#[must_use]
pub fn folder(journal: &Path) -> PathBuf {
    let real = journal.canonicalize().unwrap_or_else(|_| journal.to_owned());
    real.parent().unwrap_or(Path::new(".")).join("backups")
}

/// Copies into the folder of backups under a name that says when and why.
pub(super) fn backup_beside(db: &Connection, journal: &Path, why: Why, local: NaiveDateTime) -> Result<Backup> {
    let folder = folder(journal);
    match DirBuilder::new().mode(0o700).create(&folder) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(source) => return Err(Error::File { path: folder, doing: "made", source }),
    }
    let mut tries = 1;
    let backup = loop {
        match copy(db, &folder.join(name(journal, local, tries, why))) {
            Err(Error::File { source, .. }) if source.kind() == ErrorKind::AlreadyExists && tries < 100 => tries += 1,
            done => break done?,
        }
    };
    for path in surplus(&backups(journal)?) {
        fs::remove_file(path).map_err(|source| Error::File { path: path.to_owned(), doing: "removed", source })?;
    }
    Ok(backup)
}

/// Copies a journal of an older format before it is brought to the present one.
pub(super) fn before_migration(db: &Connection, journal: &Path) -> Result<()> {
    // The store has no clock; the last thing that was written is as good a date, and as good a name.
    let last = db.query_row("SELECT at FROM sets ORDER BY no DESC LIMIT 1", [], |row| row.get::<_, String>(0));
    let last = last.ok().as_deref().and_then(read_instant).unwrap_or_default();
    backup_beside(db, journal, Why::BeforeMigration, last.naive_utc()).map(|_| ())
}

/// The name of a copy: `journal-20261122-090000-daily.db`.
fn name(journal: &Path, local: NaiveDateTime, tries: u32, why: Why) -> String {
    let again = if tries > 1 { format!("-{tries}") } else { String::new() };
    let why = if why == Why::Asked { String::new() } else { format!("-{}", why.word()) };
    format!("{}{}{again}{why}.db", prefix(journal), local.format(STAMP))
}

/// What the names of a journal's copies begin with; two journals in one folder do not thin out each other's.
fn prefix(journal: &Path) -> String {
    format!("{}-", journal.file_stem().unwrap_or_default().to_string_lossy())
}

/// When and why a copy of this name was made; `None` for any other file.
fn read_name(journal: &Path, name: &str) -> Option<(NaiveDateTime, Why)> {
    let rest = name.strip_prefix(&prefix(journal))?.strip_suffix(".db")?;
    let (stamp, rest) = rest.split_at_checked(15)?;
    let made = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
    let rest = match rest.strip_prefix('-').map(|rest| rest.split_once('-').unwrap_or((rest, ""))) {
        Some((tries, why)) if tries.parse::<u32>().is_ok() => why,
        _ => rest.strip_prefix('-').unwrap_or(rest),
    };
    let why = Why::ALL.into_iter().find(|why| why.word() == rest && *why != Why::Asked);
    if rest.is_empty() { Some((made, Why::Asked)) } else { why.map(|why| (made, why)) }
}

/// The automatic copies that are too many, of a list that is newest first.
fn surplus(kept: &[Kept]) -> Vec<&Path> {
    let (mut daily, mut before, mut weeks, mut surplus) = (0, 0, Vec::new(), Vec::new());
    for copy in kept {
        let stays = match copy.why {
            Why::Asked => true,
            Why::Daily if daily < DAILY => {
                daily += 1;
                true
            }
            Why::Daily => {
                let week = (copy.made.iso_week().year(), copy.made.iso_week().week());
                let first = !weeks.contains(&week) && weeks.len() < WEEKLY;
                if first {
                    weeks.push(week);
                }
                first
            }
            Why::BeforeImport | Why::BeforeMigration => {
                before += 1;
                before <= BEFORE
            }
        };
        if !stays {
            surplus.push(copy.path.as_path());
        }
    }
    surplus
}

/// Copies a journal that may be in use into a new file. The copy is checked before it gets its name, so that whatever has
/// the name is whole.
pub(super) fn copy(from: &Connection, to: &Path) -> Result<Backup> {
    let failed = |doing| move |source| Error::File { path: to.to_owned(), doing, source };
    if to.symlink_metadata().is_ok() {
        return Err(failed("made")(std::io::Error::new(ErrorKind::AlreadyExists, "there is a file of this name")));
    }
    let dir = to.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let part = tempfile::Builder::new().prefix(".mentee-").suffix(".part").tempfile_in(dir).map_err(failed("made"))?;
    let records = fill(from, part.path()).map_err(|error| match error {
        Error::Sql { source, .. } => Error::Sql { doing: "copied", source },
        other => other,
    })?;
    let file = part.persist_noclobber(to).map_err(|error| failed("made")(error.error))?;
    let bytes = file.metadata().map_err(failed("read"))?.len();
    file.sync_all().map_err(failed("written"))?;
    sync_dir(dir)?;
    Ok(Backup { path: to.to_owned(), records, bytes })
}

/// The copy itself: one file without a log, that passes SQLite's checks.
fn fill(from: &Connection, to: &Path) -> Result<u64> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut db = Connection::open_with_flags(to, flags)?;
    db.execute_batch("PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL;")?;
    {
        let copying = Copying::new(from, &mut db)?;
        let mut tries = 0;
        // All pages in one step: nobody can write in between.
        while !matches!(copying.step(-1)?, StepResult::Done) {
            tries += 1;
            if tries > 500 {
                return Err(Error::Refused("another program keeps the journal locked; try again".to_owned()));
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
    db.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    let problems = super::doctor::integrity(&db)?;
    match problems.first() {
        Some(first) => Err(Error::Refused(format!(
            "the copy is damaged, as the journal may be ({first}); `mentee doctor` looks at it"
        ))),
        None => Ok(count(&db)?),
    }
}

/// How many records there are, the trash included.
pub(super) fn count(db: &Connection) -> rusqlite::Result<u64> {
    let count: i64 = db.query_row("SELECT count(*) FROM records", [], |row| row.get(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Makes a new name in a directory durable.
pub(super) fn sync_dir(dir: &Path) -> Result<()> {
    let synced = File::open(dir).and_then(|dir| dir.sync_all());
    synced.map_err(|source| Error::File { path: dir.to_owned(), doing: "written", source })
}

/// The size of a journal with its log.
fn size(journal: &Path) -> u64 {
    let bytes = |path: &Path| fs::metadata(path).map_or(0, |found| found.len());
    bytes(journal) + bytes(&lock::beside(journal, "-wal"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kept(day: i64, why: Why) -> Kept {
        let made = chrono::DateTime::UNIX_EPOCH.naive_utc() + TimeDelta::days(20_000 + day);
        Kept { path: PathBuf::from(format!("{day}-{}", why.word())), made, why, bytes: 0 }
    }

    #[test]
    fn a_name_says_when_and_why() {
        let journal = Path::new("/x/my.journal.db");
        let local = kept(0, Why::Asked).made;
        for (tries, why) in Why::ALL.into_iter().flat_map(|why| [(1, why), (7, why)]) {
            assert_eq!(read_name(journal, &name(journal, local, tries, why)), Some((local, why)), "{tries} {why:?}");
        }
        assert_eq!(name(journal, local, 2, Why::Daily), "my.journal-20241004-000000-2-daily.db");
        for other in
            ["my.journal.db", "my-20241004-000000.db", "my.journal-20241004-000000-lunch.db", "my.journal-2.db", "é"]
        {
            assert_eq!(read_name(journal, other), None, "{other}");
        }
    }

    #[test]
    fn a_year_of_days_leaves_seven_and_four() {
        let all: Vec<_> = (0..365).rev().map(|day| kept(day, Why::Daily)).collect();
        let gone = surplus(&all);
        let stay: Vec<_> = all.iter().filter(|copy| !gone.contains(&copy.path.as_path())).collect();
        assert_eq!(stay.len(), DAILY + WEEKLY);
        let weeks: Vec<_> = stay.iter().skip(DAILY).map(|copy| copy.made.iso_week()).collect();
        assert!(weeks.windows(2).all(|pair| pair[0] != pair[1]));
    }

    proptest! {
        #[test]
        fn what_was_asked_for_and_the_newest_always_stay(
            days in prop::collection::btree_map(0..500_i64, prop::sample::select(Why::ALL.to_vec()), 1..60)
        ) {
            let all: Vec<_> = days.iter().rev().map(|(day, why)| kept(*day, *why)).collect();
            let gone = surplus(&all);
            prop_assert!(!gone.contains(&all[0].path.as_path()));
            prop_assert!(all.iter().filter(|copy| copy.why == Why::Asked).all(|copy| !gone.contains(&copy.path.as_path())));
            // Thinning out twice removes no more.
            let stay: Vec<_> = all.iter().filter(|copy| !gone.contains(&copy.path.as_path())).cloned().collect();
            prop_assert!(surplus(&stay).is_empty());
        }
    }
}
