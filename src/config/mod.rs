//! The world and the settings: what the surroundings say, what `config.toml` says, and what both mean. Writes nothing
//! but a setting that was changed.

mod change;
pub mod content;
pub mod error;
pub mod paths;
mod raw;
pub mod settings;
pub mod values;
pub mod world;

pub use content::content;
pub use error::Error;
pub use paths::Paths;
pub use settings::{Flags, Row, Settings, Source};
pub use values::{Color, Dates, Glyphs, Role, Theme};
pub use world::{World, random};
