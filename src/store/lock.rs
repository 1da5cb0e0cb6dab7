//! The lock that an open screen holds beside the journal, so that a restore does not pull the file from under it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::{Error, Result, Store};

/// Held for as long as it lives; several screens may hold it at once.
#[derive(Debug)]
pub struct ScreenLock {
    _file: File,
}

impl Store {
    /// Says that a screen is open on this journal. `None` where there is no file, or no lock can lie beside it (a place
    /// that cannot be written needs none).
    ///
    /// # Errors
    /// Where a restore is at work on the journal.
    pub fn hold_screen_lock(&self) -> Result<Option<ScreenLock>> {
        let Some(path) = self.path() else { return Ok(None) };
        let file = match lock_file(path) {
            Ok(file) => file,
            Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => {
                return Ok(None);
            }
            Err(source) => return Err(Error::File { path: lock_path(path), doing: "opened", source }),
        };
        match file.try_lock_shared() {
            Err(TryLockError::WouldBlock) => {
                Err(Error::Refused("the journal is being restored; try again when that is done".to_owned()))
            }
            // Where the file system has no locks, restoring still sees whether SQLite has the journal open.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(ScreenLock { _file: file })),
        }
    }
}

/// Makes sure that no screen is open on a journal, and that none opens while the lock lives.
///
/// # Errors
/// Where one is open.
pub(super) fn shut_screens_out(journal: &Path) -> Result<ScreenLock> {
    let path = lock_path(journal);
    let file = lock_file(journal).map_err(|source| Error::File { path, doing: "opened", source })?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(in_use()),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(ScreenLock { _file: file }),
    }
}

/// The journal is open elsewhere.
pub(super) fn in_use() -> Error {
    Error::Refused("the journal is open in another program; close that first, nothing was changed".to_owned())
}

/// Where the lock lies.
pub(super) fn lock_path(journal: &Path) -> PathBuf {
    beside(journal, ".lock")
}

/// A file beside the journal whose name is the journal's with something after it.
pub(super) fn beside(journal: &Path, after: &str) -> PathBuf {
    let mut name = journal.as_os_str().to_owned();
    name.push(after);
    PathBuf::from(name)
}

fn lock_file(journal: &Path) -> std::io::Result<File> {
    let no_follow = i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or(0);
    let path = lock_path(&journal.canonicalize().unwrap_or_else(|_| journal.to_owned()));
    OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).custom_flags(no_follow).open(path)
}
