//! Learning on the command line: the pipeline, the toolbox, pairs, words from both sides, primers, skills, paths, my world.

use serde_json::{Value, json};

use crate::world::World;

fn list<'v>(value: &'v Value, field: &str) -> Vec<&'v str> {
    value.as_array().expect("a list").iter().filter_map(|item| item[field].as_str()).collect()
}

#[test]
fn the_demo_learning_is_as_the_story_tells() {
    let page = World::demo().run(&["learning", "--json"]).ok().json();
    assert_eq!(page["transfer"], json!({"part": 10, "whole": 14, "share": 10.0 / 14.0}));
    let pipeline = &page["pipeline"];
    assert_eq!(
        (&pipeline["captured"], &pipeline["adopted"], &pipeline["rejected"]),
        (&json!(4), &json!(10), &json!(1))
    );
    assert_eq!(page["shelf"].as_array().map(Vec::len), Some(2));
    assert_eq!(page["shelf"][0]["person"], "Hanne Solberg-Pike");
    let drawers = list(&page["toolbox"], "problem");
    assert!(drawers.contains(&"flow") && drawers.contains(&"triage"), "{drawers:?}");
    let skill = |title: &str| -> Value {
        page["skills"].as_array().expect("skills").iter().find(|row| row["title"] == title).cloned().expect("the skill")
    };
    let talk = skill("Stakeholder talk");
    assert_eq!(
        (&talk["from"], &talk["own"], &talk["mentor"], &talk["delta"]),
        (&json!(2), &json!(4), &json!(4), &json!(2))
    );
    assert_eq!((&skill("Negotiating")["helpers"], &skill("Negotiating")["mentor"]), (&json!([]), &Value::Null));
    assert_eq!(page["without_primer"], json!(["logistics & transport"]));
    assert_eq!(page["decisions_changed"], 1);
}

#[test]
fn an_idea_moves_along_and_into_the_toolbox_and_back() {
    let world = World::new();
    let _ = world
        .run(&["insight", "add", "Colour before the rush", "--industry", "healthcare", "--tag", "flow,night"])
        .ok();
    let step = || world.run(&["insight", "show", "colour", "--json"]).ok().json()["next_step"]["field"].clone();
    assert_eq!(step(), "principle");
    let _ = world.run(&["insight", "edit", "colour", "--principle", "nobody argues with a colour"]).ok();
    assert_eq!(step(), "my_version");
    let _ = world
        .run(&[
            "insight",
            "edit",
            "colour",
            "--my-version",
            "three cards",
            "--trial",
            "one desk",
            "--trial-until",
            "in 2 weeks",
            "--state",
            "trialled",
        ])
        .ok();
    assert_eq!(step(), Value::Null, "it is being tried");
    let toolbox = || world.run(&["learning", "--json"]).ok().json()["toolbox"].clone();
    assert_eq!(toolbox(), json!([]));
    let _ = world.run(&["insight", "edit", "colour", "--state", "adopted"]).ok();
    assert_eq!(list(&toolbox(), "problem"), ["flow", "night"]);
    assert_eq!(step(), "verdict");
    let _ = world.run(&["insight", "add", "Cards on a wall", "--industry", "design", "--tag", "night,flow"]).ok();
    let pairs = world.run(&["learning", "--json"]).ok().json()["pairs"].clone();
    assert_eq!(pairs[0]["tags"], json!(["flow", "night"]));
    let _ = world.run(&["insight", "edit", "colour", "--state", "trialled"]).ok();
    assert_eq!(toolbox(), json!([]));
}

#[test]
fn steps_become_actions_once_and_keep_where_they_came_from() {
    let world = World::demo();
    let made = world.run(&["insight", "act", "withdrew", "--json"]).ok().json();
    assert_eq!(made.as_array().map(Vec::len), Some(5));
    assert!(
        made.as_array()
            .expect("a list")
            .iter()
            .all(|action| action["kind"] == "action" && action["owner"] == "me" && action["from"].is_string())
    );
    world.run(&["insight", "act", "withdrew"]).fails(1).says("already");
    let _ = world.run(&["undo"]).ok();
    let again = world.run(&["insight", "act", "withdrew"]).ok();
    assert_eq!(again.stdout().lines().count(), 5, "one change set was taken back");
}

#[test]
fn empty_lines_of_a_primer_become_questions_for_somebody_in_it() {
    let world = World::demo();
    world.run(&["primer", "ask", "healthcare"]).fails(1).says("already, or asks for none");
    let _ = world.run(&["primer", "edit", "healthcare", "--taboo", "", "--pace", ""]).ok();
    let made = world.run(&["primer", "ask", "healthcare", "--json"]).ok().json();
    assert_eq!(made.as_array().map(Vec::len), Some(2));
    let odile = world.run(&["person", "show", "Odile", "--json"]).ok().json()["id"].clone();
    assert!(
        made.as_array()
            .expect("a list")
            .iter()
            .all(|question| question["for"] == odile && question["state"] == "parked")
    );
    world.run(&["primer", "ask", "healthcare"]).fails(1).says("already");
    let bare = World::new();
    let _ = bare.run(&["primer", "add", "law"]).ok();
    let made = bare.run(&["primer", "ask", "law", "--json"]).ok().json();
    assert_eq!((made.as_array().map(Vec::len), &made[0]["for"]), (Some(8), &Value::Null));
}

#[test]
fn a_word_is_found_from_both_sides_in_three_lines() {
    let world = World::demo();
    for words in ["boarding", "Boarding", "a trailer waits for a dock"] {
        let found = world.run(&["term", "look", words]).ok();
        assert!(
            found.stdout().starts_with("boarding (healthcare): ") && found.stdout().lines().count() <= 4,
            "{}",
            found.stdout()
        );
    }
    let none = world.run(&["term", "look", "synergy"]).ok();
    assert!(none.stdout().contains("not among your words"), "{}", none.stdout());
    assert_eq!(world.run(&["term", "look", "synergy", "--json"]).ok().json(), json!([]));
}

#[test]
fn my_world_fits_a_page_without_empty_heads() {
    let world = World::demo();
    let _ = world.run(&["primer", "add", "Logistics & Transport", "--pace", "By the slot, until one is missed"]).ok();
    let page = world.run(&["world"]).ok();
    let lines: Vec<&str> = page.stdout().lines().collect();
    assert!(lines.len() <= 60 && lines.contains(&"- Pace: By the slot, until one is missed"), "{lines:?}");
    assert!(!page.stdout().contains("Taboo"));
    let empty = World::new();
    assert!(empty.run(&["world"]).ok().stdout().starts_with("Nothing to tell yet"));
    assert_eq!(empty.run(&["world", "--json"]).ok().json(), json!({"markdown": null}));
}

#[test]
fn paths_choices_feedback_and_fixed_words_ask_back() {
    let world = World::demo();
    let show = |kind: &str, words: &str| world.run(&[kind, "show", words, "--json"]).ok().json();
    let lead = show("path", "lead analyst");
    let gaps: Vec<_> = lead["gaps"].as_array().expect("gaps").iter().map(|gap| &gap["gap"]).collect();
    assert_eq!(gaps, [&json!(0), &json!(1), &json!(1)]);
    assert_eq!(show("decision", "six months")["next_step"], "what would you choose today?");
    assert_eq!(show("decision", "simulation")["was_changed"], true);
    let _ = world.run(&["feedback", "add", "Too long", "--situation", "Monday", "--behaviour", "ten slides"]).ok();
    assert_eq!(show("feedback", "too long")["next_step"], "ask: what was the effect?");
    let _ = world.run(&["path", "add", "A bakery"]).ok();
    assert!(
        show("path", "bakery")["first_step"].as_str().is_some_and(|step| step.starts_with("find the cheapest test"))
    );
    let _ = world.run(&["reflection", "add", "Long day. I can't negotiate, and it shows."]).ok();
    assert_eq!(show("reflection", "long day")["yet"]["yet"], "I can't negotiate yet");
}

#[test]
fn nothing_there_is_said_kindly() {
    let world = World::new();
    assert!(world.run(&["learning"]).ok().stdout().starts_with("Nothing here yet"));
    assert_eq!(world.run(&["learning", "--json"]).ok().json()["pipeline"]["captured"], 0);
    world.run(&["insight", "act", "nothing"]).fails(3).says("nothing");
}
