//! What can be wrong with the settings or the surroundings, each as one sentence that names the place.

use std::path::PathBuf;

/// Why the settings or the surroundings could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// `MENTEE_NOW` holds something else than an instant.
    #[error("MENTEE_NOW is `{got}`, which is no instant such as 2026-11-22T09:00:00Z")]
    Clock {
        /// What it holds.
        got: String,
    },
    /// The system gives no random numbers, without which nothing can be kept from others.
    #[error("the system gives no random numbers, so nothing can be sealed: {0}")]
    NoChance(String),
    /// Neither a home directory nor the name of a journal is known.
    #[error("no home directory is known, so the journal has no place; name one with --journal FILE or MENTEE_JOURNAL")]
    Homeless,
    /// The file is there and cannot be read.
    #[error("the settings in {} cannot be read: {why}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: std::io::Error,
    },
    /// The file is no TOML.
    #[error("{}, line {line}: {why}", .path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What the parser says, on one line.
        why: String,
    },
    /// A line of a content file that has another form than its lines have.
    #[error("{}, line {line}: the line does not fit; lines are: {form}", .path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The form lines have.
        form: String,
    },
    /// A setting that does not exist.
    #[error("{}, line {line}: there is no setting `{key}`; the nearest one is `{nearest}`", .path.display())]
    UnknownKey {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key as written, with the tables it stands in.
        key: String,
        /// The known key that differs least.
        nearest: String,
    },
    /// A setting with a value it cannot have.
    #[error("{}, line {line}: `{key}` is {got}; it can be: {expected}", .path.display())]
    Value {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key, with the tables it stands in.
        key: String,
        /// The value as written.
        got: String,
        /// What it may be.
        expected: String,
    },
    /// A change of the settings that may not be.
    #[error("{}: {why}", .path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why not, without the file.
        why: String,
    },
    /// The file cannot be written.
    #[error("the settings in {} cannot be written: {why}", .path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: std::io::Error,
    },
}
