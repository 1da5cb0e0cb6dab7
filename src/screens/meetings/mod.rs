//! The Meetings tab: prepare, meet, capture, follow up; promises of both sides, advice and what became of it, questions,
//! and each mentorship's own page.

pub mod bank;
pub mod brief;
mod commands;
pub mod follow;
pub mod gaps;
pub mod letter;
pub mod meet;
mod page;
pub mod prepare;
mod rows;
pub mod settle;
pub mod talks;
mod together;
mod who;

use crate::domain::Kind;
use crate::ui::room::{Look, Tab, View};

/// The tab.
pub const TAB: Tab = Tab::new("Meetings")
    .views(&[
        View::Named(Kind::Meeting, "Meetings", Some(rows::side)),
        View::Named(Kind::Action, "Promises", None),
        View::List(Kind::Advice),
        View::List(Kind::Question),
        View::List(Kind::Mentorship),
    ])
    .guests(&[Kind::Agreement, Kind::Evaluation, Kind::Packet])
    .commands(commands::TAB);

/// How a meeting looks.
pub const MEETING: Look =
    Look { kind: Kind::Meeting, row: Some(rows::meeting), detail: Some(page::lines), commands: commands::MEETING };

/// How a promise looks.
pub const ACTION: Look =
    Look { kind: Kind::Action, row: Some(rows::promise), detail: None, commands: commands::ACTION };

/// How advice looks.
pub const ADVICE: Look =
    Look { kind: Kind::Advice, row: Some(rows::advice), detail: Some(together::advice), commands: commands::ADVICE };

/// How a question looks.
pub const QUESTION: Look =
    Look { kind: Kind::Question, row: Some(rows::question), detail: None, commands: commands::QUESTION };

/// How a mentorship looks.
pub const MENTORSHIP: Look = Look {
    kind: Kind::Mentorship,
    row: Some(rows::mentorship),
    detail: Some(together::mentorship),
    commands: commands::MENTORSHIP,
};

/// How an evaluation looks.
pub const EVALUATION: Look = Look {
    kind: Kind::Evaluation,
    row: Some(rows::evaluation),
    detail: Some(together::evaluation),
    commands: commands::EVALUATION,
};
