//! `mentee reflect`: what is written down, the pulse, and the prompt where there is no text.

use serde_json::{Value, json};

use crate::terminal::Session;
use crate::world::World;

#[test]
fn a_reflection_and_the_pulse_of_the_week() {
    let world = World::new();
    let args = ["reflect", "They drew it themselves.", "--rule", "let them draw", "--frame", "3-line", "--json"];
    let made = world.run(&args).ok().json();
    assert_eq!((&made["kind"], &made["body"]), (&json!("reflection"), &json!("They drew it themselves.")));
    assert_eq!((&made["rule"], &made["frame"]), (&json!("let them draw"), &json!("3-line")));
    assert_eq!((&made["date"], &made["visibility"]), (&json!("2026-11-22"), &json!("private")));
    let pulse = world.run(&["reflect", "--energy", "4", "--json"]).ok().json();
    let again = world.run(&["reflect", "--interest", "2", "--json"]).ok().json();
    assert_eq!((&pulse["id"], &again["energy"], &again["interest"]), (&again["id"], &json!(4), &json!(2)));
    assert_eq!(world.pipe("From a pipe.\n", &["reflect", "--json"]).ok().json()["body"], "From a pipe.\n");
    world.run(&["reflect", "--energy", "6"]).fails(2).says("energy");
}

#[test]
fn without_a_text_there_is_a_prompt() {
    let world = World::demo();
    let prompt = |world: &World| {
        let said = world.run(&["reflect"]).fails(2);
        let text = said.stderr().strip_prefix("mentee: there is no text; a prompt to start from: ");
        text.unwrap_or_else(|| panic!("{}", said.stderr())).trim().to_owned()
    };
    assert_eq!(prompt(&world), prompt(&world), "one day has one prompt");
    let _ = world.run(&["reflect"]).fails(2);
    let world = world.config("prompts = false\n");
    world.run(&["reflect"]).fails(2).says("there is no text; say something");
    let world = world.config("");
    let folder = world.run(&["config", "--json"]).ok();
    assert!(folder.stdout().contains("prompts"));
}

/// A terminal with an editor in it that adds a line to what it is given.
#[test]
fn on_a_terminal_the_editor_opens_with_the_prompt() {
    let world = World::demo();
    world.write("editor.sh", "cp \"$1\" seen\necho 'They asked for it.' >> \"$1\"\n");
    let editor = format!("sh {}", world.path("editor.sh").display());
    let world = world.var("EDITOR", &editor).var("TERM", "xterm");
    let terminal = Session::shell(&world, &format!("{} reflect; echo left $?", World::program()));
    terminal.wait_for("left 0");
    let seen = world.read("seen");
    let made = &world.run(&["reflection", "list", "--limit", "1", "--json"]).ok().json()[0];
    assert_eq!(made["body"], "They asked for it.", "the prompt is no part of it");
    let prompt = made["prompt"].as_str().expect("the prompt it answers");
    assert!(seen.lines().next().is_some_and(|line| line.ends_with(['.', '?'])), "{seen}");
    assert_ne!(made["frame"], Value::Null);
    // The next one is another.
    let next = world.run(&["reflect"]).fails(2).stderr().to_owned();
    assert!(!next.contains(seen.lines().next().expect("a prompt")), "{prompt}: {next}");
}
