//! How well a possible mentor fits, over what is known; what is not known is said, not guessed.

use super::figures::real;
use super::kinds::match_card::{Match, MatchLine};

/// The most a line can score.
pub const MOST: i64 = 3;

/// The lines a new card has.
pub const LINES: [&str; 7] = [
    "Has done what I want to do",
    "A field that gives me a new view",
    "Values that fit mine",
    "A working style I can live with",
    "Time, and a way to reach them",
    "Says the uncomfortable thing",
    "What they could gain from it",
];

/// How well somebody fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MatchScore {
    /// 0 to 1; `None` where nothing that matters is known.
    pub score: Option<f64>,
    /// How many lines have a score.
    pub known: usize,
    /// How many lines there are.
    pub lines: usize,
}

/// `Σ w·s / Σ 3w` over the known lines, score `s` 0 to 3, weight `w` 0 to 3 (1 where not said).
#[must_use]
pub fn match_score(card: &Match) -> MatchScore {
    let known = card
        .lines
        .iter()
        .filter_map(|line| Some((line.score?.clamp(0, MOST), line.weight.unwrap_or(1).clamp(0, MOST))));
    let (count, got, most) = known
        .fold((0, 0, 0), |(count, got, most), (score, weight)| (count + 1, got + weight * score, most + weight * MOST));
    MatchScore { score: (most > 0).then(|| real(got) / real(most)), known: count, lines: card.lines.len() }
}

/// The lines of a card of which nothing is known yet, each with the weight 1.
#[must_use]
pub fn blank_lines() -> Vec<MatchLine> {
    LINES.map(|line| MatchLine { line: Some(line.to_owned()), score: None, weight: Some(1) }).to_vec()
}

impl MatchScore {
    /// For people: `64 %, known 5/7`.
    #[must_use]
    pub fn text(self) -> String {
        let known = format!("known {}/{}", self.known, self.lines);
        self.score.map_or(known.clone(), |score| format!("{:.0} %, {known}", score * 100.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn card(lines: &[(Option<i64>, Option<i64>)]) -> Match {
        let line = |(score, weight): &(Option<i64>, Option<i64>)| MatchLine {
            score: *score,
            weight: *weight,
            ..MatchLine::default()
        };
        Match { lines: lines.iter().map(line).collect(), ..Match::default() }
    }

    #[test]
    fn the_demo_card() {
        let wanda = [
            (Some(3), Some(3)),
            (Some(0), Some(1)),
            (Some(2), Some(3)),
            (Some(2), Some(2)),
            (Some(1), Some(2)),
            (None, Some(3)),
            (None, Some(1)),
        ];
        let score = match_score(&card(&wanda));
        assert!(score.score.is_some_and(|got| (got - 21.0 / 33.0).abs() < 1e-12));
        assert_eq!((score.known, score.lines), (5, LINES.len()));
        assert_eq!(score.text(), "64 %, known 5/7");
    }

    #[test]
    fn claim_54_a_new_card_has_seven_lines_shown_as_unknown_and_a_weight_changes_the_score() {
        let mut blank = Match { lines: blank_lines(), ..Match::default() };
        assert_eq!(match_score(&blank), MatchScore { score: None, known: 0, lines: 7 });
        blank.lines[0].score = Some(3);
        blank.lines[1].score = Some(0);
        assert_eq!(match_score(&blank).score, Some(0.5));
        blank.lines[0].weight = Some(3);
        assert_eq!(match_score(&blank).score, Some(0.75));
    }

    #[test]
    fn nothing_known_has_no_score() {
        assert_eq!(match_score(&card(&[])), MatchScore { score: None, known: 0, lines: 0 });
        assert_eq!(match_score(&card(&[(None, Some(3))])).text(), "known 0/1");
        assert_eq!(match_score(&card(&[(Some(3), Some(0))])).score, None, "what is known does not matter");
        assert_eq!(match_score(&card(&[(Some(3), None), (Some(0), None)])).score, Some(0.5));
    }

    proptest! {
        #[test]
        fn bounds_and_order(lines in prop::collection::vec((prop::option::of(0..=3_i64), prop::option::of(0..=3_i64)), 0..9)) {
            let here = match_score(&card(&lines));
            prop_assert!(here.score.is_none_or(|score| (0.0..=1.0).contains(&score)) && here.known <= here.lines);
            let turned: Vec<_> = lines.iter().rev().copied().collect();
            prop_assert_eq!(here, match_score(&card(&turned)));
        }
    }
}
