//! The doctor's walk: whether everything that follows from the records does. Only reads, and each table once, in its order.

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::{Connection, Row, Rows};
use serde_json::Value;

use super::convert::{self, COLUMNS, text};
use super::doctor::{Checkup, told};
use super::search;
use super::{Reader, Result};
use crate::domain::freshness::{self, When};
use crate::domain::{Id, Record, needs, useful};

/// How many problems of one sort are told one by one.
const TOLD: usize = 10;

/// What a walk through all records found.
#[derive(Default)]
pub(super) struct Walked {
    records: u64,
    /// Records that cannot be read, or say what their kind cannot.
    damaged: Vec<String>,
    /// Records whose row, links or tags are not what follows from them.
    stale: Vec<String>,
    /// Records that are not found by their words, or found by others.
    unfound: Vec<String>,
    /// Rows of the index without a record.
    stray: u64,
    /// Links that lead to nothing.
    dangling: Vec<String>,
}

impl Walked {
    /// Whether all that follows from the records is as it should be.
    pub(super) fn in_step(&self) -> bool {
        self.stale.is_empty() && self.unfound.is_empty() && self.stray == 0
    }

    pub(super) fn tell(self, checkup: &mut Checkup) {
        checkup.records = self.records;
        checkup.search_index = Some(self.unfound.is_empty() && self.stray == 0);
        let mut tell = |what: &[String], after: &str| {
            for one in what.iter().take(TOLD) {
                checkup.problems.push(format!("{one}{after}"));
            }
            if what.len() > TOLD {
                checkup.problems.push(format!("and {} more like that", what.len() - TOLD));
            }
        };
        tell(&self.damaged, "; `mentee backup list` shows what there is to go back to");
        tell(&self.stale, " does not stand in its lists as it should; `mentee doctor --repair` puts that right");
        tell(&self.unfound, " is not found by its words; `mentee doctor --repair` puts that right");
        tell(&self.dangling, "; `mentee doctor --repair` takes such links out");
        if self.stray > 0 {
            let count = self.stray;
            checkup.problems.push(format!(
                "the index of words has {count} entries too many; `mentee doctor --repair` puts that right"
            ));
        }
    }
}

/// Reads every record and compares what was derived from it with what would be derived now, all on one state.
pub(super) fn walk(db: &Connection) -> Result<Walked> {
    Reader::new(db).steady(|_| {
        let mut walked = Walked::default();
        let ids = ids(db)?;
        let mut links = db.prepare("SELECT n, role, target, of_kind FROM links ORDER BY n, role, target")?;
        let mut tags = db.prepare("SELECT n, tag FROM tags ORDER BY n, tag")?;
        let mut echoes = db.prepare("SELECT n, word FROM echoes ORDER BY n, word")?;
        let mut touches = db.prepare("SELECT n, person, exact, day FROM touches ORDER BY n, person, exact, day")?;
        let mut indexed = db.prepare("SELECT rowid FROM search ORDER BY rowid")?;
        let mut beside = Beside {
            links: InOrder::new(links.query([])?)?,
            tags: InOrder::new(tags.query([])?)?,
            echoes: InOrder::new(echoes.query([])?)?,
            touches: InOrder::new(touches.query([])?)?,
            indexed: InOrder::new(indexed.query([])?)?,
        };
        let mut query =
            db.prepare(&format!("SELECT {COLUMNS}, tail, day, due, state, waits, words FROM records ORDER BY n"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            walked.records += 1;
            let (n, live) = (row.get(0)?, text(row, 6)?.is_none());
            walked.stray += beside.indexed.skip_to(n)?;
            let indexed = beside.indexed.take(n)?;
            walked.stray += u64::from(indexed && !live);
            match convert::record(row) {
                Ok((_, record)) => compare(row, n, &record, indexed, &ids, &mut beside, &mut walked)?,
                Err(error) => walked.damaged.push(told(&error)),
            }
        }
        walked.stray += beside.indexed.skip_to(i64::MAX)?;
        Ok(walked)
    })
}

/// The id of everything there is, in order, so that a link costs no look into the file.
fn ids(db: &Connection) -> Result<Vec<Id>> {
    let mut query = db.prepare("SELECT id FROM records ORDER BY id")?;
    let mut ids = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<Id>>>()?;
    // In order already, unless the file is damaged.
    ids.sort_unstable();
    Ok(ids)
}

/// What stands beside the records, each in the order of their rows.
struct Beside<'a> {
    links: InOrder<'a>,
    tags: InOrder<'a>,
    echoes: InOrder<'a>,
    touches: InOrder<'a>,
    indexed: InOrder<'a>,
}

/// Compares one record. `row` has its columns behind those of the record; `indexed` says whether the index has an entry.
fn compare(
    row: &Row<'_>,
    n: i64,
    record: &Record,
    indexed: bool,
    ids: &[Id],
    beside: &mut Beside<'_>,
    walked: &mut Walked,
) -> Result<()> {
    for field in record.kind.spec().fields {
        let value = record.get(field.name);
        match field.check(value) {
            Err(problem) => walked.damaged.push(format!("{} is damaged: {problem}", record.named())),
            Ok(checked) if checked.as_ref().unwrap_or(&Value::Null) != value => {
                walked.damaged.push(format!(
                    "{} is damaged: its {} is not as it was written",
                    record.named(),
                    field.name
                ));
            }
            Ok(_) => {}
        }
    }
    let links = record.links();
    if !(columns(row, record)? & beside.in_step(n, record, &links)?) {
        walked.stale.push(record.named());
    }
    if let Some(words) = search::words(record)
        && !(indexed && row.get::<_, Option<i64>>(15)? == Some(words.mark()))
    {
        walked.unfound.push(record.named());
    }
    for (role, _) in links.iter().filter(|(_, id)| ids.binary_search(id).is_err()) {
        walked.dangling.push(format!("{} has a link ({role}) to something that is gone", record.named()));
    }
    Ok(())
}

/// Whether the columns of a row are what follows from its record.
fn columns(row: &Row<'_>, record: &Record) -> Result<bool> {
    Ok(row.get::<_, i64>(10)? == record.id.tail()
        && row.get_ref(11)?.as_str().map_err(rusqlite::Error::from)? == convert::day_column(record)
        && text(row, 12)? == convert::due_column(record)
        && text(row, 13)? == record.get("state").as_str()
        && text(row, 14)? == needs::waits(record).as_deref())
}

impl Beside<'_> {
    /// Whether links, tags, echoes and touches of a row are what follows from its record. All of them are passed by, whatever
    /// comes of it.
    fn in_step(&mut self, n: i64, record: &Record, links: &[(&'static str, Id)]) -> Result<bool> {
        let links = self.links.same(n, links.to_vec(), |row, (role, target)| {
            let of_kind = row.get_ref(3)?.as_str()? == record.kind.name();
            Ok(of_kind && row.get_ref(1)?.as_str()? == *role && row.get::<_, Id>(2)? == *target)
        })?;
        let tags = record.tags.iter().map(String::as_str).collect();
        let tags = self.tags.same::<&str>(n, tags, |row, tag| Ok(row.get_ref(1)?.as_str()? == *tag))?;
        let echoes = useful::echoes(record).into_iter().collect();
        let echoes = self.echoes.same::<String>(n, echoes, |row, word| Ok(row.get_ref(1)?.as_str()? == word))?;
        let touches = if record.deleted.is_none() { freshness::touches(record) } else { Vec::new() };
        let exact = |when: &When| matches!(when, When::At(_));
        let touches = touches.into_iter().map(|(person, when)| (person, exact(&when), when.to_string())).collect();
        let touches = self.touches.same::<(Id, bool, String)>(n, touches, |row, (person, exact, day)| {
            Ok(row.get::<_, Id>(1)? == *person && row.get::<_, bool>(2)? == *exact && row.get_ref(3)?.as_str()? == day)
        })?;
        Ok(links && tags && echoes && touches)
    }
}

/// Rows that begin with the number of their record and come in its order.
struct InOrder<'a> {
    rows: Rows<'a>,
    /// The number of the row that is next; `None` behind the last.
    next: Option<i64>,
}

impl<'a> InOrder<'a> {
    fn new(rows: Rows<'a>) -> Result<Self> {
        let mut new = Self { rows, next: None };
        new.step()?;
        Ok(new)
    }

    fn step(&mut self) -> Result<()> {
        self.next = self.rows.next()?.map(|row| row.get(0)).transpose()?;
        Ok(())
    }

    /// Passes by what belongs to records before this one, which nothing asked for, and says how much that was.
    fn skip_to(&mut self, n: i64) -> Result<u64> {
        let mut skipped = 0;
        while self.next.is_some_and(|next| next < n) {
            skipped += 1;
            self.step()?;
        }
        Ok(skipped)
    }

    /// Passes by the row of this record, and says whether there was one.
    fn take(&mut self, n: i64) -> Result<bool> {
        let there = self.next == Some(n);
        if there {
            self.step()?;
        }
        Ok(there)
    }

    /// Whether the rows of a record are these, each once, and passes them by.
    fn same<T: Ord>(
        &mut self,
        n: i64,
        mut expected: Vec<T>,
        is: impl Fn(&Row<'_>, &T) -> rusqlite::Result<bool>,
    ) -> Result<bool> {
        expected.sort();
        expected.dedup();
        let mut expected = expected.iter();
        self.skip_to(n)?;
        let mut same = true;
        while self.next == Some(n) {
            same &= match (self.rows.get(), expected.next()) {
                (Some(row), Some(expected)) => is(row, expected)?,
                _ => false,
            };
            self.step()?;
        }
        Ok(same && expected.next().is_none())
    }
}
