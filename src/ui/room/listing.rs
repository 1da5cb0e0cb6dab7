//! The list of a kind as a pane: its heading and filter, its rows, why it is empty.

use crate::domain::ask::{self, Answer};
use crate::domain::{Id, Kind, Now, dates};
use crate::ui::command::Motion;
use crate::ui::context::Context;
use crate::ui::effect::Ticket;
use crate::ui::ink::{Row, paragraph};
use crate::ui::list::List;
use crate::ui::paint::{Area, Painter, inset};
use crate::ui::theme::Role;
use crate::ui::{glyph, words};

use super::pane::Pane;
use super::tab::{DrawRow, Group};

/// From this width on a row of the list has columns rather than a second line.
const COLUMNS: u16 = 64;

/// From this width on a row of the list has a column for who may see it.
const ROOMY: u16 = 88;

/// Columns of a date and how far away it is; a longer one goes without the second.
const DATES: usize = 25;

/// Kinds of which closed ones are history, and listed only when asked for.
pub(super) const OPEN_ONLY: &[Kind] = &[Kind::Goal, Kind::Action, Kind::Question, Kind::Obstacle, Kind::Milestone];

/// The pane.
#[derive(Debug)]
pub(super) struct Listing {
    list: List,
    /// How its rows are drawn, where that is the kind's own.
    row: Option<DrawRow>,
    /// What the tab calls it, where that is not what its kind is called.
    name: Option<&'static str>,
    group: Option<Group>,
    /// Whether the cursor has been put where the list begins for a person: at the end of its first group.
    placed: bool,
}

impl Listing {
    pub(super) fn new(kind: Kind, row: Option<DrawRow>) -> Self {
        let list = List::new(kind, !OPEN_ONLY.contains(&kind));
        Self { list, row, name: None, group: None, placed: false }
    }

    /// The same under a name of the tab's own, with a line between groups.
    pub(super) const fn named(mut self, name: &'static str, group: Option<Group>) -> Self {
        (self.name, self.group) = (Some(name), group);
        self
    }

    /// Rows of the screen that a row of the list takes.
    fn row_height(&self, area: Area) -> u16 {
        let spec = self.list.kind.spec();
        let more = spec.has_state() || !spec.due.is_empty() || self.row.is_some() || spec.kind == Kind::CheckIn;
        if more && area.width < COLUMNS && area.height >= 8 && area.width >= 24 { 2 } else { 1 }
    }

    /// The heading, and the rows below it.
    fn parts(area: Area) -> (Area, Area) {
        let head = if area.height >= 14 { 2 } else { u16::from(area.height >= 7 && area.width >= 24) };
        (Area { height: head.min(1), ..area }, inset(area, 0, head))
    }

    /// How many of its rows an area shows.
    fn height(&self, area: Area) -> usize {
        let rows = Self::parts(area).1;
        let rest = rows.height.saturating_sub(if self.group.is_some() { line_between(rows) } else { 0 });
        usize::from(rest / self.row_height(rows).max(1)).max(1)
    }

    /// The rows in sight, each with its place and whether the cursor is on it; and the line above it, where a group begins.
    fn placed_rows(&self, area: Area, now: &Now) -> Vec<(Area, &ask::Row, bool, Option<&'static str>)> {
        let rows = Self::parts(area).1;
        let height = self.row_height(rows);
        let (mut y, mut before, mut placed) = (rows.y, None, Vec::new());
        for (row, selected) in self.list.visible(self.height(area)) {
            let group = self.group.map(|group| group(row, now));
            let begins = group.filter(|group| before.is_some_and(|before| before != *group));
            before = group;
            if begins.is_some() {
                y = y.saturating_add(line_between(rows));
            }
            placed.push((Area::new(rows.x, y, rows.width, height).intersection(rows), row, selected, begins));
            y = y.saturating_add(height);
        }
        placed
    }

    /// Puts the cursor on what comes next, the first time the list is there: the last row of its first group.
    fn begin(&mut self, cx: &mut Context<'_>) {
        let Some(group) = self.group.filter(|_| !std::mem::replace(&mut self.placed, true)) else { return };
        let rows: Vec<_> = self.list.visible(self.list.total()).map(|(row, _)| group(row, &cx.now)).collect();
        let first = rows.iter().take_while(|name| Some(*name) == rows.first()).count();
        let height = self.height(cx.area);
        if first < rows.len() {
            (1..first).for_each(|_| self.list.motion(Motion::Down, height, cx));
        }
    }
}

/// Rows that the line between two groups takes.
fn line_between(rows: Area) -> u16 {
    if rows.height >= 12 { 2 } else { 1 }
}

impl Pane for Listing {
    fn name(&self) -> String {
        self.name.map_or_else(|| words::capital(self.list.kind.spec().plural), str::to_owned)
    }

    fn kind(&self) -> Kind {
        self.list.kind
    }

    fn selected(&self) -> Option<(Kind, Id)> {
        self.list.selected().map(|row| (row.kind, row.id))
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.list.refresh(cx);
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        let mine = self.list.answer(ticket, answer, cx);
        if mine && self.list.is_loaded() {
            self.begin(cx);
        }
        mine
    }

    fn failed(&mut self, ticket: Ticket) {
        self.list.failed(ticket);
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let height = self.height(cx.area);
        self.list.motion(motion, height, cx);
    }

    fn click(&mut self, _x: u16, y: u16, cx: &mut Context<'_>) -> bool {
        let placed = self.placed_rows(cx.area, &cx.now);
        let Some(at) = placed.iter().position(|(area, ..)| (area.top()..area.bottom()).contains(&y)) else {
            return false;
        };
        let height = self.height(cx.area);
        self.list.click(at, height, cx)
    }

    fn draw(&self, area: Area, focus: bool, now: &Now, painter: &mut Painter<'_>) {
        let (heading, rows) = Self::parts(area);
        let placed = self.placed_rows(area, now);
        if heading.height > 0 {
            let first = placed.first().and_then(|(_, row, ..)| Some(self.group?(row, now)));
            draw_heading(&self.list, first.or(self.name), first.is_some(), heading, painter);
        }
        if self.list.total() == 0 && self.list.is_loaded() {
            painter.rows(rows, &empty(&self.list, self.name, usize::from(rows.width)));
            return;
        }
        for (area, row, selected, begins) in placed {
            if let Some(group) = begins.filter(|_| area.y > rows.y) {
                painter.row(area.x, area.y - 1, area.width, &words::heading(group));
            }
            match self.row {
                Some(own) => {
                    let lines = own(row, usize::from(area.width), area.height, now);
                    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
                        painter.ends(area.x, y, area.width, &line.left, &line.right);
                    }
                }
                None => draw_row(row, area, selected && focus, now, painter),
            }
            if selected {
                let left = area.x.min(2);
                painter.band(Area::new(area.x - left, area.y, area.width + left + 1, area.height));
            }
        }
    }

    fn list(&self) -> Option<&List> {
        Some(&self.list)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}

/// What is listed and how much of it, or the filter while it is typed.
fn draw_heading(list: &List, name: Option<&str>, grouped: bool, heading: Area, painter: &mut Painter<'_>) {
    let open_only = !list.closed && !list.kind.spec().closed.is_empty();
    let name = name.unwrap_or(list.kind.spec().plural);
    let what = if open_only { format!("open {name}") } else { name.to_owned() };
    let count = match list.is_loaded() {
        // Of all groups, not of the one that is named.
        true if list.has_more() => format!("{}+", list.total()),
        true if grouped => format!("{} in all", list.total()),
        true => list.total().to_string(),
        false => String::new(),
    };
    let count = Row::of(count, Role::Dim);
    if list.is_filtering() {
        let used = painter.put(heading.x, heading.y, heading.width, "/ ", Role::Accent);
        // What is typed goes before how much it finds, where there is no room for both.
        let wide = u16::try_from(count.width()).unwrap_or(u16::MAX);
        let wide = if wide + 12 <= heading.width { wide } else { 0 };
        let line = Area::new(heading.x + used, heading.y, heading.width.saturating_sub(used + wide + 2), 1);
        list.filter().draw(line, painter, &[], true);
        painter.ends(heading.right().saturating_sub(wide), heading.y, wide, &Row::new(), &count);
        return;
    }
    let mut left = words::heading(&what);
    if !list.filter().is_empty() {
        let said: String = list.filter().text().chars().take(usize::from(heading.width)).collect();
        left = left.with(format!("  /{said}"), Role::Accent);
    }
    painter.ends(heading.x, heading.y, heading.width, &left, &count);
}

/// A row of the list: on one line with columns, or title and facts on two.
fn draw_row(row: &ask::Row, area: Area, strong: bool, now: &Now, painter: &mut Painter<'_>) {
    // What is dated by the day it was done is done once it has one.
    let done = row.kind.spec().day == "done" && row.day.is_some();
    let closed = done || row.state.as_deref().is_some_and(|state| row.kind.spec().closed.contains(&state));
    let (mark, mark_role) =
        if done { (glyph::DONE, Role::Good) } else { words::state_glyph(row.kind, row.state.as_deref()) };
    let title = if row.title.is_empty() { row.kind.spec().label } else { row.title.as_str() };
    let role = match (strong, closed) {
        (true, _) => Role::Strong,
        (false, true) => Role::Dim,
        (false, false) => Role::Text,
    };
    let marked = row.state.is_some() || row.kind.spec().day == "done";
    let mut left = if marked { Row::of(mark, mark_role).with(" ", Role::Dim) } else { Row::new() };
    left.push(title, role);
    let state = match &row.state {
        Some(state) => Row::of(words::state_word(state), words::state_role(state)),
        None => Row::new(),
    };
    let date = match (row.due, row.day) {
        // To look back at a decision is no promise that could be late.
        (Some(due), _) if row.kind != Kind::Meeting && !closed => words::due(due, row.kind != Kind::Decision, now),
        (due, day) => day.or(due).map(|day| words::dated(day, now)).unwrap_or_default(),
    };
    let shared = if row.shared { Row::of("shared", Role::Private) } else { Row::new() };
    if let ask::Facts::Of(whole) = &row.facts {
        let whole = Row::of(whole.as_str(), Role::Dim);
        let left = if area.height >= 2 { left } else { left.with("   ", Role::Dim).then(whole.clone()) };
        painter.ends(area.x, area.y, area.width, &left, &date);
        if area.height >= 2 {
            painter.ends(area.x, area.y + 1, area.width, &Row::of("  ", Role::Dim).then(whole), &shared);
        }
        return;
    }
    if area.height >= 2 {
        painter.ends(area.x, area.y, area.width, &left, &Row::new());
        let date = if marked { Row::of("  ", Role::Dim).then(date) } else { date };
        let mut both = shared;
        for (text, role) in state.runs() {
            both.dotted(text.clone(), *role);
        }
        let right = if date.width() + both.width() + 2 <= usize::from(area.width) { both } else { state };
        painter.ends(area.x, area.y + 1, area.width, &date, &right);
        return;
    }
    let plain = row.due.or(row.day).map(|day| Row::of(dates::say(day, now), Role::Dim)).unwrap_or_default();
    let right = if area.width >= COLUMNS {
        let date = if date.width() <= DATES { date } else { plain };
        let gap = |row: &Row, columns: usize| " ".repeat(columns.saturating_sub(row.width()));
        let shared = if area.width >= ROOMY { shared } else { Row::new() };
        let before = if area.width >= ROOMY { gap(&shared, 8) } else { String::new() };
        let (between, behind) = (gap(&state, 13), gap(&date, DATES));
        shared.with(before, Role::Dim).then(state).with(between, Role::Dim).then(date).with(behind, Role::Dim)
    } else if row.state.is_some() {
        state
    } else {
        plain
    };
    painter.ends(area.x, area.y, area.width, &left, &right);
}

/// Why a list is empty, and which key fills it.
fn empty(list: &List, name: Option<&str>, columns: usize) -> Vec<Row> {
    let spec = list.kind.spec();
    let plural = name.map_or(spec.plural.to_owned(), str::to_lowercase);
    if !list.filter().is_empty() {
        let mut rows = paragraph(&words::nothing_with(&list.filter().text()), columns, Role::Text);
        rows.push(Row::of("Esc", Role::Accent).with(" shows all of them.", Role::Dim));
        return rows;
    }
    let text = if list.closed { format!("No {plural} yet.") } else { format!("No open {plural}.") };
    let mut rows = vec![Row::of(text, Role::Text)];
    rows.extend(paragraph(&format!("{}.", spec.about), columns, Role::Dim));
    rows.push(Row::new());
    rows.push(Row::of("n", Role::Accent).with(" makes one.", Role::Dim));
    if !list.closed {
        rows.push(Row::of("a", Role::Accent).with(" lists closed ones too.", Role::Dim));
    }
    rows
}
