//! What can be done with an obstacle: note what was tried, say what helped, take an expected one as it comes, let it be.

use serde_json::{Value, json};

use crate::domain::Kind;
use crate::ui::command::Command;
use crate::ui::room::{Room, WHO};

/// The table.
pub(super) const TABLE: &[Command<Room>] = &[
    Command::new("step", &["Space"], "solved", "It is over: say in a line what helped", |room: &mut Room, cx| {
        room.ask_for(Kind::Obstacle, &[("state", json!("solved")), ("helped", Value::Null)], cx);
    }),
    Command::new("tried", &["t"], "tried", "Note what I tried and what happened", |room: &mut Room, cx| {
        room.ask_for(Kind::Obstacle, &[("state", json!("working")), ("tried", Value::Null)], cx);
    }),
    Command::new(
        "met",
        &["m"],
        "it came up",
        "What was expected has come up; its plan stays with it",
        |room: &mut Room, cx| {
            room.put(Kind::Obstacle, &[("state", json!("met"))], cx);
        },
    )
    .when(|room| room.shown().is_some_and(|thing| thing.record.text("state") == "expected"))
    .or_say("it is not one that was expected"),
    Command::new("plan", &["p"], "if-then", "Decide what to do when it comes up", |room: &mut Room, cx| {
        room.ask_for(Kind::Obstacle, &[("if_then", Value::Null)], cx);
    }),
    Command::new(
        "lens",
        &["w"],
        "another view",
        "Note how somebody, or another field, sees it",
        |room: &mut Room, cx| {
            room.ask_for(Kind::Obstacle, &[("lenses", Value::Null)], cx);
        },
    )
    .quiet(),
    Command::new("accept", &["A"], "accept", "Let it be as it is", |room: &mut Room, cx| {
        room.put(Kind::Obstacle, &[("state", json!("accepted"))], cx)
    })
    .quiet(),
    Command::new("ease", &["E"], "eased", "It is less of one; say in a line what helped", |room: &mut Room, cx| {
        room.ask_for(Kind::Obstacle, &[("state", json!("eased")), ("helped", Value::Null)], cx);
    })
    .quiet(),
    Command::new("drop", &["D"], "let go", "It is not one any more, or not mine", |room: &mut Room, cx| {
        room.put(Kind::Obstacle, &[("state", json!("dropped"))], cx);
    })
    .quiet(),
    WHO,
];
