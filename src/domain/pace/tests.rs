//! Golden values of the demo journal's goals, and the laws a pace keeps.

use proptest::prelude::*;

use super::*;
use crate::domain::kinds::check_in::CheckInSource;
use crate::domain::kinds::goal::Checkpoint;
use crate::domain::time::read_day;

fn day(text: &str) -> Day {
    read_day(text).expect("a day")
}

fn check_in(date: &str, value: f64) -> CheckIn {
    CheckIn { date: Some(day(date)), value: Some(value), ..CheckIn::default() }
}

fn close(got: Option<f64>, want: f64, within: f64) {
    let got = got.expect("a figure");
    assert!((got - want).abs() <= within, "{got} is not {want}");
}

fn checkpoint(date: &str, value: f64) -> Checkpoint {
    Checkpoint { date: Some(day(date)), value: Some(value) }
}

/// "Cut weekly replanning for northern depots from 14 h to 6 h", as in the demo journal.
fn replanning() -> (Goal, Vec<CheckIn>) {
    let goal = Goal {
        start: Some(day("2025-01-06")),
        due: Some(day("2025-08-29")),
        measure: Some(Measure::Number),
        baseline: Some(14.0),
        target: Some(6.0),
        cadence_days: Some(21),
        checkpoints: vec![checkpoint("2025-04-10", 10.8), checkpoint("2025-05-27", 9.2), checkpoint("2025-07-13", 7.6)],
        closed: Some(day("2025-08-22")),
        state: Some(GoalState::Achieved),
        state_since: Some(day("2025-08-22")),
        ..Goal::default()
    };
    let rows = [
        ("2025-01-06", 14.0),
        ("2025-01-27", 13.5),
        ("2025-02-17", 13.0),
        ("2025-03-10", 12.0),
        ("2025-03-31", 11.5),
        ("2025-04-21", 11.5),
        ("2025-05-12", 10.5),
        ("2025-06-02", 9.0),
        ("2025-06-23", 8.0),
        ("2025-07-14", 7.0),
        ("2025-08-04", 6.5),
        ("2025-08-22", 5.5),
    ];
    (goal, rows.iter().map(|(date, value)| check_in(date, *value)).collect())
}

/// "Finish 5 steps towards a lead analyst application", as in the demo journal.
fn application() -> (Goal, Vec<CheckIn>, Vec<Milestone>) {
    let goal = Goal {
        start: Some(day("2025-05-05")),
        due: Some(day("2025-10-31")),
        measure: Some(Measure::Milestones),
        baseline: Some(0.0),
        target: Some(5.0),
        cadence_days: Some(28),
        state: Some(GoalState::Active),
        state_since: Some(day("2025-05-05")),
        ..Goal::default()
    };
    let rows =
        [("2025-05-05", 0.0), ("2025-06-16", 1.0), ("2025-07-28", 2.0), ("2025-09-01", 2.0), ("2025-09-22", 3.0)];
    let mut check_ins: Vec<_> = rows.iter().map(|(date, value)| check_in(date, *value)).collect();
    check_ins.push(CheckIn {
        date: Some(day("2025-09-14")),
        rating: Some(3),
        source: Some(CheckInSource::Mentor),
        ..CheckIn::default()
    });
    let done = [Some("2025-06-16"), Some("2025-07-28"), Some("2025-09-22"), None, None];
    let milestones = done.map(|done| Milestone { done: done.map(day), weight: Some(1.0), ..Milestone::default() });
    (goal, check_ins, milestones.to_vec())
}

#[test]
fn replanning_at_the_end_of_march() {
    let (goal, check_ins) = replanning();
    let today = day("2025-03-31");
    let pace = pace(&goal, &check_ins, &[], today);
    close(pace.actual, 0.3125, 1e-12);
    close(pace.expected, 84.0 / 235.0, 1e-9);
    close(pace.gap, -4.5, 1e-9);
    assert_eq!(pace.word, Some(Word::OnCourse));
    assert_eq!(
        [pace.finish, pace.finish_early, pace.finish_late],
        ["2025-09-26", "2025-08-31", "2025-12-08"].map(|text| Some(day(text)))
    );
    assert_eq!(pace.check_ins, 5);
    close(pace.value, 11.5, 0.0);
    close(pace.recent_per_week, -2.0 / 9.0, 1e-12);
    assert_eq!(pace.sentence(today), "on course; if it goes on like the last 5 check-ins: 26 Sep");
    assert_eq!(pace.range(today).as_deref(), Some("31 Aug to 8 Dec"));
}

#[test]
fn replanning_on_the_plateau_and_after() {
    let (goal, check_ins) = replanning();
    let plateau = pace(&goal, &check_ins, &[], day("2025-05-12"));
    close(plateau.actual, 0.4375, 1e-12);
    close(plateau.expected, 126.0 / 235.0, 1e-9);
    close(plateau.gap, -9.9, 1e-9);
    close(plateau.needed_per_week, -4.5 / (109.0 / 7.0), 1e-12);
    assert_eq!((plateau.word, plateau.finish), (Some(Word::OnCourse), Some(day("2025-12-08"))));

    let after = pace(&goal, &check_ins, &[], day("2025-06-23"));
    close(after.gap, 3.5, 1e-9);
    assert_eq!((after.word, after.finish), (Some(Word::OnCourse), Some(day("2025-08-31"))));
}

#[test]
fn an_end_stands_as_it_stood() {
    let (goal, check_ins) = replanning();
    let at_the_end = pace(&goal, &check_ins, &[], day("2025-08-22"));
    assert_eq!(at_the_end.word.map(Word::text), Some("achieved"));
    close(at_the_end.actual, 1.0, 0.0);
    assert_eq!((at_the_end.finish, at_the_end.needed_per_week), (None, None));
    assert_eq!(pace(&goal, &check_ins, &[], day("2026-08-22")), at_the_end);
    assert_eq!(at_the_end.sentence(day("2026-08-22")), "achieved");
}

#[test]
fn the_application_slips() {
    let (goal, check_ins, milestones) = application();
    let pace = pace(&goal, &check_ins, &milestones, day("2025-09-30"));
    close(pace.actual, 0.6, 1e-12);
    close(pace.expected, 148.0 / 179.0, 1e-9);
    close(pace.gap, -22.7, 1e-9);
    assert_eq!(pace.word, Some(Word::Slipping));
    assert_eq!(
        [pace.finish, pace.finish_early, pace.finish_late],
        ["2025-12-27", "2025-12-01", "2026-02-06"].map(|text| Some(day(text)))
    );
    assert_eq!(pace.check_ins, 5);
    close(pace.needed_per_week, 2.0 / (31.0 / 7.0), 1e-9);
    close(pace.recent_per_week, 2.0 / 14.0, 1e-9);
    assert!(pace.out_of_reach());
    assert_eq!(pace.range(day("2025-09-30")).as_deref(), Some("1 Dec to 6 Feb 2026"));
}

#[test]
fn without_check_ins_the_days_of_milestones_make_the_line() {
    let (goal, _, mut milestones) = application();
    let today = day("2025-09-30");
    let bare = pace(&goal, &[], &milestones, today);
    assert_eq!((bare.check_ins, bare.finish), (3, Some(day("2025-12-29"))));
    close(bare.actual, 0.6, 1e-12);

    let (_, few, _) = application();
    let two = pace(&goal, &few[..2], &milestones, today);
    assert_eq!((two.check_ins, two.finish), (3, bare.finish), "two check-ins make no line, three milestones do");
    assert_eq!(pace(&goal, &few[..2], &milestones, day("2025-06-23")).check_ins, 2);

    milestones[0].weight = Some(6.0);
    let weighted = pace(&goal, &[], &milestones, today);
    close(weighted.actual, 0.8, 1e-12);
    close(weighted.value, 4.0, 1e-12);

    milestones[1].done = milestones[0].done;
    assert_eq!(pace(&goal, &[], &milestones, today).check_ins, 2, "two on a day are one step");
}

#[test]
fn a_habit_sums_its_ticks() {
    let goal = Goal {
        start: Some(day("2025-05-12")),
        due: Some(day("2025-07-20")),
        measure: Some(Measure::Habit),
        baseline: Some(0.0),
        target: Some(8.0),
        cadence_days: Some(7),
        ..Goal::default()
    };
    let ticks = [1.0, 0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0];
    let dated = ticks.iter().enumerate().map(|(week, tick)| {
        let date = day("2025-05-18") + Duration::weeks(i64::try_from(week).expect("a week"));
        CheckIn { date: Some(date), value: Some(*tick), ..CheckIn::default() }
    });
    let check_ins: Vec<_> = dated.collect();
    let half = pace(&goal, &check_ins, &[], day("2025-06-15"));
    close(half.value, 4.0, 0.0);
    close(half.actual, 0.5, 1e-12);
    let all = pace(&goal, &check_ins, &[], day("2025-07-20"));
    close(all.value, 8.0, 0.0);
    close(all.actual, 1.0, 0.0);
    close(all.needed_per_week, 0.0, 0.0);
    assert_eq!(all.sentence(day("2025-07-20")), "on course; the target is reached");
}

#[test]
fn every_measure_has_its_fraction() {
    let start = "2025-01-01";
    let cases = [
        // measure, baseline, target, values, actual
        (Some(Measure::Number), Some(14.0), Some(6.0), vec![11.5], Some(0.3125)),
        (Some(Measure::Number), Some(14.0), Some(6.0), vec![15.0], Some(0.0)),
        (Some(Measure::Number), Some(14.0), Some(6.0), vec![5.5], Some(1.0)),
        (Some(Measure::Number), Some(14.0), Some(6.0), vec![], Some(0.0)),
        (Some(Measure::Number), Some(6.0), Some(6.0), vec![6.0], None),
        (Some(Measure::Number), None, Some(6.0), vec![14.0, 10.0], Some(0.5)),
        (Some(Measure::Number), None, Some(6.0), vec![], None),
        (Some(Measure::Number), Some(14.0), None, vec![11.5], None),
        (None, Some(0.0), Some(4.0), vec![1.0], Some(0.25)),
        (None, None, None, vec![1.0], None),
        (Some(Measure::Count), None, Some(8.0), vec![2.0], Some(0.25)),
        (Some(Measure::Percent), None, None, vec![35.0], Some(0.35)),
        (Some(Measure::Percent), Some(20.0), Some(60.0), vec![30.0], Some(0.25)),
        (Some(Measure::Scale), None, None, vec![-2.0], Some(0.0)),
        (Some(Measure::Scale), None, None, vec![-1.0], Some(0.5)),
        (Some(Measure::Scale), None, None, vec![0.0], Some(1.0)),
        (Some(Measure::Scale), None, None, vec![2.0], Some(1.0)),
        (Some(Measure::Milestones), None, None, vec![], None),
        (Some(Measure::Number), Some(-1e308), Some(1e308), vec![1e308], Some(0.0)),
        (Some(Measure::Number), Some(0.0), Some(f64::INFINITY), vec![1.0], None),
    ];
    for (measure, baseline, target, values, actual) in cases {
        let goal = Goal { measure, baseline, target, start: Some(day(start)), ..Goal::default() };
        let dated = values.iter().enumerate().map(|(at, value)| CheckIn {
            date: Some(day(start) + Duration::days(i64::try_from(at).expect("a day"))),
            value: Some(*value),
            ..CheckIn::default()
        });
        let check_ins: Vec<_> = dated.collect();
        let got = pace(&goal, &check_ins, &[], day("2025-01-05"));
        match (got.actual, actual) {
            (Some(got), Some(want)) => assert!((got - want).abs() < 1e-12, "{measure:?} {values:?}: {got}"),
            (got, want) => assert_eq!(got, want, "{measure:?} {values:?}"),
        }
        assert_eq!(got.beyond, measure == Some(Measure::Scale) && values == [2.0]);
    }
}

#[test]
fn words_come_in_their_order() {
    let goal = Goal {
        start: Some(day("2025-01-01")),
        due: Some(day("2025-04-11")),
        measure: Some(Measure::Percent),
        cadence_days: Some(10),
        ..Goal::default()
    };
    let word = |goal: &Goal, at: &str, value: f64, today: &str| {
        pace(goal, &[check_in(at, value)], &[], day(today)).word.map(Word::text)
    };
    for (at, value, today, want) in [
        ("2025-01-01", 0.0, "2024-12-01", "just started"),
        ("2025-01-15", 99.0, "2025-01-15", "just started"),
        ("2025-01-16", 25.0, "2025-01-16", "ahead"),
        ("2025-01-16", 24.9, "2025-01-16", "on course"),
        ("2025-02-10", 30.1, "2025-02-10", "on course"),
        ("2025-02-10", 30.0, "2025-02-10", "slipping"),
        ("2025-02-10", 15.1, "2025-02-10", "slipping"),
        ("2025-02-10", 15.0, "2025-02-10", "behind"),
        ("2025-02-10", 15.0, "2025-03-02", "behind"),
        ("2025-02-10", 15.0, "2025-03-03", "quiet"),
        ("2025-02-10", 100.0, "2025-03-03", "quiet"),
        ("2025-04-10", 90.1, "2025-04-11", "on course"),
        ("2025-04-10", 90.0, "2025-04-12", "past date"),
        ("2025-04-10", 100.0, "2025-04-12", "on course"),
        ("2025-04-10", 90.0, "2025-05-12", "quiet"),
    ] {
        assert_eq!(word(&goal, at, value, today), Some(want), "{value} on {today}");
    }
    let paused = Goal { state: Some(GoalState::Paused), state_since: Some(day("2025-02-10")), ..goal.clone() };
    assert_eq!(word(&paused, "2025-02-10", 15.0, "2025-12-01"), Some("paused"));
    assert_eq!(word(&paused, "2025-02-09", 14.0, "2025-02-09"), Some("behind"), "it was not paused yet");
    close(pace(&paused, &[check_in("2025-02-10", 15.0)], &[], day("2025-12-01")).gap, -25.0, 1e-9);
}

#[test]
fn without_a_measure_only_the_days_speak() {
    let goal = Goal { start: Some(day("2025-01-01")), due: Some(day("2025-12-31")), ..Goal::default() };
    let note = CheckIn { date: Some(day("2025-06-01")), confidence: Some(6), ..CheckIn::default() };
    let looked = pace(&goal, std::slice::from_ref(&note), &[], day("2025-06-10"));
    assert_eq!((looked.actual, looked.gap, looked.word), (None, None, None));
    close(looked.expected, 160.0 / 364.0, 1e-12);
    assert_eq!(looked.sentence(day("2025-06-10")), "");
    assert_eq!(pace(&goal, &[note], &[], day("2025-06-30")).word, Some(Word::Quiet));
    let empty = Goal::default();
    assert_eq!(pace(&empty, &[], &[], day("2025-06-10")), Pace::default());
}

#[test]
fn the_next_check_in_is_a_cadence_on() {
    let (goal, check_ins, milestones) = application();
    let today = day("2025-09-30");
    assert_eq!(next_check_in(&goal, &check_ins, &milestones, today), Some(day("2025-10-20")));
    assert_eq!(next_check_in(&goal, &[], &[], today), Some(day("2025-06-02")));
    assert_eq!(next_check_in(&replanning().0, &check_ins, &[], today), None, "it is over");
}

#[test]
fn a_forecast_asks_for_three_check_ins_over_two_weeks() {
    let (mut goal, _) = replanning();
    (goal.state, goal.due, goal.checkpoints) = (None, Some(day("2025-12-29")), Vec::new());
    let at = |rows: &[(&str, f64)]| {
        let check_ins: Vec<_> = rows.iter().map(|(date, value)| check_in(date, *value)).collect();
        let last = check_ins.last().and_then(|check_in| check_in.date).expect("a day");
        pace(&goal, &check_ins, &[], last)
    };
    assert_eq!(at(&[("2025-01-06", 14.0), ("2025-02-06", 12.0)]).finish, None);
    assert_eq!(at(&[("2025-01-06", 14.0), ("2025-01-10", 13.0), ("2025-01-19", 12.0)]).finish, None);
    assert!(at(&[("2025-01-06", 14.0), ("2025-01-10", 13.0), ("2025-01-20", 12.0)]).finish.is_some());

    let flat = at(&[("2025-01-06", 14.0), ("2025-02-06", 14.0), ("2025-03-20", 14.0)]);
    assert_eq!((flat.finish, flat.stalled), (None, true));
    assert_eq!(flat.sentence(day("2025-03-20")), "slipping; no finish in sight at this pace");
    let plateau = ["2025-02-06", "2025-03-06", "2025-03-20", "2025-04-01"].map(|date| (date, 12.0));
    let open = at(&[&[("2025-01-06", 14.0)], plateau.as_slice(), &[("2025-04-08", 11.0)]].concat());
    assert!(open.finish.is_some());
    assert_eq!(open.finish_late, None);
    assert!(open.range(day("2025-04-08")).is_some_and(|range| range.ends_with("late end open")));
}

#[test]
fn ten_thousand_check_ins_are_soon_read() {
    let goal = Goal {
        start: Some(day("2000-01-01")),
        due: Some(day("2040-01-01")),
        measure: Some(Measure::Percent),
        ..Goal::default()
    };
    let check_ins: Vec<_> = (0..10_000_i32)
        .map(|n| CheckIn {
            date: Some(day("2000-01-01") + Duration::days(i64::from(n))),
            value: Some(f64::from(n) / 200.0),
            ..CheckIn::default()
        })
        .collect();
    let got = pace(&goal, &check_ins, &[], day("2027-05-18"));
    assert_eq!(got.check_ins, MAX_POINTS);
    assert!(got.finish.is_some());
}

#[test]
fn the_ends_of_the_calendar_do_no_harm() {
    let ends = [Day::MIN, Day::MAX, day("2024-02-29")];
    let check_ins = ends.map(|date| CheckIn { date: Some(date), value: Some(1.0), ..CheckIn::default() });
    for start in ends {
        for due in ends {
            for today in ends {
                let goal = Goal {
                    start: Some(start),
                    due: Some(due),
                    measure: Some(Measure::Habit),
                    cadence_days: Some(i64::MAX),
                    ..Goal::default()
                };
                let got = pace(&goal, &check_ins, &[], today);
                assert!(got.actual.is_none_or(|actual| (0.0..=1.0).contains(&actual)));
                let _ = (got.sentence(today), next_check_in(&goal, &check_ins, &[], today));
            }
        }
    }
}

#[test]
fn json_has_the_names_others_rely_on() {
    let (goal, check_ins) = replanning();
    let json = serde_json::to_value(pace(&goal, &check_ins, &[], day("2025-03-31"))).expect("json");
    let keys: Vec<_> = json.as_object().expect("an object").keys().map(String::as_str).collect();
    let mut want = [
        "actual",
        "expected",
        "gap",
        "word",
        "needed_per_week",
        "recent_per_week",
        "finish",
        "finish_early",
        "finish_late",
        "check_ins",
    ];
    want.sort_unstable();
    let mut keys = keys;
    keys.sort_unstable();
    assert_eq!(keys, want);
    assert_eq!(json["word"], "on course");
    assert_eq!(json["finish"], "2025-09-26");
    for (goal, milestones) in [(replanning().0, Vec::new()), (application().0, application().2)] {
        let start = goal.start.expect("a start");
        let json = serde_json::to_string(&pace(&goal, &[], &milestones, start)).expect("json");
        assert!(!json.contains("-0.0"), "no minus nought: {json}");
    }
    let empty = serde_json::to_value(Pace::default()).expect("json");
    assert!(empty["gap"].is_null() && empty["word"].is_null() && empty["finish_late"].is_null());
}

/// Check-ins on different days from 2023-12-01 on, over leap day 2024 and after.
fn rows() -> impl Strategy<Value = Vec<CheckIn>> {
    prop::collection::btree_map(0..1500_i64, -5.0..120.0_f64, 0..25).prop_map(|rows| {
        rows.into_iter()
            .map(|(at, value)| CheckIn {
                date: Some(day("2023-12-01") + Duration::days(at)),
                value: Some(value),
                ..CheckIn::default()
            })
            .collect()
    })
}

fn goals() -> impl Strategy<Value = Goal> {
    let measures = prop::sample::select(vec![
        None,
        Some(Measure::Number),
        Some(Measure::Count),
        Some(Measure::Percent),
        Some(Measure::Milestones),
        Some(Measure::Scale),
        Some(Measure::Habit),
    ]);
    let value = || prop::option::of(-10.0..110.0_f64);
    let date = || prop::option::of((0..1500_i64).prop_map(|at| day("2023-12-01") + Duration::days(at)));
    (measures, value(), value(), date(), date(), value(), date()).prop_map(
        |(measure, baseline, target, start, due, value, date)| Goal {
            measure,
            baseline,
            target,
            start,
            due,
            checkpoints: vec![Checkpoint { date, value }],
            ..Goal::default()
        },
    )
}

proptest! {
    #[test]
    fn figures_stay_within_their_bounds(goal in goals(), rows in rows(), at in 0..1500_i64) {
        let pace = pace(&goal, &rows, &[], day("2023-12-01") + Duration::days(at));
        for fraction in [pace.actual, pace.expected].into_iter().flatten() {
            prop_assert!((0.0..=1.0).contains(&fraction));
        }
        prop_assert!(pace.gap.is_none_or(|gap| (-100.0..=100.0).contains(&gap)));
        prop_assert_eq!(pace.gap.is_some(), pace.actual.is_some() && pace.expected.is_some());
        prop_assert!(pace.check_ins <= rows.len());
        if let (Some(early), Some(finish)) = (pace.finish_early, pace.finish) {
            prop_assert!(pace.finish_late.is_none_or(|late| late >= early || late >= finish));
        }
        prop_assert!(pace.finish.is_none() || pace.check_ins >= MIN_POINTS);
        let _ = pace.sentence(day("2024-02-29"));
    }

    #[test]
    fn the_order_of_check_ins_is_nothing(goal in goals(), rows in rows(), at in 0..1500_i64) {
        let today = day("2023-12-01") + Duration::days(at);
        let mut turned = rows.clone();
        turned.reverse();
        prop_assert_eq!(pace(&goal, &rows, &[], today), pace(&goal, &turned, &[], today));
    }

    #[test]
    fn what_comes_later_is_not_known_yet(goal in goals(), rows in rows(), at in 0..1500_i64) {
        let today = day("2023-12-01") + Duration::days(at);
        let known: Vec<_> = rows.iter().filter(|row| row.date <= Some(today)).cloned().collect();
        prop_assert_eq!(pace(&goal, &rows, &[], today), pace(&goal, &known, &[], today));
    }

    #[test]
    fn nothing_shifts_with_the_calendar(rows in rows(), by in 0..4000_i64) {
        // Moved as a whole, over leap days or not, a goal keeps its pace: only the days between count.
        let goal = Goal {
            start: Some(day("2023-12-01")), due: Some(day("2027-12-01")), measure: Some(Measure::Percent), ..Goal::default()
        };
        let move_on = |day: Option<Day>| day.map(|day| day + Duration::days(by));
        let moved_goal = Goal { start: move_on(goal.start), due: move_on(goal.due), ..goal.clone() };
        let moved: Vec<_> = rows.iter().map(|row| CheckIn { date: move_on(row.date), ..row.clone() }).collect();
        let today = day("2026-02-28");
        let here = pace(&goal, &rows, &[], today);
        let there = pace(&moved_goal, &moved, &[], today + Duration::days(by));
        prop_assert_eq!(move_on(here.finish), there.finish);
        prop_assert_eq!(here.gap, there.gap);
        prop_assert_eq!(here.word, there.word);
    }

    #[test]
    fn more_done_is_never_less(rows in rows(), more in 0.0..50.0_f64) {
        let goal = Goal {
            start: Some(day("2023-12-01")), due: Some(day("2027-12-01")), measure: Some(Measure::Percent), ..Goal::default()
        };
        let mut better = rows.clone();
        if let Some(last) = better.last_mut() {
            last.value = last.value.map(|value| value + more);
        }
        let today = day("2028-02-29");
        prop_assert!(pace(&goal, &better, &[], today).actual >= pace(&goal, &rows, &[], today).actual);
    }

    #[test]
    fn the_plan_only_rises_with_its_posts(a in 0..900_i64, b in 0..900_i64) {
        let (goal, _) = replanning();
        let on = |at: i64| pace(&goal, &[], &[], day("2024-12-01") + Duration::days(at.min(263))).expected;
        prop_assert!(on(a.min(b)) <= on(a.max(b)));
    }
}
