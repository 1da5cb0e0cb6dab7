//! Draws the history: what was done, when and from where; below the one under the cursor, what it changed.

use crate::domain::ask::{ChangeRow, SetRow};
use crate::domain::{Now, Shown, dates};
use crate::ui::ink::Row;
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;
use crate::ui::words;

use super::History;

/// The most lines of what a set changed.
const CHANGES: usize = 8;

/// Draws the screen.
pub(super) fn draw(screen: &History, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let Some(sets) = &screen.sets else { return };
    if sets.is_empty() {
        painter.put(area.x, area.y, area.width, "Nothing has been changed yet.", Role::Dim);
        return;
    }
    let mut lines: Vec<(Row, Row, bool)> = Vec::new();
    let mut at = 0;
    for (n, set) in sets.iter().enumerate() {
        let selected = n == screen.cursor;
        if selected {
            at = lines.len();
        }
        let (left, right) = head(set, selected, now);
        lines.push((left, right, selected));
        if selected {
            lines.extend(changed(set).into_iter().map(|row| (row, Row::new(), false)));
        }
    }
    let height = usize::from(area.height);
    let from = (at + CHANGES + 1).saturating_sub(height).min(at);
    for ((left, right, selected), y) in lines.into_iter().skip(from).zip(area.top()..area.bottom()) {
        painter.ends(area.x + 1, y, area.width.saturating_sub(1), &left, &right);
        if selected {
            painter.band(Area::new(area.x, y, area.width, 1));
        }
    }
}

fn head(set: &SetRow, selected: bool, now: &Now) -> (Row, Row) {
    let role = match (set.undone, selected) {
        (true, _) => Role::Dim,
        (false, true) => Role::Strong,
        (false, false) => Role::Text,
    };
    let mut left = Row::of(words::capital(&set.label), role);
    if set.undone {
        left.push("  undone", Role::Soon);
    }
    let mut right = Row::new();
    if set.origin != "screen" {
        right.dotted(set.origin.as_str(), Role::Dim);
    }
    right.dotted(dates::say_at(set.at, now), Role::Dim);
    (left, right)
}

/// What a set changed, a line each.
fn changed(set: &SetRow) -> Vec<Row> {
    let mut rows = Vec::new();
    for change in &set.changes {
        rows.push(change_row(change));
        for (field, before, after) in &change.fields {
            let brief = |text: &str| Shown::line(text).fit(30);
            let row = Row::of(format!("      {}  ", field.replace('_', " ")), Role::Dim);
            let row = row.with(if before.is_empty() { Shown::new("·") } else { brief(before) }, Role::Dim);
            let after = if after.is_empty() { Shown::new("·") } else { brief(after) };
            rows.push(row.with(" → ", Role::Dim).with(after, Role::Text));
        }
    }
    let left_out = rows.len().saturating_sub(CHANGES);
    rows.truncate(CHANGES);
    let more = set.more.saturating_add(u64::try_from(left_out).unwrap_or(0));
    if more > 0 {
        rows.push(Row::of(format!("    and {more} more"), Role::Dim));
    }
    rows
}

fn change_row(change: &ChangeRow) -> Row {
    let what = match change.op.as_str() {
        "create" => "made",
        "edit" => "changed",
        "delete" => "deleted",
        "restore" => "restored",
        "remove" => "removed",
        other => other,
    };
    let kind = change.kind.map_or("record", |kind| kind.spec().label);
    Row::of(format!("    {what} {kind}  "), Role::Dim).with(change.title.as_str(), Role::Text)
}
