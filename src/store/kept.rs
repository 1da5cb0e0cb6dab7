//! Pages that read everything of a kind are kept until something is written, by whomever, or another hour begins. What
//! reads a window is always read anew.

use std::cell::RefCell;
use std::sync::Arc;

use chrono::Datelike as _;

use super::timeline::Span;
use super::{Result, Store};
use crate::domain::Now;
use crate::domain::ask::{Answer, Ask};

/// The most answers that are kept; the oldest goes first.
const MOST: usize = 6;

/// The state of the journal and the time for which answers hold: the writes of others, our own, and hours or months.
type Stamp = (i64, i64, i64);

/// The answers, and for what they hold; and what was counted of the months that are over.
#[derive(Default)]
pub(super) struct Kept(RefCell<(Stamp, Vec<(Ask, Answer)>)>, RefCell<Option<(Stamp, Past)>>);

/// What was counted, by kind and month.
type Past = Arc<Vec<Span>>;

/// Whether an answer is made of everything there is of a kind.
pub(super) fn is_whole(ask: &Ask) -> bool {
    matches!(ask, Ask::Network | Ask::Learning | Ask::Progress(_) | Ask::Months(_))
}

impl Store {
    /// The answer that was kept, or a new one, which is kept then.
    pub(super) fn once(&self, ask: &Ask, now: &Now, make: impl FnOnce() -> Result<Answer>) -> Result<Answer> {
        let stamp = self.stamp(now.at.timestamp().div_euclid(3600))?;
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

    /// What the months that are over hold, counted once for all that is asked of them until something is written.
    pub(super) fn past(&self, now: &Now) -> Result<Past> {
        let today = now.today();
        let stamp = self.stamp(i64::from(today.year()) * 12 + i64::from(today.month()))?;
        if let Some((_, past)) = self.kept.1.borrow().as_ref().filter(|(kept, _)| *kept == stamp) {
            return Ok(Arc::clone(past));
        }
        let past = Arc::new(self.read().past(now)?);
        *self.kept.1.borrow_mut() = Some((stamp, Arc::clone(&past)));
        Ok(past)
    }

    /// The state of the journal, and what else it holds for.
    fn stamp(&self, time: i64) -> Result<Stamp> {
        let sql = "SELECT data_version, total_changes() FROM pragma_data_version";
        let (others, ours) = self.db.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((others, ours, time))
    }
}
