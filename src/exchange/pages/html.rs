//! A page as HTML: one file, no script, no request; light, dark and on paper.

use crate::domain::Now;
use crate::domain::chart::Tone;
use crate::domain::overview::{Block, Cell, Inline, Line, Page, Section};

use super::{plain, sheet, svg};

/// Writes the page.
pub(super) fn write(page: &Page, now: &Now) -> String {
    let title = plain(&page.title);
    let mut out = head(&title);
    out.push_str(&format!("<header>\n<h1>{title}</h1>\n"));
    if !page.beside.is_empty() {
        out.push_str(&format!("<p>{}</p>\n", plain(&page.beside)));
    }
    let beside = page.sections.iter().any(|section| section.second);
    out.push_str(if beside { "</header>\n<main class=\"columns\">\n" } else { "</header>\n<main>\n" });
    for second in [false, true] {
        let sections: Vec<&Section> = page.sections.iter().filter(|section| section.second == second).collect();
        if !sections.is_empty() {
            out.push_str("<div>\n");
            for part in sections {
                section(part, &mut out);
            }
            out.push_str("</div>\n");
        }
    }
    out.push_str("</main>\n<footer>");
    if !page.foot.is_empty() {
        out.push_str(&plain(&page.foot));
        out.push_str(" · ");
    }
    out.push_str(&format!("As of {}</footer>\n</body>\n</html>\n", now.today().format("%-d %B %Y")));
    out
}

/// The beginning of a page up to its body: one style sheet, known by its hash, and nothing that could be fetched or run. The title
/// is safe already.
pub(super) fn head(title: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; \
         base-uri 'none'; form-action 'none'\">\n<title>{title}</title>\n<style>{}{}</style>\n</head>\n<body>\n",
        sheet::HASH,
        sheet::COLOURS,
        sheet::PAGE
    )
}

fn section(section: &Section, out: &mut String) {
    out.push_str(&format!("<section>\n<h2>{}</h2>\n", plain(&section.heading)));
    for block in &section.blocks {
        match block {
            Block::Lines(lines) => write_lines(lines, out),
            Block::Chart(_, chart) => {
                out.push_str(&svg::inner(chart));
                out.push('\n');
            }
        }
    }
    out.push_str("</section>\n");
}

/// Lines that have columns are a table; others are paragraphs.
fn write_lines(lines: &[Line], out: &mut String) {
    let table = |line: &Line| line.columns.len() > 1 || !line.right.is_empty();
    for group in lines.chunk_by(|a, b| table(a) == table(b)) {
        if !group.first().is_some_and(table) {
            for line in group {
                out.push_str(&format!("<p>{}{}</p>\n", cells(line.columns.iter().flatten()), before(line)));
            }
            continue;
        }
        out.push_str("<table>\n");
        for line in group {
            out.push_str("<tr>");
            for column in &line.columns {
                out.push_str(&format!("<td>{}</td>", cells(column)));
            }
            if !line.right.is_empty() {
                out.push_str(&format!("<td class=\"end\">{}</td>", cells(&line.right)));
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</table>\n");
    }
}

fn before(line: &Line) -> String {
    let said = line.before.as_deref().map(plain).unwrap_or_default();
    if said.is_empty() { said } else { format!(" <span class=\"dim\">(before: {said})</span>") }
}

fn cells<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> String {
    let said: Vec<String> = cells.into_iter().map(cell).filter(|text| !text.is_empty()).collect();
    said.join(" <span class=\"dim\">·</span> ")
}

fn cell(cell: &Cell) -> String {
    let mut said = String::new();
    for (text, tone) in &cell.runs {
        let text = plain(text);
        match tone {
            Tone::Text => said.push_str(&text),
            tone => said.push_str(&format!("<span class=\"{}\">{text}</span>", tone.name())),
        }
    }
    match &cell.inline {
        None => {}
        Some(Inline::Bar(share, tone)) => said.push_str(&svg::bar(*share, *tone)),
        Some(Inline::Spark(values, low, high)) => said.push_str(&svg::spark(values, *low, *high)),
    }
    said
}
