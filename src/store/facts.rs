//! What a row of a list says beyond its record: how far a goal has come, where somebody stands, what an idea asks next.

use super::{Reader, Result};
use crate::domain::ask::{Facts, IdeaFacts, PersonFacts};
use crate::domain::kinds::Described;
use crate::domain::kinds::feedback::Feedback;
use crate::domain::kinds::goal::Goal;
use crate::domain::kinds::insight::Insight;
use crate::domain::kinds::introduction::Introduction;
use crate::domain::kinds::opportunity::Opportunity;
use crate::domain::kinds::person::Person;
use crate::domain::kinds::primer::Primer;
use crate::domain::kinds::skill::Skill;
use crate::domain::kinds::term::Term;
use crate::domain::learning::{feedback, glossary, insight, primer, skill};
use crate::domain::network::{self, Known, chance, introduction};
use crate::domain::{Id, Kind, Now, transfer};

use super::hanging::Typed;

impl Reader<'_> {
    /// What is worked out for one thing beyond its record. In a list asked for the rows of one window only.
    pub(super) fn facts(&self, kind: Kind, id: Id, title: &str, now: &Now) -> Result<Facts> {
        Ok(self.some_facts(kind, id, title, now)?.unwrap_or_default())
    }

    /// The same; nothing where the kind has none, or the row is gone meanwhile.
    fn some_facts(&self, kind: Kind, id: Id, title: &str, now: &Now) -> Result<Option<Facts>> {
        let today = now.today();
        Ok(match kind {
            Kind::Goal => match self.of_id::<Goal>(id)? {
                Some(goal) => Some(Facts::Goal(self.goal_now(&goal, now)?.row)),
                None => None,
            },
            Kind::Person => self.person_facts(id, now)?,
            Kind::Introduction => {
                let Some(Typed { fields, .. }) = self.of_id::<Introduction>(id)? else { return Ok(None) };
                let (target, via) = (self.name(fields.target)?, self.name(fields.via)?);
                let names = [target.as_deref(), via.as_deref()];
                Some(Facts::Introduction(introduction::going(id, title, &fields, names, today)))
            }
            Kind::Opportunity => {
                let Some(Typed { fields, .. }) = self.of_id::<Opportunity>(id)? else { return Ok(None) };
                let people = self.chain_of(fields.via)?;
                Some(Facts::Opportunity(chance::chance(id, title, &fields, &people)))
            }
            Kind::Insight => self.idea_facts(id, now)?,
            Kind::Skill => {
                let Some(Typed { fields, .. }) = self.of_id::<Skill>(id)? else { return Ok(None) };
                Some(Facts::Skill(skill::standing(&fields, &self.ratings(id)?, today)))
            }
            Kind::Term => self.of_id::<Term>(id)?.map(|typed| Facts::Term(glossary::Entry::of(title, &typed.fields))),
            Kind::Primer => {
                self.of_id::<Primer>(id)?.map(|typed| Facts::Primer(primer::questions(&typed.fields).len()))
            }
            Kind::Feedback => {
                let Some(typed) = self.of_id::<Feedback>(id)? else { return Ok(None) };
                let came = super::today::local_day(&typed.created, now).unwrap_or(today);
                let late = feedback::unanswered(&typed.fields, came, today).then_some("no answer yet");
                let waits = feedback::asks(&typed.fields).or(late);
                Some(Facts::Feedback { giver: self.name(typed.fields.giver)?, waits })
            }
            _ => None,
        })
    }

    /// The record of this id as its struct.
    fn of_id<T: Described>(&self, id: Id) -> Result<Option<Typed<T>>> {
        Ok(self.those::<T>("id = ?1", [id])?.pop())
    }

    fn name(&self, id: Option<Id>) -> Result<Option<String>> {
        Ok(id.map(|id| self.title(id)).transpose()?.flatten())
    }

    fn person_facts(&self, id: Id, now: &Now) -> Result<Option<Facts>> {
        let Some(typed) = self.of_id::<Person>(id)? else { return Ok(None) };
        let known = Known {
            name: String::new(),
            last: self.last_touch(id, now)?,
            mentor: self.has_mentorship(id)?,
            person: typed.fields,
        };
        let (freshness, next) = network::standing(&known, now.today());
        let Known { person, last, mentor, .. } = known;
        let Person { industry, role, closeness, .. } = person;
        Ok(Some(Facts::Person(PersonFacts { industry, role, closeness, mentor, last, next, freshness })))
    }

    fn idea_facts(&self, id: Id, now: &Now) -> Result<Option<Facts>> {
        let Some(typed) = self.of_id::<Insight>(id)? else { return Ok(None) };
        let today = now.today();
        let captured = super::today::local_day(&typed.created, now).unwrap_or(today);
        let state = transfer::state_on(&typed.fields, today);
        Ok(Some(Facts::Idea(IdeaFacts {
            person: self.name(typed.fields.person)?,
            next: insight::next(&typed.fields, today).map(|next| next.question),
            step: insight::step(state),
            shelf: insight::on_shelf(&typed.fields, captured, today),
            industry: typed.fields.industry,
            here: typed.fields.my_version,
        })))
    }
}
