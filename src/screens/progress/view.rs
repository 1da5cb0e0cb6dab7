//! Draws Progress: its page, or what stands behind a figure.

use crate::domain::{Now, Shown};
use crate::ui::ink::{Row, paragraph};
use crate::ui::page;
use crate::ui::paint::{Area, Painter, inset};
use crate::ui::theme::Role;
use crate::ui::words;

use super::{Progress, Rows};

/// The area within its margins.
pub(super) fn inner(area: Area) -> Area {
    let pad = if area.width >= 60 { 3 } else { 2.min(area.width) };
    Area::new(area.x + pad, area.y, area.width.saturating_sub(pad + 2), area.height)
}

/// Rows of the title and what parts it from the page.
const fn head(area: Area) -> u16 {
    if area.height >= 20 {
        2
    } else if area.height >= 6 {
        1
    } else {
        0
    }
}

/// Where the sections lie.
pub(super) fn body(area: Area) -> Area {
    inset(inner(area), 0, head(area))
}

/// Draws the screen.
pub(super) fn draw(screen: &Progress, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let inner = inner(area);
    if let Some(behind) = &screen.behind {
        return draw_behind(behind, area, now, painter);
    }
    if screen.along {
        return screen.timeline.draw(inner, now, painter);
    }
    let Some(page) = &screen.page else { return };
    if head(area) > 0 {
        let rows = page::head(page, usize::from(inner.width));
        painter.rows(Area { height: 1, ..inner }, &rows);
    }
    page::paint(&screen.columns(area), screen.cursor, painter);
}

/// The first row in sight of what is behind a figure.
fn top(behind: &Rows, height: usize) -> usize {
    (behind.cursor + 1).saturating_sub(height)
}

/// The row at a line of the screen.
pub(super) fn row_at(behind: &Rows, y: u16, area: Area) -> Option<usize> {
    let body = body(area);
    let rows = behind.found.as_ref()?;
    let at = top(behind, usize::from(body.height)) + usize::from(y.checked_sub(body.y)?);
    Some(at).filter(|at| *at < rows.len())
}

fn draw_behind(behind: &Rows, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let (inner, body) = (inner(area), body(area));
    let count = behind.found.as_ref().map(|rows| rows.len().to_string()).unwrap_or_default();
    if head(area) > 0 {
        let title = Row::of(Shown::line(&behind.title), Role::Strong);
        painter.ends(inner.x, inner.y, inner.width, &title, &Row::of(count, Role::Dim));
    }
    let Some(rows) = &behind.found else { return };
    if rows.is_empty() {
        let text = "Nothing stands behind it any more. Esc goes back to the page.";
        painter.rows(body, &paragraph(text, usize::from(body.width), Role::Dim));
        return;
    }
    let from = top(behind, usize::from(body.height));
    for (n, (row, y)) in rows.iter().skip(from).zip(body.top()..body.bottom()).enumerate() {
        let (mark, role) = words::state_glyph(row.kind, row.state.as_deref());
        let title = if row.title.is_empty() { row.kind.spec().label } else { row.title.as_str() };
        let left = Row::of(mark, role).with(" ", Role::Dim).with(title, Role::Text);
        let mut right = Row::new();
        if let (Some(state), true) = (&row.state, body.width >= 60) {
            right.push(words::state_word(state), words::state_role(state));
            right.push("   ", Role::Dim);
        }
        if let Some(day) = row.due.or(row.day) {
            let said = crate::domain::dates::say(day, now);
            right.push(format!("{said:>15}"), Role::Dim);
        }
        painter.ends(body.x, y, body.width, &left, &right);
        if from + n == behind.cursor {
            let before = 2.min(body.x);
            painter.band(Area::new(body.x - before, y, body.width + before + 1, 1));
        }
    }
}
