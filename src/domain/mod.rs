//! What a mentorship journal is: values and rules, pure. Reads no clock, file, environment or random number.

pub mod ask;
pub mod capture;
pub mod change;
pub mod dates;
pub mod development;
pub mod field;
pub mod figures;
pub mod follow_through;
pub mod freshness;
pub mod id;
pub mod kinds;
pub mod load;
pub mod match_score;
pub mod needs;
pub mod pace;
pub mod pulse;
pub mod rating_gap;
pub mod reading;
pub mod reciprocity;
pub mod record;
pub mod rhythm;
pub mod satisfaction;
pub mod smart;
pub mod spread;
pub mod state;
pub mod text;
pub mod time;
pub mod transfer;
pub mod trend;

pub use change::{Change, ChangeSet, Origin};
pub use field::{Field, Type};
pub use id::Id;
pub use kinds::{Kind, Spec};
pub use record::{Fields, Record, Visibility};
pub use text::Shown;
pub use time::{Day, Instant, Lean, Now, Zone};
