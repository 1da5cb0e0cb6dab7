//! Whether a mentorship keeps its rhythm of meetings, and when a third meeting wants a nudge. Blames nobody.

use serde::{Serialize, Serializer};

use super::Day;
use super::figures::{real, span};
use super::kinds::meeting::MeetingState;
use super::kinds::mentorship::MentorshipState;

/// Up to this ratio of days to cadence the rhythm is steady.
pub const STEADY: f64 = 1.25;
/// Up to this ratio it is thin; beyond, quiet.
pub const THIN: f64 = 2.0;
/// How often one meets where the mentorship does not say, in days.
pub const CADENCE_DAYS: i64 = 30;
/// After so many meetings the third tends to be put off.
pub const HUMP: usize = 2;

/// A rhythm in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rhythm {
    /// As agreed.
    Steady,
    /// Longer than agreed.
    Thin,
    /// Twice as long as agreed, or more.
    Quiet,
}

impl Rhythm {
    /// As shown and in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Steady => "steady",
            Self::Thin => "thin",
            Self::Quiet => "quiet",
        }
    }
}

impl Serialize for Rhythm {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// Whether a meeting in this state took place.
#[must_use]
pub const fn was_held(state: MeetingState) -> bool {
    matches!(state, MeetingState::Held | MeetingState::Captured | MeetingState::FollowedUp)
}

/// Whether a mentorship in this state has a rhythm to keep: it has begun, does not rest and has not ended.
#[must_use]
pub const fn has_rhythm(state: MentorshipState) -> bool {
    matches!(state, MentorshipState::Forming | MentorshipState::Active | MentorshipState::WindingDown)
}

/// Days since the last held meeting / cadence.
fn ratio(last: Day, cadence_days: Option<i64>, today: Day) -> f64 {
    span(last, today).max(0.0) / real(cadence_days.unwrap_or(CADENCE_DAYS).max(1))
}

/// The rhythm of a mentorship: days since the last held meeting / cadence, up to 1.25 steady, to 2 thin, beyond quiet.
/// `None` before the first meeting.
#[must_use]
pub fn rhythm(last: Option<Day>, cadence_days: Option<i64>, today: Day) -> Option<Rhythm> {
    let ratio = ratio(last?, cadence_days, today);
    Some(match ratio {
        ratio if ratio <= STEADY => Rhythm::Steady,
        ratio if ratio <= THIN => Rhythm::Thin,
        _ => Rhythm::Quiet,
    })
}

/// Whether to offer a ready message: two meetings were held, no next one has a date, and the rhythm is no longer steady.
/// After two talks to get to know each other the mentee feels a burden and the mentor reads the silence as no interest.
#[must_use]
pub fn third_meeting_nudge(
    held: usize,
    next: Option<Day>,
    last: Option<Day>,
    cadence_days: Option<i64>,
    today: Day,
) -> bool {
    let dated = next.is_some_and(|next| next >= today);
    held == HUMP && !dated && last.is_some_and(|last| ratio(last, cadence_days, today) > STEADY)
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

    #[test]
    fn the_demo_mentors() {
        let word = |last, cadence, today| rhythm(Some(day(last)), Some(cadence), day(today)).map(Rhythm::word);
        assert_eq!(word("2025-09-02", 28, "2025-09-30"), Some("steady"), "Odile 28/28");
        assert_eq!(word("2025-09-18", 42, "2025-09-30"), Some("steady"), "Ruben 12/42");
        assert_eq!(word("2025-09-18", 42, "2025-11-20"), Some("thin"), "Ruben 63/42");
        assert_eq!(word("2025-09-02", 28, "2025-11-20"), Some("quiet"), "Odile 79/28");
    }

    #[test]
    fn edges_belong_to_the_better_word() {
        let last = day("2024-02-29");
        let word = |days| rhythm(Some(last), Some(20), last + Duration::days(days)).map(Rhythm::word);
        assert_eq!([25, 26, 40, 41].map(word), ["steady", "thin", "thin", "quiet"].map(Some));
        assert_eq!(rhythm(None, Some(20), last), None);
        assert_eq!(rhythm(Some(last), None, last + Duration::days(37)), Some(Rhythm::Steady));
        assert_eq!(rhythm(Some(last), Some(0), last), Some(Rhythm::Steady));
        assert_eq!(rhythm(Some(last), Some(20), last - Duration::days(9)), Some(Rhythm::Steady));
    }

    #[test]
    fn the_third_meeting_gets_a_nudge() {
        let last = day("2025-03-01");
        let late = last + Duration::days(36);
        let nudge = |held, next, today| third_meeting_nudge(held, next, Some(last), Some(28), today);
        assert!(nudge(2, None, late) && nudge(2, Some(late - Duration::days(1)), late));
        assert!(!nudge(2, Some(late), late) && !nudge(2, None, last + Duration::days(35)));
        assert!(!nudge(1, None, late) && !nudge(3, None, late));
        assert!(!third_meeting_nudge(2, None, None, Some(28), late));
    }

    #[test]
    fn what_counts() {
        assert!(was_held(MeetingState::Captured) && !was_held(MeetingState::Planned) && !was_held(MeetingState::Moved));
        assert!(has_rhythm(MentorshipState::Active) && !has_rhythm(MentorshipState::Paused));
    }

    proptest! {
        #[test]
        fn time_only_thins_it(a in 0..900_i64, b in 0..900_i64, cadence in 1..400_i64) {
            let last = day("2024-02-29");
            let at = |days| rhythm(Some(last), Some(cadence), last + Duration::days(days));
            prop_assert!(at(a.min(b)) <= at(a.max(b)));
        }
    }
}
