//! A walk over the command table, row by row: every command and every sub-command with text and with JSON, on the demo
//! journal, on an empty one, where there is none, and with words that are off. A command without a row fails the walk.

mod calls;
mod guide;
mod kinds;
mod marks;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use crate::world::World;
use calls::{CALLS, Call};

/// A world with a journal that can be laid back as it was between two calls.
struct Journal {
    world: World,
    file: Vec<u8>,
}

impl Journal {
    /// The demo journal on the last day of its story.
    fn demo() -> Self {
        let world = World::demo();
        let file = fs::read(world.journal()).expect("the demo journal");
        Self { world, file }
    }

    /// A journal in which nothing is left.
    fn empty() -> Self {
        let world = World::new();
        let _ = world.run(&["export", "-o", "nothing.json", "-q"]).ok();
        let _ = world.run(&["import", "nothing.json", "-q"]).ok();
        let mut empty = Self { world, file: Vec::new() };
        empty.keep();
        empty
    }

    /// Takes the journal as it is now for the one to be laid back.
    fn keep(&mut self) {
        let journal = rusqlite::Connection::open(self.world.journal()).expect("a journal");
        journal.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("one file");
        drop(journal);
        self.file = fs::read(self.world.journal()).expect("a journal");
    }

    /// As it was, with nothing beside it and nothing in the folder in which commands run.
    fn lay(&self) -> &World {
        let journal = self.world.journal();
        let folder = journal.parent().expect("a folder");
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
        for entry in fs::read_dir(self.world.path("")).expect("a folder").flatten() {
            let path = entry.path();
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
        fs::write(&journal, &self.file).expect("the journal");
        fs::set_permissions(&journal, fs::Permissions::from_mode(0o600)).expect("a mode");
        &self.world
    }
}

/// The words of a call.
fn words<'a>(call: &'a Call, args: &'a [&'a str], more: &'a [&'a str]) -> Vec<&'a str> {
    call.name.split(' ').chain(args.iter().copied()).chain(more.iter().copied()).collect()
}

/// Runs what a call needs to have happened.
fn prepare(world: &World, call: &Call) {
    for before in call.before {
        let _ = world.run(before).ok();
    }
}

/// The JSON has these keys: of an object, or of each thing in a list that is written `[…]`.
#[track_caller]
fn has_keys(value: &Value, keys: &str, call: &str) {
    let within = keys.strip_prefix('[').and_then(|keys| keys.strip_suffix(']'));
    let things: Vec<&Value> = match within {
        Some(_) => value.as_array().unwrap_or_else(|| panic!("{call}: no list: {value}")).iter().collect(),
        None => vec![value],
    };
    for thing in things {
        for key in within.unwrap_or(keys).split(' ').filter(|key| !key.is_empty()) {
            assert!(thing.get(key).is_some(), "{call}: no {key:?} in {thing}");
        }
    }
}

#[test]
fn no_command_is_without_a_row() {
    let world = World::new();
    let reference = world.run(&["help", "reference"]).ok();
    let heads = reference.stdout().lines().filter_map(|line| line.trim_start_matches('#').strip_prefix(" mentee "));
    let mut count = 0;
    for name in heads {
        assert!(CALLS.iter().any(|call| call.name == name), "no row for `mentee {name}` in tests/it/walk/calls.rs");
        count += 1;
    }
    assert!(count > 60, "{count} commands found in the reference");
    let help = world.run(&["help", "--json"]).ok().json();
    for command in help["commands"].as_array().expect("commands") {
        let name = command["name"].as_str().expect("a name");
        let ways = |call: &&Call| call.name == name || call.name.starts_with(&format!("{name} "));
        assert!(CALLS.iter().any(|call| ways(&call)), "no row for `mentee {name}`");
    }
    for call in CALLS {
        let _ = world.run(&[&["help"], &call.name.split(' ').collect::<Vec<_>>()[..]].concat()).ok();
    }
}

#[test]
fn every_command_answers_on_the_demo_journal() {
    let demo = Journal::demo();
    for call in CALLS.iter().filter(|call| call.demo) {
        let world = demo.lay();
        prepare(world, call);
        let said = world.run(&words(call, call.args, &[])).ok();
        assert!(call.silent || !said.stdout().trim().is_empty(), "{}: says nothing", call.name);
        let world = demo.lay();
        prepare(world, call);
        let said = world.run(&words(call, call.args, &["--json"])).ok();
        has_keys(&said.json(), call.json, call.name);
    }
}

#[test]
fn where_there_is_nothing_every_command_says_so() {
    let empty = Journal::empty();
    for call in CALLS {
        let nowhere = World::new();
        for (world, there) in [(&nowhere, false), (empty.lay(), true)] {
            for more in [&[][..], &["--json"]] {
                let output = world.run(&words(call, call.args, more));
                match if there { call.empty } else { call.none } {
                    0 => {
                        let said = output.ok();
                        // JSON even where there is nothing to tell.
                        let _ = (!more.is_empty()).then(|| said.json());
                    }
                    code => one_line(output.fails(code).stderr(), call.name),
                }
                let made = world.journal().exists();
                assert!(there || call.writes || !made, "{}: a journal was made", call.name);
                let _ = fs::remove_file(world.path("new"));
                if !there {
                    let _ = fs::remove_dir_all(world.journal().parent().expect("a folder"));
                }
            }
        }
    }
}

#[test]
fn what_is_off_is_one_line_and_changes_nothing() {
    let demo = Journal::demo();
    let before = demo.lay().run(&["export", "--trash"]).ok().stdout().to_owned();
    let same = |call: &str| {
        let after = demo.world.run(&["export", "--trash"]).ok();
        assert!(after.stdout() == before, "{call}: the journal changed");
    };
    for call in CALLS {
        for (args, code, says) in call.off {
            let failure = demo.world.run(&words(call, args, &[])).fails(*code);
            failure.says(says);
            one_line(failure.stderr(), call.name);
            let failure = demo.world.run(&words(call, args, &["--json"])).fails(*code);
            failure.says(says);
        }
        let args = words(call, call.args, &["--no-such-flag"]);
        let failure = demo.world.run(&args).fails(2);
        failure.says("--no-such-flag");
        one_line(failure.stderr(), call.name);
        same(call.name);
    }
}

/// A directory where the journal should be is told by every command that opens it.
#[test]
fn a_journal_that_is_none_is_told_by_every_command() {
    let world = World::demo();
    for call in CALLS.iter().filter(|call| call.opens) {
        let failure = world.run(&words(call, call.args, &["--journal", "."])).fails(1);
        failure.says("it is a directory");
        one_line(failure.stderr(), call.name);
    }
}

/// One sentence that says who speaks; below it at most what a reference fits.
#[track_caller]
fn one_line(stderr: &str, call: &str) {
    let mut lines = stderr.lines();
    assert!(lines.next().is_some_and(|line| line.starts_with("mentee: ")), "{call}: {stderr}");
    assert!(lines.all(|line| line.starts_with("  ")), "{call}: {stderr}");
    assert!(!stderr.contains("panicked") && !stderr.contains("Error {"), "{call}: {stderr}");
}
