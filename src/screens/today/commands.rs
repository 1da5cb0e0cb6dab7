//! The commands of Today.

use crate::domain::{Fields, Kind};
use crate::ui::command::Command;
use crate::ui::context::Signal;

use super::{Today, ways::WAYS};

/// The table.
pub(super) const TABLE: &[Command<Today>] = &[
    Command::new(
        "step",
        &["Space"],
        "done",
        "Do the thing under the cursor, or open the form that does it",
        Today::step,
    )
    .when(|today| !today.is_first_run() && today.item().is_some()),
    Command::new("open", &["Enter"], "open", "Open the thing under the cursor", Today::enter)
        .when(|today| today.item().is_some() || today.is_first_run() && today.cursor < WAYS.len()),
    Command::new(
        "brief",
        &["b"],
        "brief",
        "The one page for the next meeting, exactly as it leaves",
        |today: &mut Today, cx| {
            cx.signal(Signal::Over("brief", today.meeting()));
        },
    )
    .when(|today| today.meeting().is_some()),
    Command::new("prepare", &["p"], "prepare", "Draft the agenda of the next meeting", |today: &mut Today, cx| {
        cx.signal(Signal::Over("prepare", today.meeting()));
    })
    .when(|today| today.meeting().is_some()),
    Command::new("new", &["n"], "plan a meeting", "Plan the next meeting: with whom, and when", |_: &mut Today, cx| {
        cx.signal(Signal::Form(Kind::Meeting, None, Fields::new()));
    })
    .when(|today| !today.is_first_run() && today.meeting().is_none())
    .or_say("the next meeting is planned; 3 then n plans another"),
    Command::new(
        "letter",
        &["Y"],
        "letter",
        "A letter drafted from real links, to be sent by hand",
        |today: &mut Today, cx| cx.signal(Signal::Over("letter", today.to_write())),
    )
    .when(|today| today.to_write().is_some())
    .or_say("nobody waits to hear here")
    .quiet(),
    Command::new("filter", &["/"], "filter", "Show only the rows with these words", |today: &mut Today, _| {
        today.filtering = true;
    })
    .when(|today| today.page.as_ref().is_some_and(|page| !page.needs_you.is_empty())),
    Command::new("next-pane", &["Tab"], "next part", "To the next part of the page", |today: &mut Today, _| {
        today.next_part(false);
    })
    .when(|today| !today.is_first_run())
    .quiet(),
    Command::new(
        "previous-pane",
        &["S-Tab"],
        "part before",
        "To the part of the page before",
        |today: &mut Today, _| {
            today.next_part(true);
        },
    )
    .when(|today| !today.is_first_run())
    .quiet(),
];
