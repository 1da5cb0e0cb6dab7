//! Gathers the figures of a period: each by a query of its own size, and judged by its rule.

use chrono::Months;
use rusqlite::params;

use super::hanging::Typed;
use super::{Reader, Result};
use crate::domain::kinds::advice::Advice;
use crate::domain::kinds::decision::Decision;
use crate::domain::kinds::goal::{Goal, GoalState};
use crate::domain::kinds::insight::Insight;
use crate::domain::kinds::obstacle::Obstacle;
use crate::domain::kinds::rating::Rating;
use crate::domain::learning::decision;
use crate::domain::period::Period;
use crate::domain::progress::{self, Beside, GoalLine, Learning, Meetings, Network, Progress};
use crate::domain::time::instant_text;
use crate::domain::{Day, Id, Now, advice_loop, follow_through, pace, pulse, spread};

/// The most goals that are listed, those closed last and due first.
const GOALS: usize = 200;

/// What is read once for a period and the one before: the rules leave out what came later.
struct Years {
    obstacles: Vec<Obstacle>,
    insights: Vec<(Day, Insight)>,
    advice: Vec<Advice>,
    ratings: Vec<Typed<Rating>>,
}

impl Reader<'_> {
    /// Where I stood at the end of a period, or stand now where it is not over, beside the period before.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn progress(&self, period: Period, now: &Now) -> Result<Beside> {
        self.steady(|reader| {
            let then = period.as_of(now);
            let today = then.today();
            let years = Years {
                obstacles: reader.obstacles_opened(today)?,
                insights: reader.insights_captured(&then)?,
                advice: reader.advice_called(today)?,
                ratings: reader.those("day <= ?1", [today.to_string()])?,
            };
            let of = |period: Period| reader.progress_of(period, &years, &period.as_of(now));
            Ok(Beside { progress: of(period)?, before: period.before().map(of).transpose()? })
        })
    }

    fn progress_of(&self, period: Period, years: &Years, then: &Now) -> Result<Progress> {
        let today = then.today();
        let days = period.days_to(today);
        let due = self.promises_due(*days.start(), *days.end())?;
        Ok(Progress {
            period,
            goals: self.goals_of(period, then)?,
            promises: follow_through::promises(&due, &days, today),
            meetings: self.meetings_of(period, then)?,
            obstacles: progress::obstacles(&years.obstacles, period, today),
            network: self.network_of(period, then)?,
            learning: self.learning_of(period, years, then)?,
            pulse: pulse::lately(&self.pulses(then)?, today),
        })
    }

    fn goals_of(&self, period: Period, then: &Now) -> Result<Vec<GoalLine>> {
        let from = period.from().unwrap_or(Day::MIN).to_string();
        let under_way = "day <= ?1 AND state <> 'draft' AND (state IN ('active', 'paused') \
             OR coalesce(data ->> 'closed', data ->> 'state_since', '9999') >= ?2) ORDER BY due IS NULL, due, n";
        let goals: Vec<Typed<Goal>> = self.those(under_way, params![then.today().to_string(), from])?;
        let mut lines = Vec::new();
        for goal in goals.iter().take(GOALS) {
            let state = pace::state_on(&goal.fields, then.today());
            let open = matches!(state, GoalState::Draft | GoalState::Active | GoalState::Paused);
            let stood = self.goal_now(goal, then)?;
            lines.push(GoalLine {
                id: goal.id,
                short_id: stood.row.short_id,
                title: stood.row.title,
                actual: stood.pace.actual,
                expected: stood.pace.expected,
                gap: stood.pace.gap,
                value: stood.row.value,
                word: stood.pace.word,
                due: goal.fields.due,
                closed: goal.fields.closed.or(goal.fields.state_since).filter(|_| !open),
            });
        }
        lines.sort_by_key(|line| line.closed.unwrap_or(Day::MAX));
        Ok(lines)
    }

    fn meetings_of(&self, period: Period, then: &Now) -> Result<Meetings> {
        let sql = "SELECT count(*), coalesce(sum(data ->> 'minutes'), 0) FROM records WHERE kind = 'meeting' \
             AND deleted IS NULL AND state IN ('held', 'captured', 'followed-up') AND day BETWEEN ?1 AND ?2";
        let from = first_instant(period, then);
        let (held, minutes): (i64, i64) = self
            .db
            .prepare_cached(sql)?
            .query_row([from, instant_text(then.at)], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Meetings { held: u64::try_from(held).unwrap_or(0), minutes: u64::try_from(minutes).unwrap_or(0) })
    }

    fn network_of(&self, period: Period, then: &Now) -> Result<Network> {
        let today = then.today();
        let since = today.checked_sub_months(Months::new(spread::COUNTS_MONTHS)).unwrap_or(Day::MIN);
        let touched = self.touched(since, then)?;
        let home = self.home_industry()?;
        let days = period.days_to(today);
        let new = touched.iter().filter(|person| person.first_met.is_some_and(|met| days.contains(&met)));
        Ok(Network {
            spread: spread::spread(touched.iter().map(|person| person.industry.as_deref()), home.as_deref()),
            new: new.clone().count(),
            introduced: new.filter(|person| person.introduced).count(),
        })
    }

    /// My own field.
    pub(super) fn home_industry(&self) -> Result<Option<String>> {
        let profile = self.profile()?.map(|id| self.find(id)).transpose()?.flatten();
        Ok(profile.map(|profile| profile.text("home_industry").to_owned()))
    }

    fn learning_of(&self, period: Period, years: &Years, then: &Now) -> Result<Learning> {
        let today = then.today();
        let days = period.days_to(today);
        let until = instant_text(then.at);
        let captured: Vec<(Day, &Insight)> = years.insights.iter().map(|(day, insight)| (*day, insight)).collect();
        let mut learning = Learning {
            told_back: advice_loop::told_back(&years.advice, today),
            skills_up: progress::skills_up(years.ratings.iter().map(|typed| &typed.fields), period, today),
            terms: self.count_between("term", &first_instant(period, then), &until)?,
            reflections: self.count_between("reflection", &days.start().to_string(), &days.end().to_string())?,
            decisions: self.count_between("decision", &first_instant(period, then), &until)?,
            decisions_changed: self.changed_by_others(&first_instant(period, then), &until)?.len(),
            ..Learning::default()
        };
        progress::insights(&mut learning, &captured, period, today);
        Ok(learning)
    }

    /// The choices of these instants that others changed; see [`decision::changed`].
    pub(super) fn changed_by_others(&self, from: &str, to: &str) -> Result<Vec<Id>> {
        let told = "data ->> 'changed' IS NOT NULL AND day BETWEEN ?1 AND ?2";
        let decisions: Vec<Typed<Decision>> = self.those(told, [from, to])?;
        Ok(decisions.into_iter().filter(|typed| decision::changed(&typed.fields)).map(|typed| typed.id).collect())
    }

    /// How many of a kind are dated between these, both included.
    fn count_between(&self, kind: &str, from: &str, to: &str) -> Result<usize> {
        let sql = "SELECT count(*) FROM records WHERE kind = ?1 AND deleted IS NULL AND day BETWEEN ?2 AND ?3";
        let count: i64 = self.db.prepare_cached(sql)?.query_row([kind, from, to], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }
}

/// From when on a period counts, as instants are stored; of all time, from before them all.
pub(super) fn first_instant(period: Period, now: &Now) -> String {
    period.from().map(|from| instant_text(now.start_of(from))).unwrap_or_default()
}
