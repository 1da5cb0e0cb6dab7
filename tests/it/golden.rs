//! The golden values of the domain, as `goal show --json` and `today --json` tell them of the demo journal.

use serde_json::{Value, json};

use crate::world::World;

/// The demo journal, on this day.
fn demo(now: &str) -> World {
    let world = World::new().at("2025-09-30T09:00:00Z");
    let journal = world.journal();
    let _ = world.run(&["demo", "--into", &journal.display().to_string()]).ok();
    world.at(now)
}

fn goal(now: &str, words: &str) -> Value {
    demo(now).run(&["goal", "show", words, "--json"]).ok().json()
}

fn near(value: &Value, want: f64, within: f64) {
    let got = value.as_f64().unwrap_or_else(|| panic!("{value} is no number"));
    assert!((got - want).abs() <= within, "{got} is not {want}");
}

#[test]
fn a_falling_goal_on_three_days() {
    let first = goal("2025-03-31T09:00:00Z", "replanning");
    near(&first["pace"]["actual"], 0.3125, 1e-9);
    near(&first["pace"]["expected"], 0.357, 0.001);
    near(&first["pace"]["gap"], -4.5, 0.051);
    assert_eq!((&first["pace"]["word"], &first["pace"]["finish"]), (&json!("on course"), &json!("2025-09-26")));
    assert_eq!(
        (&first["pace"]["finish_early"], &first["pace"]["finish_late"]),
        (&json!("2025-08-31"), &json!("2025-12-08"))
    );
    assert_eq!(first["pace"]["check_ins"], 5);
    let plateau = goal("2025-05-12T09:00:00Z", "replanning");
    near(&plateau["pace"]["gap"], -9.9, 0.051);
    assert_eq!((&plateau["pace"]["word"], &plateau["pace"]["finish"]), (&json!("on course"), &json!("2025-12-08")));
    near(&plateau["pace"]["needed_per_week"], -0.29, 0.005);
    let after = goal("2025-06-23T09:00:00Z", "replanning");
    near(&after["pace"]["gap"], 3.5, 0.051);
    assert_eq!(after["pace"]["finish"], "2025-08-31");
}

#[test]
fn milestones_tell_where_a_goal_stands() {
    let lead = goal("2025-09-30T09:00:00Z", "lead analyst");
    near(&lead["pace"]["actual"], 0.6, 1e-9);
    near(&lead["pace"]["gap"], -22.7, 0.051);
    assert_eq!((&lead["pace"]["word"], &lead["pace"]["finish"]), (&json!("slipping"), &json!("2025-12-27")));
    assert_eq!(
        (&lead["pace"]["finish_early"], &lead["pace"]["finish_late"]),
        (&json!("2025-12-01"), &json!("2026-02-06"))
    );
}

/// The marks of a goal, S M A R T.
fn marks(fields: &[&str]) -> Vec<String> {
    let world = World::new().at("2025-01-06T09:00:00Z");
    let _ = world.run(&["path", "add", "Lead a planning team"]).ok();
    let args: Vec<&str> = ["goal", "add"].iter().chain(fields).copied().chain(["--json"]).collect();
    let made = world.run(&args).ok().json();
    let letters = ["specific", "measurable", "achievable", "relevant", "time_bound"];
    letters.iter().map(|letter| made["smart"][letter]["mark"].as_str().expect("a mark").to_owned()).collect()
}

#[test]
fn the_examples_of_the_smart_check() {
    let (pass, partly, missing) = ("pass", "partly", "missing");
    assert_eq!(marks(&["Improve my networking"]), [missing; 5]);
    let promotion = [
        "Get promoted to lead analyst by October",
        "--due=2025-10-31",
        "--confidence=5",
        "--why=I want the next level and more pay",
    ];
    assert_eq!(marks(&promotion), [partly, missing, partly, partly, partly]);
    let python = ["Work on Python 3 skills", "--due=2025-06-30", "--confidence=6", "--why=useful"];
    assert_eq!(marks(&python), [partly, missing, partly, missing, partly]);
    let notes = [
        "Write 12 one-page case notes from mentor stories",
        "--measure=count",
        "--baseline=0",
        "--target=12",
        "--unit=notes",
        "--confidence=9",
        "--first-step=Pick the first story",
        "--first-step-by=2025-01-09",
        "--why=Stories leave me with more than advice ever does",
        "--path=planning team",
        "--due=2025-12-31",
    ];
    assert_eq!(marks(&notes), [pass, partly, partly, pass, partly]);
    let replanning = [
        "Cut weekly replanning for northern depots from 14 h to 6 h",
        "--measure=number",
        "--baseline=14",
        "--target=6",
        "--unit=h/week",
        "--source=timesheet code",
        "--confidence=7",
        "--first-step=Ask payroll",
        "--first-step-by=2025-01-15",
        "--if-then=If the number rises twice, then I bring it to Odile",
        "--why=Eight hours a week back for the work I want to do",
        "--path=planning team",
        "--due=2025-08-29",
        "--checkpoints=2025-03-06=12,2025-05-06=10,2025-07-06=8",
    ];
    assert_eq!(marks(&replanning), [pass; 5]);
}

#[test]
fn today_counts_what_the_story_tells() {
    let today = demo("2025-09-30T09:00:00Z").run(&["today", "--json"]).ok().json();
    assert_eq!(today["promises"]["mine"], json!({"kept": 11, "due": 13}));
    let first = &today["needs_you"][0];
    assert_eq!((&first["title"], &first["days"]), (&json!("Write both paths as two Tuesdays"), &json!(4)));
    assert!(today["needs_you"].as_array().is_some_and(|needs| needs.iter().any(|need| need["days"] == 34)));
    assert_eq!(today["next_meeting"]["at"], "2025-10-07T14:00:00Z");
    assert_eq!(today["pulse"]["word"], "steady");
}
