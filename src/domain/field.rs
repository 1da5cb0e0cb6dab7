//! How a kind describes its fields: one row says label, help, type and default; flags, forms, columns, storage, search
//! text, history and exports follow from it.

use std::fmt;

use serde_json::{Number, Value};

use super::id::Id;
use super::kinds::Kind;
use super::time::{Lean, Now, read_day, read_instant};

/// One field of a kind, or one column of a field that holds little records.
#[derive(Debug)]
pub struct Field {
    /// The name in JSON and storage, snake case; flags spell it with `-`.
    pub name: &'static str,
    /// What a form and a list head call it.
    pub label: &'static str,
    /// One sentence of help, without a full stop.
    pub help: &'static str,
    /// What it holds.
    pub ty: Type,
    /// Whether a record without it is refused.
    pub required: bool,
    /// What a new record gets when nothing is said.
    pub default: Option<Default>,
    /// Whether it may leave in a share; a table with a field that does not say does not compile.
    pub leaves: Leaves,
    /// Records of this kind have titles that this text is often one of: a form offers them.
    pub offers: Option<Kind>,
    /// Whether it came after the fields that scripts rely on: JSON has it only where it says something.
    pub later: bool,
}

/// Whether a field may leave in a share of its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaves {
    /// Nobody has said.
    Unsaid,
    /// It is told with the record.
    Told,
    /// It is told where it was asked for by name: how to reach a person.
    Asked,
    /// It stays, whatever is shared.
    Kept,
}

/// What a field holds, and so how it is typed, checked, shown and stored.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// One line of text.
    Line,
    /// Text of any length, Markdown where shown.
    Text,
    /// A whole number within bounds, both included.
    Integer {
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// Any finite number.
    Number,
    /// Yes or no.
    Flag,
    /// A local date; a bare weekday leans this way.
    Day(Lean),
    /// A point in time; a bare weekday leans this way.
    Instant(Lean),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A record of this kind.
    Link(Kind),
    /// Records of this kind.
    Links(Kind),
    /// A record of any kind.
    AnyLink,
    /// `me`, or a person.
    Owner,
    /// Several lines of text.
    Lines,
    /// Little records with these columns.
    Rows(&'static [Field]),
    /// Marks from 1 to 5 by position, `null` where not given.
    Marks,
}

/// What a new record gets when nothing is said.
#[derive(Clone, Copy, Debug)]
pub enum Default {
    /// This word.
    Word(&'static str),
    /// This number.
    Number(i64),
    /// The day it is made.
    Today,
}

/// A field as its kind's table declares it; the name is put in by the table.
const fn row(label: &'static str, help: &'static str, ty: Type) -> Field {
    Field {
        name: "",
        label,
        help,
        ty,
        required: false,
        default: None,
        leaves: Leaves::Unsaid,
        offers: None,
        later: false,
    }
}

/// One line of text.
pub const fn line(label: &'static str, help: &'static str) -> Field {
    row(label, help, Type::Line)
}

/// Text of any length.
pub const fn text(label: &'static str, help: &'static str) -> Field {
    row(label, help, Type::Text)
}

/// Several lines.
pub const fn lines(label: &'static str, help: &'static str) -> Field {
    row(label, help, Type::Lines)
}

/// A whole number from `min` to `max`.
pub const fn integer(label: &'static str, help: &'static str, min: i64, max: i64) -> Field {
    row(label, help, Type::Integer { min, max })
}

/// A number.
pub const fn number(label: &'static str, help: &'static str) -> Field {
    row(label, help, Type::Number)
}

/// Yes or no.
pub const fn flag(label: &'static str, help: &'static str) -> Field {
    row(label, help, Type::Flag)
}

/// A date that lies ahead.
pub const fn due(label: &'static str, help: &'static str) -> Field {
    row(label, help, Type::Day(Lean::Future))
}

/// A date that has been.
pub const fn past(label: &'static str, help: &'static str) -> Field {
    row(label, help, Type::Day(Lean::Past))
}

/// A point in time that lies ahead.
pub const fn moment(label: &'static str, help: &'static str) -> Field {
    row(label, help, Type::Instant(Lean::Future))
}

/// One of these words.
pub const fn choice(label: &'static str, help: &'static str, words: &'static [&'static str]) -> Field {
    row(label, help, Type::Choice(words))
}

/// A record of `kind`.
pub const fn link(label: &'static str, help: &'static str, kind: Kind) -> Field {
    row(label, help, Type::Link(kind))
}

/// Records of `kind`.
pub const fn links(label: &'static str, help: &'static str, kind: Kind) -> Field {
    row(label, help, Type::Links(kind))
}

/// A record of any kind.
pub const fn any_link(label: &'static str, help: &'static str) -> Field {
    row(label, help, Type::AnyLink)
}

/// `me`, or a person.
pub const fn owner(label: &'static str, help: &'static str) -> Field {
    row(label, help, Type::Owner)
}

/// Little records.
pub const fn rows(label: &'static str, help: &'static str, columns: &'static [Field]) -> Field {
    row(label, help, Type::Rows(columns))
}

/// Marks by position.
pub const fn marks(label: &'static str, help: &'static str) -> Field {
    row(label, help, Type::Marks)
}

impl Field {
    /// Gives the row its name; a raw identifier (`r#for`) loses its prefix.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        let bytes = name.as_bytes();
        self.name = if bytes.len() > 2 && bytes[0] == b'r' && bytes[1] == b'#' { name.split_at(2).1 } else { name };
        self
    }

    /// It came after the fields that scripts rely on.
    #[must_use]
    pub const fn later(mut self) -> Self {
        self.later = true;
        self
    }

    /// A record without this field is refused.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// A new record gets this word.
    #[must_use]
    pub const fn word(mut self, word: &'static str) -> Self {
        self.default = Some(Default::Word(word));
        self
    }

    /// A new record gets this number.
    #[must_use]
    pub const fn preset(mut self, number: i64) -> Self {
        self.default = Some(Default::Number(number));
        self
    }

    /// A new record gets the day it is made.
    #[must_use]
    pub const fn today(mut self) -> Self {
        self.default = Some(Default::Today);
        self
    }

    /// A form offers the titles of these.
    #[must_use]
    pub const fn offering(mut self, kind: Kind) -> Self {
        self.offers = Some(kind);
        self
    }

    /// It is told in a share of its record.
    #[must_use]
    pub const fn told(mut self) -> Self {
        self.leaves = Leaves::Told;
        self
    }

    /// It is told in a share where it was asked for.
    #[must_use]
    pub const fn asked(mut self) -> Self {
        self.leaves = Leaves::Asked;
        self
    }

    /// It never leaves in a share.
    #[must_use]
    pub const fn kept(mut self) -> Self {
        self.leaves = Leaves::Kept;
        self
    }

    /// The flag on the command line, without its dashes.
    #[must_use]
    pub fn flag_name(&self) -> String {
        self.name.replace('_', "-")
    }

    /// Whether the field holds a list, so that its flag may be repeated.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self.ty, Type::Links(_) | Type::Lines | Type::Rows(_) | Type::Marks)
    }

    /// The kind its links lead to: `Some(None)` for any kind.
    #[must_use]
    pub fn links_to(&self) -> Option<Option<Kind>> {
        match self.ty {
            Type::Link(kind) | Type::Links(kind) => Some(Some(kind)),
            Type::Owner => Some(Some(Kind::Person)),
            Type::AnyLink => Some(None),
            _ => None,
        }
    }

    /// What a record shows for an unset field in JSON.
    #[must_use]
    pub fn empty(&self) -> Value {
        if self.is_list() { Value::Array(Vec::new()) } else { Value::Null }
    }

    /// The default for a record made now.
    #[must_use]
    pub fn default_value(&self, now: &Now) -> Option<Value> {
        self.default.map(|default| match default {
            Default::Word(word) => Value::from(word),
            Default::Number(number) => Value::from(number),
            Default::Today => Value::from(now.today().to_string()),
        })
    }

    /// Checks a JSON value against the field and brings it into its one stored form (whole numbers without a point,
    /// instants in UTC, empty text and empty lists as `None`).
    ///
    /// # Errors
    /// [`Problem`] with what would be right, where the value is of another type, out of range, or not a known word.
    pub fn check(&self, value: &Value) -> Result<Option<Value>, Problem> {
        let wrong = |expected: String| Problem { field: self.name.to_owned(), got: brief(value), expected };
        let text = || value.as_str().filter(|text| !text.is_empty());
        Ok(Some(match (&self.ty, value) {
            (_, Value::Null) => return Ok(None),
            (_, Value::String(text)) if text.is_empty() => return Ok(None),
            (Type::Lines | Type::Links(_) | Type::Rows(_) | Type::Marks, Value::Array(list)) if list.is_empty() => {
                return Ok(None);
            }
            (Type::Line | Type::Text, Value::String(text)) => Value::from(text.as_str()),
            (Type::Integer { min, max }, Value::Number(number)) => {
                match whole(number).filter(|n| (min..=max).contains(&n)) {
                    Some(n) => Value::from(n),
                    None => return Err(wrong(self.ty.expected())),
                }
            }
            (Type::Number, Value::Number(number)) => match whole(number) {
                Some(n) => Value::from(n),
                None => Value::Number(number.clone()),
            },
            (Type::Flag, Value::Bool(yes)) => Value::from(*yes),
            (Type::Day(_), Value::String(text)) => match read_day(text) {
                Some(day) => Value::from(day.to_string()),
                None => return Err(wrong(self.ty.expected())),
            },
            (Type::Instant(_), Value::String(text)) => match read_instant(text) {
                Some(at) => Value::from(super::time::instant_text(at)),
                None => return Err(wrong(self.ty.expected())),
            },
            (Type::Choice(words), Value::String(text)) => match words.iter().find(|word| *word == text) {
                Some(word) => Value::from(*word),
                None => return Err(wrong(self.ty.expected())),
            },
            (Type::Owner, Value::String(text)) if text == "me" => Value::from("me"),
            (Type::Link(_) | Type::AnyLink | Type::Owner, Value::String(_)) => match text().and_then(Id::read) {
                Some(id) => Value::from(id.to_string()),
                None => return Err(wrong(self.ty.expected())),
            },
            (Type::Links(_), Value::Array(list)) => {
                let mut ids = Vec::with_capacity(list.len());
                for item in list {
                    let id = item.as_str().and_then(Id::read).ok_or_else(|| wrong(self.ty.expected()))?;
                    let id = Value::from(id.to_string());
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                }
                Value::Array(ids)
            }
            (Type::Lines, Value::Array(list)) if list.iter().all(Value::is_string) => value.clone(),
            (Type::Marks, Value::Array(list)) => {
                let mark = |item: &Value| match item {
                    Value::Null => Some(Value::Null),
                    Value::Number(n) => whole(n).filter(|n| (1..=5).contains(n)).map(Value::from),
                    _ => None,
                };
                let marks = list.iter().map(mark).collect::<Option<Vec<_>>>();
                Value::Array(marks.ok_or_else(|| wrong(self.ty.expected()))?)
            }
            (Type::Rows(columns), Value::Array(list)) => {
                let rows = list.iter().map(|item| check_row(self, columns, item)).collect::<Result<Vec<_>, _>>()?;
                Value::Array(rows)
            }
            _ => return Err(wrong(self.ty.expected())),
        }))
    }
}

/// One little record: known columns checked and all of them present, unknown ones kept.
fn check_row(field: &Field, columns: &[Field], item: &Value) -> Result<Value, Problem> {
    let Value::Object(given) = item else {
        return Err(Problem { field: field.name.to_owned(), got: brief(item), expected: field.ty.expected() });
    };
    let mut row = given.clone();
    for column in columns {
        let checked = column
            .check(given.get(column.name).unwrap_or(&Value::Null))
            .map_err(|problem| Problem { field: format!("{}.{}", field.name, problem.field), ..problem })?;
        row.insert(column.name.to_owned(), checked.unwrap_or_else(|| column.empty()));
    }
    Ok(Value::Object(row))
}

/// A number without a fraction that fits; `14.0` is 14.
fn whole(number: &Number) -> Option<i64> {
    number.as_i64().or_else(|| {
        let float = number.as_f64().filter(|f| f.fract() == 0.0 && f.abs() < 9.0e15)?;
        format!("{float:.0}").parse().ok()
    })
}

/// A value, short enough for a sentence.
fn brief(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// Whether each of these says if it may leave; the tables ask while they are compiled.
#[must_use]
pub const fn all_say_if_they_leave(fields: &[Field]) -> bool {
    let mut at = 0;
    while at < fields.len() {
        if matches!(fields[at].leaves, Leaves::Unsaid) {
            return false;
        }
        at += 1;
    }
    true
}

impl Type {
    /// What would be right, for an error or a form: `1 to 5`, `one of open, doing, done`.
    #[must_use]
    pub fn expected(&self) -> String {
        match self {
            Self::Line => "one line of text".to_owned(),
            Self::Text => "text".to_owned(),
            Self::Integer { min, max } if *max == i64::MAX => format!("a whole number from {min}"),
            Self::Integer { min, max } => format!("a whole number from {min} to {max}"),
            Self::Number => "a number".to_owned(),
            Self::Flag => "yes or no".to_owned(),
            Self::Day(_) => "a date, such as fri, in 2 weeks, 26 nov or 2026-11-26".to_owned(),
            Self::Instant(_) => "a date and time, such as tomorrow 14:00 or 2026-11-26 14:00".to_owned(),
            Self::Choice(words) => format!("one of {}", words.join(", ")),
            Self::Link(kind) => format!("a {}", kind.spec().label),
            Self::Links(kind) => format!("one or more {}", kind.spec().plural),
            Self::AnyLink => "a record".to_owned(),
            Self::Owner => "me, or a person".to_owned(),
            Self::Lines => "a list of texts".to_owned(),
            Self::Rows(columns) => {
                let names: Vec<_> = columns.iter().map(|column| column.name).collect();
                format!("a list of {{{}}}", names.join(", "))
            }
            Self::Marks => "a list of marks from 1 to 5, null where not given".to_owned(),
        }
    }
}

/// A value a field cannot take.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problem {
    /// The field, with its column after a point where it holds little records.
    pub field: String,
    /// What was given, cut short.
    pub got: String,
    /// What would be right.
    pub expected: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cannot be “{}”; it takes {}", self.field, self.got, self.expected)
    }
}
