//! A mentor's keys: what they say, where it goes, what is kept of it.

use std::collections::BTreeMap;

use super::*;
use crate::domain::share::Asked;
use crate::domain::time::{Zone, read_instant};
use crate::ui::effect::Effect;

fn share() -> Share {
    let item = |name: &str, kind: &str, rate| Item {
        item: name.to_owned(),
        kind: kind.to_owned(),
        title: name.to_owned(),
        rate,
        ..Item::default()
    };
    Share {
        share: "s".to_owned(),
        from: "Noor".to_owned(),
        to: "Odile".to_owned(),
        asked: vec![Asked { item: "meeting".to_owned(), text: "Think with me".to_owned() }],
        items: vec![item("goal", "goal", true), item("meeting", "meeting", false)],
        ..Share::default()
    }
}

fn press(screen: &mut Review, keys: &[&str]) -> Vec<Effect> {
    let (mut effects, mut signals, mut drafts, mut ticket) = (Vec::new(), Vec::new(), BTreeMap::new(), 0);
    let now = Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC);
    let area = Area::new(0, 0, 120, 40);
    let mut cx =
        Context { now, area, drafts: &mut drafts, ticket: &mut ticket, effects: &mut effects, signals: &mut signals };
    for key in keys {
        if screen.is_typing() && *key != "back" {
            for c in key.chars() {
                let key = if c == '\n' { Key::Enter } else { Key::Char(c) };
                screen.key(Chord { key, ctrl: false, alt: false, shift: false }, &mut cx);
            }
        } else if *key == "down" {
            screen.motion(Motion::Down, &mut cx);
        } else {
            assert!(screen.run(key, &mut cx), "{key}");
        }
    }
    effects
}

#[test]
fn what_is_asked_comes_first_and_an_answer_takes_few_keys() {
    let mut screen = Review::new(share());
    assert_eq!(screen.item().map(|item| item.item.as_str()), Some("meeting"));
    press(&mut screen, &["comment", "The night desk\n"]);
    press(&mut screen, &["down", "rate", "4"]);
    press(&mut screen, &["suggest-action", "Send both by 10 oct\n"]);
    let said: Vec<_> = screen.reply.items.iter().map(|said| (said.item.as_deref(), said.kind, said.rating)).collect();
    let (meeting, goal) = (Some("meeting"), Some("goal"));
    let want = [(meeting, SaidKind::Comment, None), (goal, SaidKind::Rating, Some(4)), (goal, SaidKind::Action, None)];
    assert_eq!(said, want);
    assert_eq!(screen.reply.items[2].text, "Send both");
    assert_eq!(screen.reply.items[2].due.map(|due| due.to_string()).as_deref(), Some("2025-10-10"));
    press(&mut screen, &["rate", "2"]);
    assert_eq!(screen.reply.items.len(), 3, "a second rating replaces the first");
    press(&mut screen, &["delete"]);
    assert!(screen.unsaved && screen.reply.items.len() == 2);
    let written = press(&mut screen, &["save"]);
    assert!(matches!(&written[..], [Effect::Write(_, Write::Reply { share, .. })] if share == "s"), "{written:?}");
}

#[test]
fn what_is_left_half_written_is_there_again() {
    let mut screen = Review::new(share());
    let kept = press(&mut screen, &["comment", "Half a", "back"]);
    assert!(!screen.is_typing() && screen.reply.is_empty() && !screen.reply.is_blank());
    assert!(matches!(kept.last(), Some(Effect::Draft { text, .. }) if text.contains("Half a")), "{kept:?}");
    press(&mut screen, &["comment", " thought\n"]);
    assert_eq!(screen.reply.items[0].text, "Half a thought");
    let kept = screen.reply.text();
    assert_eq!(Unfinished::read(&kept), Some(screen.reply));
}

#[test]
fn a_half_is_filled_in_with_one_key_a_line() {
    let blank = |name: &str, rate| Blank { item: format!("goal.{name}"), text: name.to_owned(), rate };
    let mut share = share();
    share.items[0].blanks = vec![blank("1", true), blank("2", true), blank("3", true), blank("own", false)];
    let mut screen = Review::new(share);
    press(&mut screen, &["down", "down", "rate", "4\n2"]);
    assert_eq!(screen.blank().map(|blank| blank.item.as_str()), Some("goal.own"), "Enter alone leaves a line out");
    assert!(!screen.is_typing());
    press(&mut screen, &["comment", "I ask my desk\n"]);
    let said: Vec<_> = screen.reply.items.iter().map(|said| (said.item.as_deref(), said.rating)).collect();
    assert_eq!(said, [(Some("goal.1"), Some(4)), (Some("goal.3"), Some(2)), (Some("goal.own"), None)]);
}

#[test]
fn a_note_to_oneself_is_in_no_reply() {
    let mut screen = Review::new(share());
    let written = press(&mut screen, &["note", "She is near it\n"]);
    let note = |effect: &Effect| match effect {
        Effect::Write(_, Write::Packet(packet)) => packet.note.clone(),
        _ => None,
    };
    assert_eq!(written.iter().find_map(note).as_deref(), Some("She is near it"));
    assert!(screen.reply.is_blank() && !screen.unsaved);
    let first = press(&mut screen, &["comment", "Good\n"]);
    assert!(!first.iter().any(|effect| matches!(effect, Effect::Write(..))), "it is noted already: {first:?}");
}
