//! A line through points that one odd value does not move (Theil–Sen), and where it gets to. No least squares here.

use super::figures::{quartile, sorted};

/// A line, `y = slope · x + offset`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// How much `y` grows for one `x`.
    pub slope: f64,
    /// `y` at `x = 0`.
    pub offset: f64,
}

impl Line {
    /// The `x` at which the line comes up to `level`; `None` where it does not rise.
    #[must_use]
    pub fn reaches(self, level: f64) -> Option<f64> {
        (self.slope > 0.0).then(|| (level - self.offset) / self.slope).filter(|x| x.is_finite())
    }
}

/// The line, and the two that bound it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// Through the median of the slopes.
    pub middle: Line,
    /// Through their upper quartile.
    pub steep: Line,
    /// Through their lower quartile.
    pub flat: Line,
}

/// The Theil–Sen line: the slope `m` is the median of the slopes between every two points whose `x` differ, the offset
/// `k` the median of `y − m·x` (Theil 1950, Sen 1968). The bounds take the quartiles of the slopes (type 7) instead of
/// the median, each with an offset of its own. Least squares would let one odd week move the line.
///
/// `None` where no two points differ in `x`. The work grows with the square of the points; callers bound them.
#[must_use]
pub fn theil_sen(points: &[(f64, f64)]) -> Option<Trend> {
    let mut slopes = Vec::with_capacity(points.len().saturating_mul(points.len()) / 2);
    for (at, (x, y)) in points.iter().enumerate() {
        let later = points.iter().skip(at + 1).filter(|(other, _)| (other - x).abs() > 0.0);
        slopes.extend(later.map(|(later_x, later_y)| (later_y - y) / (later_x - x)));
    }
    let slopes = sorted(slopes);
    let line = |k| {
        let slope = quartile(&slopes, k)?;
        let offset = quartile(&sorted(points.iter().map(|(x, y)| y - slope * x)), 2)?;
        Some(Line { slope, offset })
    };
    Some(Trend { middle: line(2)?, steep: line(3)?, flat: line(1)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_odd_week_does_not_move_it() {
        let points = [(0.0, 0.0), (10.0, 0.1), (20.0, 0.2), (30.0, 0.9), (40.0, 0.4)];
        let trend = theil_sen(&points).expect("a trend");
        assert!((trend.middle.slope - 0.01).abs() < 1e-12 && trend.middle.offset.abs() < 1e-12);
        assert!((trend.middle.reaches(1.0).expect("a day") - 100.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_to_draw_a_line_through() {
        assert_eq!(theil_sen(&[]), None);
        assert_eq!(theil_sen(&[(1.0, 2.0)]), None);
        assert_eq!(theil_sen(&[(1.0, 2.0), (1.0, 3.0)]), None, "equal x have no slope");
        assert_eq!(Line { slope: 0.0, offset: 0.2 }.reaches(1.0), None);
        assert_eq!(Line { slope: -1.0, offset: 0.2 }.reaches(1.0), None);
    }

    fn points() -> impl Strategy<Value = Vec<(f64, f64)>> {
        prop::collection::vec((0..400_i32, 0.0..1.0_f64), 2..30)
            .prop_map(|all| all.into_iter().map(|(x, y)| (f64::from(x), y)).collect())
    }

    proptest! {
        #[test]
        fn order_does_not_matter(points in points(), turn in any::<prop::sample::Index>()) {
            let mut turned = points.clone();
            turned.rotate_left(turn.index(points.len()));
            turned.reverse();
            prop_assert_eq!(theil_sen(&points), theil_sen(&turned));
        }

        #[test]
        fn a_straight_line_is_found(slope in -2.0..2.0_f64, offset in -5.0..5.0_f64, xs in prop::collection::btree_set(0..400_i32, 2..20)) {
            let points: Vec<_> = xs.iter().map(|x| (f64::from(*x), slope * f64::from(*x) + offset)).collect();
            let trend = theil_sen(&points).expect("a trend");
            for line in [trend.middle, trend.steep, trend.flat] {
                prop_assert!((line.slope - slope).abs() < 1e-6 && (line.offset - offset).abs() < 1e-6);
            }
        }

        #[test]
        fn the_bounds_lie_about_the_middle(points in points()) {
            if let Some(trend) = theil_sen(&points) {
                prop_assert!(trend.flat.slope <= trend.middle.slope && trend.middle.slope <= trend.steep.slope);
            }
        }
    }
}
