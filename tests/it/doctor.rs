//! The doctor: what it finds, what it puts right, and what it saves of a damaged file.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use mentee::domain::Kind;
use mentee::store::{Store, doctor};
use serde_json::{Value, json};

use crate::care::{export, journal, mode, one_file, sql};
use crate::world::World;

#[test]
fn the_doctor_says_that_all_is_well() {
    let none = World::new();
    let nothing = none.run(&["--json", "doctor"]).ok().json();
    assert_eq!(
        (&nothing["ok"], &nothing["records"], &nothing["schema_version"]),
        (&json!(true), &json!(0), &Value::Null)
    );
    assert!(!none.journal().exists());
    let world = journal();
    let before = one_file(&world);
    let mut well = world.run(&["--json", "doctor"]).ok().json();
    assert_eq!(well["sqlite_version"].take(), json!(rusqlite::version()));
    let expected = json!({"ok": true, "sqlite_version": null, "schema_version": mentee::store::SCHEMA_VERSION,
        "integrity": "ok", "foreign_keys": "ok", "search_index": "ok", "records": 3, "modes": "ok", "problems": []});
    assert_eq!(well, expected);
    assert!(world.run(&["doctor"]).ok().stdout().ends_with("All is well.\n"));
    assert_eq!(fs::read(world.journal()).expect("the journal"), before, "it only reads");
    let _ = world.run(&["doctor", "--scrub", "--repair"]).ok();
}

#[test]
fn the_doctor_finds_what_does_not_follow_from_the_records_and_puts_it_right() {
    for (harm, says) in [
        ("DELETE FROM links", "does not stand in its lists"),
        ("DELETE FROM tags", "does not stand in its lists"),
        ("INSERT INTO tags (tag, n) VALUES ('stray', 1)", "does not stand in its lists"),
        (
            "INSERT INTO links (n, role, target, of_kind) VALUES (1, 'via', zeroblob(16), 'person')",
            "does not stand in its lists",
        ),
        ("UPDATE links SET of_kind = 'goal'", "does not stand in its lists"),
        ("UPDATE links SET role = 'via'", "does not stand in its lists"),
        ("INSERT INTO touches (person, exact, day, n) VALUES (zeroblob(16), 0, '', 2)", "does not stand in its lists"),
        ("INSERT INTO echoes (n, word) VALUES (1, 'stray')", "does not stand in its lists"),
        ("UPDATE records SET day = '1999-01-01'", "does not stand in its lists"),
        ("UPDATE records SET tail = 7", "does not stand in its lists"),
        ("DELETE FROM search WHERE rowid = 2", "is not found by its words"),
        ("UPDATE records SET words = 7 WHERE n = 3", "is not found by its words"),
        ("INSERT INTO search (rowid, title) VALUES (99, 'nobody')", "1 entries too many"),
        ("INSERT INTO search (rowid, title) VALUES (-7, 'nobody'), (0, 'nobody'), (4, 'nobody')", "3 entries too many"),
        (
            "PRAGMA foreign_keys = OFF; INSERT INTO links (n, role, target, of_kind) VALUES (99, 'goal', x'00', 'action')",
            "belong to nothing",
        ),
    ] {
        let world = journal();
        let before = export(&world);
        sql(&world, harm);
        let found = doctor::check(&world.journal(), true).expect("a look");
        assert!(found.problems.iter().any(|problem| problem.contains(says)), "{harm}: {found:?}");
        let _ = world.run(&["--json", "doctor", "--repair"]).ok();
        assert_eq!(doctor::check(&world.journal(), true).expect("a look").problems, [""; 0], "{harm}");
        assert_eq!(export(&world), before, "{harm}");
    }
    let world = journal();
    sql(&world, "UPDATE records SET deleted = updated WHERE n = 2");
    let found = doctor::check(&world.journal(), true).expect("a look");
    assert!(found.problems.concat().contains("1 entries too many"), "what is in the trash is not found: {found:?}");
}

#[test]
fn links_to_what_is_gone_are_found_and_can_be_taken_out() {
    let world = journal();
    let goal = world.run(&["--json", "goal", "show", "replanning"]).ok().json()["id"].clone();
    sql(&world, "DELETE FROM search WHERE rowid = 2; DELETE FROM records WHERE n = 2");
    let output = world.run(&["--json", "doctor"]);
    let found = output.tells(1).json();
    assert_eq!(found["problems"].as_array().map(Vec::len), Some(1), "{found}");
    assert!(
        found["problems"][0].as_str().is_some_and(|told| told.contains("“Send the board” has a link (goal)")),
        "{found}"
    );
    let _ = world.run(&["doctor", "--repair"]).ok();
    assert_eq!(world.run(&["--json", "action", "show", "board"]).ok().json()["goal"], Value::Null);
    let _ = world.run(&["undo"]).ok();
    assert_eq!(world.run(&["--json", "action", "show", "board"]).ok().json()["goal"], goal);
}

#[test]
fn what_others_could_read_is_closed() {
    let world = journal();
    let _ = world.run(&["backup"]).ok();
    let dir = world.journal().parent().expect("a folder").to_owned();
    let open = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
    open(&world.journal(), 0o644);
    open(&dir, 0o755);
    open(&dir.join("backups"), 0o750);
    let found = world.run(&["--json", "doctor"]).tells(1).json();
    assert_eq!(
        (&found["modes"], found["problems"].as_array().map(Vec::len)),
        (&json!("open to others"), Some(3)),
        "{found}"
    );
    let _ = world.run(&["doctor", "--repair"]).ok();
    assert_eq!((mode(&world.journal()), mode(&dir), mode(&dir.join("backups"))), (0o600, 0o700, 0o700));
}

#[test]
fn a_flipped_bit_brings_nothing_down_and_is_never_written_over() {
    let world = journal();
    let _ = world.run(&["demo", "--into", "demo.db"]).ok();
    let _ = world.run(&["restore", "demo.db"]).ok();
    let (sound, path) = (one_file(&world), world.path("flipped.db"));
    let whole = everything(&Store::open_read(&world.journal()).expect("a journal")).expect("all of it");
    let flips = if crate::long() { 1_000 } else { 60 };
    let (mut reported, mut changed, mut unseen) = (0, 0, 0);
    fs::write(&path, &sound).expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("a mode");
    let clean = doctor::check(&path, false).expect("a look").problems;
    assert_eq!(clean, [""; 0]);
    // A fixed walk over the file: bytes far apart, every bit in turn.
    for step in 0..flips {
        let mut flipped = sound.clone();
        let at = step * 7_919 * 13 % flipped.len();
        flipped[at] ^= 1 << (step % 8);
        fs::write(&path, &flipped).expect("a file");
        let found = doctor::check(&path, false).expect("a look");
        reported += usize::from(!found.problems.is_empty());
        let read = Store::open_read(&path).map(|store| everything(&store));
        if !matches!(&read, Ok(Some(text)) if *text == whole) {
            changed += 1;
            unseen += usize::from(found.problems.is_empty());
        }
        assert_eq!(fs::read(&path).expect("a file"), flipped, "byte {at}: looking changes nothing");
    }
    assert!(reported > flips / 4, "{reported} of {flips} were noticed");
    // What stands in a time or a flag, once flipped, is another time: nothing in the file contradicts it.
    assert!(unseen * 5 <= changed, "{unseen} of {changed} changes in what is read were not noticed");
}

/// All records as text; `None` where they cannot be read.
fn everything(store: &Store) -> Option<String> {
    let mut text = String::new();
    for kind in Kind::ALL {
        let walked = store.read().each(*kind, true, true, &mut |record| {
            text.push_str(&format!("{record:?}\n"));
            Ok(())
        });
        walked.ok()?;
    }
    Some(text)
}

#[test]
fn what_can_be_read_of_a_damaged_file_is_saved_beside_it() {
    let world = World::new();
    let _ = world.run(&["demo", "--into", "demo.db"]).ok();
    let _ = world.run(&["restore", "demo.db"]).ok();
    let mut torn = one_file(&world);
    // A page in the middle: some record's, or the index's.
    let page = torn.len() / 4096 / 2 * 4096;
    torn[page..page + 4096].fill(0);
    fs::write(world.journal(), &torn).expect("the journal");
    let found = world.run(&["--json", "doctor"]).tells(1).json();
    assert_eq!(found["integrity"], "damaged", "{found}");
    let repaired = world.run(&["--json", "doctor", "--repair"]).tells(1).json();
    let file = repaired["salvaged"]["file"].as_str().expect("a file").to_owned();
    let saved = repaired["salvaged"]["records"].as_u64().expect("a number");
    assert!(saved > 250, "{saved} of 320");
    assert_eq!(fs::read(world.journal()).expect("the journal"), torn, "the damaged file stays as it is");
    assert_eq!(doctor::check(Path::new(&file), false).expect("a look").integrity, Some(true));
    let _ = world.run(&["restore", &file]).ok();
    let records = world.run(&["export"]).ok().json()["records"].as_array().map(Vec::len);
    assert_eq!(records.and_then(|records| u64::try_from(records).ok()), Some(saved));
    let _ = world.run(&["doctor", "--repair"]).ok();
}

#[test]
fn a_file_cut_short_or_overwritten_ends_in_a_sentence() {
    let world = journal();
    let sound = one_file(&world);
    for (what, bytes) in [
        ("cut", sound[..sound.len() / 3].to_vec()),
        ("no pages", sound[..100].to_vec()),
        ("noise", (0..9_000_u32).map(|n| (n * 31 % 251) as u8).collect()),
    ] {
        fs::write(world.journal(), &bytes).expect("the journal");
        let found = world.run(&["--json", "doctor"]).tells(1).json();
        assert_eq!((&found["ok"], &found["integrity"]), (&json!(false), &json!("damaged")), "{what}: {found}");
        for call in [&["today"][..], &["action", "add", "More"], &["export"], &["backup"], &["trash", "empty"]] {
            let failure = world.run(call).fails(1);
            assert_eq!(failure.stderr().lines().count(), 1, "{what}: {}", failure.stderr());
        }
        assert_eq!(fs::read(world.journal()).expect("the journal"), bytes, "{what}");
    }
}

#[test]
fn a_newer_journal_is_read_where_it_says_so_and_never_written() {
    let world = journal();
    let before = export(&world);
    sql(&world, "PRAGMA user_version = 99");
    let bytes = one_file(&world);
    assert_eq!(export(&world), before, "older programs may read it");
    let found = world.run(&["--json", "doctor"]).tells(1).json();
    assert_eq!((&found["schema_version"], &found["integrity"]), (&json!(99), &json!("ok")));
    for call in
        [&["action", "add", "More"][..], &["undo"], &["import", "x.json"], &["trash", "empty"], &["doctor", "--scrub"]]
    {
        world.write("x.json", &before);
        let says = if call == ["trash", "empty"] { "" } else { "written by a newer mentee" };
        if says.is_empty() {
            let _ = world.run(call).ok();
        } else {
            world.run(call).fails(1).says(says);
        }
    }
    assert_eq!(fs::read(world.journal()).expect("the journal"), bytes);
    sql(&world, "UPDATE meta SET value = '99' WHERE key = 'reader'");
    world.run(&["export"]).fails(1).says("written by a newer mentee");
    let _ = world.run(&["--version"]).ok();
    let _ = world.run(&["doctor"]).tells(1);
}
