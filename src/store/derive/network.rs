//! What follows from people, introductions, opportunities and match cards.

use rusqlite::params;

use super::Derived;
use super::hanging::{self, Typed};
use crate::domain::kinds::introduction::Introduction;
use crate::domain::kinds::match_card::Match;
use crate::domain::kinds::meeting::Meeting;
use crate::domain::kinds::mentorship::{Mentorship, MentorshipState, Relation};
use crate::domain::kinds::opportunity::Opportunity;
use crate::domain::kinds::person::Person;
use crate::domain::network::{self, Known, People, chance, introduction, waking};
use crate::domain::time::{days_between, instant_text};
use crate::domain::{Id, Kind, Now, Record, dates, freshness, match_score, rhythm};
use crate::store::{Reader, Result};

/// A chain of introducers is followed so far.
const CHAIN: usize = 8;

impl Reader<'_> {
    /// Freshness and the next touch; what they brought, what goes the other way, and two lines to wake them with.
    pub(super) fn person_derived(&self, record: &Record, now: &Now) -> Result<Derived> {
        let mut derived = Derived::default();
        let person: Person = hanging::read(record)?;
        let last = self.last_touch(record.id, now)?;
        let known = Known { name: record.title.clone(), person, last, mentor: self.has_mentorship(record.id)? };
        let today = now.today();
        let (word, next) = network::standing(&known, today);
        derived.set("last_touch", last)?;
        derived.set("next_touch", next)?;
        derived.set("freshness", word)?;
        if let Some(day) = last {
            derived.line("last touch", format!("{} · {}", dates::say(day, now), dates::distance(day, now)));
        }
        match (word, next) {
            (Some(word), Some(next)) => {
                derived.line(
                    "contact",
                    format!("{}, next {} · {}", word.word(), dates::say(next, now), dates::distance(next, now)),
                );
            }
            _ if last.is_some() => derived.line("contact", "no rhythm set, which is fine".to_owned()),
            _ => {}
        }
        let wakes = freshness::worth_waking(word, known.person.closeness, false);
        let opener = last.filter(|_| wakes).map(|last| waking::opener(&known, days_between(last, today)));
        if let Some(opener) = &opener {
            derived.line("worth waking", opener.clone());
        }
        derived.set("opener", opener)?;
        self.together(&mut derived, record.id, now)?;
        self.exchange(&mut derived, record.id, &known, now)?;
        Ok(derived)
    }

    /// What we have together: the stage, both sides' aims, the rhythm and the next meeting.
    fn together(&self, derived: &mut Derived, id: Id, now: &Now) -> Result<()> {
        let live = |typed: &Typed<Mentorship>| {
            !typed.fields.state.is_some_and(|state| Kind::Mentorship.spec().closed.contains(&state.word()))
        };
        for typed in self.hanging::<Mentorship>(id, "person")?.into_iter().filter(live) {
            let Mentorship { relation, state, aim_mentee, aim_mentor, cadence_days, .. } = typed.fields;
            let said = [relation.map(Relation::word), state.map(MentorshipState::word)];
            derived.line("together", said.into_iter().flatten().collect::<Vec<_>>().join(", "));
            for (label, aim) in [("my aim", aim_mentee), ("their aim", aim_mentor)] {
                derived.line(label, aim.unwrap_or_else(|| "not asked yet".to_owned()));
            }
            let last = self.last_meeting(id, now)?;
            let word = rhythm::rhythm(last, cadence_days, now.today());
            if let (Some(word), Some(last)) = (word, last) {
                derived.line("rhythm", format!("{}, last meeting {}", word.word(), dates::distance(last, now)));
            }
        }
        let next = "state IN ('planned', 'prepared') AND day >= ?1 \
             AND n IN (SELECT n FROM links WHERE target = ?2 AND role = 'people') ORDER BY day, n LIMIT 1";
        let next: Vec<Typed<Meeting>> = self.those(next, params![instant_text(now.at), id])?;
        if let Some(at) = next.first().and_then(|typed| typed.fields.at) {
            derived
                .line("next meeting", format!("{} · {}", dates::say_at(at, now), dates::distance(now.day_of(at), now)));
        }
        Ok(())
    }

    /// What came through somebody, and what went back.
    fn exchange(&self, derived: &mut Derived, id: Id, known: &Known, now: &Now) -> Result<()> {
        let count = |kind: &str, role: &str, condition: &str| -> Result<usize> {
            // More than some hundreds say nothing more, and would cost with every year.
            let sql = format!(
                "SELECT count(*) FROM (SELECT 1 FROM links JOIN records USING (n) WHERE target = ?1 AND role = ?2 \
                 AND of_kind = ?3 AND deleted IS NULL AND {condition} AND created <= ?4 LIMIT 500)"
            );
            let n: i64 = self
                .db
                .prepare_cached(&sql)?
                .query_row(params![id, role, kind, instant_text(now.at)], |row| row.get(0))?;
            Ok(usize::try_from(n).unwrap_or(0))
        };
        let people = count("person", "introduced_by", "1")?;
        let chances = count("opportunity", "via", "1")?;
        derived.set("brought", serde_json::json!({"people": people, "opportunities": chances}))?;
        let parts = [(people, "person", "people"), (chances, "opportunity", "opportunities")];
        let said: Vec<String> = parts
            .iter()
            .filter(|(n, ..)| *n > 0)
            .map(|(n, one, many)| format!("{n} {}", if *n == 1 { one } else { many }))
            .collect();
        if !said.is_empty() {
            derived.line("brought me", said.join(", "));
        }
        let held = count("meeting", "people", "state IN ('held', 'captured', 'followed-up')")?;
        let given = count("giveback", "person", "1")?;
        let gave = network::gave(&known.person, given, held);
        if let Some(gave) = &gave {
            derived.line("the other way", gave.clone());
        }
        derived.set("other_way", gave)?;
        let trade = network::trade(&known.person, &self.me()?.unwrap_or_default().strengths).filter(|_| known.mentor);
        if let Some(trade) = &trade {
            derived.line("a trade", trade.clone());
        }
        derived.set("trade", trade)?;
        Ok(())
    }

    pub(super) fn introduction_derived(&self, record: &Record, now: &Now) -> Result<Derived> {
        let mut derived = Derived::default();
        let intro: Introduction = hanging::read(record)?;
        let name =
            |id: Option<Id>| -> Result<Option<String>> { Ok(id.map(|id| self.title(id)).transpose()?.flatten()) };
        let (target, via) = (name(intro.target)?, name(intro.via)?);
        let today = now.today();
        let going = introduction::going(record.id, &record.title, &intro, [target.as_deref(), via.as_deref()], today);
        derived.set("quiet_days", going.days.filter(|_| going.nudge))?;
        derived.set("next_step", &going.next)?;
        if let Some(next) = going.next {
            derived.line("next", next);
        }
        if let (true, Some(days)) = (going.nudge, going.days) {
            derived.line("quiet", format!("{days} days without a move: a short kind line, or let it rest"));
        }
        if matches!(going.state, "wanted" | "asked") {
            derived.line("to forward", self.blurb(record, None)?.0);
        }
        Ok(derived)
    }

    pub(super) fn opportunity_derived(&self, record: &Record) -> Result<Derived> {
        let mut derived = Derived::default();
        let opportunity: Opportunity = hanging::read(record)?;
        let chance = chance::chance(record.id, &record.title, &opportunity, &self.chain_of(opportunity.via)?);
        derived.set("chain", &chance.people)?;
        if !chance.people.is_empty() {
            derived.line("came by", chance.chain);
        }
        if chance::is_head_start(&opportunity) {
            derived.line("head start", "not seen in your field yet".to_owned());
        }
        derived.set("head_start", chance::is_head_start(&opportunity))?;
        Ok(derived)
    }

    /// Somebody and those who introduced them, one after the other.
    pub(in crate::store) fn chain_of(&self, via: Option<Id>) -> Result<People> {
        let mut people = People::new();
        let mut next = via;
        while let Some(id) = next.filter(|id| people.len() < CHAIN && !people.contains_key(id)) {
            let Some(record) = self.find(id)?.filter(|record| record.deleted.is_none()) else { break };
            let person: Person = hanging::read(&record)?;
            next = person.introduced_by;
            people.insert(id, Known { name: record.title, person, last: None, mentor: self.has_mentorship(id)? });
        }
        Ok(people)
    }

    pub(super) fn match_derived(record: &Record) -> Result<Derived> {
        let mut derived = Derived::default();
        let card: Match = hanging::read(record)?;
        let score = match_score::match_score(&card);
        derived.set("score", score.score)?;
        derived.set("known", score.known)?;
        derived.line("fits", score.text());
        let unknown = card.lines.iter().filter(|line| line.score.is_none()).filter_map(|line| line.line.as_deref());
        let unknown: Vec<&str> = unknown.collect();
        if !unknown.is_empty() {
            derived.line("not known yet", unknown.join("; "));
        }
        Ok(derived)
    }
}
