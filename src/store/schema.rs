//! The schema: ordered migrations, each in its own transaction; a newer file is never written.

use rusqlite::Connection;

use super::{Error, Result, turn};
use crate::domain::Kind;

/// `mnte`, in the header of every journal.
pub const APPLICATION_ID: i64 = 0x6d6e_7465;

/// The format this program writes; `user_version` of the file.
pub const SCHEMA_VERSION: i64 = 1;

/// The oldest program format that may still read what this one writes, kept in the file as `reader`.
const READER: i64 = 1;

/// Each brings a file from the version before it (its place in the list) to the next; as many as [`SCHEMA_VERSION`] says.
const MIGRATIONS: [&str; 1] = [include_str!("migrations/0001.sql")];

/// The format of a file; 0 for an empty one.
///
/// # Errors
/// Where it is no database.
pub(super) fn version(db: &Connection) -> rusqlite::Result<i64> {
    db.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// The oldest format that may read the file.
pub(super) fn reader(db: &Connection) -> rusqlite::Result<i64> {
    db.query_row("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'reader'", [], |row| row.get(0))
}

/// Brings an empty or older file to this format. Every step is one transaction, and looks again at what it finds, so
/// that two programs may start at once and a kill leaves the old form or the new one.
pub(super) fn migrate(db: &mut Connection) -> Result<()> {
    loop {
        let written = |source| Error::Sql { doing: "brought to its present form", source };
        let tx = turn::take(db).map_err(written)?;
        let from = version(&tx).map_err(written)?;
        let Some(step) = usize::try_from(from).ok().and_then(|from| MIGRATIONS.get(from)) else { return Ok(()) };
        tx.execute_batch(step).map_err(written)?;
        if from + 1 == SCHEMA_VERSION {
            tx.execute_batch(&views()).map_err(written)?;
            tx.execute(
                "INSERT INTO meta (key, value) VALUES ('reader', ?1) ON CONFLICT DO UPDATE SET value = ?1",
                [READER.to_string()],
            )
            .map_err(written)?;
        }
        tx.execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {};", from + 1))
            .map_err(written)?;
        tx.commit().map_err(written)?;
    }
}

/// One readable view a kind, for people with the sqlite3 shell: `SELECT title, due, data ->> 'owner' FROM action`. Every
/// program that opens the file reads all of the schema first, so a view is a few words: with a column for each field the
/// views cost more than most commands.
pub(super) fn views() -> String {
    let mut sql = "DROP VIEW IF EXISTS things;\n\
         CREATE VIEW things AS SELECT lower(hex(id)) AS id, kind, title, state, day, due, tags, visibility, created, \
         updated, data FROM records WHERE deleted IS NULL;\n"
        .to_owned();
    for kind in Kind::ALL {
        let name = kind.name();
        sql.push_str(&format!(
            "DROP VIEW IF EXISTS \"{name}\";\nCREATE VIEW \"{name}\" AS SELECT * FROM things WHERE kind = '{name}';\n"
        ));
    }
    sql
}
