//! What a capture comes to, as data: drafts of records that link to each other, and what the journal is asked for them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::domain::id::Id;
use crate::domain::kinds::Kind;
use crate::domain::time::Day;

/// What a plan has to know of the journal.
pub trait Names {
    /// The person these words name: a short id, a name, words of it.
    fn person(&self, words: &str) -> Found;
    /// The goal these words name.
    fn goal(&self, words: &str) -> Found;
    /// The industry of a person.
    fn industry(&self, person: Id) -> Option<String>;
    /// The pulse of the week that holds a day.
    fn pulse_of_week(&self, day: Day) -> Option<Id>;
    /// A meeting that is in the journal.
    fn meeting(&self, id: Id) -> Option<Known>;
}

/// What words name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// This record.
    One {
        /// Which.
        id: Id,
        /// Its title.
        title: String,
    },
    /// Nothing.
    None,
    /// Several: each with its title.
    Several(Vec<(Id, String)>),
}

/// What a capture into a meeting has to know of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Who is in it, with their names.
    pub people: Vec<(Id, String)>,
    /// Its notes so far.
    pub notes: String,
    /// Its state.
    pub state: String,
}

/// A record that a draft links to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// One of the journal.
    Existing(Id),
    /// A draft of the same plan, by its place.
    New(usize),
}

/// What a draft puts into a field.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftValue {
    /// A plain value, as [`crate::domain::Field::check`] takes it.
    Value(Value),
    /// A link.
    Link(Target),
    /// Links.
    Links(Vec<Target>),
}

/// A record to be made, or changes to one.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What it is.
    pub kind: Kind,
    /// The record it changes; `None` where it makes one.
    pub edits: Option<Id>,
    /// Its fields; what is not here keeps its default, or what it was.
    pub fields: Vec<(&'static str, DraftValue)>,
    /// Its tags; on a change, tags to add.
    pub tags: Vec<String>,
    /// The line it comes from, from 0.
    pub line: usize,
}

/// A name that fits several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguity {
    /// A person or a goal.
    pub kind: Kind,
    /// The words, as written.
    pub words: String,
    /// What they may mean: each with its title.
    pub candidates: Vec<(Id, String)>,
}

/// What a capture comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The records, the one that holds the text first; people before what links to them.
    pub drafts: Vec<Draft>,
    /// Which draft holds the text, word for word: the meeting or the reflection; `None` where there is neither.
    pub note: Option<usize>,
    /// What was not understood, a sentence each.
    pub warnings: Vec<String>,
    /// Names that fit several. Where there are any, the plan is for looking at, not for writing.
    pub ambiguous: Vec<Ambiguity>,
    /// A goal asked for beside the text that fits none.
    pub missing: Option<String>,
    /// The titles of the records it links to.
    pub titles: BTreeMap<Id, String>,
    /// How many lines are text and no more.
    pub text_lines: usize,
}

impl Draft {
    pub(super) fn new(kind: Kind, line: usize) -> Self {
        Self { kind, edits: None, fields: Vec::new(), tags: Vec::new(), line }
    }

    pub(super) fn put(&mut self, field: &'static str, value: DraftValue) {
        self.fields.retain(|(name, _)| *name != field);
        self.fields.push((field, value));
    }

    pub(super) fn set(&mut self, field: &'static str, value: impl Into<Value>) {
        self.put(field, DraftValue::Value(value.into()));
    }

    pub(super) fn set_some(&mut self, field: &'static str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.set(field, value);
        }
    }

    pub(super) fn link(&mut self, field: &'static str, target: Option<Target>) {
        if let Some(target) = target {
            self.put(field, DraftValue::Link(target));
        }
    }

    /// What it puts into a field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&DraftValue> {
        self.fields.iter().find(|(name, _)| *name == field).map(|(_, value)| value)
    }

    /// The text it puts into a field; empty where it is none.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        match self.get(field) {
            Some(DraftValue::Value(value)) => value.as_str().unwrap_or_default(),
            _ => "",
        }
    }

    /// The records a field links to.
    #[must_use]
    pub fn targets(&self, field: &str) -> &[Target] {
        match self.get(field) {
            Some(DraftValue::Link(target)) => std::slice::from_ref(target),
            Some(DraftValue::Links(targets)) => targets,
            _ => &[],
        }
    }
}
