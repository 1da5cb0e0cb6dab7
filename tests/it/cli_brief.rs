//! `mentee brief`: the page for one person, and that nothing leaves by it which they may not see.

use serde_json::{Value, json};

use crate::world::World;

#[test]
fn the_page_for_the_person_of_the_next_meeting() {
    let world = World::demo();
    let page = world.run(&["brief"]).ok();
    insta::assert_snapshot!(page.stdout(), @r"
    # For Odile Varga

    Written Tue 30 Sep 2025

    ## Since last time

    - Reached: Hold 6 first conversations with people outside logistics
    - Done: Present to the steering group
    - Done: Ask our HR about a secondment — Possible; my post is kept

    ## Your last advice, and what happened

    - “Take the secondment”: parked for now: She has an interest in it and said so;
      I want the counter-argument first
    - “Send the answer first and the working afterwards”: adapted, it helped: The
      working goes along for those who ask, as a second page
    - “Stop after the answer, even if it feels rude”: tried, it helped

    ## Where goals stand

    - ▰▰▰▰▰▰▱▱▱▱ 3/5 Lead analyst application · slipping, due Fri 31 Oct
    - ▰▰▰▰▰▰▰▰▰▰ 5.5 h/week Weekly replanning 14 → 6 h · achieved
    - ▰▰▰▰▰▰▰▰▰▰ 6/6 First talks outside logistics · achieved

    ## What I'd like from you today

    1. Decide with me: If you had to argue against your own offer, what would you
       say?
    2. Decide with me: Which part of this can be undone after three months, and
       which cannot?
    3. Think with me: What would your night desk need to hear from me in the first
       week?
    4. Introduce me: Mirela Stan, supplies nobody counts

    ## Anything you want to raise?

    …

    ## Words of mine

    - bed manager: The one person who sees the whole board
    - blueprint: A drawing of a service with its front and its back stage
    - affordance: What a thing invites you to do without a word
    - slot: The time at which a dock is yours
    - huddle: Ten standing minutes at the board
    ");
    assert_eq!(world.run(&["brief", "odile"]).ok().stdout(), page.stdout());
}

#[test]
fn it_fits_a_page() {
    let world = World::demo();
    for person in ["odile", "ruben", "hanne", "Carla Nyberg"] {
        let page = world.run(&["brief", person]).ok();
        assert!(page.stdout().lines().count() <= 60, "{person}");
        assert!(page.stdout().lines().all(|line| line.chars().count() <= 80), "{person}:\n{}", page.stdout());
        assert!(!page.stdout().contains('\u{1b}'));
    }
}

#[test]
fn as_json() {
    let json = World::demo().run(&["brief", "odile", "--json"]).ok().json();
    let keys: Vec<_> = json.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["advice", "asks", "goals", "markdown", "meeting", "person", "since_last_time", "terms"]);
    assert_eq!(json["person"]["title"], "Odile Varga");
    assert_eq!(json["meeting"], Value::Null, "the meeting is private");
    assert_eq!(json["asks"][3], json!({"verb": "introduce", "title": "Mirela Stan, supplies nobody counts"}));
    assert_eq!(json["goals"][0]["value"], "3/5");
    assert!(json["markdown"].as_str().is_some_and(|text| text.starts_with("# For Odile Varga\n")));
}

/// Every private record's title, and every private text in a field, is looked for in every brief.
#[test]
fn nothing_private_is_in_it() {
    let world = World::demo();
    let all = world.run(&["export", "--format", "json"]).ok().json();
    let records = all["records"].as_array().expect("records");
    for name in ["Odile Varga", "Ruben Takeda", "Hanne Solberg-Pike"] {
        let id = &world.run(&["person", "show", name, "--json"]).ok().json()["id"];
        let sees = |record: &&Value| {
            let seen = &record["visibility"];
            seen == "mentors" || seen.as_array().is_some_and(|list| list.contains(id))
        };
        let page = world.run(&["brief", name]).ok().stdout().split_whitespace().collect::<Vec<_>>().join(" ");
        let shared: String = records.iter().filter(sees).map(ToString::to_string).collect();
        for record in records.iter().filter(|record| !sees(record)) {
            for (field, value) in record.as_object().expect("an object") {
                // Short words of the vocabulary occur everywhere.
                let text = value.as_str().filter(|text| text.len() > 14 && *text != name).unwrap_or_default();
                if !text.is_empty() && !shared.contains(text) {
                    assert!(!page.contains(text), "{name} is told the {field} of a {}: {text}", record["kind"]);
                }
            }
        }
    }
}

#[test]
fn what_is_private_leaves_no_trace() {
    let world = World::new();
    let _ = world.run(&["person", "add", "Odile Varga", "--visibility", "private"]).ok();
    let _ = world.run(&["mentorship", "add", "--person", "odile"]).ok();
    let _ = world.run(&["meeting", "add", "--people", "odile", "--at", "2026-11-01 10:00", "--state", "held"]).ok();
    let bare = world.run(&["brief", "odile"]).ok().stdout().to_owned();
    let goal = world.run(&["goal", "add", "SECRET goal", "--json"]).ok().json();
    for args in [
        &["question", "add", "SECRET question", "--for", "odile"][..],
        &["advice", "add", "SECRET advice", "--by", "odile", "--my-call", "try"],
        &["introduction", "add", "SECRET introduction", "--via", "odile"],
        &["obstacle", "add", "SECRET obstacle"],
        &["action", "add", "SECRET action", "--state", "done"],
        &["term", "add", "SECRET term"],
        &["meeting", "add", "--people", "odile", "--at", "2026-12-01 10:00", "--intention", "SECRET intention"],
        &["decision", "add", "SECRET decision"],
    ] {
        let _ = world.run(args).ok();
    }
    assert_eq!(world.run(&["brief", "odile"]).ok().stdout(), bare);
    // What is shared links to what is not: only the shared thing itself is told.
    let shared = ["action", "add", "Send the board", "--state", "done", "--visibility", "mentors", "--goal"];
    let id = goal["id"].as_str().expect("an id");
    let _ = world.run(&[&shared[..], &[id]].concat()).ok();
    let page = world.run(&["brief", "odile"]).ok();
    assert!(
        page.stdout().contains("- Done: Send the board\n") && !page.stdout().contains("SECRET"),
        "{}",
        page.stdout()
    );
    // A goal whose check-ins are private is named, and no more.
    let _ = world
        .run(&["goal", "add", "Hold six talks", "--measure", "count", "--target", "6", "--visibility", "odile"])
        .ok();
    let _ = world.run(&["check-in", "six talks", "3", "--note", "SECRET note"]).ok();
    let page = world.run(&["brief", "odile"]).ok();
    assert!(page.stdout().contains("- Hold six talks\n"), "{}", page.stdout());
    // A mentorship that is over takes what is for all mentors with it.
    let _ = world.run(&["mentorship", "edit", "Odile", "--state", "closed"]).ok();
    assert!(!world.run(&["brief", "odile"]).ok().stdout().contains("Send the board"));
}

#[test]
fn with_nobody_to_meet() {
    let world = World::new();
    let said = world.run(&["brief"]).ok();
    assert_eq!(said.stdout(), "No meeting is planned. `mentee brief PERSON` writes one for anybody.\n");
    assert_eq!(world.run(&["brief", "--json"]).ok().json()["person"], Value::Null);
    world.run(&["brief", "nobody"]).fails(3).says("no person matches “nobody”");
    assert!(!world.journal().exists());
}
