//! Records as text: one in full, or a list of them, aligned.

use std::io;

use anyhow::Result;
use serde_json::Value;

use crate::domain::text::width;
use crate::domain::time::read_day;
use crate::domain::{Field, Id, Kind, Now, Record, Shown, Type, Visibility, dates};
use crate::store::{Derived, Filter, Reader};

use super::output::Output;

/// Prints one record: title, what it says, what it is linked to, what is derived from it.
///
/// # Errors
/// Where the reader of our output went away or the journal cannot be read.
pub(super) fn print(
    out: &mut Output,
    reader: Reader<'_>,
    record: &Record,
    short_id: &str,
    derived: &Derived,
    now: &Now,
) -> Result<()> {
    let spec = record.kind.spec();
    out.head(&format!("{short_id}  {}", record.title))?;
    let mut rows = vec![("kind".to_owned(), spec.label.to_owned())];
    for field in spec.fields.iter().filter(|field| field.name != spec.title || matches!(field.ty, Type::Text)) {
        let value = record.get(field.name);
        if !value.is_null() {
            rows.push((field.label.to_lowercase(), value_text(reader, field, value, now)?));
        }
    }
    for (name, value) in record.fields.iter().filter(|(name, _)| spec.field(name).is_none()) {
        rows.push((name.clone(), value.to_string()));
    }
    if !record.tags.is_empty() {
        rows.push(("tags".to_owned(), record.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")));
    }
    rows.push(("seen by".to_owned(), visibility(reader, &record.visibility)?));
    rows.extend(derived.lines.iter().cloned());
    print_rows(out, &rows)?;
    let back = reader.back_links(record.id, 20)?;
    if !back.is_empty() {
        out.say("")?;
        for link in back {
            let short_id = reader.short_id(link.id, link.kind)?;
            let day = link.day.map(|day| dates::say(day, now)).unwrap_or_default();
            out.say(&format!("  {short_id}  {}  {}  {day}", link.kind.label(), link.title))?;
        }
    }
    Ok(())
}

/// Labels and values, aligned; further lines of a value stand under its first.
///
/// # Errors
/// Where the reader of our output went away.
pub(super) fn print_rows(out: &mut Output, rows: &[(String, String)]) -> io::Result<()> {
    let column = rows.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
    for (label, value) in rows {
        let mut lines = value.lines();
        let pad = column.saturating_sub(width(label));
        out.say(&format!("  {label}{:pad$}  {}", "", lines.next().unwrap_or_default()))?;
        for line in lines {
            out.say(&format!("  {:column$}  {line}", ""))?;
        }
    }
    Ok(())
}

/// A value as people read it.
fn value_text(reader: Reader<'_>, field: &Field, value: &Value, now: &Now) -> Result<String> {
    let name = |value: &Value| -> Result<String> {
        let id = value.as_str().and_then(Id::read);
        Ok(match id.map(|id| reader.title(id)).transpose()?.flatten() {
            Some(title) => title,
            None => value.as_str().unwrap_or_default().to_owned(),
        })
    };
    Ok(match (field.ty, value) {
        (Type::Link(_) | Type::AnyLink | Type::Owner, value) => name(value)?,
        (Type::Links(_), Value::Array(list)) => list.iter().map(name).collect::<Result<Vec<_>>>()?.join(", "),
        (Type::Lines, Value::Array(list)) => {
            list.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>().join("\n")
        }
        (Type::Marks, Value::Array(list)) => list
            .iter()
            .map(|mark| if mark.is_null() { "-".to_owned() } else { mark.to_string() })
            .collect::<Vec<_>>()
            .join(" "),
        (Type::Rows(columns), Value::Array(list)) => {
            list.iter().map(|row| row_text(columns, row)).collect::<Vec<_>>().join("\n")
        }
        (_, value) => plain_text(field, value, now),
    })
}

/// A little record on one line.
fn row_text(columns: &[Field], row: &Value) -> String {
    let parts = columns.iter().filter_map(|column| match row.get(column.name)? {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(format!("{} {other}", column.label.to_lowercase())),
    });
    parts.collect::<Vec<_>>().join(" · ")
}

fn plain_text(field: &Field, value: &Value, now: &Now) -> String {
    match (field.ty, value) {
        (Type::Day(_), Value::String(text)) => read_day(text).map_or_else(|| text.clone(), |day| dated(day, now)),
        (Type::Instant(_), Value::String(text)) => match crate::domain::time::read_instant(text) {
            Some(at) => {
                let local = now.local_of(at);
                format!(
                    "{} {} · {}",
                    dates::say(local.date(), now),
                    local.format("%H:%M"),
                    dates::distance(local.date(), now)
                )
            }
            None => text.clone(),
        },
        (_, Value::String(text)) => text.clone(),
        (Type::Flag, Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
        (_, other) => other.to_string(),
    }
}

/// A date with how far away it is.
#[must_use]
pub(super) fn dated(day: crate::domain::Day, now: &Now) -> String {
    format!("{} · {}", dates::say(day, now), dates::distance(day, now))
}

fn visibility(reader: Reader<'_>, visibility: &Visibility) -> Result<String> {
    Ok(match visibility {
        Visibility::Private => "only me".to_owned(),
        Visibility::Mentors => "all my mentors, once shared".to_owned(),
        Visibility::People(people) => {
            let mut names = Vec::new();
            for id in people {
                names.extend(reader.title(*id)?);
            }
            format!("{}, once shared", names.join(", "))
        }
    })
}

/// Prints a list: short id, title, state, day. Streams, so that a long one begins at once and needs no memory.
///
/// # Errors
/// Where the reader of our output went away or the journal cannot be read.
pub(super) fn list(out: &mut Output, reader: Reader<'_>, filter: &Filter, now: &Now) -> Result<()> {
    let spec = filter.kind.spec();
    let mut count = 0_usize;
    reader.list(filter, now, &mut |record| {
        let short_id = reader.short_id(record.id, record.kind)?;
        count += 1;
        // A value says little without what it is a value of.
        let of = record.link("goal").filter(|_| record.kind == Kind::CheckIn);
        let title = match of.map(|goal| reader.title(goal)).transpose()?.flatten() {
            Some(goal) => out.fit(&format!("{}  {goal}", record.title), TITLE),
            None => out.fit(&record.title, TITLE),
        };
        out.say(row(&record, &title, &short_id, now).trim_end()).map_err(crate::store::Error::Output)
    })?;
    if count == 0 {
        let sentence = if filter_says(filter) {
            format!("No {} fits.", spec.label)
        } else {
            format!("No {} yet; `mentee {} add` makes the first.", spec.plural, spec.command())
        };
        out.aside(&sentence)?;
    }
    Ok(())
}

fn filter_says(filter: &Filter) -> bool {
    !filter.fields.is_empty()
        || !filter.tags.is_empty()
        || filter.since.or(filter.until).is_some()
        || filter.person.is_some()
}

/// How wide a title is in a list.
const TITLE: usize = 58;

/// One row of a list.
fn row(record: &Record, title: &Shown, short_id: &str, now: &Now) -> String {
    let spec = record.kind.spec();
    let pad = TITLE.saturating_sub(title.width());
    let state = record.text("state");
    let open = !spec.closed.contains(&state);
    let when = match (record.day(spec.due), day_of(record, now)) {
        (Some(due), _) if open && spec.due != spec.day => format!("due {}", dated(due, now)),
        (_, Some(day)) => dates::say(day, now),
        _ => String::new(),
    };
    format!("{short_id:<6}{title}{:pad$}  {state:<12}  {when}", "")
}

/// The local day that dates a record.
#[must_use]
pub(super) fn day_of(record: &Record, now: &Now) -> Option<crate::domain::Day> {
    let field = record.kind.spec().day;
    record.day(field).or_else(|| record.instant(field).map(|at| now.day_of(at))).or(Some(now.day_of(record.created)))
}

/// `1 day`, `2 days`.
#[must_use]
pub(super) fn count(n: i64, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}
