//! Charts and whole pages as SVG, from the same descriptions the screen draws in cells.

use chrono::{Datelike as _, Duration};

use crate::domain::Day;
use crate::domain::chart::{Bar, Calendar, Chart, Lines, Steps, Tone, Years, share, share_of_days, short};
use crate::domain::figures::float;
use crate::domain::overview::{Block, Cell, Inline, Line, Page, Section};
use crate::domain::text::width;

use super::{plain, sheet};

/// The width of a chart.
const WIDE: f64 = 480.0;

/// A chart as an SVG file of its own.
#[must_use]
pub fn chart(title: &str, chart: &Chart) -> String {
    let (height, body) = draw(chart);
    let style = format!("{}text{{font:12px system-ui,sans-serif}}", sheet::COLOURS);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-16 -34 {:.0} {:.0}\" width=\"{:.0}\" role=\"img\">\n\
         <title>{}: {}</title>\n<style>{style}</style>\n<rect x=\"-16\" y=\"-34\" width=\"100%\" height=\"100%\" class=\"paper\"/>\n\
         <text y=\"-12\" class=\"dim\">{}</text>\n{body}</svg>\n",
        WIDE + 32.0,
        height + 50.0,
        WIDE + 32.0,
        plain(title),
        plain(&chart.words()),
        plain(title)
    )
}

/// A chart within a page, whose style sheet it uses.
pub(super) fn inner(chart: &Chart) -> String {
    let (height, body) = draw(chart);
    let words = plain(&chart.words());
    format!(
        "<svg viewBox=\"0 0 {WIDE:.0} {height:.0}\" width=\"{WIDE:.0}\" role=\"img\" aria-label=\"{words}\">\
         <title>{words}</title>{body}</svg>"
    )
}

/// How much of a whole, within a line.
pub(super) fn bar(share: Option<f64>, tone: Tone) -> String {
    let full = share.unwrap_or(0.0).clamp(0.0, 1.0) * 96.0;
    let said = share.map_or("no measure".to_owned(), |share| format!("{:.0} %", share * 100.0));
    format!(
        "<svg class=\"inline\" viewBox=\"0 0 96 8\" width=\"96\" height=\"8\" role=\"img\" aria-label=\"{said}\">\
         <rect y=\"2\" width=\"96\" height=\"4\" rx=\"2\" class=\"faint\"/>\
         <rect y=\"2\" width=\"{full:.1}\" height=\"4\" rx=\"2\" class=\"{}\"/></svg>",
        tone.name()
    )
}

/// Values over time, within a line.
pub(super) fn spark(values: &[f64], low: f64, high: f64) -> String {
    let last = float(values.len().saturating_sub(1)).max(1.0);
    let place = |(n, value): (usize, &f64)| {
        format!("{:.1},{:.1}", 2.0 + float(n) / last * 76.0, 18.0 - share(*value, low, high) * 16.0)
    };
    let points: Vec<String> = values.iter().enumerate().map(place).collect();
    format!(
        "<svg class=\"inline\" viewBox=\"0 0 80 20\" width=\"80\" height=\"20\" aria-hidden=\"true\">\
         <polyline class=\"line accent\" points=\"{}\"/></svg>",
        points.join(" ")
    )
}

/// The height of a chart and what is drawn.
fn draw(chart: &Chart) -> (f64, String) {
    match chart {
        Chart::Bars(bars) => draw_bars(bars),
        Chart::Steps(steps) => draw_steps(steps),
        Chart::Calendar(calendar) => draw_calendar(calendar),
        Chart::Years(years) => draw_years(years),
        Chart::Lines(lines) => draw_lines(lines),
    }
}

fn text(x: f64, y: f64, tone: Tone, end: bool, said: &str) -> String {
    let anchor = if end { " text-anchor=\"end\"" } else { "" };
    format!("<text x=\"{x:.1}\" y=\"{y:.1}\" class=\"{}\"{anchor}>{}</text>", tone.name(), plain(said))
}

fn draw_bars(bars: &[Bar]) -> (f64, String) {
    let most = float(bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1));
    let mut body = String::new();
    for (n, bar) in bars.iter().enumerate() {
        let y = float(n) * 22.0;
        let full = float(bar.count) / most * (WIDE - 210.0);
        body.push_str(&text(0.0, y + 13.0, Tone::Dim, false, crate::domain::text::fit(&bar.name, 19).as_str()));
        body.push_str(&format!(
            "<rect x=\"170\" y=\"{:.1}\" width=\"{full:.1}\" height=\"12\" rx=\"2\" class=\"{}\"/>",
            y + 3.0,
            bar.tone.name()
        ));
        body.push_str(&text(178.0 + full, y + 13.0, Tone::Text, false, &bar.count.to_string()));
    }
    (float(bars.len()) * 22.0, body)
}

fn draw_steps(steps: &Steps) -> (f64, String) {
    const HIGH: f64 = 84.0;
    let (Some((from, _)), Some((to, _))) = (steps.points.first(), steps.points.last()) else {
        return (20.0, text(0.0, 13.0, Tone::Dim, false, "nothing yet"));
    };
    let y = |level: f64| HIGH - share(level, steps.low, steps.high) * (HIGH - 6.0);
    let place = |(day, level): &(Day, f64)| (share_of_days(*day, *from, *to) * WIDE, y(*level));
    let places: Vec<(f64, f64)> = steps.points.iter().map(place).collect();
    let line: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let line = line.join(" ");
    let mut body = format!("<polygon points=\"0,{HIGH} {line} {WIDE},{HIGH}\" class=\"accent\" fill-opacity=\".22\"/>");
    body.push_str(&format!("<polyline points=\"{line}\" class=\"line accent\"/>"));
    body.push_str(&format!("<line x1=\"0\" y1=\"{HIGH}\" x2=\"{WIDE}\" y2=\"{HIGH}\" class=\"line faint\"/>"));
    body.push_str(&months(*from, *to, 0.0, WIDE, HIGH + 18.0));
    (HIGH + 24.0, body)
}

/// The names of months along a stretch of days.
fn months(from: Day, to: Day, x: f64, wide: f64, y: f64) -> String {
    let years = from.year() != to.year();
    let mut body = String::new();
    let (mut day, mut free) = (from, f64::MIN);
    while day <= to {
        let at = x + share_of_days(day, from, to) * wide;
        if at >= free && at <= x + wide - 24.0 {
            let name = if years && (free < 0.0 || day.month() == 1) { day.format("%b %Y") } else { day.format("%b") };
            body.push_str(&text(at, y, Tone::Dim, false, &name.to_string()));
            free = at + if years { 72.0 } else { 44.0 };
        }
        let next = day.with_day(1).and_then(|first| first.checked_add_months(chrono::Months::new(1)));
        let Some(next) = next else { break };
        day = next;
    }
    body
}

fn draw_calendar(calendar: &Calendar) -> (f64, String) {
    let step = ((WIDE - 30.0) / float(calendar.weeks.max(1))).clamp(6.0, 20.0);
    let size = step - 2.5;
    let mut body = String::new();
    for n in 0..7_i64 {
        let row = f64::from(i32::try_from(n).unwrap_or(0));
        let name: String = calendar
            .first
            .checked_add_signed(Duration::days(n))
            .map(|day| day.weekday().to_string())
            .unwrap_or_default();
        let name: String = name.chars().take(2).collect();
        if step >= 12.0 || n % 2 == 0 {
            body.push_str(&text(0.0, row * step + size - 1.0, Tone::Dim, false, &name));
        }
        for week in 0..calendar.weeks {
            let days = Duration::days(i64::try_from(week * 7).unwrap_or(0) + n);
            let Some(day) = calendar.first.checked_add_signed(days).filter(|day| *day <= calendar.to) else { continue };
            let count = calendar.days.iter().find(|(at, _)| *at == day).map_or(0, |(_, count)| *count);
            let here = day >= calendar.from;
            let (class, opacity) = match (count, here) {
                (0, _) => ("faint", 0.45),
                (_, false) => ("dim", 0.8),
                (1, true) => ("accent", 0.75),
                (_, true) => ("accent", 1.0),
            };
            body.push_str(&format!(
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{size:.1}\" height=\"{size:.1}\" rx=\"2\" class=\"{class}\" \
                 fill-opacity=\"{opacity}\"><title>{day}: {count} {}</title></rect>",
                28.0 + float(week) * step,
                row * step,
                plain(&calendar.name)
            ));
        }
    }
    let last = calendar.first.checked_add_signed(Duration::days(i64::try_from(calendar.weeks * 7).unwrap_or(0)));
    let wide = float(calendar.weeks) * step;
    body.push_str(&months(calendar.first, last.unwrap_or(calendar.to), 28.0, wide, 7.0 * step + 14.0));
    (7.0 * step + 20.0, body)
}

fn draw_years(years: &Years) -> (f64, String) {
    const STEP: f64 = 32.0;
    let most = f64::from(years.most());
    let mut body = String::new();
    for (n, name) in
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].iter().enumerate()
    {
        body.push_str(&text(48.0 + float(n) * STEP, 12.0, Tone::Dim, false, name));
    }
    for (row, (year, months)) in years.years.iter().enumerate() {
        let y = 22.0 + float(row) * 22.0;
        body.push_str(&text(0.0, y + 13.0, Tone::Dim, false, &year.to_string()));
        for (n, count) in months.iter().enumerate() {
            let part = f64::from(*count) / most;
            let (class, opacity) = if *count == 0 { ("faint", 0.45) } else { ("accent", 0.3 + 0.7 * part) };
            body.push_str(&format!(
                "<rect x=\"{:.1}\" y=\"{y:.1}\" width=\"27\" height=\"17\" rx=\"2\" class=\"{class}\" \
                 fill-opacity=\"{opacity:.2}\"><title>{year}-{:02}: {count} {}</title></rect>",
                48.0 + float(n) * STEP,
                n + 1,
                plain(&years.name)
            ));
        }
        let all: u32 = months.iter().sum();
        body.push_str(&text(48.0 + 12.0 * STEP + 6.0, y + 13.0, Tone::Text, false, &all.to_string()));
    }
    (26.0 + float(years.years.len()) * 22.0, body)
}

fn draw_lines(lines: &Lines) -> (f64, String) {
    const HIGH: f64 = 140.0;
    const LEFT: f64 = 40.0;
    let x = |day: Day| LEFT + share_of_days(day, lines.from, lines.to) * (WIDE - LEFT);
    let y = |value: f64| HIGH - share(value, lines.low, lines.high) * (HIGH - 10.0);
    let mut body = String::new();
    for value in [lines.low, f64::midpoint(lines.low, lines.high), lines.high] {
        let at = y(value);
        body.push_str(&format!(
            "<line x1=\"{LEFT}\" y1=\"{at:.1}\" x2=\"{WIDE}\" y2=\"{at:.1}\" class=\"line faint\"/>"
        ));
        body.push_str(&text(LEFT - 8.0, at + 4.0, Tone::Dim, true, &short(value)));
    }
    for (n, series) in lines.series.iter().enumerate() {
        let points: Vec<String> =
            series.points.iter().map(|(day, value)| format!("{:.1},{:.1}", x(*day), y(*value))).collect();
        let broken = if series.broken { " broken" } else { "" };
        body.push_str(&format!(
            "<polyline points=\"{}\" class=\"line {}{broken}\"/>",
            points.join(" "),
            series.tone.name()
        ));
        body.push_str(&text(LEFT + float(n) * 110.0, HIGH + 40.0, series.tone, false, &series.name));
    }
    body.push_str(&months(lines.from, lines.to, LEFT, WIDE - LEFT, HIGH + 18.0));
    (HIGH + 46.0, body)
}

/// The width of a character and the height of a line of a whole page.
const CELL: (f64, f64) = (8.4, 22.0);

/// Columns of a page's column.
const COLUMNS: f64 = 72.0;

/// A whole page as one picture.
#[must_use]
pub fn whole(page: &Page) -> String {
    let mut body = text(0.0, 24.0, Tone::Strong, false, &page.title);
    body.push_str(&text((float(width(&page.title)) + 3.0) * CELL.0, 24.0, Tone::Dim, false, &page.beside));
    let two = page.sections.iter().any(|section| section.second);
    let mut bottom: f64 = 0.0;
    for second in [false, true] {
        let x = if second { (COLUMNS + 6.0) * CELL.0 } else { 0.0 };
        let mut y = 64.0;
        for part in page.sections.iter().filter(|section| section.second == second) {
            y = section(part, x, y, &mut body) + CELL.1;
        }
        bottom = bottom.max(y);
    }
    let wide = if two { 2.0 * COLUMNS + 6.0 } else { COLUMNS } * CELL.0;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-28 -14 {:.0} {:.0}\" role=\"img\">\n<title>{}</title>\n\
         <style>{}text{{font:14px ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;white-space:pre}}</style>\n\
         <rect x=\"-28\" y=\"-14\" width=\"100%\" height=\"100%\" rx=\"6\" class=\"paper\"/>\n{body}</svg>\n",
        wide + 56.0,
        bottom + 28.0,
        plain(&page.title),
        sheet::COLOURS
    )
}

fn section(section: &Section, x: f64, from: f64, body: &mut String) -> f64 {
    let mut y = from;
    body.push_str(&text(x, y, Tone::Dim, false, &section.heading.to_uppercase()));
    y += CELL.1 * 1.4;
    for block in &section.blocks {
        match block {
            Block::Lines(lines) => {
                let count = lines.iter().map(|line| line.columns.len()).max().unwrap_or(0);
                let wide = |at: usize| {
                    lines.iter().filter_map(|line| line.columns.get(at)).map(|cells| columns(cells)).fold(0.0, f64::max)
                };
                let mut widths: Vec<f64> = (0..count).map(wide).collect();
                let right = lines.iter().map(|line| columns(&line.right)).fold(0.0, f64::max);
                let all = widths.iter().sum::<f64>() + float(count) * 2.0 + right;
                // A trail at the end gives way to words.
                if let Some(last) = widths.last_mut().filter(|_| count > 2 && all > COLUMNS) {
                    *last = 0.0;
                }
                // What is still too wide is taken off the widest column.
                let gaps = float(widths.iter().filter(|wide| **wide > 0.0).count()) * 2.0;
                let over = widths.iter().sum::<f64>() + gaps + right - COLUMNS;
                if let Some(widest) = widths.iter_mut().max_by(|a, b| a.total_cmp(b)).filter(|_| over > 0.0) {
                    *widest = (*widest - over).max(16.0);
                }
                for line in lines {
                    y = draw_line(line, &widths, x, y, body);
                }
            }
            Block::Chart(_, chart) => {
                let (height, drawn) = draw(chart);
                body.push_str(&format!("<g transform=\"translate({x:.1} {:.1})\">{drawn}</g>\n", y - 12.0));
                y += height + 8.0;
            }
        }
    }
    y
}

/// The columns that cells take.
fn columns(cells: &[Cell]) -> f64 {
    let one = |cell: &Cell| {
        let chart = match cell.inline {
            None => 0,
            Some(_) => 12,
        };
        width(&cell.text()) + chart
    };
    let wide: usize = cells.iter().map(one).sum();
    float(wide + cells.len().saturating_sub(1) * 3)
}

fn draw_line(line: &Line, widths: &[f64], x: f64, y: f64, body: &mut String) -> f64 {
    let mut at = x;
    for (cells, wide) in line.columns.iter().zip(widths).filter(|(_, wide)| **wide > 0.0) {
        match &cells[..] {
            [cell] if cell.inline.is_none() && columns(cells) > *wide => {
                // A page is some dozens of columns wide, and a character at least one.
                let room = (0..200_u16).take_while(|room| f64::from(room + 1) <= *wide).count();
                let tone = cell.runs.first().map_or(Tone::Text, |(_, tone)| *tone);
                draw_cells(&[Cell::of(crate::domain::text::fit(&cell.text(), room).as_str(), tone)], at, y, body);
            }
            _ => draw_cells(cells, at, y, body),
        }
        at += (wide + 2.0) * CELL.0;
    }
    let right = columns(&line.right);
    if right > 0.0 {
        draw_cells(&line.right, (x + (COLUMNS - right) * CELL.0).max(at), y, body);
    }
    match &line.before {
        None => y + CELL.1,
        Some(before) => {
            body.push_str(&text(x, y + CELL.1, Tone::Dim, false, &format!("before: {before}")));
            y + 2.0 * CELL.1
        }
    }
}

fn draw_cells(cells: &[Cell], x: f64, y: f64, body: &mut String) {
    let mut at = x;
    for (n, cell) in cells.iter().enumerate() {
        if n > 0 {
            body.push_str(&text(at, y, Tone::Dim, false, " · "));
            at += 3.0 * CELL.0;
        }
        for (said, tone) in &cell.runs {
            body.push_str(&text(at, y, *tone, false, said));
            at += float(width(said)) * CELL.0;
        }
        let drawn = match &cell.inline {
            None => continue,
            Some(Inline::Bar(share, tone)) => (bar(*share, *tone), 8.0),
            Some(Inline::Spark(values, low, high)) => (spark(values, *low, *high), 14.0),
        };
        body.push_str(&format!("<g transform=\"translate({at:.1} {:.1})\">{}</g>", y - drawn.1, drawn.0));
        at += 12.0 * CELL.0;
    }
}
