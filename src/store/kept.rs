//! Pages that read everything of a kind are kept until something is written, by whomever, or another hour begins. What
//! reads a window is always read anew.

use std::cell::RefCell;

use super::{Result, Store};
use crate::domain::Now;
use crate::domain::ask::{Answer, Ask};

/// The most answers that are kept; the oldest goes first.
const MOST: usize = 6;

/// The state of the journal and the hour for which answers hold: the writes of others, our own, and hours since 1970.
type Stamp = (i64, i64, i64);

/// The answers, and for what they hold.
#[derive(Default)]
pub(super) struct Kept(RefCell<(Stamp, Vec<(Ask, Answer)>)>);

/// Whether an answer is made of everything there is of a kind.
pub(super) fn is_whole(ask: &Ask) -> bool {
    matches!(ask, Ask::Network | Ask::Learning | Ask::Progress(_))
}

impl Store {
    /// The answer that was kept, or a new one, which is kept then.
    pub(super) fn once(&self, ask: &Ask, now: &Now, make: impl FnOnce() -> Result<Answer>) -> Result<Answer> {
        let sql = "SELECT data_version, total_changes() FROM pragma_data_version";
        let (others, ours) = self.db.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let stamp = (others, ours, now.at.timestamp().div_euclid(3600));
        {
            let mut kept = self.kept.0.borrow_mut();
            if kept.0 != stamp {
                *kept = (stamp, Vec::new());
            }
            if let Some((_, answer)) = kept.1.iter().find(|(asked, _)| asked == ask) {
                return Ok(answer.clone());
            }
        }
        let answer = make()?;
        let mut kept = self.kept.0.borrow_mut();
        if kept.1.len() >= MOST {
            kept.1.remove(0);
        }
        kept.1.push((ask.clone(), answer.clone()));
        Ok(answer)
    }
}
