//! Laws of the command tables.
