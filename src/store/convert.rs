//! The border between SQL and the domain: rows to records, and the columns that follow from a record.

use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde_json::Value;

use super::{Error, Result};
use crate::domain::time::{instant_text, read_instant};
use crate::domain::{Fields, Id, Kind, Record, Visibility};

/// The columns of a whole record, in the order in which [`record`] reads them.
pub(super) const COLUMNS: &str =
    "records.n, id, records.kind, records.title, created, updated, deleted, visibility, tags, data";

impl ToSql for Id {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.bytes())))
    }
}

impl FromSql for Id {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::from_bytes(value.as_blob()?).ok_or(FromSqlError::InvalidType)
    }
}

impl ToSql for Kind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.name()))
    }
}

impl FromSql for Kind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::read(value.as_str()?).ok_or(FromSqlError::InvalidType)
    }
}

/// A record as SQL gave it, with its number; what is damaged is an error that names the record.
pub(super) fn record(row: &Row<'_>) -> Result<(i64, Record)> {
    let id: Id = row.get(1)?;
    let damaged = |why: &str| Error::Damaged { id: id.to_string(), why: why.to_owned() };
    let instant = |at: usize| -> Result<_> {
        read_instant(row.get_ref(at)?.as_str().unwrap_or_default()).ok_or_else(|| damaged("a time is no time"))
    };
    let json = |at: usize| -> Result<Value> {
        serde_json::from_str(row.get_ref(at)?.as_str().unwrap_or_default()).map_err(|error| damaged(&error.to_string()))
    };
    let Value::Object(fields) = json(9)? else { return Err(damaged("its fields are no object")) };
    let tags = match json(8)? {
        Value::Array(tags) => tags.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => return Err(damaged("its tags are no list")),
    };
    let record = Record {
        id,
        kind: row.get(2).map_err(|_| damaged("its kind is unknown"))?,
        title: row.get(3)?,
        created: instant(4)?,
        updated: instant(5)?,
        deleted: match row.get_ref(6)? {
            ValueRef::Null => None,
            _ => Some(instant(6)?),
        },
        visibility: Visibility::from_json(&json(7)?).map_err(|problem| damaged(&problem.to_string()))?,
        tags,
        fields,
    };
    Ok((row.get(0)?, record))
}

/// A text column that may be empty, without a copy.
pub(super) fn text<'r>(row: &'r Row<'_>, at: usize) -> rusqlite::Result<Option<&'r str>> {
    Ok(row.get_ref(at)?.as_str_or_null()?)
}

/// The date a record is sorted by: its kind's day field, else the day it was made.
pub(super) fn day_column(record: &Record) -> String {
    let day = record.text(record.kind.spec().day);
    if day.is_empty() { instant_text(record.created) } else { day.to_owned() }
}

/// The day until when something is to be done; `None` where nothing is due.
pub(super) fn due_column(record: &Record) -> Option<&str> {
    Some(record.text(record.kind.spec().due)).filter(|due| !due.is_empty())
}

/// All the words of a record but its title, for the index: every text, list and little record, and the tags.
pub(super) fn body_text(record: &Record) -> String {
    let mut text = String::new();
    let spec = record.kind.spec();
    let own = |name: &str| name == spec.title && record.text(name) == record.title;
    for (name, value) in record.fields.iter().filter(|(name, _)| !own(name)) {
        // Links, dates and vocabulary are found by filters, not by words.
        let prose = spec.field(name).is_none_or(|field| {
            use crate::domain::Type;
            matches!(field.ty, Type::Line | Type::Text | Type::Lines | Type::Rows(_))
        });
        if prose {
            add_words(&mut text, value);
        }
    }
    for tag in &record.tags {
        text.push_str(tag);
        text.push('\n');
    }
    text
}

/// Adds every text within a value, a line each.
fn add_words(text: &mut String, value: &Value) {
    match value {
        Value::String(words) => {
            text.push_str(words);
            text.push('\n');
        }
        Value::Array(list) => list.iter().for_each(|item| add_words(text, item)),
        Value::Object(map) => map.values().for_each(|item| add_words(text, item)),
        _ => {}
    }
}

/// The whole record as one JSON object, for the history; [`Record::from_json`] reads it back.
pub(super) fn to_whole(record: &Record) -> Result<String> {
    let whole = crate::domain::record::Json { record, short_id: None, derived: None };
    serde_json::to_string(&whole).map_err(|error| Error::Refused(error.to_string()))
}

/// The common parts of a record, as an edit names them beside its fields.
pub(super) fn common(record: &Record) -> Fields {
    let mut common = Fields::new();
    common.insert("@title".to_owned(), Value::from(record.title.as_str()));
    common.insert("@updated".to_owned(), Value::from(instant_text(record.updated)));
    common.insert("@deleted".to_owned(), record.deleted.map(instant_text).map_or(Value::Null, Value::from));
    common.insert("@visibility".to_owned(), record.visibility.to_json());
    common.insert("@tags".to_owned(), Value::from(record.tags.clone()));
    common
}
