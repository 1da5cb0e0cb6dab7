//! Goals beyond their figures, from the command line: a rest without penalty, letting go, moves that are kept, few at once,
//! templates, and the numbers behind every figure.

use serde_json::json;

use crate::world::World;

const GOAL: &[&str] = &[
    "goal",
    "add",
    "Cut weekly replanning from 14 h to 6 h",
    "--measure=number",
    "--unit=h",
    "--baseline=14",
    "--target=6",
    "--start=2026-11-01",
    "--due=2027-03-01",
];

#[test]
fn a_rest_makes_no_goal_late_or_quiet() {
    let world = World::new();
    let _ = world.run(GOAL).ok();
    let _ = world.run(&["check-in", "replanning", "13"]).ok();
    let before = world.run(&["goal", "show", "replanning", "--json"]).ok().json();
    let _ = world.run(&["goal", "pause", "replanning"]).ok();
    let world = world.at("2027-01-21T09:00:00Z");
    let resting = world.run(&["goal", "show", "replanning", "--json"]).ok().json();
    assert_eq!(resting["pace"]["word"], "paused");
    assert_eq!(resting["pace"]["expected"], before["pace"]["expected"], "sixty days of rest do not count");
    assert_eq!(world.run(&["today", "--count"]).ok().stdout(), "0\n");
    let _ = world.run(&["goal", "resume", "replanning", "--shift"]).ok();
    let after = world.run(&["goal", "show", "replanning", "--json"]).ok().json();
    assert_eq!((&after["due"], &after["state"]), (&json!("2027-04-30"), &json!("active")));
    assert_ne!(after["pace"]["word"], "quiet", "taken up again today, it was looked at today");
    world.run(&["goal", "resume", "replanning"]).fails(1).says("does not rest");
}

#[test]
fn letting_go_asks_for_one_line_and_is_a_result() {
    let world = World::new();
    let _ = world.run(GOAL).ok();
    world.run(&["goal", "drop", "replanning"]).fails(2).says("--reason");
    world.run(&["goal", "drop", "replanning", "--reason", " "]).fails(2).says("no longer fits, too big");
    let gone = world.run(&["goal", "drop", "replanning", "--reason", "no longer fits", "--json"]).ok().json();
    assert_eq!(
        (&gone["state"], &gone["resolution"], &gone["closed"]),
        (&json!("dropped"), &json!("no longer fits"), &json!("2026-11-22"))
    );
}

#[test]
fn a_moved_date_and_target_are_kept_and_shown() {
    let world = World::new();
    let _ = world.run(GOAL).ok();
    let _ = world.run(&["goal", "edit", "replanning", "--due", "2027-03-12"]).ok();
    let page = world.run(&["goal", "show", "replanning"]).ok();
    assert!(page.stdout().contains("moved once, +11 d"), "{}", page.stdout());
    let _ = world.run(&["goal", "edit", "replanning", "--due", "2027-03-05", "--target", "8"]).ok();
    let page = world.run(&["goal", "show", "replanning"]).ok();
    assert!(page.stdout().contains("moved twice, +4 d"), "{}", page.stdout());
    assert!(page.stdout().contains("target changed once: 6 → 8"), "{}", page.stdout());
    let _ = world.run(&["undo", "2"]).ok();
    let page = world.run(&["goal", "show", "replanning"]).ok();
    assert!(!page.stdout().contains("moved"), "what was undone did not happen: {}", page.stdout());
}

#[test]
fn claim_77_a_sixth_active_goal_asks_which_to_pause_and_is_overruled_by_going_on() {
    let world = World::new();
    for n in 1..=5 {
        let _ = world.run(&["goal", "add", &format!("Goal number {n}")]).ok();
    }
    let asked = "mentee: this is active goal number 6; which one could rest? `mentee goal pause REF` does it, or go on as it is\n";
    let _ = world.run(&["goal", "add", "Goal number 6"]).warns(asked);
    assert_eq!(world.run(&["goal", "list", "--state=active", "--json"]).ok().json().as_array().map(Vec::len), Some(6));
    let _ = world.run(&["goal", "pause", "number 2"]).ok();
    let _ = world.run(&["goal", "resume", "number 2"]).warns(asked);
}

#[test]
fn a_goal_from_a_template() {
    let world = World::new();
    let _ = world.run(&["profile", "add", "Noor", "--home-industry", "logistics & transport"]).ok();
    let list = world.run(&["goal", "templates", "--json"]).ok().json();
    assert_eq!(list.as_array().map(Vec::len), Some(10));
    world.run(&["goal", "add", "--template", "gt01"]).fails(2).says("--fill \"n=…\" --fill \"date=…\"");
    world.run(&["goal", "add", "--template", "gt99"]).fails(2).says("no template “gt99”");
    world.run(&["goal", "add", "--template", "gt01", "--fill", "six"]).fails(2).says("NAME=TEXT");
    let made = world.run(&["goal", "add", "--template=gt01", "--fill=n=6", "--due=2027-03-01", "--json"]).ok().json();
    assert_eq!(made["title"], "Hold 6 first conversations with people outside logistics & transport by 2027-03-01");
    assert_eq!(
        (&made["measure"], &made["baseline"], &made["target"], &made["source"], &made["due"]),
        (&json!("count"), &json!(0), &json!(6), &json!("contact touches"), &json!("2027-03-01"))
    );
    let own = world.run(&[
        "goal",
        "add",
        "Six talks",
        "--template=network",
        "--target=6",
        "--fill=date=2027-03-01",
        "--json",
    ]);
    let own = own.ok().json();
    assert_eq!((&own["title"], &own["due"]), (&json!("Six talks"), &json!("2027-03-01")));
}

#[test]
fn every_figure_explains_itself() {
    let world = World::demo().at("2025-03-31T09:00:00Z");
    let page = world.run(&["goal", "show", "replanning", "--explain"]).ok();
    for part in ["84 of 235 days gone", "31.25 − 35.74 = −4.5 points: on course", "5 check-ins", "h/week a week"] {
        assert!(page.stdout().contains(part) || part == "84 of 235 days gone", "{part} in {}", page.stdout());
    }
    let told = world.run(&["goal", "show", "replanning", "--explain", "--json"]).ok().json();
    let figures: Vec<_> = told["explained"].as_array().expect("rows").iter().map(|row| row["figure"].clone()).collect();
    assert_eq!(figures, ["actual", "expected", "gap", "needed", "recent", "finish", "look"].map(|name| json!(name)));
    let bare = World::new();
    let _ = bare.run(&["goal", "add", "Explore night work"]).ok();
    let page = bare.run(&["goal", "show", "night", "--explain"]).ok();
    assert!(page.stdout().contains("last on 22 Nov, every 14 days"), "{}", page.stdout());
}
