//! Bytes in and out: exports, imports and the demo journal. Knows records, and nothing of the file they are kept in.

pub mod demo;
pub mod export;
pub mod import;
pub mod pages;
pub mod share;

use std::io;

/// What the name of the format is within a file.
pub(crate) const FORMAT: &str = "mentee-journal";

/// The version of the format that is written, and the newest that is read.
pub(crate) const VERSION: u64 = 1;

/// Any error of whoever hands records out or takes them in.
pub type Foreign = Box<dyn std::error::Error + Send + Sync>;

/// Takes one record after the other.
pub type Take<'a> = dyn FnMut(crate::domain::Record) -> Result<(), Error> + 'a;

/// Why something could not be exported or imported.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is something else.
    #[error("this is no export of a journal: {why}; nothing was changed")]
    NotAnExport {
        /// What is missing or different.
        why: String,
    },
    /// A newer program wrote it.
    #[error(
        "this was exported by a newer mentee (its format is {found}, this one knows {VERSION}); nothing was changed"
    )]
    Newer {
        /// The version it carries.
        found: u64,
    },
    /// It ends too early.
    #[error("the file is cut short at line {line}; nothing was changed")]
    CutShort {
        /// Where it ends, from 1.
        line: usize,
    },
    /// It cannot be read as JSON.
    #[error("the file is no JSON at line {line}, column {column}: {why}; nothing was changed")]
    Syntax {
        /// Where, from 1.
        line: usize,
        /// Where in the line, from 1.
        column: usize,
        /// What the parser says.
        why: String,
    },
    /// A record in it is not what its kind says.
    #[error("record {number} of the file{} cannot be taken: {why}; nothing was changed", if id.is_empty() { String::new() } else { format!(" ({id})") })]
    Record {
        /// Its place, from 1.
        number: u64,
        /// Its id, where it has one.
        id: String,
        /// What is wrong with it.
        why: String,
    },
    /// The file could not be read.
    #[error("the file could not be read; nothing was changed")]
    Read(#[source] io::Error),
    /// The output could not be written.
    #[error("the output could not be written")]
    Write(#[from] io::Error),
    /// The journal could not hand a record out or take it in.
    #[error(transparent)]
    Journal(Foreign),
}
