//! Where the journals of the benches lie: in the build directory, made once for each size and kept.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use crate::journal;

/// What the journals follow from: files of another edition are not looked at.
const EDITION: [&str; 2] =
    [include_str!("../../src/store/migrations/0001.sql"), include_str!("../../tests/support/journal.rs")];

const SEED: u64 = 7;

fn folder() -> PathBuf {
    let mut edition = DefaultHasher::new();
    EDITION.hash(&mut edition);
    let name = format!("journals-{:x}", edition.finish());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// An empty home.
#[allow(dead_code, reason = "not every bench starts processes")]
pub(crate) fn home() -> PathBuf {
    let home = folder().join("home");
    fs::create_dir_all(&home).expect("a folder");
    home
}

/// The journal of this many records.
pub(crate) fn journal(records: usize) -> PathBuf {
    let path = folder().join(format!("{records}.db"));
    if !path.exists() {
        // Under another name until it is whole, or a bench that was stopped would leave a short one behind.
        let making = folder().join(format!("{records}.making"));
        let _ = fs::remove_file(&making);
        journal::write(&making, records, SEED);
        fs::rename(&making, &path).expect("a journal in its place");
    }
    path
}

/// A fresh copy of it.
pub(crate) fn copy(records: usize, name: &str) -> PathBuf {
    let path = folder().join(format!("{records}-{name}.db"));
    for end in ["db", "db-wal", "db-shm"] {
        let _ = fs::remove_file(path.with_extension(end));
    }
    fs::copy(journal(records), &path).expect("a copy");
    path
}
