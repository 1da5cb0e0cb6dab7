//! Draws a tab's pane and detail: side by side where there is room, one over the other where there is not.

use crate::domain::Now;
use crate::ui::ink::Row;
use crate::ui::paint::{Area, Painter, inset};
use crate::ui::theme::Role;

use super::{Focus, Pane, Room};

/// From this width on a list and a page lie side by side.
const WIDE: u16 = 100;

/// Whether there is room for a list and the page of a thing side by side.
#[must_use]
pub const fn is_wide(area: Area) -> bool {
    area.width >= WIDE && area.height >= 9
}

/// A list at the left, and the page of the thing under its cursor at the right: within the body of an area, its margins.
#[must_use]
pub fn beside(area: Area, body: Area) -> (Area, Area) {
    let columns = (area.width * 3 / 8).clamp(36, 54);
    (Area { width: columns, ..body }, inset(body, columns + 4, 0))
}

/// Where everything lies. A half that is not in sight has no columns.
pub(super) struct Halves {
    /// The line of the tab's views.
    heads: Area,
    /// The pane.
    pub(super) pane: Area,
    /// The detail.
    pub(super) detail: Area,
}

/// Where everything lies in an area.
pub(super) fn halves(room: &Room, area: Area) -> Halves {
    let roomy = area.height >= 9 && area.width >= 30;
    let pad = if area.width >= 60 { 3 } else { u16::from(area.width > 8) * 2 };
    let inner = Area::new(area.x + pad.min(area.width), area.y, area.width.saturating_sub(pad + 2), area.height);
    let several = room.panes.len() > 1 && roomy;
    let heads = Area::new(inner.x, inner.y, inner.width, u16::from(several));
    let body = inset(inner, 0, if several { if area.height >= 16 { 2 } else { 1 } } else { 0 });
    let wide = is_wide(area) && !room.pane().is_some_and(Pane::is_full);
    let nothing = Area::new(body.x, body.y, 0, 0);
    let (pane, detail) = if wide {
        beside(area, body)
    } else if room.focus == Focus::Pane {
        (body, nothing)
    } else {
        (nothing, body)
    };
    Halves { heads, pane, detail }
}

/// Draws the screen.
pub(super) fn draw(room: &Room, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let halves = halves(room, area);
    if halves.heads.height > 0 {
        painter.row(halves.heads.x, halves.heads.y, halves.heads.width, &views_line(room, halves.heads.width));
    }
    if let Some(pane) = room.pane()
        && halves.pane.width > 0
    {
        pane.draw(halves.pane, room.focus == Focus::Pane, now, painter);
    }
    if halves.detail.width > 0 {
        let lines = room.lines(halves.detail.width, now);
        room.here.draw(&lines, halves.detail, room.focus == Focus::Detail, painter);
    }
}

/// The views of the tab, the one in sight strong; where they do not all fit, that one and how to go on.
fn views_line(room: &Room, columns: u16) -> Row {
    let mut row = Row::new();
    for (n, pane) in room.panes.iter().enumerate() {
        row.push(if row.is_empty() { "" } else { "   " }, Role::Dim);
        row.push(pane.name(), if n == room.at { Role::Strong } else { Role::Dim });
    }
    let all = row.with("   v", Role::Accent).with(" next", Role::Dim);
    if all.width() <= usize::from(columns) {
        return all;
    }
    let name = room.pane().map(Pane::name).unwrap_or_default();
    let place = format!("  {} of {}  ", room.at + 1, room.panes.len());
    Row::of(name, Role::Strong).with(place, Role::Dim).with("v", Role::Accent).with(" next", Role::Dim)
}
