//! What each save gives back, and what needs me in words.

use serde_json::json;

use crate::world::World;

/// Captures as one writes them, over some weeks.
const CAPTURES: [&str; 20] = [
    "! ask the night desk about the board by fri",
    "* The quiet desk knows first -> ask it first on Monday",
    "Met @odile today 8:00 45m #flow\nShe waits for the quiet desk to speak.",
    "> keep the colours to three",
    "= ^application 4 the written case is out",
    "~ dispatchers don't trust the new plan",
    "Met @ruben yesterday 16:00\n! draw the night dispatcher's day by fri",
    "? what would the bed desk ask me #secondment",
    "Thinking about the secondment and the path to lead #path",
    "* Show the ugly version to the depot before the meeting",
    "! send the handover in four lines by mon",
    "=> the pilot goes on in three depots",
    "The morning was calm; nothing to add",
    "%energy 4",
    ">@ruben test it with three people on a Tuesday",
    "< you apologise after the answer",
    "~ I go silent in a big room again",
    "* Let them choose the colours themselves #triage",
    "! write the case for the role ^application by next fri",
    "Met @odile today 8:30\n> leave the meeting first",
];

#[test]
fn twenty_captures_give_at_least_fifteen_useful_lines_never_a_general_one_twice_in_a_row() {
    let world = World::demo();
    let mut said = Vec::new();
    for capture in CAPTURES {
        let made = world.run(&["log", capture, "--json"]).ok().json();
        said.push(made["line"].as_str().map(str::to_owned));
    }
    let count = said.iter().flatten().count();
    assert!(count >= 15, "{count} of twenty: {said:#?}");
    let general = |line: &Option<String>| {
        line.as_deref().is_some_and(|line| line.starts_with("You see") || line.starts_with("From your notes"))
    };
    assert!(said.windows(2).all(|pair| !(general(&pair[0]) && general(&pair[1]))), "{said:#?}");
    assert!(said.windows(2).all(|pair| pair[0].is_none() || pair[0] != pair[1]), "the same line twice: {said:#?}");
}

#[test]
fn the_line_stands_under_what_was_saved_and_q_silences_it() {
    let world = World::demo();
    let done = world.run(&["done", "Write both paths"]).ok();
    let last = done.stdout().lines().last().expect("a line").to_owned();
    assert!(last.contains("Ruben, career") || last.contains("Write two Tuesdays"), "{last}");
    let quiet = world.run(&["-q", "log", "* Let them choose the colours themselves #triage"]).ok();
    assert_eq!(quiet.stdout(), "");
    let check_in = world.run(&["check-in", "application", "4"]).ok();
    let last = check_in.stdout().lines().last().expect("a line").to_owned();
    assert!(last.contains("application") || last.starts_with("From "), "{last}");
    let fresh = World::new();
    let _ = fresh.run(&["log", "A first note"]).ok();
}

#[test]
fn an_obstacle_like_one_before_says_what_helped_then() {
    let world = World::demo();
    let said = world.run(&["obstacle", "add", "I go silent in the steering group's room"]).ok();
    let last = said.stdout().lines().last().expect("a line").to_owned();
    assert_eq!(
        last,
        "With “I go silent in rooms above eight people” it helped: Standing up, and one person to begin with."
    );
}

#[test]
fn needs_are_sentences_and_json_keeps_the_titles() {
    let world = World::demo();
    let page = world.run(&["today"]).ok();
    assert!(
        page.stdout().contains("Tell Odile what became of “Send the answer first and the working a"),
        "{}",
        page.stdout()
    );
    let today = world.run(&["today", "--json"]).ok().json();
    let untold =
        today["needs_you"].as_array().expect("needs").iter().find(|need| need["kind"] == "advice").expect("one");
    assert_eq!(untold["title"], "Send the answer first and the working afterwards");
    assert_eq!(untold["to_do"], json!("Tell Odile what became of “Send the answer first and the working afterwards”"));
}
