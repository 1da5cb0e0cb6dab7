//! The export for people: a journal as one Markdown text, a chapter a kind. It cannot be imported again.

use std::io::Write;

use serde_json::Value;

use super::{Options, Source, Which};
use crate::domain::time::read_instant;
use crate::domain::{Field, Id, Kind, Now, Record, Shown, Type, Visibility};
use crate::exchange::Error;

/// Writes a chapter a kind, the records within it in the order in which they were made. The same journal read in the
/// same zone gives the same bytes.
pub(super) fn write(source: &dyn Source, options: Options, now: &Now, out: &mut dyn Write) -> Result<(), Error> {
    let mut name = String::new();
    source.each(Kind::Profile, Which::Live, &mut |record| {
        name = if name.is_empty() { record.title } else { std::mem::take(&mut name) };
        Ok(())
    })?;
    let mut page = Page { source, now, raw: options.raw, out };
    let head = if name.is_empty() { "My journal".to_owned() } else { format!("The journal of {name}") };
    page.line(&format!("# {}", one_line(&head)))?;
    for kind in Kind::ALL {
        page.chapter(*kind, Which::Live, &capital(kind.spec().plural))?;
    }
    if options.trash {
        for kind in Kind::ALL {
            page.chapter(*kind, Which::Trash, &format!("{} in the trash", capital(kind.spec().plural)))?;
        }
    }
    Ok(())
}

/// Where the text goes, and what it needs to be written.
struct Page<'a> {
    source: &'a dyn Source,
    now: &'a Now,
    raw: bool,
    out: &'a mut dyn Write,
}

impl Page<'_> {
    fn line(&mut self, text: &str) -> Result<(), Error> {
        let shown = if self.raw { Shown::raw(text) } else { Shown::new(text) };
        Ok(writeln!(self.out, "{}", shown.as_str())?)
    }

    /// All records of a kind under one head; nothing where there are none.
    fn chapter(&mut self, kind: Kind, which: Which, head: &str) -> Result<(), Error> {
        let mut first = true;
        let source = self.source;
        source.each(kind, which, &mut |record| {
            if std::mem::take(&mut first) {
                self.line(&format!("\n## {head}"))?;
            }
            self.record(&record)
        })
    }

    fn record(&mut self, record: &Record) -> Result<(), Error> {
        let spec = record.kind.spec();
        self.line(&format!("\n### {}\n", one_line(&record.title)))?;
        let mut texts = Vec::new();
        for field in spec.fields {
            let value = record.get(field.name);
            match field.ty {
                _ if value.is_null() || (field.name == spec.title && value.as_str() == Some(&record.title)) => {}
                Type::Text => texts.push((field.label, value.as_str().unwrap_or_default().to_owned())),
                Type::Rows(columns) => self.rows(field, columns, value)?,
                _ => {
                    let text = self.value(field, value)?;
                    self.item(field.label, &text)?;
                }
            }
        }
        for (name, value) in record.fields.iter().filter(|(name, _)| spec.field(name).is_none()) {
            self.item(name, &value.to_string())?;
        }
        if !record.tags.is_empty() {
            let tags: Vec<String> = record.tags.iter().map(|tag| format!("#{tag}")).collect();
            self.item("Tags", &tags.join(" "))?;
        }
        self.visibility(&record.visibility)?;
        for (label, text) in texts {
            self.line(&format!("\n**{label}**\n\n{}", text.trim_end()))?;
        }
        Ok(())
    }

    fn item(&mut self, label: &str, text: &str) -> Result<(), Error> {
        self.line(&format!("- **{}:** {}", one_line(label), one_line(text)))
    }

    fn visibility(&mut self, visibility: &Visibility) -> Result<(), Error> {
        let who = match visibility {
            Visibility::Private => return Ok(()),
            Visibility::Mentors => "all my mentors".to_owned(),
            Visibility::People(people) => {
                let names = people.iter().map(|id| self.name(*id)).collect::<Result<Vec<_>, _>>()?;
                names.join(", ")
            }
        };
        self.item("Shared with", &who)
    }

    fn rows(&mut self, field: &Field, columns: &[Field], value: &Value) -> Result<(), Error> {
        self.line(&format!("- **{}:**", field.label))?;
        for row in value.as_array().into_iter().flatten() {
            let mut parts = Vec::new();
            for column in columns {
                let value = row.get(column.name).unwrap_or(&Value::Null);
                let text = self.value(column, value)?;
                if !text.is_empty() {
                    let number = value.is_number();
                    parts.push(if number { format!("{} {text}", column.label.to_lowercase()) } else { text });
                }
            }
            self.line(&format!("  - {}", one_line(&parts.join(" · "))))?;
        }
        Ok(())
    }

    /// A value in words: links by title, instants in local time.
    fn value(&self, field: &Field, value: &Value) -> Result<String, Error> {
        Ok(match (field.ty, value) {
            (_, Value::Null) => String::new(),
            (Type::Link(_) | Type::AnyLink | Type::Owner, Value::String(text)) => self.named(text)?,
            (Type::Instant(_), Value::String(text)) => {
                let local = read_instant(text).map(|at| self.now.local_of(at).format("%Y-%m-%d %H:%M").to_string());
                local.unwrap_or_else(|| text.clone())
            }
            (Type::Links(_), Value::Array(list)) => {
                let names = list.iter().map(|id| self.named(id.as_str().unwrap_or_default()));
                names.collect::<Result<Vec<_>, _>>()?.join(", ")
            }
            (Type::Marks, Value::Array(list)) => list
                .iter()
                .map(|mark| if mark.is_null() { "–".to_owned() } else { mark.to_string() })
                .collect::<Vec<_>>()
                .join(" "),
            (_, Value::Array(list)) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "),
            (_, Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
            (_, Value::String(text)) => text.clone(),
            (_, other) => other.to_string(),
        })
    }

    fn named(&self, text: &str) -> Result<String, Error> {
        Id::read(text).map_or_else(|| Ok(text.to_owned()), |id| self.name(id))
    }

    fn name(&self, id: Id) -> Result<String, Error> {
        Ok(self.source.title(id)?.filter(|title| !title.is_empty()).unwrap_or_else(|| id.to_string()))
    }
}

/// A text on one line, so that it cannot end a head or a list.
fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" / ")
}

/// A head begins with a capital.
fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
