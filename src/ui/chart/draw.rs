//! Charts of the domain in cells: bars, steps, calendars, years, and lines in braille dots.

use chrono::{Datelike as _, Duration};

use crate::domain::Day;
use crate::domain::chart::{Bar, Calendar, Chart, Lines, Series, Steps, Years, share, share_of_days, short};
use crate::domain::figures::float;
use crate::domain::text::{self, Shown};
use crate::ui::glyph;
use crate::ui::ink::Row;
use crate::ui::theme::Role;
use crate::ui::words::role_of;

/// Columns of the names at the left of a calendar.
const NAMES: usize = 5;

/// A chart as rows of at most `columns`; one that can be of any height takes about `height` rows.
#[must_use]
pub fn draw(chart: &Chart, columns: usize, height: usize) -> Vec<Row> {
    if columns < 8 {
        return Vec::new();
    }
    let rows = match chart {
        Chart::Bars(bars) => draw_bars(bars, columns),
        Chart::Steps(steps) => draw_steps(steps, columns, height.clamp(1, 4)),
        Chart::Calendar(calendar) => draw_calendar(calendar, columns),
        Chart::Years(years) => draw_years(years, columns),
        Chart::Lines(lines) => draw_lines(lines, columns, height.max(3)),
    };
    rows.into_iter().map(|row| row.fit(columns)).collect()
}

/// A number as a count of cells.
fn cells(value: f64) -> usize {
    // Never below nought, and never above the columns of a terminal.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped before")]
    let cells = value.clamp(0.0, 10_000.0).round() as usize;
    cells
}

fn draw_bars(bars: &[Bar], columns: usize) -> Vec<Row> {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let widest = bars.iter().map(|bar| Shown::line(&bar.name).width()).max().unwrap_or(0);
    let names = widest.min(columns * 2 / 5);
    let digits = most.to_string().len();
    let room = columns.saturating_sub(names + digits + 3);
    // Two cells each while that fits: a person is then a thing one can count.
    let scale = if most * 2 <= room { 2.0 } else { float(room) / float(most) };
    let draw = |bar: &Bar| {
        let name = text::fit(&bar.name, names);
        let gap = " ".repeat(names.saturating_sub(name.width()) + 2);
        let full = cells(float(bar.count) * scale).max(usize::from(bar.count > 0)).min(room);
        let row = Row::of(name, Role::Dim).with(gap, Role::Dim).with(glyph::SQUARE.repeat(full), role_of(bar.tone));
        row.with(format!(" {}", bar.count), Role::Dim)
    };
    bars.iter().map(draw).collect()
}

fn draw_steps(steps: &Steps, columns: usize, height: usize) -> Vec<Row> {
    let grouped = steps.grouped(columns);
    // Twice as wide while that fits.
    let wide = if grouped.len() * 2 <= columns.min(60) { 2 } else { 1 };
    let levels: Vec<f64> = grouped.iter().map(|(_, level)| share(*level, steps.low, steps.high)).collect();
    let eighths = float(height * 8);
    let mut rows: Vec<Row> = (0..height)
        .rev()
        .map(|row| {
            let text: String = levels
                .iter()
                .map(|level| {
                    // The lowest level there can be is still to be seen.
                    let filled = cells((level * eighths).max(1.0)).saturating_sub(row * 8).min(8);
                    let step = match filled.checked_sub(1) {
                        None => " ",
                        Some(at) => glyph::SPARKS.get(at).copied().unwrap_or(glyph::DOT),
                    };
                    step.repeat(wide)
                })
                .collect();
            Row::of(text, Role::Accent)
        })
        .collect();
    let days: Vec<Day> = grouped.iter().map(|(day, _)| *day).collect();
    rows.push(month_names(&days, wide, columns));
    rows
}

/// The names of months under columns that begin on these days, `wide` columns each, as many as have room; the last one
/// may go a little beyond its column.
fn month_names(days: &[Day], wide: usize, room: usize) -> Row {
    let room = room.min(days.len() * wide + 1);
    let years = days.first().zip(days.last()).is_some_and(|(first, last)| first.year() != last.year());
    let (mut text, mut named) = (String::new(), None);
    for (n, day) in days.iter().enumerate() {
        let at = n * wide;
        let month = (day.year(), day.month());
        let free = text.is_empty() && at == 0 || at >= text.len();
        if named != Some(month) && free {
            let name = if years && (text.is_empty() || day.month() == 1) {
                day.format("%b %y").to_string()
            } else {
                day.format("%b").to_string()
            };
            if at + name.len() > room {
                break;
            }
            named = Some(month);
            text.push_str(&" ".repeat(at.saturating_sub(text.len())));
            text.push_str(&name);
            text.push(' ');
        }
    }
    Row::of(text.trim_end().to_owned(), Role::Dim)
}

fn draw_calendar(calendar: &Calendar, columns: usize) -> Vec<Row> {
    let fits = columns.saturating_sub(NAMES) / 2;
    // Where not all of them fit, those that have been are of more use than those still to come.
    let been = usize::try_from((calendar.to - calendar.first).num_days() / 7 + 1).unwrap_or(0);
    let end = been.max(fits).min(calendar.weeks);
    let weeks: Vec<Day> = (end.saturating_sub(fits)..end)
        .filter_map(|week| calendar.first.checked_add_signed(Duration::days(i64::try_from(week * 7).ok()?)))
        .collect();
    let count = |day: Day| {
        calendar
            .days
            .binary_search_by_key(&day, |(day, _)| *day)
            .map_or(0, |at| calendar.days.get(at).map_or(0, |(_, count)| *count))
    };
    let mut rows = Vec::new();
    for n in 0..7 {
        let days: Vec<Day> = weeks.iter().filter_map(|week| week.checked_add_signed(Duration::days(n))).collect();
        let Some(first) = days.first() else { continue };
        let weekend = first.weekday().num_days_from_monday() >= 5;
        if weekend && days.iter().all(|day| count(*day) == 0) {
            continue;
        }
        let name: String = first.weekday().to_string().chars().take(2).collect();
        let mut row = Row::of(format!("{name:<NAMES$}"), Role::Dim);
        for day in days {
            let here = day >= calendar.from;
            let (cell, role) = match count(day) {
                _ if day > calendar.to => (" ".to_owned(), Role::Faint),
                0 => (glyph::DOT.to_owned(), Role::Faint),
                1 => (glyph::SQUARE.to_owned(), if here { Role::Accent } else { Role::Dim }),
                count @ 2..=9 => (count.to_string(), if here { Role::Strong } else { Role::Dim }),
                _ => ("+".to_owned(), if here { Role::Strong } else { Role::Dim }),
            };
            row.push(cell, role);
            row.push(" ", Role::Faint);
        }
        rows.push(row);
    }
    // A week is of the month in which it ends.
    let ends: Vec<Day> = weeks.iter().filter_map(|week| week.checked_add_signed(Duration::days(6))).collect();
    rows.push(Row::of(" ".repeat(NAMES), Role::Dim).then(month_names(&ends, 2, columns.saturating_sub(NAMES))));
    rows
}

fn draw_years(years: &Years, columns: usize) -> Vec<Row> {
    let most = f64::from(years.most());
    let wide = if columns >= 50 { 3 } else { 2 };
    let mut head = Row::of(" ".repeat(6), Role::Dim);
    for month in ["J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D"] {
        head.push(format!("{month:<wide$}"), Role::Dim);
    }
    let mut rows = vec![head];
    let shown = years.years.len().saturating_sub(15);
    for (year, months) in years.years.iter().skip(shown) {
        let mut row = Row::of(format!("{year:<6}"), Role::Dim);
        for count in months {
            let cell =
                if *count == 0 { glyph::DOT.to_owned() } else { super::sparkline(&[f64::from(*count)], 0.0, most) };
            row.push(cell, if *count == 0 { Role::Faint } else { Role::Accent });
            row.push(" ".repeat(wide - 1), Role::Faint);
        }
        let all: u32 = months.iter().sum();
        rows.push(row.with(format!(" {all}"), Role::Text));
    }
    rows
}

/// A grid of braille dots, two across and four down in a cell.
struct Dots {
    columns: usize,
    rows: usize,
    /// The dots of each cell, and who drew there first.
    cells: Vec<(u8, Option<Role>)>,
}

impl Dots {
    fn new(columns: usize, rows: usize) -> Self {
        Self { columns, rows, cells: vec![(0, None); columns * rows] }
    }

    /// Sets a dot; what was drawn before keeps the cell's role.
    fn set(&mut self, x: usize, y: usize, role: Role) {
        const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
        if x >= self.columns * 2 || y >= self.rows * 4 {
            return;
        }
        let bit = BITS.get(y % 4).and_then(|row| row.get(x % 2)).copied().unwrap_or(0);
        if let Some(cell) = self.cells.get_mut(y / 4 * self.columns + x / 2) {
            cell.0 |= bit;
            cell.1.get_or_insert(role);
        }
    }

    /// A line between two dots; a broken one leaves gaps.
    fn line(&mut self, from: (f64, f64), to: (f64, f64), role: Role, broken: bool) {
        let (wide, high) = (float(self.columns * 2).max(1.0) - 1.0, float(self.rows * 4).max(1.0) - 1.0);
        let steps = cells(((to.0 - from.0) * wide).abs().max(((to.1 - from.1) * high).abs())).max(1);
        for n in 0..=steps {
            if broken && n % 4 >= 2 {
                continue;
            }
            let part = float(n) / float(steps);
            let (x, y) = (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
            self.set(cells(x * wide), cells((1.0 - y) * high), role);
        }
    }

    fn row(&self, row: usize) -> Row {
        let mut drawn = Row::new();
        for (dots, role) in self.cells.iter().skip(row * self.columns).take(self.columns) {
            let shown = match char::from_u32(0x2800 + u32::from(*dots)) {
                Some(dots_char) if *dots > 0 => dots_char,
                _ => ' ',
            };
            drawn.push(shown.to_string(), role.unwrap_or(Role::Faint));
        }
        drawn
    }
}

fn draw_lines(lines: &Lines, columns: usize, height: usize) -> Vec<Row> {
    let labels = [lines.high, f64::midpoint(lines.high, lines.low), lines.low].map(short);
    let label = labels.iter().map(|label| label.chars().count()).max().unwrap_or(1);
    let plot = columns.saturating_sub(label + 2);
    let mut dots = Dots::new(plot, height);
    let place =
        |(day, value): &(Day, f64)| (share_of_days(*day, lines.from, lines.to), share(*value, lines.low, lines.high));
    for Series { points, tone, broken, .. } in &lines.series {
        let places: Vec<_> = points.iter().map(place).collect();
        for pair in places.windows(2) {
            if let [from, to] = pair {
                dots.line(*from, *to, role_of(*tone), *broken);
            }
        }
        if let [only] = places.as_slice() {
            dots.line(*only, *only, role_of(*tone), false);
        }
    }
    let middle = (height - 1) / 2;
    let mut rows: Vec<Row> = (0..height)
        .map(|row| {
            let said = match row {
                0 => labels.first(),
                row if row + 1 == height => labels.last(),
                row if row == middle && height >= 5 => labels.get(1),
                _ => None,
            };
            let edge = if said.is_some() { "┤" } else { "│" };
            let said = said.map(String::as_str).unwrap_or_default();
            Row::of(format!("{said:>label$} "), Role::Dim).with(edge, Role::Faint).then(dots.row(row))
        })
        .collect();
    let days: Vec<Day> = (0..plot)
        .filter_map(|n| {
            let part = float(n) / float(plot.max(1));
            let days =
                i64::try_from(cells(part * float(usize::try_from((lines.to - lines.from).num_days()).unwrap_or(0))));
            lines.from.checked_add_signed(Duration::days(days.unwrap_or(0)))
        })
        .collect();
    rows.push(Row::of(" ".repeat(label + 2), Role::Dim).then(month_names(&days, 1, columns.saturating_sub(label + 2))));
    let mut legend = Row::of(" ".repeat(label + 2), Role::Dim);
    for (n, series) in lines.series.iter().enumerate() {
        legend.push(if n == 0 { "" } else { "  " }, Role::Dim);
        legend.push(if series.broken { "⠒ ⠒ " } else { "⠒⠒⠒ " }, role_of(series.tone));
        legend.push(series.name.as_str(), Role::Dim);
    }
    rows.push(legend);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chart::Tone;
    use crate::domain::time::read_day;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        read_day(text).expect("a day")
    }

    fn text(rows: &[Row]) -> Vec<String> {
        let line = |row: &Row| row.runs().iter().map(|(shown, _)| shown.as_str()).collect::<String>();
        rows.iter().map(|row| line(row).trim_end().to_owned()).collect()
    }

    #[test]
    fn bars_can_be_counted() {
        let bar = |name: &str, count| Bar { name: name.to_owned(), count, tone: Tone::Accent };
        let chart = Chart::Bars(vec![bar("healthcare", 3), bar("law", 1), bar("none", 0)]);
        assert_eq!(text(&draw(&chart, 40, 1)), ["healthcare  ■■■■■■ 3", "law         ■■ 1", "none         0"]);
        let many = Chart::Bars(vec![bar("a", 400), bar("b", 1)]);
        assert!(draw(&many, 40, 1).iter().all(|row| row.width() <= 40));
        assert!(text(&draw(&many, 40, 1)).last().is_some_and(|row| row.contains('■')), "one is still to be seen");
    }

    #[test]
    fn a_calendar_names_its_months_and_shows_what_is_still_to_come_as_nothing() {
        let calendar = Calendar {
            first: day("2025-08-25"),
            weeks: 6,
            days: vec![(day("2025-08-27"), 1), (day("2025-09-18"), 1), (day("2025-09-25"), 2)],
            from: day("2025-09-01"),
            to: day("2025-09-30"),
            name: "meetings".to_owned(),
        };
        assert_eq!(
            text(&draw(&Chart::Calendar(calendar), 40, 1)),
            [
                "Mo   · · · · · ·",
                "Tu   · · · · · ·",
                "We   ■ · · · ·",
                "Th   · · · ■ 2",
                "Fr   · · · · ·",
                "     Aug Sep   Oct"
            ]
        );
    }

    #[test]
    fn lines_go_down_where_values_do() {
        let series = Series {
            name: "measured".to_owned(),
            points: vec![(day("2025-01-01"), 10.0), (day("2025-12-31"), 0.0)],
            tone: Tone::Good,
            broken: false,
        };
        let lines =
            Lines { from: day("2025-01-01"), to: day("2025-12-31"), low: 0.0, high: 10.0, series: vec![series] };
        let rows = text(&draw(&Chart::Lines(lines), 30, 3));
        assert_eq!(rows.len(), 5);
        assert!(rows[0].starts_with("10 ┤⠉") && rows[2].starts_with(" 0 ┤") && rows[2].ends_with('⣀'), "{rows:?}");
        assert!(rows[4].contains("measured"), "{rows:?}");
    }

    proptest! {
        #[test]
        fn no_chart_is_wider_than_its_room(columns in 0..140_usize, height in 0..12_usize, counts in prop::collection::vec(0..5000_usize, 0..9), weeks in 0..70_usize) {
            let first = day("2024-12-30");
            let bars = counts.iter().map(|count| Bar { name: format!("name {count}"), count: *count, tone: Tone::Text });
            let on = |n: usize| first + Duration::weeks(i64::try_from(n).expect("few"));
            let points: Vec<_> = counts.iter().enumerate().map(|(n, count)| (on(n * 5), float(*count))).collect();
            let days = counts.iter().enumerate().map(|(n, count)| (on(n), u32::try_from(*count).expect("few"))).collect();
            let years = counts.iter().enumerate().map(|(n, count)| (2000 + i32::try_from(n).expect("few"), [u32::try_from(*count).expect("few"); 12]));
            let series = Series { name: "measured".into(), points: points.clone(), tone: Tone::Text, broken: true };
            for chart in [
                Chart::Bars(bars.collect()),
                Chart::Steps(Steps { points, low: 0.0, high: 100.0, name: String::new() }),
                Chart::Calendar(Calendar { first, weeks, days, from: first, to: on(weeks), name: String::new() }),
                Chart::Years(Years { years: years.collect(), name: String::new() }),
                Chart::Lines(Lines { from: first, to: on(50), low: 0.0, high: 100.0, series: vec![series] }),
            ] {
                for row in draw(&chart, columns, height) {
                    prop_assert!(row.width() <= columns, "{} of {columns}: {chart:?}", row.width());
                }
            }
        }
    }
}
