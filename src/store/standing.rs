//! Where people, introductions, ideas, skills and words stand, as a row of their list says it.

use super::hanging::Typed;
use super::{Reader, Result};
use crate::domain::ask::{Facts, IdeaFacts, PersonFacts};
use crate::domain::kinds::Described;
use crate::domain::kinds::feedback::Feedback;
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

impl Reader<'_> {
    /// What is worked out for one of these beyond its record; nothing where the kind has nothing, or it is gone meanwhile.
    pub(super) fn stands(&self, kind: Kind, id: Id, title: &str, now: &Now) -> Result<Option<Facts>> {
        let today = now.today();
        Ok(match kind {
            Kind::Person => self.person_facts(id, now)?,
            Kind::Introduction => {
                let Some(Typed { fields, .. }) = self.of_id::<Introduction>(id)? else { return Ok(None) };
                let (target, via) = (self.name_of(fields.target)?, self.name_of(fields.via)?);
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
                Some(Facts::Feedback { giver: self.name_of(typed.fields.giver)?, waits })
            }
            _ => None,
        })
    }

    /// The record of this id as its struct.
    fn of_id<T: Described>(&self, id: Id) -> Result<Option<Typed<T>>> {
        Ok(self.those::<T>("id = ?1", [id])?.pop())
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
            person: self.name_of(typed.fields.person)?,
            next: insight::next(&typed.fields, today).map(|next| next.question),
            step: insight::step(state),
            shelf: insight::on_shelf(&typed.fields, captured, today),
            industry: typed.fields.industry,
            here: typed.fields.my_version,
        })))
    }
}
