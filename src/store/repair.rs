//! Putting right what follows from records, closing what others could read, and saving what can be read of a damaged file.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use rusqlite::Connection;

use super::log::writing;
use super::salvage::{Salvaged, salvage};
use super::{Error, Result, Store, doctor, inspect, records, search};
use crate::domain::id::Chance;
use crate::domain::{Id, Now, Origin};

/// What was put right, a sentence each, and what was saved where the file itself is damaged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repaired {
    /// What was done.
    pub done: Vec<String>,
    /// What was saved of a file that cannot be mended.
    pub salvaged: Option<Salvaged>,
}

/// Puts a journal right as far as that is possible. Records are never changed but for links to what is gone, which are
/// taken out as a change set that can be undone; a file whose pages are damaged is not written to.
///
/// # Errors
/// Where the file cannot be opened or written.
pub fn repair(journal: &Path, own_dir: bool, now: &Now, chance: &Chance) -> Result<Repaired> {
    let mut repaired = Repaired::default();
    if !journal.exists() {
        return Ok(repaired);
    }
    for (path, _) in doctor::wrong_modes(journal, own_dir) {
        close(&path)?;
        repaired.done.push(format!("closed {} to others", path.display()));
    }
    let mut store = match Store::open_write(journal) {
        Ok(store) => store,
        Err(Error::Sql { .. }) => {
            repaired.salvaged = Some(salvage(journal, now)?);
            return Ok(repaired);
        }
        Err(error) => return Err(error),
    };
    if !mend(&mut store, &mut repaired)? {
        drop(store);
        repaired.salvaged = Some(salvage(journal, now)?);
        return Ok(repaired);
    }
    let cleared = clear_links(&mut store, now, chance)?;
    if cleared > 0 {
        repaired
            .done
            .push(format!("took out links of {cleared} records to what is gone; `mentee undo` brings them back"));
    }
    store.fold()?;
    Ok(repaired)
}

/// Makes everything that follows from the records anew where it is not as it should be. `false`, with the file as it was,
/// where the file is damaged beyond that.
fn mend(store: &mut Store, repaired: &mut Repaired) -> Result<bool> {
    if sound(&store.db) && in_step(&store.db)? {
        return Ok(true);
    }
    let damaged = !sound(&store.db);
    let tx = store.lock()?;
    let rebuilt = rebuild(&tx, damaged);
    if rebuilt.is_err() || !sound(&tx) {
        return Ok(false);
    }
    tx.commit().map_err(writing)?;
    repaired.done.push("made the index of words, the links and the lists anew".to_owned());
    Ok(true)
}

fn sound(db: &Connection) -> bool {
    doctor::integrity(db).is_ok_and(|problems| problems.is_empty())
}

/// Whether all that follows from the records is as it should be.
fn in_step(db: &Connection) -> Result<bool> {
    Ok(doctor::foreign_keys(db)? == 0 && inspect::walk(db)?.in_step())
}

/// Derived rows and indexes, from the records alone.
fn rebuild(db: &Connection, damaged: bool) -> Result<()> {
    if damaged {
        db.execute_batch("REINDEX")?;
    }
    db.execute_batch(
        "DELETE FROM links; DELETE FROM tags; DELETE FROM echoes; DELETE FROM touches; \
         DELETE FROM changes WHERE set_no NOT IN (SELECT no FROM sets);",
    )?;
    search::renew(db)?;
    for n in places(db)? {
        // A record that cannot be read is told by the doctor; what hangs on it cannot be made.
        if let Ok(Some(record)) = records::find_at(db, n) {
            records::refresh(db, n, &record)?;
        }
    }
    Ok(())
}

/// Where in the file the records stand.
fn places(db: &Connection) -> Result<Vec<i64>> {
    let mut query = db.prepare("SELECT n FROM records ORDER BY n")?;
    Ok(query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Takes links to what is gone out of records, as one set.
fn clear_links(store: &mut Store, now: &Now, chance: &Chance) -> Result<u64> {
    let sql = "SELECT DISTINCT records.id, target FROM links JOIN records USING (n) \
         WHERE NOT EXISTS (SELECT 1 FROM records AS other WHERE other.id = links.target)";
    let dangling = {
        let mut query = store.db.prepare(sql)?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect::<rusqlite::Result<Vec<(Id, Id)>>>()?
    };
    if dangling.is_empty() {
        return Ok(0);
    }
    let mut writer = store.begin(*now, chance.clone(), &Origin::Command)?;
    for (id, target) in dangling {
        if let Some(mut record) = writer.read().find(id)? {
            record.forget(&|id| id == target);
            record.title = String::new();
            writer.overwrite(record)?;
        }
    }
    let cleared = writer.changes();
    writer.commit("took out links to what is gone")?;
    Ok(cleared)
}

/// Takes a file or folder from others.
fn close(path: &Path) -> Result<()> {
    let failed = |source| Error::File { path: path.to_owned(), doing: "closed to others", source };
    let found = fs::metadata(path).map_err(failed)?;
    let mode = found.permissions().mode() & 0o7700;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(failed)
}

impl Store {
    /// Makes the index of words anew and writes the whole file afresh, so that nothing that was deleted is left in it.
    ///
    /// # Errors
    /// Where the file cannot be written, or another program has it open.
    pub fn scrub(&mut self) -> Result<()> {
        let tx = self.lock()?;
        search::renew(&tx)?;
        for n in places(&tx)? {
            if let Ok(Some(record)) = records::find_at(&tx, n) {
                records::index(&tx, n, &record)?;
            }
        }
        tx.commit().map_err(writing)?;
        self.db.execute_batch("VACUUM").map_err(writing)?;
        self.fold()
    }
}
