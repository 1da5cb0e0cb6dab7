//! The kinds of a tab: a list at the left, the thing under the cursor at the right, links to walk along.

mod commands;
mod detail;
mod view;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::domain::ask::{Answer, Ask, Thing, Write};
use crate::domain::{Fields, Id, Kind, Now, Visibility};
use crate::ui::command::{self, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::effect::Ticket;
use crate::ui::key::{Chord, Mouse};
use crate::ui::list::List;
use crate::ui::paint::{Area, Painter};
use crate::ui::words;

use super::{Screen, Tab};
use detail::Line;

/// The screen of a tab.
#[derive(Debug)]
pub struct Kinds {
    tab: &'static Tab,
    kind: Kind,
    lists: BTreeMap<Kind, List>,
    pane: Pane,
    thing: Option<Box<Thing>>,
    asked: Option<(Ticket, Id)>,
    /// Where the walk along links has led, after the thing the list is on.
    trail: Vec<Visit>,
    /// Where the detail stands.
    here: Place,
    /// Whether something elsewhere led to the first thing of the walk.
    visited: bool,
}

/// Which pane has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pane {
    List,
    Detail,
}

/// Where a detail is scrolled to, and the link under its cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    top: usize,
    link: Option<usize>,
}

/// A thing on the walk, and where the one before it stood.
#[derive(Clone, Copy, Debug)]
struct Visit {
    id: Id,
    before: Place,
}

/// Kinds of which closed ones are history, and listed only when asked for.
const OPEN_ONLY: &[Kind] = &[Kind::Goal, Kind::Action, Kind::Question, Kind::Obstacle, Kind::Milestone];

impl Kinds {
    /// The screen of a tab that has kinds.
    #[must_use]
    pub fn new(tab: &'static Tab) -> Self {
        let kind = tab.kinds.first().copied().unwrap_or(Kind::Goal);
        Self {
            tab,
            kind,
            lists: BTreeMap::new(),
            pane: Pane::List,
            thing: None,
            asked: None,
            trail: Vec::new(),
            here: Place::default(),
            visited: false,
        }
    }

    fn list(&self) -> Option<&List> {
        self.lists.get(&self.kind)
    }

    fn list_mut(&mut self) -> &mut List {
        let kind = self.kind;
        self.lists.entry(kind).or_insert_with(|| List::new(kind, !OPEN_ONLY.contains(&kind)))
    }

    fn is_filtering(&self) -> bool {
        self.list().is_some_and(List::is_filtering)
    }

    /// The thing the detail is to show.
    fn wanted(&self) -> Option<Id> {
        match self.trail.last() {
            Some(visit) => Some(visit.id),
            None => Some(self.list()?.selected()?.id),
        }
    }

    /// The thing that is shown, where it is the one that is wanted.
    fn shown(&self) -> Option<&Thing> {
        self.thing.as_deref().filter(|thing| Some(thing.record.id) == self.wanted())
    }

    /// What commands act on: the thing of the pane that has the focus.
    fn subject(&self) -> Option<(Kind, Id)> {
        match self.pane {
            Pane::Detail => self.shown().map(|thing| (thing.record.kind, thing.record.id)),
            Pane::List => self.list()?.selected().map(|row| (row.kind, row.id)),
        }
    }

    /// Asks for the thing that is wanted, where it is not the one that is there or on its way.
    fn sync(&mut self, cx: &mut Context<'_>) {
        let Some(wanted) = self.wanted() else {
            (self.thing, self.asked) = (None, None);
            self.pane = Pane::List;
            return;
        };
        let coming = self.asked.is_some_and(|(_, id)| id == wanted);
        if !coming && self.shown().is_none() {
            self.asked = Some((cx.ask(Ask::Thing(wanted)), wanted));
        }
    }

    /// The lines of the detail at this width.
    fn lines(&self, columns: u16, now: &Now) -> Vec<Line> {
        self.shown().map(|thing| detail::lines(thing, usize::from(columns), now)).unwrap_or_default()
    }

    /// Goes to another kind of the tab.
    fn go_kind(&mut self, kind: Kind, cx: &mut Context<'_>) {
        if self.kind != kind {
            self.list_mut().end_filter(cx);
            self.kind = kind;
        }
        self.pane = Pane::List;
        self.trail.clear();
        self.visited = false;
        self.here = Place::default();
        self.list_mut().refresh(cx);
        self.sync(cx);
    }

    fn next_kind(&mut self, cx: &mut Context<'_>) {
        let kinds = self.tab.kinds;
        let at = kinds.iter().position(|kind| *kind == self.kind).map_or(0, |at| at + 1);
        if let Some(kind) = kinds.get(at % kinds.len().max(1)) {
            self.go_kind(*kind, cx);
        }
    }

    /// Enter: into the detail, or along the link under its cursor.
    fn enter(&mut self, cx: &mut Context<'_>) {
        if self.pane == Pane::List {
            self.pane = Pane::Detail;
            self.here = Place::default();
            return self.sync(cx);
        }
        let lines = self.lines(view::panes(self, cx.area).detail_columns(), &cx.now);
        let link = self.here.link.and_then(|n| lines.iter().filter_map(|line| line.link).nth(n));
        if let Some((_, id)) = link {
            self.trail.push(Visit { id, before: self.here });
            self.here = Place::default();
            self.sync(cx);
        }
    }

    fn new_thing(&mut self, cx: &mut Context<'_>) {
        // What hangs on a goal or a meeting is mostly made while it is in sight.
        let mut preset = Fields::new();
        if let Some(thing) = self.shown().filter(|thing| thing.record.kind != self.kind) {
            for field in self.kind.spec().fields {
                if field.links_to() == Some(Some(thing.record.kind)) && !field.is_list() {
                    preset.insert(field.name.to_owned(), Value::from(thing.record.id.to_string()));
                }
            }
        }
        cx.signal(Signal::Form(self.kind, None, preset));
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
            None => self.list().and_then(List::selected).is_some_and(|row| row.shared),
        };
        let visibility = if shared { Visibility::Private } else { Visibility::Mentors };
        let (fields, tags) = (Fields::new(), None);
        cx.write(Write::Save { kind, id: Some(id), fields, tags, visibility: Some(visibility) });
    }

    fn next_pane(&mut self, cx: &mut Context<'_>) {
        self.pane = if self.pane == Pane::List { Pane::Detail } else { Pane::List };
        self.sync(cx);
    }

    /// Moves within the detail: from link to link while they are in sight, else by lines.
    fn move_detail(&mut self, motion: Motion, cx: &Context<'_>) {
        let panes = view::panes(self, cx.area);
        let lines = self.lines(panes.detail_columns(), &cx.now);
        let height = view::text_rows(lines.len(), panes.detail).max(1);
        let links: Vec<_> = lines.iter().enumerate().filter(|(_, line)| line.link.is_some()).map(|(n, _)| n).collect();
        let most = lines.len().saturating_sub(height);
        let Place { top, link } = self.here;
        let (top, link) = match motion {
            Motion::Down => {
                let next = link.map_or(0, |n| n + 1);
                match links.get(next) {
                    Some(at) if *at < top + height => (top, Some(next)),
                    Some(at) if *at == top + height => (top + 1, Some(next)),
                    _ => (top + 1, link),
                }
            }
            Motion::Up => match link.and_then(|n| n.checked_sub(1)).and_then(|n| Some((n, *links.get(n)?))) {
                Some((n, at)) if at >= top => (top, Some(n)),
                Some((n, at)) if at + 1 == top => (top - 1, Some(n)),
                None if top == 0 => (0, None),
                _ => (top.saturating_sub(1), link),
            },
            Motion::HalfDown => (top + height / 2, None),
            Motion::HalfUp => (top.saturating_sub(height / 2), None),
            Motion::PageDown => (top + height, None),
            Motion::PageUp => (top.saturating_sub(height), None),
            Motion::First => (0, None),
            Motion::Last => (most, links.len().checked_sub(1)),
        };
        let top = top.min(most);
        // After a jump the cursor goes on from the first link in sight.
        let link = match motion {
            Motion::Up | Motion::Down | Motion::First | Motion::Last => link,
            _ => links.iter().position(|at| (top..top + height).contains(at)),
        };
        self.here = Place { top, link };
    }
}

impl Screen for Kinds {
    fn name(&self) -> &'static str {
        self.tab.name
    }

    fn table(&self) -> Vec<Listed> {
        command::listed(commands::TABLE)
    }

    fn commands(&self) -> Vec<Listed> {
        let mut listed = command::available(commands::TABLE, self);
        let step = listed.iter_mut().find(|command| command.name == "step");
        if let (Some(command), Some((kind, _))) = (step, self.subject()) {
            command.label = words::step_word(kind);
        }
        listed
    }

    fn run(&mut self, name: &str, cx: &mut Context<'_>) -> bool {
        command::run(commands::TABLE, self, name, cx)
    }

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        view::draw(self, area, now, painter);
    }

    fn is_typing(&self) -> bool {
        self.is_filtering()
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        self.list_mut().filter_key(chord, cx)
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        self.list_mut().filter_paste(text, cx);
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        if self.pane == Pane::Detail {
            return self.move_detail(motion, cx);
        }
        let rows = view::panes(self, cx.area).list_rows();
        self.trail.clear();
        self.visited = false;
        self.here = Place::default();
        self.list_mut().motion(motion, rows, cx);
        self.sync(cx);
    }

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        let panes = view::panes(self, cx.area);
        let (Mouse::Click(x, y) | Mouse::Up(x, y) | Mouse::Down(x, y)) = mouse;
        let in_list = panes.list.contains((x, y).into());
        let in_detail = panes.detail.contains((x, y).into());
        match mouse {
            _ if !in_list && !in_detail => {}
            Mouse::Up(..) | Mouse::Down(..) => {
                self.pane = if in_list { Pane::List } else { Pane::Detail };
                self.motion(if matches!(mouse, Mouse::Up(..)) { Motion::Up } else { Motion::Down }, cx);
            }
            Mouse::Click(..) if in_list => {
                self.pane = Pane::List;
                let before = self.wanted();
                let row = usize::from((y - panes.list.y) / panes.row_height.max(1));
                self.trail.clear();
                if self.list_mut().click(row, panes.list_rows(), cx) {
                    if self.wanted() == before {
                        self.pane = Pane::Detail;
                    } else {
                        self.here = Place::default();
                    }
                    self.sync(cx);
                }
            }
            Mouse::Click(..) => {
                self.pane = Pane::Detail;
                let lines = self.lines(panes.detail_columns(), &cx.now);
                let at = self.here.top + usize::from(y - panes.detail.y);
                if lines.get(at).is_some_and(|line| line.link.is_some()) {
                    let n = lines.iter().take(at).filter(|line| line.link.is_some()).count();
                    self.here.link = Some(n);
                    self.enter(cx);
                }
            }
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.list_mut().refresh(cx);
        if let Some(wanted) = self.wanted() {
            self.asked = Some((cx.ask(Ask::Thing(wanted)), wanted));
        }
    }

    fn open(&mut self, kind: Kind, id: Id, cx: &mut Context<'_>) -> bool {
        if !self.tab.kinds.contains(&kind) && !self.tab.guests.contains(&kind) {
            return false;
        }
        self.kind = kind;
        self.lists.insert(kind, List::new(kind, true));
        self.list_mut().go_to(id, cx);
        self.trail = vec![Visit { id, before: Place::default() }];
        self.pane = Pane::Detail;
        self.here = Place::default();
        self.visited = true;
        self.sync(cx);
        true
    }

    fn saved(&mut self, ids: &[Id], cx: &mut Context<'_>) {
        if let Some(id) = ids.first() {
            self.list_mut().look_for(*id, cx);
        }
    }

    fn back(&mut self, cx: &mut Context<'_>) -> bool {
        if self.is_filtering() {
            return self.list_mut().end_filter(cx);
        }
        if self.pane == Pane::Detail {
            // Back at the first thing of a walk that began elsewhere, the way leads back there.
            let elsewhere = self.trail.len() == 1 && std::mem::take(&mut self.visited);
            match self.trail.pop() {
                Some(visit) if !elsewhere => self.here = visit.before,
                _ => self.pane = Pane::List,
            }
            self.sync(cx);
            return !elsewhere;
        }
        let ended = self.list_mut().end_filter(cx);
        self.sync(cx);
        ended
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if let Some((_, id)) = self.asked.take_if(|(asked, _)| *asked == ticket) {
            if let Answer::Thing(thing) = answer {
                self.thing.clone_from(thing);
                if thing.is_none() && self.trail.last().is_some_and(|visit| visit.id == id) {
                    self.trail.pop();
                    self.sync(cx);
                } else if thing.is_none() && self.pane == Pane::Detail {
                    self.pane = Pane::List;
                }
            }
            return true;
        }
        let mine = self.lists.values_mut().any(|list| list.answer(ticket, answer, cx));
        if mine {
            self.sync(cx);
        }
        mine
    }

    fn failed(&mut self, ticket: Ticket, _why: &str, _cx: &mut Context<'_>) -> bool {
        self.asked.take_if(|(asked, _)| *asked == ticket);
        for list in self.lists.values_mut() {
            list.failed(ticket);
        }
        false
    }
}
