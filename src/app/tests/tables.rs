//! Laws of the command tables, over every state a script can reach.

use std::collections::BTreeMap;

use super::journal::{Journal, demo};
use super::*;
use crate::ui::command::RESERVED;

/// Scripts that lead to every screen, and to its states that have commands of their own.
const REACHES: &[&str] = &[
    "",
    "1 /",
    "2",
    "2 Enter",
    "2 Enter j",
    "3",
    "3 v",
    "4",
    "5",
    "6",
    "7",
    "7 n",
    "7 n x C-s",
    "7 j j Enter",
    "7 +",
    "7 w",
    "7 w Tab Tab Tab",
    "8",
    "8 Tab Enter",
    "c",
    ":",
    "?",
    "C-f",
    "2 n",
    "2 e",
    "3 n Tab Enter",
    "2 H",
    "2 /",
    "6 a",
    ": t r a s h Enter",
    ": b a c k u p s Enter",
    ": d o c t o r Enter",
    ": s e t t i n g s Enter",
    ": s e t t i n g s Enter j Enter",
    ": d r a f t s Enter",
];

fn each(check: impl Fn(&str, &Rig)) {
    for journal in [demo, Journal::default] {
        for reach in REACHES {
            let mut rig = Rig::new(journal(), 120, 40);
            rig.keys(reach);
            check(reach, &rig);
        }
    }
}

#[test]
fn every_command_has_a_name_a_word_a_help_and_keys_that_read() {
    each(|reach, rig| {
        for command in rig.state.commands() {
            assert!(
                command.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{command:?}"
            );
            assert!(!command.label.is_empty() && command.help.len() > 3 && !command.help.ends_with('.'), "{command:?}");
            assert!(command.keys.iter().all(|keys| sequence(keys).is_some()), "{reach}: {command:?}");
        }
    });
}

#[test]
fn no_two_commands_seen_together_share_a_key() {
    each(|reach, rig| {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for command in rig.state.commands() {
            for keys in command.keys {
                let other = seen.insert(keys, command.name);
                assert_eq!(other, None, "after {reach:?} {keys} is {} too", command.name);
            }
        }
        let begins = |keys: &str, other: &str| other.strip_prefix(keys).is_some_and(|rest| rest.starts_with(' '));
        let clash = seen.keys().find(|keys| seen.keys().any(|other| begins(keys, other)));
        assert_eq!(clash, None, "after {reach:?} a key is the beginning of a sequence");
    });
}

#[test]
fn reserved_keys_mean_the_same_everywhere() {
    each(|reach, rig| {
        for command in rig.state.commands() {
            for keys in command.keys {
                if let Some((_, name)) = RESERVED.iter().find(|(reserved, _)| reserved == keys) {
                    assert_eq!(*name, command.name, "after {reach:?} {keys}");
                }
            }
        }
    });
}

#[test]
fn what_holds_everywhere_is_there_everywhere() {
    each(|reach, rig| {
        let names: Vec<_> = rig.state.commands().iter().map(|command| command.name).collect();
        for name in ["capture", "commands", "help", "undo", "redo", "search", "quit", "go-1", "go-8", "back"] {
            assert!(names.contains(&name), "after {reach:?} no {name}");
        }
    });
}

#[test]
fn the_hint_line_names_only_keys_that_do_something() {
    each(|reach, rig| {
        let frame = rig.frame();
        let hints = frame.lines().last().unwrap_or_default();
        assert!(!hints.trim().is_empty(), "after {reach:?} the last line says what can be pressed");
    });
}
