//! A mentor's reply: what of it becomes proposals, and what becomes of a proposal that is taken on. A reply only ever adds:
//! nothing here changes or removes a record that was there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::half::{self, Half};
use crate::domain::record::{Fields, Record, first_words};
use crate::domain::time::{Day, Instant, Now};
use crate::domain::{Id, Kind};

/// A reply that was read and is sound in its form.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The share it answers.
    pub share: String,
    /// Who it says it is from.
    pub by: String,
    /// When it says it was made.
    pub made: Instant,
    /// What is said about the whole.
    pub overall: String,
    /// What is said, in its order.
    pub items: Vec<Said>,
    /// How many things in it could not be read.
    pub unread: usize,
}

/// One thing that is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The item it is about; none for the whole.
    pub item: Option<String>,
    /// What sort of thing.
    pub kind: SaidKind,
    /// What is said.
    pub text: String,
    /// 1 to 5.
    pub rating: Option<u8>,
    /// When a suggested action is meant for.
    pub due: Option<Day>,
}

/// What sort of thing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SaidKind {
    /// A comment.
    Comment,
    /// A question back.
    Question,
    /// Praise.
    Praise,
    /// Where it stands, 1 to 5.
    Rating,
    /// Something to do.
    Action,
    /// Somebody to meet.
    Person,
}

impl SaidKind {
    /// Every sort.
    pub const ALL: &[Self] = &[Self::Comment, Self::Question, Self::Praise, Self::Rating, Self::Action, Self::Person];

    /// As it is spelt in a reply.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Question => "question",
            Self::Praise => "praise",
            Self::Rating => "rating",
            Self::Action => "action",
            Self::Person => "person",
        }
    }

    /// The sort that is spelt so.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }
}

/// A reply that is not written yet: what is kept while a mentor reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// What is said about the whole.
    pub overall: String,
    /// What is said, in its order.
    pub items: Vec<Said>,
    /// What was begun and not said yet.
    #[serde(default)]
    pub begun: Vec<Begun>,
}

/// Words that were begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// The item they are about; none for the whole.
    pub item: Option<String>,
    /// What they would become; none for the line about the whole.
    pub kind: Option<SaidKind>,
    /// As far as they were typed.
    pub text: String,
}

impl Unfinished {
    /// The slot of its draft.
    #[must_use]
    pub fn slot(share: &str) -> String {
        format!("review:{share}")
    }

    /// From a draft; nothing where it is none.
    #[must_use]
    pub fn read(draft: &str) -> Option<Self> {
        serde_json::from_str(draft).ok()
    }

    /// As a draft.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether nothing is said yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.overall.trim().is_empty()
    }

    /// Whether there is nothing to keep.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.is_empty() && self.begun.is_empty()
    }

    /// Keeps what was begun about an item, or drops it where nothing is left of it.
    pub fn begin(&mut self, begun: Begun) {
        self.begun.retain(|other| (&other.item, other.kind) != (&begun.item, begun.kind));
        if !begun.text.trim().is_empty() {
            self.begun.push(begun);
        }
    }

    /// What was begun about an item.
    #[must_use]
    pub fn begun_of(&self, item: Option<&str>, kind: Option<SaidKind>) -> &str {
        let same = |begun: &&Begun| begun.item.as_deref() == item && begun.kind == kind;
        self.begun.iter().find(same).map_or("", |begun| &begun.text)
    }

    /// Adds what is said; a second rating of an item replaces the first.
    pub fn add(&mut self, said: Said) {
        if said.kind == SaidKind::Rating {
            self.items.retain(|other| other.kind != SaidKind::Rating || other.item != said.item);
        }
        if !self.items.contains(&said) {
            self.items.push(said);
        }
    }
}

/// What the journal knows of a share that is answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// To whom it went.
    pub person: Id,
    /// Which record each of its items is.
    pub items: BTreeMap<String, (Id, Kind)>,
}

/// A proposal: the record it becomes.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    /// What was said.
    pub said: Said,
    /// The record it is about.
    pub about: Option<Id>,
    /// What is written: feedback of origin mentor, a check-in or a rating.
    pub record: Record,
}

/// What was left out, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// It names something that was not in the share. Nobody learns whether it exists.
    pub unknown: usize,
    /// It could not be read, or says nothing.
    pub unread: usize,
}

/// What a reply proposes. `id` gives each its identity: the same thing said about the same item is one proposal, however
/// often and in which reply it comes.
#[must_use]
pub fn proposals(reply: &Reply, known: &Known, now: &Now, id: &dyn Fn(&Said) -> Id) -> (Vec<Proposed>, Skipped) {
    let mut skipped = Skipped { unknown: 0, unread: reply.unread };
    let mut proposed: Vec<Proposed> = Vec::new();
    let whole = Said { item: None, kind: SaidKind::Comment, text: reply.overall.clone(), rating: None, due: None };
    let whole = (!reply.overall.trim().is_empty()).then_some(whole);
    let (halves, items) = halves(reply, known);
    for said in whole.iter().chain(&items) {
        let about = match &said.item {
            None => None,
            Some(item) => {
                let Some(about) = known.items.get(item) else {
                    skipped.unknown += 1;
                    continue;
                };
                Some(*about)
            }
        };
        let Some((kind, fields)) = fields(said, about, known.person, now) else {
            skipped.unread += 1;
            continue;
        };
        let id = id(said);
        if proposed.iter().any(|other| other.record.id == id) {
            continue;
        }
        let mut record = Record::new(id, kind, now);
        for (name, value) in fields {
            record.set(name, value);
        }
        proposed.push(Proposed { said: said.clone(), about: about.map(|(id, _)| id), record });
    }
    for (item, half) in halves.iter().filter(|(_, half)| !half.is_empty()) {
        let said = half.said(item);
        let Some((about, _)) = known.items.get(item) else { continue };
        let mut record = Record::new(id(&said), Kind::Feedback, now);
        let text = Value::from(said.text.as_str());
        let fields = comment("comment", text, known.person.to_string().into(), Some(about.to_string().into()));
        for (name, value) in fields.into_iter().chain(half.fields()) {
            record.set(name, value);
        }
        proposed.push(Proposed { said, about: Some(*about), record });
    }
    (proposed, skipped)
}

/// What is said about the parts of halves, evaluation by evaluation; and the rest, each about an item of its own.
fn halves(reply: &Reply, known: &Known) -> (BTreeMap<String, Half>, Vec<Said>) {
    let (mut halves, mut rest): (BTreeMap<String, Half>, Vec<Said>) = (BTreeMap::new(), Vec::new());
    for said in &reply.items {
        let whole = said.item.as_deref().and_then(half::whole);
        match whole.filter(|item| known.items.get(*item).is_some_and(|(_, kind)| *kind == Kind::Evaluation)) {
            Some(item) => rest.extend(halves.entry(item.to_owned()).or_default().take(said)),
            None => rest.push(said.clone()),
        }
    }
    (halves, rest)
}

/// The fields of the record that something said becomes; `None` where it says nothing.
fn fields(said: &Said, about: Option<(Id, Kind)>, by: Id, now: &Now) -> Option<(Kind, Vec<(&'static str, Value)>)> {
    let text = said.text.trim();
    let by = Value::from(by.to_string());
    let today = Value::from(now.today().to_string());
    if said.kind == SaidKind::Rating {
        let rating = Value::from(said.rating?);
        let (id, kind) = about?;
        let id = Value::from(id.to_string());
        return match kind {
            Kind::Goal => Some((
                Kind::CheckIn,
                vec![
                    ("goal", id),
                    ("date", today),
                    ("source", "mentor".into()),
                    ("by", by),
                    ("rating", rating),
                    ("note", text.into()),
                ],
            )),
            Kind::Skill => Some((
                Kind::Rating,
                vec![("skill", id), ("date", today), ("mentor", rating), ("evidence", text.into())],
            )),
            _ => {
                let text = format!("{rating} of 5{}{text}", if text.is_empty() { "" } else { ". " });
                Some((Kind::Feedback, comment("comment", text.into(), by, Some(id))))
            }
        };
    }
    if text.is_empty() {
        return None;
    }
    let item = about.map(|(id, _)| Value::from(id.to_string()));
    let kind = match said.kind {
        SaidKind::Question => "question",
        SaidKind::Praise => "praise",
        _ => "comment",
    };
    let mut fields = comment(kind, text.into(), by, item);
    match said.kind {
        SaidKind::Action => {
            fields.push(("suggests", "action".into()));
            fields.extend(said.due.map(|due| ("suggests_due", Value::from(due.to_string()))));
        }
        SaidKind::Person => fields.push(("suggests", "person".into())),
        _ => {}
    }
    Some((Kind::Feedback, fields))
}

fn comment(kind: &str, text: Value, by: Value, item: Option<Value>) -> Vec<(&'static str, Value)> {
    let mut fields = vec![("body", text), ("giver", by), ("feedback_kind", kind.into()), ("origin", "mentor".into())];
    fields.extend(item.map(|item| ("item", item)));
    fields
}

/// What is made when a proposal is taken on: kinds and fields, in the order in which they are written. An index stands
/// for a record that is made before it.
#[must_use]
pub fn taken_on(feedback: &Record, about: Option<Kind>) -> Vec<(Kind, Fields)> {
    let body = feedback.text("body").trim();
    let mut fields: Fields = Map::new();
    let mut set = |name: &str, value: Value| {
        if !value.is_null() {
            fields.insert(name.to_owned(), value);
        }
    };
    match feedback.text("suggests") {
        "action" => {
            set("title", first_words(body).into());
            set("due", feedback.get("suggests_due").clone());
            set("from", feedback.id.to_string().into());
            if about == Some(Kind::Goal) {
                set("goal", feedback.get("item").clone());
            }
            vec![(Kind::Action, fields)]
        }
        "person" => {
            let (name, role, rest) = somebody(body);
            set("name", name.as_str().into());
            set("role", role.into());
            set("how_met", "introduced".into());
            set("introduced_by", feedback.get("giver").clone());
            let mut wanted: Fields = Map::new();
            wanted.insert("title".to_owned(), name.into());
            wanted.insert("via".to_owned(), feedback.get("giver").clone());
            wanted.insert("why".to_owned(), rest.into());
            vec![(Kind::Person, fields), (Kind::Introduction, wanted)]
        }
        _ => Vec::new(),
    }
}

/// Who is suggested: the name, what they do, and why. `Mirela Stan, supply planner: she counts what nobody counts`.
fn somebody(text: &str) -> (String, Option<String>, Option<String>) {
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let end = text.find([':', '\n', ';']).unwrap_or(text.len());
    let (head, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let (name, role) = head.split_once([',', '(']).unwrap_or((head, ""));
    let why = rest.trim_start_matches([':', ';', '\n', ' ']).lines().map(str::trim).collect::<Vec<_>>().join(" ");
    (first_words(name.trim()), some(role.trim_end_matches(')')), some(&why))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{Zone, read_instant};

    fn id(last: u8) -> Id {
        Id::from_bytes(&[last; 16]).expect("an id")
    }

    fn now() -> Now {
        Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC)
    }

    fn said(item: &str, kind: SaidKind, text: &str, rating: Option<u8>) -> Said {
        Said { item: Some(item.to_owned()), kind, text: text.to_owned(), rating, due: None }
    }

    #[test]
    fn what_is_said_becomes_proposals_and_what_was_not_shared_is_skipped() {
        let known = Known {
            person: id(1),
            items: [("g".to_owned(), (id(2), Kind::Goal)), ("s".to_owned(), (id(3), Kind::Skill))].into(),
        };
        let reply = Reply {
            share: "x".to_owned(),
            by: "Odile".to_owned(),
            made: now().at,
            overall: "A good month.".to_owned(),
            items: vec![
                said("g", SaidKind::Rating, "The steps are fine.", Some(3)),
                said("g", SaidKind::Praise, "You named what it does not show.", None),
                said("s", SaidKind::Rating, "", Some(4)),
                said("elsewhere", SaidKind::Comment, "I know", None),
                said("g", SaidKind::Comment, "  ", None),
                said("g", SaidKind::Rating, "no number", None),
                said("g", SaidKind::Action, "Send both", None),
            ],
            unread: 2,
        };
        let mark = |said: &Said| id(u8::try_from(said.text.len() + 10).unwrap_or(9));
        let (proposed, skipped) = proposals(&reply, &known, &now(), &mark);
        assert_eq!(skipped, Skipped { unknown: 1, unread: 4 });
        let kinds: Vec<Kind> = proposed.iter().map(|one| one.record.kind).collect();
        assert_eq!(kinds, [Kind::Feedback, Kind::CheckIn, Kind::Feedback, Kind::Rating, Kind::Feedback]);
        assert_eq!(proposed[1].record.get("rating"), &Value::from(3));
        assert_eq!(proposed[1].record.text("source"), "mentor");
        assert_eq!(proposed[2].record.text("item"), id(2).to_string());
        assert_eq!(proposed[4].record.text("suggests"), "action");
    }

    #[test]
    fn somebody_is_taken_apart() {
        let some = |text: &str| Some(text.to_owned());
        for (text, want) in [
            ("Mirela Stan", ("Mirela Stan".to_owned(), None, None)),
            (
                "Mirela Stan, supply planner: she counts it",
                ("Mirela Stan".to_owned(), some("supply planner"), some("she counts it")),
            ),
            ("Mirela Stan (St. Brannoc)\nAsk her", ("Mirela Stan".to_owned(), some("St. Brannoc"), some("Ask her"))),
        ] {
            assert_eq!(somebody(text), want, "{text}");
        }
    }
}
