//! Today: the next meeting, what needs me, the two weeks, goals and momentum; on an empty journal, the ways in.

mod commands;
pub mod unfinished;
mod view;
mod ways;

use crate::domain::ask::{Answer, Ask, NeedRow, Today as Page, Write};
use crate::domain::needs::Reason;
use crate::domain::{Fields, Id, Kind, Now, practice};
use crate::ui::command::{self, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::cursor::moved;
use crate::ui::editor::{Done, Editor};
use crate::ui::effect::Ticket;
use crate::ui::key::{Chord, Key};
use crate::ui::paint::{Area, Painter};

use super::Screen;
use ways::WAYS;

/// The most rows of NEEDS YOU shown at once.
const NEEDS_MAX: usize = 7;

/// The screen.
#[derive(Debug)]
pub struct Today {
    page: Option<Box<Page>>,
    asked: Option<Ticket>,
    /// How much could be completed.
    unfinished: usize,
    asked_unfinished: Option<Ticket>,
    /// What is under the cursor: a place in [`Today::items`], or a way in on an empty journal.
    cursor: usize,
    filter: Editor,
    filtering: bool,
}

/// A part of the page that the cursor goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Needs,
    Unfinished,
    Goals,
    Meeting,
    Note,
}

/// Something the cursor can stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Item {
    part: Part,
    /// Which row of its part.
    row: usize,
    kind: Kind,
    /// Which record; none for what is yet to be written.
    id: Option<Id>,
}

impl Default for Today {
    fn default() -> Self {
        Self {
            page: None,
            asked: None,
            unfinished: 0,
            asked_unfinished: None,
            cursor: 0,
            filter: Editor::single(""),
            filtering: false,
        }
    }
}

impl Today {
    /// Whether the journal is empty, so that the ways in are shown.
    fn is_first_run(&self) -> bool {
        self.page.as_ref().is_some_and(|page| page.records == 0)
    }

    /// The rows of NEEDS YOU that pass the filter.
    fn needs(&self) -> Vec<&NeedRow> {
        let words = self.filter.text().to_lowercase();
        let rows = self.page.iter().flat_map(|page| &page.needs_you);
        rows.filter(|row| words.split_whitespace().all(|word| row.title.to_lowercase().contains(word))).collect()
    }

    /// Everything the cursor can stand on, in its order.
    fn items(&self) -> Vec<Item> {
        let Some(page) = &self.page else { return Vec::new() };
        let needs = self.needs().into_iter().enumerate();
        let mut items: Vec<_> =
            needs.map(|(row, need)| Item { part: Part::Needs, row, kind: need.kind, id: need.id }).collect();
        if self.unfinished > 0 {
            items.push(Item { part: Part::Unfinished, row: 0, kind: Kind::Meeting, id: None });
        }
        let goals = page.goals.iter().enumerate();
        items.extend(goals.map(|(row, goal)| Item { part: Part::Goals, row, kind: Kind::Goal, id: Some(goal.id) }));
        if let Some(meeting) = &page.next_meeting {
            items.push(Item { part: Part::Meeting, row: 0, kind: Kind::Meeting, id: Some(meeting.id) });
        }
        if let Some(note) = &page.resurfaced {
            items.push(Item { part: Part::Note, row: 0, kind: Kind::Insight, id: Some(note.id) });
        }
        items
    }

    /// What the cursor stands on.
    fn item(&self) -> Option<Item> {
        self.items().get(self.cursor).copied()
    }

    fn last(&self) -> usize {
        let count = if self.is_first_run() { WAYS.len() } else { self.items().len() };
        count.saturating_sub(1)
    }

    fn enter(&mut self, cx: &mut Context<'_>) {
        if self.is_first_run() {
            if let Some(way) = WAYS.get(self.cursor) {
                (way.go)(cx);
            }
        } else if let Some(item) = self.item() {
            match item.id {
                None if item.part == Part::Unfinished => cx.signal(Signal::Over("unfinished", None)),
                Some(id) => cx.signal(Signal::Open(item.kind, id)),
                None if item.kind == Kind::Reflection => cx.signal(Signal::Run("weekly")),
                None => cx.signal(Signal::Form(item.kind, None, Fields::new())),
            }
        }
    }

    /// Does the thing under the cursor, or opens what does it.
    fn step(&mut self, cx: &mut Context<'_>) {
        let Some(item) = self.item() else { return };
        if item.part == Part::Unfinished {
            return cx.signal(Signal::Over("unfinished", None));
        }
        let Some(id) = item.id else {
            return cx.signal(match item.kind {
                Kind::Reflection => Signal::Run("weekly"),
                kind => Signal::Form(kind, None, Fields::new()),
            });
        };
        match item.kind {
            // What became of a meeting that is over is asked; one that is to come is prepared where it lives.
            Kind::Meeting if item.part == Part::Needs => cx.signal(Signal::Over("settle", Some(id))),
            Kind::Meeting => cx.signal(Signal::Over("prepare", Some(id))),
            // A goal that is off its pace wants to be looked at, not to be called achieved.
            Kind::Goal => {
                let goal = Fields::from_iter([("goal".to_owned(), serde_json::json!(id))]);
                cx.signal(Signal::Form(Kind::CheckIn, None, goal));
            }
            // Two lines and a date are drafted.
            Kind::Mentorship => cx.signal(Signal::Over("letter", Some(id))),
            kind @ (Kind::Person
            | Kind::Feedback
            | Kind::Evaluation
            | Kind::Insight
            | Kind::Obstacle
            | Kind::Decision) => cx.signal(Signal::Form(kind, Some(id), Fields::new())),
            _ => {
                cx.write(Write::Step(id));
            }
        }
    }

    /// What a letter is wanted for: somebody who has not heard, or has gone quiet.
    fn to_write(&self) -> Option<Id> {
        let item = self.item().filter(|item| item.part == Part::Needs)?;
        let reason = self.needs().get(item.row).map(|need| need.reason)?;
        let writes = [Reason::Untold, Reason::PersonQuiet, Reason::ThirdMeeting, Reason::IntroductionQuiet];
        item.id.filter(|_| writes.contains(&reason))
    }

    /// The next meeting.
    fn meeting(&self) -> Option<Id> {
        Some(self.page.as_ref()?.next_meeting.as_ref()?.id)
    }

    /// To the first thing of the next part of the page, or of the one before.
    fn next_part(&mut self, back: bool) {
        let items = self.items();
        let Some(here) = items.get(self.cursor).map(|item| item.part) else { return };
        let mut firsts: Vec<usize> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            if firsts.last().and_then(|first| items.get(*first)).is_none_or(|first| first.part != item.part) {
                firsts.push(at);
            }
        }
        let count = firsts.len().max(1);
        let at = firsts.iter().position(|at| items.get(*at).is_some_and(|item| item.part == here)).unwrap_or(0);
        let next = (at + if back { count - 1 } else { 1 }) % count;
        self.cursor = firsts.get(next).copied().unwrap_or(0);
    }
}

impl Screen for Today {
    fn name(&self) -> &'static str {
        "Today"
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
        self.filtering
    }

    fn key(&mut self, chord: Chord, _cx: &mut Context<'_>) -> bool {
        if !self.filtering {
            return false;
        }
        if chord.key == Key::Enter {
            self.filtering = false;
            return true;
        }
        let done = self.filter.key(chord, Area::new(0, 0, 30, 1));
        self.cursor = if done == Done::Changed { 0 } else { self.cursor };
        done != Done::Nothing
    }

    fn paste(&mut self, text: &str, _cx: &mut Context<'_>) {
        if self.filtering {
            self.filter.insert(text);
            self.cursor = 0;
        }
    }

    fn motion(&mut self, motion: Motion, _cx: &mut Context<'_>) {
        let last = self.last();
        self.cursor = moved(self.cursor, motion, last + 1, NEEDS_MAX);
    }

    fn click(&mut self, x: u16, y: u16, cx: &mut Context<'_>) {
        let Some(at) = view::item_at(self, x, y, cx.area, &cx.now) else { return };
        if at == self.cursor {
            self.enter(cx);
        }
        self.cursor = at;
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask(Ask::Today));
        self.asked_unfinished = Some(cx.ask(Ask::Practice(practice::Ask::CountUnfinished)));
    }

    fn back(&mut self, _cx: &mut Context<'_>) -> bool {
        let had = self.filtering || !self.filter.is_empty();
        self.filtering = false;
        if had {
            self.filter = Editor::single("");
            self.cursor = 0;
        }
        had
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        if self.asked_unfinished.take_if(|asked| *asked == ticket).is_some() {
            if let Answer::Practice(practice::Answer::CountedUnfinished(count)) = answer {
                // The cursor stays on its row, though one may have come before it.
                let was = self.item();
                self.unfinished = *count;
                let again = self.items().iter().position(|item| Some(*item) == was);
                self.cursor = again.unwrap_or(self.cursor).min(self.last());
            }
            return true;
        }
        if self.asked.take_if(|asked| *asked == ticket).is_none() {
            return false;
        }
        if let Answer::Today(page) = answer {
            let was = self.item();
            self.page = Some(page.clone());
            // The cursor stays on its thing; where that is done and gone, on the row that took its place.
            let again =
                was.and_then(|was| self.items().iter().position(|item| item.id == was.id && item.part == was.part));
            self.cursor = again.unwrap_or(self.cursor).min(self.last());
        }
        true
    }
}
