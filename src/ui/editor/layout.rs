//! Where the text of an editor lies on the screen: rows of wrapped lines, and the way between rows and places.

use std::ops::Range;

use crate::domain::text::{Piece, lay_out, pieces};

use super::{Editor, Place};
use crate::ui::paint::Area;

/// One row of a line: its bytes, and the columns at which its graphemes begin.
pub(super) struct Laid<'a> {
    /// The graphemes of the row.
    pub(super) pieces: Vec<Piece<'a>>,
    /// Its bytes within the line.
    pub(super) bytes: Range<usize>,
}

impl Editor {
    /// Columns a row may fill: one is left for the cursor behind the last character.
    pub(super) fn columns(area: Area) -> usize {
        usize::from(area.width).saturating_sub(1).max(1)
    }

    /// The rows of a line.
    pub(super) fn rows_of(&self, line: usize, columns: usize) -> Vec<Laid<'_>> {
        let text = self.line(line);
        let all: Vec<_> = pieces(text).collect();
        let ranges = if self.single { std::iter::once(0..all.len()).collect() } else { lay_out(&all, columns) };
        let mut rest = all.into_iter();
        let mut rows = Vec::with_capacity(ranges.len());
        let mut at = 0;
        for range in ranges {
            let pieces: Vec<_> = rest.by_ref().take(range.len()).collect();
            let end = pieces.last().map_or(at, |piece| piece.source.end);
            rows.push(Laid { pieces, bytes: at..end });
            at = end;
        }
        rows
    }

    /// The row of its line that holds a place. A place between two rows belongs to the second.
    fn row_of(&self, place: Place, columns: usize) -> usize {
        let rows = self.rows_of(place.line, columns);
        rows.iter().rposition(|row| row.bytes.start <= place.byte).unwrap_or(0)
    }

    /// The column of the cursor within its row.
    pub(super) fn column(&self, area: Area) -> usize {
        let columns = Self::columns(area);
        let rows = self.rows_of(self.cursor.line, columns);
        let row = rows.get(self.row_of(self.cursor, columns));
        let before = row.into_iter().flat_map(|row| &row.pieces).filter(|piece| piece.source.end <= self.cursor.byte);
        before.map(|piece| piece.width).sum()
    }

    /// The place `by` rows below the cursor (above, where negative), in the column it keeps to.
    pub(super) fn vertical(&self, area: Area, by: i64) -> Place {
        let columns = Self::columns(area);
        let goal = self.goal.unwrap_or_else(|| self.column(area));
        let (mut line, mut row) = (self.cursor.line, self.row_of(self.cursor, columns));
        for _ in 0..by.unsigned_abs() {
            let next = if by < 0 { self.row_above(line, row, columns) } else { self.row_below(line, row, columns) };
            match next {
                Some(next) => (line, row) = next,
                None if by < 0 => return Place::default(),
                None => return self.end(),
            }
        }
        self.place_at(line, row, goal, columns)
    }

    /// The place at a column of a row.
    fn place_at(&self, line: usize, row: usize, column: usize, columns: usize) -> Place {
        let rows = self.rows_of(line, columns);
        let Some(laid) = rows.get(row) else { return self.line_end(line) };
        let mut at = 0;
        for piece in &laid.pieces {
            if at + piece.width > column {
                return Place { line, byte: piece.source.start };
            }
            at += piece.width;
        }
        // The end of a row that goes on below is the last place that is still drawn on it.
        let last = row + 1 == rows.len();
        let byte =
            if last { laid.bytes.end } else { laid.pieces.last().map_or(laid.bytes.end, |piece| piece.source.start) };
        Place { line, byte }
    }

    fn row_above(&self, line: usize, row: usize, columns: usize) -> Option<(usize, usize)> {
        match row.checked_sub(1) {
            Some(row) => Some((line, row)),
            None => line.checked_sub(1).map(|line| (line, self.rows_of(line, columns).len().saturating_sub(1))),
        }
    }

    fn row_below(&self, line: usize, row: usize, columns: usize) -> Option<(usize, usize)> {
        if row + 1 < self.rows_of(line, columns).len() {
            return Some((line, row + 1));
        }
        (line + 1 < self.lines.len()).then_some((line + 1, 0))
    }

    /// The first row to draw, so that the cursor is in sight: as before where it can be.
    pub(super) fn first_row(&self, area: Area) -> (usize, usize) {
        let columns = Self::columns(area);
        let at = (self.cursor.line, self.row_of(self.cursor, columns));
        if at <= self.top {
            return at;
        }
        let mut first = at;
        for _ in 1..area.height.max(1) {
            match self.row_above(first.0, first.1, columns) {
                Some(above) => first = above,
                None => break,
            }
        }
        let rows = self.rows_of(self.top.0, columns).len();
        let top = (self.top.0, self.top.1.min(rows.saturating_sub(1)));
        if top < first { first } else { top }
    }

    /// Puts the cursor where somebody clicked; `x` and `y` count from the corner of the area.
    pub fn click(&mut self, x: u16, y: u16, area: Area) {
        let columns = Self::columns(area);
        let (mut line, mut row) = self.first_row(area);
        for _ in 0..y {
            match self.row_below(line, row, columns) {
                Some(next) => (line, row) = next,
                None => break,
            }
        }
        let skipped = if self.single { self.skipped(area) } else { 0 };
        self.cursor = self.place_at(line, row, usize::from(x) + skipped, columns);
        (self.goal, self.joins) = (None, false);
    }

    /// How many columns of a one-line text lie to the left of its area, so that the cursor is in sight.
    pub(super) fn skipped(&self, area: Area) -> usize {
        let columns = Self::columns(area);
        let at = self.column(area);
        // A third of the width at a time, so that typing does not shift the text with every key.
        if at <= columns { 0 } else { (at - columns).div_ceil(columns.div_ceil(3)) * columns.div_ceil(3) }
    }

    /// How many rows the text takes in this many columns, counted no further than `most`.
    #[must_use]
    pub fn height(&self, columns: u16, most: usize) -> usize {
        let columns = Self::columns(Area::new(0, 0, columns, 1));
        let mut rows = 0;
        for line in 0..self.lines.len() {
            rows += self.rows_of(line, columns).len();
            if rows >= most {
                return most;
            }
        }
        rows
    }
}
