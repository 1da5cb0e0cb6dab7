//! The capture grammar: any text, and what it becomes. Refuses nothing, guesses no date and no name, and writes nothing.
//!
//! Two stages, both pure. [`parse()`] reads the marks of a text and knows no journal; [`plan()`] looks names up through
//! [`Names`] and drafts the records. [`describe()`] says in a few words what a plan would make.

mod describe;
mod head;
mod line;
mod parse;
mod plan;
mod planner;
mod refs;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use describe::{PreviewLine, describe};
pub use parse::{open_fence, parse};
pub use plan::{Ambiguity, Draft, DraftValue, Found, Known, Names, Plan, Target};
pub use planner::plan;
pub use refs::{Ref, Sigil};

use super::dates::When;
use super::id::Id;
use super::kinds::Kind;
use super::time::{Day, Instant};

/// What the person asked for beside the text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Read no marks and no `@ # ^` words: all of it is text.
    pub plain: bool,
    /// The person met, or several by commas: makes the capture a meeting.
    pub with: Option<String>,
    /// When it was; wins over the first line.
    pub when: Option<When>,
    /// The goal of the lines that name none.
    pub goal: Option<String>,
    /// The meeting already in the journal that the text belongs to.
    pub meeting: Option<Id>,
}

/// A text, read.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The meeting it starts, where it does.
    pub head: Option<Head>,
    /// Its lines, in order.
    pub lines: Vec<Line>,
    /// What to colour, by bytes of the text, in order and apart.
    pub highlights: Vec<(Range<usize>, Highlight)>,
    /// What was not understood: the line, from 0, and a sentence.
    pub warnings: Vec<(usize, String)>,
    /// What it was read with.
    pub options: Options,
}

/// The meeting a text starts.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The line that says so; `None` where only the options do.
    pub line: Option<usize>,
    /// Who was there, as written.
    pub people: Vec<String>,
    /// When; `None` where the date said cannot be.
    pub at: Option<Instant>,
    /// How long.
    pub minutes: Option<u32>,
}

/// One line of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its bytes, without the line end.
    pub span: Range<usize>,
    /// What its mark makes of it.
    pub what: What,
    /// Its `@ # ^` words, in order.
    pub refs: Vec<Ref>,
}

/// What a line is. Ranges are bytes of the whole text, without mark, due clause and trailing `@ # ^` words.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Text and no more.
    Text,
    /// `! …`, `!@name …`, `- [ ] …`, `- [x] …`
    Action {
        /// The promise.
        title: Range<usize>,
        /// Whose it is, as written; mine where nobody is named.
        owner: Option<String>,
        /// By when.
        due: Option<Day>,
        /// Whether it is done already.
        done: bool,
    },
    /// `? …`
    Question {
        /// What to ask.
        title: Range<usize>,
    },
    /// `> …`, `>@name …`
    Advice {
        /// What was said.
        title: Range<usize>,
        /// Who said it, as written, where named before the text.
        by: Option<String>,
    },
    /// `< …`
    Feedback {
        /// What was said about me.
        body: Range<usize>,
    },
    /// `* … -> …`
    Insight {
        /// The idea.
        title: Range<usize>,
        /// How it could work here.
        my_version: Option<Range<usize>>,
    },
    /// `~ … -> …`
    Obstacle {
        /// What is in the way.
        title: Range<usize>,
        /// The if-then plan.
        if_then: Option<Range<usize>>,
    },
    /// `=> …`
    Decision {
        /// What is decided.
        title: Range<usize>,
    },
    /// `+ name, role, organisation (via @name)`
    Person {
        /// The name.
        name: String,
        /// What they do.
        role: Option<String>,
        /// Where they do it.
        organisation: Option<String>,
        /// Who brought us together, as written.
        via: Option<String>,
    },
    /// `= ^goal value note`
    CheckIn {
        /// The goal, as written.
        goal: Option<String>,
        /// The first number after it.
        value: Option<f64>,
        /// The rest.
        note: Option<Range<usize>>,
    },
    /// `%energy 4`
    Pulse {
        /// Measures and their marks, 1 to 5.
        marks: Vec<(&'static str, u8)>,
    },
}

impl What {
    /// The kind of record it becomes; `None` for text.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        Some(match self {
            Self::Text => return None,
            Self::Action { .. } => Kind::Action,
            Self::Question { .. } => Kind::Question,
            Self::Advice { .. } => Kind::Advice,
            Self::Feedback { .. } => Kind::Feedback,
            Self::Insight { .. } => Kind::Insight,
            Self::Obstacle { .. } => Kind::Obstacle,
            Self::Decision { .. } => Kind::Decision,
            Self::Person { .. } => Kind::Person,
            Self::CheckIn { .. } => Kind::CheckIn,
            Self::Pulse { .. } => Kind::Pulse,
        })
    }

    /// The stretches of the text that its record keeps.
    fn kept(&self) -> [Option<&Range<usize>>; 2] {
        match self {
            Self::Text | Self::Person { .. } | Self::Pulse { .. } => [None, None],
            Self::Action { title, .. }
            | Self::Question { title }
            | Self::Advice { title, .. }
            | Self::Feedback { body: title }
            | Self::Decision { title } => [Some(title), None],
            Self::Insight { title, my_version: more } | Self::Obstacle { title, if_then: more } => {
                [Some(title), more.as_ref()]
            }
            Self::CheckIn { note, .. } => [note.as_ref(), None],
        }
    }
}

/// What a stretch of text is, for colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Highlight {
    /// The mark of a line that becomes this.
    Mark(Kind),
    /// A person.
    Mention,
    /// A tag.
    Tag,
    /// A goal.
    Goal,
    /// A date, a time or a length.
    Date,
    /// The arrow before what follows.
    Arrow,
    /// A line of a code block.
    Code,
    /// What cannot be: a date, or a mark out of range.
    Problem,
}

/// The stretch without the white space at its ends.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(part) = text.get(range.clone()) else { return range };
    let start = range.end - part.trim_start().len();
    start..start.max(range.start + part.trim_end().len())
}

/// Whether a name means the person who writes.
fn is_me(name: &str) -> bool {
    name.eq_ignore_ascii_case("me")
}
