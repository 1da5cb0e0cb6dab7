//! Pages as files: HTML for a browser or for paper, Markdown, SVG. All of it is in the one file; nothing is fetched, no
//! script runs. Draws what the page says and leaves out nothing of it.

mod html;
mod letter;
mod markdown;
mod sheet;
mod svg;

#[cfg(test)]
mod tests;

use crate::domain::Now;
use crate::domain::ask::Form;
use crate::domain::overview::Page;

pub use letter::letter;
pub use svg::{chart, whole};

/// A page in a form.
#[must_use]
pub fn write(page: &Page, form: Form, now: &Now) -> String {
    match form {
        Form::Html => html::write(page, now),
        Form::Markdown | Form::Text => markdown::write(page),
        Form::Svg => whole(page),
    }
}

/// Text as it may stand in HTML and in SVG, controls spelt out.
fn plain(text: &str) -> String {
    let shown = crate::domain::Shown::line(text);
    let mut safe = String::with_capacity(shown.as_str().len());
    for c in shown.as_str().chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}
