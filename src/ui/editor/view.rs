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
        let columns = Self::columns(area);
        let (first, skipped_rows) = if self.single || !focus { (0, 0) } else { self.first_row(area) };
        let skipped = if self.single && focus { self.skipped(area) } else { 0 };
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
                let row = self.row(line, n, &starts);
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
