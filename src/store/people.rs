//! People and weeks: who I am, when I was last in touch with someone, and the pulse of a week.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};

use super::convert::text;
use super::today::local_day;
use super::{Reader, Result};
use crate::domain::time::{instant_text, read_day};
use crate::domain::{Day, Id, Now};

/// The meetings held with `?1`, as the end of a statement: by who was there, in the order of their days, and not by when,
/// because between two of them lie more meetings with others every year.
pub(super) const HELD_WITH: &str =
    "FROM touches CROSS JOIN records USING (n) WHERE person = ?1 AND exact = 1 AND kind = 'meeting'";

/// Someone I have been in touch with, as figures about the network count them.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// Who.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Their field.
    pub industry: Option<String>,
    /// How far up they stand.
    pub level: Option<String>,
    /// How we met.
    pub how_met: Option<String>,
    /// 1 to 5.
    pub closeness: Option<i64>,
    /// How often to be in touch.
    pub cadence_days: Option<i64>,
    /// The last touch up to now.
    pub last: Option<Day>,
    /// The first touch.
    pub first: Option<Day>,
}

/// A contact as the figures about the network see it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Touched {
    /// Their field.
    pub industry: Option<String>,
    /// The day we first spoke.
    pub first_met: Option<Day>,
    /// Whether an introduction brought us together.
    pub introduced: bool,
}

/// Someone I was in touch with lately, as far as freshness goes by it.
#[derive(Clone, Debug)]
pub(super) struct Lately {
    /// Who.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// 1 to 5.
    pub closeness: Option<i64>,
    /// How often to be in touch.
    pub cadence_days: Option<i64>,
    /// The last touch up to now.
    pub last: Option<Day>,
}

impl Reader<'_> {
    /// Everyone whose last touch lies between `since` and now. Nothing is read of those who sleep, who are most after years.
    pub(super) fn lately(&self, since: Day, now: &Now) -> Result<Vec<Lately>> {
        // Gathered here, the newest first, and looked up one by one: to group them takes SQLite ten times as long.
        let sql = "SELECT person, exact, day FROM touches INDEXED BY touches_day WHERE day >= ?1 ORDER BY day DESC";
        let until = [now.today().to_string(), instant_text(now.at)];
        let mut last: BTreeMap<Id, [Option<Day>; 2]> = BTreeMap::new();
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query([since.to_string()])?;
        while let Some(row) = rows.next()? {
            let (exact, day) = (usize::from(row.get::<_, bool>(1)?), text(row, 2)?.unwrap_or_default());
            let by_now = until.get(exact).is_some_and(|until| day <= until.as_str());
            if let Some(slot) =
                last.entry(row.get(0)?).or_default().get_mut(exact).filter(|slot| by_now && slot.is_none())
            {
                *slot = local_day(day, now);
            }
        }
        let sql = "SELECT title, data ->> 'closeness', data ->> 'cadence_days' FROM records INDEXED BY figures_person \
             WHERE kind = 'person' AND deleted IS NULL AND id = ?1";
        let mut query = self.db.prepare_cached(sql)?;
        let mut found = Vec::new();
        for (id, [on_day, at]) in last {
            let Some(last) = on_day.max(at) else { continue };
            let mut rows = query.query([id])?;
            let Some(row) = rows.next()? else { continue };
            let (name, closeness, cadence_days) = (row.get(0)?, row.get(1)?, row.get(2)?);
            found.push(Lately { id, name, closeness, cadence_days, last: Some(last) });
        }
        Ok(found)
    }

    /// Everyone with at least one touch up to now, by name.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn contacts(&self, now: &Now) -> Result<Vec<Contact>> {
        // Dates and instants have bounds of their own; see `touches`. Who is not a contact is left out before any field
        // of theirs is read.
        let sql = "SELECT records.id, title, data ->> 'industry', data ->> 'level', data ->> 'how_met', \
             data ->> 'closeness', data ->> 'cadence_days', at, on_day, \
             (SELECT min(day) FROM touches WHERE person = records.id AND exact = 1), \
             (SELECT min(day) FROM touches WHERE person = records.id AND exact = 0) \
             FROM (SELECT n, \
               (SELECT max(day) FROM touches WHERE person = id AND exact = 1 AND day <= ?1) AS at, \
               (SELECT max(day) FROM touches WHERE person = id AND exact = 0 AND day <= ?2) AS on_day \
               FROM records WHERE kind = 'person' AND deleted IS NULL) AS people \
             JOIN records USING (n) WHERE at IS NOT NULL OR on_day IS NOT NULL ORDER BY title";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map(params![instant_text(now.at), now.today().to_string()], |row| {
            let day =
                |at: usize| -> rusqlite::Result<Option<Day>> { Ok(text(row, at)?.and_then(|day| local_day(day, now))) };
            let (first_at, first_on) = (day(9)?, day(10)?);
            Ok(Contact {
                id: row.get(0)?,
                name: row.get(1)?,
                industry: row.get(2)?,
                level: row.get(3)?,
                how_met: row.get(4)?,
                closeness: row.get(5)?,
                cadence_days: row.get(6)?,
                last: day(7)?.max(day(8)?),
                first: first_at.min(first_on).or(first_at).or(first_on),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Everyone touched from `since` up to now.
    pub(super) fn touched(&self, since: Day, now: &Now) -> Result<Vec<Touched>> {
        // All of it stands in two indexes.
        let sql = "SELECT data ->> 'industry', data ->> 'first_met', data ->> 'how_met' FROM records \
             WHERE kind = 'person' AND deleted IS NULL AND ( \
               EXISTS (SELECT 1 FROM touches WHERE person = id AND exact = 1 AND touches.day BETWEEN ?3 AND ?1) \
               OR EXISTS (SELECT 1 FROM touches WHERE person = id AND exact = 0 AND touches.day BETWEEN ?3 AND ?2))";
        let mut query = self.db.prepare_cached(sql)?;
        let args = [instant_text(now.at), now.today().to_string(), since.to_string()];
        let rows = query.query_map(args, |row| {
            let (first_met, how_met): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
            Ok(Touched {
                industry: row.get(0)?,
                first_met: first_met.as_deref().and_then(read_day),
                introduced: how_met.as_deref() == Some("introduced"),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The one profile.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn profile(&self) -> Result<Option<Id>> {
        let sql = "SELECT id FROM records WHERE kind = 'profile' AND deleted IS NULL ORDER BY n LIMIT 1";
        Ok(self.db.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?)
    }

    /// The pulse of the week that holds `day`.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn pulse_of_week(&self, day: Day, now: &Now) -> Result<Option<Id>> {
        let monday = now.week_of(day);
        let after = monday.checked_add_days(chrono::Days::new(7)).unwrap_or(monday);
        let sql = "SELECT id FROM records WHERE kind = 'pulse' AND deleted IS NULL AND day >= ?1 AND day < ?2 \
             ORDER BY day DESC, n DESC LIMIT 1";
        let args = params![monday.to_string(), after.to_string()];
        Ok(self.db.prepare_cached(sql)?.query_row(args, |row| row.get(0)).optional()?)
    }

    /// The last day, up to now, on which I was in touch with someone; see [`crate::domain::freshness::touches`].
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn last_touch(&self, person: Id, now: &Now) -> Result<Option<Day>> {
        let sql = "SELECT max(day) FROM touches WHERE person = ?1 AND exact = ?2 AND day <= ?3";
        let at = self.newest(sql, params![person, 1, instant_text(now.at)], now)?;
        Ok(at.max(self.newest(sql, params![person, 0, now.today().to_string()], now)?))
    }

    /// The day of the last held meeting with someone, up to now.
    pub(super) fn last_meeting(&self, person: Id, now: &Now) -> Result<Option<Day>> {
        let sql = format!(
            "SELECT max(day) FROM (SELECT touches.day {HELD_WITH} AND touches.day <= ?2 ORDER BY touches.day DESC LIMIT 1)"
        );
        self.newest(&sql, params![person, instant_text(now.at)], now)
    }

    /// The last held meeting with someone, up to now.
    pub(super) fn last_held_with(&self, person: Id, now: &Now) -> Result<Option<Id>> {
        let sql = format!(
            "SELECT records.id {HELD_WITH} AND touches.day <= ?2 ORDER BY touches.day DESC, touches.n DESC LIMIT 1"
        );
        let args = params![person, instant_text(now.at)];
        Ok(self.db.prepare_cached(&sql)?.query_row(args, |row| row.get(0)).optional()?)
    }

    fn newest(&self, sql: &str, args: impl rusqlite::Params, now: &Now) -> Result<Option<Day>> {
        let text: Option<String> = self.db.prepare_cached(sql)?.query_row(args, |row| row.get(0))?;
        Ok(text.as_deref().and_then(|text| local_day(text, now)))
    }
}
