//! A screen under test, and all that goes with an update of it: what its tests press, run and look at.

use std::collections::BTreeMap;

use crate::domain::{Id, Now};

use super::context::{Context, Signal};
use super::effect::{Effect, Ticket};
use super::key::{Chord, Key};
use super::paint::Area;
use super::screen::Screen;

/// A screen on its own.
pub(crate) struct Desk<S> {
    /// The screen.
    pub(crate) screen: S,
    /// Texts being typed, by slot.
    pub(crate) drafts: BTreeMap<String, String>,
    /// What it wants done.
    pub(crate) effects: Vec<Effect>,
    /// The last ticket that was given out.
    pub(crate) ticket: Ticket,
    /// What it wants of the frame.
    pub(crate) signals: Vec<Signal>,
    now: Now,
}

impl<S: Screen> Desk<S> {
    /// A screen at this moment.
    pub(crate) fn new(screen: S, now: Now) -> Self {
        Self { screen, drafts: BTreeMap::new(), effects: Vec::new(), now, ticket: 0, signals: Vec::new() }
    }

    /// Does something with the screen and its surroundings.
    pub(crate) fn act<R>(&mut self, act: impl FnOnce(&mut S, &mut Context<'_>) -> R) -> R {
        let mut cx = Context {
            now: self.now,
            area: Area::new(0, 0, 120, 30),
            drafts: &mut self.drafts,
            ticket: &mut self.ticket,
            effects: &mut self.effects,
            signals: &mut self.signals,
        };
        act(&mut self.screen, &mut cx)
    }

    /// Types these letters; a line end is `Enter`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for c in keys.chars() {
            let chord = Chord::plain(if c == '\n' { Key::Enter } else { Key::Char(c) });
            self.act(|screen, cx| screen.key(chord, cx));
        }
        self
    }

    /// Runs a command, which has to be there.
    pub(crate) fn run(&mut self, name: &str) -> &mut Self {
        assert!(self.act(|screen, cx| screen.run(name, cx)), "{name}");
        self
    }
}

/// The id of this number.
pub(crate) fn id(n: u8) -> Id {
    Id::from_bytes(&(0x0192_0000_0000_7000_8000_0000_0000_0000_u128 + u128::from(n)).to_be_bytes()).expect("an id")
}
