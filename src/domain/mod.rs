//! What a mentorship journal is: values and rules, pure. Reads no clock, file, environment or random number.

pub mod ask;
pub mod capture;
pub mod change;
pub mod dates;
pub mod field;
pub mod id;
pub mod kinds;
pub mod record;
pub mod text;
pub mod time;

pub use change::{Change, ChangeSet, Origin};
pub use field::{Field, Type};
pub use id::Id;
pub use kinds::{Kind, Spec};
pub use record::{Fields, Record, Visibility};
pub use text::Shown;
pub use time::{Day, Instant, Lean, Now, Zone};
