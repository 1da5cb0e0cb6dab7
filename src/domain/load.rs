//! Whether I have promised more than fits. Asks which three matter; says nothing of what is too much for whom.

use super::Day;
use super::follow_through::{is_mine, is_open};
use super::kinds::action::{Action, Size};

/// More open promises than this are many (after "mentee missteps", JAMA 2017).
pub const MANY: usize = 7;
/// More hours than this before the next meeting are many; our choice.
pub const HOURS: f64 = 6.0;

/// What is on my plate.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Load {
    /// My open promises.
    pub open: usize,
    /// The hours of those due by the next meeting, as far as they have a size.
    pub hours: f64,
}

/// About how many hours a size is.
#[must_use]
pub const fn hours(size: Size) -> f64 {
    match size {
        Size::Minutes => 0.25,
        Size::Hour => 1.0,
        Size::HalfDay => 4.0,
        Size::More => 8.0,
    }
}

/// My open promises on a day, and the hours of those due by the next meeting (all of them where none is planned). A
/// promise without a size or a due day adds no hours: they are not guessed.
#[must_use]
pub fn load<'a>(actions: impl IntoIterator<Item = &'a Action>, next_meeting: Option<Day>, today: Day) -> Load {
    let open: Vec<_> = actions.into_iter().filter(|action| is_mine(action) && is_open(action, today)).collect();
    let before = |action: &&&Action| next_meeting.is_none_or(|next| action.due.is_some_and(|due| due <= next));
    let hours =
        open.iter().filter(before).filter_map(|action| action.size).map(hours).fold(0.0, |sum, size| sum + size);
    Load { open: open.len(), hours }
}

impl Load {
    /// What to ask; `None` where it fits.
    #[must_use]
    pub fn question(self) -> Option<&'static str> {
        (self.open > MANY || self.hours > HOURS).then_some("Which 3 matter?")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kinds::action::ActionState;
    use crate::domain::time::read_day;

    fn day(text: &str) -> Day {
        read_day(text).expect("a day")
    }

    fn action(due: Option<&str>, size: Option<Size>) -> Action {
        Action { due: due.map(day), size, ..Action::default() }
    }

    #[test]
    fn the_demo_fits() {
        let actions = [
            action(Some("2025-09-26"), Some(Size::Hour)),
            action(Some("2025-10-03"), Some(Size::Hour)),
            action(Some("2025-10-06"), Some(Size::Minutes)),
            Action { owner: Some("0195236c-9c49-74da-9568-ed92dbbd4d5c".to_owned()), ..action(None, None) },
            Action { state: Some(ActionState::Done), ..action(None, Some(Size::More)) },
        ];
        let got = load(&actions, Some(day("2025-10-07")), day("2025-09-30"));
        assert_eq!(got, Load { open: 3, hours: 2.25 });
        assert_eq!(got.question(), None);
    }

    #[test]
    fn many_promises_or_hours_ask_a_question() {
        let today = day("2025-09-30");
        let some = |n| vec![action(None, None); n];
        assert_eq!(load(&some(7), None, today).question(), None);
        assert_eq!(load(&some(8), None, today).question(), Some("Which 3 matter?"));
        let long = [action(Some("2025-10-08"), Some(Size::More)), action(None, Some(Size::More))];
        assert_eq!(load(&long, Some(day("2025-10-07")), today).question(), None, "due later, or undated");
        assert!(load(&long, Some(day("2025-10-08")), today).question().is_some());
        assert!(load(&long, None, today).question().is_some());
        assert_eq!(load(&[], None, today), Load::default());
    }
}
