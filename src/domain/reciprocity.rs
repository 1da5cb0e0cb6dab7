//! How often I give something back, in words only: a number would turn thanks into a debt.

/// Givebacks beside meetings held, in words; `None` before the first meeting where nothing was given.
#[must_use]
pub fn reciprocity(givebacks: usize, meetings: usize) -> Option<&'static str> {
    Some(match (givebacks, meetings) {
        (0, 0) => return None,
        (0, _) => "nothing noted yet that went the other way",
        (given, held) if given >= held => "something goes the other way at least as often as we meet",
        (given, held) if given.saturating_mul(2) >= held => {
            "something goes the other way about every second time we meet"
        }
        (given, held) if given.saturating_mul(4) >= held => "something goes the other way every few meetings",
        _ => "something goes the other way now and then",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_no_numbers() {
        assert_eq!(reciprocity(0, 0), None);
        assert_eq!(reciprocity(3, 18), Some("something goes the other way now and then"), "the demo journal");
        let words: Vec<_> = [(0, 5), (1, 8), (2, 8), (4, 8), (8, 8), (usize::MAX, 1), (1, 0)]
            .into_iter()
            .map(|(given, held)| reciprocity(given, held).expect("words"))
            .collect();
        assert!(words.iter().all(|words| !words.chars().any(|c| c.is_ascii_digit())));
        assert_eq!(words.get(4), words.get(5));
        assert_eq!(words.get(4), words.get(6));
        assert_ne!(words.get(1), words.get(2));
        assert_ne!(words.get(2), words.get(3));
    }
}
