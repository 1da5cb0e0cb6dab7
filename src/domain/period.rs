//! A month, a quarter, a year, or all there is: what progress is looked at over. Knows calendars, not fiscal years.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::field::Problem;
use super::{Day, Now};

/// A stretch of whole months, or all time. Both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Everything.
    All,
    /// So many months (1, 3 or 12) from the first of one.
    Months {
        /// The first day.
        from: Day,
        /// How many months.
        months: u32,
    },
}

impl Period {
    /// The quarter of the year that holds a day.
    #[must_use]
    pub fn quarter_of(day: Day) -> Self {
        Self::starting(day.year(), day.month0() / 3 * 3 + 1, 3).unwrap_or(Self::All)
    }

    /// The one of the same length just after; `None` after all time.
    #[must_use]
    pub fn after(self) -> Option<Self> {
        match self {
            Self::All => None,
            Self::Months { from, months } => {
                Some(Self::Months { from: from.checked_add_months(Months::new(months))?, months })
            }
        }
    }

    /// The next length: a month becomes its quarter, that its year, that all time, and all time the month of `day`.
    /// What holds `day` still holds it.
    #[must_use]
    pub fn turned(self, day: Day) -> Self {
        let within = self.from().filter(|_| !self.days_to(Day::MAX).contains(&day)).unwrap_or(day);
        let (year, month) = (within.year(), within.month0());
        let turned = match self {
            Self::All => Self::starting(day.year(), day.month(), 1),
            Self::Months { months: 1, .. } => Self::starting(year, month / 3 * 3 + 1, 3),
            Self::Months { months: 3, .. } => Self::starting(year, 1, 12),
            Self::Months { .. } => None,
        };
        turned.unwrap_or(Self::All)
    }

    /// As `--period` takes it: `2026-Q3`, `2026-11`, `2026`, `all`.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::Months { from, months: 12 } => from.format("%Y").to_string(),
            Self::Months { from, months: 1 } => from.format("%Y-%m").to_string(),
            Self::Months { from, .. } => format!("{}-Q{}", from.format("%Y"), from.month0() / 3 + 1),
        }
    }

    /// Reads `2026-Q3`, `2026-11`, `2026` or `all`.
    ///
    /// # Errors
    /// Where it is none of them.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let wrong = || Problem {
            field: "period".to_owned(),
            got: text.to_owned(),
            expected: "a quarter such as 2026-Q3, a month such as 2026-11, a year such as 2026, or all".to_owned(),
        };
        let lower = text.trim().to_ascii_lowercase();
        if lower == "all" {
            return Ok(Self::All);
        }
        let (year, part) = lower.split_once('-').unwrap_or((&lower, ""));
        let digits = |text: &str, count: usize| {
            let whole = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
            whole.then(|| text.parse::<u32>().ok()).flatten()
        };
        let year = digits(year, 4).and_then(|year| i32::try_from(year).ok()).ok_or_else(wrong)?;
        let found = match part.strip_prefix('q') {
            _ if !lower.contains('-') => Self::starting(year, 1, 12),
            Some(quarter) => digits(quarter, 1)
                .filter(|quarter| (1..=4).contains(quarter))
                .and_then(|quarter| Self::starting(year, quarter * 3 - 2, 3)),
            None => digits(part, 2).and_then(|month| Self::starting(year, month, 1)),
        };
        found.ok_or_else(wrong)
    }

    fn starting(year: i32, month: u32, months: u32) -> Option<Self> {
        Some(Self::Months { from: NaiveDate::from_ymd_opt(year, month, 1)?, months })
    }

    /// The first day; `None` of all time.
    #[must_use]
    pub fn from(self) -> Option<Day> {
        match self {
            Self::All => None,
            Self::Months { from, .. } => Some(from),
        }
    }

    /// The last day; `None` of all time.
    #[must_use]
    pub fn to(self) -> Option<Day> {
        match self {
            Self::All => None,
            Self::Months { from, months } => {
                from.checked_add_months(Months::new(months))?.checked_sub_days(Days::new(1))
            }
        }
    }

    /// The one of the same length just before; `None` before all time.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        match self {
            Self::All => None,
            Self::Months { from, months } => {
                Some(Self::Months { from: from.checked_sub_months(Months::new(months))?, months })
            }
        }
    }

    /// The moment its figures are of: its last, or now where that comes first.
    #[must_use]
    pub fn as_of(self, now: &Now) -> Now {
        let after = self.to().and_then(|to| to.checked_add_days(Days::new(1)));
        let end = after.map(|after| now.start_of(after) - chrono::Duration::milliseconds(1));
        now.at(end.map_or(now.at, |end| end.min(now.at)))
    }

    /// Its days up to a day, as bounds for comparing.
    #[must_use]
    pub fn days_to(self, last: Day) -> std::ops::RangeInclusive<Day> {
        self.from().unwrap_or(Day::MIN)..=self.to().unwrap_or(Day::MAX).min(last)
    }

    /// For people: `July – September 2025`, `November 2026`, `2026`, `All time`.
    #[must_use]
    pub fn text(self) -> String {
        let (Some(from), Some(to)) = (self.from(), self.to()) else { return "All time".to_owned() };
        match self {
            Self::Months { months: 12, .. } => from.format("%Y").to_string(),
            Self::Months { months: 1, .. } => from.format("%B %Y").to_string(),
            _ => format!("{} – {}", from.format("%B"), to.format("%B %Y")),
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("Period", 2)?;
        map.serialize_field("from", &self.from())?;
        map.serialize_field("to", &self.to())?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{Zone, read_day, read_instant};

    fn read(text: &str) -> Period {
        Period::read(text).expect("a period")
    }

    #[test]
    fn each_form_has_its_days() {
        for (text, from, to, before, said) in [
            ("2026-Q3", "2026-07-01", "2026-09-30", "2026-04-01", "July – September 2026"),
            ("2026-q1", "2026-01-01", "2026-03-31", "2025-10-01", "January – March 2026"),
            ("2024-02", "2024-02-01", "2024-02-29", "2024-01-01", "February 2024"),
            (" 2026 ", "2026-01-01", "2026-12-31", "2025-01-01", "2026"),
        ] {
            let period = read(text);
            assert_eq!((period.from(), period.to()), (read_day(from), read_day(to)), "{text}");
            assert_eq!(period.before().and_then(Period::from), read_day(before), "{text}");
            assert_eq!(period.text(), said);
        }
        assert_eq!((read("ALL").from(), read("all").before()), (None, None));
        assert_eq!(Period::quarter_of(read_day("2026-11-22").expect("a day")), read("2026-Q4"));
    }

    #[test]
    fn lengths_go_round_and_keep_the_day() {
        let day = read_day("2026-08-14").expect("a day");
        let mut period = read("2026-08");
        let mut names = Vec::new();
        for _ in 0..4 {
            period = period.turned(day);
            names.push(period.name());
        }
        assert_eq!(names, ["2026-Q3", "2026", "all", "2026-08"]);
        assert_eq!(read("2025-02").turned(day).name(), "2025-Q1", "another month stays in its own year");
        for name in ["2026-Q3", "2026-11", "2026", "all"] {
            assert_eq!(read(name).name(), name);
            assert_eq!(read(name).after().and_then(Period::before).unwrap_or(Period::All), read(name));
        }
    }

    #[test]
    fn what_is_no_period_is_named() {
        for text in
            ["", "2026-Q5", "2026-Q0", "2026-13", "2026-1", "2026-", "26", "Q3", "2026-Q3-1", "2026-qq", "-2026"]
        {
            let problem = Period::read(text).expect_err("no period").to_string();
            assert!(problem.contains("2026-Q3"), "{text}: {problem}");
        }
    }

    #[test]
    fn figures_are_of_its_end_or_of_now() {
        let now =
            Now::new(read_instant("2026-11-22T09:00:00Z").expect("an instant"), Zone::new(&chrono_tz::Asia::Tokyo));
        assert_eq!(read("2026-Q4").as_of(&now).at, now.at);
        assert_eq!(read("all").as_of(&now).at, now.at);
        let third = read("2026-Q3").as_of(&now);
        assert_eq!(third.today().to_string(), "2026-09-30");
        assert_eq!(Some(third.at), read_instant("2026-09-30T14:59:59.999Z"));
        let days = read("2026-Q4").days_to(now.today());
        assert_eq!((days.start().to_string(), days.end().to_string()), ("2026-10-01".into(), "2026-11-22".into()));
    }
}
