//! What just happened, said at the right end of the hint line for a few seconds.

use chrono::Duration;

use crate::domain::{Instant, Now, Shown};

use super::theme::Role;

/// How long good news stays.
const SHORT: i64 = 6;

/// How long bad news stays.
const LONG: i64 = 20;

/// A line about what just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What is said.
    pub text: Shown,
    /// How.
    pub role: Role,
    until: Instant,
}

impl Notice {
    /// It is done.
    #[must_use]
    pub fn done(text: &str, now: &Now) -> Self {
        Self::made(text, Role::Good, SHORT, now)
    }

    /// Something to know.
    #[must_use]
    pub fn hint(text: &str, now: &Now) -> Self {
        Self::made(text, Role::Dim, SHORT, now)
    }

    /// It could not be done.
    #[must_use]
    pub fn failed(text: &str, now: &Now) -> Self {
        Self::made(text, Role::Late, LONG, now)
    }

    fn made(text: &str, role: Role, seconds: i64, now: &Now) -> Self {
        let until = now.at.checked_add_signed(Duration::seconds(seconds)).unwrap_or(now.at);
        Self { text: Shown::line(text), role, until }
    }

    /// Whether it is still to be seen; a clock that goes back ends it.
    #[must_use]
    pub fn is_live(&self, now: &Now) -> bool {
        let left = self.until.signed_duration_since(now.at).num_seconds();
        (1..=LONG).contains(&left) || (left == 0 && now.at < self.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Zone;
    use crate::domain::time::read_instant;

    #[test]
    fn a_notice_ends_after_a_few_seconds() {
        let now = Now::new(read_instant("2026-11-22T09:00:00Z").expect("an instant"), Zone::UTC);
        let notice = Notice::done("Saved", &now);
        let after = |seconds| now.at(now.at + Duration::seconds(seconds));
        assert!(notice.is_live(&now) && notice.is_live(&after(5)));
        assert!(!notice.is_live(&after(6)) && !notice.is_live(&after(3600)) && !notice.is_live(&after(-3600)));
    }
}
