//! The golden values of the domain, as `goal show --json` and `today --json` tell them of the demo journal.

use serde_json::{Value, json};

use crate::world::World;

/// The demo journal, on this day.
fn demo(now: &str) -> World {
    World::demo().at(now)
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

/// Who is fresh and who sleeps among the people, by what they were touched last; three have no rhythm, two no touch.
#[test]
fn freshness_of_everybody() {
    let world = demo("2025-09-30T09:00:00Z");
    let people = world.run(&["person", "list", "--json"]).ok().json();
    let mut words: Vec<(String, String)> = Vec::new();
    for person in people.as_array().expect("people") {
        let id = person["id"].as_str().expect("an id");
        let shown = world.run(&["person", "show", id, "--json"]).ok().json();
        words.push((
            shown["freshness"].as_str().unwrap_or("none").to_owned(),
            shown["title"].as_str().expect("a name").to_owned(),
        ));
    }
    let of = |word: &str| -> Vec<&str> {
        let mut names: Vec<&str> = words.iter().filter(|(w, _)| w == word).map(|(_, name)| name.as_str()).collect();
        names.sort_unstable();
        names
    };
    assert_eq!((of("fresh").len(), of("none").len(), words.len()), (20, 5, 28));
    assert_eq!(of("due"), ["Aurel Banks", "Kit Arden"]);
    assert_eq!(of("sleeping"), ["Joon Park"]);
}

/// The rhythm of the talks with Odile and Ruben, on the story's last day and seven weeks on.
#[test]
fn a_rhythm_thins_and_goes_quiet() {
    let world = World::demo();
    for (now, odile, ruben) in [("2025-09-30T09:00:00Z", "steady", "steady"), ("2025-11-20T09:00:00Z", "quiet", "thin")]
    {
        for (name, word) in [("Odile: flow", odile), ("Ruben: planning", ruben)] {
            let mut command = world.command(World::program().as_ref(), &["mentorship", "show", name, "--json"]);
            let output = command.env("MENTEE_NOW", now).output().expect("it runs");
            let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
            assert_eq!(json["rhythm"], word, "{name} on {now}");
        }
    }
}

/// The pulse over the year: the first four weeks, the low, the last four, and the words between.
#[test]
fn the_pulse_dips_and_lifts() {
    let world = World::demo();
    let pulse = |day: &str| {
        let mut command = world.command(World::program().as_ref(), &["progress", "--json"]);
        let output = command.env("MENTEE_NOW", format!("{day}T20:00:00Z")).output().expect("it runs");
        serde_json::from_slice::<Value>(&output.stdout).expect("JSON")["pulse"].clone()
    };
    for (day, word) in [
        ("2025-03-14", "steady"),
        ("2025-03-21", "dip"),
        ("2025-05-09", "dip"),
        ("2025-05-16", "steady"),
        ("2025-06-06", "lift"),
        ("2025-07-04", "lift"),
        ("2025-07-11", "steady"),
        ("2025-09-30", "steady"),
    ] {
        assert_eq!(pulse(day)["word"], word, "{day}");
    }
    near(&pulse("2025-09-30")["recent"], 83.3, 0.05);
    let week = |day: &str| {
        let listed = world.run(&["pulse", "list", "--date", day, "--json"]).ok().json();
        let mark = |name: &str| listed[0][name].as_f64().expect("a mark") - 1.0;
        (mark("energy") + mark("interest") + mark("effect")) / 12.0 * 100.0
    };
    assert!((week("2025-05-02") - 25.0).abs() < 0.05, "{}", week("2025-05-02"));
}

/// A habit stands where its kept weeks are: each tick 1 or 0.
#[test]
fn a_habit_counts_its_kept_weeks() {
    let world = demo("2025-09-30T09:00:00Z");
    let ticks = world.run(&["check-in", "list", "--goal", "evening", "--json"]).ok().json();
    let kept: f64 = ticks.as_array().expect("ticks").iter().filter_map(|tick| tick["value"].as_f64()).sum();
    assert_eq!((ticks.as_array().map(Vec::len), kept), (Some(10), 8.0));
    near(&goal("2025-09-30T09:00:00Z", "evening")["pace"]["actual"], 1.0, 1e-9);
}
