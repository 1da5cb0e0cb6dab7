//! Draws a table of a form: heads and rows side by side where there is room for that, else the cells of the row at the
//! cursor one below the other.

use crate::domain::{Field, Now, Shown, Type};

use super::{Line, Table};
use crate::ui::form::input::{Input, Understood};
use crate::ui::ink::Row;
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;

/// Columns between two cells.
const GAP: u16 = 2;

/// The least that a column of texts takes; where that is not to be had the cells stand one below the other.
const LEAST: u16 = 12;

/// The most that a column of short values takes.
const MOST: u16 = 18;

/// What stands on a line of the drawn table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Heads,
    Row(usize),
    Cell(usize, usize),
    More(usize),
}

impl Table {
    /// Columns that the numbers of the rows take, with the mark of the row at the cursor before them.
    fn numbers(&self) -> u16 {
        u16::try_from(self.lines.len().to_string().len()).unwrap_or(3) + 2
    }

    /// The columns of each cell where they fit side by side.
    fn widths(&self, room: u16, now: &Now) -> Option<Vec<u16>> {
        let gaps = GAP * u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(0);
        let wide = |column: usize, field: &'static Field| {
            let cells = self.lines.iter().filter_map(|line| line.cells.get(column));
            let cells = cells.map(|cell| Shown::line(&cell.shown(field, now)).width());
            let widest = cells.chain([field.label.len()]).max().unwrap_or(0);
            u16::try_from(widest).unwrap_or(u16::MAX)
        };
        let wanted: Vec<(bool, u16)> = self
            .columns
            .iter()
            .enumerate()
            .map(|(n, field)| match field.ty {
                Type::Day(_) | Type::Instant(_) => (false, wide(n, field).clamp(12, MOST)),
                Type::Integer { .. } | Type::Number | Type::Flag | Type::Choice(_) => {
                    (false, wide(n, field).clamp(6, MOST))
                }
                _ => (true, wide(n, field).max(LEAST)),
            })
            .collect();
        let short: u16 = wanted.iter().filter(|(texts, _)| !texts).map(|(_, wide)| *wide).sum();
        let mut rest = room.checked_sub(gaps.saturating_add(short))?;
        let mut texts: Vec<_> = wanted.iter().enumerate().filter(|(_, (texts, _))| *texts).map(|(n, _)| n).collect();
        if rest < LEAST * u16::try_from(texts.len()).unwrap_or(0) {
            return None;
        }
        let mut widths: Vec<u16> = wanted.iter().map(|(_, wide)| *wide).collect();
        // The narrowest has what it wants first; what is left over goes to the widest.
        texts.sort_by_key(|n| wanted.get(*n).map(|(_, wide)| *wide));
        let mut left = u16::try_from(texts.len()).unwrap_or(1);
        for n in texts {
            if let Some(width) = widths.get_mut(n) {
                *width = if left <= 1 { rest } else { (*width).min(rest / left) };
                rest -= *width;
            }
            left = left.saturating_sub(1);
        }
        Some(widths)
    }

    /// The lines it is drawn on in this room, and the columns of the cells where those stand side by side.
    fn parts(&self, room: u16, most: usize, focus: bool, now: &Now) -> (Vec<Part>, Option<Vec<u16>>) {
        if !focus {
            let filled = self.lines.iter().enumerate().filter(|(_, line)| !line.is_blank());
            let mut parts: Vec<_> = filled.map(|(n, _)| Part::Row(n)).collect();
            if parts.len() > most {
                let more = parts.len() + 1 - most;
                parts.truncate(most.saturating_sub(1));
                parts.push(Part::More(more));
            }
            return (parts, self.widths(room, now));
        }
        let widths = self.widths(room.saturating_sub(self.numbers()), now);
        let mut parts = Vec::with_capacity(self.lines.len() + self.columns.len());
        if widths.is_some() && !self.is_list() {
            parts.push(Part::Heads);
        }
        for n in 0..self.lines.len() {
            if widths.is_none() && n == self.row {
                parts.extend((0..self.columns.len()).map(|column| Part::Cell(n, column)));
            } else {
                parts.push(Part::Row(n));
            }
        }
        // The heads stay where they are; of the rest, what the cursor is on is in sight.
        let heads = usize::from(parts.first() == Some(&Part::Heads));
        let at =
            parts.iter().position(|part| *part == Part::Row(self.row) || *part == Part::Cell(self.row, self.column));
        let page = most.saturating_sub(heads).max(1);
        let top = (at.unwrap_or(0) + 1).saturating_sub(heads + page);
        parts.drain(heads..heads + top.min(parts.len() - heads));
        parts.truncate(most.max(1));
        (parts, widths)
    }

    /// Rows it takes in this room.
    pub(in crate::ui::form) fn height(&self, room: u16, most: usize, focus: bool, now: &Now) -> usize {
        self.parts(room, most, focus, now).0.len().max(1)
    }

    /// Where the cell of a part begins and how wide it is; the room of its label is before it where they are stacked.
    fn place(&self, column: usize, widths: Option<&[u16]>, area: Area, focus: bool) -> (u16, u16) {
        let from = if focus { self.numbers() } else { 0 };
        let (from, wide) = if let Some(widths) = widths {
            let before: u16 = widths.iter().take(column).map(|wide| wide + GAP).sum();
            (from + before, widths.get(column).copied().unwrap_or(0))
        } else {
            let labels = self.columns.iter().map(|column| column.label.len()).max().unwrap_or(0);
            let labels = u16::try_from(labels).unwrap_or(0).min(area.width / 2) + GAP;
            (from + labels, area.width.saturating_sub(from + labels))
        };
        (area.x.saturating_add(from), wide.min(area.width.saturating_sub(from)))
    }

    /// The area of the cell at the cursor, in that of the table; of one row.
    pub(in crate::ui::form) fn cell_area(&self, area: Area, now: &Now) -> Area {
        let widths = self.widths(area.width.saturating_sub(self.numbers()), now);
        let (x, wide) = self.place(self.column, widths.as_deref(), area, true);
        Area::new(x, area.y, wide.max(1), 1)
    }

    /// A click at a place within its area: the cursor goes to that cell.
    pub(in crate::ui::form) fn click(&mut self, x: u16, y: u16, area: Area, now: &Now) {
        let (parts, widths) = self.parts(area.width, usize::from(area.height), true, now);
        let part = y.checked_sub(area.y).and_then(|n| parts.get(usize::from(n))).copied();
        match part {
            Some(Part::Row(row)) => {
                self.row = row;
                if widths.is_some() {
                    let within = |n: &usize| {
                        let (from, wide) = self.place(*n, widths.as_deref(), area, true);
                        x < from.saturating_add(wide + GAP)
                    };
                    self.column = (0..self.columns.len()).find(within).unwrap_or(self.columns.len() - 1);
                }
            }
            Some(Part::Cell(row, column)) => (self.row, self.column) = (row, column),
            Some(Part::Heads | Part::More(_)) | None => {}
        }
    }

    /// Draws it; with the focus its row at the cursor is marked and the cell can be typed into.
    pub(in crate::ui::form) fn draw(&self, area: Area, focus: bool, now: &Now, painter: &mut Painter<'_>) {
        let (parts, widths) = self.parts(area.width, usize::from(area.height), focus, now);
        let widths = widths.as_deref();
        if parts.is_empty() {
            painter.put(area.x, area.y, area.width, "·", Role::Faint);
        }
        for (part, y) in parts.iter().zip(area.top()..area.bottom()) {
            match *part {
                Part::Heads => self.draw_heads(y, area, widths, painter),
                Part::More(n) => {
                    painter.put(area.x, y, area.width, format!("and {n} more"), Role::Dim);
                }
                Part::Row(n) => self.draw_row(n, y, area, widths, focus, now, painter),
                Part::Cell(n, column) => {
                    if column == 0 {
                        self.number(n, y, area, painter);
                    }
                    let (x, wide) = self.place(column, None, area, true);
                    let here = column == self.column;
                    let label = self.columns.get(column).map_or("", |field| field.label);
                    let from = area.x.saturating_add(self.numbers());
                    let role = if here { Role::Strong } else { Role::Dim };
                    painter.put(from, y, x.saturating_sub(from + 1), label, role);
                    self.draw_cell(n, column, Area::new(x, y, wide, 1), here, now, painter);
                    painter.band(Area::new(area.x, y, area.width, 1));
                }
            }
        }
    }

    /// The number of a row.
    fn number(&self, n: usize, y: u16, area: Area, painter: &mut Painter<'_>) {
        let wide = self.numbers();
        painter.put(area.x + 1, y, wide, format!("{:>1$}", n + 1, usize::from(wide) - 2), Role::Dim);
    }

    fn draw_heads(&self, y: u16, area: Area, widths: Option<&[u16]>, painter: &mut Painter<'_>) {
        for (n, field) in self.columns.iter().enumerate() {
            let (x, wide) = self.place(n, widths, area, true);
            let role = if n == self.column { Role::Accent } else { Role::Dim };
            painter.put(x, y, wide, field.label, role);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a row is drawn at a place, in a room, at a moment")]
    fn draw_row(
        &self,
        n: usize,
        y: u16,
        area: Area,
        widths: Option<&[u16]>,
        focus: bool,
        now: &Now,
        painter: &mut Painter<'_>,
    ) {
        let Some(line) = self.lines.get(n) else { return };
        let at_hand = focus && n == self.row;
        if focus {
            self.number(n, y, area, painter);
        }
        if widths.is_some() {
            for column in 0..self.columns.len() {
                let (x, wide) = self.place(column, widths, area, focus);
                self.draw_cell(n, column, Area::new(x, y, wide, 1), at_hand && column == self.column, now, painter);
            }
        } else {
            let from = if focus { self.numbers() } else { 0 };
            painter.row(area.x + from, y, area.width.saturating_sub(from), &joined(line, self.columns, now));
        }
        if at_hand {
            painter.band(Area::new(area.x, y, area.width, 1));
        }
    }

    fn draw_cell(&self, row: usize, column: usize, area: Area, here: bool, now: &Now, painter: &mut Painter<'_>) {
        let cell = self.lines.get(row).and_then(|line| line.cells.get(column));
        let (Some(cell), Some(field)) = (cell, self.columns.get(column)) else { return };
        if let Some(editor) = cell.editor().filter(|_| here) {
            editor.draw(area, painter, &[], true);
        } else {
            let shown = cell.shown(field, now);
            let wrong = matches!(cell.understood(field, now), Some(Understood::Not(_)));
            let role = match cell {
                _ if wrong => Role::Soon,
                Input::Links { .. } => Role::Accent,
                Input::Choice(..) if here => Role::Accent,
                _ => Role::Text,
            };
            let blank = shown.is_empty();
            painter.put(
                area.x,
                area.y,
                area.width,
                if blank { "·" } else { &shown },
                if blank { Role::Faint } else { role },
            );
            if here {
                painter.place_cursor(area.x, area.y);
            }
        }
    }
}

/// A row where there is no room for columns.
fn joined(line: &Line, columns: &'static [Field], now: &Now) -> Row {
    let mut row = Row::new();
    for (cell, field) in line.cells.iter().zip(columns) {
        row.dotted(cell.shown(field, now), Role::Text);
    }
    if row.is_empty() { Row::of("·", Role::Faint) } else { row }
}
