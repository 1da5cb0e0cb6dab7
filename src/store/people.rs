//! People and weeks: who I am, when I was last in touch with someone, and the pulse of a week.

use rusqlite::{OptionalExtension, params};

use super::{Reader, Result};
use crate::domain::time::{instant_text, read_day};
use crate::domain::{Day, Id, Now};

impl Reader<'_> {
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
            "SELECT max(day) FROM links JOIN records USING (n) WHERE target = ?1 AND role = 'people' AND kind = 'meeting' \
             AND deleted IS NULL AND state IN ('held', 'captured', 'followed-up') AND day <= ?2",
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

    fn newest(&self, sql: &str, args: impl rusqlite::Params, now: &Now) -> Result<Option<Day>> {
        let text: Option<String> = self.db.prepare_cached(sql)?.query_row(args, |row| row.get(0))?;
        let day = |text: &str| {
            read_day(text).or_else(|| crate::domain::time::read_instant(text).map(|at| now.day_of(at)))
        };
        Ok(text.as_deref().and_then(day))
    }
}
