//! What can be done with a meeting, a promise, advice, a mentorship and an evaluation.

use serde_json::{Value, json};

use crate::domain::ask::{PartName, Thing, Write};
use crate::domain::kinds::meeting::Meeting;
use crate::domain::practice::{self, Point, QUESTION_MINUTES};
use crate::domain::{Day, Fields, Id, Kind, Lean, Now, dates, rating_gap};
use crate::ui::command::Command;
use crate::ui::context::{Context, Signal};
use crate::ui::room::Room;

use super::page::is_ahead;

/// Of the whole tab.
pub(super) const TAB: &[Command<Room>] = &[Command::new(
    "questions-to-ask",
    &["Q"],
    "questions to ask",
    "The question bank for whoever this is about: by stage and theme, onto the next agenda",
    |room: &mut Room, cx| {
        let about = room.subject().map(|(_, id)| id);
        cx.signal(Signal::Over("questions-to-ask", about));
    },
)
.quiet()];

/// Of a meeting.
pub(super) const MEETING: &[Command<Room>] = &[
    Command::new(
        "prepare",
        &["p"],
        "prepare",
        "Draft the agenda from what is open with them",
        |room: &mut Room, cx| {
            over(room, "prepare", cx);
        },
    )
    .when(ahead),
    Command::new(
        "meet",
        &["m"],
        "meet",
        "The agenda in large, a quiet timer, one line to write",
        |room: &mut Room, cx| {
            over(room, "meet", cx);
        },
    )
    .when(ahead),
    Command::new("brief", &["b"], "brief", "The one page for them, exactly as it leaves", |room: &mut Room, cx| {
        over(room, "brief", cx);
    }),
    Command::new(
        "settle",
        &["h"],
        "held, moved …",
        "Say what became of it: held, moved, cancelled",
        |room: &mut Room, cx| {
            over(room, "settle", cx);
        },
    )
    .when(ahead),
    Command::new(
        "follow-up",
        &["f"],
        "follow up",
        "Days for what has none, a call on advice, the short summary",
        |room: &mut Room, cx| {
            over(room, "follow-up", cx);
        },
    )
    .when(|room| !ahead(room)),
    Command::new("capture", &["c"], "capture", "Write down what stays, into this meeting", |room: &mut Room, cx| {
        over(room, "capture-into", cx);
    }),
    REVIEW,
    LETTER,
    Command::new(
        "mentorship",
        &["M"],
        "mentorship",
        "The mentorship it belongs to: aims, agreement, how it goes",
        to_mentorship,
    )
    .when(|room| room.shown().is_some_and(|thing| !thing.part(PartName::Mentorship).is_empty())),
];

/// The goals gone through with whoever it is about.
const REVIEW: Command<Room> = Command::new(
    "progress-review",
    &["R"],
    "review goals",
    "Goal by goal: three questions, their rating, one choice",
    |room: &mut Room, cx| over(room, "progress-review", cx),
)
.quiet();

/// A letter to whoever it is about.
const LETTER: Command<Room> = Command::new(
    "letter",
    &["Y"],
    "letter",
    "A letter drafted from real links, to be sent by hand",
    |room: &mut Room, cx| over(room, "letter", cx),
)
.quiet();

/// Of a promise.
pub(super) const ACTION: &[Command<Room>] = &[
    Command::new("due-friday", &["f"], "by Friday", "Give it a day: the coming Friday", |room: &mut Room, cx| {
        due(room, "fri", cx);
    })
    .when(is_open),
    Command::new("due-week", &["w"], "+1 week", "Give it a day: in a week", |room: &mut Room, cx| {
        due(room, "in a week", cx);
    })
    .when(is_open),
    Command::new("drop", &["D"], "drop", "Let it go; u takes that back, e says why", |room: &mut Room, cx| {
        set(room, &[("state", json!("dropped"))], cx);
    })
    .when(is_open)
    .quiet(),
];

/// Of advice.
pub(super) const ADVICE: &[Command<Room>] = &[
    Command::new("step", &["Space"], "told back", "They have heard what became of it", |room: &mut Room, cx| {
        if let Some((_, id)) = room.subject() {
            cx.write(Write::Step(id));
        }
    })
    .when(|room| room.shown().is_some_and(|thing| thing.record.get("told_back").is_null())),
    Command::new("call-try", &["t"], "try", "I will try it as it is", |room: &mut Room, cx| call(room, "try", cx)),
    Command::new("call-adapt", &["a"], "adapt", "I will make it my own", |room: &mut Room, cx| call(room, "adapt", cx)),
    Command::new("call-park", &["p"], "park", "Not now", |room: &mut Room, cx| call(room, "park", cx)),
    Command::new(
        "call-decline",
        &["d"],
        "decline",
        "Not for me; declining is fine, silence is not",
        |room: &mut Room, cx| {
            call(room, "decline", cx);
        },
    ),
    Command::new(
        "make-action",
        &["o"],
        "make an action",
        "A promise of mine that comes from it",
        |room: &mut Room, cx| {
            let Some((_, id)) = room.subject().filter(|(kind, _)| *kind == Kind::Advice) else { return };
            let title = room.shown().map(|thing| thing.record.title.clone()).unwrap_or_default();
            let meeting = room.shown().and_then(|thing| thing.record.link("meeting"));
            let mut preset = Fields::from_iter([("from".to_owned(), json!(id)), ("title".to_owned(), json!(title))]);
            preset.extend(meeting.map(|meeting| ("meeting".to_owned(), json!(meeting))));
            cx.signal(Signal::Form(Kind::Action, None, preset));
        },
    ),
    Command::new(
        "result",
        &["r"],
        "it helped",
        "Whether it helped: helped, mixed, did not, and again",
        |room: &mut Room, cx| {
            let now = room.shown().map(|thing| thing.record.text("result").to_owned()).unwrap_or_default();
            let next = match now.as_str() {
                "helped" => "mixed",
                "mixed" => "no",
                _ => "helped",
            };
            let mut fields = vec![("result", json!(next))];
            if room.shown().is_some_and(|thing| thing.record.get("tried_on").is_null()) {
                fields.push(("tried_on", json!(cx.now.today().to_string())));
            }
            set(room, &fields, cx);
        },
    )
    .when(|room| room.shown().is_some_and(|thing| !thing.record.get("my_call").is_null())),
    LETTER,
];

/// Of a question.
pub(super) const QUESTION: &[Command<Room>] = &[Command::new(
    "on-agenda",
    &["A"],
    "to the agenda",
    "Put it on the next agenda with them",
    |room: &mut Room, cx| {
        let Some((_, id)) = room.subject().filter(|(kind, _)| *kind == Kind::Question) else { return };
        let Some(text) = room.shown().map(|thing| thing.record.title.clone()) else { return };
        let point = Point { question: Some(id), ..Point::new(text, QUESTION_MINUTES, "question") };
        cx.write(Write::Practice(practice::Write::ToAgenda(Some(id), vec![point])));
    },
)
.when(|room| room.shown().is_some_and(|thing| matches!(thing.record.text("state"), "" | "parked")))
.or_say("it is on an agenda, or was asked")];

/// Of a mentorship.
pub(super) const MENTORSHIP: &[Command<Room>] = &[
    Command::new("brief", &["b"], "brief", "The one page for them, exactly as it leaves", |room: &mut Room, cx| {
        over(room, "brief", cx);
    }),
    Command::new(
        "evaluate",
        &["E"],
        "how it goes",
        "Look together: needs, ten items, one thing to change",
        |room: &mut Room, cx| {
            over(room, "evaluate", cx);
        },
    ),
    Command::new("agree", &["A"], "agreement", "Write down how you work together", |room: &mut Room, cx| {
        begin(room, Kind::Agreement, Fields::new(), cx);
    }),
    REVIEW,
    LETTER,
    Command::new(
        "look-back",
        &["K"],
        "look back",
        "What was reached, what stayed, what is open",
        |room: &mut Room, cx| {
            over(room, "look-back", cx);
        },
    )
    .quiet(),
    Command::new(
        "end-mentorship",
        &["X"],
        "end it",
        "Finish well, change its form, or stop now without fault",
        |room: &mut Room, cx| over(room, "end-mentorship", cx),
    )
    .quiet(),
    Command::new("plan", &["P"], "plan a meeting", "A next date with them", |room: &mut Room, cx| {
        let person = room.shown().and_then(|thing| thing.record.link("person"));
        let minutes = room.shown().map(|thing| thing.record.get("length_min").clone()).unwrap_or_default();
        let mut preset = Fields::from_iter([("minutes".to_owned(), minutes)]);
        preset.extend(person.map(|person| ("people".to_owned(), json!([person]))));
        cx.signal(Signal::Form(Kind::Meeting, None, preset));
    }),
];

/// Of an evaluation.
pub(super) const EVALUATION: &[Command<Room>] = &[
    Command::new(
        "on-agenda",
        &["A"],
        "to the agenda",
        "Put what you see most differently on the next agenda",
        |room: &mut Room, cx| {
            let Some((_, id)) = room.subject() else { return };
            let Some(item) = room.shown().and_then(widest) else { return };
            let themes: Vec<&str> =
                room.shown().into_iter().flat_map(|thing| &thing.derived).map(|(theme, _)| theme.as_str()).collect();
            let points = vec![rating_gap::point(item, &themes)];
            cx.write(Write::Practice(practice::Write::ToAgenda(Some(id), points)));
        },
    )
    .when(|room| room.shown().and_then(widest).is_some())
    .or_say("you see it alike, or their half is still out"),
    Command::new("gaps", &["d"], "side by side", "Item by item, the widest apart first", |room: &mut Room, cx| {
        over(room, "gaps", cx);
    }),
    Command::new("evaluate", &["E"], "go on with it", "Step by step, with what stands there", |room: &mut Room, cx| {
        over(room, "evaluate", cx);
    }),
];

/// The item that both sides see most differently, where that is worth a talk.
fn widest(thing: &Thing) -> Option<usize> {
    let fields = thing.record.read().ok()?;
    rating_gap::rating_gap(&fields).talk.first().copied()
}

/// Whether the meeting in sight is still to come.
fn ahead(room: &Room) -> bool {
    room.shown().and_then(|thing| thing.record.read::<Meeting>().ok()).is_some_and(|meeting| is_ahead(&meeting))
}

fn is_open(room: &Room) -> bool {
    room.shown().is_some_and(|thing| matches!(thing.record.text("state"), "" | "open" | "doing"))
}

fn over(room: &Room, name: &'static str, cx: &mut Context<'_>) {
    if let Some((_, id)) = room.subject() {
        cx.signal(Signal::Over(name, Some(id)));
    }
}

fn to_mentorship(room: &mut Room, cx: &mut Context<'_>) {
    let id = room.shown().and_then(|thing| thing.part(PartName::Mentorship).first()).map(|row| row.id);
    if let Some(id) = id {
        room.walk(id, cx);
    }
}

/// Changes fields of the thing in sight.
fn set(room: &Room, fields: &[(&str, Value)], cx: &mut Context<'_>) {
    if let Some((kind, id)) = room.subject() {
        cx.write(change(kind, id, fields));
    }
}

/// A write that changes fields of a thing.
pub(super) fn change(kind: Kind, id: Id, fields: &[(&str, Value)]) -> Write {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    Write::Save { kind, id: Some(id), fields, tags: None, visibility: None }
}

/// The day that words name, ahead.
pub(super) fn day(words: &str, now: &Now) -> Option<Day> {
    dates::parse_day(words, now, Lean::Future).ok()
}

fn due(room: &Room, words: &str, cx: &mut Context<'_>) {
    if let Some(day) = day(words, &cx.now) {
        set(room, &[("due", json!(day.to_string()))], cx);
    }
}

fn call(room: &Room, call: &str, cx: &mut Context<'_>) {
    set(room, &[("my_call", json!(call)), ("called", json!(cx.now.today().to_string()))], cx);
}

/// A form for something new that belongs to the mentorship in sight.
fn begin(room: &Room, kind: Kind, mut preset: Fields, cx: &mut Context<'_>) {
    if let Some((_, id)) = room.subject() {
        preset.insert("mentorship".to_owned(), json!(id));
        cx.signal(Signal::Form(kind, None, preset));
    }
}
