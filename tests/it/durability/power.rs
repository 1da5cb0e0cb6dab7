//! A power cut: what the disk was told but not made to keep may be there, in part, in any order, or not at all. The calls of
//! real runs are recorded with strace, and files are made from them as a disk might hold them after a cut at any call.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::faults::can_trace;
use super::file::Journal;
use super::{Dice, mentee, rounds};
use crate::world::World;

/// A disk keeps or loses this much at a time.
const SECTOR: usize = 512;

/// What a file was told.
#[derive(Clone, Debug)]
enum Told {
    Write {
        at: usize,
        bytes: Vec<u8>,
    },
    Cut {
        length: usize,
    },
    Made,
    Gone,
    /// Everything before it is on the disk.
    Kept,
}

/// One call, in the order of the runs.
#[derive(Clone, Debug)]
struct Op {
    file: PathBuf,
    told: Told,
}

/// What the runs did, and after how many calls each had said that it was done.
struct Tape {
    ops: Vec<Op>,
    said: Vec<(usize, String)>,
}

/// Records captures, one process each, from the first run on.
fn record(world: &World, runs: usize) -> Tape {
    let log = world.path("trace");
    let log_name = log.display().to_string();
    let calls = "trace=openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,unlinkat,rename";
    let mut tape = Tape { ops: Vec::new(), said: Vec::new() };
    for n in 0..runs {
        let text = format!("note {n} before the lights went out");
        let program = mentee().display().to_string();
        let all = [
            "-f", "-qq", "-y", "-xx", "-s", "10000000", "-o", &log_name, "-e", calls, &program, "--json", "log", &text,
        ];
        let output = world.command(Path::new("strace"), &all).output().expect("strace starts");
        assert!(output.status.success(), "{output:?}");
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one JSON value");
        let folder = world.journal().parent().expect("a folder").to_owned();
        let lines = fs::read_to_string(&log).expect("a trace");
        tape.ops.extend(lines.lines().filter_map(read).filter(|op| op.file.starts_with(&folder)));
        tape.said.push((tape.ops.len(), answer["note"]["id"].as_str().expect("an id").to_owned()));
    }
    tape
}

/// A line of strace: `123 pwrite64(4</path>, "\x53…", 4096, 0) = 4096`.
fn read(line: &str) -> Option<Op> {
    let (call, rest) = line.split_once('(')?;
    let call = call.rsplit(' ').next()?;
    let (args, result) = rest.rsplit_once(") = ").or_else(|| rest.rsplit_once(")  = "))?;
    if result.trim().starts_with('-') {
        return None;
    }
    let path = |text: &str| {
        let (_, path) = text.split_once('<')?;
        Some(PathBuf::from(String::from_utf8(unescape(path.split('>').next()?)).ok()?))
    };
    let op = |file, told| Some(Op { file, told });
    match call {
        "pwrite64" => {
            let (fd, rest) = args.split_once(", \"")?;
            let (bytes, rest) = rest.split_once('"')?;
            let at = rest.rsplit(", ").next()?.trim().parse().ok()?;
            op(path(fd)?, Told::Write { at, bytes: unescape(bytes) })
        }
        "ftruncate" => op(path(args)?, Told::Cut { length: args.rsplit(", ").next()?.trim().parse().ok()? }),
        "fsync" | "fdatasync" => op(path(args)?, Told::Kept),
        "openat" if args.contains("O_CREAT") => op(path(result)?, Told::Made),
        "unlink" | "unlinkat" => {
            let name = args.split('"').nth(1)?;
            op(PathBuf::from(String::from_utf8(unescape(name)).ok()?), Told::Gone)
        }
        _ => None,
    }
}

/// `\x53\x51` as bytes; what is not escaped stands for itself.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4);
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        if let (b'\\', [b'x', high, low, after @ ..]) = (first, more) {
            let digits = [*high, *low];
            let hex = std::str::from_utf8(&digits).expect("two digits");
            bytes.push(u8::from_str_radix(hex, 16).expect("a byte"));
            rest = after;
        } else {
            bytes.push(*first);
            rest = more;
        }
    }
    bytes
}

/// How many of the calls up to the cut are kept for certain, file by file: those before its last sync. A file is there for
/// certain once its folder was synced.
fn kept(ops: &[Op], synced: bool) -> BTreeMap<&Path, usize> {
    let mut kept = BTreeMap::new();
    for (at, op) in ops.iter().enumerate() {
        if synced && matches!(op.told, Told::Kept) {
            kept.insert(op.file.as_path(), at);
        }
    }
    kept
}

/// The files as a disk might hold them when the power went after these calls.
fn image(ops: &[Op], synced: bool, dice: &mut Dice, into: &Path) {
    let kept = kept(ops, synced);
    let sure = |path: &Path, at: usize| kept.get(path).is_some_and(|until| at < *until);
    let mut files: BTreeMap<&Path, Vec<u8>> = BTreeMap::new();
    // The disk keeps none, all, or any part of what it was not made to keep.
    let mood = dice.below(3);
    let luck = |dice: &mut Dice| match mood {
        0 => false,
        1 => true,
        _ => dice.below(2) == 0,
    };
    for (at, op) in ops.iter().enumerate() {
        let file = op.file.as_path();
        match &op.told {
            Told::Made | Told::Gone => {
                let folder = file.parent().expect("a folder");
                if sure(folder, at) || luck(dice) {
                    match op.told {
                        Told::Made => drop(files.entry(file).or_default()),
                        _ => drop(files.remove(file)),
                    }
                }
            }
            Told::Cut { length } => {
                if let Some(bytes) = files.get_mut(file).filter(|_| sure(file, at) || luck(dice)) {
                    bytes.resize(*length, 0);
                }
            }
            Told::Write { at: from, bytes } => {
                let Some(held) = files.get_mut(file) else { continue };
                let whole = sure(file, at);
                for (n, sector) in bytes.chunks(SECTOR).enumerate() {
                    if whole || luck(dice) {
                        let start = from + n * SECTOR;
                        held.resize(held.len().max(start + sector.len()), 0);
                        held[start..start + sector.len()].copy_from_slice(sector);
                    }
                }
            }
            Told::Kept => {}
        }
    }
    // The index of the log is memory: nobody keeps it over a power cut.
    for (path, bytes) in files.into_iter().filter(|(path, _)| !path.to_string_lossy().ends_with("-shm")) {
        fs::write(into.join(path.file_name().expect("a name")), bytes).expect("a file of the image");
    }
}

/// How many of the records that were said to be saved are missing from an image, or what is broken in it.
fn lost(tape: &Tape, cut: usize, folder: &TempDir) -> usize {
    let said: Vec<_> = tape.said.iter().filter(|(at, _)| *at <= cut).collect();
    let file = folder.path().join("journal.db");
    if !file.exists() {
        return said.len();
    }
    let journal = Journal::open(&file);
    if journal.is_empty() {
        return said.len();
    }
    journal.is_sound();
    said.iter().filter(|(_, id)| !journal.has(id)).count()
}

#[test]
fn what_was_saved_outlives_a_power_cut() {
    if !can_trace() {
        return;
    }
    let mut dice = Dice::new();
    let seed = dice.seed;
    let world = World::new();
    // Enough of them that the log is folded in between.
    let tape = record(&world, rounds(40, 120));
    assert!(tape.ops.iter().any(|op| matches!(op.told, Told::Write { .. })), "nothing was recorded");
    let first = tape.said.first().map_or(0, |(at, _)| *at);
    let until = u64::try_from(tape.ops.len() - first).expect("a number");
    let mut blind = true;
    for round in 0..rounds(120, 2_000) {
        let cut = first + usize::try_from(dice.below(until + 1)).expect("a number");
        let ops = &tape.ops[..cut];
        let folder = tempfile::tempdir().expect("a folder");
        image(ops, true, &mut dice, folder.path());
        assert_eq!(lost(&tape, cut, &folder), 0, "seed {seed}, image {round}, cut {cut}");
        // The same without a single sync must lose something now and then, or this test sees nothing.
        if blind {
            let folder = tempfile::tempdir().expect("a folder");
            image(ops, false, &mut dice, folder.path());
            let seen = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| lost(&tape, cut, &folder)));
            blind = seen.is_ok_and(|lost| lost == 0);
        }
    }
    assert!(!blind, "seed {seed}: not one image of a disk that keeps nothing lost anything");
}
