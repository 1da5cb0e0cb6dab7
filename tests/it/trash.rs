//! The end of what was deleted: gone from every list, from the history, and from the bytes of the file.

use std::fs;

use mentee::domain::id::Chance;
use mentee::domain::{Kind, Origin};
use mentee::store::Store;
use serde_json::{Value, json};

use crate::care::{export, files, journal, now, sql};
use crate::world::World;

/// A word that stands nowhere else, in letters that no other word of a test has side by side.
const CANARY: &str = "zqxjkvwy";

#[test]
fn the_trash_is_listed_restored_from_and_emptied() {
    let world = journal();
    assert_eq!(world.run(&["--json", "trash"]).ok().json(), json!([]));
    assert_eq!(world.run(&["trash", "empty"]).ok().stdout(), "The trash is empty.\n");
    let _ = world.run(&["goal", "delete", "replanning"]).ok();
    let _ = world.run(&["person", "delete", "odile"]).ok();
    let list = world.run(&["--json", "trash", "list"]).ok().json();
    assert_eq!(list[0]["title"], "Odile Varga");
    assert_eq!(list[1]["deleted"], "2026-11-22T09:00:05Z");
    let _ = world.run(&["person", "restore", "odile"]).ok();
    let emptied = world.run(&["--json", "trash", "empty"]).ok().json();
    assert_eq!(emptied, json!({"removed": 1, "unlinked": 1}));
    assert_eq!(world.run(&["--json", "action", "show", "board"]).ok().json()["goal"], Value::Null);
    let history = world.run(&["--json", "history"]).ok().json();
    assert_eq!(history[0]["label"], "removed 1 thing for good");
    assert!(!history.to_string().contains("replanning"), "{history}");
    // The way back leads around it.
    for _ in 0..3 {
        let _ = world.run(&["undo"]);
    }
    assert!(!export(&world).contains("replanning"));
    assert_eq!(world.run(&["--json", "doctor"]).ok().json()["ok"], true);
}

#[test]
fn the_trash_lets_go_after_its_days() {
    let mut world = World::new().at("2026-01-01T09:00:00Z").config("trash_days = 30\n");
    let _ = world.run(&["action", "add", "First"]).ok();
    let _ = world.run(&["action", "delete", "First"]).ok();
    world = world.at("2026-01-20T09:00:00Z");
    let _ = world.run(&["action", "add", "Second"]).ok();
    let _ = world.run(&["action", "delete", "Second"]).ok();
    world = world.at("2026-02-05T09:00:00Z");
    let _ = world.run(&["action", "add", "Third"]).ok();
    let left = world.run(&["--json", "trash"]).ok().json();
    assert_eq!((left.as_array().map(Vec::len), &left[0]["title"]), (Some(1), &json!("Second")), "{left}");
    // What the day's first command did was its own, and is what is undone.
    let _ = world.run(&["undo"]).ok();
    assert!(!export(&world).contains("Third"));
}

/// How often the canary, or most of it (the index keeps only the ends of words), stands in the files of a journal.
fn hits(world: &World) -> usize {
    let mut hits = 0;
    for file in files(world) {
        let bytes = fs::read(&file).expect("a file");
        hits += bytes
            .windows(5)
            .filter(|window| window.eq_ignore_ascii_case(&CANARY.as_bytes()[CANARY.len() - 5..]))
            .count();
    }
    hits
}

/// Puts everything of a kind whose title holds a word into the trash, as one set.
fn delete_all(world: &World, kind: Kind, word: &str) {
    let mut store = Store::open_write(&world.journal()).expect("a journal");
    let mut ids = Vec::new();
    let walked = store.read().each(kind, true, false, &mut |record| {
        if record.title.contains(word) {
            ids.push(record.id);
        }
        Ok(())
    });
    walked.expect("a walk");
    let mut set = store.begin(now(), Chance::Seed("all".to_owned()), &Origin::Command).expect("a writer");
    for id in ids {
        set.delete(id).expect("in the trash");
    }
    set.commit("deleted many").expect("on disk");
}

#[test]
fn what_is_deleted_for_good_is_in_no_file() {
    for many in [0, 600] {
        let world = journal();
        let word = |what: &str| format!("{what} {CANARY}");
        let lines: Vec<String> = (0..many).map(|n| format!("! {CANARY} {n}")).collect();
        if many > 0 {
            let _ = world.pipe(lines.join("\n"), &["log"]).ok();
        }
        // In every place a word can get to: title, text, tag, little record, history, label, draft, a made title.
        let person = world.run(&["--json", "person", "add", &word("Mirela"), "--notes", &word("notes")]).ok().json();
        let id = person["id"].as_str().expect("an id").to_owned();
        let touch = ["person", "touch", &id, "--note", &word("touch")];
        let _ = world.run(&touch).ok();
        let _ = world.run(&["meeting", "add", "--people", &id]).ok();
        let _ = world.run(&["action", "add", "Ask her", "--owner", &id, "--visibility", &id]).ok();
        let _ = world.run(&["insight", "add", &word("Idea"), "--tags", CANARY, "--person", &id]).ok();
        let _ = world.run(&["insight", "edit", CANARY, "--principle", &word("principle")]).ok();
        let _ = world.run(&["insight", "edit", CANARY, "--principle", "other words"]).ok();
        let _ = world.run(&["insight", "edit", CANARY, "--title", "Other title", "--tags", ""]).ok();
        let mut store = Store::open_write(&world.journal()).expect("a journal");
        store.keep_draft(&format!("form:person:{id}"), &word("draft"), now()).expect("a draft");
        drop(store);
        let _ = world.run(&["insight", "delete", "Other title"]).ok();
        let _ = world.run(&["person", "delete", &id]).ok();
        if many > 0 {
            delete_all(&world, Kind::Action, CANARY);
            let _ = world.run(&["reflection", "delete", CANARY]).ok();
        }
        assert!(hits(&world) > 10, "the test looks in the right places");
        let before = world.run(&["--json", "trash"]).ok().json().as_array().map_or(0, Vec::len);
        let emptied = world.run(&["--json", "trash", "empty"]).ok().json();
        assert_eq!(emptied["removed"], json!(before));
        assert_eq!(hits(&world), 0, "{many}");
        assert_eq!(world.run(&["--json", "doctor"]).ok().json()["ok"], true);
        assert_eq!(world.run(&["--json", "meeting", "list"]).ok().json()[0]["title"], "Meeting");
        assert_eq!(world.run(&["--json", "action", "show", "Ask her"]).ok().json()["visibility"], "private");
        // And nothing brings it back.
        for _ in 0..4 {
            let _ = world.run(&["undo"]);
        }
        let _ = world.run(&["redo"]);
        assert_eq!(hits(&world), 0, "{many}");
    }
}

#[test]
fn scrubbing_takes_out_what_older_programs_left() {
    let world = journal();
    let _ = world.run(&["action", "add", CANARY]).ok();
    sql(
        &world,
        "PRAGMA secure_delete = OFF; INSERT INTO search (search, rank) VALUES ('secure-delete', 0);
         DELETE FROM search WHERE rowid = 4; DELETE FROM records WHERE n = 4; DELETE FROM changes WHERE n = 4;"
            .replace("changes WHERE n", "changes WHERE no")
            .as_str(),
    );
    sql(&world, "UPDATE sets SET label = ''");
    assert!(hits(&world) > 0);
    let _ = world.run(&["doctor", "--scrub"]).ok();
    assert_eq!(hits(&world), 0);
}
