//! My world in one page: what somebody from another field needs to know of mine. Prints no head with nothing under it and
//! never more than sixty lines.

use super::primer::{self, PRIMER};
use super::{glossary, said};
use crate::domain::kinds::primer::Primer;
use crate::domain::kinds::profile::Profile;
use crate::domain::text::{Shown, wrap};

/// The most lines of the page.
pub const LINES: usize = 60;
/// The widest line, in columns.
pub const COLUMNS: usize = 80;
/// How many words of mine are explained.
pub const WORDS: usize = 12;
/// A part takes at most so many lines.
const ROWS: usize = 4;

/// The page, as Markdown: who I am, how my field works, the words I use without noticing.
#[must_use]
pub fn page(profile: &Profile, home: Option<&Primer>, words: &[glossary::Entry]) -> Vec<String> {
    let name = said(profile.name.as_deref()).unwrap_or("Me");
    let mut parts: Vec<(String, Vec<String>)> = Vec::new();
    let mut me = Vec::new();
    me.extend(said(profile.role.as_deref()).map(|role| item(role)));
    me.extend(said(profile.aspiration.as_deref()).map(|hope| item(&format!("I hope to: {hope}"))));
    me.extend(list("Ask me about", &profile.strengths));
    me.extend(list("What matters to me", &profile.values));
    me.extend(said(profile.style.as_deref()).map(|style| item(&format!("How I like to work: {style}"))));
    parts.push(("Who I am".to_owned(), me.concat()));
    let told = home.map(|primer| {
        let line = |line: &primer::Line| Some(item(&format!("{}: {}", line.head, primer::told(primer, line)?)));
        PRIMER.iter().filter_map(line).collect::<Vec<_>>().concat()
    });
    let field = said(profile.home_industry.as_deref())
        .map_or_else(|| "My field".to_owned(), |field| format!("How {field} works"));
    parts.push((field, told.unwrap_or_default()));
    let explained = words.iter().filter(|entry| entry.plain.is_some() || entry.my_equivalent.is_some()).take(WORDS);
    let explain = |entry: &glossary::Entry| {
        let plain = entry.plain.clone().into_iter().chain(entry.my_equivalent.clone()).collect::<Vec<_>>().join("; ");
        item(&format!("{}: {plain}", entry.term))
    };
    parts.push(("Words I use".to_owned(), explained.map(explain).collect::<Vec<_>>().concat()));
    parts.retain(|(_, lines)| !lines.is_empty());
    let mut page = vec![format!("# The world of {}", name.split_whitespace().collect::<Vec<_>>().join(" "))];
    for (head, lines) in parts {
        // A head needs a blank line, itself, a blank line and something under it.
        if page.len() + 4 > LINES {
            break;
        }
        page.extend([String::new(), format!("## {head}"), String::new()]);
        page.extend(lines);
        page.truncate(LINES);
    }
    if page.len() == 1 { Vec::new() } else { page }
}

/// Several of them on one line.
fn list(head: &str, items: &[String]) -> Option<Vec<String>> {
    let items: Vec<&str> = items.iter().filter_map(|item| said(Some(item))).collect();
    (!items.is_empty()).then(|| item(&format!("{head}: {}", items.join(", "))))
}

/// One item, wrapped under its dash.
fn item(text: &str) -> Vec<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let rows = wrap(&Shown::line(&text), COLUMNS - 2);
    let row = |(n, row): (usize, Shown)| format!("{}{}", if n == 0 { "- " } else { "  " }, row.as_str());
    rows.into_iter().take(ROWS).enumerate().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn only_what_is_there_has_a_head() {
        assert!(page(&Profile::default(), None, &[]).is_empty());
        let profile = Profile {
            name: some("Noor Haldane"),
            home_industry: some("logistics"),
            role: some("planner"),
            ..Profile::default()
        };
        assert_eq!(
            page(&profile, Some(&Primer::default()), &[]),
            ["# The world of Noor Haldane", "", "## Who I am", "", "- planner"]
        );
        let primer = Primer { pace: some("By the slot"), ..Primer::default() };
        let words = [glossary::Entry {
            term: "slot".to_owned(),
            industry: None,
            plain: some("Dock time"),
            my_equivalent: None,
            confusable: None,
        }];
        let page = page(&profile, Some(&primer), &words);
        assert!(page.contains(&"## How logistics works".to_owned()) && page.contains(&"- slot: Dock time".to_owned()));
    }

    proptest! {
        #[test]
        fn it_fits_a_page_and_no_head_is_empty(
            texts in prop::collection::vec(prop::option::of("\\PC{0,400}"), 12),
            words in prop::collection::vec("\\PC{0,200}", 0..30),
        ) {
            let text = |n: usize| texts.get(n).cloned().flatten();
            let profile = Profile { name: text(0), role: text(1), aspiration: text(2), strengths: words.clone(), style: text(3), ..Profile::default() };
            let primer = Primer { decides: text(4), good_looks_like: text(5), pace: text(6), risks: text(7), money: text(8), rules: text(9), taboo: text(10), words: text(11), ..Primer::default() };
            let entries: Vec<_> = words.iter().map(|word| glossary::Entry { term: word.clone(), industry: None, plain: some(word), my_equivalent: None, confusable: None }).collect();
            let page = page(&profile, Some(&primer), &entries);
            prop_assert!(page.len() <= LINES);
            for (n, line) in page.iter().enumerate() {
                if line.starts_with("## ") {
                    prop_assert!(page.get(n + 2).is_some_and(|next| next.starts_with("- ")), "{page:?}");
                }
            }
        }
    }
}
