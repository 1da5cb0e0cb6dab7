//! Builds a share: what may leave, in which words. Whoever calls may hand in the whole journal; what is not for this
//! person is left out here, whatever was asked.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Asked, CHAPTERS, Chart, Item, Line, Share, Stands, half};
use crate::domain::Id;
use crate::domain::brief::Verb;
use crate::domain::field::{Field, Leaves, Type};
use crate::domain::kinds::Kind;
use crate::domain::learning::glossary::{Searched, letters};
use crate::domain::record::{Record, Visibility, first_words};
use crate::domain::time::{Day, Instant, Now, read_day, read_instant};

/// The most things that are asked of one reader.
const ASKED_MAX: usize = 8;

/// What of all that may leave is to leave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scope {
    /// Only what is dated, or was changed, on this day or later.
    pub since: Option<Day>,
    /// Only what was made or changed after this.
    pub changed_since: Option<Instant>,
    /// Only what is dated on this day or earlier.
    pub until: Option<Day>,
    /// Only these kinds; all where empty.
    pub kinds: Vec<Kind>,
    /// Only these things, which may leave whatever their visibility; all that may where empty.
    pub only: Vec<Id>,
    /// Not these.
    pub without: Vec<Id>,
    /// Not these lines: an item's record and the label of a field.
    pub hidden: Vec<(Id, String)>,
    /// Whether how to reach people is told too.
    pub contacts: bool,
    /// Whether my own marks of an evaluation are told too. Without them theirs are freer.
    pub marks: bool,
}

/// The share before this one.
#[derive(Clone, Debug, PartialEq)]
pub struct Last {
    /// When it was made.
    pub made: Instant,
    /// What was in it.
    pub had: BTreeSet<Id>,
}

/// What a share is built from.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The id of the share.
    pub share: &'a str,
    /// Who shares, by name.
    pub from: &'a str,
    /// With whom.
    pub person: Id,
    /// Their name.
    pub to: &'a str,
    /// Whether what is for all mentors is for them.
    pub mentor: bool,
    /// The records to choose from.
    pub records: &'a [Record],
    /// Where goals stand. Only for goals that rest on nothing the person may not see.
    pub stands: &'a BTreeMap<Id, Stands>,
    /// The evaluations that are with this person and lack their half.
    pub halves: &'a BTreeSet<Id>,
    /// The lines of an evaluation, in words.
    pub lines: &'a [String],
    /// What is to leave.
    pub scope: &'a Scope,
    /// The share before this one.
    pub last: Option<&'a Last>,
    /// When it is made.
    pub now: &'a Now,
}

/// A share, and which record each of its items is: the one never leaves with the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Built {
    /// What leaves.
    pub share: Share,
    /// The record of each item, in the order of the items.
    pub records: Vec<(Id, Kind)>,
}

/// Whether a record may leave for this person, `mentor` saying whether what is for all mentors is for them.
#[must_use]
pub fn may_leave(record: &Record, person: Id, mentor: bool, scope: &Scope) -> bool {
    let seen = match &record.visibility {
        Visibility::Private => false,
        Visibility::Mentors => mentor,
        Visibility::People(people) => people.contains(&person),
    };
    let named = scope.only.contains(&record.id);
    let sharable = CHAPTERS.iter().any(|(_, kinds)| kinds.contains(&record.kind));
    record.deleted.is_none() && sharable && (seen || named)
}

/// Whether a thing is suggested for somebody's share where it is linked to them: goals, promises, advice and decisions
/// are, what was written looking back is not.
#[must_use]
pub fn suggested(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Goal
            | Kind::Milestone
            | Kind::CheckIn
            | Kind::Action
            | Kind::Advice
            | Kind::Decision
            | Kind::Question
            | Kind::Introduction
            | Kind::Agreement
    )
}

/// Whether a record is within what is to leave.
fn within(record: &Record, scope: &Scope, now: &Now) -> bool {
    if scope.without.contains(&record.id) {
        return false;
    }
    if !scope.only.is_empty() {
        return scope.only.contains(&record.id);
    }
    let day = dated(record, now).unwrap_or_else(|| now.day_of(record.created));
    let changed = now.day_of(record.updated);
    (scope.kinds.is_empty() || scope.kinds.contains(&record.kind))
        && scope.since.is_none_or(|since| day.max(changed) >= since)
        && scope.until.is_none_or(|until| day <= until)
        && scope.changed_since.is_none_or(|since| record.updated > since)
}

/// The day a record says it is about.
fn dated(record: &Record, now: &Now) -> Option<Day> {
    let text = record.text(record.kind.spec().day);
    read_day(text).or_else(|| read_instant(text).map(|at| now.day_of(at)))
}

/// Builds the share; `name` gives each item an id.
#[must_use]
pub fn build(given: &Given<'_>, name: &mut dyn FnMut() -> String) -> Built {
    let leaves = |record: &&Record| {
        may_leave(record, given.person, given.mentor, given.scope) && within(record, given.scope, given.now)
    };
    let mut chosen: Vec<&Record> = given.records.iter().filter(leaves).collect();
    chosen.extend(explaining(given, &chosen));
    chosen.sort_by_key(|record| place(record, given.now));
    chosen.dedup_by_key(|record| record.id);
    let names: BTreeMap<Id, String> = chosen.iter().map(|record| (record.id, name())).collect();
    let view = View { given, chosen: chosen.iter().map(|record| (record.id, *record)).collect(), names };
    let mut share = Share {
        share: given.share.to_owned(),
        from: given.from.to_owned(),
        to: given.to.to_owned(),
        made: given.now.today(),
        since: given.last.map(|last| given.now.day_of(last.made)),
        asked: Vec::new(),
        items: Vec::new(),
    };
    let mut hanging: BTreeMap<Option<Id>, Vec<&Record>> = BTreeMap::new();
    for record in &chosen {
        hanging.entry(view.parent(record)).or_default().push(record);
    }
    let mut records = Vec::new();
    for record in hanging.get(&None).into_iter().flatten() {
        let under = hanging.get(&Some(record.id)).map(Vec::as_slice).unwrap_or_default();
        for record in std::iter::once(record).chain(under) {
            share.items.push(view.item(record, under));
            records.push((record.id, record.kind));
        }
    }
    share.asked = view.asked(&chosen);
    Built { share, records }
}

/// The words that what leaves uses and that they may see, where only the scope would keep them: a page explains itself.
/// Things that were named by hand leave alone.
fn explaining<'a>(given: &Given<'a>, chosen: &[&'a Record]) -> Vec<&'a Record> {
    let words = given.records.iter().filter(|record| {
        record.kind == Kind::Term
            && given.scope.only.is_empty()
            && !given.scope.without.contains(&record.id)
            && may_leave(record, given.person, given.mentor, given.scope)
            && !within(record, given.scope, given.now)
    });
    let words: Vec<&Record> = words.collect();
    if words.is_empty() {
        return words;
    }
    let all = chosen.iter().map(|record| (record.id, *record)).collect();
    let view = View { given, chosen: all, names: BTreeMap::new() };
    let told = |record: &&Record| {
        let lines = view.lines(record).into_iter().map(|line| line.text);
        std::iter::once(view.title(record)).chain(lines).collect::<Vec<_>>()
    };
    let text = Searched::new(&chosen.iter().flat_map(told).collect::<Vec<_>>().join("\n"));
    words.into_iter().filter(|word| text.place(&letters(word.text("title"))).is_some()).collect()
}

/// The order of reading: by chapter, what is open first, what is due first, then the newest.
fn place(record: &Record, now: &Now) -> (usize, bool, Option<Day>, std::cmp::Reverse<Option<Day>>, Id) {
    let chapter = CHAPTERS.iter().position(|(_, kinds)| kinds.contains(&record.kind)).unwrap_or(CHAPTERS.len());
    let spec = record.kind.spec();
    let closed = spec.closed.contains(&record.text("state"));
    let due = if closed || record.kind == Kind::Meeting { None } else { read_day(record.text(spec.due)) };
    // What has no due day comes after what has one.
    let due = due.or(if closed { None } else { Some(Day::MAX) });
    (chapter, closed, due, std::cmp::Reverse(dated(record, now)), record.id)
}

/// One person's view of what leaves.
struct View<'a> {
    given: &'a Given<'a>,
    chosen: BTreeMap<Id, &'a Record>,
    names: BTreeMap<Id, String>,
}

impl View<'_> {
    /// The thing a record hangs on, where that leaves too.
    fn parent(&self, record: &Record) -> Option<Id> {
        let (field, kind) = match record.kind {
            Kind::CheckIn | Kind::Milestone => ("goal", Kind::Goal),
            Kind::Rating => ("skill", Kind::Skill),
            _ => return None,
        };
        // A link that leads to something else hangs it on nothing.
        record.link(field).filter(|id| self.chosen.get(id).is_some_and(|parent| parent.kind == kind))
    }

    fn item(&self, record: &Record, under: &[&Record]) -> Item {
        let news = match self.given.last {
            None => "",
            Some(last) if !last.had.contains(&record.id) => "new",
            Some(last) if record.updated > last.made => "changed",
            Some(_) => "",
        };
        let stands = self.given.stands.get(&record.id).filter(|_| record.kind == Kind::Goal);
        let name = self.names.get(&record.id).cloned().unwrap_or_default();
        Item {
            item: name.clone(),
            kind: record.kind.name().to_owned(),
            title: self.title(record),
            day: self.told(record, record.kind.spec().day).and_then(|_| dated(record, self.given.now)),
            state: self.told(record, "state").and_then(Value::as_str).map(str::to_owned),
            under: self.parent(record).and_then(|id| self.names.get(&id).cloned()),
            news: news.to_owned(),
            rate: matches!(record.kind, Kind::Goal | Kind::Skill),
            lines: self.lines(record),
            stands: stands.cloned(),
            chart: if record.kind == Kind::Goal { chart(record, under, self.given.now) } else { None },
            blanks: if self.given.halves.contains(&record.id) {
                half::blanks(&name, self.given.lines)
            } else {
                Vec::new()
            },
        }
    }

    /// Whether a field of a kind leaves.
    fn leaves(&self, kind: Kind, field: &Field) -> bool {
        match field.leaves {
            Leaves::Told => true,
            Leaves::Asked if kind == Kind::Evaluation => self.given.scope.marks,
            Leaves::Asked => self.given.scope.contacts,
            Leaves::Kept | Leaves::Unsaid => false,
        }
    }

    /// A field's value, where it leaves and there is one.
    fn told<'r>(&self, record: &'r Record, name: &str) -> Option<&'r Value> {
        let spec = record.kind.spec();
        let field = spec.field(name).filter(|field| self.leaves(record.kind, field))?;
        let hidden = |(id, label): &(Id, String)| {
            *id == record.id && (label == field.label || label.is_empty() && field.name == spec.title)
        };
        // A title is what a thing is called, and cannot be hidden but with it; a text can.
        if self.given.scope.hidden.iter().any(hidden) && !(field.name == spec.title && matches!(field.ty, Type::Line)) {
            return None;
        }
        record.fields.get(field.name).filter(|value| !value.is_null())
    }

    /// What a thing is called: in its own words, else by its kind and day. A title made from names that stay would tell
    /// them.
    fn title(&self, record: &Record) -> String {
        let spec = record.kind.spec();
        let own = match record.kind {
            Kind::CheckIn => self.standing(record),
            Kind::Rating => self.told(record, "own").map(|own| format!("{own} of 5")).unwrap_or_default(),
            Kind::Pulse => record.own_title().unwrap_or_default(),
            _ => self.told(record, spec.title).and_then(Value::as_str).map(first_words).unwrap_or_default(),
        };
        if !own.is_empty() {
            return own;
        }
        let mut label = spec.label.to_owned();
        if let Some(first) = label.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        match dated(record, self.given.now) {
            Some(day) if self.told(record, spec.day).is_some() => format!("{label}, {}", day.format("%-d %b %Y")),
            _ => label,
        }
    }

    /// A check-in in a few words.
    fn standing(&self, record: &Record) -> String {
        let goal = record.link("goal").and_then(|id| self.chosen.get(&id));
        let unit = goal.and_then(|goal| self.told(goal, "unit")).and_then(Value::as_str).unwrap_or_default();
        match (self.told(record, "value"), self.told(record, "rating")) {
            (Some(value), _) => format!("{value} {unit}").trim().to_owned(),
            (None, Some(rating)) => format!("{rating} of 5"),
            (None, None) => first_words(record.text("note")),
        }
    }

    fn lines(&self, record: &Record) -> Vec<Line> {
        let spec = record.kind.spec();
        let title = self.title(record);
        let mut lines = Vec::new();
        for field in spec.fields {
            let text =
                self.told(record, field.name).map(|value| self.text(record.kind, field, value)).unwrap_or_default();
            let body = field.name == spec.title && matches!(field.ty, Type::Text | Type::Line);
            let label = if body { "" } else { field.label };
            let said = (field.name == spec.title && (!body || text.trim() == title))
                || field.name == spec.day
                || field.name == "state"
                || (self.parent(record).is_some() && matches!(field.name, "goal" | "skill"))
                || (record.kind == Kind::Rating && field.name == "own")
                || (record.kind == Kind::Pulse && ["energy", "interest", "effect"].contains(&field.name))
                || (record.kind == Kind::CheckIn && matches!(field.name, "source" | "rating"))
                || (field.name == "note" && text.trim() == title);
            if !said && !text.trim().is_empty() {
                lines.push(Line { label: label.to_owned(), text });
            }
        }
        lines
    }

    /// A value in words. What it links to is named where that leaves too; instants become days.
    fn text(&self, kind: Kind, field: &Field, value: &Value) -> String {
        match (field.ty, value) {
            (Type::Link(_) | Type::AnyLink | Type::Owner, Value::String(text)) => self.named(text),
            (Type::Links(_), Value::Array(list)) => {
                let names = list.iter().filter_map(Value::as_str).map(|id| self.named(id));
                names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
            }
            (Type::Instant(_), Value::String(text)) => {
                read_instant(text).map(|at| day_text(self.given.now.day_of(at))).unwrap_or_default()
            }
            (Type::Day(_), Value::String(text)) => read_day(text).map(day_text).unwrap_or_default(),
            (Type::Rows(columns), Value::Array(rows)) => {
                let row = |row: &Value| {
                    let cell = |column: &Field| {
                        let value =
                            row.get(column.name).filter(|value| !value.is_null() && self.leaves(kind, column))?;
                        let text = self.text(kind, column, value);
                        let number = value.is_number();
                        let text = if number { format!("{} {text}", column.label.to_lowercase()) } else { text };
                        (!text.is_empty()).then_some(text)
                    };
                    columns.iter().filter_map(cell).collect::<Vec<_>>().join(" · ")
                };
                rows.iter().map(row).filter(|row| !row.is_empty()).collect::<Vec<_>>().join("\n")
            }
            (Type::Marks, Value::Array(marks)) => {
                let mark = |mark: &Value| if mark.is_null() { "–".to_owned() } else { mark.to_string() };
                marks.iter().map(mark).collect::<Vec<_>>().join(" ")
            }
            (_, Value::Array(list)) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"),
            (_, Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
            (_, Value::String(text)) => text.clone(),
            (_, other) => other.to_string(),
        }
    }

    /// The name of a record that leaves too, of the reader, or of the one who shares; nothing for any other.
    fn named(&self, text: &str) -> String {
        if text == "me" {
            return self.given.from.to_owned();
        }
        match Id::read(text) {
            Some(id) if id == self.given.person => self.given.to.to_owned(),
            Some(id) => self.chosen.get(&id).map(|record| self.title(record)).unwrap_or_default(),
            None => String::new(),
        }
    }

    /// What is asked of the reader, by what they are shown.
    fn asked(&self, chosen: &[&Record]) -> Vec<Asked> {
        let mut asked: Vec<(u8, Asked)> = Vec::new();
        let mine = |record: &Record, field: &str| {
            let to = record.link(field);
            to.is_none() || to == Some(self.given.person)
        };
        for record in chosen {
            let item = self.names.get(&record.id).cloned().unwrap_or_default();
            let state = record.text("state");
            let title = self.title(record);
            let mut ask = |rank, text: String| asked.push((rank, Asked { item: item.clone(), text }));
            match record.kind {
                Kind::Question if matches!(state, "parked" | "on-agenda") && mine(record, "for") => {
                    ask(0, format!("{}: {title}", Verb::of_theme(record.text("theme")).text()));
                }
                Kind::Decision if record.get("choice").is_null() => {
                    ask(1, format!("{}: {title}", Verb::Decide.text()));
                }
                Kind::Introduction if state == "wanted" && mine(record, "via") => {
                    ask(2, format!("{}: {title}", Verb::Introduce.text()));
                }
                Kind::Meeting if matches!(state, "planned" | "prepared") => {
                    if let Some(wish) = self.told(record, "intention").and_then(Value::as_str) {
                        ask(1, format!("When we meet, I want to leave with {wish}"));
                    }
                }
                Kind::Obstacle if matches!(state, "expected" | "met" | "working") => {
                    ask(3, format!("{}: {title}", Verb::Think.text()));
                }
                Kind::Goal if state == "active" => ask(4, format!("Say where you see this, 1 to 5: {title}")),
                Kind::Evaluation if self.given.halves.contains(&record.id) => {
                    ask(1, format!("Fill in your half, a mark a line: {title}"));
                }
                _ => {}
            }
        }
        asked.sort_by_key(|(rank, _)| *rank);
        asked.into_iter().map(|(_, asked)| asked).take(ASKED_MAX).collect()
    }
}

/// A day, with its year: the page is read whenever it is read.
fn day_text(day: Day) -> String {
    day.format("%-d %b %Y").to_string()
}

/// The line of a goal, from those of its own check-ins that leave; none with fewer than two.
fn chart(goal: &Record, under: &[&Record], now: &Now) -> Option<Chart> {
    let number = |record: &Record, field: &str| record.get(field).as_f64().filter(|value| value.is_finite());
    let mut points: Vec<(Day, f64)> = under
        .iter()
        .filter(|other| other.kind == Kind::CheckIn)
        .filter(|other| other.text("source") != "mentor")
        .filter_map(|other| Some((dated(other, now)?, number(other, "value")?)))
        .filter(|(day, _)| *day <= now.today())
        .collect();
    if points.len() < 2 {
        return None;
    }
    points.sort_by_key(|(day, _)| *day);
    let mut plan: Vec<(Day, f64)> = Vec::new();
    plan.extend(goal.day("start").zip(number(goal, "baseline")));
    for row in goal.get("checkpoints").as_array().into_iter().flatten() {
        let day = row.get("date").and_then(Value::as_str).and_then(read_day);
        plan.extend(day.zip(row.get("value").and_then(Value::as_f64)));
    }
    plan.extend(goal.day("due").zip(number(goal, "target")));
    plan.sort_by_key(|(day, _)| *day);
    if plan.len() < 2 {
        plan.clear();
    }
    Some(Chart { unit: goal.text("unit").to_owned(), points, plan })
}
