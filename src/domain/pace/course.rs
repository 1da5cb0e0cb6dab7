//! The course of a goal as lines over time: what was measured, what the plan expects, where it gets to if it goes on.

use super::measure::{expected, standing};
use super::{MIN_POINTS, Pace};
use crate::domain::Day;
use crate::domain::chart::{Lines, Series, Tone};
use crate::domain::figures::span;
use crate::domain::kinds::check_in::CheckIn;
use crate::domain::kinds::goal::Goal;
use crate::domain::kinds::milestone::Milestone;

/// The lines of a goal, in its own unit; `None` where nothing is measured, or there is no period to draw it over. The
/// forecast is drawn at most as far beyond the due day as the due day is from the start.
#[must_use]
pub fn course(goal: &Goal, check_ins: &[CheckIn], milestones: &[Milestone], pace: &Pace, today: Day) -> Option<Lines> {
    let standing = standing(goal, check_ins, milestones, today)?;
    let stick = standing.stick;
    let from = [goal.start, standing.points.first().map(|(day, _)| *day)].into_iter().flatten().min()?;
    let mut measured = standing.points;
    if let Some(start) = goal.start.filter(|start| measured.first().is_none_or(|(day, _)| day > start)) {
        measured.insert(0, (start, stick.from));
    }
    let value = |share: f64| stick.from + share * (stick.to - stick.from);
    let mut planned = Vec::new();
    if let (Some(start), Some(due)) = (goal.start, goal.due) {
        let posts = goal.checkpoints.iter().filter_map(|post| post.date).filter(|day| start < *day && *day < due);
        let mut days: Vec<Day> = [start, due].into_iter().chain(posts).collect();
        days.sort_unstable();
        days.dedup();
        planned.extend(days.into_iter().filter_map(|day| Some((day, value(expected(goal, Some(stick), day)?)))));
    }
    let due = goal.due.unwrap_or(today);
    let beyond = due.checked_add_signed(due.signed_duration_since(from)).unwrap_or(due);
    let mut ahead = Vec::new();
    let last = measured.last().copied();
    if let (Some(last), Some(finish)) = (last, pace.finish.filter(|finish| *finish > today)) {
        let shown = finish.min(beyond);
        if shown > last.0 {
            let part = span(last.0, shown) / span(last.0, finish);
            ahead = vec![last, (shown, last.1 + (stick.to - last.1) * part)];
        }
    }
    let series =
        |name: &str, points: Vec<(Day, f64)>, tone, broken| Series { name: name.to_owned(), points, tone, broken };
    let all = [
        series("measured", measured, Tone::Strong, false),
        series("forecast", ahead, Tone::Accent, true),
        series("expected", planned, Tone::Dim, true),
    ];
    let series: Vec<Series> = all.into_iter().filter(|series| !series.points.is_empty()).collect();
    let points = || series.iter().flat_map(|series| &series.points);
    let values = || points().map(|(_, value)| *value).chain([stick.from, stick.to]);
    let to = points().map(|(day, _)| *day).chain([due]).max()?;
    let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    (from < to && points().count() >= MIN_POINTS).then_some(Lines { from, to, low, high, series })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kinds::goal::{Checkpoint, GoalState, Measure};
    use crate::domain::pace::pace;
    use crate::domain::time::read_day;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        read_day(text).expect(text)
    }

    /// Replanning from 14 to 6 hours over 2025, with a look on the way.
    fn goal() -> Goal {
        let checkpoint = Checkpoint { date: Some(day("2025-05-06")), value: Some(10.0) };
        Goal {
            measure: Some(Measure::Number),
            baseline: Some(14.0),
            target: Some(6.0),
            start: Some(day("2025-01-06")),
            due: Some(day("2025-08-29")),
            checkpoints: vec![checkpoint],
            state: Some(GoalState::Active),
            ..Goal::default()
        }
    }

    fn check_in(on: &str, value: f64) -> CheckIn {
        CheckIn { date: Some(day(on)), value: Some(value), ..CheckIn::default() }
    }

    fn names(lines: &Lines) -> Vec<&str> {
        lines.series.iter().map(|series| series.name.as_str()).collect()
    }

    #[test]
    fn a_falling_goal_has_what_was_measured_expected_and_to_come() {
        let check_ins = [check_in("2025-02-03", 13.0), check_in("2025-03-03", 12.5), check_in("2025-03-31", 11.5)];
        let today = day("2025-03-31");
        let of = pace(&goal(), &check_ins, &[], today);
        let lines = course(&goal(), &check_ins, &[], &of, today).expect("lines");
        assert_eq!(names(&lines), ["measured", "forecast", "expected"]);
        assert_eq!((lines.low, lines.high), (6.0, 14.0));
        assert_eq!(lines.series[0].points.first(), Some(&(day("2025-01-06"), 14.0)));
        let planned = [(day("2025-01-06"), 14.0), (day("2025-05-06"), 10.0), (day("2025-08-29"), 6.0)];
        assert_eq!(lines.series[2].points, planned);
        let (finish, value) = lines.series[1].points[1];
        assert_eq!((Some(finish), value), (of.finish, 6.0));
    }

    #[test]
    fn nothing_measured_is_no_chart() {
        let bare = Goal { start: Some(day("2025-01-06")), ..Goal::default() };
        assert_eq!(course(&bare, &[], &[], &Pace::default(), day("2025-02-01")), None);
    }

    proptest! {
        #[test]
        fn every_point_lies_within_the_chart(values in prop::collection::vec((0_u64..400, -50.0_f64..50.0), 0..30), due in 1_u64..500, at in 0_u64..500) {
            let start = day("2025-01-06");
            let on = |n: u64| start.checked_add_days(chrono::Days::new(n)).expect("a day");
            let goal = Goal { due: Some(on(due)), ..goal() };
            let check_ins: Vec<_> = values.iter().map(|(n, value)| CheckIn { date: Some(on(*n)), value: Some(*value), ..CheckIn::default() }).collect();
            let of = pace(&goal, &check_ins, &[], on(at));
            if let Some(lines) = course(&goal, &check_ins, &[], &of, on(at)) {
                prop_assert!(lines.from < lines.to && lines.low < lines.high);
                for (day, value) in lines.series.iter().flat_map(|series| &series.points) {
                    prop_assert!(lines.from <= *day && *day <= lines.to, "{day}");
                    prop_assert!(lines.low <= *value && *value <= lines.high, "{value}");
                }
            }
        }
    }
}
