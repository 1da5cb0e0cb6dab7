//! Energy, interest and effect over the weeks: a trend in a word, and a card after two low weeks. No health test, no red.

use serde::{Serialize, Serializer};

use super::Day;
use super::figures::{median, real};
use super::kinds::pulse::Pulse;
use super::time::days_between;

/// So many of the last entries are recent.
pub const RECENT: usize = 3;
/// So many before them are the base.
pub const BASE: usize = 6;
/// From so large a change on there is a word for it, in points of 100.
pub const CHANGE: f64 = 15.0;
/// Energy up to this is low.
pub const LOW: i64 = 2;
/// Two entries further apart than this are not of weeks that follow each other, one missing week allowed for.
pub const APART_DAYS: i64 = 20;

/// A trend in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trend {
    /// Lower than before.
    Dip,
    /// As before.
    Steady,
    /// Higher than before.
    Lift,
}

impl Trend {
    /// As shown and in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Dip => "dip",
            Self::Steady => "steady",
            Self::Lift => "lift",
        }
    }
}

impl Serialize for Trend {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// The pulse lately, 0 to 100; `None` before there are nine whole entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Lately {
    /// The median of the last [`RECENT`].
    pub recent: Option<f64>,
    /// The median of the [`BASE`] before.
    pub base: Option<f64>,
    /// Recent less base.
    pub delta: Option<f64>,
    /// That in a word.
    pub word: Option<Trend>,
}

/// `W = ((energy − 1) + (interest − 1) + (effect − 1)) / 12 · 100`; `None` where one of the three is missing.
#[must_use]
pub fn level(pulse: &Pulse) -> Option<f64> {
    let steps = |mark: Option<i64>| Some(mark?.clamp(1, 5) - 1);
    let sum = steps(pulse.energy)? + steps(pulse.interest)? + steps(pulse.effect)?;
    Some(real(sum) / 12.0 * 100.0)
}

/// Entries up to a day, oldest first.
fn dated(pulses: &[Pulse], today: Day) -> Vec<(Day, &Pulse)> {
    let mut dated: Vec<_> = pulses.iter().filter_map(|pulse| Some((pulse.date?, pulse))).collect();
    dated.retain(|(date, _)| *date <= today);
    dated.sort_by_key(|(date, _)| *date);
    dated
}

/// The levels by day, oldest first, for the line: weeks without a whole entry are skipped, never nought.
#[must_use]
pub fn levels(pulses: &[Pulse], today: Day) -> Vec<(Day, f64)> {
    dated(pulses, today).into_iter().filter_map(|(date, pulse)| Some((date, level(pulse)?))).collect()
}

/// The median of the last three entries beside that of the six before: lower by 15 or more a dip, higher by as much a
/// lift, else steady. The three questions are our own words for exhaustion, distance and inefficacy; single items are
/// weak, so that only the trend is said.
#[must_use]
pub fn lately(pulses: &[Pulse], today: Day) -> Lately {
    let levels: Vec<f64> = levels(pulses, today).into_iter().map(|(_, level)| level).collect();
    let Some(from) = levels.len().checked_sub(RECENT + BASE) else { return Lately::default() };
    let middle = |from: usize, count: usize| median(levels.iter().skip(from).take(count).copied());
    let (recent, base) = (middle(from + BASE, RECENT), middle(from, BASE));
    let delta = recent.zip(base).map(|(recent, base)| recent - base);
    // Levels are twelfths of 100 and medians at most halves of those: none is 15 but for its last bit.
    let word = delta.map(|delta| match delta {
        delta if delta <= -CHANGE => Trend::Dip,
        delta if delta >= CHANGE => Trend::Lift,
        _ => Trend::Steady,
    });
    Lately { recent, base, delta, word }
}

/// Whether to show the private card: energy was low in the last two entries, of weeks running, and the last is not long ago.
#[must_use]
pub fn two_low_weeks(pulses: &[Pulse], today: Day) -> bool {
    let marks: Vec<(Day, i64)> =
        dated(pulses, today).into_iter().filter_map(|(date, pulse)| Some((date, pulse.energy?))).collect();
    let [.., (before, earlier), (last, latest)] = marks.as_slice() else { return false };
    let near = |from, to| days_between(from, to) <= APART_DAYS;
    *earlier <= LOW && *latest <= LOW && near(*before, *last) && near(*last, today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;
    use chrono::Duration;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        read_day(text).expect("a day")
    }

    /// The pulse of the demo journal: 38 Fridays from 2025-01-10 on, energy, interest, effect.
    const DEMO: [&str; 3] = [
        "44434434333323222232333434434443444444",
        "44444444433333222333344444444544544545",
        "33434444434333332333444444444454454455",
    ];

    fn demo() -> Vec<Pulse> {
        let marks = DEMO.map(|row| row.chars().map(|mark| mark.to_digit(10).map(i64::from)).collect::<Vec<_>>());
        let [energy, interest, effect] = &marks;
        let rows = energy.iter().zip(interest).zip(effect).enumerate();
        rows.map(|(week, ((energy, interest), effect))| Pulse {
            date: Some(day("2025-01-10") + Duration::weeks(i64::try_from(week).expect("a week"))),
            energy: *energy,
            interest: *interest,
            effect: *effect,
            ..Pulse::default()
        })
        .collect()
    }

    #[test]
    fn the_demo_in_figures() {
        let levels = levels(&demo(), day("2025-09-30"));
        assert_eq!(levels.len(), 38);
        let mean = |levels: &[(Day, f64)]| levels.iter().map(|(_, level)| level).sum::<f64>() / 4.0;
        assert!((mean(&levels[..4]) - 200.0 / 3.0).abs() < 0.05);
        assert!((mean(&levels[34..]) - 83.3).abs() < 0.05);
        let low = levels.iter().min_by(|a, b| a.1.total_cmp(&b.1)).expect("a level");
        assert_eq!(*low, (day("2025-05-02"), 25.0));
    }

    #[test]
    fn the_demo_in_words() {
        let pulses = demo();
        for pulse in &pulses {
            let date = pulse.date.expect("a day");
            let want = match date {
                date if date < day("2025-03-07") => None,
                date if (day("2025-03-21")..=day("2025-05-09")).contains(&date) => Some("dip"),
                date if (day("2025-06-06")..=day("2025-07-04")).contains(&date) => Some("lift"),
                _ => Some("steady"),
            };
            assert_eq!(lately(&pulses, date).word.map(Trend::word), want, "{date}");
        }
    }

    #[test]
    fn the_demo_cards() {
        let pulses = demo();
        let days = pulses.iter().filter_map(|pulse| pulse.date);
        let cards: Vec<_> = days.filter(|day| two_low_weeks(&pulses, *day)).collect();
        assert_eq!(cards, ["2025-04-25", "2025-05-02", "2025-05-09"].map(day));
        assert!(two_low_weeks(&pulses, day("2025-05-15")), "until the next entry");
    }

    #[test]
    fn gaps_are_skipped_and_long_ones_end_a_row() {
        let low = |text: &str| Pulse { date: Some(day(text)), energy: Some(2), ..Pulse::default() };
        let card = |days: [&str; 2], today| two_low_weeks(&days.map(low), day(today));
        assert!(card(["2024-02-16", "2024-03-01"], "2024-03-02"));
        assert!(!card(["2024-01-19", "2024-03-01"], "2024-03-02"));
        assert!(!card(["2024-02-23", "2024-03-01"], "2024-06-01"), "the last is long ago");
        assert!(!two_low_weeks(&[low("2024-03-01")], day("2024-03-01")));
        assert!(!two_low_weeks(&[], day("2024-03-01")));
        assert_eq!(level(&low("2024-03-01")), None, "two of the three are missing");
    }

    #[test]
    fn json_has_the_names_others_rely_on() {
        let json = serde_json::to_string(&lately(&[], day("2025-09-30"))).expect("json");
        assert_eq!(json, r#"{"recent":null,"base":null,"delta":null,"word":null}"#);
        let json = serde_json::to_value(lately(&demo(), day("2025-06-06"))).expect("json");
        assert_eq!(json["word"], "lift");
    }

    proptest! {
        #[test]
        fn bounds_and_any_order(marks in prop::collection::vec((1..=5_i64, 1..=5_i64, prop::option::of(1..=5_i64)), 0..30)) {
            let mut pulses: Vec<_> = marks.iter().enumerate().map(|(week, (energy, interest, effect))| Pulse {
                date: Some(day("2023-12-29") + Duration::weeks(i64::try_from(week).expect("a week"))),
                energy: Some(*energy), interest: Some(*interest), effect: *effect, ..Pulse::default()
            }).collect();
            let today = day("2024-06-29");
            let got = lately(&pulses, today);
            prop_assert_eq!(got.word.is_some(), levels(&pulses, today).len() >= RECENT + BASE);
            prop_assert!(got.recent.is_none_or(|recent| (0.0..=100.0).contains(&recent)));
            let card = two_low_weeks(&pulses, today);
            pulses.reverse();
            prop_assert_eq!(got, lately(&pulses, today));
            prop_assert_eq!(card, two_low_weeks(&pulses, today));
        }
    }
}
