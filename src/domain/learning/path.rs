//! A way my working life could go on: what it asks for beside what I have, what it is really like, and the cheapest test
//! of it. Decides nothing.

use serde::Serialize;

use super::said;
use super::skill::{level_of, level_words};
use crate::domain::kinds::path::{Path, PathState};

/// A requirement beside what I have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// Which skill.
    pub skill: String,
    /// The level it asks for.
    pub level: Option<i64>,
    /// My own level; none where it was never rated.
    pub own: Option<i64>,
    /// Required less own, never below 0; none where either is not known.
    pub gap: Option<i64>,
}

impl Gap {
    /// For people: `3 asked, 2 yours: one to go`.
    #[must_use]
    pub fn text(&self) -> String {
        match (self.level, self.own) {
            (Some(level), Some(own)) => {
                let gap = match self.gap.unwrap_or(0) {
                    0 => "there".to_owned(),
                    1 => "one to go".to_owned(),
                    gap => format!("{gap} to go"),
                };
                format!("{level} asked, {own} yours: {gap}")
            }
            (Some(level), None) => {
                let words = level_words(level).map(|words| format!(" ({words})")).unwrap_or_default();
                format!("{level} asked{words}, yours is not rated yet")
            }
            (None, Some(own)) => format!("{own} yours; which level does it ask for?"),
            (None, None) => "which level does it ask for?".to_owned(),
        }
    }
}

/// Required level less own level, skill by skill, in the order of the path.
#[must_use]
pub fn gaps<'a>(path: &Path, skills: impl IntoIterator<Item = (&'a str, Option<i64>)> + Clone) -> Vec<Gap> {
    let gap = |(skill, level): (&str, Option<i64>)| {
        let own = level_of(skill, skills.clone());
        Gap {
            skill: skill.to_owned(),
            level,
            own,
            gap: level.zip(own).map(|(level, own)| level.saturating_sub(own).max(0)),
        }
    };
    path.requirements.iter().filter_map(|asked| Some(gap((said(asked.skill.as_deref())?, asked.level)))).collect()
}

/// What a path needs next: a test first of all, then a source for what was only heard.
#[must_use]
pub fn first_step(path: &Path) -> Option<String> {
    if matches!(path.state, Some(PathState::Chosen | PathState::SetAside)) {
        return None;
    }
    let Some(test) = said(path.test.as_deref()) else {
        return Some("find the cheapest test: what would tell you more within a month?".to_owned());
    };
    let unsourced = path.reality.iter().find(|note| said(note.source.as_deref()).is_none());
    Some(match unsourced.and_then(|note| said(note.text.as_deref())) {
        Some(text) => format!("who says so: “{text}”?"),
        None => test.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kinds::path::{Reality, Requirement};
    use proptest::prelude::*;

    fn path(asked: &[(&str, Option<i64>)]) -> Path {
        let row =
            |(skill, level): &(&str, Option<i64>)| Requirement { skill: Some((*skill).to_owned()), level: *level };
        Path { requirements: asked.iter().map(row).collect(), ..Path::default() }
    }

    #[test]
    fn the_gaps_of_the_demo_journal() {
        let lead = path(&[
            ("Stakeholder talk", Some(4)),
            ("Presenting", Some(4)),
            ("Negotiating", Some(3)),
            ("Budgets", Some(2)),
        ]);
        let mine = [("Presenting", Some(3)), ("Negotiating", Some(2)), ("stakeholder talk ", Some(4))];
        let gaps = gaps(&lead, mine);
        assert_eq!(gaps.iter().map(|gap| gap.gap).collect::<Vec<_>>(), [Some(0), Some(1), Some(1), None]);
        let texts: Vec<String> = gaps.iter().map(Gap::text).collect();
        assert_eq!(texts.first().map(String::as_str), Some("4 asked, 4 yours: there"));
        assert_eq!(texts.last().map(String::as_str), Some("2 asked (manages the usual cases), yours is not rated yet"));
    }

    #[test]
    fn a_path_without_a_test_begins_with_one() {
        let mut lead = path(&[]);
        assert!(first_step(&lead).is_some_and(|step| step.starts_with("find the cheapest test")));
        lead.test = Some("Four weekly meetings".to_owned());
        assert_eq!(first_step(&lead).as_deref(), Some("Four weekly meetings"));
        lead.reality = vec![Reality { text: Some("Half the week is people".to_owned()), source: None }];
        assert_eq!(first_step(&lead).as_deref(), Some("who says so: “Half the week is people”?"));
        lead.state = Some(PathState::Chosen);
        assert_eq!(first_step(&lead), None);
    }

    proptest! {
        #[test]
        fn no_gap_is_below_nothing(level in any::<Option<i64>>(), own in any::<Option<i64>>()) {
            let gaps = gaps(&path(&[("a", level)]), [("A", own)]);
            prop_assert!(gaps.iter().all(|gap| gap.gap.is_none_or(|gap| gap >= 0)));
            prop_assert_eq!(gaps.first().and_then(|gap| gap.gap).is_some(), level.is_some() && own.is_some());
            prop_assert!(gaps.iter().all(|gap| !gap.text().is_empty()));
        }
    }
}
