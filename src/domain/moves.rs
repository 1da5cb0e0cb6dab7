//! How often the date or the target of a goal moved, from its history: kept and shown, not held against anyone.

use serde::Serialize;

use super::Day;
use super::time::days_between;

/// One change of a goal's date or target.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Move {
    /// The day of the change.
    pub on: Day,
    /// `due` or `target`.
    pub field: &'static str,
    /// Before, as stored.
    pub from: String,
    /// After, as stored.
    pub to: String,
}

/// `moved once, +11 d`, `moved twice, −4 d`; `None` where the date never moved. A first date is no move, and one that is
/// taken away counts for no days.
#[must_use]
pub fn dates_text(moves: &[Move]) -> Option<String> {
    let dated: Vec<&Move> = moves.iter().filter(|change| change.field == "due" && !change.from.is_empty()).collect();
    let day = |text: &str| super::time::read_day(text);
    let days: i64 = dated.iter().filter_map(|change| Some(days_between(day(&change.from)?, day(&change.to)?))).sum();
    let sign = if days < 0 { "−" } else { "+" };
    times(dated.len()).map(|times| format!("moved {times}, {sign}{} d", days.unsigned_abs()))
}

/// `target changed once: 8 → 6`, from the first to the last; `None` where it never changed.
#[must_use]
pub fn target_text(moves: &[Move]) -> Option<String> {
    let changed: Vec<&Move> =
        moves.iter().filter(|change| change.field == "target" && !change.from.is_empty()).collect();
    let (first, last) = (changed.first()?, changed.last()?);
    let to = if last.to.is_empty() { "none" } else { &last.to };
    times(changed.len()).map(|times| format!("target changed {times}: {} → {to}", first.from))
}

fn times(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("once".to_owned()),
        2 => Some("twice".to_owned()),
        n => Some(format!("{n} times")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;
    use proptest::prelude::*;

    fn change(field: &'static str, from: &str, to: &str) -> Move {
        Move { on: read_day("2025-06-20").expect("a day"), field, from: from.to_owned(), to: to.to_owned() }
    }

    #[test]
    fn a_date_change_is_kept_and_shown() {
        let once = [change("due", "2025-06-30", "2025-07-11")];
        assert_eq!(dates_text(&once).as_deref(), Some("moved once, +11 d"));
        let back = [change("due", "2025-06-30", "2025-07-11"), change("due", "2025-07-11", "2025-06-26")];
        assert_eq!(dates_text(&back).as_deref(), Some("moved twice, −4 d"));
        assert_eq!(dates_text(&[change("due", "", "2025-07-11")]), None, "a first date is no move");
        assert_eq!(dates_text(&[change("due", "2025-07-11", "")]).as_deref(), Some("moved once, +0 d"));
        assert_eq!(dates_text(&[]), None);
    }

    #[test]
    fn a_target_change_is_kept_and_shown() {
        let changes =
            [change("target", "8", "6"), change("due", "2025-06-30", "2025-07-11"), change("target", "6", "5")];
        assert_eq!(target_text(&changes).as_deref(), Some("target changed twice: 8 → 5"));
        assert_eq!(target_text(&changes[1..2]), None);
    }

    proptest! {
        #[test]
        fn days_add_up_over_leap_days(steps in prop::collection::vec(-400..400_i64, 1..8)) {
            let mut day = read_day("2024-02-29").expect("a day");
            let mut moves = Vec::new();
            for step in &steps {
                let next = day + chrono::Duration::days(*step);
                moves.push(change("due", &day.to_string(), &next.to_string()));
                day = next;
            }
            let sum: i64 = steps.iter().sum();
            let said = dates_text(&moves).expect("a text");
            prop_assert!(said.ends_with(&format!("{} d", sum.abs())), "{}", said);
        }
    }
}
