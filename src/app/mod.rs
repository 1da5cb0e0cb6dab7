//! The program as a state machine: what is open, what is on top, and the way of every message. Performs nothing; what is
//! to be done leaves as effects.

mod clash;
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
use crate::domain::reflecting::Offers;
use crate::domain::saved::Saved;
use crate::domain::{Id, Kind, Now, Visibility};
use crate::screens::capture::{self, Capture};
use crate::screens::progress::Progress;
use crate::screens::reflect::Reflect;
use crate::screens::review::Review;
use crate::screens::today::Today;
use crate::screens::{LOOKS, OVERS, Screen, TABS};
use crate::ui::command::{Command, Keys, Listed, MOTIONS, add};
use crate::ui::effect::{Effect, Ticket};
use crate::ui::key::Chord;
use crate::ui::notice::Notice;
use crate::ui::room::Room;
use crate::ui::theme::{Choice, Depth, Own, Theme};

use layout::Layout;

pub use clash::{Clash, check_keys};
pub use keys::{Table, tables};
pub use update::update;
pub use view::view;

/// What the person has chosen, and what the terminal can.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The theme.
    pub theme: Choice,
    /// Colours laid over it.
    pub own: Own,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// Whether only ASCII can be shown.
    pub ascii: bool,
    /// Keys chosen over those of the tables.
    pub keys: Keys,
    /// Filters that are kept under keys of their own.
    pub filters: Vec<Saved>,
    /// Who may see new records of a kind; what is not named here is private.
    pub visibility: BTreeMap<Kind, Visibility>,
    /// What stands at the right of the hint line while nothing else is to be said: that this is the demo.
    pub banner: &'static str,
    /// The record to begin at, instead of Today.
    pub at: Option<(Kind, Id)>,
    /// What lies over the rest to begin with: a share that is reviewed.
    pub review: Option<crate::domain::share::Share>,
    /// What there is to offer someone who writes.
    pub offers: Offers,
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
    /// The question for the one profile there is, before its form is opened.
    profile: Option<Ticket>,
    /// Writes under way that say something of their own when they are done.
    writes: BTreeMap<Ticket, Deed>,
    /// Whether there is nothing but what lies on top: no tabs, and no commands but its own.
    alone: bool,
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
    Undo,
    Redo,
    /// What changes no record, and cannot be undone as one.
    Aside,
}

impl State {
    /// The program as it starts, and what it asks first.
    #[must_use]
    pub fn new(settings: Settings, now: &Now) -> (Self, Vec<Effect>) {
        let last = TABS.len() - 1;
        let offers = settings.offers.clone();
        let tab = |(n, tab)| -> Box<dyn Screen> {
            match n {
                0 => Box::new(Today::default()),
                n if n + 1 == last => Box::new(Reflect::new(offers.clone())),
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
            profile: None,
            writes: BTreeMap::new(),
            alone: false,
        };
        let review = state.settings.review.take();
        state.overlays.extend(review.map(|share| Box::new(Review::new(share)) as Box<dyn Screen>));
        let mut effects = update::begin(&mut state, now);
        state.desk.ticket += 1;
        state.drafts = Some(state.desk.ticket);
        effects.push(Effect::Ask(state.desk.ticket, Ask::Drafts));
        (state, effects)
    }

    /// Nothing but the capture, with this text to begin with, and what it asks first: for a few lines of a shell.
    #[must_use]
    pub fn capturing(settings: Settings, text: &str, now: &Now) -> (Self, Vec<Effect>) {
        let (mut state, _) = Self::new(settings, now);
        (state.alone, state.drafts) = (true, None);
        state.overlays.push(Box::new(Capture::new(text)));
        state.desk.drafts.insert(capture::SLOT.to_owned(), text.to_owned());
        let effects = update::begin_over(&mut state, now);
        (state, effects)
    }

    /// Whether nothing lies over the tabs.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.overlays.is_empty()
    }

    /// Where the parts of the frame lie.
    fn layout(&self) -> Layout {
        if self.alone { layout::foot(self.size) } else { layout::layout(self.size) }
    }

    /// Whether a second's passing changes what is shown.
    #[must_use]
    pub fn ticking(&self) -> bool {
        self.notice.is_some() || self.top().is_some_and(Screen::is_ticking)
    }

    /// The theme in force.
    fn theme(&self) -> Theme {
        Theme::new(self.settings.theme, self.settings.depth, self.light).over(self.settings.own)
    }

    /// Takes settings on that were changed while the program runs; where it began and its banner stay.
    pub fn adopt(&mut self, settings: Settings) {
        let Settings { banner, at, ref offers, .. } = self.settings;
        self.settings = Settings { banner, at, offers: offers.clone(), ..settings };
    }

    /// The screen that keys go to.
    fn top(&self) -> Option<&dyn Screen> {
        self.overlays.last().or_else(|| self.tabs.get(self.tab)).map(|screen| &**screen)
    }

    /// Every command: the top screen's, the moves, the program's; what makes no sense just now says why. Of two with the
    /// same name the one that makes sense stands, and of those the screen's.
    fn all_commands(&self) -> Vec<Listed> {
        let mut own = self.top().map(Screen::commands).unwrap_or_default();
        if self.alone {
            add(&mut own, commands::TABLE.iter().map(Command::listed).filter(|command| command.name == "quit"));
            return own;
        }
        let overs = OVERS.iter().filter(|over| over.anywhere).map(|over| over.listed);
        let program = commands::TABLE.iter().map(Command::listed);
        let others = MOTIONS.iter().map(|(_, listed)| *listed).chain(program).chain(overs);
        let mut all = Vec::new();
        add(&mut all, own);
        add(&mut all, others);
        all
    }

    /// Every command that makes sense now.
    fn commands(&self) -> Vec<Listed> {
        self.all_commands().into_iter().filter(|command| command.off.is_none()).collect()
    }
}
