//! The Goals tab: goals with how far they have come, and what belongs to them.

mod view;

use crate::domain::Kind;
use crate::ui::room::{Look, Tab, View};

/// The tab.
pub const TAB: Tab = Tab::new("Goals").views(&[
    View::List(Kind::Goal),
    View::List(Kind::Milestone),
    View::List(Kind::CheckIn),
    View::List(Kind::Path),
    View::List(Kind::Decision),
]);

/// How a goal looks.
pub const GOAL: Look = Look { kind: Kind::Goal, row: Some(view::row), detail: None, commands: &[] };
