//! How good I am at something, in words: mine beside my mentor's, then and now, and who could show me. Compares me with
//! nobody but myself.

use serde::Serialize;

use super::{key, said};
use crate::domain::kinds::rating::Rating;
use crate::domain::kinds::skill::{Skill, SkillGroup};
use crate::domain::{Day, Id};

/// What a level from 1 to 5 looks like, in our own words (five stages after Dreyfus and Dreyfus 1980).
pub const LEVELS: [&str; 5] = [
    "follows steps with help",
    "manages the usual cases",
    "plans own work, handles exceptions",
    "sees the whole, adjusts to context, guides others",
    "others come for judgement; invents ways",
];
/// From this level on, evidence is asked for.
pub const EVIDENCE_FROM: i64 = 3;

/// What a level looks like; `None` outside 1 to 5.
#[must_use]
pub fn level_words(level: i64) -> Option<&'static str> {
    LEVELS.get(usize::try_from(level.checked_sub(1)?).ok()?).copied()
}

/// Where a skill stands on a day.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Standing {
    /// My first rating.
    pub from: Option<i64>,
    /// My last one.
    pub own: Option<i64>,
    /// My mentor's last one.
    pub mentor: Option<i64>,
    /// The level I aim at.
    pub aimed: Option<i64>,
    /// How sure I am, 1 to 10, as last said.
    pub confidence: Option<i64>,
    /// The last less the first; none with fewer than two ratings of mine.
    pub delta: Option<i64>,
    /// My ratings, oldest first.
    pub line: Vec<i64>,
    /// What shows the last one.
    pub evidence: Option<String>,
    /// The day of the last rating.
    pub rated: Option<Day>,
    /// What my last rating looks like.
    pub words: Option<&'static str>,
}

/// Where a skill stands on a day, from its ratings in any order; those that lie ahead or have no date do not count.
#[must_use]
pub fn standing(skill: &Skill, ratings: &[Rating], today: Day) -> Standing {
    let mut past: Vec<&Rating> =
        ratings.iter().filter(|rating| rating.date.is_some_and(|date| date <= today)).collect();
    past.sort_by_key(|rating| rating.date);
    let line: Vec<i64> = past.iter().filter_map(|rating| rating.own).map(|own| own.clamp(1, 5)).collect();
    let own = line.last().copied();
    let last = past.iter().rev().find(|rating| rating.own.is_some());
    Standing {
        from: line.first().copied(),
        own,
        mentor: past.iter().rev().find_map(|rating| rating.mentor).map(|level| level.clamp(1, 5)),
        aimed: skill.aimed.map(|level| level.clamp(1, 5)),
        confidence: past.iter().rev().find_map(|rating| rating.confidence),
        delta: (line.len() > 1).then(|| own.unwrap_or(0) - line.first().copied().unwrap_or(0)),
        evidence: last.and_then(|rating| said(rating.evidence.as_deref())).map(str::to_owned),
        rated: past.last().and_then(|rating| rating.date),
        words: own.and_then(level_words),
        line,
    }
}

impl Standing {
    /// Both views and what moved, for people: `2 → 4 of 4 aimed, mentor 4`.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        let own = self.own?;
        let mut text = match self.from {
            Some(from) if from != own => format!("{from} → {own}"),
            _ => own.to_string(),
        };
        if let Some(aimed) = self.aimed {
            text.push_str(&format!(" of {aimed} aimed"));
        }
        text.push_str(&match self.mentor {
            Some(mentor) => format!(", mentor {mentor}"),
            None => ", mentor not asked yet".to_owned(),
        });
        Some(text)
    }

    /// What it asks for next, where it asks for something.
    #[must_use]
    pub fn asks(&self) -> Option<&'static str> {
        match (self.own, self.mentor, &self.evidence) {
            (None, ..) => Some("how good are you today, 1 to 5?"),
            (Some(own), _, None) if own >= EVIDENCE_FROM => Some("what shows it?"),
            (Some(own), Some(mentor), _) if own.abs_diff(mentor) >= 2 => {
                Some("you two see it differently: worth five minutes")
            }
            (Some(_), None, _) => Some("how does your mentor see it?"),
            _ => None,
        }
    }
}

/// Who could show me a skill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cover {
    /// Which skill.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// Core, domain or tool.
    pub group: Option<&'static str>,
    /// Who helps with it, the best first.
    pub helpers: Vec<String>,
    /// How many more do.
    pub more: usize,
}

impl Cover {
    /// So many names are told.
    pub const NAMES: usize = 4;

    /// A row of the grid.
    #[must_use]
    pub fn new(id: Id, title: &str, group: Option<SkillGroup>, helpers: &[String]) -> Self {
        Self {
            id,
            title: title.to_owned(),
            group: group.map(SkillGroup::word),
            helpers: helpers.iter().take(Self::NAMES).cloned().collect(),
            more: helpers.len().saturating_sub(Self::NAMES),
        }
    }

    /// How well it is covered: `nobody yet`, `only Kit Arden`, or the names.
    #[must_use]
    pub fn words(&self) -> String {
        match (self.helpers.as_slice(), self.more) {
            ([], _) => "nobody yet".to_owned(),
            ([one], 0) => format!("only {one}"),
            (names, 0) => names.join(", "),
            (names, more) => format!("{} and {more} more", names.join(", ")),
        }
    }
}

/// The latest of my levels in a skill that goes by this name; `None` where there is none.
#[must_use]
pub fn level_of<'a>(name: &str, skills: impl IntoIterator<Item = (&'a str, Option<i64>)>) -> Option<i64> {
    let name = key(name);
    skills.into_iter().find(|(title, _)| key(title) == name).and_then(|(_, level)| level)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;
    use proptest::prelude::*;

    fn rating(date: &str, own: Option<i64>, mentor: Option<i64>) -> Rating {
        Rating { date: read_day(date), own, mentor, ..Rating::default() }
    }

    fn day(text: &str) -> Day {
        read_day(text).expect("a day")
    }

    #[test]
    fn the_skills_of_the_demo_journal() {
        let skill = Skill { aimed: Some(4), ..Skill::default() };
        let ratings = [
            rating("2025-09-26", Some(4), Some(4)),
            rating("2025-01-10", Some(2), None),
            rating("2025-07-08", Some(3), Some(3)),
            rating("2025-12-01", Some(5), Some(5)),
        ];
        let stands = standing(&skill, &ratings, day("2025-09-30"));
        assert_eq!((stands.from, stands.own, stands.mentor, stands.delta), (Some(2), Some(4), Some(4), Some(2)));
        assert_eq!(stands.line, [2, 3, 4]);
        assert_eq!(stands.text().as_deref(), Some("2 → 4 of 4 aimed, mentor 4"));
        assert_eq!(stands.words, Some("sees the whole, adjusts to context, guides others"));
        assert_eq!(stands.asks(), Some("what shows it?"));
        let january = standing(&skill, &ratings, day("2025-01-31"));
        assert_eq!((january.text().as_deref(), january.delta), (Some("2 of 4 aimed, mentor not asked yet"), None));
        assert_eq!(january.asks(), Some("how does your mentor see it?"));
        let never = standing(&skill, &[], day("2025-01-31"));
        assert_eq!((never.text(), never.asks()), (None, Some("how good are you today, 1 to 5?")));
    }

    #[test]
    fn views_that_differ_by_two_are_worth_a_talk() {
        let mut low = rating("2025-01-01", Some(2), Some(4));
        low.evidence = Some("x".to_owned());
        let stands = standing(&Skill::default(), &[low], day("2025-01-01"));
        assert_eq!(stands.asks(), Some("you two see it differently: worth five minutes"));
        assert_eq!(stands.text().as_deref(), Some("2, mentor 4"));
    }

    #[test]
    fn words_for_levels_and_covers() {
        assert_eq!((level_words(0), level_words(6), level_words(i64::MIN)), (None, None, None));
        assert!((1..=5).all(|level| level_words(level).is_some()));
        let cover = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            Cover::new(Id::from_bytes(&[1; 16]).expect("an id"), "Negotiating", None, &names).words()
        };
        assert_eq!(cover(&[]), "nobody yet");
        assert_eq!(cover(&["Kit"]), "only Kit");
        assert_eq!(cover(&["a", "b", "c", "d", "e"]), "a, b, c, d and 1 more");
        assert_eq!(level_of(" negotiating", [("Negotiating", Some(2)), ("Other", None)]), Some(2));
        assert_eq!(level_of("Nothing", [("Negotiating", Some(2))]), None);
    }

    proptest! {
        #[test]
        fn the_order_of_ratings_is_nothing(days in prop::collection::btree_map(0..400_i64, (prop::option::of(-1..9_i64), prop::option::of(1..=5_i64)), 0..8)) {
            let today = day("2025-06-01");
            let mut ratings: Vec<Rating> = days.into_iter().map(|(at, (own, mentor))| Rating {
                date: today.checked_sub_signed(chrono::Duration::days(at - 50)), own, mentor, ..Rating::default()
            }).collect();
            let first = standing(&Skill::default(), &ratings, today);
            ratings.reverse();
            prop_assert_eq!(&first, &standing(&Skill::default(), &ratings, today));
            prop_assert!(first.line.iter().all(|level| (1..=5).contains(level)));
            prop_assert!(first.delta.is_none_or(|delta| delta.abs() <= 4));
        }
    }
}
