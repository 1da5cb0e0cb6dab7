//! Draws a tab's list and detail: side by side where there is room, one over the other where there is not.

use crate::domain::ask;
use crate::domain::{Kind, Now, dates};
use crate::ui::ink::{Row, paragraph};
use crate::ui::list::List;
use crate::ui::paint::{Area, Painter, inset};
use crate::ui::theme::Role;
use crate::ui::words;

use super::{Kinds, Pane};

/// From this width on list and detail lie side by side.
const WIDE: u16 = 100;

/// From this width on a row of the list has columns rather than a second line.
const COLUMNS: u16 = 64;

/// From this width on a row of the list has a column for who may see it.
const ROOMY: u16 = 88;

/// Columns of a date and how far away it is; a longer one goes without the second.
const DATES: usize = 25;

/// Where everything lies. A pane that is not in sight has no rows.
pub(super) struct Panes {
    /// The line of the tab's kinds.
    heads: Area,
    /// The heading of the list.
    heading: Area,
    /// The rows of the list.
    pub(super) list: Area,
    /// The detail.
    pub(super) detail: Area,
    /// Rows of the screen that a row of the list takes.
    pub(super) row_height: u16,
}

impl Panes {
    /// Columns for the text of the detail.
    pub(super) const fn detail_columns(&self) -> u16 {
        self.detail.width
    }

    /// How many rows of the list are in sight.
    pub(super) fn list_rows(&self) -> usize {
        usize::from(self.list.height / self.row_height.max(1))
    }
}

/// Where everything lies in an area.
pub(super) fn panes(screen: &Kinds, area: Area) -> Panes {
    let roomy = area.height >= 9 && area.width >= 30;
    let pad = if area.width >= 60 { 3 } else { u16::from(area.width > 8) * 2 };
    let inner = Area::new(area.x + pad.min(area.width), area.y, area.width.saturating_sub(pad + 2), area.height);
    let several = screen.tab.kinds.len() > 1 && roomy;
    let heads = Area::new(inner.x, inner.y, inner.width, u16::from(several));
    let body = inset(inner, 0, if several { if area.height >= 16 { 2 } else { 1 } } else { 0 });
    let wide = area.width >= WIDE && roomy;
    let list_width = if wide { (area.width * 3 / 8).clamp(36, 54) } else { body.width };
    let show_list = wide || screen.pane == Pane::List;
    let head_rows = if area.height >= 16 { 2 } else { u16::from(roomy) };
    let nothing = Area::new(body.x, body.y, 0, 0);
    let (heading, list) = if show_list {
        let heading = Area::new(body.x, body.y, list_width, head_rows.min(1));
        (heading, Area { width: list_width, ..inset(body, 0, head_rows) })
    } else {
        (nothing, nothing)
    };
    let detail = match (wide, screen.pane) {
        (true, _) => inset(body, list_width + 4, 0),
        (false, Pane::Detail) => body,
        (false, Pane::List) => nothing,
    };
    let spec = screen.kind.spec();
    let more = spec.has_state() || !spec.due.is_empty();
    let row_height = if more && list.width < COLUMNS && list.height >= 8 && list.width >= 24 { 2 } else { 1 };
    Panes { heads, heading, list, detail, row_height }
}

/// Draws the screen.
pub(super) fn draw(screen: &Kinds, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let panes = panes(screen, area);
    if panes.heads.height > 0 {
        painter.row(panes.heads.x, panes.heads.y, panes.heads.width, &kinds_line(screen, panes.heads.width));
    }
    if let Some(list) = screen.list()
        && panes.list.width > 0
    {
        draw_list(screen, list, &panes, now, painter);
    }
    if panes.detail.width > 0 {
        draw_detail(screen, &panes, now, painter);
    }
}

/// The kinds of the tab, the one that is listed strong; where they do not all fit, that one and how to go on.
fn kinds_line(screen: &Kinds, columns: u16) -> Row {
    let mut kinds = screen.tab.kinds.to_vec();
    if !kinds.contains(&screen.kind) {
        kinds.push(screen.kind);
    }
    let name = |kind: Kind| words::capital(kind.spec().plural);
    let mut row = Row::new();
    for kind in &kinds {
        let role = if *kind == screen.kind { Role::Strong } else { Role::Dim };
        row.push(if row.is_empty() { "" } else { "   " }, Role::Dim);
        row.push(name(*kind), role);
    }
    let all = row.with("   v", Role::Accent).with(" next", Role::Dim);
    if all.width() <= usize::from(columns) {
        return all;
    }
    let at = kinds.iter().position(|kind| *kind == screen.kind).unwrap_or(0) + 1;
    let short = Row::of(name(screen.kind), Role::Strong).with(format!("  {at} of {}  ", kinds.len()), Role::Dim);
    short.with("v", Role::Accent).with(" next", Role::Dim)
}

fn draw_list(screen: &Kinds, list: &List, panes: &Panes, now: &Now, painter: &mut Painter<'_>) {
    let heading = panes.heading;
    if heading.height > 0 {
        let open_only = !list.closed && !list.kind.spec().closed.is_empty();
        let what =
            if open_only { format!("open {}", list.kind.spec().plural) } else { list.kind.spec().plural.to_owned() };
        let count = if list.is_loaded() { list.total().to_string() } else { String::new() };
        if list.is_filtering() {
            let used = painter.put(heading.x, heading.y, heading.width, "/ ", Role::Accent);
            let line = Area::new(heading.x + used, heading.y, heading.width.saturating_sub(used + 8), 1);
            list.filter().draw(line, painter, &[], true);
            painter.ends(heading.x, heading.y, 0, &Row::new(), &Row::new());
            let at = heading.right().saturating_sub(6);
            painter.ends(at, heading.y, 6, &Row::new(), &Row::of(count, Role::Dim));
        } else {
            let mut left = words::heading(&what);
            if !list.filter().is_empty() {
                left = left.with(format!("  /{}", list.filter().text()), Role::Accent);
            }
            painter.ends(heading.x, heading.y, heading.width, &left, &Row::of(count, Role::Dim));
        }
    }
    if list.total() == 0 && list.is_loaded() {
        painter.rows(panes.list, &empty(list, usize::from(panes.list.width)));
        return;
    }
    let focus = screen.pane == Pane::List;
    let height = panes.row_height;
    for (n, (row, selected)) in list.visible(panes.list_rows()).enumerate() {
        let y = panes.list.y.saturating_add(u16::try_from(n).unwrap_or(u16::MAX).saturating_mul(height));
        let area = Area::new(panes.list.x, y, panes.list.width, height);
        draw_row(row, area, selected && focus, now, painter);
        if selected {
            let left = area.x.min(2);
            painter.band(Area::new(area.x - left, y, area.width + left + 1, height));
        }
    }
}

/// A row of the list: on one line with columns, or title and facts on two.
fn draw_row(row: &ask::Row, area: Area, strong: bool, now: &Now, painter: &mut Painter<'_>) {
    let closed = row.state.as_deref().is_some_and(|state| row.kind.spec().closed.contains(&state));
    let (mark, mark_role) = words::state_glyph(row.kind, row.state.as_deref());
    let title = if row.title.is_empty() { row.kind.spec().label } else { row.title.as_str() };
    let role = match (strong, closed) {
        (true, _) => Role::Strong,
        (false, true) => Role::Dim,
        (false, false) => Role::Text,
    };
    let mut left = if row.state.is_some() { Row::of(mark, mark_role).with(" ", Role::Dim) } else { Row::new() };
    left.push(title, role);
    let state = match &row.state {
        Some(state) => Row::of(words::state_word(state), words::state_role(state)),
        None => Row::new(),
    };
    let date = match (row.due, row.day) {
        (Some(due), _) if row.kind != Kind::Meeting && !closed => words::due(due, true, now),
        (due, day) => day.or(due).map(|day| words::dated(day, now)).unwrap_or_default(),
    };
    let shared = if row.shared { Row::of("shared", Role::Private) } else { Row::new() };
    if area.height >= 2 {
        painter.ends(area.x, area.y, area.width, &left, &Row::new());
        let date = if row.state.is_some() { Row::of("  ", Role::Dim).then(date) } else { date };
        let mut both = shared;
        for (text, role) in state.runs() {
            both.dotted(text.clone(), *role);
        }
        let right = if date.width() + both.width() + 2 <= usize::from(area.width) { both } else { state };
        painter.ends(area.x, area.y + 1, area.width, &date, &right);
        return;
    }
    let plain = row.due.or(row.day).map(|day| Row::of(dates::say(day, now), Role::Dim)).unwrap_or_default();
    let right = if area.width >= COLUMNS {
        let date = if date.width() <= DATES { date } else { plain };
        let gap = |row: &Row, columns: usize| " ".repeat(columns.saturating_sub(row.width()));
        let shared = if area.width >= ROOMY { shared } else { Row::new() };
        let before = if area.width >= ROOMY { gap(&shared, 8) } else { String::new() };
        let (between, behind) = (gap(&state, 13), gap(&date, DATES));
        shared.with(before, Role::Dim).then(state).with(between, Role::Dim).then(date).with(behind, Role::Dim)
    } else if row.state.is_some() {
        state
    } else {
        plain
    };
    painter.ends(area.x, area.y, area.width, &left, &right);
}

/// Why a list is empty, and which key fills it.
fn empty(list: &List, columns: usize) -> Vec<Row> {
    let spec = list.kind.spec();
    if !list.filter().is_empty() {
        let text = format!("Nothing with “{}”.", list.filter().text());
        let mut rows = paragraph(&text, columns, Role::Text);
        rows.push(Row::of("Esc", Role::Accent).with(" shows all of them.", Role::Dim));
        return rows;
    }
    let text = if list.closed { format!("No {} yet.", spec.plural) } else { format!("No open {}.", spec.plural) };
    let mut rows = vec![Row::of(text, Role::Text)];
    rows.extend(paragraph(&format!("{}.", spec.about), columns, Role::Dim));
    rows.push(Row::new());
    rows.push(Row::of("n", Role::Accent).with(" makes one.", Role::Dim));
    if !list.closed {
        rows.push(Row::of("a", Role::Accent).with(" lists closed ones too.", Role::Dim));
    }
    rows
}

fn draw_detail(screen: &Kinds, panes: &Panes, now: &Now, painter: &mut Painter<'_>) {
    let area = panes.detail;
    let lines = screen.lines(area.width, now);
    let focus = screen.pane == Pane::Detail;
    let rows = text_rows(lines.len(), area);
    let top = screen.here.top.min(lines.len().saturating_sub(1));
    let mut link = lines.iter().take(top).filter(|line| line.link.is_some()).count();
    for (line, y) in lines.iter().skip(top).take(rows).zip(area.top()..area.bottom()) {
        painter.ends(area.x, y, area.width, &line.left, &line.right);
        if line.link.is_some() {
            if focus && screen.here.link == Some(link) {
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

/// How many lines of a detail are in sight: all rows where it fits, else all but the one that says how many follow.
pub(super) fn text_rows(lines: usize, area: Area) -> usize {
    let height = usize::from(area.height);
    if lines > height && height > 2 { height - 1 } else { height }
}
