//! One record: what every kind has in common, and its fields by name.

use serde::de::DeserializeOwned;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::field::{Problem, Type};
use super::id::Id;
use super::kinds::{Described, Kind, is_empty};
use super::time::{Day, Instant, Now, instant_text};

/// Field values by name; empty ones are left out. Fields this version does not know are kept.
pub type Fields = Map<String, Value>;

/// Who may see a record in a share; nothing leaves until a share is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Visibility {
    /// Nobody but me.
    #[default]
    Private,
    /// Everyone with a mentorship that is not closed or declined.
    Mentors,
    /// These people.
    People(Vec<Id>),
}

impl Visibility {
    /// As in JSON: `"private"`, `"mentors"`, or a list of ids.
    #[must_use]
    pub fn to_json(&self) -> Value {
        match self {
            Self::Private => Value::from("private"),
            Self::Mentors => Value::from("mentors"),
            Self::People(people) => people.iter().map(ToString::to_string).collect::<Vec<_>>().into(),
        }
    }

    /// From JSON; an empty list is private.
    ///
    /// # Errors
    /// Where it is none of the three.
    pub fn from_json(value: &Value) -> Result<Self, Problem> {
        let wrong = || Problem {
            field: "visibility".to_owned(),
            got: value.to_string(),
            expected: "private, mentors, or a list of people".to_owned(),
        };
        match value {
            Value::Null => Ok(Self::Private),
            Value::String(word) if word == "private" => Ok(Self::Private),
            Value::String(word) if word == "mentors" => Ok(Self::Mentors),
            Value::Array(list) if list.is_empty() => Ok(Self::Private),
            Value::Array(list) => {
                let people = list.iter().map(|id| id.as_str().and_then(Id::read)).collect::<Option<Vec<_>>>();
                people.map(Self::People).ok_or_else(wrong)
            }
            _ => Err(wrong()),
        }
    }
}

/// One record of a journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Its identity, for ever.
    pub id: Id,
    /// What it is.
    pub kind: Kind,
    /// What lists show: the title field, or a line made from the others.
    pub title: String,
    /// When it was made.
    pub created: Instant,
    /// When it last changed.
    pub updated: Instant,
    /// When it went into the trash, where it is there.
    pub deleted: Option<Instant>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Its tags, without `#`.
    pub tags: Vec<String>,
    /// Its own fields.
    pub fields: Fields,
}

impl Record {
    /// A new record with the defaults of its kind.
    #[must_use]
    pub fn new(id: Id, kind: Kind, now: &Now) -> Self {
        let mut fields = Fields::new();
        for field in kind.spec().fields {
            if let Some(value) = field.default_value(now) {
                fields.insert(field.name.to_owned(), value);
            }
        }
        Self {
            id,
            kind,
            title: String::new(),
            created: now.at,
            updated: now.at,
            deleted: None,
            visibility: Visibility::Private,
            tags: Vec::new(),
            fields,
        }
    }

    /// What it is, as a sentence names it: `the goal “Cut weekly replanning”`.
    #[must_use]
    pub fn named(&self) -> String {
        format!("the {} “{}”", self.kind.label(), self.title)
    }

    /// A field's value; `null` where unset.
    #[must_use]
    pub fn get(&self, field: &str) -> &Value {
        self.fields.get(field).unwrap_or(&Value::Null)
    }

    /// A field's text; empty where unset or no text.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.get(field).as_str().unwrap_or_default()
    }

    /// A field's date.
    #[must_use]
    pub fn day(&self, field: &str) -> Option<Day> {
        super::time::read_day(self.text(field))
    }

    /// A field's instant.
    #[must_use]
    pub fn instant(&self, field: &str) -> Option<Instant> {
        super::time::read_instant(self.text(field))
    }

    /// The record a field links to.
    #[must_use]
    pub fn link(&self, field: &str) -> Option<Id> {
        Id::read(self.text(field))
    }

    /// Sets a field to a checked value; an empty one clears it.
    pub fn set(&mut self, field: &str, value: Value) {
        if is_empty(&value) {
            self.fields.remove(field);
        } else {
            self.fields.insert(field.to_owned(), value);
        }
    }

    /// The fields as their kind's struct.
    ///
    /// # Errors
    /// Where a stored value is not of its field's type (a file written by other hands).
    pub fn read<T: Described + DeserializeOwned>(&self) -> serde_json::Result<T> {
        serde_json::from_value(Value::Object(self.fields.clone()))
    }

    /// Every record this one links to, with the field that does.
    #[must_use]
    pub fn links(&self) -> Vec<(&'static str, Id)> {
        let mut links = Vec::new();
        let mut add = |role, value: &Value| {
            if let Some(id) = value.as_str().and_then(Id::read) {
                links.push((role, id));
            }
        };
        for field in self.kind.spec().fields {
            let value = self.get(field.name);
            match field.ty {
                Type::Link(_) | Type::AnyLink | Type::Owner => add(field.name, value),
                Type::Links(_) => value.as_array().into_iter().flatten().for_each(|item| add(field.name, item)),
                _ => {}
            }
        }
        links
    }

    /// Takes every link to a thing that is gone out, and takes it out of those who may see this. `true` where there was
    /// one.
    pub fn forget(&mut self, gone: &dyn Fn(Id) -> bool) -> bool {
        let is_gone = |value: &Value| value.as_str().and_then(Id::read).is_some_and(gone);
        let mut found = false;
        for field in self.kind.spec().fields {
            let Some(value) = self.fields.get_mut(field.name) else { continue };
            match (field.ty, &mut *value) {
                (Type::Link(_) | Type::AnyLink | Type::Owner, link) if is_gone(link) => {
                    *link = Value::Null;
                    found = true;
                }
                (Type::Links(_), Value::Array(list)) => {
                    let before = list.len();
                    list.retain(|link| !is_gone(link));
                    found |= list.len() < before;
                }
                (Type::Rows(columns), Value::Array(rows)) => {
                    for column in columns.iter().filter(|column| column.links_to().is_some()) {
                        for link in
                            rows.iter_mut().filter_map(|row| row.get_mut(column.name)).filter(|link| is_gone(link))
                        {
                            *link = Value::Null;
                            found = true;
                        }
                    }
                }
                _ => {}
            }
            if is_empty(value) {
                self.fields.remove(field.name);
            }
        }
        if let Visibility::People(people) = &mut self.visibility {
            let before = people.len();
            people.retain(|id| !gone(*id));
            found |= people.len() < before;
            if people.is_empty() {
                self.visibility = Visibility::Private;
            }
        }
        found
    }

    /// The title to show when there is nothing to look up: the title field cut to one line, or a line made from the
    /// fields. Titles that name other records are made by the store, which can look them up.
    #[must_use]
    pub fn own_title(&self) -> Option<String> {
        let spec = self.kind.spec();
        match self.kind {
            Kind::CheckIn => Some(match (self.get("value"), self.get("rating")) {
                (Value::Null, Value::Null) => first_words(self.text("note")),
                (Value::Null, rating) => format!("{rating} of 5"),
                (value, _) => value.to_string(),
            }),
            Kind::Pulse => {
                let marks = ["energy", "interest", "effect"];
                let said = marks.iter().filter(|mark| !self.get(mark).is_null());
                Some(said.map(|mark| format!("{mark} {}", self.get(mark))).collect::<Vec<_>>().join(", "))
            }
            _ => {
                let text = self.text(spec.title);
                match spec.title_field().map(|field| field.ty) {
                    Some(Type::Text) => Some(first_words(text)),
                    _ if text.is_empty() => None,
                    _ => Some(text.to_owned()),
                }
            }
        }
    }
}

/// Names in a record's JSON that are no fields of its kind.
const COMMON: &[&str] = &["id", "short_id", "kind", "title", "created", "updated", "deleted", "visibility", "tags"];

impl Record {
    /// Reads a record from its JSON: known fields are checked and brought into their stored form, unknown ones kept as
    /// they are. The title is the title field's where that is one line, else the one given, which may be empty.
    ///
    /// # Errors
    /// [`Problem`] for the first thing that is missing or wrong.
    pub fn from_json(json: &Fields) -> Result<Self, Problem> {
        let wrong = |field: &str, expected: &str| Problem {
            field: field.to_owned(),
            got: json.get(field).map_or_else(|| "nothing".to_owned(), ToString::to_string),
            expected: expected.to_owned(),
        };
        let text = |field: &str| json.get(field).and_then(Value::as_str);
        let instant = |field: &str| {
            text(field)
                .and_then(super::time::read_instant)
                .ok_or_else(|| wrong(field, "a time such as 2026-11-22T09:00:00Z"))
        };
        let kind = text("kind").and_then(Kind::read).ok_or_else(|| wrong("kind", "the name of a kind"))?;
        let tags = match json.get("tags").unwrap_or(&Value::Null) {
            Value::Null => Vec::new(),
            Value::Array(tags) => {
                let tags = tags.iter().map(|tag| tag.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>();
                tags.ok_or_else(|| wrong("tags", "a list of texts"))?
            }
            _ => return Err(wrong("tags", "a list of texts")),
        };
        let spec = kind.spec();
        let mut record = Self {
            id: text("id").and_then(Id::read).ok_or_else(|| wrong("id", "a UUID"))?,
            kind,
            title: text("title").unwrap_or_default().to_owned(),
            created: instant("created")?,
            updated: instant("updated")?,
            deleted: if json.get("deleted").is_none_or(Value::is_null) { None } else { Some(instant("deleted")?) },
            visibility: Visibility::from_json(json.get("visibility").unwrap_or(&Value::Null))?,
            tags,
            fields: Fields::new(),
        };
        for (name, value) in json {
            match spec.field(name) {
                Some(field) => record.set(name, field.check(value)?.unwrap_or(Value::Null)),
                None if COMMON.contains(&name.as_str()) => {}
                // The history marks a record's common parts so; a field of that name would be taken for one.
                None if name.starts_with('@') => return Err(wrong(name, "a field whose name begins with a letter")),
                None => record.set(name, value.clone()),
            }
        }
        if matches!(spec.title_field().map(|field| field.ty), Some(Type::Line | Type::Number)) {
            record.title = record.own_title().unwrap_or_default();
        }
        Ok(record)
    }

    /// The first required field that is not there; of a record that is changed, the first that was there `before`. What
    /// something needs can be deleted for good, and what is left of it can still be worked with.
    #[must_use]
    pub fn missing(&self, before: Option<&Self>) -> Option<&'static str> {
        let gone = |name: &str| self.get(name).is_null() && before.is_none_or(|before| !before.get(name).is_null());
        let fields = self.kind.spec().fields.iter();
        fields.filter(|field| field.required).find(|field| gone(field.name)).map(|field| field.name)
    }
}

/// The first words of a text, one line of at most seventy characters, cut at a word.
#[must_use]
pub fn first_words(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let Some((end, _)) = line.char_indices().nth(70) else { return line.to_owned() };
    let head = line.get(..end).unwrap_or(line);
    let cut = head.rfind(char::is_whitespace).and_then(|at| head.get(..at)).filter(|cut| !cut.is_empty());
    format!("{}…", cut.unwrap_or(head).trim_end_matches([',', ';', ':', ' ']))
}

/// A record as JSON, its keys in the order of its kind's table, every field present.
pub struct Json<'a> {
    /// The record.
    pub record: &'a Record,
    /// Its short id, where asked for (exports have none).
    pub short_id: Option<&'a str>,
    /// Derived values that follow the fields.
    pub derived: Option<&'a Fields>,
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record = self.record;
        let spec = record.kind.spec();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &record.id)?;
        if let Some(short_id) = self.short_id {
            map.serialize_entry("short_id", short_id)?;
        }
        map.serialize_entry("kind", spec.name)?;
        map.serialize_entry("title", &record.title)?;
        map.serialize_entry("created", &instant_text(record.created))?;
        map.serialize_entry("updated", &instant_text(record.updated))?;
        if let Some(deleted) = record.deleted {
            map.serialize_entry("deleted", &instant_text(deleted))?;
        }
        map.serialize_entry("visibility", &record.visibility.to_json())?;
        map.serialize_entry("tags", &record.tags)?;
        for field in spec.fields.iter().filter(|field| field.name != "title") {
            match record.fields.get(field.name) {
                Some(value) => map.serialize_entry(field.name, value)?,
                None if field.later => {}
                None => map.serialize_entry(field.name, &field.empty())?,
            }
        }
        for (name, value) in record.fields.iter().filter(|(name, _)| spec.field(name).is_none()) {
            map.serialize_entry(name, value)?;
        }
        for (name, value) in self.derived.into_iter().flatten() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::Field;
    use crate::domain::{Zone, time::read_instant};
    use serde_json::json;

    fn id(last: u8) -> Id {
        Id::from_bytes(&[last; 16]).expect("an id")
    }

    /// A value of a field that leads to these, where the field can lead anywhere.
    fn leading(field: &Field, ids: &[Id]) -> Value {
        match field.ty {
            Type::Link(_) | Type::AnyLink | Type::Owner => ids.first().map(ToString::to_string).into(),
            Type::Links(_) => ids.iter().map(ToString::to_string).collect::<Vec<_>>().into(),
            Type::Rows(columns) => {
                let row = |id: &Id| columns.iter().map(|c| (c.name.to_owned(), leading(c, &[*id]))).collect::<Fields>();
                ids.iter().map(|id| Value::Object(row(id))).collect::<Vec<_>>().into()
            }
            _ => Value::Null,
        }
    }

    #[test]
    fn what_is_gone_is_forgotten_in_every_field_and_nothing_else_is() {
        let now = Now::new(read_instant("2026-11-22T09:00:00Z").expect("an instant"), Zone::UTC);
        let (gone, stays) = (id(1), id(2));
        for kind in Kind::ALL {
            let mut record = Record::new(id(9), *kind, &now);
            for field in kind.spec().fields {
                record.set(field.name, leading(field, &[gone, stays]));
            }
            record.visibility = Visibility::People(vec![gone]);
            let before = record.clone();
            assert!(!record.forget(&|id| id == self::id(7)), "{}", kind.name());
            assert_eq!(record, before);
            assert!(record.forget(&|id| id == gone), "{}", kind.name());
            assert!(record.links().iter().all(|(_, id)| *id == stays), "{}", kind.name());
            let count = |record: &Record| record.links().iter().filter(|(_, id)| *id == stays).count();
            assert_eq!(count(&record), count(&before), "{}", kind.name());
            assert_eq!(record.visibility, Visibility::Private);
            assert!(!record.forget(&|id| id == gone), "{}: once is enough", kind.name());
            assert_eq!(record.fields.get("title"), before.fields.get("title"), "{}", kind.name());
        }
        let mut shared = Record::new(id(9), Kind::Action, &now);
        shared.visibility = Visibility::People(vec![gone, stays]);
        shared.set("owner", json!("me"));
        assert!(shared.forget(&|id| id == gone));
        assert_eq!(
            (shared.visibility, shared.fields.get("owner")),
            (Visibility::People(vec![stays]), Some(&json!("me")))
        );
    }
}
