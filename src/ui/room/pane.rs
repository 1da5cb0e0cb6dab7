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
    laid: Laid,
    stand: Stand,
}

/// The lines of a page as the cursor last knew them: what is selected must not depend on drawing, and a page of
/// thousands of lines is not made anew for every key.
#[derive(Debug, Default)]
struct Laid {
    columns: usize,
    /// Minutes since 1970: how long ago something was is said in lines.
    minute: i64,
    lines: Vec<Line>,
}

fn minute(now: &Now) -> i64 {
    now.at.timestamp().div_euclid(60)
}

impl PagePane {
    pub(super) fn new(page: &'static Page) -> Self {
        Self { page, asked: None, answer: None, laid: Laid::default(), stand: Stand { top: 0, link: None } }
    }

    fn lines(&self, columns: usize, now: &Now) -> Vec<Line> {
        self.answer.as_ref().map(|answer| (self.page.lines)(answer, columns, now)).unwrap_or_default()
    }

    /// Sees to it that the lines are those of this place and minute.
    fn lay(&mut self, cx: &Context<'_>) {
        let (columns, minute) = (usize::from(cx.area.width), minute(&cx.now));
        if (self.laid.columns, self.laid.minute) != (columns, minute) {
            self.laid = Laid { columns, minute, lines: self.lines(columns, &cx.now) };
        }
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
        self.stand.target(&self.laid.lines)
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask((self.page.ask)(&cx.now)));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if self.asked.take_if(|asked| *asked == ticket).is_none() {
            return false;
        }
        self.answer = Some(answer.clone());
        self.laid = Laid::default();
        self.lay(cx);
        let links = self.laid.lines.iter().filter(|line| line.link.is_some()).count();
        let first = (links > 0 && !self.page.full).then_some(0);
        self.stand.link = self.stand.link.or(first).filter(|link| *link < links);
        self.stand.top = self.stand.top.min(self.laid.lines.len().saturating_sub(1));
        true
    }

    fn failed(&mut self, ticket: Ticket) {
        self.asked.take_if(|asked| *asked == ticket);
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        self.lay(cx);
        self.stand.motion(motion, &self.laid.lines, cx.area.height);
    }

    fn click(&mut self, _x: u16, y: u16, cx: &mut Context<'_>) -> bool {
        self.lay(cx);
        self.stand.click(usize::from(y.saturating_sub(cx.area.y)), &self.laid.lines)
    }

    fn draw(&self, area: Area, focus: bool, now: &Now, painter: &mut Painter<'_>) {
        let columns = usize::from(area.width);
        if (self.laid.columns, self.laid.minute) == (columns, minute(now)) {
            return self.stand.draw(&self.laid.lines, area, focus, painter);
        }
        self.stand.draw(&self.lines(columns, now), area, focus, painter);
    }

    fn is_full(&self) -> bool {
        self.page.full
    }
}
