//! The end of what lies in the trash: gone from the tables, the links, the index, the drafts and the history, and
//! overwritten in the file. The one thing here that cannot be undone.

use std::collections::{BTreeSet, HashSet};

use rusqlite::{Connection, Transaction, params};
use serde_json::Value;

use super::log::writing;
use super::{Reader, Result, Store, bulk, convert, records, search};
use crate::domain::ask::{Facts, Key, Page, Row};
use crate::domain::time::{instant_text, read_instant};
use crate::domain::{Fields, Id, Instant, Kind, Now, Origin};

/// What was done for good.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Emptied {
    /// How many things are gone.
    pub removed: u64,
    /// How many other things lost a link to one of them.
    pub unlinked: u64,
    /// Whether another program kept the log of the file in use, so that traces stay in it until it is closed.
    pub traces: bool,
}

/// What of the history has to forget a word.
struct Gone {
    ids: HashSet<Id>,
    /// Every title they ever had.
    titles: BTreeSet<String>,
    /// The sets that touched them.
    sets: BTreeSet<i64>,
}

impl Reader<'_> {
    /// Hands out what lies in the trash, the last in first.
    ///
    /// # Errors
    /// Where the journal cannot be read, or what `each` returns.
    pub fn trash(&self, each: &mut super::Listing<'_>) -> Result<()> {
        let sql = records::whole("WHERE deleted IS NOT NULL ORDER BY deleted DESC, n DESC");
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            each(convert::record(row)?.1)?;
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// The first rows of the trash, the last in first, with how many there are; a row's day is the one on which it went there.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub(super) fn trash_page(&self, limit: usize, now: &Now) -> Result<Page> {
        let total: i64 =
            self.db.query_row("SELECT count(*) FROM records WHERE deleted IS NOT NULL", [], |row| row.get(0))?;
        let sql = "SELECT n, id, kind, title, state, visibility, deleted FROM records WHERE deleted IS NOT NULL \
                   ORDER BY deleted DESC, n DESC LIMIT ?1";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
            let deleted: String = row.get(6)?;
            let visibility: String = row.get(5)?;
            Ok(Row {
                key: Key { day: String::new(), n: row.get(0)? },
                id: row.get(1)?,
                kind: row.get(2)?,
                title: row.get(3)?,
                state: row.get(4)?,
                day: read_instant(&deleted).map(|at| now.day_of(at)),
                due: None,
                facts: Facts::None,
                shared: visibility != "\"private\"",
            })
        })?;
        let rows = rows.collect::<rusqlite::Result<_>>()?;
        Ok(Page { rows, before: 0, total: usize::try_from(total).unwrap_or(0) })
    }
}

impl Store {
    /// Deletes for good what lies in the trash, or only what went there before `before`. The history keeps how many
    /// things they were; that set cannot be undone.
    ///
    /// # Errors
    /// Where the file cannot be written; nothing is gone then.
    pub fn empty_trash(&mut self, now: Now, origin: &Origin, before: Option<Instant>) -> Result<Emptied> {
        let tx = self.lock()?;
        let before = before.map(instant_text);
        let doomed = doomed(&tx, before.as_deref())?;
        if doomed.is_empty() {
            return Ok(Emptied::default());
        }
        let mut gone =
            Gone { ids: doomed.iter().map(|(_, id)| *id).collect(), titles: BTreeSet::new(), sets: BTreeSet::new() };
        if u64::try_from(doomed.len()).is_ok_and(|doomed| doomed >= bulk::MANY) {
            bulk::begin(&tx)?;
        }
        let mut linking = BTreeSet::new();
        for (n, id) in &doomed {
            remove(&tx, *n, *id, &mut gone, &mut linking)?;
        }
        let removed = u64::try_from(doomed.len()).unwrap_or(u64::MAX);
        let label = format!("removed {removed} {} for good", if removed == 1 { "thing" } else { "things" });
        // `undone = 2`: neither to be taken back nor to be brought back.
        tx.execute(
            "INSERT INTO sets (label, at, origin, undone) VALUES (?1, ?2, ?3, 2)",
            params![label, instant_text(now.at), origin.text()],
        )
        .map_err(writing)?;
        let set = tx.last_insert_rowid();
        let unlinked = unlink(&tx, set, &linking, &gone)?;
        forget_sets(&tx, &gone)?;
        search::forget(&tx)?;
        tx.commit().map_err(writing)?;
        // What was overwritten still stands in the log until it is folded in and cut off.
        let busy: i64 = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).map_err(writing)?;
        Ok(Emptied { removed, unlinked, traces: busy != 0 })
    }
}

/// What is to go: its place in the file and its id.
fn doomed(tx: &Connection, before: Option<&str>) -> Result<Vec<(i64, Id)>> {
    let sql = "SELECT n, id FROM records WHERE deleted IS NOT NULL AND (?1 IS NULL OR deleted < ?1) ORDER BY n";
    let mut query = tx.prepare(sql)?;
    let rows = query.query_map([before], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Takes one thing out of every table, and notes what else has to forget it.
fn remove(tx: &Transaction<'_>, n: i64, id: Id, gone: &mut Gone, linking: &mut BTreeSet<i64>) -> Result<()> {
    gone.titles.extend(records::title(tx, id)?);
    let mut query = tx.prepare_cached("SELECT DISTINCT set_no, title FROM changes WHERE id = ?1")?;
    for row in query.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))? {
        let (set, title): (i64, String) = row?;
        gone.sets.insert(set);
        gone.titles.insert(title);
    }
    let mut query = tx.prepare_cached("SELECT n FROM links WHERE target = ?1")?;
    for other in query.query_map([id], |row| row.get(0))? {
        linking.insert(other?);
    }
    // Whom it may be shown to is no link, and stands in no index.
    let mut query = tx.prepare_cached("SELECT n FROM records WHERE instr(visibility, ?1) > 0")?;
    if records::kind(tx, n)? == Some(Kind::Person) {
        for other in query.query_map([id.to_string()], |row| row.get(0))? {
            linking.insert(other?);
        }
    }
    tx.prepare_cached("DELETE FROM changes WHERE id = ?1")?.execute([id]).map_err(writing)?;
    tx.prepare_cached("DELETE FROM drafts WHERE instr(slot, ?1) > 0")?.execute([id.to_string()]).map_err(writing)?;
    records::remove(tx, n)
}

/// Takes the links to what is gone out of everything else. They are noted, so that the history of a thing tells where a
/// link went; titles that were made from a name that is gone are made anew, in the history too.
fn unlink(tx: &Transaction<'_>, set: i64, linking: &BTreeSet<i64>, gone: &Gone) -> Result<u64> {
    let mut count = 0;
    for n in linking {
        let Some(before) = records::find_at(tx, *n)? else { continue };
        let mut after = before.clone();
        if !after.forget(&|id| gone.ids.contains(&id)) {
            continue;
        }
        if after.own_title().is_none() {
            after.title = records::make_title(tx, &after)?;
            rename(tx, after.id, gone)?;
        }
        records::update(tx, *n, &before, &after)?;
        let (mut was, mut is) = super::log::difference(&before, &after);
        was.remove("@title");
        is.remove("@title");
        let sql =
            "INSERT INTO changes (set_no, op, id, kind, title, before, after) VALUES (?1, 'edit', ?2, ?3, ?4, ?5, ?6)";
        let (was, is) = (Value::Object(was).to_string(), Value::Object(is).to_string());
        tx.prepare_cached(sql)?.execute(params![set, after.id, after.kind, after.title, was, is]).map_err(writing)?;
        count += 1;
    }
    Ok(count)
}

/// Takes names that are gone out of the titles a thing once had, where those were made from names.
fn rename(tx: &Transaction<'_>, id: Id, gone: &Gone) -> Result<()> {
    let mut query = tx.prepare_cached("SELECT no, title, before, after FROM changes WHERE id = ?1")?;
    let rows = query.query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    for row in rows.collect::<rusqlite::Result<Vec<(i64, String, Option<String>, Option<String>)>>>()? {
        let (no, title, before, after) = row;
        let side = |side: Option<String>| -> Option<String> {
            let mut fields: Fields = serde_json::from_str(side.as_deref()?).ok()?;
            match fields.get_mut("@title") {
                Some(Value::String(title)) => *title = without(title, &gone.titles),
                _ => return side,
            }
            Some(Value::Object(fields).to_string())
        };
        let sql = "UPDATE changes SET title = ?2, before = ?3, after = ?4 WHERE no = ?1";
        let args = params![no, without(&title, &gone.titles), side(before), side(after)];
        tx.prepare_cached(sql)?.execute(args).map_err(writing)?;
    }
    Ok(())
}

/// Takes the titles of what is gone out of the labels of all sets. A set of which nothing is left can be neither undone
/// nor redone.
fn forget_sets(tx: &Transaction<'_>, gone: &Gone) -> Result<()> {
    let mut left = tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM changes WHERE set_no = ?1)")?;
    let mut empty =
        tx.prepare_cached("UPDATE sets SET label = 'something that was removed for good', undone = 2 WHERE no = ?1")?;
    for set in &gone.sets {
        if !left.query_row([set], |row| row.get::<_, bool>(0))? {
            empty.execute([set]).map_err(writing)?;
        }
    }
    let mut query = tx.prepare("SELECT no, label FROM sets")?;
    let labels = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut update = tx.prepare_cached("UPDATE sets SET label = ?2 WHERE no = ?1")?;
    for row in labels.collect::<rusqlite::Result<Vec<(i64, String)>>>()? {
        let (set, label) = row;
        let shorter = without(&label, &gone.titles);
        if shorter != label {
            update.execute(params![set, shorter]).map_err(writing)?;
        }
    }
    Ok(())
}

/// A text without these titles. A very short one is only taken out where it is quoted or ends the text: elsewhere it would
/// be a part of other words.
fn without(text: &str, titles: &BTreeSet<String>) -> String {
    let mut text = text.to_owned();
    for title in titles.iter().rev().filter(|title| !title.trim().is_empty()) {
        if title.chars().count() >= 4 {
            text = text.replace(title.as_str(), "…");
            continue;
        }
        text = text.replace(&format!("“{title}”"), "“…”");
        if let Some(rest) = text.strip_suffix(title.as_str()).filter(|rest| rest.ends_with(' ')) {
            text = format!("{rest}…");
        }
    }
    text
}
