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
use crate::domain::time::{days_between, instant_text};
use crate::domain::unfinished::{Missing, Unfinished};
use crate::domain::{Kind, Now, follow_through};

/// How many of one sort are looked at.
const LOOKED: usize = 200;
/// How many promises are looked at for the meetings they have outlived.
const CARRIED: usize = 40;
/// Feedback waits so many days for an answer before it is listed.
const ANSWER_DAYS: i64 = 14;
/// A meeting captured so many days ago is let rest.
const FOLLOW_UP_DAYS: i64 = 30;

impl Reader<'_> {
    /// What could be completed, the newest of each sort first.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn unfinished(&self, now: &Now) -> Result<Vec<Unfinished>> {
        self.steady(|reader| {
            let mut found = Vec::new();
            if let Some(draft) = reader.draft("capture")? {
                let title = crate::domain::record::first_words(&draft.text);
                found.push(Unfinished {
                    missing: Missing::Capture,
                    kind: None,
                    id: None,
                    short_id: String::new(),
                    title,
                });
            }
            reader.unfinished_meetings(&mut found, now)?;
            // `+`: by what is open, of which there is little, and not through all there ever was in its order.
            let open = format!("state IN ('open', 'doing') AND due IS NULL ORDER BY +day DESC, n DESC LIMIT {LOOKED}");
            reader.gaps::<Action>(&mut found, &open, |typed| {
                follow_through::is_mine(&typed.fields).then_some(Missing::Date)
            })?;
            reader.carried(&mut found, now)?;
            let undecided = format!(
                "n IN (SELECT n FROM records INDEXED BY figures_advice WHERE kind = 'advice' AND deleted IS NULL \
                 AND data ->> 'called' IS NULL) ORDER BY n DESC LIMIT {LOOKED}"
            );
            reader.gaps::<Advice>(&mut found, &undecided, |typed| {
                typed.fields.my_call.is_none().then_some(Missing::Call)
            })?;
            let used = format!("state IN ('adopted', 'adapted') ORDER BY day DESC, n DESC LIMIT {LOOKED}");
            reader.gaps::<Insight>(&mut found, &used, |typed| {
                typed.fields.verdict.is_none().then_some(Missing::Verdict)
            })?;
            let lately = format!("1 ORDER BY day DESC, n DESC LIMIT {LOOKED}");
            reader.gaps::<Feedback>(&mut found, &lately, |typed| {
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
            reader.gaps::<Mentorship>(&mut found, &live, |typed| {
                let fields = &typed.fields;
                let theirs = fields.aim_mentor.is_none().then_some(Missing::TheirAim);
                if fields.aim_mentee.is_none() { Some(Missing::MyAim) } else { theirs }
            })?;
            Ok(found)
        })
    }

    /// Promises of mine that have a day and have outlived two meetings.
    fn carried(&self, found: &mut Vec<Unfinished>, now: &Now) -> Result<()> {
        let open = format!("state IN ('open', 'doing') AND +due IS NOT NULL ORDER BY +due, n LIMIT {CARRIED}");
        for typed in self.those::<Action>(&open, [])? {
            let Facts::Promise(facts) = self.promise_facts(&typed, now)? else { continue };
            if follow_through::is_mine(&typed.fields) && facts.carried >= follow_through::CARRIED_OFTEN {
                let short_id = self.short_id(typed.id, Kind::Action)?;
                let (kind, id) = (Some(Kind::Action), Some(typed.id));
                found.push(Unfinished { missing: Missing::Carried, kind, id, short_id, title: typed.title });
            }
        }
        Ok(())
    }

    fn gaps<T: Described>(
        &self,
        found: &mut Vec<Unfinished>,
        condition: &str,
        missing: impl Fn(&Typed<T>) -> Option<Missing>,
    ) -> Result<()> {
        for typed in self.those::<T>(condition, [])? {
            if let Some(missing) = missing(&typed) {
                let kind = T::SPEC.kind;
                let short_id = self.short_id(typed.id, kind)?;
                found.push(Unfinished { missing, kind: Some(kind), id: Some(typed.id), short_id, title: typed.title });
            }
        }
        Ok(())
    }

    /// Meetings of the last weeks of which nothing is written, or whose summary is not sent.
    fn unfinished_meetings(&self, found: &mut Vec<Unfinished>, now: &Now) -> Result<()> {
        let since = now.today().checked_sub_signed(chrono::Duration::days(FOLLOW_UP_DAYS)).unwrap_or(now.today());
        let from = instant_text(now.start_of(since));
        let recent = format!(
            "state IN ('held', 'captured') AND day BETWEEN '{from}' AND '{}' \
             ORDER BY day DESC, n DESC LIMIT {LOOKED}",
            instant_text(now.at)
        );
        let mut hangs = self.db.prepare_cached("SELECT 1 FROM links WHERE target = ?1 AND role = 'meeting'")?;
        for typed in self.those::<Meeting>(&recent, [])? {
            let written = typed.fields.notes.is_some() || hangs.exists(params![typed.id])?;
            let missing = if written { Missing::FollowUp } else { Missing::Takeaway };
            let kind = Meeting::SPEC.kind;
            let short_id = self.short_id(typed.id, kind)?;
            found.push(Unfinished { missing, kind: Some(kind), id: Some(typed.id), short_id, title: typed.title });
        }
        Ok(())
    }
}
