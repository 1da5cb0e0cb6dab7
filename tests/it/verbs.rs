//! The verbs of every kind from outside: exit codes, sentences, references, and that what is refused changes nothing.

use serde_json::{Value, json};

use crate::world::World;

/// Every kind's name on the command line.
fn kinds(world: &World) -> Vec<String> {
    let kinds = world.run(&["kinds", "--json"]).ok().json();
    kinds
        .as_array()
        .expect("a list")
        .iter()
        .map(|kind| kind["name"].as_str().expect("a name").replace('_', "-"))
        .collect()
}

#[test]
fn without_a_journal_reading_answers_and_makes_nothing() {
    let world = World::new();
    for kind in kinds(&world) {
        assert_eq!(world.run(&[&kind, "list", "--json"]).ok().json(), json!([]), "{kind}");
        let _ = world.run(&[&kind, "list"]).ok();
        world.run(&[&kind, "show", "anything"]).fails(3).says("matches “anything”");
    }
    for args in [&["search", "x", "--json"][..], &["history", "--json"]] {
        assert_eq!(world.run(args).ok().json(), json!([]), "{args:?}");
    }
    assert_eq!(world.run(&["today", "--count"]).ok().stdout(), "0\n");
    let _ = world.run(&["today", "--json"]).ok().json();
    let _ = world.run(&["config", "--json"]).ok().json();
    assert!(!world.journal().exists(), "reading made a journal");
}

#[test]
fn every_kind_goes_round() {
    let world = World::new();
    let person = world.run(&["person", "add", "Odile Varga", "--json"]).ok().json();
    let goal = world.run(&["goal", "add", "Hold six talks", "--json"]).ok().json();
    let skill = world.run(&["skill", "add", "Interviewing", "--json"]).ok().json();
    let id = |thing: &Value| thing["id"].as_str().expect("an id").to_owned();
    for kind in kinds(&world) {
        let mut args = vec![kind.clone(), "add".to_owned(), "--json".to_owned()];
        match kind.as_str() {
            "rating" => args.extend(["--own=3".to_owned(), format!("--skill={}", id(&skill))]),
            "pulse" => args.push("--energy=4".to_owned()),
            "check-in" => args.extend(["4.5".to_owned(), format!("--goal={}", id(&goal))]),
            "milestone" => args.extend(["A step".to_owned(), format!("--goal={}", id(&goal))]),
            "mentorship" => args.extend(["Flow".to_owned(), format!("--person={}", id(&person))]),
            _ => args.extend(["A".to_owned(), "title".to_owned()]),
        }
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let made = world.run(&args).ok().json();
        assert_eq!(made["kind"].as_str().map(|name| name.replace('_', "-")), Some(kind.clone()));
        let (full, short) = (id(&made), made["short_id"].as_str().expect("a short id").to_owned());
        for reference in [&full, &short] {
            assert_eq!(
                world.run(&[&kind, "show", reference, "--json"]).ok().json()["id"],
                json!(full),
                "{kind} {reference}"
            );
        }
        let edited = world.run(&[&kind, "edit", &short, "--tags", "one,two", "--json"]).ok().json();
        assert_eq!(edited["tags"], json!(["one", "two"]), "{kind}");
        let _ = world.run(&[&kind, "delete", &short]).ok();
        world.run(&[&kind, "show", &full]).fails(3).says("matches");
        let _ = world.run(&[&kind, "restore", &short]).ok();
        let listed = world.run(&[&kind, "list", "--tag", "two", "--json"]).ok().json();
        assert_eq!(listed[0]["id"], json!(full), "{kind}");
        let _ = world.run(&["undo", "3"]).ok();
        assert_eq!(
            world.run(&[&kind, "show", &full, "--json"]).ok().json()["tags"],
            json!([]),
            "{kind}: three sets taken back"
        );
    }
}

#[test]
fn what_is_off_is_named_and_changes_nothing() {
    let world = World::new();
    let _ = world.run(&["action", "add", "Send the board"]).ok();
    let before = world.run(&["export", "--format", "json"]).ok().stdout().to_owned();
    for (args, code, says) in [
        (&["action", "add", "x", "--state", "finished"][..], 2, "one of open, doing, done"),
        (&["action", "add", "x", "--due", "31 feb"], 2, "31 feb"),
        (&["action", "add", "x", "--due", "banana"], 2, "banana"),
        (&["action", "add", "x", "--owner", "nobody"], 3, "no person matches “nobody”"),
        (&["action", "add"], 2, "title"),
        (&["action", "edit", "board"], 2, "say what to change"),
        (&["action", "frob"], 2, "frob"),
        (&["actoin", "list"], 2, "action"),
        (&["goal", "add", "x", "--confidence", "11"], 2, "from 1 to 10"),
        (&["goal", "add", "x", "--baseline", "much"], 2, "a number"),
        (&["goal", "add", "x", "--checkpoints", "soon=3"], 2, "soon"),
        (&["pulse", "add", "a title"], 2, "no title of its own"),
        (&["action", "list", "--sort", "colour"], 2, "colour"),
        (&["search", "x", "--kind", "mood"], 2, "mood"),
        (&["done", "nothing like it"], 3, "nothing matches"),
        (&["check-in", "nosuch", "4"], 3, "no goal matches"),
        (&["--journal"], 2, "--journal"),
    ] {
        let said = world.run(args).fails(code);
        said.says(says);
        assert!(
            said.stderr().starts_with("mentee: ") && said.stderr().lines().count() == 1,
            "{args:?}: {}",
            said.stderr()
        );
    }
    assert_eq!(world.run(&["export", "--format", "json"]).ok().stdout(), before);
}

#[test]
fn a_reference_that_fits_several_lists_them() {
    let world = World::new();
    for title in ["Send the board", "Show the board"] {
        let _ = world.run(&["action", "add", title]).ok();
    }
    let said = world.run(&["done", "board"]).fails(3);
    said.says("Send the board");
    said.says("Show the board");
    let done =
        world.run(&["done", "send board", "--when", "yesterday", "--result", "She liked it", "--json"]).ok().json();
    assert_eq!(
        (&done["state"], &done["done"], &done["result"]),
        (&json!("done"), &json!("2026-11-21"), &json!("She liked it"))
    );
}

#[test]
fn lists_are_filtered_and_sorted() {
    let world = World::new();
    let _ = world.run(&["person", "add", "Odile Varga"]).ok();
    for (title, due, owner) in
        [("One", "2026-12-03", "me"), ("Two", "2026-12-01", "odile"), ("Three", "2026-12-02", "me")]
    {
        let _ = world.run(&["action", "add", title, "--due", due, "--owner", owner]).ok();
    }
    let titles = |args: &[&str]| -> Vec<String> {
        let args: Vec<&str> = ["action", "list", "--json"].iter().chain(args).copied().collect();
        let all = world.run(&args).ok().json();
        all.as_array().expect("a list").iter().map(|a| a["title"].as_str().expect("a title").to_owned()).collect()
    };
    assert_eq!(titles(&["--sort", "due"]), ["Two", "Three", "One"]);
    assert_eq!(titles(&["--sort", "-due", "--limit", "2"]), ["One", "Three"]);
    assert_eq!(titles(&["--owner", "odile"]), ["Two"]);
    assert_eq!(titles(&["--person", "odile"]), ["Two"]);
    assert_eq!(titles(&["--owner", "me", "--due", "2 dec"]), ["Three"]);
    assert_eq!(titles(&["--state", "done,dropped"]), Vec::<String>::new());
    assert_eq!(titles(&["--since", "tomorrow"]), Vec::<String>::new());
    assert_eq!(titles(&["--goal", ""]).len(), 3, "an empty value looks for what is not set");
}

#[test]
fn a_touch_noted_late_never_moves_the_last_one_back() {
    let world = World::new();
    let _ = world.run(&["person", "add", "Odile Varga", "--closeness", "5"]).ok();
    let _ = world.run(&["person", "touch", "odile", "--when", "yesterday", "--way", "mail"]).ok();
    let now = world.run(&["person", "touch", "odile", "--when", "3 days ago", "--json"]).ok().json();
    assert_eq!((&now["last_touch"], &now["freshness"]), (&json!("2026-11-21"), &json!("fresh")));
    assert_eq!(now["next_touch"], "2026-12-21");
}

#[test]
fn the_same_seed_tells_the_same_story() {
    let story = || {
        let world = World::new();
        let _ = world.run(&["person", "add", "Odile Varga"]).ok();
        let _ = world.run(&["log", "Met @odile today 14:00", "! send the board by fri"]).ok();
        world.run(&["export", "--format", "json"]).ok().stdout().to_owned()
    };
    assert_eq!(story(), story());
}
