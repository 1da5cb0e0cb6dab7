//! mentee
pub mod app;
pub mod domain;
pub mod screens;
pub mod ui;
