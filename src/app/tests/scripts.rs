//! What keys do, told as scripts.

use serde_json::json;

use super::journal::{Journal, at, demo, id};
use super::*;
use crate::domain::ask::{Answer, Draft, Write};
use crate::domain::{Kind, Visibility};
use crate::ui::key::{Key, Mouse};

fn rig() -> Rig {
    Rig::new(demo(), 120, 40)
}

#[test]
fn numbers_go_to_the_tabs_and_q_leaves_from_everywhere() {
    for (n, tab) in TABS.iter().enumerate() {
        let mut rig = rig();
        rig.keys(&(n + 1).to_string());
        assert_eq!(rig.state.tab, n);
        rig.assert_shows(tab.name);
        rig.keys("q");
        assert_eq!(rig.others, [Effect::Quit], "{}", tab.name);
    }
    for opens in ["?", "2 H", ": text:history Enter"] {
        let mut rig = rig();
        match opens.strip_prefix(": text:history") {
            Some(rest) => rig.keys(":").text("history").keys(rest),
            None => rig.keys(opens),
        };
        assert_eq!(rig.state.overlays.len(), 1, "{opens}");
        rig.keys("q");
        assert!(rig.others.contains(&Effect::Quit), "{opens}");
    }
}

#[test]
fn space_does_what_needs_me_and_u_takes_it_back() {
    let mut rig = rig();
    rig.assert_shows("Written case for the lead role");
    rig.keys("Space");
    assert_eq!(rig.journal.writes, [Write::Step(rig.journal.records[8].id)]);
    rig.assert_shows("Done · u undoes");
    assert!(!rig.shows("Written case for the lead role"));
    rig.keys("u");
    assert_eq!(rig.journal.writes.last(), Some(&Write::Undo));
    rig.assert_shows("Undid the last change · C-r brings it back");
    rig.keys("C-r");
    rig.assert_shows("There is nothing to bring back.");
}

#[test]
fn a_row_of_today_opens_at_home_and_esc_comes_back() {
    let mut rig = rig();
    rig.keys("j Enter");
    assert_eq!(rig.state.tab, 2, "actions live on Meetings");
    rig.assert_shows("Cards for Ruben's prototype");
    rig.assert_shows("action · open");
    rig.keys("Esc");
    assert_eq!(rig.state.tab, 0);
}

#[test]
fn links_are_walked_and_the_way_back_is_the_same() {
    let mut rig = rig();
    rig.keys("2 Enter");
    let goal = rig.frame();
    rig.keys("j Enter");
    rig.assert_shows("action · open");
    rig.keys("j j Enter");
    rig.assert_shows("goal · active");
    rig.keys("Esc");
    rig.assert_shows("action · open");
    rig.keys("Esc");
    assert_eq!(body(&rig.frame()), body(&goal), "and all stands where it stood, but for the cursor");
    rig.keys("Esc j");
    rig.assert_shows("▌ Lead analyst case");
}

#[test]
fn deleting_asks_nothing_and_says_how_to_undo() {
    let mut rig = rig();
    rig.keys("2 x");
    rig.assert_shows("Deleted · u undoes");
    assert!(!rig.shows("Cut weekly replanning"));
    rig.keys("u");
    rig.assert_shows("Cut weekly replanning");
}

#[test]
fn sharing_goes_from_private_to_mentors_and_back() {
    let mut rig = rig();
    rig.keys("4 Enter s");
    let visible = |rig: &Rig| rig.journal.records[12].visibility.clone();
    assert_eq!(visible(&rig), Visibility::Mentors);
    rig.assert_shows("shared with mentors");
    rig.keys("s");
    assert_eq!(visible(&rig), Visibility::Private);
}

#[test]
fn a_form_saves_and_the_list_goes_to_what_was_made() {
    let mut rig = rig();
    rig.keys("3 v n").text("Send the board").keys("Tab Tab").text("fri");
    rig.assert_shows("Fri 3 Oct · in 3 days");
    rig.keys("C-s");
    assert!(rig.state.overlays.is_empty());
    rig.assert_shows("Saved action · u undoes");
    rig.assert_shows("○ Send the board");
    assert_eq!(rig.others.last(), Some(&Effect::Draft { slot: "form:action:new".to_owned(), text: String::new() }));
}

#[test]
fn a_failed_save_keeps_the_text_and_says_why() {
    let mut rig = rig();
    rig.journal.broken = Some("The disk is full. Free some space and save again.".to_owned());
    rig.keys("c").text("Walked through her huddle").keys("C-s");
    rig.assert_shows("The disk is full.");
    rig.assert_shows("Walked through her huddle");
    rig.journal.broken = None;
    rig.keys("C-s");
    assert!(rig.state.overlays.is_empty() && rig.shows("Saved 1 note · u undoes"));
    rig.journal.broken = Some("The disk is full.".to_owned());
    rig.keys("2 e Tab").text(" and more").keys("C-s");
    rig.assert_shows("The disk is full.");
    rig.assert_shows("and more");
}

#[test]
fn esc_keeps_a_draft_and_it_comes_back_in_place() {
    let mut rig = rig();
    rig.keys("c").text("half a thought").keys("Esc");
    let kept = Effect::Draft { slot: "capture".to_owned(), text: "half a thought".to_owned() };
    assert_eq!(rig.others.last(), Some(&kept));
    rig.keys("2 n").text("a goal half typed").keys("Esc c");
    rig.assert_shows("from your draft");
    rig.assert_shows("half a thought");
    rig.keys("Esc n");
    rig.assert_shows("a goal half typed");
    rig.keys("C-x");
    assert!(!rig.shows("a goal half typed"));
}

#[test]
fn drafts_of_another_day_are_offered() {
    let mut journal = demo();
    let text = "from before the crash".to_owned();
    journal.drafts.push(Draft { slot: "capture".to_owned(), text, at: at("2025-09-29T22:00:00Z") });
    let mut rig = Rig::new(journal, 120, 40);
    rig.assert_shows("A capture is kept as a draft · c goes on");
    assert!(rig.state.ticking());
    rig.keys("c");
    rig.assert_shows("from before the crash");
}

#[test]
fn a_notice_goes_after_a_few_seconds() {
    let mut rig = rig();
    rig.keys("Space");
    assert!(rig.state.ticking());
    rig.now = rig.now.at(rig.now.at + chrono::Duration::seconds(7));
    rig.send(Msg::Tick);
    assert!(!rig.state.ticking() && !rig.shows("u undoes"));
}

#[test]
fn a_capture_completes_names_tags_and_goals() {
    let mut rig = rig();
    rig.keys("c").text("Met @rub").keys("Tab");
    rig.assert_shows("Met @\"Ruben Achterberg\"");
    rig.text("#fl").keys("Tab").text("^cut").keys("Tab");
    rig.assert_shows("#flow ^\"Cut weekly replanning");
    rig.text("@").keys("Tab Down Enter");
    rig.assert_shows("@\"Ruben Achterberg\"");
    rig.text("and @").keys("Tab");
    rig.assert_shows("Odile Varga");
    rig.keys("Esc");
    assert_eq!(rig.state.overlays.len(), 1, "Esc closes what is offered first");
}

#[test]
fn stale_previews_are_dropped_and_the_last_one_is_asked_for() {
    let mut rig = rig();
    rig.keys("c");
    rig.held = Some(Vec::new());
    rig.text("! one");
    let held = rig.held.take().expect("questions");
    assert_eq!(held.len(), 1, "one question at a time");
    rig.perform(held);
    rig.assert_shows("Action      one");
    rig.send(Msg::Answer(7, Answer::Preview(Vec::new(), vec!["old".to_owned()])));
    assert!(!rig.shows("old"));
}

#[test]
fn the_external_editor_gives_its_text_back() {
    let mut rig = rig();
    rig.keys("c").text("one").keys("C-o");
    let Some(Effect::Edit(ticket, text)) = rig.others.last().cloned() else { panic!("an editor") };
    assert_eq!(text, "one");
    rig.send(Msg::Edited(ticket, Some("one and two\n".to_owned())));
    rig.assert_shows("one and two");
    rig.send(Msg::Edited(ticket, Some("again".to_owned())));
    assert!(!rig.shows("again"));
}

#[test]
fn filters_narrow_and_esc_gives_all_back() {
    let mut rig = rig();
    rig.keys("3 v /").text("cards");
    rig.assert_shows("/ cards");
    assert!(!rig.shows("○ Written case"));
    rig.keys("Enter");
    rig.assert_shows("OPEN PROMISES  /cards");
    rig.keys("/").text("zzz").keys("Enter");
    rig.assert_shows("Nothing with “cardszzz”.");
    rig.keys("Esc");
    rig.assert_shows("○ Written case");
    rig.keys("1 /").text("reflection");
    assert!(rig.shows("The week's reflection") && !rig.shows("Say hello"));
    rig.keys("Esc");
    rig.assert_shows("Say hello");
}

#[test]
fn an_empty_list_says_which_key_fills_it() {
    let mut rig = Rig::new(Journal::default(), 80, 24);
    rig.assert_shows("I just met my mentor");
    rig.keys("4");
    rig.assert_shows("Something in the way this week or next.");
    rig.assert_shows("n names one.");
    rig.keys("v");
    rig.assert_shows("No open obstacles.");
    rig.assert_shows("n makes one.");
    rig.keys("1 j Enter");
    rig.assert_shows("What would make that talk worthwhile");
    rig.keys("Esc k Enter");
    rig.assert_shows("Whom did you meet");
}

#[test]
fn the_palette_runs_what_is_chosen_below_it() {
    let mut rig = rig();
    rig.keys("C-p").text("new obst").keys("Enter");
    rig.assert_shows("New obstacle");
    rig.keys("Esc 2 :").text("delete").keys("Enter");
    rig.assert_shows("Deleted · u undoes");
}

#[test]
fn search_goes_to_a_hit() {
    let mut rig = rig();
    rig.keys("C-f").text("quiet").keys("Enter");
    assert_eq!(rig.state.tab, 5);
    rig.assert_shows("insight · adopted");
}

#[test]
fn sequences_wait_and_are_shown() {
    let mut rig = rig();
    rig.keys("3 v j g");
    rig.assert_shows("g …");
    rig.keys("g");
    rig.assert_shows("▌ ○ Written case");
}

#[test]
fn the_mouse_selects_opens_and_goes() {
    let mut rig = rig();
    rig.send(Msg::Mouse(Mouse::Click(25, 0)));
    assert_eq!(rig.state.tab, 1);
    rig.send(Msg::Mouse(Mouse::Click(10, 9)));
    rig.assert_shows("▌ Lead analyst case");
    rig.send(Msg::Mouse(Mouse::Up(10, 9)));
    rig.assert_shows("▌ Cut weekly");
}

#[test]
fn foreign_changes_are_read_again() {
    let mut rig = rig();
    rig.keys("4");
    rig.journal.add(Kind::Obstacle, json!({"title": "A new one from the shell"}));
    rig.send(Msg::Changed);
    rig.assert_shows("A new one from the shell");
}

#[test]
fn the_theme_follows_the_terminal_and_ascii_stays_ascii() {
    let settings = Settings { ascii: true, depth: Depth::True, ..Settings::default() };
    let mut rig = Rig::with(settings, demo(), 120, 40);
    rig.keys("2 Enter");
    let text = rig.frame();
    assert!(text.is_ascii(), "{:?}", text.chars().filter(|c| !c.is_ascii()).collect::<Vec<_>>());
    rig.send(Msg::Background(true));
    let colours = rig.draw().rows.into_iter().flatten().filter_map(|(_, colour)| colour);
    assert!(colours.into_iter().any(|colour| colour == [0, 0, 0]), "light");
}

#[test]
fn a_paste_goes_where_one_types_and_nowhere_else() {
    let mut rig = rig();
    rig.send(Msg::Paste("q x u".to_owned()));
    assert!(rig.journal.writes.is_empty() && rig.others.is_empty());
    rig.keys("c");
    rig.send(Msg::Paste("one\ntwo\x1b[31m".to_owned()));
    rig.assert_shows("two\\u{1b}[31m");
    assert_eq!(rig.state.desk.drafts.get("capture").map(String::as_str), Some("one\ntwo\x1b[31m"));
    assert!(rig.draw().cursor.is_some(), "the terminal's cursor stands in the text");
}

#[test]
fn a_thing_that_is_gone_is_left() {
    let mut rig = rig();
    rig.keys("2 Enter");
    let gone = rig.journal.records[5].id;
    rig.journal.records.retain(|record| record.id != gone);
    rig.send(Msg::Changed);
    rig.assert_shows("Lead analyst case");
    rig.state.overlays.clear();
    rig.send(Msg::Key(Chord::plain(Key::Esc)));
    let _ = id(1);
}

/// A frame without the marks of its cursor and its hint line.
fn body(frame: &str) -> Vec<String> {
    let rows: Vec<_> = frame.lines().map(|row| row.replace('▌', " ").trim_end().to_owned()).collect();
    rows.split_last().map(|(_, rows)| rows.to_vec()).unwrap_or_default()
}
