//! How a goal looks in its list: a bar of how much is done, its short title, the word of its pace, the day it is due.

use crate::domain::Now;
use crate::domain::ask::{self, Facts};
use crate::ui::chart;
use crate::ui::ink::Row;
use crate::ui::lines::Line;
use crate::ui::theme::Role;
use crate::ui::words;

/// Columns of the bar.
const BAR: usize = 8;

/// From this width on the day says how far away it is.
const ROOMY: usize = 88;

/// A row of the list.
pub(super) fn row(row: &ask::Row, columns: usize, lines: u16, now: &Now) -> Vec<Line> {
    let state = row.state.as_deref().unwrap_or_default();
    let goal = match &row.facts {
        Facts::Goal(goal) => Some(goal),
        _ => None,
    };
    let word = goal.map(|goal| goal.word.as_str()).filter(|word| !word.is_empty()).unwrap_or(state);
    let role = words::state_role(word);
    let bar = match goal.and_then(|goal| goal.actual) {
        Some(actual) => chart::bar(actual, BAR, if role == Role::Dim { Role::Text } else { role }),
        None if lines < 2 => Row::of(" ".repeat(BAR), Role::Dim),
        None => Row::new(),
    };
    let title = goal.map_or(row.title.as_str(), |goal| goal.title.as_str());
    let closed = row.kind.spec().closed.contains(&state);
    let title = Row::of(title, if closed { Role::Dim } else { Role::Text });
    let due = row.due.map(|due| words::due(due, !closed, now)).unwrap_or_default();
    let word = Row::of(words::state_word(word), role);
    // The day alone where there is little room.
    let day = due.runs().first().map(|(text, role)| Row::of(text.clone(), *role)).unwrap_or_default();
    if lines < 2 {
        let (due, room) = if columns < ROOMY { (day, 10) } else { (due, 25) };
        let pad = |row: Row, room: usize| {
            let gap = " ".repeat(room.saturating_sub(row.width()));
            row.with(gap, Role::Dim)
        };
        let right = if columns < 40 { word } else { pad(word, 14).then(pad(due, room)) };
        return vec![Line::from(bar.with("  ", Role::Dim).then(title)).right(right)];
    }
    let value = goal.map(|goal| goal.value.as_str()).unwrap_or_default();
    let mut below = bar;
    if !value.is_empty() {
        below = below.with("  ", Role::Dim).with(value, Role::Dim);
    }
    let mut right = word;
    for (text, role) in day.runs() {
        right.dotted(text.clone(), *role);
    }
    // Where both do not fit, how far it has come is what the bar says already.
    let room = columns.saturating_sub(right.width() + 2);
    let below = if below.width() <= room {
        below
    } else {
        goal.and_then(|goal| goal.actual)
            .map(|actual| chart::bar(actual, BAR.min(room), if role == Role::Dim { Role::Text } else { role }))
            .unwrap_or_default()
    };
    vec![Line::from(title), Line::from(below).right(right)]
}
