//! The program as a state machine: what is open, what is on top, and the way of every message. Performs nothing; what is
//! to be done leaves as effects.

mod commands;
mod help;
mod keys;
mod layout;
mod palette;
mod update;
mod view;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::domain::ask::Ask;
use crate::domain::{Id, Kind, Now};
use crate::screens::progress::Progress;
use crate::screens::today::Today;
use crate::screens::{LOOKS, OVERS, Screen, TABS};
use crate::ui::command::{Command, Keys, Listed, MOTIONS};
use crate::ui::effect::{Effect, Ticket};
use crate::ui::key::Chord;
use crate::ui::notice::Notice;
use crate::ui::room::Room;
use crate::ui::theme::{Choice, Depth, Theme};

pub use keys::{Table, tables};
pub use update::update;
pub use view::view;

/// What the person has chosen, and what the terminal can.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The theme.
    pub theme: Choice,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// Whether only ASCII can be shown.
    pub ascii: bool,
    /// Keys chosen over those of the tables.
    pub keys: Keys,
    /// What stands at the right of the hint line while nothing else is to be said: that this is the demo.
    pub banner: &'static str,
    /// The record to begin at, instead of Today.
    pub at: Option<(Kind, Id)>,
}

/// Everything the program knows while it runs.
#[derive(Debug)]
pub struct State {
    settings: Settings,
    /// Whether the terminal said that its background is light.
    light: bool,
    /// Columns and rows of the terminal.
    size: (u16, u16),
    tabs: Vec<Box<dyn Screen>>,
    tab: usize,
    /// What lies over the tab, the last on top.
    overlays: Vec<Box<dyn Screen>>,
    /// The tabs that Esc goes back to.
    came: Vec<usize>,
    /// Keys of a sequence that has begun.
    pressed: Vec<Chord>,
    notice: Option<Notice>,
    desk: Desk,
    /// The question for drafts.
    drafts: Option<Ticket>,
    /// Writes under way that say something of their own when they are done.
    writes: BTreeMap<Ticket, Deed>,
}

/// What every screen shares while it updates.
#[derive(Debug, Default)]
struct Desk {
    /// Texts being typed, by slot.
    drafts: BTreeMap<String, String>,
    /// The last ticket that was given out.
    ticket: Ticket,
}

/// A write that says something of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Delete,
    /// A share was handed over, which nothing takes back.
    Hand,
    Undo,
    Redo,
}

impl State {
    /// The program as it starts, and what it asks first.
    #[must_use]
    pub fn new(settings: Settings, now: &Now) -> (Self, Vec<Effect>) {
        let last = TABS.len() - 1;
        let tab = |(n, tab)| -> Box<dyn Screen> {
            match n {
                0 => Box::new(Today::default()),
                n if n == last => Box::new(Progress::default()),
                _ => Box::new(Room::new(tab, LOOKS)),
            }
        };
        let mut state = Self {
            settings,
            light: false,
            size: (80, 24),
            tabs: TABS.iter().enumerate().map(tab).collect(),
            tab: 0,
            overlays: Vec::new(),
            came: Vec::new(),
            pressed: Vec::new(),
            notice: None,
            desk: Desk::default(),
            drafts: None,
            writes: BTreeMap::new(),
        };
        let mut effects = update::begin(&mut state, now);
        state.desk.ticket += 1;
        state.drafts = Some(state.desk.ticket);
        effects.push(Effect::Ask(state.desk.ticket, Ask::Drafts));
        (state, effects)
    }

    /// Whether a second's passing changes what is shown.
    #[must_use]
    pub const fn ticking(&self) -> bool {
        self.notice.is_some()
    }

    /// The theme in force.
    fn theme(&self) -> Theme {
        Theme::new(self.settings.theme, self.settings.depth, self.light)
    }

    /// The screen that keys go to.
    fn top(&self) -> Option<&dyn Screen> {
        self.overlays.last().or_else(|| self.tabs.get(self.tab)).map(|screen| &**screen)
    }

    /// Every command that makes sense now: the top screen's, the moves, the program's. Of two with the same name the
    /// screen's stands.
    fn commands(&self) -> Vec<Listed> {
        let mut all = self.top().map(Screen::commands).unwrap_or_default();
        let overs = OVERS.iter().filter(|over| over.anywhere).map(|over| over.listed);
        let own = commands::TABLE.iter().map(Command::listed);
        let others = MOTIONS.iter().map(|(_, listed)| *listed).chain(own).chain(overs);
        for command in others {
            if !all.iter().any(|known| known.name == command.name) {
                all.push(command);
            }
        }
        all
    }
}
