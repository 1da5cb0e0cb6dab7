//! `mentee log`: the example of the interface becomes what it says, in every way in, and nothing typed is ever lost.

use serde_json::{Value, json};

use crate::world::World;

/// The example of the interface, word for word.
const EXAMPLE: &str = "Met @odile yesterday 14:00 45m #flow
Walked through her morning huddle: 12 minutes, standing, the board before the talk.
! send her our dock board by fri ^replanning
!@odile intro to the bed manager
> stand at the board, not in a room
* Huddle at the board -> try Monday on one desk
~ night desk never sees the board -> if they start at ten, then I walk over at nine
=> we pilot in one depot
? how did she get the doctors to come
+ Mirela Stan, supply planner, St. Brannoc (via @odile)
= ^replanning 11.5 after the board
%energy 4
";

/// A world with the goal and the person of the example.
fn world() -> World {
    let world = World::new();
    let goal = ["goal", "add", "Cut weekly replanning", "--measure", "number", "--baseline", "14", "--target", "6"];
    let _ = world.run(&goal).ok();
    let _ = world.run(&["person", "add", "Odile Varga", "--industry", "healthcare"]).ok();
    world
}

/// The only record of a kind.
fn only(world: &World, kind: &str) -> Value {
    let all = world.run(&[kind, "list", "--json"]).ok().json();
    assert_eq!(all.as_array().map(Vec::len), Some(1), "{kind}: {all}");
    all[0].clone()
}

#[test]
fn the_example_becomes_what_it_says() {
    let world = world();
    let made = world.pipe(EXAMPLE, &["log", "--json"]).ok().json();
    let meeting = &made["meeting"];
    let (goal, odile) =
        (only(&world, "goal")["id"].clone(), world.run(&["person", "show", "odile", "--json"]).ok().json());
    assert_eq!(meeting["people"], json!([odile["id"]]));
    assert_eq!((&meeting["at"], &meeting["minutes"]), (&json!("2026-11-21T14:00:00Z"), &json!(45)));
    assert_eq!((&meeting["notes"], &meeting["tags"]), (&json!(EXAMPLE), &json!(["flow"])));
    assert_eq!((&made["note"], &made["warnings"]), (&Value::Null, &json!([])));

    let actions = world.run(&["action", "list", "--json"]).ok().json();
    let mine = actions.as_array().expect("a list").iter().find(|action| action["owner"] == "me").expect("mine");
    let hers = actions.as_array().expect("a list").iter().find(|action| action["owner"] == odile["id"]).expect("hers");
    assert_eq!(actions.as_array().map(Vec::len), Some(2));
    assert_eq!((&mine["title"], &mine["due"]), (&json!("send her our dock board"), &json!("2026-11-27")));
    assert_eq!((&mine["goal"], &mine["meeting"]), (&goal, &meeting["id"]));
    assert_eq!((&hers["title"], &hers["due"]), (&json!("intro to the bed manager"), &Value::Null));

    let advice = only(&world, "advice");
    assert_eq!((&advice["title"], &advice["by"]), (&json!("stand at the board, not in a room"), &odile["id"]));
    let insight = only(&world, "insight");
    assert_eq!(insight["title"], "Huddle at the board");
    assert_eq!(
        (&insight["my_version"], &insight["industry"]),
        (&json!("try Monday on one desk"), &json!("healthcare"))
    );
    let obstacle = only(&world, "obstacle");
    assert_eq!(obstacle["title"], "night desk never sees the board");
    assert_eq!(obstacle["if_then"], "if they start at ten, then I walk over at nine");
    assert_eq!(only(&world, "decision")["title"], "we pilot in one depot");
    let question = only(&world, "question");
    assert_eq!((&question["title"], &question["for"]), (&json!("how did she get the doctors to come"), &odile["id"]));
    let mirela = world.run(&["person", "show", "mirela", "--json"]).ok().json();
    assert_eq!((&mirela["name"], &mirela["role"]), (&json!("Mirela Stan"), &json!("supply planner")));
    assert_eq!((&mirela["organisation"], &mirela["introduced_by"]), (&json!("St. Brannoc"), &odile["id"]));
    let check_in = only(&world, "check-in");
    assert_eq!(
        (&check_in["goal"], &check_in["value"], &check_in["note"]),
        (&goal, &json!(11.5), &json!("after the board"))
    );
    assert_eq!(only(&world, "pulse")["energy"], 4);
    assert_eq!(made["created"].as_array().map(Vec::len), Some(10), "two actions and eight others: {}", made["created"]);
}

#[test]
fn one_undo_takes_all_of_it_and_redo_brings_it_back() {
    let world = world();
    let before = world.run(&["export", "--format", "json"]).ok().stdout().to_owned();
    let _ = world.pipe(EXAMPLE, &["log"]).ok();
    let after = world.run(&["export", "--format", "json"]).ok().stdout().to_owned();
    let _ = world.run(&["undo"]).ok();
    assert_eq!(world.run(&["export", "--format", "json"]).ok().stdout(), before);
    let _ = world.run(&["redo"]).ok();
    assert_eq!(world.run(&["export", "--format", "json"]).ok().stdout(), after, "with the same ids");
    let history = world.run(&["history", "--json"]).ok().json();
    assert_eq!(history.as_array().map(Vec::len), Some(5), "two, the capture, its undo and its redo: {history}");
}

#[test]
fn every_way_in_is_the_same() {
    let words = world();
    let lines = ["log", "--json", "--with", "odile", "* Prototype the ugly version first", "! send the sketch by fri"];
    let one = words.run(&lines).ok().json();
    let piped = world();
    let two = piped
        .pipe("* Prototype the ugly version first\n! send the sketch by fri", &["log", "--json", "--with", "odile"]);
    let edited = world().editor("* Prototype the ugly version first\n! send the sketch by fri");
    let three = edited.run(&["log", "-e", "--json", "--with", "odile"]);
    for other in [two.ok().json(), three.ok().json()] {
        assert_eq!(one["meeting"]["people"], other["meeting"]["people"], "ids follow from the seed and the set");
        assert_eq!(one["created"], other["created"]);
    }
}

#[test]
fn a_dry_run_makes_nothing() {
    let world = world();
    let before = world.run(&["export", "--format", "json"]).ok().stdout().to_owned();
    let said = world.pipe(EXAMPLE, &["log", "--dry-run"]).ok();
    for word in ["Meeting", "Odile Varga", "Action", "Fri 27 Nov", "Mirela Stan", "Pulse"] {
        assert!(said.stdout().contains(word), "{word}: {}", said.stdout());
    }
    assert_eq!(world.run(&["export", "--format", "json"]).ok().stdout(), before);
    let nowhere = World::new();
    let _ = nowhere.run(&["log", "--dry-run", "! something"]).ok();
    assert!(!nowhere.journal().exists(), "a dry run makes no journal");
}

#[test]
fn plain_text_stays_text() {
    let world = world();
    let made =
        world.pipe("# Notes\n! not an action\n- [ ] not one either\n", &["log", "--plain", "--json"]).ok().json();
    assert_eq!((&made["meeting"], &made["created"]), (&Value::Null, &json!([])));
    assert_eq!(made["note"]["body"], "# Notes\n! not an action\n- [ ] not one either\n");
}

#[test]
fn a_box_is_an_action_though_it_begins_with_a_dash() {
    let world = World::new();
    let made = world.run(&["log", "--json", "- [ ] call Odile", "- [x] write the page"]).ok().json();
    let titles: Vec<_> = made["created"].as_array().expect("a list").iter().map(|made| &made["title"]).collect();
    assert_eq!(titles, ["call Odile", "write the page"]);
    let done = world.run(&["action", "list", "--state", "done", "--json"]).ok().json();
    assert_eq!(done[0]["title"], "write the page");
}

#[test]
fn a_name_that_fits_several_keeps_the_text() {
    let world = World::new();
    for name in ["Odile Varga", "Odile Stan"] {
        let _ = world.run(&["person", "add", name]).ok();
    }
    let refused = world.run(&["log", "! send @odile the board by fri"]).fails(3);
    refused.says("Odile Varga");
    refused.says("Odile Stan");
    refused.says("mentee log --resume");
    let none = world.run(&["action", "list", "--json"]).ok().json();
    assert_eq!(none, json!([]));
    let _ = world.run(&["person", "edit", "Odile Stan", "--name", "Mirela Stan"]).ok();
    let made = world.run(&["log", "--resume", "--json"]).ok().json();
    assert_eq!(made["created"][0]["title"], "send odile the board", "{made}");
    world.run(&["log", "--resume"]).fails(1).says("no capture is waiting");
}

#[test]
fn what_is_not_understood_warns_and_stays() {
    let world = World::new();
    let out = world.run(&["log", "--json", "! call Odile by 31 feb", "%energy 9", "= ^nosuch 4"]);
    let warned = out.warns(concat!(
        "mentee: line 1: “31 feb” is not a date: February has at most 29 days; kept without a date\n",
        "mentee: line 2: “%energy 9” stays text: a pulse is a mark from 1 to 5\n",
        "mentee: line 3: no goal fits “^nosuch”; kept as text\n",
    ));
    let made = warned.json();
    assert_eq!(made["warnings"].as_array().map(Vec::len), Some(3));
    assert_eq!(made["note"]["body"], "! call Odile by 31 feb\n%energy 9\n= ^nosuch 4");
    assert_eq!(only(&world, "action")["due"], Value::Null);
}

#[test]
fn what_can_be_taken_is_taken_whole() {
    let world = World::new();
    let odd = "bell \u{7} escape \u{1b}[31m nul \0 bidi \u{202e} end\r\nsecond line\n";
    let made = world.pipe(odd, &["log", "--json"]).ok();
    assert!(!made.stdout().contains('\u{1b}') && !made.stdout().contains('\u{202e}'), "JSON drives no terminal either");
    assert_eq!(made.json()["note"]["body"], odd);
    let shown = world.run(&["reflection", "show", "bell"]).ok();
    assert!(shown.stdout().chars().all(|c| c == '\n' || !c.is_control()), "{:?}", shown.stdout());
    let raw = world.run(&["reflection", "show", "bell", "--raw"]).ok();
    assert!(raw.stdout().contains("\u{1b}[31m"));
    let large = "word ".repeat(2 * 1024 * 1024);
    let made = world.pipe(&large, &["log", "--json"]).ok().json();
    assert_eq!(made["note"]["body"].as_str().map(str::len), Some(large.len()), "ten megabytes");
}

#[test]
fn what_is_no_text_changes_nothing() {
    let world = World::new();
    world.pipe(b"Met Odile \xff\xfe", &["log"]).fails(1).says("byte 10");
    world.pipe("   \n", &["log"]).fails(2).says("nothing to capture");
    world.run(&["log", "x", "--when", "31 feb"]).fails(2).says("31 feb");
    world.run(&["log", "x", "--goal", "nosuch"]).fails(3).says("nosuch");
    world.run(&["log", "x", "--nosuch"]).fails(2).says("--nosuch");
    let records = world.run(&["export", "--format", "json"]).ok().json();
    assert_eq!(records["records"], json!([]));
}
