//! A talk in steps, as plain values: what is told, what is asked, what was said. A screen draws it, a plain line by line talk
//! asks it; what the answers come to is for the rules of each. Nothing has to be answered, and no answer is guessed at.

use std::collections::BTreeMap;

use super::{Lean, Now, dates};

/// Answers by the name of their question; a question without an answer is not among them.
pub type Said = BTreeMap<String, String>;

/// When something is asked: where another question was answered with one of these words, or at all where none are named.
pub type When = Option<(String, Vec<&'static str>)>;

/// A step: what is told, and what is asked below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// What it is called.
    pub title: String,
    /// What is told before anything is asked.
    pub told: Vec<Told>,
    /// What is asked.
    pub questions: Vec<Question>,
    /// When it is a step at all.
    pub when: When,
}

/// A line that is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// A sentence.
    Line(String),
    /// Something beside the matter.
    Quiet(String),
    /// What wants attention.
    Soon(String),
    /// What has gone well.
    Good(String),
    /// A heading.
    Head(String),
    /// How far something has come: the share that is done and the one that is expected, 0 to 1, its name, its word.
    Bar(Option<f64>, Option<f64>, String, String),
}

impl Told {
    /// As one line of plain text.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Line(text) | Self::Quiet(text) | Self::Soon(text) | Self::Good(text) | Self::Head(text) => {
                text.clone()
            }
            Self::Bar(done, expected, name, word) => {
                let percent = |share: f64| format!("{:.0} %", share.clamp(0.0, 1.0) * 100.0);
                let done = done.map(|share| format!(", {} done", percent(share))).unwrap_or_default();
                let expected = expected.map(|share| format!(", {} expected", percent(share))).unwrap_or_default();
                let word = if word.is_empty() { String::new() } else { format!(": {word}") };
                format!("{name}{word}{done}{expected}")
            }
        }
    }
}

/// What sort of answer is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// One line.
    Line,
    /// A page, to be looked at and changed.
    Page,
    /// A day ahead.
    Day,
    /// A number.
    Number,
    /// A whole number from 1 to this; `-` where the question does not apply.
    Mark(i64),
    /// One of these: the word that is kept, and what is said of it.
    Choice(Vec<(&'static str, String)>),
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name, unlike any other's in the talk.
    pub name: String,
    /// How it is asked.
    pub asks: String,
    /// What an answer looks like, in a few words.
    pub hint: String,
    /// What sort of answer is wanted.
    pub wanted: Wanted,
    /// What stands there to begin with.
    pub preset: String,
    /// When it is asked.
    pub when: When,
}

impl Question {
    /// A question.
    #[must_use]
    pub fn new(name: impl Into<String>, asks: impl Into<String>, hint: impl Into<String>, wanted: Wanted) -> Self {
        let (name, asks, hint) = (name.into(), asks.into(), hint.into());
        Self { name, asks, hint, wanted, preset: String::new(), when: None }
    }

    /// The same with an answer to begin with.
    #[must_use]
    pub fn preset(mut self, text: impl Into<String>) -> Self {
        self.preset = text.into();
        self
    }

    /// The same, asked only where `name` was answered with one of `words`.
    #[must_use]
    pub fn when(mut self, name: impl Into<String>, words: &[&'static str]) -> Self {
        self.when = Some((name.into(), words.to_vec()));
        self
    }

    /// Whether an answer is one; empty is always one.
    ///
    /// # Errors
    /// What would be an answer, in a sentence.
    pub fn check(&self, answer: &str, now: &Now) -> Result<(), String> {
        let text = answer.trim();
        if text.is_empty() {
            return Ok(());
        }
        match &self.wanted {
            Wanted::Line | Wanted::Page => Ok(()),
            Wanted::Day => dates::parse_day(text, now, Lean::Future).map(|_| ()).map_err(|error| error.to_string()),
            Wanted::Number => number(text).map(|_| ()).ok_or_else(|| format!("“{text}” is no number")),
            Wanted::Mark(_) if text == "-" => Ok(()),
            Wanted::Mark(most) => match text.parse::<i64>() {
                Ok(mark) if (1..=*most).contains(&mark) => Ok(()),
                _ => Err(format!("“{text}” is no mark: a whole number from 1 to {most}, or -")),
            },
            Wanted::Choice(words) if words.iter().any(|(word, _)| *word == text) => Ok(()),
            Wanted::Choice(words) => {
                let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
                Err(format!("“{text}” is none of {}", words.join(", ")))
            }
        }
    }
}

/// Whether something is asked after what was said to questions that were asked themselves, [`standing`].
#[must_use]
pub fn is_asked(when: &When, said: &Said) -> bool {
    let fits = |words: &[&str], said: &str| words.is_empty() || words.contains(&said);
    when.as_ref().is_none_or(|(name, words)| answer(said, name).is_some_and(|said| fits(words, said)))
}

/// What was said to a question, without blanks around it; `None` where nothing was.
#[must_use]
pub fn answer<'a>(said: &'a Said, name: &str) -> Option<&'a str> {
    said.get(name).map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// A finite number, with a comma or a point.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite())
}

/// The answers to questions that are asked, in steps that are steps: what stands in others leads nowhere.
#[must_use]
pub fn standing(steps: &[Step], said: &Said) -> Said {
    let mut standing = Said::new();
    for step in steps {
        if !is_asked(&step.when, &standing) {
            continue;
        }
        for question in &step.questions {
            if let (true, Some(text)) = (is_asked(&question.when, &standing), answer(said, &question.name)) {
                standing.insert(question.name.clone(), text.to_owned());
            }
        }
    }
    standing
}

/// The answers that count: those to questions that were asked, in steps that were steps, and that are answers.
///
/// # Errors
/// The number of the step and what would be an answer, for the first that is none.
pub fn heard(steps: &[Step], said: &Said, now: &Now) -> Result<Said, (usize, String)> {
    let mut heard = Said::new();
    for (at, step) in steps.iter().enumerate() {
        if !is_asked(&step.when, &heard) {
            continue;
        }
        for question in &step.questions {
            if !is_asked(&question.when, &heard) {
                continue;
            }
            let Some(text) = answer(said, &question.name) else { continue };
            question.check(text, now).map_err(|why| (at, format!("{} {why}", question.asks)))?;
            heard.insert(question.name.clone(), text.to_owned());
        }
    }
    Ok(heard)
}

/// What stands in the questions to begin with.
#[must_use]
pub fn presets(steps: &[Step]) -> Said {
    let questions = steps.iter().flat_map(|step| &step.questions).filter(|question| !question.preset.is_empty());
    questions.map(|question| (question.name.clone(), question.preset.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{Zone, read_instant};
    use proptest::prelude::*;

    fn now() -> Now {
        Now::new(read_instant("2025-09-30T09:00:00Z").expect("now"), Zone::UTC)
    }

    fn steps() -> Vec<Step> {
        let how = Wanted::Choice(vec![("keep", "keep it".to_owned()), ("drop", "let it go".to_owned())]);
        vec![
            Step {
                title: "A goal".to_owned(),
                questions: vec![
                    Question::new("how", "What now?", "", how),
                    Question::new("why", "Why?", "", Wanted::Line).when("how", &["drop"]),
                    Question::new("mark", "How sure?", "", Wanted::Mark(10)).preset("7"),
                ],
                ..Step::default()
            },
            Step {
                title: "Later".to_owned(),
                when: Some(("how".to_owned(), vec!["keep"])),
                questions: vec![Question::new("day", "By when?", "", Wanted::Day)],
                ..Step::default()
            },
        ]
    }

    fn said(pairs: &[(&str, &str)]) -> Said {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn only_what_was_asked_counts() {
        let all = said(&[("how", "keep"), ("why", "no longer fits"), ("mark", " 8 "), ("day", "fri")]);
        assert_eq!(heard(&steps(), &all, &now()), Ok(said(&[("how", "keep"), ("mark", "8"), ("day", "fri")])));
        let dropped = said(&[("how", "drop"), ("why", "too big"), ("day", "no day")]);
        assert_eq!(heard(&steps(), &dropped, &now()), Ok(said(&[("how", "drop"), ("why", "too big")])));
        assert_eq!(heard(&steps(), &Said::new(), &now()), Ok(Said::new()), "nothing has to be answered");
    }

    #[test]
    fn what_is_no_answer_is_named_with_its_step() {
        for (name, text, at) in [("how", "celebrate", 0), ("mark", "11", 0), ("mark", "seven", 0)] {
            let (step, why) = heard(&steps(), &said(&[(name, text)]), &now()).expect_err(text);
            assert_eq!(step, at);
            assert!(why.contains(text), "{why}");
        }
        let (step, why) = heard(&steps(), &said(&[("how", "keep"), ("day", "31 feb")]), &now()).expect_err("no day");
        assert!(step == 1 && why.contains("31 feb"), "{why}");
        assert!(heard(&steps(), &said(&[("mark", "-")]), &now()).is_ok());
    }

    #[test]
    fn presets_stand_there_to_begin_with() {
        assert_eq!(presets(&steps()), said(&[("mark", "7")]));
        assert_eq!(number(" 7,5 "), Some(7.5));
        assert_eq!((number("many"), number("inf")), (None, None));
        let bar = Told::Bar(Some(0.6), Some(0.827), "Lead analyst".to_owned(), "slipping".to_owned());
        assert_eq!(bar.text(), "Lead analyst: slipping, 60 % done, 83 % expected");
    }

    proptest! {
        #[test]
        fn hearing_never_panics_and_keeps_only_answers(text in "\\PC{0,12}", name in "how|why|mark|day|else") {
            if let Ok(heard) = heard(&steps(), &said(&[(name.as_str(), text.as_str())]), &now()) {
                prop_assert!(heard.len() <= 1);
            }
        }
    }
}
