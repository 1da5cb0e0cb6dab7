//! mentee
pub mod cli;
pub mod config;
pub mod domain;
pub mod report;
pub mod store;
pub mod ui;
