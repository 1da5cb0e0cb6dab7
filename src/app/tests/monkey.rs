//! A monkey.
