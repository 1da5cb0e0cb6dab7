//! Draws the inbox: each proposal in full under its head, the one under the cursor with what can be done about it.

use crate::domain::share::Proposal;
use crate::domain::{Now, dates};
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;
use crate::ui::words;

use super::Replies;

/// The most lines of a proposal that is not under the cursor.
const FOLDED: usize = 2;

/// Draws the screen.
pub(super) fn draw(screen: &Replies, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let Some(waiting) = &screen.waiting else { return };
    let pad = if area.width >= 60 { 3 } else { 2 };
    let body = Area::new(area.x.saturating_add(pad), area.y, area.width.saturating_sub(pad + 2), area.height);
    if waiting.is_empty() {
        let rows = [
            Row::of("Nothing waits for an answer.", Role::Text),
            Row::of("What a mentor sends back is taken in with ", Role::Dim).with("mentee reply FILE", Role::Accent),
        ];
        return painter.rows(body, &rows);
    }
    let count = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
    let head = words::heading("From mentors").with(format!("  {}", words::count(count, "waits", "wait")), Role::Dim);
    painter.row(body.x, body.y, body.width, &head);
    let columns = usize::from(body.width.saturating_sub(3));
    let mut lines: Vec<(Row, Row, bool)> = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (n, one) in waiting.iter().enumerate() {
        let here = n == screen.cursor;
        if here {
            from = lines.len();
        }
        let (left, right) = title(one, here, now);
        lines.push((left, right, here));
        let text = paragraph(one.record.text("body"), columns, if here { Role::Text } else { Role::Dim });
        let folded = if here { text.len() } else { FOLDED };
        lines.extend(text.into_iter().take(folded).map(|row| (Row::of("  ", Role::Text).then(row), Row::new(), here)));
        if here && screen.words.is_some() {
            to = lines.len();
            lines.push((Row::new(), Row::new(), here));
        } else if here {
            to = lines.len().saturating_sub(1);
        }
        lines.push((Row::new(), Row::new(), false));
    }
    let list = Area::new(body.x - 2, body.y.saturating_add(2), body.width + 2, body.height.saturating_sub(2));
    let top = (to + 1).saturating_sub(usize::from(list.height)).min(from);
    for (((left, right, here), y), at) in lines.iter().skip(top).zip(list.top()..list.bottom()).zip(top..) {
        painter.ends(list.x + 2, y, list.width.saturating_sub(2), left, right);
        if *here {
            painter.band(Area::new(list.x, y, list.width, 1));
        }
        if let (Some(words), true) = (&screen.words, at == to) {
            words.draw(Area::new(list.x + 4, y, list.width.saturating_sub(5), 1), painter);
        }
    }
}

fn title(one: &Proposal, here: bool, now: &Now) -> (Row, Row) {
    let what = match one.record.text("suggests") {
        "" => one.record.text("feedback_kind").to_owned(),
        "half" => "the other half".to_owned(),
        suggests => format!("suggests: {suggests}"),
    };
    let role = if here { Role::Strong } else { Role::Text };
    let mut left = Row::of(words::capital(&what), role).with(format!(" of {}", one.by), Role::Dim);
    if let Some((_, _, title)) = &one.about {
        left = left.with("  on ", Role::Dim).with(format!("“{title}”"), Role::Text);
    }
    if let Some(due) = one.record.day("suggests_due") {
        left = left.with(format!("  by {}", dates::say(due, now)), Role::Soon);
    }
    (left, Row::of(dates::near(now.day_of(one.record.created), now), Role::Dim))
}
