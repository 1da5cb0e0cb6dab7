//! `mentee --linear`: whole journeys by lines on standard input, as a screen reader's user takes them.

use crate::world::World;

/// Says these lines, and gives what was printed.
fn talk(world: &World, lines: &[&str]) -> String {
    world.pipe(lines.join("\n") + "\n", &["--linear"]).ok().stdout().to_owned()
}

#[test]
fn it_says_what_there_is_and_ends_with_the_input() {
    let world = World::demo();
    let told = talk(&world, &[]);
    for line in ["NEXT MEETING", "1. today: what needs me", "Everything is saved."] {
        assert!(told.contains(line), "{line} in\n{told}");
    }
    assert!(!told.contains('\u{1b}'), "no escape sequence");
    assert!(talk(&World::new(), &["quit"]).contains("Nothing here yet."));
    let refused = talk(&world, &["nonsense", "0", "q"]);
    assert_eq!(refused.matches("That is none of them.").count(), 2, "{refused}");
}

#[test]
fn a_capture_is_six_questions() {
    let world = World::new();
    let told = talk(
        &world,
        &[
            "capture",
            "Odile Varga",
            "today 08:00 45m",
            "Huddle at the board -> try Monday",
            "",
            "send her our dock board by fri",
            "call the depot",
            "",
            "an introduction to the bed manager",
            "",
            "how did she get the doctors to come",
            "",
            "She was in a hurry.",
            "",
            "",
            "5",
            "in 4 weeks",
            "quit",
        ],
    );
    for line in ["It will become:", "Insight: Huddle at the board", "Saved ", "Everything is saved."] {
        assert!(told.contains(line), "{line} in\n{told}");
    }
    let actions = world.run(&["action", "list", "--json"]).ok().json();
    assert_eq!(actions.as_array().map(Vec::len), Some(3), "{actions}");
    let meetings = world.run(&["meeting", "list", "--json"]).ok().json();
    assert_eq!(meetings[0]["worth"], 5, "{meetings}");
    assert!(meetings[0]["next_date"].is_string(), "{meetings}");
    assert!(meetings[0]["notes"].as_str().is_some_and(|notes| notes.contains("in a hurry")), "{meetings}");
    assert_eq!(world.run(&["question", "list", "--json"]).ok().json().as_array().map(Vec::len), Some(1));
}

#[test]
fn what_was_said_before_the_line_dropped_is_kept() {
    let world = World::new();
    talk(&world, &["capture", "Odile", "", "Huddle at the board", "", "send the board"]);
    let told = talk(&world, &["capture", "", "", "", "", "", "", "y", "", "", "q"]);
    assert!(told.contains("A capture was kept:") && told.contains("! send the board"), "{told}");
    let actions = world.run(&["action", "list", "--json"]).ok().json();
    assert_eq!(actions[0]["title"], "send the board");
    assert!(!talk(&world, &["capture", ".", "q"]).contains("was kept"), "what is saved is no draft any more");
}

#[test]
fn anything_is_made_changed_taken_on_and_taken_back() {
    let world = World::new();
    let told = talk(&world, &["new", "action:", "Send the board", "due", "31 feb", "fri", "", "undo", "redo", "quit"]);
    for line in ["31 feb", "Saved “Send the board”", "Undone: ", "Back again: "] {
        assert!(told.contains(line), "{line} in\n{told}");
    }
    let told = talk(
        &world,
        &["done", "board", "search", "send kind:action", "1", "change it", "result", "She liked it", "", "", "q"],
    );
    assert!(told.contains("Send the board"), "{told}");
    let action = world.run(&["action", "show", "board", "--json"]).ok().json();
    assert_eq!((action["state"].as_str(), action["result"].as_str()), (Some("done"), Some("She liked it")), "{told}");
}

#[test]
fn a_goal_is_checked_in_on_and_the_week_looked_back_on() {
    let world = World::new();
    world
        .run(&[
            "goal",
            "add",
            "Cut weekly replanning",
            "--measure",
            "number",
            "--baseline",
            "14",
            "--target",
            "6",
            "--due",
            "2026-12-18",
            "--state",
            "active",
        ])
        .ok();
    let told = talk(&world, &["check in", "1", "eleven", "11.5", "7", "after the board", "progress", "brief", "q"]);
    assert!(told.contains("Saved"), "{told}");
    let made = world.run(&["check-in", "list", "--json"]).ok().json();
    assert_eq!((made[0]["value"].as_f64(), made[0]["confidence"].as_i64()), (Some(11.5), Some(7)));
    talk(&world, &["reflect", "The board helped.", "I ask first next week.", "", "4", "", "5", "q"]);
    let kept = world.run(&["reflection", "list", "--json"]).ok().json();
    assert_eq!(kept[0]["body"], "The board helped.\nI ask first next week.");
    assert!(kept[0]["prompt"].is_string());
    let pulse = world.run(&["pulse", "list", "--json"]).ok().json();
    assert_eq!(
        (pulse[0]["energy"].as_i64(), pulse[0]["interest"].as_i64(), pulse[0]["effect"].as_i64()),
        (Some(4), None, Some(5))
    );
}

#[test]
fn lists_are_numbered_and_read_a_page_at_a_time() {
    let world = World::demo();
    let told = talk(&world, &["people", "more", "", "list", "insight", "1", "", "", "command", "tag list", "q"]);
    assert!(told.contains("1 to 15 of ") && told.contains("16 to "), "{told}");
}

#[test]
fn what_happened_and_what_lies_ahead_are_read_out() {
    let world = World::demo();
    let told = talk(&world, &["timeline", "soon", "2025", "", "more", "1", "", ".", "horizon", "q"]);
    for line in ["Of which time?", "1 to 15 of ", "16 to 30 of ", "NEXT MEETINGS", "Everything is saved."] {
        assert!(told.contains(line), "{line} in\n{told}");
    }
    assert!(told.contains("a quarter such as 2026-Q3"), "{told}");
    let none = talk(&World::new(), &["timeline", "", "", "horizon", "q"]);
    assert!(none.contains("Nothing happened then"), "{none}");
}

#[test]
fn a_letter_is_drafted_by_questions_and_written() {
    let world = World::demo();
    world.write("there.md", "mine");
    let told = talk(
        &world,
        &[
            "letter",
            "third-meeting",
            "odile",
            "Tue or Thu",
            "there.md",
            "letter",
            "third",
            "odile",
            "Fri",
            "new.md",
            "q",
        ],
    );
    for line in ["outreach: a first word", "two dates? An empty line leaves it open.", "Would Tue or Thu suit you?"] {
        assert!(told.contains(line), "{line} in\n{told}");
    }
    assert_eq!(world.read("there.md"), "mine", "no file is written over");
    assert!(world.read("new.md").contains("Would Fri suit you?"), "{told}");
    let left = world.run(&["--json", "share", "list"]).ok().json();
    assert!(left.to_string().contains("new.md"), "{left}");
    assert!(talk(&world, &["letter", "thanks", "odile", ".", "q"]).contains("Everything is saved."));
}

#[test]
fn a_paper_is_read_out_and_written() {
    let world = World::demo();
    let told = talk(&world, &["papers", "learning", "2025", "record.html", "papers", "programme", "", "", "q"]);
    for line in ["Evidence", "Only you may see the words of", "Written to record.html", "Everything is saved."] {
        assert!(told.contains(line), "{line} in\n{told}");
    }
    assert!(world.read("record.html").contains("<html"));
    assert!(!told.contains("unexpected argument"), "{told}");
}
