//! Captures: a text, taken apart by the grammar, becomes one change set; its names are looked up here.

use serde_json::Value;

use super::{Error, Match, Named, Patch, Reader, Result, Writer};
use crate::domain::capture::{self, Draft, DraftValue, Found, Known, Names, Options, Plan, PreviewLine, Target};
use crate::domain::{Day, Fields, Id, Kind, Now, Record, Visibility};

/// What a capture became.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// The meeting, where it was one.
    pub meeting: Option<Record>,
    /// The note, where it was none.
    pub note: Option<Record>,
    /// Everything else that was made.
    pub created: Vec<Record>,
    /// What was there already and changed: this week's pulse.
    pub changed: Vec<Record>,
    /// One sentence each.
    pub warnings: Vec<String>,
}

impl Taken {
    /// Everything, the most important first.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.meeting.iter().chain(&self.note).chain(&self.created).chain(&self.changed)
    }

    /// Their ids.
    #[must_use]
    pub fn ids(&self) -> Vec<Id> {
        self.records().map(|record| record.id).collect()
    }

    /// `1 meeting · 2 actions · 1 insight`.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut counts: Vec<(Kind, usize)> = Vec::new();
        for record in self.records() {
            match counts.iter_mut().find(|(kind, _)| *kind == record.kind) {
                Some((_, count)) => *count += 1,
                None => counts.push((record.kind, 1)),
            }
        }
        let parts = counts.into_iter().map(|(kind, count)| {
            let spec = kind.spec();
            let name = match (kind, count) {
                (Kind::Reflection, 1) if self.note.is_some() => "note",
                (_, 1) => spec.label,
                _ => spec.plural,
            };
            format!("{count} {name}")
        });
        parts.collect::<Vec<_>>().join(" · ")
    }

    /// What the history says of it.
    #[must_use]
    pub fn label(&self) -> String {
        match self.meeting.as_ref().or(self.note.as_ref()) {
            Some(record) => format!("captured “{}”", record.title),
            None => "captured".to_owned(),
        }
    }
}

/// The names a journal knows.
struct Journal<'a> {
    reader: Reader<'a>,
    now: &'a Now,
}

impl Journal<'_> {
    fn found(&self, words: &str, kind: Kind) -> Found {
        match self.reader.named_one(words, kind) {
            Ok(Match::One(id)) => match self.reader.title(id) {
                Ok(Some(title)) => Found::One { id, title },
                _ => Found::None,
            },
            Ok(Match::Several(named)) => Found::Several(named.into_iter().map(|n| (n.id, n.title)).collect()),
            Ok(Match::None) | Err(_) => Found::None,
        }
    }
}

impl Names for Journal<'_> {
    fn person(&self, words: &str) -> Found {
        self.found(words, Kind::Person)
    }

    fn goal(&self, words: &str) -> Found {
        self.found(words, Kind::Goal)
    }

    fn pulse_of_week(&self, day: Day) -> Option<Id> {
        self.reader.pulse_of_week(day, self.now).ok().flatten()
    }

    fn meeting(&self, id: Id) -> Option<Known> {
        let record = self.reader.find(id).ok().flatten().filter(|record| record.kind == Kind::Meeting)?;
        let people = self.reader.links(&record).ok()?.into_iter().filter(|link| link.role == "people");
        Some(Known {
            people: people.map(|link| (link.id, link.title)).collect(),
            notes: record.text("notes").to_owned(),
            state: record.text("state").to_owned(),
        })
    }

    fn industry(&self, person: Id) -> Option<String> {
        let record = self.reader.find(person).ok().flatten()?;
        Some(record.text("industry").to_owned()).filter(|industry| !industry.is_empty())
    }
}

impl Reader<'_> {
    /// What a capture text would become: lines for the preview, and warnings.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn preview(&self, text: &str, options: &Options, now: &Now) -> Result<(Vec<PreviewLine>, Vec<String>)> {
        let plan = self.plan(text, options, now);
        let lines = capture::describe(&plan, now);
        let mut warnings = plan.warnings.clone();
        warnings.extend(plan.ambiguous.iter().map(|a| several(&a.words, &a.candidates)));
        Ok((lines, warnings))
    }

    /// The plan of a capture.
    #[must_use]
    pub fn plan(&self, text: &str, options: &Options, now: &Now) -> Plan {
        let parsed = capture::parse(text, now, options);
        capture::plan(&parsed, text, now, &Journal { reader: *self, now })
    }
}

/// A name that fits several.
fn several(words: &str, candidates: &[(Id, String)]) -> String {
    let names: Vec<_> = candidates.iter().map(|(_, title)| format!("@\"{title}\"")).collect();
    format!("“{words}” fits several: {}", names.join(", "))
}

impl Writer<'_> {
    /// Takes a capture in; `default` says who may see new records of a kind.
    ///
    /// # Errors
    /// [`Error::Ambiguous`] where a name fits several, and where the file cannot be written.
    pub fn take_in(&mut self, text: &str, options: &Options, default: &dyn Fn(Kind) -> Visibility) -> Result<Taken> {
        let now = self.now();
        let plan = self.read().plan(text, options, &now);
        if let Some(first) = plan.ambiguous.first() {
            let mut found = Vec::new();
            for (id, title) in &first.candidates {
                let Some(record) = self.read().find(*id)? else { continue };
                let short_id = self.read().short_id(*id, record.kind)?;
                found.push(Named { id: *id, kind: record.kind, short_id, title: title.clone() });
            }
            return Err(Error::Ambiguous { words: first.words.clone(), found });
        }
        if let Some(goal) = plan.missing {
            return Err(Error::NoSuch { kind: Kind::Goal, words: goal });
        }
        let mut taken = Taken { warnings: plan.warnings, ..Taken::default() };
        // Ids first: a draft may link to one that comes after it.
        let ids: Vec<Id> = plan.drafts.iter().map(|_| self.new_id()).collect();
        // People first: a meeting is named after them.
        let (people, others): (Vec<_>, Vec<_>) =
            ids.iter().copied().zip(plan.drafts).partition(|(_, draft)| draft.kind == Kind::Person);
        for (id, draft) in people.into_iter().chain(others) {
            self.take_draft(draft, id, &ids, default, &mut taken)?;
        }
        Ok(taken)
    }

    fn take_draft(
        &mut self,
        draft: Draft,
        id: Id,
        ids: &[Id],
        default: &dyn Fn(Kind) -> Visibility,
        taken: &mut Taken,
    ) -> Result<()> {
        let mut fields = Fields::new();
        for (name, value) in draft.fields {
            fields.insert(name.to_owned(), linked(value, ids));
        }
        if let Some(existing) = draft.edits {
            let mut tags = self.read().find(existing)?.map(|record| record.tags).unwrap_or_default();
            tags.extend(draft.tags.into_iter().filter(|tag| !tags.contains(tag)).collect::<Vec<_>>());
            let record = self.edit(existing, &Patch { fields, tags: Some(tags), visibility: None })?;
            match record.kind {
                Kind::Meeting => taken.meeting = Some(record),
                _ => taken.changed.push(record),
            }
            return Ok(());
        }
        let mut record = Record::new(id, draft.kind, &self.now());
        for (name, value) in fields {
            record.set(&name, value);
        }
        record.tags = draft.tags;
        record.visibility = default(draft.kind);
        let record = self.create(record)?;
        match record.kind {
            Kind::Meeting => taken.meeting = Some(record),
            Kind::Reflection => taken.note = Some(record),
            _ => taken.created.push(record),
        }
        Ok(())
    }
}

/// A planned value with its links as ids.
fn linked(value: DraftValue, ids: &[Id]) -> Value {
    let id = |target: Target| match target {
        Target::Existing(id) => Value::from(id.to_string()),
        Target::New(n) => ids.get(n).map_or(Value::Null, |id| Value::from(id.to_string())),
    };
    match value {
        DraftValue::Value(value) => value,
        DraftValue::Link(target) => id(target),
        DraftValue::Links(targets) => Value::Array(targets.into_iter().map(id).collect()),
    }
}
