//! Copies of the journal and the way back to one; and what the other tests of its care stand on.

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

pub(crate) fn now() -> Now {
    Now::new(read_instant("2026-11-22T09:00:00Z").expect("an instant"), Zone::UTC)
}

/// A world with a small journal in it.
pub(crate) fn journal() -> World {
    let world = World::new();
    let _ = world.run(&["person", "add", "Odile Varga"]).ok();
    let _ = world.run(&["goal", "add", "Cut weekly replanning"]).ok();
    let _ = world.run(&["action", "add", "Send the board", "--goal", "replanning", "--tags", "flow"]).ok();
    world
}

pub(crate) fn export(world: &World) -> String {
    world.run(&["export", "--trash"]).ok().stdout().to_owned()
}

/// Everything beside the journal and below, but the folder of copies.
pub(crate) fn files(world: &World) -> Vec<PathBuf> {
    let dir = world.journal().parent().expect("a folder").to_owned();
    let entries = fs::read_dir(dir).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

pub(crate) fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("a file").permissions().mode() & 0o777
}

pub(crate) fn sql(world: &World, sql: &str) {
    Connection::open(world.journal()).expect("a database").execute_batch(sql).expect("done");
}

/// The journal as one file, its log folded in.
pub(crate) fn one_file(world: &World) -> Vec<u8> {
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
