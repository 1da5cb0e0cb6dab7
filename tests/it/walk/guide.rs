//! Every call that the README and the guide show works as it is printed, on the demo journal.

use std::fs;
use std::path::Path;

use super::Journal;
use crate::world::World;

/// What stands for a word of one's own in the guide, by the call it stands in; the first that fits counts.
const WORDS: &[(&str, &str, &str)] = &[
    ("meeting summary", "REF", "m0c9"),
    ("meeting settle", "REF", "m528"),
    ("evaluation ", "REF", "xqqv"),
    ("goal ", "REF", "lead"),
    ("KIND ", "REF", "lead"),
    ("obstacle ", "REF", "adverts"),
    ("--helped", "REF", "adverts"),
    ("", "REF", "aczs"),
    ("", "KIND", "goal"),
    ("", "[TEXT…]", "words"),
    ("", "[PERSON]", "odile"),
    ("", "DIR", "new-folder"),
];

/// Calls that are only named, or that need an editor, a share or a mentor's answer: other tests have those.
const ELSEWHERE: &[&str] = &[
    "mentee log",
    "mentee log -e",
    "mentee log --resume",
    "mentee reply",
    "mentee reply accept",
    "mentee reply answer",
    "mentee reply set-aside",
    "mentee reply to-noor",
    "mentee review FILE",
    "mentee restore",
    "mentee import",
    "mentee done",
    "mentee obstacle show",
    "mentee share odile --format mentee",
    "mentee share odile --to",
];

/// What has happened before the guide's calls: the talk of the README, and what a page says to do first.
const BEFORE: &[&[&str]] = &[
    &["person", "add", "O. Varga"],
    &["primer", "add", "education"],
    &["insight", "add", "How she opened the ward", "--insight-kind", "story", "--steps", "ask, draw, show"],
];

/// What a call needs to have happened just before.
const JUST_BEFORE: &[(&str, &[&str])] = &[
    ("mentee done \"weekly", &["goal", "edit", "weekly replanning", "--state", "active"]),
    ("mentee goal resume", &["goal", "pause", "lead"]),
    ("mentee KIND restore", &["goal", "delete", "lead"]),
    ("mentee redo", &["undo"]),
    ("mentee import --from", &["export", "-o", "new1"]),
];

/// Whether a call is left to other tests.
fn elsewhere(call: &str) -> bool {
    ELSEWHERE.iter().any(|known| {
        let rest = call.trim().strip_prefix(known);
        rest.is_some_and(|rest| rest.is_empty() || known.split(' ').count() > 2 && !known.contains("log"))
    })
}

/// The README's capture.
fn capture() -> String {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("the README");
    let capture = text.split("```text\n").nth(1).and_then(|rest| rest.split("```").next());
    capture.expect("a capture in the README").to_owned()
}

/// The calls of a text: in back quotes, and on lines of a block of code.
fn calls(text: &str) -> Vec<String> {
    let text = text.replace("\\\n", " ");
    let mut calls = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        }
        if let Some(call) =
            line.strip_prefix("    ").or(fenced.then_some(line)).filter(|call| call.starts_with("mentee "))
        {
            calls.push(call.to_owned());
        }
    }
    let quoted =
        text.split('`').skip(1).step_by(2).filter(|piece| piece.starts_with("mentee ") && !piece.contains('\n'));
    calls.extend(quoted.map(str::to_owned));
    calls
}

/// The words of a call, without what a shell does with its output, its comment, and what a table says beside it.
fn words(call: &str) -> Vec<String> {
    let end = ["   ", "  #", " | ", " > ", " < "].iter().filter_map(|end| call.find(end)).min();
    let call = call.get(..end.unwrap_or(call.len())).unwrap_or(call);
    let words = shlex::split(call).unwrap_or_else(|| panic!("{call}: no words of a shell"));
    let mut files = 0;
    let own = |word: &String| {
        if word == "FILE" {
            files += 1;
            return format!("new{files}");
        }
        let fits = WORDS.iter().find(|(of, what, _)| call.contains(of) && what == word);
        fits.map_or(word.clone(), |(_, _, is)| (*is).to_owned())
    };
    words.iter().skip(1).map(own).collect()
}

#[test]
fn what_the_guide_shows_works() {
    let mut demo = Journal::demo();
    let _ = demo.world.pipe(capture(), &["log", "-q"]).ok();
    for call in BEFORE {
        let _ = demo.world.run(call).ok();
    }
    demo.keep();
    let mut count = 0;
    let mut broken = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/guide")).expect("the guide").flatten()
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name == "reference.md" {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("a page");
        for call in calls(&text).into_iter().filter(|call| !elsewhere(call)) {
            let world = demo.lay();
            for (_, before) in JUST_BEFORE.iter().filter(|(of, _)| call.starts_with(of)) {
                let _ = world.run(before).ok();
            }
            let args = words(&call);
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let output = if call.contains("< notes.md") { world.pipe("A note\n", &args) } else { world.run(&args) };
            broken.extend(output.refusal().map(|why| format!("{name}: `{call}`: {why}")));
            count += 1;
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(count > 80, "{count} calls in the guide");
}

/// The README's minute, from the first capture on, in a journal of one's own.
#[test]
fn the_minute_of_the_readme_works() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("the README");
    let world = World::new();
    let _ = world.pipe(capture(), &["log"]).ok();
    let shell: Vec<String> = calls(&text).into_iter().filter(|call| !elsewhere(call)).collect();
    assert!(shell.len() > 8, "{shell:?}");
    for call in shell {
        let args = words(&call);
        let mut args: Vec<&str> = args.iter().map(String::as_str).collect();
        if args.first() == Some(&"share") && args.get(1) != Some(&"list") {
            let _ = world.run(&["goal", "add", "To be shared", "--visibility", "odile"]).ok();
            args.push("--yes");
        }
        let refusal = world.run(&args).refusal();
        assert_eq!(refusal, None, "`{call}` does not work as printed");
    }
}
