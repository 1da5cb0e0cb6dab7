//! Help, the guide, the manual and completion: what there is to read, and what shells offer.

use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::world::World;

#[test]
fn help_names_everything_there_is() {
    let world = World::new();
    let all = world.run(&["help"]).ok().stdout().to_owned();
    let kinds = world.run(&["kinds", "--json"]).ok().json();
    for kind in kinds.as_array().expect("a list") {
        assert!(all.contains(&format!("  {} ", kind["name"].as_str().expect("a name").replace('_', "-"))), "{kind}");
    }
    for page in ["capture", "meetings", "goals", "people", "reflecting", "finding", "data", "scripts", "reference"] {
        assert!(all.contains(&format!("  {page} ")), "{page}");
        let text = world.run(&["help", page]).ok();
        assert!(text.stdout().starts_with("# "), "{page}");
    }
    assert!(!all.contains("__"), "what is for scripts is not offered");
    for heading in [
        "Every day",
        "Find and look at",
        "Share and review",
        "People and ideas",
        "Take back",
        "Care for the journal",
        "About the program",
    ] {
        assert!(all.contains(&format!("\n\n{heading}\n")), "{heading}");
    }
    assert_eq!(world.run(&["--help"]).ok().stdout(), all, "one page, whichever way it is asked for");
    world.run(&["help", "nosuch"]).fails(2).says("there is no help on “nosuch”");
    assert!(world.run(&["help", "progress"]).ok().stdout().contains("--period"));
    assert!(world.run(&["help", "goal", "add"]).ok().stdout().contains("--baseline"));
    assert_eq!(
        world.run(&["help", "person", "merge"]).ok().stdout(),
        world.run(&["person", "merge", "--help"]).ok().stdout()
    );
    let goal = world.run(&["kinds", "goal"]).ok().stdout().to_owned();
    assert!(goal.starts_with("goal — ") && goal.contains("checkpoints"), "{goal}");
}

/// Every call in the guide is one that the program understands.
#[test]
fn the_guide_calls_what_is_there() {
    let world = World::demo();
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/guide");
    let mut calls = 0;
    for page in std::fs::read_dir(guide).expect("the guide") {
        let text = std::fs::read_to_string(page.expect("a page").path()).expect("a page");
        for call in text.split('`').filter_map(|piece| piece.strip_prefix("mentee ")) {
            let words: Vec<&str> =
                call.split_whitespace().take_while(|word| !word.starts_with(['"', '-', '|'])).collect();
            let known = |words: &[&str]| world.run(&[&["help"], words].concat());
            let Some(first) = words.first().filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
            else {
                continue;
            };
            let _ = known(&[first]).ok();
            calls += 1;
        }
    }
    assert!(calls > 40, "{calls}");
}

/// The keys of every screen, with those of the settings in their place.
#[test]
fn the_keys_of_every_screen_are_listed() {
    let world = World::new();
    let text = world.run(&["keys"]).ok().stdout().to_owned();
    for line in ["Everywhere\n", "Moves\n", "Today\n", "Capture\n", "Form\n", "Search\n"] {
        assert!(text.contains(line), "{line:?} in:\n{text}");
    }
    let of = |world: &World, command: &str| -> Vec<serde_json::Value> {
        let all = world.run(&["keys", "--json"]).ok().json();
        let rows = all.as_array().expect("a list").iter();
        rows.filter(|row| row["command"] == command).map(|row| row["keys"].clone()).collect()
    };
    // Everywhere, and on the screen where it goes into the meeting under the cursor.
    let captures = |world: &World, keys: serde_json::Value| {
        let all = of(world, "capture");
        assert!(!all.is_empty() && all.iter().all(|own| *own == keys), "{all:?}");
    };
    captures(&world, json!(["c"]));
    assert_eq!(of(&world, "down"), [json!(["j", "Down"])]);
    assert!(of(&world, "open").len() > 5, "one for each screen that has it");
    let own = world.config("[keys]\ncapture = [\"C-n\", \"F5\"]\n");
    captures(&own, json!(["C-n", "F5"]));
    assert!(own.run(&["keys"]).ok().stdout().contains("  C-n  F5         capture "));
    own.run(&["keys", "today"]).fails(2).says("unexpected");
    let _ = own.config("[keys]\n").run(&["help", "keys"]).ok();
}

#[test]
fn the_manual_can_be_set() {
    let page = World::new().run(&["man"]).ok().stdout().to_owned();
    assert!(page.starts_with(".TH MENTEE 1"));
    for said in
        [".SH COMMANDS", "mentee progress", "\\-\\-period", ".SH KINDS", "mentee person merge", ".SH EXIT CODES"]
    {
        assert!(page.contains(said), "{said}");
    }
}

/// Words typed in bash, and what it then offers; skipped where there is no bash.
#[test]
fn bash_completes_commands_flags_and_names() {
    let world = World::demo();
    let program = Path::new(World::program());
    let folder = program.parent().expect("a folder").display().to_string();
    let world = world.var("PATH", &format!("{folder}:/usr/bin:/bin"));
    let script = world.run(&["completions", "bash"]).ok().stdout().to_owned();
    world.write("completion.bash", &script);
    let Some(bash) = ["/bin/bash", "/usr/bin/bash"].map(Path::new).into_iter().find(|path| path.exists()) else {
        return;
    };
    let offered = |words: &[&str]| -> Vec<String> {
        let typed = words.iter().map(|word| format!("'{}'", word.replace('\'', "'\\''"))).collect::<Vec<_>>().join(" ");
        let script = format!(
            "source completion.bash; COMP_WORDS=(mentee {typed}); COMP_CWORD={}; _mentee; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            words.len()
        );
        let mut command: Command = world.command(bash, &["--norc", "-c", &script]);
        let output = command.output().expect("bash runs");
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text").lines().map(str::to_owned).collect()
    };
    let some = |words: &[&str], want: &str| {
        let got = offered(words);
        assert!(got.iter().any(|line| line == want), "{words:?}: {want} is not in {got:?}");
    };
    assert_eq!(offered(&["prog"]), ["progress"]);
    some(&[""], "check-in");
    assert_eq!(offered(&["goal", "sh"]), ["show"]);
    assert_eq!(offered(&["goal", "list", "--state", "ach"]), ["achieved", "achieved-late"]);
    assert_eq!(offered(&["goal", "list", "--state", "=", "dro"]), ["dropped"]);
    assert_eq!(offered(&["goal", "list", "--sta"]), ["--start", "--state", "--state-since"]);
    assert_eq!(offered(&["log", "--with", "odi"]), ["Odile\\ Varga"]);
    assert_eq!(offered(&["log", "--with", "Odile\\ V"]), ["Odile\\ Varga"]);
    assert_eq!(offered(&["person", "show", "\"Odi"]), ["Odile Varga"], "within quotes the shell quotes");
    assert_eq!(offered(&["log", "@", "odi"]), ["Odile\\ Varga"]);
    some(&["check-in", "Finish"], "Finish\\ 5\\ steps\\ towards\\ a\\ lead\\ analyst\\ application");
    some(&["tag", "rename", ""], "secondment");
    some(&["search", "x", "--kind", "che"], "check-in");
    some(&["action", "list", "--owner", ""], "me");
    assert_eq!(offered(&["--color", "al"]), ["always"]);
    assert_eq!(offered(&["completions", ""]), ["bash", "zsh", "fish"]);
    some(&["help", "scr"], "scripts");
    // A short id leads to its record.
    let open = offered(&["done", ""]);
    assert!(!open.is_empty());
    for id in open.iter().take(3) {
        let _ = world.run(&["open", id]).ok();
    }
    assert_eq!(offered(&["import", ""]), [""; 1], "a file is meant");
}

#[test]
fn every_shell_has_a_script() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(world.run(&["completions", shell]).ok().stdout().contains("__complete"), "{shell}");
    }
    world.run(&["completions", "tcsh"]).fails(2).says("it can be bash, zsh, fish");
    assert_eq!(world.run(&["__complete", "--", "goal", "show", ""]).ok().stdout(), "");
    assert!(!world.journal().exists());
}
