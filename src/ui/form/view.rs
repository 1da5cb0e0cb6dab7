//! Draws a form: labels, values, and below the focused field its help and what was understood.

use crate::domain::{Field, Now, Type};

use super::input::{Input, Understood, row_head};
use super::{Form, Of, Slot};
use crate::ui::glyph;
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter, inset};
use crate::ui::theme::Role;

/// The widest label column.
const LABELS_MAX: u16 = 22;

impl Form {
    /// Columns of the labels, in an area.
    fn label_columns(&self, area: Area) -> u16 {
        let widest = self.slots.iter().map(|slot| slot.of.label().len()).max().unwrap_or(0);
        u16::try_from(widest + 2).unwrap_or(LABELS_MAX).min(LABELS_MAX).min(area.width / 2)
    }

    /// The area of the focused field's value; its height is what a page of it holds.
    pub(super) fn field_area(&self, area: Area) -> Area {
        let labels = self.label_columns(area) + 2;
        Area::new(area.x, area.y, area.width.saturating_sub(labels), 8.min(area.height).max(1))
    }

    /// Rows a slot takes: its value, and below the focused one its help.
    fn rows(&self, at: usize, area: Area, now: &Now) -> u16 {
        let Some(slot) = self.slots.get(at) else { return 0 };
        let columns = self.field_area(area).width;
        let focus = at == self.focus;
        let most = if focus { 8 } else { 3 };
        let value = match slot.input.editor() {
            Some(editor) if !editor.is_single() => editor.height(columns, most).max(if focus { 2 } else { 1 }),
            _ => 1,
        };
        let below = if focus { self.below(slot, at, usize::from(columns), now).len() + 1 } else { 0 };
        u16::try_from(value + below).unwrap_or(u16::MAX)
    }

    /// The first slot to draw, so that the focused one is in sight with all below it.
    fn first(&self, area: Area, now: &Now) -> usize {
        let mut first = self.focus;
        let mut used = self.rows(self.focus, area, now);
        while let Some(before) = first.checked_sub(1) {
            used = used.saturating_add(self.rows(before, area, now));
            if used > area.height {
                break;
            }
            first = before;
        }
        first
    }

    /// The slot at a place of the screen.
    pub(super) fn slot_at(&self, x: u16, y: u16, area: Area, now: &Now) -> Option<usize> {
        let mut top = area.y;
        for at in self.first(area, now)..self.slots.len() {
            let bottom = top.saturating_add(self.rows(at, area, now));
            if (top..bottom.min(area.bottom())).contains(&y) && (area.left()..area.right()).contains(&x) {
                return Some(at);
            }
            top = bottom;
        }
        None
    }

    /// Draws the form into an area.
    pub fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        let labels = self.label_columns(area);
        let mut y = area.y;
        for (at, slot) in self.slots.iter().enumerate().skip(self.first(area, now)) {
            let rows = self.rows(at, area, now).min(area.bottom().saturating_sub(y));
            if rows == 0 {
                break;
            }
            let focus = at == self.focus;
            let label = match slot.of {
                Of::Field(field) if field.required => Row::of(field.label, Role::Dim).with(" *", Role::Accent),
                of => Row::of(of.label(), Role::Dim),
            };
            let label = if focus { label.all(Role::Strong) } else { label };
            painter.row(area.x + 2, y, labels, &label);
            let value = inset(Area::new(area.x, y, area.width, rows), labels + 2, 0);
            let below = if focus { self.below(slot, at, usize::from(value.width), now) } else { Vec::new() };
            let under = u16::try_from(below.len()).unwrap_or(0) + u16::from(focus);
            let value = Area::new(value.x, value.y, value.width, rows.saturating_sub(under).max(1));
            draw_value(slot, value, focus, painter);
            if focus {
                for y in y..y.saturating_add(value.height).min(area.bottom()) {
                    painter.put(area.x, y, 1, glyph::BAND, Role::Accent);
                }
            }
            for (n, row) in below.iter().enumerate() {
                let y = value.bottom().saturating_add(u16::try_from(n).unwrap_or(u16::MAX));
                if y < area.bottom() {
                    painter.row(value.x, y, value.width, row);
                }
            }
            y = y.saturating_add(rows);
        }
        if let Some(picker) = &self.picker {
            picker.draw(area, now, painter);
        }
    }

    /// What stands below the focused field: what is wrong or was understood, its help, its choices.
    fn below(&self, slot: &Slot, at: usize, columns: usize, now: &Now) -> Vec<Row> {
        let mut rows = Vec::new();
        let field = match slot.of {
            Of::Field(field) => Some(field),
            Of::Tags | Of::Visibility => None,
        };
        if let Some((_, why)) = self.error.as_ref().filter(|(wrong, _)| *wrong == at) {
            rows.extend(paragraph(why, columns, Role::Late));
        } else {
            match field.and_then(|field| slot.input.understood(field, now)) {
                Some(Understood::As(text)) => rows.push(Row::of(text, Role::Accent)),
                Some(Understood::Not(why)) => rows.extend(paragraph(&why, columns, Role::Soon)),
                None => {}
            }
        }
        if let Input::Choice(words, chosen) = &slot.input {
            rows.extend(choices(words, *chosen, columns));
        }
        let offered = if matches!(slot.of, Of::Tags) { self.offered_tags() } else { Vec::new() };
        if let Some((first, others)) = offered.split_first() {
            let mut row = Row::of("Right", Role::Accent).with(" takes ", Role::Dim).with(*first, Role::Text);
            for other in others {
                row.dotted(*other, Role::Dim);
            }
            rows.push(row.fit(columns));
        }
        let mut help = slot.of.help().to_owned();
        match field.map(|field| field.ty) {
            Some(Type::Rows(heads)) => help = format!("{help}; one a line: {}", row_head(heads)),
            Some(Type::Lines) => help = format!("{help}; one a line"),
            Some(Type::Day(_) | Type::Instant(_)) => help = format!("{help} · in plain words: fri, in 2 weeks, 26 nov"),
            Some(Type::Integer { .. }) if help_in_units(field) => help = format!("{help} · also 1 h 30 or 2 weeks"),
            Some(Type::Links(_)) => help = format!("{help} · Enter adds one, Backspace takes the last away"),
            Some(Type::Link(_) | Type::AnyLink | Type::Owner) => help = format!("{help} · Enter picks"),
            _ => {}
        }
        rows.extend(paragraph(&help, columns, Role::Dim));
        rows
    }
}

/// Whether a number can be said in units of time.
fn help_in_units(field: Option<&Field>) -> bool {
    field.is_some_and(|field| ["minutes", "length_min", "cadence_days"].contains(&field.name))
}

/// Draws the value of a slot.
fn draw_value(slot: &Slot, area: Area, focus: bool, painter: &mut Painter<'_>) {
    match &slot.input {
        Input::Text(editor) | Input::Rows(editor, _) => {
            if !focus && editor.is_empty() {
                painter.put(area.x, area.y, area.width, "·", Role::Faint);
            } else {
                editor.draw(area, painter, &[], focus);
            }
        }
        Input::Choice(words, at) => {
            let word = at.and_then(|at| words.get(at)).copied();
            let role = if focus { Role::Accent } else { Role::Text };
            painter.put(
                area.x,
                area.y,
                area.width,
                word.unwrap_or("·"),
                if word.is_some() { role } else { Role::Faint },
            );
        }
        Input::Flag(yes) => {
            let word = yes.map_or("·", |yes| if yes { "yes" } else { "no" });
            painter.put(area.x, area.y, area.width, word, if yes.is_some() { Role::Text } else { Role::Faint });
        }
        Input::Links { picked, .. } => {
            let mut row = Row::new();
            for link in picked {
                if !row.is_empty() {
                    row.push(", ", Role::Dim);
                }
                row.push(link.title.as_str(), Role::Accent);
            }
            if row.is_empty() {
                row.push("·", Role::Faint);
            }
            painter.row(area.x, area.y, area.width, &row);
        }
    }
    if focus && slot.input.editor().is_none() {
        painter.place_cursor(area.x, area.y);
    }
}

/// The words of a choice, the chosen one strong, on as many rows as they need.
fn choices(words: &[&'static str], chosen: Option<usize>, columns: usize) -> Vec<Row> {
    let mut rows = vec![Row::new()];
    for (n, word) in words.iter().enumerate() {
        let gap = if n == 0 { 0 } else { 2 };
        if rows.last().is_some_and(|row| row.width() + gap + word.len() > columns && !row.is_empty()) {
            rows.push(Row::new());
        }
        if let Some(row) = rows.last_mut() {
            if !row.is_empty() {
                row.push("  ", Role::Dim);
            }
            row.push(*word, if chosen == Some(n) { Role::Accent } else { Role::Dim });
        }
    }
    rows
}
