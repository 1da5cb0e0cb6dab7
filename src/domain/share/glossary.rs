//! The words of a share that its reader may not know: each gets a number where it occurs, and stands explained at the end.

use super::{Item, Share};
use crate::domain::Kind;
use crate::domain::learning::glossary::{Searched, letters};

/// The words of a share, in the order of their numbers.
#[derive(Clone, Debug)]
pub struct Glossary<'a> {
    words: Vec<(Vec<char>, &'a Item)>,
}

/// The most words that are looked for in every text.
const WORDS_MAX: usize = 500;

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it is.
    Text(&'a str),
    /// A word, and its number from 1.
    Word(&'a str, usize),
}

impl<'a> Glossary<'a> {
    /// The words that leave with this share.
    #[must_use]
    pub fn of(share: &'a Share) -> Self {
        let terms = share.items.iter().filter(|item| item.kind == Kind::Term.name() && !item.title.trim().is_empty());
        Self { words: terms.take(WORDS_MAX).map(|item| (letters(&item.title), item)).collect() }
    }

    /// The words, numbered from 1.
    pub fn words(&self) -> impl Iterator<Item = (usize, &'a Item)> + '_ {
        self.words.iter().enumerate().map(|(n, (_, item))| (n + 1, *item))
    }

    /// A text in pieces: each word of the glossary by itself where it first stands, a whole word in any case, with the `s` of several.
    #[must_use]
    pub fn mark<'t>(&self, text: &'t str) -> Vec<Piece<'t>> {
        let searched = Searched::new(text);
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        for (n, (word, _)) in self.words.iter().enumerate() {
            found.extend(searched.place(word).map(|(from, to)| (from, to, n + 1)));
        }
        // The longer of two that overlap: `bed manager` before `bed`.
        found.sort_by_key(|(from, to, _)| (*from, usize::MAX - to));
        let mut pieces = Vec::new();
        let mut done = 0;
        for (from, to, n) in found {
            if from < done {
                continue;
            }
            pieces.extend(text.get(done..from).filter(|text| !text.is_empty()).map(Piece::Text));
            pieces.extend(text.get(from..to).map(|word| Piece::Word(word, n)));
            done = to;
        }
        pieces.extend(text.get(done..).filter(|text| !text.is_empty()).map(Piece::Text));
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share(words: &[&str]) -> Share {
        let term = |word: &&str| Item { kind: "term".to_owned(), title: (*word).to_owned(), ..Item::default() };
        Share { items: words.iter().map(term).collect(), ..Share::default() }
    }

    #[test]
    fn a_word_is_marked_once_whole_and_in_any_case() {
        let share = share(&["dwell", "bed", "bed manager", "Übergabe"]);
        let glossary = Glossary::of(&share);
        for (text, want) in [
            ("Dwell is not dwelling", vec![Piece::Word("Dwell", 1), Piece::Text(" is not dwelling")]),
            ("the bed manager", vec![Piece::Text("the "), Piece::Word("bed manager", 3)]),
            ("an ÜBERGABE, again", vec![Piece::Text("an "), Piece::Word("ÜBERGABE", 4), Piece::Text(", again")]),
            ("dwell, dwell", vec![Piece::Word("dwell", 1), Piece::Text(", dwell")]),
            ("Dwells", vec![Piece::Word("Dwells", 1)]),
            ("indwell", vec![Piece::Text("indwell")]),
            ("", vec![]),
        ] {
            assert_eq!(glossary.mark(text), want, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_of_a_text_is_lost(text in "\\PC{0,60}", words in prop::collection::vec("\\PC{1,4}", 0..4)) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let share = share(&words);
            let joined: String = Glossary::of(&share).mark(&text).into_iter().map(|piece| match piece {
                Piece::Text(text) | Piece::Word(text, _) => text,
            }).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
