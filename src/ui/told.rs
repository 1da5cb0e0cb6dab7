//! A thing of a share as its reader sees it, in rows.

use crate::domain::share::Item;

use super::ink::{Row, paragraph};
use super::theme::Role;
use super::words;

/// An item in rows, each with the number of the line it belongs to.
#[must_use]
pub fn item_rows(item: &Item, columns: usize) -> Vec<(Row, Option<usize>)> {
    let mut rows: Vec<(Row, Option<usize>)> = Vec::new();
    rows.extend(paragraph(&item.title, columns.saturating_sub(1), Role::Strong).into_iter().map(|row| (row, None)));
    let mut facts = Row::of(item.label(), Role::Dim);
    if let Some(state) = &item.state {
        facts.dotted(words::state_word(state), words::state_role(state));
    }
    if let Some(day) = item.day {
        facts.dotted(day.format("%-d %b %Y").to_string(), Role::Dim);
    }
    if !item.news.is_empty() {
        facts.dotted(item.news.as_str(), Role::Soon);
    }
    rows.push((facts, None));
    if let Some(stands) = &item.stands {
        let bar = stands.actual.map(|actual| crate::domain::text::bar(actual, 20, false)).unwrap_or_default();
        let row = Row::of(bar, Role::Accent).with(format!("  {}  {}", stands.value, stands.word), Role::Text);
        rows.push((row, None));
    }
    rows.push((Row::new(), None));
    for (n, line) in item.lines.iter().enumerate() {
        if !line.label.is_empty() {
            rows.push((Row::of(line.label.as_str(), Role::Dim), Some(n)));
        }
        for text in line.text.lines() {
            let wrapped = paragraph(text, columns.saturating_sub(3), Role::Text);
            rows.extend(wrapped.into_iter().map(|row| (Row::of("  ", Role::Text).then(row), Some(n))));
        }
    }
    if !item.blanks.is_empty() {
        rows.push((Row::new(), None));
        rows.push((Row::of("Their half, to be filled in", Role::Dim), None));
        let asked = item.blanks.iter().flat_map(|blank| paragraph(&blank.text, columns.saturating_sub(3), Role::Text));
        rows.extend(asked.map(|row| (Row::of("  ", Role::Text).then(row), None)));
    }
    rows
}
