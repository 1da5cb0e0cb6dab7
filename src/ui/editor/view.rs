//! Draws an editor: shown text only, in the roles that were found in it, and the terminal's own cursor.

use std::ops::Range;

use super::Editor;
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;

impl Editor {
    /// Draws the text into an area. `marks` are roles for ranges of bytes of the whole text, in order; what lies
    /// outside them is plain. With `focus` the terminal's cursor is put where the next character goes.
    pub fn draw(&self, area: Area, painter: &mut Painter<'_>, marks: &[(Range<usize>, Role)], focus: bool) {
        if area.width == 0 || area.height == 0 {
            return;
        }
        if let Some(words) = self.finding.as_deref().filter(|_| focus && area.height > 1) {
            let text = Area { height: area.height - 1, ..area };
            self.draw_text(text, painter, marks, focus);
            painter.hide_cursor();
            let used = painter.put(area.x, text.bottom(), area.width, "find  ", Role::Accent);
            words.draw(Area::new(area.x + used, text.bottom(), area.width.saturating_sub(used), 1), painter, &[], true);
            return;
        }
        self.draw_text(area, painter, marks, focus);
    }

    /// The text alone.
    fn draw_text(&self, area: Area, painter: &mut Painter<'_>, marks: &[(Range<usize>, Role)], focus: bool) {
        let columns = Self::columns(area);
        let (first, skipped_rows) = if self.single || !focus { (0, 0) } else { self.first_row(area) };
        let long = self.is_long_single();
        let skipped = if self.single && focus && !long { self.skipped(area) } else { 0 };
        let mut y = area.y;
        for (line, bytes) in self.offsets().enumerate().skip(first) {
            if y >= area.bottom() {
                return;
            }
            let starts = self.starts(line, columns);
            let count = starts.len();
            for n in if line == first { skipped_rows } else { 0 }..count {
                if y >= area.bottom() {
                    return;
                }
                let row = if long { self.stretch(area, focus) } else { self.row(line, n, &starts) };
                let mut column = 0;
                for piece in &row.pieces {
                    let from = column;
                    column += piece.width;
                    if from < skipped {
                        continue;
                    }
                    let x = area.x.saturating_add(u16::try_from(from - skipped).unwrap_or(u16::MAX));
                    if x >= area.right() {
                        break;
                    }
                    let role = role_at(marks, bytes.start + piece.source.start);
                    let spelled = matches!(piece.shown, std::borrow::Cow::Owned(_)) && piece.shown.starts_with('\\');
                    let role = if spelled { Role::Late } else { role };
                    painter.put(x, y, area.right() - x, &*piece.shown, role);
                }
                if let Some(found) = self.found_in(line, &row.bytes).filter(|_| focus) {
                    let before = |end: usize| row.pieces.iter().filter(move |piece| piece.source.end <= end);
                    let wide = |end: usize| {
                        u16::try_from(before(end).map(|piece| piece.width).sum::<usize>()).unwrap_or(u16::MAX)
                    };
                    let (from, to) = (wide(found.start), wide(found.end));
                    painter.mark(Area::new(area.x.saturating_add(from), y, to.saturating_sub(from), 1));
                }
                let here = line == self.cursor.line && row.bytes.start <= self.cursor.byte;
                if focus && here && (self.cursor.byte < row.bytes.end || n + 1 == count) {
                    let before = row.pieces.iter().filter(|piece| piece.source.end <= self.cursor.byte);
                    let at: usize = before.map(|piece| piece.width).sum::<usize>().saturating_sub(skipped);
                    let x = area.x.saturating_add(u16::try_from(at).unwrap_or(u16::MAX));
                    painter.place_cursor(x.min(area.right() - 1), y);
                }
                y += 1;
            }
        }
    }
}

/// The role at a byte.
fn role_at(marks: &[(Range<usize>, Role)], byte: usize) -> Role {
    let after = marks.partition_point(|(range, _)| range.end <= byte);
    marks.get(after).filter(|(range, _)| range.contains(&byte)).map_or(Role::Text, |(_, role)| *role)
}
