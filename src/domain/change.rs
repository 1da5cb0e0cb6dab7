//! Changes, and sets of them: the only way anything is written. Every change can be inverted.

use super::id::Id;
use super::kinds::Kind;
use super::record::{Fields, Record};

/// One change to one record.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// It comes to be.
    Create(Box<Record>),
    /// It ceases to be, as when its creation is undone; not the trash.
    Remove(Box<Record>),
    /// Some of its fields change. Both sides name the same fields; `null` stands for unset. The common parts of a
    /// record have an `@` before the names they have in JSON (`@title`, `@visibility`, `@tags`, `@deleted`,
    /// `@updated`), so that no field can be taken for them.
    Edit {
        /// Which record.
        id: Id,
        /// Of which kind.
        kind: Kind,
        /// What was.
        before: Fields,
        /// What is.
        after: Fields,
    },
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Create(record) => Self::Remove(record),
            Self::Remove(record) => Self::Create(record),
            Self::Edit { id, kind, before, after } => Self::Edit { id, kind, before: after, after: before },
        }
    }

    /// Which record it changes.
    #[must_use]
    pub fn id(&self) -> Id {
        match self {
            Self::Create(record) | Self::Remove(record) => record.id,
            Self::Edit { id, .. } => *id,
        }
    }
}

/// Where a change came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The screen.
    Screen,
    /// A command.
    Command,
    /// An import, from this format.
    Import(String),
    /// A mentor's reply, by this name.
    Reply(String),
}

impl Origin {
    /// As stored and shown: `screen`, `command`, `import:json`, `reply:Odile Varga`.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Screen => "screen".to_owned(),
            Self::Command => "command".to_owned(),
            Self::Import(format) => format!("import:{format}"),
            Self::Reply(name) => format!("reply:{name}"),
        }
    }
}

/// Changes that belong together: written in one transaction, undone as one.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeSet {
    /// What was done, for the history: `captured a meeting with Odile Varga`.
    pub label: String,
    /// Where it came from.
    pub origin: Origin,
    /// The changes, in the order in which they were made.
    pub changes: Vec<Change>,
}

impl ChangeSet {
    /// The changes that take the set back, last first.
    #[must_use]
    pub fn inverse(self) -> Vec<Change> {
        self.changes.into_iter().rev().map(Change::inverse).collect()
    }
}
