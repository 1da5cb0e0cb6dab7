//! A share as a value: what one person may read of a journal, line by line, under ids of its own. It is built from what
//! the field tables allow to leave, never by taking things away from a copy; it holds no id, time, path or count of
//! anything that stays.

mod build;
mod glossary;
mod half;
mod page;
pub mod paper;
mod reply;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::ask::Linked;
use super::id::Id;
use super::kinds::Kind;
use super::record::Record;
use super::time::Day;

pub use build::{Built, Given, Last, Scope, build, may_leave, suggested};
pub use glossary::{Glossary, Piece};
pub use half::{Blank, their_half};
pub use page::{SCALE, text};
pub use reply::{Begun, Known, Proposed, Reply, Said, SaidKind, Skipped, Unfinished, proposals, taken_on};

/// How to read it and how to answer, for somebody who has never seen one.
pub const KIT: &str = include_str!("../../../assets/share/kit.md");

/// What one person may read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Its id, made for it alone.
    pub share: String,
    /// Who shares.
    pub from: String,
    /// With whom.
    pub to: String,
    /// The day it was made.
    pub made: Day,
    /// The day of the share before this one, where there was one.
    pub since: Option<Day>,
    /// What is asked of the reader.
    pub asked: Vec<Asked>,
    /// What is told, in the order of reading; what hangs on a thing follows it.
    pub items: Vec<Item>,
}

/// Something asked of the reader.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The item it is about.
    pub item: String,
    /// What, in words.
    pub text: String,
}

/// One thing that is told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its id within this share.
    pub item: String,
    /// The name of its kind.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// The day that dates it.
    pub day: Option<Day>,
    /// Its state, where the kind has one.
    pub state: Option<String>,
    /// The item it hangs on.
    pub under: Option<String>,
    /// Whether it is `new` or `changed` since the share before; empty where there was none, or it is neither.
    pub news: String,
    /// Whether a rating is asked for.
    pub rate: bool,
    /// What it says, field by field.
    pub lines: Vec<Line>,
    /// Where it stands, where it is a goal with a measure.
    pub stands: Option<Stands>,
    /// How it went, where it is a goal with check-ins that are told.
    pub chart: Option<Chart>,
    /// What the reader is asked to fill in, where it is an evaluation with them and their half is out.
    #[serde(default)]
    pub blanks: Vec<Blank>,
}

/// What can be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// Its name within the share.
    pub name: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// What it is.
    pub label: &'a str,
    /// Whether a mark from 1 to 5 is asked for.
    pub rate: bool,
}

/// One field of a thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// What the field is called; empty for the text itself.
    pub label: String,
    /// What it says, of any number of lines.
    pub text: String,
}

/// Where a goal stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stands {
    /// How far it is, 0 to 1.
    pub actual: Option<f64>,
    /// How far it was to be by now, 0 to 1.
    pub expected: Option<f64>,
    /// In its own unit: `3/5`, `5.5 h`.
    pub value: String,
    /// In a word: `on course`.
    pub word: String,
}

/// The line of a goal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chart {
    /// What is counted.
    pub unit: String,
    /// What was measured, oldest first.
    pub points: Vec<(Day, f64)>,
    /// What was planned, oldest first: from the start to the day it is due.
    pub plan: Vec<(Day, f64)>,
}

/// A proposal that came with a reply, and what it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The proposal: feedback of origin mentor.
    pub record: Record,
    /// Its short id.
    pub short_id: String,
    /// Who made it.
    pub by: String,
    /// What it is about: the record, its kind and its title.
    pub about: Option<(Id, Kind, String)>,
}

/// What leaves for a person, and what could.
#[derive(Clone, Debug, PartialEq)]
pub struct Sharing {
    /// With whom.
    pub person: Id,
    /// What leaves.
    pub built: Built,
    /// How many things stay.
    pub stays: u64,
    /// What is linked to them and not shared with them, of the kinds that are suggested.
    pub linked: Vec<Linked>,
}

/// What a share is written as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Wrap {
    /// A page that anybody opens.
    #[default]
    Open,
    /// A page that a passphrase opens.
    Locked(Secret),
    /// A file for `mentee review` that a passphrase opens.
    Sealed(Secret),
    /// A file for `mentee review` that these open with their own key: `age1…`.
    To(Vec<String>),
}

/// A passphrase on its way to the file it locks. It is shown nowhere, not in a fault's report either.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// These words.
    #[must_use]
    pub fn new(words: &str) -> Self {
        Self(Zeroizing::new(words.to_owned()))
    }

    /// The words, for the one who locks.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.0
    }

    /// One more character.
    pub fn push(&mut self, c: char) {
        // Grown by hand, the old place would keep what stood there.
        let mut grown = Zeroizing::new(String::with_capacity(self.0.len() + c.len_utf8()));
        grown.push_str(&self.0);
        grown.push(c);
        self.0 = grown;
    }

    /// One character less.
    pub fn pop(&mut self) {
        self.0.pop();
    }

    /// How many characters there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.chars().count()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// What is said to a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// It is taken on.
    Accept,
    /// These words.
    Answer(String),
    /// Nothing; it is left at that.
    SetAside,
}

/// The chapters, in the order of reading, and the kinds in each. A kind in none of them is never shared.
pub const CHAPTERS: &[(&str, &[Kind])] = &[
    ("Goals", &[Kind::Goal, Kind::Milestone, Kind::CheckIn]),
    ("Meetings", &[Kind::Meeting]),
    ("Promises", &[Kind::Action]),
    ("Obstacles", &[Kind::Obstacle]),
    ("Advice", &[Kind::Advice]),
    ("Questions", &[Kind::Question]),
    ("Decisions and paths", &[Kind::Decision, Kind::Path]),
    ("Insights", &[Kind::Insight]),
    ("Skills", &[Kind::Skill, Kind::Rating]),
    ("People and chances", &[Kind::Person, Kind::Introduction, Kind::Opportunity, Kind::Giveback]),
    ("Looking back", &[Kind::Reflection, Kind::Feedback, Kind::Pulse]),
    ("How we work", &[Kind::Profile, Kind::Mentorship, Kind::Agreement, Kind::Evaluation, Kind::Match]),
    ("Words", &[Kind::Term, Kind::Primer]),
];

impl Share {
    /// The item of this id.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.item == id)
    }

    /// What of this name can be answered: a thing, or a blank of one.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<Place<'_>> {
        self.places().find(|place| place.name == name)
    }

    /// Everything that can be answered, in the order of reading: each thing, then its blanks.
    pub fn places(&self) -> impl Iterator<Item = Place<'_>> {
        self.items.iter().flat_map(|item| {
            let own = Place { name: &item.item, title: &item.title, label: item.label(), rate: item.rate };
            let blanks = item.blanks.iter();
            let blanks = blanks.map(|b| Place { name: &b.item, title: &b.text, label: "line", rate: b.rate });
            std::iter::once(own).chain(blanks)
        })
    }

    /// The chapters that hold anything: head, and what stands on its own in it.
    pub fn chapters(&self) -> impl Iterator<Item = (&'static str, Vec<&Item>)> + '_ {
        CHAPTERS.iter().filter_map(|(head, kinds)| {
            let inside =
                |item: &&Item| item.under.is_none() && Kind::read(&item.kind).is_some_and(|kind| kinds.contains(&kind));
            let items: Vec<&Item> = self.items.iter().filter(inside).collect();
            (!items.is_empty()).then_some((*head, items))
        })
    }

    /// What hangs on an item.
    pub fn under<'a>(&'a self, item: &'a str) -> impl Iterator<Item = &'a Item> + 'a {
        self.items.iter().filter(move |other| other.under.as_deref() == Some(item))
    }

    /// What is new or changed since the share before, in the order of reading.
    pub fn news(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| !item.news.is_empty())
    }

    /// Every text in it, for a search through all of them.
    #[must_use]
    pub fn words(&self) -> String {
        let texts = self.items.iter().flat_map(|item| {
            std::iter::once(item.title.as_str()).chain(item.lines.iter().map(|line| line.text.as_str()))
        });
        texts.collect::<Vec<_>>().join("\n")
    }

    /// Minutes it takes to read and answer, guessed: two hundred words a minute, half a minute for each thing asked,
    /// ten seconds for each blank, at least two.
    #[must_use]
    pub fn minutes(&self) -> usize {
        let words = |text: &str| text.split_whitespace().count();
        let read: usize = self
            .items
            .iter()
            .map(|item| words(&item.title) + item.lines.iter().map(|line| words(&line.text)).sum::<usize>())
            .sum();
        let blanks: usize = self.items.iter().map(|item| item.blanks.len()).sum();
        (read / 200 + self.asked.len() / 2 + blanks / 6 + 1).max(2)
    }
}

impl Item {
    /// Its kind in a sentence.
    #[must_use]
    pub fn label(&self) -> &str {
        Kind::read(&self.kind).map_or(self.kind.as_str(), |kind| kind.spec().label)
    }
}
