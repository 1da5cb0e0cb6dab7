//! Which question of the bank fits a talk: by the stage of the mentorship, then by where I am in my working life. What was
//! asked already sinks to the end; nothing is ever taken away.

use std::collections::BTreeSet;

use super::content::Question;
use super::kinds::mentorship::{Mentorship, MentorshipState};
use super::kinds::profile::Stage as Life;
use super::likeness::folded;
use super::time::{Day, days_between};

/// So many days before its planned end a mentorship begins to close.
pub const CLOSING_DAYS: i64 = 42;
/// From this part of the planned time on, or this many meetings, it is late.
const LATE: (i64, i64, usize) = (2, 3, 8);

/// When in a mentorship a question fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The first talk.
    First,
    /// The second and third.
    Early,
    /// The long middle.
    Mid,
    /// The last third.
    Late,
    /// The closing.
    Close,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 5] = [Self::First, Self::Early, Self::Mid, Self::Late, Self::Close];

    /// As in the bank.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Early => "early",
            Self::Mid => "mid",
            Self::Late => "late",
            Self::Close => "close",
        }
    }

    /// The stage that is spelt so.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.word() == word)
    }

    /// The stage a mentorship is in before its next talk, with so many meetings held.
    #[must_use]
    pub fn of(mentorship: &Mentorship, held: usize, today: Day) -> Self {
        let left = mentorship.planned_end.map(|end| days_between(today, end));
        if mentorship.state == Some(MentorshipState::WindingDown) || left.is_some_and(|left| left <= CLOSING_DAYS) {
            return Self::Close;
        }
        let gone = mentorship
            .start
            .zip(mentorship.planned_end)
            .is_some_and(|(start, end)| days_between(start, today) * LATE.1 >= days_between(start, end) * LATE.0);
        match held {
            0 => Self::First,
            1 | 2 => Self::Early,
            _ if gone || held >= LATE.2 => Self::Late,
            _ => Self::Mid,
        }
    }

    /// How far a question's stage is from this one; `any` is just behind a perfect fit.
    fn distance(self, word: &str) -> usize {
        match Self::read(word) {
            Some(stage) => 2 * usize::abs_diff(stage as usize, self as usize),
            None => 1,
        }
    }
}

/// The themes that come first, by where I am in my working life; our choice.
const fn themes(life: Option<Life>) -> &'static [&'static str] {
    match life {
        Some(Life::Starting) => &["craft", "background", "industry", "skills", "feedback"],
        Some(Life::Senior) => &["leadership", "reciprocity", "trends", "network", "decision"],
        Some(Life::Changing) => &["career-path", "industry", "decision", "language", "network"],
        Some(Life::Returning) => &["wellbeing", "skills", "background", "career-path", "network"],
        Some(Life::Mid) | None => &["cross-industry", "goal", "obstacle", "feedback", "network"],
    }
}

/// A question of the bank, and whether it was asked before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggested<'q> {
    /// The question.
    pub question: &'q Question,
    /// Whether it stood on an agenda, or in my questions, already.
    pub used: bool,
}

/// The whole bank, best first: what was not used, then what fits the stage, then the themes of my stage of life, then the
/// order of the bank. With a `theme`, only its questions.
#[must_use]
pub fn order<'q>(
    bank: &'q [Question],
    stage: Stage,
    life: Option<Life>,
    theme: Option<&str>,
    used: &[String],
) -> Vec<Suggested<'q>> {
    let first = themes(life);
    let used: BTreeSet<String> = used.iter().map(|text| folded(text)).collect();
    let wanted = |question: &&Question| theme.is_none_or(|theme| question.theme == theme);
    let mut suggested: Vec<_> = bank
        .iter()
        .filter(wanted)
        .map(|question| Suggested { question, used: used.contains(&folded(&question.text)) })
        .collect();
    suggested.sort_by_key(|Suggested { question, used }| {
        let theme = first.iter().position(|theme| *theme == question.theme).unwrap_or(first.len());
        (*used, stage.distance(&question.stage), theme)
    });
    suggested
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;

    fn bank() -> Vec<Question> {
        let rows = [
            ("q1", "first", "background"),
            ("q2", "mid", "leadership"),
            ("q3", "mid", "cross-industry"),
            ("q4", "any", "story"),
            ("q5", "close", "relationship"),
        ];
        let question = |(id, stage, theme): (&str, &str, &str)| Question {
            id: id.to_owned(),
            stage: stage.to_owned(),
            theme: theme.to_owned(),
            text: format!("What of {id}?"),
        };
        rows.map(question).to_vec()
    }

    fn ids(stage: Stage, life: Option<Life>, used: &[&str]) -> Vec<String> {
        let used: Vec<String> = used.iter().map(|text| (*text).to_owned()).collect();
        order(&bank(), stage, life, None, &used).iter().map(|suggested| suggested.question.id.clone()).collect()
    }

    #[test]
    fn claim_68_used_questions_are_marked_and_drop_to_the_end() {
        assert_eq!(ids(Stage::Mid, None, &[])[0], "q3");
        let after = ids(Stage::Mid, None, &["what of Q3"]);
        assert_eq!((after[0].as_str(), after.last().map(String::as_str)), ("q2", Some("q3")));
        let used = [String::from("What of q3?")];
        let bank = bank();
        let marked = order(&bank, Stage::Mid, None, None, &used);
        assert_eq!(marked.iter().filter(|suggested| suggested.used).count(), 1);
    }

    #[test]
    fn claim_83_another_stage_of_life_another_order() {
        assert_eq!(ids(Stage::Mid, Some(Life::Mid), &[])[0], "q3");
        assert_eq!(ids(Stage::Mid, Some(Life::Senior), &[])[0], "q2");
        assert_eq!(ids(Stage::First, None, &[])[..2], ["q1", "q4"], "what fits any stage comes right after");
    }

    #[test]
    fn the_stage_follows_from_the_mentorship() {
        let day = |text| read_day(text).expect("a day");
        let odile =
            Mentorship { start: read_day("2025-01-14"), planned_end: read_day("2026-01-13"), ..Mentorship::default() };
        assert_eq!(Stage::of(&odile, 0, day("2025-01-14")), Stage::First);
        assert_eq!(Stage::of(&odile, 2, day("2025-02-14")), Stage::Early);
        assert_eq!(Stage::of(&odile, 4, day("2025-04-14")), Stage::Mid);
        assert_eq!(Stage::of(&odile, 9, day("2025-09-30")), Stage::Late);
        assert_eq!(Stage::of(&odile, 9, day("2025-12-10")), Stage::Close);
        let ending = Mentorship { state: Some(MentorshipState::WindingDown), ..odile };
        assert_eq!(Stage::of(&ending, 4, day("2025-04-14")), Stage::Close);
        assert!(Stage::ALL.iter().all(|stage| Stage::read(stage.word()) == Some(*stage)));
    }

    #[test]
    fn a_theme_alone() {
        let bank = bank();
        let only = order(&bank, Stage::Mid, None, Some("story"), &[]);
        assert_eq!(only.iter().map(|suggested| suggested.question.id.as_str()).collect::<Vec<_>>(), ["q4"]);
        assert!(order(&[], Stage::Mid, None, None, &[]).is_empty());
    }
}
