//! The pages of an idea and of a skill: where it stands as a picture, then what is written down.

use crate::domain::Now;
use crate::domain::ask::{About, Thing};
use crate::domain::figures::real;
use crate::domain::kinds::insight::InsightState;
use crate::domain::learning::insight::{WAY, step};
use crate::domain::learning::skill::Standing;
use crate::ui::chart;
use crate::ui::glyph;
use crate::ui::ink::Row;
use crate::ui::lines::Line;
use crate::ui::room::detail;
use crate::ui::theme::Role;
use crate::ui::words;

use super::row::ladder;

/// An idea: its way from captured to decided, then what the next step asks.
pub(super) fn insight(thing: &Thing, columns: usize, now: &Now) -> Vec<Line> {
    let mut lines = detail::head(thing, columns);
    lines.push(Line::default());
    lines.push(way(thing.record.text("state"), columns).into());
    lines.extend(detail::derived_lines(thing, columns));
    lines.extend(detail::fields(thing, columns, now, &|_| true));
    lines.extend(detail::back(thing, columns, now, &|_| true));
    lines.extend(detail::foot(thing, now));
    lines
}

/// The way of an idea, with where it is.
fn way(state: &str, columns: usize) -> Row {
    let state = InsightState::read(state).unwrap_or(InsightState::Captured);
    let at = step(state);
    let mut row = Row::new();
    for (n, stage) in WAY.iter().enumerate() {
        let (n, here) = (n + 1, n + 1 == at);
        // The last step is whichever it came to.
        let word = if n == WAY.len() && at == n {
            state.word()
        } else if n == WAY.len() {
            "decided"
        } else {
            stage.word()
        };
        let role = match (n <= at, here) {
            (_, true) => Role::Strong,
            (true, _) => Role::Dim,
            _ => Role::Faint,
        };
        let mark = match () {
            () if here && state == InsightState::Rejected => glyph::DROPPED,
            () if n <= at => glyph::MEETING,
            () => glyph::OPEN,
        };
        if !row.is_empty() {
            row.push(format!(" {} ", glyph::RULE.repeat(if columns >= 60 { 3 } else { 1 })), Role::Faint);
        }
        row.push(mark, if n <= at { Role::Accent } else { Role::Faint });
        if columns >= 56 || here {
            row.push(format!(" {word}"), if role == Role::Faint { Role::Dim } else { role });
        }
    }
    if state == InsightState::Shelved {
        row.dotted("on the shelf", Role::Dim);
    }
    row
}

/// A skill: mine then and now with the aim, and my mentor's below, as bars; then what is written down.
pub(super) fn skill(thing: &Thing, columns: usize, now: &Now) -> Vec<Line> {
    let mut lines = detail::head(thing, columns);
    if let About::Skill(stands) = &thing.about {
        lines.extend(bars(stands, columns));
    }
    lines.extend(detail::derived_lines(thing, columns));
    lines.extend(detail::fields(thing, columns, now, &|_| true));
    lines.extend(detail::back(thing, columns, now, &|_| true));
    lines.extend(detail::foot(thing, now));
    lines
}

/// Then, now and my mentor's view, each on its own line to the same five.
fn bars(stands: &Standing, columns: usize) -> Vec<Line> {
    let labels = detail::label_room(columns);
    let cells = columns.saturating_sub(labels + 4).min(30);
    let bar = |level: i64, role| chart::bar(real(level) / 5.0, cells, role).with(format!("  {level}"), Role::Dim);
    let mut lines = vec![Line::default()];
    if let Some(from) = stands.from.filter(|from| Some(*from) != stands.own) {
        lines.push(label("at first", labels).then(bar(from, Role::Dim)).into());
    }
    if let Some(own) = stands.own {
        lines.push(label("mine now", labels).then(ladder(stands, cells)).with(format!("  {own}"), Role::Strong).into());
    }
    lines.push(match stands.mentor {
        Some(mentor) => label("my mentor's", labels).then(bar(mentor, Role::Private)).into(),
        None => label("my mentor's", labels).with("not asked yet", Role::Dim).into(),
    });
    if stands.line.len() > 2 {
        let line: Vec<f64> = stands.line.iter().map(|level| real(*level)).collect();
        lines.push(label("over time", labels).with(chart::sparkline(&line, 1.0, 5.0), Role::Accent).into());
    }
    lines
}

fn label(text: &str, labels: usize) -> Row {
    let text = Row::of(text, Role::Dim).fit(labels.saturating_sub(2));
    let pad = " ".repeat(labels.saturating_sub(text.width()));
    text.with(pad, Role::Dim)
}

/// A heading with how many follow.
pub(super) fn heading(text: &str, count: usize) -> Line {
    Line::from(words::heading(text)).right(Row::of(count.to_string(), Role::Dim))
}
