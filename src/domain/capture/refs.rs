//! The words that point elsewhere: `@name`, `#tag`, `^words-of-a-goal`. E-mail addresses, `C#` and `#1` are none of them.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

/// The longest name between quotes, in characters; an unclosed quote is not looked for further.
const QUOTED: usize = 100;

/// Words after which an `@ # ^` word belongs to the sentence, even at its end: “send it to @odile”.
const LEADS: &[&str] = &[
    "about", "after", "and", "as", "ask", "at", "before", "by", "call", "email", "for", "from", "help", "in", "invite",
    "like", "mail", "meet", "of", "on", "or", "phone", "ping", "remind", "see", "show", "tell", "than", "thank", "the",
    "to", "update", "via", "visit", "with", "write",
];

/// What a word points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sigil {
    /// `@name`
    Person,
    /// `#tag`
    Tag,
    /// `^words-of-a-goal`
    Goal,
}

/// A word that points elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ref {
    /// Its bytes, sigil and quotes included.
    pub span: Range<usize>,
    /// What it points to.
    pub sigil: Sigil,
    /// What it says, without sigil and quotes; the hyphens of a goal are spaces.
    pub words: String,
}

/// Finds the words of a stretch of text that point elsewhere.
pub(super) fn refs(text: &str, within: Range<usize>) -> Vec<Ref> {
    let mut found = Vec::new();
    let mut from = within.start;
    while let Some(rest) = text.get(from..within.end)
        && let Some(at) = rest.find(['@', '#', '^'])
    {
        let begins = rest.get(..at).and_then(|before| before.chars().next_back()).map_or(from == within.start, opens);
        let next = if begins { rest.get(at..).and_then(|rest| read(rest, from + at)) } else { None };
        from = next.as_ref().map_or(from + at + 1, |next| next.span.end);
        found.extend(next);
    }
    found
}

/// Whether a word may begin after this character.
fn opens(before: char) -> bool {
    before.is_whitespace() || matches!(before, '(' | '[' | '{' | '"' | '“' | '„' | '«' | '‘' | ',' | ';' | '–' | '—')
}

/// Reads the word that begins a text, which lies at byte `at`.
pub(super) fn read(rest: &str, at: usize) -> Option<Ref> {
    let mut letters = rest.chars();
    let sigil = match letters.next()? {
        '@' => Sigil::Person,
        '#' => Sigil::Tag,
        '^' => Sigil::Goal,
        _ => return None,
    };
    let rest = letters.as_str();
    let (length, words) = if let Some((length, words)) = quoted(rest).filter(|_| sigil != Sigil::Tag) {
        (length, words.to_owned())
    } else {
        let word = word(rest, sigil)?;
        (word.len(), if sigil == Sigil::Goal { word.replace(['-', '_'], " ") } else { word.to_owned() })
    };
    let right = match sigil {
        Sigil::Person => words.starts_with(char::is_alphabetic),
        Sigil::Tag => words.contains(char::is_alphabetic),
        Sigil::Goal => !words.is_empty(),
    };
    right.then(|| Ref { span: at..at + 1 + length, sigil, words })
}

/// `"Odile Varga"`: how long it is with its quotes, and what is between them.
fn quoted(rest: &str) -> Option<(usize, &str)> {
    let mut letters = rest.chars();
    let closing = match letters.next()? {
        '"' => '"',
        '“' => '”',
        _ => return None,
    };
    let inner = letters.as_str();
    let (end, _) = inner.char_indices().take(QUOTED).find(|(_, c)| *c == closing)?;
    let words = inner.get(..end)?.trim();
    Some((rest.len() - inner.len() + end + closing.len_utf8(), words)).filter(|_| !words.is_empty())
}

/// Letters and digits with single joints between them; whole characters as people see them, so that no accent is lost.
fn word(rest: &str, sigil: Sigil) -> Option<&str> {
    let mut end = 0;
    for (at, seen) in rest.grapheme_indices(true) {
        if seen.starts_with(char::is_alphanumeric) {
            end = at + seen.len();
        } else if at == 0 || at > end || !joins(seen, sigil) {
            break;
        }
    }
    let word = rest.get(..end)?;
    // @odile's board
    let owned = (sigil == Sigil::Person).then(|| word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"))).flatten();
    Some(owned.unwrap_or(word))
}

/// Whether it may stand between two letters of such a word.
fn joins(seen: &str, sigil: Sigil) -> bool {
    match seen {
        "-" | "_" => true,
        "." | "'" | "’" => sigil != Sigil::Tag,
        "/" => sigil != Sigil::Person,
        _ => false,
    }
}

/// A stretch without the `@ # ^` words at its end, unless nothing else is in it. One that the sentence leads up to stays.
pub(super) fn without_tail(text: &str, range: Range<usize>, refs: &[Ref]) -> Range<usize> {
    let range = super::trim(text, range);
    let mut end = range.end;
    for last in refs.iter().rev().filter(|last| last.span.end <= range.end) {
        if last.span.end != end || last.span.start < range.start {
            break;
        }
        let before = text.get(range.start..last.span.start).unwrap_or_default().trim_end();
        let lead = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        if LEADS.iter().any(|word| lead.eq_ignore_ascii_case(word)) {
            break;
        }
        end = range.start + before.len();
    }
    if end == range.start { range } else { range.start..end }
}
