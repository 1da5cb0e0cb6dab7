//! Rows of the lists of people, introductions and opportunities.

use crate::domain::Now;
use crate::domain::ask::{self, Facts, PersonFacts};
use crate::domain::dates;
use crate::ui::ink::Row;
use crate::ui::lines::Line;
use crate::ui::theme::Role;
use crate::ui::{glyph, words};

/// From this width on there is more room for the industry, and a column for the next touch.
const WIDE: usize = 88;
/// From this width on there are columns for the industry and the last touch.
const ROOMY: usize = 66;

/// Somebody: name, industry, strength, the last touch and the next.
pub(super) fn person(row: &ask::Row, columns: usize, lines: u16, now: &Now) -> Vec<Line> {
    let nobody = PersonFacts::default();
    let facts = match &row.facts {
        Facts::Person(facts) => facts,
        _ => &nobody,
    };
    let name = Row::of(row.title.as_str(), if facts.last.is_some() { Role::Text } else { Role::Dim });
    let mark = if facts.mentor { Row::of(glyph::MEETING, Role::Accent) } else { Row::of(" ", Role::Dim) };
    let left = mark.with(" ", Role::Dim).then(name);
    let word = freshness(facts);
    let last = facts
        .last
        .map_or_else(|| Row::of("not met yet", Role::Dim), |day| Row::of(dates::distance(day, now), Role::Dim));
    let industry = Row::of(facts.industry.as_deref().unwrap_or_default(), Role::Dim);
    if lines >= 2 {
        let mut below = Row::of("  ", Role::Dim).then(industry);
        if below.width() > 2 {
            below.push(" · ", Role::Dim);
        }
        let below = below.then(last).fit(columns.saturating_sub(7));
        return vec![Line::from(left).right(word), Line::from(below).right(strength(facts.closeness))];
    }
    if columns < ROOMY {
        return vec![Line::from(left).right(word)];
    }
    let mut right = column(industry, if columns >= WIDE { 29 } else { columns.saturating_sub(50).clamp(14, 28) });
    right = right.then(column(strength(facts.closeness), 7)).then(column(word, 10)).then(column(last, 15));
    if columns >= WIDE {
        let next = facts.next.map(|day| dates::distance(day, now)).unwrap_or_default();
        right = right.then(column(Row::of(next, Role::Dim), 14));
    }
    vec![Line::from(left).right(right)]
}

/// The word of a contact: late is not said of people.
fn freshness(facts: &PersonFacts) -> Row {
    match facts.freshness {
        Some(word) => {
            let role = match word.word() {
                "fresh" => Role::Good,
                "due" | "overdue" => Role::Soon,
                _ => Role::Dim,
            };
            Row::of(word.word(), role)
        }
        None => Row::new(),
    }
}

/// Closeness, 1 to 5, as marks.
pub(super) fn strength(closeness: Option<i64>) -> Row {
    let Some(n) = closeness.and_then(|n| usize::try_from(n.clamp(0, 5)).ok()) else { return Row::new() };
    Row::of(glyph::MEETING.repeat(n), Role::Accent).with(glyph::DOT.repeat(5 - n), Role::Faint)
}

/// A cell of a column: cut, and as wide as the column.
pub(super) fn column(row: Row, columns: usize) -> Row {
    let row = row.fit(columns.saturating_sub(1));
    let pad = " ".repeat(columns.saturating_sub(row.width()));
    row.with(pad, Role::Dim)
}

/// An introduction: how far it has come, for how long, and what the next step asks.
pub(super) fn introduction(row: &ask::Row, columns: usize, lines: u16, now: &Now) -> Vec<Line> {
    let state = row.state.as_deref().unwrap_or("wanted");
    let (mark, role) = words::state_glyph(row.kind, Some(state));
    let closed = row.kind.spec().closed.contains(&state);
    let left =
        Row::of(mark, role).with(" ", Role::Dim).with(row.title.as_str(), if closed { Role::Dim } else { Role::Text });
    let mut right = Row::of(words::state_word(state), words::state_role(state));
    let mut next = Row::new();
    if let Facts::Introduction(going) = &row.facts {
        if let Some(days) = going.days.filter(|_| !closed) {
            right.dotted(words::days(days), if going.nudge { Role::Soon } else { Role::Dim });
        }
        next.push(going.next.as_deref().unwrap_or_default(), Role::Dim);
    }
    if lines >= 2 {
        if next.is_empty() {
            next.push(row.day.map(|day| dates::say(day, now)).unwrap_or_default(), Role::Dim);
        }
        let below = Row::of("  ", Role::Dim).then(next);
        return vec![Line::from(left).right(right), Line::from(below)];
    }
    let right = match (columns >= ROOMY, next.is_empty()) {
        (true, true) => column(right, 24),
        (true, false) => column(next, columns / 3).then(column(right, 24)),
        (false, _) => right,
    };
    vec![Line::from(left).right(right)]
}

/// An opportunity and the people it came through.
pub(super) fn opportunity(row: &ask::Row, columns: usize, lines: u16, _now: &Now) -> Vec<Line> {
    let state = row.state.as_deref().unwrap_or("seen");
    let (mark, role) = words::state_glyph(row.kind, Some(state));
    let closed = row.kind.spec().closed.contains(&state);
    let left =
        Row::of(mark, role).with(" ", Role::Dim).with(row.title.as_str(), if closed { Role::Dim } else { Role::Text });
    let state = Row::of(words::state_word(state), words::state_role(state));
    let (mut chain, mut seen) = (Row::new(), Row::new());
    if let Facts::Opportunity(chance) = &row.facts {
        chain.push(chance.people.join(" → "), Role::Dim);
        if chance.seen_in_my_field == Some("no") {
            seen.push("a head start", Role::Good);
        }
    }
    if lines >= 2 {
        return vec![Line::from(left).right(state), Line::from(Row::of("  ", Role::Dim).then(chain)).right(seen)];
    }
    let right = if columns >= ROOMY {
        column(chain, columns / 3).then(column(seen, 14)).then(column(state, 10))
    } else {
        state
    };
    vec![Line::from(left).right(right)]
}
