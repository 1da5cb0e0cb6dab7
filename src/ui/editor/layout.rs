//! Where the text of an editor lies on the screen: rows of wrapped lines, and the way between rows and places.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::domain::text::{Piece, lay_out, pieces, plain_row};

use super::{Editor, Place, is_border};
use crate::ui::paint::Area;

/// Lines from this many bytes on have their rows remembered.
const LONG: usize = 4 * 1024;

/// How many graphemes of a long line are laid out at a time, where it is not plain.
const CHUNK: usize = 256;

/// One row of a line: its bytes, and the columns at which its graphemes begin.
pub(super) struct Laid<'a> {
    /// The graphemes of the row.
    pub(super) pieces: Vec<Piece<'a>>,
    /// Its bytes within the line.
    pub(super) bytes: Range<usize>,
}

/// Where the rows of long lines begin, for one width each: a megabyte on one line must not be laid out with every key.
/// Follows from the text alone, so two editors are equal whatever they remember.
#[derive(Clone, Debug, Default)]
pub(super) struct Remembered(RefCell<BTreeMap<usize, Rows>>);

impl PartialEq for Remembered {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Remembered {}

/// The rows of one line: the byte at which each begins; the first is 0.
#[derive(Clone, Debug)]
struct Rows {
    columns: usize,
    starts: Rc<Vec<usize>>,
}

/// Lays `text` out from the row that begins at `from`, handing out where each further row begins, until `each` has enough.
fn lay_on(text: &str, mut from: usize, columns: usize, each: &mut dyn FnMut(usize) -> bool) {
    let mut chunk = CHUNK;
    loop {
        while let Some(end) = plain_row(text, from, columns) {
            if !each(end) {
                return;
            }
            from = end;
        }
        let tail = text.get(from..).unwrap_or_default();
        let some: Vec<_> = pieces(tail).take(chunk).collect();
        let rows = lay_out(&some, columns);
        let whole = some.last().is_none_or(|piece| piece.source.end == tail.len());
        // Where the last row of a part ends is not known: what follows may still go on it.
        let sure = rows.len() - usize::from(!whole);
        if sure == 0 {
            chunk *= 2;
            continue;
        }
        let begins = |row: &Range<usize>| some.get(row.start).map(|piece| from + piece.source.start);
        for begin in rows.iter().take(sure + usize::from(!whole)).skip(1).filter_map(begins).collect::<Vec<_>>() {
            if !each(begin) {
                return;
            }
            from = begin;
        }
        if whole {
            return;
        }
    }
}

impl Remembered {
    /// The rows of a line, which are the same as before where neither the line nor the width has changed.
    fn rows(&self, line: usize, text: &str, columns: usize) -> Rc<Vec<usize>> {
        let mut known = self.0.borrow_mut();
        if let Some(rows) = known.get(&line).filter(|rows| rows.columns == columns) {
            return Rc::clone(&rows.starts);
        }
        let mut starts = vec![0];
        lay_on(text, 0, columns, &mut |start| {
            starts.push(start);
            true
        });
        let starts = Rc::new(starts);
        known.insert(line, Rows { columns, starts: Rc::clone(&starts) });
        starts
    }

    /// Lines have come or gone: those from `line` on are others now.
    pub(super) fn forget(&mut self, line: usize) {
        self.0.get_mut().retain(|known, _| *known < line);
    }

    /// In `line`, which reads `text` now, `removed` bytes at `at` gave way to `inserted`: only the rows around them are
    /// laid out anew, until they begin where they did before.
    pub(super) fn edit(&mut self, line: usize, text: &str, at: usize, removed: usize, inserted: usize) {
        let Some(rows) = self.0.get_mut().get_mut(&line) else { return };
        if text.len() < LONG {
            self.forget_one(line);
            return;
        }
        let old = Rc::clone(&rows.starts);
        // What is typed may let a word go back to the row before.
        let keep = old.partition_point(|start| *start <= at).saturating_sub(2).max(1);
        let mut starts: Vec<usize> = old.iter().copied().take(keep).collect();
        let mut same = None;
        lay_on(text, starts.last().copied().unwrap_or(0), rows.columns, &mut |start| {
            if start >= at + inserted
                && let Ok(found) = old.binary_search(&(start - inserted + removed))
            {
                same = Some(found);
                return false;
            }
            starts.push(start);
            true
        });
        if let Some(found) = same {
            starts.extend(old.iter().skip(found).map(|start| start + inserted - removed));
        }
        rows.starts = Rc::new(starts);
    }

    fn forget_one(&mut self, line: usize) {
        self.0.get_mut().remove(&line);
    }
}

impl Editor {
    /// Columns a row may fill: one is left for the cursor behind the last character.
    pub(super) fn columns(area: Area) -> usize {
        usize::from(area.width).saturating_sub(1).max(1)
    }

    /// Where the rows of a line begin.
    pub(super) fn starts(&self, line: usize, columns: usize) -> Rc<Vec<usize>> {
        let text = self.line(line);
        if self.single {
            return Rc::new(vec![0]);
        }
        if text.len() >= LONG {
            return self.remembered.rows(line, text, columns);
        }
        let mut starts = vec![0];
        lay_on(text, 0, columns, &mut |start| {
            starts.push(start);
            true
        });
        Rc::new(starts)
    }

    /// A row of a line whose rows begin here; empty where there is none.
    pub(super) fn row(&self, line: usize, n: usize, starts: &[usize]) -> Laid<'_> {
        let text = self.line(line);
        let from = starts.get(n).copied().unwrap_or(text.len());
        let to = starts.get(n + 1).copied().unwrap_or(text.len());
        let part = text.get(from..to).unwrap_or_default();
        let pieces = pieces(part).map(|piece| {
            let (source, shown, width) = (piece.source.start + from..piece.source.end + from, piece.shown, piece.width);
            Piece { source, shown, width }
        });
        Laid { pieces: pieces.collect(), bytes: from..to }
    }

    /// Whether it is one line and very long: then only what fits is laid out.
    pub(super) fn is_long_single(&self) -> bool {
        self.single && self.line(0).len() >= LONG
    }

    /// What is in sight of a very long one-line text: from near the cursor where it has the focus, else from its beginning.
    pub(super) fn stretch(&self, area: Area, focus: bool) -> Laid<'_> {
        let (text, columns) = (self.line(0), Self::columns(area));
        let from = if focus { self.stretch_start(columns) } else { 0 };
        let mut wide = 0;
        let pieces = pieces(text.get(from..).unwrap_or_default())
            .map(|piece| Piece { source: piece.source.start + from..piece.source.end + from, ..piece });
        let fits = |piece: &Piece<'_>| {
            let fits = wide <= columns;
            wide += piece.width;
            fits
        };
        Laid { pieces: pieces.take_while(fits).collect(), bytes: from..text.len() }
    }

    /// Where that begins: a third of the width at a time, and always so that the cursor is in sight.
    fn stretch_start(&self, columns: usize) -> usize {
        let (text, at, step) = (self.line(0), self.cursor.byte, columns.div_ceil(3));
        let mut from = at.saturating_sub(columns).div_ceil(step) * step;
        loop {
            from = (from.min(at)..at).find(|byte| is_border(text, *byte)).unwrap_or(at);
            let before = text.get(from..at).unwrap_or_default();
            if from == at || pieces(before).map(|piece| piece.width).sum::<usize>() <= columns {
                return from;
            }
            from += step;
        }
    }

    /// The row of its line that holds a place. A place between two rows belongs to the second.
    fn row_of(&self, place: Place, columns: usize) -> usize {
        self.starts(place.line, columns).partition_point(|start| *start <= place.byte).saturating_sub(1)
    }

    /// The column of the cursor within its row.
    pub(super) fn column(&self, area: Area) -> usize {
        let columns = Self::columns(area);
        let starts = self.starts(self.cursor.line, columns);
        let row = self.row(self.cursor.line, self.row_of(self.cursor, columns), &starts);
        row.pieces.iter().filter(|piece| piece.source.end <= self.cursor.byte).map(|piece| piece.width).sum()
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
        let starts = self.starts(line, columns);
        if row >= starts.len() {
            return self.line_end(line);
        }
        let laid = self.row(line, row, &starts);
        let mut at = 0;
        for piece in &laid.pieces {
            if at + piece.width > column {
                return Place { line, byte: piece.source.start };
            }
            at += piece.width;
        }
        // The end of a row that goes on below is the last place that is still drawn on it.
        let last = row + 1 == starts.len();
        let byte =
            if last { laid.bytes.end } else { laid.pieces.last().map_or(laid.bytes.end, |piece| piece.source.start) };
        Place { line, byte }
    }

    fn row_above(&self, line: usize, row: usize, columns: usize) -> Option<(usize, usize)> {
        match row.checked_sub(1) {
            Some(row) => Some((line, row)),
            None => line.checked_sub(1).map(|line| (line, self.starts(line, columns).len().saturating_sub(1))),
        }
    }

    fn row_below(&self, line: usize, row: usize, columns: usize) -> Option<(usize, usize)> {
        if row + 1 < self.starts(line, columns).len() {
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
        let rows = self.starts(self.top.0, columns).len();
        let top = (self.top.0, self.top.1.min(rows.saturating_sub(1)));
        if top < first { first } else { top }
    }

    /// Puts the cursor where somebody clicked; `x` and `y` count from the corner of the area.
    pub fn click(&mut self, x: u16, y: u16, area: Area) {
        let columns = Self::columns(area);
        if self.is_long_single() {
            let laid = self.stretch(area, true);
            let mut at = 0;
            let hit = laid.pieces.iter().find(|piece| {
                at += piece.width;
                at > usize::from(x)
            });
            let byte = hit.or(laid.pieces.last()).map_or(laid.bytes.end, |piece| piece.source.start);
            self.cursor = Place { line: 0, byte };
            (self.goal, self.joins) = (None, false);
            return;
        }
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
            rows += self.starts(line, columns).len();
            if rows >= most {
                return most;
            }
        }
        rows
    }
}
