//! mentee
pub mod domain;
