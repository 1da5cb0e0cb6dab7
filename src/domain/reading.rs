//! From what a person types for a field to the value it stores: numbers, dates in plain words, vocabulary, names.

use serde_json::{Map, Value};

use super::dates::{self, DateError};
use super::field::{Field, Problem, Type};
use super::id::Id;
use super::kinds::Kind;
use super::time::{Now, instant_text};

/// Looks up what a name leads to, among one kind or all.
pub type Lookup<'a, E> = dyn FnMut(Option<Kind>, &str) -> Result<Id, E> + 'a;

/// Reads the texts given for a field: one for a plain field, any number for a list, where commas part items too (`\,`
/// is a comma within one). JSON is taken wherever a list or little records are expected. Empty text clears.
///
/// # Errors
/// What the text is not, as the caller's error; what `lookup` returns.
pub fn read<E: From<Problem> + From<DateError>>(
    field: &Field,
    texts: &[String],
    now: &Now,
    lookup: &mut Lookup<'_, E>,
) -> Result<Value, E> {
    let last = texts.last().map(String::as_str).unwrap_or_default();
    if texts.iter().all(|text| text.trim().is_empty()) {
        return Ok(Value::Null);
    }
    let value = match field.ty {
        Type::Rows(columns) => Value::Array(read_rows::<E>(field, columns, texts, now)?),
        Type::Lines | Type::Links(_) | Type::Marks => {
            let mut list = Vec::new();
            for text in texts {
                if let Some(items) = json_array(text) {
                    list.extend(items);
                    continue;
                }
                for item in split(text) {
                    match field.ty {
                        Type::Links(kind) => list.push(Value::from(lookup(Some(kind), &item)?.to_string())),
                        Type::Marks if item.is_empty() || item == "-" || item == "null" => list.push(Value::Null),
                        Type::Marks => list.push(number(field, &item)?),
                        _ if item.is_empty() => {}
                        _ => list.push(Value::from(item)),
                    }
                }
            }
            Value::Array(list)
        }
        Type::Owner if last.trim() == "me" => Value::from("me"),
        Type::Link(kind) => Value::from(lookup(Some(kind), last)?.to_string()),
        Type::Owner => Value::from(lookup(Some(Kind::Person), last)?.to_string()),
        Type::AnyLink => Value::from(lookup(None, last)?.to_string()),
        _ => read_plain::<E>(field, last, now)?,
    };
    Ok(field.check(&value)?.unwrap_or(Value::Null))
}

/// One value of a field that names no other record.
fn read_plain<E: From<Problem> + From<DateError>>(field: &Field, text: &str, now: &Now) -> Result<Value, E> {
    let word = text.trim();
    Ok(match field.ty {
        Type::Integer { .. } | Type::Number => number(field, word)?,
        Type::Flag => match word.to_lowercase().as_str() {
            "yes" | "y" | "true" | "on" | "1" => Value::from(true),
            "no" | "n" | "false" | "off" | "0" => Value::from(false),
            _ => return Err(problem(field, word).into()),
        },
        Type::Day(lean) => Value::from(dates::parse_day(word, now, lean)?.to_string()),
        Type::Instant(lean) => Value::from(instant_text(dates::parse_instant(word, now, lean)?)),
        Type::Choice(words) => {
            let spelt = word.to_lowercase().replace(['_', ' '], "-");
            match words.iter().find(|known| **known == spelt) {
                Some(known) => Value::from(*known),
                None => return Err(problem(field, word).into()),
            }
        }
        _ => Value::from(text),
    })
}

/// Little records: JSON, an array or one object; where the columns are a date and a value, `date=value` too.
fn read_rows<E: From<Problem> + From<DateError>>(
    field: &Field,
    columns: &[Field],
    texts: &[String],
    now: &Now,
) -> Result<Vec<Value>, E> {
    let mut rows = Vec::new();
    for text in texts {
        if let Some(items) = json_array(text) {
            rows.extend(items);
            continue;
        }
        if let Ok(row @ Value::Object(_)) = serde_json::from_str(text) {
            rows.push(row);
            continue;
        }
        let [first, second] = columns else { return Err(problem(field, text).into()) };
        for item in split(text).iter().filter(|item| !item.is_empty()) {
            let (left, right) = item.rsplit_once('=').ok_or_else(|| problem(field, item))?;
            let mut row = Map::new();
            row.insert(first.name.to_owned(), read_plain::<E>(first, left, now)?);
            row.insert(second.name.to_owned(), read_plain::<E>(second, right, now)?);
            rows.push(Value::Object(row));
        }
    }
    // What a file of a newer version holds is kept as it is; what somebody types is misspelt.
    let names = rows.iter().filter_map(Value::as_object).flat_map(Map::keys);
    match names.into_iter().find(|name| columns.iter().all(|column| column.name != name.as_str())) {
        Some(name) => Err(problem(field, name).into()),
        None => Ok(rows),
    }
}

fn json_array(text: &str) -> Option<Vec<Value>> {
    match serde_json::from_str(text.trim()) {
        Ok(Value::Array(items)) => Some(items),
        _ => None,
    }
}

fn number(field: &Field, text: &str) -> Result<Value, Problem> {
    let digits = text.trim_end_matches('%').trim();
    if let Ok(whole) = digits.parse::<i64>() {
        return Ok(Value::from(whole));
    }
    let number: f64 = digits.parse().map_err(|_| problem(field, text))?;
    match serde_json::Number::from_f64(number) {
        // The check makes it whole where it is, as `4.0`.
        Some(number) => Ok(Value::Number(number)),
        None => Err(problem(field, text)),
    }
}

fn problem(field: &Field, text: &str) -> Problem {
    Problem { field: field.name.to_owned(), got: text.to_owned(), expected: field.ty.expected() }
}

/// Parts a text at its commas, each item trimmed; `\,` is a comma within an item.
#[must_use]
pub fn split(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&',') => {
                chars.next();
                push(&mut items, ',');
            }
            ',' => items.push(String::new()),
            c => push(&mut items, c),
        }
    }
    items.into_iter().map(|item| item.trim().to_owned()).collect()
}

fn push(items: &mut [String], c: char) {
    if let Some(last) = items.last_mut() {
        last.push(c);
    }
}
