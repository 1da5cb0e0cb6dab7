//! What happened lately, for the choice of a prompt.

use chrono::Days;
use rusqlite::{OptionalExtension as _, params};

use super::{Reader, Result, Store};
use crate::domain::prompting::{LATELY_DAYS, Lately};
use crate::domain::{Now, pulse};

/// How many prompts are remembered as shown.
const SHOWN: usize = 200;

/// Where the file keeps them.
const KEPT: &str = "prompts_shown";

/// How many of the last reflections are looked at.
const ANSWERED: i64 = 200;

impl Reader<'_> {
    /// What happened lately, as far as prompts go by it.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn prompting(&self, now: &Now) -> Result<Lately> {
        let today = now.today();
        let days = Days::new(LATELY_DAYS.unsigned_abs());
        let since = today.checked_sub_days(days).unwrap_or(today).to_string();
        let pulses = self.pulses(now)?;
        let dips = pulse::lately(&pulses, today).word == Some(pulse::Trend::Dip);
        let happened = |sql: &str| -> Result<bool> {
            Ok(self.db.prepare_cached(sql)?.exists([since.as_str(), &today.to_string()])?)
        };
        let sql = "SELECT data ->> 'prompt' FROM records WHERE kind = 'reflection' AND deleted IS NULL AND day <= ?1 \
             ORDER BY day DESC, n DESC LIMIT ?2";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map(params![today.to_string(), ANSWERED], |row| row.get::<_, Option<String>>(0))?;
        let answered = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(Lately {
            obstacle: happened(
                "SELECT 1 FROM records WHERE kind = 'obstacle' AND deleted IS NULL AND state IN ('met', 'working') \
                 AND day BETWEEN ?1 AND ?2",
            )?,
            low_pulse: dips || pulse::two_low_weeks(&pulses, today),
            new_contact: happened(
                "SELECT 1 FROM records WHERE kind = 'person' AND deleted IS NULL \
                 AND data ->> 'first_met' BETWEEN ?1 AND ?2",
            )?,
            answered: answered.into_iter().flatten().collect(),
        })
    }
}

impl Reader<'_> {
    /// The prompts that were asked for, the last first.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn prompts_shown(&self) -> Result<Vec<String>> {
        let mut query = self.db.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
        let kept: Option<String> = query.query_row([KEPT], |row| row.get(0)).optional()?;
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default())
    }
}

impl Store {
    /// Remembers that a prompt was shown, so that the next one is another. No change of any record, and nothing to undo.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn remember_prompt(&mut self, id: &str) -> Result<()> {
        let mut shown = self.read().prompts_shown()?;
        shown.retain(|known| known != id);
        shown.insert(0, id.to_owned());
        shown.truncate(SHOWN);
        let kept = serde_json::Value::from(shown).to_string();
        self.db.execute(
            "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2",
            [KEPT, kept.as_str()],
        )?;
        Ok(())
    }
}
