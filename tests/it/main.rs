//! The integration tests: one binary, a file for each thing that is promised.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test says what it expects by failing loudly"
)]

mod capture;
mod cli_across;
mod cli_brief;
mod cli_help;
mod cli_output;
mod cli_progress;
mod cli_reflect;
mod golden;
mod house;
mod pictures;
mod pty;
mod records;
#[path = "../support/pty.rs"]
mod terminal;
#[path = "../support/world.rs"]
mod world;
