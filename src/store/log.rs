//! Change sets: written in one durable transaction, kept with what takes them back, undone and redone across processes.

use rusqlite::{Connection, Transaction, params};
use serde_json::Value;

use super::bulk::{self, Bulk};
use super::{Error, Reader, Result, Store};
use super::{convert, records, turn};
use crate::domain::id::{Chance, Ids};
use crate::domain::kinds::is_empty;
use crate::domain::time::{instant_text, read_instant};
use crate::domain::{Change, Fields, Id, Kind, Now, Origin, Record, Visibility, state};

/// A change set in the making: holds the write lock until it is committed, and takes everything back where it is dropped.
pub struct Writer<'a> {
    tx: Transaction<'a>,
    now: Now,
    ids: Ids,
    set: i64,
    changes: u64,
    /// Rows that are to go when all else is done.
    doomed: Vec<i64>,
    /// The room that was made for many.
    many: Option<Bulk>,
}

/// What an edit asks for; what is not named stays.
#[derive(Clone, Debug, Default)]
pub struct Patch {
    /// Field values by name; `null` clears.
    pub fields: Fields,
    /// The new tags.
    pub tags: Option<Vec<String>>,
    /// The new visibility.
    pub visibility: Option<Visibility>,
}

/// A set that was undone or brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// Its number.
    pub set: i64,
    /// What it did.
    pub label: String,
    /// How many changes were taken back or made again.
    pub changes: u64,
}

impl Store {
    /// Begins a change set.
    ///
    /// # Errors
    /// Where another process keeps the journal locked for five seconds and writes nothing, or the file cannot be written.
    pub fn begin(&mut self, now: Now, chance: Chance, origin: &Origin) -> Result<Writer<'_>> {
        let tx = self.lock()?;
        Writer::new(tx, now, chance, origin)
    }

    /// Takes the last set back. It is itself written as a set, so that the history tells it.
    ///
    /// # Errors
    /// [`Error::NothingTo`] where nothing is left.
    pub fn undo(&mut self, now: Now, origin: &Origin) -> Result<Undone> {
        let tx = self.lock()?;
        let Some(target) = last_done(&tx)? else { return Err(Error::NothingTo("undo")) };
        let writer = Writer::new(tx, now, Chance::Random(|| [0; 8]), origin)?;
        writer.turn(target, target, "undo", "UPDATE sets SET takes_back = ?2 WHERE no = ?1", 1)
    }

    /// Brings back what was undone last, unless something else was written since.
    ///
    /// # Errors
    /// [`Error::NothingTo`] where nothing is left.
    pub fn redo(&mut self, now: Now, origin: &Origin) -> Result<Undone> {
        let tx = self.lock()?;
        let query =
            "SELECT min(no) FROM sets WHERE undone = 1 AND takes_back IS NULL AND brings_back IS NULL AND no > ?1";
        let target: Option<i64> = tx.query_row(query, [last_done(&tx)?.unwrap_or(0)], |row| row.get(0))?;
        let Some(target) = target else { return Err(Error::NothingTo("redo")) };
        let source = tx.query_row("SELECT max(no) FROM sets WHERE takes_back = ?1", [target], |row| row.get(0))?;
        let writer = Writer::new(tx, now, Chance::Random(|| [0; 8]), origin)?;
        writer.turn(target, source, "redo", "UPDATE sets SET brings_back = ?2 WHERE no = ?1", 0)
    }

    /// A write transaction, when its turn comes.
    pub(super) fn lock(&mut self) -> Result<Transaction<'_>> {
        let place = self.place();
        let tx = turn::take(&self.db).map_err(writing)?;
        // Looked at with the lock in hand: whoever replaces the file holds it until that is done.
        place.still_there()?;
        Ok(tx)
    }
}

/// The newest set that can be undone.
fn last_done(db: &Connection) -> Result<Option<i64>> {
    let query = "SELECT max(no) FROM sets WHERE undone = 0 AND takes_back IS NULL AND brings_back IS NULL";
    Ok(db.query_row(query, [], |row| row.get(0))?)
}

impl<'a> Writer<'a> {
    fn new(tx: Transaction<'a>, now: Now, chance: Chance, origin: &Origin) -> Result<Self> {
        tx.prepare_cached("INSERT INTO sets (label, at, origin) VALUES ('', ?1, ?2)")
            .and_then(|mut query| query.execute(params![instant_text(now.at), origin.text()]))
            .map_err(writing)?;
        let set = tx.last_insert_rowid();
        let ids = Ids::new(now.at, set, chance);
        Ok(Self { tx, now, ids, set, changes: 0, doomed: Vec::new(), many: None })
    }
}

impl Writer<'_> {
    /// Reads what the set has written so far, and all that was there before.
    #[must_use]
    pub fn read(&self) -> Reader<'_> {
        Reader::new(&self.tx)
    }

    /// When the set is made.
    #[must_use]
    pub fn now(&self) -> Now {
        self.now
    }

    /// The next id.
    pub fn new_id(&mut self) -> Id {
        self.ids.make()
    }

    /// A new record with the defaults of its kind and a new id, not yet written.
    pub fn draft(&mut self, kind: Kind) -> Record {
        let id = self.new_id();
        Record::new(id, kind, &self.now)
    }

    /// Writes a new record. Every value is checked and brought into its stored form.
    ///
    /// # Errors
    /// Where a value does not fit or a required field is missing.
    pub fn create(&mut self, mut record: Record) -> Result<Record> {
        let today = self.now.today();
        state::settle(None, &mut record, today);
        let record = self.checked(record, None)?;
        self.take(record)
    }

    /// Writes a record as it is, with its own title and times (an import, an undo).
    ///
    /// # Errors
    /// Where a record of this id is there already.
    pub fn take(&mut self, mut record: Record) -> Result<Record> {
        self.drop_doomed()?;
        records::settle_title(&self.tx, &mut record)?;
        let text = records::Text::of(&record)?;
        if !self.take_new(&record, text)? {
            return Err(Error::Refused(format!("there is a record {} already", record.id)));
        }
        Ok(record)
    }

    /// Writes a record whose title is settled; `false` where one of its id is there already.
    pub(super) fn take_new(&mut self, record: &Record, text: records::Text) -> Result<bool> {
        let index = &mut bulk::index(&self.tx, &mut self.many);
        let new = records::insert(&self.tx, index, record, text).map_err(as_writing)?;
        if new {
            self.note("create", record.id, record.kind, &record.title, None, None)?;
            if let Some(many) = &mut self.many {
                many.added(&self.tx, self.changes)?;
            }
        }
        Ok(new)
    }

    /// Changes a record and gives it back as it is now; where nothing would change, nothing is written.
    ///
    /// # Errors
    /// Where it is gone or in the trash, or a value does not fit.
    pub fn edit(&mut self, id: Id, patch: &Patch) -> Result<Record> {
        let (n, before) = records::must_find(&self.tx, id)?;
        let mut after = before.clone();
        for (name, value) in &patch.fields {
            after.set(name, value.clone());
        }
        if let Some(tags) = &patch.tags {
            after.tags.clone_from(tags);
        }
        if let Some(visibility) = &patch.visibility {
            after.visibility = visibility.clone();
        }
        if after == before {
            return Ok(before);
        }
        let today = self.now.today();
        state::settle(Some(&before), &mut after, today);
        after.title = String::new();
        let mut after = self.checked(after, Some(&before))?;
        if after == before {
            return Ok(before);
        }
        after.updated = self.now.at;
        self.replace(n, &before, &after)?;
        Ok(after)
    }

    /// Replaces a record by another of the same id, as an import does.
    ///
    /// # Errors
    /// Where it is gone.
    pub fn overwrite(&mut self, mut after: Record) -> Result<Record> {
        let (n, before) = records::must_find(&self.tx, after.id)?;
        records::settle_title(&self.tx, &mut after)?;
        if after != before {
            self.replace(n, &before, &after)?;
        }
        Ok(after)
    }

    /// Puts a record into the trash.
    ///
    /// # Errors
    /// Where it is gone.
    pub fn delete(&mut self, id: Id) -> Result<Record> {
        self.bin(id, true)
    }

    /// Takes a record out of the trash.
    ///
    /// # Errors
    /// Where it is gone.
    pub fn restore(&mut self, id: Id) -> Result<Record> {
        self.bin(id, false)
    }

    fn bin(&mut self, id: Id, into: bool) -> Result<Record> {
        let (n, before) = records::must_find(&self.tx, id)?;
        let mut after = before.clone();
        after.deleted = into.then_some(self.now.at);
        if before.deleted.is_some() != into {
            self.replace(n, &before, &after)?;
        }
        Ok(after)
    }

    /// Makes room for many records, which costs more than it brings for a few.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn expect_many(&mut self) -> Result<()> {
        self.many = Some(Bulk::begin(&self.tx)?);
        Ok(())
    }

    /// The number of the set.
    pub(super) fn set(&self) -> i64 {
        self.set
    }

    /// How many changes the set holds so far.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Writes the set durably. A set without changes leaves no trace.
    ///
    /// # Errors
    /// Where the file cannot be written; then nothing of the set is.
    pub fn commit(self, label: &str) -> Result<()> {
        if self.changes == 0 {
            return Ok(());
        }
        self.finish(label)
    }

    fn finish(mut self, label: &str) -> Result<()> {
        self.drop_doomed()?;
        if let Some(many) = self.many.take() {
            many.end(&self.tx)?;
        }
        self.tx.execute("UPDATE sets SET label = ?2 WHERE no = ?1", params![self.set, label]).map_err(writing)?;
        self.tx.commit().map_err(writing)
    }

    /// Values checked, required fields there, title made where it is empty.
    fn checked(&self, mut record: Record, before: Option<&Record>) -> Result<Record> {
        let spec = record.kind.spec();
        for field in spec.fields {
            if let Some(value) = record.fields.get(field.name) {
                let value = field.check(value)?;
                record.set(field.name, value.unwrap_or(Value::Null));
            }
        }
        if let Some(field) = record.missing(before) {
            return Err(Error::Missing { kind: spec.label, field });
        }
        if record.title.is_empty() {
            record.title = records::make_title(&self.tx, &record)?;
        }
        Ok(record)
    }

    /// Writes a change of a row and notes what differs.
    fn replace(&mut self, n: i64, before: &Record, after: &Record) -> Result<()> {
        let index = &mut bulk::index(&self.tx, &mut self.many);
        records::update(&self.tx, index, n, before, after).map_err(as_writing)?;
        let (was, is) = difference(before, after);
        let op = match (before.deleted, after.deleted) {
            (None, Some(_)) => "delete",
            (Some(_), None) => "restore",
            _ => "edit",
        };
        let text = |fields: &Fields| Value::Object(fields.clone()).to_string();
        self.note(op, after.id, after.kind, &after.title, Some(&text(&was)), Some(&text(&is)))
    }

    /// Notes a change in the log.
    fn note(
        &mut self,
        op: &str,
        id: Id,
        kind: Kind,
        title: &str,
        before: Option<&str>,
        after: Option<&str>,
    ) -> Result<()> {
        let mut query = self.tx.prepare_cached(
            "INSERT INTO changes (set_no, op, id, kind, title, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        query.execute(params![self.set, op, id, kind, title, before, after]).map_err(writing)?;
        self.changes += 1;
        Ok(())
    }

    /// The common half of undo and redo: applies the inverse of what `source` did, and notes that `target` was turned.
    fn turn(mut self, target: i64, source: i64, verb: &str, mark: &str, undone: i64) -> Result<Undone> {
        let label: String = self.tx.query_row("SELECT label FROM sets WHERE no = ?1", [target], |row| row.get(0))?;
        let size: i64 =
            self.tx.query_row("SELECT count(*) FROM changes WHERE set_no = ?1", [source], |row| row.get(0))?;
        if u64::try_from(size).is_ok_and(|size| size >= bulk::MANY) {
            self.expect_many()?;
        }
        self.invert(source)?;
        self.tx.execute(mark, [self.set, target]).map_err(writing)?;
        self.tx.execute("UPDATE sets SET undone = ?2 WHERE no = ?1", [target, undone]).map_err(writing)?;
        let changes = self.changes;
        self.finish(&format!("{verb}: {label}"))?;
        Ok(Undone { set: target, label, changes })
    }

    /// Applies the inverse of every change of a set, last first, a page at a time so that a large import needs no memory.
    fn invert(&mut self, set: i64) -> Result<()> {
        let mut below = i64::MAX;
        loop {
            let page = logged_below(&self.tx, set, below)?;
            let Some(last) = page.last() else { return Ok(()) };
            below = last.no;
            for logged in page {
                if let Some(change) = logged.change(&self.tx)? {
                    self.apply(change.inverse())?;
                }
            }
        }
    }

    /// Takes the rows out that are to go.
    fn drop_doomed(&mut self) -> Result<()> {
        if let Some(many) = &mut self.many {
            many.grown(&self.tx, u64::try_from(self.doomed.len()).unwrap_or(u64::MAX))?;
        }
        let index = &mut bulk::index(&self.tx, &mut self.many);
        records::remove(&self.tx, index, std::mem::take(&mut self.doomed)).map_err(as_writing)
    }

    /// Applies a change as the log tells it; one whose record was deleted for good in between is passed over.
    fn apply(&mut self, change: Change) -> Result<()> {
        match change {
            Change::Create(record) => {
                self.take(*record)?;
            }
            Change::Remove(record) => {
                if let Some(n) = records::place(&self.tx, record.id)? {
                    let whole = convert::to_whole(&record)?;
                    self.doomed.push(n);
                    self.note("remove", record.id, record.kind, &record.title, Some(&whole), None)?;
                }
            }
            Change::Edit { id, after, .. } => {
                if let Some((n, before)) = records::find(&self.tx, id)? {
                    let after = edited(before.clone(), &after)?;
                    self.replace(n, &before, &after)?;
                }
            }
        }
        Ok(())
    }
}

/// What differs between two forms of a record: the same names on both sides, `null` for unset.
pub(super) fn difference(before: &Record, after: &Record) -> (Fields, Fields) {
    let (mut was, mut is) = (Fields::new(), Fields::new());
    let mut note = |name: &str, before: &Value, after: &Value| {
        if before != after {
            was.insert(name.to_owned(), before.clone());
            is.insert(name.to_owned(), after.clone());
        }
    };
    for (name, value) in &after.fields {
        note(name, before.get(name), value);
    }
    for (name, value) in before.fields.iter().filter(|(name, _)| !after.fields.contains_key(*name)) {
        note(name, value, &Value::Null);
    }
    let common = convert::common(after);
    for (name, value) in &convert::common(before) {
        note(name, value, common.get(name).unwrap_or(&Value::Null));
    }
    (was, is)
}

/// A record with the values of one side of an edit.
fn edited(mut record: Record, side: &Fields) -> Result<Record> {
    let damaged = |id: Id| Error::Damaged { id: id.to_string(), why: "its history cannot be read".to_owned() };
    for (name, value) in side {
        let text = value.as_str();
        match name.as_str() {
            "@title" => text.unwrap_or_default().clone_into(&mut record.title),
            "@updated" => record.updated = text.and_then(read_instant).ok_or_else(|| damaged(record.id))?,
            "@deleted" => record.deleted = text.and_then(read_instant),
            "@visibility" => record.visibility = Visibility::from_json(value)?,
            "@tags" => {
                record.tags =
                    value.as_array().into_iter().flatten().filter_map(|tag| tag.as_str().map(str::to_owned)).collect();
            }
            _ if is_empty(value) => {
                record.fields.remove(name);
            }
            _ => {
                record.fields.insert(name.clone(), value.clone());
            }
        }
    }
    Ok(record)
}

/// A row of the log.
struct Logged {
    no: i64,
    op: String,
    id: Id,
    kind: Kind,
    before: Option<String>,
    after: Option<String>,
}

impl Logged {
    /// The change it tells; `None` where the record was deleted for good since. A creation keeps no copy: what it made
    /// is in the table, with every later edit already taken back when its turn comes.
    fn change(self, db: &Connection) -> Result<Option<Change>> {
        let damaged = || Error::Damaged { id: self.id.to_string(), why: "its history cannot be read".to_owned() };
        let side = |text: &Option<String>| -> Result<Fields> {
            serde_json::from_str(text.as_deref().unwrap_or_default()).map_err(|_| damaged())
        };
        Ok(match self.op.as_str() {
            "create" => records::find(db, self.id)?.map(|(_, record)| Change::Create(Box::new(record))),
            "remove" => Some(Change::Remove(Box::new(Record::from_json(&side(&self.before)?)?))),
            _ => {
                let (before, after) = (side(&self.before)?, side(&self.after)?);
                Some(Change::Edit { id: self.id, kind: self.kind, before, after })
            }
        })
    }
}

/// The changes of a set with numbers below `below`, last first, at most five hundred.
fn logged_below(db: &Connection, set: i64, below: i64) -> Result<Vec<Logged>> {
    let mut query = db.prepare_cached(
        "SELECT no, op, id, kind, before, after FROM changes WHERE set_no = ?1 AND no < ?2 ORDER BY no DESC LIMIT 500",
    )?;
    let rows = query.query_map(params![set, below], |row| {
        Ok(Logged {
            no: row.get(0)?,
            op: row.get(1)?,
            id: row.get(2)?,
            kind: row.get(3)?,
            before: row.get(4)?,
            after: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// An SQLite error while writing.
pub(super) fn writing(source: rusqlite::Error) -> Error {
    Error::Sql { doing: "written", source }
}

/// The same, for calls that may fail in other ways too.
fn as_writing(error: Error) -> Error {
    match error {
        Error::Sql { source, .. } => writing(source),
        other => other,
    }
}
