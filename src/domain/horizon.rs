//! What lies ahead: the next meetings, goals that fall due, contacts gone quiet, questions that are kept; and the years: the
//! paths that are open, where mentorships end, when to look back. Tells, and presses for nothing.

use serde::Serialize;

use super::chart::Tone;
use super::dates;
use super::freshness::Freshness;
use super::id::Id;
use super::kinds::Kind;
use super::overview::{Behind, Block, Cell, Line, Page, Section};
use super::record::first_words;
use super::time::{Day, Now, days_between};

/// The most lines of a part; the rest are counted.
const LINES: usize = 8;

/// Something that lies ahead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ahead {
    /// Which record.
    pub id: Id,
    /// Of which kind.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// When.
    pub day: Option<Day>,
    /// What there is to know of it, in a few words; empty where nothing is.
    pub note: String,
}

/// Somebody I have not been in touch with for longer than I meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quiet {
    /// Who.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// When I was last in touch.
    pub last: Day,
    /// How long that is, in a word.
    pub word: Freshness,
}

/// Part of the horizon: as many as are told, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The nearest of them, in order.
    pub rows: Vec<Ahead>,
    /// How many there are.
    pub all: usize,
}

impl Part {
    /// Takes in what belongs beside it, by day.
    pub fn add(&mut self, more: Self) {
        self.rows.extend(more.rows);
        self.rows.sort_by_key(|ahead| (ahead.day.is_none(), ahead.day));
        self.all += more.all;
    }
}

/// What lies ahead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Horizon {
    /// Meetings with a date, the next first.
    pub meetings: Part,
    /// Goals that fall due, the first first.
    pub goals: Part,
    /// Contacts gone quiet: those past their rhythm, then old ties worth waking.
    pub quiet: Vec<Quiet>,
    /// Questions kept for somebody, the newest first.
    pub questions: Part,
    /// Ways it could go on, each with its first step.
    pub paths: Part,
    /// Where mentorships are to end and agreements to be read again, the first first.
    pub ends: Part,
    /// When to look back on a choice or a trial, the first first.
    pub looks: Part,
}

impl Horizon {
    /// Whether nothing lies ahead.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let parts = [&self.meetings, &self.goals, &self.questions, &self.paths, &self.ends, &self.looks];
        parts.iter().all(|part| part.rows.is_empty()) && self.quiet.is_empty()
    }
}

/// The contacts that are quiet: due and overdue ones, the longest beyond their rhythm first, then sleeping ones that are
/// worth waking. `found` is who, last touch, rhythm in days, closeness, and the word.
#[must_use]
pub fn quiet(found: Vec<(Quiet, i64, Option<i64>)>, today: Day) -> Vec<Quiet> {
    let beyond = |quiet: &Quiet, cadence: i64| days_between(quiet.last, today).saturating_mul(100) / cadence.max(1);
    let mut found: Vec<(Quiet, i64)> = found
        .into_iter()
        .filter(|(quiet, _, closeness)| match quiet.word {
            Freshness::Fresh => false,
            Freshness::Due | Freshness::Overdue => true,
            Freshness::Sleeping => super::freshness::worth_waking(Some(quiet.word), *closeness, false),
        })
        .map(|(quiet, cadence, _)| (quiet, cadence))
        .collect();
    let asleep = |quiet: &Quiet| quiet.word == Freshness::Sleeping;
    found.sort_by(|(a, x), (b, y)| {
        let order = asleep(a).cmp(&asleep(b)).then_with(|| beyond(b, *y).cmp(&beyond(a, *x)));
        order.then_with(|| a.name.cmp(&b.name))
    });
    found.into_iter().map(|(quiet, _)| quiet).collect()
}

/// The horizon as a page.
#[must_use]
pub fn compose(horizon: &Horizon, now: &Now) -> Page {
    let part = |heading: &str, part: &Part, empty: &str| section(heading, lines(part, now), part.all, empty);
    let mut sections = vec![
        part("Next meetings", &horizon.meetings, "No date yet. 3 then n makes one."),
        part("Goals due", &horizon.goals, "None has a date ahead."),
        section("Gone quiet", quiet_lines(&horizon.quiet, now), horizon.quiet.len(), "Nobody."),
        part("Questions kept", &horizon.questions, "None. ? before a line of a capture keeps one."),
    ];
    let years = [
        part("Paths", &horizon.paths, "None yet. 2 then v: a way it could go on, and the cheapest test of it."),
        part("Planned ends", &horizon.ends, "No mentorship has one."),
        part("To look back on", &horizon.looks, "No choice and no trial waits for its day."),
    ];
    sections.extend(years.map(|section| Section { second: true, ..section }));
    let beside = if horizon.is_empty() { "nothing lies ahead yet" } else { "what is next, and the years" };
    Page { title: "Horizon".to_owned(), beside: beside.to_owned(), sections, foot: String::new() }
}

fn section(heading: &str, mut lines: Vec<Line>, all: usize, empty: &str) -> Section {
    if lines.is_empty() {
        lines.push(Line::of(vec![Cell::of(empty, Tone::Dim)]));
    }
    let mut blocks = vec![Block::Lines(lines)];
    if all > LINES {
        let rest = format!("and {} more", all - LINES);
        blocks.push(Block::Lines(vec![Line::of(vec![Cell::of(rest, Tone::Dim)])]));
    }
    Section::new(heading, blocks)
}

fn lines(part: &Part, now: &Now) -> Vec<Line> {
    let line = |ahead: &Ahead| {
        let title = if ahead.title.is_empty() { ahead.kind.spec().label } else { ahead.title.as_str() };
        let mut cells = vec![Cell::of(title, Tone::Text)];
        if !ahead.note.is_empty() {
            cells.push(Cell::of(first_words(&ahead.note), Tone::Dim));
        }
        let behind = Some(Behind::Thing(ahead.kind, ahead.id));
        let right = ahead.day.map(|day| vec![when(day, now)]).unwrap_or_default();
        Line { columns: vec![cells], right, behind, before: None }
    };
    part.rows.iter().take(LINES).map(line).collect()
}

/// A day and how far away it is; one that is past is said, without a colour that scolds.
fn when(day: Day, now: &Now) -> Cell {
    let away = days_between(now.today(), day);
    let tone = if (0..=7).contains(&away) { Tone::Soon } else { Tone::Dim };
    Cell::of(format!("{} · {}", dates::say(day, now), dates::distance(day, now)), tone)
}

fn quiet_lines(quiet: &[Quiet], now: &Now) -> Vec<Line> {
    let line = |quiet: &Quiet| {
        let word = if quiet.word == Freshness::Sleeping { "worth waking" } else { quiet.word.word() };
        let cells = vec![Cell::of(quiet.name.as_str(), Tone::Text), Cell::of(word, Tone::Dim)];
        let behind = Some(Behind::Thing(Kind::Person, quiet.id));
        let right = vec![Cell::of(format!("last {}", dates::distance(quiet.last, now)), Tone::Dim)];
        Line { columns: vec![cells], right, behind, before: None }
    };
    quiet.iter().take(LINES).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{Zone, read_day, read_instant};

    fn day(text: &str) -> Day {
        read_day(text).expect("a day")
    }

    fn who(last: u8, name: &str, touched: &str, word: Freshness) -> Quiet {
        let id = Id::from_bytes(&[last; 16]).expect("an id");
        Quiet { id, name: name.to_owned(), last: day(touched), word }
    }

    fn now() -> Now {
        Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC)
    }

    #[test]
    fn the_longest_beyond_their_rhythm_come_first_and_sleepers_last() {
        let found = vec![
            (who(1, "Joon Park", "2024-08-16", Freshness::Sleeping), 45, Some(4)),
            (who(2, "Kit Arden", "2025-06-30", Freshness::Due), 90, Some(2)),
            (who(3, "Aurel Banks", "2025-06-27", Freshness::Due), 90, Some(2)),
            (who(4, "Carla Nyberg", "2025-09-29", Freshness::Fresh), 30, Some(4)),
            (who(5, "Somebody met once", "2022-01-01", Freshness::Sleeping), 30, Some(1)),
        ];
        let names: Vec<String> = quiet(found, day("2025-09-30")).into_iter().map(|quiet| quiet.name).collect();
        assert_eq!(names, ["Aurel Banks", "Kit Arden", "Joon Park"]);
    }

    #[test]
    fn all_parts_are_there_and_say_so_where_they_are_empty() {
        let page = compose(&Horizon::default(), &now());
        assert_eq!(page.sections.len(), 7);
        assert_eq!(page.beside, "nothing lies ahead yet");
        let empty = |section: &Section| section.behinds().count() == 0 && !section.blocks.is_empty();
        assert!(page.sections.iter().all(empty));
    }

    #[test]
    fn what_is_too_much_is_counted() {
        let ahead = |n: u8| Ahead {
            id: Id::from_bytes(&[n; 16]).expect("an id"),
            kind: Kind::Question,
            title: format!("question {n}"),
            day: Some(day("2025-10-07")),
            note: "Odile".to_owned(),
        };
        let questions = Part { rows: (1..=20).map(ahead).collect(), all: 31 };
        let page = compose(&Horizon { questions, ..Horizon::default() }, &now());
        assert_eq!(page.behinds().count(), LINES);
        let said = format!("{:?}", page.sections);
        assert!(said.contains("and 23 more") && said.contains("Tue 7 Oct · in 7 days"), "{said}");
    }
}
