//! Records as figures see them: only the fields that count, read from the indexes that hold just those, so that figures
//! over all the years read no record. The rules still take the kinds' structs.

use rusqlite::{Params, Row};

use super::convert::text;
use super::{Reader, Result};
use crate::domain::kinds::action::{Action, ActionState};
use crate::domain::kinds::advice::Advice;
use crate::domain::kinds::insight::{Insight, InsightState};
use crate::domain::kinds::obstacle::{Obstacle, ObstacleState};
use crate::domain::time::{instant_text, read_day};
use crate::domain::{Day, Now};

impl Reader<'_> {
    /// Promises due within these days: whose, due, done, state, and whether they were let go with a reason.
    pub(super) fn promises_due(&self, from: Day, to: Day) -> Result<Vec<Action>> {
        let sql = "SELECT due, state, data ->> 'state_since', data ->> 'done', data ->> 'owner', trim(data ->> 'reason') <> '' \
             FROM records WHERE kind = 'action' AND deleted IS NULL AND due BETWEEN ?1 AND ?2";
        self.counted(sql, [from.to_string(), to.to_string()], |row| {
            let reasoned: Option<bool> = row.get(5)?;
            Ok(Action {
                due: day(row, 0)?,
                state: word(row, 1, ActionState::read)?,
                state_since: day(row, 2)?,
                done: day(row, 3)?,
                owner: row.get(4)?,
                // Only whether there is one counts.
                reason: reasoned.filter(|is| *is).map(|_| "given".to_owned()),
                ..Action::default()
            })
        })
    }

    /// Advice decided on by a day: when, and when its giver heard.
    pub(super) fn advice_called(&self, by: Day) -> Result<Vec<Advice>> {
        let sql = "SELECT data ->> 'called', data ->> 'told_back' FROM records \
             WHERE kind = 'advice' AND deleted IS NULL AND data ->> 'called' <= ?1";
        self.counted(sql, [by.to_string()], |row| {
            Ok(Advice { called: day(row, 0)?, told_back: day(row, 1)?, ..Advice::default() })
        })
    }

    /// Obstacles that had come up by a day: when, their state, and when they were over.
    pub(super) fn obstacles_opened(&self, by: Day) -> Result<Vec<Obstacle>> {
        let sql = "SELECT day, state, data ->> 'state_since', data ->> 'resolved' FROM records \
             WHERE kind = 'obstacle' AND deleted IS NULL AND day <= ?1";
        self.counted(sql, [by.to_string()], |row| {
            Ok(Obstacle {
                opened: day(row, 0)?,
                state: word(row, 1, ObstacleState::read)?,
                state_since: day(row, 2)?,
                resolved: day(row, 3)?,
                ..Obstacle::default()
            })
        })
    }

    /// Insights captured up to now: on which local day, and their state.
    pub(super) fn insights_captured(&self, now: &Now) -> Result<Vec<(Day, Insight)>> {
        let sql = "SELECT created, state, data ->> 'state_since' FROM records \
             WHERE kind = 'insight' AND deleted IS NULL AND created <= ?1";
        self.counted(sql, [instant_text(now.at)], |row| {
            let created: String = row.get(0)?;
            let insight =
                Insight { state: word(row, 1, InsightState::read)?, state_since: day(row, 2)?, ..Insight::default() };
            Ok((super::today::local_day(&created, now).unwrap_or(Day::MIN), insight))
        })
    }

    /// Insights that were tried: since when, and whether they are in use.
    pub(super) fn insights_tried(&self) -> Result<Vec<(Day, bool)>> {
        let sql = "SELECT data ->> 'state_since', state IN ('adopted', 'adapted') FROM records INDEXED BY figures_insight \
             WHERE kind = 'insight' AND deleted IS NULL AND state IN ('adopted', 'adapted', 'trialled', 'rejected')";
        let tried = self.counted(sql, [], |row| Ok(day(row, 0)?.zip(Some(row.get(1)?))))?;
        Ok(tried.into_iter().flatten().collect())
    }

    fn counted<T>(
        &self,
        sql: &str,
        args: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_map(args, read)?.collect::<rusqlite::Result<_>>()?)
    }
}

fn day(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Day>> {
    Ok(text(row, at)?.and_then(read_day))
}

fn word<T>(row: &Row<'_>, at: usize, read: fn(&str) -> Option<T>) -> rusqlite::Result<Option<T>> {
    Ok(text(row, at)?.and_then(read))
}
