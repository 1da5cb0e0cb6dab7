//! Where I stand over a period, as values: counts by kind, each beside the rule that makes its figures. Ranks nobody, and
//! compares a period with nothing but the one before.

use std::collections::BTreeMap;

use serde::Serialize;

use super::figures::{Share, median, span};
use super::follow_through::Promises;
use super::id::Id;
use super::kinds::insight::{Insight, InsightState};
use super::kinds::obstacle::{Obstacle, ObstacleState};
use super::kinds::rating::Rating;
use super::pace::Word;
use super::period::Period;
use super::pulse::Lately;
use super::spread::Spread;
use super::time::Day;
use super::transfer;

/// Where I stood at the end of a period, or stand now where it is not over.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Progress {
    /// The period.
    pub period: Period,
    /// Goals that were under way in it: those closed first, then by due day.
    pub goals: Vec<GoalLine>,
    /// Promises due in it.
    pub promises: Promises,
    /// Meetings held in it.
    pub meetings: Meetings,
    /// Obstacles in it.
    pub obstacles: Obstacles,
    /// Contacts at its end.
    pub network: Network,
    /// What was learned in it.
    pub learning: Learning,
    /// The pulse at its end.
    pub pulse: Lately,
}

/// A period beside the one before it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Beside {
    /// The period.
    #[serde(flatten)]
    pub progress: Progress,
    /// The same for the period before; none before all time.
    pub before: Option<Progress>,
}

/// A goal at the end of a period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GoalLine {
    /// Which goal.
    pub id: Id,
    /// Its short id.
    pub short_id: String,
    /// Its short title, or its title.
    pub title: String,
    /// How far it was, 0 to 1.
    pub actual: Option<f64>,
    /// How far the plan had it, 0 to 1.
    pub expected: Option<f64>,
    /// Actual less expected, in percentage points.
    pub gap: Option<f64>,
    /// Where it stood in its own unit.
    pub value: String,
    /// Its pace in a word.
    pub word: Option<Word>,
    /// Its due day.
    pub due: Option<Day>,
    /// The day it was closed, where it was by then.
    pub closed: Option<Day>,
}

/// Meetings held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Meetings {
    /// How many.
    pub held: u64,
    /// How long in all; those without a length add nothing.
    pub minutes: u64,
}

impl Meetings {
    /// For people: `5 h 30 min`, `45 min`.
    #[must_use]
    pub fn length(self) -> String {
        match (self.minutes / 60, self.minutes % 60) {
            (0, minutes) => format!("{minutes} min"),
            (hours, 0) => format!("{hours} h"),
            (hours, minutes) => format!("{hours} h {minutes} min"),
        }
    }
}

/// What was in the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Obstacles {
    /// Open at the end of the period.
    pub open: usize,
    /// Come up in it.
    pub opened: usize,
    /// Over in it: solved, eased, accepted or dropped.
    pub resolved: usize,
    /// The median of the days they had been open.
    pub median_days: Option<f64>,
}

/// The network at the end of a period: the people touched in the two years before.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Network {
    /// How they spread over fields.
    #[serde(flatten)]
    pub spread: Spread,
    /// How many of them I first met in the period.
    #[serde(skip)]
    pub new: usize,
    /// How many of those through an introduction.
    #[serde(skip)]
    pub introduced: usize,
}

/// What was learned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Learning {
    /// Insights captured in the period.
    pub insights: usize,
    /// Insights that came to be tried in it, whatever the verdict.
    pub tried: usize,
    /// Insights that came into use in it, as they were or adapted.
    pub adopted: usize,
    /// In use at its end, of those captured sixty days or more before.
    pub transfer: Share,
    /// Lying untouched at its end.
    pub shelf: usize,
    /// Advice whose giver had heard what became of it by its end, of that decided on more than thirty days before.
    pub told_back: Share,
    /// Skills rated higher at its end than before it began.
    pub skills_up: usize,
    /// Words collected in it.
    pub terms: usize,
    /// Reflections written in it.
    pub reflections: usize,
    /// Choices written down in it.
    pub decisions: usize,
    /// Those of them that others changed.
    pub decisions_changed: usize,
}

/// Counts obstacles over a period, looked at on `today`: what came later had not come.
#[must_use]
pub fn obstacles<'a>(all: impl IntoIterator<Item = &'a Obstacle>, period: Period, today: Day) -> Obstacles {
    let days = period.days_to(today);
    let (mut counts, mut spans) = (Obstacles::default(), Vec::new());
    for obstacle in all {
        let Some(opened) = obstacle.opened.filter(|opened| *opened <= today) else { continue };
        let over = matches!(
            obstacle.state.unwrap_or(ObstacleState::Met),
            ObstacleState::Eased | ObstacleState::Solved | ObstacleState::Accepted | ObstacleState::Dropped
        );
        let end = obstacle.resolved.or(obstacle.state_since);
        let is_over = over && end.is_none_or(|end| end <= today);
        counts.opened += usize::from(days.contains(&opened));
        counts.open += usize::from(!is_over);
        if let Some(end) = end.filter(|end| is_over && days.contains(end)) {
            counts.resolved += 1;
            spans.push(span(opened, end).max(0.0));
        }
    }
    Obstacles { median_days: median(spans), ..counts }
}

/// Counts insights over a period into `learning`: captured, tried, adopted, in use, on the shelf.
pub fn insights(learning: &mut Learning, all: &[transfer::Captured<'_>], period: Period, today: Day) {
    let days = period.days_to(today);
    let known: Vec<_> = all.iter().copied().filter(|(captured, _)| *captured <= today).collect();
    let came = |insight: &Insight| {
        insight.state_since.filter(|since| days.contains(since)).map(|_| transfer::state_on(insight, today))
    };
    for (captured, insight) in &known {
        learning.insights += usize::from(days.contains(captured));
        let used = |state| matches!(state, InsightState::Adopted | InsightState::Adapted);
        let tried = |state| used(state) || matches!(state, InsightState::Trialled | InsightState::Rejected);
        learning.tried += usize::from(came(insight).is_some_and(tried));
        learning.adopted += usize::from(came(insight).is_some_and(used));
    }
    learning.transfer = transfer::transfer_rate(&known, today);
    learning.shelf = transfer::shelf(&known, today).len();
}

/// A mark and its day, where there is one.
type Dated = Option<(Day, i64)>;

/// How many skills had a higher own mark in the last rating up to `today` than in the last one before the period.
#[must_use]
pub fn skills_up<'a>(ratings: impl IntoIterator<Item = &'a Rating>, period: Period, today: Day) -> usize {
    // Per skill: the newest mark before the period (of all time: the first ever), and the newest up to today.
    let mut marks: BTreeMap<Id, (Dated, Dated)> = BTreeMap::new();
    let from = period.from();
    for rating in ratings {
        let (Some(skill), Some(date), Some(own)) = (rating.skill, rating.date, rating.own) else { continue };
        if date > today {
            continue;
        }
        let (base, last) = marks.entry(skill).or_default();
        let earlier = match from {
            Some(from) => date < from && base.is_none_or(|(day, _)| day <= date),
            None => base.is_none_or(|(day, _)| date < day),
        };
        if earlier {
            *base = Some((date, own));
        }
        if last.is_none_or(|(day, _)| day <= date) {
            *last = Some((date, own));
        }
    }
    let up = |(base, last): &(Dated, Dated)| match (base, last) {
        (Some((_, base)), Some((_, last))) => last > base,
        _ => false,
    };
    marks.values().filter(|pair| up(pair)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;

    fn day(text: &str) -> Day {
        read_day(text).expect("a day")
    }

    fn period(text: &str) -> Period {
        Period::read(text).expect("a period")
    }

    #[test]
    fn an_obstacle_is_open_until_it_is_over() {
        let obstacle = |opened: &str, state, resolved: Option<&str>| Obstacle {
            opened: Some(day(opened)),
            state: Some(state),
            resolved: resolved.map(day),
            ..Obstacle::default()
        };
        let all = [
            obstacle("2025-01-20", ObstacleState::Solved, Some("2025-08-27")),
            obstacle("2025-03-03", ObstacleState::Eased, Some("2025-06-20")),
            obstacle("2025-04-14", ObstacleState::Working, None),
            obstacle("2025-06-23", ObstacleState::Solved, Some("2025-06-27")),
        ];
        let second = obstacles(&all, period("2025-Q2"), day("2025-06-30"));
        assert_eq!((second.open, second.opened, second.resolved), (2, 2, 2));
        assert_eq!(second.median_days, Some(56.5));
        let third = obstacles(&all, period("2025-Q3"), day("2025-09-30"));
        assert_eq!((third.open, third.opened, third.resolved), (1, 0, 1));
        assert_eq!(obstacles(&all, period("2025-Q1"), day("2025-02-01")).open, 1, "what comes later has not come");
    }

    #[test]
    fn a_skill_goes_up_from_before_the_period() {
        let skill = Id::read("0195236c-9c49-74da-9568-ed92dbbd4d5c").expect("an id");
        let rating =
            |date: &str, own| Rating { skill: Some(skill), date: Some(day(date)), own: Some(own), ..Rating::default() };
        let all = [rating("2025-01-10", 2), rating("2025-06-20", 3), rating("2025-09-20", 3)];
        let up = |text: &str, today: &str| skills_up(&all, period(text), day(today));
        assert_eq!([up("2025-Q2", "2025-06-30"), up("2025-Q3", "2025-09-30"), up("all", "2025-09-30")], [1, 0, 1]);
        assert_eq!((up("2025-Q1", "2025-03-31"), up("2025-Q2", "2025-04-30")), (0, 0));
    }

    #[test]
    fn a_length_of_time_is_said_in_hours() {
        let said = |minutes| Meetings { held: 1, minutes }.length();
        assert_eq!([said(45), said(330), said(960)], ["45 min", "5 h 30 min", "16 h"]);
    }
}
