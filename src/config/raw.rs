//! What was written in `config.toml`: every value with its key and its line, in order. Does not know what any of it means.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One thing that stands in the file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Written {
    /// The key with the tables it stands in, joined by dots.
    pub(super) key: String,
    /// The value.
    pub(super) value: Value,
    /// The line of the key, from 1.
    pub(super) line: usize,
}

/// A value as written, as far as any setting has a use for it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Flag(bool),
    Whole(i64),
    /// A list of texts.
    List(Vec<String>),
    /// A table; what stands in it follows as entries of its own.
    Table,
    /// Something no setting takes: what TOML calls it.
    Other(&'static str),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "`{}`", text.escape_debug()),
            Self::Flag(flag) => write!(f, "`{flag}`"),
            Self::Whole(number) => write!(f, "`{number}`"),
            Self::List(_) => f.write_str("a list"),
            Self::Table => f.write_str("a table"),
            Self::Other(what) => write!(f, "of type {what}"),
        }
    }
}

/// Reads a file's text.
///
/// # Errors
/// Where it is no TOML: the line, and what is wrong there.
pub(super) fn read(text: &str) -> Result<Vec<Written>, (usize, String)> {
    let table = DeTable::parse(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, &span));
        (line, error.message().lines().collect::<Vec<_>>().join("; "))
    })?;
    let mut written = Vec::new();
    collect(text, "", table.get_ref(), &mut written);
    // The parser sorts by key; people read from the top.
    written.sort_by_key(|entry| entry.line);
    Ok(written)
}

/// Walks a table. The parser bounds how deep tables nest.
fn collect(text: &str, prefix: &str, table: &DeTable<'_>, written: &mut Vec<Written>) {
    for (key, value) in table {
        let name = if prefix.is_empty() { key.get_ref().to_string() } else { format!("{prefix}.{}", key.get_ref()) };
        written.push(Written { key: name.clone(), value: value_of(value), line: line_of(text, &key.span()) });
        if let DeValue::Table(inner) = value.get_ref() {
            collect(text, &name, inner, written);
        }
    }
}

fn value_of(value: &Spanned<DeValue<'_>>) -> Value {
    let value = value.get_ref();
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Other("integer"), Value::Whole)
        }
        DeValue::Array(items) => {
            let texts = items.iter().map(|item| item.get_ref().as_str().map(str::to_owned));
            texts.collect::<Option<_>>().map_or(Value::Other("array"), Value::List)
        }
        DeValue::Table(_) => Value::Table,
        DeValue::Float(_) | DeValue::Datetime(_) => Value::Other(value.type_str()),
    }
}

/// The line, from 1, on which a span begins.
fn line_of(text: &str, span: &Range<usize>) -> usize {
    text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_comes_with_its_key_and_line() {
        let text =
            "theme = \"dark\"\n\n[keys]\n# two of them\ncapture = [\"c\", \"C-n\"]\ngoals.new = \"n\"\n[visibility]\n";
        let entry = |key: &str, value, line| Written { key: key.to_owned(), value, line };
        assert_eq!(
            read(text).expect("TOML"),
            [
                entry("theme", Value::Text("dark".into()), 1),
                entry("keys", Value::Table, 3),
                entry("keys.capture", Value::List(vec!["c".into(), "C-n".into()]), 5),
                entry("keys.goals", Value::Table, 6),
                entry("keys.goals.new", Value::Text("n".into()), 6),
                entry("visibility", Value::Table, 7),
            ]
        );
    }

    #[test]
    fn a_file_that_is_no_toml_says_where() {
        for (text, line) in [("a = 1\nb = = 2\n", 2), ("a = 1\na = 2\n", 2), ("\n\n[keys\n", 3)] {
            let (at, why) = read(text).expect_err("no TOML");
            assert_eq!(at, line, "{why}");
            assert!(!why.contains('\n') && !why.is_empty(), "{why}");
        }
    }
}
