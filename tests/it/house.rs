//! The house rules as tests: who may know whom, how long things may be, and what nobody writes. Each breach is named with
//! its file, its line and the rule, and each rule is shown a file that breaks it.

mod source;

use source::{File, project};

/// A line that breaks a rule, and what the rule is.
type Breach = (usize, String);

/// Who may know whom, room by room. A room may always know itself.
const KNOWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("config", &["domain"]),
    ("store", &["domain"]),
    ("exchange", &["domain"]),
    ("sync", &["domain", "store", "exchange"]),
    ("ui", &["domain"]),
    ("screens", &["domain", "ui"]),
    ("app", &["domain", "ui", "screens"]),
    ("report", &["domain", "config", "store", "exchange", "sync"]),
    ("cli", ALL),
    ("tui", ALL),
    ("main", ALL),
    ("lib", ALL),
];

const ALL: &[&str] = &["domain", "config", "store", "exchange", "sync", "ui", "screens", "app", "report", "cli", "tui"];

/// Which crates are named where only. `*` stands for one folder.
const ONLY_IN: &[(&[&str], &[&str])] = &[
    (&["rusqlite"], &["src/store/"]),
    (&["ratatui", "ratatui_textarea"], &["src/ui/", "src/screens/*/view.rs", "src/app/view.rs", "src/tui/"]),
    (&["crossterm"], &["src/tui/", "src/ui/key.rs"]),
    (&["clap", "clap_complete", "clap_mangen"], &["src/cli/"]),
    (&["getrandom", "directories", "toml", "toml_edit"], &["src/config/"]),
    (
        &["age", "aes_gcm", "argon2", "chacha20poly1305", "ed25519_dalek", "hkdf", "hmac", "pbkdf2", "scrypt", "sha2"],
        &["src/exchange/share", "src/sync/"],
    ),
];

/// Rooms that turn values into values: what reaches outside is not named in them.
const PURE: &[&str] = &["domain", "ui", "screens", "app"];

/// What reaches outside.
const OUTSIDE: &[&str] = &["env", "fs", "net", "process", "thread"];

/// Names that say nothing of what is in a room.
const DRAWERS: &[&str] = &["common", "helper", "helpers", "misc", "util", "utils"];

const LONGEST_FILE: usize = 600;
const LONGEST_FUNCTION: usize = 100;
const LONGEST_README: usize = 150;

/// Files and functions (`path` or `path::name`) that are tables of data, where length is no sign of anything.
const TABLES: &[&str] = &["src/domain/dates/tests.rs::what_is_due_lies_ahead"];

/// Runs a rule over the files it is about; all breaches are told at once.
#[track_caller]
fn keep(about: fn(&File) -> bool, rule: fn(&File) -> Vec<Breach>) {
    let files: Vec<_> = project().into_iter().filter(about).collect();
    assert!(!files.is_empty(), "a rule that is about no file proves nothing");
    let breaches: Vec<_> = files
        .iter()
        .flat_map(|file| rule(file).into_iter().map(|(line, what)| format!("{}:{line}: {what}", file.path)))
        .collect();
    assert!(breaches.is_empty(), "{} breaches of the house rules\n{}\n", breaches.len(), breaches.join("\n"));
}

fn is_source(file: &File) -> bool {
    file.path.starts_with("src/") && is_rust(file)
}

fn is_rust(file: &File) -> bool {
    std::path::Path::new(&file.path).extension().is_some_and(|extension| extension == "rs")
}

/// The room a source file stands in: its folder under `src`, or its own name.
fn room(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    inside.split(['/', '.']).next().unwrap_or(inside)
}

/// Whether a path begins like a pattern, in which `*` stands for one folder.
fn fits(path: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => path.starts_with(pattern),
        Some((before, after)) => path
            .strip_prefix(before)
            .and_then(|rest| rest.split_once('/'))
            .is_some_and(|(_, rest)| format!("/{rest}").starts_with(after)),
    }
}

fn rooms_keep_their_distance(file: &File) -> Vec<Breach> {
    let room = room(&file.path);
    let Some((_, known)) = KNOWS.iter().find(|(name, _)| *name == room) else {
        return vec![(1, format!("the room `{room}` has no row in KNOWS: say whom it may know"))];
    };
    let mut breaches = Vec::new();
    let mut names = file.taken_from("crate");
    // From the front of a room, `super` is the whole house.
    if file.path == format!("src/{room}/mod.rs") || file.path == format!("src/{room}.rs") {
        names.extend(file.taken_from("super").into_iter().filter(|word| ALL.contains(&word.text.as_str())));
    }
    for name in names {
        if ALL.contains(&name.text.as_str()) && name.text != room && !known.contains(&name.text.as_str()) {
            breaches.push((file.line(name.at), format!("`{room}` may not know `{}`", name.text)));
        }
    }
    for at in file.find("super::super::") {
        breaches.push((file.line(at), "say `crate::`: who is known should be seen".to_owned()));
    }
    breaches
}

fn screens_do_not_know_each_other(file: &File) -> Vec<Breach> {
    let Some((own, _)) = file.path.strip_prefix("src/screens/").and_then(|rest| rest.split_once('/')) else {
        return Vec::new();
    };
    let front = file.path == format!("src/screens/{own}/mod.rs");
    let mut names = file.taken_from("crate::screens");
    names.extend(if front { file.taken_from("super") } else { Vec::new() });
    let folder = |name: &str| {
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/screens").join(name).is_dir() || name == "example"
    };
    names
        .into_iter()
        .filter(|name| name.text != own && folder(&name.text))
        .map(|name| (file.line(name.at), format!("the screen `{own}` may not know the screen `{}`", name.text)))
        .collect()
}

fn crates_stay_in_their_rooms(file: &File) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for word in file.words() {
        let after = file.code[word.at + word.text.len()..].trim_start();
        let before = file.code[..word.at].trim_end();
        let brought_in = before.ends_with("use") && after.starts_with([';', 'a']);
        if !(after.starts_with("::") || brought_in) {
            continue;
        }
        for (names, places) in ONLY_IN {
            let named = names.contains(&word.text.as_str()) && !places.iter().any(|place| fits(&file.path, place));
            // Tests may look at cells and rows from outside.
            if named && !file.is_test(word.at) {
                let places = places.join(", ");
                breaches.push((file.line(word.at), format!("`{}` is named in {places} only", word.text)));
            }
        }
    }
    breaches
}

fn pure_rooms_reach_nothing(file: &File) -> Vec<Breach> {
    let room = room(&file.path);
    if !PURE.contains(&room) {
        return Vec::new();
    }
    let named = file.taken_from("std").into_iter().filter(|name| OUTSIDE.contains(&name.text.as_str()));
    named
        .filter(|name| !file.is_test(name.at))
        .map(|name| (file.line(name.at), format!("`{room}` turns values into values: no `std::{}`", name.text)))
        .collect()
}

fn rooms_have_names(file: &File) -> Vec<Breach> {
    let parts = file.path.split(['/', '.']).filter(|part| DRAWERS.contains(part));
    parts.map(|part| (1, format!("`{part}` says nothing of what is in it"))).collect()
}

fn doors_have_plates(file: &File) -> Vec<Breach> {
    let first = file.text.lines().next().unwrap_or_default();
    if first.starts_with("//! ") {
        return Vec::new();
    }
    vec![(1, "a file begins with `//!` and what it is for".to_owned())]
}

fn files_are_short(file: &File) -> Vec<Breach> {
    let lines = file.text.lines().count();
    if lines <= LONGEST_FILE || TABLES.contains(&file.path.as_str()) {
        return Vec::new();
    }
    vec![(lines, format!("a file has at most {LONGEST_FILE} lines"))]
}

fn functions_are_short(file: &File) -> Vec<Breach> {
    let long = file.functions().into_iter().filter(|(_, _, lines)| *lines > LONGEST_FUNCTION);
    long.filter(|(name, _, _)| !TABLES.contains(&format!("{}::{name}", file.path).as_str()))
        .map(|(name, line, lines)| (line, format!("`{name}` has {lines} of at most {LONGEST_FUNCTION} lines")))
        .collect()
}

fn nothing_is_left_undone(file: &File) -> Vec<Breach> {
    let mut breaches = Vec::new();
    // Each in two pieces, so that the rules need no exception for themselves.
    for (macro_name, reason) in [("todo", "finish it"), ("dbg", "say it to nobody"), ("unimplemented", "finish it")] {
        for at in file.find(&format!("{macro_name}!")) {
            breaches.push((file.line(at), format!("no `{macro_name}!`: {reason}")));
        }
    }
    for at in file.find("#[ignore") {
        breaches.push((file.line(at), "a test that does not run is no test".to_owned()));
    }
    for at in file.find(".unwrap()").into_iter().filter(|at| !file.is_test(*at)) {
        breaches.push((file.line(at), "no `unwrap()` outside of tests".to_owned()));
    }
    breaches
}

fn no_machine_shows(file: &File) -> Vec<Breach> {
    // Each in two pieces, so that this file does not break its own rule.
    let machines = [("/wo", "rk/"), ("/ro", "ot/"), ("/ho", "me/"), ("/Use", "rs/")].map(|(a, b)| format!("{a}{b}"));
    let mut breaches = Vec::new();
    for (line, text) in file.text.lines().enumerate() {
        for machine in &machines {
            // Such a name within a longer path or an address is somebody's own business.
            let found = text.match_indices(machine.as_str()).any(|(at, _)| {
                !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '}' | '~' | ')'))
            });
            if found {
                breaches.push((line + 1, format!("`{machine}` is a place on one machine")));
            }
        }
    }
    breaches
}

fn the_readme_is_short(file: &File) -> Vec<Breach> {
    let lines = file.text.lines().count();
    if lines <= LONGEST_README { Vec::new() } else { vec![(lines, format!("at most {LONGEST_README} lines"))] }
}

#[test]
fn rooms_know_only_whom_they_may() {
    keep(is_source, rooms_keep_their_distance);
    keep(is_source, screens_do_not_know_each_other);
}

#[test]
fn crates_are_named_in_their_rooms_only() {
    keep(is_source, crates_stay_in_their_rooms);
}

#[test]
fn pure_rooms_are_pure() {
    keep(is_source, pure_rooms_reach_nothing);
}

#[test]
fn no_room_is_a_drawer() {
    keep(is_source, rooms_have_names);
}

#[test]
fn every_file_says_what_it_is_for() {
    keep(is_rust, doors_have_plates);
}

#[test]
fn files_and_functions_are_short() {
    keep(is_rust, files_are_short);
    keep(is_rust, functions_are_short);
}

#[test]
fn nobody_leaves_things_undone() {
    keep(is_rust, nothing_is_left_undone);
}

#[test]
fn no_file_tells_of_a_machine() {
    keep(|file| file.path != "Cargo.lock", no_machine_shows);
}

#[test]
fn the_readme_can_be_read_in_a_minute() {
    keep(|file| file.path == "README.md", the_readme_is_short);
}

#[test]
fn no_source_file_is_forgotten() {
    let files = project();
    for file in files.iter().filter(|file| is_rust(file)) {
        let Some((folder, name)) = file.path.rsplit_once('/') else { continue };
        let stem = name.trim_end_matches(".rs");
        let (folder, stem) =
            if stem == "mod" { folder.rsplit_once('/').unwrap_or(("", folder)) } else { (folder, stem) };
        if ["main", "lib"].contains(&stem) || !(file.path.starts_with("src/") || file.path.starts_with("tests/it/")) {
            continue;
        }
        let fronts = [
            format!("{folder}/mod.rs"),
            format!("{folder}.rs"),
            format!("{folder}/lib.rs"),
            format!("{folder}/main.rs"),
        ];
        let named = files.iter().filter(|front| fronts.contains(&front.path) && front.path != file.path);
        let known = named.flat_map(File::words).any(|word| word.text == stem);
        assert!(known, "{}:1: no front of {folder} names it, so it is not compiled", file.path);
    }
}

#[test]
fn the_tour_shows_every_room() {
    let files = project();
    let tour = files.iter().find(|file| file.path == "src/ARCHITECTURE.md").expect("the tour");
    for file in files.iter().filter(|file| is_source(file)) {
        let room = room(&file.path);
        let shown = tour
            .text
            .lines()
            .any(|line| line.starts_with(&format!("{room}/ ")) || line.starts_with(&format!("{room}.rs ")));
        assert!(shown, "{}:1: the map in src/ARCHITECTURE.md does not show `{room}`", file.path);
    }
}

#[test]
fn each_rule_catches_what_breaks_it() {
    type Rule = fn(&File) -> Vec<Breach>;
    let long = format!("fn long() {{\n{}}}\n", "    step();\n".repeat(LONGEST_FUNCTION));
    let home = format!("see {}noor/journal\n", ["/ho", "me/"].concat());
    let cases: &[(Rule, &str, &str, usize)] = &[
        (rooms_keep_their_distance, "src/domain/a.rs", "\nuse crate::store::Store;", 2),
        (rooms_keep_their_distance, "src/ui/a.rs", "use crate::{domain::Now,\n config::World};", 2),
        (rooms_keep_their_distance, "src/screens/goals/mod.rs", "fn a() { crate::store::open() }", 1),
        (rooms_keep_their_distance, "src/store/mod.rs", "use super::cli::output;", 1),
        (rooms_keep_their_distance, "src/ui/key.rs", "use super::super::store;", 1),
        (rooms_keep_their_distance, "src/attic/mod.rs", "", 1),
        (screens_do_not_know_each_other, "src/screens/goals/mod.rs", "use crate::screens::example::State;", 1),
        (screens_do_not_know_each_other, "src/screens/goals/mod.rs", "use super::example;", 1),
        (crates_stay_in_their_rooms, "src/cli/a.rs", "\n\nuse rusqlite::Connection;", 3),
        (crates_stay_in_their_rooms, "src/screens/goals/mod.rs", "fn a(_: ratatui::Frame) {}", 1),
        (crates_stay_in_their_rooms, "src/ui/theme.rs", "use ratatui::crossterm::event;", 1),
        (crates_stay_in_their_rooms, "src/main.rs", "use clap as c;", 1),
        (pure_rooms_reach_nothing, "src/domain/a.rs", "fn a() { std::fs::read(b) }", 1),
        (pure_rooms_reach_nothing, "src/app/a.rs", "use std::{fmt, thread};", 1),
        (rooms_have_names, "src/store/util.rs", "", 1),
        (rooms_have_names, "src/helpers/mod.rs", "", 1),
        (doors_have_plates, "src/a.rs", "// a comment\n", 1),
        (files_are_short, "src/a.rs", &"\n".repeat(LONGEST_FILE + 1), LONGEST_FILE + 1),
        (functions_are_short, "src/a.rs", &long, 1),
        (nothing_is_left_undone, "src/a.rs", "fn a() {\n b.unwrap();\n}", 2),
        (nothing_is_left_undone, "src/a.rs", "#[cfg(test)]\nmod tests;\nfn a() { b.unwrap() }", 3),
        (nothing_is_left_undone, "src/a.rs", "fn a() { todo!() }", 1),
        (nothing_is_left_undone, "src/a/tests.rs", "#[test]\n#[ignore = \"slow\"]\nfn a() {}", 2),
        (no_machine_shows, "docs/a.md", &home, 1),
        (the_readme_is_short, "README.md", &"\n".repeat(LONGEST_README + 1), LONGEST_README + 1),
    ];
    for (rule, path, text, line) in cases {
        let lines: Vec<_> = rule(&File::new(path, text)).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [*line], "{path}: {text:?}");
    }
}

#[test]
fn no_rule_catches_what_keeps_it() {
    type Rule = fn(&File) -> Vec<Breach>;
    let cases: &[(Rule, &str, &str)] = &[
        (rooms_keep_their_distance, "src/ui/a.rs", "use crate::domain::Now; use crate::ui::key; // crate::store::X"),
        (rooms_keep_their_distance, "src/cli/a.rs", "use crate::{store, tui, config};"),
        (screens_do_not_know_each_other, "src/screens/goals/mod.rs", "use crate::screens::goals::view;"),
        (crates_stay_in_their_rooms, "src/store/a.rs", "use rusqlite::Connection;"),
        (crates_stay_in_their_rooms, "src/screens/goals/view.rs", "use ratatui::Frame;"),
        (crates_stay_in_their_rooms, "src/domain/a.rs", "let age = 3; // ratatui::Frame\nlet b = \"clap::Parser\";"),
        (crates_stay_in_their_rooms, "src/screens/goals/tests.rs", "use ratatui::backend::TestBackend;"),
        (pure_rooms_reach_nothing, "src/domain/a.rs", "use std::fmt;"),
        (pure_rooms_reach_nothing, "src/tui/a.rs", "use std::thread;"),
        (doors_have_plates, "src/a.rs", "//! What it is for.\n"),
        (nothing_is_left_undone, "src/a.rs", "#[cfg(test)]\nmod tests { fn a() { b.unwrap() } }"),
        (nothing_is_left_undone, "src/a.rs", "let a = b.unwrap_or(c); let d = \"todo!\";"),
        (no_machine_shows, "docs/a.md", &["https://example.org", "/wo", "rk/", " $HOME/x ~/y"].concat()),
    ];
    for (rule, path, text) in cases {
        assert_eq!(rule(&File::new(path, text)), [], "{path}: {text:?}");
    }
}
