//! mentee
pub mod domain;
pub mod ui;
pub mod tui;
