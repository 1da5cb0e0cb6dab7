//! The history: every change set, who made it and when, and what it changed, field by field.

use rusqlite::params;
use serde_json::Value;

use super::{Reader, Result};
use crate::domain::ask::{ChangeRow, SetRow};
use crate::domain::time::read_instant;
use crate::domain::{Fields, Id};

/// How many changes of one set are told in full.
const TOLD: i64 = 100;

impl Reader<'_> {
    /// The change sets, newest first, at most `limit`; only those that touch `record` where one is named.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn history(&self, record: Option<Id>, limit: usize) -> Result<Vec<SetRow>> {
        let db = self.db;
        let mut query = db.prepare_cached(
            "SELECT no, label, at, origin, undone FROM sets \
             WHERE ?1 IS NULL OR no IN (SELECT set_no FROM changes WHERE id = ?1) ORDER BY no DESC LIMIT ?2",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = query.query_map(params![record, limit], |row| {
            let at: String = row.get(2)?;
            Ok(SetRow {
                set: row.get(0)?,
                label: row.get(1)?,
                at: read_instant(&at).unwrap_or(chrono::DateTime::UNIX_EPOCH),
                origin: row.get(3)?,
                undone: row.get::<_, i64>(4)? == 1,
                changes: Vec::new(),
                more: 0,
            })
        })?;
        let mut sets = rows.collect::<rusqlite::Result<Vec<SetRow>>>()?;
        for set in &mut sets {
            set.changes = self.changes_of(set.set, record)?;
            let all: i64 = db
                .prepare_cached("SELECT count(*) FROM changes WHERE set_no = ?1 AND (?2 IS NULL OR id = ?2)")?
                .query_row(params![set.set, record], |row| row.get(0))?;
            set.more = u64::try_from(all - TOLD).unwrap_or(0);
        }
        Ok(sets)
    }

    fn changes_of(&self, set: i64, record: Option<Id>) -> Result<Vec<ChangeRow>> {
        let mut query = self.db.prepare_cached(
            "SELECT op, id, kind, title, before, after FROM changes WHERE set_no = ?1 AND (?2 IS NULL OR id = ?2) \
             ORDER BY no LIMIT ?3",
        )?;
        let rows = query.query_map(params![set, record, TOLD], |row| {
            let op: String = row.get(0)?;
            let (before, after): (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
            let fields = if op == "remove" { Vec::new() } else { fields(before.as_deref(), after.as_deref()) };
            Ok(ChangeRow { op, id: row.get(1)?, kind: row.get(2).ok(), title: row.get(3)?, fields })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Field by field, as text; when it was last touched goes without saying.
fn fields(before: Option<&str>, after: Option<&str>) -> Vec<(String, String, String)> {
    let read = |side: Option<&str>| side.and_then(|text| serde_json::from_str::<Fields>(text).ok()).unwrap_or_default();
    let (before, after) = (read(before), read(after));
    let text = |value: Option<&Value>| match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let names = after.keys().filter(|name| *name != "@updated" && !(*name == "@title" && after.len() > 1));
    names.map(|name| (name.trim_start_matches('@').to_owned(), text(before.get(name)), text(after.get(name)))).collect()
}
