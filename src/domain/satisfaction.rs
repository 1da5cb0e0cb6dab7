//! How well my needs are met, each by its weight to me, and which unmet ones belong on an agenda.

use super::figures::real;
use super::kinds::evaluation::Need;

/// A need unmet by so much becomes an agenda line …
pub const UNMET: i64 = 8;
/// … and at most so many of them.
pub const TOP: usize = 3;

/// A need's importance and how well it is met, both 1 to 5; `None` where one is not said.
fn marks(need: &Need) -> Option<(i64, i64)> {
    Some((need.importance?.clamp(1, 5), need.met?.clamp(1, 5)))
}

/// `Σ importance · met / Σ importance`, 1 to 5; `None` where no need has both (after `MEMeQ`, 2015: own needs, weighted).
#[must_use]
pub fn weighted(needs: &[Need]) -> Option<f64> {
    let marks: Vec<_> = needs.iter().filter_map(marks).collect();
    let total: i64 = marks.iter().map(|(importance, _)| importance).sum();
    let sum: i64 = marks.iter().map(|(importance, met)| importance * met).sum();
    (total > 0).then(|| real(sum) / real(total))
}

/// `importance × (5 − met)`, 0 to 20.
#[must_use]
pub fn unmet(need: &Need) -> Option<i64> {
    marks(need).map(|(importance, met)| importance * (5 - met))
}

/// The needs for the next agenda: the three least met that are unmet by at least [`UNMET`], most first, then in their order.
#[must_use]
pub fn for_agenda(needs: &[Need]) -> Vec<(&Need, i64)> {
    let mut wanting: Vec<_> =
        needs.iter().filter_map(|need| Some((need, unmet(need)?))).filter(|(_, unmet)| *unmet >= UNMET).collect();
    wanting.sort_by_key(|(_, unmet)| -unmet);
    wanting.truncate(TOP);
    wanting
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn need(text: &str, importance: i64, met: i64) -> Need {
        Need { text: Some(text.to_owned()), importance: Some(importance), met: Some(met) }
    }

    #[test]
    fn the_demo_needs() {
        let needs = [
            need("Outside view", 5, 4),
            need("Candour about my style", 3, 5),
            need("Introductions", 4, 2),
            need("Path to lead", 5, 3),
            need("Someone to think with", 2, 3),
        ];
        assert!(weighted(&needs).is_some_and(|got| (got - 3.368).abs() < 0.0005));
        let all: Vec<_> = needs.iter().map(|need| unmet(need).expect("marks")).collect();
        assert_eq!(all, [5, 0, 12, 10, 4]);
        let agenda: Vec<_> =
            for_agenda(&needs).iter().map(|(need, n)| (need.text.clone().expect("a text"), *n)).collect();
        assert_eq!(agenda, [("Introductions".to_owned(), 12), ("Path to lead".to_owned(), 10)]);
    }

    #[test]
    fn what_is_not_said_is_left_out() {
        let half = Need { importance: Some(5), ..Need::default() };
        assert_eq!((weighted(&[]), weighted(std::slice::from_ref(&half))), (None, None));
        assert_eq!(weighted(&[half, need("a", 2, 3)]), Some(3.0));
        let four = [need("a", 2, 1), need("b", 5, 1), need("c", 4, 1), need("d", 3, 1)];
        assert_eq!(for_agenda(&four).iter().map(|(_, n)| *n).collect::<Vec<_>>(), [20, 16, 12]);
    }

    proptest! {
        #[test]
        fn bounds_and_monotony(marks in prop::collection::vec((1..=5_i64, 1..=5_i64), 1..9)) {
            let needs: Vec<_> = marks.iter().map(|(importance, met)| need("a", *importance, *met)).collect();
            let here = weighted(&needs).expect("a figure");
            prop_assert!((1.0..=5.0).contains(&here));
            let mut better = needs.clone();
            better[0].met = Some(5);
            prop_assert!(weighted(&better).expect("a figure") >= here);
            prop_assert!(for_agenda(&needs).len() <= TOP);
        }
    }
}
