//! The numbers behind every figure of a pace, so that each can be checked by hand. Says nothing that the figures do not.

use crate::domain::Day;
use crate::domain::kinds::check_in::CheckIn;
use crate::domain::kinds::goal::{Goal, Measure};
use crate::domain::kinds::milestone::Milestone;
use crate::domain::time::days_between;
use chrono::Duration;

use super::measure::standing;
use super::{AHEAD, BEHIND, JUST_STARTED, Pace, QUIET_CADENCES, RECENT, SLIPPING, cadence, pace, short_day};

/// A number without needless decimals.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.replace('-', "−")
}

/// Label and sentence for each figure that a goal has on a day, in the order in which they build on each other.
#[must_use]
pub fn explain(
    goal: &Goal,
    check_ins: &[CheckIn],
    milestones: &[Milestone],
    today: Day,
) -> Vec<(&'static str, String)> {
    let figures = pace(goal, check_ins, milestones, today);
    let mut lines = Vec::new();
    lines.extend(actual(goal, check_ins, milestones, &figures, today).map(|text| ("actual", text)));
    lines.extend(expected(goal, &figures, today).map(|text| ("expected", text)));
    if let (Some(actual), Some(expected), Some(gap)) = (figures.actual, figures.expected, figures.gap) {
        let word = figures.word.map(super::Word::text).unwrap_or_default();
        let (a, e) = (number(100.0 * actual), number(100.0 * expected));
        lines.push((
            "gap",
            format!(
                "{a} − {e} = {} points: {word}; from {} ahead, above {} on course, above {} slipping",
                number(gap),
                number(AHEAD),
                number(SLIPPING),
                number(BEHIND)
            ),
        ));
    }
    lines.extend(rates(goal, check_ins, milestones, &figures, today));
    if figures.check_ins > 0 {
        lines.push(("finish", finish(&figures, today)));
    }
    lines.extend(look(goal, &figures, today).map(|text| ("look", text)));
    lines
}

fn actual(goal: &Goal, check_ins: &[CheckIn], milestones: &[Milestone], figures: &Pace, today: Day) -> Option<String> {
    let standing = standing(goal, check_ins, milestones, today)?;
    let (from, to) = (number(standing.stick.from), number(standing.stick.to));
    let value = number(standing.value);
    let share = number(100.0 * figures.actual?);
    Some(match goal.measure {
        Some(Measure::Milestones) if !milestones.is_empty() => {
            let done = milestones.iter().filter(|step| step.done.is_some_and(|done| done <= today)).count();
            format!("{done} of {} steps done, by weight {share} %", milestones.len())
        }
        Some(Measure::Habit) => format!("{value} kept weeks of {to}: {share} %"),
        _ => format!("({value} − {from}) / ({to} − {from}) = {share} %, held between 0 and 100"),
    })
}

fn expected(goal: &Goal, figures: &Pace, today: Day) -> Option<String> {
    let (expected, start, due) = (figures.expected?, goal.start?, goal.due?);
    let share = number(100.0 * expected);
    if goal.checkpoints.iter().any(|point| point.date.is_some() && point.value.is_some()) {
        let day = |day: Day| short_day(day, today);
        let dated: Vec<Day> = goal.checkpoints.iter().filter_map(|point| point.date).collect();
        let before = dated.iter().copied().filter(|date| *date <= today).max().unwrap_or(start);
        let after = dated.iter().copied().filter(|date| *date > today).min().unwrap_or(due);
        return Some(format!("on the line from {} to {}, between checkpoints: {share} %", day(before), day(after)));
    }
    let (gone, all) = (days_between(start, today).max(0), days_between(start, due));
    Some(format!("{gone} of {all} days gone: {share} %"))
}

fn rates(
    goal: &Goal,
    check_ins: &[CheckIn],
    milestones: &[Milestone],
    figures: &Pace,
    today: Day,
) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    let unit = goal.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let Some(standing) = standing(goal, check_ins, milestones, today) else { return lines };
    if let (Some(needed), Some(due)) = (figures.needed_per_week, goal.due) {
        let weeks = crate::domain::figures::span(today, due) / 7.0;
        let (value, to) = (number(standing.value), number(standing.stick.to));
        lines.push(("needed", format!("({to} − {value}) / {} weeks = {}{unit} a week", number(weeks), number(needed))));
    }
    let tail = standing.points.get(standing.points.len().saturating_sub(RECENT)..).unwrap_or_default();
    if let (Some(recent), Some((first, from)), Some((last, to))) = (figures.recent_per_week, tail.first(), tail.last())
    {
        let days = (short_day(*first, today), short_day(*last, today));
        let text = format!(
            "{} on {} to {} on {}: {}{unit} a week",
            number(*from),
            days.0,
            number(*to),
            days.1,
            number(recent)
        );
        lines.push(("recent", text));
    }
    if figures.out_of_reach() {
        lines.push((
            "reach",
            "it takes more than twice the recent rate: a smaller target, a later date, more help, or letting go"
                .to_owned(),
        ));
    }
    lines
}

fn finish(figures: &Pace, today: Day) -> String {
    let count = figures.check_ins;
    let range = figures
        .range(today)
        .map(|range| format!("; from the outer quarters of the slopes {range}"))
        .unwrap_or_default();
    match figures.finish {
        Some(day) => {
            format!(
                "the middle of the slopes between all pairs of {count} check-ins gets there on {}{range}",
                short_day(day, today)
            )
        }
        None if figures.stalled => format!("the middle of the slopes between {count} check-ins does not rise"),
        None if figures.actual.is_some_and(|actual| actual >= 1.0) => "the target is reached".to_owned(),
        None => format!("{count} check-ins; it takes three over two weeks"),
    }
}

fn look(goal: &Goal, figures: &Pace, today: Day) -> Option<String> {
    let (last, every) = (figures.last_look?, cadence(goal));
    let quiet = last.checked_add_signed(Duration::days(QUIET_CADENCES * every))?;
    let early = goal.start.zip(goal.due).map(|(start, due)| (start, days_between(start, due)));
    let started = early.and_then(|(start, all)| {
        let first = (JUST_STARTED * crate::domain::figures::real(all)).ceil();
        #[expect(clippy::cast_possible_truncation, reason = "a part of a number of days")]
        let until = start.checked_add_signed(Duration::try_days(first as i64)?)?;
        (today < until).then(|| format!("; no verdict before {}", short_day(until, today)))
    });
    Some(format!(
        "last on {}, every {every} days; quiet after {}{}",
        short_day(last, today),
        short_day(quiet, today),
        started.unwrap_or_default()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        read_day(text).expect("a day")
    }

    fn replanning() -> Goal {
        Goal {
            measure: Some(Measure::Number),
            start: read_day("2025-01-06"),
            due: read_day("2025-08-29"),
            baseline: Some(14.0),
            target: Some(6.0),
            unit: Some("h".to_owned()),
            ..Goal::default()
        }
    }

    fn check_ins() -> Vec<CheckIn> {
        [("2025-01-06", 14.0), ("2025-01-27", 13.5), ("2025-02-17", 13.0), ("2025-03-10", 12.0), ("2025-03-31", 11.5)]
            .map(|(date, value)| CheckIn { date: read_day(date), value: Some(value), ..CheckIn::default() })
            .to_vec()
    }

    #[test]
    fn every_figure_of_the_golden_goal_explains_itself() {
        let said = explain(&replanning(), &check_ins(), &[], day("2025-03-31"));
        let text: Vec<String> = said.iter().map(|(label, text)| format!("{label}: {text}")).collect();
        insta::assert_snapshot!(text.join("\n"), @r"
        actual: (11.5 − 14) / (6 − 14) = 31.25 %, held between 0 and 100
        expected: 84 of 235 days gone: 35.74 %
        gap: 31.25 − 35.74 = −4.5 points: on course; from 10 ahead, above −10 on course, above −25 slipping
        needed: (6 − 11.5) / 21.57 weeks = −0.25 h a week
        recent: 13.5 on 27 Jan to 11.5 on 31 Mar: −0.22 h a week
        finish: the middle of the slopes between all pairs of 5 check-ins gets there on 26 Sep; from the outer quarters of the slopes 31 Aug to 8 Dec
        look: last on 31 Mar, every 14 days; quiet after 28 Apr
        ");
    }

    #[test]
    fn just_started_says_until_when() {
        let said = explain(&replanning(), &check_ins()[..1], &[], day("2025-01-20"));
        let look = said.iter().find(|(label, _)| *label == "look").expect("a look");
        assert!(look.1.ends_with("no verdict before 11 Feb"), "{}", look.1);
        assert!(explain(&Goal::default(), &[], &[], day("2025-01-20")).is_empty());
    }

    proptest! {
        #[test]
        fn it_explains_what_there_is_and_never_fails(
            values in prop::collection::vec((0..400_i64, -50.0..50.0_f64), 0..12),
            target in -40.0..40.0_f64,
            on in 0..500_i64,
        ) {
            let start = day("2024-02-01");
            let goal = Goal { target: Some(target), ..replanning() };
            let check_ins: Vec<CheckIn> = values.into_iter().map(|(at, value)| CheckIn {
                date: Some(start + Duration::days(at)), value: Some(value), ..CheckIn::default()
            }).collect();
            let today = start + Duration::days(on);
            let figures = pace(&goal, &check_ins, &[], today);
            let said = explain(&goal, &check_ins, &[], today);
            let has = |label| said.iter().any(|(known, _)| *known == label);
            prop_assert_eq!(has("gap"), figures.gap.is_some());
            prop_assert_eq!(has("needed"), figures.needed_per_week.is_some());
            prop_assert_eq!(has("recent"), figures.recent_per_week.is_some());
        }
    }
}
