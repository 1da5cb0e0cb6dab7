//! Whether those who gave advice heard what became of it. Declining is fine, silence is not; nobody is scored.

use super::Day;
use super::figures::Share;
use super::kinds::advice::Advice;
use super::time::days_between;

/// What I decided more than so many days ago should have been told back by now.
pub const TOLD_AFTER: i64 = 30;

/// How long ago I decided on advice, in days; `None` where I have not by `today`.
#[must_use]
pub fn days_since_call(advice: &Advice, today: Day) -> Option<i64> {
    advice.called.map(|called| days_between(called, today)).filter(|days| *days >= 0)
}

/// Whether the giver had heard by a day.
#[must_use]
pub fn is_told(advice: &Advice, today: Day) -> bool {
    advice.told_back.is_some_and(|told| told <= today)
}

/// Whether a call is so old that the giver should have heard of it.
fn is_asked(advice: &Advice, today: Day) -> bool {
    days_since_call(advice, today).is_some_and(|days| days > TOLD_AFTER)
}

/// Advice told back / advice with a call older than 30 days. Mentors lose heart when advice vanishes (Straus et al. 2013).
#[must_use]
pub fn told_back<'a>(advice: impl IntoIterator<Item = &'a Advice>, today: Day) -> Share {
    Share::of(advice.into_iter().filter(|advice| is_asked(advice, today)), |advice| is_told(advice, today))
}

/// Advice whose call is older than 30 days and whose giver has not heard, with the days since the call.
#[must_use]
pub fn untold(advice: &Advice, today: Day) -> Option<i64> {
    days_since_call(advice, today).filter(|_| is_asked(advice, today) && !is_told(advice, today))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        read_day(text).expect("a day")
    }

    /// The advice of the demo journal: called, told back.
    const DEMO: [(Option<&str>, Option<&str>); 12] = [
        (Some("2025-03-24"), Some("2025-04-30")),
        (Some("2025-02-14"), Some("2025-03-11")),
        (Some("2025-03-28"), Some("2025-06-26")),
        (Some("2025-04-11"), Some("2025-06-03")),
        (Some("2025-05-02"), Some("2025-07-30")),
        (Some("2025-06-27"), Some("2025-08-07")),
        (Some("2025-07-11"), Some("2025-08-05")),
        (Some("2025-08-27"), None),
        (Some("2025-08-08"), Some("2025-09-02")),
        (Some("2025-08-08"), Some("2025-09-18")),
        (Some("2025-09-05"), Some("2025-09-11")),
        (Some("2025-09-19"), None),
    ];

    fn demo() -> Vec<Advice> {
        let advice = |(called, told): &(Option<&str>, Option<&str>)| Advice {
            called: called.map(day),
            told_back: told.map(day),
            ..Advice::default()
        };
        DEMO.iter().map(advice).collect()
    }

    #[test]
    fn the_demo_advice() {
        let (advice, today) = (demo(), day("2025-09-30"));
        assert_eq!(told_back(&advice, today), Share { part: 9, whole: 10 });
        let waiting: Vec<_> = advice.iter().filter_map(|advice| untold(advice, today)).collect();
        assert_eq!(waiting, [34], "send the answer first");
        assert_eq!(told_back(&advice, day("2025-06-01")), Share { part: 2, whole: 4 });
    }

    #[test]
    fn edges() {
        let advice = Advice { called: Some(day("2024-01-30")), ..Advice::default() };
        assert_eq!(untold(&advice, day("2024-02-29")), None);
        assert_eq!(untold(&advice, day("2024-03-01")), Some(31));
        assert_eq!(untold(&Advice::default(), day("2024-03-01")), None, "no call yet");
        assert_eq!(told_back([], day("2024-03-01")), Share::default());
        assert_eq!(days_since_call(&advice, day("2024-01-01")), None);
    }

    proptest! {
        #[test]
        fn told_and_untold_make_all(days in 0..900_i64) {
            let (advice, today) = (demo(), day("2024-12-31") + chrono::Duration::days(days));
            let share = told_back(&advice, today);
            let waiting = advice.iter().filter(|advice| untold(advice, today).is_some()).count();
            prop_assert_eq!(share.part + waiting, share.whole);
        }
    }
}
