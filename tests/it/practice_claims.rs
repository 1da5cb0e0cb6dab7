//! Claims about goals, meetings, advice, obstacles and mentorships, each as the check that a person would run; those that are
//! checked where their rule or screen is tested are not told twice.

use serde_json::{Value, json};

use crate::frames::frame;
use crate::pictures;
use crate::world::World;

/// A journal with one mentor.
fn begun() -> World {
    let world = World::new();
    for args in [
        &["profile", "add", "Noor Haldane", "--home-industry", "logistics & transport"][..],
        &[
            "person",
            "add",
            "Odile Varga",
            "--industry",
            "healthcare",
            "--matters-to-them",
            "her garden after late shifts",
        ],
        &["mentorship", "add", "Flow", "--person", "odile", "--state", "active"],
        &["meeting", "add", "Next", "--people=odile", "--at=tomorrow 14:00"],
    ] {
        let _ = world.run(args).ok();
    }
    world
}

#[test]
fn claim_33_respect_is_rated_by_both_and_stands_in_the_gap_view() {
    let page = World::demo().run(&["evaluation", "show", "half-year"]).ok();
    let line = page.stdout().lines().find(|line| line.contains("treated with respect")).expect("the line").to_owned();
    assert!(line.contains("you 3, they 3"), "{line}");
}

#[test]
fn claim_34_an_active_mentorship_asks_for_both_aims() {
    let world = begun();
    let asks = |words: &str| world.run(&["today", "--unfinished"]).ok().stdout().contains(words);
    assert!(asks("What do you hope to get?"));
    let _ = world.run(&["mentorship", "edit", "flow", "--aim-mentee", "See flow problems with other eyes"]).ok();
    assert!(asks("What do they hope to get?"));
    let agenda = world.run(&["meeting", "prepare", "next", "--dry-run"]).ok();
    assert!(agenda.stdout().contains("What would you like to get out of this yourself?"), "{}", agenda.stdout());
    let _ = world.run(&["mentorship", "edit", "flow", "--aim-mentor", "Test our bed logic"]).ok();
    assert!(!asks("hope to get"));
}

#[test]
fn claim_43_what_feels_off_never_leaves() {
    let world = begun();
    let _ = world.run(&["reflect", "Something is off: I stopped saying what I think."]).ok();
    let _ = world
        .run(&["evaluation", "add", "A quick look", "--mentorship", "flow", "--change", "I avoid hard things"])
        .ok();
    let _ = world.run(&["action", "add", "send the board", "--visibility", "odile"]).ok();
    let _ = world.run(&["share", "odile", "--yes", "--out", "for-odile.html"]).ok();
    let (page, brief) = (world.read("for-odile.html"), world.run(&["brief", "odile"]).ok());
    assert!(page.contains("send the board"));
    for text in [page.as_str(), brief.stdout()] {
        assert!(!text.contains("stopped saying") && !text.contains("avoid hard things"), "{text}");
    }
}

#[test]
fn claim_53_goals_that_are_work_with_nobody_are_named() {
    let world = begun();
    let _ = world.run(&["goal", "add", "Hold 6 first conversations", "--mentorships", "flow"]).ok();
    let page = world.run(&["meeting", "review", "next"]).ok();
    assert!(!page.stdout().contains("with nobody yet"), "{}", page.stdout());
    let _ = world.run(&["goal", "add", "Keep one evening free"]).ok();
    let page = world.run(&["meeting", "review", "next"]).ok();
    let hint = "1 of 2 active goals are work with somebody; with nobody yet: Keep one evening free.";
    assert!(page.stdout().contains(hint), "{}", page.stdout());
}

#[test]
fn claim_61_the_page_of_a_goal_has_a_line_of_how_sure_i_was() {
    let (store, now) = pictures::journal();
    let page = frame(&store, now, (120, 110), "2 Enter");
    assert!(page.contains("how sure") && page.contains("of 10"), "{page}");
}

#[test]
fn claim_70_views_of_another_field_stand_beside_each_other() {
    let world = begun();
    let lenses = json!([
        {"person": "Odile", "industry": "healthcare", "view": "a queue"},
        {"person": "Ruben", "industry": "design", "view": "a handover"},
    ]);
    let _ = world.run(&["obstacle", "add", "Nobody trusts the plan", "--lenses", &lenses.to_string()]).ok();
    let page = world.run(&["obstacle", "show", "nobody trusts"]).ok();
    for part in ["a queue", "a handover", "healthcare", "design"] {
        assert!(page.stdout().contains(part), "{part}: {}", page.stdout());
    }
}

#[test]
fn claim_72_advice_can_be_filtered_by_what_it_rests_on() {
    let demo = World::demo();
    let all = demo.run(&["advice", "list", "--json"]).ok().json();
    let of = |basis: &str| demo.run(&["advice", "list", "--basis", basis, "--json"]).ok().json();
    let (lived, opinions) = (of("experience"), of("opinion"));
    let count = |list: &Value| list.as_array().map_or(0, Vec::len);
    assert!(count(&lived) > 0 && count(&lived) + count(&opinions) <= count(&all));
    assert!(lived.as_array().expect("a list").iter().all(|advice| advice["basis"] == "experience"));
}

#[test]
fn claim_75_an_expected_obstacle_that_occurs_keeps_its_plan() {
    let world = begun();
    let plan = "If someone says so, then I ask for the last time";
    let _ = world.run(&["obstacle", "add", "Nobody trusts the plan", "--state=expected", "--if-then", plan]).ok();
    assert!(world.run(&["obstacle", "rehearse"]).ok().stdout().contains(plan));
    let met = world.run(&["obstacle", "edit", "nobody trusts", "--state=met", "--json"]).ok().json();
    assert_eq!((&met["state"], &met["if_then"]), (&json!("met"), &json!(plan)));
}

#[test]
fn claim_76_feedback_without_an_answer_is_listed_after_a_fortnight() {
    let world = begun();
    let _ = world.run(&["feedback", "add", "You apologise for your answers", "--giver", "odile"]).ok();
    let asked = |world: &World| world.run(&["today", "--unfinished"]).ok().stdout().contains("What do you do with it?");
    assert!(!asked(&world));
    let world = world.at("2026-12-07T09:00:00Z");
    assert!(asked(&world));
    let _ = world
        .run(&["feedback", "edit", "apologise", "--response", "I stop after the answer", "--response-kind=do"])
        .ok();
    assert!(!asked(&world));
}

#[test]
fn claims_80_and_81_three_horizons_and_nothing_is_shameful() {
    let world = begun();
    for (title, horizon, kind) in [
        ("No degree in it", "long", "education"),
        ("Two years away", "operational", "resume-gap"),
        ("Father needs me", "now", "family"),
        ("The depot burnt", "now", "unexpected"),
    ] {
        let made =
            world.run(&["obstacle", "add", title, "--horizon", horizon, "--obstacle-kind", kind, "--json"]).ok().json();
        assert_eq!((&made["horizon"], &made["obstacle_kind"]), (&json!(horizon), &json!(kind)));
    }
    let now = world.run(&["obstacle", "list", "--horizon=now", "--json"]).ok().json();
    assert_eq!(now.as_array().map(Vec::len), Some(2));
}

#[test]
fn claim_87_what_matters_to_them_is_before_me_and_never_leaves() {
    let world = begun();
    let prepared = world.run(&["meeting", "prepare", "next", "--dry-run"]).ok();
    assert!(prepared.stdout().contains("her garden"), "{}", prepared.stdout());
    let _ = world.run(&["person", "edit", "odile", "--visibility", "odile"]).ok();
    let _ = world.run(&["share", "odile", "--yes", "--out", "for-odile.html"]).ok();
    assert!(!world.read("for-odile.html").contains("her garden"));
    assert!(!world.run(&["brief", "odile"]).ok().stdout().contains("her garden"));
}
