//! Gathers what a paper is made from. What of it may leave is for the rules of sharing to say; nothing is left out here but
//! what no paper of its sort could tell.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use super::progress::first_instant;
use super::{Reader, Result, convert, records};
use crate::domain::kinds::mentorship::MentorshipState;
use crate::domain::share::Stands;
use crate::domain::share::paper::{Counts, Given, Made, Paper, Wanted, make};
use crate::domain::time::instant_text;
use crate::domain::timeline::Window;
use crate::domain::{Id, Kind, Now, Record};

/// The most records of a kind that are read.
const MOST: usize = 5000;

/// Meetings that took place.
const HELD: &str = "state IN ('held', 'captured', 'followed-up')";

impl Reader<'_> {
    /// Makes a paper.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn paper(&self, wanted: &Wanted, now: &Now) -> Result<Made> {
        self.steady(|reader| {
            let mentor = wanted.person.map(|person| reader.is_mentor(person)).transpose()?.unwrap_or(false);
            let (mut found, mut stands, mut counts) = (Vec::new(), BTreeMap::new(), None);
            if wanted.paper == Paper::Programme {
                counts = Some(reader.counts(wanted, now)?);
            } else {
                for kind in wanted.paper.kinds().iter().filter(|kind| **kind != Kind::Person) {
                    found.extend(reader.told_of(*kind, wanted, now)?);
                }
            }
            if wanted.paper == Paper::Plan {
                stands = reader.stands_of(&found, now)?;
            }
            let people = reader.spoken_of(&found)?;
            let (records, stands, counts) = (&found[..], &stands, counts.as_ref());
            Ok(make(&Given { wanted, mentor, records, people: &people, stands, counts, now }))
        })
    }

    /// The records of a kind that a paper could tell, by its days.
    fn told_of(&self, kind: Kind, wanted: &Wanted, now: &Now) -> Result<Vec<Record>> {
        let then = wanted.period.as_of(now);
        let days = wanted.period.days_to(then.today());
        let (first, until) = (first_instant(wanted.period, now), instant_text(then.at));
        let (from, to) = (days.start().to_string(), days.end().to_string());
        let (condition, a, b) = match kind {
            Kind::Meeting => (format!("{HELD} AND day BETWEEN ?1 AND ?2"), first, until),
            // Those under way in the period: closed ones by the day on which they were.
            Kind::Goal => (
                "day <= ?2 AND state <> 'draft' AND (state IN ('active', 'paused') \
                 OR coalesce(data ->> 'closed', data ->> 'state_since', '9999') >= ?1)"
                    .to_owned(),
                from,
                to,
            ),
            Kind::Insight | Kind::Feedback => ("created BETWEEN ?1 AND ?2".to_owned(), first, until),
            Kind::Rating => ("?1 = ?1 AND day <= ?2".to_owned(), from, to),
            Kind::Action if wanted.paper == Paper::Plan => {
                ("?1 = ?1 AND ?2 = ?2 AND state IN ('open', 'doing')".to_owned(), from, to)
            }
            Kind::Action => ("state = 'done' AND data ->> 'done' BETWEEN ?1 AND ?2".to_owned(), from, to),
            Kind::Path => ("?1 = ?1 AND ?2 = ?2 AND coalesce(state, 'idea') <> 'set-aside'".to_owned(), from, to),
            _ => ("?1 = ?1 AND ?2 = ?2".to_owned(), from, to),
        };
        let sql = records::whole(&format!(
            "WHERE kind = '{}' AND deleted IS NULL AND {condition} ORDER BY day DESC, n DESC LIMIT {MOST}",
            kind.name()
        ));
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query([a, b])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(convert::record(row)?.1);
        }
        Ok(found)
    }

    /// Where goals stand; only those that rest on nothing that is mine alone.
    fn stands_of(&self, records: &[Record], now: &Now) -> Result<BTreeMap<Id, Stands>> {
        let sql = "SELECT 1 FROM links JOIN records USING (n) WHERE target = ?1 AND role = 'goal' \
             AND of_kind IN ('check_in', 'milestone') AND deleted IS NULL AND visibility = '\"private\"'";
        let mut hidden = self.db.prepare_cached(sql)?;
        let mut stands = BTreeMap::new();
        for record in records.iter().filter(|record| record.kind == Kind::Goal) {
            if !hidden.exists([record.id])? {
                stands.insert(record.id, self.goal_stands(record, now)?);
            }
        }
        Ok(stands)
    }

    /// Whom these records speak of.
    fn spoken_of(&self, records: &[Record]) -> Result<BTreeMap<Id, Record>> {
        let mut ids = BTreeSet::new();
        for record in records {
            let people = record.links().into_iter().filter(|(role, _)| matches!(*role, "people" | "person" | "giver"));
            ids.extend(people.map(|(_, id)| id));
        }
        let mut people = BTreeMap::new();
        for id in ids {
            people.extend(self.find(id)?.filter(|record| record.kind == Kind::Person).map(|record| (id, record)));
        }
        Ok(people)
    }

    /// The counts of a period, and no more than counts.
    fn counts(&self, wanted: &Wanted, now: &Now) -> Result<Counts> {
        let period = wanted.period;
        let then = period.as_of(now);
        let days = period.days_to(then.today());
        let both = [days.start().to_string(), days.end().to_string()];
        let progress = self.progress(period, now)?.progress;
        let held = Window { period, kinds: vec![Kind::Meeting], ..Window::default() };
        let mut months: Vec<_> = self.months(&held, now)?;
        months.reverse();
        let mut in_month = Vec::new();
        for month in months {
            let after = month.first.checked_add_months(chrono::Months::new(1)).unwrap_or(chrono::NaiveDate::MAX);
            let (from, to) = (instant_text(now.start_of(month.first)), instant_text(now.start_of(after).min(then.at)));
            in_month.push((
                month.first,
                self.count_where(&format!("kind = 'meeting' AND {HELD} AND day BETWEEN ?1 AND ?2"), [from, to])?,
            ));
        }
        in_month.retain(|(_, count)| *count > 0);
        let begun = "kind = 'mentorship' AND coalesce(day, '') <= ?1";
        let mut states = BTreeMap::new();
        for word in MentorshipState::WORDS {
            let count = self.count_where(&format!("{begun} AND state = '{word}'"), [both[1].clone()])?;
            if count > 0 {
                states.insert(*word, count);
            }
        }
        let live = "state IN ('forming', 'active', 'paused', 'winding-down')";
        let mut relations = BTreeMap::new();
        for word in crate::domain::kinds::mentorship::Relation::WORDS {
            let of = format!("{begun} AND {live} AND coalesce(data ->> 'relation', 'mentor') = '{word}'");
            let count = self.count_where(&of, [both[1].clone()])?;
            if count > 0 {
                relations.insert(*word, count);
            }
        }
        let mut goals: BTreeMap<&'static str, usize> = BTreeMap::new();
        for goal in &progress.goals {
            let word = if goal.closed.is_some() {
                goal.word.map_or("closed", crate::domain::pace::Word::text)
            } else {
                "active"
            };
            *goals.entry(word).or_default() += 1;
        }
        // Personal ones are nobody's business, not even as a number.
        let at_work = "kind = 'obstacle' AND coalesce(data ->> 'area', 'work') <> 'personal'";
        let opened = self.count_where(&format!("{at_work} AND day BETWEEN ?1 AND ?2"), both.clone())?;
        let over = format!(
            "{at_work} AND state IN ('eased', 'solved', 'accepted', 'dropped') \
             AND coalesce(data ->> 'resolved', data ->> 'state_since') BETWEEN ?1 AND ?2"
        );
        let over = self.count_where(&over, both.clone())?;
        let learning = progress.learning;
        Ok(Counts {
            period,
            mentorships: states,
            relations,
            meetings: progress.meetings,
            months: in_month,
            goals,
            promises: progress.promises,
            obstacles: (opened, over),
            insights: (learning.insights, learning.tried, learning.adopted),
            skills_up: learning.skills_up,
            evaluations: self.count_where("kind = 'evaluation' AND day BETWEEN ?1 AND ?2", both)?,
            contacts: progress.network.spread.people,
            introduced: progress.network.introduced,
            fields: progress.network.spread.effective_industries,
        })
    }

    fn count_where<const N: usize>(&self, condition: &str, args: [String; N]) -> Result<usize> {
        let sql = format!("SELECT count(*) FROM records WHERE deleted IS NULL AND {condition}");
        let count: i64 =
            self.db.prepare_cached(&sql)?.query_row(params_from_iter(args.map(Sql::from)), |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }
}
