//! One thing as a page of lines: its title, its state and who may see it, what is known of it, and its links.

use serde_json::Value;

use crate::domain::ask::{Linked, Thing};
use crate::domain::time::{read_day, read_instant};
use crate::domain::{Field, Id, Kind, Now, Record, Shown, Type, Visibility, dates, text};
use crate::ui::ink::{Row, paragraph};
use crate::ui::lines::Line;
use crate::ui::theme::Role;
use crate::ui::{glyph, markdown, words};

/// The widest label column.
const LABELS: usize = 20;

/// The page of a thing, at this width.
#[must_use]
pub fn lines(thing: &Thing, columns: usize, now: &Now) -> Vec<Line> {
    let mut lines = head(thing, columns);
    lines.extend(derived_lines(thing, columns));
    lines.extend(fields(thing, columns, now, &|_| true));
    lines.extend(back(thing, columns, now, &|_| true));
    lines.extend(foot(thing, now));
    lines
}

/// Its title, and a line of what it is, its state, who may see it, its tags.
#[must_use]
pub fn head(thing: &Thing, columns: usize) -> Vec<Line> {
    let record = &thing.record;
    let title = if record.title.is_empty() { record.kind.spec().label } else { &record.title };
    let mut lines: Vec<Line> = paragraph(title, columns, Role::Strong).into_iter().map(Line::from).collect();
    lines.push(standing(thing).into());
    lines
}

/// What is worked out from it, after an empty line.
#[must_use]
pub fn derived_lines(thing: &Thing, columns: usize) -> Vec<Line> {
    let labels = label_room(columns);
    let mut lines = Vec::new();
    if !thing.derived.is_empty() {
        lines.push(Line::default());
    }
    for (label, value) in &thing.derived {
        lines.extend(derived(label, value, labels, columns));
    }
    lines
}

/// Those of its fields that are filled in and to be shown: short ones, links, long texts, in this order.
#[must_use]
pub fn fields(thing: &Thing, columns: usize, now: &Now, show: &dyn Fn(&str) -> bool) -> Vec<Line> {
    let record = &thing.record;
    let labels = label_room(columns);
    let spec = record.kind.spec();
    let title_as_is = record.text(spec.title) == record.title;
    let wanted = spec.fields.iter().filter(|field| {
        let apart = field.name == "state" || field.name == "state_since" || (field.name == spec.title && title_as_is);
        !apart && show(field.name)
    });
    let (mut facts, mut texts, mut links) = (Vec::new(), Vec::new(), Vec::new());
    for field in wanted {
        let value = record.get(field.name);
        if crate::domain::kinds::is_empty(value) {
            continue;
        }
        match field.ty {
            Type::Link(_) | Type::Links(_) | Type::AnyLink | Type::Owner => {
                links.extend(linked(field, value, thing, labels, columns, now));
            }
            Type::Text | Type::Lines | Type::Rows(_) => texts.extend(long(field, value, columns, now)),
            _ => {
                let text = said(field, value, now);
                let (text, role) = late(record, field, now).unwrap_or((text, Role::Text));
                facts.extend(labelled(field.label, &text, role, labels, columns));
            }
        }
    }
    let mut lines = Vec::new();
    for part in [facts, links] {
        if !part.is_empty() {
            lines.push(Line::default());
            lines.extend(part);
        }
    }
    lines.extend(texts);
    lines
}

/// Its short id, and when it was made and changed.
#[must_use]
pub fn foot(thing: &Thing, now: &Now) -> Vec<Line> {
    let made = dates::say(now.day_of(thing.record.created), now);
    let changed = dates::say(now.day_of(thing.record.updated), now);
    let mut foot = Row::of(format!("{} · made {made}", thing.short_id), Role::Dim);
    if changed != made {
        foot.push(format!(" · changed {changed}"), Role::Dim);
    }
    vec![Line::default(), foot.into()]
}

/// A derived value: the word it begins with in its own role, the rest as text.
fn derived(label: &str, value: &str, labels: usize, columns: usize) -> Vec<Line> {
    let end = value.find([',', ';', ':', '·']).unwrap_or(value.len());
    let (head, _) = value.split_at_checked(end).unwrap_or((value, ""));
    let role = match words::state_role(head.trim()) {
        Role::Dim => Role::Text,
        role => role,
    };
    let mut lines = labelled(label, value, Role::Text, labels, columns);
    let beside = columns.saturating_sub(labels).max(1);
    let first = text::wrap(&Shown::new(value), beside).into_iter().next().unwrap_or_default();
    if let (Some(line), Some(rest)) = (lines.first_mut(), first.as_str().strip_prefix(head)) {
        let label = Shown::line(label).fit(labels.saturating_sub(2));
        let pad = " ".repeat(labels.saturating_sub(label.width()));
        line.left = Row::of(label, Role::Dim).with(pad, Role::Dim).with(head, role).with(rest, Role::Text);
    }
    lines
}

/// How the day by which something open is due is said: late is late, here as in the list.
fn late(record: &Record, field: &Field, now: &Now) -> Option<(String, Role)> {
    let spec = record.kind.spec();
    let open = !record.get("state").as_str().is_some_and(|state| spec.closed.contains(&state));
    let day = record.day(field.name).filter(|_| field.name == spec.due && open)?;
    let row = words::due(day, open, now);
    let role = row.runs().last().map_or(Role::Text, |(_, role)| *role);
    let text = row.runs().iter().map(|(text, _)| text.as_str()).collect();
    Some((text, if role == Role::Dim { Role::Text } else { role }))
}

/// What it is, its state, who may see it, its tags.
#[must_use]
pub fn standing(thing: &Thing) -> Row {
    let record = &thing.record;
    let mut row = Row::of(record.kind.spec().label, Role::Dim);
    if let Some(state) = record.get("state").as_str() {
        row.dotted(words::state_word(state), words::state_role(state));
    }
    match &record.visibility {
        Visibility::Private => row.dotted(format!("{} private", glyph::PRIVATE), Role::Dim),
        Visibility::Mentors => row.dotted("shared with mentors", Role::Private),
        Visibility::People(people) => {
            let name = |id: &Id| thing.links.iter().find(|link| link.id == *id).map(|link| link.title.clone());
            let names: Vec<_> = people.iter().filter_map(name).collect();
            let whom = if names.len() == people.len() {
                names.join(", ")
            } else {
                words::count(i64::try_from(people.len()).unwrap_or(0), "person", "people")
            };
            row.dotted(format!("shared with {whom}"), Role::Private);
        }
    }
    if record.deleted.is_some() {
        row.dotted("in the trash", Role::Late);
    }
    if !record.tags.is_empty() {
        let tags: Vec<_> = record.tags.iter().map(|tag| format!("#{tag}")).collect();
        row.dotted(tags.join(" "), Role::Dim);
    }
    row
}

/// A label in a column of `labels`, and a value beside it, wrapped under itself.
#[must_use]
pub fn labelled(label: &str, value: &str, role: Role, labels: usize, columns: usize) -> Vec<Line> {
    let label = Shown::line(label).fit(labels.saturating_sub(2));
    let pad = " ".repeat(labels.saturating_sub(label.width()));
    let rows = paragraph(value, columns.saturating_sub(labels).max(1), role);
    let line = |(n, row): (usize, Row)| {
        let head = if n == 0 {
            Row::of(label.clone(), Role::Dim).with(pad.as_str(), Role::Dim)
        } else {
            Row::of(" ".repeat(labels), Role::Dim)
        };
        Line::from(head.then(row))
    };
    rows.into_iter().enumerate().map(line).collect()
}

/// A short value in words.
fn said(field: &Field, value: &Value, now: &Now) -> String {
    let day = |day| format!("{} · {}", dates::say(day, now), dates::distance(day, now));
    match (&field.ty, value) {
        (Type::Day(_), Value::String(text)) => read_day(text).map_or_else(|| text.clone(), day),
        (Type::Instant(_), Value::String(text)) => match read_instant(text) {
            Some(at) => {
                let on = now.day_of(at);
                let time = now.local_of(at).format("%H:%M");
                format!("{} {time} · {}", dates::say(on, now), dates::distance(on, now))
            }
            None => text.clone(),
        },
        (Type::Choice(_), Value::String(word)) => words::state_word(word),
        (Type::Integer { min: 1, max }, Value::Number(n)) if *max <= 10 => format!("{n} of {max}"),
        (Type::Marks, Value::Array(marks)) => {
            let mark = |mark: &Value| mark.as_i64().map_or_else(|| glyph::DOT.to_owned(), |n| n.to_string());
            marks.iter().map(mark).collect::<Vec<_>>().join(" ")
        }
        (_, Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}

/// A long value under a heading of its own.
fn long(field: &Field, value: &Value, columns: usize, now: &Now) -> Vec<Line> {
    let mut lines = vec![Line::default(), words::heading(field.label).into()];
    match (&field.ty, value) {
        (Type::Lines, Value::Array(items)) => {
            for item in items.iter().filter_map(Value::as_str) {
                lines.extend(bulleted(item, columns));
            }
        }
        (Type::Rows(heads), Value::Array(items)) => {
            for item in items {
                lines.extend(bulleted(&little(heads, item, now), columns));
            }
        }
        _ => {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            lines.extend(markdown::rows(&text, columns).into_iter().map(Line::from));
        }
    }
    lines
}

/// A little record on one line: what there is of it, with dots between.
fn little(heads: &[Field], row: &Value, now: &Now) -> String {
    let cell = |head: &Field| match row.get(head.name) {
        Some(Value::Null) | None => None,
        Some(_) if head.links_to().is_some() => None,
        Some(value) => Some(match head.ty {
            Type::Integer { .. } | Type::Number => format!("{} {value}", head.label.to_lowercase()),
            _ => said(head, value, now),
        }),
    };
    heads.iter().filter_map(cell).collect::<Vec<_>>().join(" · ")
}

/// A text behind a dot, wrapped under itself.
#[must_use]
pub fn bulleted(text: &str, columns: usize) -> Vec<Line> {
    let rows = paragraph(text, columns.saturating_sub(2).max(1), Role::Text);
    let head = |n| Row::of(if n == 0 { glyph::DOT } else { " " }, Role::Dim).with(" ", Role::Dim);
    rows.into_iter().enumerate().map(|(n, row)| head(n).then(row).into()).collect()
}

/// The records a field leads to, one a line, the label at the first.
fn linked(field: &Field, value: &Value, thing: &Thing, labels: usize, columns: usize, now: &Now) -> Vec<Line> {
    let one = std::iter::once(value);
    let ids: Vec<_> = value.as_array().map_or_else(|| one.collect(), |list| list.iter().collect());
    let label = Shown::line(field.label).fit(labels.saturating_sub(2));
    let mut lines = Vec::new();
    for text in ids.into_iter().filter_map(Value::as_str) {
        let head = if lines.is_empty() { label.clone() } else { Shown::default() };
        let pad = " ".repeat(labels.saturating_sub(head.width()));
        let head = Row::of(head, Role::Dim).with(pad, Role::Dim);
        if text == "me" {
            lines.push(Line::from(head.with("me", Role::Text)));
            continue;
        }
        let Some(link) = thing.links.iter().find(|link| link.role == field.name && link.id.to_string() == text) else {
            lines.push(Line::from(head.with("not in the journal any more", Role::Dim)));
            continue;
        };
        lines.push(link_line(head, link, columns, now));
    }
    lines
}

/// A link: where it leads, its state and its day.
fn link_line(head: Row, link: &Linked, columns: usize, now: &Now) -> Line {
    let mut right = Row::new();
    if let Some(state) = &link.state {
        right.dotted(words::state_word(state), words::state_role(state));
    }
    if let Some(day) = link.day {
        right.dotted(dates::say(day, now), Role::Dim);
    }
    let title = if link.title.is_empty() { link.kind.spec().label } else { &link.title };
    let left = head.with(title, Role::Accent);
    // Where there is no room for both, the title is what matters.
    let right = if left.width() + right.width() + 2 > columns && columns < 60 { Row::new() } else { right };
    Line::from(left).right(right).to(link.kind, link.id)
}

/// What links to it, by kind: of the kinds that are to be shown.
#[must_use]
pub fn back(thing: &Thing, columns: usize, now: &Now, show: &dyn Fn(Kind) -> bool) -> Vec<Line> {
    let mut lines = Vec::new();
    for kind in Kind::ALL.iter().filter(|kind| show(**kind)) {
        let of_kind: Vec<_> = thing.back.iter().filter(|link| link.kind == *kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let mut heading = Line::from(words::heading(kind.spec().plural));
        if of_kind.len() > 3 {
            heading.right = Row::of(of_kind.len().to_string(), Role::Dim);
        }
        lines.extend([Line::default(), heading]);
        lines.extend(of_kind.into_iter().map(|link| listed(link, columns, now)));
    }
    lines
}

/// A record at the other end of a link as a line of its own: its state's glyph, its title, its state and day.
#[must_use]
pub fn listed(link: &Linked, columns: usize, now: &Now) -> Line {
    let (mark, role) = words::state_glyph(link.kind, link.state.as_deref());
    let head = Row::of(mark, role).with(" ", Role::Dim);
    let mut line = link_line(head.clone(), link, columns, now);
    let title = if link.title.is_empty() { link.kind.spec().label } else { link.title.as_str() };
    line.left = head.with(title, Role::Text);
    line
}

/// Columns of the labels at this width.
#[must_use]
pub fn label_room(columns: usize) -> usize {
    LABELS.min(columns / 3)
}
