//! Everything that happened, by day and by month: what is asked of it, and how a month is said. Holds no record and leaves
//! out what is still to come.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use serde::{Serialize, Serializer};

use super::ask::Place;
use super::id::Id;
use super::kinds::Kind;
use super::period::Period;
use super::time::Day;

/// The kinds that are things that happened; who I am is none.
pub fn kinds() -> impl Iterator<Item = Kind> + Clone {
    Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Profile)
}

/// Part of the timeline, as much as fits a screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// Of which days.
    pub period: Period,
    /// Only these kinds; all where empty.
    pub kinds: Vec<Kind>,
    /// Words that must all occur; empty for everything.
    pub filter: String,
    /// Whether the oldest comes first.
    pub oldest: bool,
    /// Which rows.
    pub place: Place,
    /// The most rows to return.
    pub rows: usize,
}

impl Default for Window {
    fn default() -> Self {
        let (kinds, filter) = (Vec::new(), String::new());
        Self { period: Period::All, kinds, filter, oldest: false, place: Place::Start, rows: 60 }
    }
}

impl Window {
    /// The kinds that are asked for.
    #[must_use]
    pub fn kinds(&self) -> Vec<Kind> {
        kinds().filter(|kind| self.kinds.is_empty() || self.kinds.contains(kind)).collect()
    }
}

/// A month in which something happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Month {
    /// Its first day.
    #[serde(rename = "month", serialize_with = "year_and_month")]
    pub first: Day,
    /// How much of each kind, the most first.
    #[serde(serialize_with = "by_name")]
    pub counts: Vec<(Kind, usize)>,
    /// How clear my direction was, 1 to 5, when I last said so in it.
    pub clarity: Option<i64>,
    /// The newest thing in it.
    #[serde(skip)]
    pub newest: Id,
}

/// How much of a kind there was in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The first day of the month.
    pub first: Day,
    /// Of which kind.
    pub kind: Kind,
    /// How much.
    pub count: usize,
    /// The newest of it: its date as stored, and which record.
    pub newest: (String, Id),
}

fn year_and_month<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&day.format("%Y-%m"))
}

fn by_name<S: Serializer>(counts: &[(Kind, usize)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(counts.iter().map(|(kind, count)| (kind.name(), count)))
}

impl Month {
    /// All of it.
    #[must_use]
    pub fn all(&self) -> usize {
        self.counts.iter().map(|(_, count)| count).sum()
    }

    /// `September 2025`.
    #[must_use]
    pub fn name(&self) -> String {
        self.first.format("%B %Y").to_string()
    }

    /// What was in it, the most first, at most `most` kinds: `6 actions · 3 meetings · 9 more`.
    #[must_use]
    pub fn text(&self, most: usize) -> String {
        let said = |(kind, count): &(Kind, usize)| {
            let spec = kind.spec();
            format!("{count} {}", if *count == 1 { spec.label } else { spec.plural })
        };
        let mut parts: Vec<String> = self.counts.iter().take(most).map(said).collect();
        let rest: usize = self.counts.iter().skip(most).map(|(_, count)| count).sum();
        if rest > 0 {
            parts.push(format!("{rest} more"));
        }
        parts.join(" · ")
    }
}

/// The months that hold something, newest first, each with the last clarity that was said in it; `clarity` runs from the
/// oldest to the newest.
#[must_use]
pub fn months(counted: impl IntoIterator<Item = Counted>, clarity: &[(Day, i64)]) -> Vec<Month> {
    let mut months: BTreeMap<Day, (Month, String)> = BTreeMap::new();
    for Counted { first, kind, count, newest: (at, id) } in counted {
        if count == 0 {
            continue;
        }
        let empty = || (Month { first, counts: Vec::new(), clarity: None, newest: id }, String::new());
        let (month, last) = months.entry(first).or_insert_with(empty);
        month.counts.push((kind, count));
        if at > *last {
            (month.newest, *last) = (id, at);
        }
    }
    for (day, said) in clarity {
        if let Some((month, _)) = day.with_day(1).and_then(|first| months.get_mut(&first)) {
            month.clarity = Some(*said);
        }
    }
    let whole = months.into_values().rev().map(|(mut month, _)| {
        // Of kinds of which there is as much, each keeps its place in the registry.
        month.counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        month
    });
    whole.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;

    fn day(text: &str) -> Day {
        read_day(text).expect("a day")
    }

    #[test]
    fn months_say_what_was_in_them() {
        let id = |last: u8| Id::from_bytes(&[last; 16]).expect("an id");
        let held = |first: &str, kind, count, at: &str, last| Counted {
            first: day(first),
            kind,
            count,
            newest: (at.to_owned(), id(last)),
        };
        let counted = [
            held("2025-05-01", Kind::Meeting, 1, "2025-05-06T12:00:00Z", 1),
            held("2025-06-01", Kind::Meeting, 2, "2025-06-26T12:00:00Z", 2),
            held("2025-06-01", Kind::Action, 5, "2025-06-27", 3),
            held("2025-06-01", Kind::Term, 1, "2025-06-02T12:00:00Z", 4),
            held("2025-06-01", Kind::Pulse, 1, "2025-06-06", 5),
            held("2025-06-01", Kind::Path, 0, "", 6),
        ];
        let months = months(counted, &[(day("2025-06-13"), 3), (day("2025-06-27"), 4), (day("2024-01-01"), 5)]);
        assert_eq!(months.iter().map(Month::name).collect::<Vec<_>>(), ["June 2025", "May 2025"]);
        let june = months.first().expect("a month");
        assert_eq!((june.all(), june.clarity, june.newest), (9, Some(4), id(3)), "the last of it that was said");
        assert_eq!(june.text(2), "5 actions · 2 meetings · 2 more");
        assert_eq!(months.last().map(|month| month.text(3)), Some("1 meeting".to_owned()));
        let json = serde_json::to_value(june).expect("JSON");
        assert_eq!((&json["month"], &json["counts"]["action"]), (&"2025-06".into(), &5.into()));
    }

    #[test]
    fn every_kind_but_the_profile_is_in_it() {
        assert_eq!(kinds().count(), Kind::ALL.len() - 1);
        let only = Window { kinds: vec![Kind::Meeting, Kind::Profile], ..Window::default() };
        assert_eq!(only.kinds(), [Kind::Meeting]);
    }
}
