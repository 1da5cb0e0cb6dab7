//! A page as Markdown: headings, lists, and charts as the sentences that stand for them.

use crate::domain::Shown;
use crate::domain::overview::{Block, Cell, Inline, Line, Page};

/// Writes the page.
pub(super) fn write(page: &Page) -> String {
    let mut out = format!("# {}\n", safe(&page.title));
    if !page.beside.is_empty() {
        out.push_str(&format!("\n{}\n", safe(&page.beside)));
    }
    for section in &page.sections {
        out.push_str(&format!("\n## {}\n\n", safe(&section.heading)));
        for block in &section.blocks {
            match block {
                Block::Lines(lines) => lines.iter().for_each(|each| line(each, &mut out)),
                Block::Chart(_, chart) => out.push_str(&format!("- {}\n", safe(&chart.words()))),
            }
        }
    }
    if !page.foot.is_empty() {
        out.push_str(&format!("\n{}\n", safe(&page.foot)));
    }
    out
}

fn line(line: &Line, out: &mut String) {
    let said: Vec<String> = line.columns.iter().flatten().chain(&line.right).map(cell).collect();
    let mut text = said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    if let Some(before) = &line.before {
        text.push_str(&format!(" (before: {})", safe(before)));
    }
    if !text.is_empty() {
        out.push_str(&format!("- {text}\n"));
    }
}

fn cell(cell: &Cell) -> String {
    let text = safe(&cell.text());
    match &cell.inline {
        Some(Inline::Bar(Some(share), _)) => format!("{text}{:.0} %", share * 100.0),
        _ => text,
    }
}

/// Text whose marks mean nothing in Markdown, on one line.
fn safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in Shown::line(text.trim()).as_str().chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}
