//! The timeline: everything that happened, month by month, and beside it the years and how clear the direction was. Holds
//! no more rows than a screen needs.

use chrono::Datelike as _;

use crate::domain::ask::{Answer, Ask, Facts, Row as Found};
use crate::domain::chart::{Bar, Chart, Steps, Tone, Years};
use crate::domain::timeline::{Month, Window};
use crate::domain::{Day, Id, Kind, Now};
use crate::ui::command::Motion;
use crate::ui::context::Context;
use crate::ui::effect::Ticket;
use crate::ui::ink::{Row, paragraph};
use crate::ui::list::List;
use crate::ui::paint::{Area, Painter, inset};
use crate::ui::theme::Role;
use crate::ui::{chart, words};

/// From this width on the years stand beside the list.
const WIDE: u16 = 100;
/// From this width on a row names its kind.
const KINDS: usize = 56;
/// The most kinds counted for the month under the cursor.
const COUNTED: usize = 8;

/// The view.
#[derive(Debug)]
pub(super) struct Timeline {
    list: List,
    months: Vec<Month>,
    asked: Option<Ticket>,
}

impl Default for Timeline {
    fn default() -> Self {
        Self { list: List::timeline(), months: Vec::new(), asked: None }
    }
}

/// A line of the list: the head of a month, or something that happened.
enum Line<'a> {
    Month(Option<Day>),
    Thing(&'a Found, bool),
}

impl Timeline {
    /// The list.
    pub(super) const fn list(&self) -> &List {
        &self.list
    }

    /// The same, to change.
    pub(super) const fn list_mut(&mut self) -> &mut List {
        &mut self.list
    }

    /// What the cursor stands on.
    pub(super) fn selected(&self) -> Option<(Kind, Id)> {
        self.list.selected().map(|row| (row.kind, row.id))
    }

    /// Asks for what is in sight.
    pub(super) fn refresh(&mut self, cx: &mut Context<'_>) {
        self.list.refresh(cx);
        self.asked = Some(cx.ask(Ask::Months(Window::default())));
    }

    /// Takes an answer; tells whether it was its own.
    pub(super) fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if self.asked.take_if(|asked| *asked == ticket).is_some() {
            if let Answer::Months(months) = answer {
                self.months.clone_from(months);
            }
            return true;
        }
        self.list.answer(ticket, answer, cx)
    }

    /// To the month before or after the one under the cursor, whichever way the list runs.
    pub(super) fn jump(&mut self, later: bool, cx: &mut Context<'_>) {
        let Some(here) = self.list.selected().and_then(|row| month_of(row.day)) else { return };
        // Newest first.
        let next = if later {
            self.months.iter().rev().find(|month| month.first > here)
        } else {
            self.months.iter().find(|month| month.first < here)
        };
        match next.map(|month| month.newest) {
            Some(id) => self.list.go_to(id, cx),
            None => cx.say(if later { "Nothing lies after it" } else { "Nothing lies before it" }),
        }
    }

    /// A move within the list.
    pub(super) fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let height = height(cx.area);
        self.list.motion(motion, height, cx);
    }

    /// A click at a row of the screen; tells whether the cursor was there already.
    pub(super) fn click(&mut self, y: u16, cx: &mut Context<'_>) -> bool {
        let body = rows_of(cx.area);
        let before = self.selected();
        let at = usize::from(y.saturating_sub(body.y));
        let lines = self.lines(usize::from(body.height));
        let Some(Line::Thing(row, _)) = lines.get(at) else { return false };
        let clicked = row.id;
        let things = self.list.visible(height(cx.area)).position(|(row, _)| row.id == clicked);
        let height = height(cx.area);
        things.is_some_and(|n| self.list.click(n, height, cx)) && self.selected() == before
    }

    /// The lines of an area of this height, the cursor in sight, the month of the first thing above it.
    fn lines(&self, height: usize) -> Vec<Line<'_>> {
        let mut lines: Vec<Line<'_>> = Vec::new();
        let mut month = None;
        let mut cursor = 0;
        for (row, here) in self.list.visible(height) {
            let of = month_of(row.day);
            if lines.is_empty() || of != month {
                lines.push(Line::Month(of));
                month = of;
            }
            if here {
                cursor = lines.len();
            }
            lines.push(Line::Thing(row, here));
        }
        let over = (cursor + 1).saturating_sub(height.max(1));
        if over > 0 {
            lines.drain(..over);
            // What is first in sight still has its month above it, unless that would hide the cursor.
            let first = match lines.first() {
                Some(Line::Thing(row, false)) => Some(month_of(row.day)),
                _ => None,
            };
            if let (Some(of), Some(line)) = (first, lines.first_mut()) {
                *line = Line::Month(of);
            }
        }
        lines.truncate(height);
        lines
    }

    /// Draws the view.
    pub(super) fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        let wide = area.width >= WIDE;
        let left = if wide { Area { width: area.width * 3 / 5, ..area } } else { area };
        self.draw_head(Area { height: area.height.min(1), ..left }, painter);
        let body = rows_of(left);
        if self.list.is_loaded() && self.list.total() == 0 {
            return painter.rows(body, &self.empty(usize::from(body.width)));
        }
        for (line, y) in self.lines(usize::from(body.height)).iter().zip(body.top()..body.bottom()) {
            let at = Area { y, height: 1, ..body };
            match line {
                Line::Month(first) => self.draw_month(*first, at, painter),
                Line::Thing(row, here) => draw_thing(row, *here, at, now, painter),
            }
        }
        if wide {
            let from = left.right() + 5;
            self.draw_beside(Area::new(from, area.y, area.right().saturating_sub(from), area.height), painter);
        }
    }

    fn draw_head(&self, area: Area, painter: &mut Painter<'_>) {
        if area.height == 0 {
            return;
        }
        let mut left = Row::of("Timeline", Role::Strong);
        if self.list.is_filtering() || !self.list.filter().is_empty() {
            left.push("   / ", Role::Accent);
            let used = u16::try_from(left.width()).unwrap_or(u16::MAX).min(area.width);
            painter.row(area.x, area.y, area.width, &left);
            let line = Area::new(area.x + used, area.y, area.width - used, 1);
            self.list.filter().draw(line, painter, &[], self.list.is_filtering());
            return;
        }
        left.push(if self.list.is_oldest_first() { "   oldest first" } else { "   newest first" }, Role::Dim);
        let total = words::count(i64::try_from(self.list.total()).unwrap_or(i64::MAX), "thing", "things");
        painter.ends(area.x, area.y, area.width, &left, &Row::of(total, Role::Dim));
    }

    fn draw_month(&self, first: Option<Day>, area: Area, painter: &mut Painter<'_>) {
        let name = first.map_or_else(|| "Without a day".to_owned(), |day| day.format("%B %Y").to_string());
        let mut right = Row::new();
        // Of words that are looked for the month says nothing.
        if let (Some(month), true) = (self.month(first), self.list.filter().is_empty()) {
            right.push(month.text(2), Role::Dim);
            if let Some(clarity) = month.clarity {
                right.dotted(format!("clarity {clarity}"), Role::Accent);
            }
        }
        painter.ends(area.x, area.y, area.width, &words::heading(&name), &right);
    }

    fn month(&self, first: Option<Day>) -> Option<&Month> {
        self.months.iter().find(|month| Some(month.first) == first)
    }

    /// The years, the clarity of each month, and what the month under the cursor held.
    fn draw_beside(&self, area: Area, painter: &mut Painter<'_>) {
        let columns = usize::from(area.width);
        let mut rows = vec![words::heading("the years"), Row::new()];
        if let Some(years) = self.years() {
            rows.extend(chart::draw(&Chart::Years(years), columns, 1));
        }
        rows.extend([Row::new(), words::heading("clarity by month"), Row::new()]);
        let points = self.clarity();
        if points.is_empty() {
            rows.extend(paragraph("Not said yet: the weekly pulse asks once a month.", columns, Role::Dim));
        } else {
            let last = points.last().map(|(_, level)| format!("last {level} of 5")).unwrap_or_default();
            let steps = Steps { points, low: 1.0, high: 5.0, name: "Clarity".to_owned() };
            rows.extend(chart::draw(&Chart::Steps(steps), columns, 3));
            rows.push(Row::of(last, Role::Dim));
        }
        let here = self.list.selected().and_then(|row| month_of(row.day));
        if let Some(month) = self.month(here) {
            rows.extend([Row::new(), words::heading(&month.name()), Row::new()]);
            let bar = |(kind, count): &(Kind, usize)| {
                let spec = kind.spec();
                let name = if *count == 1 { spec.label } else { spec.plural };
                Bar { name: name.to_owned(), count: *count, tone: Tone::Accent }
            };
            let bars = month.counts.iter().take(COUNTED).map(bar).collect();
            rows.extend(chart::draw(&Chart::Bars(bars), columns, 1));
        }
        painter.rows(area, &rows);
    }

    /// How much there was in each month of each year.
    fn years(&self) -> Option<Years> {
        let (last, first) = (self.months.first()?.first.year(), self.months.last()?.first.year());
        let mut years: Vec<(i32, [u32; 12])> = Vec::new();
        // One far-off date is no reason to draw a thousand empty rows.
        for year in first.max(last.saturating_sub(30))..=last {
            let mut months = [0; 12];
            for month in self.months.iter().filter(|month| month.first.year() == year) {
                if let Some(slot) = months.get_mut(usize::try_from(month.first.month0()).unwrap_or(0)) {
                    *slot = u32::try_from(month.all()).unwrap_or(u32::MAX);
                }
            }
            years.push((year, months));
        }
        Some(Years { years, name: "things".to_owned() })
    }

    fn clarity(&self) -> Vec<(Day, f64)> {
        let said = self.months.iter().rev().filter_map(|month| Some((month.first, month.clarity?)));
        said.map(|(day, level)| (day, crate::domain::figures::real(level))).collect()
    }

    fn empty(&self, columns: usize) -> Vec<Row> {
        if !self.list.filter().is_empty() {
            let mut rows = paragraph(&words::nothing_with(&self.list.filter().text()), columns, Role::Text);
            rows.push(Row::of("Esc", Role::Accent).with(" shows everything.", Role::Dim));
            return rows;
        }
        let mut rows = paragraph("Nothing has happened yet.", columns, Role::Text);
        rows.push(Row::of("c", Role::Accent).with(" writes the first thing down.", Role::Dim));
        rows
    }
}

fn month_of(day: Option<Day>) -> Option<Day> {
    day.and_then(|day| day.with_day(1))
}

/// How many things a screen shows at most, heads of months taken off.
fn height(area: Area) -> usize {
    usize::from(rows_of(area).height).max(1)
}

/// Where the rows of the list lie.
fn rows_of(area: Area) -> Area {
    let head = if area.height >= 12 { 2 } else { u16::from(area.height >= 5) };
    inset(area, 0, head)
}

fn draw_thing(row: &Found, here: bool, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let columns = usize::from(area.width);
    let (mark, role) = words::state_glyph(row.kind, row.state.as_deref());
    let title = if row.title.is_empty() { row.kind.spec().label } else { row.title.as_str() };
    let day = row.day.map(|day| day.format("%a %e").to_string()).unwrap_or_default();
    let today = row.day == Some(now.today());
    let mut left =
        Row::of(format!("{day:<7} "), if today { Role::Text } else { Role::Dim }).with(mark, role).with(" ", Role::Dim);
    left.push(title, if here { Role::Strong } else { Role::Text });
    if let Facts::Of(whole) = &row.facts {
        left = left.with("  ", Role::Dim).with(whole.as_str(), Role::Dim);
    }
    let mut right = Row::new();
    if let Some(state) = row.state.as_deref().filter(|_| columns >= KINDS + 16) {
        right.push(words::state_word(state), words::state_role(state));
    }
    if columns >= KINDS {
        right.dotted(row.kind.spec().label, Role::Dim);
    }
    painter.ends(area.x, area.y, area.width, &left, &right);
    if here {
        let before = 2.min(area.x);
        painter.band(Area::new(area.x - before, area.y, area.width + before + 1, 1));
    }
}
