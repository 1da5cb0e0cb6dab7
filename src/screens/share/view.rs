//! Draws the share screen: what leaves at the left, the thing under the cursor through the reader's eyes at the right.

use crate::domain::ask::Sharing;
use crate::domain::share::text;
use crate::ui::glyph;
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;
use crate::ui::told::item_rows;
use crate::ui::words;

use super::{Entry, HandOver};

/// From here on the two stand side by side.
const WIDE: u16 = 100;

/// Rows above the list.
const HEAD: u16 = 3;

/// Draws the screen.
pub(super) fn draw(screen: &HandOver, area: Area, painter: &mut Painter<'_>) {
    let Some(sharing) = &screen.sharing else {
        if screen.nobody {
            let rows = [
                Row::of("Nobody to share with yet.", Role::Text),
                Row::of("p", Role::Accent)
                    .with(" chooses somebody; a meeting that is planned does it for you.", Role::Dim),
            ];
            painter.rows(inner(area), &rows);
        }
        return;
    };
    let body = inner(area);
    head(screen, sharing, body, painter);
    let mut below = Area::new(body.x, body.y.saturating_add(HEAD), body.width, body.height.saturating_sub(HEAD));
    if let Some(locking) = &screen.locking {
        let rows = locking.rows();
        let foot = 3.min(below.height);
        below.height -= foot;
        painter.rows(Area::new(below.x, below.bottom() + 1, below.width, foot.saturating_sub(1)), &rows);
    }
    if let Some(top) = screen.page {
        let rows = page_rows(sharing, area);
        painter.rows(below, rows.get(top.min(rows.len())..).unwrap_or_default());
        return;
    }
    if screen.all.is_empty() {
        let name = &sharing.built.share.to;
        let empty = format!(
            "Nothing may leave for {name} yet. s on any record shares it; here, what is linked to them is offered."
        );
        painter.rows(below, &paragraph(&empty, usize::from(below.width), Role::Dim));
        return;
    }
    let (left, right) = panes(below);
    if screen.line.is_none() || right.x > left.x {
        list(screen, left, painter);
    }
    if right.x > left.x {
        painter.upright(right.x.saturating_sub(2), right.y, right.height);
        thing(screen, right, painter);
    } else if screen.line.is_some() {
        thing(screen, below, painter);
    }
}

/// The body, with the margins that tabs have.
fn inner(area: Area) -> Area {
    let pad = if area.width >= 60 { 2 } else { 1 };
    Area::new(area.x.saturating_add(pad), area.y, area.width.saturating_sub(2 * pad), area.height)
}

/// The list and the thing beside it; both the same where there is room for one.
fn panes(area: Area) -> (Area, Area) {
    if area.width + 2 < WIDE {
        return (area, area);
    }
    let left = area.width * 2 / 5;
    let right = Area::new(area.x + left + 3, area.y, area.width.saturating_sub(left + 3), area.height);
    (Area::new(area.x, area.y, left, area.height), right)
}

fn head(screen: &HandOver, sharing: &Sharing, area: Area, painter: &mut Painter<'_>) {
    let share = &sharing.built.share;
    let leaves = i64::try_from(screen.leaves()).unwrap_or(i64::MAX);
    let left = Row::of("For ", Role::Dim).with(share.to.as_str(), Role::Strong);
    let mut right = Row::new();
    right.dotted(format!("{} for them", words::count(leaves, "thing", "things")), Role::Text);
    right.dotted(format!("{} {} stay here", glyph::PRIVATE, sharing.stays), Role::Private);
    let area = Area::new(area.x + 1, area.y, area.width.saturating_sub(1), area.height);
    painter.ends(area.x, area.y, area.width, &left, &right);
    let mut below = Row::new();
    if let Some(since) = share.since {
        below.dotted(format!("last shared {}", since.format("%-d %b %Y")), Role::Dim);
    }
    let whole = "exactly this and nothing else leaves; once handed over it cannot be called back";
    below.dotted(if area.width >= 84 { whole } else { "only this leaves, and for good" }, Role::Dim);
    if screen.scope.contacts {
        below.dotted("with contact data", Role::Soon);
    }
    if screen.scope.marks {
        below.dotted("with my marks", Role::Soon);
    }
    painter.row(area.x, area.y.saturating_add(1), area.width, &below);
}

/// The first row of the list that is drawn.
fn top(screen: &HandOver, height: u16) -> usize {
    let height = usize::from(height);
    // The cursor is never in the last rows but at the end.
    (screen.cursor + 3).min(screen.all.len()).saturating_sub(height)
}

fn list(screen: &HandOver, area: Area, painter: &mut Painter<'_>) {
    let from = top(screen, area.height);
    for ((at, entry), y) in screen.all.iter().enumerate().skip(from).zip(area.top()..area.bottom()) {
        let here = at == screen.cursor;
        let (left, right) = row(screen, entry, here);
        painter.ends(area.x + 1, y, area.width.saturating_sub(1), &left, &right);
        if here {
            painter.band(Area::new(area.x, y, area.width, 1));
        }
    }
}

fn row(screen: &HandOver, entry: &Entry, here: bool) -> (Row, Row) {
    let role = if here { Role::Strong } else { Role::Text };
    match entry {
        Entry::Chapter(head) => (words::heading(head), Row::new()),
        Entry::Thing { id, kind, title, under } => {
            let out = screen.scope.without.contains(id);
            let indent = if *under { "  " } else { "" };
            let (mark, mark_role) = if out { (glyph::OPEN, Role::Dim) } else { (glyph::MEETING, Role::Good) };
            let left =
                Row::of(format!("{indent}{mark} "), mark_role).with(title.as_str(), if out { Role::Dim } else { role });
            let mut right = Row::new();
            if screen.scope.hidden.iter().any(|(of, _)| of == id) {
                right.dotted("lines hidden", Role::Soon);
            }
            right.dotted(if out { "stays" } else { kind.spec().label }, Role::Dim);
            (left, right)
        }
        Entry::Linked(linked) => {
            let left = Row::of(format!("{} ", glyph::PRIVATE), Role::Private).with(linked.title.as_str(), role);
            (left, Row::of(linked.kind.spec().label, Role::Dim))
        }
    }
}

/// The thing under the cursor, as they will read it.
fn thing(screen: &HandOver, area: Area, painter: &mut Painter<'_>) {
    let columns = usize::from(area.width);
    let mut rows: Vec<(Row, Option<usize>)> = Vec::new();
    match (screen.here(), screen.item()) {
        (Some(Entry::Linked(linked)), _) => {
            let text = format!(
                "“{}” is private. Space shares it with them, from now on and until you say otherwise.",
                linked.title
            );
            rows.extend(paragraph(&text, columns, Role::Dim).into_iter().map(|row| (row, None)));
        }
        (Some(Entry::Thing { title, .. }), None) => {
            let text = format!("“{title}” stays here this time; Space takes it in again.");
            rows.extend(paragraph(&text, columns, Role::Dim).into_iter().map(|row| (row, None)));
        }
        (Some(Entry::Chapter(head)), _) => {
            let text = format!(
                "Space takes all of {} out, or in again; a thing below shows how they read it.",
                head.to_lowercase()
            );
            rows.extend(paragraph(&text, columns, Role::Dim).into_iter().map(|row| (row, None)));
        }
        (_, Some(item)) => rows.extend(item_rows(item, columns)),
        _ => {}
    }
    let at = |line: usize| rows.iter().position(|(_, of)| *of == Some(line)).unwrap_or(0);
    let from = screen.line.map_or(0, |line| at(line).saturating_sub(usize::from(area.height) / 2));
    for ((row, of), y) in rows.iter().skip(from).zip(area.top()..area.bottom()) {
        painter.row(area.x + 1, y, area.width.saturating_sub(1), row);
        if of.is_some() && *of == screen.line {
            painter.band(Area::new(area.x, y, area.width, 1));
        }
    }
}

/// The whole page in rows.
pub(super) fn page_rows(sharing: &Sharing, area: Area) -> Vec<Row> {
    let columns = usize::from(area.width.saturating_sub(2));
    let mut rows = Vec::new();
    for line in text(&sharing.built.share, false, false, false) {
        if let Some(head) = line.strip_prefix("### ") {
            rows.extend(paragraph(head, columns, Role::Strong));
        } else if let Some(head) = line.strip_prefix("## ") {
            rows.push(words::heading(head));
        } else if let Some(head) = line.strip_prefix("# ") {
            rows.extend(paragraph(head, columns, Role::Brand));
        } else if line.trim().is_empty() {
            rows.push(Row::new());
        } else {
            let indent = line.chars().take_while(|c| *c == ' ').count();
            let wrapped = paragraph(line.trim_start(), columns.saturating_sub(indent), Role::Text);
            rows.extend(wrapped.into_iter().map(|row| Row::of(" ".repeat(indent), Role::Text).then(row)));
        }
    }
    rows
}

/// The row of the list at a place on the screen.
pub(super) fn row_at(screen: &HandOver, area: Area, x: u16, y: u16) -> Option<usize> {
    let body = inner(area);
    let below = Area::new(body.x, body.y.saturating_add(HEAD), body.width, body.height.saturating_sub(HEAD));
    let (left, _) = panes(below);
    if screen.page.is_some() || !left.contains((x, y).into()) {
        return None;
    }
    let row = top(screen, left.height) + usize::from(y - left.y);
    (row < screen.all.len()).then_some(row)
}
