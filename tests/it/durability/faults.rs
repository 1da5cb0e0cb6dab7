//! When the system refuses, the program says so: it never claims what is not on the disk, and never falls over. The system
//! is made to refuse by strace, call by call.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use super::file::Journal;
use super::{mentee, rounds};
use crate::world::World;

/// What the system refuses, and how. The last number is how many of its calls are tried at most where time is short.
const FAULTS: &[(&str, &str, usize)] = &[
    ("fsync", "EIO", 6),
    ("fdatasync", "EIO", 4),
    ("pwrite64", "ENOSPC", 14),
    ("pwrite64", "EIO", 8),
    ("openat", "EMFILE", 12),
    ("openat", "EACCES", 8),
    ("ftruncate", "EIO", 3),
    ("fallocate", "ENOSPC", 3),
    ("mkdir", "EACCES", 2),
];

/// Whether strace is there and may trace; a test that cannot run says so.
#[expect(clippy::print_stderr, reason = "who runs the tests should see what was not tried")]
pub(super) fn can_trace() -> bool {
    let can = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status().is_ok_and(|end| end.success());
    if !can {
        eprintln!("not tried: strace is missing or may not trace here");
    }
    can
}

/// The command with the `when`-th call refused, and whether it came to that.
fn refused(world: &World, words: &[&str], (call, error, when): (&str, &str, usize)) -> (Output, bool) {
    let log = world.path("trace");
    let inject = format!("inject={call}:error={error}:when={when}");
    let (trace, log_name) = (format!("trace={call}"), log.display().to_string());
    let program = mentee().display().to_string();
    let mut all = vec!["-f", "-qq", "-o", &log_name, "-e", &trace, "-e", &inject, &program];
    all.extend(words);
    let output = world.command(Path::new("strace"), &all).output().expect("strace starts");
    let injected = std::fs::read_to_string(&log).is_ok_and(|log| log.contains("(INJECTED)"));
    (output, injected)
}

/// Tries every fault at every call of a command, on a world of its own each time.
fn sweep(make: fn() -> World, words: &[&str]) {
    let mut told = String::new();
    for (call, error, few) in FAULTS {
        let most = rounds(*few, 500);
        // Spread over the run where not every call is tried.
        let step = if most > 100 { 1 } else { 3 };
        for when in (0..most).map(|n| 1 + n * step) {
            let world = make();
            let before =
                std::fs::exists(world.journal()).expect("an answer").then(|| Journal::open(&world.journal()).count());
            let (output, injected) = refused(&world, words, (call, error, when));
            let point = format!("{call} {error} #{when}");
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(!stderr.contains("panicked"), "{point}: {stderr}");
            if !injected {
                assert!(output.status.success(), "{point}: {stderr}");
                break;
            }
            // The loader may be the one that is refused.
            let loader = stderr.contains("error while loading shared libraries");
            assert!(output.status.success() || loader || stderr.starts_with("mentee: "), "{point}: {stderr}");
            let found = world.run(&["search", "under", "pressure"]).ok().stdout().contains("under pressure");
            assert!(found || !output.status.success(), "{point}: it said it was saved: {output:?}");
            let _ = world.run(&["log", "afterwards"]).ok();
            let journal = Journal::open(&world.journal());
            journal.is_sound();
            let least = before.unwrap_or(0) + 1 + usize::from(found);
            assert_eq!(journal.count(), least, "{point}");
            let _ = write!(told, "{point}; ");
        }
    }
    assert!(
        told.contains("fsync") && told.contains("pwrite64") && told.contains("openat"),
        "nothing was refused: {told}"
    );
}

#[test]
fn a_refused_call_is_never_a_saved_note() {
    if can_trace() {
        let make = || {
            let world = World::new();
            let _ = world.run(&["log", "before all"]).ok();
            world
        };
        sweep(make, &["log", "under pressure"]);
    }
}

#[test]
fn a_refused_call_in_the_first_run_leaves_a_journal_or_none() {
    if can_trace() {
        sweep(World::new, &["log", "under pressure"]);
    }
}

#[test]
fn a_file_that_cannot_grow_keeps_what_it_has() {
    for (n, most) in [0, 1, 40_000, 90_000, 200_000, 400_000].into_iter().enumerate() {
        let world = World::new();
        if n % 2 == 0 {
            let _ = world.run(&["log", "before all"]).ok();
        }
        let before =
            std::fs::exists(world.journal()).expect("an answer").then(|| Journal::open(&world.journal()).count());
        let program = mentee().display().to_string();
        // The signal for too large a file is ignored, so that the program sees an error, as on a full disk.
        let script = format!("trap '' XFSZ; exec prlimit --fsize={most} '{program}' log 'under pressure'");
        let output = world.command(Path::new("/bin/sh"), &["-c", &script]).output().expect("a shell");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() || stderr.starts_with("mentee: "), "{most}: {output:?}");
        assert!(!stderr.contains("panicked"), "{most}: {stderr}");
        let found = world.run(&["search", "under", "pressure"]).ok().stdout().contains("under pressure");
        assert_eq!(found, output.status.success(), "{most}: {output:?}");
        let _ = world.run(&["log", "afterwards"]).ok();
        let journal = Journal::open(&world.journal());
        journal.is_sound();
        assert_eq!(journal.count(), before.unwrap_or(0) + 1 + usize::from(found), "{most}");
    }
}

#[test]
fn a_full_disk_is_told_in_a_sentence() {
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let mut full = 0;
    for kib in (1..=rounds(8, 64)).map(|n| 64 * n) {
        let world = World::new();
        let disk = world.path("disk");
        std::fs::create_dir(&disk).expect("a folder");
        let size = format!("size={kib}k");
        let disk_name = disk.display().to_string();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs", &disk_name]).output();
        if !mounted.is_ok_and(|output| output.status.success()) {
            return;
        }
        let file = disk.join("journal.db").display().to_string();
        let text = "words ".repeat(2_000);
        let mut saved = 0;
        let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for _ in 0..40 {
                let output = world.command(mentee(), &["--journal", &file, "log", &text]).output().expect("it starts");
                if output.status.success() {
                    saved += 1;
                    continue;
                }
                let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
                assert!(stderr.starts_with("mentee: ") && stderr.contains("the disk is full"), "{kib}: {stderr}");
                assert_eq!(stderr.lines().count(), 1, "{stderr}");
                full += 1;
                break;
            }
            let journal = Journal::open(&disk.join("journal.db"));
            if !journal.is_empty() {
                journal.is_sound();
                assert_eq!(journal.count(), saved, "{kib}");
            }
        }));
        let _ = Command::new("umount").arg(&disk).status();
        if let Err(why) = ended {
            std::panic::resume_unwind(why);
        }
    }
    assert!(full > 0, "no disk was full");
}
