//! Building blocks that know no screen: keys, the command table, effects, theme, lists, forms, text, pickers, notices,
//! and the room that a tab of lists and pages is made with.

pub mod chart;
pub mod command;
pub mod context;
pub mod cursor;
#[cfg(test)]
pub(crate) mod desk;
pub mod editor;
pub mod effect;
pub mod entry;
pub mod form;
pub mod fuzzy;
pub mod glyph;
pub mod guide;
pub mod ink;
pub mod key;
pub mod lines;
pub mod list;
pub mod markdown;
pub mod notice;
pub mod page;
pub mod paint;
pub mod picker;
pub mod room;
pub mod screen;
pub mod theme;
pub mod told;
pub mod words;
