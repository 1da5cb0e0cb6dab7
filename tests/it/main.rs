//! The integration tests: one binary, a file for each thing that is promised.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test says what it expects by failing loudly"
)]

mod cli_progress;
#[cfg(target_os = "linux")]
mod durability;
mod hostile;
mod house;
mod pictures;
mod pty;
#[path = "../support/pty.rs"]
mod terminal;
#[path = "../support/world.rs"]
mod world;
