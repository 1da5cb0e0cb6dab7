//! Laws and tables for captures: the example of the interface, every sentence of its grammar, and any text at all.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::domain::dates;
use crate::domain::field::Type;
use crate::domain::time::{Lean, Now, Zone, read_instant};

/// A journal with a few people and goals in it.
#[derive(Default)]
struct Journal {
    people: Vec<&'static str>,
    goals: Vec<&'static str>,
    pulse: bool,
    meeting: Option<Known>,
}

const GOAL: &str = "Cut weekly replanning";

fn journal() -> Journal {
    Journal {
        people: vec!["Odile Varga", "Ruben Takeda", "Ida Ferreira", "Ida Moss"],
        goals: vec![GOAL, "First interviews outside logistics", "Interviews held well"],
        ..Journal::default()
    }
}

/// The id of the record at a place: people from 1, goals from 101.
fn id(place: usize) -> Id {
    let mut bytes = [0; 16];
    bytes[15] = u8::try_from(place).expect("a small place");
    Id::from_bytes(&bytes).expect("sixteen bytes")
}

fn find(titles: &[&'static str], first: usize, words: &str) -> Found {
    let words = words.to_lowercase();
    let fits = |title: &str| {
        let title = title.to_lowercase();
        title == words || words.split([' ', '-']).all(|word| title.split(' ').any(|part| part == word))
    };
    let all = titles.iter().enumerate().filter(|(_, title)| fits(title));
    let found: Vec<_> = all.map(|(at, title)| (id(first + at), (*title).to_owned())).collect();
    match found.as_slice() {
        [] => Found::None,
        [(id, title)] => Found::One { id: *id, title: title.clone() },
        _ => Found::Several(found),
    }
}

impl Names for Journal {
    fn person(&self, words: &str) -> Found {
        find(&self.people, 1, words)
    }

    fn goal(&self, words: &str) -> Found {
        find(&self.goals, 101, words)
    }

    fn industry(&self, person: Id) -> Option<String> {
        (person == id(1)).then(|| "healthcare".to_owned())
    }

    fn pulse_of_week(&self, _: crate::domain::Day) -> Option<Id> {
        self.pulse.then(|| id(200))
    }

    fn meeting(&self, _: Id) -> Option<Known> {
        self.meeting.clone()
    }
}

/// Tuesday 30 September 2025, 15:00 in London.
fn now() -> Now {
    Now::new(read_instant("2025-09-30T14:00:00Z").expect("an instant"), Zone::new(&chrono_tz::Europe::London))
}

fn read(text: &str) -> Parsed {
    parse(text, &now(), &Options::default())
}

fn planned(text: &str, options: &Options, journal: &Journal) -> Plan {
    plan(&parse(text, &now(), options), text, &now(), journal)
}

fn drafts(text: &str) -> Vec<Value> {
    planned(text, &Options::default(), &journal()).drafts.iter().map(shown).collect()
}

/// The draft of a line on its own, beside the note that holds it.
fn one(text: &str) -> Value {
    let all = drafts(text);
    assert_eq!(all.len(), 2, "{text:?}: {all:?}");
    all.last().cloned().expect("a draft")
}

/// A draft as JSON: links as the place of a draft (`#1`) or the last byte of an id.
fn shown(draft: &Draft) -> Value {
    let target = |target: &Target| match target {
        Target::New(at) => json!(format!("#{at}")),
        Target::Existing(id) => json!(id.bytes()[15]),
    };
    let mut map = serde_json::Map::new();
    map.insert("kind".to_owned(), json!(draft.kind.name()));
    for (name, value) in &draft.fields {
        let value = match value {
            DraftValue::Value(value) => value.clone(),
            DraftValue::Link(link) => target(link),
            DraftValue::Links(links) => links.iter().map(target).collect(),
        };
        map.insert((*name).to_owned(), value);
    }
    if !draft.tags.is_empty() {
        map.insert("tags".to_owned(), json!(draft.tags));
    }
    if let Some(edits) = draft.edits {
        map.insert("edits".to_owned(), json!(edits.bytes()[15]));
    }
    Value::Object(map)
}

const EXAMPLE: &str = "Met @odile yesterday 14:00 45m #flow
Walked through her morning huddle: 12 minutes, standing, the board before the talk.
! send her our dock board by fri ^replanning
!@odile intro to the bed manager
> stand at the board, not in a room
* Huddle at the board -> try Monday on one desk
~ night desk never sees the board -> if they start at ten, then I walk over at nine
=> we pilot in one depot
? how did she get the doctors to come
+ Mirela Stan, supply planner, St. Brannoc (via @odile)
= ^replanning 11.5 after the board
%energy 4
";

#[test]
fn the_example_becomes_what_it_says() {
    let plan = planned(EXAMPLE, &Options::default(), &journal());
    let all: Vec<Value> = plan.drafts.iter().map(shown).collect();
    let want = json!([
        {"kind": "meeting", "people": [1], "at": "2025-09-29T13:00:00Z", "minutes": 45, "state": "captured",
         "notes": EXAMPLE, "tags": ["flow"]},
        {"kind": "person", "name": "Mirela Stan", "role": "supply planner", "organisation": "St. Brannoc", "introduced_by": 1},
        {"kind": "action", "title": "send her our dock board", "owner": "me", "due": "2025-10-03", "state": "open",
         "meeting": "#0", "goal": 101},
        {"kind": "action", "title": "intro to the bed manager", "owner": 1, "state": "open", "meeting": "#0"},
        {"kind": "advice", "title": "stand at the board, not in a room", "by": 1, "meeting": "#0"},
        {"kind": "insight", "title": "Huddle at the board", "my_version": "try Monday on one desk", "person": 1,
         "industry": "healthcare", "meeting": "#0"},
        {"kind": "obstacle", "title": "night desk never sees the board",
         "if_then": "if they start at ten, then I walk over at nine"},
        {"kind": "decision", "title": "we pilot in one depot"},
        {"kind": "question", "title": "how did she get the doctors to come", "for": 1},
        {"kind": "check_in", "goal": 101, "value": 11.5, "note": "after the board"},
        {"kind": "pulse", "energy": 4},
    ]);
    assert_eq!(Value::Array(all), want);
    assert_eq!((plan.note, plan.warnings, plan.ambiguous, plan.missing), (Some(0), vec![], vec![], None));
}

#[test]
fn a_preview_says_it_in_few_words() {
    let plan = planned(EXAMPLE, &Options::default(), &journal());
    let lines: Vec<String> = describe(&plan, &now())
        .into_iter()
        .map(|line| format!("{} | {} | {}{}", line.label, line.text, line.detail, if line.new { " | new" } else { "" }))
        .collect();
    assert_eq!(
        lines,
        [
            "Meeting | Odile Varga | yesterday 14:00 · 45 min · #flow",
            "Note | 1 line, kept word for word | ",
            "Action | send her our dock board | mine · Fri 3 Oct · Cut weekly replanning",
            "Action | intro to the bed manager | Odile's",
            "Advice | stand at the board, not in a room | from Odile",
            "Insight | Huddle at the board | healthcare → try Monday on one desk",
            "Obstacle | night desk never sees the board | if-then",
            "Decision | we pilot in one depot | ",
            "Question | how did she get the doctors to come | for Odile",
            "Person | Mirela Stan | supply planner · St. Brannoc · via Odile | new",
            "Check-in | Cut weekly replanning | 11.5 · after the board",
            "Pulse | energy 4 | ",
        ]
    );
    let lines = describe(&planned("a\n\n- [x] b", &Options::default(), &journal()), &now());
    assert_eq!((lines[0].label.as_str(), lines[0].text.as_str()), ("Note", "2 lines, kept word for word"));
    assert_eq!(lines[1].detail, "mine · done");
}

#[test]
fn colours_lie_where_the_words_are() {
    let colours = |text: &str| {
        let all = read(text).highlights.into_iter();
        all.map(|(range, highlight)| (text.get(range).expect("boundaries").to_owned(), highlight)).collect::<Vec<_>>()
    };
    let want = |list: &[(&str, Highlight)]| list.iter().map(|(text, h)| ((*text).to_owned(), *h)).collect::<Vec<_>>();
    use Highlight::{Arrow, Code, Date, Goal, Mark, Mention, Problem, Tag};
    assert_eq!(
        colours("Met @odile yesterday 14:00, 45m #flow"),
        want(&[("@odile", Mention), ("yesterday 14:00", Date), ("45m", Date), ("#flow", Tag)])
    );
    assert_eq!(
        colours("  !@odile send #it by fri ^replanning"),
        want(&[("!", Mark(Kind::Action)), ("@odile", Mention), ("#it", Tag), ("by fri", Date), ("^replanning", Goal)])
    );
    assert_eq!(colours("* a -> b"), want(&[("*", Mark(Kind::Insight)), ("->", Arrow)]));
    assert_eq!(colours("! a by 31 feb"), want(&[("!", Mark(Kind::Action)), ("by 31 feb", Problem)]));
    assert_eq!(colours("```\n! a\n```"), want(&[("```", Code), ("! a", Code), ("```", Code)]));
    assert_eq!(colours("\\! a, a@b.c"), want(&[]));
}

#[test]
fn marks_need_their_place_and_a_space() {
    for (text, kind) in [
        ("! a", Some(Kind::Action)),
        ("  ! a", Some(Kind::Action)),
        ("\t!\ta", Some(Kind::Action)),
        ("\u{feff}! a", Some(Kind::Action)),
        ("!@odile a", Some(Kind::Action)),
        ("!@\"Odile Varga\" a", Some(Kind::Action)),
        ("- [ ] a", Some(Kind::Action)),
        ("- [X] a", Some(Kind::Action)),
        ("? a", Some(Kind::Question)),
        ("> a", Some(Kind::Advice)),
        (">@ruben a", Some(Kind::Advice)),
        ("< a", Some(Kind::Feedback)),
        ("* a", Some(Kind::Insight)),
        ("~ a", Some(Kind::Obstacle)),
        ("=> a", Some(Kind::Decision)),
        ("+ a", Some(Kind::Person)),
        ("= 7", Some(Kind::CheckIn)),
        ("%energy 4", Some(Kind::Pulse)),
        ("%Interest 1 %effect 5", Some(Kind::Pulse)),
        ("!a", None),
        ("!@odile", None),
        ("!@2 a", None),
        ("!", None),
        ("!  ", None),
        ("a ! b", None),
        ("- a", None),
        ("- [ ]", None),
        ("- [y] a", None),
        ("=>a", None),
        ("==> a", None),
        ("?@odile a", None),
        ("\\! a", None),
        ("  \\> a", None),
        ("+ 5", None),
        ("%energy 6", None),
        ("%energy 0", None),
        ("%energy four", None),
        ("%energy 4 and a half", None),
        ("%energy 4 %mood 2", None),
        ("%mood 4", None),
        ("% energy 4", None),
        ("", None),
    ] {
        let parsed = read(text);
        assert_eq!(parsed.lines.first().and_then(|line| line.what.kind()), kind, "{text:?}");
        assert_eq!(!parsed.warnings.is_empty(), text.starts_with("%energy") && kind.is_none(), "{text:?}");
    }
}

#[test]
fn code_blocks_and_plain_text_have_no_marks() {
    let kinds = |text: &str, plain| {
        let options = Options { plain, ..Options::default() };
        let lines = parse(text, &now(), &options).lines;
        lines.iter().map(|line| line.what.kind().is_some()).collect::<Vec<_>>()
    };
    assert_eq!(kinds("! a\r\n```sh\r\n! b\r\n```\r\n! c\r\n", false), [true, false, false, false, true]);
    assert_eq!(kinds("~~~\n! a\n```\n! b\n~~~~\n! c", false), [false, false, false, false, false, true]);
    assert_eq!(kinds("````\n```\n! a\n````\n! b", false), [false, false, false, false, true]);
    assert_eq!(kinds("```a```\n! b", false), [false, true], "a code span opens no block");
    assert_eq!(kinds("```\n! a", false), [false, false], "an open block lasts to the end");
    assert_eq!(kinds("! a\n* b\n%energy 9", true), [false, false, false]);
    let options = Options { plain: true, ..Options::default() };
    let parsed = parse("Met @odile today #flow ^x\n! a @ruben", &now(), &options);
    assert!(parsed.head.is_none() && parsed.lines.iter().all(|line| line.refs.is_empty()));
}

#[test]
fn words_point_elsewhere_only_where_a_word_begins() {
    let found = |text: &str| {
        let all = read(text).lines.first().map(|line| line.refs.clone()).unwrap_or_default();
        all.into_iter().map(|found| found.words).collect::<Vec<_>>().join("|")
    };
    for (text, want) in [
        ("a @odile b", "odile"),
        ("@odile, @ruben.", "odile|ruben"),
        ("(@odile)", "odile"),
        ("@odile's board, @ruben’s", "odile|ruben"),
        ("@\"Odile Varga\" and @“Ruben Takeda”", "Odile Varga|Ruben Takeda"),
        ("@O'Brien @jean-luc @j.smith.", "O'Brien|jean-luc|j.smith"),
        ("@Zoë @Zoe\u{308} @李明 @नूर", "Zoë|Zoe\u{308}|李明|नूर"),
        ("#flow #2026-goals #a/b ^words-of-a-goal ^5k", "flow|2026-goals|a/b|words of a goal|5k"),
        ("^\"words of a goal\"", "words of a goal"),
        ("odile@example.org C# #1 # heading ## x 2^10 ^_^", ""),
        ("@ @14:00 @\"\" @\"open https://x.org/@odile \\@odile", ""),
        ("a--@odile @@odile", ""),
    ] {
        assert_eq!(found(text), want, "{text:?}");
    }
}

#[test]
fn a_first_line_with_a_person_and_a_time_starts_a_meeting() {
    let head = |text: &str| {
        read(text).head.map(|head| {
            let at = head.at.map(|at| dates::say_at(at, &now()));
            let minutes = head.minutes.map(|minutes| minutes.to_string());
            format!("{} {} {}", head.people.join("+"), at.as_deref().unwrap_or("-"), minutes.as_deref().unwrap_or("-"))
        })
    };
    for (text, want) in [
        ("Met @odile today 14:00", "odile today 14:00 -"),
        ("\n\n  Met @odile and @ruben, yesterday at 2pm (1h30).", "odile+ruben yesterday 14:00 90"),
        ("On 12 sep, 90 min with @odile", "odile Fri 12 Sep 09:00 90"),
        ("Today with @odile 10:30 for 2 hours", "odile today 10:30 120"),
        ("@odile 45m", "odile today 15:00 45"),
        ("@odile fri", "odile Fri 26 Sep 09:00 -"),
        ("@odile 16:00", "odile yesterday 16:00 -"),
        ("@odile today", "odile today 15:00 -"),
        ("Meet @odile tomorrow 9:00", "odile tomorrow 09:00 -"),
        ("@odile an hour ago", "odile today 14:00 -"),
        ("@odile 2025-09-29T14:00 45min", "odile yesterday 14:00 45"),
        ("Met @odile on 31 feb", "odile - -"),
        ("Met @odile yesterday, they start by fri", "odile yesterday 09:00 -"),
        ("Sat with @odile yesterday", "odile yesterday 09:00 -"),
        ("The 3rd q3 talk with @odile yesterday", "odile yesterday 09:00 -"),
    ] {
        assert_eq!(head(text).as_deref(), Some(want), "{text:?}");
    }
    for text in [
        "Met @odile",
        "Met odile today",
        "Wrote to odile@example.org today",
        "! call @odile today",
        "\\! call @odile today",
        "About @me today",
        "Notes\nMet @odile today",
        "```\nMet @odile today",
        "Cut it with @odile by 2 weeks, 50/50, 0m",
    ] {
        assert_eq!(head(text), None, "{text:?}");
    }
}

#[test]
fn with_starts_a_meeting_whatever_the_first_line() {
    let options = |when: Option<&str>| Options {
        with: Some("ruben".to_owned()),
        when: when.map(|when| dates::parse(when, &now(), Lean::Past).expect("a date")),
        ..Options::default()
    };
    let text = "* Prototype the ugly version first\n! send the sketch to 3 dispatchers by fri";
    let plan = planned(text, &options(None), &journal());
    assert_eq!(
        plan.drafts.iter().map(shown).collect::<Value>(),
        json!([
            {"kind": "meeting", "people": [2], "at": "2025-09-30T14:00:00Z", "state": "captured", "notes": text},
            {"kind": "insight", "title": "Prototype the ugly version first", "person": 2, "meeting": "#0"},
            {"kind": "action", "title": "send the sketch to 3 dispatchers", "owner": "me", "due": "2025-10-03",
             "state": "open", "meeting": "#0"},
        ])
    );
    let meeting = |text: &str, when| shown(&planned(text, &options(when), &journal()).drafts[0]);
    assert_eq!(
        meeting("Talked about @odile", None),
        json!({"kind": "meeting", "people": [2], "at": "2025-09-30T14:00:00Z", "state": "held", "notes": "Talked about @odile"})
    );
    assert_eq!(meeting("yesterday 14:00 45m", None)["at"], "2025-09-29T13:00:00Z");
    assert_eq!(meeting("yesterday 14:00 45m", Some("12 sep 10:00"))["at"], "2025-09-12T09:00:00Z");
    assert_eq!(meeting("a", Some("tomorrow"))["state"], "planned");
    assert_eq!(meeting("", None).get("notes"), None);
}

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
            json!({"kind": "reflection", "body": text, "frame": "note", "tags": ["home"]}),
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

/// Every field of every draft is one of its kind's table, and holds what that takes.
fn assert_fits(plan: &Plan) {
    for draft in &plan.drafts {
        for (name, value) in &draft.fields {
            let field = draft.kind.spec().field(name).unwrap_or_else(|| panic!("{} has no {name}", draft.kind));
            match value {
                DraftValue::Value(value) => assert!(field.check(value).is_ok_and(|v| v.is_some()), "{name}: {value}"),
                DraftValue::Link(_) => assert!(matches!(field.ty, Type::Link(_) | Type::Owner), "{name}"),
                DraftValue::Links(_) => assert!(matches!(field.ty, Type::Links(_)), "{name}"),
            }
            for target in draft.targets(name) {
                let Target::New(at) = target else { continue };
                let to = plan.drafts.get(*at).expect("a draft of the plan");
                assert_eq!(field.links_to(), Some(Some(to.kind)), "{name}");
            }
        }
        if draft.edits.is_none() {
            for field in draft.kind.spec().fields.iter().filter(|field| field.required) {
                assert!(draft.get(field.name).is_some(), "{} without {}", draft.kind, field.name);
            }
        }
    }
}

#[test]
fn plans_fit_the_tables_of_the_kinds() {
    let texts = [EXAMPLE, "- [x] a by fri @hanne\n< b\n+ Odile Varga, CNO\n%energy 4 %effect 1 %interest 2 %clarity 3"];
    for text in texts {
        assert_fits(&planned(text, &Options::default(), &journal()));
    }
}

/// A mebibyte of what might be slow: what is not linear would not come back.
#[test]
fn large_texts_are_read_in_one_pass() {
    let lines = [
        "@“", "@\"", "@a ", "#", "#a ", "! a by ", "* a -> ", "a ->", "`", "~~~\n", "! a\n", "+ a\n", "\0", "é ^",
        "= ^a 9", "by fri ",
    ];
    for part in lines {
        for text in
            [part.repeat((1 << 20) / part.len()), format!("Met @a today {}", part.repeat((1 << 18) / part.len()))]
        {
            let plan = planned(&text, &Options::default(), &Journal::default());
            let note = &plan.drafts[0];
            assert!(note.text("notes") == text || note.text("body") == text, "{part:?}");
        }
    }
    let many: String = (0..60_000).map(|n| format!("#t{n} @p{n} ")).collect();
    let plan = planned(&format!("today {many}"), &Options::default(), &Journal::default());
    assert_eq!((plan.drafts[0].tags.len(), plan.drafts.len()), (60_000, 60_001));
}

/// Texts with marks, names and dates in any order.
fn scribbles() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        prop::sample::select(vec![
            "! ",
            "!@",
            "- [ ] ",
            "- [x] ",
            "? ",
            "> ",
            ">@",
            "< ",
            "* ",
            "~ ",
            "=> ",
            "+ ",
            "= ",
            "%energy ",
            "%",
            "\\",
            "```",
            "~~~",
            "@odile",
            "@\"Odile Varga\"",
            "@ida",
            "@",
            "#flow",
            "#",
            "^replanning",
            "^",
            "->",
            "→",
            "by ",
            "due ",
            "fri",
            "31 feb",
            "today 14:00",
            "45m",
            "\n",
            "\r\n",
            "\r",
            " ",
            "\t",
            "\u{a0}",
            "\u{feff}",
            "(via ",
            ")",
            ", ",
            "7",
            "-2",
            "\0",
            "\u{301}",
            "👩‍🚀",
            "“",
            "”",
            "\"",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    prop::collection::vec(bit, 0..24).prop_map(|bits| bits.concat())
}

fn any_options() -> impl Strategy<Value = Options> {
    let goal = prop::option::of(prop::sample::select(vec!["replanning", "interviews", "sailing"]));
    (any::<bool>(), prop::option::of("[a-z, @]{0,8}"), goal, any::<bool>()).prop_map(|(plain, with, goal, when)| {
        Options {
            plain,
            with,
            goal: goal.map(str::to_owned),
            when: when.then(|| dates::parse("yesterday 14:00", &now(), Lean::Past).expect("a date")),
            meeting: None,
        }
    })
}

/// The parts of a marked line, and the line they make.
fn well_formed() -> impl Strategy<Value = (String, Value)> {
    let words = "[a-z]{2,8}( [a-z]{2,8}){0,4} [a-z]{2,8}x";
    let tags = prop::collection::hash_set("[a-z]{1,6}", 0..3).prop_map(|tags| tags.into_iter().collect::<Vec<_>>());
    let due = prop::option::of(0_u64..1000);
    let more = prop::option::of(words);
    (words, more, tags, due, any::<bool>(), prop::sample::select(vec!["!", "- [ ]", "?", ">", "<", "*", "~", "=>"]))
        .prop_map(|(title, more, tags, due, goal, mark)| {
            let mut line = format!("{mark} {title}");
            let kind = match mark {
                "!" | "- [ ]" => "action",
                "?" => "question",
                ">" => "advice",
                "<" => "feedback",
                "*" => "insight",
                "~" => "obstacle",
                _ => "decision",
            };
            let mut want = json!({"kind": kind, if kind == "feedback" { "body" } else { "title" }: title});
            match kind {
                "action" => {
                    want["owner"] = json!("me");
                    want["state"] = json!("open");
                    if let Some(due) = due {
                        let day = now().today().checked_add_days(chrono::Days::new(due)).expect("a day");
                        line.push_str(&format!(" by {}", day.format("%-d %B %Y")));
                        want["due"] = json!(day.to_string());
                    }
                }
                "feedback" => want["origin"] = json!("me"),
                "insight" | "obstacle" => {
                    if let Some(more) = more {
                        line.push_str(&format!(" -> {more}"));
                        want[if kind == "insight" { "my_version" } else { "if_then" }] = json!(more);
                    }
                }
                _ => {}
            }
            if goal {
                line.push_str(" ^replanning");
                match kind {
                    "action" => want["goal"] = json!(101),
                    "obstacle" => want["goals"] = json!([101]),
                    _ => {}
                }
            }
            if !tags.is_empty() {
                line.extend(tags.iter().map(|tag| format!(" #{tag}")));
                want["tags"] = json!(tags);
            }
            (line, want)
        })
}

proptest! {
    #[test]
    fn any_text_is_kept_and_read(text in scribbles(), options in any_options()) {
        let parsed = parse(&text, &now(), &options);
        let mut end = 0;
        for line in &parsed.lines {
            prop_assert!(line.span.start >= end && text.get(line.span.clone()).is_some());
            end = line.span.end;
            let mut at = line.span.start;
            for found in &line.refs {
                prop_assert!(found.span.start >= at && found.span.end <= end);
                prop_assert!(text.get(found.span.clone()).is_some());
                at = found.span.end;
            }
            for kept in line.what.kept().into_iter().flatten() {
                prop_assert!(line.span.start <= kept.start && kept.end <= line.span.end && !kept.is_empty());
                prop_assert!(text.get(kept.clone()).is_some());
            }
        }
        let mut end = 0;
        for (span, _) in &parsed.highlights {
            prop_assert!(span.start >= end && span.start < span.end && text.get(span.clone()).is_some());
            end = span.end;
        }
        let plan = plan(&parsed, &text, &now(), &journal());
        assert_fits(&plan);
        describe(&plan, &now());
        if !text.trim().is_empty() {
            let note = plan.note.and_then(|at| plan.drafts.get(at)).expect("a note");
            let kept = if note.kind == Kind::Meeting { "notes" } else { "body" };
            prop_assert_eq!(note.text(kept), text.as_str());
        }
    }

    #[test]
    fn what_is_printed_reads_back(lines in prop::collection::vec(well_formed(), 1..6)) {
        let text = lines.iter().map(|(line, _)| format!("{line}\n")).collect::<String>();
        let want: Vec<Value> = lines.into_iter().map(|(_, want)| want).collect();
        let made = drafts(&text);
        prop_assert_eq!(&made[1..], want.as_slice());
    }
}
