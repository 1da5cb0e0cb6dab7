//! A talk in steps by its own means: digits, letters, arrows, drafts, and one change at the end.

use std::collections::BTreeMap;

use serde_json::json;

use super::*;
use crate::domain::ask::Save;
use crate::domain::guide::answer;
use crate::domain::time::read_instant;
use crate::domain::{Fields, Kind, Origin, Zone};

#[derive(Debug)]
struct Talk;

impl Plan for Talk {
    const NAME: &'static str = "A talk";

    fn slot(&self) -> Option<String> {
        Some("talk".to_owned())
    }

    fn asks(&self) -> Option<Ask> {
        Some(Ask::Today)
    }

    fn take(&mut self, answer: &Answer) -> bool {
        matches!(answer, Answer::Today(_))
    }

    fn steps(&self, _now: &Now) -> Vec<Step> {
        let how = vec![("keep", "it goes on".to_owned()), ("drop", "it is let go".to_owned())];
        vec![
            Step { title: "Told".to_owned(), told: vec![Told::Line("All is well.".to_owned())], ..Step::default() },
            Step {
                title: "A goal".to_owned(),
                questions: vec![
                    Question::new("moved", "What moved it?", "a line", Wanted::Line),
                    Question::new("sure", "How sure?", "", Wanted::Mark(10)),
                    Question::new("how", "And now?", "", Wanted::Choice(how)),
                    Question::new("why", "Why?", "", Wanted::Line).when("how", &["drop"]),
                    Question::new("day", "By when?", "", Wanted::Day),
                ],
                ..Step::default()
            },
            Step {
                title: "A page".to_owned(),
                questions: vec![Question::new("page", "Look at it.", "", Wanted::Page).preset("one\ntwo")],
                when: Some(("how".to_owned(), vec!["drop"])),
                ..Step::default()
            },
        ]
    }

    fn write(&self, said: &Said, _now: &Now) -> Option<Write> {
        let fields: Fields = said.iter().map(|(name, text)| (name.clone(), json!(text))).collect();
        let saves = vec![Save { kind: Kind::Reflection, id: None, fields }];
        (!said.is_empty()).then(|| Write::Together { label: "a talk".to_owned(), saves })
    }

    fn end(&self, said: &Said, written: Option<&Written>) -> Vec<Told> {
        let how = answer(said, "how").unwrap_or("nothing");
        vec![Told::Good(format!("{how}, {}", if written.is_some() { "written" } else { "not written" }))]
    }
}

struct Rig {
    screen: Guide<Talk>,
    drafts: BTreeMap<String, String>,
    ticket: Ticket,
    effects: Vec<Effect>,
    signals: Vec<Signal>,
}

impl Rig {
    fn new() -> Self {
        Self::with("")
    }

    fn with(draft: &str) -> Self {
        let mut drafts = BTreeMap::new();
        if !draft.is_empty() {
            drafts.insert("talk".to_owned(), draft.to_owned());
        }
        let (effects, signals) = (Vec::new(), Vec::new());
        let mut rig = Self { screen: Guide::new(Talk), drafts, ticket: 0, effects, signals };
        rig.act(Guide::refresh);
        let ticket = rig.ticket;
        assert!(rig.act(|screen, cx| screen.answer(ticket, &Answer::Today(Box::default()), cx)));
        rig
    }

    fn act<R>(&mut self, act: impl FnOnce(&mut Guide<Talk>, &mut Context<'_>) -> R) -> R {
        let now = Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC);
        let mut cx = Context {
            now,
            area: Area::new(0, 0, 100, 30),
            drafts: &mut self.drafts,
            ticket: &mut self.ticket,
            effects: &mut self.effects,
            signals: &mut self.signals,
        };
        act(&mut self.screen, &mut cx)
    }

    fn press(&mut self, key: Key) -> &mut Self {
        self.act(|screen, cx| screen.key(Chord::plain(key), cx));
        self
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        for c in keys.chars() {
            self.press(if c == '\n' { Key::Enter } else { Key::Char(c) });
        }
        self
    }

    fn run(&mut self, name: &str) -> &mut Self {
        assert!(self.act(|screen, cx| screen.run(name, cx)), "{name}");
        self
    }

    fn written(&self) -> Option<&Fields> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Write(_, Write::Together { saves, .. }) => saves.first().map(|save| &save.fields),
            _ => None,
        })
    }
}

#[test]
fn every_key_has_its_answer_and_all_of_it_is_one_change() {
    let mut rig = Rig::new();
    rig.keys("\nthe board\n8d");
    assert_eq!(
        rig.screen.question().map(|question| question.name.as_str()),
        Some("why"),
        "a letter chooses and goes on"
    );
    rig.keys("too big\nfri\n");
    assert_eq!(rig.screen.line.text(), "one\ntwo", "the page of the choice");
    rig.keys("A").run("next-step");
    let fields = rig.written().expect("a write").clone();
    let said: Vec<(&str, &str)> =
        fields.iter().map(|(name, text)| (name.as_str(), text.as_str().expect("a text"))).collect();
    let expected = [
        ("day", "fri"),
        ("how", "drop"),
        ("moved", "the board"),
        ("page", "Aone\ntwo"),
        ("sure", "8"),
        ("why", "too big"),
    ];
    assert_eq!(said, expected);
    let ticket = rig.ticket;
    let written = Written { line: "Saved".to_owned(), ids: vec![], warnings: vec![], origin: Origin::Screen };
    assert!(rig.act(|screen, cx| screen.written(ticket, &written, cx)));
    assert_eq!(rig.screen.done, Some(vec![Told::Good("drop, written".to_owned())]));
    assert!(rig.drafts.is_empty());
    rig.keys("\n");
    assert_eq!(rig.signals.last(), Some(&Signal::Close));
}

#[test]
fn every_step_can_be_left_out() {
    let mut rig = Rig::new();
    rig.run("next-step").run("next-step");
    assert!(rig.written().is_none() && rig.screen.done.is_some(), "{:?}", rig.screen);
    assert!(rig.drafts.is_empty());
}

#[test]
fn arrows_choose_and_a_mark_of_ten_has_a_key() {
    let mut rig = Rig::new();
    rig.keys("\n\n0");
    assert_eq!(rig.screen.said.get("sure").map(String::as_str), Some("10"));
    let how = |rig: &Rig| rig.screen.said.get("how").cloned().unwrap_or_default();
    rig.press(Key::Right);
    assert_eq!(how(&rig), "keep");
    rig.press(Key::Right).press(Key::Right);
    assert_eq!(how(&rig), "keep", "round");
    rig.press(Key::Left);
    assert_eq!(how(&rig), "drop");
    rig.press(Key::Backspace);
    assert_eq!(how(&rig), "");
}

#[test]
fn what_is_said_goes_on_after_a_break() {
    let mut rig = Rig::new();
    rig.keys("\nhalf a li");
    let draft = rig.drafts.get("talk").expect("a draft").clone();
    rig.run("back");
    let mut again = Rig::with(&draft);
    assert_eq!((again.screen.step, again.screen.line.text().as_str()), (1, "half a li"));
    assert!(again.screen.found);
    again.run("discard");
    assert!(!again.screen.said.contains_key("moved") && again.drafts.is_empty());
    for hostile in ["{", "[]", r#"{"step": 99, "said": {"how": 7, "else": "x"}}"#, r#"{"step": 2, "said": {}}"#] {
        assert_eq!(Rig::with(hostile).screen.step, 0, "{hostile}");
    }
}

#[test]
fn what_is_no_answer_is_said_where_it_stands() {
    let mut rig = Rig::new();
    rig.keys("\n\n\n\n31 feb").run("save");
    assert!(rig.written().is_none() && rig.screen.step == 1);
    assert!(rig.screen.error.as_deref().is_some_and(|why| why.contains("31 feb")), "{:?}", rig.screen.error);
}

#[test]
fn a_page_is_copied_and_saved_as_it_stands() {
    let mut rig = Rig::new();
    rig.keys("\n\n\nd").run("next-step").run("copy-page").run("save-page");
    assert!(rig.effects.contains(&Effect::Copy("one\ntwo".to_owned())));
    assert!(
        rig.effects
            .iter()
            .any(|effect| matches!(effect, Effect::Make(_, Make::Text { text, .. }) if text == "one\ntwo"))
    );
}
