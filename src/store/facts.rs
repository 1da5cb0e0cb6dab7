//! What a row of a list says beyond its record: how far a goal has come.

use super::{Reader, Result};
use crate::domain::ask::{Facts, Row};
use crate::domain::kinds::goal::Goal;
use crate::domain::{Kind, Now};

impl Reader<'_> {
    /// What is worked out for one row of a list. Asked for the rows of one window only.
    pub(super) fn facts(&self, row: &Row, now: &Now) -> Result<Facts> {
        match row.kind {
            Kind::Goal => {
                let goals = self.those::<Goal>("n = ?1", [row.key.n])?;
                let goal = goals.first().map(|goal| self.goal_now(goal, now)).transpose()?;
                Ok(goal.map_or(Facts::None, |goal| Facts::Goal(goal.row)))
            }
            _ => Ok(Facts::None),
        }
    }
}
