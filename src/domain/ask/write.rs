//! What screens want written: change sets, files, and what came of them. Plain values.

use crate::domain::change::Origin;
use crate::domain::id::Id;
use crate::domain::kinds::Kind;
use crate::domain::period::Period;
use crate::domain::practice;
use crate::domain::record::{Fields, Visibility};
use crate::domain::share::paper::Wanted;
use crate::domain::share::{Response, Scope, Unfinished, Wrap};
use crate::domain::time::Day;

use super::mentoring::Packet;

/// Something to write: each becomes one change set.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// A capture text, taken apart by the grammar.
    Capture(String),
    /// The same of a text that belongs to a meeting, or begins one; with what is only asked of meetings.
    CaptureMeeting {
        /// The meeting it belongs to; else the one that the text begins.
        meeting: Option<Id>,
        /// The text.
        text: String,
        /// Whether it was worth it, 1 to 5.
        worth: Option<i64>,
        /// When we meet again.
        next: Option<Day>,
    },
    /// A new record (`id` is `None`) or changes to one; `null` clears a field. Values are checked again.
    Save {
        /// Of which kind.
        kind: Kind,
        /// Which one.
        id: Option<Id>,
        /// Field values by name.
        fields: Fields,
        /// New tags, where they change.
        tags: Option<Vec<String>>,
        /// New visibility, where it changes.
        visibility: Option<Visibility>,
    },
    /// Several records at once, under one label: all of them or none.
    Together {
        /// What was done, for the history.
        label: String,
        /// What is written, in this order.
        saves: Vec<Save>,
    },
    /// Into the trash.
    Delete(Id),
    /// Out of the trash.
    Restore(Id),
    /// The main step: done, solved, achieved, one step on.
    Step(Id),
    /// In touch with somebody today.
    Touch(Id),
    /// Two people who are one: what leads to the one that goes leads to the one who stays.
    Merge {
        /// Who stays.
        keep: Id,
        /// Who goes into them, and into the trash.
        gone: Id,
    },
    /// What the thing asks to be made of it: an idea's steps become actions, a primer's empty lines questions.
    Spawn(Id),
    /// What became of a meeting, a goal taken up again, a mentorship ended.
    Practice(practice::Write),
    /// What I say to a proposal that came with a reply.
    Respond {
        /// The proposal.
        proposal: Id,
        /// What I say.
        response: Response,
    },
    /// Lets a person see these things too.
    Show {
        /// Who.
        person: Id,
        /// Which things.
        ids: Vec<Id>,
    },
    /// Writes a share as a new file, and notes it in the register.
    Hand {
        /// With whom.
        person: Id,
        /// What leaves.
        scope: Scope,
        /// As what.
        wrap: Wrap,
    },
    /// Notes in a mentor's own journal that a share was read, or answered; nothing of it is in any reply.
    Packet(Packet),
    /// Writes the reply to a share as a new file.
    Reply {
        /// The share.
        share: String,
        /// Who replies.
        by: String,
        /// To whom.
        to: String,
        /// What is said.
        reply: Unfinished,
    },
    /// Take the last set back.
    Undo,
    /// Bring back what was undone last.
    Redo,
    /// Delete for good what lies in the trash. The one write that cannot be undone.
    EmptyTrash,
    /// Copy the whole journal into the folder of its copies. Changes nothing in it.
    Copy,
    /// Set a setting in its file (no journal's business; the shell does it), or with `None` take it out of there.
    Set {
        /// Its key, with the table it stands in.
        key: String,
        /// The value as one would write it, without quotes.
        value: Option<String>,
    },
}

/// A file to make of the journal; it is new, and never written over another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Make {
    /// The Progress page of a period.
    Progress {
        /// Which period.
        period: Period,
        /// In which form.
        form: Form,
    },
    /// A page that is handed on, as what may leave makes it.
    Paper {
        /// What is wanted of it.
        wanted: Box<Wanted>,
        /// In which form.
        form: Form,
    },
    /// A page of text that was looked at on the screen.
    Text {
        /// The name of the file, without its ending.
        name: String,
        /// The text, Markdown.
        text: String,
        /// In which form; a picture of it is Markdown.
        form: Form,
    },
}

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One page for a browser, with everything in it.
    Html,
    /// Text for people and for other programs.
    Markdown,
    /// A picture.
    Svg,
    /// Text without any marks.
    Text,
}

impl Form {
    /// The ending of its name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Svg => "svg",
            Self::Text => "txt",
        }
    }
}

/// A record among several that are written together.
#[derive(Clone, Debug, PartialEq)]
pub struct Save {
    /// Of which kind.
    pub kind: Kind,
    /// Which one; a new one where there is none.
    pub id: Option<Id>,
    /// Field values by name.
    pub fields: Fields,
}

/// What came of a write that is on disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// One useful line: `Saved 1 meeting · 2 actions · Reminds you of: “Let the quiet desk speak first”, Odile, Tue 11 Feb.`
    pub line: String,
    /// What was made or changed, first the most important.
    pub ids: Vec<Id>,
    /// Warnings, one sentence each.
    pub warnings: Vec<String>,
    /// From where.
    pub origin: Origin,
}
