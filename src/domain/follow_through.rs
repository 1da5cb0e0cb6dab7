//! Promises kept: how many of those due in a period were done in time, mine and others' apart. Never ranks one against the other.

use std::ops::RangeInclusive;

use chrono::Duration;
use serde::Serialize;

use super::Day;
use super::figures::{Share, median};
use super::kinds::action::{Action, ActionState};
use super::time::days_between;

/// A promise done up to so many days after its due day was kept.
pub const GRACE_DAYS: i64 = 2;
/// The period looked at where none is named, in days.
pub const WINDOW_DAYS: i64 = 90;
/// Carried over so many meetings, a promise wants to be shrunk, scheduled or dropped.
pub const CARRIED_OFTEN: usize = 2;

/// Promises kept of those due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FollowThrough {
    /// Done by the due day and [`GRACE_DAYS`].
    pub kept: usize,
    /// Due in the period; those let go with a reason are left out.
    pub due: usize,
}

impl FollowThrough {
    /// As a share, which knows how to say itself.
    #[must_use]
    pub fn share(self) -> Share {
        Share { part: self.kept, whole: self.due }
    }
}

/// Both sides' promises, apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Promises {
    /// Mine.
    pub mine: FollowThrough,
    /// What others promised me.
    pub theirs: FollowThrough,
}

/// Whether a promise is mine; one without an owner is.
#[must_use]
pub fn is_mine(action: &Action) -> bool {
    action.owner.as_deref().is_none_or(|owner| owner == "me")
}

/// The last `days` days up to `today`, and today.
#[must_use]
pub fn last_days(today: Day, days: i64) -> RangeInclusive<Day> {
    let back = Duration::try_days(days).and_then(|days| today.checked_sub_signed(days));
    back.unwrap_or(Day::MIN)..=today
}

/// The state a promise was in on a day: an end that came later had not come.
#[must_use]
pub fn state_on(action: &Action, day: Day) -> ActionState {
    let state = action.state.unwrap_or(ActionState::Open);
    let since = if state == ActionState::Done { action.done.or(action.state_since) } else { action.state_since };
    if since.is_some_and(|since| since > day) { ActionState::Open } else { state }
}

/// Whether a promise is still to be done on a day.
#[must_use]
pub fn is_open(action: &Action, day: Day) -> bool {
    matches!(state_on(action, day), ActionState::Open | ActionState::Doing)
}

/// F = kept / (due in the period − let go with a reason), where kept means done by the due day + 2. What is due after
/// `today` is not due yet. Dropped and handed over without a reason stay among those due; a promise done on a day nobody
/// wrote down is taken to be kept.
#[must_use]
pub fn promises<'a>(
    actions: impl IntoIterator<Item = &'a Action>,
    period: &RangeInclusive<Day>,
    today: Day,
) -> Promises {
    let mut promises = Promises::default();
    for action in actions {
        let Some(due) = action.due.filter(|due| period.contains(due) && *due <= today) else { continue };
        let state = state_on(action, today);
        let let_go = matches!(state, ActionState::Dropped | ActionState::HandedOver);
        if let_go && action.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty()) {
            continue;
        }
        let in_time = |done: Day| days_between(due, done) <= GRACE_DAYS;
        let kept = state == ActionState::Done && action.done.or(action.state_since).is_none_or(in_time);
        let side = if is_mine(action) { &mut promises.mine } else { &mut promises.theirs };
        side.due += 1;
        side.kept += usize::from(kept);
    }
    promises
}

/// How many meetings a promise has outlived: those held after the day it was made, while it was open. Done on the day of
/// a meeting, it was not carried over that one.
#[must_use]
pub fn carries(action: &Action, promised: Day, held: &[Day], today: Day) -> usize {
    let open_on = |day: Day| is_open(action, day);
    held.iter().filter(|day| promised < **day && **day <= today && open_on(**day)).count()
}

/// The median of the days from promising to doing; pairs come in any order, `None` for none.
#[must_use]
pub fn median_days(spans: impl IntoIterator<Item = (Day, Day)>) -> Option<f64> {
    median(spans.into_iter().map(|(from, to)| super::figures::span(from, to).max(0.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        read_day(text).expect("a day")
    }

    const RUBEN: &str = "0195236c-9c49-74da-9568-ed92dbbd4d5c";
    const ODILE: &str = "019464bb-8bb2-71f6-8916-b6da20b73d62";

    /// The promises of the demo journal: whose, due, done.
    const DEMO: [(&str, &str, Option<&str>); 31] = [
        ("me", "2025-01-24", Some("2025-01-23")),
        ("me", "2025-02-07", Some("2025-02-06")),
        (RUBEN, "2025-02-28", Some("2025-02-27")),
        ("me", "2025-03-07", Some("2025-03-07")),
        ("me", "2025-03-07", Some("2025-03-05")),
        ("me", "2025-03-31", Some("2025-04-22")),
        ("me", "2025-04-04", Some("2025-04-02")),
        ("me", "2025-04-25", Some("2025-05-20")),
        ("me", "2025-05-02", Some("2025-05-05")),
        ("me", "2025-05-09", Some("2025-05-08")),
        ("me", "2025-05-30", Some("2025-05-26")),
        ("me", "2025-06-13", Some("2025-06-12")),
        (ODILE, "2025-06-20", Some("2025-06-24")),
        ("me", "2025-06-27", Some("2025-06-27")),
        ("me", "2025-07-04", Some("2025-07-01")),
        ("me", "2025-07-11", Some("2025-07-09")),
        ("me", "2025-07-11", Some("2025-07-11")),
        ("me", "2025-07-18", Some("2025-07-17")),
        ("me", "2025-07-25", Some("2025-07-24")),
        ("me", "2025-08-01", Some("2025-07-28")),
        ("me", "2025-08-08", Some("2025-08-06")),
        ("me", "2025-08-29", Some("2025-08-28")),
        ("me", "2025-08-29", Some("2025-08-27")),
        ("me", "2025-09-05", Some("2025-09-05")),
        ("me", "2025-09-12", None),
        ("me", "2025-09-12", Some("2025-09-11")),
        ("me", "2025-09-19", Some("2025-09-26")),
        ("me", "2025-09-26", None),
        ("me", "2025-10-03", None),
        ("me", "2025-10-06", None),
        (RUBEN, "2025-10-10", None),
    ];

    fn demo() -> Vec<Action> {
        let action = |(at, (owner, due, done)): (usize, &(&str, &str, Option<&str>))| Action {
            owner: Some((*owner).to_owned()),
            due: Some(day(due)),
            done: done.map(day),
            state: Some(match (at, done) {
                (24, _) => ActionState::Dropped,
                (_, Some(_)) => ActionState::Done,
                _ => ActionState::Open,
            }),
            state_since: (at == 24).then(|| day("2025-09-08")),
            reason: (at == 24).then(|| "steering group asked for a pilot instead".to_owned()),
            ..Action::default()
        };
        DEMO.iter().enumerate().map(action).collect()
    }

    #[test]
    fn the_demo_promises() {
        let (actions, today) = (demo(), day("2025-09-30"));
        let of = |period: RangeInclusive<Day>| promises(&actions, &period, today);
        let ninety = of(last_days(today, WINDOW_DAYS));
        assert_eq!(ninety.mine, FollowThrough { kept: 11, due: 13 });
        assert_eq!(ninety.mine.share().text(), "11 of 13, 85 %");
        assert_eq!(of(day("2025-07-01")..=day("2025-09-30")).mine, FollowThrough { kept: 11, due: 13 });
        let second = of(day("2025-04-01")..=day("2025-06-30"));
        assert_eq!(
            (second.mine, second.theirs),
            (FollowThrough { kept: 5, due: 7 }, FollowThrough { kept: 0, due: 1 })
        );
        let first = of(day("2025-01-01")..=day("2025-03-31"));
        assert_eq!((first.mine, first.theirs), (FollowThrough { kept: 4, due: 5 }, FollowThrough { kept: 1, due: 1 }));
        assert_eq!(of(day("2025-10-01")..=day("2025-12-31")), Promises::default(), "not due yet");
        let open = actions.iter().filter(|action| is_mine(action) && is_open(action, today)).count();
        assert_eq!(open, 3);
    }

    #[test]
    fn letting_go_with_a_reason_leaves_it_out() {
        let today = day("2025-09-30");
        let base = Action { due: Some(day("2025-09-20")), ..Action::default() };
        let of = |action: Action| promises([&action], &last_days(today, 90), today).mine;
        let state = |state, reason: Option<&str>| Action {
            state: Some(state),
            reason: reason.map(str::to_owned),
            ..base.clone()
        };
        assert_eq!(of(state(ActionState::Dropped, Some("no longer asked for"))).due, 0);
        assert_eq!(of(state(ActionState::HandedOver, Some("Carla takes it"))).due, 0);
        assert_eq!(of(state(ActionState::Dropped, Some("  "))), FollowThrough { kept: 0, due: 1 });
        assert_eq!(of(state(ActionState::Done, None)), FollowThrough { kept: 1, due: 1 });
        assert_eq!(of(Action { due: None, ..base.clone() }), FollowThrough::default());
    }

    #[test]
    fn two_days_of_grace() {
        let today = day("2024-04-01");
        let done = |text| Action {
            due: Some(day("2024-02-28")),
            done: Some(day(text)),
            state: Some(ActionState::Done),
            ..Action::default()
        };
        let kept = |text| promises([&done(text)], &last_days(today, 90), today).mine.kept;
        assert_eq!(["2024-02-27", "2024-02-29", "2024-03-01", "2024-03-02"].map(kept), [1, 1, 1, 0]);
        let early = promises([&done("2024-03-01")], &last_days(day("2024-02-29"), 90), day("2024-02-29"));
        assert_eq!(early.mine, FollowThrough { kept: 0, due: 1 }, "on the 29th it was not done yet");
    }

    #[test]
    fn a_promise_is_carried_over_meetings_it_outlives() {
        let action = |done: Option<&str>| Action {
            done: done.map(day),
            state: Some(if done.is_some() { ActionState::Done } else { ActionState::Open }),
            ..Action::default()
        };
        let held = ["2025-04-08", "2025-05-06", "2025-06-03", "2025-07-08"].map(day);
        let of = |done| carries(&action(done), day("2025-04-08"), &held, day("2025-06-30"));
        assert_eq!([Some("2025-05-05"), Some("2025-05-06"), Some("2025-05-20"), None].map(of), [0, 0, 1, 2]);
        assert_eq!(carries(&action(None), day("2025-04-08"), &[], day("2025-06-30")), 0);
    }

    #[test]
    fn days_to_done_have_a_median() {
        let spans = [("2024-02-28", "2024-03-01"), ("2025-01-01", "2025-01-11"), ("2025-01-02", "2025-01-01")];
        assert_eq!(median_days(spans.map(|(from, to)| (day(from), day(to)))), Some(2.0));
        assert_eq!(median_days([]), None);
    }

    proptest! {
        #[test]
        fn kept_is_part_of_due_in_any_order(rows in prop::collection::vec((0..400_i64, prop::option::of(0..400_i64)), 0..30)) {
            let start = day("2024-01-01");
            let mut actions: Vec<_> = rows
                .iter()
                .map(|(due, done)| Action {
                    due: Some(start + Duration::days(*due)),
                    done: done.map(|done| start + Duration::days(done)),
                    state: Some(if done.is_some() { ActionState::Done } else { ActionState::Open }),
                    ..Action::default()
                })
                .collect();
            let today = day("2025-02-28");
            let got = promises(&actions, &last_days(today, 365), today);
            prop_assert!(got.mine.kept <= got.mine.due && got.theirs == FollowThrough::default());
            actions.reverse();
            prop_assert_eq!(got, promises(&actions, &last_days(today, 365), today));
            for action in &mut actions {
                (action.done, action.state) = (action.due, Some(ActionState::Done));
            }
            let all = promises(&actions, &last_days(today, 365), today);
            prop_assert_eq!(all.mine.kept, all.mine.due);
        }
    }
}
