//! A share as plain text: what the preview shows, what `--format text` writes, what a terminal reads out.

use super::{Glossary, Item, KIT, Line, Piece, Share};
use crate::domain::text::bar;

/// What the marks of an evaluation mean.
pub const SCALE: &str = "1 not yet, 2 a little, 3 partly, 4 mostly, 5 fully; leave out what does not apply.";

/// The whole page, line by line. `kit` puts the mentor's guide before it; `ascii` draws bars without blocks; `names`
/// writes each thing's id before it, for answers by id.
#[must_use]
pub fn text(share: &Share, kit: bool, ascii: bool, names: bool) -> Vec<String> {
    let mut page = Page { share, glossary: Glossary::of(share), ascii, names, lines: Vec::new() };
    page.line(format!("# From {} for {}, {}", share.from, share.to, share.made.format("%-d %b %Y")));
    page.line(String::new());
    page.line(summary(share));
    if kit {
        // Its own head is one of several here.
        page.lines.extend(std::iter::once(String::new()).chain(KIT.lines().map(|line| match line.strip_prefix('#') {
            Some(rest) => format!("##{rest}"),
            None => line.to_owned(),
        })));
    }
    if !share.asked.is_empty() {
        page.head("What is asked of you");
        for (n, asked) in share.asked.iter().enumerate() {
            let text = page.marked(&asked.text);
            page.line(format!("{}. {text}", n + 1));
        }
    }
    if let Some(since) = share.since {
        page.head(&format!("What is new since {}", since.format("%-d %b %Y")));
        let mut none = true;
        for item in share.news().filter(|item| item.under.is_none()) {
            none = false;
            page.line(format!("- {}: {} ({})", item.label(), item.title, item.news));
        }
        if none {
            page.line("Nothing.".to_owned());
        }
    }
    for (head, items) in share.chapters() {
        page.head(head);
        for item in items {
            page.item(item);
        }
    }
    page.lines
}

/// How much there is, in one line.
fn summary(share: &Share) -> String {
    let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let asked = match share.asked.len() {
        0 => String::new(),
        n => format!(", {} to you", count(n, "question")),
    };
    format!("{}{asked}; about {}.", count(share.items.len(), "thing"), count(share.minutes(), "minute"))
}

struct Page<'a> {
    share: &'a Share,
    glossary: Glossary<'a>,
    ascii: bool,
    names: bool,
    lines: Vec<String>,
}

impl Page<'_> {
    fn line(&mut self, text: String) {
        self.lines.push(text);
    }

    fn head(&mut self, head: &str) {
        self.lines.extend([String::new(), format!("## {head}"), String::new()]);
    }

    fn marked(&self, text: &str) -> String {
        let piece = |piece: Piece<'_>| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Word(word, n) => format!("{word} [{n}]"),
        };
        self.glossary.mark(text).into_iter().map(piece).collect()
    }

    fn item(&mut self, item: &Item) {
        let number = self.glossary.words().find(|(_, word)| word.item == item.item).map(|(n, _)| format!("[{n}] "));
        let title = if number.is_some() { item.title.clone() } else { self.marked(&item.title) };
        let name = if self.names { format!("{}  ", item.item) } else { String::new() };
        self.line(format!("### {name}{}{title}", number.unwrap_or_default()));
        self.line(String::new());
        let day = item.day.map(|day| day.format("%-d %b %Y").to_string());
        let facts: Vec<String> =
            [Some(item.label().to_owned()), item.state.clone(), day, news(item)].into_iter().flatten().collect();
        self.line(facts.join(" · "));
        if let Some(stands) = &item.stands {
            let drawn = stands.actual.map(|actual| bar(actual, 20, self.ascii));
            let told = [drawn, Some(stands.value.clone()), Some(stands.word.clone())];
            let told: Vec<String> = told.into_iter().flatten().filter(|text| !text.is_empty()).collect();
            self.line(told.join("  "));
        }
        item.lines.iter().for_each(|line| self.told(line, "- "));
        let share = self.share;
        for under in share.under(&item.item) {
            let day = under.day.map(|day| format!("{}  ", day.format("%-d %b %Y"))).unwrap_or_default();
            let state = under.state.as_ref().map(|state| format!(" ({state})")).unwrap_or_default();
            let name = if self.names { format!("{}  ", under.item) } else { String::new() };
            self.line(format!("- {name}{} {day}{}{state}", under.label(), under.title));
            under.lines.iter().for_each(|line| self.told(line, "  - "));
        }
        if !item.blanks.is_empty() {
            self.line(format!("Your half. {SCALE}"));
        }
        for blank in &item.blanks {
            let name = if self.names { format!("{}  ", blank.item) } else { String::new() };
            self.line(format!("- {name}{}", blank.text));
        }
        self.line(String::new());
    }

    fn told(&mut self, line: &Line, mark: &str) {
        let text = self.marked(&line.text);
        let several = text.trim_end().contains('\n');
        if line.label.is_empty() {
            let indent = " ".repeat(mark.len() - 2);
            self.lines.extend(text.trim_end().lines().map(|line| format!("{indent}{line}")));
        } else if several {
            self.line(format!("{mark}{}:", line.label));
            let indent = " ".repeat(mark.len());
            self.lines.extend(text.trim_end().lines().map(|line| format!("{indent}{line}")));
        } else {
            self.line(format!("{mark}{}: {}", line.label, text.trim_end()));
        }
    }
}

fn news(item: &Item) -> Option<String> {
    (!item.news.is_empty()).then(|| item.news.clone())
}
