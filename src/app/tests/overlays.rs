//! What lies over the tabs, by key scripts: palette, prefixes, help, trash, copies, doctor, settings, drafts.

use std::collections::BTreeMap;

use super::journal::{Journal, demo, hostile};
use super::*;
use crate::domain::Kind;
use crate::domain::ask::{Draft, Write};
use crate::screens::home;
use crate::ui::key::Mouse;

fn rig() -> Rig {
    Rig::new(demo(), 120, 40)
}

/// Opens something by its name in the palette.
fn called(rig: &mut Rig, name: &str) {
    rig.keys(":").text(name).keys("Enter");
}

#[test]
fn a_prefix_shows_what_may_follow_and_esc_takes_it_back() {
    let mut rig = rig();
    rig.keys("2 j g");
    rig.assert_shows("g  To the first");
    rig.assert_shows("g …");
    rig.keys("Esc");
    assert!(!rig.shows("To the first") && rig.state.tab == 1, "Esc only takes the key back");
    rig.keys("g g");
    assert!(!rig.shows("To the first"));
    let keys = Keys::new(BTreeMap::from([("history".to_owned(), vec!["g h".to_owned(), "Z".to_owned()])]));
    let mut rig = Rig::with(Settings { keys, ..Settings::default() }, demo(), 40, 15);
    rig.keys("g");
    rig.assert_shows("h  Every change, and the way back");
    rig.keys("h");
    rig.assert_shows("History");
}

#[test]
fn what_is_off_says_why_where_it_is_looked_for() {
    let mut rig = Rig::new(Journal::default(), 120, 40);
    called(&mut rig, "trash");
    rig.keys("r");
    rig.assert_shows("bring back: the trash is empty");
    rig.keys("?");
    rig.assert_shows("Out of the trash, to where it was");
    rig.assert_shows("not now: the trash is empty");
    rig.keys("Esc :").text("restore");
    rig.assert_shows("not now: the trash is empty");
    rig.keys("Enter");
    rig.assert_shows("restore: the trash is empty");
}

#[test]
fn the_palette_finds_commands_screens_people_and_records() {
    let mut rig = rig();
    rig.keys(":").text("obst").keys("Enter");
    assert_eq!(rig.state.tab, 3, "a screen by its name");
    rig.keys(":").text("odile").keys("Enter");
    assert_eq!(rig.state.tab, 4, "a person");
    rig.assert_shows("Head of bed management");
    rig.keys(":").text("written case");
    rig.assert_shows("Written case for the lead role");
    rig.keys("Enter");
    assert_eq!(rig.state.tab, 2);
    rig.keys(":").text("ngl").keys("Enter");
    rig.assert_shows("New goal");
    rig.keys("Esc :").text("zzzz");
    rig.assert_shows("Nothing has these letters.");
    rig.keys("Enter");
    rig.assert_shows("zzzz");
}

#[test]
fn a_word_is_looked_up_in_three_lines() {
    let mut rig = rig();
    rig.keys(":").text("?hud");
    for line in [
        "huddle · healthcare · heard from Odile Varga",
        "Ten minutes on one's feet at the board",
        "we say the dispatch call · not to be taken for a meeting",
    ] {
        rig.assert_shows(line);
    }
    rig.keys("Enter");
    assert_eq!(rig.state.tab, home(Kind::Term));
    rig.keys(":").text("?gemba");
    rig.assert_shows("“gemba” is not in your glossary yet. Enter adds it.");
    rig.keys("Enter");
    rig.assert_shows("gemba");
    rig.assert_shows("New");
}

#[test]
fn the_trash_gives_back_and_is_emptied_in_two_steps() {
    let mut rig = rig();
    rig.keys("2 x");
    called(&mut rig, "trash");
    rig.assert_shows("deleted Tue 30 Sep");
    rig.keys("X");
    rig.assert_shows("Delete 1 thing for good?");
    rig.keys("Esc");
    assert!(!rig.shows("for good?") && rig.shows("deleted Tue 30 Sep"));
    rig.keys("r");
    assert!(matches!(rig.journal.writes.last(), Some(Write::Restore(_))));
    rig.assert_shows("The trash is empty.");
    rig.keys("Esc 2 x");
    called(&mut rig, "trash");
    rig.keys("X j X").assert_shows("for good?");
    rig.keys("X");
    assert_eq!(rig.journal.writes.last(), Some(&Write::EmptyTrash));
    rig.assert_shows("Deleted for good: 1");
    assert!(!rig.shows("u undoes Deleted"));
}

#[test]
fn a_copy_is_made_and_the_way_back_is_told() {
    let mut rig = rig();
    called(&mut rig, "backups");
    rig.assert_shows("mentee restore journal-20250929-180000-daily.db");
    rig.keys("n");
    assert_eq!(rig.journal.writes, [Write::Copy]);
    rig.assert_shows("mentee restore journal-20250930-090000-asked.db");
    rig.keys("y");
    let command = "mentee restore journal-20250930-090000-asked.db".to_owned();
    assert_eq!(rig.others, [Effect::Copy(command)]);
}

#[test]
fn the_doctor_tells_what_it_found() {
    let mut rig = rig();
    called(&mut rig, "doctor");
    rig.assert_shows("All is well.");
    rig.journal.health.problems = vec!["the file is damaged".to_owned()];
    rig.keys("C-l");
    rig.assert_shows("! the file is damaged");
    rig.assert_shows("mentee doctor --repair");
}

#[test]
fn the_doctor_can_be_left_while_it_looks() {
    let mut rig = rig();
    rig.held = Some(Vec::new());
    called(&mut rig, "doctor");
    rig.assert_shows("Looking at the whole file");
    rig.now = rig.now.at(rig.now.at + chrono::Duration::seconds(4));
    rig.send(Msg::Tick);
    rig.assert_shows("4 s");
    rig.keys("C-l");
    rig.assert_shows("it is being looked at");
    let held = rig.held.take().unwrap_or_default();
    rig.keys("Esc");
    assert!(!rig.shows("Looking"));
    rig.perform(held);
    assert!(!rig.shows("All is well."), "an answer that comes too late is for nobody");
    called(&mut rig, "doctor");
    rig.assert_shows("All is well.");
}

#[test]
fn settings_are_changed_where_they_are_shown() {
    let set = |key: &str, value: Option<&str>| Write::Set { key: key.to_owned(), value: value.map(str::to_owned) };
    let mut rig = rig();
    called(&mut rig, "settings");
    rig.assert_shows("auto  dark  light  mono");
    rig.keys("Enter");
    assert_eq!(rig.journal.writes.last(), Some(&set("theme", Some("dark"))));
    rig.assert_shows("theme is changed");
    rig.keys("Left");
    assert_eq!(rig.journal.writes.last(), Some(&set("theme", Some("auto"))));
    rig.keys("x");
    assert_eq!(rig.journal.writes.last(), Some(&set("theme", None)));
    rig.keys("j Enter").text("accent").keys("Enter");
    rig.assert_shows("It takes a name and a value");
    rig.text(" = #123456").keys("Enter");
    assert_eq!(rig.journal.writes.last(), Some(&set("colors.accent", Some("#123456"))));
    rig.assert_shows("There is no setting `colors.accent`.");
    rig.assert_shows("accent = #123456");
    rig.keys("Esc j j Enter C-u").text("7").keys("Enter");
    assert_eq!(rig.journal.writes.last(), Some(&set("trash_days", Some("7"))));
    rig.keys("k");
    rig.assert_shows("A change counts from the next start.");
}

#[test]
fn drafts_are_gone_on_with_or_let_go_of() {
    let mut journal = demo();
    let draft = |slot: &str, text: &str| Draft { slot: slot.to_owned(), text: text.to_owned(), at: now().at };
    journal.drafts = vec![draft("capture", "Met @odile"), draft("form:goal:new", r#"{"title":"Half a goal"}"#)];
    let mut rig = Rig::new(journal, 120, 40);
    called(&mut rig, "drafts");
    rig.assert_shows("Capture");
    rig.assert_shows("New goal  Half a goal");
    rig.keys("x");
    assert_eq!(rig.others.last(), Some(&Effect::Draft { slot: "capture".to_owned(), text: String::new() }));
    rig.keys("p");
    assert_eq!(rig.others.last(), Some(&Effect::Draft { slot: "capture".to_owned(), text: "Met @odile".to_owned() }));
    rig.keys("g g Enter");
    rig.assert_shows("Half a goal");
    rig.assert_shows("from your draft");
}

#[test]
fn the_profile_is_one_form() {
    let mut rig = rig();
    called(&mut rig, "profile");
    rig.assert_shows("New profile");
    let mut journal = demo();
    let me = journal.add(Kind::Profile, serde_json::json!({"name": "Noor"}));
    let mut rig = Rig::new(journal, 120, 40);
    called(&mut rig, "profile");
    rig.assert_shows("Noor");
    rig.text(" A").keys("C-s");
    assert!(matches!(rig.journal.writes.last(), Some(Write::Save { id: Some(id), .. }) if *id == me));
}

#[test]
fn a_click_chooses_in_every_overlay() {
    for name in ["trash", "backups", "doctor", "settings", "drafts", "history"] {
        for journal in [demo(), hostile(), Journal::default()] {
            let mut rig = Rig::new(journal, 80, 24);
            called(&mut rig, name);
            for y in 0..24 {
                rig.send(Msg::Mouse(Mouse::Click(20, y)));
                rig.send(Msg::Mouse(Mouse::Down(20, y)));
                rig.draw();
            }
        }
    }
}

#[test]
fn the_way_out_is_open_from_within_everything() {
    for opens in ["", "c", ":", "?", "C-f", "C-f C-g", "2 n", "3 n Tab Enter", "2 /", "c a F3 b"] {
        let mut rig = rig();
        rig.keys(opens).keys("C-c");
        assert_eq!(rig.others.last(), Some(&Effect::Quit), "{opens}");
    }
}
