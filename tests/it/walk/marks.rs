//! The capture grammar and the dates people write, sentence by sentence, through `mentee log` and through flags.

use serde_json::{Value, json};

use crate::world::World;

/// A world in which the people and the goal of the grammar are known.
fn world() -> World {
    let world = World::new();
    let _ = world.run(&["person", "add", "Odile Varga", "--industry", "healthcare"]).ok();
    let _ = world.run(&["person", "add", "Ruben Takeda"]).ok();
    let _ = world.run(&["goal", "add", "Cut weekly replanning", "--measure", "number", "--target", "6"]).ok();
    world
}

/// A capture, what it makes by kind and title, and fields of the first thing made.
type Sentence = (&'static str, &'static [(&'static str, &'static str)], &'static [(&'static str, &'static str)]);

/// The sentences of the grammar. A value `@odile`, `@ruben`, `^goal` stands for that record's id, `-` for null.
const SENTENCES: &[Sentence] = &[
    ("! send the board by fri", &[("action", "send the board")], &[("due", "2026-11-27"), ("owner", "me")]),
    ("! send it due 3 dec", &[("action", "send it")], &[("due", "2026-12-03")]),
    (
        "! send it by 3 dec @odile #flow ^replanning",
        &[("action", "send it")],
        &[("due", "2026-12-03"), ("goal", "^goal")],
    ),
    ("! go there by bus", &[("action", "go there by bus")], &[("due", "-")]),
    ("! ask by fri whether it fits", &[("action", "ask by fri whether it fits")], &[("due", "-")]),
    ("! call by 31 feb", &[("action", "call by 31 feb")], &[("due", "-")]),
    ("   ! indented", &[("action", "indented")], &[("owner", "me")]),
    ("!send", &[], &[]),
    ("!", &[], &[]),
    (
        "!@odile intro to Mirela by 3 dec",
        &[("action", "intro to Mirela")],
        &[("owner", "@odile"), ("due", "2026-12-03")],
    ),
    ("!@\"Odile Varga\" intro", &[("action", "intro")], &[("owner", "@odile")]),
    ("- [ ] call her", &[("action", "call her")], &[("state", "open"), ("done", "-")]),
    ("- [x] called her", &[("action", "called her")], &[("state", "done"), ("done", "2026-11-22")]),
    ("- a list item", &[], &[]),
    ("? how did she", &[("question", "how did she")], &[("for", "-")]),
    ("? what does @ruben think", &[("question", "what does ruben think")], &[("for", "@ruben")]),
    ("> stand at the board", &[("advice", "stand at the board")], &[("by", "-")]),
    (">@ruben stand up", &[("advice", "stand up")], &[("by", "@ruben")]),
    ("< be shorter in updates", &[("feedback", "be shorter in updates")], &[("origin", "me")]),
    ("* huddle -> try Monday", &[("insight", "huddle")], &[("my_version", "try Monday"), ("state", "captured")]),
    ("* huddle", &[("insight", "huddle")], &[("my_version", "-")]),
    ("~ never sees it -> I walk over", &[("obstacle", "never sees it")], &[("if_then", "I walk over")]),
    ("~ blocked ^replanning", &[("obstacle", "blocked")], &[("goals", "[^goal]")]),
    ("=> we pilot in one depot", &[("decision", "we pilot in one depot")], &[]),
    ("+ Mirela Stan", &[("person", "Mirela Stan")], &[("role", "-"), ("organisation", "-")]),
    (
        "+ Mirela Stan, supply planner, St. Brannoc (via @odile)",
        &[("person", "Mirela Stan")],
        &[("role", "supply planner"), ("organisation", "St. Brannoc"), ("introduced_by", "@odile")],
    ),
    ("= ^replanning 11.5 after the board", &[("check_in", "11.5")], &[("goal", "^goal"), ("note", "after the board")]),
    ("= ^weekly-replanning 7", &[("check_in", "7")], &[("goal", "^goal")]),
    ("= ^nosuch 7", &[], &[]),
    ("= 7 without a goal", &[], &[]),
    ("%energy 4", &[("pulse", "energy 4")], &[]),
    ("%energy 4\n%interest 2\n%effect 5", &[("pulse", "energy 4, interest 2, effect 5")], &[]),
    ("%energy 6", &[], &[]),
    ("%energy 4.5", &[], &[]),
    ("\\! kept as text", &[], &[]),
    ("```\n! in a fence\n```\n! after it", &[("action", "after it")], &[]),
    ("```\n! never closed", &[], &[]),
    ("mail@nowhere.org and a#b", &[], &[]),
    ("met @nobody-yet", &[("person", "nobody-yet")], &[]),
    ("^nosuch stays", &[], &[]),
];

#[test]
fn every_sentence_of_the_grammar() {
    for (text, made, fields) in SENTENCES {
        let world = world();
        let id = |words: &str, kind: &str| world.run(&[kind, "show", words, "--json"]).ok().json()["id"].clone();
        let output = world.pipe(text, &["log", "--json", "-q"]).ok().json();
        assert_eq!(output["meeting"], Value::Null, "{text:?}");
        assert_eq!(output["note"]["body"], json!(text), "word for word");
        let created: Vec<(&str, &str)> = output["created"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|made| (made["kind"].as_str().expect("a kind"), made["title"].as_str().expect("a title")))
            .collect();
        assert_eq!(created, *made, "{text:?}");
        let Some(first) = output["created"].get(0) else { continue };
        let kind = first["kind"].as_str().expect("a kind").replace('_', "-");
        let first = world.run(&[&kind, "show", first["id"].as_str().expect("an id"), "--json"]).ok().json();
        for (field, value) in *fields {
            let want = match *value {
                "-" => Value::Null,
                "@odile" => id("odile", "person"),
                "@ruben" => id("ruben", "person"),
                "^goal" => id("replanning", "goal"),
                "[^goal]" => json!([id("replanning", "goal")]),
                text => json!(text),
            };
            assert_eq!(first[field], want, "{text:?}: {field}");
        }
    }
}

/// What starts a meeting, and what it then has: its minutes, its instant, who is in it.
#[test]
fn the_first_line_may_start_a_meeting() {
    let meeting = |text: &str, args: &[&str]| {
        let all = [&["log", "--json", "-q"], args].concat();
        world().pipe(text, &all).ok().json()["meeting"].clone()
    };
    for (text, at, minutes) in [
        ("Met @odile today 7:30", "2026-11-22T07:30:00Z", Value::Null),
        ("Met @odile yesterday 14:00 45m #flow", "2026-11-21T14:00:00Z", json!(45)),
        ("Met @odile on 12 nov 9:00 1h30m", "2026-11-12T09:00:00Z", json!(90)),
        ("Met @odile and @ruben last monday 2pm", "2026-11-16T14:00:00Z", Value::Null),
    ] {
        let made = meeting(text, &[]);
        assert_eq!((&made["at"], &made["minutes"]), (&json!(at), &minutes), "{text}");
        assert_eq!(made["notes"], json!(text));
    }
    for text in ["Met @odile", "Walked today 14:00", "! send @odile the board today", "note\nMet @odile today"] {
        assert_eq!(meeting(text, &[]), Value::Null, "{text}");
    }
    let with = meeting("what was said", &["--with", "odile", "--when", "yesterday 14:00"]);
    assert_eq!((&with["at"], &with["notes"]), (&json!("2026-11-21T14:00:00Z"), &json!("what was said")));
    assert_eq!(meeting("Met @odile today", &["--plain"]), Value::Null, "no marks are read");
}

/// A note links to the people and the goals it names, and is found by them.
#[test]
fn a_name_anywhere_links() {
    let world = world();
    let note = world.pipe("Thought of @odile and ^replanning #flow\n! ask @ruben", &["log", "--json"]).ok().json();
    let id = |kind: &str, words: &str| world.run(&[kind, "show", words, "--json"]).ok().json()["id"].clone();
    assert_eq!(note["note"]["people"], json!([id("person", "odile"), id("person", "ruben")]));
    assert_eq!(note["note"]["goals"], json!([id("goal", "replanning")]));
    assert_eq!(note["note"]["tags"], json!(["flow"]));
    for args in [
        &["reflection", "list", "--person", "odile", "--json"][..],
        &["reflection", "list", "--goals", "replanning", "--json"],
        &["search", "thought", "--person", "ruben", "--json"],
    ] {
        assert_eq!(world.run(args).ok().json()[0]["id"], note["note"]["id"], "{args:?}");
    }
    assert_eq!(world.run(&["person", "show", "odile", "--json"]).ok().json()["last_touch"], Value::Null);
    // What was promised or said in a meeting has to do with who was there.
    let _ = world.run(&["log", "--with", "ruben", "! send the cards", "=> we try it"]).ok();
    let found = world.run(&["action", "list", "--person", "ruben", "--json"]).ok().json();
    assert_eq!(found[0]["title"], "send the cards");
}

/// A dry run tells in the form of the real one what would be made, and makes nothing.
#[test]
fn a_dry_run_has_the_same_keys() {
    let world = world();
    let args = ["log", "--json", "Met @odile yesterday 14:00", "! send it by fri", "+ Mirela Stan", "%energy 4"];
    let before = world.run(&["export"]).ok().stdout().to_owned();
    let dry = world.run(&[&args[..], &["--dry-run"]].concat()).ok().json();
    assert_eq!(world.run(&["export"]).ok().stdout(), before);
    let real = world.run(&args).ok().json();
    let brief = |value: &Value| -> Vec<(Value, Value)> {
        value.as_array().expect("a list").iter().map(|one| (one["kind"].clone(), one["title"].clone())).collect()
    };
    assert_eq!(brief(&dry["created"]).len(), brief(&real["created"]).len());
    for made in brief(&real["created"]) {
        assert!(brief(&dry["created"]).contains(&made), "{made:?}: {dry}");
    }
    for key in ["title", "at", "people", "notes"] {
        assert_eq!(dry["meeting"][key], real["meeting"][key], "{key}");
    }
    assert_eq!((&dry["note"], &dry["changed"], &dry["warnings"]), (&Value::Null, &json!([]), &json!([])));
}

/// The phrases of the interface on Sunday 22 November 2026, for what is due and for what has been.
#[test]
fn the_dates_people_write() {
    let world = world();
    let goal = world.run(&["goal", "show", "replanning", "--json"]).ok().json();
    let goal = goal["id"].as_str().expect("an id");
    for (text, due, past) in [
        ("today", "2026-11-22", "2026-11-22"),
        ("tomorrow 9:00", "2026-11-23", "2026-11-23"),
        ("yesterday", "2026-11-21", "2026-11-21"),
        ("fri", "2026-11-27", "2026-11-20"),
        ("sun", "2026-11-29", "2026-11-22"),
        ("next fri", "2026-12-04", ""),
        ("last monday", "2026-11-16", "2026-11-16"),
        ("in 2 weeks", "2026-12-06", "2026-12-06"),
        ("3 days ago", "2026-11-19", "2026-11-19"),
        ("26 nov", "2026-11-26", "2025-11-26"),
        ("dec 3", "2026-12-03", "2025-12-03"),
        ("26/11", "2026-11-26", "2025-11-26"),
        ("2026-11-26 14:00", "2026-11-26", "2026-11-26"),
        ("14:00", "2026-11-22", "2026-11-21"),
        ("2pm", "2026-11-22", "2026-11-21"),
        ("in a week", "2026-11-29", "2026-11-29"),
        ("+3d", "2026-11-25", "2026-11-25"),
        ("+2w", "2026-12-06", "2026-12-06"),
        ("end of month", "2026-11-30", ""),
        ("eom", "2026-11-30", ""),
        ("q1", "2027-03-31", ""),
        ("29 feb", "2028-02-29", "2024-02-29"),
    ] {
        let made = world.run(&["action", "add", "x", "--due", text, "--json"]).ok().json();
        assert_eq!(made["due"], json!(due), "due {text}");
        if !past.is_empty() {
            let made = world.run(&["check-in", goal, "4", "--when", text, "--json"]).ok().json();
            assert_eq!(made["date"], json!(past), "on {text}");
        }
    }
    for text in ["31 feb", "31 apr", "29 feb 2027", "2026-13-01", "25:00", "blursday", ""] {
        if !text.is_empty() {
            world.run(&["action", "add", "x", "--due", text]).fails(2).says(text);
        }
        let failure = world.run(&["check-in", goal, "4", "--when", text]).fails(2);
        assert_eq!(failure.stderr().lines().count(), 1, "{}", failure.stderr());
    }
    let month_first = World::new().config("dates = \"month-first\"\n");
    let made = month_first.run(&["action", "add", "x", "--due", "11/26", "--json"]).ok().json();
    assert_eq!(made["due"], "2026-11-26");
}

/// What was written in the editor is never lost, whatever becomes of the call.
#[test]
fn what_was_written_in_the_editor_survives_a_call_that_fails() {
    let world = World::new().editor("! send the board by fri\n");
    let failure = world.run(&["log", "-e", "--goal", "nosuch"]).fails(3);
    failure.says("no goal matches “nosuch”");
    let line = failure.stderr().lines().find(|line| line.contains("what you wrote is in ")).expect("a place");
    let path = line.rsplit(' ').next().expect("a path");
    assert_eq!(std::fs::read_to_string(path).expect("the text"), "! send the board by fri\n");
    let _ = world.run(&["log", "-e"]).ok();
    let left = std::fs::read_dir(world.journal().parent().expect("a folder")).expect("a folder");
    let sheets = left.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with("mentee-edit-"));
    assert_eq!(sheets.count(), 0, "a sheet that was taken in is gone");
}

/// What needed a thing that was deleted for good can still be worked with.
#[test]
fn what_is_left_of_a_thing_that_is_gone_can_be_changed() {
    let world = World::demo();
    let _ = world.run(&["goal", "delete", "interviews"]).ok();
    let _ = world.run(&["trash", "empty", "-y", "-q"]).ok();
    let left = world.run(&["check-in", "list", "--goal", "", "--json"]).ok().json();
    let id = left[0]["id"].as_str().expect("a check-in without its goal");
    let edited = world.run(&["check-in", "edit", id, "--note", "kept", "--json"]).ok().json();
    assert_eq!((&edited["note"], &edited["goal"]), (&json!("kept"), &Value::Null));
    let _ = world.run(&["person", "merge", "odile", "ruben"]).ok();
    let whole = world.run(&["check-in", "list", "--goal", "replanning", "--limit", "1", "--json"]).ok().json();
    let id = whole[0]["id"].as_str().expect("an id");
    world.run(&["check-in", "edit", id, "--goal", ""]).fails(2).says("a check-in needs a goal");
    assert_eq!(world.run(&["doctor", "--json"]).ok().json()["ok"], true);
}

/// A title in the trash is found without its accents, as everywhere else.
#[test]
fn the_trash_is_asked_as_everything_else_is() {
    let world = World::new();
    let _ = world.run(&["person", "add", "José Álvarez"]).ok();
    let _ = world.run(&["person", "delete", "jose"]).ok();
    let _ = world.run(&["person", "restore", "ALVAREZ"]).ok();
    assert_eq!(world.run(&["person", "show", "jose alvarez", "--json"]).ok().json()["title"], "José Álvarez");
}
