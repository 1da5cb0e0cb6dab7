//! Draws the search: the words, what narrows it, and each hit with the words marked where they stand.

use crate::domain::text::found;
use crate::domain::time::{read_day, read_instant};
use crate::domain::{Now, dates};
use crate::ui::ink::Row;
use crate::ui::paint::{Area, Painter, inset};
use crate::ui::theme::Role;
use crate::ui::words;

use super::Search;

/// From this width on what a hit is stands beside its title.
const ROOMY: u16 = 56;

/// Rows before the first hit.
const HEAD: u16 = 3;

/// Where the hits lie.
fn list(area: Area) -> Area {
    inset(area, 0, if area.height > 8 { HEAD } else { 2 })
}

/// How many hits fit.
pub(super) fn page(area: Area) -> usize {
    usize::from(list(area).height / 2).max(1)
}

/// The hit at a row of the screen.
pub(super) fn hit_at(screen: &Search, y: u16, area: Area) -> Option<usize> {
    let row = y.checked_sub(list(area).y)?;
    Some(screen.cursor.top(page(area)) + usize::from(row / 2))
}

/// Draws the screen.
pub(super) fn draw(screen: &Search, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let used = painter.put(area.x, area.y, area.width, "/ ", Role::Accent);
    let count = match screen.hits.len() {
        0 => String::new(),
        n if screen.has_more() => format!("the newest {n}"),
        n => words::count(i64::try_from(n).unwrap_or(0), "hit", "hits"),
    };
    let right = Row::of(count, Role::Dim);
    let room = area.width.saturating_sub(used + u16::try_from(right.width()).unwrap_or(0) + 1);
    screen.words.draw(Area::new(area.x + used, area.y, room, 1.min(area.height)), painter, &[], true);
    painter.ends(area.x + used + room, area.y, area.width.saturating_sub(used + room), &Row::new(), &right);
    if area.height > 1 {
        painter.row(area.x + used, area.y + 1, area.width.saturating_sub(used), &narrowed(screen, now));
    }
    let list = list(area);
    if screen.hits.is_empty() {
        let text = match (screen.sought.is_empty(), screen.current) {
            (true, _) => "Words from anywhere in the journal.",
            (false, true) => "Nothing fits.",
            (false, false) => "",
        };
        if list.height > 0 {
            painter.put(list.x, list.y, list.width, text, Role::Dim);
        }
        return;
    }
    let (from, fit) = (screen.cursor.top(page(area)), page(area));
    for (n, hit) in screen.hits.iter().enumerate().skip(from).take(fit) {
        let y = list.y + u16::try_from((n - from) * 2).unwrap_or(u16::MAX);
        if y >= list.bottom() {
            break;
        }
        let day = read_day(&hit.at).or_else(|| read_instant(&hit.at).map(|at| now.day_of(at)));
        let mut right = Row::of(hit.kind.spec().label, Role::Dim);
        right.dotted(day.map(|day| dates::say(day, now)).unwrap_or_default(), Role::Dim);
        let role = if n == screen.cursor.at { Role::Strong } else { Role::Text };
        let title = marked(&hit.title, &screen.sought.words, role);
        let mut below = marked(&hit.snippet.replace('\n', " "), &screen.sought.words, Role::Dim);
        // What it is stands at the right end where there is room for it, else below, where nothing else may stand.
        if list.width < ROOMY || below.is_empty() {
            let what =
                if below.is_empty() { std::mem::take(&mut right) } else { Row::of(hit.kind.spec().label, Role::Dim) };
            below = if below.is_empty() { what } else { what.with(" · ", Role::Dim).then(below) };
            right = Row::new();
        }
        painter.ends(list.x + 1, y, list.width.saturating_sub(1), &title, &right);
        let rows = 2.min(list.bottom() - y);
        if rows > 1 {
            painter.row(list.x + 1, y + 1, list.width.saturating_sub(1), &below);
        }
        if n == screen.cursor.at {
            painter.band(Area::new(list.x, y, list.width, rows));
        }
    }
}

/// What narrows the search, in words; what was not understood says so.
fn narrowed(screen: &Search, now: &Now) -> Row {
    let mut row = Row::new();
    if let Some(kind) = screen.sought.kind {
        row.dotted(format!("only {}", kind.spec().plural), Role::Accent);
    }
    match &screen.person {
        Some((_, Some((_, name)))) => row.dotted(format!("with {name}"), Role::Accent),
        Some((words, None)) if screen.naming.is_none() => row.dotted(format!("nobody is called {words}"), Role::Soon),
        _ => {}
    }
    if let Some(since) = screen.sought.since {
        row.dotted(format!("since {}", dates::say(since, now)), Role::Accent);
    }
    for off in &screen.sought.off {
        row.dotted(format!("{off} says nothing yet"), Role::Soon);
    }
    if row.is_empty() && screen.sought.is_empty() {
        row = Row::of("kind:advice  person:odile  since:2025-03  narrow it", Role::Dim);
    }
    row
}

/// A text with the words in it that were looked for.
fn marked(text: &str, words: &str, role: Role) -> Row {
    let mut row = Row::new();
    let mut at = 0;
    for range in found(text, words) {
        row.push(text.get(at..range.start).unwrap_or_default(), role);
        row.push(text.get(range.clone()).unwrap_or_default(), Role::Accent);
        at = range.end;
    }
    row.push(text.get(at..).unwrap_or_default(), role);
    row
}
