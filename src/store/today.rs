//! The Today page: the next meeting, what needs me, the goals, and how it goes, each by a query of its own size.

use chrono::{Days, Duration};
use rusqlite::{OptionalExtension, params};

use super::convert::text;
use super::hanging::Typed;
use super::{Reader, Result};
use crate::domain::ask::{GoalRow, NextMeeting, Resurfaced, Today};
use crate::domain::kinds::action::Action;
use crate::domain::kinds::goal::{Goal, GoalState, Measure};
use crate::domain::kinds::meeting::Meeting;
use crate::domain::kinds::pulse::Pulse;
use crate::domain::pace::Pace;
use crate::domain::time::{instant_text, read_instant};
use crate::domain::{Day, Id, Kind, Now, figures, follow_through, pulse};

/// How many weeks the small lines show.
const WEEKS: i64 = 12;

/// How long a closed goal stays on the page.
const CLOSED_DAYS: i64 = 90;

/// How many insights of a state are counted for the line from older notes.
const COUNTED: i64 = 250;

/// How many days that line looks back where there are more.
const LOOKED_BACK: i64 = 3653;

/// A goal with what the page and its needs go by.
pub(super) struct GoalNow {
    /// As shown.
    pub row: GoalRow,
    /// Its pace.
    pub pace: Pace,
    /// Whether it is active.
    pub active: bool,
}

impl Reader<'_> {
    /// The Today page, with all that needs me.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn today(&self, now: &Now) -> Result<Today> {
        self.today_with(None, now)
    }

    /// The Today page, with at most so much of each kind of what needs me.
    pub(super) fn today_with(&self, most: Option<usize>, now: &Now) -> Result<Today> {
        let records = self.some()?;
        if records == 0 {
            return Ok(Today::default());
        }
        let pulses: Vec<Pulse> = self.pulses(now)?;
        let goals = self.goal_rows(now)?;
        let lately = follow_through::last_days(now.today(), follow_through::WINDOW_DAYS);
        let actions = self.promises_due(*lately.start(), *lately.end())?;
        let promises = follow_through::promises(&actions, &lately, now.today());
        let levels = pulse::levels(&pulses, now.today());
        let shown = levels.len().saturating_sub(usize::try_from(WEEKS).unwrap_or(12));
        let (needs_you, needs_more) = self.needs(now, &goals, most)?;
        Ok(Today {
            next_meeting: self.next_meeting(now)?,
            needs_you,
            needs_more,
            goals: goals.into_iter().map(|goal| goal.row).collect(),
            promises: (count(promises.mine.kept), count(promises.mine.due)),
            promises_theirs: (count(promises.theirs.kept), count(promises.theirs.due)),
            promise_weeks: promise_weeks(&actions, now.today()),
            pulse: pulse::lately(&pulses, now.today()).word.map(|word| word.word().to_owned()),
            pulse_weeks: levels.iter().skip(shown).map(|(_, level)| *level).collect(),
            marks: self.marks(now)?,
            resurfaced: self.resurfaced(now)?,
            records,
        })
    }

    /// The pulse lately.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn pulse_lately(&self, now: &Now) -> Result<pulse::Lately> {
        Ok(pulse::lately(&self.pulses(now)?, now.today()))
    }

    /// The pulses that the words need, oldest first.
    pub(super) fn pulses(&self, now: &Now) -> Result<Vec<Pulse>> {
        let last = "day <= ?1 ORDER BY day DESC, n DESC LIMIT 60";
        let mut pulses: Vec<Pulse> =
            self.those(last, [now.today().to_string()])?.into_iter().map(|typed| typed.fields).collect();
        pulses.reverse();
        Ok(pulses)
    }

    fn next_meeting(&self, now: &Now) -> Result<Option<NextMeeting>> {
        let next = "state IN ('planned', 'prepared') AND day >= ?1 ORDER BY day, n LIMIT 1";
        let mut found: Vec<Typed<Meeting>> = self.those(next, [instant_text(now.at)])?;
        let Some(meeting) = found.pop() else { return Ok(None) };
        let Some(at) = meeting.fields.at else { return Ok(None) };
        let mut people = Vec::new();
        for id in &meeting.fields.people {
            if let Some(person) = self.find(*id)? {
                let industry = Some(person.text("industry").to_owned()).filter(|text| !text.is_empty());
                people.push((*id, person.title, industry));
            }
        }
        let (mut promises, mut questions) = ((0, 0), 0);
        if let Some((person, ..)) = people.first() {
            promises = self.promises_since_last(*person, now)?;
            questions = self.count_linked(*person, "for", Kind::Question, "state IN ('parked', 'on-agenda')")?;
        }
        let open = "SELECT count(*) FROM records WHERE kind = 'obstacle' AND deleted IS NULL \
             AND state IN ('expected', 'met', 'working')";
        Ok(Some(NextMeeting {
            id: meeting.id,
            title: meeting.title,
            at,
            minutes: meeting.fields.minutes,
            people,
            meeting_kind: meeting.fields.meeting_kind.map(|kind| kind.word().to_owned()),
            state: meeting.fields.state.map(|state| state.word().to_owned()).unwrap_or_default(),
            promises,
            questions,
            obstacles: self.db.prepare_cached(open)?.query_row([], |row| row.get(0))?,
        }))
    }

    /// My promises from the last held meeting with someone: kept, made.
    fn promises_since_last(&self, person: Id, now: &Now) -> Result<(u32, u32)> {
        let Some(meeting) = self.last_held_with(person, now)? else { return Ok((0, 0)) };
        let made: Vec<Typed<Action>> = self.hanging(meeting, "meeting")?;
        let mine = made.iter().map(|typed| &typed.fields).filter(|action| follow_through::is_mine(action));
        let open = |action: &&Action| follow_through::is_open(action, now.today());
        let (all, left) = (mine.clone().count(), mine.filter(open).count());
        Ok((count(all - left), count(all)))
    }

    fn count_linked(&self, target: Id, role: &str, kind: Kind, condition: &str) -> Result<u32> {
        let sql = format!(
            "SELECT count(*) FROM links JOIN records USING (n) WHERE target = ?1 AND role = ?2 AND of_kind = ?3 \
             AND deleted IS NULL AND {condition}"
        );
        Ok(self.db.prepare_cached(&sql)?.query_row(params![target, role, kind], |row| row.get(0))?)
    }

    /// Active goals by due day, then those closed lately, newest first.
    pub(super) fn goal_rows(&self, now: &Now) -> Result<Vec<GoalNow>> {
        let active = "state = 'active' ORDER BY due IS NULL, due, n LIMIT 30";
        let closed = "n IN (SELECT n FROM records INDEXED BY figures_goal WHERE kind = 'goal' AND deleted IS NULL \
             AND data ->> 'closed' BETWEEN ?1 AND ?2) AND +state IN ('achieved', 'achieved-late', 'partly', 'dropped') \
             ORDER BY data ->> 'closed' DESC, n DESC LIMIT 10";
        let mut goals: Vec<Typed<Goal>> = self.those(active, [])?;
        let since = now.today().checked_sub_signed(Duration::days(CLOSED_DAYS)).unwrap_or(now.today());
        goals.extend(self.those::<Goal>(closed, [since.to_string(), now.today().to_string()])?);
        goals.into_iter().map(|goal| self.goal_now(&goal, now)).collect()
    }

    /// A goal as a row, with its pace.
    pub(super) fn goal_now(&self, goal: &Typed<Goal>, now: &Now) -> Result<GoalNow> {
        let (pace, ..) = self.pace_of(goal.id, &goal.fields, now)?;
        let row = GoalRow {
            id: goal.id,
            short_id: self.short_id(goal.id, Kind::Goal)?,
            title: goal.fields.short.clone().unwrap_or_else(|| goal.title.clone()),
            actual: pace.actual,
            expected: pace.expected,
            value: value(&goal.fields, &pace),
            word: pace.word.map(|word| word.text().to_owned()).unwrap_or_default(),
            due: goal.fields.due,
        };
        let active = goal.fields.state == Some(GoalState::Active);
        Ok(GoalNow { row, pace, active })
    }

    /// Days of this week and the next that hold a meeting (`true`) or something due (`false`).
    fn marks(&self, now: &Now) -> Result<Vec<(Day, bool)>> {
        let from = now.week_of(now.today());
        let to = from.checked_add_days(Days::new(13)).unwrap_or(from);
        let after = to.checked_add_days(Days::new(1)).unwrap_or(to);
        let mut marks = Vec::new();
        let sql = "SELECT due FROM records WHERE kind = 'meeting' AND deleted IS NULL AND due >= ?1 AND due < ?2 \
             AND state NOT IN ('moved', 'cancelled', 'no-show')";
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query([instant_text(now.start_of(from)), instant_text(now.start_of(after))])?;
        while let Some(row) = rows.next()? {
            marks.extend(text(row, 0)?.and_then(|at| local_day(at, now)).map(|day| (day, true)));
        }
        let actions = self.promises_due(from, to)?;
        let open = actions.iter().filter(|action| follow_through::is_open(action, now.today()));
        marks.extend(open.filter_map(|action| action.due).map(|due| (due, false)));
        marks.sort_unstable();
        marks.dedup();
        Ok(marks)
    }

    /// A line from older notes: another one each day, the same one all day. Of more than are counted here, those of one
    /// state take their turn, from another place in the years each day.
    pub(super) fn resurfaced(&self, now: &Now) -> Result<Option<Resurfaced>> {
        const STATES: [&str; 4] = ["adopted", "adapted", "trialled", "translated"];
        const FROM: &str = "FROM records WHERE kind = 'insight' AND deleted IS NULL AND state = ?1 AND day < ?2";
        let before = now.today().checked_sub_days(Days::new(30)).unwrap_or(now.today());
        let day = i64::from(chrono::Datelike::num_days_from_ce(&now.today()));
        let sql = format!("SELECT count(*) FROM (SELECT 1 {FROM} LIMIT ?3)");
        let mut query = self.db.prepare_cached(&sql)?;
        let mut count = |state: &str| -> Result<i64> {
            Ok(query.query_row(params![state, before.to_string(), COUNTED], |row| row.get(0))?)
        };
        let counts = STATES.map(&mut count).into_iter().collect::<Result<Vec<i64>>>()?;
        let all: i64 = counts.iter().sum();
        if all == 0 {
            return Ok(None);
        }
        let mut at = day.rem_euclid(all);
        let mut chosen = STATES[0];
        let mut many = false;
        for (state, count) in STATES.iter().zip(counts) {
            (chosen, many) = (state, count >= COUNTED);
            if at < count {
                break;
            }
            at -= count;
        }
        // In the order of the index, so that stepping over some reads none.
        let sql = format!(
            "SELECT id FROM records WHERE n = (SELECT n {FROM} AND day >= ?3 ORDER BY day, n LIMIT 1 OFFSET ?4)"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut pick = |from: String| -> Result<Option<Id>> {
            Ok(query.query_row(params![chosen, before.to_string(), from, at], |row| row.get(0)).optional()?)
        };
        // A step that shares no factor with a few years' days leads through all of them.
        let ago = Days::new((day * 997).rem_euclid(LOOKED_BACK).unsigned_abs());
        let from = before.checked_sub_days(ago).filter(|_| many).map(|day| day.to_string());
        let found = match from.map(&mut pick).transpose()?.flatten() {
            Some(id) => Some(id),
            None => pick(String::new())?,
        };
        let Some(record) = found.map(|id| self.find(id)).transpose()?.flatten() else { return Ok(None) };
        let id = record.id;
        let by = record.link("person").map(|id| self.title(id)).transpose()?.flatten();
        Ok(Some(Resurfaced {
            id,
            text: record.title.clone(),
            by,
            day: Some(now.day_of(record.created)),
            state: Some(record.text("state").to_owned()),
        }))
    }
}

/// Where a goal stands in its own unit: `3/5`, `5.5 h`, `60 %`.
fn value(goal: &Goal, pace: &Pace) -> String {
    let Some(value) = pace.value else { return String::new() };
    match (goal.measure, goal.target) {
        (Some(Measure::Percent), _) => format!("{} %", figures::said(value)),
        (Some(Measure::Count | Measure::Milestones | Measure::Habit), Some(target)) => {
            format!("{}/{}", figures::said(value), figures::said(target))
        }
        (Some(Measure::Number), _) => {
            format!("{} {}", figures::said(value), goal.unit.as_deref().unwrap_or_default()).trim().to_owned()
        }
        _ => figures::said(value),
    }
}

/// Promises of mine kept in each of the last weeks, oldest first.
fn promise_weeks(actions: &[Action], today: Day) -> Vec<u32> {
    let mut weeks = vec![0; usize::try_from(WEEKS).unwrap_or(12)];
    for action in actions.iter().filter(|action| follow_through::is_mine(action)) {
        let Some(done) = action.done else { continue };
        let ago = crate::domain::time::days_between(done, today).div_euclid(7);
        if let Some(slot) = usize::try_from(WEEKS - 1 - ago).ok().and_then(|at| weeks.get_mut(at)) {
            *slot += 1;
        }
    }
    weeks
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The local day of a stored day or instant.
pub(super) fn local_day(text: &str, now: &Now) -> Option<Day> {
    crate::domain::time::read_day(text).or_else(|| read_instant(text).map(|at| now.day_of(at)))
}
