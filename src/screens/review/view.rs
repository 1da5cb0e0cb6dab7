//! Draws the review: what there is to read at the left, the thing under the cursor and what was said to it at the right.

use crate::domain::share::{KIT, SCALE, Said, SaidKind};
use crate::ui::glyph;
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;
use crate::ui::told::item_rows;
use crate::ui::words;

use super::{Asking, Entry, Review};

/// From here on the two stand side by side.
const WIDE: u16 = 90;

/// Rows above the list.
const HEAD: u16 = 2;

/// Rows at the foot of the thing, where an answer is written and what helps with it.
const FOOT: u16 = 3;

/// Draws the screen.
pub(super) fn draw(screen: &Review, area: Area, painter: &mut Painter<'_>) {
    let body = Area::new(area.x.saturating_add(1), area.y, area.width.saturating_sub(2), area.height);
    head(screen, body, painter);
    let (left, right) = panes(area);
    list(screen, left, painter);
    if right.x > left.x {
        painter.upright(right.x.saturating_sub(2), right.y, right.height);
    } else {
        painter.rule(right.x, right.y.saturating_sub(1), right.width);
    }
    thing(screen, right, painter);
}

/// Side by side where there is room, else one over the other.
fn panes(area: Area) -> (Area, Area) {
    let body = Area::new(area.x.saturating_add(1), area.y, area.width.saturating_sub(2), area.height);
    let below = Area::new(body.x, body.y.saturating_add(HEAD), body.width, body.height.saturating_sub(HEAD));
    if area.width < WIDE {
        let list = below.height / 3;
        let thing = Area::new(below.x, below.y + list + 1, below.width, below.height.saturating_sub(list + 1));
        return (Area::new(below.x, below.y, below.width, list), thing);
    }
    let left = below.width * 2 / 5;
    let right = Area::new(below.x + left + 3, below.y, below.width.saturating_sub(left + 3), below.height);
    (Area::new(below.x, below.y, left, below.height), right)
}

fn head(screen: &Review, area: Area, painter: &mut Painter<'_>) {
    let share = &screen.share;
    let left = Row::of("From ", Role::Dim)
        .with(share.from.as_str(), Role::Strong)
        .with(format!(" for {}, {}", share.to, share.made.format("%-d %b %Y")), Role::Dim);
    let said = i64::try_from(screen.reply.items.len()).unwrap_or(i64::MAX);
    let mut right = Row::new();
    let answers = words::count(said, "answer", "answers");
    match (said, screen.unsaved) {
        (0, _) => right.dotted(format!("about {} minutes", share.minutes()), Role::Dim),
        (_, true) => right.dotted(format!("{answers}, kept · S writes the reply"), Role::Soon),
        (_, false) => right.dotted(format!("{answers}, written"), Role::Good),
    }
    painter.ends(area.x, area.y, area.width, &left, &right);
}

/// The first row of the list that is drawn.
fn top(screen: &Review, height: u16) -> usize {
    (screen.cursor + 3).min(screen.rows.len()).saturating_sub(usize::from(height))
}

fn list(screen: &Review, area: Area, painter: &mut Painter<'_>) {
    let from = top(screen, area.height);
    for ((at, entry), y) in screen.rows.iter().enumerate().skip(from).zip(area.top()..area.bottom()) {
        let here = at == screen.cursor;
        let role = if here { Role::Strong } else { Role::Text };
        let (left, right) = match entry {
            Entry::Head(head) => (words::heading(head), Row::new()),
            Entry::Whole => {
                let said = !screen.reply.overall.is_empty();
                (Row::of(mark(said), Role::Good).with("One line about the whole", role), Row::new())
            }
            Entry::Item(place, text) => {
                let Some(item) = screen.share.items.get(*place) else { continue };
                let said = screen.reply.items.iter().any(|said| said.item.as_deref() == Some(&item.item));
                let title = text.as_deref().unwrap_or(&item.title);
                let mut right = Row::new();
                if !item.news.is_empty() && text.is_none() {
                    right.dotted(item.news.as_str(), Role::Soon);
                }
                (Row::of(mark(said), Role::Good).with(title, role), right)
            }
            Entry::Blank(place, n) => {
                let item = screen.share.items.get(*place);
                let Some(blank) = item.and_then(|item| item.blanks.get(*n)) else { continue };
                let said: Vec<&Said> = screen.said_of(&blank.item).collect();
                let mark_now = said.iter().find_map(|said| said.rating);
                let right = mark_now.map(|mark| Row::of(format!("{mark} of 5"), Role::Good)).unwrap_or_default();
                let number = if blank.rate { format!("{:>2} ", n + 1) } else { "   ".to_owned() };
                let left = Row::of(mark(!said.is_empty()), Role::Good).with(number, Role::Dim);
                (left.with(blank.text.as_str(), role), right)
            }
        };
        painter.ends(area.x + 1, y, area.width.saturating_sub(1), &left, &right);
        if here {
            painter.band(Area::new(area.x, y, area.width, 1));
        }
    }
}

fn mark(said: bool) -> String {
    format!("{} ", if said { glyph::DONE } else { " " })
}

fn thing(screen: &Review, area: Area, painter: &mut Painter<'_>) {
    let columns = usize::from(area.width.saturating_sub(1));
    let mut rows: Vec<Row> = Vec::new();
    if let Some(blank) = screen.blank() {
        rows.extend(paragraph(&blank.text, columns, Role::Strong));
        if blank.rate {
            rows.extend(paragraph(SCALE, columns, Role::Dim));
        }
        rows.push(Row::new());
        own(screen, columns, &mut rows);
        rows.push(words::heading("What it belongs to"));
    }
    if let Some(item) = screen.item() {
        rows.extend(item_rows(item, columns).into_iter().map(|(row, _)| row));
        for under in screen.share.under(&item.item) {
            let day = under.day.map(|day| day.format("  %-d %b %Y").to_string()).unwrap_or_default();
            rows.push(Row::of(format!("{}{day}  ", under.label()), Role::Dim).with(under.title.as_str(), Role::Text));
            for line in &under.lines {
                let text =
                    if line.label.is_empty() { line.text.clone() } else { format!("{}: {}", line.label, line.text) };
                let wrapped = paragraph(&text, columns.saturating_sub(2), Role::Dim);
                rows.extend(wrapped.into_iter().map(|row| Row::of("  ", Role::Text).then(row)));
            }
        }
        if screen.blank().is_none() {
            rows.push(Row::new());
            own(screen, columns, &mut rows);
        }
    } else {
        if !screen.reply.overall.is_empty() {
            rows.extend(paragraph(&screen.reply.overall, columns, Role::Accent));
            rows.push(Row::new());
        }
        for text in KIT.lines() {
            match text.trim_start_matches('#') {
                head if head.len() < text.len() => rows.push(words::heading(head.trim())),
                text => rows.extend(paragraph(text, columns, Role::Dim)),
            }
        }
    }
    let room = area.height.saturating_sub(FOOT);
    let from = screen.scroll.min(rows.len().saturating_sub(usize::from(room.max(1))));
    let upper = Area::new(area.x, area.y, area.width, room);
    painter.rows(upper, rows.get(from..).unwrap_or_default());
    foot(screen, Area::new(area.x, area.y + room, area.width, area.height - room), painter);
}

/// What was said about what is under the cursor.
fn own(screen: &Review, columns: usize, rows: &mut Vec<Row>) {
    let said: Vec<&Said> = screen.said().collect();
    if said.is_empty() {
        return;
    }
    rows.push(words::heading("You said"));
    for one in said {
        rows.extend(paragraph(&line(one), columns, Role::Accent));
    }
    rows.push(Row::new());
}

/// Where an answer is written, and what helps with it.
fn foot(screen: &Review, area: Area, painter: &mut Painter<'_>) {
    let Some((asking, text)) = &screen.writing else {
        let whole = "When and where, what you saw or heard, what it did. Ask before you advise.";
        let fits = usize::from(area.width) >= whole.len();
        let help = if fits { whole } else { "What you saw, and what it did. Ask before you advise." };
        if area.height > 0 {
            painter.put(area.x, area.bottom() - 1, area.width, help, Role::Dim);
        }
        return;
    };
    if area.height < 2 {
        return;
    }
    let blank = screen.blank().is_some() && *asking == Asking::Said(SaidKind::Rating);
    let help = if blank { "A mark from 1 to 5; Enter leaves the line out." } else { help(*asking) };
    painter.put(area.x, area.y, area.width, help, Role::Dim);
    let used = painter.put(area.x, area.y + 1, area.width, format!("{} ", glyph::TO), Role::Accent);
    let line = Area::new(area.x + used, area.y + 1, area.width.saturating_sub(used), 1);
    text.draw(line, painter, &[], true);
}

const fn help(asking: Asking) -> &'static str {
    match asking {
        Asking::Overall => "One line about the whole. Enter keeps it.",
        Asking::Note => "For you alone: it stays in your own journal. Enter keeps it.",
        Asking::Said(SaidKind::Comment) => "What do you see here? Enter keeps it.",
        Asking::Said(SaidKind::Question) => "What would you like to know? Enter keeps it.",
        Asking::Said(SaidKind::Praise) => "What exactly, and its effect? Enter keeps it.",
        Asking::Said(SaidKind::Rating) => "Where do you see this? 1 at the start, 5 there.",
        Asking::Said(SaidKind::Action) => "What could be done? “… by fri” gives it a day. Enter keeps it.",
        Asking::Said(SaidKind::Person) => "Name, what they do: why them. Enter keeps it.",
    }
}

/// Something said, on one line.
fn line(said: &Said) -> String {
    let what = match said.kind {
        SaidKind::Action => "suggested",
        SaidKind::Person => "suggested to meet",
        SaidKind::Question => "asked",
        SaidKind::Praise => "praised",
        SaidKind::Rating => "rated",
        SaidKind::Comment => "commented",
    };
    let rating = said.rating.map(|rating| format!("{rating} of 5")).unwrap_or_default();
    let due = said.due.map(|due| format!(", by {due}")).unwrap_or_default();
    format!("{what}: {rating}{}{due}", said.text)
}

/// The row of the list at a place on the screen.
pub(super) fn row_at(screen: &Review, area: Area, x: u16, y: u16) -> Option<usize> {
    let (left, _) = panes(area);
    if !left.contains((x, y).into()) {
        return None;
    }
    let row = top(screen, left.height) + usize::from(y - left.y);
    (row < screen.rows.len()).then_some(row)
}
