//! Records and their links, in and out of their rows.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::convert::{self, COLUMNS};
use super::search::{self, Index, Words};
use super::{Error, Result};
use crate::domain::ask::Linked;
use crate::domain::freshness::{self, When};
use crate::domain::time::{instant_text, read_day, read_instant};
use crate::domain::{Id, Kind, Record, Visibility, needs, useful};

/// The record of this id, in the trash or not.
pub(super) fn find(db: &Connection, id: Id) -> Result<Option<(i64, Record)>> {
    let mut query = db.prepare_cached(&whole("WHERE id = ?1"))?;
    let mut rows = query.query([id])?;
    rows.next()?.map(convert::record).transpose()
}

/// The record in this place of the file.
pub(super) fn find_at(db: &Connection, n: i64) -> Result<Option<Record>> {
    let mut query = db.prepare_cached(&whole("WHERE n = ?1"))?;
    let mut rows = query.query([n])?;
    Ok(rows.next()?.map(convert::record).transpose()?.map(|(_, record)| record))
}

/// A query for whole records.
pub(super) fn whole(tail: &str) -> String {
    format!("SELECT {COLUMNS} FROM records {tail}")
}

/// The record of this id, or an error that names it.
pub(super) fn must_find(db: &Connection, id: Id) -> Result<(i64, Record)> {
    find(db, id)?.ok_or_else(|| Error::Gone(id.to_string()))
}

/// The title of a record; `None` where it is gone.
pub(super) fn title(db: &Connection, id: Id) -> Result<Option<String>> {
    let mut query = db.prepare_cached("SELECT title FROM records WHERE id = ?1")?;
    Ok(query.query_row([id], |row| row.get(0)).optional()?)
}

/// What takes longest to make of a row, and follows from its record alone.
#[derive(Debug)]
pub(super) struct Text {
    words: Option<Words>,
    mark: Option<i64>,
    echoes: BTreeSet<String>,
    data: String,
}

impl Text {
    pub(super) fn of(record: &Record) -> Result<Self> {
        let words = search::words(record);
        let mark = words.as_ref().map(Words::mark);
        let data = serde_json::to_string(&record.fields).map_err(|error| Error::Refused(error.to_string()))?;
        Ok(Self { words, mark, echoes: useful::echoes(record), data })
    }
}

/// Writes a new row with all that follows from it; `false` where there is one of this id already.
pub(super) fn insert(db: &Connection, index: &mut Index<'_>, record: &Record, text: Text) -> Result<bool> {
    let Text { words, mark, echoes, data } = text;
    let mut query = db.prepare_cached(
        "INSERT INTO records (id, tail, kind, title, created, updated, deleted, visibility, tags, day, due, state, waits, \
         words, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) ON CONFLICT (id) DO NOTHING",
    )?;
    let written = query.execute(params![
        record.id,
        record.id.tail(),
        record.kind,
        record.title,
        instant_text(record.created),
        instant_text(record.updated),
        record.deleted.map(instant_text),
        record.visibility.to_json().to_string(),
        Value::from(record.tags.clone()).to_string(),
        convert::day_column(record),
        convert::due_column(record),
        record.get("state").as_str(),
        needs::waits(record),
        mark,
        data,
    ])?;
    if written == 0 {
        return Ok(false);
    }
    let n = db.last_insert_rowid();
    attach(db, n, record, &echoes)?;
    if let Some(words) = words {
        index.add(n, words)?;
    }
    Ok(true)
}

/// Writes a changed row with all that follows from it.
pub(super) fn update(db: &Connection, index: &mut Index<'_>, n: i64, before: &Record, record: &Record) -> Result<()> {
    detach(db, n)?;
    let Text { words, mark, echoes, data } = Text::of(record)?;
    if search::words(before) != words {
        index.take(n)?;
        if let Some(words) = words {
            index.add(n, words)?;
        }
    }
    let mut query = db.prepare_cached(
        "UPDATE records SET title = ?2, created = ?3, updated = ?4, deleted = ?5, visibility = ?6, tags = ?7, day = ?8, \
         due = ?9, state = ?10, waits = ?11, words = ?12, data = ?13 WHERE n = ?1",
    )?;
    query.execute(params![
        n,
        record.title,
        instant_text(record.created),
        instant_text(record.updated),
        record.deleted.map(instant_text),
        record.visibility.to_json().to_string(),
        Value::from(record.tags.clone()).to_string(),
        convert::day_column(record),
        convert::due_column(record),
        record.get("state").as_str(),
        needs::waits(record),
        mark,
        data,
    ])?;
    attach(db, n, record, &echoes)
}

/// Makes everything that follows from a record anew.
pub(super) fn refresh(db: &Connection, n: i64, record: &Record) -> Result<()> {
    db.prepare_cached("UPDATE records SET tail = ?2 WHERE n = ?1")?.execute(params![n, record.id.tail()])?;
    index(db, n, record)?;
    update(db, &mut Index::Kept(db), n, record, record)
}

/// Tells the index of words what a record says, whatever it was told before.
pub(super) fn index(db: &Connection, n: i64, record: &Record) -> Result<()> {
    search::take(db, n)?;
    Ok(search::words(record).map_or(Ok(()), |words| search::add(db, n, &words))?)
}

/// Takes rows out of the file with all that follows from them. Of many at once: the index of words gathers what it is told
/// as long as it is told in the order of the rows, and has to write it down before a row goes that others might refer to.
pub(super) fn remove(db: &Connection, index: &mut Index<'_>, mut rows: Vec<i64>) -> Result<()> {
    // To make the statements ready costs more than most sets do otherwise.
    if rows.is_empty() {
        return Ok(());
    }
    rows.sort_unstable();
    for n in &rows {
        detach(db, *n)?;
        index.take(*n)?;
    }
    let mut query = db.prepare_cached("DELETE FROM records WHERE n = ?1")?;
    for n in rows {
        query.execute([n])?;
    }
    Ok(())
}

/// Where in the file the record of this id stands.
pub(super) fn place(db: &Connection, id: Id) -> Result<Option<i64>> {
    let mut query = db.prepare_cached("SELECT n FROM records WHERE id = ?1")?;
    Ok(query.query_row([id], |row| row.get(0)).optional()?)
}

/// Links, tags, echoes and touches of a row. Most have few of these, and a statement that is not needed is not made ready.
fn attach(db: &Connection, n: i64, record: &Record, echoes: &BTreeSet<String>) -> Result<()> {
    for (role, target) in record.links() {
        db.prepare_cached("INSERT OR IGNORE INTO links (n, role, target, of_kind) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![n, role, target, record.kind])?;
    }
    for name in &record.tags {
        db.prepare_cached("INSERT OR IGNORE INTO tags (tag, n) VALUES (?1, ?2)")?.execute(params![name, n])?;
    }
    for word in echoes {
        db.prepare_cached("INSERT OR IGNORE INTO echoes (n, word) VALUES (?1, ?2)")?.execute(params![n, word])?;
    }
    let touches = if record.deleted.is_none() { freshness::touches(record) } else { Vec::new() };
    for (person, when) in touches {
        db.prepare_cached("INSERT OR IGNORE INTO touches (person, exact, day, n) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![person, matches!(when, When::At(_)), when.to_string(), n])?;
    }
    Ok(())
}

/// Takes links, tags, echoes and touches of a row away.
fn detach(db: &Connection, n: i64) -> Result<()> {
    for table in ["links", "tags", "echoes", "touches"] {
        db.prepare_cached(&format!("DELETE FROM {table} WHERE n = ?1"))?.execute([n])?;
    }
    Ok(())
}

/// The title to store: the title field's, or a line made from what the record says and links to.
pub(super) fn make_title(db: &Connection, record: &Record) -> Result<String> {
    if let Some(title) = record.own_title() {
        return Ok(title);
    }
    let linked = |field: &str| -> Result<String> {
        Ok(match record.link(field) {
            Some(id) => title(db, id)?.unwrap_or_default(),
            None => String::new(),
        })
    };
    let with = |what: &str, whom: String| if whom.is_empty() { what.to_owned() } else { format!("{what} with {whom}") };
    Ok(match record.kind {
        Kind::Meeting => {
            let mut names = Vec::new();
            for id in record.get("people").as_array().into_iter().flatten().filter_map(|id| Id::read(id.as_str()?)) {
                names.extend(title(db, id)?);
            }
            with("Meeting", names.join(", "))
        }
        Kind::Mentorship => with("Mentorship", linked("person")?),
        Kind::Agreement => with("Agreement", linked("mentorship")?),
        Kind::Evaluation => with("Evaluation", linked("mentorship")?),
        Kind::Match => with("Match", linked("person")?),
        Kind::Packet => with("Share", linked("person")?),
        Kind::Profile => "Me".to_owned(),
        Kind::Rating => format!("{}: {}", linked("skill")?, record.get("own")),
        kind => kind.spec().label.to_owned(),
    })
}

/// Gives a record from outside its title. JSON spells a made title and a given one alike, so one that says what would be
/// made anyway is taken as made: it then follows the record's links again. Says whether the record is another now.
pub(super) fn settle_title(db: &Connection, record: &mut Record) -> Result<bool> {
    if record.title.is_empty() {
        record.title = make_title(db, record)?;
        return Ok(true);
    }
    let free = |field: &&crate::domain::Field| field.name == "title" && !field.required;
    if record.kind.spec().title_field().is_some_and(|field| free(&field))
        && let Some(given) = record.fields.remove("title")
    {
        if make_title(db, record)? == record.title {
            return Ok(true);
        }
        record.fields.insert("title".to_owned(), given);
    }
    Ok(false)
}

/// What a record links to, in the order of its fields.
pub(super) fn links(db: &Connection, record: &Record) -> Result<Vec<Linked>> {
    let mut query = db.prepare_cached("SELECT id, kind, title, state, day FROM records WHERE id = ?1")?;
    let mut found = Vec::new();
    for (role, id) in record.links() {
        found.extend(query.query_row([id], |row| linked(role.to_owned(), row)).optional()?);
    }
    // Who may see it are people too, and are told by name.
    if let Visibility::People(people) = &record.visibility {
        for id in people {
            found.extend(query.query_row([id], |row| linked("visibility".to_owned(), row)).optional()?);
        }
    }
    Ok(found)
}

/// What links to a record, newest first, at most `limit`; what lies in the trash is left out.
pub(super) fn back_links(db: &Connection, id: Id, limit: usize) -> Result<Vec<Linked>> {
    let mut query = db.prepare_cached(
        "SELECT records.id, records.kind, records.title, records.state, records.day, links.role FROM links \
         JOIN records USING (n) WHERE links.target = ?1 AND records.deleted IS NULL \
         ORDER BY records.day DESC, n DESC LIMIT ?2",
    )?;
    let rows =
        query.query_map(params![id, i64::try_from(limit).unwrap_or(i64::MAX)], |row| linked(row.get(5)?, row))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A linked record from the columns `id, kind, title, state, day`.
fn linked(role: String, row: &rusqlite::Row<'_>) -> rusqlite::Result<Linked> {
    let day: String = row.get(4)?;
    Ok(Linked {
        role,
        id: row.get(0)?,
        kind: row.get(1)?,
        title: row.get(2)?,
        state: row.get(3)?,
        day: read_day(&day).or_else(|| read_instant(&day).map(|at| at.date_naive())),
    })
}
