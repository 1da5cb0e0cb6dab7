//! Reflect: entries by week at the left, the writing room at the right; the weekly pulse in three taps. Counts no streaks.

mod commands;
mod detail;
mod pulse;
mod room;
#[cfg(test)]
mod tests;
mod view;

use std::collections::BTreeMap;

use crate::domain::ask::{Answer, Ask, Thing, Write, Written};
use crate::domain::content::Prompt;
use crate::domain::kinds::reflection::Frame;
use crate::domain::reflecting::{self, Entry, Offers, Page, Taken};
use crate::domain::{Day, Fields, Id, Kind, Now, Visibility};
use crate::ui::command::{self, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::editor::{Done, Editor};
use crate::ui::effect::Ticket;
use crate::ui::key::{Chord, Key, Mouse};
use crate::ui::paint::{Area, Painter};

use super::Screen;
use detail::Line;
use pulse::Taps;
use room::Room;

/// Entries asked for at first, and how many more when the end comes near.
const ENTRIES: usize = 200;

/// The screen.
#[derive(Debug)]
pub struct Reflect {
    offers: Offers,
    page: Option<Box<Page>>,
    rows: Vec<Row>,
    cursor: usize,
    entries: usize,
    asked: Option<Ticket>,
    filter: Editor,
    filtering: bool,
    /// Prompts shown since the screen was opened, the last first.
    shown: Vec<String>,
    prompt: Option<Prompt>,
    frame: Frame,
    room: Option<Room>,
    taps: Option<Taps>,
    thing: Option<Box<Thing>>,
    wanted: Option<(Ticket, Id)>,
    /// Whether the detail has the focus; the rows of it that lie above, and the link under its cursor.
    reading: bool,
    top: usize,
    link: Option<usize>,
    /// Something that is shown though no row stands for it, or because something led to it.
    guest: Option<Id>,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
enum Row {
    /// Now: a prompt, a rule that comes back, lines worth meeting again.
    Now,
    /// A week, with its pulse.
    Week(Day, Option<Taken>),
    /// An entry.
    Entry(Entry),
}

impl Row {
    /// The record it stands for.
    fn id(&self) -> Option<Id> {
        match self {
            Self::Now | Self::Week(_, None) => None,
            Self::Week(_, Some(taken)) => Some(taken.id),
            Self::Entry(entry) => Some(entry.id),
        }
    }
}

impl Reflect {
    /// The screen with what it has to offer.
    #[must_use]
    pub fn new(offers: Offers) -> Self {
        Self {
            offers,
            page: None,
            rows: vec![Row::Now],
            cursor: 0,
            entries: ENTRIES,
            asked: None,
            filter: Editor::single(""),
            filtering: false,
            shown: Vec::new(),
            prompt: None,
            frame: Frame::Free,
            room: None,
            taps: None,
            thing: None,
            wanted: None,
            reading: false,
            top: 0,
            link: None,
            guest: None,
        }
    }

    fn row(&self) -> &Row {
        self.rows.get(self.cursor).unwrap_or(&Row::Now)
    }

    /// The thing the detail is to show.
    fn target(&self) -> Option<Id> {
        self.guest.or_else(|| self.row().id())
    }

    /// The thing that is shown, where it is the one that is wanted.
    fn shown_thing(&self) -> Option<&Thing> {
        self.thing.as_deref().filter(|thing| Some(thing.record.id) == self.target())
    }

    /// What commands act on.
    fn subject(&self) -> Option<(Kind, Id)> {
        if let Some(thing) = self.shown_thing() {
            return Some((thing.record.kind, thing.record.id));
        }
        match self.row() {
            Row::Entry(entry) if self.guest.is_none() => Some((Kind::Reflection, entry.id)),
            Row::Week(_, Some(taken)) if self.guest.is_none() => Some((Kind::Pulse, taken.id)),
            _ => None,
        }
    }

    fn ask(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask(Ask::Reflect { entries: self.entries, words: self.filter.text() }));
    }

    /// Asks for the thing that is wanted, where it is not the one that is there or on its way.
    fn sync(&mut self, cx: &mut Context<'_>) {
        let Some(target) = self.target() else {
            (self.thing, self.wanted) = (None, None);
            return;
        };
        let coming = self.wanted.is_some_and(|(_, id)| id == target);
        if !coming && self.shown_thing().is_none() {
            self.wanted = Some((cx.ask(Ask::Thing(target)), target));
        }
    }

    /// Takes a page in: the rows follow, the cursor stays on its record.
    fn take(&mut self, page: Box<Page>, now: &Now) {
        let was = self.row().id();
        let mut rows = vec![Row::Now];
        let mut pulses: BTreeMap<Day, Taken> = BTreeMap::new();
        for taken in page.pulses.iter().rev() {
            pulses.insert(now.week_of(taken.day), taken.clone());
        }
        let filtered = !self.filter.is_empty();
        let mut weeks: BTreeMap<Day, Vec<Entry>> = BTreeMap::new();
        for entry in &page.entries {
            weeks.entry(now.week_of(entry.day)).or_default().push(entry.clone());
        }
        if !filtered {
            for week in pulses.keys() {
                weeks.entry(*week).or_default();
            }
        }
        for (week, entries) in weeks.into_iter().rev() {
            rows.push(Row::Week(week, pulses.get(&week).cloned()));
            rows.extend(entries.into_iter().map(Row::Entry));
        }
        self.rows = rows;
        let again = was.and_then(|was| self.rows.iter().position(|row| row.id() == Some(was)));
        self.cursor = again.unwrap_or(self.cursor).min(self.rows.len() - 1);
        self.page = Some(page);
        if self.prompt.is_none() && !self.offers.silent {
            self.next_prompt(now.today());
        }
    }

    /// Another prompt than the last.
    fn next_prompt(&mut self, today: Day) {
        let lately = self.page.as_ref().map(|page| page.lately.clone()).unwrap_or_default();
        if let Some(next) = reflecting::another(&self.offers.prompts, &lately, &self.shown, today).cloned() {
            self.shown.insert(0, next.id.clone());
            self.frame = next.frame;
            if let Some(room) = &mut self.room {
                (room.prompt, room.frame) = (Some(next.id.clone()), next.frame);
            }
            self.prompt = Some(next);
        }
    }

    fn another_prompt(&mut self, cx: &mut Context<'_>) {
        self.next_prompt(cx.now.today());
        if let Some(room) = &mut self.room {
            room.keep(cx);
        }
    }

    fn another_frame(&mut self, cx: &mut Context<'_>) {
        let here = self.room.as_ref().map_or(self.frame, |room| room.frame);
        let next = reflecting::next_frame(here);
        self.frame = next;
        if let Some(room) = &mut self.room {
            room.frame = next;
            room.keep(cx);
        }
    }

    /// Into the writing room, with the prompt that is offered; a draft goes on where it was.
    fn write(&mut self, cx: &mut Context<'_>) {
        let prompt = self.prompt.as_ref().map(|prompt| prompt.id.clone());
        self.room = Some(Room::open(None, "", prompt, self.frame, cx));
    }

    fn edit(&mut self, cx: &mut Context<'_>) {
        match (self.subject(), self.shown_thing()) {
            (Some((Kind::Reflection, id)), Some(thing)) => {
                let record = &thing.record;
                let frame = Frame::read(record.text("frame")).unwrap_or(Frame::Free);
                let prompt = Some(record.text("prompt").to_owned()).filter(|prompt| !prompt.is_empty());
                let mut room = Room::open(Some(id), record.text("body"), prompt, frame, cx);
                room.begin_rule(record.text("rule"));
                self.room = Some(room);
            }
            (Some((kind, id)), _) => cx.signal(Signal::Form(kind, Some(id), Fields::new())),
            (None, _) => self.write(cx),
        }
    }

    fn enter(&mut self, cx: &mut Context<'_>) {
        if self.reading {
            let link = self.link.and_then(|n| self.lines(cx).iter().filter_map(|line| line.link).nth(n));
            if let Some((kind, id)) = link {
                cx.signal(Signal::Open(kind, id));
            }
            return;
        }
        match self.row() {
            Row::Now => self.write(cx),
            Row::Week(_, None) => {}
            Row::Week(..) | Row::Entry(_) => {
                (self.reading, self.top, self.link) = (true, 0, None);
                self.sync(cx);
            }
        }
    }

    fn delete(&mut self, cx: &mut Context<'_>) {
        if let Some((_, id)) = self.subject() {
            self.reading = false;
            cx.write(Write::Delete(id));
        }
    }

    /// Private, then seen by mentors, then private again. A pulse stays private.
    fn share(&mut self, cx: &mut Context<'_>) {
        let Some(thing) = self.shown_thing().filter(|thing| thing.record.kind == Kind::Reflection) else { return };
        let shared = thing.record.visibility != Visibility::Private;
        let visibility = Some(if shared { Visibility::Private } else { Visibility::Mentors });
        let (kind, id) = (thing.record.kind, Some(thing.record.id));
        cx.write(Write::Save { kind, id, fields: Fields::new(), tags: None, visibility });
    }

    /// The lines of the detail.
    fn lines(&self, cx: &Context<'_>) -> Vec<Line> {
        detail::lines(self, usize::from(view::panes(self, cx.area).right.width), &cx.now)
    }

    /// Moves within the detail: from link to link while they are in sight, else by lines.
    fn scroll(&mut self, motion: Motion, cx: &Context<'_>) {
        let lines = self.lines(cx);
        let height = usize::from(view::panes(self, cx.area).right.height).max(1);
        let links: Vec<usize> =
            lines.iter().enumerate().filter(|(_, line)| line.link.is_some()).map(|(n, _)| n).collect();
        let most = lines.len().saturating_sub(height);
        let next = self.link.map_or(0, |link| link + 1);
        match motion {
            Motion::Down if links.get(next).is_some_and(|at| *at < self.top + height) => self.link = Some(next),
            Motion::Down => self.top += 1,
            Motion::Up
                if self.link.is_some_and(|link| link > 0 && links.get(link - 1).is_some_and(|at| *at >= self.top)) =>
            {
                self.link = self.link.map(|link| link - 1);
            }
            Motion::Up => self.top = self.top.saturating_sub(1),
            Motion::HalfDown => self.top += height / 2,
            Motion::HalfUp => self.top = self.top.saturating_sub(height / 2),
            Motion::PageDown => self.top += height,
            Motion::PageUp => self.top = self.top.saturating_sub(height),
            Motion::First => (self.top, self.link) = (0, None),
            Motion::Last => (self.top, self.link) = (most, links.len().checked_sub(1)),
        }
        self.top = self.top.min(most);
    }

    fn step_list(&mut self, motion: Motion, height: usize, cx: &mut Context<'_>) {
        let last = self.rows.len() - 1;
        let to = match motion {
            Motion::Up => self.cursor.saturating_sub(1),
            Motion::Down => self.cursor + 1,
            Motion::HalfUp => self.cursor.saturating_sub(height / 2),
            Motion::HalfDown => self.cursor + height / 2,
            Motion::PageUp => self.cursor.saturating_sub(height),
            Motion::PageDown => self.cursor + height,
            Motion::First => 0,
            Motion::Last => last,
        };
        self.cursor = to.min(last);
        // A week of which nothing can be shown is stepped over.
        if let (Row::Week(_, None), Motion::Down | Motion::Up) = (self.row(), motion) {
            let over = if motion == Motion::Down { self.cursor + 1 } else { self.cursor.saturating_sub(1) };
            self.cursor = over.min(last);
        }
        (self.guest, self.top, self.link) = (None, 0, None);
        let more = self.page.as_ref().is_some_and(|page| page.entries.len() < page.total);
        if more && self.cursor + ENTRIES / 4 > last && self.asked.is_none() {
            self.entries += ENTRIES;
            self.ask(cx);
        }
        self.sync(cx);
    }
}

impl Screen for Reflect {
    fn name(&self) -> &'static str {
        "Reflect"
    }

    fn table(&self) -> Vec<Listed> {
        command::listed(commands::TABLE)
    }

    fn commands(&self) -> Vec<Listed> {
        command::available(commands::TABLE, self)
    }

    fn run(&mut self, name: &str, cx: &mut Context<'_>) -> bool {
        command::run(commands::TABLE, self, name, cx)
    }

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        view::draw(self, area, now, painter);
    }

    fn is_typing(&self) -> bool {
        self.filtering || self.room.is_some() || self.taps.is_some()
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        let area = view::panes(self, cx.area).text;
        if let Some(taps) = &mut self.taps {
            if taps.key(chord, cx) {
                self.taps = None;
            }
            return true;
        }
        if let Some(room) = &mut self.room {
            return room.key(chord, area, cx);
        }
        if !self.filtering {
            return false;
        }
        if chord.key == Key::Enter {
            self.filtering = false;
            return true;
        }
        let done = self.filter.key(chord, Area::new(0, 0, 30, 1));
        if done == Done::Changed {
            self.cursor = 0;
            self.ask(cx);
        }
        done != Done::Nothing
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        if let Some(room) = &mut self.room {
            room.paste(text, cx);
        } else if self.filtering {
            self.filter.insert(text);
            self.ask(cx);
        }
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        if self.reading {
            return self.scroll(motion, cx);
        }
        let height = usize::from(view::panes(self, cx.area).left.height);
        self.step_list(motion, height, cx);
    }

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        let panes = view::panes(self, cx.area);
        let (Mouse::Click(x, y) | Mouse::Up(x, y) | Mouse::Down(x, y)) = mouse;
        if let Some(room) = &mut self.room {
            return room.mouse(mouse, panes.text);
        }
        let in_list = panes.left.contains((x, y).into());
        match mouse {
            Mouse::Up(..) | Mouse::Down(..) => {
                self.reading = !in_list && self.target().is_some();
                self.motion(if matches!(mouse, Mouse::Up(..)) { Motion::Up } else { Motion::Down }, cx);
            }
            Mouse::Click(..) if in_list => {
                let at = view::top(self.cursor, usize::from(panes.left.height)) + usize::from(y - panes.left.y);
                if at < self.rows.len() {
                    let again = at == self.cursor;
                    (self.cursor, self.reading, self.guest) = (at, false, None);
                    if again {
                        self.enter(cx);
                    }
                    self.sync(cx);
                }
            }
            Mouse::Click(..) if panes.right.contains((x, y).into()) => {
                let at = self.top + usize::from(y - panes.right.y);
                let link = self.lines(cx).get(at).and_then(|line| line.link);
                if let Some((kind, id)) = link {
                    cx.signal(Signal::Open(kind, id));
                }
            }
            Mouse::Click(..) => {}
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.ask(cx);
        if let Some(target) = self.target() {
            self.wanted = Some((cx.ask(Ask::Thing(target)), target));
        }
        let left = Room::slot(None);
        if self.room.is_none() && self.page.is_none() && cx.drafts.contains_key(&left) {
            cx.say("A reflection is kept as a draft · n goes on");
        }
    }

    fn open(&mut self, kind: Kind, id: Id, cx: &mut Context<'_>) -> bool {
        if !matches!(kind, Kind::Reflection | Kind::Pulse | Kind::Profile) {
            return false;
        }
        self.filter = Editor::single("");
        self.guest = Some(id);
        (self.reading, self.top, self.link) = (true, 0, None);
        if let Some(at) = self.rows.iter().position(|row| row.id() == Some(id)) {
            self.cursor = at;
        }
        self.ask(cx);
        self.sync(cx);
        true
    }

    fn back(&mut self, cx: &mut Context<'_>) -> bool {
        if self.taps.take().is_some() {
            return true;
        }
        if let Some(room) = &mut self.room {
            if room.leave_rule() {
                return true;
            }
            if cx.drafts.contains_key(&Room::slot(room.id)) {
                cx.say("Kept as a draft");
            }
            self.room = None;
            return true;
        }
        if self.filtering || !self.filter.is_empty() {
            self.filtering = false;
            self.filter = Editor::single("");
            self.ask(cx);
            return true;
        }
        let led = self.guest.take().is_some();
        let was = std::mem::take(&mut self.reading);
        self.sync(cx);
        was && !led
    }

    fn saved(&mut self, ids: &[Id], cx: &mut Context<'_>) {
        if let Some(at) = ids.first().and_then(|id| self.rows.iter().position(|row| row.id() == Some(*id))) {
            self.cursor = at;
        }
        self.sync(cx);
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if self.asked.take_if(|asked| *asked == ticket).is_some() {
            if let Answer::Reflect(page) = answer {
                self.take(page.clone(), &cx.now);
                self.sync(cx);
            }
            return true;
        }
        let mine = self.wanted.take_if(|(asked, _)| *asked == ticket).is_some();
        if let (true, Answer::Thing(thing)) = (mine, answer) {
            self.thing.clone_from(thing);
            if thing.is_none() {
                (self.guest, self.reading) = (None, false);
            }
        }
        mine
    }

    fn written(&mut self, ticket: Ticket, written: &Written, cx: &mut Context<'_>) -> bool {
        if let Some(room) = self.room.take_if(|room| room.is_saving(ticket)) {
            room.drop_draft(cx);
            self.prompt = None;
            (self.guest, self.reading) = (None, false);
            if let (Some(id), None) = (written.ids.first(), room.id) {
                // The new entry comes with the next answer; the cursor waits for it.
                self.guest = Some(*id);
            }
            return true;
        }
        let clear = self.page.as_ref().is_none_or(|page| page.clarity_asked);
        if self.taps.as_mut().is_some_and(|taps| taps.written(ticket, written, clear)) {
            if self.taps.as_ref().is_some_and(Taps::is_done) {
                self.taps = None;
            }
            return true;
        }
        false
    }

    fn failed(&mut self, ticket: Ticket, why: &str, _cx: &mut Context<'_>) -> bool {
        if let Some(room) = &mut self.room {
            return room.failed(ticket, why);
        }
        self.taps.as_mut().is_some_and(|taps| taps.failed(ticket, why))
    }

    fn edited(&mut self, ticket: Ticket, text: Option<&str>, cx: &mut Context<'_>) -> bool {
        self.room.as_mut().is_some_and(|room| room.edited(ticket, text, cx))
    }
}
