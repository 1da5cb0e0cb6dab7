//! How far a goal is, in its own unit and as a fraction, from its check-ins and milestones. Judges nothing.

use std::collections::BTreeMap;

use crate::domain::Day;
use crate::domain::figures::{float, span};
use crate::domain::kinds::check_in::{CheckIn, CheckInSource};
use crate::domain::kinds::goal::{Goal, Measure};
use crate::domain::kinds::milestone::Milestone;

/// The scale's "as expected": the value that counts as reached, from −2 which is nothing.
const SCALE: (f64, f64) = (-2.0, 0.0);

/// What lies between nothing and done, in the goal's unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Yardstick {
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Yardstick {
    /// `clamp((value − from) / (to − from), 0, 1)`; holds for falling measures too, and is never a minus nought.
    pub(super) fn fraction(self, value: f64) -> f64 {
        let fraction = (value - self.from) / (self.to - self.from);
        if fraction.is_nan() { 0.0 } else { fraction.clamp(0.0, 1.0) + 0.0 }
    }
}

/// A value of the measure on a day.
pub(super) type Point = (Day, f64);

/// Where a goal stands.
#[derive(Debug)]
pub(super) struct Standing {
    pub(super) stick: Yardstick,
    /// The value now, in the goal's unit.
    pub(super) value: f64,
    /// 0 to 1.
    pub(super) actual: f64,
    /// What the slopes rest on, oldest first, in the goal's unit.
    pub(super) points: Vec<Point>,
}

/// Check-ins by me, up to a day, oldest first; of one day, in the order given.
pub(super) fn own(check_ins: &[CheckIn], by: Day) -> Vec<(Day, &CheckIn)> {
    let mine = check_ins.iter().filter(|check_in| check_in.source != Some(CheckInSource::Mentor));
    let mut dated: Vec<_> = mine.filter_map(|check_in| Some((check_in.date?, check_in))).collect();
    dated.retain(|(date, _)| *date <= by);
    dated.sort_by_key(|(date, _)| *date);
    dated
}

/// Milestones done up to a day, oldest first, with their weights; and the weight of all.
fn done(milestones: &[Milestone], by: Day) -> (Vec<Point>, f64) {
    let weight = |milestone: &Milestone| milestone.weight.unwrap_or(1.0).clamp(0.0, 1e6);
    let all = milestones.iter().map(weight).sum();
    let mut done: Vec<Point> =
        milestones.iter().filter_map(|milestone| Some((milestone.done?, weight(milestone)))).collect();
    done.retain(|(day, _)| *day <= by);
    done.sort_by_key(|(day, _)| *day);
    (done, all)
}

/// The weeks of a goal's period, the last begun one too: what a habit asks for that does not say.
fn weeks(goal: &Goal) -> Option<f64> {
    Some((span(goal.start?, goal.due?) / 7.0).ceil()).filter(|weeks| *weeks > 0.0)
}

/// Where the goal stands at the end of `by`; `None` where nothing is measured.
pub(super) fn standing(goal: &Goal, check_ins: &[CheckIn], milestones: &[Milestone], by: Day) -> Option<Standing> {
    let finite = |value: &Option<f64>| value.filter(|value| value.is_finite());
    let values: Vec<Point> =
        own(check_ins, by).into_iter().filter_map(|(day, check_in)| Some((day, finite(&check_in.value)?))).collect();
    let (baseline, target) = (finite(&goal.baseline), finite(&goal.target));
    let first = values.first().map(|(_, value)| *value);
    let (from, to) = match goal.measure {
        Some(Measure::Scale) => SCALE,
        Some(Measure::Percent) => (baseline.unwrap_or(0.0), target.unwrap_or(100.0)),
        Some(Measure::Count) => (baseline.unwrap_or(0.0), target?),
        Some(Measure::Habit) => (0.0, target.or_else(|| weeks(goal))?),
        Some(Measure::Milestones) => {
            let count = (!milestones.is_empty()).then(|| float(milestones.len()));
            (baseline.unwrap_or(0.0), target.or(count)?)
        }
        // Without a baseline the first check-in is where it began: a falling measure must not begin at nought.
        Some(Measure::Number) | None => (baseline.or(first)?, target?),
    };
    // Nothing lies between equal ends, so that no fraction of it can be said.
    let stick = Some(Yardstick { from, to }).filter(|stick| (stick.to - stick.from).abs() > 0.0)?;
    let reading = |points: Vec<Point>| {
        let value = points.last().map_or(stick.from, |(_, value)| *value);
        Standing { stick, value, actual: stick.fraction(value), points }
    };
    Some(match goal.measure {
        Some(Measure::Habit) => reading(running_sum(values.into_iter().map(|(day, tick)| (day, tick.clamp(0.0, 1.0))))),
        Some(Measure::Milestones) if !milestones.is_empty() => milestone_standing(stick, values, milestones, by),
        _ => reading(values),
    })
}

/// With milestones, those done decide where the goal stands: Σw(done)/Σw. The slopes use the check-ins that have a value
/// (how many were done by then), else the days on which milestones were done; these too where they are enough for a line
/// and the check-ins are not.
fn milestone_standing(stick: Yardstick, values: Vec<Point>, milestones: &[Milestone], by: Day) -> Standing {
    let (done, all) = done(milestones, by);
    let at = |weight: f64| {
        let fraction = if all > 0.0 { (weight / all).clamp(0.0, 1.0) } else { 0.0 };
        (stick.from + fraction * (stick.to - stick.from), fraction)
    };
    let (value, actual) = at(done.iter().fold(0.0, |sum, (_, weight)| sum + weight));
    // Two on one day are one step of the stairs: the map keeps the later sum.
    let steps: BTreeMap<Day, f64> = running_sum(done.into_iter()).into_iter().collect();
    let enough = super::MIN_POINTS;
    let points = if values.is_empty() || (values.len() < enough && steps.len() >= enough) {
        steps.into_iter().map(|(day, weight)| (day, at(weight).0)).collect()
    } else {
        values
    };
    Standing { stick, value, actual, points }
}

/// Each point's value and all before it.
fn running_sum(points: impl Iterator<Item = Point>) -> Vec<Point> {
    points
        .scan(0.0, |sum, (day, value)| {
            *sum += value;
            Some((day, *sum))
        })
        .collect()
}

/// What the plan expects of a day, 0 to 1: on the straight line from the start (nothing) through the checkpoints to the
/// due day (done). `None` without a start and a due day. Checkpoints outside that period are left out.
pub(super) fn expected(goal: &Goal, stick: Option<Yardstick>, day: Day) -> Option<f64> {
    let (start, due) = (goal.start?, goal.due?);
    if day >= due {
        return Some(1.0);
    }
    let mut posts: Vec<Point> = vec![(start, 0.0), (due, 1.0)];
    if let Some(stick) = stick {
        let value = |value: f64| value.is_finite().then(|| stick.fraction(value));
        let inside =
            goal.checkpoints.iter().filter(|checkpoint| checkpoint.date.is_some_and(|at| start < at && at < due));
        posts.extend(inside.filter_map(|checkpoint| Some((checkpoint.date?, value(checkpoint.value?)?))));
        posts.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    }
    let before = posts.iter().rfind(|(at, _)| *at <= day);
    let after = posts.iter().find(|(at, _)| *at > day);
    Some(match (before, after) {
        (Some((from, low)), Some((to, high))) => low + (high - low) * (span(*from, day) / span(*from, *to)),
        (None, _) => 0.0,
        (Some((_, last)), None) => *last,
    })
}
