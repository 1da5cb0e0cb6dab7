//! Draws the inbox: each proposal under its head, the one under the cursor in full with what can be done about it; beside it,
//! where there is room, the page of the thing it is about.

use crate::domain::share::Proposal;
use crate::domain::{Now, dates};
use crate::ui::ink::{Row, paragraph};
use crate::ui::lines::Stand;
use crate::ui::paint::{Area, Painter};
use crate::ui::room::{beside, is_wide, page};
use crate::ui::theme::Role;
use crate::ui::words;

use super::Replies;

/// The most lines of a proposal that is not under the cursor.
const FOLDED: usize = 2;

/// From this many columns on what a proposal is about stands in the same line.
const ROOMY: usize = 70;

/// A line of the list.
struct Laid {
    left: Row,
    right: Row,
    /// Of which proposal; none for the air between them.
    of: Option<usize>,
}

/// The list as it is laid out.
struct Layout {
    lines: Vec<Laid>,
    /// The first line in sight.
    top: usize,
    /// The line in which the answer is written.
    entry: usize,
}

/// Within the margins.
fn body(area: Area) -> Area {
    let pad = if area.width >= 60 { 3 } else { 2 };
    Area::new(area.x.saturating_add(pad), area.y, area.width.saturating_sub(pad + 2), area.height)
}

/// Where the list lies, its head and its margin not counted, and where the page beside it.
fn halves(area: Area) -> (Area, Option<Area>) {
    let body = body(area);
    let (list, page) = if is_wide(area) {
        let (list, page) = beside(area, body);
        (list, Some(page))
    } else {
        (body, None)
    };
    (Area { y: list.y.saturating_add(2), height: list.height.saturating_sub(2), ..list }, page)
}

/// Draws the screen.
pub(super) fn draw(screen: &Replies, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let Some(waiting) = &screen.waiting else { return };
    let body = body(area);
    if waiting.is_empty() {
        let rows = [
            Row::of("Nothing waits for an answer.", Role::Text),
            Row::of("What a mentor sends back is taken in with ", Role::Dim).with("mentee reply FILE", Role::Accent),
        ];
        return painter.rows(body, &rows);
    }
    let count = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
    let head = words::heading("From mentors").with(format!("  {}", words::count(count, "waits", "wait")), Role::Dim);
    let (list, beside) = halves(area);
    painter.row(list.x, body.y, list.width, &head);
    let layout = layout(screen, list, now);
    for ((line, y), at) in layout.lines.iter().skip(layout.top).zip(list.top()..list.bottom()).zip(layout.top..) {
        painter.ends(list.x, y, list.width, &line.left, &line.right);
        if line.of == Some(screen.cursor) {
            painter.band(Area::new(list.x.saturating_sub(2), y, list.width + 3, 1));
        }
        if let (Some(words), true) = (&screen.words, at == layout.entry) {
            words.draw(Area::new(list.x + 2, y, list.width.saturating_sub(3), 1), painter);
        }
    }
    let Some(beside) = beside else { return };
    if let Some(thing) = screen.about() {
        let lines = page(screen.looks, thing, usize::from(beside.width), now);
        Stand::default().draw(&lines, beside, false, painter);
    } else if screen.wanted().is_none() {
        painter.row(beside.x, beside.y, beside.width, &Row::of("It is about the whole of what you shared.", Role::Dim));
    }
}

/// The proposal at a place of the terminal.
pub(super) fn hit(screen: &Replies, area: Area, now: &Now, (x, y): (u16, u16)) -> Option<usize> {
    let (list, _) = halves(area);
    if !list.contains((x, y).into()) {
        return None;
    }
    let layout = layout(screen, list, now);
    layout.lines.get(layout.top + usize::from(y - list.y))?.of
}

fn layout(screen: &Replies, list: Area, now: &Now) -> Layout {
    let columns = usize::from(list.width);
    let mut lines: Vec<Laid> = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (n, one) in screen.waiting.iter().flatten().enumerate() {
        let here = n == screen.cursor;
        if here {
            from = lines.len();
        }
        let of = Some(n);
        let laid = |left: Row| Laid { left, right: Row::new(), of };
        let role = if here { Role::Text } else { Role::Dim };
        let about = about(one, now);
        let mut left = title(one, here);
        let apart = columns < ROOMY && !about.is_empty();
        if !apart && !about.is_empty() {
            left = left.with("  ", Role::Dim).then(about.clone());
        }
        lines.push(Laid { left, right: Row::of(dates::near(now.day_of(one.record.created), now), Role::Dim), of });
        if apart {
            lines.push(laid(Row::of("  ", Role::Dim).then(about)));
        }
        let text = paragraph(one.record.text("body"), columns.saturating_sub(3), role);
        let folded = if here { text.len() } else { FOLDED };
        lines.extend(text.into_iter().take(folded).map(|row| laid(Row::of("  ", Role::Text).then(row))));
        if here {
            if screen.words.is_some() {
                lines.push(laid(Row::new()));
            }
            to = lines.len().saturating_sub(1);
        }
        lines.push(Laid { left: Row::new(), right: Row::new(), of: None });
    }
    Layout { lines, top: (to + 1).saturating_sub(usize::from(list.height)).min(from), entry: to }
}

/// What it is and from whom.
fn title(one: &Proposal, here: bool) -> Row {
    let what = match one.record.text("suggests") {
        "" => one.record.text("feedback_kind").to_owned(),
        "half" => "the other half".to_owned(),
        suggests => format!("suggests: {suggests}"),
    };
    let role = if here { Role::Strong } else { Role::Text };
    Row::of(words::capital(&what), role).with(format!(" of {}", one.by), Role::Dim)
}

/// What it is about, and by when where that is said.
fn about(one: &Proposal, now: &Now) -> Row {
    let mut row = Row::new();
    if let Some((_, _, title)) = &one.about {
        row = row.with("on ", Role::Dim).with(format!("“{title}”"), Role::Text);
    }
    if let Some(due) = one.record.day("suggests_due") {
        let gap = if row.is_empty() { "" } else { "  " };
        row = row.with(format!("{gap}by {}", dates::say(due, now)), Role::Soon);
    }
    row
}
