//! A tab of lists and pages: what is listed at the left, the thing under the cursor at the right, links to walk along.
//! What is particular to a tab comes to it in tables: its views, its commands, and how the things of a kind look.

mod commands;
pub mod detail;
mod listing;
mod pane;
mod screen;
mod tab;
mod view;

use serde_json::Value;

use crate::domain::ask::{Ask, Thing, Write};
use crate::domain::{Fields, Id, Kind, Now, Visibility};

use super::context::{Context, Signal};
use super::effect::Ticket;
use super::lines::{Line, Stand};
use super::list::List;

pub use pane::{Page, Pane};
pub use tab::{DrawRow, Look, Tab, View};

/// The screen of a tab.
#[derive(Debug)]
pub struct Room {
    tab: &'static Tab,
    looks: &'static [&'static Look],
    panes: Vec<Box<dyn Pane>>,
    /// The view in sight.
    at: usize,
    focus: Focus,
    thing: Option<Box<Thing>>,
    asked: Option<(Ticket, Id)>,
    /// Where the walk along links has led, after the thing the pane is on.
    trail: Vec<Visit>,
    /// Where the detail stands.
    here: Stand,
    /// Whether something elsewhere led to the first thing of the walk.
    visited: bool,
}

/// Which half has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    Pane,
    Detail,
}

/// A thing on the walk, and where the one before it stood.
#[derive(Clone, Copy, Debug)]
struct Visit {
    id: Id,
    before: Stand,
}

impl Room {
    /// The screen of a tab that has views, with the looks of all kinds: a walk along links leads to any of them.
    #[must_use]
    pub fn new(tab: &'static Tab, looks: &'static [&'static Look]) -> Self {
        Self {
            tab,
            looks,
            panes: tab.views.iter().map(|view| view.pane(looks)).collect(),
            at: 0,
            focus: Focus::Pane,
            thing: None,
            asked: None,
            trail: Vec::new(),
            here: Stand::default(),
            visited: false,
        }
    }

    /// What commands act on: the thing of the half that has the focus.
    #[must_use]
    pub fn subject(&self) -> Option<(Kind, Id)> {
        match self.focus {
            Focus::Detail => self.shown().map(|thing| (thing.record.kind, thing.record.id)),
            Focus::Pane => self.pane()?.selected(),
        }
    }

    /// The thing that is shown, where it is the one that is wanted.
    #[must_use]
    pub fn shown(&self) -> Option<&Thing> {
        self.thing.as_deref().filter(|thing| Some(thing.record.id) == self.wanted())
    }

    fn pane(&self) -> Option<&dyn Pane> {
        self.panes.get(self.at).map(|pane| &**pane)
    }

    /// Lets the pane in sight do something, within its own area.
    fn on_pane<R: Default>(
        &mut self,
        cx: &mut Context<'_>,
        act: impl FnOnce(&mut dyn Pane, &mut Context<'_>) -> R,
    ) -> R {
        let area = view::halves(self, cx.area).pane;
        match self.panes.get_mut(self.at) {
            Some(pane) => act(&mut **pane, &mut cx.within(area)),
            None => R::default(),
        }
    }

    fn list(&self) -> Option<&List> {
        self.pane().and_then(Pane::list)
    }

    /// Lets the list in sight do something, where there is one.
    fn on_list<R: Default>(&mut self, cx: &mut Context<'_>, act: impl FnOnce(&mut List, &mut Context<'_>) -> R) -> R {
        self.on_pane(cx, |pane, cx| pane.list_mut().map(|list| act(list, cx)).unwrap_or_default())
    }

    /// The look of a kind, where it has one.
    fn look(&self, kind: Kind) -> Option<&'static Look> {
        self.looks.iter().find(|look| look.kind == kind).copied()
    }

    fn is_filtering(&self) -> bool {
        self.list().is_some_and(List::is_filtering)
    }

    /// The thing the detail is to show.
    fn wanted(&self) -> Option<Id> {
        match self.trail.last() {
            Some(visit) => Some(visit.id),
            None => self.pane()?.selected().map(|(_, id)| id),
        }
    }

    /// Asks for the thing that is wanted, where it is not the one that is there or on its way.
    fn sync(&mut self, cx: &mut Context<'_>) {
        let Some(wanted) = self.wanted() else {
            (self.thing, self.asked) = (None, None);
            self.focus = Focus::Pane;
            return;
        };
        let coming = self.asked.is_some_and(|(_, id)| id == wanted);
        if !coming && self.shown().is_none() {
            self.asked = Some((cx.ask(Ask::Thing(wanted)), wanted));
        }
    }

    /// The lines of the detail at this width.
    fn lines(&self, columns: u16, now: &Now) -> Vec<Line> {
        let Some(thing) = self.shown() else { return Vec::new() };
        let own = self.look(thing.record.kind).and_then(|look| look.detail).unwrap_or(detail::lines);
        own(thing, usize::from(columns), now)
    }

    /// From the beginning of a walk: nothing walked, the pane in focus.
    fn stay(&mut self) {
        self.trail.clear();
        self.visited = false;
        self.here = Stand::default();
    }

    /// Goes to another view of the tab.
    fn go_view(&mut self, at: usize, cx: &mut Context<'_>) {
        if self.at != at {
            self.on_list(cx, List::end_filter);
            self.at = at;
        }
        self.focus = Focus::Pane;
        self.stay();
        self.on_pane(cx, |pane, cx| pane.refresh(cx));
        self.sync(cx);
    }

    fn next_view(&mut self, cx: &mut Context<'_>) {
        self.go_view((self.at + 1) % self.panes.len().max(1), cx);
    }

    /// Enter: into the detail, or along the link under its cursor.
    fn enter(&mut self, cx: &mut Context<'_>) {
        if self.focus == Focus::Pane {
            self.focus = Focus::Detail;
            self.here = Stand::default();
            return self.sync(cx);
        }
        let lines = self.lines(view::halves(self, cx.area).detail.width, &cx.now);
        if let Some((_, id)) = self.here.target(&lines) {
            self.trail.push(Visit { id, before: self.here });
            self.here = Stand::default();
            self.sync(cx);
        }
    }

    fn new_thing(&mut self, cx: &mut Context<'_>) {
        let Some(kind) = self.pane().map(Pane::kind) else { return };
        // What hangs on a goal or a meeting is mostly made while it is in sight.
        let mut preset = Fields::new();
        if let Some(thing) = self.shown().filter(|thing| thing.record.kind != kind) {
            for field in kind.spec().fields {
                if field.links_to() == Some(Some(thing.record.kind)) && !field.is_list() {
                    preset.insert(field.name.to_owned(), Value::from(thing.record.id.to_string()));
                }
            }
        }
        cx.signal(Signal::Form(kind, None, preset));
    }

    fn edit(&mut self, cx: &mut Context<'_>) {
        if let Some((kind, id)) = self.subject() {
            cx.signal(Signal::Form(kind, Some(id), Fields::new()));
        }
    }

    fn delete(&mut self, cx: &mut Context<'_>) {
        if let Some((_, id)) = self.subject() {
            cx.write(Write::Delete(id));
        }
    }

    fn step(&mut self, cx: &mut Context<'_>) {
        if let Some((_, id)) = self.subject() {
            cx.write(Write::Step(id));
        }
    }

    /// Private, then seen by mentors, then private again.
    fn share(&mut self, cx: &mut Context<'_>) {
        let Some((kind, id)) = self.subject() else { return };
        let shared = match self.shown().filter(|thing| thing.record.id == id) {
            Some(thing) => thing.record.visibility != Visibility::Private,
            None => self.list().and_then(List::selected).is_some_and(|row| row.id == id && row.shared),
        };
        let visibility = if shared { Visibility::Private } else { Visibility::Mentors };
        let (fields, tags) = (Fields::new(), None);
        cx.write(Write::Save { kind, id: Some(id), fields, tags, visibility: Some(visibility) });
    }

    fn next_half(&mut self, cx: &mut Context<'_>) {
        self.focus = if self.focus == Focus::Pane { Focus::Detail } else { Focus::Pane };
        self.sync(cx);
    }
}
