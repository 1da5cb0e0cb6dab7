//! The Goals tab: goals with how far they have come, what moves them and what is in the way; paths and decisions.

mod choice;
mod commands;
mod page;
pub mod templates;
mod view;

use crate::domain::Kind;
use crate::ui::room::{Look, Tab, View};

/// The tab. Milestones and check-ins live on the page of their goal; `v` lists them all the same.
pub const TAB: Tab = Tab::new("Goals")
    .views(&[
        View::List(Kind::Goal),
        View::List(Kind::Path),
        View::List(Kind::Decision),
        View::List(Kind::Milestone),
        View::List(Kind::CheckIn),
    ])
    .commands(commands::TAB);

/// How a goal looks.
pub const GOAL: Look =
    Look { kind: Kind::Goal, row: Some(view::row), detail: Some(page::lines), commands: commands::TABLE };

/// How a path looks.
pub const PATH: Look = Look { kind: Kind::Path, row: None, detail: Some(choice::path), commands: choice::PATH };

/// How a decision looks.
pub const DECISION: Look =
    Look { kind: Kind::Decision, row: None, detail: Some(choice::decision), commands: choice::DECISION };
