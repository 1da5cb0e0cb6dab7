//! Draws a talk in steps: where one is, what is told, what is asked, and nothing else.

use crate::domain::guide::{Question, Told, Wanted};
use crate::domain::{Lean, Now, dates};
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter, inset};
use crate::ui::theme::Role;
use crate::ui::{glyph, words};

use super::{Guide, Plan};

/// The widest a line of text gets.
const COLUMNS: u16 = 92;

/// Columns of a bar.
const BAR: usize = 12;

fn inner(area: Area) -> Area {
    let pad = if area.width >= 60 { 3 } else { u16::from(area.width > 8) * 2 };
    let inner = Area::new(area.x + pad.min(area.width), area.y, area.width.saturating_sub(pad + 2), area.height);
    Area { width: inner.width.min(COLUMNS), ..inner }
}

/// Where the step lies.
fn body(area: Area) -> Area {
    let head = match area.height {
        0..6 => 0,
        6..16 => 1,
        _ => 2,
    };
    inset(inner(area), 0, head)
}

/// Where the text under the cursor is written.
pub(super) fn text_area<P: Plan>(guide: &Guide<P>, area: Area) -> Area {
    let body = body(area);
    if guide.question().is_some_and(|question| question.wanted == Wanted::Page) {
        let page = inset(body, 0, if body.height > 6 { 2 } else { 1 });
        return Area { height: page.height.saturating_sub(1), ..page };
    }
    Area { height: 1.min(body.height), width: body.width.saturating_sub(2), ..body }
}

/// A line of the step: its row at the left and at the right end, the question it belongs to, whether the text under the cursor
/// is written on it.
#[derive(Default)]
struct Line {
    left: Row,
    right: Row,
    row: Option<usize>,
    writes: bool,
}

impl From<Row> for Line {
    fn from(left: Row) -> Self {
        Self { left, ..Self::default() }
    }
}

/// Draws it.
pub(super) fn draw<P: Plan>(guide: &Guide<P>, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let (whole, body) = (inner(area), body(area));
    if body.y > area.y {
        head(guide, whole, painter);
    }
    if let Some(told) = &guide.done {
        let mut rows: Vec<Row> = told.iter().flat_map(|told| lines_of(told, usize::from(body.width))).collect();
        rows.extend([Row::new(), Row::of("Enter", Role::Accent).with(" back", Role::Dim)]);
        return painter.rows(body, &rows);
    }
    if guide.steps.is_empty() {
        if let Some(error) = &guide.error {
            painter.rows(body, &paragraph(error, usize::from(body.width), Role::Text));
        }
        return;
    }
    match guide.question() {
        Some(question) if question.wanted == Wanted::Page => {
            painter.put(body.x, body.y, body.width, question.asks.as_str(), Role::Dim);
            guide.line.draw(text_area(guide, area), painter, &[], true);
        }
        _ => draw_lines(guide, body, now, painter),
    }
    if let (Some(error), true) = (&guide.error, body.height > 1) {
        painter.clear(Area::new(body.x, body.bottom() - 1, body.width, 1));
        painter.put(body.x, body.bottom() - 1, body.width, error.as_str(), Role::Late);
    }
}

fn head<P: Plan>(guide: &Guide<P>, area: Area, painter: &mut Painter<'_>) {
    let mut left = words::heading(P::NAME);
    if let (Some(step), None) = (guide.steps.get(guide.step), &guide.done) {
        left.push(format!("   {}", step.title), Role::Strong);
    }
    let steps = guide.asked_steps();
    let at = steps.iter().position(|step| *step == guide.step).unwrap_or(0);
    let mut right = Row::new();
    if guide.found && area.width >= 60 {
        right.push("from your draft   ", Role::Dim);
    }
    if steps.len() <= 12 && area.width >= 48 {
        for n in 0..steps.len() {
            let (mark, role) = match n {
                n if n < at || guide.done.is_some() => (glyph::MEETING, Role::Accent),
                n if n == at => (glyph::HALF, Role::Accent),
                _ => (glyph::DOT, Role::Faint),
            };
            right.push(mark, role);
        }
        right.push("  ", Role::Dim);
    }
    if !steps.is_empty() {
        right.push(format!("{} of {}", at + 1, steps.len()), Role::Dim);
    }
    painter.ends(area.x, area.y, area.width, &left, &right);
}

/// What is told and asked, scrolled so that the question under the cursor is in sight.
fn draw_lines<P: Plan>(guide: &Guide<P>, body: Area, now: &Now, painter: &mut Painter<'_>) {
    let lines = lines(guide, body, now);
    let from = top(guide, &lines, body);
    for (line, y) in lines.iter().skip(from).zip(body.top()..body.bottom()) {
        painter.ends(body.x, y, body.width, &line.left, &line.right);
        if line.writes {
            let wide = u16::try_from(line.right.width()).unwrap_or(0);
            let at = Area::new(body.x + 2, y, body.width.saturating_sub(wide + 4), 1);
            guide.line.draw(at, painter, &[], true);
        } else if line.row == Some(guide.row) {
            let before = 2.min(body.x);
            painter.band(Area::new(body.x - before, y, body.width + before + 1, 1));
        }
    }
    let below = lines.len().saturating_sub(from + usize::from(body.height));
    if below > 0 && body.height > 3 {
        let more = Row::of(format!(" {below} more ↓"), Role::Dim);
        let wide = u16::try_from(more.width()).unwrap_or(0).min(body.width);
        painter.clear(Area::new(body.right() - wide, body.bottom() - 1, wide, 1));
        painter.row(body.right() - wide, body.bottom() - 1, wide, &more);
    }
}

/// The first line in sight.
fn top<P: Plan>(guide: &Guide<P>, lines: &[Line], body: Area) -> usize {
    let last = lines.iter().rposition(|line| line.row == Some(guide.row)).unwrap_or(0);
    let height = usize::from(body.height);
    (last + 3).saturating_sub(height).min(lines.len().saturating_sub(height))
}

/// The question at a place of the screen.
pub(super) fn row_at<P: Plan>(guide: &Guide<P>, area: Area, now: &Now, (x, y): (u16, u16)) -> Option<usize> {
    let body = body(area);
    if guide.done.is_some() || !body.contains((x, y).into()) {
        return None;
    }
    let lines = lines(guide, body, now);
    let from = top(guide, &lines, body);
    lines.get(from + usize::from(y - body.y)).and_then(|line| line.row)
}

fn lines<P: Plan>(guide: &Guide<P>, body: Area, now: &Now) -> Vec<Line> {
    let columns = usize::from(body.width);
    let Some(step) = guide.steps.get(guide.step) else { return Vec::new() };
    let mut lines: Vec<Line> = step.told.iter().flat_map(|told| lines_of(told, columns)).map(Line::from).collect();
    let questions = guide.questions();
    if questions.is_empty() {
        lines.extend([Row::new(), Row::of("Enter", Role::Accent).with(" goes on", Role::Dim)].map(Line::from));
        return lines;
    }
    if !lines.is_empty() {
        lines.push(Line::default());
    }
    // Questions that hang on one before them are set in; a new group of them gets air where there is room.
    let mut groups = Vec::new();
    let mut set_in = false;
    for (n, question) in questions.into_iter().enumerate() {
        let was = std::mem::replace(&mut set_in, question.asks.starts_with(' '));
        if was && !set_in {
            groups.push(lines.len());
        }
        asked(guide, n, question, columns, now, &mut lines);
    }
    if lines.len() + groups.len() < usize::from(body.height) {
        for at in groups.into_iter().rev() {
            lines.insert(at, Line::default());
        }
    }
    lines
}

/// A question with its answer; the one under the cursor with what an answer looks like.
fn asked<P: Plan>(guide: &Guide<P>, n: usize, question: &Question, columns: usize, now: &Now, lines: &mut Vec<Line>) {
    let here = n == guide.row;
    let said = guide.answer_to(question);
    let role = if here { Role::Strong } else { Role::Text };
    let right = match &question.wanted {
        Wanted::Mark(most) => scale(said, *most, columns, here),
        _ if here => Row::of(question.hint.as_str(), Role::Dim),
        Wanted::Choice(_) => Row::of(said, Role::Accent),
        _ => Row::of(said, Role::Accent).fit(columns / 2),
    };
    // A hint that leaves no room for the question goes below it.
    let room = columns.saturating_sub(right.width() + 2);
    let (room, right) = if room < 16 { (columns, Row::new()) } else { (room, right) };
    for (nth, left) in paragraph(&question.asks, room, role).into_iter().enumerate() {
        let right = if nth == 0 { right.clone() } else { Row::new() };
        lines.push(Line { left, right, row: Some(n), writes: false });
    }
    if !here {
        return;
    }
    match &question.wanted {
        Wanted::Line | Wanted::Page => lines.push(Line { row: Some(n), writes: true, ..Line::default() }),
        Wanted::Day | Wanted::Number => {
            let right = understood(question, said, now);
            lines.push(Line { row: Some(n), writes: true, right, ..Line::default() });
        }
        Wanted::Mark(_) => {
            let hint = if question.hint.is_empty() { "a digit; Enter leaves it out" } else { question.hint.as_str() };
            lines.extend(paragraph(hint, columns.saturating_sub(2), Role::Dim).into_iter().map(|row| Line {
                left: Row::of("  ", Role::Dim).then(row),
                row: Some(n),
                ..Line::default()
            }));
        }
        Wanted::Choice(words) => lines.extend(choices(words, said, columns, n)),
    }
}

/// The words to choose from, one below the other, each with what it means: beside it, or below where there is no room.
fn choices(words: &[(&'static str, String)], said: &str, columns: usize, n: usize) -> Vec<Line> {
    let of = |word: &str, says: &str| {
        let chosen = word == said;
        let mark = if chosen { glyph::MEETING } else { glyph::OPEN };
        let mark = Row::of(mark, if chosen { Role::Accent } else { Role::Faint });
        let mut row = Row::of("  ", Role::Dim).then(mark).with(" ", Role::Dim);
        row.push(word.replace('-', " "), if chosen { Role::Strong } else { Role::Text });
        let mut below = Vec::new();
        if !says.is_empty() && says != word {
            let meant = Row::of(format!("   {says}"), Role::Dim);
            if row.width() + meant.width() <= columns {
                row = row.then(meant);
            } else {
                below = paragraph(says, columns.saturating_sub(4).max(1), Role::Dim);
            }
        }
        let rows = std::iter::once(row.fit(columns));
        let rows = rows.chain(below.into_iter().map(|row| Row::of("    ", Role::Dim).then(row)));
        rows.map(|left| Line { left, row: Some(n), ..Line::default() }).collect::<Vec<_>>()
    };
    words.iter().flat_map(|(word, says)| of(word, says)).collect()
}

/// What a day or a number is understood as.
fn understood(question: &Question, said: &str, now: &Now) -> Row {
    let text = said.trim();
    match &question.wanted {
        _ if text.is_empty() => Row::new(),
        Wanted::Day => match dates::parse_day(text, now, Lean::Future) {
            Ok(day) => Row::of(dates::say(day, now), Role::Good),
            Err(_) => Row::of("no day yet", Role::Soon),
        },
        _ if question.check(text, now).is_err() => Row::of("no number yet", Role::Soon),
        _ => Row::new(),
    }
}

/// A mark as cells, and as a figure.
fn scale(said: &str, most: i64, columns: usize, here: bool) -> Row {
    let mark = said.trim().parse::<i64>().ok();
    let figure = match (said.trim(), mark) {
        ("-", _) => "n/a".to_owned(),
        (_, Some(mark)) => mark.to_string(),
        _ => String::new(),
    };
    let mut row = Row::new();
    if columns >= 56 {
        for cell in 1..=most {
            let full = mark.is_some_and(|mark| cell <= mark);
            let role = match (full, here) {
                (true, _) => Role::Accent,
                (false, true) => Role::Dim,
                (false, false) => Role::Faint,
            };
            row.push(if full { glyph::MEETING } else { glyph::OPEN }, role);
        }
    }
    row.with(format!(" {figure:>3}"), Role::Strong)
}

/// What is told, in rows.
fn lines_of(told: &Told, columns: usize) -> Vec<Row> {
    match told {
        Told::Line(text) => paragraph(text, columns, Role::Text),
        Told::Quiet(text) => paragraph(text, columns, Role::Dim),
        Told::Soon(text) => paragraph(text, columns, Role::Soon),
        Told::Good(text) => paragraph(text, columns, Role::Good),
        Told::Head(text) => vec![Row::new(), words::heading(text)],
        Told::Bar(done, expected, name, word) => {
            let role = words::state_role(word);
            let bar = bar(*done, *expected, if columns < 56 { BAR / 2 } else { BAR }, role);
            let word = Row::of(words::state_word(word), role);
            let name = Row::of(name.as_str(), Role::Text);
            let used = bar.width() + 2 + word.width() + 2;
            let room = columns.saturating_sub(used).max(6);
            let name = name.fit(room);
            let gap = " ".repeat(room.saturating_sub(name.width()) + 2);
            vec![bar.with("  ", Role::Dim).then(name).with(gap, Role::Dim).then(word)]
        }
    }
}

/// What is done, with a mark where it was expected to be by now.
fn bar(done: Option<f64>, expected: Option<f64>, cells: usize, role: Role) -> Row {
    let role = if role == Role::Dim { Role::Accent } else { role };
    let wide = u32::try_from(cells).unwrap_or(0);
    // Within the cells the cast is exact.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by the cells before")]
    let at = |share: f64| (share.clamp(0.0, 1.0) * f64::from(wide)).round() as usize;
    let full = done.map_or(0, at);
    let mark = expected.map(|share| at(share).min(cells.saturating_sub(1)));
    let mut row = Row::new();
    for cell in 0..cells {
        match (Some(cell) == mark, cell < full, done) {
            (true, ..) => row.push(glyph::UPRIGHT, Role::Text),
            (_, true, _) => row.push(glyph::BAR, role),
            (_, _, None) => row.push(glyph::DOT, Role::Faint),
            _ => row.push(glyph::BAR, Role::Faint),
        }
    }
    row
}
