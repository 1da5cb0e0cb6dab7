//! What a mentor's own journal is asked about the shares they were given, and a mentee's about
//! those that left. Plain values; the shares themselves are not among them.

use crate::domain::id::Id;
use crate::domain::kinds::Kind;
use crate::domain::share::Share;
use crate::domain::time::{Day, Instant};

/// What a mentor's own journal knows of a share. The share itself is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packet {
    /// Its id.
    pub share: String,
    /// Who gave it.
    pub from: String,
    /// The day it was made.
    pub made: Day,
    /// How many things in it are new since the one before.
    pub news: usize,
    /// A private note, for the end of those that are there.
    pub note: Option<String>,
    /// Whether it was answered.
    pub replied: bool,
}

impl Packet {
    /// That a share is being read.
    #[must_use]
    pub fn of(share: &Share) -> Self {
        Self {
            share: share.share.clone(),
            from: share.from.clone(),
            made: share.made,
            news: share.news().filter(|item| item.under.is_none()).count(),
            note: None,
            replied: false,
        }
    }
}

/// Somebody whose shares I have read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentee {
    /// The packet of their newest share.
    pub packet: Id,
    /// Who they are, where my journal knows them.
    pub person: Option<Id>,
    /// Their name.
    pub name: String,
    /// The day of their newest share.
    pub made: Option<Day>,
    /// The day I read it last.
    pub seen: Option<Day>,
    /// The last day on which one of us heard of the other.
    pub heard: Option<Day>,
    /// How far I have come with it: `reading`, `replied`.
    pub state: String,
    /// How many things in it were new since the one before.
    pub news: Option<usize>,
    /// My private notes on it.
    pub notes: String,
    /// How many shares of theirs I have read.
    pub shares: usize,
}

/// A share that left, as the register has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Left {
    /// To whom it went; nothing where they are gone.
    pub to: String,
    /// When it was made.
    pub made: Instant,
    /// `html`, `text` or `mentee`.
    pub format: String,
    /// The file it was written to.
    pub file: String,
    /// What was in it, in its order: kind, and the title as it is now; nothing where it is gone.
    pub things: Vec<(Kind, String)>,
    /// How many replies came back.
    pub replies: u64,
}
