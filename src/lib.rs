//! mentee
pub mod domain;
pub mod tui;
pub mod ui;
