//! What a screen is handed while it updates: the moment, its area, and the way to ask, write and signal. It performs
//! nothing: asks and writes leave as effects, wishes to the frame as signals.

use std::collections::BTreeMap;

use crate::domain::ask::{Ask, Make, Write};
use crate::domain::saved::Place;
use crate::domain::{Fields, Id, Kind, Now};

use super::effect::{Effect, Ticket};
use super::notice::Notice;
use super::paint::Area;

/// What a screen wishes of the frame around it.
#[derive(Clone, Debug, PartialEq)]
pub enum Signal {
    /// The overlay that says so is done.
    Close,
    /// One step back, beyond what the screen itself can go.
    Back,
    /// To this tab, counted from nought.
    Go(usize),
    /// To this thing, on the screen where its kind lives.
    Open(Kind, Id),
    /// A form for a new thing, or for this one; with values to begin with. A `null` one of a thing that is there takes
    /// the focus.
    Form(Kind, Option<Id>, Fields),
    /// Lay the screen of this name over the others, about a thing where one is named.
    Over(&'static str, Option<Id>),
    /// Show what a filter that was kept finds.
    Filter(Place),
    /// Keep these words as a filter: ask for its name and its key.
    Keep(String),
    /// Run the command of this name, as if its key had been pressed below the overlay on top.
    Run(&'static str),
    /// Say this at the end of the hint line.
    Say(Notice),
}

/// What goes with an update.
pub struct Context<'a> {
    /// The moment.
    pub now: Now,
    /// Where the screen is drawn.
    pub area: Area,
    /// Texts being typed, by slot.
    pub drafts: &'a mut BTreeMap<String, String>,
    /// The last ticket that was given out.
    pub ticket: &'a mut Ticket,
    /// What the shell is to do.
    pub effects: &'a mut Vec<Effect>,
    /// What the frame is to do.
    pub signals: &'a mut Vec<Signal>,
}

impl Context<'_> {
    /// The next ticket.
    fn take(&mut self) -> Ticket {
        *self.ticket = self.ticket.wrapping_add(1);
        *self.ticket
    }

    /// Asks the journal; the answer comes with the ticket.
    pub fn ask(&mut self, ask: Ask) -> Ticket {
        let ticket = self.take();
        self.effects.push(Effect::Ask(ticket, ask));
        ticket
    }

    /// Writes to the journal; what came of it comes with the ticket.
    pub fn write(&mut self, write: Write) -> Ticket {
        let ticket = self.take();
        self.effects.push(Effect::Write(ticket, write));
        ticket
    }

    /// Makes a file of the journal; where it is, or why it is not, is said at the end of the hint line.
    pub fn make(&mut self, make: Make) -> Ticket {
        let ticket = self.take();
        self.effects.push(Effect::Make(ticket, make));
        ticket
    }

    /// Opens the external editor on a text.
    pub fn edit(&mut self, text: String) -> Ticket {
        let ticket = self.take();
        self.effects.push(Effect::Edit(ticket, text));
        ticket
    }

    /// Keeps what is being typed; an empty text drops the draft.
    pub fn draft(&mut self, slot: &str, text: String) {
        let known = self.drafts.get(slot);
        if known.map(String::as_str).unwrap_or_default() == text {
            return;
        }
        if text.is_empty() {
            self.drafts.remove(slot);
        } else {
            self.drafts.insert(slot.to_owned(), text.clone());
        }
        self.effects.push(Effect::Draft { slot: slot.to_owned(), text });
    }

    /// The same for a part of the screen, which lies here.
    pub const fn within(&mut self, area: Area) -> Context<'_> {
        Context {
            now: self.now,
            area,
            drafts: self.drafts,
            ticket: self.ticket,
            effects: self.effects,
            signals: self.signals,
        }
    }

    /// Wishes something of the frame.
    pub fn signal(&mut self, signal: Signal) {
        self.signals.push(signal);
    }

    /// Says something at the end of the hint line for a few seconds.
    pub fn say(&mut self, text: &str) {
        let notice = Notice::done(text, &self.now);
        self.signals.push(Signal::Say(notice));
    }
}
