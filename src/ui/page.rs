//! Pages of the domain in rows: sections one below the other or in two columns, with the places on which a cursor can
//! stand. Says what the page says and nothing else.

use crate::domain::overview::{Block, Cell, Inline, Line, Page, Section};
use crate::domain::text::{self, Shown};

use super::chart;
use super::ink::{Row, paragraph};
use super::paint::{Area, Painter};
use super::theme::Role;
use super::words::{heading, role_of};

/// From this width on a page has two columns.
pub const WIDE: u16 = 100;

/// Columns of a trail within a line.
const SPARK: usize = 12;

/// Columns of a bar within a line of this width; where there is hardly room for words there is none.
const fn bar_columns(columns: usize) -> usize {
    match columns {
        0..44 => 0,
        44..72 => 8,
        _ => 12,
    }
}

/// A place of a row on which the cursor can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Which of [`Page::behinds`].
    pub n: usize,
    /// The first column.
    pub x: usize,
    /// Columns; all of the row where `None`.
    pub columns: Option<usize>,
}

/// A row of a page.
#[derive(Clone, Debug, Default)]
pub struct Laid {
    /// At the left.
    pub left: Row,
    /// At the right end.
    pub right: Row,
    /// Where the cursor can stand.
    pub stops: Vec<Stop>,
}

impl From<Row> for Laid {
    fn from(left: Row) -> Self {
        Self { left, ..Self::default() }
    }
}

/// How a page is laid out: its columns, each with its area and its rows.
pub type Columns = Vec<(Area, Vec<Laid>)>;

/// Lays a page out in an area, sections in two columns where there is room.
#[must_use]
pub fn lay_out(page: &Page, area: Area) -> Columns {
    let two = area.width >= WIDE && page.sections.iter().any(|section| section.second);
    let airy = area.height >= 26;
    let mut n = 0;
    let mut numbered = Vec::new();
    for section in &page.sections {
        numbered.push((n, section));
        n += section.behinds().count();
    }
    if !two {
        return vec![(area, lay(&numbered, usize::from(area.width), airy))];
    }
    let left = Area { width: area.width / 2 - 2, ..area };
    let from = left.right() + 5;
    let right = Area::new(from, area.y, area.right().saturating_sub(from), area.height);
    let of = |second: bool, area: Area| {
        let sections: Vec<_> = numbered.iter().copied().filter(|(_, section)| section.second == second).collect();
        (area, lay(&sections, usize::from(area.width), airy))
    };
    vec![of(false, left), of(true, right)]
}

/// The first row to show so that the cursor is in sight.
#[must_use]
pub fn top(rows: &[Laid], cursor: usize, height: usize) -> usize {
    let at = rows.iter().position(|row| row.stops.iter().any(|stop| stop.n == cursor)).unwrap_or(0);
    // A little of what follows is kept in sight as well.
    (at + 3).saturating_sub(height).min(rows.len().saturating_sub(height))
}

/// Paints columns with the cursor on one of their stops.
pub fn paint(columns: &Columns, cursor: usize, painter: &mut Painter<'_>) {
    for (area, rows) in columns {
        let top = top(rows, cursor, usize::from(area.height));
        for (row, y) in rows.iter().skip(top).zip(area.top()..area.bottom()) {
            painter.ends(area.x, y, area.width, &row.left, &row.right);
            let Some(stop) = row.stops.iter().find(|stop| stop.n == cursor) else { continue };
            let left = 2.min(area.x);
            match stop.columns {
                None => painter.band(Area::new(area.x - left, y, area.width + left + 1, 1)),
                Some(columns) => {
                    let x = area.x.saturating_add(u16::try_from(stop.x).unwrap_or(u16::MAX)).min(area.right());
                    let before = 1.min(x);
                    let columns = u16::try_from(columns).unwrap_or(u16::MAX).min(area.right().saturating_sub(x));
                    painter.band(Area::new(x - before, y, columns + before + 1, 1));
                }
            }
        }
        let below = rows.len().saturating_sub(top + usize::from(area.height));
        if below > 0 && area.height > 2 {
            let more = Row::of(format!(" {below} more ↓"), Role::Dim);
            let wide = u16::try_from(more.width()).unwrap_or(0).min(area.width);
            painter.clear(Area::new(area.right() - wide, area.bottom() - 1, wide, 1));
            painter.row(area.right() - wide, area.bottom() - 1, wide, &more);
        }
    }
}

/// The stop at a place of the screen.
#[must_use]
pub fn stop_at(columns: &Columns, cursor: usize, x: u16, y: u16) -> Option<usize> {
    let (area, rows) = columns.iter().find(|(area, _)| {
        (area.x.saturating_sub(2)..area.right() + 1).contains(&x) && (area.top()..area.bottom()).contains(&y)
    })?;
    let row = rows.get(top(rows, cursor, usize::from(area.height)) + usize::from(y - area.y))?;
    let at = usize::from(x.saturating_sub(area.x));
    let within = |stop: &&Stop| stop.columns.is_none_or(|columns| (stop.x..stop.x + columns).contains(&at));
    row.stops.iter().find(within).or_else(|| row.stops.first()).map(|stop| stop.n)
}

/// The rows of sections, each with the number of its first stop.
fn lay(sections: &[(usize, &Section)], columns: usize, airy: bool) -> Vec<Laid> {
    let mut rows: Vec<Laid> = Vec::new();
    for (first, section) in sections {
        if !rows.is_empty() {
            rows.push(Laid::default());
        }
        rows.push(heading(&section.heading).into());
        if airy {
            rows.push(Laid::default());
        }
        let mut n = *first;
        for block in &section.blocks {
            match block {
                Block::Lines(lines) => lay_lines(lines, columns, &mut n, &mut rows),
                Block::Chart(_, chart) => {
                    if airy && rows.last().is_some_and(|row| !row.left.is_empty()) {
                        rows.push(Laid::default());
                    }
                    rows.extend(chart::draw(chart, columns, if airy { 2 } else { 1 }).into_iter().map(Laid::from));
                }
            }
        }
    }
    rows
}

fn lay_lines(lines: &[Line], columns: usize, n: &mut usize, rows: &mut Vec<Laid>) {
    let bar = bar_columns(columns);
    let count = lines.iter().map(|line| line.columns.len()).max().unwrap_or(0);
    let right = lines.iter().map(|line| join(&line.right, bar).width()).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..count)
        .map(|at| {
            let of = |line: &Line| line.columns.get(at).map_or(0, |cells| join(cells, bar).width());
            lines.iter().map(of).max().unwrap_or(0)
        })
        .collect();
    fit(&mut widths, ends_in_trail(lines), columns.saturating_sub(if right > 0 { right + 2 } else { 0 }));
    for line in lines {
        let mut laid = Laid { right: join(&line.right, bar), ..Laid::default() };
        if line.behind.is_some() {
            laid.stops.push(Stop { n: *n, x: 0, columns: None });
            *n += 1;
        }
        let single = line.columns.len() == 1;
        let before = laid.stops.len();
        for (at, cells) in line.columns.iter().enumerate() {
            let from = laid.left.width();
            let drawn = place(cells, from, bar, n, &mut laid.stops);
            let wide = widths.get(at).copied().unwrap_or(0);
            let drawn = if single { drawn } else { drawn.fit(wide) };
            let gap =
                if at + 1 < line.columns.len() && wide > 0 { (wide + 2).saturating_sub(drawn.width()) } else { 0 };
            laid.left = std::mem::take(&mut laid.left).then(drawn).with(" ".repeat(gap), Role::Dim);
        }
        if single && laid.left.width() > columns && laid.right.is_empty() {
            wrap(line, columns, bar, &laid, before, rows);
        } else {
            rows.push(laid);
        }
        if let (Some(was), true) = (&line.before, single) {
            let was = Row::of(format!("before: {was}"), Role::Dim);
            if let Some(last) = rows.last_mut() {
                if last.left.width() + was.width() + 3 <= columns && last.right.is_empty() {
                    last.left = std::mem::take(&mut last.left).with("   ", Role::Dim).then(was);
                } else {
                    rows.push(was.fit(columns).into());
                }
            }
        }
    }
}

/// Lays a line that is too long on several rows, broken between its cells.
fn wrap(line: &Line, columns: usize, bar: usize, laid: &Laid, first: usize, rows: &mut Vec<Laid>) {
    let mut stops = laid.stops.iter().skip(first);
    let mut row = Laid { stops: laid.stops.iter().take(first).copied().collect(), ..Laid::default() };
    for cell in line.columns.iter().flatten() {
        let drawn = draw_cell(cell, bar);
        let dot = if row.left.is_empty() { 0 } else { 3 };
        if dot > 0 && row.left.width() + dot + drawn.width() > columns {
            rows.push(std::mem::take(&mut row));
        }
        if !row.left.is_empty() {
            row.left.push(" · ", Role::Dim);
        }
        if cell.behind.is_some()
            && let Some(stop) = stops.next()
        {
            row.stops.push(Stop { x: row.left.width(), ..*stop });
        }
        row.left = std::mem::take(&mut row.left).then(drawn);
    }
    rows.push(row);
}

/// Narrows columns until all fit: a trail at the end goes first, then the widest after the first gives way.
fn fit(widths: &mut [usize], trail: bool, columns: usize) {
    let over = |widths: &[usize]| {
        let gaps = widths.iter().filter(|width| **width > 0).count().saturating_sub(1) * 2;
        (widths.iter().sum::<usize>() + gaps).saturating_sub(columns)
    };
    if trail
        && over(widths) > 4
        && let Some(last) = widths.last_mut()
    {
        *last = 0;
    }
    // Cell by cell, so that the widest gives way to what is then as wide.
    for _ in 0..over(widths) {
        let first = widths.len().min(2) - 1;
        let widest = widths.iter_mut().skip(first).max_by_key(|width| **width);
        let Some(widest) = widest.filter(|width| **width > 4) else { return };
        *widest -= 1;
    }
}

/// Whether the last of several columns holds nothing but trails.
fn ends_in_trail(lines: &[Line]) -> bool {
    let trail = |line: &Line| {
        let last = line.columns.last().map(Vec::as_slice).unwrap_or_default();
        line.columns.len() > 1 && last.iter().all(|cell| cell.runs.is_empty())
    };
    lines.iter().all(trail)
}

/// The cells of a column from a place of a row on, and the stops in them.
fn place(cells: &[Cell], from: usize, bar: usize, n: &mut usize, stops: &mut Vec<Stop>) -> Row {
    let mut row = Row::new();
    for cell in cells {
        let drawn = draw_cell(cell, bar);
        if !row.is_empty() && !drawn.is_empty() {
            row.push(" · ", Role::Dim);
        }
        if cell.behind.is_some() {
            stops.push(Stop { n: *n, x: from + row.width(), columns: Some(drawn.width()) });
            *n += 1;
        }
        row = row.then(drawn);
    }
    row
}

fn join(cells: &[Cell], bar: usize) -> Row {
    place(cells, 0, bar, &mut 0, &mut Vec::new())
}

fn draw_cell(cell: &Cell, bar: usize) -> Row {
    let mut row = Row::new();
    for (text, tone) in &cell.runs {
        row.push(Shown::line(text), role_of(*tone));
    }
    match &cell.inline {
        None => row,
        Some(Inline::Bar(Some(share), tone)) => row.then(chart::bar(*share, bar, role_of(*tone))),
        Some(Inline::Bar(None, _)) => row.with("·".repeat(bar), Role::Faint),
        Some(Inline::Spark(values, low, high)) => {
            let from = values.len().saturating_sub(SPARK);
            let values = values.get(from..).unwrap_or_default();
            row.with(chart::sparkline(values, *low, *high), Role::Accent)
        }
    }
}

/// A page as rows of plain text for a place where nothing can be pressed, at most `columns` wide.
#[must_use]
pub fn head(page: &Page, columns: usize) -> Vec<Row> {
    let title = Row::of(page.title.as_str(), Role::Strong);
    let both = title.clone().with("   ", Role::Dim).with(page.beside.as_str(), Role::Dim);
    if both.width() <= columns || page.beside.is_empty() {
        return vec![both.fit(columns)];
    }
    let mut rows = vec![Row::of(text::fit(&page.title, columns), Role::Strong)];
    rows.extend(paragraph(&page.beside, columns, Role::Dim));
    rows
}
