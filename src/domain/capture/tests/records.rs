//! What the lines of a capture become, and what becomes of names.

use super::*;

#[test]
fn titles_lose_what_was_read() {
    for (text, title) in [
        ("! send the board", "send the board"),
        ("!   Send  the board  ", "Send  the board"),
        ("! send the board, by fri", "send the board"),
        ("! send the board by fri @odile #flow ^replanning", "send the board"),
        ("! send the board #flow by fri", "send the board"),
        ("! send @odile's board to Ruben", "send odile's board to Ruben"),
        ("! send the board to @\"Odile Varga\" by fri", "send the board to Odile Varga"),
        ("! send the board to @odile", "send the board to odile"),
        ("! ask @odile #flow", "ask odile"),
        ("! move ^replanning on", "move replanning on"),
        ("! move ^sailing on ^rowing", "move ^sailing on ^rowing"),
        ("! @odile", "odile"),
        ("! by fri", "by fri"),
        ("! stand by the board", "stand by the board"),
        ("! send it by 31 feb", "send it by 31 feb"),
        ("- [ ] send it due 3 oct", "send it"),
    ] {
        assert_eq!(one(text)["title"], title, "{text:?}");
    }
}

#[test]
fn every_line_becomes_its_record() {
    for (text, want) in [
        ("! a by 3 oct", json!({"kind": "action", "title": "a", "owner": "me", "due": "2025-10-03", "state": "open"})),
        ("!@me a", json!({"kind": "action", "title": "a", "owner": "me", "state": "open"})),
        ("!@ruben a", json!({"kind": "action", "title": "a", "owner": 2, "state": "open"})),
        ("- [x] a", json!({"kind": "action", "title": "a", "owner": "me", "state": "done", "done": "2025-09-30"})),
        ("? a? @ruben", json!({"kind": "question", "title": "a?", "for": 2})),
        ("> a", json!({"kind": "advice", "title": "a"})),
        (">@ruben a", json!({"kind": "advice", "title": "a", "by": 2})),
        ("> a @ruben", json!({"kind": "advice", "title": "a", "by": 2})),
        ("< a #style", json!({"kind": "feedback", "body": "a", "origin": "me", "tags": ["style"]})),
        ("* a -> b", json!({"kind": "insight", "title": "a", "my_version": "b"})),
        (
            "* a #x → b @odile",
            json!({"kind": "insight", "title": "a", "my_version": "b", "person": 1,
            "industry": "healthcare", "tags": ["x"]}),
        ),
        ("* a->b ->", json!({"kind": "insight", "title": "a->b"})),
        (
            "~ a -> if b, then c ^replanning",
            json!({"kind": "obstacle", "title": "a", "if_then": "if b, then c", "goals": [101]}),
        ),
        ("=> a", json!({"kind": "decision", "title": "a"})),
        ("+ Mirela Stan", json!({"kind": "person", "name": "Mirela Stan"})),
        (
            "+ Mirela Stan, planner, St. Brannoc, Leeds via @ruben #x",
            json!({"kind": "person", "name": "Mirela Stan",
            "role": "planner", "organisation": "St. Brannoc, Leeds", "introduced_by": 2, "tags": ["x"]}),
        ),
        ("+ Mirela Stan (via Odile Varga)", json!({"kind": "person", "name": "Mirela Stan", "introduced_by": 1})),
        ("+ odile varga, CNO", json!({"kind": "person", "role": "CNO", "edits": 1})),
        (
            "+ @\"Mirela Stan\", , St. Brannoc",
            json!({"kind": "person", "name": "Mirela Stan", "organisation": "St. Brannoc"}),
        ),
        (
            "= ^replanning 7 second batch done",
            json!({"kind": "check_in", "goal": 101, "value": 7.0, "note": "second batch done"}),
        ),
        ("= ^replanning -2", json!({"kind": "check_in", "goal": 101, "value": -2.0})),
        ("= ^replanning 40%, nearly", json!({"kind": "check_in", "goal": 101, "value": 40.0, "note": "nearly"})),
        ("= ^replanning 11.5h - better", json!({"kind": "check_in", "goal": 101, "value": 11.5, "note": "better"})),
        ("= ^replanning 1,200", json!({"kind": "check_in", "goal": 101, "value": 1200.0})),
        ("= ^replanning down to 11.5", json!({"kind": "check_in", "goal": 101, "value": 11.5, "note": "down to 11.5"})),
        ("= ^replanning 2nd week", json!({"kind": "check_in", "goal": 101, "note": "2nd week"})),
        ("= 7 done ^replanning", json!({"kind": "check_in", "goal": 101, "value": 7.0, "note": "done"})),
        (
            "%energy 4\n%interest 2 #tired\n%energy 3",
            json!({"kind": "pulse", "energy": 3, "interest": 2, "tags": ["tired"]}),
        ),
    ] {
        assert_eq!(one(text), want, "{text:?}");
    }
}

#[test]
fn a_capture_without_a_meeting_is_a_note() {
    let text = "A quiet week #home\r\n\r\n! rest @odile #self\r\n";
    assert_eq!(
        drafts(text),
        [
            json!({"kind": "reflection", "body": text, "frame": "note", "people": [1], "tags": ["home"]}),
            json!({"kind": "action", "title": "rest", "owner": "me", "state": "open", "tags": ["self"]}),
        ]
    );
    assert_eq!(drafts(" \n"), Vec::<Value>::new());
    let options = Options { when: dates::parse("sun", &now(), Lean::Past).ok(), ..Options::default() };
    let plan = planned("a\n- [x] b\n= ^replanning 7\n%energy 2", &options, &journal());
    let days: Vec<&str> =
        plan.drafts.iter().map(|draft| draft.text(if draft.kind == Kind::Action { "done" } else { "date" })).collect();
    assert_eq!(days, ["2025-09-28"; 4]);
}

#[test]
fn names_that_fit_no_one_make_one_new_person_each() {
    let plan = planned("Met @hanne and @HANNE today\n!@hanne a\n> b\n@petra helped", &Options::default(), &journal());
    let shown: Value = plan.drafts.iter().map(shown).collect();
    assert_eq!(shown[0]["people"], json!(["#1"]));
    assert_eq!(shown[1], json!({"kind": "person", "name": "hanne"}));
    assert_eq!(shown[2]["owner"], json!("#1"));
    assert_eq!(shown[3]["by"], json!("#1"));
    assert_eq!(shown[4], json!({"kind": "person", "name": "petra"}));
    assert!(describe(&plan, &now()).iter().any(|line| line.new && line.text == "petra"));

    // A line that adds a person is found before and after it, by a part of the name too; never through herself.
    let drafts = drafts("!@mirela a\n+ Mirela Stan (via @mirela-stan)\n! b by fri\n+ Mirela Stan, planner");
    assert_eq!(drafts[1], json!({"kind": "person", "name": "Mirela Stan", "role": "planner"}));
    assert_eq!(drafts[2]["owner"], json!("#1"));
    assert_eq!(drafts.len(), 4);
}

#[test]
fn what_fits_several_is_listed_and_not_decided() {
    let plan = planned("Met @ida today\n! a ^interviews\n= ^interviews 7\n> b", &Options::default(), &journal());
    let several = |kind, words: &str, places: [usize; 2], titles: [&str; 2]| Ambiguity {
        kind,
        words: words.to_owned(),
        candidates: places.into_iter().zip(titles).map(|(place, title)| (id(place), title.to_owned())).collect(),
    };
    assert_eq!(
        plan.ambiguous,
        [
            several(Kind::Person, "ida", [3, 4], ["Ida Ferreira", "Ida Moss"]),
            several(
                Kind::Goal,
                "interviews",
                [102, 103],
                ["First interviews outside logistics", "Interviews held well"]
            ),
        ]
    );
    assert_eq!(plan.drafts.len(), 3, "no person is made, no goal is taken");
    let options = Options { goal: Some("sailing".to_owned()), ..Options::default() };
    assert_eq!(planned("! a", &options, &journal()).missing.as_deref(), Some("sailing"));
    let options = Options { goal: Some("replanning".to_owned()), ..Options::default() };
    let plan = planned("! a\n= 7", &options, &journal());
    assert!(plan.drafts.iter().skip(1).all(|draft| draft.targets("goal") == [Target::Existing(id(101))]));
    let plan = planned("+ Ida Moss\n+ Ida Moor\n!@idas a\n! b @moor", &Options::default(), &journal());
    assert!(plan.ambiguous.is_empty(), "a whole name is one person");
}

#[test]
fn what_was_not_understood_is_said_and_kept() {
    for (text, warning) in [
        ("a\n! b by 31 feb", "line 2: “31 feb” is not a date: February has at most 29 days; kept without a date"),
        (
            "Met @odile on 31 feb",
            "line 1: “on 31 feb” is not a date: February has at most 29 days; kept without a date",
        ),
        ("%energy 9", "line 1: “%energy 9” stays text: a pulse is a mark from 1 to 5"),
        ("! a ^sailing-trip\n! b ^sailing-trip", "line 1: no goal fits “^sailing-trip”; kept as text"),
        ("= ^sailing 7", "line 1: no goal fits “^sailing”; kept as text"),
        ("= 7", "line 1: a check-in says its goal, as in = ^interviews 7; kept as text"),
        (
            "+ Mirela Stan\n+ Mirela Roth\n!@mirela a",
            "line 3: “mirela” fits two people of this capture; linked to neither",
        ),
    ] {
        assert_eq!(planned(text, &Options::default(), &journal()).warnings, [warning], "{text:?}");
    }
    assert_eq!(drafts("Met @odile on 31 feb")[0].get("at"), None);
    assert_eq!(drafts("= ^sailing 7 #wind")[0]["tags"], json!(["wind"]));
}

#[test]
fn a_week_has_one_pulse_and_a_meeting_its_text_once() {
    let mut journal = journal();
    journal.pulse = true;
    let plan = planned("%energy 4", &Options::default(), &journal);
    assert_eq!(plan.drafts.iter().map(shown).next_back(), Some(json!({"kind": "pulse", "edits": 200, "energy": 4})));

    let known = |state: &str| Known {
        people: vec![(id(1), "Odile Varga".to_owned())],
        notes: "Before".to_owned(),
        state: state.to_owned(),
    };
    journal.meeting = Some(known("planned"));
    let options = Options { meeting: Some(id(50)), ..Options::default() };
    let plan = planned("After #flow\n> a", &options, &journal);
    assert_eq!(
        plan.drafts.iter().map(shown).collect::<Value>(),
        json!([
            {"kind": "meeting", "edits": 50, "notes": "Before\n\nAfter #flow\n> a", "state": "captured", "tags": ["flow"]},
            {"kind": "advice", "title": "a", "by": 1, "meeting": 50},
        ])
    );
    journal.meeting = Some(known("followed-up"));
    assert!(planned("a", &options, &journal).drafts[0].get("state").is_none());
    assert!(planned("", &options, &journal).drafts.is_empty());
}
