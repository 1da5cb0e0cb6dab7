//! Charts as descriptions: what is shown, not how it looks. The screen draws them in cells and a page in SVG, both from
//! the same values, and each can be said in words. Knows no colour and no glyph.

use super::Day;
use super::figures::{float, median};

/// What a piece of text or a chart means; a theme or a style sheet says how that looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// To be read.
    #[default]
    Text,
    /// Beside what matters.
    Dim,
    /// What matters now.
    Strong,
    /// The one accent.
    Accent,
    /// Well: achieved, kept, on course.
    Good,
    /// Soon, slipping.
    Soon,
    /// Late.
    Late,
    /// Private.
    Private,
}

impl Tone {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Text, Self::Dim, Self::Strong, Self::Accent, Self::Good, Self::Soon, Self::Late, Self::Private];

    /// Its name, as style sheets call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Dim => "dim",
            Self::Strong => "strong",
            Self::Accent => "accent",
            Self::Good => "good",
            Self::Soon => "soon",
            Self::Late => "late",
            Self::Private => "private",
        }
    }
}

/// A chart that stands on lines of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    /// Names and how many of each.
    Bars(Vec<Bar>),
    /// A level over time.
    Steps(Steps),
    /// The days of some weeks, and how much was on each.
    Calendar(Calendar),
    /// The months of some years, and how much was in each.
    Years(Years),
    /// Lines over time: where something stood, was to stand, may stand.
    Lines(Lines),
}

/// A name, how many of it, and its part of the longest.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What is counted.
    pub name: String,
    /// How many.
    pub count: usize,
    /// What it means.
    pub tone: Tone,
}

/// A level over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Steps {
    /// Days and levels, oldest first.
    pub points: Vec<(Day, f64)>,
    /// The lowest level there can be.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// What the levels are of, for the sentence.
    pub name: String,
}

/// The days of some weeks.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// The first day of the first week.
    pub first: Day,
    /// How many weeks.
    pub weeks: usize,
    /// Days with how much was on each, in order.
    pub days: Vec<(Day, u32)>,
    /// From here on the days count; those before are shown beside them.
    pub from: Day,
    /// The last day that has been.
    pub to: Day,
    /// What is counted, in the plural.
    pub name: String,
}

/// The months of some years.
#[derive(Clone, Debug, PartialEq)]
pub struct Years {
    /// Years with how much was in each month, oldest first.
    pub years: Vec<(i32, [u32; 12])>,
    /// What is counted, in the plural.
    pub name: String,
}

/// Lines over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// The day at the left end.
    pub from: Day,
    /// The day at the right end.
    pub to: Day,
    /// The value at the bottom.
    pub low: f64,
    /// The value at the top.
    pub high: f64,
    /// The lines, the most important first.
    pub series: Vec<Series>,
}

/// A line through points.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What it is: `measured`, `expected`, `forecast`.
    pub name: String,
    /// Days and values, in order.
    pub points: Vec<(Day, f64)>,
    /// What it means.
    pub tone: Tone,
    /// Whether it is only thought: drawn broken.
    pub broken: bool,
}

impl Chart {
    /// What it shows in a sentence, for those who do not see it.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Bars(bars) => {
                let said: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.name, bar.count)).collect();
                said.join(", ")
            }
            Self::Steps(steps) => steps.words(),
            Self::Calendar(calendar) => {
                let days = calendar.days.iter().filter(|(day, _)| *day >= calendar.from && *day <= calendar.to);
                let count: u32 = days.map(|(_, count)| count).sum();
                format!("{count} {} from {} to {}", calendar.name, calendar.from, calendar.to)
            }
            Self::Years(years) => {
                let said = |(year, months): &(i32, [u32; 12])| format!("{} in {year}", months.iter().sum::<u32>());
                let said: Vec<String> = years.years.iter().map(said).collect();
                format!("{}: {}", years.name, said.join(", "))
            }
            Self::Lines(lines) => {
                let last = |series: &Series| {
                    let (day, value) = series.points.last()?;
                    Some(format!("{} {} on {day}", series.name, short(*value)))
                };
                lines.series.iter().filter_map(last).collect::<Vec<_>>().join(", ")
            }
        }
    }
}

impl Steps {
    fn words(&self) -> String {
        let least = self.points.iter().min_by(|a, b| a.1.total_cmp(&b.1));
        match (self.points.first(), least, self.points.last()) {
            (Some(first), Some(least), Some(last)) => format!(
                "{} from {} ({}) to {} ({}), lowest {} ({})",
                self.name,
                short(first.1),
                first.0,
                short(last.1),
                last.0,
                short(least.1),
                least.0
            ),
            _ => format!("{}: nothing yet", self.name),
        }
    }

    /// The points in at most `most` groups of neighbours, each with its first day and its median.
    #[must_use]
    pub fn grouped(&self, most: usize) -> Vec<(Day, f64)> {
        let size = self.points.len().div_ceil(most.max(1)).max(1);
        let group = |points: &[(Day, f64)]| {
            let (day, _) = points.first()?;
            Some((*day, median(points.iter().map(|(_, level)| *level))?))
        };
        self.points.chunks(size).filter_map(group).collect()
    }
}

impl Years {
    /// The most in any month, at least one.
    #[must_use]
    pub fn most(&self) -> u32 {
        self.years.iter().flat_map(|(_, months)| months).copied().max().unwrap_or(0).max(1)
    }
}

/// Where a value lies between two bounds, 0 to 1; 0 where they are no bounds.
#[must_use]
pub fn share(value: f64, low: f64, high: f64) -> f64 {
    let part = (value - low) / (high - low);
    if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.0 }
}

/// Where a day lies between two others, 0 to 1.
#[must_use]
pub fn share_of_days(day: Day, from: Day, to: Day) -> f64 {
    let days = |a: Day, b: Day| float(usize::try_from((b - a).num_days().max(0)).unwrap_or(0));
    share(days(from, day), 0.0, days(from, to))
}

/// A number with at most one decimal.
#[must_use]
pub fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        read_day(text).expect("a day")
    }

    #[test]
    fn every_chart_can_be_said() {
        let bars = Chart::Bars(vec![Bar { name: "design".into(), count: 4, tone: Tone::Accent }]);
        assert_eq!(bars.words(), "design 4");
        let points = vec![(day("2025-05-02"), 25.0), (day("2025-05-09"), 50.0)];
        let steps = Steps { points, low: 0.0, high: 100.0, name: "Pulse".into() };
        assert_eq!(
            Chart::Steps(steps.clone()).words(),
            "Pulse from 25 (2025-05-02) to 50 (2025-05-09), lowest 25 (2025-05-02)"
        );
        assert_eq!(Chart::Steps(Steps { points: Vec::new(), ..steps }).words(), "Pulse: nothing yet");
        let calendar = Calendar {
            first: day("2025-06-23"),
            weeks: 3,
            days: vec![(day("2025-06-26"), 1), (day("2025-07-08"), 2)],
            from: day("2025-07-01"),
            to: day("2025-07-10"),
            name: "meetings".into(),
        };
        assert_eq!(Chart::Calendar(calendar).words(), "2 meetings from 2025-07-01 to 2025-07-10");
        let years = Years { years: vec![(2024, [1; 12]), (2025, [0; 12])], name: "meetings".into() };
        assert_eq!(Chart::Years(years).words(), "meetings: 12 in 2024, 0 in 2025");
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([11.5, 6.0, 0.25, -1.0].map(short), ["11.5", "6", "0.2", "-1"]);
    }

    proptest! {
        #[test]
        fn grouping_keeps_within_its_bounds(levels in prop::collection::vec(0.0..100.0_f64, 0..80), most in 0..40_usize) {
            let points: Vec<_> = levels.iter().enumerate()
                .map(|(n, level)| (day("2025-01-03") + chrono::Duration::weeks(i64::try_from(n).expect("few")), *level))
                .collect();
            let steps = Steps { points, low: 0.0, high: 100.0, name: String::new() };
            let grouped = steps.grouped(most);
            prop_assert!(grouped.len() <= most.max(1));
            prop_assert_eq!(grouped.is_empty(), levels.is_empty());
            prop_assert!(grouped.iter().all(|(_, level)| (0.0..=100.0).contains(level)));
            prop_assert!(grouped.is_sorted_by_key(|(day, _)| *day));
        }

        #[test]
        fn shares_stay_within(value in any::<f64>(), low in any::<f64>(), high in any::<f64>()) {
            prop_assert!((0.0..=1.0).contains(&share(value, low, high)));
        }
    }
}
