//! The tables of a tab: its views, its commands, and how the things of a kind look.

use std::fmt;

use crate::domain::ask::{Row as Listed, Thing};
use crate::domain::{Kind, Now};
use crate::ui::command::Command;
use crate::ui::lines::Line;

use super::listing::Listing;
use super::pane::{Page, PagePane, Pane};
use super::{Room, detail};

/// A tab: its name, and what is particular to it.
pub struct Tab {
    /// As the tab line names it.
    pub name: &'static str,
    /// What `v` goes through; none for a tab that is a screen of its own.
    pub views: &'static [View],
    /// Kinds without a view of their own that are shown here when something leads to them.
    pub guests: &'static [Kind],
    /// Commands of this tab alone.
    pub commands: &'static [Command<Room>],
}

/// One of the views of a tab.
pub enum View {
    /// The list of a kind.
    List(Kind),
    /// The list of a kind under a name of the tab's own, with a line between the groups that its order makes.
    Named(Kind, &'static str, Option<Group>),
    /// A page of lines.
    Page(&'static Page),
    /// A pane of the tab's own, where things of this kind live.
    Own(Kind, fn(looks: &'static [&'static Look]) -> Box<dyn Pane>),
}

impl View {
    /// The kind that lives in it.
    pub(super) const fn houses(&self) -> Option<Kind> {
        match self {
            Self::List(kind) | Self::Named(kind, ..) | Self::Own(kind, _) => Some(*kind),
            Self::Page(_) => None,
        }
    }

    pub(super) fn pane(&self, looks: &'static [&'static Look]) -> Box<dyn Pane> {
        let row = |kind: Kind| looks.iter().find(|look| look.kind == kind).and_then(|look| look.row);
        match self {
            Self::List(kind) => Box::new(Listing::new(*kind, row(*kind))),
            Self::Named(kind, name, group) => Box::new(Listing::new(*kind, row(*kind)).named(name, *group)),
            Self::Page(page) => Box::new(PagePane::new(page)),
            Self::Own(_, make) => make(looks),
        }
    }
}

impl Tab {
    /// A tab of this name, with nothing of its own yet.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, views: &[], guests: &[], commands: &[] }
    }

    /// With these views.
    #[must_use]
    pub const fn views(mut self, views: &'static [View]) -> Self {
        self.views = views;
        self
    }

    /// With these guests.
    #[must_use]
    pub const fn guests(mut self, guests: &'static [Kind]) -> Self {
        self.guests = guests;
        self
    }

    /// With these commands.
    #[must_use]
    pub const fn commands(mut self, commands: &'static [Command<Room>]) -> Self {
        self.commands = commands;
        self
    }

    /// Whether things of this kind live here.
    #[must_use]
    pub fn has(&self, kind: Kind) -> bool {
        self.guests.contains(&kind) || self.views.iter().any(|view| view.houses() == Some(kind))
    }
}

impl fmt::Debug for Tab {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tab").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Which group a row of a list belongs to. Rows of a group stand together in the order of the list.
pub type Group = fn(row: &Listed, now: &Now) -> &'static str;

/// A row of a list on one or two lines: the row, the columns and the lines there are, the moment; what each line says.
pub type DrawRow = fn(row: &Listed, columns: usize, lines: u16, now: &Now) -> Vec<Line>;

/// The page of a thing at a width: all its lines.
pub type DrawPage = fn(thing: &Thing, columns: usize, now: &Now) -> Vec<Line>;

/// How the things of a kind look where that is more than the table of their fields, and what can be done with one.
pub struct Look {
    /// Of which kind.
    pub kind: Kind,
    /// A row of its list, where the columns of every list do not say enough.
    pub row: Option<DrawRow>,
    /// The page of one at a width: all its lines. [`super::detail`] has the parts that every kind shares.
    pub detail: Option<DrawPage>,
    /// Commands for the one under the cursor, most useful first.
    pub commands: &'static [Command<Room>],
}

/// The page of a thing as its kind looks, at this width.
#[must_use]
pub fn page(looks: &[&Look], thing: &Thing, columns: usize, now: &Now) -> Vec<Line> {
    let own = looks.iter().find(|look| look.kind == thing.record.kind).and_then(|look| look.detail);
    own.unwrap_or(detail::lines)(thing, columns, now)
}

impl fmt::Debug for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Look").field("kind", &self.kind).finish_non_exhaustive()
    }
}
