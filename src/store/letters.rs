//! Gathers what a letter or a look back is made from: only what is linked to the one person it is for.

use rusqlite::{OptionalExtension, params};

use super::hanging::{self, Typed};
use super::{Error, Reader, Result};
use crate::domain::brief::became;
use crate::domain::kinds::Described;
use crate::domain::kinds::action::{Action, ActionState};
use crate::domain::kinds::advice::{Advice, AdviceResult};
use crate::domain::kinds::giveback::Giveback;
use crate::domain::kinds::goal::{Goal, GoalState};
use crate::domain::kinds::insight::{Insight, InsightKind, InsightState};
use crate::domain::kinds::introduction::Introduction;
use crate::domain::kinds::mentorship::Mentorship;
use crate::domain::kinds::person::Person;
use crate::domain::letters::{EFFECTS, Effect, Facts, Purpose, of_advice};
use crate::domain::likeness::first_name;
use crate::domain::look_back::{LookBack, MOST};
use crate::domain::practice::Ending;
use crate::domain::share::{Scope, may_leave};
use crate::domain::templates::Fills;
use crate::domain::{Day, Id, Kind, Now, Record, follow_through};

impl Reader<'_> {
    /// What a letter to somebody is made from; `about` is the advice, introduction or goal it is about, where one is named.
    ///
    /// # Errors
    /// Where a record is gone, or the journal cannot be read.
    pub fn letter_facts(&self, purpose: Purpose, person: Id, about: Option<Id>, now: &Now) -> Result<Facts> {
        self.letter_facts_of(purpose, person, about, None, now)
    }

    /// The same from only what may leave for the person: what a file is written from.
    ///
    /// # Errors
    /// Where a record is gone, or the journal cannot be read.
    pub fn letter_facts_told(&self, purpose: Purpose, person: Id, about: Option<Id>, now: &Now) -> Result<Facts> {
        self.letter_facts_of(purpose, person, about, Some(person), now)
    }

    /// From all that is linked, or only from what somebody may see.
    fn letter_facts_of(
        &self,
        purpose: Purpose,
        person: Id,
        about: Option<Id>,
        to: Option<Id>,
        now: &Now,
    ) -> Result<Facts> {
        let record = self.find(person)?.ok_or_else(|| Error::Gone(person.to_string()))?;
        let they: Person = hanging::read(&record)?;
        let mut fills = self.own_fills(person, to)?;
        fills.insert("name".to_owned(), first_name(&record.title).to_owned());
        let theirs = [("their field", they.industry.clone()), ("specific thing", they.helps_with.first().cloned())];
        fills.extend(theirs.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?))));
        let about = about.map(|id| self.find(id)).transpose()?.flatten();
        let told = |record: &Record| self.may_be_told(record.id, to).unwrap_or(false);
        match purpose {
            Purpose::Outcome => {
                let advice = match about.filter(|record| record.kind == Kind::Advice) {
                    Some(record) => Some(record),
                    None => self.last_untold(person)?.map(|id| self.find(id)).transpose()?.flatten(),
                };
                if let Some(advice) = advice.filter(told) {
                    let outcome = self.outcome_of(advice.id, to)?;
                    let fields: Advice = hanging::read(&advice)?;
                    fills.extend(of_advice(&advice.title, &fields, outcome.as_deref(), now));
                }
            }
            Purpose::Introduction => {
                let wanted = match about.filter(|record| record.kind == Kind::Introduction) {
                    Some(record) => Some(record),
                    None => self.wanted_with(person)?.map(|id| self.find(id)).transpose()?.flatten(),
                };
                if let Some(wanted) = wanted.filter(told) {
                    self.introduction_fills(&wanted, &mut fills)?;
                }
            }
            Purpose::Silence => {
                if let Some(done) = self.last_kept(to, now)? {
                    fills.insert("one line".to_owned(), done);
                }
            }
            _ => {}
        }
        let last = self.last_held(person, now)?.map(|held| held.day);
        Ok(Facts { name: record.title, fills, effects: self.effects_of(person, to)?, last })
    }

    /// Who I am, and what I work on, as far as it is noted: the goal in focus that is work with them, else the first.
    fn own_fills(&self, person: Id, to: Option<Id>) -> Result<Fills> {
        let mut fills = Fills::new();
        if let Some(me) = self.me()? {
            let name = me.name.unwrap_or_default();
            let who = me.role.as_ref().map_or_else(|| name.clone(), |role| format!("{name}, {role}"));
            for (key, text) in [("who", Some(who)), ("me", Some(name)), ("field", me.home_industry)] {
                if let Some(text) = text.filter(|text| !text.is_empty()) {
                    fills.insert(key.to_owned(), text);
                }
            }
            if let Some((_, place)) = me.role.as_deref().and_then(|role| role.split_once(", ")) {
                fills.insert("place".to_owned(), place.to_owned());
            }
        }
        let mentorship = self.mentorship_with(person)?.map(|typed| typed.id);
        let goals: Vec<Typed<Goal>> = self.those("state = 'active' ORDER BY due IS NULL, due, n LIMIT 30", [])?;
        let goals = self.told(goals, to)?;
        let rank = |typed: &&Typed<Goal>| {
            let shared = mentorship.is_some_and(|id| typed.fields.mentorships.contains(&id));
            (!shared, typed.fields.focus != Some(true))
        };
        if let Some(goal) = goals.iter().min_by_key(rank) {
            let title = goal.fields.short.as_ref().unwrap_or(&goal.title);
            fills.insert("goal".to_owned(), title.clone());
        }
        Ok(fills)
    }

    /// The advice of theirs with a call of which they have not heard, the oldest call first.
    fn last_untold(&self, person: Id) -> Result<Option<Id>> {
        let sql = "SELECT id FROM links JOIN records USING (n) WHERE target = ?1 AND role = 'by' AND of_kind = 'advice' \
             AND deleted IS NULL AND data ->> 'called' IS NOT NULL AND data ->> 'told_back' IS NULL \
             ORDER BY data ->> 'called', n LIMIT 1";
        Ok(self.db.prepare_cached(sql)?.query_row([person], |row| row.get(0)).optional()?)
    }

    /// The introduction that somebody could make.
    fn wanted_with(&self, person: Id) -> Result<Option<Id>> {
        let sql = "SELECT id FROM links JOIN records USING (n) WHERE target = ?1 AND role IN ('via', 'target') \
             AND of_kind = 'introduction' AND deleted IS NULL AND state IN ('wanted', 'asked') ORDER BY day DESC, n DESC LIMIT 1";
        Ok(self.db.prepare_cached(sql)?.query_row([person], |row| row.get(0)).optional()?)
    }

    fn introduction_fills(&self, record: &Record, fills: &mut Fills) -> Result<()> {
        let wanted: Introduction = hanging::read(record)?;
        fills.insert("one thing".to_owned(), record.title.clone());
        if let Some(why) = wanted.why {
            fills.insert("reason only this person".to_owned(), why);
        }
        let target = wanted.target.map(|id| self.find(id)).transpose()?.flatten();
        if let Some(target) = target.map(|target| hanging::read::<Person>(&target)).transpose()? {
            fills.extend(target.i_can_help_with.first().map(|offer| ("offer".to_owned(), offer.clone())));
        }
        Ok(())
    }

    /// The result of what was done because of a record: of the last promise that came from it.
    fn outcome_of(&self, from: Id, to: Option<Id>) -> Result<Option<String>> {
        let done: Vec<Typed<Action>> = self.told(self.hanging(from, "from")?, to)?;
        Ok(done.into_iter().rev().find_map(|typed| typed.fields.result))
    }

    /// My last promise that was kept, in its own words.
    fn last_kept(&self, to: Option<Id>, now: &Now) -> Result<Option<String>> {
        let done = "state = 'done' AND day <= ?1 ORDER BY day DESC, n DESC LIMIT 20";
        let done: Vec<Typed<Action>> = self.told(self.those(done, [now.today().to_string()])?, to)?;
        let mine = done.into_iter().find(|typed| follow_through::is_mine(&typed.fields));
        Ok(mine.map(|typed| format!("the last thing I finished is “{}”", typed.title)))
    }

    /// What changed because of somebody: their advice that helped, their ideas that are in use, goals that were work with
    /// them and are reached. Nothing else is linked to them, so nothing else is told.
    fn effects_of(&self, person: Id, to: Option<Id>) -> Result<Vec<Effect>> {
        let mut effects = Vec::new();
        let advice: Vec<Typed<Advice>> = self.told(self.hanging(person, "by")?, to)?;
        for typed in advice.iter().rev().filter(|typed| typed.fields.result == Some(AdviceResult::Helped)) {
            let came = self.outcome_of(typed.id, to)?.unwrap_or_else(|| became(&typed.fields));
            effects.push(Effect { said: typed.title.clone(), came });
        }
        let ideas: Vec<Typed<Insight>> = self.told(self.hanging(person, "person")?, to)?;
        let used =
            |typed: &&Typed<Insight>| matches!(typed.fields.state, Some(InsightState::Adopted | InsightState::Adapted));
        for typed in ideas.iter().rev().filter(used) {
            let outcome = self.outcome_of(typed.id, to)?.or_else(|| typed.fields.verdict.clone());
            effects.extend(outcome.map(|came| Effect { said: typed.title.clone(), came }));
        }
        if let Some(mentorship) = self.mentorship_with(person)? {
            let goals: Vec<Typed<Goal>> = self.told(self.hanging(mentorship.id, "mentorships")?, to)?;
            let reached = |typed: &&Typed<Goal>| {
                matches!(typed.fields.state, Some(GoalState::Achieved | GoalState::AchievedLate))
            };
            let goals = goals.iter().rev().filter(reached);
            effects.extend(goals.map(|typed| Effect { said: typed.title.clone(), came: "reached".to_owned() }));
        }
        // One of each sort first would hide what helped most: advice comes first, then ideas, then goals.
        effects.truncate(EFFECTS * 3);
        Ok(effects)
    }

    /// A mentorship looked back on.
    ///
    /// # Errors
    /// Where there is no such mentorship, or the journal cannot be read.
    pub fn look_back(&self, mentorship: Id, now: &Now) -> Result<LookBack> {
        self.looked_back(mentorship, false, now)
    }

    /// The same from only what may leave for the other side: what a file is written from. How often we met is not told,
    /// as some of it may not be for them.
    ///
    /// # Errors
    /// Where there is no such mentorship, or the journal cannot be read.
    pub fn look_back_told(&self, mentorship: Id, now: &Now) -> Result<LookBack> {
        self.looked_back(mentorship, true, now)
    }

    fn looked_back(&self, mentorship: Id, only_told: bool, now: &Now) -> Result<LookBack> {
        let record = self.find(mentorship)?.filter(|record| record.kind == Kind::Mentorship);
        let record = record.ok_or_else(|| Error::Gone(mentorship.to_string()))?;
        let fields: Mentorship = hanging::read(&record)?;
        let Some(person) = fields.person else { return Ok(LookBack { name: record.title, ..LookBack::default() }) };
        let to = only_told.then_some(person);
        let goals: Vec<Typed<Goal>> = self.told(self.hanging(mentorship, "mentorships")?, to)?;
        let mentor = self.is_mentor(person)?;
        let mut told = Vec::new();
        for goal in &goals {
            // Where it stands would tell of what stays.
            if only_told && self.rests_on_hidden(goal.id, person, mentor)? {
                told.push((goal.title.clone(), goal.fields.resolution.clone().unwrap_or_default()));
                continue;
            }
            let row = self.goal_now(goal, now)?.row;
            let parts: Vec<String> = [row.value, row.word].into_iter().filter(|part| !part.is_empty()).collect();
            let why = goal.fields.resolution.as_deref().map(|why| format!(" ({why})")).unwrap_or_default();
            told.push((row.title, format!("{}{why}", parts.join(", "))));
        }
        let ideas: Vec<Typed<Insight>> = self.told(self.hanging(person, "person")?, to)?;
        let used = ideas
            .iter()
            .filter(|typed| matches!(typed.fields.state, Some(InsightState::Adopted | InsightState::Adapted)));
        let quotes = ideas.iter().filter(|typed| typed.fields.insight_kind == Some(InsightKind::Quote));
        let advice: Vec<Typed<Advice>> = self.told(self.hanging(person, "by")?, to)?;
        let met: Vec<Typed<Person>> = self.told(self.hanging(person, "introduced_by")?, to)?;
        let given: Vec<Typed<Giveback>> = self.told(self.hanging(person, "person")?, to)?;
        let whole = self.may_be_told(mentorship, to)?;
        let open = self.open_between(person, mentorship, now.today())?;
        let open = open.into_iter().filter(|(id, _)| self.may_be_told(*id, to).unwrap_or(false));
        let titles = |list: Vec<String>| list.into_iter().take(MOST).collect::<Vec<_>>();
        Ok(LookBack {
            name: self.title(person)?.unwrap_or_default(),
            start: fields.start.filter(|_| whole),
            held: if only_told { 0 } else { self.held_with(person, now)? },
            aim_mentee: fields.aim_mentee.filter(|_| whole),
            aim_mentor: fields.aim_mentor.filter(|_| whole),
            goals: told,
            insights: titles(used.rev().map(|typed| typed.title.clone()).collect()),
            people: met.into_iter().map(|typed| typed.title).collect(),
            advice: advice.iter().map(|typed| (typed.title.clone(), became(&typed.fields))).collect(),
            words: titles(quotes.rev().map(|typed| typed.title.clone()).collect()),
            open: open.map(|(_, text)| text).collect(),
            given: given.into_iter().map(|typed| typed.title).collect(),
        })
    }

    /// Of these, what may leave for somebody; all of them where nobody is to read it.
    fn told<T>(&self, list: Vec<Typed<T>>, to: Option<Id>) -> Result<Vec<Typed<T>>> {
        let mut kept = Vec::with_capacity(list.len());
        for typed in list {
            if self.may_be_told(typed.id, to)? {
                kept.push(typed);
            }
        }
        Ok(kept)
    }

    /// Whether a record may leave for somebody.
    fn may_be_told(&self, id: Id, to: Option<Id>) -> Result<bool> {
        let Some(person) = to else { return Ok(true) };
        let mentor = self.is_mentor(person)?;
        let scope = Scope::default();
        Ok(self.find(id)?.is_some_and(|record| may_leave(&record, person, mentor, &scope)))
    }

    /// Promises between the two that are open: `mine: …`, `theirs: …`.
    pub(super) fn open_between(&self, person: Id, mentorship: Id, today: Day) -> Result<Vec<(Id, String)>> {
        let open = "state IN ('open', 'doing') ORDER BY due IS NULL, due, n LIMIT 500";
        let actions: Vec<Typed<Action>> = self.those(open, [])?;
        let mut found = Vec::new();
        for action in actions.into_iter().filter(|typed| follow_through::is_open(&typed.fields, today)) {
            if action.fields.owner.as_deref() == Some(person.to_string().as_str()) {
                found.push((action.id, format!("theirs: {}", action.title)));
            } else if follow_through::is_mine(&action.fields) && self.between(&action, person, Some(mentorship))? {
                found.push((action.id, format!("mine: {}", action.title)));
            }
        }
        Ok(found)
    }
}

/// What ending a mentorship did.
#[derive(Clone, Debug, PartialEq)]
pub struct Ended {
    /// The mentorship as it now is.
    pub record: Record,
    /// Promises that were released.
    pub released: Vec<String>,
    /// With whom.
    pub person: Option<Id>,
}

impl super::Writer<'_> {
    /// Ends a mentorship, or begins to. Where it is stopped or closed, open promises between the two are released.
    ///
    /// # Errors
    /// Where it is gone, or the file cannot be written.
    pub fn end_mentorship(&mut self, mentorship: Id, how: Ending, reason: Option<&str>) -> Result<Ended> {
        use serde_json::json;
        let record = self.read().find(mentorship)?.ok_or_else(|| Error::Gone(mentorship.to_string()))?;
        let state = match how {
            Ending::Finish => "winding-down",
            Ending::Redefine => "redefined",
            Ending::Close => "closed",
            Ending::Stop => "ended-early",
        };
        let mut fields = crate::domain::Fields::from_iter([("state".to_owned(), json!(state))]);
        fields.extend(reason.map(|reason| ("ended_reason".to_owned(), json!(reason))));
        let ended = self.edit(mentorship, &super::Patch { fields, ..super::Patch::default() })?;
        let person = record.link("person");
        let mut released = Vec::new();
        if let (Ending::Close | Ending::Stop, Some(person)) = (how, person) {
            let today = self.now().today();
            for (id, text) in self.read().open_between(person, mentorship, today)? {
                let state = ActionState::Dropped.word();
                let fields = [("state", json!(state)), ("reason", json!("the mentorship ended"))];
                let fields = fields.map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
                self.edit(id, &super::Patch { fields, ..super::Patch::default() })?;
                released.push(text);
            }
        }
        Ok(Ended { record: ended, released, person })
    }
}

impl Reader<'_> {
    /// The aims that no living mentorship has any more, after one of this aim ended.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn uncovered(&self, aim: &str) -> Result<bool> {
        let closed: Vec<String> = Mentorship::SPEC.closed.iter().map(|state| format!("'{state}'")).collect();
        let sql = format!(
            "SELECT 1 FROM records WHERE kind = 'mentorship' AND deleted IS NULL AND data ->> 'aim_type' = ?1 \
             AND coalesce(state, 'active') NOT IN ({})",
            closed.join(", ")
        );
        Ok(!aim.is_empty() && !self.db.prepare_cached(&sql)?.exists(params![aim])?)
    }
}
