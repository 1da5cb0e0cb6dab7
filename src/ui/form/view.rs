//! Draws a form: labels, values, and below the focused field its help and what was understood.

use crate::domain::{Field, Now, Type};

use super::input::{Input, Understood};
use super::{Form, Of, Slot};
use crate::ui::glyph;
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter, inset};
use crate::ui::theme::Role;

/// The widest label column.
const LABELS_MAX: u16 = 22;

/// Narrower than this, help has the whole width.
const NARROW: u16 = 48;

impl Form {
    /// Columns of the labels, in an area.
    fn label_columns(&self, area: Area) -> u16 {
        let widest = self.slots.iter().map(|slot| slot.of.label().len()).max().unwrap_or(0);
        u16::try_from(widest + 2).unwrap_or(LABELS_MAX).min(LABELS_MAX).min(area.width * 2 / 5)
    }

    /// The area of the focused field's value; its height is what a page of it holds.
    pub(super) fn field_area(&self, area: Area) -> Area {
        let labels = self.label_columns(area) + 2;
        Area::new(area.x, area.y, area.width.saturating_sub(labels), 8.min(area.height).max(1))
    }

    /// Where the keys of the focused field write: its value, or the cell of its table that the cursor is in.
    pub(super) fn keys_area(&self, area: Area, now: &Now) -> Area {
        let field = self.field_area(area);
        match self.slots.get(self.focus).and_then(|slot| slot.input.table()) {
            Some(table) if !table.is_list() => table.cell_area(beneath(area), now),
            Some(table) => table.cell_area(field, now),
            None => field,
        }
    }

    /// Rows a slot takes: its value, and below the focused one its help.
    fn rows(&self, at: usize, area: Area, now: &Now) -> u16 {
        let Some(slot) = self.slots.get(at) else { return 0 };
        let columns = self.field_area(area).width;
        let focus = at == self.focus;
        let most = if focus { 8 } else { 3 };
        let value = match &slot.input {
            Input::Rows(table) if focus && !table.is_list() => {
                // The table has the whole width, beneath its label.
                table.height(beneath(area).width, table_rows(area), true, now) + 1
            }
            Input::Rows(table) => table.height(columns, most, focus, now),
            input => match input.editor() {
                Some(editor) if !editor.is_single() => editor.height(columns, most).max(if focus { 2 } else { 1 }),
                _ => 1,
            },
        };
        let below = if focus { self.below(slot, at, below_columns(slot, area, columns), now).len() + 1 } else { 0 };
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

    /// The slot at a place of the screen, and where its value lies while it has the focus.
    pub(super) fn slot_at(&self, x: u16, y: u16, area: Area, now: &Now) -> Option<(usize, Area)> {
        let mut top = area.y;
        for at in self.first(area, now)..self.slots.len() {
            let bottom = top.saturating_add(self.rows(at, area, now));
            if (top..bottom.min(area.bottom())).contains(&y) && (area.left()..area.right()).contains(&x) {
                let rows = bottom.min(area.bottom()).saturating_sub(top);
                return self.slots.get(at).map(|slot| (at, self.value_area(slot, at == self.focus, top, rows, area)));
            }
            top = bottom;
        }
        None
    }

    /// Where the value of a slot lies that begins on row `top` and takes `rows`: beside its label, and a table that has
    /// the focus beneath it.
    fn value_area(&self, slot: &Slot, focus: bool, top: u16, rows: u16, area: Area) -> Area {
        let whole = Area::new(area.x, top, area.width, rows);
        if focus && is_wide(slot) { inset(whole, 1, 1) } else { inset(whole, self.label_columns(area) + 2, 0) }
    }

    /// Draws the form into an area.
    pub fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        let labels = self.label_columns(area);
        let (mut y, mut last) = (area.y, 0);
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
            let value = self.value_area(slot, focus, y, rows, area);
            let columns = self.field_area(area).width;
            let below = if focus { self.below(slot, at, below_columns(slot, area, columns), now) } else { Vec::new() };
            let under = u16::try_from(below.len()).unwrap_or(0) + u16::from(focus);
            let value = Area { height: value.height.saturating_sub(under).max(1), ..value };
            draw_value(slot, value, focus, now, painter);
            if focus {
                // The rows of a table have a band of their own.
                let end = if is_wide(slot) { y + 1 } else { value.bottom() };
                for y in y..end.min(area.bottom()) {
                    painter.put(area.x, y, 1, glyph::BAND, Role::Accent);
                }
                if let Some(table) = slot.input.table().filter(|_| is_wide(slot)) {
                    painter.ends(value.x, y, value.width, &Row::new(), &Row::of(table.place_in_words(), Role::Dim));
                }
            }
            let beside = below_area(slot, area, value);
            for (n, row) in below.iter().enumerate() {
                let y = value.bottom().saturating_add(u16::try_from(n).unwrap_or(u16::MAX));
                if y < area.bottom() {
                    painter.row(beside.x, y, beside.width, row);
                }
            }
            y = y.saturating_add(rows);
            last = at + 1;
        }
        painter.more(area, self.slots.len().saturating_sub(last), "field", "fields");
        if let Some(picker) = &self.picker {
            picker.draw(area, now, painter);
        }
    }

    /// What stands below the focused field: what is wrong or was understood, its help, its choices.
    fn below(&self, slot: &Slot, at: usize, columns: usize, now: &Now) -> Vec<Row> {
        let mut rows = Vec::new();
        let leaf = match slot.of {
            Of::Field(field) => Some(slot.input.leaf(field)),
            Of::Tags | Of::Visibility => None,
        };
        let (input, field) = leaf.map_or((&slot.input, None), |(input, field)| (input, Some(field)));
        let column = field.filter(|field| slot.of.name() != field.name);
        if let Some((_, why)) = self.error.as_ref().filter(|(wrong, _)| *wrong == at) {
            rows.extend(paragraph(why, columns, Role::Late));
        } else {
            match field.and_then(|field| input.understood(field, now)) {
                Some(Understood::As(text)) => rows.push(Row::of(text, Role::Accent)),
                Some(Understood::Not(why)) => rows.extend(paragraph(&why, columns, Role::Soon)),
                None => {}
            }
        }
        if let Input::Choice(words, chosen) = input {
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
        let mut help = match column {
            Some(column) => format!("{}: {} · Enter goes on", column.label, column.help),
            None => slot.of.help().to_owned(),
        };
        match field.map(|field| field.ty) {
            Some(Type::Lines) => help = format!("{help} · one a row; Enter begins the next"),
            Some(Type::Day(_) | Type::Instant(_)) => help = format!("{help} · in plain words: fri, in 2 weeks, 26 nov"),
            Some(Type::Integer { .. }) => help.extend(field.and_then(units)),
            Some(Type::Links(_)) => help = format!("{help} · Enter adds one, Backspace takes the last away"),
            Some(Type::Link(_) | Type::AnyLink | Type::Owner) => help = format!("{help} · Enter picks"),
            _ => {}
        }
        rows.extend(paragraph(&help, columns, Role::Dim));
        rows
    }
}

/// How a number can be said in units of time.
fn units(field: &Field) -> Option<&'static str> {
    match field.name {
        "minutes" | "length_min" => Some(" · also 1 h 30"),
        "cadence_days" => Some(" · also 2 weeks"),
        _ => None,
    }
}

/// Whether a slot takes the whole width while it has the focus.
fn is_wide(slot: &Slot) -> bool {
    slot.input.table().is_some_and(|table| !table.is_list())
}

/// The area of a table beneath its label, but for where it begins.
fn beneath(area: Area) -> Area {
    inset(area, 1, 0)
}

/// The most rows of a table, its heads included, so that its help stays in sight.
fn table_rows(area: Area) -> usize {
    usize::from(area.height.saturating_sub(6)).clamp(3, 12)
}

/// Where what stands below the focused field begins, and how wide it is: beside the labels, where there is room for that.
fn below_area(slot: &Slot, area: Area, value: Area) -> Area {
    if is_wide(slot) || area.width < NARROW { inset(Area { y: value.y, ..area }, 2, 0) } else { value }
}

/// The columns of what stands below the focused field.
fn below_columns(slot: &Slot, area: Area, columns: u16) -> usize {
    usize::from(below_area(slot, area, Area { width: columns, ..area }).width)
}

/// Draws the value of a slot.
fn draw_value(slot: &Slot, area: Area, focus: bool, now: &Now, painter: &mut Painter<'_>) {
    match &slot.input {
        Input::Rows(table) => table.draw(area, focus, now, painter),
        Input::Text(editor) => {
            if !focus && editor.is_empty() {
                painter.put(area.x, area.y, area.width, "·", Role::Faint);
            } else if !focus && editor.is_single() {
                // Cut with an ellipsis.
                painter.put(area.x, area.y, area.width, editor.text(), Role::Text);
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
    if focus && slot.input.editor().is_none() && slot.input.table().is_none() {
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
