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

#[test]
fn another_prompt_each_time_and_never_the_same_twice_in_a_row() {
    let world = World::demo();
    let next = || {
        let json = world.run(&["reflect", "--prompt", "next", "--json"]).ok().json();
        (json["prompt"].as_str().expect("a name").to_owned(), json["theme"].as_str().expect("a theme").to_owned())
    };
    let shown: Vec<(String, String)> = (0..12).map(|_| next()).collect();
    assert!(shown.windows(2).all(|pair| pair[0] != pair[1]), "{shown:?}");
    let names: std::collections::BTreeSet<&String> = shown.iter().map(|(name, _)| name).collect();
    assert!(names.len() >= 6, "{shown:?}");
    // The one that was shown last is the one that is answered.
    let (last, _) = shown.last().expect("one").clone();
    let made = world.run(&["reflect", "--prompt", "next", "It moved.", "--json"]).ok().json();
    assert_eq!(made["prompt"], json!(last));
    assert_ne!(next().0, last, "not the one just answered");
    // Off means unasked: who asks is answered.
    let world = world.config("prompts = false\n");
    world.run(&["reflect"]).fails(2).says("there is no text; say something");
    assert!(world.run(&["reflect", "--prompt", "next"]).ok().stdout().contains('?'));
    // With no journal there is a prompt, and none is made.
    let empty = World::new();
    assert!(!empty.run(&["reflect", "--prompt", "next"]).ok().stdout().is_empty());
    assert!(!empty.journal().exists());
}

/// Row 10 of the claims: a prompt about growth at least once in five weekly reflections, where nothing else happens.
#[test]
fn claim_10_growth_is_asked_about_within_five_weeks() {
    let world = World::new();
    let themes: Vec<String> = (0..5)
        .map(|week| {
            let day = ["2026-11-22", "2026-11-29", "2026-12-06", "2026-12-13", "2026-12-20"][week];
            let offered = world.run(&["reflect", "--prompt", "next", "--json"]).ok().json();
            let name = offered["prompt"].as_str().expect("a name").to_owned();
            let made = ["reflection", "add", "It moved.", "--date", day, "--prompt", &name];
            let _ = world.run(&made).ok();
            offered["theme"].as_str().unwrap_or_default().to_owned()
        })
        .collect();
    assert!(themes.iter().any(|theme| theme == "growth-mindset"), "{themes:?}");
}

#[test]
fn a_line_that_rhymes_and_nothing_written() {
    let world = World::demo();
    let before = world.run(&["history", "--json"]).ok().json();
    let rhyme = world
        .run(&["reflect", "--rhyme", "The quiet people at the desk spoke first at the huddle", "--json"])
        .ok()
        .json();
    assert!(rhyme["text"].as_str().is_some_and(|text| text.contains("quiet desk")), "{rhyme}");
    assert_eq!(rhyme["by"], "Odile Varga");
    let none = world.run(&["reflect", "--rhyme", "zzz"]).ok();
    assert_eq!(none.stdout(), "Nothing older rhymes with it.\n");
    assert_eq!(world.run(&["history", "--json"]).ok().json(), before);
    assert_eq!(World::new().run(&["reflect", "--rhyme", "--json"]).ok().json(), Value::Null);
}

/// The card after two thin weeks, as the demo journal had it in spring; and after a pulse that makes the second.
#[test]
fn the_card_after_two_thin_weeks() {
    let card = |now: &str| World::demo().at(now).run(&["reflect", "--card", "--json"]).ok().json();
    for (now, there) in [
        ("2025-04-25T18:00:00Z", true),
        ("2025-05-02T18:00:00Z", true),
        ("2025-05-09T18:00:00Z", true),
        ("2025-06-06T18:00:00Z", false),
    ] {
        assert_eq!(card(now).is_array(), there, "{now}");
    }
    let card = card("2025-05-02T18:00:00Z");
    let said: Vec<&str> = card.as_array().expect("a card").iter().filter_map(Value::as_str).collect();
    assert_eq!(said.first(), Some(&"Two thin weeks in a row. That happens; it is also information."));
    assert_eq!(
        said.last(),
        Some(
            &"If it doesn't lift, or touches health, please talk to a doctor or someone trained for this: a journal can't."
        )
    );
    let world = World::new();
    let _ =
        world.run(&["pulse", "add", "--date", "2026-11-13", "--energy", "2", "--interest", "3", "--effect", "3"]).ok();
    let second = world.run(&["reflect", "--energy", "1", "--interest", "3", "--effect", "3"]).ok();
    assert!(second.stdout().contains("Two thin weeks in a row."), "{}", second.stdout());
    let quiet = World::new();
    let once = quiet.run(&["reflect", "--energy", "1", "--interest", "3", "--effect", "3"]).ok();
    assert!(!once.stdout().contains("thin weeks"));
}
