//! Reflect by its own means: rows by week, the writing room, the three taps.

use serde_json::json;

use super::*;
use crate::domain::Zone;
use crate::domain::time::{read_day, read_instant};
use crate::ui::desk::{Desk, id};
use crate::ui::effect::Effect;

fn now() -> Now {
    Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC)
}

fn page() -> Box<Page> {
    let day = |text: &str| read_day(text).expect("a day");
    let entry = |n: u8, text: &str, prompt: Option<&str>| Entry {
        id: id(n),
        day: day(text),
        title: format!("entry {n}"),
        frame: "free".to_owned(),
        prompt: prompt.map(str::to_owned),
    };
    Box::new(Page {
        entries: vec![entry(1, "2025-09-26", Some("gm01")), entry(2, "2025-09-24", None), entry(3, "2025-09-12", None)],
        total: 3,
        pulses: vec![Taken { id: id(9), day: day("2025-09-26"), marks: [Some(4), Some(5), Some(5)] }],
        ..Page::default()
    })
}

fn rig() -> Desk<Reflect> {
    let prompt = |id: &str| Prompt {
        id: id.to_owned(),
        theme: "growth-mindset".to_owned(),
        frame: Frame::ThreeLine,
        text: format!("What of {id}?"),
    };
    let offers = Offers { prompts: ["gm01", "gm02", "gm03"].map(prompt).to_vec(), ..Offers::default() };
    let mut rig = Desk::new(Reflect::new(offers), now());
    rig.screen.take(page(), &now());
    rig
}

/// What it saved last.
fn saved(rig: &Desk<Reflect>) -> Option<(Ticket, Kind, Option<Id>, Fields)> {
    rig.effects.iter().rev().find_map(|effect| match effect {
        Effect::Write(ticket, Write::Save { kind, id, fields, .. }) => Some((*ticket, *kind, *id, fields.clone())),
        _ => None,
    })
}

#[test]
fn entries_stand_in_their_weeks() {
    let rig = rig();
    let said: Vec<String> = rig
        .screen
        .rows
        .iter()
        .map(|row| match row {
            Row::Now => "now".to_owned(),
            Row::Week(week, taken) => format!("{week} {}", taken.is_some()),
            Row::Entry(entry) => entry.title.clone(),
        })
        .collect();
    assert_eq!(said, ["now", "2025-09-22 true", "entry 1", "entry 2", "2025-09-08 false", "entry 3"]);
}

#[test]
fn a_text_is_kept_while_it_is_written_and_saved_with_its_rule() {
    let mut rig = rig();
    let first = rig.screen.prompt.clone().expect("a prompt");
    rig.run("new").keys("The board").run("save").keys("ask first");
    assert!(rig.drafts["reflect:new"].contains("ask first"), "{:?}", rig.drafts);
    rig.keys("\n");
    let (ticket, kind, id, fields) = saved(&rig).expect("a save");
    assert_eq!((kind, id), (Kind::Reflection, None));
    assert_eq!((&fields["body"], &fields["rule"]), (&json!("The board"), &json!("ask first")));
    assert_eq!((&fields["prompt"], &fields["frame"]), (&json!(first.id), &json!("3-line")));
    let written = Written { line: String::new(), ids: vec![], warnings: vec![], origin: crate::domain::Origin::Screen };
    assert!(rig.act(|screen, cx| screen.written(ticket, &written, cx)));
    assert!(rig.screen.room.is_none() && rig.drafts.is_empty());
}

#[test]
fn what_is_left_goes_on_where_it_was() {
    let mut rig = rig();
    rig.run("new").keys("Half a").run("back");
    assert!(rig.screen.room.is_none());
    rig.run("new");
    let room = rig.screen.room.as_ref().expect("the room");
    assert_eq!((room.text.text().as_str(), room.found), ("Half a", true));
    let failed = saved(rig.run("save").run("save")).expect("a save").0;
    assert!(rig.act(|screen, cx| screen.failed(failed, "the disk is full", cx)));
    assert_eq!(rig.screen.room.as_ref().and_then(|room| room.error.clone()).as_deref(), Some("the disk is full"));
}

#[test]
fn prompts_and_frames_change_while_the_text_stays() {
    let mut rig = rig();
    let mut seen = vec![rig.screen.prompt.clone().expect("a prompt").id];
    rig.run("new").keys("Kept");
    for _ in 0..5 {
        rig.run("prompt-while-writing");
        let id = rig.screen.room.as_ref().and_then(|room| room.prompt.clone()).expect("a prompt");
        assert_ne!(Some(&id), seen.last());
        seen.push(id);
    }
    rig.run("frame-while-writing");
    let room = rig.screen.room.as_ref().expect("the room");
    assert_eq!((room.frame, room.text.text().as_str()), (Frame::What, "Kept"));
}

#[test]
fn a_pulse_is_three_taps_and_nothing_before_them() {
    let mut rig = rig();
    rig.run("pulse").keys("4x75");
    assert!(saved(&rig).is_none(), "two taps are no pulse");
    rig.run("back");
    assert!(rig.screen.taps.is_none() && saved(&rig).is_none());
    rig.run("pulse").keys("4");
    rig.act(|screen, cx| screen.key(Chord::plain(Key::Backspace), cx));
    rig.keys("355");
    let (ticket, kind, _, fields) = saved(&rig).expect("a save");
    assert_eq!(kind, Kind::Pulse);
    assert_eq!((&fields["energy"], &fields["interest"], &fields["effect"]), (&json!(3), &json!(5), &json!(5)));
    let written =
        Written { line: String::new(), ids: vec![id(20)], warnings: vec![], origin: crate::domain::Origin::Screen };
    rig.act(|screen, cx| screen.written(ticket, &written, cx));
    rig.keys("2");
    let (ticket, _, same, fields) = saved(&rig).expect("clarity");
    assert_eq!((same, &fields["clarity"]), (Some(id(20)), &json!(2)), "once a month there is a fourth");
    rig.act(|screen, cx| screen.written(ticket, &written, cx));
    assert!(rig.screen.taps.is_none());
}
