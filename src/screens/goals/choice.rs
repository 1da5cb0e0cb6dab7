//! The pages of a path and of a decision: what each asks for, what was said of it and by whom, and what comes next.

use serde_json::Value;

use crate::domain::ask::{About, Thing};
use crate::domain::figures::real;
use crate::domain::kinds::decision::Decision;
use crate::domain::kinds::path::Path;
use crate::domain::learning::decision::{asks, changed};
use crate::domain::learning::path::{Gap, first_step};
use crate::domain::{Kind, Now};
use crate::ui::command::Command;
use crate::ui::ink::{Row, paragraph};
use crate::ui::lines::Line;
use crate::ui::room::{Room, detail};
use crate::ui::theme::Role;
use crate::ui::{chart, glyph, words};

/// What can be done with a path.
pub(super) const PATH: &[Command<Room>] = &[
    Command::new(
        "find-test",
        &["t"],
        "cheap test",
        "Say what would tell you more within a month",
        |room: &mut Room, cx| {
            room.ask_for(Kind::Path, &[("test", Value::Null)], cx);
        },
    ),
    Command::new("choose", &["C"], "choose", "Take this way", |room: &mut Room, cx| {
        room.put(Kind::Path, &[("state", Value::from("chosen"))], cx);
    })
    .quiet(),
];

/// What can be done with a decision.
pub(super) const DECISION: &[Command<Room>] = &[Command::new(
    "compare",
    &["t"],
    "look back",
    "Say what came of it, beside what you expected",
    |room: &mut Room, cx| room.ask_for(Kind::Decision, &[("actual", Value::Null)], cx),
)];

/// A path: its first step, what it asks for beside what I have, and what it is really like, each line with who says so.
pub(super) fn path(thing: &Thing, columns: usize, now: &Now) -> Vec<Line> {
    let fields: Path = thing.record.read().unwrap_or_default();
    let mut lines = detail::head(thing, columns);
    if let Some(step) = first_step(&fields) {
        lines.extend([Line::default(), words::heading("first step").into()]);
        lines.extend(asking(&step, "test", thing, columns));
    }
    if let About::Path(gaps) = &thing.about
        && !gaps.is_empty()
    {
        let open = gaps.iter().filter(|gap| gap.gap != Some(0)).count();
        let right = if open == 0 {
            "nothing is missing".to_owned()
        } else {
            words::count(i64::try_from(open).unwrap_or(0), "gap", "gaps")
        };
        lines.push(Line::default());
        lines.push(Line::from(words::heading("what it asks for")).right(Row::of(right, Role::Dim)));
        lines.extend(gaps.iter().flat_map(|gap| gap_lines(gap, columns)));
    }
    if !fields.reality.is_empty() {
        lines.extend([Line::default(), words::heading("what it is really like").into()]);
        for note in &fields.reality {
            let text = note.text.as_deref().unwrap_or_default();
            lines.extend(detail::bulleted(text, columns));
            let source = note.source.as_deref().map(str::trim).filter(|source| !source.is_empty());
            let said = match source {
                Some(source) => Row::of("  ", Role::Dim).with(source, Role::Dim),
                None => Row::of("  ", Role::Dim).with("who says so?", Role::Soon),
            };
            lines.push(if source.is_some() {
                said.into()
            } else {
                Line::from(said).to(Kind::Path, thing.record.id).asking("reality")
            });
        }
    }
    let apart = ["requirements", "reality"];
    lines.extend(detail::fields(thing, columns, now, &|field| !apart.contains(&field)));
    lines.extend(detail::back(thing, columns, now, &|_| true));
    lines.extend(detail::foot(thing, now));
    lines
}

/// What is asked, as a line that leads to its field.
fn asking(text: &str, field: &'static str, thing: &Thing, columns: usize) -> Vec<Line> {
    let rows = paragraph(text, columns, Role::Accent);
    let line = |(n, row): (usize, Row)| {
        let line = Line::from(row);
        if n == 0 { line.to(thing.record.kind, thing.record.id).asking(field) } else { line }
    };
    rows.into_iter().enumerate().map(line).collect()
}

/// A requirement: my level as a bar to the five there are, what is asked, and what is missing.
fn gap_lines(gap: &Gap, columns: usize) -> Vec<Line> {
    let labels = detail::label_room(columns);
    let role = if gap.gap == Some(0) { Role::Good } else { Role::Accent };
    let bar = chart::bar(real(gap.own.unwrap_or(0)) / 5.0, 10, role);
    let name = Row::of(gap.skill.as_str(), Role::Text).fit(labels.saturating_sub(2));
    let pad = " ".repeat(labels.saturating_sub(name.width()));
    let row = name.with(pad, Role::Dim).then(bar).with("  ", Role::Dim);
    let room = columns.saturating_sub(row.width());
    let text = Row::of(gap.text(), if gap.gap == Some(0) { Role::Dim } else { Role::Text });
    if text.width() <= room {
        return vec![row.then(text).into()];
    }
    let below = paragraph(&gap.text(), columns.saturating_sub(2).max(1), Role::Dim);
    let below = below.into_iter().map(|line| Row::of("  ", Role::Dim).then(line).into());
    std::iter::once(Line::from(row)).chain(below).collect()
}

/// A decision: what it asks next, the options, what others said, the risks with who named them, then what came of it.
pub(super) fn decision(thing: &Thing, columns: usize, now: &Now) -> Vec<Line> {
    let fields: Decision = thing.record.read().unwrap_or_default();
    let mut lines = detail::head(thing, columns);
    if let Some(next) = asks(&fields, now.today()) {
        lines.extend([Line::default(), words::heading("next").into()]);
        lines.extend(asking(next, field_of(&fields), thing, columns));
    }
    lines.extend(options(&fields, columns));
    let heads = [("what others said", fields.input.clone()), ("risks, and who named them", risks(&fields))];
    for (heading, items) in heads {
        if !items.is_empty() {
            lines.extend([Line::default(), words::heading(heading).into()]);
            lines.extend(items.iter().flat_map(|item| detail::bulleted(item, columns)));
        }
    }
    let labels = detail::label_room(columns);
    let told = [("Chosen", &fields.choice), ("Expected", &fields.expected), ("Came of it", &fields.actual)];
    let mut after: Vec<Line> = Vec::new();
    for (label, text) in told {
        let text = text.as_deref().unwrap_or_default();
        if !text.trim().is_empty() {
            after.extend(detail::labelled(label, text, Role::Text, labels, columns));
        }
    }
    if let Some(text) = fields.changed.as_deref().filter(|text| !text.trim().is_empty()) {
        let role = if changed(&fields) { Role::Good } else { Role::Dim };
        after.extend(detail::labelled("Others changed it", text, role, labels, columns));
    }
    if let Some(day) = fields.look_back {
        let row = words::due(day, fields.actual.is_none(), now);
        let text: String = row.runs().iter().map(|(text, _)| text.as_str()).collect();
        after.extend(detail::labelled("Look back", &text, Role::Text, labels, columns));
    }
    if !after.is_empty() {
        lines.push(Line::default());
        lines.extend(after);
    }
    let apart = ["options", "input", "choice", "expected", "look_back", "actual", "changed", "risks"];
    lines.extend(detail::fields(thing, columns, now, &|field| !apart.contains(&field)));
    lines.extend(detail::back(thing, columns, now, &|_| true));
    lines.extend(detail::foot(thing, now));
    lines
}

/// The field that the next step asks for.
fn field_of(decision: &Decision) -> &'static str {
    let said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    match () {
        () if !said(&decision.choice) && decision.input.is_empty() => "input",
        () if !said(&decision.choice) && decision.risks.is_empty() => "risks",
        () if !said(&decision.choice) => "choice",
        () if !said(&decision.expected) && !said(&decision.actual) => "expected",
        () if decision.look_back.is_none() && !said(&decision.actual) => "look_back",
        () if !said(&decision.actual) => "actual",
        () => "changed",
    }
}

/// What could be done, with a mark at what was chosen.
fn options(decision: &Decision, columns: usize) -> Vec<Line> {
    if decision.options.is_empty() {
        return Vec::new();
    }
    let choice = decision.choice.as_deref().unwrap_or_default().trim().to_lowercase();
    let mut lines = vec![Line::default(), words::heading("options").into()];
    for option in &decision.options {
        let chosen = !choice.is_empty() && option.trim().to_lowercase() == choice;
        let (mark, role) = if chosen { (glyph::DONE, Role::Good) } else { (glyph::OPEN, Role::Dim) };
        for (n, row) in paragraph(option, columns.saturating_sub(2).max(1), Role::Text).into_iter().enumerate() {
            lines.push(Row::of(if n == 0 { mark } else { " " }, role).with(" ", Role::Dim).then(row).into());
        }
    }
    lines
}

fn risks(decision: &Decision) -> Vec<String> {
    crate::domain::learning::decision::risks(decision)
}
