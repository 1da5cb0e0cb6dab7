//! What a row of a list says beyond its record: how far a goal has come, whose a promise is, who gave advice.

use rusqlite::{OptionalExtension, params};

use super::people::HELD_WITH;
use super::today::local_day;
use super::{Reader, Result};
use crate::domain::ask::{AdviceRow, EvaluationRow, Facts, MeetingRow, MentorshipRow, PromiseRow, QuestionRow, Row};
use crate::domain::kinds::Described;
use crate::domain::kinds::action::Action;
use crate::domain::kinds::advice::Advice;
use crate::domain::kinds::check_in::CheckIn;
use crate::domain::kinds::evaluation::Evaluation;
use crate::domain::kinds::goal::Goal;
use crate::domain::kinds::meeting::Meeting;
use crate::domain::kinds::mentorship::Mentorship;
use crate::domain::kinds::question::Question;
use crate::domain::time::{days_between, instant_text, read_instant};
use crate::domain::{Day, Id, Kind, Now, follow_through, rating_gap, rhythm};

use super::hanging::Typed;

/// So many meetings that a promise outlived are counted; nobody asks whether it were more.
const CARRIED_MOST: usize = 12;

impl Reader<'_> {
    /// What is worked out for one row of a list. Asked for the rows of one window only.
    pub(super) fn facts(&self, row: &Row, now: &Now) -> Result<Facts> {
        Ok(match row.kind {
            Kind::Goal => match self.at::<Goal>(row)? {
                Some(goal) => Facts::Goal(self.goal_now(&goal, now)?.row),
                None => Facts::None,
            },
            Kind::CheckIn => {
                let goal = self.at::<CheckIn>(row)?.and_then(|typed| typed.fields.goal);
                self.name_of(goal)?.map_or(Facts::None, Facts::Of)
            }
            Kind::Meeting => self.at(row)?.map(|typed| self.meeting_facts(typed)).transpose()?.unwrap_or_default(),
            Kind::Action => self.at(row)?.map(|typed| self.promise_facts(&typed, now)).transpose()?.unwrap_or_default(),
            Kind::Advice => self.at(row)?.map(|typed| self.advice_facts(typed)).transpose()?.unwrap_or_default(),
            Kind::Question => self.at(row)?.map(|typed| self.question_facts(typed)).transpose()?.unwrap_or_default(),
            Kind::Mentorship => {
                self.at(row)?.map(|typed| self.mentorship_facts(&typed, now)).transpose()?.unwrap_or_default()
            }
            Kind::Evaluation => {
                self.at::<Evaluation>(row)?.map_or(Facts::None, |typed| evaluation_facts(&typed.fields))
            }
            _ => self.stands(row.kind, row.id, &row.title, now)?.unwrap_or_default(),
        })
    }

    /// The record of a row.
    fn at<T: Described>(&self, row: &Row) -> Result<Option<Typed<T>>> {
        Ok(self.those::<T>("n = ?1", [row.key.n])?.pop())
    }

    /// The name of somebody, where there is one.
    pub(super) fn name_of(&self, person: Option<Id>) -> Result<Option<String>> {
        Ok(person.map(|person| self.title(person)).transpose()?.flatten())
    }

    fn meeting_facts(&self, typed: Typed<Meeting>) -> Result<Facts> {
        let Meeting { people, at, minutes, meeting_kind, .. } = typed.fields;
        let with = people.into_iter().map(|person| self.name_of(Some(person)));
        let with = with.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
        let sort = meeting_kind.map(|sort| sort.word().to_owned());
        Ok(Facts::Meeting(MeetingRow { with, at, minutes, sort }))
    }

    /// Whose a promise is, how old, and how many meetings it has outlived.
    pub(super) fn promise_facts(&self, typed: &Typed<Action>, now: &Now) -> Result<Facts> {
        let action = &typed.fields;
        let owner = action.owner.as_deref().and_then(Id::read);
        let made = local_day(&typed.created, now).unwrap_or(now.today());
        let meeting = action.meeting.map(|meeting| self.when_with(meeting)).transpose()?.flatten();
        let (at, other) = meeting.unwrap_or_default();
        // What was said in a meeting was promised on its day, whenever it was written down.
        let promised = at.as_deref().and_then(read_instant).map_or(made, |at| now.day_of(at));
        let with = owner.or_else(|| other.as_deref().and_then(Id::read));
        let open = follow_through::is_open(action, now.today());
        let carried = match with {
            Some(with) if open => {
                let held = self.held_since(with, promised, now)?;
                follow_through::carries(action, promised, &held, now.today())
            }
            _ => 0,
        };
        let age = days_between(promised, now.today()).max(0);
        Ok(Facts::Promise(PromiseRow { owner: self.name_of(owner)?, age, carried }))
    }

    /// When a meeting was, and who is named first in it; no more of it than that, for there are many in a list.
    fn when_with(&self, meeting: Id) -> Result<Option<(Option<String>, Option<String>)>> {
        let sql = "SELECT data ->> 'at', data -> 'people' ->> 0 FROM records WHERE id = ?1";
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_row([meeting], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// The days of the meetings with somebody after a day, at most [`CARRIED_MOST`].
    fn held_since(&self, person: Id, day: Day, now: &Now) -> Result<Vec<Day>> {
        let sql = format!(
            "SELECT touches.day {HELD_WITH} AND touches.day > ?2 AND touches.day <= ?3 \
             ORDER BY touches.day LIMIT {CARRIED_MOST}"
        );
        let after = day.succ_opt().unwrap_or(day);
        let mut query = self.db.prepare_cached(&sql)?;
        let args = params![person, instant_text(now.start_of(after)), instant_text(now.at)];
        let days = query.query_map(args, |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(days.iter().filter_map(|day| local_day(day, now)).collect())
    }

    fn advice_facts(&self, typed: Typed<Advice>) -> Result<Facts> {
        let advice = typed.fields;
        Ok(Facts::Advice(AdviceRow {
            by: self.name_of(advice.by)?,
            call: advice.my_call.map(|call| call.word().to_owned()),
            tried: advice.tried_on,
            result: advice.result.map(|result| result.word().to_owned()),
            told: advice.told_back,
        }))
    }

    fn question_facts(&self, typed: Typed<Question>) -> Result<Facts> {
        let Question { r#for, theme, stage, .. } = typed.fields;
        Ok(Facts::Question(QuestionRow { whom: self.name_of(r#for)?, theme, stage }))
    }

    fn mentorship_facts(&self, typed: &Typed<Mentorship>, now: &Now) -> Result<Facts> {
        let fields = &typed.fields;
        let last = fields.person.map(|person| self.last_meeting(person, now)).transpose()?.flatten();
        let next = fields.person.map(|person| self.next_with(person, now)).transpose()?.flatten();
        let live = fields.state.is_some_and(rhythm::has_rhythm);
        let word = rhythm::rhythm(last, fields.cadence_days, now.today()).filter(|_| live);
        Ok(Facts::Mentorship(MentorshipRow {
            with: self.name_of(fields.person)?,
            relation: fields.relation.map(|relation| relation.word().to_owned()),
            rhythm: word.map(|word| word.word().to_owned()),
            last,
            next,
        }))
    }

    /// The day of the next meeting with somebody.
    pub(super) fn next_with(&self, person: Id, now: &Now) -> Result<Option<Day>> {
        let sql = "SELECT day FROM records WHERE kind = 'meeting' AND deleted IS NULL AND day >= ?2 \
             AND state IN ('planned', 'prepared') \
             AND EXISTS (SELECT 1 FROM links WHERE links.n = records.n AND role = 'people' AND target = ?1) \
             ORDER BY day LIMIT 1";
        let args = params![person, instant_text(now.at)];
        let day: Option<String> = self.db.prepare_cached(sql)?.query_row(args, |row| row.get(0)).optional()?;
        Ok(day.as_deref().and_then(read_instant).map(|at| now.day_of(at)))
    }
}

fn evaluation_facts(evaluation: &Evaluation) -> Facts {
    let gap = rating_gap::rating_gap(evaluation);
    let mark = |marks: &[Option<i64>], at: usize| marks.get(at).copied().flatten();
    let items = evaluation.mine.len().max(evaluation.theirs.len());
    let marks = (0..items).map(|at| (mark(&evaluation.mine, at), mark(&evaluation.theirs, at))).collect();
    Facts::Evaluation(EvaluationRow { marks, talk: gap.talk })
}
