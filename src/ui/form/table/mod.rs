//! The table of a field that holds several values: rows with the columns of its field table, each cell filled in like a
//! field of its own. Keeps what is half filled in; a row that was not touched is saved as it was.

mod view;

use serde_json::{Value, json};

use crate::domain::field::{self, Field};
use crate::domain::{Id, Now};

use super::input::{Input, Link, Taken};
use crate::ui::editor::Done;
use crate::ui::key::{Chord, Key};
use crate::ui::paint::Area;

/// What stands between the columns of a row that is written as a line.
const COLUMN: char = '|';

/// The one column of a list of texts.
const ITEM: &[Field] = &[field::line("", "").named("item")];

/// Rows being filled in. There is always one to type into.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) columns: &'static [Field],
    pub(super) lines: Vec<Line>,
    pub(super) row: usize,
    pub(super) column: usize,
    /// Rows that were taken out, the last one last, and where they stood.
    gone: Vec<(usize, Line)>,
    now: Now,
}

/// A row.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// What it was at first; `null` for a new one.
    was: Value,
    /// What its cells were at first, as a draft would keep them.
    first: Vec<Value>,
    pub(super) cells: Vec<Input>,
}

/// What the keys of a table do to its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A new row below this one.
    Add,
    /// This row goes.
    Remove,
    /// The row that went last comes back.
    BringBack,
    /// This row one up.
    Up,
    /// This row one down.
    Down,
}

impl Line {
    fn of(columns: &'static [Field], was: Value, links: &[(Id, String)], now: &Now) -> Self {
        let cell = |column: &'static Field| {
            let value = if is_list(columns) { Some(&was) } else { was.get(column.name) };
            let default = was.is_null().then(|| column.default_value(now)).flatten();
            Input::of(column, value.or(default.as_ref()).unwrap_or(&Value::Null), links, now)
        };
        let cells: Vec<_> = columns.iter().map(cell).collect();
        let first = cells.iter().map(Input::kept).collect();
        Self { was, first, cells }
    }

    fn is_touched(&self) -> bool {
        self.cells.iter().zip(&self.first).any(|(cell, first)| cell.kept() != *first)
    }

    /// Whether there is nothing in it to be saved.
    pub(super) fn is_blank(&self) -> bool {
        if self.is_touched() { self.cells.iter().all(Input::is_empty) } else { self.was.is_null() }
    }

    /// What it comes to.
    fn value(&self, columns: &'static [Field], now: &Now) -> Result<Value, (usize, String)> {
        if !self.is_touched() && !self.was.is_null() {
            return Ok(self.was.clone());
        }
        let mut row = self.was.as_object().cloned().unwrap_or_default();
        for (n, (column, cell)) in columns.iter().zip(&self.cells).enumerate() {
            let untouched = self.first.get(n).is_some_and(|first| *first == cell.kept());
            if untouched && row.contains_key(column.name) {
                continue;
            }
            let value = cell.value(column, now).map_err(|why| (n, why))?;
            if column.required && value.is_null() {
                return Err((n, format!("{} is needed.", column.label)));
            }
            if is_list(columns) {
                return Ok(value);
            }
            row.insert(column.name.to_owned(), value);
        }
        Ok(Value::Object(row))
    }

    fn kept(&self) -> Value {
        let cells: Vec<_> = self.cells.iter().map(Input::kept).collect();
        if self.was.is_null() { json!({ "cells": cells }) } else { json!({ "was": self.was, "cells": cells }) }
    }

    /// The row as a line of text.
    fn text(&self) -> String {
        let cells: Vec<_> = self.cells.iter().map(|cell| cell.plain().replace(COLUMN, " ")).collect();
        cells.join(" | ").trim_end_matches([' ', COLUMN]).to_owned()
    }

    /// Fills the cells from this one on with the parts of a line.
    fn fill(&mut self, columns: &'static [Field], from: usize, line: &str) {
        let list = is_list(columns);
        // `2026-05-06=10` is how the command line spells a pair of date and value.
        let pair = columns.len() == 2 && !line.contains([COLUMN, '\t']);
        let parts: Vec<_> = match (list, pair) {
            (true, _) => vec![line],
            (_, true) => line.splitn(2, '=').collect(),
            _ => line.split([COLUMN, '\t']).collect(),
        };
        let mut parts = parts.into_iter();
        for cell in self.cells.iter_mut().skip(from) {
            match parts.next() {
                Some(part) => cell.put(part.trim()),
                None if from == 0 => cell.put(""),
                None => {}
            }
        }
    }
}

/// Whether these are the columns of a list of texts.
fn is_list(columns: &[Field]) -> bool {
    columns.first().is_some_and(|column| column.label.is_empty())
}

impl Table {
    /// A table of little records with these columns.
    pub(super) fn of(columns: &'static [Field], values: &Value, links: &[(Id, String)], now: &Now) -> Self {
        let values = values.as_array().into_iter().flatten();
        let lines = values.map(|value| Line::of(columns, value.clone(), links, now)).collect();
        let mut table = Self { columns, lines, row: 0, column: 0, gone: Vec::new(), now: *now };
        table.settle();
        table
    }

    /// A list of texts.
    pub(super) fn list(values: &Value, now: &Now) -> Self {
        Self::of(ITEM, values, &[], now)
    }

    /// Whether it is a list of texts, which has no heads.
    pub(super) fn is_list(&self) -> bool {
        is_list(self.columns)
    }

    fn blank(&self) -> Line {
        Line::of(self.columns, Value::Null, &[], &self.now)
    }

    /// Which row the cursor is on, in words.
    pub(super) fn place_in_words(&self) -> String {
        format!("row {} of {}", self.row + 1, self.lines.len())
    }

    /// The column at the cursor.
    pub(super) fn here(&self) -> Option<&'static Field> {
        self.columns.get(self.column)
    }

    /// The cell at the cursor.
    pub(super) fn cell(&self) -> Option<&Input> {
        self.lines.get(self.row)?.cells.get(self.column)
    }

    /// The cell at the cursor, to be changed.
    pub(super) fn cell_mut(&mut self) -> Option<&mut Input> {
        self.lines.get_mut(self.row)?.cells.get_mut(self.column)
    }

    /// The rows with something in them.
    pub(super) fn filled(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| !line.is_blank())
    }

    /// The focus leaves it: rows with nothing in them go.
    pub(super) fn settle(&mut self) {
        let before = self.lines.iter().take(self.row).filter(|line| !line.is_blank()).count();
        self.lines.retain(|line| !line.is_blank());
        self.row = before.min(self.lines.len().saturating_sub(1));
        if self.lines.is_empty() {
            self.lines.push(self.blank());
        }
        self.column = self.column.min(self.columns.len().saturating_sub(1));
    }

    /// Whether there is more than the row that is always there.
    pub(super) fn can(&self, deed: Deed) -> bool {
        match deed {
            Deed::Add => self.lines.get(self.row).is_some_and(|line| !line.is_blank()),
            Deed::Remove => self.lines.len() > 1 || self.lines.iter().any(|line| !line.is_blank()),
            Deed::BringBack => !self.gone.is_empty(),
            Deed::Up => self.row > 0,
            Deed::Down => self.row + 1 < self.lines.len(),
        }
    }

    /// Does something to the rows.
    pub(super) fn act(&mut self, deed: Deed) {
        if !self.can(deed) {
            return;
        }
        match deed {
            Deed::Add => {
                self.row = (self.row + 1).min(self.lines.len());
                self.lines.insert(self.row, self.blank());
                self.column = 0;
            }
            Deed::Remove => {
                let line = self.lines.remove(self.row);
                if !line.is_blank() {
                    self.gone.push((self.row, line));
                }
                if self.lines.is_empty() {
                    self.lines.push(self.blank());
                }
                self.row = self.row.min(self.lines.len() - 1);
            }
            Deed::BringBack => {
                if let Some((at, line)) = self.gone.pop() {
                    self.row = at.min(self.lines.len());
                    self.lines.insert(self.row, line);
                }
            }
            Deed::Up => {
                self.lines.swap(self.row, self.row - 1);
                self.row -= 1;
            }
            Deed::Down => {
                self.lines.swap(self.row, self.row + 1);
                self.row += 1;
            }
        }
    }

    /// Does what a key says, the cell lying here; a key that leads out of the table is none of its own.
    pub(super) fn key(&mut self, chord: Chord, area: Area) -> Taken {
        let plain = !chord.ctrl && !chord.alt;
        let (start, end) = self.cell().map_or((true, true), Input::ends);
        let empty = self.cell().is_some_and(Input::is_empty);
        let picks = matches!(self.cell(), Some(Input::Links { .. }));
        match chord.key {
            Key::Enter if plain && !picks => return self.on(),
            Key::Up | Key::Down if plain => return self.vertical(chord.key == Key::Down),
            Key::Left if plain && start && self.column > 0 => {
                self.column -= 1;
                return Taken::Text(Done::Moved);
            }
            Key::Right if plain && end && self.column + 1 < self.columns.len() => {
                self.column += 1;
                return Taken::Text(Done::Moved);
            }
            Key::Backspace if plain && empty && self.column > 0 => {
                self.column -= 1;
                return Taken::Text(Done::Moved);
            }
            Key::Backspace
                if plain && empty && self.row > 0 && self.lines.get(self.row).is_some_and(Line::is_blank) =>
            {
                self.lines.remove(self.row);
                self.row -= 1;
                self.column = self.columns.len().saturating_sub(1);
                return Taken::Changed;
            }
            _ => {}
        }
        self.cell_mut().map_or(Taken::Nothing, |cell| cell.key(chord, area))
    }

    /// To the next cell; behind the last one to the next row, and out of a row with nothing in it.
    fn on(&mut self) -> Taken {
        if self.lines.get(self.row).is_some_and(Line::is_blank) {
            return Taken::Nothing;
        }
        if self.column + 1 < self.columns.len() {
            self.column += 1;
            return Taken::Text(Done::Moved);
        }
        self.column = 0;
        self.vertical(true)
    }

    /// A row up or down; below the last one there is a new one, unless it has nothing in it.
    fn vertical(&mut self, down: bool) -> Taken {
        if !down {
            if self.row == 0 {
                return Taken::Nothing;
            }
            self.row -= 1;
            return Taken::Text(Done::Moved);
        }
        if self.row + 1 < self.lines.len() {
            self.row += 1;
            return Taken::Text(Done::Moved);
        }
        if self.lines.get(self.row).is_none_or(Line::is_blank) {
            return Taken::Nothing;
        }
        self.lines.push(self.blank());
        self.row += 1;
        Taken::Text(Done::Moved)
    }

    /// Text pasted into it: into the cell, or where it has several lines or columns over as many rows and cells.
    pub(super) fn paste(&mut self, text: &str) {
        let text = text.trim_end_matches('\n');
        let blank = self.lines.get(self.row).is_none_or(Line::is_blank);
        let pair = self.columns.len() == 2 && blank && text.contains('=');
        let spread = pair || text.contains('\n') || (!self.is_list() && text.contains([COLUMN, '\t']));
        if !spread {
            if let Some(editor) = self.cell_mut().and_then(Input::editor_mut) {
                editor.insert(text);
            }
            return;
        }
        let from = self.column;
        for (n, line) in text.split('\n').filter(|line| !line.trim().is_empty()).enumerate() {
            if n > 0 || self.lines.get(self.row).is_none_or(|line| from == 0 && !line.is_blank()) {
                self.row = (self.row + 1).min(self.lines.len());
                self.lines.insert(self.row, self.blank());
            }
            let columns = self.columns;
            if let Some(row) = self.lines.get_mut(self.row) {
                row.fill(columns, if n > 0 { 0 } else { from }, line);
            }
        }
    }

    /// All rows, one a line, to be written elsewhere.
    pub(super) fn text(&self) -> String {
        self.filled().map(Line::text).collect::<Vec<_>>().join("\n")
    }

    /// Takes rows that were written elsewhere, one a line. One that reads as it did is what it was; the others take the
    /// places of those that are gone, with what of them was not written out.
    pub(super) fn set_text(&mut self, text: &str) {
        let mut old: Vec<_> = std::mem::take(&mut self.lines).into_iter().map(Some).collect();
        let mut same = |text: &str| {
            let found = old.iter_mut().find(|line| line.as_ref().is_some_and(|line| line.text() == text));
            found.and_then(Option::take).ok_or_else(|| text.to_owned())
        };
        let texts = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
        let new: Vec<_> = texts.map(&mut same).collect();
        let mut rest = old.into_iter().flatten();
        for line in new {
            let line = line.unwrap_or_else(|text| {
                let mut line = rest.next().unwrap_or_else(|| self.blank());
                line.fill(self.columns, 0, &text);
                line
            });
            self.lines.push(line);
        }
        self.row = 0;
        self.settle();
    }

    /// As a draft keeps it.
    pub(super) fn kept(&self) -> Value {
        self.filled().map(Line::kept).collect()
    }

    /// Puts back what a draft kept; older drafts kept lines of text.
    pub(super) fn restore(&mut self, kept: &Value) {
        if let Some(text) = kept.as_str() {
            return self.set_text(text);
        }
        let line = |kept: &Value| {
            let was = kept.get("was").cloned().unwrap_or(Value::Null);
            let mut line = Line::of(self.columns, was, &[], &self.now);
            let cells = kept.get("cells").and_then(Value::as_array)?;
            for (cell, kept) in line.cells.iter_mut().zip(cells) {
                cell.restore(kept);
            }
            Some(line)
        };
        self.lines = kept.as_array().into_iter().flatten().filter_map(line).collect();
        self.settle();
    }

    /// What it comes to.
    ///
    /// # Errors
    /// One sentence, and the row and column that it is about.
    pub(super) fn value(&self, now: &Now) -> Result<Value, (usize, usize, String)> {
        let wrong = |n: usize, (column, why): (usize, String)| {
            let nth = self.lines.iter().take(n + 1).filter(|line| !line.is_blank()).count();
            (n, column, self.sentence(nth, column, &why))
        };
        let lines = self.lines.iter().enumerate().filter(|(_, line)| !line.is_blank());
        lines.map(|(n, line)| line.value(self.columns, now).map_err(|why| wrong(n, why))).collect()
    }

    /// What is wrong with a cell, and where it is.
    fn sentence(&self, nth: usize, column: usize, why: &str) -> String {
        let label = self.columns.get(column).map_or("", |column| column.label);
        if label.is_empty() || why.starts_with(label) {
            format!("Row {nth}: {why}")
        } else {
            format!("Row {nth}, {label}: {why}")
        }
    }

    /// Goes to the cell that cannot be saved as it is, where there is one.
    pub(super) fn go_to_wrong(&mut self, now: &Now) {
        if let Err((row, column, _)) = self.value(now) {
            (self.row, self.column) = (row, column);
        }
    }

    /// Takes a picked record into the cell at the cursor.
    pub(super) fn pick(&mut self, link: Link) {
        if let Some(cell) = self.cell_mut() {
            cell.pick(link);
        }
    }
}
