//! What follows from ideas, skills, primers, paths, choices, feedback and what I write about myself: mostly the next
//! question.

use super::{Derived, hanging};
use crate::domain::ask::About;
use crate::domain::kinds::decision::Decision;
use crate::domain::kinds::feedback::Feedback;
use crate::domain::kinds::insight::Insight;
use crate::domain::kinds::path::Path;
use crate::domain::kinds::primer::Primer;
use crate::domain::kinds::rating::Rating;
use crate::domain::kinds::skill::Skill;
use crate::domain::learning::path::Gap;
use crate::domain::learning::{decision, feedback, insight, path, primer, skill, yet};
use crate::domain::{Now, Record, dates};
use crate::store::{Reader, Result};

impl Reader<'_> {
    pub(super) fn insight_derived(record: &Record, now: &Now) -> Result<Derived> {
        let mut derived = Derived::default();
        let idea: Insight = hanging::read(record)?;
        let today = now.today();
        let next = insight::next(&idea, today);
        derived.set("next_step", next)?;
        if let Some(next) = next {
            derived.line("next", next.question.to_owned());
        }
        let shelf = insight::on_shelf(&idea, now.day_of(record.created), today);
        derived.set("on_shelf", shelf)?;
        if shelf {
            let since = dates::distance(now.day_of(record.created), now);
            derived.line("on the shelf", format!("captured {since}, and left there since"));
        }
        Ok(derived)
    }

    pub(super) fn skill_derived(&self, record: &Record, now: &Now) -> Result<Derived> {
        let mut derived = Derived::default();
        let fields: Skill = hanging::read(record)?;
        let stands = skill::standing(&fields, &self.ratings(record.id)?, now.today());
        if let Some(text) = stands.text() {
            derived.line("level", text);
        }
        if let Some(words) = stands.words {
            derived.line("which is", words.to_owned());
        }
        if let Some(words) = fields.aimed.filter(|aimed| Some(*aimed) > stands.own).and_then(skill::level_words) {
            derived.line("aimed at", words.to_owned());
        }
        if let Some(confidence) = stands.confidence {
            derived.line("confidence", format!("{confidence} of 10"));
        }
        if let Some(evidence) = &stands.evidence {
            derived.line("shown by", evidence.clone());
        }
        if let Some(asks) = stands.asks() {
            derived.line("next", asks.to_owned());
        }
        derived.set("standing", &stands)?;
        derived.about = About::Skill(stands);
        Ok(derived)
    }

    pub(super) fn rating_derived(record: &Record) -> Result<Derived> {
        let mut derived = Derived::default();
        let rating: Rating = hanging::read(record)?;
        for (label, level) in [("mine is", rating.own), ("my mentor's is", rating.mentor)] {
            if let Some(words) = level.and_then(skill::level_words) {
                derived.line(label, words.to_owned());
            }
        }
        Ok(derived)
    }

    pub(super) fn primer_derived(record: &Record) -> Result<Derived> {
        let mut derived = Derived::default();
        let fields: Primer = hanging::read(record)?;
        let questions: Vec<&str> = primer::questions(&fields).iter().map(|line| line.question).collect();
        for question in &questions {
            derived.line("to ask", (*question).to_owned());
        }
        derived.set("questions", questions)?;
        Ok(derived)
    }

    pub(super) fn path_derived(&self, record: &Record, now: &Now) -> Result<Derived> {
        let mut derived = Derived::default();
        let fields: Path = hanging::read(record)?;
        let levels = self.levels(now)?;
        let gaps: Vec<Gap> = path::gaps(&fields, &levels.iter().map(|(title, level)| (title.as_str(), *level)));
        let next = path::first_step(&fields);
        if let Some(next) = &next {
            derived.line("first step", next.clone());
        }
        for gap in &gaps {
            derived.line(&gap.skill, gap.text());
        }
        derived.set("gaps", &gaps)?;
        derived.set("first_step", next)?;
        derived.about = About::Path(gaps);
        Ok(derived)
    }

    pub(super) fn decision_derived(record: &Record, now: &Now) -> Result<Derived> {
        let mut derived = Derived::default();
        let fields: Decision = hanging::read(record)?;
        let asks = decision::asks(&fields, now.today());
        if let Some(asks) = asks {
            derived.line("next", asks.to_owned());
        }
        derived.set("next_step", asks)?;
        derived.set("was_changed", decision::changed(&fields))?;
        Ok(derived)
    }

    pub(super) fn feedback_derived(record: &Record, now: &Now) -> Result<Derived> {
        let mut derived = Derived::default();
        let fields: Feedback = hanging::read(record)?;
        let asks = feedback::asks(&fields);
        if let Some(asks) = asks {
            derived.line("partial", asks.to_owned());
        }
        let came = now.day_of(record.created);
        let waits = feedback::unanswered(&fields, came, now.today());
        if waits {
            derived.line("unanswered", format!("since {}: do, think, or disagree?", dates::say(came, now)));
        }
        derived.set("next_step", asks)?;
        derived.set("unanswered", waits)?;
        Ok(derived)
    }

    /// A fixed statement in what I wrote, with its yet.
    pub(super) fn yet_derived(record: &Record) -> Result<Derived> {
        let mut derived = Derived::default();
        let found = yet::yet(record.text("body"));
        if let Some(found) = &found {
            derived.line("or", format!("“{}.” Who could show you the first inch?", found.yet));
        }
        derived.set("yet", found)?;
        Ok(derived)
    }
}
