//! The arithmetic the rules share: quartiles, shares of a whole, exact floats. Knows no kind and no rule of its own.

use serde::{Serialize, Serializer, ser::SerializeStruct};

use super::time::{Day, days_between};

/// Below this many items a share is said as `3 of 4`, not as a percentage.
pub const PERCENT_FROM: usize = 5;

/// A whole number as a float; exact within 32 bits, and their end for any number beyond.
#[must_use]
pub fn real(number: i64) -> f64 {
    f64::from(i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX }))
}

/// The days from one day to another as a float; exact, since a calendar's days fit 32 bits.
#[must_use]
pub fn span(from: Day, to: Day) -> f64 {
    real(days_between(from, to))
}

/// A count as a float; exact up to four thousand million, and that for any count above.
#[must_use]
pub fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The quartile `k` (0 least, 2 median, 4 greatest) of sorted values, by linear interpolation between neighbours:
/// type 7 of Hyndman and Fan (1996). `None` for no values.
#[must_use]
pub fn quartile(sorted: &[f64], k: usize) -> Option<f64> {
    let place = sorted.len().checked_sub(1)? * k.min(4);
    let low = *sorted.get(place / 4)?;
    let high = sorted.get(place / 4 + 1).copied().unwrap_or(low);
    // Equal neighbours are answered without arithmetic, so that infinities stay what they are.
    if low >= high { Some(low) } else { Some(low + float(place % 4) / 4.0 * (high - low)) }
}

/// The median; values that are no number are left out, `None` where none is left.
#[must_use]
pub fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    quartile(&sorted(values), 2)
}

/// The values in order, without those that are no number.
#[must_use]
pub fn sorted(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.into_iter().filter(|value| !value.is_nan()).collect();
    values.sort_by(f64::total_cmp);
    values
}

/// A part of a whole, both counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many of them.
    pub part: usize,
    /// Of how many.
    pub whole: usize,
}

impl Share {
    /// Counts what holds among `items`.
    pub fn of<T>(items: impl IntoIterator<Item = T>, holds: impl Fn(&T) -> bool) -> Self {
        items.into_iter().fold(Self::default(), |share, item| Self {
            part: share.part + usize::from(holds(&item)),
            whole: share.whole + 1,
        })
    }

    /// The part of the whole, 0 to 1; `None` of nothing.
    #[must_use]
    pub fn ratio(self) -> Option<f64> {
        (self.whole > 0).then(|| float(self.part) / float(self.whole))
    }

    /// For people: `11 of 13, 85 %`; without a percentage under [`PERCENT_FROM`] items, where it would say too much.
    #[must_use]
    pub fn text(self) -> String {
        let Self { part, whole } = self;
        match self.ratio() {
            Some(ratio) if whole >= PERCENT_FROM => format!("{part} of {whole}, {:.0} %", ratio * 100.0),
            _ => format!("{part} of {whole}"),
        }
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("Share", 3)?;
        map.serialize_field("part", &self.part)?;
        map.serialize_field("whole", &self.whole)?;
        map.serialize_field("share", &self.ratio())?;
        map.end()
    }
}

/// A value for reading: whole where it is whole, else with one decimal.
#[must_use]
pub fn said(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quartiles_are_of_type_seven() {
        let values = sorted([4.0, 1.0, 3.0, 2.0]);
        let all: Vec<_> = (0..=4).map(|k| quartile(&values, k).expect("a value")).collect();
        assert_eq!(all, [1.0, 1.75, 2.5, 3.25, 4.0]);
        assert_eq!(median([]), None);
        assert_eq!(median([f64::NAN, 7.0]), Some(7.0));
        assert_eq!(median([f64::INFINITY, f64::INFINITY]), Some(f64::INFINITY));
    }

    #[test]
    fn few_items_are_not_said_in_percent() {
        assert_eq!(Share { part: 3, whole: 4 }.text(), "3 of 4");
        assert_eq!(Share { part: 11, whole: 13 }.text(), "11 of 13, 85 %");
        assert_eq!(Share::default().text(), "0 of 0");
        assert_eq!(Share::default().ratio(), None);
        let json = serde_json::to_string(&Share { part: 1, whole: 2 }).expect("json");
        assert_eq!(json, r#"{"part":1,"whole":2,"share":0.5}"#);
    }

    #[test]
    fn a_leap_day_counts() {
        let day = |text| crate::domain::time::read_day(text).expect("a day");
        assert!((span(day("2024-02-28"), day("2024-03-01")) - 2.0).abs() < f64::EPSILON);
        assert!((span(day("2025-02-28"), day("2025-03-01")) - 1.0).abs() < f64::EPSILON);
    }

    proptest! {
        #[test]
        fn quartiles_lie_in_order_within_the_values(values in prop::collection::vec(-1e6..1e6_f64, 1..40)) {
            let values = sorted(values);
            let all: Vec<_> = (0..=4).map(|k| quartile(&values, k).expect("a value")).collect();
            prop_assert!(all.is_sorted());
            prop_assert_eq!(all.first(), values.first());
            prop_assert_eq!(all.last(), values.last());
        }
    }
}
