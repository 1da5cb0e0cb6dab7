//! The ways into an empty journal: each leads to one real record, none to a tour.

use crate::domain::{Fields, Kind};
use crate::ui::context::{Context, Signal};

/// A way in.
pub(super) struct Way {
    /// What a person would say.
    pub(super) says: &'static str,
    /// What it leads to.
    pub(super) leads: &'static str,
    /// Goes there.
    pub(super) go: fn(&mut Context<'_>),
}

/// The ways in.
pub(super) const WAYS: &[Way] = &[
    Way {
        says: "I just met my mentor",
        leads: "write down what stays with you, in your own words",
        go: |cx| cx.signal(Signal::Over("welcome-met", None)),
    },
    Way {
        says: "I meet someone soon",
        leads: "who and when; then a question or two to bring along",
        go: |cx| cx.signal(Signal::Over("welcome-soon", None)),
    },
    Way {
        says: "I have no mentor yet",
        leads: "someone who could be one: a letter begun, and a day to ask",
        go: |cx| cx.signal(Signal::Over("welcome-search", None)),
    },
    Way {
        says: "Look round in the demo journal",
        leads: "a throw-away copy: leave with q, then run mentee demo",
        go: |cx| cx.say("Leave with q, then run mentee demo"),
    },
    Way {
        says: "Bring notes along",
        leads: "leave with q, then run mentee import --from FORMAT FILE",
        go: |cx| cx.say("Leave with q, then run mentee import --from FORMAT FILE"),
    },
    Way {
        says: "Say who I am",
        leads: "name, field, what brings you here; all of it can wait",
        go: |cx| cx.signal(Signal::Form(Kind::Profile, None, Fields::new())),
    },
];
