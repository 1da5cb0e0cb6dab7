//! A mentorship journal for the terminal: screens and a command line on one SQLite file.
//!
#![doc = include_str!("ARCHITECTURE.md")]

pub mod app;
pub mod cli;
pub mod config;
pub mod domain;
pub mod exchange;
pub mod report;
pub mod screens;
pub mod store;
pub mod tui;
pub mod ui;
