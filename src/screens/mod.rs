//! The screens, and what the frame needs of each. A screen knows the domain and the building blocks, never the store
//! and never another screen: it asks by effects and goes elsewhere by signals.

pub mod capture;
pub mod form;
pub mod history;
pub mod kind;
pub mod progress;
pub mod reflect;
pub mod search;
pub mod today;
pub mod weekly;

use std::fmt::Debug;

use crate::domain::ask::{Answer, Written};
use crate::domain::{Id, Kind, Now};
use crate::ui::command::{Listed, Motion};
use crate::ui::context::Context;
use crate::ui::effect::Ticket;
use crate::ui::ink::Row;
use crate::ui::key::{Chord, Mouse};
use crate::ui::paint::{Area, Painter};

/// A tab: its name, and the kinds that live on it.
#[derive(Debug)]
pub struct Tab {
    /// As the tab line names it.
    pub name: &'static str,
    /// The kinds its lists go through with `v`.
    pub kinds: &'static [Kind],
    /// Kinds that are shown on it when something leads to them.
    pub guests: &'static [Kind],
}

/// The tabs, in their order.
pub const TABS: &[Tab] = &[
    Tab { name: "Today", kinds: &[], guests: &[] },
    Tab {
        name: "Goals",
        kinds: &[Kind::Goal, Kind::Milestone, Kind::CheckIn, Kind::Path, Kind::Decision],
        guests: &[],
    },
    Tab {
        name: "Meetings",
        kinds: &[
            Kind::Meeting,
            Kind::Action,
            Kind::Advice,
            Kind::Question,
            Kind::Mentorship,
            Kind::Agreement,
            Kind::Evaluation,
        ],
        guests: &[Kind::Packet],
    },
    Tab { name: "Obstacles", kinds: &[Kind::Obstacle], guests: &[] },
    Tab {
        name: "Network",
        kinds: &[Kind::Person, Kind::Introduction, Kind::Opportunity, Kind::Match, Kind::Giveback],
        guests: &[],
    },
    Tab {
        name: "Learning",
        kinds: &[Kind::Insight, Kind::Term, Kind::Primer, Kind::Skill, Kind::Rating, Kind::Feedback],
        guests: &[],
    },
    Tab { name: "Reflect", kinds: &[Kind::Reflection, Kind::Pulse], guests: &[Kind::Profile] },
    Tab { name: "Progress", kinds: &[], guests: &[] },
];

/// The tab where a kind lives.
#[must_use]
pub fn home(kind: Kind) -> usize {
    TABS.iter().position(|tab| tab.kinds.contains(&kind) || tab.guests.contains(&kind)).unwrap_or(0)
}

/// How a screen lies on the terminal.
#[derive(Clone, Debug, PartialEq)]
pub enum Frame {
    /// It fills the body.
    Page,
    /// It floats in a box of at most this size, with a title.
    Float {
        /// Columns, the box included.
        columns: u16,
        /// Rows, the box included.
        rows: u16,
        /// What the box is headed with.
        title: Row,
    },
}

/// A screen, be it a tab or something that lies over one.
pub trait Screen: Debug {
    /// What help calls it.
    fn name(&self) -> &'static str;

    /// Its commands that make sense now, most useful first.
    fn commands(&self) -> Vec<Listed>;

    /// Runs a command of its table; tells whether it had it.
    fn run(&mut self, name: &str, cx: &mut Context<'_>) -> bool;

    /// Draws it.
    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>);

    /// How it lies on the terminal.
    fn frame(&self) -> Frame {
        Frame::Page
    }

    /// Whether letters go into a text now, rather than to commands.
    fn is_typing(&self) -> bool {
        false
    }

    /// A key that is no command; tells whether it was taken.
    fn key(&mut self, _chord: Chord, _cx: &mut Context<'_>) -> bool {
        false
    }

    /// Pasted text.
    fn paste(&mut self, _text: &str, _cx: &mut Context<'_>) {}

    /// A move.
    fn motion(&mut self, _motion: Motion, _cx: &mut Context<'_>) {}

    /// The mouse, at a place within its area.
    fn mouse(&mut self, _mouse: Mouse, _cx: &mut Context<'_>) {}

    /// It comes into sight, or what it shows may be old.
    fn refresh(&mut self, cx: &mut Context<'_>);

    /// Goes to this thing; tells whether it can.
    fn open(&mut self, _kind: Kind, _id: Id, _cx: &mut Context<'_>) -> bool {
        false
    }

    /// A form over it has saved these things, the most important first.
    fn saved(&mut self, _ids: &[Id], _cx: &mut Context<'_>) {}

    /// One step back; tells whether there was one.
    fn back(&mut self, _cx: &mut Context<'_>) -> bool {
        false
    }

    /// An answer; tells whether it was its own.
    fn answer(&mut self, _ticket: Ticket, _answer: &Answer, _cx: &mut Context<'_>) -> bool {
        false
    }

    /// A write is on disk; tells whether it was its own.
    fn written(&mut self, _ticket: Ticket, _written: &Written, _cx: &mut Context<'_>) -> bool {
        false
    }

    /// A question or a write failed; tells whether the screen says so itself.
    fn failed(&mut self, _ticket: Ticket, _why: &str, _cx: &mut Context<'_>) -> bool {
        false
    }

    /// A text came back from the external editor; tells whether it was its own.
    fn edited(&mut self, _ticket: Ticket, _text: Option<&str>, _cx: &mut Context<'_>) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_lives_on_one_tab() {
        for kind in Kind::ALL {
            let homes = TABS.iter().filter(|tab| tab.kinds.contains(kind) || tab.guests.contains(kind)).count();
            assert_eq!(homes, 1, "{kind}");
        }
    }
}
