//! A text of lines, some of which lead to things: scrolled, walked from link to link, drawn.

use crate::domain::{Id, Kind};

use super::command::Motion;
use super::ink::Row;
use super::paint::{Area, Painter};
use super::theme::Role;
use super::words;

/// A line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// What stands at its left.
    pub left: Row,
    /// What stands at its right end.
    pub right: Row,
    /// Where it leads.
    pub link: Option<(Kind, Id)>,
    /// The field of that thing that it asks for: `Enter` goes to it in its form.
    pub field: Option<&'static str>,
}

impl From<Row> for Line {
    fn from(left: Row) -> Self {
        Self { left, ..Self::default() }
    }
}

impl Line {
    /// The same, leading to a thing.
    #[must_use]
    pub const fn to(mut self, kind: Kind, id: Id) -> Self {
        self.link = Some((kind, id));
        self
    }

    /// The same, asking for a field of the thing it leads to.
    #[must_use]
    pub const fn asking(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// The same, with this at its right end.
    #[must_use]
    pub fn right(mut self, right: Row) -> Self {
        self.right = right;
        self
    }
}

/// How far a text is scrolled, and which of its links the cursor is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stand {
    /// The first line drawn.
    pub top: usize,
    /// The link under the cursor, counted among the links.
    pub link: Option<usize>,
}

impl Stand {
    /// The thing that the link under the cursor leads to.
    #[must_use]
    pub fn target(self, lines: &[Line]) -> Option<(Kind, Id)> {
        self.line(lines)?.link
    }

    /// The line of the link under the cursor.
    #[must_use]
    pub fn line(self, lines: &[Line]) -> Option<&Line> {
        lines.iter().filter(|line| line.link.is_some()).nth(self.link?)
    }

    /// Moves within lines drawn into an area of this height: from link to link while they are in sight, else by lines.
    pub fn motion(&mut self, motion: Motion, lines: &[Line], height: u16) {
        let height = text_rows(lines.len(), height).max(1);
        let links: Vec<_> = lines.iter().enumerate().filter(|(_, line)| line.link.is_some()).map(|(n, _)| n).collect();
        let most = lines.len().saturating_sub(height);
        let Self { top, link } = *self;
        let (top, link) = match motion {
            Motion::Down => {
                let next = link.map_or(0, |n| n + 1);
                match links.get(next) {
                    Some(at) if *at < top + height => (top, Some(next)),
                    Some(at) if *at == top + height => (top + 1, Some(next)),
                    _ => (top + 1, link),
                }
            }
            Motion::Up => match link.and_then(|n| n.checked_sub(1)).and_then(|n| Some((n, *links.get(n)?))) {
                Some((n, at)) if at >= top => (top, Some(n)),
                Some((n, at)) if at + 1 == top => (top - 1, Some(n)),
                None if top == 0 => (0, None),
                _ => (top.saturating_sub(1), link),
            },
            Motion::HalfDown => (top + height / 2, None),
            Motion::HalfUp => (top.saturating_sub(height / 2), None),
            Motion::PageDown => (top + height, None),
            Motion::PageUp => (top.saturating_sub(height), None),
            Motion::First => (0, None),
            Motion::Last => (most, links.len().checked_sub(1)),
        };
        let top = top.min(most);
        // After a jump the cursor goes on from the first link in sight.
        let link = match motion {
            Motion::Up | Motion::Down | Motion::First | Motion::Last => link,
            _ => links.iter().position(|at| (top..top + height).contains(at)),
        };
        *self = Self { top, link };
    }

    /// Puts the cursor on the link in the row `row` rows below the first one drawn; tells whether there is one.
    pub fn click(&mut self, row: usize, lines: &[Line]) -> bool {
        let at = self.top + row;
        let hit = lines.get(at).is_some_and(|line| line.link.is_some());
        if hit {
            self.link = Some(lines.iter().take(at).filter(|line| line.link.is_some()).count());
        }
        hit
    }

    /// Draws the lines; the band lies on the link under the cursor where the text has the focus.
    pub fn draw(self, lines: &[Line], area: Area, focus: bool, painter: &mut Painter<'_>) {
        let rows = text_rows(lines.len(), area.height);
        let top = self.top.min(lines.len().saturating_sub(1));
        let mut link = lines.iter().take(top).filter(|line| line.link.is_some()).count();
        for (line, y) in lines.iter().skip(top).take(rows).zip(area.top()..area.bottom()) {
            painter.ends(area.x, y, area.width, &line.left, &line.right);
            if line.link.is_some() {
                if focus && self.link == Some(link) {
                    painter.band(Area::new(area.x.saturating_sub(2), y, area.width + area.x.min(2) + 1, 1));
                }
                link += 1;
            }
        }
        let below = lines.len().saturating_sub(top + rows);
        if below > 0 && rows < usize::from(area.height) {
            let more = words::count(i64::try_from(below).unwrap_or(0), "line", "lines");
            let more = Row::of(format!("{more} more ↓"), Role::Dim);
            painter.ends(area.x, area.bottom() - 1, area.width, &Row::new(), &more);
        }
    }
}

/// How many of these lines are in sight: all rows where they fit, else all but the one that says how many follow.
fn text_rows(lines: usize, height: u16) -> usize {
    let height = usize::from(height);
    if lines > height && height > 2 { height - 1 } else { height }
}
