//! Reflect by its own means: rows by week, the writing room, the three taps.

use serde_json::json;

use super::*;
use crate::domain::Zone;
use crate::domain::time::{read_day, read_instant};
use crate::ui::effect::Effect;

fn now() -> Now {
    Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC)
}

fn id(n: u8) -> Id {
    Id::from_bytes(&(0x0192_0000_0000_7000_8000_0000_0000_0000_u128 + u128::from(n)).to_be_bytes()).expect("an id")
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

/// The screen and all that goes with an update of it.
struct Rig {
    screen: Reflect,
    drafts: BTreeMap<String, String>,
    ticket: Ticket,
    effects: Vec<Effect>,
    signals: Vec<Signal>,
}

impl Rig {
    fn new() -> Self {
        let prompt = |id: &str| Prompt {
            id: id.to_owned(),
            theme: "growth-mindset".to_owned(),
            frame: Frame::ThreeLine,
            text: format!("What of {id}?"),
        };
        let offers = Offers { prompts: ["gm01", "gm02", "gm03"].map(prompt).to_vec(), ..Offers::default() };
        let mut rig = Self {
            screen: Reflect::new(offers),
            drafts: BTreeMap::new(),
            ticket: 0,
            effects: Vec::new(),
            signals: Vec::new(),
        };
        rig.screen.take(page(), &now());
        rig
    }

    fn act<R>(&mut self, act: impl FnOnce(&mut Reflect, &mut Context<'_>) -> R) -> R {
        let mut cx = Context {
            now: now(),
            area: Area::new(0, 0, 120, 30),
            drafts: &mut self.drafts,
            ticket: &mut self.ticket,
            effects: &mut self.effects,
            signals: &mut self.signals,
        };
        act(&mut self.screen, &mut cx)
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        for c in keys.chars() {
            let chord = Chord::plain(if c == '\n' { Key::Enter } else { Key::Char(c) });
            self.act(|screen, cx| screen.key(chord, cx));
        }
        self
    }

    fn run(&mut self, name: &str) -> &mut Self {
        assert!(self.act(|screen, cx| screen.run(name, cx)), "{name}");
        self
    }

    fn saved(&self) -> Option<(Ticket, Kind, Option<Id>, Fields)> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Write(ticket, Write::Save { kind, id, fields, .. }) => Some((*ticket, *kind, *id, fields.clone())),
            _ => None,
        })
    }
}

#[test]
fn entries_stand_in_their_weeks() {
    let rig = Rig::new();
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
    let mut rig = Rig::new();
    let first = rig.screen.prompt.clone().expect("a prompt");
    rig.run("new").keys("The board").run("save").keys("ask first");
    assert!(rig.drafts["reflect:new"].contains("ask first"), "{:?}", rig.drafts);
    rig.keys("\n");
    let (ticket, kind, id, fields) = rig.saved().expect("a save");
    assert_eq!((kind, id), (Kind::Reflection, None));
    assert_eq!((&fields["body"], &fields["rule"]), (&json!("The board"), &json!("ask first")));
    assert_eq!((&fields["prompt"], &fields["frame"]), (&json!(first.id), &json!("3-line")));
    let written = Written { line: String::new(), ids: vec![], warnings: vec![], origin: crate::domain::Origin::Screen };
    assert!(rig.act(|screen, cx| screen.written(ticket, &written, cx)));
    assert!(rig.screen.room.is_none() && rig.drafts.is_empty());
}

#[test]
fn what_is_left_goes_on_where_it_was() {
    let mut rig = Rig::new();
    rig.run("new").keys("Half a").run("back");
    assert!(rig.screen.room.is_none());
    rig.run("new");
    let room = rig.screen.room.as_ref().expect("the room");
    assert_eq!((room.text.text().as_str(), room.found), ("Half a", true));
    let failed = rig.run("save").run("save").saved().expect("a save").0;
    assert!(rig.act(|screen, cx| screen.failed(failed, "the disk is full", cx)));
    assert_eq!(rig.screen.room.as_ref().and_then(|room| room.error.clone()).as_deref(), Some("the disk is full"));
}

#[test]
fn prompts_and_frames_change_while_the_text_stays() {
    let mut rig = Rig::new();
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
    let mut rig = Rig::new();
    rig.run("pulse").keys("4x75");
    assert!(rig.saved().is_none(), "two taps are no pulse");
    rig.run("back");
    assert!(rig.screen.taps.is_none() && rig.saved().is_none());
    rig.run("pulse").keys("4");
    rig.act(|screen, cx| screen.key(Chord::plain(Key::Backspace), cx));
    rig.keys("355");
    let (ticket, kind, _, fields) = rig.saved().expect("a save");
    assert_eq!(kind, Kind::Pulse);
    assert_eq!((&fields["energy"], &fields["interest"], &fields["effect"]), (&json!(3), &json!(5), &json!(5)));
    let written =
        Written { line: String::new(), ids: vec![id(20)], warnings: vec![], origin: crate::domain::Origin::Screen };
    rig.act(|screen, cx| screen.written(ticket, &written, cx));
    rig.keys("2");
    let (ticket, _, same, fields) = rig.saved().expect("clarity");
    assert_eq!((same, &fields["clarity"]), (Some(id(20)), &json!(2)), "once a month there is a fourth");
    rig.act(|screen, cx| screen.written(ticket, &written, cx));
    assert!(rig.screen.taps.is_none());
}
