//! A page of text that was looked at on the screen (a brief, a letter, a look back) as a file: Markdown, text without marks, or
//! one HTML page. Knows headings, lists and paragraphs, and takes all else as text.

use crate::domain::ask::Form;

use super::{html, plain};

/// The text in a form; it is Markdown to begin with, and ends with a line end.
#[must_use]
pub fn letter(text: &str, form: Form) -> String {
    let text = text.trim_end();
    match form {
        Form::Html => page(text),
        Form::Text => text.lines().map(bare).collect::<Vec<_>>().join("\n") + "\n",
        Form::Markdown | Form::Svg => format!("{text}\n"),
    }
}

/// A line, and what it is.
enum Line<'t> {
    Title(&'t str),
    Heading(&'t str),
    Item(&'t str),
    Text(&'t str),
}

fn read(line: &str) -> Line<'_> {
    let line = line.trim_end();
    if let Some(title) = line.strip_prefix("# ") {
        Line::Title(title)
    } else if let Some(heading) = line.strip_prefix("## ").or_else(|| line.strip_prefix("### ")) {
        Line::Heading(heading)
    } else if let Some(item) = line.trim_start().strip_prefix("- ") {
        Line::Item(item)
    } else {
        Line::Text(line)
    }
}

fn bare(line: &str) -> String {
    match read(line) {
        Line::Title(text) => text.to_owned(),
        Line::Heading(text) => text.to_uppercase(),
        Line::Item(_) | Line::Text(_) => line.trim_end().replace("**", ""),
    }
}

fn page(text: &str) -> String {
    let title = text.lines().find_map(|line| match read(line) {
        Line::Title(title) => Some(plain(title)),
        _ => None,
    });
    let mut out = html::head(title.as_deref().unwrap_or("mentee"));
    out.push_str("<main>\n");
    let mut listed = false;
    for line in text.lines() {
        let line = read(line);
        if let (false, true) = (matches!(line, Line::Item(_)), listed) {
            out.push_str("</ul>\n");
            listed = false;
        }
        match line {
            Line::Title(text) => out.push_str(&format!("<h1>{}</h1>\n", plain(text))),
            Line::Heading(text) => out.push_str(&format!("<h2>{}</h2>\n", plain(text))),
            Line::Item(text) => {
                out.push_str(if listed { "" } else { "<ul>\n" });
                listed = true;
                out.push_str(&format!("<li>{}</li>\n", plain(text)));
            }
            Line::Text("") => {}
            Line::Text(text) => out.push_str(&format!("<p>{}</p>\n", plain(text))),
        }
    }
    out.push_str(if listed { "</ul>\n" } else { "" });
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BRIEF: &str =
        "# For Odile Varga\n\n## Since last time\n\n- the board <moved>\n- **two** talks\n\nThank you.\n\n";

    #[test]
    fn a_page_in_three_forms() {
        assert_eq!(letter(BRIEF, Form::Markdown), format!("{}\n", BRIEF.trim_end()));
        let text = letter(BRIEF, Form::Text);
        assert_eq!(text, "For Odile Varga\n\nSINCE LAST TIME\n\n- the board <moved>\n- two talks\n\nThank you.\n");
        let html = letter(BRIEF, Form::Html);
        for part in [
            "<title>For Odile Varga</title>",
            "<h2>Since last time</h2>\n<ul>\n<li>the board &lt;moved&gt;</li>",
            "</ul>\n<p>Thank you.</p>",
            "default-src 'none'",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }

    proptest! {
        #[test]
        fn nothing_written_becomes_markup(text in "[#*<>&\"' a-z\\n-]{0,80}") {
            let html = letter(&text, Form::Html);
            let (_, body) = html.split_once("<main>").expect("a body");
            for tag in body.split('<').skip(1) {
                let known = ["h1>", "/h1>", "h2>", "/h2>", "ul>", "/ul>", "li>", "/li>", "p>", "/p>", "/main>", "/body>", "/html>"];
                prop_assert!(known.iter().any(|known| tag.starts_with(known)), "{}", tag);
            }
            prop_assert_eq!(body.matches("<ul>").count(), body.matches("</ul>").count());
        }
    }
}
