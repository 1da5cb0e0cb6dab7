//! `mentee weekly`: the facts of a week, and its questions on a terminal.

use serde_json::json;

use crate::terminal::Session;
use crate::world::World;

#[test]
fn into_a_pipe_go_the_facts() {
    let printed = World::demo().pipe("", &["weekly"]).ok();
    for line in ["1 done: Ask our HR about a secondment", "1 carried: Write both paths as two Tuesdays", "OPEN\n"] {
        assert!(printed.stdout().contains(line), "{line}\n{}", printed.stdout());
    }
    let week = World::demo().pipe("", &["weekly", "--json"]).ok().json();
    assert_eq!((&week["from"], &week["to"]), (&json!("2025-09-24"), &json!("2025-09-30")));
    assert_eq!(week["looks"][0]["value"], "3/5");
    let empty = World::new().pipe("", &["weekly"]).ok();
    assert!(empty.stdout().contains("That is a fact too"), "{}", empty.stdout());
}

#[test]
fn on_a_terminal_it_asks_and_writes_one_change() {
    let world = World::demo().var("TERM", "xterm");
    let mut terminal = Session::shell(&world, &format!("{} weekly; echo left $?", World::program()));
    for (asked, said) in [
        ("Lead analyst application stands at 3/5", "four"),
        ("is no number", "4"),
        ("my tank was", "4"),
        ("My work felt", "5"),
        ("What I did made", "9"),
        ("from 1 to 5", "5"),
        ("What moved", "the case is written"),
        ("What did I learn", ""),
        ("What's next", ""),
        ("One rule for next time", "ask before I answer"),
        ("by number", "1 2"),
    ] {
        terminal.wait_for(asked);
        terminal.keys(&format!("{said}\r"));
    }
    terminal.wait_for("left 0");
    let json = |args: &[&str]| world.run(&[args, &["--json"]].concat()).ok().json();
    let made = &json(&["reflection", "list", "--limit", "1"])[0];
    assert_eq!((&made["body"], &made["rule"]), (&json!("the case is written"), &json!("ask before I answer")));
    let pulse = &json(&["pulse", "list", "--limit", "1"])[0];
    assert_eq!((&pulse["energy"], &pulse["effect"], &pulse["visibility"]), (&json!(4), &json!(5), &json!("private")));
    assert_eq!(json(&["check-in", "list", "--limit", "1"])[0]["value"], 4.0);
    assert_eq!(json(&["action", "list", "--state", "doing"]).as_array().map(Vec::len), Some(2));
    world.run(&["undo"]).ok();
    assert_eq!(json(&["action", "list", "--state", "doing"]).as_array().map(Vec::len), Some(0), "one change, one undo");
    assert_ne!(json(&["reflection", "list", "--limit", "1"])[0]["body"], "the case is written");
}
