//! Building blocks that know no screen: keys, the command table, effects, theme, lists, forms, text, pickers, notices.

pub mod chart;
pub mod command;
pub mod context;
pub mod editor;
pub mod effect;
pub mod form;
pub mod glyph;
pub mod ink;
pub mod key;
pub mod list;
pub mod notice;
pub mod page;
pub mod paint;
pub mod picker;
pub mod theme;
pub mod words;
