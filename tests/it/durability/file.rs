//! A journal's file looked at from outside, with nothing but SQLite.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

/// A journal, open so that SQLite may put back what a kill left half done.
pub(super) struct Journal(Connection);

impl Journal {
    pub(super) fn open(path: &Path) -> Self {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags).expect("a database");
        // What it leaves is what the next process finds: the log as the kill left it.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).expect("a setting");
        Self(db)
    }

    /// Whether it is as good as no file: nothing has been written to it yet.
    pub(super) fn is_empty(&self) -> bool {
        self.number("SELECT count(*) FROM sqlite_schema") == 0
    }

    pub(super) fn has(&self, id: &str) -> bool {
        let sql = "SELECT count(*) FROM records WHERE lower(hex(id)) = replace(?1, '-', '')";
        self.0.query_row(sql, [id], |row| row.get::<_, i64>(0)).expect("a count") == 1
    }

    pub(super) fn title(&self, id: &str) -> String {
        let sql = "SELECT title FROM records WHERE lower(hex(id)) = replace(?1, '-', '')";
        self.0.query_row(sql, [id], |row| row.get(0)).expect("a record")
    }

    /// How many records there are.
    pub(super) fn count(&self) -> usize {
        usize::try_from(self.number("SELECT count(*) FROM records")).expect("a count")
    }

    /// Whole: by SQLite's own checks, which look into the search index too, and with every change set either there with all
    /// that it made or not at all.
    #[track_caller]
    pub(super) fn is_sound(&self) {
        let answer: String = self.0.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("an answer");
        assert_eq!(answer, "ok");
        assert_eq!(self.number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
        assert_eq!(self.number("PRAGMA user_version"), mentee::store::SCHEMA_VERSION);
        for (torn, sql) in [
            ("a set without its label", "SELECT count(*) FROM sets WHERE label = ''"),
            ("a set without a change", "SELECT count(*) FROM sets WHERE no NOT IN (SELECT set_no FROM changes)"),
            ("a record nobody made", "SELECT count(*) FROM records WHERE id NOT IN (SELECT id FROM changes)"),
            ("a change of nothing", "SELECT count(*) FROM changes WHERE id NOT IN (SELECT id FROM records)"),
            ("a record out of the index", "SELECT (SELECT count(*) FROM records) - (SELECT count(*) FROM search)"),
        ] {
            assert_eq!(self.number(sql), 0, "{torn}");
        }
    }

    fn number(&self, sql: &str) -> i64 {
        self.0.query_row(sql, [], |row| row.get(0)).expect("a number")
    }
}
