//! A text as a page: what is handed over on its own, a look-back or a letter. One file, no script, no request.

use super::{plain, sheet};

/// A text of Markdown's heads, lists and paragraphs as a page for a browser or for paper. What is no head and no list is
/// a paragraph; nothing in it becomes a part of the page.
#[must_use]
pub fn letter(lines: &[String]) -> String {
    let title = lines.iter().find_map(|line| line.strip_prefix("# ")).or_else(|| lines.first().map(String::as_str));
    let title = plain(title.unwrap_or_default());
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>{}{}</style>\n</head>\n<body>\n<main>\n",
        sheet::HASH,
        sheet::COLOURS,
        sheet::PAGE
    );
    let (mut listed, mut open) = (false, false);
    for line in lines.iter().flat_map(|line| line.split('\n')) {
        let item = line.strip_prefix("- ");
        if listed != item.is_some() {
            out.push_str(if listed { "</ul>\n" } else { "" });
        }
        if open && (line.trim().is_empty() || item.is_some() || line.starts_with('#')) {
            out.push_str("</p>\n");
            open = false;
        }
        if !listed && item.is_some() {
            out.push_str("<ul>\n");
        }
        listed = item.is_some();
        if let Some(item) = item {
            out.push_str(&format!("<li>{}</li>\n", plain(item)));
        } else if let Some(head) = line.strip_prefix("## ") {
            out.push_str(&format!("<h2>{}</h2>\n", plain(head)));
        } else if let Some(head) = line.strip_prefix("# ") {
            out.push_str(&format!("<h1>{}</h1>\n", plain(head)));
        } else if !line.trim().is_empty() {
            out.push_str(if open { "<br>\n" } else { "<p>" });
            out.push_str(&plain(line));
            open = true;
        }
    }
    out.push_str(if listed { "</ul>\n" } else { "" });
    out.push_str(if open { "</p>\n" } else { "" });
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_lists_and_paragraphs_and_nothing_else() {
        let lines = ["# Looking back", "", "Since May", "and on", "", "## Goals", "- <b>one</b>", "- two", "Then"];
        let page = letter(&lines.map(str::to_owned));
        let body = page.split_once("<main>").expect("a body").1;
        for part in [
            "<h1>Looking back</h1>",
            "<p>Since May<br>\nand on</p>",
            "<h2>Goals</h2>",
            "<ul>\n<li>&lt;b&gt;one&lt;/b&gt;</li>\n<li>two</li>\n</ul>",
            "<p>Then</p>",
        ] {
            assert!(body.contains(part), "{part}: {body}");
        }
        assert!(!page.contains("<script") && !page.contains("://"));
        assert!(letter(&[]).contains("<main>"));
    }
}
