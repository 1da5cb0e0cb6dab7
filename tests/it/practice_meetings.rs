//! Before and after a talk, from the command line: the agenda that drafts itself, the bank of questions, what became of a
//! planned meeting, the summary, and what could be completed.

use serde_json::{Value, json};

use crate::world::World;

fn lines(made: &Value) -> Vec<&str> {
    made["agenda"].as_array().expect("an agenda").iter().filter_map(|line| line["text"].as_str()).collect()
}

fn origins(made: &Value) -> Vec<&str> {
    made["agenda"].as_array().expect("an agenda").iter().filter_map(|line| line["from"].as_str()).collect()
}

#[test]
fn an_agenda_drafts_itself_from_open_loops_in_order_and_adds_up() {
    let world = World::demo();
    let args = ["meeting", "add", "--people", "odile", "--at", "14 oct 14:00", "--minutes", "45", "--title", "Fresh"];
    let _ = world.run(&args).ok();
    let made = world.run(&["meeting", "prepare", "fresh", "--json"]).ok().json();
    assert_eq!(origins(&made), ["promises", "advice", "goal", "need", "question", "bank"]);
    assert_eq!(made["minutes"], json!({"used": 45, "of": 45}));
    assert_eq!(lines(&made)[1], "What became of “Send the answer first and the working afterwards”");
    assert_eq!(lines(&made)[2], "Lead analyst application: slipping");
    assert_eq!(lines(&made)[3], "Introductions: what would help?");
    let kept = world.run(&["meeting", "show", "fresh", "--json"]).ok().json();
    assert_eq!((&kept["state"], &kept["agenda"]), (&json!("prepared"), &made["agenda"]));
    assert!(
        !made["agenda"].to_string().contains("statistics degree"),
        "what needs someone trained is not for a mentor"
    );
    let again = world.run(&["meeting", "prepare", "fresh", "--json"]).ok().json();
    assert_eq!(again["agenda"], made["agenda"], "to prepare twice changes nothing");
}

#[test]
fn what_stands_on_an_agenda_stays_and_a_full_one_takes_nothing_more() {
    let world = World::demo();
    let made = world.run(&["meeting", "prepare", "--dry-run", "--json"]).ok().json();
    assert_eq!(made["minutes"], json!({"used": 45, "of": 45}));
    assert_eq!(
        lines(&made),
        [
            "Promises on both sides",
            "What became of the advice",
            "The counter-argument to her own offer",
            "The written case",
            "Next date"
        ]
    );
    let page = world.run(&["meeting", "prepare", "--dry-run"]).ok();
    assert!(page.stdout().contains("Also open") && page.stdout().contains("matters to them"), "{}", page.stdout());
}

#[test]
fn a_sort_of_talk_has_its_template() {
    let world = World::new();
    let _ = world.run(&["person", "add", "Odile Varga"]).ok();
    for (kind, minutes) in
        [("first", 45), ("obstacle", 45), ("career", 60), ("feedback", 45), ("review", 60), ("closing", 60)]
    {
        let minutes = minutes.to_string();
        let args = [
            "meeting",
            "add",
            kind,
            "--people=odile",
            "--at=tomorrow 14:00",
            "--meeting-kind",
            kind,
            "--minutes",
            &minutes,
        ];
        let _ = world.run(&args).ok();
        let made = world.run(&["meeting", "prepare", kind, "--json"]).ok().json();
        assert_eq!(made["minutes"]["used"], made["minutes"]["of"], "{kind}");
        assert!(origins(&made).iter().all(|from| *from == "template"), "{kind}: {made}");
    }
    world
        .run(&["meeting", "prepare", "first", "--template", "long"])
        .fails(2)
        .says("there are first, regular, obstacle");
    let other =
        world.run(&["meeting", "prepare", "career", "--template", "closing", "--dry-run", "--json"]).ok().json();
    assert_eq!(other["minutes"]["used"], 60);
}

#[test]
fn what_was_parked_is_carried_over_with_its_day() {
    let world = World::new();
    let _ = world.run(&["person", "add", "Odile Varga"]).ok();
    let agenda = r#"[{"text":"Two colleagues leaving","minutes":5,"state":"parked"},{"text":"Empty returns","minutes":20,"state":"covered"}]"#;
    let _ = world
        .run(&["meeting", "add", "Last", "--people=odile", "--at=2026-11-03 14:00", "--state=held", "--agenda", agenda])
        .ok();
    let _ = world.run(&["meeting", "add", "Coming", "--people=odile", "--at=tomorrow 14:00"]).ok();
    let made = world.run(&["meeting", "prepare", "coming", "--json"]).ok().json();
    let carried = &made["agenda"][0];
    assert_eq!((&carried["text"], &carried["from"]), (&json!("Two colleagues leaving"), &json!("2026-11-03")));
    let page = world.run(&["meeting", "prepare", "coming"]).ok();
    assert!(page.stdout().contains("Two colleagues leaving  (from Tue 3 Nov)"), "{}", page.stdout());
}

#[test]
fn claim_68_used_questions_are_marked_and_drop_to_the_end() {
    let world = World::demo();
    let first = |world: &World| {
        let found = world.run(&["question", "suggest", "--for", "ruben", "--limit", "99", "--json"]).ok().json();
        let rows = found.as_array().expect("questions").clone();
        let last = rows.last().cloned().expect("one");
        (rows[0]["id"].as_str().expect("an id").to_owned(), last)
    };
    let (before, last) = first(&world);
    assert_eq!(last["used"], json!(false));
    let parked = world.run(&["question", "suggest", "--for", "ruben", "--park", &before, "--json"]).ok().json();
    assert_eq!(parked["state"], "parked");
    let (after, last) = first(&world);
    assert_ne!(after, before);
    assert_eq!((&last["id"], &last["used"]), (&json!(before), &json!(true)));
    world.run(&["question", "suggest", "--park", "q999"]).fails(2).says("no question “q999”");
}

#[test]
fn claim_83_another_stage_of_life_another_order() {
    let world = World::demo();
    let order = || world.run(&["question", "suggest", "--for=ruben", "--limit=20", "--json"]).ok().json();
    let mid = order();
    let _ = world.run(&["profile", "edit", "Noor Haldane", "--stage", "changing"]).ok();
    assert_ne!(order(), mid);
}

#[test]
fn held_moved_or_cancelled() {
    let world = World::demo().at("2025-10-07T18:00:00Z");
    let due = world.run(&["today"]).ok();
    assert!(due.stdout().contains("held, moved or cancelled?"), "{}", due.stdout());
    let next = world.run(&["meeting", "list", "--state=planned,prepared", "--person=odile", "--json"]).ok().json();
    let id = next[0]["short_id"].as_str().expect("a short id").to_owned();
    world.run(&["meeting", "settle", &id, "held", "--to", "fri"]).fails(2).says("--to is for a meeting that was moved");
    let moved = world.run(&["meeting", "settle", &id, "moved", "--to", "14 oct 14:00", "--json"]).ok().json();
    assert_eq!((&moved["at"], &moved["agenda"]), (&json!("2025-10-14T14:00:00Z"), &next[0]["agenda"]));
    assert_eq!(world.run(&["meeting", "show", &id, "--json"]).ok().json()["state"], "moved");
    let _ = world.run(&["undo"]).ok();
    assert_eq!(world.run(&["meeting", "show", &id, "--json"]).ok().json()["state"], next[0]["state"]);
    let said = world.run(&["meeting", "settle", &id, "held"]).ok();
    assert!(said.stdout().contains("mentee log --meeting"), "{}", said.stdout());
}

#[test]
fn the_summary_after_a_talk() {
    let world = World::new();
    let _ = world.run(&["person", "add", "Odile Varga"]).ok();
    let text = [
        "Met @odile today 8:00 45m",
        "! send her the board by fri",
        "!@odile intro to the bed manager",
        "=> we pilot in one depot",
        "> stand at the board",
    ];
    let made = world.run(&[&["log", "--json"], &text[..]].concat()).ok().json();
    let id = made["meeting"]["short_id"].as_str().expect("a short id").to_owned();
    let summary = world.run(&["meeting", "summary", &id, "--json"]).ok().json();
    assert_eq!(summary["decisions"], json!(["we pilot in one depot"]));
    assert_eq!(
        (summary["mine"][0]["title"].as_str(), summary["theirs"][0]["title"].as_str()),
        (Some("send her the board"), Some("intro to the bed manager"))
    );
    let page = world.run(&["meeting", "summary", &id]).ok();
    assert!(page.stdout().contains("Thank you for “stand at the board”."), "{}", page.stdout());
    let gaps = |world: &World| world.run(&["today", "--unfinished", "--json"]).ok().json();
    let missing: Vec<_> = gaps(&world).as_array().expect("a list").iter().map(|row| row["missing"].clone()).collect();
    assert_eq!(missing, [json!("follow-up"), json!("call")]);
    assert_eq!(world.run(&["meeting", "summary", &id, "--sent", "--json"]).ok().json()["state"], "followed-up");
    let _ = world.run(&["advice", "edit", "stand at the board", "--my-call", "try"]).ok();
    assert_eq!(gaps(&world), json!([]));
    assert_eq!(world.run(&["today", "--unfinished"]).ok().stdout(), "Nothing is left half done.\n");
}

#[test]
fn with_no_journal_there_is_nothing_to_prepare_and_the_bank_still_answers() {
    let world = World::new();
    world.run(&["meeting", "prepare"]).fails(1).says("no meeting is planned");
    assert_eq!(world.run(&["question", "suggest", "--json"]).ok().json().as_array().map(Vec::len), Some(5));
    assert_eq!(world.run(&["today", "--unfinished", "--json"]).ok().json(), json!([]));
    assert!(!world.journal().exists());
}

#[test]
fn a_promise_that_outlived_two_meetings_asks_to_shrink_to_schedule_or_to_drop() {
    let world = World::new().at("2026-10-01T18:00:00Z");
    let _ = world.run(&["person", "add", "Odile Varga"]).ok();
    let _ = world.run(&["log", "Met @odile today 8:00 45m", "! write the case by 5 oct"]).ok();
    let world = world.at("2026-11-22T18:00:00Z");
    let asks = |world: &World| world.run(&["today", "--unfinished"]).ok().stdout().contains("Shrink it, schedule it");
    let _ = world.run(&["log", "Met @odile on 20 oct 8:00 45m"]).ok();
    assert!(!asks(&world));
    let _ = world.run(&["log", "Met @odile on 10 nov 8:00 45m"]).ok();
    assert!(asks(&world));
    let page = world.run(&["action", "show", "write the case"]).ok();
    assert!(page.stdout().contains("over 2 meetings: shrink it, schedule it, or let it go?"), "{}", page.stdout());
}
