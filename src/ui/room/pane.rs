//! What stands at the left of a tab: a list of a kind, or a page of its own. A pane holds its own place and asks for
//! what it shows; which thing the detail beside it shows follows from what is selected in it.

use std::fmt::Debug;

use crate::domain::ask::{Answer, Ask};
use crate::domain::{Id, Kind, Now};
use crate::ui::command::{Listed, Motion};
use crate::ui::context::Context;
use crate::ui::effect::Ticket;
use crate::ui::lines::{Line, Stand};
use crate::ui::list::List;
use crate::ui::paint::{Area, Painter};

/// A pane. Its `cx.area` and the area it is drawn into are the same: its own.
pub trait Pane: Debug {
    /// What the line of the tab's views calls it.
    fn name(&self) -> String;

    /// The kind that `n` makes here.
    fn kind(&self) -> Kind;

    /// The thing under its cursor.
    fn selected(&self) -> Option<(Kind, Id)>;

    /// Asks for what it shows.
    fn refresh(&mut self, cx: &mut Context<'_>);

    /// An answer; tells whether it was its own.
    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool;

    /// A question that could not be answered.
    fn failed(&mut self, _ticket: Ticket) {}

    /// A move.
    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>);

    /// A click at a place; tells whether something is there.
    fn click(&mut self, x: u16, y: u16, cx: &mut Context<'_>) -> bool;

    /// Draws it; the band shows where it has the focus.
    fn draw(&self, area: Area, focus: bool, now: &Now, painter: &mut Painter<'_>);

    /// Whether it takes the whole body, the detail coming over it rather than beside it.
    fn is_full(&self) -> bool {
        false
    }

    /// All commands of its own, for who reads up on keys.
    fn table(&self) -> Vec<Listed> {
        Vec::new()
    }

    /// Those of them that make sense now.
    fn commands(&self) -> Vec<Listed> {
        Vec::new()
    }

    /// Runs one of them; tells whether it had it.
    fn run(&mut self, _name: &str, _cx: &mut Context<'_>) -> bool {
        false
    }

    /// Its list, where it is one: filters and places are a list's.
    fn list(&self) -> Option<&List> {
        None
    }

    /// The same, to change.
    fn list_mut(&mut self) -> Option<&mut List> {
        None
    }
}

/// A page of lines made from one answer: what is asked, and how the answer reads at a width.
#[derive(Debug)]
pub struct Page {
    /// What the line of the tab's views calls it.
    pub name: &'static str,
    /// The kind that `n` makes here.
    pub kind: Kind,
    /// Whether it takes the whole body.
    pub full: bool,
    /// What it asks the journal.
    pub ask: fn(&Now) -> Ask,
    /// Its lines at this many columns.
    pub lines: fn(&Answer, usize, &Now) -> Vec<Line>,
}

/// The pane of a [`Page`].
#[derive(Debug)]
pub(super) struct PagePane {
    page: &'static Page,
    asked: Option<Ticket>,
    answer: Option<Answer>,
    /// At which width the cursor last moved: what is selected must not depend on drawing.
    columns: usize,
    now: Option<Now>,
    stand: Stand,
}

impl PagePane {
    pub(super) const fn new(page: &'static Page) -> Self {
        Self { page, asked: None, answer: None, columns: 80, now: None, stand: Stand { top: 0, link: None } }
    }

    fn lines(&self, columns: usize, now: &Now) -> Vec<Line> {
        self.answer.as_ref().map(|answer| (self.page.lines)(answer, columns, now)).unwrap_or_default()
    }

    /// The lines as the cursor knows them.
    fn at(&mut self, cx: &Context<'_>) -> Vec<Line> {
        (self.columns, self.now) = (usize::from(cx.area.width), Some(cx.now));
        self.lines(self.columns, &cx.now)
    }
}

impl Pane for PagePane {
    fn name(&self) -> String {
        self.page.name.to_owned()
    }

    fn kind(&self) -> Kind {
        self.page.kind
    }

    fn selected(&self) -> Option<(Kind, Id)> {
        self.stand.target(&self.lines(self.columns, self.now.as_ref()?))
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask((self.page.ask)(&cx.now)));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if self.asked.take_if(|asked| *asked == ticket).is_none() {
            return false;
        }
        self.answer = Some(answer.clone());
        let lines = self.at(cx);
        let links = lines.iter().filter(|line| line.link.is_some()).count();
        let first = (links > 0 && !self.page.full).then_some(0);
        self.stand.link = self.stand.link.or(first).filter(|link| *link < links);
        self.stand.top = self.stand.top.min(lines.len().saturating_sub(1));
        true
    }

    fn failed(&mut self, ticket: Ticket) {
        self.asked.take_if(|asked| *asked == ticket);
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let lines = self.at(cx);
        self.stand.motion(motion, &lines, cx.area.height);
    }

    fn click(&mut self, _x: u16, y: u16, cx: &mut Context<'_>) -> bool {
        let lines = self.at(cx);
        self.stand.click(usize::from(y.saturating_sub(cx.area.y)), &lines)
    }

    fn draw(&self, area: Area, focus: bool, now: &Now, painter: &mut Painter<'_>) {
        self.stand.draw(&self.lines(usize::from(area.width), now), area, focus, painter);
    }

    fn is_full(&self) -> bool {
        self.page.full
    }
}
