//! What the frame needs of a screen, be it a tab or something that lies over one.

use std::fmt::Debug;

use crate::domain::ask::{Answer, Written};
use crate::domain::{Id, Kind, Now};

use super::command::{Listed, Motion};
use super::context::Context;
use super::effect::Ticket;
use super::ink::Row;
use super::key::{Chord, Mouse};
use super::paint::{Area, Painter};

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

impl Frame {
    /// A box around this many rows of content, of at most `most` rows.
    #[must_use]
    pub fn around(columns: u16, content: usize, most: u16, title: Row) -> Self {
        // The rim, and from a certain size on the air at its head.
        let rim = if content >= 11 { 4 } else { 3 };
        let rows = u16::try_from(content + rim).unwrap_or(u16::MAX).clamp(6, most);
        Self::Float { columns, rows, title }
    }
}

/// A screen, be it a tab or something that lies over one.
pub trait Screen: Debug {
    /// What help calls it.
    fn name(&self) -> &'static str;

    /// All its commands, for who reads up on keys: [`super::command::listed`] of its table.
    fn table(&self) -> Vec<Listed>;

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

    /// Whether a second's passing changes what it shows.
    fn is_ticking(&self) -> bool {
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

    /// The mouse, at a place within its area: the wheel moves.
    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        match mouse {
            Mouse::Up(..) => self.motion(Motion::Up, cx),
            Mouse::Down(..) => self.motion(Motion::Down, cx),
            Mouse::Click(x, y) => self.click(x, y, cx),
        }
    }

    /// A click at a place within its area.
    fn click(&mut self, _x: u16, _y: u16, _cx: &mut Context<'_>) {}

    /// It comes into sight, or what it shows may be old.
    fn refresh(&mut self, cx: &mut Context<'_>);

    /// Goes to this thing; tells whether it can.
    fn open(&mut self, _kind: Kind, _id: Id, _cx: &mut Context<'_>) -> bool {
        false
    }

    /// Shows the list of this kind with these words as its filter; tells whether it can.
    fn filtered(&mut self, _kind: Kind, _words: &str, _cx: &mut Context<'_>) -> bool {
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
