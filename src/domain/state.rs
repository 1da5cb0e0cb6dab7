//! What a change of state brings with it, and the main step of each kind.

use serde_json::Value;

use super::kinds::Kind;
use super::record::{Fields, Record};
use super::time::{Day, Now};

/// The dates that follow from a change of state: `state_since`, and the day on which the thing was done, closed or
/// resolved. A date that was given with the change stays; one that no longer holds is cleared.
pub fn settle(before: Option<&Record>, after: &mut Record, today: Day) {
    date_the_call(before, after, today);
    if !after.kind.spec().has_state() || before.is_some_and(|before| before.get("state") == after.get("state")) {
        return;
    }
    let given = |after: &Record, field: &str| match before {
        Some(before) => before.get(field) != after.get(field),
        None => !after.get(field).is_null(),
    };
    if !given(after, "state_since") {
        after.set("state_since", Value::from(today.to_string()));
    }
    let Some((field, reached)) = closing(after.kind, after.text("state")) else { return };
    if !given(after, field) {
        let day = if reached { Value::from(today.to_string()) } else { Value::Null };
        after.set(field, day);
    }
}

/// A call on advice, and its result, have their day: today where none is said with them.
fn date_the_call(before: Option<&Record>, after: &mut Record, today: Day) {
    if after.kind != Kind::Advice {
        return;
    }
    for (field, day) in [("my_call", "called"), ("result", "tried_on")] {
        let changed = before.is_none_or(|before| before.get(field) != after.get(field));
        if changed && !after.get(field).is_null() && after.get(day).is_null() {
            after.set(day, Value::from(today.to_string()));
        }
    }
}

/// The date field that a state fills (`true`) or empties (`false`).
fn closing(kind: Kind, state: &str) -> Option<(&'static str, bool)> {
    let closed = kind.spec().closed.contains(&state);
    match kind {
        Kind::Action => Some(("done", state == "done")),
        Kind::Goal => Some(("closed", closed)),
        Kind::Obstacle => Some(("resolved", closed)),
        _ => None,
    }
}

/// The field values of a thing's main step, with the verb for the history: an action done, an obstacle solved, a goal
/// achieved (`achieved-late` past its due day), an introduction one step on, a meeting followed up, a question answered,
/// advice told back. `None` where the kind has none or the step is taken.
#[must_use]
pub fn main_step(record: &Record, day: Day) -> Option<(&'static str, Fields)> {
    let mut fields = Fields::new();
    let mut set = |field: &str, value: &str| {
        fields.insert(field.to_owned(), Value::from(value));
    };
    let state = record.text("state");
    let on = day.to_string();
    let verb = match record.kind {
        Kind::Action if state != "done" => {
            set("state", "done");
            set("done", &on);
            "done"
        }
        Kind::Obstacle if state != "solved" => {
            set("state", "solved");
            set("resolved", &on);
            "solved"
        }
        Kind::Goal if !matches!(state, "achieved" | "achieved-late") => {
            let late = record.day("due").is_some_and(|due| day > due);
            set("state", if late { "achieved-late" } else { "achieved" });
            set("closed", &on);
            if late { "achieved late" } else { "achieved" }
        }
        Kind::Milestone if record.get("done").is_null() => {
            set("done", &on);
            "done"
        }
        Kind::Introduction => {
            set("state", next(state, &["wanted", "asked", "agreed", "connected", "talked", "outcome"])?);
            "one step on"
        }
        Kind::Meeting => {
            set(
                "state",
                next(state, &["planned", "held", "captured", "followed-up"])
                    .or_else(|| next(state, &["prepared", "held"]))?,
            );
            "one step on"
        }
        Kind::Question if state != "answered" => {
            set("state", next(state, &["parked", "on-agenda", "asked", "answered"])?);
            "one step on"
        }
        Kind::Insight => {
            set("state", next(state, &["captured", "translated", "trialled", "adopted"])?);
            "one step on"
        }
        Kind::Opportunity => {
            set("state", next(state, &["seen", "looking", "acting", "won"])?);
            "one step on"
        }
        Kind::Path => {
            set("state", next(state, &["idea", "testing", "chosen"])?);
            "one step on"
        }
        Kind::Agreement => {
            set("state", next(state, &["draft", "sent", "agreed", "renewed"])?);
            "one step on"
        }
        Kind::Mentorship => {
            set("state", next(state, &["prospect", "asked", "forming", "active", "winding-down", "closed"])?);
            "one step on"
        }
        Kind::Packet => {
            set("state", next(state, &["unread", "reading", "replied"])?);
            "one step on"
        }
        Kind::Advice if record.get("told_back").is_null() => {
            set("told_back", &on);
            "told back"
        }
        Kind::Feedback if record.get("responded").is_null() => {
            set("responded", &on);
            "answered"
        }
        Kind::Evaluation if !record.get("adjustment").is_null() && record.get("adjustment_done").is_null() => {
            set("adjustment_done", &on);
            "adjustment done"
        }
        _ => return None,
    };
    if record.kind.spec().has_state() && fields.contains_key("state") {
        fields.insert("state_since".to_owned(), Value::from(on));
    }
    Some((verb, fields))
}

/// The state after this one on the way; `None` off the way or at its end.
fn next(state: &str, way: &[&'static str]) -> Option<&'static str> {
    let at = way.iter().position(|step| *step == state)?;
    way.get(at + 1).copied()
}

/// The state a meeting has when nothing is said: planned ahead of its time, else held.
#[must_use]
pub fn meeting_state(record: &Record, now: &Now) -> &'static str {
    match record.instant("at") {
        Some(at) if at <= now.at => "held",
        _ => "planned",
    }
}
