//! Whether two texts speak of the same thing: words of weight, brought to their stems. English endings only; in another
//! language whole words still meet. Guesses nothing beyond shared words.

use std::collections::BTreeSet;

/// Words that say nothing of what a text is about.
const EMPTY: &[&str] = &[
    "about",
    "above",
    "after",
    "again",
    "all",
    "also",
    "and",
    "any",
    "are",
    "ask",
    "because",
    "been",
    "before",
    "being",
    "between",
    "but",
    "can",
    "could",
    "does",
    "doing",
    "don",
    "each",
    "first",
    "for",
    "from",
    "get",
    "give",
    "goes",
    "had",
    "has",
    "have",
    "her",
    "here",
    "hers",
    "him",
    "his",
    "how",
    "into",
    "its",
    "itself",
    "just",
    "keep",
    "know",
    "less",
    "like",
    "make",
    "many",
    "may",
    "more",
    "most",
    "much",
    "need",
    "never",
    "new",
    "not",
    "nothing",
    "off",
    "one",
    "only",
    "other",
    "our",
    "out",
    "over",
    "own",
    "people",
    "really",
    "she",
    "should",
    "some",
    "something",
    "such",
    "take",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "this",
    "those",
    "through",
    "too",
    "towards",
    "under",
    "until",
    "very",
    "want",
    "was",
    "way",
    "week",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "whom",
    "why",
    "will",
    "with",
    "without",
    "work",
    "would",
    "year",
    "you",
    "your",
];
/// Shorter words are left out.
const SHORTEST: usize = 3;
/// A stem keeps at least so many letters.
const STEM: usize = 4;

/// The stems of a text's words of weight: lower case, without English endings, none twice.
#[must_use]
pub fn stems(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| has_weight(word)).map(|word| stem(word).to_owned()).collect()
}

fn has_weight(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= SHORTEST || !word.is_ascii() && letters > 0) && !EMPTY.contains(&word)
}

/// A word without its ending: `planning`, `plans` and `plan` are one, as `interviews` and `interviewing`.
fn stem(word: &str) -> &str {
    let without = |word, end: &str| -> Option<&str> {
        str::strip_suffix(word, end).filter(|rest: &&str| rest.chars().count() >= STEM - 1)
    };
    let plural = |word| without(word, "s").filter(|rest: &&str| !rest.ends_with('s'));
    let word = without(word, "ies").or_else(|| plural(word)).unwrap_or(word);
    let cut = [
        "ations", "ation", "ating", "ators", "ator", "ated", "ate", "ions", "ion", "ing", "ment", "ers", "er", "ed",
        "y", "e",
    ];
    let rest = cut.iter().find_map(|end| without(word, end)).unwrap_or(word);
    // `plann` is `plan`, and `modell` is `model`.
    let mut ends = rest.chars().rev();
    match (ends.next(), ends.next()) {
        (Some(a), Some(b)) if a == b && a.is_ascii_alphabetic() => rest.get(..rest.len() - 1).unwrap_or(rest),
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_of_a_word_are_one() {
        for (a, b) in [
            ("planning", "plans"),
            ("interviewing", "interview sheets"),
            ("Negotiating", "negotiation"),
            ("presenting", "a presentation"),
            ("stories", "story"),
            ("modelling", "models"),
            ("negotiates", "Negotiators"),
            ("classes", "a class"),
            ("boxes", "box"),
        ] {
            assert!(!stems(a).is_disjoint(&stems(b)), "{a}: {:?}, {b}: {:?}", stems(a), stems(b));
        }
        assert!(stems("Ask for the first, not for people").is_empty());
        assert!(stems("the lead").is_disjoint(&stems("a leaf")));
        assert_eq!(stems("Übung, übung!").len(), 1);
        assert_eq!(stems("計画").len(), 1, "a script without spaces is a word");
    }

    proptest! {
        #[test]
        fn any_text_has_stems_and_a_text_is_like_itself(text in any::<String>()) {
            prop_assert_eq!(stems(&text), stems(&text.to_lowercase().to_lowercase()));
        }

        #[test]
        fn order_and_case_are_nothing(words in prop::collection::vec("[a-z]{1,12}", 0..8)) {
            let turned: Vec<String> = words.iter().rev().map(|word| word.to_uppercase()).collect();
            prop_assert_eq!(stems(&words.join(" ")), stems(&turned.join(", ")));
        }
    }
}
