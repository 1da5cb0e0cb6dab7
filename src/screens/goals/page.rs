//! The page of a goal: how far it has come and where it gets to, the five letters with what each still asks for, next
//! steps, milestones, what is in the way, what was recorded, what mentors said.

use crate::domain::ask::{About, GoalAbout, Linked, Thing};
use crate::domain::chart::Chart;
use crate::domain::kinds::check_in::{CheckIn, CheckInSource};
use crate::domain::kinds::milestone::Milestone;
use crate::domain::pace::course::course;
use crate::domain::pace::explain::explain;
use crate::domain::smart::Mark;
use crate::domain::{Id, Kind, Now, dates, figures};
use crate::ui::chart;
use crate::ui::ink::{Row, paragraph};
use crate::ui::lines::Line;
use crate::ui::room::detail;
use crate::ui::theme::Role;
use crate::ui::{glyph, words};

/// Columns of the bar.
const BAR: usize = 20;

/// A chart needs so many columns, is no wider than this, and so high.
const CHART_FROM: usize = 36;
const CHART_TO: usize = 90;
const CHART_ROWS: usize = 7;

/// Columns of the labels of the numbers.
const LABELS: usize = 18;

/// How many check-ins the page lists.
const CHECK_INS: usize = 6;

/// The fields of each letter, in the order in which they are asked for.
const ASKED: &[(char, &[&str])] = &[
    ('S', &["title"]),
    ('M', &["measure", "baseline", "target", "unit", "source"]),
    ('A', &["confidence", "first_step", "if_then"]),
    ('R', &["why", "skills"]),
    ('T', &["due", "checkpoints"]),
];

/// Fields that the page says in its own words.
const SAID: &[&str] = &["short", "measure", "start", "due", "unit", "baseline", "target", "focus", "waved"];

/// Kinds that the page lists under headings of its own.
const LISTED: &[Kind] = &[Kind::Action, Kind::Obstacle, Kind::CheckIn, Kind::Milestone];

/// The page.
pub(super) fn lines(thing: &Thing, columns: usize, now: &Now) -> Vec<Line> {
    let About::Goal(about) = &thing.about else { return detail::lines(thing, columns, now) };
    let mut lines = detail::head(thing, columns);
    lines.extend(standing(about, columns, now));
    // What moved is shown, not held against anyone.
    let moved = thing.derived.iter().filter(|(label, _)| matches!(label.as_str(), "date" | "target"));
    lines.extend(moved.map(|(label, text)| Line::from(Row::of(format!("{label} {text}"), Role::Dim).fit(columns))));
    lines.extend(drawn(about, columns, now));
    lines.extend(letters(thing, about, columns));
    let of_kind = |kind: Kind| thing.back.iter().filter(move |link| link.kind == kind);
    lines.extend(part("next steps", of_kind(Kind::Action), columns, now));
    lines.extend(milestones(&about.milestones, now));
    lines.extend(part("in the way", of_kind(Kind::Obstacle), columns, now));
    lines.extend(check_ins(thing, about, columns, now));
    lines.extend(detail::fields(thing, columns, now, &|name| !SAID.contains(&name)));
    lines.extend(numbers(about, columns, now));
    lines.extend(detail::back(thing, columns, now, &|kind| !LISTED.contains(&kind)));
    lines.extend(detail::foot(thing, now));
    lines
}

/// The field that mends the first letter which asks for something.
pub(super) fn first_asked(thing: &Thing) -> Option<&'static str> {
    asked(thing, first_letter(thing)?)
}

/// The first letter that asks for something.
pub(super) fn first_letter(thing: &Thing) -> Option<char> {
    let About::Goal(about) = &thing.about else { return None };
    let (letter, ..) = about.smart.letters().into_iter().find(|(.., letter)| letter.question.is_some())?;
    Some(letter)
}

/// The field that a letter asks for: the first of its own that is empty, else the first.
fn asked(thing: &Thing, letter: char) -> Option<&'static str> {
    let (_, fields) = ASKED.iter().find(|(of, _)| *of == letter)?;
    let empty = fields.iter().find(|field| crate::domain::kinds::is_empty(thing.record.get(field)));
    empty.or(fields.first()).copied()
}

/// A bar with the value, from where to where, by when; then the pace in a sentence.
fn standing(about: &GoalAbout, columns: usize, now: &Now) -> Vec<Line> {
    let GoalAbout { goal, pace, .. } = about;
    let word = pace.word.map(crate::domain::pace::Word::text).unwrap_or_default();
    let role = match words::state_role(word) {
        Role::Dim => Role::Text,
        role => role,
    };
    let mut row = Row::new();
    if let Some(actual) = pace.actual {
        row = chart::bar(actual, BAR.min(columns / 3), role).with("  ", Role::Dim);
    }
    let unit = goal.unit.as_deref().unwrap_or_default();
    let (at, from, to) = (pace.value.map(figures::said), goal.baseline.filter(|from| *from != 0.0), goal.target);
    match (at, to.map(figures::said)) {
        (Some(at), Some(to)) => {
            if let Some(from) = from.map(figures::said) {
                row.push(format!("{at} {unit}").trim_end().to_owned(), Role::Strong);
                row.push(format!(", from {from} to {to}"), Role::Text);
            } else {
                row.push(at, Role::Strong);
                row.push(format!(" of {to} {unit}").trim_end().to_owned(), Role::Text);
            }
        }
        (Some(at), None) => row.push(format!("{at} {unit}").trim_end().to_owned(), Role::Strong),
        (None, Some(to)) => row.push(format!("to {to} {unit}").trim_end().to_owned(), Role::Text),
        (None, None) => {}
    }
    let open = goal.state.is_none_or(|state| !Kind::Goal.spec().closed.contains(&state.word()));
    let due = goal.due.map(|due| Row::of("due ", Role::Dim).then(words::due(due, open, now))).unwrap_or_default();
    let mut lines = vec![Line::default()];
    if row.width() + due.width() + 2 <= columns {
        lines.push(Line::from(row).right(due));
    } else {
        lines.extend([row, due].into_iter().filter(|row| !row.is_empty()).map(Line::from));
    }
    let sentence = pace.sentence(now.today());
    let said = paragraph(&sentence, columns, Role::Text).into_iter().map(|row| {
        // The word that it all comes down to has its own colour.
        match row.runs() {
            [(text, _)] if !word.is_empty() && text.as_str().starts_with(word) => {
                let rest = text.as_str().strip_prefix(word).unwrap_or_default().to_owned();
                Row::of(words::state_word(word), role).with(rest, Role::Text)
            }
            _ => row,
        }
    });
    lines.extend(said.filter(|row| !row.is_empty()).map(Line::from));
    if lines.len() > 1 { lines } else { Vec::new() }
}

/// Where it was, where the plan has it, where it gets to; said in the sentence above as well.
fn drawn(about: &GoalAbout, columns: usize, now: &Now) -> Vec<Line> {
    let (check_ins, milestones) = about.parts();
    let Some(lines) = course(&about.goal, &check_ins, &milestones, &about.pace, now.today()) else { return Vec::new() };
    if columns < CHART_FROM {
        return Vec::new();
    }
    let rows = chart::draw(&Chart::Lines(lines), columns.min(CHART_TO), CHART_ROWS);
    std::iter::once(Line::default()).chain(rows.into_iter().map(Line::from)).collect()
}

/// The five letters, a line each: its mark, its name, what it still asks for. `Enter` goes to the field that mends it.
fn letters(thing: &Thing, about: &GoalAbout, columns: usize) -> Vec<Line> {
    let mut lines = vec![Line::default(), words::heading("smart").into()];
    for (letter, name, of) in about.smart.letters() {
        let (mark, role) = match of.mark {
            Mark::Pass => (glyph::MEETING, Role::Good),
            Mark::Partly => (glyph::HALF, Role::Soon),
            Mark::Missing => (glyph::OPEN, Role::Late),
            Mark::Loose => (glyph::DOT, Role::Dim),
        };
        let head = Row::of(letter.to_string(), Role::Strong).with(" ", Role::Dim).with(mark, role);
        let head = head.with(format!("  {name:<12} "), Role::Dim);
        let said = of.question.unwrap_or(match of.mark {
            Mark::Loose => "loose on purpose",
            _ => "",
        });
        let room = columns.saturating_sub(head.width()).max(12);
        let under = " ".repeat(head.width());
        let mut rows = paragraph(said, room, Role::Text).into_iter();
        let first = Line::from(head.then(rows.next().unwrap_or_default()));
        let first = match asked(thing, letter) {
            Some(field) => first.to(Kind::Goal, thing.record.id).asking(field),
            None => first,
        };
        lines.push(first);
        lines.extend(rows.map(|row| Line::from(Row::of(under.clone(), Role::Dim).then(row))));
    }
    lines
}

/// Records under a heading; nothing where there are none.
fn part<'a>(heading: &str, links: impl Iterator<Item = &'a Linked>, columns: usize, now: &Now) -> Vec<Line> {
    let listed: Vec<_> = links.map(|link| detail::listed(link, columns, now)).collect();
    if listed.is_empty() {
        return listed;
    }
    [Line::default(), words::heading(heading).into()].into_iter().chain(listed).collect()
}

/// The milestones by the day they are due.
fn milestones(milestones: &[(Id, Milestone)], now: &Now) -> Vec<Line> {
    if milestones.is_empty() {
        return Vec::new();
    }
    let done = milestones.iter().filter(|(_, milestone)| milestone.done.is_some()).count();
    let count = Row::of(format!("{done} of {}", milestones.len()), Role::Dim);
    let mut lines = vec![Line::default(), Line::from(words::heading("milestones")).right(count)];
    for (id, milestone) in milestones {
        let (mark, role) = match milestone.done {
            Some(_) => (glyph::DONE, Role::Good),
            None => (glyph::OPEN, Role::Dim),
        };
        let title = milestone.title.as_deref().unwrap_or_default();
        let left = Row::of(mark, role).with(" ", Role::Dim).with(title, Role::Text);
        let right = match (milestone.done, milestone.due) {
            (Some(done), _) => Row::of(dates::say(done, now), Role::Dim),
            (None, Some(due)) => words::due(due, true, now),
            (None, None) => Row::new(),
        };
        lines.push(Line::from(left).right(right).to(Kind::Milestone, *id));
    }
    lines
}

/// What was recorded last, newest first, with how sure I was over time beside the heading.
fn check_ins(thing: &Thing, about: &GoalAbout, columns: usize, now: &Now) -> Vec<Line> {
    if about.check_ins.is_empty() {
        return vec![
            Line::default(),
            words::heading("check-ins").into(),
            Row::of("None yet; ", Role::Dim).with("+", Role::Accent).with(" records the first.", Role::Dim).into(),
        ];
    }
    let sure: Vec<f64> =
        about.check_ins.iter().filter_map(|(_, check_in)| check_in.confidence).map(figures::real).collect();
    let last: Vec<f64> = sure.iter().skip(sure.len().saturating_sub(12)).copied().collect();
    let mut heading = Line::from(words::heading("check-ins"));
    if last.len() > 1 {
        let now = last.last().copied().unwrap_or_default();
        heading = heading.right(
            Row::of("how sure  ", Role::Dim)
                .with(chart::sparkline(&last, 1.0, 10.0), Role::Accent)
                .with(format!("  {} of 10", figures::said(now)), Role::Dim),
        );
    }
    let mut lines = vec![Line::default(), heading];
    let unit = about.goal.unit.as_deref().unwrap_or_default();
    for (id, check_in) in about.check_ins.iter().rev().take(CHECK_INS) {
        lines.push(check_in_line(thing, *id, check_in, unit, columns, now));
    }
    let more = about.check_ins.len().saturating_sub(CHECK_INS);
    if more > 0 {
        lines.push(Row::of(format!("and {more} before"), Role::Dim).into());
    }
    lines
}

/// A check-in on one line: the day, the value or the mentor's rating, the note.
fn check_in_line(thing: &Thing, id: Id, check_in: &CheckIn, unit: &str, columns: usize, now: &Now) -> Line {
    let day = check_in.date.map(|day| dates::say(day, now)).unwrap_or_default();
    let mut left = Row::of(format!("{day:<11} "), Role::Dim);
    let theirs = check_in.source == Some(CheckInSource::Mentor);
    let value = match (theirs, check_in.rating, check_in.value) {
        (true, Some(rating), _) => format!("{rating} of 5"),
        (_, _, Some(value)) => format!("{} {unit}", figures::said(value)).trim_end().to_owned(),
        _ => String::new(),
    };
    left.push(format!("{value:<8} "), if theirs { Role::Accent } else { Role::Strong });
    if theirs {
        let by = check_in.by.and_then(|by| thing.links.iter().find(|link| link.id == by));
        left.push(by.map_or("your mentor", |by| by.title.as_str()).to_owned() + ": ", Role::Dim);
    }
    left.push(check_in.note.as_deref().unwrap_or_default(), Role::Text);
    let sure = check_in.confidence.map(|n| Row::of(format!("sure {n}"), Role::Dim)).unwrap_or_default();
    let right = if columns >= 56 { sure } else { Row::new() };
    Line::from(left).right(right).to(Kind::CheckIn, id)
}

/// The numbers behind the pace, each with what it follows from.
fn numbers(about: &GoalAbout, columns: usize, now: &Now) -> Vec<Line> {
    let (check_ins, milestones) = about.parts();
    let explained = explain(&about.goal, &check_ins, &milestones, now.today());
    if explained.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::default(), words::heading("the numbers behind it").into()];
    for (label, text) in explained {
        lines.extend(detail::labelled(label, &text, Role::Dim, LABELS.min(columns / 3), columns));
    }
    lines
}
