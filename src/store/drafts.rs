//! Drafts: what is being typed, kept in the journal so that a closed terminal or a flat battery loses a second of it.

use rusqlite::params;

use super::log::writing;
use super::{Reader, Result, Store};
use crate::domain::Now;
use crate::domain::ask::Draft;
use crate::domain::time::{instant_text, read_instant};

impl Store {
    /// Keeps a text under its slot; an empty one drops the draft. Durable when it returns.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn keep_draft(&mut self, slot: &str, text: &str, now: Now) -> Result<()> {
        let tx = self.lock()?;
        if text.is_empty() {
            tx.execute("DELETE FROM drafts WHERE slot = ?1", [slot]).map_err(writing)?;
        } else {
            let sql = "INSERT INTO drafts (slot, text, at) VALUES (?1, ?2, ?3) \
                 ON CONFLICT (slot) DO UPDATE SET text = excluded.text, at = excluded.at";
            tx.execute(sql, params![slot, text, instant_text(now.at)]).map_err(writing)?;
        }
        tx.commit().map_err(writing)
    }
}

impl Reader<'_> {
    /// The draft of a slot.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn draft(&self, slot: &str) -> Result<Option<Draft>> {
        Ok(self.drafts()?.into_iter().find(|draft| draft.slot == slot))
    }

    /// Every draft, newest first.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn drafts(&self) -> Result<Vec<Draft>> {
        let mut query = self.db.prepare_cached("SELECT slot, text, at FROM drafts ORDER BY at DESC")?;
        let rows = query.query_map([], |row| {
            let at: String = row.get(2)?;
            let at = read_instant(&at).unwrap_or(chrono::DateTime::UNIX_EPOCH);
            Ok(Draft { slot: row.get(0)?, text: row.get(1)?, at })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
