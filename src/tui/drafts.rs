//! What is being typed, on disk within a second, and not more often than that.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::domain::Now;

use super::Journal;

/// From the first change that is not kept to the moment it is; the rest of the second is for the disk.
const WAIT: Duration = Duration::from_millis(700);

/// The texts that are not on disk yet, by the slot they belong to.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    waiting: BTreeMap<String, String>,
    due: Option<Instant>,
    /// Whether the last try failed, and was told.
    failing: bool,
}

impl Drafts {
    /// Takes the newest text of a slot. An empty one drops the draft, which does not wait: a text that has been saved must
    /// not be offered again.
    pub(super) fn put(&mut self, slot: String, text: String, at: Instant) {
        let due = if text.is_empty() { at } else { at + WAIT };
        self.waiting.insert(slot, text);
        self.due = Some(self.due.map_or(due, |before| before.min(due)));
    }

    /// When something has to be kept; never where everything is.
    pub(super) fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Keeps everything now. What could not be kept stays and is tried again within a second.
    ///
    /// # Errors
    /// Why not, in a sentence.
    pub(super) fn keep(&mut self, journal: &mut dyn Journal, now: Now, at: Instant) -> Result<(), String> {
        while let Some((slot, text)) = self.waiting.first_key_value() {
            if let Err(why) = journal.keep_draft(slot, text, now) {
                self.due = Some(at + WAIT);
                return Err(why);
            }
            self.waiting.pop_first();
        }
        self.due = None;
        self.failing = false;
        Ok(())
    }

    /// Whether a failure is news: true once, until keeping works again.
    pub(super) fn is_news(&mut self) -> bool {
        !std::mem::replace(&mut self.failing, true)
    }
}
