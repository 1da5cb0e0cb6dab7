//! A cursor in a list that is held whole: moves, clicks, and the rows that are in sight. For lists of records there is
//! [`super::list`], which holds a window only.

use super::command::Motion;
use super::ink::Row;
use super::paint::{Area, Painter};

/// Which row is chosen, from nought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The row.
    pub at: usize,
}

/// Where a move leads from a place among `count` of which `page` are in sight.
#[must_use]
pub fn moved(at: usize, motion: Motion, count: usize, page: usize) -> usize {
    let last = count.saturating_sub(1);
    let (half, page) = ((page / 2).max(1), page.max(1));
    match motion {
        Motion::Up => at.saturating_sub(1),
        Motion::Down => at.saturating_add(1),
        Motion::HalfUp => at.saturating_sub(half),
        Motion::HalfDown => at.saturating_add(half),
        Motion::PageUp => at.saturating_sub(page),
        Motion::PageDown => at.saturating_add(page),
        Motion::First => 0,
        Motion::Last => last,
    }
    .min(last)
}

impl Cursor {
    /// Moves among `count` rows of which `page` are in sight.
    pub fn motion(&mut self, motion: Motion, count: usize, page: usize) {
        self.at = moved(self.at, motion, count, page);
    }

    /// Keeps it within `count` rows.
    pub fn keep(&mut self, count: usize) {
        self.at = self.at.min(count.saturating_sub(1));
    }

    /// The first row in sight where `page` of them fit.
    #[must_use]
    pub fn top(&self, page: usize) -> usize {
        (self.at + 1).saturating_sub(page.max(1))
    }

    /// A click on the row `y` of an area with one row a line: goes there; tells whether it stood there before.
    pub fn click(&mut self, y: u16, count: usize, area: Area) -> bool {
        let Some(row) = y.checked_sub(area.y).filter(|row| *row < area.height) else { return false };
        let at = self.top(usize::from(area.height)) + usize::from(row);
        let again = at == self.at;
        if at < count {
            self.at = at;
        }
        again && at < count
    }

    /// Draws the rows in sight, one a line: what stands at the left and at the right of each, told whether it is chosen.
    pub fn draw(&self, area: Area, count: usize, painter: &mut Painter<'_>, row: &dyn Fn(usize, bool) -> (Row, Row)) {
        for (n, y) in (self.top(usize::from(area.height))..count).zip(area.top()..area.bottom()) {
            let (left, right) = row(n, n == self.at);
            painter.ends(area.x + 1, y, area.width.saturating_sub(1), &left, &right);
            if n == self.at {
                painter.band(Area::new(area.x, y, area.width, 1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stays_among_the_rows() {
        let mut cursor = Cursor::default();
        for (motion, at) in [
            (Motion::Up, 0),
            (Motion::Down, 1),
            (Motion::PageDown, 5),
            (Motion::HalfUp, 3),
            (Motion::Last, 9),
            (Motion::Down, 9),
            (Motion::First, 0),
        ] {
            cursor.motion(motion, 10, 4);
            assert_eq!(cursor.at, at, "{motion:?}");
        }
        cursor.motion(Motion::Last, 0, 0);
        assert_eq!(cursor.at, 0);
    }

    #[test]
    fn a_second_click_on_a_row_is_told() {
        let area = Area::new(0, 3, 20, 4);
        let mut cursor = Cursor::default();
        assert!(!cursor.click(5, 3, area) && cursor.at == 2);
        assert!(cursor.click(5, 3, area));
        assert!(!cursor.click(6, 3, area) && cursor.at == 2, "there is no fourth row");
        assert!(!cursor.click(1, 3, area) && !cursor.click(9, 3, area));
    }
}
