//! Progress review, evaluation and ending from the command line and line by line: what they print, what they write, and what they
//! refuse.

use serde_json::{Value, json};

use crate::world::World;

fn field(world: &World, args: &[&str], name: &str) -> Value {
    world.run(&[args, &["--json"]].concat()).ok().json()[name].clone()
}

#[test]
fn a_review_shows_each_goal_with_its_pace_and_what_else_is_open() {
    let demo = World::demo();
    let page = demo.run(&["meeting", "review"]).ok();
    for part in [
        "Progress review with Odile Varga",
        "Lead analyst application  3/5: slipping, 60 % done, 83 % expected",
        "27 Dec (1 Dec to 6 Feb 2026)",
        "I am 5 of 10 sure · Odile said 3 of 5",
        "Weekly replanning",
        "WHAT ELSE IS OPEN",
    ] {
        assert!(page.stdout().contains(part), "{part}: {}", page.stdout());
    }
    for hidden in ["Father", "8 dispatcher interviews", "Simulation course"] {
        assert!(!page.stdout().contains(hidden), "{hidden} is no matter of this review");
    }
    let told = demo.run(&["meeting", "review", "--json"]).ok().json();
    assert_eq!((&told["name"], &told["goals"][0]["word"]), (&json!("Odile Varga"), &json!("slipping")));
    assert_eq!(told["goals"][0]["rating"][0], 3);
}

#[test]
fn claim_69_the_mentors_rating_a_new_date_and_one_dated_record() {
    let demo = World::demo();
    let made = demo
        .run(&[
            "meeting",
            "review",
            "--with",
            "odile",
            "--goal",
            "lead analyst",
            "--moved",
            "the steering group liked the cases",
            "--in-the-way",
            "the path question",
            "--confidence",
            "6",
            "--rating",
            "4",
            "--rated",
            "the case is the last step",
            "--choice",
            "reshape",
            "--due",
            "2025-11-11",
            "--json",
        ])
        .ok()
        .json();
    assert_eq!(
        (&made["kind"], &made["frame"], &made["tags"]),
        (&json!("reflection"), &json!("event"), &json!(["review"]))
    );
    let body = made["body"].as_str().expect("a body");
    assert!(body.starts_with("Progress review with Odile Varga\n"), "{body}");
    assert!(body.contains("Odile said 4 of 5: “the case is the last step”"), "{body}");
    assert_eq!(made["visibility"], "private", "what was said stays until it is shared");
    // The rating is a check-in of source mentor, what I said one of mine without a value; the figures stay.
    let goal = demo.run(&["goal", "show", "lead analyst", "--json"]).ok().json();
    assert_eq!((&goal["due"], &goal["pace"]["actual"]), (&json!("2025-11-11"), &json!(0.6)));
    let rated = demo.run(&["check-in", "list", "--goal", "lead analyst", "--source", "mentor", "--json"]).ok().json();
    assert!(
        rated
            .as_array()
            .expect("a list")
            .iter()
            .any(|it| it["rating"] == 4 && it["note"] == "the case is the last step")
    );
    // The old date is kept and shown.
    assert!(demo.run(&["goal", "show", "lead analyst"]).ok().stdout().contains("moved once, +11 d"));
    // A second call on the same day goes into the same record.
    let again = demo
        .run(&[
            "meeting",
            "review",
            "--with=odile",
            "--goal=lead analyst",
            "--choice=pause",
            "--line=We slow down.",
            "--json",
        ])
        .ok()
        .json();
    assert_eq!(again["id"], made["id"]);
    assert!(again["body"].as_str().is_some_and(|body| body.contains("4 of 5") && body.ends_with("We slow down.")));
    assert_eq!(field(&demo, &["goal", "show", "lead analyst"], "state"), "paused");
    let _ = demo.run(&["undo", "2"]).ok();
    assert_eq!(field(&demo, &["goal", "show", "lead analyst"], "due"), "2025-10-31");
}

#[test]
fn all_goals_at_once_or_none() {
    let demo = World::demo();
    let answers = r#"[{"goal": "lead analyst", "choice": "drop", "reason": "the path is open", "sure": 3},
                      {"goal": "Cut weekly replanning", "choice": "celebrate", "moved": "the colours"}]"#;
    let made = demo.pipe(answers, &["meeting", "review", "--with=odile", "--answers=-", "--json"]).ok().json();
    assert!(made["body"].as_str().is_some_and(|body| body.contains("celebrate") && body.contains("the path is open")));
    let goal = demo.run(&["goal", "show", "lead analyst", "--json"]).ok().json();
    assert_eq!((&goal["state"], &goal["resolution"]), (&json!("dropped"), &json!("the path is open")));
    for (args, code, says) in [
        (&["--moved", "x"][..], 2, "--goal GOAL"),
        (&["--goal", "interviews", "--moved", "x"], 1, "no goal of this review"),
        (&["--goal", "no such thing", "--moved", "x"], 3, "matches"),
        (&["--goal", "Cut weekly", "--choice", "keep"], 2, "celebrate"),
        (&["--goal", "Cut weekly", "--rating", "6"], 2, "1 to 5"),
        (&["--goal", "Cut weekly", "--reason", "x"], 2, "--choice"),
        (&["--answers", "{}"], 2, "--answers takes"),
        (&["--answers", "[{\"goal\": \"Cut weekly\", \"mood\": 3}]"], 2, "mood"),
    ] {
        demo.run(&[&["meeting", "review", "--with", "odile"], args].concat()).fails(code).says(says);
    }
    World::new().run(&["meeting", "review"]).fails(1).says("--with PERSON");
}

#[test]
fn a_gap_goes_onto_the_next_agenda() {
    let demo = World::demo();
    let placed = demo.run(&["evaluation", "agenda", "half-year"]).ok();
    assert!(placed.stdout().contains("On the agenda of “Odile, regular”"), "{}", placed.stdout());
    let next = demo.run(&["meeting", "list", "--state=prepared", "--json"]).ok().json();
    assert!(next.to_string().contains("We see “feedback” differently"), "{next}");
    let again = demo.run(&["evaluation", "agenda", "half-year"]).ok();
    assert!(again.stdout().contains("already"), "{}", again.stdout());
    demo.run(&["evaluation", "agenda", "latest look"]).fails(1).says("their half is still out");
    let kept = demo.run(&["question", "agenda", "q24", "--for", "hanne"]).ok();
    assert!(kept.stdout().contains("kept as a question"), "{}", kept.stdout());
    let questions = demo.run(&["question", "list", "--person=hanne", "--json"]).ok().json();
    assert!(questions.to_string().contains("What am I not saying about this obstacle?"), "{questions}");
}

#[test]
fn an_ending_settles_promises_and_agrees_on_contact() {
    let demo = World::demo();
    let finish = ["mentorship", "end", "odile", "finish", "--cadence=42", "--last-talk=next", "--keep-look-back"];
    let _ = demo.run(&finish).ok();
    let talk = demo.run(&["meeting", "list", "--meeting-kind=closing", "--since=2025-10-01", "--json"]).ok().json();
    assert!(talk.to_string().contains("Where we began and where we are"), "{talk}");
    assert_eq!(field(&demo, &["mentorship", "show", "odile: flow"], "cadence_days"), 42);
    let notes = demo.run(&["reflection", "list", "--tag=look-back", "--json"]).ok().json();
    assert!(notes[0]["body"].as_str().is_some_and(|body| body.starts_with("# Looking back with Odile Varga")));
    let close = [
        "mentorship",
        "end",
        "odile",
        "close",
        "--promise",
        "job descriptions=done",
        "--role=peer",
        "--first=me",
        "--cadence=90",
    ];
    let _ = demo.run(&close).ok();
    let ended = demo.run(&["mentorship", "show", "odile: flow", "--json"]).ok().json();
    assert_eq!((&ended["state"], &ended["relation"]), (&json!("closed"), &json!("peer")));
    assert_eq!(ended["ended_reason"], "Goes on as peer; I write first, every 90 days");
    assert_eq!(field(&demo, &["person", "show", "odile"], "cadence_days"), 90);
    assert_eq!(field(&demo, &["action", "show", "job descriptions"], "state"), "done");
    assert!(demo.run(&["search", "flow"]).ok().stdout().contains("flow"), "the archive stays to be found");
    demo.run(&["mentorship", "end", "ruben", "close", "--promise", "x"]).fails(2).says("REF=FATE");
}

#[test]
fn whoever_felt_unsafe_leaves_without_a_word() {
    let demo = World::demo();
    let end = ["mentorship", "end", "ruben", "stop", "--unsafe", "--keep-look-back", "--reason=it got loud"];
    let page = demo.run(&end).ok();
    assert!(page.stdout().contains("Talk to someone you trust") && !page.stdout().contains("Three lines"));
    let planned = demo.run(&["meeting", "list", "--person=ruben", "--state=planned", "--json"]).ok().json();
    assert_eq!(planned, json!([]), "a talk that nobody wants is not planned any more");
    assert_eq!(demo.run(&["reflection", "list", "--tag=look-back", "--json"]).ok().json(), json!([]));
}

#[test]
fn the_same_talks_line_by_line() {
    let demo = World::demo();
    let page = |lines: &[&str]| demo.pipe(lines.join("\n") + "\n", &["--linear"]).ok().stdout().to_owned();
    let said = page(&["goal review", "odile", "the board", "the path", "", "7", "4", "", "keep", "", ".", "quit"]);
    assert!(said.contains("Goal 1 of 3.") && said.contains("What moved it?"), "{said}");
    assert!(said.contains("Kept as a draft; nothing is written."), "{said}");
    let said = page(&[
        "goal review",
        "odile",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "quit",
    ]);
    assert!(said.contains("Go on with it?") && said.contains("Reviewed 1 goal, kept as a note"), "{said}");
    let said = page(&["end", "ruben", "stop", "other hours", "yes", "quit"]);
    assert!(said.contains("It is over.") && said.contains("Talk to someone you trust"), "{said}");
    let mut lines = vec!["evaluate", "odile"];
    lines.extend([""; 15]);
    lines.extend([
        "5",
        "4",
        "-",
        "4",
        "4",
        "5",
        "3",
        "4",
        "4",
        "5",
        "the walks",
        "",
        "",
        "Start with the hard thing",
        "in 4 weeks",
        "quit",
    ]);
    let said = page(&lines);
    assert!(said.contains("Only for you so far."), "{said}");
}

#[test]
fn a_brief_is_written_to_a_file_and_a_hint_is_waved_away() {
    let demo = World::demo();
    for (name, part) in [("b.md", "# For Odile"), ("b.txt", "For Odile"), ("b.html", "<h1>For Odile")] {
        let _ = demo.run(&["brief", "odile", "--out", name]).ok();
        assert!(demo.read(name).contains(part), "{name}");
    }
    demo.run(&["brief", "odile", "--out", "b.md"]).fails(1).says("b.md");
    demo.run(&["brief", "odile", "--out", "b.pdf"]).fails(2).says(".html");
    let _ = demo.run(&["goal", "add", "Improve my networking"]).ok();
    let waved = demo.run(&["goal", "edit", "networking", "--waved=S,t", "--json"]).ok().json();
    let smart = &waved["smart"];
    let smart = if smart.is_null() { field(&demo, &["goal", "show", "networking"], "smart") } else { smart.clone() };
    assert_eq!((&smart["specific"]["question"], &smart["time_bound"]["question"]), (&Value::Null, &Value::Null));
    assert_eq!(smart["specific"]["mark"], "missing", "the mark says what it says");
    assert!(smart["relevant"]["question"].is_string());
}
