//! The demo journal: a year of Noor Haldane's, moved by whole weeks so that it ends now. Read only when it is asked for.

use chrono::TimeDelta;
use serde_json::Value;

use super::import;
use super::{Error, Take};
use crate::domain::time::{days_between, instant_text, read_day, read_instant};
use crate::domain::{Day, Field, Instant, Now, Record, Type};

/// The journal as data, an export like any other.
const STORY: &[u8] = include_bytes!("../../assets/demo.json");

/// The last day of the story.
const LAST: (i32, u32, u32) = (2025, 9, 30);

/// Hands out the records of the demo journal, every date and instant moved by whole weeks: the story's last day falls on
/// today or within the six days before.
///
/// # Errors
/// What `take` returns.
pub fn read(now: &Now, take: &mut Take<'_>) -> Result<(), Error> {
    let by = shift(now.today());
    for format in import::FORMATS.iter().filter(|format| format.name == "json") {
        format.read(&mut &*STORY, &mut |mut record| {
            move_record(&mut record, by);
            take(record)
        })?;
    }
    Ok(())
}

/// How far the story moves for a journal that is opened on `today`.
fn shift(today: Day) -> TimeDelta {
    let last = Day::from_ymd_opt(LAST.0, LAST.1, LAST.2).unwrap_or(today);
    TimeDelta::try_weeks(days_between(last, today).div_euclid(7)).unwrap_or_default()
}

/// Moves every date and instant of a record; ids stay.
fn move_record(record: &mut Record, by: TimeDelta) {
    record.created = moved(record.created, by);
    record.updated = moved(record.updated, by);
    record.deleted = record.deleted.map(|at| moved(at, by));
    for field in record.kind.spec().fields {
        if let Some(value) = record.fields.get_mut(field.name) {
            move_value(field, value, by);
        }
    }
}

fn move_value(field: &Field, value: &mut Value, by: TimeDelta) {
    match (field.ty, value) {
        (Type::Day(_), Value::String(text)) => {
            if let Some(day) = read_day(text).and_then(|day| day.checked_add_signed(by)) {
                *text = day.to_string();
            }
        }
        (Type::Instant(_), Value::String(text)) => {
            if let Some(at) = read_instant(text) {
                *text = instant_text(moved(at, by));
            }
        }
        (Type::Rows(columns), Value::Array(rows)) => {
            for row in rows {
                for column in columns {
                    if let Some(value) = row.get_mut(column.name) {
                        move_value(column, value, by);
                    }
                }
            }
        }
        _ => {}
    }
}

fn moved(at: Instant, by: TimeDelta) -> Instant {
    at.checked_add_signed(by).unwrap_or(at)
}
