//! Draws the capture: the text at the left, coloured as it is understood, and what it will become at the right.

use std::ops::Range;

use crate::domain::capture::{self, Highlight, Options, PreviewLine};
use crate::domain::{Kind, Now, Shown};
use crate::ui::glyph;
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;
use crate::ui::words;

use super::Capture;
use super::part::Part;
use super::strip::Strip;

/// From this width on the preview stands beside the text.
const WIDE: u16 = 90;

/// Columns of the words that say what a line becomes.
const LABELS: usize = 12;

/// Where everything lies.
pub(super) struct Areas {
    /// The box; of no height where there is no room for one.
    float: Area,
    /// The text.
    pub(super) editor: Area,
    /// What it will become; of no height where there is no room for it.
    preview: Area,
    /// The rule between them.
    rule: Option<Rule>,
}

/// The rule between text and preview.
enum Rule {
    Upright(u16),
    Across(u16),
}

/// Where everything lies in the body.
pub(super) fn areas(body: Area) -> Areas {
    let nothing = Area::new(body.x, body.y, 0, 0);
    if body.width < 24 || body.height < 6 {
        return Areas { float: nothing, editor: body, preview: nothing, rule: None };
    }
    let side = if body.width >= WIDE { (body.width / 30).min(4) } else { 0 };
    let float = Area::new(body.x + side, body.y, body.width - 2 * side, body.height);
    let inner = Area::new(float.x + 2, float.y + 1, float.width - 4, float.height - 2);
    if body.width >= WIDE {
        let left = inner.width * 14 / 25;
        let at = inner.x + left;
        let above = u16::from(inner.height > 8);
        let editor = Area::new(inner.x, inner.y + above, left.saturating_sub(1), inner.height - above);
        let preview = Area::new(at + 2, inner.y + above, inner.right().saturating_sub(at + 2), inner.height - above);
        return Areas { float, editor, preview, rule: Some(Rule::Upright(at)) };
    }
    let below = inner.height / 3;
    if below < 2 {
        return Areas { float, editor: inner, preview: nothing, rule: None };
    }
    let editor = Area { height: inner.height - below - 1, ..inner };
    let preview = Area::new(inner.x, editor.bottom() + 1, inner.width, below);
    Areas { float, editor, preview, rule: Some(Rule::Across(editor.bottom())) }
}

/// Draws the screen.
pub(super) fn draw(screen: &Capture, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let areas = areas(area);
    let float = areas.float;
    if float.height > 0 {
        let title = Row::of("Capture", Role::Brand);
        let title = match screen.title.as_str() {
            "" => title,
            meeting => title.with("  into ", Role::Dim).with(meeting, Role::Text),
        };
        let title = if screen.found { title.with("  from your draft", Role::Dim) } else { title };
        painter.float(float, &title);
        let becomes = Row::of(" Will become ", Role::Dim);
        match areas.rule {
            Some(Rule::Upright(x)) => {
                painter.upright(x, float.y, float.height);
                painter.put(x, float.y, 1, glyph::TEES[0], Role::Faint);
                painter.put(x, float.bottom() - 1, 1, glyph::TEES[1], Role::Faint);
                painter.row(x + 1, float.y, float.right().saturating_sub(x + 2), &becomes);
            }
            Some(Rule::Across(y)) => {
                painter.rule(float.x + 1, y, float.width - 2);
                painter.row(float.x + 1, y, float.width - 2, &becomes);
            }
            None => {}
        }
        let lines = words::count(i64::try_from(screen.editor.lines().len()).unwrap_or(0), "line", "lines");
        let lines = Row::of(format!(" {lines} "), Role::Dim);
        painter.ends(float.x + 2, float.bottom() - 1, float.width.saturating_sub(4), &Row::new(), &lines);
    }
    draw_text(screen, areas.editor, now, painter);
    if areas.preview.height > 0 {
        draw_preview(screen, areas.preview, painter);
    }
}

fn draw_text(screen: &Capture, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let mut area = area;
    if let Some(error) = &screen.error {
        let rows = paragraph(error, usize::from(area.width), Role::Late);
        let count = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(area.height.saturating_sub(1)).min(4);
        painter.rows(Area { y: area.bottom() - count, height: count, ..area }, &rows);
        area.height -= count;
    }
    if let Some(strip) = &screen.strip {
        let rows = Strip::rows(area.height).min(area.height);
        area.height -= rows;
        screen.editor.draw(area, painter, &screen.marks, false);
        let below = Area { y: area.bottom(), height: rows, ..area };
        return strip.draw(below, now, painter);
    }
    screen.editor.draw(area, painter, &screen.marks, true);
    if screen.editor.is_empty() {
        let columns = area.width.saturating_sub(1);
        let rows: Vec<_> = hints().iter().flat_map(|row| row.wrap(usize::from(columns))).collect();
        painter.rows(Area { x: area.x + 1, width: columns, ..area }, &rows);
    }
    let Some(completion) = &screen.completion else { return };
    let (offers, chosen) = completion.offers();
    let Some((x, y)) = painter.cursor().filter(|_| !offers.is_empty()) else { return };
    let wide = offers.iter().map(|offer| Shown::line(offer).width()).max().unwrap_or(0).min(30) + 3;
    let width = u16::try_from(wide).unwrap_or(30).min(area.width);
    let height = u16::try_from(offers.len()).unwrap_or(1);
    let x = x.min(area.right().saturating_sub(width));
    let y = if y + 1 + height <= area.bottom() { y + 1 } else { y.saturating_sub(height).max(area.y) };
    for (n, offer) in offers.iter().enumerate() {
        let y = y + u16::try_from(n).unwrap_or(u16::MAX);
        if y >= area.bottom() {
            break;
        }
        painter.clear(Area::new(x, y, width, 1));
        let role = if n == chosen { Role::Strong } else { Role::Text };
        painter.put(x + 2, y, width.saturating_sub(2), offer.as_str(), role);
        if n == chosen {
            painter.band(Area::new(x, y, width, 1));
        } else {
            painter.put(x, y, 1, glyph::UPRIGHT, Role::Faint);
        }
    }
}

/// What can be written, shown while nothing is.
fn hints() -> Vec<Row> {
    let mark = |mark: &str, text: &str| Row::of(format!("{mark:<7}"), Role::Accent).with(text, Role::Dim);
    vec![
        Row::of("Write as you like. A mark at the start of a line makes it more:", Role::Dim),
        Row::new(),
        mark("!", "what I will do, by fri"),
        mark("!@name", "what they promised"),
        mark(">", "advice they gave"),
        mark("*", "what stays -> how it works here"),
        mark("?", "to ask next time"),
        mark("~", "in the way -> if …, then I …"),
        mark("+", "someone new, role, organisation"),
        mark("=", "^goal 7, where a goal stands"),
        Row::new(),
        Row::of("Met @name today 14:00 45m as the first line makes it a meeting.", Role::Dim),
        Row::of("C-t", Role::Accent).with(" asks six short questions instead.", Role::Dim),
    ]
}

/// The roles of what was understood.
pub(super) fn marks(part: &Part, now: &Now) -> Vec<(Range<usize>, Role)> {
    let parsed = capture::parse(&part.text, now, &Options::default());
    let role = |highlight: &Highlight| match highlight {
        Highlight::Mark(Kind::Action) => Role::Soon,
        Highlight::Mark(Kind::Obstacle) | Highlight::Problem => Role::Late,
        Highlight::Mark(Kind::Insight | Kind::Person) | Highlight::Mention => Role::Private,
        Highlight::Mark(Kind::CheckIn | Kind::Pulse) | Highlight::Goal => Role::Good,
        Highlight::Mark(Kind::Decision) => Role::Strong,
        Highlight::Mark(_) | Highlight::Date => Role::Accent,
        Highlight::Tag | Highlight::Code | Highlight::Arrow => Role::Dim,
    };
    parsed.highlights.iter().filter_map(|(range, highlight)| Some((part.place(range)?, role(highlight)))).collect()
}

fn draw_preview(screen: &Capture, area: Area, painter: &mut Painter<'_>) {
    let columns = usize::from(area.width);
    let mut rows: Vec<_> = screen.preview.iter().flat_map(|line| preview_line(line, columns)).collect();
    if !screen.warnings.is_empty() {
        rows.push(Row::new());
        for warning in &screen.warnings {
            rows.extend(paragraph(warning, columns, Role::Soon));
        }
    }
    if screen.partly {
        let said = "Of a long text, what stands around the cursor is shown here; all of it is read when it is saved.";
        rows.splice(0..0, paragraph(said, columns, Role::Dim));
    }
    if rows.is_empty() {
        rows.push(Row::of(if screen.editor.is_empty() { "nothing yet" } else { "" }, Role::Dim));
    }
    let foot = [
        Row::of(glyph::PRIVATE, Role::Private).with(" all private until you share it", Role::Dim),
        Row::new(),
        Row::of("one ", Role::Dim).with("u", Role::Accent).with(" takes all of it back", Role::Dim),
    ];
    let height = usize::from(area.height);
    if rows.len() + foot.len() + 2 <= height && !screen.preview.is_empty() {
        let gap = (height - rows.len() - foot.len()).min(3);
        rows.extend((0..gap).map(|_| Row::new()));
        rows.extend(foot);
    } else if rows.len() > height {
        let more = rows.len() - height + 1;
        rows.truncate(height.saturating_sub(1));
        rows.push(Row::of(format!("and {more} more"), Role::Dim));
    }
    painter.rows(area, &rows);
}

/// One thing the text will become.
fn preview_line(line: &PreviewLine, columns: usize) -> Vec<Row> {
    let label = Shown::line(&line.label).fit(LABELS - 1);
    let pad = " ".repeat(LABELS.saturating_sub(label.width()));
    let role = if matches!(line.label.as_str(), "Meeting" | "Person") { Role::Strong } else { Role::Text };
    let row = Row::of(label, Role::Dim).with(pad, Role::Dim).with(line.text.as_str(), role);
    let mut detail = Row::of(line.detail.as_str(), Role::Dim);
    if line.new {
        detail.dotted("new", Role::Good);
    }
    if row.width() + detail.width() + 3 <= columns {
        let dot = if detail.is_empty() { "" } else { " · " };
        return vec![row.with(dot, Role::Dim).then(detail)];
    }
    let mut rows = vec![row.fit(columns)];
    if !detail.is_empty() {
        rows.push(Row::of(" ".repeat(LABELS), Role::Dim).then(detail).fit(columns));
    }
    rows
}
