//! The Learning tab: ideas on their way, the toolbox, skills as bars, words of other fields, primers, feedback.

mod detail;
mod page;
mod row;

use crate::domain::Kind;
use crate::domain::ask::{Ask, Write};
use crate::ui::command::Command;
use crate::ui::context::Context;
use crate::ui::room::{Look, Page, Room, Tab, View, WHO};
use crate::ui::screen::Screen as _;

/// The tab.
pub const TAB: Tab = Tab::new("Learning")
    .views(&[
        View::List(Kind::Insight),
        View::Page(&Page {
            name: "Toolbox",
            kind: Kind::Insight,
            full: false,
            ask: |_| Ask::Learning,
            lines: page::toolbox,
        }),
        View::List(Kind::Skill),
        View::Page(&Page {
            name: "Coverage",
            kind: Kind::Skill,
            full: false,
            ask: |_| Ask::Learning,
            lines: page::coverage,
        }),
        View::List(Kind::Term),
        View::List(Kind::Primer),
        View::List(Kind::Feedback),
    ])
    .guests(&[Kind::Rating]);

/// What an idea or a primer asks to be made of it.
const fn spawn(label: &'static str, help: &'static str) -> Command<Room> {
    Command::new("spawn", &["t"], label, help, |room: &mut Room, cx: &mut Context<'_>| {
        if let Some((_, id)) = room.subject() {
            cx.write(Write::Spawn(id));
        }
    })
    .when(|room| room.subject().is_some())
}

/// Only the ideas that challenged an assumption.
const CHALLENGED: Command<Room> = Command::new(
    "challenged",
    &["b"],
    "challenged",
    "Only those that challenged an assumption; Esc lists all again",
    |room: &mut Room, cx: &mut Context<'_>| {
        room.filtered(Kind::Insight, "has:assumption", cx);
    },
)
.quiet();

/// How an idea looks.
pub const INSIGHT: Look = Look {
    kind: Kind::Insight,
    row: Some(row::insight),
    detail: Some(detail::insight),
    commands: &[spawn("to actions", "Make actions of its steps, or of its trial"), CHALLENGED],
};

/// How a skill looks.
pub const SKILL: Look =
    Look { kind: Kind::Skill, row: Some(row::skill), detail: Some(detail::skill), commands: &[WHO] };

/// How a word looks.
pub const TERM: Look = Look { kind: Kind::Term, row: Some(row::term), detail: None, commands: &[] };

/// How a primer looks.
pub const PRIMER: Look = Look {
    kind: Kind::Primer,
    row: Some(row::primer),
    detail: None,
    commands: &[spawn("to questions", "Make questions of its empty lines")],
};

/// How feedback looks.
pub const FEEDBACK: Look = Look { kind: Kind::Feedback, row: Some(row::feedback), detail: None, commands: &[] };
