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

pub use commands::WHO;
pub use pane::{Page, Pane};
pub use tab::{DrawPage, DrawRow, Group, Look, Tab, View, page};
pub use view::{beside, is_wide};

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

    /// The thing under the cursor, where it is of this kind.
    #[must_use]
    pub fn subject_of(&self, kind: Kind) -> Option<Id> {
        self.subject().filter(|(of, _)| *of == kind).map(|(_, id)| id)
    }

    /// Writes these fields of the thing under the cursor.
    pub fn put(&self, kind: Kind, fields: &[(&str, Value)], cx: &mut Context<'_>) {
        if let Some(id) = self.subject_of(kind) {
            cx.write(Write::Save { kind, id: Some(id), fields: named(fields), tags: None, visibility: None });
        }
    }

    /// Opens the form of the thing under the cursor with these values put in; one that is `null` is asked for.
    pub fn ask_for(&self, kind: Kind, fields: &[(&str, Value)], cx: &mut Context<'_>) {
        if let Some(id) = self.subject_of(kind) {
            cx.signal(Signal::Form(kind, Some(id), named(fields)));
        }
    }

    /// Opens the form of something new whose field `role` leads to the thing under the cursor.
    pub fn hang(&self, kind: Kind, new: Kind, role: &str, cx: &mut Context<'_>) {
        let Some(id) = self.subject_of(kind) else { return };
        let many = new.spec().field(role).is_some_and(crate::domain::Field::is_list);
        let id = Value::from(id.to_string());
        let value = if many { Value::from(vec![id]) } else { id };
        cx.signal(Signal::Form(new, None, named(&[(role, value)])));
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
        page(self.looks, thing, usize::from(columns), now)
    }

    /// Walks on to a thing, as along a link; `Esc` comes back.
    pub fn walk(&mut self, id: Id, cx: &mut Context<'_>) {
        if self.focus == Focus::Detail {
            self.trail.push(Visit { id, before: self.here });
        } else {
            // The thing of the pane is where the walk begins: the first step back leads to the list.
            self.trail = vec![Visit { id, before: self.here }];
            self.focus = Focus::Detail;
        }
        self.here = Stand::default();
        self.sync(cx);
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

    /// The view to filter: the list in sight, else a list of the kind that lives in the view in sight.
    fn list_view(&self) -> Option<usize> {
        let kind = self.pane()?.kind();
        if self.list().is_some() {
            return Some(self.at);
        }
        self.panes.iter().position(|pane| pane.list().is_some_and(|list| list.kind == kind))
    }

    /// Begins to type a filter.
    fn begin_filter(&mut self, cx: &mut Context<'_>) {
        if let Some(at) = self.list_view() {
            if at != self.at {
                self.go_view(at, cx);
            }
            self.focus = Focus::Pane;
            self.on_list(cx, |list, _| list.begin_filter());
        }
    }

    /// Enter: into the detail, or along the link under its cursor.
    fn enter(&mut self, cx: &mut Context<'_>) {
        if self.focus == Focus::Pane {
            self.focus = Focus::Detail;
            self.here = Stand::default();
            return self.sync(cx);
        }
        let lines = self.lines(view::halves(self, cx.area).detail.width, &cx.now);
        let Some(line) = self.here.line(&lines) else { return };
        if let (Some((kind, id)), Some(field)) = (line.link, line.field) {
            let asked = Fields::from_iter([(field.to_owned(), Value::Null)]);
            return cx.signal(Signal::Form(kind, Some(id), asked));
        }
        if let Some((_, id)) = line.link {
            self.walk(id, cx);
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

/// Fields by their names.
fn named(fields: &[(&str, Value)]) -> Fields {
    fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}
