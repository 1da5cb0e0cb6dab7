//! One field of a form: how its value is typed, chosen or picked, what was understood of it, and what it comes to.

use serde_json::{Number, Value, json};

use crate::domain::time::{read_day, read_instant};
use crate::domain::{Field, Id, Kind, Now, Type, Visibility, dates};

use super::table::Table;
use crate::ui::editor::{Done, Editor};
use crate::ui::key::{Chord, Key};
use crate::ui::paint::Area;
use crate::ui::picker::Picked;

/// The words of visibility; the third only where people were chosen elsewhere.
const VISIBILITY: &[&str] = &["private", "mentors", "people I chose"];

/// What stands for a record until its title is known.
const UNTITLED: &str = "…";

/// How a value is filled in.
#[derive(Clone, Debug)]
pub(super) enum Input {
    /// Typed.
    Text(Editor),
    /// Several values, each a row.
    Rows(Box<Table>),
    /// One of these words, or none.
    Choice(&'static [&'static str], Option<usize>),
    /// Yes, no, or nothing said.
    Flag(Option<bool>),
    /// Picked records, of this kind; `me` where that is a choice too.
    Links { kind: Option<Kind>, me: bool, many: bool, picked: Vec<Link> },
}

/// A picked record; without an id it is me.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) id: Option<Id>,
    pub(super) title: String,
}

/// What came of a key.
pub(super) enum Taken {
    Text(Done),
    Changed,
    Pick { kind: Option<Kind>, me: bool },
    Nothing,
}

/// What was understood of a text: said back, or what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Understood {
    /// So it was understood.
    As(String),
    /// It is not understood; this would be right.
    Not(String),
}

impl From<Picked> for Link {
    fn from(picked: Picked) -> Self {
        match picked {
            Picked::Row(row) => Self { id: Some(row.id), title: row.title },
            Picked::Extra(word) => Self { id: None, title: word.to_owned() },
            Picked::New(title) => Self { id: None, title },
        }
    }
}

impl Input {
    pub(super) fn line(text: &str) -> Self {
        Self::Text(Editor::single(text))
    }

    pub(super) fn visibility(visibility: &Visibility) -> Self {
        match visibility {
            Visibility::Private => Self::Choice(VISIBILITY.get(..2).unwrap_or(VISIBILITY), Some(0)),
            Visibility::Mentors => Self::Choice(VISIBILITY.get(..2).unwrap_or(VISIBILITY), Some(1)),
            Visibility::People(_) => Self::Choice(VISIBILITY, Some(2)),
        }
    }

    /// The input for a field that holds `value`; `links` gives the titles of records.
    pub(super) fn of(field: &'static Field, value: &Value, links: &[(Id, String)], now: &Now) -> Self {
        let text = value.as_str().unwrap_or_default();
        match field.ty {
            Type::Choice(words) => Self::Choice(words, words.iter().position(|word| *word == text)),
            Type::Flag => Self::Flag(value.as_bool()),
            Type::Link(_) | Type::Links(_) | Type::AnyLink | Type::Owner => {
                let many = matches!(field.ty, Type::Links(_));
                let one = std::iter::once(value);
                let values: Vec<_> = value.as_array().map_or_else(|| one.collect(), |list| list.iter().collect());
                let picked = values.into_iter().filter_map(Value::as_str).filter_map(|text| Link::read(text, links));
                let me = matches!(field.ty, Type::Owner);
                Self::Links { kind: field.links_to().flatten(), me, many, picked: picked.collect() }
            }
            Type::Rows(columns) => Self::Rows(Box::new(Table::of(columns, value, links, now))),
            Type::Lines => Self::Rows(Box::new(Table::list(value, now))),
            Type::Text => Self::Text(Editor::new(text)),
            Type::Marks => {
                let marks = value.as_array().into_iter().flatten();
                let marks: Vec<_> = marks.map(|mark| mark.as_i64().map_or("-".to_owned(), |n| n.to_string())).collect();
                Self::line(&marks.join(" "))
            }
            Type::Instant(_) => match read_instant(text) {
                Some(at) => Self::line(&now.local_of(at).format("%Y-%m-%d %H:%M").to_string()),
                None => Self::line(text),
            },
            Type::Integer { .. } | Type::Number if value.is_number() => Self::line(&value.to_string()),
            _ => Self::line(text),
        }
    }

    /// The editor, where it is typed; of rows, that of the cell at the cursor.
    pub(super) fn editor(&self) -> Option<&Editor> {
        match self {
            Self::Text(editor) => Some(editor),
            Self::Rows(table) => table.cell().and_then(Self::editor),
            _ => None,
        }
    }

    pub(super) fn editor_mut(&mut self) -> Option<&mut Editor> {
        match self {
            Self::Text(editor) => Some(editor),
            Self::Rows(table) => table.cell_mut().and_then(Self::editor_mut),
            _ => None,
        }
    }

    /// The table, where it holds several values.
    pub(super) fn table(&self) -> Option<&Table> {
        match self {
            Self::Rows(table) => Some(table),
            _ => None,
        }
    }

    pub(super) fn table_mut(&mut self) -> Option<&mut Table> {
        match self {
            Self::Rows(table) => Some(table),
            _ => None,
        }
    }

    /// The input that the keys go to, and its field: of rows, the cell at the cursor and its column.
    pub(super) fn leaf<'a>(&'a self, field: &'static Field) -> (&'a Self, &'static Field) {
        let cell = self.table().filter(|table| !table.is_list()).and_then(|table| table.cell().zip(table.here()));
        cell.unwrap_or((self, field))
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Text(editor) => editor.is_empty(),
            Self::Rows(table) => table.filled().next().is_none(),
            Self::Choice(_, at) => at.is_none(),
            Self::Flag(yes) => yes.is_none(),
            Self::Links { picked, .. } => picked.is_empty(),
        }
    }

    /// Whether a step to the left, and to the right, leads out of it.
    pub(super) fn ends(&self) -> (bool, bool) {
        match self {
            Self::Text(editor) => {
                let (first, last) = (editor.cursor(), editor.lines().last().map_or(0, String::len));
                (first.line == 0 && first.byte == 0, first.line + 1 == editor.lines().len() && first.byte == last)
            }
            // There they choose.
            Self::Choice(..) | Self::Flag(_) => (false, false),
            Self::Rows(_) | Self::Links { .. } => (true, true),
        }
    }

    /// Its value as plain text, as it could be typed.
    pub(super) fn plain(&self) -> String {
        match self {
            Self::Text(editor) => editor.text().replace('\n', " "),
            Self::Rows(table) => table.text(),
            Self::Choice(..) => self.word().unwrap_or_default().to_owned(),
            Self::Flag(yes) => yes.map_or("", |yes| if yes { "yes" } else { "no" }).to_owned(),
            Self::Links { picked, .. } => picked.iter().map(|link| link.title.as_str()).collect::<Vec<_>>().join(", "),
        }
    }

    /// Its value as it reads where it is not being typed: days as people say them.
    pub(super) fn shown(&self, field: &'static Field, now: &Now) -> String {
        let day = || read_day(self.value(field, now).ok()?.as_str()?).map(|day| dates::say(day, now));
        match field.ty {
            Type::Day(_) => day().unwrap_or_else(|| self.plain()),
            _ => self.plain(),
        }
    }

    /// Puts a text into the input that the keys go to.
    pub(super) fn say(&mut self, text: &str) {
        match self {
            Self::Rows(table) => {
                if let Some(cell) = table.cell_mut() {
                    cell.put(text);
                }
            }
            other => other.put(text),
        }
    }

    /// Puts in what a text says, as if it had been typed; records cannot be typed.
    pub(super) fn put(&mut self, text: &str) {
        match self {
            Self::Text(editor) => editor.set(text),
            Self::Rows(table) => table.set_text(text),
            Self::Choice(words, at) => {
                let found = words.iter().position(|word| *word == text);
                *at = found.or_else(|| words.iter().position(|word| !text.is_empty() && word.starts_with(text)));
            }
            Self::Flag(yes) => {
                *yes = [("yes", true), ("no", false)].iter().find(|(word, _)| *word == text).map(|(_, yes)| *yes);
            }
            Self::Links { .. } => {}
        }
    }

    /// What is typed in it; empty where it is not typed.
    pub(super) fn text(&self) -> String {
        self.editor().map(Editor::text).unwrap_or_default()
    }

    /// The chosen word.
    pub(super) fn word(&self) -> Option<&'static str> {
        match self {
            Self::Choice(words, at) => words.get((*at)?).copied(),
            _ => None,
        }
    }

    /// As a draft keeps it.
    pub(super) fn kept(&self) -> Value {
        match self {
            Self::Text(editor) => Value::from(editor.text()),
            Self::Rows(table) => table.kept(),
            Self::Choice(..) => self.word().map_or(Value::Null, Value::from),
            Self::Flag(yes) => yes.map_or(Value::Null, Value::from),
            Self::Links { picked, .. } => picked
                .iter()
                .map(|link| json!({ "id": link.id.map(|id| id.to_string()), "title": link.title }))
                .collect(),
        }
    }

    /// Puts back what a draft kept.
    pub(super) fn restore(&mut self, kept: &Value) {
        match self {
            Self::Rows(table) => table.restore(kept),
            Self::Text(editor) => {
                if let Some(text) = kept.as_str().filter(|text| *text != editor.text()) {
                    editor.set(text);
                }
            }
            Self::Choice(words, at) => {
                *at = kept.as_str().and_then(|word| words.iter().position(|each| *each == word));
            }
            Self::Flag(yes) => *yes = kept.as_bool(),
            Self::Links { picked, me, .. } => {
                let read = |link: &Value| {
                    let id = link.get("id").and_then(Value::as_str).and_then(Id::read);
                    let title = link.get("title").and_then(Value::as_str)?.to_owned();
                    (id.is_some() || *me).then_some(Link { id, title })
                };
                *picked = kept.as_array().into_iter().flatten().filter_map(read).collect();
            }
        }
    }

    /// The picked records of which only the id is known.
    pub(super) fn untitled(&self) -> Vec<Id> {
        match self {
            Self::Links { picked, .. } => {
                picked.iter().filter(|link| link.title == UNTITLED).filter_map(|link| link.id).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Tells what a picked record is called.
    pub(super) fn entitle(&mut self, id: Id, title: &str) {
        if let Self::Links { picked, .. } = self {
            for link in picked.iter_mut().filter(|link| link.id == Some(id)) {
                title.clone_into(&mut link.title);
            }
        }
    }

    /// Takes a picked record.
    pub(super) fn pick(&mut self, link: Link) {
        match self {
            Self::Links { picked, many, .. } => {
                if !*many {
                    picked.clear();
                }
                if !picked.iter().any(|each| each.id == link.id) {
                    picked.push(link);
                }
            }
            Self::Rows(table) => table.pick(link),
            _ => {}
        }
    }

    /// Does what a key says.
    pub(super) fn key(&mut self, chord: Chord, area: Area) -> Taken {
        let plain = !chord.ctrl && !chord.alt;
        match self {
            Self::Rows(table) => table.key(chord, area),
            Self::Text(editor) => {
                if leaves(editor, chord) {
                    Taken::Nothing
                } else {
                    Taken::Text(editor.key(chord, area))
                }
            }
            Self::Choice(words, at) if plain => {
                let count = words.len().max(1);
                *at = match chord.key {
                    Key::Right | Key::Char(' ') => Some(at.map_or(0, |at| (at + 1) % count)),
                    Key::Left => Some(at.map_or(count - 1, |at| (at + count - 1) % count)),
                    Key::Backspace | Key::Delete => None,
                    Key::Char(c) => {
                        let from = at.map_or(0, |at| at + 1);
                        let order = (from..count).chain(0..from);
                        let found = order.into_iter().find(|n| words.get(*n).is_some_and(|word| word.starts_with(c)));
                        let Some(found) = found else { return Taken::Nothing };
                        Some(found)
                    }
                    _ => return Taken::Nothing,
                };
                Taken::Changed
            }
            Self::Flag(yes) if plain => {
                *yes = match chord.key {
                    Key::Char(' ') | Key::Left | Key::Right => Some(!yes.unwrap_or(false)),
                    Key::Char('y') => Some(true),
                    Key::Char('n') => Some(false),
                    Key::Backspace | Key::Delete => None,
                    _ => return Taken::Nothing,
                };
                Taken::Changed
            }
            Self::Links { kind, me, picked, .. } if plain => match chord.key {
                Key::Enter | Key::Char(' ') => Taken::Pick { kind: *kind, me: *me },
                Key::Backspace | Key::Delete => {
                    if picked.pop().is_some() {
                        Taken::Changed
                    } else {
                        Taken::Nothing
                    }
                }
                _ => Taken::Nothing,
            },
            _ => Taken::Nothing,
        }
    }

    /// What was understood of the text so far, for fields where that is worth saying.
    pub(super) fn understood(&self, field: &'static Field, now: &Now) -> Option<Understood> {
        let text = self.text();
        if text.trim().is_empty() {
            return None;
        }
        let value = match self.value(field, now) {
            Ok(value) => value,
            Err(why) => return Some(Understood::Not(why)),
        };
        let text = value.as_str().unwrap_or_default();
        match field.ty {
            Type::Day(_) => read_day(text)
                .map(|day| Understood::As(format!("{} · {}", dates::say(day, now), dates::distance(day, now)))),
            Type::Instant(_) => read_instant(text).map(|at| {
                let day = now.day_of(at);
                let time = now.local_of(at).format("%H:%M");
                Understood::As(format!("{} {time} · {}", dates::say(day, now), dates::distance(day, now)))
            }),
            // Said back where it was said in units.
            Type::Integer { .. } if self.text().contains(char::is_alphabetic) => {
                let unit = if field.name.contains("min") { "minutes" } else { "days" };
                Some(Understood::As(format!("{value} {unit}")))
            }
            _ => None,
        }
    }

    /// What it comes to, checked against its field; `null` where it is empty.
    ///
    /// # Errors
    /// One sentence, where it cannot be.
    pub(super) fn value(&self, field: &'static Field, now: &Now) -> Result<Value, String> {
        let value = match self {
            Self::Choice(..) => self.word().map_or(Value::Null, Value::from),
            Self::Flag(yes) => yes.map_or(Value::Null, Value::from),
            Self::Links { picked, many, .. } => {
                let mut ids =
                    picked.iter().map(|link| Value::from(link.id.map_or("me".to_owned(), |id| id.to_string())));
                if *many { ids.collect() } else { ids.next().unwrap_or(Value::Null) }
            }
            Self::Rows(table) => table.value(now).map_err(|(.., why)| why)?,
            Self::Text(editor) => read_text(field, &editor.text(), now)?,
        };
        match field.check(&value) {
            Ok(value) => Ok(value.unwrap_or(Value::Null)),
            Err(problem) => Err(format!("It takes {}.", problem.expected)),
        }
    }
}

/// Whether a key leaves a text of several lines over its first or last one.
fn leaves(editor: &Editor, chord: Chord) -> bool {
    let (at, last) = (editor.cursor(), editor.lines().len().saturating_sub(1));
    let end = editor.lines().last().map_or(0, String::len);
    match chord.key {
        Key::Up => at.line == 0 && at.byte == 0,
        Key::Down => at.line == last && at.byte == end,
        _ => false,
    }
}

impl Link {
    fn read(text: &str, links: &[(Id, String)]) -> Option<Self> {
        if text == "me" {
            return Some(Self { id: None, title: "me".to_owned() });
        }
        let id = Id::read(text)?;
        let title = links.iter().find(|(each, _)| *each == id).map_or(UNTITLED, |(_, title)| title);
        Some(Self { id: Some(id), title: title.to_owned() })
    }
}

/// The value of a typed field.
fn read_text(field: &Field, text: &str, now: &Now) -> Result<Value, String> {
    let trimmed = text.trim();
    let expected = || format!("It takes {}.", field.ty.expected());
    Ok(match field.ty {
        _ if trimmed.is_empty() => Value::Null,
        Type::Text => Value::from(text),
        Type::Integer { .. } | Type::Number => {
            in_units(field.name, trimmed).or_else(|| read_number(trimmed)).ok_or_else(expected)?
        }
        Type::Day(lean) => {
            let day = dates::parse_day(trimmed, now, lean).map_err(|error| error.to_string())?;
            Value::from(day.to_string())
        }
        Type::Instant(lean) => {
            let at = dates::parse_instant(trimmed, now, lean).map_err(|error| error.to_string())?;
            Value::from(crate::domain::time::instant_text(at))
        }
        Type::Marks => {
            let marks = trimmed.split([' ', ',']).filter(|mark| !mark.is_empty());
            let mark =
                |mark: &str| if mark == "-" { Some(Value::Null) } else { mark.parse::<i64>().ok().map(Value::from) };
            marks
                .map(mark)
                .collect::<Option<Vec<_>>>()
                .ok_or_else(|| "It takes marks such as 4 3 - 5.".to_owned())?
                .into()
        }
        _ => Value::from(trimmed),
    })
}

/// Minutes and days as people say them: `1 h 30`, `90 min`, `2 weeks`; `None` where no unit is named, or the field counts
/// something else.
fn in_units(field: &str, text: &str) -> Option<Value> {
    const MINUTES: &[(&str, f64)] = &[("h", 60.0), ("hour", 60.0), ("min", 1.0), ("minute", 1.0), ("m", 1.0)];
    const DAYS: &[(&str, f64)] =
        &[("day", 1.0), ("d", 1.0), ("week", 7.0), ("w", 7.0), ("month", 30.0), ("year", 365.0)];
    let units = match field {
        "minutes" | "length_min" => MINUTES,
        "cadence_days" => DAYS,
        _ => return None,
    };
    let (mut sum, mut rest, mut last) = (0.0, text.trim(), None);
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
        let (number, tail) = rest.split_at_checked(end)?;
        let number: f64 = number.replace(',', ".").parse().ok()?;
        let tail = tail.trim_start();
        let end = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
        let (word, tail) = tail.split_at_checked(end)?;
        let one = if word.len() > 1 { word.strip_suffix('s').unwrap_or(word) } else { word };
        let unit = match (word, last) {
            // The half hour of `1 h 30`.
            ("", Some("h" | "hour")) => 1.0,
            _ => units.iter().find(|(name, _)| *name == one).map(|(_, worth)| *worth)?,
        };
        sum += number * unit;
        last = Some(one);
        rest = tail.trim_start();
    }
    let whole = sum.round();
    (last.is_some() && (sum - whole).abs() < 1e-6 && whole.abs() < 1e9)
        .then(|| serde_json::from_str(&format!("{whole:.0}")).ok())
        .flatten()
}

/// A number as people write it, with a point or a comma.
fn read_number(text: &str) -> Option<Value> {
    if let Ok(whole) = text.parse::<i64>() {
        return Some(Value::from(whole));
    }
    let float: f64 = text.replace(',', ".").parse().ok()?;
    Number::from_f64(float).map(Value::Number)
}
