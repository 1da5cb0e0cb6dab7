//! How many of my active goals are shared work with somebody. A share, not a duty.

use super::Day;
use super::figures::Share;
use super::kinds::goal::{Goal, GoalState};
use super::pace::state_on;

/// Active goals with a mentorship / active goals, on a day.
#[must_use]
pub fn alignment<'a>(goals: impl IntoIterator<Item = &'a Goal>, today: Day) -> Share {
    let active = goals.into_iter().filter(|goal| state_on(goal, today) == GoalState::Active);
    Share::of(active, |goal| !goal.mentorships.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;
    use crate::domain::time::read_day;

    #[test]
    fn only_active_goals_count() {
        let today = read_day("2025-09-30").expect("a day");
        let shared = Goal { mentorships: vec![Id::from_bytes(&[1; 16]).expect("an id")], ..Goal::default() };
        let over = Goal { state: Some(GoalState::Achieved), ..shared.clone() };
        let goals = [shared, over, Goal::default()];
        assert_eq!(alignment(&goals, today), Share { part: 1, whole: 2 });
        assert_eq!(alignment(&[], today).ratio(), None);
    }
}
