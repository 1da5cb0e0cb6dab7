//! Papers: pages about my learning that are handed on. What may leave decides every word of them: a thing that only I may see
//! is told by its date and its sort, or counted, and never by a text of mine; long texts are not in them at all.

mod counts;
mod evidence;
mod plan;
mod record;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::{Scope, Stands, may_leave};
use crate::domain::chart::Tone;
use crate::domain::field::Leaves;
use crate::domain::id::Id;
use crate::domain::kinds::Kind;
use crate::domain::overview::{Behind, Block, Cell, Line, Page, Section};
use crate::domain::period::Period;
use crate::domain::record::{Record, Visibility, first_words};
use crate::domain::time::{Day, Now, read_day};

pub use counts::Counts;

/// The fields that ship, by which a field is no text of mine.
const INDUSTRIES: &str = include_str!("../../../../assets/industries.txt");

/// A page that is handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// What I learned and when: meetings, goals, insights, with their dates.
    Record,
    /// Where I want to get: skills, gaps, paths, goals, next steps.
    Plan,
    /// What shows it: skills with evidence, what others said, results.
    Evidence,
    /// Counts alone, for a programme: no name and no text.
    Programme,
}

impl Paper {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Record, Self::Plan, Self::Evidence, Self::Programme];

    /// As the command line and files name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Plan => "plan",
            Self::Evidence => "evidence",
            Self::Programme => "programme",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.name() == name)
    }

    /// What it is headed with.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Record => "Learning record",
            Self::Plan => "Development plan",
            Self::Evidence => "Evidence of skills",
            Self::Programme => "Mentoring in figures",
        }
    }

    /// What it is, in a sentence without a full stop.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Record => "Meetings, goals and insights with their dates; no private text",
            Self::Plan => "Skills, gaps, paths, goals and next steps, as far as they may leave",
            Self::Evidence => "Skills with what shows them, what others said, results; as far as they may leave",
            Self::Programme => "Counts alone, for whoever runs a programme: no names, no texts",
        }
    }

    /// The kinds whose texts it can tell, and may be asked for.
    #[must_use]
    pub const fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Record => &[Kind::Meeting, Kind::Goal, Kind::Insight, Kind::Person],
            Self::Plan => &[Kind::Profile, Kind::Path, Kind::Skill, Kind::Rating, Kind::Goal, Kind::Action],
            Self::Evidence => {
                &[Kind::Skill, Kind::Rating, Kind::Feedback, Kind::Goal, Kind::Insight, Kind::Action, Kind::Person]
            }
            Self::Programme => &[],
        }
    }
}

/// What is wanted of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which one.
    pub paper: Paper,
    /// Of which time.
    pub period: Period,
    /// Whom it is for: then it tells what they may read. Else what anybody but me may.
    pub person: Option<Id>,
    /// Things that are told too, though only I may see them: named by me, for this paper.
    pub also: BTreeSet<Id>,
    /// The same for all of a kind.
    pub also_kinds: Vec<Kind>,
    /// Things that are left out.
    pub without: BTreeSet<Id>,
    /// The most lines of a section; the rest are counted.
    pub most: usize,
}

impl Wanted {
    /// A paper over all time with what may leave anyway.
    #[must_use]
    pub fn new(paper: Paper) -> Self {
        let (also, without) = (BTreeSet::new(), BTreeSet::new());
        Self { paper, period: Period::All, person: None, also, also_kinds: Vec::new(), without, most: 5000 }
    }
}

/// What a paper is made from. Whoever calls may hand in everything.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// What is wanted.
    pub wanted: &'a Wanted,
    /// Whether the person it is for is a mentor of mine.
    pub mentor: bool,
    /// The records to choose from.
    pub records: &'a [Record],
    /// Who they speak of.
    pub people: &'a BTreeMap<Id, Record>,
    /// Where goals stand.
    pub stands: &'a BTreeMap<Id, Stands>,
    /// The counts.
    pub counts: Option<&'a Counts>,
    /// When it is made.
    pub now: &'a Now,
}

/// A paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// What leaves.
    pub page: Page,
    /// How much of what it could tell stays in words: by kind, as many as there are.
    pub stays: Vec<(Kind, usize)>,
}

impl Made {
    /// The page as it is looked at before it leaves: with what stays, each kind of which can be taken in.
    #[must_use]
    pub fn preview(&self) -> Page {
        let mut page = self.page.clone();
        if self.stays.is_empty() {
            return page;
        }
        let line = |(kind, count): &(Kind, usize)| {
            let spec = kind.spec();
            let name = if *count == 1 { spec.label } else { spec.plural };
            let cell = Cell::of(format!("{count} {name}"), Tone::Private);
            Line { columns: vec![vec![cell]], behind: Some(Behind::Kept(*kind)), ..Line::default() }
        };
        let lines = self.stays.iter().map(line).collect();
        page.sections.push(Section::new("Stays here, in words: only you may see it", vec![Block::Lines(lines)]));
        page
    }
}

/// Makes a paper.
#[must_use]
pub fn make(given: &Given<'_>) -> Made {
    let view = View { given, stays: BTreeMap::new() };
    match given.wanted.paper {
        Paper::Record => record::make(view),
        Paper::Plan => plan::make(view),
        Paper::Evidence => evidence::make(view),
        Paper::Programme => counts::make(view),
    }
}

/// What may be told of what is given.
struct View<'a> {
    given: &'a Given<'a>,
    /// How much was not told, by kind.
    stays: BTreeMap<usize, usize>,
}

impl<'a> View<'a> {
    /// Whether the words of a record may leave.
    fn leaves(&self, record: &Record) -> bool {
        let wanted = self.given.wanted;
        if record.deleted.is_some() || wanted.without.contains(&record.id) {
            return false;
        }
        if wanted.also.contains(&record.id) || wanted.also_kinds.contains(&record.kind) {
            return true;
        }
        match wanted.person {
            Some(person) => may_leave(record, person, self.given.mentor, &Scope::default()),
            None => record.visibility != Visibility::Private,
        }
    }

    /// The records of a kind that are not left out, in the order in which they are given.
    fn of(&self, kind: Kind) -> impl Iterator<Item = &'a Record> + 'a {
        let (records, without) = (self.given.records, &self.given.wanted.without);
        records.iter().filter(move |record| record.kind == kind && !without.contains(&record.id))
    }

    /// The records of a kind whose words leave; the others are counted as staying.
    fn told(&mut self, kind: Kind) -> Vec<&'a Record> {
        let all: Vec<&Record> = self.of(kind).collect();
        let count = all.len();
        let told: Vec<&Record> = all.into_iter().filter(|record| self.leaves(record)).collect();
        self.stay(kind, count - told.len());
        told
    }

    fn stay(&mut self, kind: Kind, count: usize) {
        let place = Kind::ALL.iter().position(|each| *each == kind).unwrap_or(0);
        *self.stays.entry(place).or_default() += count;
    }

    /// A text of a record, where both may leave: its first words, on one line.
    fn text(&self, record: &Record, field: &str) -> Option<String> {
        let spec = record.kind.spec().field(field).filter(|field| field.leaves == Leaves::Told)?;
        let text = Some(record.text(spec.name)).filter(|_| self.leaves(record))?;
        Some(first_words(text)).filter(|text| !text.is_empty())
    }

    /// What a record is called, where its words may leave.
    fn title(&self, record: &Record) -> Option<String> {
        self.text(record, record.kind.spec().title)
    }

    /// Who somebody is: by name where that may leave, else by their field where that is no text of mine.
    fn who(&self, person: Option<Id>) -> Option<String> {
        let person = self.given.people.get(&person?)?;
        self.title(person).or_else(|| industry(person.text("industry"), self.leaves(person)))
    }

    /// A section of lines, the rest of them counted.
    fn section(&self, heading: &str, mut lines: Vec<Line>, empty: &str) -> Section {
        let rest = lines.len().saturating_sub(self.given.wanted.most);
        lines.truncate(self.given.wanted.most);
        if lines.is_empty() {
            lines.push(Line::of(vec![Cell::of(empty, Tone::Dim)]));
        }
        if rest > 0 {
            lines.push(Line::of(vec![Cell::of(format!("and {rest} more"), Tone::Dim)]));
        }
        // Columns are aligned within a block: lines of another make stand in their own.
        let same = |a: &Line, b: &Line| a.columns.len() == b.columns.len();
        let blocks = lines.chunk_by(same).map(|lines| Block::Lines(lines.to_vec())).collect();
        Section::new(heading, blocks)
    }

    /// The paper, with what stays.
    fn made(self, sections: Vec<Section>, beside: String, foot: &str) -> Made {
        let wanted = self.given.wanted;
        let made = dated(self.given.now.today());
        let page = Page { title: wanted.paper.title().to_owned(), beside, sections, foot: format!("{made}. {foot}") };
        let stays = self.stays.into_iter().filter(|(_, count)| *count > 0);
        let stays = stays.filter_map(|(place, count)| Some((*Kind::ALL.get(place)?, count))).collect();
        Made { page, stays }
    }
}

/// A field: one that ships, or any where its record's words may leave.
fn industry(text: &str, leaves: bool) -> Option<String> {
    let known = INDUSTRIES.lines().map(str::trim).find(|known| known.eq_ignore_ascii_case(text.trim()));
    known.map(str::to_owned).or_else(|| Some(text.trim().to_owned()).filter(|text| leaves && !text.is_empty()))
}

/// A day as papers write it: `14 Jan 2025`.
fn dated(day: Day) -> String {
    day.format("%-d %b %Y").to_string()
}

/// The day of a field.
fn day_of(record: &Record, field: &str) -> Option<Day> {
    read_day(record.text(field))
}

/// A line that opens a record, of columns and what stands at the right.
fn line(record: &Record, columns: Vec<Cell>, right: String) -> Line {
    let right = if right.is_empty() { Vec::new() } else { vec![Cell::of(right, Tone::Dim)] };
    let columns = columns.into_iter().map(|cell| vec![cell]).collect();
    Line { columns, right, behind: Some(Behind::Thing(record.kind, record.id)), before: None }
}

/// `1 meeting`, `3 meetings`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
