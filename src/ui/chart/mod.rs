//! Small pictures in text: thin bars, sparklines, the strip of two weeks, and the charts of the domain. Each is said in
//! words beside it as well.

mod draw;

use chrono::{Datelike as _, Duration};

use crate::domain::{Day, Now};

use super::glyph;
use super::ink::Row;
use super::theme::Role;

pub use draw::draw;

/// A thin bar of `columns` cells, filled to `share` (0 to 1; what lies outside is cut off).
#[must_use]
pub fn bar(share: f64, columns: usize, role: Role) -> Row {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    let cells = u32::try_from(columns).unwrap_or(u32::MAX);
    let reached =
        (1..=columns).take_while(|n| f64::from(u32::try_from(*n).unwrap_or(cells)) - 0.5 <= share * f64::from(cells));
    // Something done is always to be seen, and what is not yet done is never shown as full.
    let full = match share {
        0.0 => 0,
        1.0 => columns,
        _ => reached.count().clamp(1.min(columns), columns.saturating_sub(1).max(1.min(columns))),
    };
    Row::of(glyph::BAR.repeat(full), role).with(glyph::REST.repeat(columns - full), Role::Faint)
}

/// A sparkline: one step a value, from `low` to `high`. Empty without values.
#[must_use]
pub fn sparkline(values: &[f64], low: f64, high: f64) -> String {
    let span = (high - low).max(f64::EPSILON);
    let step = |value: &f64| {
        let share = if value.is_finite() { ((value - low) / span).clamp(0.0, 1.0) } else { 0.0 };
        let reached = [0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875].iter().filter(|edge| share > **edge).count();
        glyph::SPARKS.get(reached).copied().unwrap_or(glyph::DOT)
    };
    values.iter().map(step).collect()
}

/// The strip of this week and the next: a head of weekdays, then for each week its days and their marks. `true` in
/// `marks` is a meeting, `false` something due; a day with both shows the meeting. Five columns a day.
#[must_use]
pub fn two_weeks(now: &Now, marks: &[(Day, bool)]) -> Vec<Row> {
    let today = now.today();
    let first = now.week_of(today);
    let day = |n: i64| first.checked_add_signed(Duration::days(n)).unwrap_or(first);
    let mut head = Row::new();
    for n in 0..7 {
        let name = day(n).weekday().to_string();
        let name: String = name.chars().take(2).collect();
        head.push(format!("{name:<5}"), Role::Dim);
    }
    let mut rows = vec![head];
    for week in 0..2 {
        let (mut days, mut below) = (Row::new(), Row::new());
        for n in 0..7 {
            let day = day(week * 7 + n);
            let of_day = |meeting| marks.contains(&(day, meeting));
            let role = match day {
                _ if day == today => Role::Strong,
                _ => Role::Dim,
            };
            days.push(format!("{:>2}   ", day.day()), role);
            below.push(" ", Role::Text);
            match (of_day(true), of_day(false)) {
                (true, _) => below.push(glyph::MEETING, Role::Accent),
                (false, true) => below.push(glyph::DUE, Role::Soon),
                (false, false) => below.push(glyph::DOT, Role::Faint),
            }
            below.push("   ", Role::Text);
        }
        rows.extend([days, below]);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Zone;
    use crate::domain::time::{read_day, read_instant};

    fn text(row: &Row) -> String {
        row.runs().iter().map(|(shown, _)| shown.as_str()).collect()
    }

    fn filled(row: &Row) -> String {
        row.runs().iter().filter(|(_, role)| *role != Role::Faint).map(|(shown, _)| shown.as_str()).collect()
    }

    #[test]
    fn a_bar_never_lies() {
        for (share, cells) in [
            (0.0, ""),
            (0.001, "━"),
            (0.5, "━━"),
            (0.6, "━━"),
            (0.7, "━━━"),
            (0.999, "━━━"),
            (1.0, "━━━━"),
            (7.0, "━━━━"),
            (-1.0, ""),
            (f64::NAN, ""),
        ] {
            let row = bar(share, 4, Role::Good);
            assert_eq!((filled(&row).as_str(), row.width()), (cells, 4), "{share}");
        }
        assert_eq!(bar(0.5, 0, Role::Good).width(), 0);
    }

    #[test]
    fn a_sparkline_has_a_step_a_value() {
        assert_eq!(sparkline(&[0.0, 50.0, 100.0, 200.0, f64::NAN], 0.0, 100.0), "▁▄██▁");
        assert_eq!(sparkline(&[], 0.0, 1.0), "");
        assert_eq!(sparkline(&[3.0, 3.0], 3.0, 3.0), "▁▁");
    }

    #[test]
    fn two_weeks_begin_with_the_week_of_today() {
        let now = Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC);
        let on = |text| read_day(text).expect("a day");
        let rows = two_weeks(&now, &[(on("2025-10-07"), true), (on("2025-10-03"), false)]);
        let lines: Vec<_> = rows.iter().map(|row| text(row).trim_end().to_owned()).collect();
        assert_eq!(
            lines,
            [
                "Mo   Tu   We   Th   Fr   Sa   Su",
                "29   30    1    2    3    4    5",
                " ·    ·    ·    ·    ◆    ·    ·",
                " 6    7    8    9   10   11   12",
                " ·    ●    ·    ·    ·    ·    ·",
            ]
        );
    }
}
