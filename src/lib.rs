//! mentee
pub mod domain;
pub mod store;
pub mod ui;
