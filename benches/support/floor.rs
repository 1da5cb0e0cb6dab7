//! The floor: the least program that does to a journal what a command does, with the same schema and the same promise
//! that what is said to be done is on the disk.

use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::ExitCode;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, params};

/// Does one thing and prints what came of it.
pub(crate) fn run(words: &[&str]) -> ExitCode {
    match *words {
        ["nothing"] => {}
        ["list", file] => list(&open(file, false)),
        ["search", file, word] => search(&open(file, false), word),
        ["export", file] => export(&open(file, false)),
        ["check", file] => check(&open(file, false)),
        ["log", file, text] => log(&mut open(file, true), text),
        _ => return ExitCode::FAILURE,
    }
    ExitCode::SUCCESS
}

fn open(file: &str, write: bool) -> Connection {
    let access = if write { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
    let db = Connection::open_with_flags(Path::new(file), access | OpenFlags::SQLITE_OPEN_NO_MUTEX).expect("a journal");
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).expect("a setting");
    db.execute_batch("PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL;").expect("settings");
    db
}

fn list(db: &Connection) {
    let sql =
        "SELECT title, day FROM records WHERE kind = 'meeting' AND deleted IS NULL ORDER BY day DESC, n DESC LIMIT 1";
    print(db, sql, []);
}

fn search(db: &Connection, word: &str) {
    let sql = "SELECT records.title, records.day FROM search JOIN records ON records.n = search.rowid \
         WHERE search MATCH ?1 ORDER BY bm25(search) LIMIT 100";
    print(db, sql, [word]);
}

fn print<const N: usize>(db: &Connection, sql: &str, args: [&str; N]) {
    let mut query = db.prepare(sql).expect("a query");
    let mut rows = query.query(rusqlite::params_from_iter(args)).expect("rows");
    while let Some(row) = rows.next().expect("a row") {
        let (title, day): (String, String) = (row.get(0).expect("a title"), row.get(1).expect("a day"));
        println!("{day}  {title}");
    }
}

/// All that is not in the trash, by kind and id, each record with all it has.
fn export(db: &Connection) {
    let sql = "SELECT json_quote(lower(hex(id))), kind, json_quote(title), created, updated, visibility, tags, data FROM records \
         WHERE kind = ?1 AND deleted IS NULL AND id = ?2";
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    let mut query = db.prepare("SELECT kind, id FROM records WHERE deleted IS NULL").expect("a query");
    let mut rows = query.query([]).expect("rows");
    while let Some(row) = rows.next().expect("a row") {
        all.push((row.get(0).expect("a kind"), row.get(1).expect("an id")));
    }
    all.sort_unstable();
    let mut out = BufWriter::with_capacity(64 * 1024, std::io::stdout());
    let mut query = db.prepare(sql).expect("a query");
    for (kind, id) in all {
        let mut rows = query.query(params![kind, id]).expect("rows");
        let row = rows.next().expect("a row").expect("a record");
        let text = |at: usize| row.get_ref(at).expect("a column").as_str().expect("text");
        writeln!(
            out,
            "{{\"id\":{},\"kind\":\"{}\",\"title\":{},\"created\":\"{}\",\"updated\":\"{}\",\"visibility\":{},\"tags\":{},\"data\":{}}},",
            text(0), text(1), text(2), text(3), text(4), text(5), text(6), text(7)
        )
        .expect("written");
    }
}

/// What SQLite itself says of the file: every page, the index of words, and what belongs to what.
fn check(db: &Connection) {
    let found: String = db.query_row("PRAGMA integrity_check(100)", [], |row| row.get(0)).expect("a check");
    let mut query = db.prepare("PRAGMA foreign_key_check").expect("a query");
    let stray = query.query([]).expect("rows").next().expect("a row").is_some();
    println!("{found} {stray}");
}

/// A note: its set, its row, its words and its place in the history.
fn log(db: &mut Connection, text: &str) {
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).expect("a transaction");
    let at = "2026-11-22T09:00:00.000Z";
    tx.execute("INSERT INTO sets (label, at, origin) VALUES (?1, ?2, 'command')", [text, at]).expect("a set");
    let set = tx.last_insert_rowid();
    let mut id = [0_u8; 16];
    id[8..].copy_from_slice(&(set.wrapping_mul(0x5851_f42d_4c95_7f2d)).to_be_bytes());
    let tail = set.wrapping_mul(0x5851_f42d_4c95_7f2d) >> 4;
    tx.execute(
        "INSERT INTO records (id, tail, kind, title, created, updated, visibility, tags, day, data) \
         VALUES (?1, ?2, 'reflection', ?3, ?4, ?4, '\"private\"', '[]', ?4, '{}')",
        params![id, tail, text, at],
    )
    .expect("a record");
    let n = tx.last_insert_rowid();
    tx.execute("INSERT INTO search (rowid, title, body, kind) VALUES (?1, ?2, ?2, 'reflection')", params![n, text])
        .expect("words");
    tx.execute(
        "INSERT INTO changes (set_no, op, id, kind, title) VALUES (?1, 'create', ?2, 'reflection', ?3)",
        params![set, id, text],
    )
    .expect("a change");
    tx.commit().expect("on disk");
    // As the journal does it: who comes next would have to read all of a long log first.
    let wal = db.path().map(|path| format!("{path}-wal")).and_then(|wal| std::fs::metadata(wal).ok());
    if wal.is_some_and(|wal| wal.len() >= 512 * 1024) {
        db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("a checkpoint");
    }
    println!("{set}");
}
