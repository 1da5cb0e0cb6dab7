//! Where words that were looked for stand in a text: whatever their case and accents, at the beginning of a word.

use std::ops::Range;

/// A character without case or a common Latin accent, close to what the index of words does.
#[must_use]
pub fn fold(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    match lower {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// Whether every character of a script without spaces is a word of its own.
fn alone(c: char) -> bool {
    matches!(u32::from(c), 0x2e80..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x3ffff | 0x0e00..=0x0e7f)
}

/// Whether any word of `text` begins with these letters, which are folded.
#[must_use]
pub fn begins_in(text: &str, letters: &[char]) -> bool {
    let Some((first, rest)) = letters.split_first() else { return false };
    let mut inside = false;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if (!inside || alone(c)) && fold(c) == *first {
            let mut tail = chars.clone();
            if rest.iter().all(|letter| tail.next().is_some_and(|c| fold(c) == *letter)) {
                return true;
            }
        }
        inside = c.is_alphanumeric();
    }
    false
}

/// The byte of `text` at which the first of `words` stands; see [`found`].
#[must_use]
pub fn first_found(text: &str, words: &str) -> Option<usize> {
    let sought = sought(words);
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let letter = fold(c);
        let fits = |word: &Vec<char>| {
            word.first() == Some(&letter) && {
                let mut tail = text.get(at..).unwrap_or_default().chars().map(fold);
                word.iter().all(|sought| tail.next() == Some(*sought))
            }
        };
        if (!inside || alone(c)) && sought.iter().any(fits) {
            return Some(at);
        }
        inside = c.is_alphanumeric();
    }
    None
}

/// The letters of each word that is looked for.
fn sought(words: &str) -> Vec<Vec<char>> {
    words
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).chars().map(fold).collect())
        .filter(|word: &Vec<char>| !word.is_empty())
        .collect()
}

/// The bytes of `text` at which a word of `words` stands, in order, none over another.
#[must_use]
pub fn found(text: &str, words: &str) -> Vec<Range<usize>> {
    let sought = sought(words);
    let letters: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, fold(c))).collect();
    let mut ranges = Vec::new();
    let (mut n, mut inside) = (0, false);
    while let Some((at, c)) = letters.get(n).copied() {
        let tail = letters.get(n..).unwrap_or_default();
        let fits = |word: &&Vec<char>| {
            word.len() <= tail.len() && word.iter().zip(tail).all(|(sought, (_, letter))| sought == letter)
        };
        let hit = sought.iter().filter(|_| !inside || alone(c)).filter(fits).map(Vec::len).max();
        if let Some(length) = hit {
            let end = letters.get(n + length).map_or(text.len(), |(at, _)| *at);
            ranges.push(at..end);
            n += length;
            inside = true;
        } else {
            inside = c.is_alphanumeric();
            n += 1;
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_found_where_they_begin() {
        for (text, words, expected) in [
            ("Huddle at the board", "board hud", vec!["Hud", "board"]),
            ("aboard the board", "board", vec!["board"]),
            ("Café CAFÉ cafés", "cafe", vec!["Café", "CAFÉ", "café"]),
            ("漢字の本", "字", vec!["字"]),
            ("c++ and (c)", "c++", vec!["c", "c"]),
            ("nothing here", "", vec![]),
            ("a-b", "b", vec!["b"]),
        ] {
            let shown: Vec<_> = found(text, words).into_iter().filter_map(|range| text.get(range)).collect();
            assert_eq!(shown, expected, "{words} in {text}");
        }
    }

    #[test]
    fn a_word_begins_with_letters() {
        for (text, letters, expected) in [
            ("Huddle at the board", "hud", true),
            ("aboard", "board", false),
            ("aboard the Board", "board", true),
            ("Café", "cafe", true),
            ("Štefan Őri", "ori", true),
            ("a-b", "b", true),
            ("c4b", "b", false),
            ("", "a", false),
            ("a", "", false),
        ] {
            assert_eq!(begins_in(text, &letters.chars().collect::<Vec<_>>()), expected, "{letters} in {text}");
        }
    }

    proptest! {
        #[test]
        fn what_begins_so_is_found(text in "\\PC{0,20}|[abÀ ]{0,20}", letters in "[abz0]{1,3}") {
            let begins = begins_in(&text, &letters.chars().collect::<Vec<_>>());
            let first = found(&text, &letters).first().map(|range| range.start);
            prop_assert_eq!(begins, first.is_some());
            prop_assert_eq!(first_found(&text, &letters), first);
        }

        #[test]
        fn ranges_lie_on_characters_in_order(text in "\\PC{0,20}|[abÀ ]{0,20}", words in "\\PC{0,5}|[abà ]{0,5}") {
            let mut last = 0;
            for range in found(&text, &words) {
                prop_assert!(range.start >= last && text.get(range.clone()).is_some_and(|hit| !hit.is_empty()));
                last = range.end;
            }
        }
    }
}
