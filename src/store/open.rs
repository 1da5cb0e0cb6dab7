//! Opening a journal: its place and modes, who wrote it, and how SQLite is to treat it.

use std::fs::{self, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::kept::Kept;
use super::schema::{self, APPLICATION_ID, SCHEMA_VERSION};
use super::{Error, Result, Store, backup};
use crate::domain::content::Content;

/// How every connection is set up. FULL, so that "saved" survives a power cut and not only a kill; `secure_delete`, so
/// that what is deleted for good leaves the file. The cache takes up to 8 MiB, and no more than what was read.
const PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
     PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON; \
     PRAGMA cache_size = -8192;";

impl Store {
    /// Opens a journal to read. Where there is none yet, an empty one answers and nothing is made. The one write this
    /// may do is to bring an older file to the present form.
    ///
    /// # Errors
    /// Where the path leads to something else, or the file cannot be read.
    pub fn open_read(path: &Path) -> Result<Self> {
        match fs::metadata(path) {
            Ok(found) => plain_file(path, &found)?,
            Err(error) if error.kind() == ErrorKind::NotFound => return Self::open_empty(),
            Err(source) => return Err(Error::File { path: path.to_owned(), doing: "opened", source }),
        }
        let (db, found) = look_into(path)?;
        if found == 0 {
            return Self::open_empty();
        }
        if found < SCHEMA_VERSION {
            drop(db);
            return Self::open_write(path);
        }
        if found > SCHEMA_VERSION && schema::reader(&db).unwrap_or(i64::MAX) > SCHEMA_VERSION {
            return Err(Error::Newer { path: path.to_owned(), found, known: SCHEMA_VERSION });
        }
        Ok(Self {
            db,
            path: Some(path.to_owned()),
            warnings: Vec::new(),
            seen: None,
            file: None,
            writes: false,
            kept: Kept::default(),
            content: Content::default(),
        })
    }

    /// Opens a journal to write, making it and its directory where they are missing.
    ///
    /// # Errors
    /// Where the path leads to something else, a newer program wrote the file, or the place cannot be written.
    pub fn open_write(path: &Path) -> Result<Self> {
        let mut warnings = Vec::new();
        match fs::metadata(path) {
            Ok(found) => plain_file(path, &found)?,
            Err(error) if error.kind() == ErrorKind::NotFound => make(path)?,
            Err(source) => return Err(Error::File { path: path.to_owned(), doing: "opened", source }),
        }
        // Before it is opened: where another takes its place in between, the first write sees it.
        let file = identity(path);
        let (mut db, found) = look_into_writable(path)?;
        if found > SCHEMA_VERSION {
            return Err(Error::Newer { path: path.to_owned(), found, known: SCHEMA_VERSION });
        }
        if found < SCHEMA_VERSION {
            if found > 0 {
                backup::before_migration(&db, path)?;
            }
            prepare(&db, path, &mut warnings)?;
            schema::migrate(&mut db)?;
        }
        Ok(Self {
            db,
            path: Some(path.to_owned()),
            warnings,
            seen: None,
            file,
            writes: true,
            kept: Kept::default(),
            content: Content::default(),
        })
    }

    /// A journal in memory, for tests and for answering where there is no file.
    ///
    /// # Errors
    /// Where SQLite cannot make one.
    pub fn open_empty() -> Result<Self> {
        let mut db = Connection::open_in_memory()?;
        db.execute_batch(PRAGMAS)?;
        schema::migrate(&mut db)?;
        Ok(Self {
            db,
            path: None,
            warnings: Vec::new(),
            seen: None,
            file: None,
            writes: false,
            kept: Kept::default(),
            content: Content::default(),
        })
    }
}

/// Opens a file to look at it, whatever its format; never writes.
pub(super) fn look_into(path: &Path) -> Result<(Connection, i64)> {
    let found = fs::metadata(path).map_err(|source| Error::File { path: path.to_owned(), doing: "opened", source })?;
    plain_file(path, &found)?;
    let db = match connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY) {
        // A process died while it made the file; SQLite has to put it back before anyone can read it.
        Err(Error::Sql { source, .. }) if is_half_done(&source) => connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?,
        Err(Error::Sql { source, .. }) if cannot_open(&source) => connect_in_read_only_place(path)?,
        other => other?,
    };
    let version = identify(&db, path)?;
    Ok((db, version))
}

/// The same, to write to it.
pub(super) fn look_into_writable(path: &Path) -> Result<(Connection, i64)> {
    let db = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let version = identify(&db, path)?;
    Ok((db, version))
}

/// Which file a path leads to.
fn identity(path: &Path) -> Option<(u64, u64)> {
    fs::metadata(path).ok().map(|found| (found.dev(), found.ino()))
}

/// Where a journal was when it was opened, and which file that was.
pub(super) struct Place(Option<(PathBuf, (u64, u64))>);

impl Place {
    /// Refuses to write where the file is no longer the one that was opened: what is written then would be lost with it.
    pub(super) fn still_there(&self) -> Result<()> {
        match &self.0 {
            Some((path, file)) if identity(path) != Some(*file) => Err(Error::Refused(format!(
                "{} was moved or replaced while it was open; nothing was written, open it again",
                path.display()
            ))),
            _ => Ok(()),
        }
    }
}

impl Store {
    /// Where it is, to be looked at later.
    pub(super) fn place(&self) -> Place {
        Place(self.path.clone().zip(self.file))
    }
}

/// Refuses directories, devices and the like by name.
fn plain_file(path: &Path, found: &fs::Metadata) -> Result<()> {
    let why = match found {
        _ if found.is_dir() => "it is a directory",
        _ if !found.is_file() => "it is no plain file",
        _ => return Ok(()),
    };
    Err(Error::NotAJournal { path: path.to_owned(), why: why.to_owned() })
}

/// Makes the directory of a journal where it is missing, for nobody but its owner.
pub(super) fn make_dir(path: &Path) -> Result<()> {
    let Some(dir) = path.parent().filter(|dir| !dir.as_os_str().is_empty() && !dir.exists()) else { return Ok(()) };
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(dir);
    made.map_err(|source| Error::File { path: dir.to_owned(), doing: "made", source })
}

/// Makes an empty file with mode 0600 in a directory of mode 0700, before SQLite sees it: its WAL then has the same mode.
fn make(path: &Path) -> Result<()> {
    let file = |path: &Path, source| Error::File { path: path.to_owned(), doing: "made", source };
    make_dir(path)?;
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(made) => made.set_permissions(fs::Permissions::from_mode(0o600)).map_err(|source| file(path, source)),
        // Another process was faster.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(source) => Err(file(path, source)),
    }
}

/// Opens and sets up a connection.
fn connect(path: &Path, access: OpenFlags) -> Result<Connection> {
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    // A symbolic link to a journal is followed here, once, so that SQLite's own files lie beside the real one.
    let real = path.canonicalize().map_err(|source| Error::File { path: path.to_owned(), doing: "opened", source })?;
    let set_up = |db: Connection| set_up(&db).map(|()| db);
    Connection::open_with_flags(real, flags).and_then(set_up).map_err(|source| opening(path, source))
}

/// An SQLite error while opening; what is no database at all is no journal.
fn opening(path: &Path, source: rusqlite::Error) -> Error {
    match source.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Error::NotAJournal { path: path.to_owned(), why: String::new() },
        _ => Error::Sql { doing: "opened", source },
    }
}

/// Opens a journal in a directory that cannot be written, where SQLite cannot make the index of its log.
fn connect_in_read_only_place(path: &Path) -> Result<Connection> {
    let opened = |source| Error::Sql { doing: "opened", source };
    let real = path.canonicalize().map_err(|source| Error::File { path: path.to_owned(), doing: "opened", source })?;
    rustix::fs::access(&real, rustix::fs::Access::READ_OK).map_err(|source| Error::File {
        path: path.to_owned(),
        doing: "opened",
        source: source.into(),
    })?;
    // SQLite takes such a file for one that nobody writes to, and leaves out what is not folded in yet.
    let beside = |end: &str| {
        let mut name = real.as_os_str().to_owned();
        name.push(end);
        fs::metadata(name).is_ok_and(|found| found.len() > 0)
    };
    if beside("-wal") || beside("-journal") {
        let sentence = "cannot be read where nothing can be written: its newest part is in a file of its own beside it; \
             copy all of them to another place";
        return Err(Error::Refused(format!("{} {sentence}", path.display())));
    }
    let mut name = String::new();
    for byte in real.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => name.push(char::from(*byte)),
            _ => name.push_str(&format!("%{byte:02x}")),
        }
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let db = Connection::open_with_flags(format!("file:{name}?immutable=1"), flags).map_err(opened)?;
    set_up(&db).map_err(opened)?;
    Ok(db)
}

/// What every connection gets.
fn set_up(db: &Connection) -> rusqlite::Result<()> {
    // Closing the last connection would checkpoint: five syncs for a capture instead of two. See `fold`.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // A plan never depends on the values asked for. Otherwise each new value has the statement parsed anew, those of the
    // index of words included: a sixth of what a capture costs.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.set_prepared_statement_cache_capacity(64);
    db.execute_batch(PRAGMAS)
}

/// From this size of the log on, in bytes, a writer that closes folds it into the journal.
const FOLD: u64 = 512 * 1024;

/// Folds a log that has grown into the journal. A process that finds nobody else there reads the whole log before it does
/// anything, and takes no part of it for folded: without this, every command would pay for all that came before it.
/// What has been said to be saved is on the disk already, so this may fail, and never waits for anyone.
pub(super) fn fold(db: &Connection, path: &Path) {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    if fs::metadata(log).is_ok_and(|log| log.len() >= FOLD) {
        let _ = db.busy_timeout(std::time::Duration::ZERO);
        let _ = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
}

/// The format of the file; 0 for an empty one.
fn identify(db: &Connection, path: &Path) -> Result<i64> {
    let not = |why: &str| Error::NotAJournal { path: path.to_owned(), why: why.to_owned() };
    let read = || -> rusqlite::Result<(i64, i64)> {
        Ok((schema::version(db)?, db.query_row("PRAGMA application_id", [], |row| row.get(0))?))
    };
    match read() {
        Ok((version, APPLICATION_ID)) => Ok(version),
        Ok((0, 0)) => {
            let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
            if tables == 0 { Ok(0) } else { Err(not("it is another program's database")) }
        }
        Ok(_) => Err(not("it is another program's database")),
        Err(source) => Err(opening(path, source)),
    }
}

/// Sets the journal mode of a file that nobody has open yet.
pub(super) fn set_journal_mode(path: &Path) -> Result<()> {
    // A plain connection: it leaves no log behind when it is closed.
    let db = Connection::open(path).map_err(|source| Error::Sql { doing: "opened", source })?;
    prepare(&db, path, &mut Vec::new())
}

/// Sets the journal mode of a file that is new or about to be migrated.
fn prepare(db: &Connection, path: &Path, warnings: &mut Vec<String>) -> Result<()> {
    let written = |source| Error::Sql { doing: "made", source };
    let mode = if on_network(path) {
        warnings.push(format!(
            "{} is on a network file system: the journal uses a rollback journal there, and two machines must not write at once",
            path.display()
        ));
        "DELETE"
    } else {
        "WAL"
    };
    // The change of mode is not retried by the busy handler where several programs start at once on a new file.
    let mut tries = 0;
    loop {
        match db.query_row(&format!("PRAGMA journal_mode = {mode}"), [], |row| row.get::<_, String>(0)) {
            Ok(_) => return Ok(()),
            Err(rusqlite::Error::SqliteFailure(error, _)) if error.code == ErrorCode::DatabaseBusy && tries < 500 => {
                tries += 1;
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            Err(source) => return Err(written(source)),
        }
    }
}

/// Whether a path lies on a file system whose locks or shared memory cannot be trusted with WAL.
#[cfg(target_os = "linux")]
fn on_network(path: &Path) -> bool {
    // NFS, SMB, SMB2, CIFS, AFS, Coda, 9p, FUSE (sshfs and the like).
    const KINDS: &[i64] =
        &[0x6969, 0x517b, 0xfe53_4d42, 0xff53_4d42, 0x5346_414f, 0x7375_7245, 0x0102_1997, 0x6573_5546];
    rustix::fs::statfs(path).is_ok_and(|found| KINDS.contains(&found.f_type))
}

/// Elsewhere there is no portable answer; the default is right for local disks.
#[cfg(not(target_os = "linux"))]
fn on_network(_: &Path) -> bool {
    false
}

/// Whether a transaction is to be taken back first, which a reader may not.
fn is_half_done(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_READONLY_ROLLBACK)
}

/// Whether SQLite could not even open the file.
fn cannot_open(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied))
}

/// Whether a file or directory may be read by others than its owner.
pub(super) fn open_to_others(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.mode() & 0o077 != 0)
}
