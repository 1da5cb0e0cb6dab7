//! What comes from outside is answered, never assumed: odd bytes, odd files, places that cannot be written, pipes that
//! close. One sentence, the right code, nothing lost.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use rusqlite::Connection;

use crate::world::World;

fn mentee() -> &'static Path {
    Path::new(World::program())
}

/// One line on standard error that says who speaks, nothing on standard output.
#[track_caller]
fn refused(output: &Output, code: i32, says: &str) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{stderr}");
    assert!(output.stdout.is_empty() && stderr.starts_with("mentee: ") && stderr.lines().count() == 1, "{stderr}");
    assert!(stderr.contains(says), "{says:?} is not in {stderr}");
}

/// A file that is no journal is named as such by readers and writers, and stays as it is.
/// What lies where a journal should.
type Lay<'a> = &'a dyn Fn(&Path);

#[test]
fn what_is_no_journal_is_left_alone() {
    let foreign = |path: &Path| {
        let db = Connection::open(path).expect("a database");
        db.execute_batch("CREATE TABLE bookmarks (url TEXT); PRAGMA user_version = 1;").expect("a table");
    };
    let claimed = |path: &Path| {
        let db = Connection::open(path).expect("a database");
        db.execute_batch("CREATE TABLE bookmarks (url TEXT); PRAGMA application_id = 1234;").expect("a table");
    };
    let cases: &[(Lay<'_>, &str)] = &[
        (&|path| fs::create_dir(path).expect("a folder"), "it is a directory"),
        (
            &|path| fs::write(path, "Dear diary,\nnothing happened.\n".repeat(40)).expect("a file"),
            "is not a mentee journal",
        ),
        (
            &|path| fs::write(path, b"SQLite format 3\0and then nothing of the kind").expect("a file"),
            "is not a mentee journal",
        ),
        (&foreign, "another program's database"),
        (&claimed, "another program's database"),
        (&|path| drop(Command::new("mkfifo").arg(path).status()), "no plain file"),
    ];
    for (make, says) in cases {
        let world = World::new();
        let path = world.path("odd");
        make(&path);
        let before = path.is_file().then(|| fs::read(&path).expect("a file"));
        let name = path.display().to_string();
        for words in [&["--journal", &name, "today"][..], &["--journal", &name, "log", "hello"]] {
            world.run(words).fails(1).says(says);
        }
        assert_eq!(path.is_file().then(|| fs::read(&path).expect("a file")), before, "{says}: it was written to");
    }
}

#[test]
fn a_newer_journal_is_not_written() {
    let world = World::new();
    let _ = world.run(&["log", "a note"]).ok();
    let newer = mentee::store::SCHEMA_VERSION + 1;
    let set = |sql: &str| Connection::open(world.journal()).expect("a journal").execute_batch(sql).expect("a setting");
    set(&format!("PRAGMA user_version = {newer};"));
    world.run(&["log", "another"]).fails(1).says("newer");
    assert!(world.run(&["search", "note"]).ok().stdout().contains("a note"), "an older program may read this one");
    set(&format!("UPDATE meta SET value = '{newer}' WHERE key = 'reader'"));
    world.run(&["search", "note"]).fails(1).says("newer");
}

#[test]
fn a_journal_that_is_cut_short_is_told_and_not_touched() {
    let world = World::new();
    for n in 0..30 {
        let _ = world.run(&["log", &format!("note {n} {}", "words ".repeat(300))]).ok();
    }
    let db = Connection::open(world.journal()).expect("a journal");
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("a checkpoint");
    drop(db);
    let whole = fs::read(world.journal()).expect("a journal");
    for length in [1, 100, 512, 4096, 10_000, whole.len() / 2, whole.len() - 1] {
        for end in ["-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{end}", world.journal().display()));
        }
        fs::write(world.journal(), &whole[..length]).expect("a short file");
        for words in [&["today"][..], &["search", "note"], &["reflection", "list"], &["log", "more"]] {
            let output = world.command(mentee(), words).stdin(Stdio::null()).output().expect("it runs");
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.code().is_some_and(|code| code < 2), "{length} {words:?}: {stderr}");
            assert!(output.status.success() || stderr.starts_with("mentee: "), "{length} {words:?}: {stderr}");
            assert!(!stderr.contains("panicked"), "{length} {words:?}: {stderr}");
        }
    }
}

#[test]
fn a_locked_journal_is_said_to_be_locked() {
    let world = World::new();
    let _ = world.run(&["log", "a note"]).ok();
    let db = Connection::open(world.journal()).expect("a journal");
    db.execute_batch("BEGIN EXCLUSIVE; UPDATE meta SET value = value").expect("a lock");
    // Readers are not in the way of a writer, nor it in theirs.
    assert!(world.run(&["search", "note"]).ok().stdout().contains("a note"));
    world.run(&["log", "another"]).fails(1).says("another program has kept it locked for five seconds");
    db.execute_batch("ROLLBACK").expect("the lock is gone");
    let _ = world.run(&["log", "another"]).ok();
}

/// The command as somebody who is not root, since nothing is closed to root; `None` where there is nobody else to be.
fn as_nobody(world: &World, words: &[&str]) -> Option<Command> {
    if !rustix::process::geteuid().is_root() {
        return Some(world.command(mentee(), words));
    }
    let copy = world.path("mentee-for-all");
    if !copy.exists() {
        fs::copy(mentee(), &copy).ok()?;
        fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).ok()?;
        let top = world.path("..").canonicalize().ok()?;
        let owned = Command::new("chown").args(["-R", "65534:65534"]).arg(&top).status().ok()?;
        owned.success().then_some(())?;
    }
    let name = copy.display().to_string();
    let mut all = vec!["--reuid=65534", "--regid=65534", "--clear-groups", &name];
    all.extend(words);
    let works = Command::new("setpriv").args(&all[..3]).arg("true").status().is_ok_and(|end| end.success());
    works.then(|| world.command(Path::new("setpriv"), &all))
}

#[test]
fn a_place_that_cannot_be_written_can_be_read() {
    let world = World::new();
    let _ = world.run(&["log", "a note to find again"]).ok();
    let folder = world.journal().parent().expect("a folder").to_owned();
    let mode = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
    let run = |words: &[&str]| as_nobody(&world, words).map(|mut command| command.output().expect("it runs"));
    let Some(first) = run(&["search", "note"]) else { return };
    assert!(String::from_utf8_lossy(&first.stdout).contains("find again"), "{first:?}");
    // The log has to be in the file before the folder is closed: a reader cannot fold it in.
    let read = |say: &str| {
        let output = run(&["search", "note"]).expect("it ran before");
        assert!(
            output.status.success() && String::from_utf8_lossy(&output.stdout).contains("find again"),
            "{say}: {output:?}"
        );
        refused(&run(&["log", "more"]).expect("it ran before"), 1, "cannot be written");
    };
    mode(&world.journal(), 0o400);
    read("the file may not be written");
    mode(&world.journal(), 0o600);
    mode(&folder, 0o500);
    let output = run(&["search", "note"]).expect("it ran before");
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("find again"), "{output:?}");
    mode(&folder, 0o700);
    mode(&world.journal(), 0o000);
    refused(&run(&["search", "note"]).expect("it ran before"), 1, "permission denied");
    mode(&world.journal(), 0o600);
    mode(&folder, 0o000);
    refused(&run(&["log", "more"]).expect("it ran before"), 1, "permission denied");
    mode(&folder, 0o700);
    assert!(run(&["log", "more"]).expect("it ran before").status.success());
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let world = World::new();
    world.write("file", "");
    let below = world.path("file").join("journal.db").display().to_string();
    world.run(&["--journal", &below, "log", "hello"]).fails(1).says("a part of the path is no directory");
    let _ = world.run(&["--journal", &below, "today"]).fails(1).stderr();
}

#[test]
fn files_are_for_their_owner_whatever_the_umask() {
    for umask in ["000", "022", "077"] {
        let world = World::new();
        let script = format!("umask {umask}; '{0}' log one && '{0}' log two", mentee().display());
        let output = world.command(Path::new("/bin/sh"), &["-c", &script]).output().expect("a shell");
        assert!(output.status.success(), "{output:?}");
        let folder = world.journal().parent().expect("a folder").to_owned();
        let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700, "umask {umask}");
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            assert_eq!(mode(&entry.path()), 0o600, "umask {umask}: {}", entry.path().display());
        }
    }
}

#[test]
fn a_pipe_that_closes_is_nobodys_fault() {
    let world = World::new();
    let many: String = (0..800)
        .map(|n| format!("! promise {n} with some words to fill the line by fri\n"))
        .collect::<Vec<_>>()
        .concat();
    let _ = world.pipe(&many, &["log"]).ok();
    for words in [&["action", "list"][..], &["--json", "action", "list"], &["search", "promise"], &["kinds"], &["help"]]
    {
        let mut child =
            world.command(mentee(), words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let child = child.as_mut().expect("it starts");
        drop(child.stdout.take());
        let mut stderr = String::new();
        let mut pipe = child.stderr.take().expect("a pipe");
        std::io::Read::read_to_string(&mut pipe, &mut stderr).expect("text");
        let status = child.wait().expect("it ends");
        assert!(status.success() && stderr.is_empty(), "{words:?}: {status} {stderr}");
    }
    let script = format!("'{}' action list | head -n 1", mentee().display());
    let output = world.command(Path::new("/bin/sh"), &["-c", &script]).output().expect("a shell");
    assert!(output.stderr.is_empty() && output.stdout.ends_with(b"\n"), "{output:?}");
}

#[test]
fn bytes_that_are_no_text_are_refused_where_they_stand() {
    let world = World::new();
    world.pipe(b"Met \xff\xfe today", &["log"]).fails(1).says("byte 4");
    world.pipe(b"\xc3", &["reflect"]).fails(1).says("byte 0");
    let output = world.command(mentee(), &["log"]).arg(OsStr::from_bytes(b"caf\xe9")).output().expect("it runs");
    refused(&output, 2, "UTF-8");
    let output = world.command(mentee(), &["search"]).arg(OsStr::from_bytes(b"\xff")).output().expect("it runs");
    refused(&output, 2, "UTF-8");
    assert!(!world.journal().exists(), "nothing was made of it");
    // A path is bytes; what lies there is read.
    let path = world.path("odd");
    let odd = path.with_file_name(OsStr::from_bytes(b"journal-\xff.db"));
    let output = world.command(mentee(), &["log", "hello", "--journal"]).arg(&odd).output().expect("it runs");
    assert!(output.status.success() && odd.exists(), "{output:?}");
}

#[test]
fn whatever_was_typed_is_kept_word_for_word() {
    let controls: String = (0..32_u8).map(char::from).filter(|c| *c != '\n' && *c != '\r').collect();
    let texts = [
        format!("bell\u{7} and escape \u{1b}[2J{controls} and del \u{7f} and \u{9b}31m"),
        "a \0 within".to_owned(),
        "\u{202e}backwards\u{2066} and \u{feff}marks\u{ad}".to_owned(),
        "👩‍👩‍👧 e\u{301} 東京 עברית".to_owned(),
        "%energy 9\n- [ ] \n! \n@\n#\n^\n=\n=> \n+ \n".to_owned(),
    ];
    for text in texts {
        let world = World::new();
        let made = world
            .command(mentee(), &["log", "--json"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = made.expect("it starts");
        std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), text.as_bytes()).expect("it reads");
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{text:?}: {output:?}");
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(printed.trim_end().chars().all(|c| !c.is_control()), "{printed:?} drives the terminal");
        let answer: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
        let kept = answer["note"]["body"].as_str().expect("a body");
        assert_eq!(kept.trim_end(), text.trim_end(), "{answer}");
        let shown = world.run(&["reflection", "list"]).ok();
        assert!(shown.stdout().chars().all(|c| c == '\n' || !c.is_control()), "{:?}", shown.stdout());
    }
}

#[test]
fn ten_mebibytes_are_a_note_like_any_other() {
    let world = World::new();
    let text = "Walked the dock with the night desk. ".repeat(10 * 1024 * 1024 / 37 + 1);
    let answer = world.pipe(&text, &["log", "--plain", "--json"]).ok().json();
    assert_eq!(answer["note"]["body"].as_str().map(str::len), Some(text.len()));
    assert!(world.run(&["search", "dock"]).ok().stdout().contains("Walked the dock"));
    let _ = world.run(&["undo"]).ok();
}

#[test]
fn the_past_and_every_zone_can_be_asked() {
    let world = World::new();
    let zones =
        ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe", "America/St_Johns", ":/nowhere", ""];
    for (n, now) in ["1969-12-31T23:59:59Z", "2024-02-29T23:59:59Z", "2038-01-19T03:14:08Z", "2100-12-31T23:59:59Z"]
        .iter()
        .enumerate()
    {
        for zone in zones {
            let mut command = world.command(mentee(), &["--json", "log", &format!("! call {n} back by fri")]);
            let output = command.env("MENTEE_NOW", now).env("TZ", zone).output().expect("it runs");
            assert!(output.status.success() && output.stderr.is_empty(), "{now} {zone}: {output:?}");
            for words in
                [&["today"][..], &["today", "--json"], &["action", "list", "--since", "2020-01-01"], &["history"]]
            {
                let output =
                    world.command(mentee(), words).env("MENTEE_NOW", now).env("TZ", zone).output().expect("it runs");
                assert!(output.status.success() && output.stderr.is_empty(), "{now} {zone} {words:?}: {output:?}");
            }
        }
    }
}

#[test]
fn the_same_seed_and_commands_print_the_same() {
    let tell = || {
        let world = World::new().var("MENTEE_SEED", "noor");
        let mut told = String::new();
        for words in [
            &["--json", "log", "Met @odile yesterday 14:00 45m\n! send her the board by fri\n> stand at the board"][..],
            &["--json", "goal", "add", "Cut weekly replanning", "--measure", "number", "--target", "6"],
            &["--json", "check-in", "replanning", "11.5", "--note", "after the board"],
            &["--json", "done", "send"],
            &["undo"],
            &["today"],
            &["--json", "history"],
        ] {
            told.push_str(world.run(words).ok().stdout());
        }
        told
    };
    assert_eq!(tell(), tell());
}

/// A reader that cannot make the index of the log beside a journal must not read past the log.
#[test]
fn what_is_not_folded_in_is_never_left_out() {
    let world = World::new();
    let _ = world.run(&["log", "a note to find again"]).ok();
    let folder = world.journal().parent().expect("a folder").to_owned();
    let Some(mut search) = as_nobody(&world, &["search", "note"]) else { return };
    let closed = |mode: u32| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).expect("a mode");
    fs::remove_file(folder.join("journal.db-shm")).expect("the index of the log");
    closed(0o500);
    let output = search.output().expect("it runs");
    closed(0o700);
    refused(&output, 1, "its newest part is in a file of its own");
    let db = Connection::open(world.journal()).expect("a journal");
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("a checkpoint");
    drop(db);
    closed(0o500);
    let output = search.output().expect("it runs");
    closed(0o700);
    assert!(String::from_utf8_lossy(&output.stdout).contains("find again"), "{output:?}");
}
