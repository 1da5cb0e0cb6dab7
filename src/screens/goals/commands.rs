//! What can be done with a goal: look at where it stands, give it steps, put it first, let it rest, let it go.

use serde_json::{Value, json};

use crate::domain::Kind;
use crate::ui::command::Command;
use crate::ui::context::Signal;
use crate::ui::room::{Room, WHO};

/// Of the whole tab.
pub(super) const TAB: &[Command<Room>] = &[Command::new(
    "goal-from-template",
    &["T"],
    "from a template",
    "A goal to start from, its words filled in",
    |_: &mut Room, cx| cx.signal(Signal::Over("goal-templates", None)),
)
.quiet()];

/// The table.
pub(super) const TABLE: &[Command<Room>] = &[
    Command::new(
        "check-in",
        &["+"],
        "check in",
        "Record where it stands: a value, how sure, a line",
        |room: &mut Room, cx| {
            room.hang(Kind::Goal, Kind::CheckIn, "goal", cx);
        },
    ),
    Command::new("add-step", &["t"], "next step", "Promise a next step for it", |room: &mut Room, cx| {
        room.hang(Kind::Goal, Kind::Action, "goal", cx);
    }),
    Command::new(
        "mend",
        &["S"],
        "make it SMART",
        "To the first thing its five letters ask for",
        |room: &mut Room, cx| {
            if let Some(field) = room.shown().and_then(super::page::first_asked) {
                room.ask_for(Kind::Goal, &[(field, Value::Null)], cx);
            }
        },
    )
    .when(|room| room.shown().and_then(super::page::first_asked).is_some())
    .or_say("its five letters ask for nothing"),
    Command::new(
        "wave-away",
        &["w"],
        "wave the hint away",
        "The first thing its letters ask for stays unasked for this goal",
        |room: &mut Room, cx| {
            let Some(letter) = room.shown().and_then(super::page::first_letter) else { return };
            let mut waved: Vec<Value> = value(room, "waved").as_array().cloned().unwrap_or_default();
            waved.push(json!(letter.to_string()));
            room.put(Kind::Goal, &[("waved", Value::Array(waved))], cx);
        },
    )
    .when(|room| room.shown().and_then(super::page::first_letter).is_some())
    .or_say("its five letters ask for nothing")
    .quiet(),
    Command::new("add-milestone", &["m"], "milestone", "Add a step that is done or not", |room: &mut Room, cx| {
        room.hang(Kind::Goal, Kind::Milestone, "goal", cx);
    })
    .quiet(),
    Command::new("add-obstacle", &["o"], "obstacle", "Name what is in its way", |room: &mut Room, cx| {
        room.hang(Kind::Goal, Kind::Obstacle, "goals", cx);
    })
    .quiet(),
    Command::new(
        "focus",
        &["f"],
        "focus",
        "Put it among the one or two that come first, or back",
        |room: &mut Room, cx| {
            let on = value(room, "focus") == json!(true);
            room.put(Kind::Goal, &[("focus", json!(!on))], cx);
        },
    )
    .quiet(),
    Command::new(
        "pause",
        &["z"],
        "pause",
        "Let it rest without a penalty, or take it up again",
        |room: &mut Room, cx| {
            let state = if value(room, "state") == json!("paused") { "active" } else { "paused" };
            room.put(Kind::Goal, &[("state", json!(state))], cx);
        },
    )
    .quiet(),
    Command::new("drop", &["D"], "let go", "Let it go, with a line of why", |room: &mut Room, cx| {
        room.ask_for(Kind::Goal, &[("state", json!("dropped")), ("resolution", Value::Null)], cx);
    })
    .quiet(),
    WHO,
];

/// A value of the goal that is shown.
fn value(room: &Room, field: &str) -> Value {
    room.shown().map(|thing| thing.record.get(field).clone()).unwrap_or_default()
}
