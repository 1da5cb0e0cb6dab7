//! The care of the file: copies, the way back, the doctor, and the end of what was deleted.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use mentee::domain::id::Chance;
use mentee::domain::time::read_instant;
use mentee::domain::{Kind, Now, Origin, Zone};
use mentee::store::{Store, backup, doctor};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::world::World;

/// A word that stands nowhere else, in letters that no other word of a test has side by side.
const CANARY: &str = "zqxjkvwy";

fn now() -> Now {
    Now::new(read_instant("2026-11-22T09:00:00Z").expect("an instant"), Zone::UTC)
}

/// A world with a small journal in it.
fn journal() -> World {
    let world = World::new();
    let _ = world.run(&["person", "add", "Odile Varga"]).ok();
    let _ = world.run(&["goal", "add", "Cut weekly replanning"]).ok();
    let _ = world.run(&["action", "add", "Send the board", "--goal", "replanning", "--tags", "flow"]).ok();
    world
}

fn export(world: &World) -> String {
    world.run(&["export", "--trash"]).ok().stdout().to_owned()
}

/// Everything beside the journal and below, but the folder of copies.
fn files(world: &World) -> Vec<PathBuf> {
    let dir = world.journal().parent().expect("a folder").to_owned();
    let entries = fs::read_dir(dir).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("a file").permissions().mode() & 0o777
}

fn sql(world: &World, sql: &str) {
    Connection::open(world.journal()).expect("a database").execute_batch(sql).expect("done");
}

/// The journal as one file, its log folded in.
fn one_file(world: &World) -> Vec<u8> {
    sql(world, "PRAGMA wal_checkpoint(TRUNCATE)");
    fs::read(world.journal()).expect("the journal")
}

#[test]
fn a_copy_brings_back_what_was_and_keeps_what_it_replaces() {
    let world = journal();
    let before = export(&world);
    let made = world.run(&["--json", "backup"]).ok().json();
    assert_eq!(made["records"], 3);
    let file = made["file"].as_str().expect("a file").to_owned();
    assert!(file.ends_with("/backups/journal-20261122-090004.db"), "{file}");
    let _ = world.run(&["action", "add", "Later"]).ok();
    let after = export(&world);
    let restored = world.run(&["--json", "restore", &file]).ok().json();
    assert_eq!((&restored["records"], export(&world)), (&json!(3), before.clone()));
    // The journal goes on as one that was never away.
    let _ = world.run(&["undo"]).ok();
    assert_eq!(world.run(&["--json", "doctor"]).ok().json()["ok"], true);
    let replaced = restored["replaced"].as_str().expect("a file").to_owned();
    assert_eq!(mode(Path::new(&replaced)), 0o600);
    let _ = world.run(&["restore", &replaced]).ok();
    assert_eq!(export(&world), after);
    // By its name alone, and into a place without a journal.
    fs::remove_file(world.journal()).expect("gone");
    let said = world.run(&["restore", "journal-20261122-090004.db"]).ok();
    assert!(said.stdout().starts_with("The journal holds 3 records from "), "{}", said.stdout());
    assert_eq!(export(&world), before);
    assert_eq!(mode(&world.journal()), 0o600);
    let left: Vec<_> = files(&world).into_iter().filter(|path| path.to_string_lossy().contains("restoring")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn what_is_no_sound_journal_is_not_restored() {
    let world = journal();
    let before = export(&world);
    world.write("notes.txt", "Dear diary, it was a long day at the depot, and nobody looked at the board.");
    world.write("empty.db", "");
    let export_file = world.run(&["export"]).ok().stdout().to_owned();
    world.write("export.json", &export_file);
    let mut torn = one_file(&world);
    let middle = torn.len() / 2;
    torn[middle..middle + 4_000].fill(0x5a);
    fs::write(world.path("torn.db"), torn).expect("a file");
    Connection::open(world.path("other.db")).expect("a database").execute_batch("CREATE TABLE t (x)").expect("a table");
    for (file, says) in [
        ("gone.db", "could not be opened"),
        ("notes.txt", "is not a mentee journal"),
        ("export.json", "is not a mentee journal"),
        ("empty.db", "it is empty"),
        ("torn.db", "torn.db is not a mentee journal: it is damaged"),
        ("other.db", "another program's database"),
        (".", "it is a directory"),
    ] {
        world.run(&["restore", file]).fails(1).says(says);
        assert_eq!(export(&world), before, "{file}");
    }
    let own = world.journal().display().to_string();
    world.run(&["restore", &own]).fails(1).says("is the journal itself");
}

#[test]
fn a_journal_that_is_open_elsewhere_is_not_replaced() {
    let world = journal();
    let _ = world.run(&["backup", "copy.db"]).ok();
    let _ = world.run(&["action", "add", "Later"]).ok();
    let before = export(&world);
    let screen = Store::open_read(&world.journal()).expect("a journal");
    let lock = screen.hold_screen_lock().expect("a lock").expect("a lock");
    let second = screen.hold_screen_lock().expect("two screens").expect("a lock");
    let refusal = "mentee: the journal is open in another program; close that first, nothing was changed\n";
    assert_eq!(world.run(&["restore", "copy.db"]).fails(1).stderr(), refusal);
    drop((lock, second));
    // Without a lock too: SQLite knows who has the file open.
    let _ = screen.read().count().expect("a count");
    assert_eq!(world.run(&["restore", "copy.db"]).fails(1).stderr(), refusal);
    assert_eq!(export(&world), before);
    drop(screen);
    let _ = world.run(&["restore", "copy.db"]).ok();
    assert_ne!(export(&world), before);
}

#[test]
fn a_log_without_its_journal_does_not_get_into_the_next_one() {
    let world = journal();
    let _ = world.run(&["backup", "copy.db"]).ok();
    let before = export(&world);
    let _ = world.run(&["action", "add", "Later"]).ok();
    let log = world.journal().with_file_name("journal.db-wal");
    assert!(log.exists(), "a log to be stale");
    fs::remove_file(world.journal()).expect("gone");
    let _ = world.run(&["restore", "copy.db"]).ok();
    assert_eq!(export(&world), before);
}

#[test]
fn what_is_written_to_a_file_that_was_replaced_is_refused() {
    let world = journal();
    let mut store = Store::open_write(&world.journal()).expect("a journal");
    let before = store.read().count().expect("a count");
    fs::rename(world.journal(), world.path("moved.db")).expect("moved");
    let begun = store.begin(now(), Chance::Seed("x".to_owned()), &Origin::Command).map(|_| ());
    let error = begun.expect_err("nobody would find it").to_string();
    assert!(error.contains("was moved or replaced"), "{error}");
    assert_eq!(store.read().count().expect("a count"), before);
}

#[test]
fn a_copy_is_private_whole_and_never_laid_over_another() {
    let world = journal();
    let _ = world.run(&["backup", "copy.db"]).ok();
    assert_eq!(mode(&world.path("copy.db")), 0o600);
    for beside in ["copy.db-wal", "copy.db-shm", "copy.db-journal"] {
        assert!(!world.path(beside).exists(), "{beside}");
    }
    let copy = world.path("copy.db").display().to_string();
    assert_eq!(world.run(&["--journal", &copy, "export", "--trash"]).ok().stdout(), export(&world));
    world.run(&["backup", "copy.db"]).fails(1).says("there is a file of this name");
    world.run(&["backup", "no/where.db"]).fails(1).says("could not be made");
    World::new().run(&["backup"]).fails(1).says("there is no journal yet");
    assert_eq!(World::new().run(&["--json", "backup", "list"]).ok().json(), json!([]));
    let left = fs::read_dir(world.path("")).expect("a folder").count();
    assert_eq!(left, 1, "nothing half done is left");
}

#[test]
fn the_first_write_of_a_day_leaves_a_copy_of_the_day_before() {
    let mut world = World::new().at("2026-11-01T09:00:00Z");
    let copies = |world: &World| world.run(&["--json", "backup", "list"]).ok().json();
    let _ = world.run(&["action", "add", "Day 1"]).ok();
    let _ = world.run(&["action", "add", "Day 1, again"]).ok();
    let _ = world.run(&["today"]).ok();
    assert_eq!(copies(&world), json!([]), "nothing of an earlier day");
    for day in 2..=30 {
        world = world.at(&format!("2026-11-{day:02}T08:00:00Z"));
        let _ = world.run(&["action", "add", &format!("Day {day}")]).ok();
        let _ = world.run(&["action", "add", "Once more"]).ok();
    }
    let copies = copies(&world);
    let copies = copies.as_array().expect("a list");
    assert!((8..=11).contains(&copies.len()), "{copies:?}");
    assert!(copies.iter().all(|copy| copy["why"] == "daily"));
    assert_eq!(copies[0]["made"], "2026-11-30T08:00:00Z");
    let newest = copies[0]["file"].as_str().expect("a file");
    assert_eq!(
        world.run(&["--journal", newest, "--json", "action", "list"]).ok().json().as_array().map(Vec::len),
        Some(58)
    );
    assert_eq!(mode(Path::new(newest)), 0o600);
    assert_eq!(mode(Path::new(newest).parent().expect("a folder")), 0o700);
}

#[test]
fn an_import_leaves_a_copy_of_what_was_before() {
    let world = journal();
    world.write("one.json", &export(&World::new()));
    let _ = world.run(&["import", "one.json", "--dry-run"]).ok();
    assert_eq!(world.run(&["--json", "backup", "list"]).ok().json(), json!([]));
    let _ = world.run(&["import", "one.json"]).ok();
    let copies = world.run(&["--json", "backup", "list"]).ok().json();
    assert_eq!((copies.as_array().map(Vec::len), &copies[0]["why"]), (Some(1), &json!("before-import")));
}

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
        ("UPDATE records SET day = '1999-01-01'", "does not stand in its lists"),
        ("UPDATE records SET tail = 7", "does not stand in its lists"),
        ("DELETE FROM search WHERE rowid = 2", "is not found by its words"),
        ("UPDATE search SET body = 'other words' WHERE rowid = 3", "is not found by its words"),
        ("INSERT INTO search (rowid, title) VALUES (99, 'nobody')", "1 entries too many"),
        (
            "PRAGMA foreign_keys = OFF; INSERT INTO links (n, role, target) VALUES (99, 'goal', x'00')",
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
fn no_file_is_open_to_others_whatever_the_umask() {
    for umask in ["000", "022", "077"] {
        let world = World::new();
        let shell = |words: &str| {
            let script = format!("umask {umask}; exec \"$0\" {words}");
            let mut command = world.command(Path::new("/bin/sh"), &["-c", &script, env!("CARGO_BIN_EXE_mentee")]);
            assert!(command.output().expect("a shell").status.success(), "{words}");
        };
        for words in [
            "action add One",
            "backup",
            "backup copy.db",
            "export --out all.json",
            "demo --into demo.db",
            "action add Two",
        ] {
            shell(words);
        }
        let store = Store::open_read(&world.journal()).expect("a journal");
        let _lock = store.hold_screen_lock().expect("a lock");
        for file in files(&world).into_iter().chain(["copy.db", "all.json", "demo.db"].map(|name| world.path(name))) {
            assert_eq!(mode(&file), 0o600, "{umask}: {}", file.display());
        }
        let folder = backup::folder(&world.journal());
        assert_eq!((mode(&folder), mode(folder.parent().expect("a folder"))), (0o700, 0o700), "{umask}");
    }
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

#[test]
fn copies_made_while_others_write_are_whole() {
    let world = journal();
    let (writers, each, copies) = if crate::long() { (4, 200, 200) } else { (2, 12, 8) };
    let path = world.journal();
    std::thread::scope(|scope| {
        for writer in 0..writers {
            let path = path.clone();
            scope.spawn(move || {
                for n in 0..each {
                    let mut store = Store::open_write(&path).expect("a journal");
                    let mut set =
                        store.begin(now(), Chance::Seed(format!("{writer} {n}")), &Origin::Command).expect("a writer");
                    let mut record = set.draft(Kind::Action);
                    record.set("title", json!(format!("{writer} {n}")));
                    set.create(record).expect("a record");
                    set.commit("added").expect("on disk");
                }
            });
        }
        let mut least = 3;
        for n in 0..copies {
            let store = Store::open_read(&path).expect("a journal");
            let copy = store.backup_to(&world.path(&format!("{n}.db"))).expect("a copy");
            assert!(copy.records >= least, "what was there is in the copy");
            least = copy.records;
            let found = doctor::check(&copy.path, false).expect("a look");
            assert_eq!((found.problems, found.records), (Vec::new(), copy.records));
        }
    });
    let store = Store::open_read(&path).expect("a journal");
    assert_eq!(store.read().count().expect("a count"), 3 + writers * each);
}

#[test]
fn an_import_that_is_killed_leaves_all_or_nothing() {
    let records: Vec<Value> = (0..1_500)
        .map(|n| {
            json!({"id": format!("01943aa5-1f80-7b38-8b61-{n:012x}"), "kind": "action", "title": format!("Promise {n}"),
                   "created": "2025-01-06T08:00:00Z", "updated": "2025-01-06T08:00:00Z"})
        })
        .collect();
    let file = json!({"format": "mentee-journal", "version": 1, "records": records}).to_string();
    let kills = if crate::long() { 100 } else { 4 };
    for kill in 0..kills {
        let world = World::new();
        world.write("all.json", &file);
        let mut child = world.command(Path::new(env!("CARGO_BIN_EXE_mentee")), &["import", "all.json"]);
        let mut child = child.stdout(std::process::Stdio::null()).spawn().expect("the program starts");
        // Killed when its log has reached a size, or when it is done.
        let log = world.journal().with_file_name("journal.db-wal");
        let size = || fs::metadata(&log).map_or(0, |found| found.len());
        while size() < kill * 60_000 && child.try_wait().expect("a child").is_none() {
            std::thread::yield_now();
        }
        let _ = child.kill();
        let _ = child.wait();
        let found = doctor::check(&world.journal(), true).expect("a look");
        assert!(found.problems.is_empty() && (found.records == 0 || found.records == 1_500), "{found:?}");
        let _ = world.run(&["import", "all.json"]).ok();
        let again = world.run(&["--json", "import", "all.json"]).ok().json();
        assert_eq!((&again["added"], &again["same"]), (&json!(0), &json!(1_500)));
    }
}
