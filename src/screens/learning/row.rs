//! Rows of the lists of ideas, skills, words, primers and feedback.

use crate::domain::ask::{self, Facts, IdeaFacts};
use crate::domain::figures::real;
use crate::domain::learning::skill::Standing;
use crate::domain::{Now, dates};
use crate::ui::ink::Row;
use crate::ui::lines::Line;
use crate::ui::theme::Role;
use crate::ui::{chart, glyph, words};

/// From this width on rows have columns.
const ROOMY: usize = 66;

/// A cell of a column: cut, and as wide as the column.
fn column(row: Row, columns: usize) -> Row {
    let row = row.fit(columns.saturating_sub(1));
    let pad = " ".repeat(columns.saturating_sub(row.width()));
    row.with(pad, Role::Dim)
}

/// The four steps of an idea as marks: taken, and to take.
pub(super) fn steps(step: usize, state: &str) -> Row {
    let role = match state {
        "rejected" | "shelved" => Role::Dim,
        _ if step >= 4 => Role::Good,
        _ => Role::Accent,
    };
    let mut row = Row::new();
    for n in 1..=4 {
        let mark = match n {
            4 if state == "rejected" => glyph::DROPPED,
            _ if n <= step => glyph::MEETING,
            _ => glyph::OPEN,
        };
        row.push(mark, if n <= step { role } else { Role::Faint });
    }
    row
}

/// An idea: how far along, the field and the person it comes from, and how it could work here.
pub(super) fn insight(row: &ask::Row, columns: usize, lines: u16, _now: &Now) -> Vec<Line> {
    let nothing = IdeaFacts::default();
    let facts = match &row.facts {
        Facts::Idea(facts) => facts,
        _ => &nothing,
    };
    let state = row.state.as_deref().unwrap_or("captured");
    let title = Row::of(row.title.as_str(), Role::Text);
    let left = steps(facts.step, state).with("  ", Role::Dim).then(title);
    let word = if facts.shelf && state == "captured" { "on the shelf" } else { state };
    let word = Row::of(words::state_word(word), words::state_role(state));
    let from: Vec<&str> = [&facts.industry, &facts.person].into_iter().filter_map(Option::as_deref).collect();
    let from = Row::of(from.join(", "), Role::Dim);
    // While it is on its way the next question, then how it works here.
    let here = match (facts.next, &facts.here) {
        (Some(next), _) => Row::of(format!("{} {next}", glyph::TO), Role::Accent),
        (None, Some(here)) => Row::of(format!("{} {here}", glyph::TO), Role::Dim),
        (None, None) => Row::new(),
    };
    if lines >= 2 {
        let room = columns.saturating_sub(word.width() + 8);
        let below = if here.is_empty() { from } else { here };
        let below = Row::of("      ", Role::Dim).then(below.fit(room));
        return vec![Line::from(left), Line::from(below).right(word)];
    }
    if columns < ROOMY {
        return vec![Line::from(left).right(word)];
    }
    // Where there is little room the field alone says where it is from.
    let from = if columns < 88 { Row::of(facts.industry.as_deref().unwrap_or_default(), Role::Dim) } else { from };
    let right =
        column(from, (columns / 2).saturating_sub(14).min(if columns < 88 { 18 } else { 36 })).then(column(word, 13));
    vec![Line::from(left).right(right)]
}

/// Five steps with where I began, where I am and where I aim: `●●◐○ ` as a bar, mine above my mentor's in words.
pub(super) fn ladder(stands: &Standing, cells: usize) -> Row {
    let own = stands.own.unwrap_or(0);
    let bar = chart::bar(
        real(own) / 5.0,
        cells,
        if stands.aimed.is_some_and(|aimed| own >= aimed) { Role::Good } else { Role::Accent },
    );
    let aimed = stands.aimed.and_then(|aimed| usize::try_from(aimed).ok()).map(|aimed| (aimed * cells / 5).max(1) - 1);
    let Some(aimed) = aimed else { return bar };
    // The mark of the aim lies over the bar.
    let mut row = Row::new();
    let mut at = 0;
    for (text, role) in bar.runs() {
        for cell in text.as_str().chars() {
            if at == aimed {
                row.push(glyph::DUE, *role);
            } else {
                row.push(cell.to_string(), *role);
            }
            at += 1;
        }
    }
    row
}

/// A skill: a bar to five with the aim marked, then and now, and my mentor's beside mine.
pub(super) fn skill(row: &ask::Row, columns: usize, lines: u16, _now: &Now) -> Vec<Line> {
    let nothing = Standing::default();
    let stands = match &row.facts {
        Facts::Skill(stands) => stands,
        _ => &nothing,
    };
    let title = Row::of(row.title.as_str(), Role::Text);
    let moved = match (stands.from, stands.own) {
        (Some(from), Some(own)) if from != own => format!("{from} {} {own}", glyph::TO),
        (_, Some(own)) => own.to_string(),
        _ => "not rated".to_owned(),
    };
    let moved = Row::of(moved, Role::Text);
    let mentor = match stands.mentor {
        Some(mentor) => Row::of(format!("mentor {mentor}"), Role::Dim),
        None => Row::of("mentor not asked", Role::Dim),
    };
    if lines >= 2 {
        let below = ladder(stands, 10).with("  ", Role::Dim).then(moved);
        return vec![Line::from(title), Line::from(below).right(mentor)];
    }
    if columns < ROOMY {
        return vec![Line::from(title).right(ladder(stands, 10).with(" ", Role::Dim).then(moved))];
    }
    let words = Row::of(stands.words.unwrap_or_default(), Role::Dim);
    let mut right = column(ladder(stands, 15), 18).then(column(moved, 8)).then(column(mentor, 18));
    if columns >= 110 {
        right = right.then(column(words, 40));
    }
    vec![Line::from(title).right(right)]
}

/// A word: theirs, what it means, and ours.
pub(super) fn term(row: &ask::Row, columns: usize, lines: u16, _now: &Now) -> Vec<Line> {
    let Facts::Term(entry) = &row.facts else { return vec![Line::from(Row::of(row.title.as_str(), Role::Text))] };
    let word = Row::of(row.title.as_str(), Role::Text);
    let field = Row::of(entry.industry.as_deref().unwrap_or_default(), Role::Dim);
    let ours = entry.my_equivalent.as_ref().map(|ours| Row::of(format!("{} {ours}", glyph::TO), Role::Accent));
    let plain = Row::of(entry.plain.as_deref().unwrap_or_default(), Role::Dim);
    if lines >= 2 {
        let below = Row::of("  ", Role::Dim).then(ours.unwrap_or(plain));
        return vec![Line::from(word).right(field), Line::from(below)];
    }
    if columns < ROOMY {
        return vec![Line::from(word).right(ours.unwrap_or(field))];
    }
    if columns < 88 {
        let ours = column(ours.unwrap_or(plain), columns / 2);
        return vec![Line::from(word).right(ours.then(column(field, 16)))];
    }
    let left = column(word, 20).then(column(plain, columns / 3));
    let rest = columns.saturating_sub(20 + columns / 3);
    let right = column(ours.unwrap_or_default(), rest.saturating_sub(rest / 3)).then(column(field, rest / 3));
    vec![Line::from(left).right(right)]
}

/// A primer: how many of its eight lines are known.
pub(super) fn primer(row: &ask::Row, columns: usize, lines: u16, _now: &Now) -> Vec<Line> {
    let title = Row::of(row.title.as_str(), Role::Text);
    let Facts::Primer(empty) = row.facts else { return vec![Line::from(title)] };
    let known = 8_usize.saturating_sub(empty);
    let bar = chart::bar(crate::domain::figures::float(known) / 8.0, 8, Role::Accent);
    let words = if empty == 0 { "complete".to_owned() } else { format!("{empty} to ask") };
    let words = Row::of(words, if empty == 0 { Role::Good } else { Role::Dim });
    if lines >= 2 {
        return vec![Line::from(title).right(words), Line::from(Row::of("  ", Role::Dim).then(bar))];
    }
    if columns < 40 {
        return vec![Line::from(title).right(words)];
    }
    vec![Line::from(title).right(bar.with("  ", Role::Dim).then(column(words, 10)))]
}

/// Feedback: who gave it, and what is missing or waiting.
pub(super) fn feedback(row: &ask::Row, columns: usize, lines: u16, now: &Now) -> Vec<Line> {
    let title = Row::of(row.title.as_str(), Role::Text);
    let day = row.day.map(|day| Row::of(dates::say(day, now), Role::Dim)).unwrap_or_default();
    let Facts::Feedback { giver, waits } = &row.facts else { return vec![Line::from(title).right(day)] };
    let giver = Row::of(giver.as_deref().unwrap_or_default(), Role::Dim);
    let waits = Row::of(waits.unwrap_or_default(), Role::Soon);
    if lines >= 2 {
        let below = Row::of("  ", Role::Dim).then(if waits.is_empty() { day } else { waits });
        return vec![Line::from(title), Line::from(below).right(giver)];
    }
    if columns < ROOMY {
        return vec![Line::from(title).right(if waits.is_empty() { giver } else { waits })];
    }
    if columns < 88 {
        let right = if waits.is_empty() { giver } else { waits };
        return vec![Line::from(title).right(column(right, 26))];
    }
    let right = column(waits, 32).then(column(giver, 22)).then(column(day, 16));
    vec![Line::from(title).right(right)]
}
