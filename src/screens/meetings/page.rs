//! The page of a meeting in the order in which it is lived: prepare, notes, came out of it, next. Each row leads to the
//! real thing.

use crate::domain::ask::{Facts, PartName, Row as Listed, Thing};
use crate::domain::kinds::meeting::{AgendaLine, AgendaState, Meeting, MeetingState};
use crate::domain::{Kind, Now, agenda, dates};
use crate::ui::ink::{Row, paragraph};
use crate::ui::lines::Line;
use crate::ui::room::detail;
use crate::ui::theme::Role;
use crate::ui::{glyph, words};

use super::rows;

/// A heading with a blank line above it.
pub(super) fn heading(lines: &mut Vec<Line>, text: &str, right: Row) {
    lines.push(Line::default());
    lines.push(Line::from(words::heading(text)).right(right));
}

/// Rows of a page under a heading; nothing where there are none.
pub(super) fn part(lines: &mut Vec<Line>, text: &str, rows: &[Listed], columns: usize, now: &Now) {
    if rows.is_empty() {
        return;
    }
    let count = if rows.len() > 3 { Row::of(rows.len().to_string(), Role::Dim) } else { Row::new() };
    heading(lines, text, count);
    lines.extend(rows.iter().map(|row| rows::line(row, columns, now)));
}

/// A label with rows beside it, the label at the first.
fn side(lines: &mut Vec<Line>, label: &str, rows: &[Listed], columns: usize, now: &Now) {
    const LABELS: usize = 13;
    for (n, row) in rows.iter().enumerate() {
        let wide = columns >= 56;
        let mut line = rows::line(row, columns.saturating_sub(if wide { LABELS } else { 0 }), now);
        if wide {
            let label = if n == 0 { label } else { "" };
            line.left = Row::of(format!("{label:<LABELS$}"), Role::Dim).then(line.left);
        } else if n == 0 {
            lines.push(Row::of(label, Role::Dim).into());
        }
        lines.push(line);
    }
}

/// Whether a meeting is still to come.
pub(super) const fn is_ahead(meeting: &Meeting) -> bool {
    matches!(meeting.state, None | Some(MeetingState::Planned | MeetingState::Prepared))
}

/// The page.
pub(super) fn lines(thing: &Thing, columns: usize, now: &Now) -> Vec<Line> {
    let Ok(meeting) = thing.record.read::<Meeting>() else { return detail::lines(thing, columns, now) };
    let mut lines: Vec<Line> = Vec::new();
    lines.extend(paragraph(&thing.record.title, columns, Role::Strong).into_iter().map(Line::from));
    lines.push(detail::standing(thing).into());
    lines.push(Line::default());
    lines.extend(when(&meeting, columns, now));
    for link in thing.links.iter().filter(|link| link.role == "people") {
        let left = Row::of("with ", Role::Dim).with(link.title.as_str(), Role::Accent);
        lines.push(Line::from(left).to(link.kind, link.id));
    }
    for row in thing.part(PartName::Mentorship) {
        let word = match &row.facts {
            Facts::Mentorship(facts) => rows::rhythm(facts.rhythm.as_deref().unwrap_or_default()),
            _ => Row::new(),
        };
        let left = Row::of("part of ", Role::Dim).with(row.title.as_str(), Role::Accent);
        let right = Row::of("M", Role::Accent).with(" opens it", Role::Dim);
        lines.push(Line::from(left).right(if columns >= 60 { right } else { word }).to(row.kind, row.id));
    }
    let ahead = is_ahead(&meeting);
    prepare(&mut lines, thing, &meeting, columns, now);
    notes(&mut lines, meeting.notes.as_deref().unwrap_or_default(), ahead, columns);
    came(&mut lines, thing, ahead, columns, now);
    next(&mut lines, &meeting, ahead, now);
    lines
}

/// When, how far away, how long, where.
fn when(meeting: &Meeting, columns: usize, now: &Now) -> Vec<Line> {
    let mut row = Row::new();
    match meeting.at {
        Some(at) => {
            let day = now.day_of(at);
            let time = now.local_of(at).format("%H:%M");
            row.dotted(format!("{} {time}", dates::say(day, now)), Role::Text);
            row.dotted(dates::distance(day, now), Role::Accent);
        }
        None => row.dotted("no date yet · e sets one", Role::Soon),
    }
    let mut more = Row::new();
    more.dotted(meeting.minutes.map(|minutes| format!("{minutes} min")).unwrap_or_default(), Role::Dim);
    more.dotted(meeting.meeting_kind.map(|kind| kind.word().to_owned()).unwrap_or_default(), Role::Dim);
    more.dotted(meeting.channel.clone().unwrap_or_default(), Role::Dim);
    if row.width() + more.width() + 3 <= columns {
        row.dotted_row(more);
        return vec![row.into()];
    }
    vec![row.into(), more.into()]
}

/// `40/45 min`, in the role of whether it fits.
pub(super) fn balance(lines: &[AgendaLine], minutes: i64) -> Row {
    let role = if agenda::used(lines) > minutes { Role::Late } else { Role::Dim };
    Row::of(agenda::balance(lines, minutes), role)
}

/// The agenda, and what is open with them.
fn prepare(lines: &mut Vec<Line>, thing: &Thing, meeting: &Meeting, columns: usize, now: &Now) {
    let ahead = is_ahead(meeting);
    let topics = &meeting.agenda;
    let sum = meeting.minutes.map_or_else(Row::new, |minutes| balance(topics, minutes));
    if ahead || !topics.is_empty() || meeting.intention.is_some() {
        heading(
            lines,
            if ahead { "prepare" } else { "what was planned" },
            if topics.is_empty() { Row::new() } else { sum },
        );
    }
    if let Some(intention) = &meeting.intention {
        let rows = paragraph(&format!("I want to leave with {}", strip_lead(intention)), columns, Role::Text);
        lines.extend(rows.into_iter().map(Line::from));
    }
    for line in topics {
        lines.extend(topic(line, columns, now));
    }
    if ahead && topics.is_empty() {
        lines.push(Row::of("p", Role::Accent).with(" drafts the agenda from what is open with them", Role::Dim).into());
    }
    let (mine, theirs) = (thing.part(PartName::Mine), thing.part(PartName::Theirs));
    if !mine.is_empty() || !theirs.is_empty() {
        let kept = |rows: &[Listed]| rows.iter().filter(|row| row.state.as_deref() == Some("done")).count();
        let sum = format!("{} of {} kept", kept(mine) + kept(theirs), mine.len() + theirs.len());
        heading(lines, "promises since last time", Row::of(sum, Role::Dim));
        side(lines, "mine", mine, columns, now);
        side(lines, "theirs", theirs, columns, now);
    }
    for (name, text) in [
        (PartName::Untold, "to tell back"),
        (PartName::Goals, "goals we work on"),
        (PartName::Obstacles, "in the way"),
        (PartName::Questions, "to ask"),
    ] {
        part(lines, text, thing.part(name), columns, now);
    }
}

/// What I want to leave with, without the words that say so.
pub(super) fn strip_lead(intention: &str) -> &str {
    let text = intention.trim();
    let rest = text.strip_prefix("I want to leave with").map(|rest| rest.trim_start_matches([':', '…', ' ']));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(text)
}

/// A line of an agenda: minutes, state, topic, where it comes from.
fn topic(line: &AgendaLine, columns: usize, now: &Now) -> Vec<Line> {
    let (mark, role) = match line.state {
        Some(AgendaState::Covered) => (glyph::DONE, Role::Good),
        Some(AgendaState::Parked) => (glyph::TO, Role::Soon),
        _ => (glyph::OPEN, Role::Accent),
    };
    let minutes = line.minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
    let head = Row::of(format!("{minutes:>3} "), Role::Dim).with(mark, role).with(" ", Role::Dim);
    let from = match line.state {
        Some(AgendaState::Parked) => "parked".to_owned(),
        _ if columns >= 60 => agenda::origin(line, now),
        _ => String::new(),
    };
    let text = line.text.as_deref().unwrap_or_default();
    let room = columns.saturating_sub(head.width() + if from.is_empty() { 0 } else { from.len() + 2 }).max(8);
    let rows = paragraph(text, room, Role::Text);
    rows.into_iter()
        .enumerate()
        .map(|(n, row)| match n {
            0 => Line::from(head.clone().then(row)).right(Row::of(from.as_str(), Role::Dim)),
            _ => Row::of(" ".repeat(head.width()), Role::Dim).then(row).into(),
        })
        .collect()
}

/// What was written down: headings strong, lists with dots, the marks of a capture in the accent.
fn notes(lines: &mut Vec<Line>, notes: &str, ahead: bool, columns: usize) {
    if notes.trim().is_empty() {
        if !ahead {
            heading(lines, "notes", Row::new());
            let row =
                Row::of("None yet. ", Role::Dim).with("c", Role::Accent).with(" writes down what stays.", Role::Dim);
            lines.push(row.into());
        }
        return;
    }
    heading(lines, "notes", Row::new());
    for text in notes.trim_end().lines() {
        let trimmed = text.trim_start();
        let head = trimmed.trim_start_matches('#');
        if head.len() < trimmed.len() && head.starts_with(' ') {
            lines.extend(paragraph(head.trim(), columns, Role::Strong).into_iter().map(Line::from));
        } else if let Some(item) = trimmed.strip_prefix("- ").filter(|item| !item.starts_with('[')) {
            lines.extend(detail::bulleted(item, columns));
        } else {
            lines.extend(paragraph(text, columns, Role::Text).into_iter().map(Line::from));
        }
    }
}

/// What a meeting brought, by what it is.
fn came(lines: &mut Vec<Line>, thing: &Thing, ahead: bool, columns: usize, now: &Now) {
    let came = thing.part(PartName::Came);
    if came.is_empty() {
        if !ahead {
            heading(lines, "came out of it", Row::new());
            let row = Row::of("Nothing is linked to it yet. ", Role::Dim).with("c", Role::Accent);
            lines.push(row.with(" captures into this meeting.", Role::Dim).into());
        }
        return;
    }
    heading(lines, "came out of it", Row::of(came.len().to_string(), Role::Dim));
    let of = |keep: &dyn Fn(&Listed) -> bool| came.iter().filter(|row| keep(row)).cloned().collect::<Vec<_>>();
    let is_mine = |row: &Listed| !matches!(&row.facts, Facts::Promise(promise) if promise.owner.is_some());
    side(lines, "I do", &of(&|row| row.kind == Kind::Action && is_mine(row)), columns, now);
    side(lines, "they do", &of(&|row| row.kind == Kind::Action && !is_mine(row)), columns, now);
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Action) {
        side(lines, kind.spec().label, &of(&|row| row.kind == *kind), columns, now);
    }
}

/// The date of the next one.
fn next(lines: &mut Vec<Line>, meeting: &Meeting, ahead: bool, now: &Now) {
    if ahead {
        return;
    }
    heading(lines, "next", Row::new());
    lines.push(match meeting.next_date {
        Some(day) => words::dated(day, now).all(Role::Text).into(),
        None => Row::of("No date yet. ", Role::Dim)
            .with("f", Role::Accent)
            .with(" follows up: days, calls, the short message.", Role::Dim)
            .into(),
    });
    if let Some(worth) = meeting.worth {
        let stars = Row::of("worth it  ", Role::Dim).with(format!("{worth} of 5"), Role::Text);
        lines.push(Line::from(stars).right(Row::of(format!("{} only for you", glyph::PRIVATE), Role::Private)));
    }
}
