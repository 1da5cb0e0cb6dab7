//! What goes into the state machine and what comes out: messages and effects, both plain values.

use crate::domain::Now;
use crate::domain::ask::{Answer, Ask, Make, Write, Written};

use super::key::{Chord, Mouse};

/// Something that happened. Every message travels with the [`Now`] it happened at.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted, line ends already `\n`, other control characters kept.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
    /// The terminal told its background: `true` where it is light.
    Background(bool),
    /// An answer to the ask with this ticket.
    Answer(Ticket, Answer),
    /// The write with this ticket is on disk.
    Written(Ticket, Written),
    /// What was asked for or written with this ticket could not be: one sentence, and what to try.
    Failed(Ticket, String),
    /// The text came back from the external editor; `None` where it was left unchanged or failed.
    Edited(Ticket, Option<String>),
    /// The file asked for with this ticket is written; where, in a sentence.
    Made(Ticket, String),
    /// Another process changed the journal: what is shown may be old.
    Changed,
    /// A second has passed while something on the screen depends on the time (a notice, a draft not yet kept).
    Tick,
}

/// Ties an answer to its question, so that a late answer to an old question is dropped.
pub type Ticket = u64;

/// Something the shell is to do; the state machine itself does nothing but change its state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the journal.
    Ask(Ticket, Ask),
    /// Write to the journal.
    Write(Ticket, Write),
    /// Make a file of the journal.
    Make(Ticket, Make),
    /// Keep what is being typed; the shell writes it within a second.
    Draft {
        /// Where it belongs.
        slot: String,
        /// The text; empty drops the draft.
        text: String,
    },
    /// Open the external editor on this text.
    Edit(Ticket, String),
    /// Copy to the clipboard, by the terminal (OSC 52).
    Copy(String),
    /// Stop the program in the background, as `C-z` does.
    Suspend,
    /// Leave.
    Quit,
}

/// What the state machine needs to know of the world around a message.
#[derive(Clone, Copy, Debug)]
pub struct World {
    /// When it happened, and for whom.
    pub now: Now,
}
