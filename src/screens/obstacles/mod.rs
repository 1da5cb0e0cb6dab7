//! The Obstacles tab: what is in the way as three lanes, by how far it reaches, and all of it as a list.

mod board;
mod commands;
mod page;
#[cfg(test)]
mod tests;

use crate::domain::Kind;
use crate::ui::room::{Look, Tab, View};

/// The tab.
pub const TAB: Tab = Tab::new("Obstacles").views(&[View::Own(Kind::Obstacle, board::make), View::List(Kind::Obstacle)]);

/// How an obstacle looks.
pub const OBSTACLE: Look =
    Look { kind: Kind::Obstacle, row: None, detail: Some(page::lines), commands: commands::TABLE };
