//! Words of two fields, looked up from either side, and found again in a text that leaves. Changes no text, marks it.

use serde::Serialize;

use super::{key, said};
use crate::domain::kinds::term::Term;

/// The most lines an entry takes.
pub const LINES: usize = 3;

/// An entry, as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The word.
    pub term: String,
    /// Whose word it is.
    pub industry: Option<String>,
    /// What it means.
    pub plain: Option<String>,
    /// What I would say.
    pub my_equivalent: Option<String>,
    /// What it is easily taken for.
    pub confusable: Option<String>,
}

impl Entry {
    /// The entry of a term.
    #[must_use]
    pub fn of(title: &str, term: &Term) -> Self {
        let own = |text: &Option<String>| {
            said(text.as_deref()).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        Self {
            term: title.trim().to_owned(),
            industry: own(&term.industry),
            plain: own(&term.plain),
            my_equivalent: own(&term.my_equivalent),
            confusable: own(&term.confusable),
        }
    }

    /// At most three lines: the word and what it means, our word, what it is not.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let field = self.industry.as_ref().map(|field| format!(" ({field})")).unwrap_or_default();
        let plain = self.plain.as_ref().map(|plain| format!(": {plain}")).unwrap_or_default();
        let mut lines = vec![format!("{}{field}{plain}", self.term)];
        lines.extend(self.my_equivalent.as_ref().map(|ours| format!("  we say: {ours}")));
        lines.extend(self.confusable.as_ref().map(|other| format!("  careful: {other}")));
        lines
    }
}

/// How well an entry answers words: 0 is the term itself, 1 our own word for it, 2 either holds the words; `None` not at all.
#[must_use]
pub fn answers(entry: &Entry, words: &str) -> Option<u8> {
    let words = key(words);
    if words.is_empty() {
        return None;
    }
    let (term, ours) = (key(&entry.term), entry.my_equivalent.as_deref().map(key).unwrap_or_default());
    let holds =
        |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == words) || text.contains(&words);
    if term == words {
        Some(0)
    } else if ours == words {
        Some(1)
    } else {
        (holds(&term) || holds(&ours)).then_some(2)
    }
}

/// What marks a word that is explained below a text.
pub const MARK: char = '*';

/// Which of these terms a text uses, by number, in the order in which they come up.
#[must_use]
pub fn used(text: &str, terms: &[String]) -> Vec<usize> {
    let mut places: Vec<(usize, usize)> =
        terms.iter().enumerate().filter_map(|(n, term)| Some((place(text, term)?.0, n))).collect();
    places.sort_unstable();
    places.into_iter().map(|(_, n)| n).collect()
}

/// The text with a mark behind the first use of each of these terms, and which they were, by number, in their order.
#[must_use]
pub fn marked(text: &str, terms: &[String]) -> (String, Vec<usize>) {
    let used = used(text, terms);
    let mut ends: Vec<usize> = used.iter().filter_map(|n| Some(place(text, terms.get(*n)?)?.1)).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut marked = String::with_capacity(text.len() + ends.len());
    let mut from = 0;
    for end in ends {
        marked.push_str(text.get(from..end).unwrap_or_default());
        marked.push(MARK);
        from = end;
    }
    marked.push_str(text.get(from..).unwrap_or_default());
    (marked, used)
}

/// Where a term first stands in a text, as a range of bytes.
fn place(text: &str, term: &str) -> Option<(usize, usize)> {
    Searched::new(text).place(&letters(term))
}

/// A term as it is looked for: its letters in lower case.
#[must_use]
pub fn letters(term: &str) -> Vec<char> {
    term.trim().chars().flat_map(char::to_lowercase).collect()
}

/// A text that is looked through for many terms.
#[derive(Debug)]
pub struct Searched {
    /// Each character in lower case beside where it begins; one that becomes several counts as its first.
    chars: Vec<(usize, char)>,
    /// Its length in bytes.
    end: usize,
}

impl Searched {
    /// Makes a text ready.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
        Self { chars: text.char_indices().map(|(at, c)| (at, lower(c))).collect(), end: text.len() }
    }

    /// Where a term first stands as a whole word, in any case, as a range of bytes; an `s` behind it belongs to it.
    #[must_use]
    pub fn place(&self, term: &[char]) -> Option<(usize, usize)> {
        let first = term.first()?;
        let in_word = |at: usize| self.chars.get(at).is_some_and(|(_, c)| c.is_alphanumeric());
        let is = |at: usize, c: char| self.chars.get(at).is_some_and(|(_, other)| *other == c);
        for at in 0..self.chars.len() {
            if !is(at, *first) || (at > 0 && in_word(at - 1)) || !term.iter().zip(at..).all(|(c, at)| is(at, *c)) {
                continue;
            }
            let mut end = at + term.len();
            if is(end, 's') && !in_word(end + 1) {
                end += 1;
            }
            if !in_word(end) {
                let byte = |at: usize| self.chars.get(at).map_or(self.end, |(byte, _)| *byte);
                return Some((byte(at), byte(end)));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry() -> Entry {
        Entry {
            term: "boarding".to_owned(),
            industry: Some("healthcare".to_owned()),
            plain: Some("A patient waits for a bed".to_owned()),
            my_equivalent: Some("waiting for a dock".to_owned()),
            confusable: Some("It is not loading".to_owned()),
        }
    }

    fn terms(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn an_entry_takes_three_lines_at_the_most() {
        let want = [
            "boarding (healthcare): A patient waits for a bed",
            "  we say: waiting for a dock",
            "  careful: It is not loading",
        ];
        assert_eq!(entry().lines(), want);
        let long =
            Term { plain: Some("two\nlines ".to_owned()), my_equivalent: Some(" ".to_owned()), ..Term::default() };
        assert_eq!(Entry::of("dwell", &long).lines(), ["dwell: two lines"]);
    }

    #[test]
    fn words_are_found_from_both_sides() {
        for (words, answer) in
            [("Boarding", Some(0)), ("waiting for a dock", Some(1)), ("dock", Some(2)), ("bed", None), (" ", None)]
        {
            assert_eq!(answers(&entry(), words), answer, "{words}");
        }
    }

    #[test]
    fn a_text_marks_the_first_use_of_each_term() {
        let terms = terms(&["dwell", "bed manager", "slot", "İ"]);
        let (marked, used) = marked("Two slots, and a Bed Manager; dwelling is no dwell, a slot is none.", &terms);
        assert_eq!(marked, "Two slots*, and a Bed Manager*; dwelling is no dwell*, a slot is none.");
        assert_eq!(used, [2, 1, 0]);
    }

    proptest! {
        #[test]
        fn marks_only_add(text in any::<String>(), words in prop::collection::vec("[a-c]{1,2}", 0..4)) {
            let (marked, used) = marked(&text, &words);
            prop_assert_eq!(marked.chars().count(), text.chars().count() + marked.matches(MARK).count() - text.matches(MARK).count());
            let mut letters = text.chars();
            prop_assert!(marked.chars().filter(|c| *c != MARK).all(|c| letters.by_ref().any(|other| other == c)));
            prop_assert!(used.len() <= words.len());
        }

        #[test]
        fn any_term_stands_in_its_own_line(before in "[ a-z]{0,8}", term in "[a-zéß計]{1,6}") {
            let terms = vec![term.clone()];
            let alone = format!("{before} {term}.");
            prop_assert_eq!(used(&alone, &terms), [0]);
        }
    }
}
