//! Captures in tables: the example of the interface, and every sentence of its grammar about lines and heads. Beside it,
//! what lines become, and the laws that hold for any text.

mod laws;
mod records;

use serde_json::{Value, json};

use super::*;
use crate::domain::dates;
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

    fn pulse_of_week(&self, _: Day) -> Option<Id> {
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
    use Highlight::{Arrow, Code, Date, Goal, Mark, Mention, Problem, Tag};
    let colours = |text: &str| {
        let all = read(text).highlights.into_iter();
        all.map(|(range, highlight)| (text.get(range).expect("boundaries").to_owned(), highlight)).collect::<Vec<_>>()
    };
    let want = |list: &[(&str, Highlight)]| list.iter().map(|(text, h)| ((*text).to_owned(), *h)).collect::<Vec<_>>();
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
