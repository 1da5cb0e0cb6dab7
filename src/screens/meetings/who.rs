//! Who somebody is, beside the agenda of a talk with them. For my eyes: none of it leaves.

use crate::domain::who::Who;
use crate::domain::{Now, dates};
use crate::ui::ink::{Row, paragraph};
use crate::ui::theme::Role;
use crate::ui::{glyph, words};

/// What is known of them, at this width.
pub(super) fn rows(who: &Who, columns: usize, now: &Now) -> Vec<Row> {
    let mut rows = vec![Row::of(who.name.as_str(), Role::Strong)];
    let mut beside = Row::new();
    beside.dotted(who.industry.clone().unwrap_or_default(), Role::Dim);
    beside.dotted(who.badge.unwrap_or_default(), Role::Accent);
    beside.dotted(words::count(i64::try_from(who.held).unwrap_or(0), "talk so far", "talks so far"), Role::Dim);
    rows.push(beside);
    let mut part = |head: &str, texts: Vec<String>, dots: bool| {
        let texts: Vec<_> = texts.into_iter().filter(|text| !text.trim().is_empty()).collect();
        if texts.is_empty() {
            return;
        }
        rows.push(Row::new());
        rows.push(words::heading(head));
        for text in texts {
            let indent = if dots { 2 } else { 0 };
            for (n, row) in paragraph(&text, columns.saturating_sub(indent).max(8), Role::Text).into_iter().enumerate()
            {
                let head = match (dots, n) {
                    (true, 0) => Row::of(glyph::DOT, Role::Dim).with(" ", Role::Dim),
                    (true, _) => Row::of("  ", Role::Dim),
                    (false, _) => Row::new(),
                };
                rows.push(head.then(row));
            }
        }
    };
    part("what matters to them", who.matters_to_them.iter().cloned().collect(), false);
    part("how they like to work", who.style.iter().cloned().collect(), false);
    let last = who.last.map(|day| format!("last talk, {}", dates::distance(day, now)));
    part(last.as_deref().unwrap_or("last talk"), who.last_talk.clone(), true);
    part("in common", who.common.clone(), true);
    part("to explain", who.explain.clone(), true);
    let terms = who.terms.iter().map(|(term, plain)| match plain.as_str() {
        "" => term.clone(),
        plain => format!("{term}: {plain}"),
    });
    part("words of yours to explain", terms.collect(), true);
    part("what you could trade", who.trade.iter().chain(&who.given).cloned().collect(), false);
    rows
}
