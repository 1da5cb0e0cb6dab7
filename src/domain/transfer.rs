//! Whether ideas from other fields are carried home: how many came to be used, and which lie on the shelf.

use super::Day;
use super::figures::{Share, median};
use super::kinds::insight::{Insight, InsightState};
use super::time::days_between;

/// An idea is asked about once it was captured so many days ago.
pub const ASKED_AFTER: i64 = 60;
/// An idea still as captured after more than so many days lies on the shelf.
pub const SHELF_AFTER: i64 = 45;

/// An insight and the day it was captured.
pub type Captured<'a> = (Day, &'a Insight);

/// The state an insight was in on a day; what it came to later it had not come to.
#[must_use]
pub fn state_on(insight: &Insight, day: Day) -> InsightState {
    let state = insight.state.unwrap_or(InsightState::Captured);
    if insight.state_since.is_some_and(|since| since > day) { InsightState::Captured } else { state }
}

/// Whether an idea was carried over: it has the principle and a version of my own.
#[must_use]
pub fn is_transfer(insight: &Insight) -> bool {
    let said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    said(&insight.principle) && said(&insight.my_version)
}

/// (adopted + adapted) / all captured at least 60 days ago.
#[must_use]
pub fn transfer_rate(insights: &[Captured], today: Day) -> Share {
    let asked = insights.iter().filter(|(captured, _)| days_between(*captured, today) >= ASKED_AFTER);
    Share::of(asked, |(_, insight)| matches!(state_on(insight, today), InsightState::Adopted | InsightState::Adapted))
}

/// The insights that are as they were captured more than 45 days ago, oldest first.
#[must_use]
pub fn shelf<'a>(insights: &[Captured<'a>], today: Day) -> Vec<Captured<'a>> {
    let lies = |(captured, insight): &Captured| {
        days_between(*captured, today) > SHELF_AFTER && state_on(insight, today) == InsightState::Captured
    };
    let mut shelf: Vec<_> = insights.iter().copied().filter(lies).collect();
    shelf.sort_by_key(|(captured, _)| *captured);
    shelf
}

/// The median of the days from capturing to trying, from the history of their states; `None` for none.
#[must_use]
pub fn median_days_to_trial(spans: impl IntoIterator<Item = (Day, Day)>) -> Option<f64> {
    median(spans.into_iter().map(|(captured, trialled)| super::figures::span(captured, trialled).max(0.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        read_day(text).expect("a day")
    }

    /// The insights of the demo journal: captured, state, since.
    const DEMO: [(&str, InsightState, &str); 18] = [
        ("2025-01-14", InsightState::Adopted, "2025-02-17"),
        ("2025-01-29", InsightState::Captured, "2025-01-29"),
        ("2025-02-11", InsightState::Adapted, "2025-03-07"),
        ("2025-02-20", InsightState::Adopted, "2025-03-17"),
        ("2025-03-11", InsightState::Trialled, "2025-04-02"),
        ("2025-03-27", InsightState::Adopted, "2025-05-20"),
        ("2025-04-08", InsightState::Adopted, "2025-06-13"),
        ("2025-04-30", InsightState::Adopted, "2025-05-08"),
        ("2025-05-06", InsightState::Adapted, "2025-06-16"),
        ("2025-05-15", InsightState::Adopted, "2025-06-12"),
        ("2025-06-03", InsightState::Adopted, "2025-06-27"),
        ("2025-06-26", InsightState::Adopted, "2025-07-09"),
        ("2025-07-08", InsightState::Rejected, "2025-07-24"),
        ("2025-07-30", InsightState::Captured, "2025-07-30"),
        ("2025-08-05", InsightState::Adopted, "2025-08-28"),
        ("2025-08-07", InsightState::Adopted, "2025-08-27"),
        ("2025-09-02", InsightState::Captured, "2025-09-02"),
        ("2025-09-18", InsightState::Captured, "2025-09-18"),
    ];

    fn demo() -> Vec<(Day, Insight)> {
        let insight = |(captured, state, since): &(&str, InsightState, &str)| {
            let insight = Insight { state: Some(*state), state_since: Some(day(since)), ..Insight::default() };
            (day(captured), insight)
        };
        DEMO.iter().map(insight).collect()
    }

    fn refs(insights: &[(Day, Insight)]) -> Vec<Captured<'_>> {
        insights.iter().map(|(captured, insight)| (*captured, insight)).collect()
    }

    #[test]
    fn the_demo_ideas() {
        let insights = demo();
        let today = day("2025-09-30");
        assert_eq!(transfer_rate(&refs(&insights), today), Share { part: 10, whole: 14 });
        let shelf: Vec<_> = shelf(&refs(&insights), today).into_iter().map(|(captured, _)| captured).collect();
        assert_eq!(shelf, ["2025-01-29", "2025-07-30"].map(day));
        let spring = transfer_rate(&refs(&insights), day("2025-04-30"));
        assert_eq!(spring, Share { part: 3, whole: 4 }, "the one of May had not come yet");
    }

    #[test]
    fn edges() {
        let fresh = Insight::default();
        let captured = day("2024-02-29");
        let of = |text| {
            (transfer_rate(&[(captured, &fresh)], day(text)).whole, shelf(&[(captured, &fresh)], day(text)).len())
        };
        assert_eq!(of("2024-04-14"), (0, 0));
        assert_eq!(of("2024-04-15"), (0, 1));
        assert_eq!(of("2024-04-29"), (1, 1));
        assert_eq!(transfer_rate(&[], captured), Share::default());
        assert_eq!(median_days_to_trial([(captured, day("2024-03-01"))]), Some(1.0));
        assert_eq!(median_days_to_trial([]), None);
        let own = |version: &str| Insight {
            principle: Some("agree before the rush".to_owned()),
            my_version: Some(version.to_owned()),
            ..Insight::default()
        };
        assert!(is_transfer(&own("three colours at the door")) && !is_transfer(&own(" ")) && !is_transfer(&fresh));
    }

    proptest! {
        #[test]
        fn the_order_of_insights_is_nothing(turn in 0..18_usize, days in 0..900_i64) {
            let insights = demo();
            let today = day("2024-02-29") + chrono::Duration::days(days);
            let mut turned = refs(&insights);
            turned.rotate_left(turn);
            let rate = transfer_rate(&refs(&insights), today);
            prop_assert!(rate.part <= rate.whole);
            prop_assert_eq!(rate, transfer_rate(&turned, today));
            prop_assert_eq!(shelf(&refs(&insights), today), shelf(&turned, today));
        }
    }
}
