//! mentee
pub mod config;
pub mod domain;
pub mod ui;
