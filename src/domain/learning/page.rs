//! The learning page as plain values: the pipeline, what is asked next, the toolbox, pairs, skills and who covers them.

use serde::Serialize;

use super::insight::{Drawer, Next};
use super::pairs::Pair;
use super::skill::{Cover, Standing};
use crate::domain::figures::Share;
use crate::domain::kinds::insight::InsightState as State;
use crate::domain::{Day, Id};

/// How many ideas stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pipeline {
    /// As they were said.
    pub captured: usize,
    /// With a principle and a version of mine.
    pub translated: usize,
    /// Being tried, or tried without a verdict.
    pub trialled: usize,
    /// In use as they were.
    pub adopted: usize,
    /// In use, changed.
    pub adapted: usize,
    /// Not for here.
    pub rejected: usize,
    /// Put aside.
    pub shelved: usize,
}

impl Pipeline {
    /// Counts ideas by their state.
    #[must_use]
    pub fn of(states: impl IntoIterator<Item = State>) -> Self {
        let mut counts = Self::default();
        for state in states {
            *counts.place(state) += 1;
        }
        counts
    }

    fn place(&mut self, state: State) -> &mut usize {
        match state {
            State::Captured => &mut self.captured,
            State::Translated => &mut self.translated,
            State::Trialled => &mut self.trialled,
            State::Adopted => &mut self.adopted,
            State::Adapted => &mut self.adapted,
            State::Rejected => &mut self.rejected,
            State::Shelved => &mut self.shelved,
        }
    }

    /// All of them.
    #[must_use]
    pub const fn all(&self) -> usize {
        self.captured + self.translated + self.trialled + self.adopted + self.adapted + self.rejected + self.shelved
    }

    /// The stages with their names, in the order of the way.
    #[must_use]
    pub const fn stages(&self) -> [(&'static str, usize); 7] {
        [
            ("captured", self.captured),
            ("translated", self.translated),
            ("trialled", self.trialled),
            ("adopted", self.adopted),
            ("adapted", self.adapted),
            ("rejected", self.rejected),
            ("shelved", self.shelved),
        ]
    }
}

/// An idea and what its next step asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// Which insight.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// The field it comes from.
    pub industry: Option<String>,
    /// Who it comes from.
    pub person: Option<String>,
    /// How far it has come.
    pub state: &'static str,
    /// The day it was captured.
    pub captured: Day,
    /// What comes next.
    pub next: Option<Next>,
}

/// A skill, where it stands, and who could show it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SkillRow {
    /// Where it stands.
    #[serde(flatten)]
    pub standing: Standing,
    /// Which one, and who covers it.
    #[serde(flatten)]
    pub cover: Cover,
}

/// A primer and what is not known yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrimerRow {
    /// Which one.
    pub id: Id,
    /// The industry.
    pub industry: String,
    /// How many of its eight lines are empty.
    pub empty: usize,
}

/// Everything the learning page tells.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Page {
    /// How many ideas stand where.
    pub pipeline: Pipeline,
    /// Of ideas two months old, how many are in use.
    pub transfer: Share,
    /// Ideas on their way and what they ask next, the newest first.
    pub next: Vec<Asked>,
    /// Ideas that only lie there, the oldest first.
    pub shelf: Vec<Asked>,
    /// Ideas in use, by problem.
    pub toolbox: Vec<Drawer>,
    /// Ideas from two fields on one theme.
    pub pairs: Vec<Pair>,
    /// Skills, by name.
    pub skills: Vec<SkillRow>,
    /// Primers, by industry.
    pub primers: Vec<PrimerRow>,
    /// Industries of mentors without a primer.
    pub without_primer: Vec<String>,
    /// How many choices others' input changed.
    pub decisions_changed: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_its_place() {
        let states = State::WORDS.iter().filter_map(|word| State::read(word));
        let counts = Pipeline::of(states.clone().chain([State::Adapted]));
        assert!(counts.stages().iter().all(|(name, count)| *count == if *name == "adapted" { 2 } else { 1 }));
        assert_eq!(counts.all(), State::WORDS.len() + 1);
        assert_eq!(counts.stages().map(|(name, _)| name).to_vec(), State::WORDS);
    }
}
