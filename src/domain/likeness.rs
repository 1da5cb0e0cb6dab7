//! How alike two texts are, by the words they share: enough to find an old note again, never a judgement of either.

use std::collections::BTreeSet;

/// Words that say nothing about what a text is about, in their order: they are looked for by halves.
const EMPTY: &[&str] = &[
    "about",
    "after",
    "again",
    "also",
    "always",
    "another",
    "because",
    "been",
    "before",
    "being",
    "both",
    "could",
    "does",
    "done",
    "down",
    "each",
    "every",
    "first",
    "from",
    "have",
    "having",
    "here",
    "into",
    "itself",
    "just",
    "last",
    "like",
    "made",
    "make",
    "many",
    "more",
    "most",
    "much",
    "must",
    "need",
    "never",
    "next",
    "nobody",
    "nothing",
    "once",
    "only",
    "other",
    "over",
    "said",
    "same",
    "says",
    "should",
    "since",
    "some",
    "something",
    "still",
    "such",
    "take",
    "than",
    "that",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "things",
    "this",
    "those",
    "three",
    "through",
    "time",
    "under",
    "until",
    "used",
    "very",
    "want",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "whom",
    "will",
    "with",
    "without",
    "would",
    "your",
];

fn says_nothing(word: &str) -> bool {
    EMPTY.binary_search(&word).is_ok()
}

/// The shortest word that counts.
const SHORT: usize = 4;

/// A text without case, marks and extra blanks.
#[must_use]
pub fn folded(text: &str) -> String {
    let kept = text.to_lowercase();
    let words = kept.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether two texts say the same words in the same order.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    !a.is_empty() && a == b
}

/// The words a text is about: of four letters or more, without the ones that are everywhere, and without their endings.
#[must_use]
pub fn words(text: &str) -> BTreeSet<String> {
    let folded = folded(text);
    let long = folded.split(' ').map(|word| word.split(['\'', '’']).next().unwrap_or(word));
    // In a script without spaces two characters say as much as a word.
    let weighs = |word: &str| word.chars().count() >= SHORT || word.chars().any(|c| c >= '\u{2e80}');
    let long = long.filter(|word| weighs(word) && !says_nothing(word));
    long.map(stem).filter(|word| !says_nothing(word)).collect()
}

/// The words a text is about, as they are spelt and as others may spell them: what an index of spelt words is asked for.
#[must_use]
pub fn forms(text: &str) -> BTreeSet<String> {
    let folded = folded(text);
    let long = folded.split(' ').map(|word| word.split(['\'', '’']).next().unwrap_or(word));
    let long = long.filter(|word| word.chars().count() >= SHORT && !says_nothing(word));
    long.flat_map(|word| {
        let stem = stem(word);
        // Where nothing was cut off there is no `e` to put back: every spelling that is asked for takes time.
        let hisses = stem.ends_with(['s', 'x', 'z', 'h']);
        let ends: &[&str] = if stem != word || hisses { &["", "s", "e", "es"] } else { &["", "s"] };
        ends.iter().map(|end| format!("{stem}{end}")).chain([word.to_owned()]).collect::<Vec<_>>()
    })
    .collect()
}

/// A word without the commonest English endings: `dispatchers` → `dispatcher`; `planned`, `planning` → `plan`;
/// `negotiation`, `negotiating` → `negoti`.
fn stem(word: &str) -> String {
    let without = |word, end: &str| str::strip_suffix(word, end).filter(|rest: &&str| rest.chars().count() >= SHORT);
    // `class`, `process`: their s is no ending.
    let one = without(word, "s").filter(|rest| !rest.ends_with('s')).unwrap_or(word);
    let one = without(word, "ies").or_else(|| without(one, "y")).unwrap_or(one);
    // `planner` plans; a `dispatcher` is its own word.
    let doubled = |rest: &&str| rest.chars().rev().nth(1) == rest.chars().next_back();
    let one = without(one, "er").filter(doubled).unwrap_or(one);
    let ends = ["ations", "ation", "ating", "ators", "ator", "ated", "ate", "ions", "ion", "ing", "ed", "e"];
    let stem = ends.iter().find_map(|end| without(one, end)).unwrap_or(one);
    // `plann` is `plan`, and `modell` is `model`.
    let mut back = stem.chars().rev();
    match (back.next(), back.next()) {
        (Some(last), Some(before)) if last == before && last.is_ascii_alphabetic() => {
            stem.get(..stem.len() - 1).unwrap_or(stem).to_owned()
        }
        (Some('e'), Some(_)) if stem.chars().count() > SHORT => stem.trim_end_matches('e').to_owned(),
        _ => stem.to_owned(),
    }
}

/// How many words two texts share.
#[must_use]
pub fn shared(a: &BTreeSet<String>, b: &BTreeSet<String>) -> usize {
    a.intersection(b).count()
}

/// The name one is called by: `Odile` of `Odile Varga`.
#[must_use]
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_that_say_nothing_are_in_order() {
        assert!(EMPTY.is_sorted());
        assert!(EMPTY.iter().all(|word| says_nothing(word)) && !says_nothing("desk"));
    }

    #[test]
    fn what_a_text_is_about() {
        let about = |text: &str| words(text).into_iter().collect::<Vec<_>>();
        assert_eq!(about("The dispatchers don't trust the model's plan"), ["dispatcher", "model", "plan", "trust"]);
        assert_eq!(about("Trusting a dispatcher, planned"), ["dispatcher", "plan", "trust"]);
        assert_eq!(about("計画"), ["計画"]);
        for (a, b) in [
            ("interviewing", "interview sheets"),
            ("Negotiating", "negotiation"),
            ("presenting", "a presentation"),
            ("stories", "story"),
            ("modelling", "models"),
            ("negotiates", "Negotiators"),
            ("classes", "a class"),
            ("network planner", "plans"),
        ] {
            assert_eq!(shared(&words(a), &words(b)), 1, "{a} and {b}: {:?} {:?}", about(a), about(b));
        }
        assert_eq!(about("and then there were some things"), Vec::<String>::new());
        assert!(["huddle", "huddles", "plan", "planned"].iter().all(|word| forms("planned huddles").contains(*word)));
        assert_eq!(forms("desk").into_iter().collect::<Vec<_>>(), ["desk", "desks"]);
        assert!(forms("wish").contains("wishes"));
        assert_eq!(shared(&words("Three colours before the rush"), &words("The colours held through the rush")), 2);
    }

    #[test]
    fn the_same_words() {
        assert!(same("Stand at the board, not in a room.", " stand at the  board not in a room"));
        assert!(!same("Stand at the board", "Stand at a board") && !same("", "…"));
        assert_eq!(first_name("Odile Varga"), "Odile");
        assert_eq!(first_name(""), "");
    }

    proptest! {
        #[test]
        fn a_text_is_like_itself(text in "\\PC{0,80}") {
            let about = words(&text);
            prop_assert_eq!(shared(&about, &about), about.len());
            prop_assert_eq!(same(&text, &text.to_uppercase().to_lowercase()), !folded(&text).is_empty() && folded(&text) == folded(&text.to_uppercase().to_lowercase()));
        }
    }
}
