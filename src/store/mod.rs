//! The journal file: SQLite, and the only room that knows SQL. Writes nothing but change sets, drafts and the care of the file.

mod across;
mod answer;
mod arrival;
pub mod backup;
mod begun;
mod beside;
mod brief;
mod bulk;
mod convert;
mod derive;
pub mod doctor;
mod drafts;
mod evaluations;
mod facts;
mod figures;
mod follow_up;
mod goals;
mod hanging;
mod history;
mod horizon;
mod inspect;
mod intake;
mod kept;
mod lanes;
mod learning;
mod letters;
mod lists;
mod lock;
mod log;
mod needs;
mod network;
mod obstacles;
mod open;
mod overview;
mod packets;
mod paper;
mod parting;
mod parts;
mod people;
mod practice;
mod prepare;
mod progress;
mod prompting;
mod records;
mod reflecting;
mod refs;
mod repair;
mod restore;
mod review;
mod salvage;
mod schema;
mod search;
mod share;
mod standing;
mod timeline;
mod today;
mod topics;
mod trash;
mod turn;
mod unfinished;
mod useful;
mod walk;
mod week;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode};

pub use arrival::{Arrival, Coming};
pub use derive::Derived;
pub use evaluations::Card;
pub use intake::Taken;
pub use letters::Ended;
pub use lists::{ANY, Filter, Listing};
pub use lock::ScreenLock;
pub use log::{Patch, Undone, Writer};
pub use people::Contact;
pub use refs::{MOST_NAMED, Match, Named, ShortIds, Where};
pub use repair::{Repaired, repair};
pub use restore::{Restored, restore};
pub use salvage::Salvaged;
pub use schema::{APPLICATION_ID, SCHEMA_VERSION};
pub use search::Query;
pub use share::{Came, Sent, Shared};
pub use trash::Emptied;

use crate::domain::field::Problem;
use crate::domain::{Id, Record};

/// An open journal.
pub struct Store {
    db: Connection,
    /// The file; `None` for the empty journal that answers where there is no file yet.
    path: Option<PathBuf>,
    warnings: Vec<String>,
    /// Which file it was when it was opened to write: device and number.
    file: Option<(u64, u64)>,
    /// The count of other connections' writes, as last seen.
    seen: Option<i64>,
    /// Whether it was opened to write, and folds the log in when it closes.
    writes: bool,
    /// Answers that took long to make.
    kept: kept::Kept,
    /// What ships with the program; nothing until it is offered.
    content: crate::domain::content::Content,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Store {
    /// The file, where there is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What is not as it should be with the file or its place, one sentence each.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.leave();
    }
}

impl Store {
    /// What is to be done before the program ends: a log that has grown is folded in. What SQLite would take apart when it is
    /// closed, the system takes back at once, so who ends with this may leave the rest as it is.
    pub fn leave(&self) {
        if let Some(path) = self.path.as_deref().filter(|_| self.writes) {
            open::fold(&self.db, path);
        }
    }

    /// Folds the log into the file, so that the file alone is the whole journal. Where another program reads, the log
    /// stays, and nothing is lost by it.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn fold(&mut self) -> Result<()> {
        self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(log::writing)
    }

    /// Reads.
    #[must_use]
    pub fn read(&self) -> Reader<'_> {
        Reader::new(&self.db)
    }
}

/// Everything that can be asked of a journal without changing it, in a transaction of a [`Writer`] or outside one.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    db: &'a Connection,
}

impl<'a> Reader<'a> {
    fn new(db: &'a Connection) -> Self {
        Self { db }
    }

    /// The record of this id, in the trash or not.
    ///
    /// # Errors
    /// Where the journal cannot be read or the record is damaged.
    pub fn find(&self, id: Id) -> Result<Option<Record>> {
        Ok(records::find(self.db, id)?.map(|(_, record)| record))
    }

    /// The title of a record; `None` where it is gone.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn title(&self, id: Id) -> Result<Option<String>> {
        records::title(self.db, id)
    }

    /// What a record links to, in the order of its fields.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn links(&self, record: &Record) -> Result<Vec<crate::domain::ask::Linked>> {
        records::links(self.db, record)
    }

    /// What links to a record, newest first, at most `limit`; what lies in the trash is left out.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn back_links(&self, id: Id, limit: usize) -> Result<Vec<crate::domain::ask::Linked>> {
        records::back_links(self.db, id, limit)
    }
}

/// Why the journal could not do something. Nothing was changed in any of these cases.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The path leads to something that is no journal.
    #[error("{} is not a mentee journal{}", path.display(), if why.is_empty() { String::new() } else { format!(": {why}") })]
    NotAJournal {
        /// The path.
        path: PathBuf,
        /// What it is instead, where known.
        why: String,
    },
    /// A newer program wrote the file.
    #[error("{} was written by a newer mentee (its format is {found}, this one knows {known})", path.display())]
    Newer {
        /// The path.
        path: PathBuf,
        /// The format of the file.
        found: i64,
        /// The newest format this program knows.
        known: i64,
    },
    /// The file or its directory could not be made, read or written.
    #[error("{} could not be {doing}", path.display())]
    File {
        /// The path.
        path: PathBuf,
        /// `opened`, `made` …
        doing: &'static str,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// SQLite could not.
    #[error("the journal could not be {doing}")]
    Sql {
        /// `read`, `written` …
        doing: &'static str,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
    /// A record in the file is not what its kind says.
    #[error("record {id} in the journal is damaged: {why}")]
    Damaged {
        /// Which record.
        id: String,
        /// What is wrong with it.
        why: String,
    },
    /// A value a field cannot take.
    #[error("{0}")]
    Field(#[from] Problem),
    /// A field that must be given was not.
    #[error("a {kind} needs a {field}")]
    Missing {
        /// The kind.
        kind: &'static str,
        /// The field.
        field: &'static str,
    },
    /// A record that should be there is not.
    #[error("there is no record {0}")]
    Gone(String),
    /// A name in a capture fits several.
    #[error("“{words}” fits more than one thing: {}; write the whole name, as in @\"{}\"", names(found), found.first().map(|n| n.title.as_str()).unwrap_or_default())]
    Ambiguous {
        /// The name.
        words: String,
        /// What it fits.
        found: Vec<Named>,
    },
    /// A name that was asked for fits nothing.
    #[error("no {} matches “{words}”", kind.label())]
    NoSuch {
        /// Of which kind.
        kind: crate::domain::Kind,
        /// The name.
        words: String,
    },
    /// Nothing is left to undo or redo.
    #[error("nothing to {0}")]
    NothingTo(&'static str),
    /// What was read could not be handed on.
    #[error("the output could not be written")]
    Output(#[source] std::io::Error),
    /// Any other reason, as a sentence.
    #[error("{0}")]
    Refused(String),
}

fn names(found: &[Named]) -> String {
    found.iter().map(|named| named.title.as_str()).collect::<Vec<_>>().join(", ")
}

impl From<rusqlite::Error> for Error {
    fn from(source: rusqlite::Error) -> Self {
        Self::Sql { doing: "read", source }
    }
}

/// What the store's calls return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What SQLite's codes mean to a person, and what to do.
#[must_use]
pub fn cause(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "the disk is full; free some space and try again, nothing was changed".to_owned(),
        Some(ErrorCode::ReadOnly) => "the file or its directory cannot be written".to_owned(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another program has kept it locked for five seconds; try again when it is done".to_owned()
        }
        Some(ErrorCode::CannotOpen) => "the file or its directory cannot be opened".to_owned(),
        Some(ErrorCode::PermissionDenied) => "you may not open the file".to_owned(),
        Some(ErrorCode::SystemIoFailure) => "the disk did not do what was asked; nothing was changed".to_owned(),
        Some(ErrorCode::DatabaseCorrupt) => {
            "the file is damaged; `mentee doctor` says how, `mentee backup list` what there is to go back to".to_owned()
        }
        Some(ErrorCode::TooBig) => "a text is too large for the file (a thousand million bytes)".to_owned(),
        _ => error.to_string(),
    }
}
