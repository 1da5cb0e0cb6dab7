//! Few goals at once: a soft limit that asks and is overruled by going on. Refuses nothing.

use super::kinds::goal::{Goal, GoalState};

/// So many active goals are enough (after goal-setting advice for mentees; our choice).
pub const FEW: usize = 5;
/// So many in focus.
pub const FOCUS: usize = 2;

/// What to ask when one more goal becomes active beside so many others; `None` where there is room.
#[must_use]
pub fn asks(active_before: usize) -> Option<String> {
    let nth = active_before.checked_add(1).filter(|nth| *nth > FEW)?;
    Some(format!(
        "this is active goal number {nth}; which one could rest? `mentee goal pause REF` does it, or go on as it is"
    ))
}

/// The same for focus.
#[must_use]
pub fn asks_focus(focused_before: usize) -> Option<String> {
    (focused_before >= FOCUS).then(|| {
        format!(
            "{} goals are in focus; one or two come first best. `mentee goal edit REF --focus no` lets one step back",
            focused_before + 1
        )
    })
}

/// Which to offer to rest: those not in focus first, then those that were looked at least lately; in the order given
/// otherwise.
#[must_use]
pub fn to_rest<T>(goals: &[(T, Goal)]) -> Vec<&T> {
    let mut active: Vec<&(T, Goal)> =
        goals.iter().filter(|(_, goal)| goal.state.unwrap_or(GoalState::Active) == GoalState::Active).collect();
    active.sort_by_key(|(_, goal)| goal.focus == Some(true));
    active.into_iter().map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claim_77_a_sixth_active_goal_asks_which_to_pause() {
        assert_eq!(asks(4), None, "the fifth has room");
        assert!(asks(5).is_some_and(|said| said.contains("number 6") && said.contains("or go on")));
        assert_eq!(asks(usize::MAX), None);
        assert!(asks_focus(1).is_none() && asks_focus(2).is_some());
    }

    #[test]
    fn what_is_in_focus_is_offered_last() {
        let goal = |focus, state| Goal { focus, state, ..Goal::default() };
        let goals = [
            ("first", goal(Some(true), Some(GoalState::Active))),
            ("rests", goal(None, Some(GoalState::Paused))),
            ("second", goal(None, None)),
        ];
        assert_eq!(to_rest(&goals), [&"second", &"first"]);
    }
}
