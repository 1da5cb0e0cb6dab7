//! The end of what lies in the trash: gone from the tables, the links, the index, the drafts and the history, and
//! overwritten in the file. The one thing here that cannot be undone.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Bound::{Included, Unbounded};

use rusqlite::{Connection, Transaction, params};
use serde_json::Value;

use super::bulk::{self, Bulk};
use super::log::writing;
use super::search::Index;
use super::{Reader, Result, Store, convert, records, search};
use crate::domain::ask::{Facts, Key, Page, Row};
use crate::domain::time::{instant_text, read_instant};
use crate::domain::{Fields, Id, Instant, Now, Origin};

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
    titles: Titles,
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
        Ok(Page { rows, total: usize::try_from(total).unwrap_or(0), ..Page::default() })
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
            Gone { ids: doomed.iter().map(|(_, id)| *id).collect(), titles: Titles::default(), sets: BTreeSet::new() };
        let many = u64::try_from(doomed.len()).is_ok_and(|doomed| doomed >= bulk::MANY);
        let many = many.then(|| Bulk::begin(&tx)).transpose()?;
        let mut linking = BTreeSet::new();
        for (_, id) in &doomed {
            forget(&tx, *id, &mut gone, &mut linking)?;
        }
        shown_to(&tx, &gone.ids, &mut linking)?;
        records::remove(&tx, &mut Index::Kept(&tx), doomed.iter().map(|(n, _)| *n).collect())?;
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
        if let Some(many) = many {
            many.end(&tx)?;
        }
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

/// Takes one thing out of the history and the drafts, and notes what else has to forget it.
fn forget(tx: &Transaction<'_>, id: Id, gone: &mut Gone, linking: &mut BTreeSet<i64>) -> Result<()> {
    gone.titles.extend(records::title(tx, id)?);
    let mut query = tx.prepare_cached("SELECT DISTINCT set_no, title FROM changes WHERE id = ?1")?;
    for row in query.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))? {
        let (set, title): (i64, String) = row?;
        gone.sets.insert(set);
        gone.titles.extend([title]);
    }
    let mut query = tx.prepare_cached("SELECT n FROM links WHERE target = ?1")?;
    for other in query.query_map([id], |row| row.get(0))? {
        linking.insert(other?);
    }
    tx.prepare_cached("DELETE FROM changes WHERE id = ?1")?.execute([id]).map_err(writing)?;
    tx.prepare_cached("DELETE FROM drafts WHERE instr(slot, ?1) > 0")?.execute([id.to_string()]).map_err(writing)?;
    Ok(())
}

/// Notes what may be shown to somebody who goes: that is no link. Looked for once, among the little that anybody may see.
fn shown_to(tx: &Transaction<'_>, gone: &HashSet<Id>, linking: &mut BTreeSet<i64>) -> Result<()> {
    for place in ["deleted IS NULL", "deleted IS NOT NULL"] {
        let sql = format!("SELECT n, visibility FROM records WHERE {place} AND visibility <> '\"private\"'");
        let mut query = tx.prepare(&sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let seen = serde_json::from_str(row.get_ref(1)?.as_str().unwrap_or_default()).unwrap_or(Value::Null);
            let mut people = seen.as_array().into_iter().flatten().filter_map(|id| Id::read(id.as_str()?));
            if people.any(|id| gone.contains(&id)) {
                linking.insert(row.get(0)?);
            }
        }
    }
    Ok(())
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
        records::update(tx, &mut Index::Kept(tx), *n, &before, &after)?;
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
                Some(Value::String(title)) => *title = gone.titles.taken_out(title),
                _ => return side,
            }
            Some(Value::Object(fields).to_string())
        };
        let sql = "UPDATE changes SET title = ?2, before = ?3, after = ?4 WHERE no = ?1";
        let args = params![no, gone.titles.taken_out(&title), side(before), side(after)];
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
        let shorter = gone.titles.taken_out(&label);
        if shorter != label {
            update.execute(params![set, shorter]).map_err(writing)?;
        }
    }
    Ok(())
}

/// From how many characters on a title is taken out wherever it stands. A shorter one only where it is quoted or ends the
/// text: elsewhere it would be a part of other words.
const LONG: usize = 4;

/// Titles, in the order of what they begin with: many of them have to be found in many texts.
#[derive(Default)]
struct Titles(BTreeMap<String, BTreeSet<String>>);

impl Titles {
    fn extend(&mut self, titles: impl IntoIterator<Item = String>) {
        for title in titles.into_iter().filter(|title| !title.trim().is_empty()) {
            self.0.entry(title.chars().take(LONG).collect()).or_default().insert(title);
        }
    }

    /// Those that a text begins with. From the last one before it in order down: whatever does not fit shortens what may.
    fn at<'t>(&'t self, text: &str) -> Vec<&'t String> {
        let Some(known) = self.0.get(&text.chars().take(LONG).collect::<String>()) else { return Vec::new() };
        let (mut found, mut bound) = (Vec::new(), Some(text));
        while let Some(title) = bound.and_then(|bound| known.range::<str, _>((Unbounded, Included(bound))).next_back())
        {
            let same = text.char_indices().zip(title.chars()).take_while(|((_, a), b)| a == b);
            let same = same.last().map_or(0, |((at, c), _)| at + c.len_utf8());
            let whole = same == title.len();
            found.extend(whole.then_some(title));
            let shorter = text.get(..same).unwrap_or_default();
            bound = if whole {
                shorter.char_indices().next_back().and_then(|(at, _)| shorter.get(..at))
            } else {
                Some(shorter)
            };
        }
        found
    }

    /// A text without them.
    fn taken_out(&self, text: &str) -> String {
        let starts = text.char_indices().filter_map(|(at, _)| text.get(at..));
        let mut long: Vec<&String> = starts.flat_map(|rest| self.at(rest)).collect();
        // A title within another one goes after it, or what is around it would stay.
        long.sort_by_key(|title| std::cmp::Reverse(title.len()));
        let mut text = text.to_owned();
        for title in long.into_iter().filter(|title| title.chars().count() >= LONG) {
            text = text.replace(title.as_str(), "…");
        }
        let quoted = text.split('“').skip(1).filter_map(|rest| rest.split_once('”')).map(|(quoted, _)| quoted);
        let short: BTreeSet<String> = quoted.filter_map(|quoted| self.short(quoted)).cloned().collect();
        for title in short.iter().rev() {
            text = text.replace(&format!("“{title}”"), "“…”");
        }
        let ends = text.char_indices().rev().take(LONG - 1).filter_map(|(at, _)| text.split_at_checked(at));
        let last = ends.filter(|(before, last)| before.ends_with(' ') && self.short(last).is_some()).last();
        let cut = last.map(|(before, _)| format!("{before}…"));
        cut.unwrap_or(text)
    }

    /// The title that is all of a short text.
    fn short(&self, text: &str) -> Option<&String> {
        self.0.get(text)?.get(text).filter(|title| title.chars().count() < LONG)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(titles: &[&str]) -> Titles {
        let mut all = Titles::default();
        all.extend(titles.iter().map(|title| (*title).to_owned()));
        all
    }

    #[test]
    fn titles_leave_texts_long_ones_anywhere_and_short_ones_where_they_stand_alone() {
        let titles = of(&["Odile", "Odile Varga", "Ivo", "é b", " ", "Mee", "Meeting with Odile"]);
        for (text, left) in [
            ("captured “Odile Varga”", "captured “…”"),
            ("added Odile Varga and Odile", "added … and …"),
            ("captured “Meeting with Odile”", "captured “…”"),
            ("captured “Ivo”", "captured “…”"),
            ("added Ivo", "added …"),
            ("added é b", "added …"),
            ("Ivory, Mee and Meeting", "Ivory, Mee and Meeting"),
            ("", ""),
        ] {
            assert_eq!(titles.taken_out(text), left, "{text}");
        }
    }

    proptest! {
        /// What is found by order is what a look at every title finds.
        #[test]
        fn every_title_that_a_text_begins_with_is_found(
            titles in proptest::collection::vec("[abé]{1,9}", 0..60), text in "[abé]{0,12}",
        ) {
            let all = of(&titles.iter().map(String::as_str).collect::<Vec<_>>());
            let found: BTreeSet<&String> = all.at(&text).into_iter().collect();
            let short = text.chars().count() < LONG;
            let fits = |title: &&String| {
                text.starts_with(title.as_str()) && (title.chars().count() >= LONG || short && title.as_str() == text)
            };
            prop_assert_eq!(found, titles.iter().filter(fits).collect::<BTreeSet<_>>());
        }
    }
}
