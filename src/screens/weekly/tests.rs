//! The review of the week by its own means: seven steps, each of which can be left out, one change at the end.

use super::*;
use crate::domain::time::read_instant;
use crate::domain::week::{Look, Open};
use crate::domain::{Origin, Zone};
use crate::ui::desk::{Desk, id};
use crate::ui::effect::Effect;

fn now() -> Now {
    Now::new(read_instant("2025-09-26T15:00:00Z").expect("an instant"), Zone::UTC)
}

fn week() -> Box<Week> {
    let look = |n: u8| Look { id: id(n), title: format!("goal {n}"), value: "8 h".to_owned(), due: true };
    let open = |n: u8| Open { id: id(n), title: format!("action {n}"), due: None, doing: n == 13 };
    Box::new(Week { goals: vec![look(1), look(2)], open: (10..15).map(open).collect(), ..Week::default() })
}

fn rig() -> Desk<Weekly> {
    with("")
}

fn with(draft: &str) -> Desk<Weekly> {
    let prompt = |id: &str| Prompt {
        id: id.to_owned(),
        theme: "skills".to_owned(),
        frame: Frame::Free,
        text: format!("What of {id}?"),
    };
    let offers = Offers { prompts: ["sk01", "sk02"].map(prompt).to_vec(), ..Offers::default() };
    let mut rig = Desk::new(Weekly::new(offers, draft), now());
    rig.screen.take(week(), now().today());
    rig
}

/// What it saved last.
fn saves(rig: &Desk<Weekly>) -> Option<&[Save]> {
    rig.effects.iter().rev().find_map(|effect| match effect {
        Effect::Write(_, Write::Together { saves, .. }) => Some(saves.as_slice()),
        _ => None,
    })
}

#[test]
fn all_of_it_is_one_change() {
    let mut rig = rig();
    rig.keys("\n7,5\n\n454the board moved\nfirst").run("next-step").keys("ask first\n\n").keys(" ");
    rig.act(|screen, cx| screen.key(Chord::plain(Key::Down), cx));
    rig.keys(" \n");
    let saves = saves(&rig).expect("one write");
    let kinds: Vec<Kind> = saves.iter().map(|save| save.kind).collect();
    assert_eq!(kinds, [Kind::CheckIn, Kind::Pulse, Kind::Reflection, Kind::Action, Kind::Action]);
    assert_eq!((&saves[0].fields["value"], &saves[0].fields["goal"]), (&json!(7.5), &json!(id(1).to_string())));
    assert_eq!((&saves[1].fields["energy"], &saves[1].fields["effect"]), (&json!(4), &json!(4)));
    assert_eq!(
        (&saves[2].fields["body"], &saves[2].fields["rule"]),
        (&json!("the board moved\nfirst"), &json!("ask first"))
    );
    assert_eq!((saves[3].id, &saves[3].fields["state"]), (Some(id(10)), &json!("doing")));
    let ticket = rig.ticket;
    let written = Written { line: String::new(), ids: vec![], warnings: vec![], origin: Origin::Screen };
    assert!(rig.act(|screen, cx| screen.written(ticket, &written, cx)));
    assert!(rig.screen.done && rig.drafts.is_empty());
    rig.keys("\n");
    assert_eq!(rig.signals.last(), Some(&Signal::Close));
}

#[test]
fn every_step_can_be_left_out() {
    let mut rig = rig();
    for _ in 0..STEPS.len() {
        rig.run("next-step");
    }
    assert!(saves(&rig).is_none() && rig.screen.done, "nothing said is nothing written");
    assert!(rig.drafts.is_empty());
}

#[test]
fn what_is_typed_goes_on_after_a_break() {
    let mut rig = rig();
    rig.keys("\n7\n8\n45").run("next-step").keys("half a line");
    let draft = rig.drafts.get(SLOT).expect("a draft").clone();
    rig.run("back");
    let again = with(&draft);
    assert_eq!((again.screen.step(), again.screen.text.text().as_str()), (Step::Prompt, "half a line"));
    assert_eq!(again.screen.marks, [4, 5]);
    let typed: Vec<String> = again.screen.looks.iter().map(|(_, typed)| typed.text()).collect();
    assert_eq!(typed, ["7", "8"]);
    assert_eq!(again.screen.saves(&now()).expect("saves").len(), 3, "half a pulse is none");
    for hostile in ["{", "[]", r#"{"step": 99, "marks": [9, "x"], "looks": {"no id": "7"}, "chosen": [null]}"#] {
        assert!(with(hostile).screen.step < STEPS.len());
    }
}

#[test]
fn a_word_for_a_number_leads_back_to_it() {
    let mut rig = rig();
    rig.keys("\nseven").run("save");
    assert!(saves(&rig).is_none() && rig.screen.step() == Step::Looks);
    assert!(rig.screen.error.as_deref().is_some_and(|why| why.contains("seven")), "{:?}", rig.screen.error);
}

#[test]
fn three_are_enough() {
    let mut rig = rig();
    for _ in 0..STEPS.len() - 1 {
        rig.run("next-step");
    }
    for _ in 0..4 {
        rig.keys(" ");
        rig.act(|screen, cx| screen.key(Chord::plain(Key::Down), cx));
    }
    assert_eq!(rig.screen.chosen.len(), CHOSEN);
    assert!(rig.screen.error.is_some());
}
