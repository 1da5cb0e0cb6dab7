//! How long ago I was in touch with a contact, against the rhythm I want. Silence is no fault: old ties are worth waking.

use std::fmt;

use chrono::Duration;
use serde::{Serialize, Serializer};

use super::figures::real;
use super::kinds::person::Person;
use super::time::{days_between, instant_text, read_day};
use super::{Day, Id, Instant, Kind, Record};

/// Up to this ratio of days to rhythm a contact is fresh.
pub const FRESH: f64 = 1.0;
/// Up to this ratio a contact is due.
pub const DUE: f64 = 1.5;
/// Up to this ratio a contact is overdue; beyond, sleeping.
pub const OVERDUE: f64 = 3.0;
/// After so many days every contact with a rhythm sleeps.
pub const SLEEPING_DAYS: i64 = 365;
/// From this closeness on, a sleeping contact is worth waking.
pub const WORTH_WAKING: i64 = 3;

/// How long ago, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Within the rhythm.
    Fresh,
    /// A little past it.
    Due,
    /// Well past it.
    Overdue,
    /// Long past it; no red, such ties often help most (Levin, Walter and Murnighan 2011).
    Sleeping,
}

impl Freshness {
    /// As shown and in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Due => "due",
            Self::Overdue => "overdue",
            Self::Sleeping => "sleeping",
        }
    }
}

impl Serialize for Freshness {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// The rhythm of a contact in days: their own, or by closeness 5: 30, 4: 45, 3: 90, 2: 150. `None` for none, which 0,
/// closeness 1 and no closeness mean.
#[must_use]
pub fn cadence(cadence_days: Option<i64>, closeness: Option<i64>) -> Option<i64> {
    let by_closeness = match closeness {
        Some(5..) => 30,
        Some(4) => 45,
        Some(3) => 90,
        Some(2) => 150,
        _ => 0,
    };
    Some(cadence_days.unwrap_or(by_closeness)).filter(|days| *days > 0)
}

/// The last touch by a day: of the touches noted, the meetings held, their replies and the promises kept, in any order.
/// An older day never moves it back, one that lies ahead does not count.
#[must_use]
pub fn last_touch(days: impl IntoIterator<Item = Day>, today: Day) -> Option<Day> {
    days.into_iter().filter(|day| *day <= today).max()
}

/// The days of the touches noted with a person.
pub fn noted(person: &Person) -> impl Iterator<Item = Day> {
    person.touches.iter().filter_map(|touch| touch.date)
}

/// When a touch was: some dates are written down as dates, some follow from an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A local date.
    Day(Day),
    /// An instant.
    At(Instant),
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::At(at) => f.write_str(&instant_text(*at)),
        }
    }
}

/// Whom a record shows me to have been in touch with, and when: a date in a person's touches, a held meeting they were in,
/// a reply of theirs, a promise of theirs that was kept, or one that came from them. Being mentioned is none.
#[must_use]
pub fn touches(record: &Record) -> Vec<(Id, When)> {
    let state = record.text("state");
    let linked = |role: &'static str| record.links().into_iter().filter(move |(field, _)| *field == role);
    let at = |roles: &[&'static str], when: Option<When>| -> Vec<(Id, When)> {
        let Some(when) = when else { return Vec::new() };
        roles.iter().flat_map(|role| linked(role)).map(|(_, id)| (id, when)).collect()
    };
    match record.kind {
        Kind::Person => {
            let touches = record.get("touches").as_array().into_iter().flatten();
            let days = touches.filter_map(|touch| read_day(touch.get("date")?.as_str()?));
            days.map(|day| (record.id, When::Day(day))).collect()
        }
        Kind::Meeting if matches!(state, "held" | "captured" | "followed-up") => {
            at(&["people"], record.instant("at").map(When::At))
        }
        Kind::Feedback if record.text("origin") == "mentor" => at(&["giver"], Some(When::At(record.created))),
        Kind::Action if state == "done" => at(&["owner", "from"], record.day("done").map(When::Day)),
        _ => Vec::new(),
    }
}

/// `r` = days since the last touch / rhythm: up to 1 fresh, to 1.5 due, to 3 overdue; beyond, or after more than
/// 365 days, sleeping. `None` without a touch or a rhythm.
#[must_use]
pub fn freshness(last: Option<Day>, cadence: Option<i64>, today: Day) -> Option<Freshness> {
    let cadence = cadence.filter(|days| *days > 0)?;
    let days = days_between(last?, today).max(0);
    Some(match real(days) / real(cadence) {
        _ if days > SLEEPING_DAYS => Freshness::Sleeping,
        ratio if ratio <= FRESH => Freshness::Fresh,
        ratio if ratio <= DUE => Freshness::Due,
        ratio if ratio <= OVERDUE => Freshness::Overdue,
        _ => Freshness::Sleeping,
    })
}

/// The day by which to be in touch again; `None` without a touch or a rhythm.
#[must_use]
pub fn next_touch(last: Option<Day>, cadence: Option<i64>) -> Option<Day> {
    last?.checked_add_signed(Duration::try_days(cadence.filter(|days| *days > 0)?)?)
}

/// Whether a contact sleeps and should not: we were close, or they are a bridge to a field I hardly reach.
#[must_use]
pub fn worth_waking(freshness: Option<Freshness>, closeness: Option<i64>, bridge: bool) -> bool {
    freshness == Some(Freshness::Sleeping) && (bridge || closeness.is_some_and(|closeness| closeness >= WORTH_WAKING))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kinds::person::Touch;
    use crate::domain::time::{read_day, read_instant};
    use proptest::prelude::*;

    fn instant(text: &str) -> Instant {
        read_instant(text).expect("an instant")
    }

    fn day(text: &str) -> Day {
        read_day(text).expect("a day")
    }

    fn word(days: i64, rhythm: i64) -> Option<&'static str> {
        let today = day("2025-09-30");
        freshness(Some(today - Duration::days(days)), Some(rhythm), today).map(Freshness::word)
    }

    #[test]
    fn golden_values() {
        for (days, rhythm, want) in [
            (20, 30, "fresh"),
            (30, 30, "fresh"),
            (40, 30, "due"),
            (45, 30, "due"),
            (60, 30, "overdue"),
            (90, 30, "overdue"),
            (120, 30, "sleeping"),
            (400, 120, "sleeping"),
            (366, 3660, "sleeping"),
            (365, 3660, "fresh"),
        ] {
            assert_eq!(word(days, rhythm), Some(want), "{days} of {rhythm}");
        }
    }

    #[test]
    fn the_demo_contacts_at_the_end_of_september() {
        // Last touch, rhythm, closeness, as in the demo journal; mentors with their last meetings and replies.
        let rows = [
            ("2025-08-06", Some(90), 4),
            ("2025-09-25", Some(60), 3),
            ("2025-09-17", Some(60), 3),
            ("2025-08-27", Some(60), 3),
            ("2025-09-29", Some(30), 4),
            ("2025-05-08", Some(150), 2),
            ("2025-06-25", Some(150), 2),
            ("2025-09-22", Some(90), 2),
            ("2025-07-11", Some(150), 2),
            ("2025-07-28", Some(90), 2),
            ("2024-08-16", Some(45), 4),
            ("2025-08-20", Some(150), 2),
            ("2025-08-20", Some(150), 2),
            ("2025-09-14", Some(28), 4),
            ("2025-06-03", Some(150), 2),
            ("2025-09-11", Some(60), 3),
            ("2025-06-27", Some(90), 2),
            ("2025-08-27", None, 1),
            ("2025-09-11", Some(150), 2),
            ("2025-09-18", Some(42), 4),
            ("2025-06-30", Some(90), 2),
            ("2025-09-17", Some(60), 3),
            ("2025-09-18", None, 1),
            ("2025-05-20", None, 1),
            ("2025-09-05", Some(60), 3),
            ("2025-09-17", Some(150), 2),
        ];
        let today = day("2025-09-30");
        let words =
            rows.map(|(last, rhythm, closeness)| freshness(Some(day(last)), cadence(rhythm, Some(closeness)), today));
        let count = |want| words.iter().filter(|word| **word == want).count();
        assert_eq!(count(Some(Freshness::Fresh)), 20);
        assert_eq!(count(Some(Freshness::Due)), 2);
        assert_eq!(count(Some(Freshness::Overdue)), 0);
        assert_eq!(count(Some(Freshness::Sleeping)), 1);
        assert_eq!(count(None), 3);
        assert!(worth_waking(Some(Freshness::Sleeping), Some(4), false));
    }

    #[test]
    fn being_in_touch_shows_in_records() {
        use serde_json::{Value, json};
        let odile = "0195236c-0000-7000-8000-000000000001";
        let of = |kind, fields: Value| {
            let now = crate::domain::Now::new(instant("2025-09-14T20:00:00Z"), crate::domain::Zone::UTC);
            let mut record = Record::new(Id::read(odile).expect("an id"), kind, &now);
            record.fields = serde_json::from_value(fields).expect("fields");
            touches(&record).into_iter().map(|(id, when)| (id.to_string(), when.to_string())).collect::<Vec<_>>()
        };
        let one = |when: &str| vec![(odile.to_owned(), when.to_owned())];
        let noted = json!({"name": "Odile", "touches": [{"date": "2025-09-02", "way": "coffee"}, {"way": "none"}]});
        assert_eq!(of(Kind::Person, noted), one("2025-09-02"));
        let talk = |state: &str| json!({"people": [odile], "at": "2025-09-11T14:00:00Z", "state": state});
        assert_eq!(of(Kind::Meeting, talk("held")), one("2025-09-11T14:00:00Z"));
        assert_eq!(of(Kind::Meeting, talk("cancelled")), []);
        assert_eq!(of(Kind::Feedback, json!({"giver": odile, "origin": "mentor"})), one("2025-09-14T20:00:00Z"));
        assert_eq!(of(Kind::Feedback, json!({"giver": odile, "origin": "me"})), []);
        let promise = |state: &str| json!({"owner": odile, "done": "2025-09-20", "state": state});
        assert_eq!(of(Kind::Action, promise("done")), one("2025-09-20"));
        assert_eq!(of(Kind::Action, promise("open")), []);
        assert_eq!(of(Kind::Insight, json!({"person": odile})), [], "being mentioned is none");
    }

    #[test]
    fn rhythm_goes_by_closeness_unless_said() {
        let by = |closeness| cadence(None, closeness);
        assert_eq!([Some(5), Some(4), Some(3), Some(2)].map(by), [30, 45, 90, 150].map(Some));
        assert_eq!([Some(1), None].map(by), [None, None]);
        assert_eq!((cadence(Some(0), Some(5)), cadence(Some(28), Some(1))), (None, Some(28)));
    }

    #[test]
    fn an_older_touch_never_moves_it_back() {
        let today = day("2025-09-30");
        let touch = |text| Touch { date: Some(day(text)), ..Touch::default() };
        let undated = Touch::default();
        let person = Person { touches: vec![touch("2025-05-02"), undated, touch("2025-10-01")], ..Person::default() };
        assert_eq!(last_touch(noted(&person), today), Some(day("2025-05-02")));
        assert_eq!(last_touch(noted(&person).chain([day("2024-01-01")]), today), Some(day("2025-05-02")));
        assert_eq!(last_touch([], today), None);
        assert_eq!(next_touch(Some(day("2024-02-28")), Some(1)), Some(day("2024-02-29")));
        assert_eq!(next_touch(Some(Day::MAX), Some(30)), None);
        assert_eq!(next_touch(None, Some(30)), None);
        assert_eq!(freshness(None, Some(30), today), None);
        assert_eq!(freshness(Some(today), Some(i64::MAX), today), Some(Freshness::Fresh));
    }

    #[test]
    fn close_ones_and_bridges_are_worth_waking() {
        let sleeping = Some(Freshness::Sleeping);
        assert!(worth_waking(sleeping, Some(3), false) && worth_waking(sleeping, None, true));
        assert!(!worth_waking(sleeping, Some(2), false) && !worth_waking(Some(Freshness::Overdue), Some(5), true));
    }

    proptest! {
        #[test]
        fn time_only_makes_it_older(a in 0..2000_i64, b in 0..2000_i64, rhythm in 1..400_i64) {
            let today = day("2024-02-29");
            let at = |days: i64| freshness(Some(today - Duration::days(days)), Some(rhythm), today);
            prop_assert!(at(a.min(b)) <= at(a.max(b)));
        }

        #[test]
        fn fresh_until_the_next_touch(days in 0..366_i64, rhythm in 1..400_i64) {
            let (last, today) = (day("2024-02-29"), day("2024-02-29") + Duration::days(days));
            let fresh = freshness(Some(last), Some(rhythm), today) == Some(Freshness::Fresh);
            prop_assert_eq!(fresh, next_touch(Some(last), Some(rhythm)) >= Some(today));
        }
    }
}
