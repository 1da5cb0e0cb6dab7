//! Feedback as situation, behaviour, impact: what is missing is a question to the one who gave it, and no fault.

use super::said;
use crate::domain::Day;
use crate::domain::kinds::feedback::{Feedback, FeedbackKind};
use crate::domain::time::days_between;

/// Feedback without an answer is brought up after so many days.
pub const ANSWER_AFTER: i64 = 14;

/// What to ask the giver, where a part is missing; only of feedback in the narrow sense.
#[must_use]
pub fn asks(feedback: &Feedback) -> Option<&'static str> {
    if !matches!(feedback.feedback_kind, None | Some(FeedbackKind::Feedback | FeedbackKind::Praise)) {
        return None;
    }
    let has = |text: &Option<String>| said(text.as_deref()).is_some();
    if !has(&feedback.situation) {
        Some("ask: when and where was that?")
    } else if !has(&feedback.behaviour) {
        Some("ask: what exactly did you see or hear?")
    } else if !has(&feedback.impact) {
        Some("ask: what was the effect?")
    } else {
        None
    }
}

/// Whether it has been left without an answer for more than two weeks.
#[must_use]
pub fn unanswered(feedback: &Feedback, came: Day, today: Day) -> bool {
    feedback.responded.is_none() && feedback.response_kind.is_none() && days_between(came, today) > ANSWER_AFTER
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;

    #[test]
    fn what_is_missing_is_asked_in_order() {
        let some = |text: &str| Some(text.to_owned());
        let mut feedback = Feedback::default();
        assert_eq!(asks(&feedback), Some("ask: when and where was that?"));
        feedback.situation = some("dry run");
        assert_eq!(asks(&feedback), Some("ask: what exactly did you see or hear?"));
        feedback.behaviour = some("an apology");
        assert_eq!(asks(&feedback), Some("ask: what was the effect?"));
        feedback.impact = some("she stopped believing it");
        assert_eq!(asks(&feedback), None);
        assert_eq!(asks(&Feedback { feedback_kind: Some(FeedbackKind::Question), ..Feedback::default() }), None);
    }

    #[test]
    fn two_weeks_are_left_in_peace() {
        let day = |text| read_day(text).expect("a day");
        let open = Feedback::default();
        assert!(!unanswered(&open, day("2025-09-16"), day("2025-09-30")));
        assert!(unanswered(&open, day("2025-09-15"), day("2025-09-30")));
        let answered = Feedback { responded: Some(day("2025-09-29")), ..open };
        assert!(!unanswered(&answered, day("2025-01-01"), day("2025-09-30")));
    }
}
