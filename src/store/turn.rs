//! Whose turn it is to write: one waits for as long as those before get done, and no longer than that.

use rusqlite::{Connection, ErrorCode, Result, Transaction, TransactionBehavior};

/// So often a turn that went to others is waited for again. With SQLite's own time-out of five seconds each, that is
/// longer than anybody watches.
const TURNS: u32 = 24;

/// Begins a write transaction: IMMEDIATE, because a read that turns into a write is refused at once where another process
/// wrote in between, whatever the busy time-out.
///
/// SQLite's lock knows no queue. On a disk that takes a twentieth of a second to sync, one of eight that write at once may
/// be passed over for more than the busy time-out, though none of them holds the lock for long. So that time-out is the
/// end only where nobody wrote anything in it.
///
/// # Errors
/// `DatabaseBusy` where another connection keeps the lock for the whole busy time-out; whatever else SQLite says.
pub(super) fn take(db: &Connection) -> Result<Transaction<'_>> {
    take_within(db, TURNS)
}

fn take_within(db: &Connection, turns: u32) -> Result<Transaction<'_>> {
    let mut before = written(db)?;
    for _ in 1..turns {
        match Transaction::new_unchecked(db, TransactionBehavior::Immediate) {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                let now = written(db)?;
                if now == before {
                    return Err(error);
                }
                before = now;
            }
            done => return done,
        }
    }
    Transaction::new_unchecked(db, TransactionBehavior::Immediate)
}

/// A number that changes whenever another connection commits.
fn written(db: &Connection) -> Result<i64> {
    db.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::{Cell, RefCell};

    thread_local! {
        /// The connection that writes while another waits, with the lock in its hand.
        static OTHER: RefCell<Option<Connection>> = const { RefCell::new(None) };
        /// How many more times it writes something; after the last time it lets the lock go.
        static LEFT: Cell<u32> = const { Cell::new(0) };
    }

    /// What happens while one waits: the other gets something done, or nothing; then the time-out is over.
    fn wait(_: i32) -> bool {
        let left = LEFT.get();
        LEFT.set(left.saturating_sub(1));
        let next = match left {
            0 => "",
            1 => "INSERT INTO t VALUES (1); COMMIT;",
            _ => "INSERT INTO t VALUES (1); COMMIT; BEGIN IMMEDIATE;",
        };
        OTHER.with_borrow(|other| other.as_ref().expect("another").execute_batch(next)).expect("its turn");
        false
    }

    /// A connection that waits for another, which writes so many times before it lets the lock go.
    fn waiting(dir: &tempfile::TempDir, times: u32) -> Connection {
        let open = || {
            let db = Connection::open(dir.path().join("turn.db")).expect("a database");
            db.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS t (n);").expect("a table");
            db
        };
        let (other, mut waiting) = (open(), open());
        other.execute_batch("BEGIN IMMEDIATE").expect("a lock");
        OTHER.set(Some(other));
        LEFT.set(times);
        waiting.busy_handler(Some(wait)).expect("a way to wait");
        waiting
    }

    #[test]
    fn those_who_get_done_are_waited_for() {
        for times in [1, 2, 7] {
            let dir = tempfile::tempdir().expect("a directory");
            let db = waiting(&dir, times);
            let tx = take(&db).expect("its turn comes");
            let rows: u32 = tx.query_row("SELECT count(*) FROM t", [], |row| row.get(0)).expect("a count");
            assert_eq!(rows, times);
        }
    }

    #[test]
    fn one_who_keeps_the_lock_is_not_waited_for() {
        for times in [0, TURNS + 9] {
            let dir = tempfile::tempdir().expect("a directory");
            let db = waiting(&dir, times);
            let error = take(&db).expect_err("it is locked");
            assert_eq!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy), "{times}");
            assert_eq!(LEFT.get(), if times == 0 { 0 } else { times - TURNS }, "waited so often");
        }
    }
}
