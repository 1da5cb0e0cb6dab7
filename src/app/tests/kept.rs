//! Filters under keys, the horizon from anywhere, and two who are one, by key scripts.

use super::journal::{Journal, demo};
use super::*;
use crate::domain::ask::Write;
use crate::domain::saved::Saved;

fn saved(name: &str, keys: &str, words: &str) -> Saved {
    Saved { name: name.to_owned(), keys: keys.to_owned(), words: words.to_owned() }
}

fn rig() -> Rig {
    let filters = vec![
        saved("for-odile", "M-1", "in:goal lead"),
        saved("quiet", "M-g q", "kind:insight quiet"),
        saved("looking-back", "F9", "in:reflection desk"),
    ];
    Rig::with(Settings { filters, ..Settings::default() }, demo(), 120, 40)
}

#[test]
fn a_kept_filter_comes_up_from_anywhere_by_its_key() {
    let mut rig = rig();
    rig.keys("5 M-1");
    assert_eq!(rig.state.tab, 1, "goals are at home there");
    rig.assert_shows("lead");
    rig.keys("Esc");
    rig.keys("M-g q");
    rig.assert_shows("kind:insight quiet");
    rig.keys("Esc F9");
    rig.assert_shows("kind:reflection desk");
    // A key that is not the rest of it is a key like any other.
    rig.keys("Esc M-g 3");
    assert_eq!(rig.state.tab, 2);
}

#[test]
fn help_and_palette_name_what_is_kept() {
    let mut rig = rig();
    rig.keys(":").text("filter quiet");
    rig.assert_shows("kind:insight quiet");
    rig.assert_shows("M-g q");
    rig.keys("Enter");
    rig.assert_shows("kind:insight quiet");
    rig.keys("Esc ? G");
    rig.assert_shows("for-odile: in:goal lead");
}

#[test]
fn a_filter_in_force_is_kept_under_a_name_and_the_key_that_is_pressed() {
    let mut rig = Rig::new(demo(), 120, 40);
    rig.keys("2 F");
    rig.assert_shows("there is no filter here");
    rig.keys("/").text("lead").keys("Enter F");
    rig.assert_shows("Keep this filter");
    rig.keys("Enter");
    rig.assert_shows("It takes a name");
    rig.text("My leads").keys("Enter M-w");
    let value = Some("M-w, in:goal lead".to_owned());
    assert_eq!(rig.journal.writes.last(), Some(&Write::Set { key: "filters.my-leads".to_owned(), value }));
    rig.keys("C-f").text("kind:goal lead").keys("C-s");
    rig.assert_shows("kind:goal lead");
    // A refusal is said where it is typed, and nothing is lost.
    rig.journal.broken = Some("`c` cannot bring up the filter `x`: it is `capture` already (Everywhere)".to_owned());
    rig.text("x").keys("Enter c");
    rig.assert_shows("`capture` already");
    rig.journal.broken = None;
    rig.keys("F7");
    assert!(!rig.shows("Keep this filter"));
}

#[test]
fn the_horizon_comes_up_from_anywhere() {
    let mut rig = Rig::new(Journal::default(), 120, 40);
    for tab in ["1", "3", "8"] {
        rig.keys(tab).keys("V");
        rig.assert_shows("NEXT MEETINGS");
        rig.keys("Esc");
        assert!(!rig.shows("NEXT MEETINGS"));
    }
}
