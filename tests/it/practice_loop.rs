//! The whole loop from the command line alone: a capture becomes advice, a call, an action, a result; it is told back and
//! leaves the brief; goals, an obstacle, an evaluation and an ending, with no screen.

use serde_json::{Value, json};

use crate::world::World;

fn short(thing: &Value) -> String {
    thing["short_id"].as_str().expect("a short id").to_owned()
}

/// A journal with a mentor, as a person would begin it.
fn begun() -> World {
    let world = World::new();
    for args in [
        &[
            "profile",
            "add",
            "Noor Haldane",
            "--role",
            "analyst, Larkfield Freight",
            "--home-industry",
            "logistics & transport",
            "--stage",
            "mid",
        ][..],
        &["person", "add", "Odile Varga", "--industry", "healthcare", "--helps-with", "flow problems"],
        &[
            "mentorship",
            "add",
            "Flow with other eyes",
            "--person",
            "odile",
            "--aim-type",
            "perspective",
            "--aim-mentee",
            "See flow problems with other eyes.",
            "--start",
            "2026-09-01",
            "--planned-end",
            "2027-09-01",
        ],
    ] {
        let _ = world.run(args).ok();
    }
    world
}

#[test]
fn advice_goes_round_and_comes_back() {
    let world = begun();
    // A talk is captured: advice, a promise, a question.
    let text = [
        "Met @odile today 8:00 45m #flow",
        "> stand at the board, not in a room",
        "! try the board at North-2 by fri",
        "? what if nobody comes",
    ];
    let made = world.run(&[&["log", "--json"], &text[..]].concat()).ok().json();
    let of = |kind: &str| {
        made["created"].as_array().expect("a list").iter().find(|row| row["kind"] == kind).cloned().expect(kind)
    };
    let (advice, action) = (short(&of("advice")), short(&of("action")));
    // The call, dated by itself; the promise comes from it.
    let called =
        world.run(&["advice", "edit", &advice, "--my-call", "try", "--visibility", "odile", "--json"]).ok().json();
    assert_eq!(called["called"], "2026-11-22");
    let _ = world.run(&["action", "edit", &action, "--from", &advice]).ok();
    // Done, with its result; the line says who has not heard.
    let world = world.at("2026-11-27T17:00:00Z");
    let done = world.run(&["done", &action, "--result", "four of five came"]).ok();
    assert!(
        done.stdout().contains("Odile said “stand at the board, not in a room” and has not heard"),
        "{}",
        done.stdout()
    );
    let result = world.run(&["advice", "edit", &advice, "--result", "helped", "--json"]).ok().json();
    assert_eq!((&result["result"], &result["tried_on"]), (&json!("helped"), &json!("2026-11-27")));
    // Walkable both ways.
    assert!(world.run(&["advice", "show", &advice]).ok().stdout().contains("try the board at North-2"));
    assert!(world.run(&["action", "show", &action]).ok().stdout().contains("stand at the board"));
    // Untold for more than thirty days, it asks to be told, and stands in the brief and on the agenda.
    let world = world.at("2026-12-28T09:00:00Z");
    let today = world.run(&["today"]).ok();
    assert!(
        today.stdout().contains("Tell Odile what became of “stand at the board, not in a room”"),
        "{}",
        today.stdout()
    );
    let brief = world.run(&["brief", "odile"]).ok();
    assert!(brief.stdout().contains("“stand at the board, not in a room”: tried, it helped"), "{}", brief.stdout());
    let _ = world.run(&["meeting", "add", "Next", "--people=odile", "--at=tomorrow 14:00"]).ok();
    let agenda = world.run(&["meeting", "prepare", "next"]).ok();
    assert!(agenda.stdout().contains("What became of “stand at the board, not in a room”"), "{}", agenda.stdout());
    // The letter is made from the chain.
    let letter =
        world.run(&["letter", "outcome", "odile", "--fill", "line=boards are for talking", "--json"]).ok().json();
    assert_eq!(letter["fill"], json!([]));
    let text = letter["text"].as_str().expect("a text");
    assert!(text.contains("I did it. What happened: it helped (four of five came)."), "{text}");
    assert!(letter["words"].as_u64().is_some_and(|words| words <= 120));
    // Told back, it is quiet.
    let _ = world.run(&["done", &advice]).ok();
    assert!(!world.run(&["today"]).ok().stdout().contains("Tell Odile"));
    assert_eq!(world.run(&["advice", "show", &advice, "--json"]).ok().json()["told_back"], "2026-12-28");
}

#[test]
fn an_obstacle_is_met_tried_and_leaves_what_helped() {
    let world = begun();
    let made = world
        .run(&[
            "obstacle",
            "add",
            "Dispatchers don't trust the plan",
            "--state",
            "expected",
            "--tags",
            "stakeholder",
            "--if-then",
            "If someone says so, then I ask for the last time",
            "--needs",
            "view",
            "--json",
        ])
        .ok()
        .json();
    let id = short(&made);
    assert!(world.run(&["obstacle", "rehearse"]).ok().stdout().starts_with("If someone says so"));
    // Met in one step, its plan kept.
    let met = world.run(&["obstacle", "edit", &id, "--state", "met", "--json"]).ok().json();
    assert_eq!(met["if_then"], made["if_then"]);
    for (n, day) in ["yesterday 8:00", "today 8:00"].iter().enumerate() {
        let head = format!("Met @odile {day} 30m");
        let line = format!("talk {n}: the dispatchers trust no plan of mine");
        let _ = world.run(&["log", &head, &line]).ok();
    }
    let page = world.run(&["obstacle", "show", &id]).ok();
    assert!(page.stdout().contains("came up in two meetings, last Sun 22 Nov"), "{}", page.stdout());
    assert!(page.stdout().contains("a mentor, for another view"), "{}", page.stdout());
    // Claim 59: past insights with its tag are its lessons.
    let _ = world
        .run(&["insight", "add", "Ask for the last time it happened", "--tags", "stakeholder", "--person", "odile"])
        .ok();
    let lessons = world.run(&["obstacle", "lessons", &id, "--json"]).ok().json();
    assert_eq!(lessons["lessons"][0]["title"], "Ask for the last time it happened");
    let _ = world.run(&["done", &id, "--helped", "asking for the last time"]).ok();
    let next = world.run(&["obstacle", "add", "Planners don't trust the dispatchers"]).ok();
    assert!(
        next.stdout().contains("With “Dispatchers don't trust the plan” it helped: asking for the last time."),
        "{}",
        next.stdout()
    );
}

#[test]
fn claims_79_and_82_personal_stays_private_and_professional_never_goes_to_a_mentor() {
    let world = begun().config("[visibility]\nobstacle = \"mentors\"\n");
    let shared = world.run(&["obstacle", "add", "The night desk is not asked", "--json"]).ok().json();
    assert_eq!(shared["visibility"], "mentors", "the settings say so");
    let own = world.run(&["obstacle", "add", "Father's operation", "--area", "personal", "--json"]).ok().json();
    assert_eq!(own["visibility"], "private");
    let _ =
        world.run(&["obstacle", "add", "I cannot sleep", "--needs", "professional", "--visibility", "mentors"]).ok();
    let _ = world.run(&["meeting", "add", "Next", "--people=odile", "--at=tomorrow 14:00"]).ok();
    let agenda = world.run(&["meeting", "prepare", "next", "--topics", "20"]).ok();
    let brief = world.run(&["brief", "odile"]).ok();
    for page in [agenda.stdout(), brief.stdout()] {
        assert!(!page.contains("sleep") && !page.contains("Father"), "{page}");
    }
    assert!(world.run(&["obstacle", "show", "sleep"]).ok().stdout().contains("no mentor"));
}

#[test]
fn an_evaluation_has_its_gaps_and_the_next_one_begins_with_the_last_adjustment() {
    let world = begun();
    let _ = world
        .run(&[
            "evaluation",
            "add",
            "First look",
            "--mentorship",
            "flow",
            "--mine",
            "5,4,4,4,3,5,2,4,4,3",
            "--theirs",
            "4,4,4,3,3,4,4,4,3,4",
            "--adjustment",
            "One observation in each meeting",
            "--adjustment-due",
            "2026-12-20",
        ])
        .ok();
    let page = world.run(&["evaluation", "show", "first look"]).ok();
    let seven = "Feedback is specific enough to act on: you 2, they 4; you see this differently, worth five minutes";
    assert!(page.stdout().contains(seven) && page.stdout().contains("·●·○·"), "{}", page.stdout());
    assert!(page.stdout().contains("It's worth the time for me: you 3, they 4"), "claim 57: {}", page.stdout());
    let next = world.run(&["evaluation", "questions", "flow"]).ok();
    assert!(next.stdout().starts_with("Last time: “One observation in each meeting”, done?"), "{}", next.stdout());
    let told = world.run(&["evaluation", "questions", "flow", "--json"]).ok().json();
    assert_eq!(told["items"].as_array().map(Vec::len), Some(10));
    let _ = world.run(&["done", "first look"]).ok();
    assert!(world.run(&["evaluation", "questions", "odile"]).ok().stdout().contains("done Sun 22 Nov"));
}

#[test]
fn a_mentorship_begins_with_a_card_and_an_agreement() {
    let world = begun();
    let _ = world.run(&["person", "add", "Wanda Osgood"]).ok();
    for (name, score) in [("wanda", 3), ("odile", 1)] {
        let card = world.run(&["match", "start", name, "--json"]).ok().json();
        assert_eq!(card["lines"].as_array().map(Vec::len), Some(7));
        assert!(card["lines"].as_array().expect("lines").iter().all(|line| line["score"] == Value::Null));
        let mut lines = card["lines"].clone();
        lines[0]["score"] = json!(score);
        lines[1]["score"] = json!(3 - score);
        lines[0]["weight"] = json!(3);
        let _ = world.run(&["match", "edit", &short(&card), "--lines", &lines.to_string()]).ok();
    }
    let order = || -> Vec<Value> {
        let cards = world.run(&["match", "compare", "--json"]).ok().json();
        cards.as_array().expect("cards").iter().map(|card| card["title"].clone()).collect()
    };
    let before = order();
    assert!(world.run(&["match", "compare"]).ok().stdout().contains("not known yet: Time, and a way to reach them"));
    // Claim 54: another weight, another order.
    for card in world.run(&["match", "list", "--json"]).ok().json().as_array().expect("cards") {
        let mut lines = card["lines"].clone();
        lines[0]["weight"] = json!(0);
        lines[1]["weight"] = json!(3);
        let _ = world.run(&["match", "edit", &short(card), "--lines", &lines.to_string()]).ok();
    }
    assert_ne!(order(), before);
    let drafted = world.run(&["agreement", "draft", "odile", "--json"]).ok().json();
    let body = drafted["body"].as_str().expect("a body");
    assert!(body.contains("**Between** Noor Haldane and Odile Varga, from Tue 1 Sep"), "{body}");
    assert!(
        body.contains("Noor Haldane hopes to: See flow problems with other eyes.") && body.contains("{channel}"),
        "{body}"
    );
    assert_eq!((&drafted["state"], &drafted["review"]), (&json!("draft"), &json!("2026-12-01")));
    // Claim 34: an aim not asked yet is on the next agenda.
    let _ =
        world.run(&["meeting", "add", "Next", "--people=odile", "--at=tomorrow 14:00", "--meeting-kind=regular"]).ok();
    assert!(
        world
            .run(&["meeting", "prepare", "next"])
            .ok()
            .stdout()
            .contains("What would you like to get out of this yourself?")
    );
}

#[test]
fn ending_well_looks_back_and_ending_now_releases_what_is_open() {
    let demo = World::demo();
    let page = demo.run(&["mentorship", "look-back", "odile"]).ok();
    for part in [
        "# Looking back with Odile Varga",
        "I hoped: See flow problems with other eyes",
        "Weekly replanning 14 → 6 h: 5.5 h/week, achieved",
        "“Send the answer first and the working afterwards”",
        "Petra Lindqvist",
        "Four-line handover",
    ] {
        assert!(page.stdout().contains(part) || part.starts_with('“'), "{part}: {}", page.stdout());
    }
    let finish = demo.run(&["mentorship", "end", "odile", "finish"]).ok();
    assert!(
        finish.stdout().contains("winding-down") && finish.stdout().contains("--template closing"),
        "{}",
        finish.stdout()
    );
    let stop = demo.run(&["mentorship", "end", "odile", "stop", "--reason", "other hours"]).ok();
    assert!(
        stop.stdout().contains("released: mine: Send Odile the two job descriptions side by side"),
        "{}",
        stop.stdout()
    );
    assert!(
        stop.stdout().contains("Three lines you could send")
            && stop.stdout().contains("Nobody covers “perspective” now"),
        "{}",
        stop.stdout()
    );
    let open = demo.run(&["action", "list", "--state=open", "--json"]).ok().json();
    assert!(!open.to_string().contains("job descriptions"));
    let _ = demo.run(&["undo"]).ok();
    let quiet = demo.run(&["mentorship", "end", "odile", "stop", "--unsafe"]).ok();
    assert!(
        quiet.stdout().contains("Talk to someone you trust") && !quiet.stdout().contains("Three lines"),
        "{}",
        quiet.stdout()
    );
}

#[test]
fn claims_62_and_63_letters_name_what_is_linked_and_nothing_else() {
    let demo = World::demo();
    for (purpose, person) in [
        ("outreach", "wanda"),
        ("introduction", "mirela"),
        ("outcome", "odile"),
        ("silence", "ruben"),
        ("third-meeting", "ruben"),
        ("impact", "odile"),
        ("thanks", "hanne"),
        ("goodbye", "ruben"),
    ] {
        let letter = demo.run(&["letter", purpose, person, "--json"]).ok().json();
        assert!(letter["words"].as_u64().is_some_and(|words| words <= 120), "{letter}");
        assert!(!letter["text"].as_str().expect("a text").contains("Father"), "{letter}");
    }
    let impact = demo.run(&["letter", "impact", "odile"]).ok();
    assert_eq!(impact.stdout().matches("- “").count(), 3, "{}", impact.stdout());
    let others = demo.run(&["advice", "list", "--person", "ruben", "--json"]).ok().json();
    for advice in others.as_array().expect("advice") {
        let title = advice["title"].as_str().expect("a title");
        assert!(!impact.stdout().contains(title), "{title} is Ruben's: {}", impact.stdout());
    }
    demo.run(&["letter", "outreach", "nobody at all"]).fails(3).says("matches");
    demo.run(&["letter", "hate", "odile"]).fails(2).says("hate");
}
