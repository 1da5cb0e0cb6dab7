//! What follows from a record and all that hangs on it: pace and SMART marks of a goal, freshness of a person, rhythm of
//! a mentorship.

mod learning;
mod network;

use super::hanging::{self, Typed};
use super::{Error, Reader, Result};
use crate::domain::ask::{About, Facts, GoalAbout};
use crate::domain::kinds::check_in::CheckIn;
use crate::domain::kinds::goal::Goal;
use crate::domain::kinds::mentorship::Mentorship;
use crate::domain::kinds::milestone::Milestone;
use crate::domain::pace::{self, Pace};
use crate::domain::{Fields, Id, Kind, Now, Record, dates, follow_through, moves, rhythm, smart};

/// Derived values: as JSON beside the record's fields, and as lines for people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Derived {
    /// By the names of the interface.
    pub json: Fields,
    /// Label and value.
    pub lines: Vec<(String, String)>,
    /// For its page on the screen.
    pub about: About,
}

impl Derived {
    fn set(&mut self, name: &str, value: impl serde::Serialize) -> Result<()> {
        let value = serde_json::to_value(value).map_err(|why| Error::Refused(why.to_string()))?;
        self.json.insert(name.to_owned(), value);
        Ok(())
    }

    fn line(&mut self, label: &str, value: String) {
        self.lines.push((label.to_owned(), value));
    }
}

impl Reader<'_> {
    /// What is derived from one record, as of now.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn derived(&self, record: &Record, now: &Now) -> Result<Derived> {
        match record.kind {
            Kind::Goal => self.goal_derived(record, now),
            Kind::Person => self.person_derived(record, now),
            Kind::Mentorship => self.mentorship_derived(record, now),
            Kind::Obstacle => Ok(Derived { lines: self.obstacle_lines(record, now)?, ..Derived::default() }),
            Kind::Action => self.action_derived(record, now),
            Kind::Introduction => self.introduction_derived(record, now),
            Kind::Opportunity => self.opportunity_derived(record),
            Kind::Match => Self::match_derived(record),
            Kind::Insight => Self::insight_derived(record, now),
            Kind::Skill => self.skill_derived(record, now),
            Kind::Rating => Self::rating_derived(record),
            Kind::Primer => Self::primer_derived(record),
            Kind::Path => self.path_derived(record, now),
            Kind::Decision => Self::decision_derived(record, now),
            Kind::Feedback => Self::feedback_derived(record, now),
            Kind::Reflection => Self::yet_derived(record),
            _ => Ok(Derived::default()),
        }
    }

    /// How many meetings a promise of mine has outlived, where they are many.
    fn action_derived(&self, record: &Record, now: &Now) -> Result<Derived> {
        let mut derived = Derived::default();
        let created = crate::domain::time::instant_text(record.created);
        let typed = Typed { id: record.id, title: record.title.clone(), created, fields: hanging::read(record)? };
        if let (Facts::Promise(facts), true) =
            (self.promise_facts(&typed, now)?, follow_through::is_mine(&typed.fields))
            && facts.carried >= follow_through::CARRIED_OFTEN
        {
            derived.line("carried", format!("over {} meetings: shrink it, schedule it, or let it go?", facts.carried));
        }
        Ok(derived)
    }

    /// The pace of a goal with what hangs on it.
    pub(super) fn pace_of(&self, id: Id, goal: &Goal, now: &Now) -> Result<(Pace, Vec<CheckIn>, Vec<Milestone>)> {
        let check_ins: Vec<CheckIn> = self.hanging(id, "goal")?.into_iter().map(|typed| typed.fields).collect();
        let milestones: Vec<Milestone> = self.hanging(id, "goal")?.into_iter().map(|typed| typed.fields).collect();
        Ok((pace::pace(goal, &check_ins, &milestones, now.today()), check_ins, milestones))
    }

    fn goal_derived(&self, record: &Record, now: &Now) -> Result<Derived> {
        let mut derived = Derived::default();
        let goal: Goal = hanging::read(record)?;
        let (pace, check_ins, milestones) = self.pace_of(record.id, &goal, now)?;
        let smart = smart::smart(&goal, &check_ins, &milestones, now.today());
        derived.line("pace", pace.sentence(now.today()));
        let moves = self.goal_moves(record.id, now)?;
        for (label, text) in [("date", moves::dates_text(&moves)), ("target", moves::target_text(&moves))] {
            if let Some(text) = text {
                derived.line(label, text);
            }
        }
        for (_, name, letter) in smart.letters() {
            let question = letter.question.map(|question| format!(": {question}")).unwrap_or_default();
            derived.line(name, format!("{}{question}", letter.mark.word()));
        }
        derived.set("smart", smart)?;
        derived.set("pace", &pace)?;
        let day = |check_in: &CheckIn| check_in.date.is_none_or(|day| day <= now.today());
        let with_id = |typed: Typed<CheckIn>| (typed.id, typed.fields);
        let check_ins = self.hanging(record.id, "goal")?.into_iter().map(with_id);
        let mut milestones: Vec<_> = self
            .hanging(record.id, "goal")?
            .into_iter()
            .map(|typed: Typed<Milestone>| (typed.id, typed.fields))
            .collect();
        milestones.sort_by_key(|(_, milestone)| milestone.due);
        derived.about = About::Goal(Box::new(GoalAbout {
            check_ins: check_ins.filter(|(_, check_in)| day(check_in)).collect(),
            goal,
            pace,
            smart,
            milestones,
        }));
        derived.set("moves", &moves)?;
        Ok(derived)
    }

    fn mentorship_derived(&self, record: &Record, now: &Now) -> Result<Derived> {
        let mut derived = Derived::default();
        let mentorship: Mentorship = hanging::read(record)?;
        let Some(person) = mentorship.person else { return Ok(derived) };
        let last = self.last_meeting(person, now)?;
        let live = mentorship.state.is_some_and(rhythm::has_rhythm);
        let word = rhythm::rhythm(last, mentorship.cadence_days, now.today()).filter(|_| live);
        derived.set("last_meeting", last)?;
        derived.set("rhythm", word)?;
        if let (Some(day), Some(word)) = (last, word) {
            derived.line("rhythm", format!("{}, last meeting {}", word.word(), dates::distance(day, now)));
        }
        Ok(derived)
    }
}
