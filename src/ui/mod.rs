//! Building blocks that know no screen: keys, the command table, effects, theme, lists, forms, text, pickers, notices.

pub mod effect;
pub mod key;
