//! Killed at any moment, the program loses nothing it has acknowledged and leaves nothing half made.

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use super::file::Journal;
use super::{Dice, mentee, rounds};
use crate::world::World;

/// After so many kills a new journal is begun.
const EACH: usize = 50;

/// Runs a command and kills it after so long; what it had printed by then, where that was a whole line.
///
/// That is the one wait in these tests: when a kill comes is what is tried.
fn killed_after(mut command: Command, input: &str, wait: Duration) -> Option<Value> {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    let _ = pipe.write_all(input.as_bytes());
    drop(pipe);
    std::thread::sleep(wait);
    let _ = child.kill();
    let output = child.wait_with_output().expect("it ends");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let line = output.stdout.strip_suffix(b"\n")?;
    Some(serde_json::from_slice(line).expect("one JSON value"))
}

/// The ids an answer names: of all that a capture made, or of the one record that was changed.
fn ids(answer: &Value) -> Vec<String> {
    let own = [&answer["id"], &answer["meeting"]["id"], &answer["note"]["id"]];
    let made = answer["created"].as_array().into_iter().flatten().map(|made| &made["id"]);
    own.into_iter().chain(made).filter_map(|id| id.as_str().map(str::to_owned)).collect()
}

#[test]
fn a_kill_loses_nothing_that_was_acknowledged() {
    let mut dice = Dice::new();
    let seed = dice.seed;
    let mut acknowledged = 0;
    for part in 0..rounds(300, 10_000) / EACH {
        let world = World::new();
        let _ = world.run(&["log", "before all"]).ok();
        let mut known: Vec<(String, Option<String>)> = Vec::new();
        for round in 0..EACH {
            let wait = Duration::from_micros(2_000 + dice.below(if cfg!(debug_assertions) { 40_000 } else { 12_000 }));
            let many: String =
                (0..30).map(|n| format!("! promise {n} of {round} by fri\n")).collect::<Vec<_>>().concat();
            let title = format!("changed in {round}");
            let edited = known.last().map(|(id, _)| id.clone()).filter(|_| dice.below(3) == 0);
            let (words, input) = match &edited {
                Some(id) => (vec!["reflection", "edit", id, "--body", &title, "--json"], ""),
                None if dice.below(3) == 0 => (vec!["log", "--json"], many.as_str()),
                None => (vec!["log", "--json", "a short note"], ""),
            };
            let answer = killed_after(world.command(mentee(), &words), input, wait);
            let journal = Journal::open(&world.journal());
            if let Some(answer) = answer {
                acknowledged += 1;
                for id in ids(&answer) {
                    assert!(journal.has(&id), "seed {seed}, part {part}, round {round}: {id} is lost");
                }
                match edited {
                    Some(id) => known.retain(|(known, _)| *known != id),
                    None => known.retain(|_| true),
                }
                let note = answer["id"].as_str().or(answer["note"]["id"].as_str());
                known.extend(note.map(|id| (id.to_owned(), answer["id"].is_string().then_some(title))));
            } else if let Some(id) = edited {
                // It may have been changed without having said so.
                known.retain(|(known, _)| *known != id);
            }
        }
        let journal = Journal::open(&world.journal());
        journal.is_sound();
        for (id, title) in known {
            assert!(journal.has(&id), "seed {seed}, part {part}: {id} is lost");
            assert!(
                title.is_none_or(|title| journal.title(&id) == title),
                "seed {seed}, part {part}: {id} is as it was"
            );
        }
    }
    assert!(acknowledged > 0, "seed {seed}: every kill came before anything was done, which proves nothing");
}

#[test]
fn a_kill_in_the_first_run_leaves_a_journal_or_none() {
    let mut dice = Dice::new();
    let seed = dice.seed;
    let (mut none, mut whole) = (0, 0);
    for round in 0..rounds(60, 200) {
        let world = World::new();
        let wait = Duration::from_micros(2_000 + dice.below(if cfg!(debug_assertions) { 40_000 } else { 12_000 }));
        let answer = killed_after(world.command(mentee(), &["log", "--json", "the first note"]), "", wait);
        // Whoever comes first finds what the kill left.
        if round % 2 == 0 {
            let _ = world.run(&["today"]).ok();
        }
        if world.journal().exists() {
            let mode = std::fs::metadata(world.journal()).expect("a file").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "seed {seed}, round {round}");
            let journal = Journal::open(&world.journal());
            if journal.is_empty() {
                none += 1;
            } else {
                whole += 1;
                journal.is_sound();
            }
            if let Some(answer) = answer {
                assert!(ids(&answer).iter().all(|id| journal.has(id)), "seed {seed}, round {round}: {answer} is lost");
            }
        }
        let _ = world.run(&["log", "the next note"]).ok();
        assert!(world.run(&["search", "next", "note"]).ok().stdout().contains("the next note"), "seed {seed}");
    }
    assert!(whole > 0, "seed {seed}: {none} empty files and never a whole one: the kills come too early");
}
