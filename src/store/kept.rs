//! Pages that read everything of a kind are kept until something is written, by whomever, or another hour begins. What
//! reads a window is always read anew.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Datelike as _;

use super::lists::Names;
use super::timeline::Span;
use super::{Result, Store};
use crate::domain::ask::{Answer, Ask};
use crate::domain::reflecting::Page;
use crate::domain::{Kind, Now};

/// The most answers that are kept; the oldest goes first.
const MOST: usize = 6;

/// The state of the journal and the time for which answers hold: the writes of others, our own, and hours or the zone.
type Stamp = (i64, i64, i64);

/// What was made, and for what it holds.
#[derive(Default)]
pub(super) struct Kept {
    answers: RefCell<(Stamp, Vec<(Ask, Answer)>)>,
    kinds: RefCell<(Stamp, BTreeMap<&'static str, Counts>)>,
}

/// What was counted of a kind.
#[derive(Clone, Default)]
struct Counts {
    spans: Option<Arc<Vec<Span>>>,
    /// Whether everything of it has a state.
    stated: Option<bool>,
    names: Option<Arc<Names>>,
}

/// Whether an answer is made of everything there is of a kind.
pub(super) fn is_whole(ask: &Ask) -> bool {
    matches!(ask, Ask::Network | Ask::Learning | Ask::Progress(_) | Ask::Months(_) | Ask::Reflect { .. })
}

impl Store {
    /// The answer that was kept, or a new one, which is kept then.
    pub(super) fn once(&self, ask: &Ask, now: &Now, make: impl FnOnce() -> Result<Answer>) -> Result<Answer> {
        let stamp = self.stamp(now.at.timestamp().div_euclid(3600))?;
        {
            let mut kept = self.kept.answers.borrow_mut();
            if kept.0 != stamp {
                *kept = (stamp, Vec::new());
            }
            if let Some((_, answer)) = kept.1.iter().find(|(asked, _)| asked == ask) {
                return Ok(answer.clone());
            }
        }
        let answer = make()?;
        let mut kept = self.kept.answers.borrow_mut();
        if kept.1.len() >= MOST {
            kept.1.remove(0);
        }
        kept.1.push((ask.clone(), answer.clone()));
        Ok(answer)
    }

    /// The longest Reflect page with these words that was kept, where it is as things are now.
    pub(super) fn kept_entries(&self, words: &str) -> Option<Page> {
        let kept = self.kept.answers.borrow();
        let pages = kept.1.iter().filter_map(|kept| match kept {
            (Ask::Reflect { words: kept, .. }, Answer::Reflect(page)) if kept == words => Some(page),
            _ => None,
        });
        pages.max_by_key(|page| page.entries.len()).map(|page| Page::clone(page))
    }

    /// How much of a kind there is, month by month; counted once for all that is asked of it until something is written.
    pub(super) fn spans(&self, kind: Kind, now: &Now) -> Result<Arc<Vec<Span>>> {
        let known = self.counts(kind, now)?;
        if let Some(spans) = known.spans {
            return Ok(spans);
        }
        let spans = Arc::new(self.read().spans_of(kind, now)?);
        self.keep(kind, Counts { spans: Some(Arc::clone(&spans)), ..known });
        Ok(spans)
    }

    /// Whether everything of a kind has a state.
    pub(super) fn is_stated(&self, kind: Kind, now: &Now) -> Result<bool> {
        let known = self.counts(kind, now)?;
        if let Some(stated) = known.stated {
            return Ok(stated);
        }
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM records INDEXED BY records_day \
             WHERE kind = ?1 AND deleted IS NULL AND state IS NULL)";
        let stated = self.db.prepare_cached(sql)?.query_row([kind.name()], |row| row.get(0))?;
        self.keep(kind, Counts { stated: Some(stated), ..known });
        Ok(stated)
    }

    /// The names of all people, read once until something is written.
    pub(super) fn names(&self, now: &Now) -> Result<Arc<Names>> {
        let known = self.counts(Kind::Person, now)?;
        if let Some(names) = known.names {
            return Ok(names);
        }
        let names = Arc::new(self.read().names()?);
        self.keep(Kind::Person, Counts { names: Some(Arc::clone(&names)), ..known });
        Ok(names)
    }

    /// What is known of a kind by now.
    fn counts(&self, kind: Kind, now: &Now) -> Result<Counts> {
        // Where a day begins depends on the zone alone, and that on the year.
        let stamp = self.stamp(now.start_of(now.today().with_ordinal(1).unwrap_or(now.today())).timestamp())?;
        let mut kept = self.kept.kinds.borrow_mut();
        if kept.0 != stamp {
            *kept = (stamp, BTreeMap::new());
        }
        Ok(kept.1.get(kind.name()).cloned().unwrap_or_default())
    }

    fn keep(&self, kind: Kind, counts: Counts) {
        self.kept.kinds.borrow_mut().1.insert(kind.name(), counts);
    }

    /// The state of the journal, and what else it holds for.
    fn stamp(&self, time: i64) -> Result<Stamp> {
        let sql = "SELECT data_version, total_changes() FROM pragma_data_version";
        let (others, ours) = self.db.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((others, ours, time))
    }
}

#[cfg(test)]
mod tests;
