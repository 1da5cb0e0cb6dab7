//! Draws Progress.

use crate::domain::ask::Today as Page;
use crate::domain::{Now, text};
use crate::ui::ink::Row;
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;
use crate::ui::{chart, words};

use super::Progress;

/// Draws the screen.
pub(super) fn draw(screen: &Progress, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let Some(page) = &screen.page else { return };
    let pad = if area.width >= 60 { 3 } else { 2.min(area.width) };
    let inner = Area::new(area.x + pad, area.y, area.width.saturating_sub(pad + 2), area.height);
    let lines = lines(page, now, usize::from(inner.width).min(96));
    let at = lines.iter().position(|line| line.goal == Some(screen.cursor)).unwrap_or(0);
    let height = usize::from(inner.height);
    let from = (at + 2).saturating_sub(height).min(lines.len().saturating_sub(height));
    for (line, y) in lines.iter().skip(from).zip(inner.top()..inner.bottom()) {
        painter.ends(inner.x, y, inner.width.min(96), &line.left, &line.right);
        if line.goal == Some(screen.cursor) {
            painter.band(Area::new(inner.x.saturating_sub(2), y, inner.width.min(96) + inner.x.min(2) + 1, 1));
        }
    }
}

/// A line of the page.
#[derive(Default)]
struct Line {
    left: Row,
    right: Row,
    goal: Option<usize>,
}

impl From<Row> for Line {
    fn from(left: Row) -> Self {
        Self { left, ..Self::default() }
    }
}

fn lines(page: &Page, now: &Now, columns: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = vec![words::heading("Goals").into(), Line::default()];
    let wide = page.goals.iter().map(|goal| text::fit(&goal.value, 12).width()).max().unwrap_or(0);
    let cells = if columns >= 90 { 20 } else { 8 };
    for (n, goal) in page.goals.iter().enumerate() {
        let role = match words::state_role(&goal.word) {
            Role::Dim => Role::Accent,
            role => role,
        };
        let bar = match goal.actual {
            Some(share) => chart::bar(share, cells, role),
            None => Row::of("·".repeat(cells), Role::Faint),
        };
        let value = text::fit(&goal.value, 12);
        let space = " ".repeat(wide.saturating_sub(value.width()) + 2);
        let left = bar.with(space, Role::Dim).with(value, Role::Dim).with("  ", Role::Dim);
        let mut right = Row::of(words::state_word(&goal.word), words::state_role(&goal.word));
        if let (Some(due), true) = (goal.due, columns >= 90) {
            let dated = words::dated(due, now);
            let gap = " ".repeat(28_usize.saturating_sub(dated.width()));
            right = right.with("   ", Role::Dim).then(dated).with(gap, Role::Dim);
        }
        lines.push(Line { left: left.with(goal.title.as_str(), Role::Text), right, goal: Some(n) });
    }
    if page.goals.is_empty() {
        let row = Row::of("No goals yet. ", Role::Dim).with("2", Role::Accent).with(" then ", Role::Dim);
        lines.push(row.with("n", Role::Accent).with(" makes the first.", Role::Dim).into());
    }
    let (kept, due) = page.promises;
    lines.extend([Line::default(), words::heading("Promises").into(), Line::default()]);
    let weeks: Vec<_> = page.promise_weeks.iter().map(|n| f64::from(*n)).collect();
    let most = weeks.iter().copied().fold(1.0, f64::max);
    let (theirs_kept, theirs_due) = page.promises_theirs;
    if due == 0 && theirs_due == 0 {
        lines.push(Row::of("None was due in the last 90 days.", Role::Dim).into());
    }
    let kept_of = |whose: &str, kept: u32, due: u32| {
        let row = Row::of(format!("{whose:<8}"), Role::Text).with(kept.to_string(), Role::Strong);
        row.with(format!(" of {due} kept in 90 days"), Role::Dim)
    };
    if due > 0 {
        let row =
            kept_of("mine", kept, due).with("   ", Role::Dim).with(chart::sparkline(&weeks, 0.0, most), Role::Accent);
        lines.push(row.with(format!("  {} weeks", weeks.len()), Role::Dim).into());
    }
    if theirs_due > 0 {
        lines.push(kept_of("theirs", theirs_kept, theirs_due).into());
    }
    lines.extend([Line::default(), words::heading("Pulse").into(), Line::default()]);
    lines.push(match &page.pulse {
        None => Row::of("Not enough weeks yet for a trend. ", Role::Dim)
            .with("7", Role::Accent)
            .with(" keeps them.", Role::Dim)
            .into(),
        Some(word) => {
            let row = Row::of(format!("{word:<8}"), words::state_role(word));
            let row = row.with(chart::sparkline(&page.pulse_weeks, 0.0, 100.0), Role::Accent);
            row.with(format!("  {} weeks, private", page.pulse_weeks.len()), Role::Dim).into()
        }
    });
    lines
}
