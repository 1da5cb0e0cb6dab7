//! What was saved and could be completed: each gap by an index, the newest first, never a walk over all there is.

use rusqlite::params;

use super::hanging::Typed;
use super::today::local_day;
use super::{Reader, Result};
use crate::domain::ask::Facts;
use crate::domain::kinds::Described;
use crate::domain::kinds::action::Action;
use crate::domain::kinds::advice::Advice;
use crate::domain::kinds::feedback::Feedback;
use crate::domain::kinds::insight::Insight;
use crate::domain::kinds::meeting::Meeting;
use crate::domain::kinds::mentorship::Mentorship;
use crate::domain::practice::MANY_UNFINISHED;
use crate::domain::time::{days_between, instant_text};
use crate::domain::unfinished::{Missing, Unfinished};
use crate::domain::{Now, follow_through};

/// How many of one sort are looked at.
const LOOKED: usize = 200;
/// How many promises are looked at for the meetings they have outlived.
const CARRIED: usize = 40;
/// Feedback waits so many days for an answer before it is listed.
const ANSWER_DAYS: i64 = 14;
/// A meeting captured so many days ago is let rest.
const FOLLOW_UP_DAYS: i64 = 30;

/// What was found so far, none of it with a short id yet: to find one takes as long as all the rest.
struct Gaps {
    found: Vec<Unfinished>,
    /// How many are enough.
    most: usize,
}

impl Gaps {
    fn full(&self) -> bool {
        self.found.len() >= self.most
    }

    fn add<T: Described>(&mut self, missing: Missing, typed: Typed<T>) {
        let (kind, id) = (Some(T::SPEC.kind), Some(typed.id));
        self.found.push(Unfinished { missing, kind, id, short_id: String::new(), title: typed.title });
    }
}

impl Reader<'_> {
    /// What could be completed, the newest of each sort first.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn unfinished(&self, now: &Now) -> Result<Vec<Unfinished>> {
        self.steady(|reader| {
            let mut found = reader.gaps(usize::MAX, now)?;
            for gap in &mut found {
                if let (Some(kind), Some(id)) = (gap.kind, gap.id) {
                    gap.short_id = reader.short_id(id, kind)?;
                }
            }
            Ok(found)
        })
    }

    /// How much could be completed; no more than [`MANY_UNFINISHED`] are counted.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn count_unfinished(&self, now: &Now) -> Result<usize> {
        self.steady(|reader| Ok(reader.gaps(MANY_UNFINISHED, now)?.len()))
    }

    /// The first so many, without their short ids.
    fn gaps(&self, most: usize, now: &Now) -> Result<Vec<Unfinished>> {
        let mut gaps = Gaps { found: Vec::new(), most };
        if let Some(draft) = self.draft("capture")? {
            let title = crate::domain::record::first_words(&draft.text);
            let (missing, short_id) = (Missing::Capture, String::new());
            gaps.found.push(Unfinished { missing, kind: None, id: None, short_id, title });
        }
        self.unfinished_meetings(&mut gaps, now)?;
        // By what is open, of which there is little, and not through all there ever was in its order; and sorted by its
        // place, so that only what is looked at is read.
        let open = format!(
            "n IN (SELECT n FROM records WHERE kind = 'action' AND deleted IS NULL AND state IN ('open', 'doing') \
             AND due IS NULL ORDER BY +day DESC, n DESC LIMIT {LOOKED}) ORDER BY day DESC, n DESC"
        );
        self.gaps_of::<Action>(&mut gaps, &open, |typed| {
            follow_through::is_mine(&typed.fields).then_some(Missing::Date)
        })?;
        self.carried(&mut gaps, now)?;
        let undecided = format!(
            "n IN (SELECT n FROM records INDEXED BY figures_advice WHERE kind = 'advice' AND deleted IS NULL \
             AND data ->> 'called' IS NULL) ORDER BY n DESC LIMIT {LOOKED}"
        );
        self.gaps_of::<Advice>(&mut gaps, &undecided, |typed| typed.fields.my_call.is_none().then_some(Missing::Call))?;
        let used = format!("state IN ('adopted', 'adapted') ORDER BY day DESC, n DESC LIMIT {LOOKED}");
        self.gaps_of::<Insight>(&mut gaps, &used, |typed| typed.fields.verdict.is_none().then_some(Missing::Verdict))?;
        let lately = format!("1 ORDER BY day DESC, n DESC LIMIT {LOOKED}");
        self.gaps_of::<Feedback>(&mut gaps, &lately, |typed| {
            let fields = &typed.fields;
            let told = fields.situation.is_some() || fields.behaviour.is_some();
            let age = local_day(&typed.created, now).map_or(0, |day| days_between(day, now.today()));
            match (told && fields.impact.is_none(), fields.responded) {
                (true, _) => Some(Missing::Effect),
                (false, None) if age > ANSWER_DAYS && fields.response.is_none() => Some(Missing::Answer),
                _ => None,
            }
        })?;
        let live = format!("state IN ('forming', 'active') ORDER BY day DESC, n DESC LIMIT {LOOKED}");
        self.gaps_of::<Mentorship>(&mut gaps, &live, |typed| {
            let fields = &typed.fields;
            let theirs = fields.aim_mentor.is_none().then_some(Missing::TheirAim);
            if fields.aim_mentee.is_none() { Some(Missing::MyAim) } else { theirs }
        })?;
        gaps.found.truncate(most);
        Ok(gaps.found)
    }

    /// Promises of mine that have a day and have outlived two meetings.
    fn carried(&self, gaps: &mut Gaps, now: &Now) -> Result<()> {
        if gaps.full() {
            return Ok(());
        }
        let open = format!("state IN ('open', 'doing') AND +due IS NOT NULL ORDER BY +due, n LIMIT {CARRIED}");
        for typed in self.those::<Action>(&open, [])? {
            let Facts::Promise(facts) = self.promise_facts(&typed, now)? else { continue };
            if follow_through::is_mine(&typed.fields) && facts.carried >= follow_through::CARRIED_OFTEN {
                gaps.add(Missing::Carried, typed);
            }
        }
        Ok(())
    }

    /// The gaps among the records of a kind that a condition holds for.
    fn gaps_of<T: Described>(
        &self,
        gaps: &mut Gaps,
        condition: &str,
        missing: impl Fn(&Typed<T>) -> Option<Missing>,
    ) -> Result<()> {
        if gaps.full() {
            return Ok(());
        }
        self.one_by_one::<T>(condition, [], |typed| {
            if let Some(missing) = missing(&typed) {
                gaps.add(missing, typed);
            }
            Ok(!gaps.full())
        })
    }

    /// Meetings of the last weeks of which nothing is written, or whose summary is not sent.
    fn unfinished_meetings(&self, gaps: &mut Gaps, now: &Now) -> Result<()> {
        let since = now.today().checked_sub_signed(chrono::Duration::days(FOLLOW_UP_DAYS)).unwrap_or(now.today());
        let from = instant_text(now.start_of(since));
        let recent =
            format!("state IN ('held', 'captured') AND day BETWEEN ?1 AND ?2 ORDER BY day DESC, n DESC LIMIT {LOOKED}");
        let mut hangs = self.db.prepare_cached("SELECT 1 FROM links WHERE target = ?1 AND role = 'meeting'")?;
        self.one_by_one::<Meeting>(&recent, [from, instant_text(now.at)], |typed| {
            let written = typed.fields.notes.is_some() || hangs.exists(params![typed.id])?;
            gaps.add(if written { Missing::FollowUp } else { Missing::Takeaway }, typed);
            Ok(!gaps.full())
        })
    }
}
