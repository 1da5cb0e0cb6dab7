//! Draws the search.

use crate::domain::time::{read_day, read_instant};
use crate::domain::{Now, dates};
use crate::ui::ink::Row;
use crate::ui::paint::{Area, Painter, inset};
use crate::ui::theme::Role;
use crate::ui::words;

use super::{HITS, Search};

/// Rows before the first hit.
const HEAD: u16 = 2;

/// The first hit in sight, and how many fit.
fn window(screen: &Search, area: Area) -> (usize, usize) {
    let fit = usize::from(area.height.saturating_sub(HEAD) / 2).max(1);
    ((screen.cursor + 1).saturating_sub(fit), fit)
}

/// The hit at a row of the screen.
pub(super) fn hit_at(screen: &Search, y: u16, area: Area) -> Option<usize> {
    let row = y.checked_sub(area.y.saturating_add(HEAD))?;
    Some(window(screen, area).0 + usize::from(row / 2))
}

/// Draws the screen.
pub(super) fn draw(screen: &Search, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let used = painter.put(area.x, area.y, area.width, "/ ", Role::Accent);
    let count = match screen.hits.len() {
        0 => String::new(),
        HITS => format!("the newest {HITS}"),
        n => words::count(i64::try_from(n).unwrap_or(0), "hit", "hits"),
    };
    let room = area.width.saturating_sub(used + u16::try_from(count.len()).unwrap_or(0) + 1);
    screen.words.draw(Area::new(area.x + used, area.y, room, 1.min(area.height)), painter, &[], true);
    painter.ends(
        area.x + used + room,
        area.y,
        area.width.saturating_sub(used + room),
        &Row::new(),
        &Row::of(count, Role::Dim),
    );
    let list = inset(area, 0, HEAD);
    if screen.hits.is_empty() {
        let text = match (screen.words.is_empty(), screen.current) {
            (true, _) => "Words from anywhere in the journal.",
            (false, true) => "Nothing with these words.",
            (false, false) => "",
        };
        if list.height > 0 {
            painter.put(list.x, list.y, list.width, text, Role::Dim);
        }
        return;
    }
    let (from, fit) = window(screen, area);
    for (n, hit) in screen.hits.iter().enumerate().skip(from).take(fit) {
        let y = list.y + u16::try_from((n - from) * 2).unwrap_or(u16::MAX);
        if y >= list.bottom() {
            break;
        }
        let day = read_day(&hit.at).or_else(|| read_instant(&hit.at).map(|at| now.day_of(at)));
        let mut right = Row::of(hit.kind.spec().label, Role::Dim);
        right.dotted(day.map(|day| dates::say(day, now)).unwrap_or_default(), Role::Dim);
        let role = if n == screen.cursor { Role::Strong } else { Role::Text };
        painter.ends(list.x + 1, y, list.width.saturating_sub(1), &Row::of(hit.title.as_str(), role), &right);
        let rows = 2.min(list.bottom() - y);
        if rows > 1 {
            painter.put(list.x + 1, y + 1, list.width.saturating_sub(1), hit.snippet.replace('\n', " "), Role::Dim);
        }
        if n == screen.cursor {
            painter.band(Area::new(list.x, y, list.width, rows));
        }
    }
}
