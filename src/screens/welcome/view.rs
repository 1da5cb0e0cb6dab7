//! Draws the first five minutes: the questions of a way, one of them asked, and at the end what it came to.

use crate::domain::Now;
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;

use super::{Stage, Way, Welcome};

const PRIVATE: &str = "Your notes stay on this machine. Nothing is shared until you make a share file.";

pub(super) fn draw(screen: &Welcome, area: Area, _now: &Now, painter: &mut Painter<'_>) {
    let pad = if area.width >= 60 { 3 } else { u16::from(area.width > 8) * 2 };
    let inner =
        Area::new(area.x + pad.min(area.width), area.y, area.width.saturating_sub(pad + 2).min(84), area.height);
    let title = match screen.way {
        Way::Met => "I just met my mentor",
        Way::Soon => "I meet someone soon",
        Way::Search => "I have no mentor yet",
    };
    painter.put(inner.x, inner.y, inner.width, title, Role::Strong);
    let columns = usize::from(inner.width);
    if let Stage::Done = screen.stage {
        return painter.rows(
            Area { y: inner.y + 2.min(inner.height), height: inner.height.saturating_sub(2), ..inner },
            &ending(screen, columns),
        );
    }
    let foot = paragraph(PRIVATE, columns, Role::Dim);
    let under = u16::try_from(foot.len()).unwrap_or(1);
    // Where not all of them have room, those before the one that is asked give way.
    let room = usize::from(inner.height.saturating_sub(under + 4));
    let from = (screen.at + 2).saturating_sub(room.max(1)).min(screen.at);
    let mut y = inner.y + 2.min(inner.height);
    for (n, (question, answer)) in screen.answers.iter().enumerate().skip(from) {
        if y + 1 >= inner.bottom().saturating_sub(under) {
            break;
        }
        let asked = n == screen.at;
        if !asked {
            let said = answer.text();
            let row = Row::of(question.asks, Role::Dim).with("  ", Role::Dim).with(said, Role::Text);
            painter.row(inner.x, y, inner.width, &row);
            y += 1;
            continue;
        }
        let used = painter.put(inner.x, y, inner.width, format!("{}  ", question.asks), Role::Strong);
        let line = Area::new(inner.x + used, y, inner.width.saturating_sub(used), 1);
        answer.draw(line, painter, &[], true);
        y += 1;
        let (text, role) = match &screen.error {
            Some(error) => (error.as_str(), Role::Late),
            None => (question.help, Role::Dim),
        };
        for row in paragraph(text, columns.saturating_sub(2), role).into_iter().take(2) {
            painter.row(inner.x + 2, y, inner.width.saturating_sub(2), &row);
            y += 1;
        }
    }
    if inner.height > under + 4 {
        painter.rows(Area { y: inner.bottom() - under, height: under, ..inner }, &foot);
    }
}

/// What it came to, and what may come next.
fn ending(screen: &Welcome, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for line in &screen.plan.said {
        rows.extend(paragraph(line, columns, Role::Text));
        rows.push(Row::new());
    }
    if let Some(error) = &screen.error {
        rows.extend(paragraph(error, columns, Role::Late));
    }
    let goal = Row::of("2", Role::Accent).with(" then ", Role::Dim).with("n", Role::Accent);
    rows.push(goal.with(" turns it into a goal; later is fine.", Role::Dim));
    rows.push(Row::of("Enter", Role::Accent).with(" to Today", Role::Dim));
    rows
}
