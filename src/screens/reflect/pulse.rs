//! The weekly pulse: three taps, and once a month a fourth. It is saved with the third; Esc before that leaves no trace.

use serde_json::json;

use crate::domain::ask::{Write, Written};
use crate::domain::reflecting::{CLARITY, QUESTIONS};
use crate::domain::{Fields, Id, Kind, Visibility};
use crate::ui::context::Context;
use crate::ui::effect::Ticket;
use crate::ui::key::{Chord, Key};

/// A pulse being taken.
#[derive(Debug, Default)]
pub(super) struct Taps {
    /// Energy, interest, effect, as far as they are tapped.
    pub(super) marks: Vec<i64>,
    /// The pulse once it is saved, while clarity is asked for.
    pub(super) saved: Option<Id>,
    /// Why the last save failed.
    pub(super) error: Option<String>,
    saving: Option<Ticket>,
    done: bool,
}

impl Taps {
    /// The question that is asked now: its field, its words, its ends.
    pub(super) fn question(&self) -> (&'static str, &'static str, &'static str) {
        QUESTIONS.get(self.marks.len()).copied().unwrap_or(CLARITY)
    }

    /// A key; tells whether the pulse is over.
    pub(super) fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        if self.saving.is_some() {
            return false;
        }
        let tapped = chord.typed().and_then(|c| c.to_digit(10)).filter(|mark| (1..=5).contains(mark));
        match (tapped, chord.key) {
            (Some(mark), _) if self.saved.is_some() => {
                let fields = Fields::from_iter([(CLARITY.0.to_owned(), json!(mark))]);
                self.save(fields, cx);
                self.done = true;
            }
            (Some(mark), _) if self.marks.len() < QUESTIONS.len() => {
                self.marks.push(i64::from(mark));
                self.send(cx);
            }
            (None, Key::Backspace) if self.saved.is_none() => {
                self.marks.pop();
            }
            (None, Key::Enter) if self.saved.is_some() => return true,
            // After a save that failed.
            (None, Key::Enter) => self.send(cx),
            _ => {}
        }
        false
    }

    /// Saves the three marks, once they are there.
    fn send(&mut self, cx: &mut Context<'_>) {
        if self.marks.len() == QUESTIONS.len() {
            let marks = QUESTIONS.iter().zip(&self.marks);
            let fields = marks.map(|((field, ..), mark)| ((*field).to_owned(), json!(mark))).collect();
            self.save(fields, cx);
        }
    }

    fn save(&mut self, fields: Fields, cx: &mut Context<'_>) {
        self.error = None;
        let visibility = Some(Visibility::Private);
        self.saving = Some(cx.write(Write::Save { kind: Kind::Pulse, id: self.saved, fields, tags: None, visibility }));
    }

    /// A write is on disk; tells whether it was its own. Clarity is asked for unless it was this month.
    pub(super) fn written(&mut self, ticket: Ticket, written: &Written, clear: bool) -> bool {
        let mine = self.saving.take_if(|saving| *saving == ticket).is_some();
        if mine {
            self.saved = written.ids.first().copied();
            self.done |= clear || self.saved.is_none();
        }
        mine
    }

    /// Whether nothing is asked for any more.
    pub(super) fn is_done(&self) -> bool {
        self.done && self.saving.is_none()
    }

    pub(super) fn failed(&mut self, ticket: Ticket, why: &str) -> bool {
        let mine = self.saving.take_if(|saving| *saving == ticket).is_some();
        if mine {
            (self.error, self.done) = (Some(why.to_owned()), false);
        }
        mine
    }
}
