//! An evaluation goes out with the mentee's needs, comes back with the mentor's half, and stands in the journal once it is
//! taken on.

use serde_json::{Value, json};

use super::{reply, shared};
use crate::world::World;

const LATEST: &str = "Latest look with Odile";

/// The item of the latest look with Odile.
fn evaluation(share: &Value) -> String {
    super::item(share, LATEST)
}

#[test]
fn my_marks_leave_where_asked_and_the_private_never_does() {
    let world = World::demo();
    let plain = world.run(&["share", "odile", "--only", LATEST]).ok();
    for part in ["Fill in your half", "I can speak openly here", "Your own line"] {
        assert!(plain.stdout().contains(part), "{part}: {}", plain.stdout());
    }
    assert!(!plain.stdout().contains("My marks"), "{}", plain.stdout());
    let with = world.run(&["share", "odile", "--only", LATEST, "--marks"]).ok();
    assert!(with.stdout().contains("My marks: 5 5 4 4 4 5 4 4 5 4"), "{}", with.stdout());
    // To somebody else it asks nothing: it is no half of theirs.
    let other = world.run(&["share", "ruben", "--only", LATEST]).ok();
    assert!(other.stdout().contains(LATEST) && !other.stdout().contains("I can speak openly here"));
}

#[test]
fn the_other_half_comes_home_and_the_gap_is_seen() {
    let world = World::demo();
    let share = shared(&world, &["--only", LATEST, "--out", "one.html"]);
    assert_eq!(share["items"].as_array().map(Vec::len), Some(1), "the register has one name a record");
    let name = evaluation(&share);
    let mark = |n: usize, mark: u8| json!({"item": format!("{name}.{n}"), "kind": "rating", "text": "", "rating": mark, "due": null});
    let said = |part: &str, text: &str| json!({"item": format!("{name}.{part}"), "kind": "comment", "text": text, "rating": null, "due": null});
    let mut items: Vec<Value> = (1..=9).map(|n| mark(n, if n == 7 { 1 } else { 4 })).collect();
    items.extend([said("own", "I wait longer before I answer"), said("ask", "In August, at the board")]);
    items.push(json!({"item": "0000000000.1", "kind": "rating", "text": "", "rating": 5, "due": null}));
    world.write("r.json", &reply(&share, &items));
    let before = world.run(&["--json", "evaluation", "show", LATEST]).ok().json();
    let looked = world.run(&["reply", "r.json"]).ok();
    assert!(
        looked.stdout().contains("fills in their half: Their marks, line by line: 4 4 4 4 4 4 1 4 4"),
        "{}",
        looked.stdout()
    );
    let taken = world.run(&["--json", "reply", "r.json", "--yes"]).ok().json();
    // The half, the answer to their own question, the line about the whole.
    assert_eq!((&taken["added"], &taken["skipped"]), (&json!(3), &json!(1)), "{taken}");
    assert_eq!(
        world.run(&["--json", "evaluation", "show", LATEST]).ok().json(),
        before,
        "nothing changes before it is taken on"
    );
    let again = world.run(&["--json", "reply", "r.json", "--yes"]).ok().json();
    assert_eq!(again["added"], 0, "twice is once");

    let accepted = world.run(&["--json", "reply", "accept", "Their marks, line by line"]).ok().json();
    assert_eq!(accepted["made"][0]["kind"], "evaluation");
    let after = world.run(&["--json", "evaluation", "show", LATEST]).ok().json();
    assert_eq!(after["theirs"], json!([4, 4, 4, 4, 4, 4, 1, 4, 4]));
    assert_eq!(after["own_line"], "I wait longer before I answer");
    assert_eq!((&after["mine"], &after["title"]), (&before["mine"], &before["title"]));
    let shown = world.run(&["evaluation", "show", LATEST]).ok();
    assert!(
        shown.stdout().contains("you 4, they 1; you see this differently, worth five minutes"),
        "{}",
        shown.stdout()
    );
    let history = world.run(&["--json", "history"]).ok().json();
    assert!(history[0]["label"].as_str().is_some_and(|label| label.contains("took on")), "{history}");
    // One step back.
    let _ = world.run(&["undo"]).ok();
    assert_eq!(world.run(&["--json", "evaluation", "show", LATEST]).ok().json()["theirs"], before["theirs"]);
    // With the half in, it is not asked for again.
    let _ = world.run(&["redo"]).ok();
    let full = world.run(&["share", "odile", "--only", LATEST]).ok();
    assert!(!full.stdout().contains("Fill in your half"), "{}", full.stdout());
}

#[test]
fn a_mentor_fills_it_in_from_the_command_line() {
    let world = World::demo();
    let mentor = World::new().at("2025-10-01T09:00:00Z");
    let to = mentor.run(&["--json", "identity"]).ok().json();
    let recipient = to["recipient"].as_str().expect("a recipient").to_owned();
    let _ = world.run(&["share", "odile", "--only", LATEST, "--to", &recipient, "--yes", "--out", "for.mentee"]).ok();
    mentor.write("for.mentee", &world.read("for.mentee"));
    let share = mentor.run(&["--json", "review", "for.mentee"]).ok().json();
    let blanks = share["items"][0]["blanks"].as_array().expect("blanks");
    assert_eq!(blanks.len(), 12, "{share}");
    let name = share["items"][0]["item"].as_str().expect("a name");
    let first = format!("{}.1", &name[..4]);
    let own = format!("{name}.own");
    mentor.run(&["review", "for.mentee", "--rate", &format!("{name}.99"), "4"]).fails(3).says("no item");
    mentor.run(&["review", "for.mentee", "--rate", name, "4"]).fails(2).says("takes no mark");
    let args = ["review", "for.mentee", "--rate", &first, "4", "--rate", "specific enough", "2"];
    let _ = mentor.run(&args).ok();
    let _ = mentor.run(&["review", "for.mentee", "--comment", &own, "I wait", "--out", "r.json"]).ok();
    world.write("r.json", &mentor.read("r.json"));
    let taken = world.run(&["--json", "reply", "r.json", "--yes"]).ok().json();
    assert_eq!((&taken["added"], &taken["skipped"]), (&json!(1), &json!(0)), "{taken}");
    let _ = world.run(&["reply", "accept", "Their marks"]).ok();
    let after = world.run(&["--json", "evaluation", "show", LATEST]).ok().json();
    assert_eq!(after["theirs"], json!([4, null, null, null, null, null, 2]));
}
