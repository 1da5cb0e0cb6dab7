//! Whether a goal is on pace: where it is, where the plan has it, and where it gets to if it goes on like this.
//!
//! Let `t` be today, `s` the start, `e` the due day, `b` the baseline, `g` the target and `c` the current value.
//!
//! - *actual* `a = clamp((c − b) / (g − b), 0, 1)`, for falling measures too. Milestones: Σw(done)/Σw. Scale: (score + 2)/2.
//!   Habit: kept weeks / required weeks, a check-in being a tick. No measure: nothing.
//! - *expected* `p = clamp((t − s) / (e − s), 0, 1)`, or on the line through the checkpoints.
//! - *gap* `100 (a − p)` percentage points.
//! - *finish* from the Theil–Sen line over (day, a) of the check-ins, see [`crate::domain::trend`].
//!
//! Recording progress and seeing it is what moves goals (Harkin et al. 2016, 138 studies); the cut-offs are our choice.
//! A goal is looked at as it was on `today`: later check-ins do not count, and an end that came later had not come.

use chrono::Duration;
use serde::{Serialize, Serializer};

use super::Day;
use super::figures::span;
use super::kinds::check_in::CheckIn;
use super::kinds::goal::{Goal, GoalState, Measure};
use super::kinds::milestone::Milestone;
use super::time::days_between;
use super::trend::{Line, theil_sen};
use measure::{Point, Standing, Yardstick, expected, own, standing};

pub mod course;
pub mod explain;
mod measure;
#[cfg(test)]
mod tests;

/// From this gap on, in percentage points, a goal is ahead.
pub const AHEAD: f64 = 10.0;
/// Above this gap a goal is on course; at or below it, slipping.
pub const SLIPPING: f64 = -10.0;
/// At or below this gap a goal is behind.
pub const BEHIND: f64 = -25.0;
/// Before this part of the period there is no verdict.
pub const JUST_STARTED: f64 = 0.15;
/// After so many cadences without a check-in a goal is quiet.
pub const QUIET_CADENCES: i64 = 2;
/// How often a goal is looked at where it does not say, in days.
pub const CADENCE_DAYS: i64 = 14;
/// A forecast needs at least so many check-ins …
pub const MIN_POINTS: usize = 3;
/// … over at least so many days.
pub const MIN_DAYS: f64 = 14.0;
/// A forecast rests on at most so many of the last check-ins: the slopes grow with their square, and what was so long
/// ago says little about the weeks to come.
pub const MAX_POINTS: usize = 300;
/// The recent rate is taken over so many of the last check-ins.
pub const RECENT: usize = 4;
/// A finish further off than a hundred years is none in sight.
const HORIZON_DAYS: f64 = 36_525.0;

/// A pace in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// It is not active; this is what it is.
    State(GoalState),
    /// No check-in for twice its cadence.
    Quiet,
    /// The due day is over, the target not reached.
    PastDate,
    /// Too early to say.
    JustStarted,
    /// Well before the plan.
    Ahead,
    /// With the plan.
    OnCourse,
    /// Losing ground.
    Slipping,
    /// Far from the plan.
    Behind,
}

impl Word {
    /// As shown and in JSON.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::State(state) => state.word(),
            Self::Quiet => "quiet",
            Self::PastDate => "past date",
            Self::JustStarted => "just started",
            Self::Ahead => "ahead",
            Self::OnCourse => "on course",
            Self::Slipping => "slipping",
            Self::Behind => "behind",
        }
    }

    /// The word of a gap in percentage points, as rounded for showing: what is read and what is said agree.
    fn of(gap: f64) -> Self {
        match gap {
            gap if gap >= AHEAD => Self::Ahead,
            gap if gap > SLIPPING => Self::OnCourse,
            gap if gap > BEHIND => Self::Slipping,
            _ => Self::Behind,
        }
    }
}

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

/// A goal's pace; `None` where the formula says nothing yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Pace {
    /// How far it is, 0 to 1.
    pub actual: Option<f64>,
    /// How far the plan has it, 0 to 1.
    pub expected: Option<f64>,
    /// Actual less expected, in percentage points, rounded to one decimal.
    pub gap: Option<f64>,
    /// All of it in a word.
    pub word: Option<Word>,
    /// What is left over the weeks left, in the goal's unit; 0 where the target is reached, none past the date.
    pub needed_per_week: Option<f64>,
    /// From the fourth last check-in to the last, in the goal's unit a week.
    pub recent_per_week: Option<f64>,
    /// The day it is done if it goes on like the check-ins so far.
    pub finish: Option<Day>,
    /// The same with the upper quartile of the slopes.
    pub finish_early: Option<Day>,
    /// The same with the lower quartile; none where that does not rise: the late end is open.
    pub finish_late: Option<Day>,
    /// How many check-ins (of milestones, done days) the forecast rests on.
    pub check_ins: usize,
    /// The value now, in the goal's unit.
    #[serde(skip)]
    pub value: Option<f64>,
    /// Whether a line could be drawn and does not rise: no finish in sight at this pace.
    #[serde(skip)]
    pub stalled: bool,
    /// Whether a scale stands above what was expected.
    #[serde(skip)]
    pub beyond: bool,
    /// The last day I looked at it: a check-in with a value (of a goal without a measure, any of mine), or a milestone
    /// done; else its start.
    #[serde(skip)]
    pub last_look: Option<Day>,
}

/// The pace of a goal on a day. Check-ins and milestones come in any order and are those of this goal; of check-ins of
/// one day, the later in the slice is the later. Check-ins by a mentor, or without a value, say nothing here.
#[must_use]
pub fn pace(goal: &Goal, check_ins: &[CheckIn], milestones: &[Milestone], today: Day) -> Pace {
    let state = state_on(goal, today);
    let active = state == GoalState::Active;
    // A goal that rests or has ended is left as it stood on that day: a pause does not make it late.
    let day = if active { today } else { since(goal, state).map_or(today, |since| since.min(today)) };
    let standing = standing(goal, check_ins, milestones, day);
    let stick = standing.as_ref().map(|standing| standing.stick);
    let actual = standing.as_ref().map(|standing| standing.actual);
    let expected = expected(goal, stick, day);
    let gap = actual.zip(expected).map(|(actual, expected)| one_decimal(100.0 * (actual - expected)));
    let last_look = last_look(goal, check_ins, milestones, day);
    let mut pace = Pace { actual, expected, gap, last_look, ..Pace::default() };
    if let Some(standing) = &standing {
        pace.value = Some(standing.value);
        pace.beyond = goal.measure == Some(Measure::Scale) && standing.value > standing.stick.to;
        if active {
            pace.needed_per_week = needed(standing, goal.due, day);
            pace.recent_per_week = recent(&standing.points);
            forecast(&mut pace, standing);
        } else {
            pace.check_ins = standing.points.len().min(MAX_POINTS);
        }
    }
    pace.word = if active { judge(goal, &pace, day) } else { Some(Word::State(state)) };
    pace
}

/// How far a goal was at each of its points up to a day, 0 to 1, oldest first; empty where nothing is measured.
#[must_use]
pub fn trail(goal: &Goal, check_ins: &[CheckIn], milestones: &[Milestone], by: Day) -> Vec<(Day, f64)> {
    let Some(standing) = standing(goal, check_ins, milestones, by) else { return Vec::new() };
    standing.points.iter().map(|(day, value)| (*day, standing.stick.fraction(*value))).collect()
}

/// The state a goal was in on a day: a state it came into later was not yet.
#[must_use]
pub fn state_on(goal: &Goal, day: Day) -> GoalState {
    let state = goal.state.unwrap_or(GoalState::Active);
    if since(goal, state).is_some_and(|since| since > day) { GoalState::Active } else { state }
}

/// The day a goal came into its state; an end has a day of its own.
fn since(goal: &Goal, state: GoalState) -> Option<Day> {
    match state {
        GoalState::Draft | GoalState::Active | GoalState::Paused => goal.state_since,
        _ => goal.closed.or(goal.state_since),
    }
}

/// See [`Pace::last_look`].
fn last_look(goal: &Goal, check_ins: &[CheckIn], milestones: &[Milestone], by: Day) -> Option<Day> {
    let measured = goal.measure.is_some() || goal.target.is_some();
    let looks = own(check_ins, by).into_iter().filter(|(_, check_in)| !measured || check_in.value.is_some());
    let done = milestones.iter().filter_map(|milestone| milestone.done).filter(|done| *done <= by);
    // Taken up again after a rest, it is looked at from that day: a pause makes no goal quiet.
    let resumed = goal.state_since.filter(|since| goal.state == Some(GoalState::Active) && *since <= by);
    looks.map(|(day, _)| day).chain(done).chain(resumed).max().or(goal.start)
}

/// The day on which the next check-in of an active goal is due: a cadence after the last look.
#[must_use]
pub fn next_check_in(goal: &Goal, check_ins: &[CheckIn], milestones: &[Milestone], today: Day) -> Option<Day> {
    if state_on(goal, today) != GoalState::Active {
        return None;
    }
    last_look(goal, check_ins, milestones, today)?.checked_add_signed(Duration::days(cadence(goal)))
}

/// How often a goal is looked at, in days, at least one.
fn cadence(goal: &Goal) -> i64 {
    goal.cadence_days.unwrap_or(CADENCE_DAYS).clamp(1, 36_525)
}

/// The word of an active goal: quiet, past date, just started, then the gap, in this order.
fn judge(goal: &Goal, pace: &Pace, today: Day) -> Option<Word> {
    if pace.last_look.is_some_and(|last| days_between(last, today) > QUIET_CADENCES * cadence(goal)) {
        return Some(Word::Quiet);
    }
    if goal.due.is_some_and(|due| today > due) && pace.actual.is_none_or(|actual| actual < 1.0) {
        return Some(Word::PastDate);
    }
    if let (Some(start), Some(due)) = (goal.start, goal.due)
        && span(start, today) < JUST_STARTED * span(start, due)
    {
        return Some(Word::JustStarted);
    }
    pace.gap.map(Word::of)
}

/// What is left over the weeks that are left, in the goal's unit.
fn needed(standing: &Standing, due: Option<Day>, today: Day) -> Option<f64> {
    let weeks = span(today, due?) / 7.0;
    if standing.actual >= 1.0 {
        return Some(0.0);
    }
    (weeks > 0.0).then(|| (standing.stick.to - standing.value) / weeks).filter(|rate| rate.is_finite())
}

/// The change from the first to the last of the last [`RECENT`] points, a week: a rate anybody can check by hand.
fn recent(points: &[Point]) -> Option<f64> {
    let tail = points.get(points.len().saturating_sub(RECENT)..)?;
    let ((first, from), (last, to)) = (tail.first()?, tail.last()?);
    let weeks = span(*first, *last) / 7.0;
    (weeks > 0.0).then(|| (to - from) / weeks).filter(|rate| rate.is_finite())
}

/// The day the Theil–Sen line gets to the target: ⌈x − 1e-9⌉ days after the first point, and the same for the quartiles.
fn forecast(pace: &mut Pace, standing: &Standing) {
    let tail = standing.points.len().saturating_sub(MAX_POINTS);
    let points = standing.points.get(tail..).unwrap_or_default();
    pace.check_ins = points.len();
    let (Some((first, _)), Some((last, _))) = (points.first(), points.last()) else { return };
    if points.len() < MIN_POINTS || span(*first, *last) < MIN_DAYS || standing.actual >= 1.0 {
        return;
    }
    let stick: Yardstick = standing.stick;
    let xy: Vec<_> = points.iter().map(|(day, value)| (span(*first, *day), stick.fraction(*value))).collect();
    let Some(trend) = theil_sen(&xy) else { return };
    let day = |line: Line| {
        let days = (line.reaches(1.0)? - 1e-9).ceil();
        first.checked_add_signed(Duration::days(whole(days)?)).filter(|day| *day >= *first)
    };
    pace.finish = day(trend.middle);
    if pace.finish.is_some() {
        pace.finish_early = day(trend.steep);
        pace.finish_late = day(trend.flat);
    }
    pace.stalled = pace.finish.is_none();
}

/// A float without a fraction as a number of days, within the horizon.
fn whole(days: f64) -> Option<i64> {
    // Within the bounds the cast is exact.
    #[expect(clippy::cast_possible_truncation, reason = "bounded by the horizon before")]
    (days.abs() <= HORIZON_DAYS).then_some(days as i64)
}

/// Rounded to one decimal, without a minus before nought.
fn one_decimal(value: f64) -> f64 {
    (value * 10.0).round() / 10.0 + 0.0
}

impl Pace {
    /// Whether it takes more than twice the recent rate to get there: then offer a smaller target, a later date, more
    /// help, or letting go.
    #[must_use]
    pub fn out_of_reach(&self) -> bool {
        let rates = self.needed_per_week.zip(self.recent_per_week);
        rates.is_some_and(|(needed, recent)| needed.abs() > 2.0 * recent.abs())
    }

    /// For people: `on course; if it goes on like the last 5 check-ins: 26 Sep`. Empty where there is nothing to say.
    #[must_use]
    pub fn sentence(&self, today: Day) -> String {
        let word = self.word.map(Word::text).unwrap_or_default();
        let active = !matches!(self.word, Some(Word::State(_)));
        // A line that was at its end before today says nothing about the days to come.
        let more = match self.finish.filter(|finish| *finish > today) {
            _ if active && self.actual.is_some_and(|actual| actual >= 1.0) => "the target is reached".to_owned(),
            Some(finish) => {
                format!("if it goes on like the last {} check-ins: {}", self.check_ins, short_day(finish, today))
            }
            None if self.stalled => "no finish in sight at this pace".to_owned(),
            None => return word.to_owned(),
        };
        if word.is_empty() { more } else { format!("{word}; {more}") }
    }

    /// The range of the forecast for people: `31 Aug to 8 Dec`, or `31 Aug, late end open`.
    #[must_use]
    pub fn range(&self, today: Day) -> Option<String> {
        let early = short_day(self.finish_early?, today);
        Some(match self.finish_late {
            Some(late) => format!("{early} to {}", short_day(late, today)),
            None => format!("{early}, late end open"),
        })
    }
}

/// A day of this year without the year.
fn short_day(day: Day, today: Day) -> String {
    use chrono::Datelike as _;
    let form = if day.year() == today.year() { "%-d %b" } else { "%-d %b %Y" };
    day.format(form).to_string()
}
