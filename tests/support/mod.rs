//! What integration tests stand on: a clean home and a terminal to look at.

pub mod home;
pub mod pty;
