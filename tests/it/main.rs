//! The one binary of integration tests: the program from outside, as a person or a script meets it.

#[path = "../support/mod.rs"]
mod support;

mod pty;
