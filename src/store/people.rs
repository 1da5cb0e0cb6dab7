//! People and weeks: who I am, when I was last in touch with someone, and the pulse of a week.

use rusqlite::{OptionalExtension, params};

use super::{Reader, Result};
use crate::domain::time::{instant_text, read_day};
use crate::domain::{Day, Id, Now};

/// The last held meeting with someone.
const HELD: &str = "SELECT max(day) FROM links JOIN records USING (n) WHERE target = ?1 AND role = 'people' \
     AND kind = 'meeting' AND deleted IS NULL AND state IN ('held', 'captured', 'followed-up') AND day <= ?2";

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

/// Every touch of every person as `(person, day)`, up to the instant `?1`, whose date is `?2`; see [`Reader::last_touch`].
const TOUCHES: &str = "\
     SELECT records.id AS person, touch.value ->> 'date' AS day FROM records, json_each(data, '$.touches') AS touch \
       WHERE kind = 'person' AND deleted IS NULL AND touch.value ->> 'date' <= ?2 \
     UNION ALL SELECT target, day FROM records JOIN links USING (n) WHERE kind = 'meeting' AND deleted IS NULL \
       AND state IN ('held', 'captured', 'followed-up') AND day <= ?1 AND role = 'people' \
     UNION ALL SELECT target, created FROM records JOIN links USING (n) WHERE kind = 'feedback' AND deleted IS NULL \
       AND role = 'giver' AND data ->> 'origin' = 'mentor' AND created <= ?1 \
     UNION ALL SELECT target, data ->> 'done' FROM records JOIN links USING (n) WHERE kind = 'action' \
       AND deleted IS NULL AND state = 'done' AND role IN ('owner', 'from') AND data ->> 'done' <= ?2";

impl Reader<'_> {
    /// Everyone with at least one touch up to now, by name.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn contacts(&self, now: &Now) -> Result<Vec<Contact>> {
        let sql = format!(
            "SELECT id, title, data ->> 'industry', data ->> 'level', data ->> 'how_met', data ->> 'closeness', \
             data ->> 'cadence_days', max(touches.day), min(touches.day) FROM ({TOUCHES}) AS touches \
             JOIN records ON records.id = touches.person WHERE kind = 'person' AND deleted IS NULL \
             GROUP BY touches.person ORDER BY title"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(params![instant_text(now.at), now.today().to_string()], |row| {
            let day = |at: usize| -> rusqlite::Result<Option<Day>> {
                let text: String = row.get(at)?;
                Ok(read_day(&text).or_else(|| crate::domain::time::read_instant(&text).map(|at| now.day_of(at))))
            };
            Ok(Contact {
                id: row.get(0)?,
                name: row.get(1)?,
                industry: row.get(2)?,
                level: row.get(3)?,
                how_met: row.get(4)?,
                closeness: row.get(5)?,
                cadence_days: row.get(6)?,
                last: day(7)?,
                first: day(8)?,
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

    /// The last day, up to now, on which I was in touch with someone: a date in their touches, a held meeting they were
    /// in, a reply of theirs, a promise of theirs that was kept, or one that came from them. Being mentioned is none.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn last_touch(&self, person: Id, now: &Now) -> Result<Option<Day>> {
        let own = "SELECT max(touch.value ->> 'date') FROM records, json_each(data, '$.touches') AS touch \
             WHERE records.id = ?1 AND touch.value ->> 'date' <= ?2";
        let today = now.today();
        let mut last: Option<Day> = self.newest(own, params![person, today.to_string()], now)?;
        for sql in [
            HELD,
            "SELECT max(created) FROM links JOIN records USING (n) WHERE target = ?1 AND role = 'giver' \
             AND kind = 'feedback' AND deleted IS NULL AND data ->> 'origin' = 'mentor' AND created <= ?2",
        ] {
            last = last.max(self.newest(sql, params![person, instant_text(now.at)], now)?);
        }
        let kept = "SELECT max(data ->> 'done') FROM links JOIN records USING (n) WHERE target = ?1 \
             AND role IN ('owner', 'from') AND kind = 'action' AND deleted IS NULL AND state = 'done' \
             AND data ->> 'done' <= ?2";
        Ok(last.max(self.newest(kept, params![person, today.to_string()], now)?))
    }

    /// The day of the last held meeting with someone, up to now.
    pub(super) fn last_meeting(&self, person: Id, now: &Now) -> Result<Option<Day>> {
        self.newest(HELD, params![person, instant_text(now.at)], now)
    }

    fn newest(&self, sql: &str, args: impl rusqlite::Params, now: &Now) -> Result<Option<Day>> {
        let text: Option<String> = self.db.prepare_cached(sql)?.query_row(args, |row| row.get(0))?;
        let day =
            |text: &str| read_day(text).or_else(|| crate::domain::time::read_instant(text).map(|at| now.day_of(at)));
        Ok(text.as_deref().and_then(day))
    }
}
