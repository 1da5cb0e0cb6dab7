//! The page of an obstacle: what I do when it comes up, what was tried and what came of it, how others see it.

use crate::domain::ask::Thing;
use crate::domain::kinds::is_empty;
use crate::domain::kinds::obstacle::{Needs, Obstacle};
use crate::domain::{Now, dates};
use crate::ui::ink::{Row, paragraph};
use crate::ui::lines::Line;
use crate::ui::room::detail;
use crate::ui::theme::Role;
use crate::ui::{glyph, words};

/// Fields that the page says in its own words.
const SAID: &[&str] = &["tried", "lenses", "if_then", "opened", "resolved", "helped", "needs", "horizon", "options"];

/// Columns of a day and what follows it.
const DAYS: usize = 12;

/// The page.
pub(super) fn lines(thing: &Thing, columns: usize, now: &Now) -> Vec<Line> {
    let Ok(obstacle) = thing.record.read::<Obstacle>() else { return detail::lines(thing, columns, now) };
    let mut lines = detail::head(thing, columns);
    lines.push(reach(&obstacle, now).into());
    lines.extend(said("what helped", obstacle.helped.as_deref(), Role::Good, columns));
    lines.extend(said("when it comes up", obstacle.if_then.as_deref(), Role::Strong, columns));
    if let Some(needs) = obstacle.needs {
        lines.extend(said("what would help", Some(helper(needs)), Role::Text, columns));
    }
    lines.extend(list("ways forward", &obstacle.options, columns));
    lines.extend(tried(&obstacle, columns, now));
    lines.extend(lenses(&obstacle, columns));
    lines.extend(detail::fields(thing, columns, now, &|name| !SAID.contains(&name)));
    if is_empty(thing.record.get("if_then")) && obstacle.resolved.is_none() {
        let ask = Row::of("p", Role::Accent).with(" decides what I do when it comes up.", Role::Dim);
        lines.extend([Line::default(), Line::from(ask)]);
    }
    lines.extend(detail::back(thing, columns, now, &|_| true));
    lines.extend(detail::foot(thing, now));
    lines
}

/// How far it reaches, since when, and until when.
fn reach(obstacle: &Obstacle, now: &Now) -> Row {
    let mut row = Row::new();
    if let Some(horizon) = obstacle.horizon {
        row.dotted(horizon.word(), Role::Dim);
    }
    if let Some(day) = obstacle.opened {
        row.dotted(format!("since {}, {}", dates::say(day, now), dates::distance(day, now)), Role::Dim);
    }
    if let Some(day) = obstacle.resolved {
        row.dotted(format!("over on {}", dates::say(day, now)), Role::Good);
    }
    row
}

/// Who is the right one to turn to: never a mentor for what needs someone trained.
const fn helper(needs: Needs) -> &'static str {
    match needs {
        Needs::Step => "A step: a mentor is the right one to ask.",
        Needs::View => "Another view: a mentor, or somebody from another field.",
        Needs::Comfort => "Comfort: a friend, or someone at home.",
        Needs::Professional => {
            "Someone trained for it: an adviser, a counsellor, a doctor. It is not a mentor's to carry."
        }
    }
}

/// A text under a heading; nothing where there is none.
fn said(heading: &str, text: Option<&str>, role: Role, columns: usize) -> Vec<Line> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Vec::new() };
    let mut lines = vec![Line::default(), words::heading(heading).into()];
    lines.extend(paragraph(text, columns, role).into_iter().map(Line::from));
    lines
}

fn list(heading: &str, items: &[String], columns: usize) -> Vec<Line> {
    if items.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::default(), words::heading(heading).into()];
    for item in items {
        lines.extend(hanging(Row::of(glyph::DOT, Role::Dim).with(" ", Role::Dim), item, Role::Text, columns));
    }
    lines
}

/// What was tried and what happened, as a log, oldest first.
fn tried(obstacle: &Obstacle, columns: usize, now: &Now) -> Vec<Line> {
    if obstacle.tried.is_empty() {
        return Vec::new();
    }
    let heading = format!("what I tried {} what happened", glyph::TO);
    let mut lines = vec![Line::default(), words::heading(&heading).into()];
    for row in &obstacle.tried {
        let day = row.date.map(|day| dates::say(day, now)).unwrap_or_default();
        let head = Row::of(format!("{day:<DAYS$}"), Role::Dim);
        lines.extend(hanging(head, row.what.as_deref().unwrap_or_default(), Role::Text, columns));
        if let Some(outcome) = row.outcome.as_deref().filter(|outcome| !outcome.is_empty()) {
            let head = Row::of(format!("{:>width$} ", glyph::TO, width = DAYS - 1), Role::Accent);
            lines.extend(hanging(head, outcome, Role::Text, columns));
        }
    }
    lines
}

/// How each person and field sees it, side by side in words.
fn lenses(obstacle: &Obstacle, columns: usize) -> Vec<Line> {
    if obstacle.lenses.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::default(), words::heading("how others see it").into()];
    for lens in &obstacle.lenses {
        let who: Vec<_> = [lens.person.as_deref(), lens.industry.as_deref()].into_iter().flatten().collect();
        lines.push(Row::of(who.join(" · "), Role::Accent).into());
        let head = Row::of("  ", Role::Dim);
        lines.extend(hanging(head, lens.view.as_deref().unwrap_or_default(), Role::Text, columns));
    }
    lines
}

/// A text after a head, wrapped under itself.
fn hanging(head: Row, text: &str, role: Role, columns: usize) -> Vec<Line> {
    let indent = head.width();
    let mut rows = paragraph(text, columns.saturating_sub(indent).max(8), role).into_iter();
    let mut lines = vec![Line::from(head.then(rows.next().unwrap_or_default()))];
    lines.extend(rows.map(|row| Line::from(Row::of(" ".repeat(indent), Role::Dim).then(row))));
    lines
}
