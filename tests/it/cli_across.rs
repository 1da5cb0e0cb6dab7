//! Changes across records: two people who are one, and a tag by another name; and `mentee open` without a terminal.

use serde_json::json;

use crate::world::World;

#[test]
fn two_people_become_one_and_part_again() {
    let world = World::new();
    let keep = world.run(&["person", "add", "Odile Varga", "--helps-with", "flow", "--json"]).ok().json();
    let gone = world
        .run(&["person", "add", "O. Varga", "--industry", "healthcare", "--helps-with", "boards", "--json"])
        .ok()
        .json();
    let _ = world.run(&["person", "touch", "O. Varga", "--when", "2026-11-02", "--way", "mail"]).ok();
    let _ = world.run(&["action", "add", "intro to the bed manager", "--owner", "O. Varga"]).ok();
    let _ = world.run(&["question", "add", "Who decides?", "--for", "O. Varga", "--visibility", "O. Varga"]).ok();
    let both = ["meeting", "add", "--people", "Odile Varga,O. Varga", "--at", "2026-11-20 14:00"];
    let _ = world.run(&both).ok();
    let before = world.run(&["export", "--format", "json"]).ok().stdout().to_owned();

    let one = world.run(&["person", "merge", "Odile Varga", "O. Varga", "--json"]).ok().json();
    assert_eq!((&one["id"], &one["industry"]), (&keep["id"], &json!("healthcare")));
    assert_eq!(one["helps_with"], json!(["flow", "boards"]));
    assert_eq!(one["last_touch"], "2026-11-20");
    let of = |kind: &str| world.run(&[kind, "list", "--json"]).ok().json()[0].clone();
    assert_eq!(of("action")["owner"], keep["id"]);
    assert_eq!(of("question")["visibility"], json!([keep["id"]]));
    assert_eq!(of("meeting")["people"], json!([keep["id"]]));
    world.run(&["person", "show", gone["id"].as_str().expect("an id")]).fails(3).says("no person matches");
    let trash = world.run(&["export", "--format", "json", "--trash"]).ok().stdout().to_owned();
    assert!(trash.contains(gone["id"].as_str().expect("an id")));

    let _ = world.run(&["undo"]).ok();
    assert_eq!(world.run(&["export", "--format", "json"]).ok().stdout(), before, "one undo takes all of it back");
    world.run(&["person", "merge", "Odile Varga", "Odile Varga"]).fails(1).says("cannot be merged with itself");
    world.run(&["person", "merge", "Odile Varga", "nobody"]).fails(3).says("no person matches “nobody”");
    assert_eq!(world.run(&["export", "--format", "json"]).ok().stdout(), before);
}

#[test]
fn a_tag_by_another_name() {
    let world = World::new();
    let _ = world.run(&["action", "add", "a", "--tags", "flow,board"]).ok();
    let _ = world.run(&["insight", "add", "b", "--tags", "#flow"]).ok();
    let _ = world.run(&["term", "add", "c", "--tags", "bed-flow,flow"]).ok();
    assert_eq!(world.run(&["tag", "list"]).ok().stdout(), "     3  #flow\n     1  #bed-flow\n     1  #board\n");
    let said = world.run(&["tag", "rename", "flow", "#bed-flow"]).ok();
    assert_eq!(said.stdout(), "#flow is #bed-flow now, on 3 records\n");
    let tags = world.run(&["tag", "list", "--json"]).ok().json();
    assert_eq!(tags, json!([{"tag": "bed-flow", "count": 3}, {"tag": "board", "count": 1}]));
    assert_eq!(world.run(&["term", "show", "c", "--json"]).ok().json()["tags"], json!(["bed-flow"]));
    assert_eq!(world.run(&["search", "bed-flow", "--json"]).ok().json().as_array().map(Vec::len), Some(3));
    let _ = world.run(&["undo"]).ok();
    assert_eq!(world.run(&["tag", "list", "--json"]).ok().json()[0], json!({"tag": "flow", "count": 3}));
    world.run(&["tag", "rename", "nosuch", "x"]).fails(3).says("no record carries the tag #nosuch");
    world.run(&["tag", "rename", "flow", "#"]).fails(2).says("cannot be a tag");
}

#[test]
fn open_prints_where_there_is_no_terminal() {
    let world = World::new();
    assert_eq!(world.run(&["tag", "list", "--json"]).ok().json(), json!([]));
    world.run(&["open", "board"]).fails(3).says("nothing matches “board”");
    assert!(!world.journal().exists());
    let _ = world.run(&["action", "add", "Send the board"]).ok();
    let shown = world.run(&["action", "show", "board"]).ok().stdout().to_owned();
    assert_eq!(world.run(&["open", "board"]).ok().stdout(), shown);
    assert_eq!(world.run(&["open", "board", "--json"]).ok().json()["title"], "Send the board");
}
