//! Gathers what may need me today: each reason by a query of its own, bounded, and judged by its rule.

use chrono::{Days, Duration, Weekday};
use rusqlite::{OptionalExtension, params};

use super::hanging::Typed;
use super::people::HELD_WITH;
use super::today::{GoalNow, local_day};
use super::{Reader, Result};
use crate::domain::ask::NeedRow;
use crate::domain::kinds::action::Action;
use crate::domain::kinds::advice::Advice;
use crate::domain::kinds::decision::Decision;
use crate::domain::kinds::evaluation::Evaluation;
use crate::domain::kinds::feedback::Feedback;
use crate::domain::kinds::insight::Insight;
use crate::domain::kinds::introduction::Introduction;
use crate::domain::kinds::meeting::Meeting;
use crate::domain::kinds::mentorship::Mentorship;
use crate::domain::kinds::milestone::Milestone;
use crate::domain::kinds::obstacle::Obstacle;
use crate::domain::kinds::{Described, Kind};
use crate::domain::needs::{self, Finding, Need};
use crate::domain::time::{instant_text, read_day};
use crate::domain::{Id, Now, freshness, rhythm};

/// The most mentorships that are looked at.
const MOST: usize = 50;
/// So much of each kind is told on a screen, which shows seven rows in all: who has more late promises than this knows.
pub(super) const SHOWN: usize = 20;
/// So many records of a kind are looked at for that.
const LOOKED_AT: usize = 200;
/// So many meetings with somebody are counted: what follows from more is the same.
const HELD_MOST: usize = 12;

/// What was found so far.
struct Found {
    needs: Vec<Need>,
    /// No more than this of each kind; all where not said.
    most: Option<usize>,
    /// Whether there may be more.
    more: bool,
}

impl Reader<'_> {
    /// What needs me, dearest to leave first, and whether there may be more: at most `most` of what waits of each kind, those
    /// that have waited longest.
    pub(super) fn needs(&self, now: &Now, goals: &[GoalNow], most: Option<usize>) -> Result<(Vec<NeedRow>, bool)> {
        let today = now.today();
        let (day, instant) = (today.to_string(), instant_text(now.at));
        let mut found = Found { needs: Vec::new(), most, more: false };
        self.judge::<Action>(&mut found, &day, |typed| needs::promise(&typed.fields, today))?;
        self.judge::<Milestone>(&mut found, &day, |typed| {
            let live = typed.fields.goal.is_some_and(|goal| goals.iter().any(|row| row.row.id == goal && row.active));
            needs::milestone(&typed.fields, today).filter(|_| live)
        })?;
        self.judge::<Meeting>(&mut found, &instant, |typed| needs::meeting(&typed.fields, now))?;
        for goal in goals {
            let finding = needs::goal(&goal.pace, goal.row.due, today);
            found
                .needs
                .extend(finding.map(|finding| Need::new(finding, Kind::Goal, Some(goal.row.id), &goal.row.title)));
        }
        self.people_needs(&mut found.needs, now)?;
        self.judge::<Introduction>(&mut found, &day, |typed| needs::introduction(&typed.fields, today))?;
        self.judge::<Advice>(&mut found, &day, |typed| needs::advice(&typed.fields, today))?;
        self.judge::<Obstacle>(&mut found, &day, |typed| needs::obstacle(&typed.fields, today))?;
        self.judge::<Insight>(&mut found, &day, |typed| needs::trial(&typed.fields, today))?;
        self.judge::<Decision>(&mut found, &day, |typed| needs::decision(&typed.fields, today))?;
        self.judge::<Evaluation>(&mut found, &day, |typed| needs::adjustment(&typed.fields, today))?;
        found.needs.extend(self.reflection_due(now)?);
        self.judge::<Feedback>(&mut found, &instant, |typed| {
            needs::comment(&typed.fields, local_day(&typed.created, now)?, today)
        })?;
        let needs = needs::order(found.needs).into_iter().map(|mut need| {
            need.who = self.who_of(&need)?;
            let title = need.sentence();
            let Need { reason, days, kind, id, title: name, .. } = need;
            Ok(NeedRow { id, short_id: None, kind, title, name, reason, days })
        });
        Ok((needs.collect::<Result<_>>()?, found.more))
    }

    /// Gives what needs me its short ids: a screen shows a few rows of it and no ids, and they take as long as all the rest.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn with_short_ids(&self, needs: &mut [NeedRow]) -> Result<()> {
        for need in needs {
            need.short_id = need.id.map(|id| self.short_id(id, need.kind)).transpose()?;
        }
        Ok(())
    }

    /// The name of the person a need leads to.
    fn who_of(&self, need: &Need) -> Result<Option<String>> {
        let role = match need.kind {
            Kind::Advice => "by",
            Kind::Introduction => "target",
            Kind::Mentorship => "person",
            Kind::Feedback => "giver",
            _ => return Ok(None),
        };
        let Some(id) = need.id else { return Ok(None) };
        let sql = "SELECT person.title FROM records JOIN links USING (n) JOIN records AS person ON person.id = target \
             WHERE records.id = ?1 AND role = ?2";
        Ok(self.db.prepare_cached(sql)?.query_row(params![id, role], |row| row.get(0)).optional()?)
    }

    /// Adds what a rule finds among the records of a kind that may need me by now; see [`needs::waits`].
    fn judge<T: Described>(
        &self,
        found: &mut Found,
        now: &str,
        rule: impl Fn(&Typed<T>) -> Option<Finding>,
    ) -> Result<()> {
        let looked_at = if found.most.is_some() { LOOKED_AT } else { usize::MAX };
        let (mut read, mut told) = (0, 0);
        self.one_by_one::<T>("waits <= ?1 ORDER BY waits, n", [now], |typed| {
            if read >= looked_at || found.most.is_some_and(|most| told >= most) {
                found.more = true;
                return Ok(false);
            }
            read += 1;
            if let Some(finding) = rule(&typed) {
                told += 1;
                found.needs.push(Need::new(finding, T::SPEC.kind, Some(typed.id), typed.title));
            }
            Ok(true)
        })
    }

    /// Mentorships gone quiet, and contacts that are overdue; someone who is both is named once, as the mentorship.
    fn people_needs(&self, found: &mut Vec<Need>, now: &Now) -> Result<()> {
        let today = now.today();
        let live = format!("state IN ('forming', 'active', 'winding-down') ORDER BY day DESC, n DESC LIMIT {MOST}");
        let mentorships: Vec<Typed<Mentorship>> = self.those(&live, [])?;
        let mut mentors = Vec::new();
        for mentorship in mentorships {
            let Some(person) = mentorship.fields.person else { continue };
            mentors.push(person);
            if !mentorship.fields.state.is_some_and(rhythm::has_rhythm) {
                continue;
            }
            let last = self.last_meeting(person, now)?;
            let cadence = mentorship.fields.cadence_days;
            let (held, next) = self.meetings_with(person, now)?;
            let third = rhythm::third_meeting_nudge(held, next, last, cadence, today);
            let finding = needs::mentorship(rhythm::rhythm(last, cadence, today), third, last, today);
            found
                .extend(finding.map(|finding| {
                    Need::new(finding, Kind::Mentorship, Some(mentorship.id), mentorship.title.clone())
                }));
        }
        // Whoever sleeps is let sleep.
        let awake = today.checked_sub_signed(Duration::days(freshness::SLEEPING_DAYS + 1)).unwrap_or(today);
        for contact in self.lately(awake, now)? {
            if mentors.contains(&contact.id) {
                continue;
            }
            let cadence = freshness::cadence(contact.cadence_days, contact.closeness);
            let word = freshness::freshness(contact.last, cadence, today);
            let finding = needs::contact(word, contact.last, today);
            found.extend(finding.map(|finding| Need::new(finding, Kind::Person, Some(contact.id), contact.name)));
        }
        Ok(())
    }

    /// How many meetings were held with someone, and the day of the next.
    pub(super) fn meetings_with(&self, person: Id, now: &Now) -> Result<(usize, Option<crate::domain::Day>)> {
        let sql = format!("SELECT count(*) FROM (SELECT 1 {HELD_WITH} LIMIT {HELD_MOST})");
        let held: i64 = self.db.prepare_cached(&sql)?.query_row([person], |row| row.get(0))?;
        Ok((usize::try_from(held).unwrap_or(0), self.next_with(person, now)?))
    }

    /// The week's reflection; nothing where nobody ever wrote one.
    fn reflection_due(&self, now: &Now) -> Result<Option<Need>> {
        let today = now.today();
        let from = today.checked_sub_days(Days::new(14)).unwrap_or(today);
        let sql = "SELECT day FROM records WHERE kind IN ('reflection', 'pulse') AND deleted IS NULL AND day BETWEEN ?1 AND ?2";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map(params![from.to_string(), today.to_string()], |row| row.get::<_, String>(0))?;
        let written = rows.collect::<rusqlite::Result<Vec<String>>>()?;
        let profile = self.profile()?.map(|id| self.find(id)).transpose()?.flatten();
        let Some(profile) = profile else { return Ok(None) };
        let check_in_day = profile.text("check_in_day").parse::<Weekday>().unwrap_or(Weekday::Fri);
        let finding = needs::reflection(written.iter().filter_map(|day| read_day(day)), check_in_day, today);
        Ok(finding.map(|finding| Need::new(finding, Kind::Reflection, None, "The week's reflection")))
    }
}
