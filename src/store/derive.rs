//! What follows from a record and all that hangs on it: pace and SMART marks of a goal, freshness of a person.

use serde_json::Value;

use super::{Reader, Result};
use crate::domain::{Fields, Kind, Now, Record};

/// Derived values: as JSON beside the record's fields, and as lines for people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Derived {
    /// By the names of the interface.
    pub json: Fields,
    /// Label and value.
    pub lines: Vec<(String, String)>,
}

impl Reader<'_> {
    /// What is derived from one record, as of now.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn derived(&self, record: &Record, now: &Now) -> Result<Derived> {
        match record.kind {
            Kind::Person => self.person_derived(record, now),
            _ => Ok(Derived::default()),
        }
    }

    fn person_derived(&self, record: &Record, now: &Now) -> Result<Derived> {
        let mut derived = Derived::default();
        let last = self.last_touch(record.id, now)?;
        derived.json.insert("last_touch".to_owned(), last.map_or(Value::Null, |day| Value::from(day.to_string())));
        Ok(derived)
    }
}
