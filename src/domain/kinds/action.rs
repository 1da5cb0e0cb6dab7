//! Kind `action`: a promise, mine or somebody else's.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

words! {
    /// How far it has come.
    ActionState {
        Open = "open", Doing = "doing", Done = "done", Dropped = "dropped", HandedOver = "handed-over",
    }
}

words! {
    /// How much work.
    Size { Minutes = "15-min", Hour = "1-hour", HalfDay = "half-day", More = "more" }
}

kind! {
    /// A promise, mine or somebody else's.
    Action {
        name: "action", label: "action", plural: "actions", hint: 'a', due: "due",
        closed: &["done", "dropped", "handed-over"],
        about: "A promise: what, whose, by when, and what became of it",
    }
    title: Option<String> = line("What", "The promise, in words that say when it is done").required().told();
    owner: Option<String> = owner("Whose", "me, or who promised it to me").word("me").told();
    due: Option<Day> = due("Due", "By when").told();
    done: Option<Day> = past("Done", "The day it was done").told();
    state: Option<ActionState> = choice("State", "How far it has come", ActionState::WORDS).word("open").told();
    state_since: Option<Day> = past("State since", "The day it came into this state").kept();
    result: Option<String> = line("Result", "What came of it, in one line").told();
    reason: Option<String> = line("Reason", "Why it was dropped or handed over").told();
    meeting: Option<Id> = link("Meeting", "Where it was promised", Kind::Meeting).told();
    goal: Option<Id> = link("Goal", "What it serves", Kind::Goal).told();
    from: Option<Id> = any_link("From", "The advice, insight or comment it came from").told();
    size: Option<Size> = choice("Size", "How much work", Size::WORDS).told();
    if_cue: Option<String> = line("If …", "The moment that sets it off: if …, then I …").told();
}
