//! Fuzzy words: letters in their order, wherever they stand, best where they begin words or follow one another. Refuses to
//! find what lacks a letter.

/// What a letter is worth where it is found at all, begins a word, or follows the letter found before it.
const FOUND: i64 = 1;
const BEGINS: i64 = 8;
const FOLLOWS: i64 = 5;

/// How well `typed` fits `text`, and which of its characters (counted, not bytes) it found. Every word of `typed` must be
/// found; nothing typed fits everything with 0. Case does not count.
#[must_use]
pub fn fit(typed: &str, text: &str) -> Option<(i64, Vec<usize>)> {
    let text: Vec<char> = text.chars().map(lower).collect();
    let (mut score, mut found) = (0, Vec::new());
    for word in typed.split_whitespace() {
        let word: Vec<char> = word.chars().map(lower).collect();
        let (worth, places) = fit_word(&word, &text)?;
        score += worth;
        found.extend(places);
    }
    found.sort_unstable();
    found.dedup();
    // Of two that fit alike the shorter one is meant.
    let length = i64::try_from(text.len()).unwrap_or(i64::MAX);
    Some((if typed.trim().is_empty() { 0 } else { score.saturating_mul(64).saturating_sub(length.min(63)) }, found))
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// The best places of one word: for each of its letters the best sum that ends at each place of the text.
fn fit_word(word: &[char], text: &[char]) -> Option<(i64, Vec<usize>)> {
    let begins = |at: usize| at == 0 || text.get(at - 1).is_some_and(|before| !before.is_alphanumeric());
    // `best[n][at]`: the sum with the first n letters found and the last of them at `at`, and where the one before it stood.
    let mut best: Vec<Vec<Option<(i64, usize)>>> = Vec::with_capacity(word.len());
    for (n, letter) in word.iter().enumerate() {
        let mut row = vec![None; text.len()];
        // The best sum of the letters so far that ends before `at - 1`.
        let mut before: Option<(i64, usize)> = None;
        for (at, c) in text.iter().enumerate() {
            let above = n.checked_sub(1).and_then(|n| best.get(n));
            let just = at.checked_sub(1).and_then(|at| above?.get(at).copied().flatten().map(|(sum, _)| (sum, at)));
            if c == letter {
                let here = if begins(at) { FOUND + BEGINS } else { FOUND };
                let first = (n == 0).then_some((here, at));
                let apart = before.map(|(sum, from)| (sum + here, from));
                let joined = just.map(|(sum, from)| (sum + here + FOLLOWS, from));
                let chosen = [first, apart, joined].into_iter().flatten().max_by_key(|(sum, _)| *sum);
                if let Some(slot) = row.get_mut(at) {
                    *slot = chosen;
                }
            }
            before = before.into_iter().chain(just).max_by_key(|(sum, _)| *sum);
        }
        best.push(row);
    }
    let last = best.last()?.iter().enumerate().filter_map(|(at, found)| found.map(|(sum, _)| (sum, at)));
    // Of places that are worth the same, the first.
    let (score, mut at) = last.rev().max_by_key(|(sum, _)| *sum)?;
    let mut places = vec![at];
    for row in best.iter().skip(1).rev() {
        at = row.get(at).copied().flatten()?.1;
        places.push(at);
    }
    places.reverse();
    Some((score, places))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_are_found_in_their_order() {
        for (typed, text, places) in [
            ("", "new goal", Some(vec![])),
            ("ng", "new goal", Some(vec![0, 4])),
            ("goal", "new goal", Some(vec![4, 5, 6, 7])),
            ("goal new", "new goal", Some(vec![0, 1, 2, 4, 5, 6, 7])),
            ("NEW", "new goal", Some(vec![0, 1, 2])),
            ("gn", "new goal", None),
            ("é", "café", Some(vec![3])),
        ] {
            assert_eq!(fit(typed, text).map(|(_, places)| places), places, "{typed} in {text}");
        }
    }

    #[test]
    fn beginnings_and_runs_come_first() {
        for (typed, better, worse) in [
            ("ne", "new goal", "open editor"),
            ("his", "history", "which is"),
            ("go", "go 1", "new goal"),
            ("und", "undo", "found here"),
            ("goal", "goal", "goal again"),
        ] {
            let score = |text| fit(typed, text).map_or(i64::MIN, |(score, _)| score);
            assert!(score(better) > score(worse), "{typed}: {better} before {worse}");
        }
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_was_typed(typed in "[a-c字 ]{0,6}", text in "[a-cA-C字 -]{0,20}") {
            if let Some((_, places)) = fit(&typed, &text) {
                let letters: Vec<char> = text.chars().collect();
                prop_assert!(places.iter().all(|at| *at < letters.len()));
                prop_assert!(typed.chars().filter(|c| !c.is_whitespace()).all(|c| places.iter().any(|at| lower(letters[*at]) == c)));
            }
        }
    }
}
