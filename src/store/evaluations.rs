//! The last adjustment of a mentorship, and match cards side by side.

use super::hanging::Typed;
use super::{Reader, Result};
use crate::domain::evaluating::Adjustment;
use crate::domain::kinds::evaluation::Evaluation;
use crate::domain::kinds::match_card::Match;
use crate::domain::match_score::{MatchScore, match_score};
use crate::domain::{Id, Now};

/// A match card beside others.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Which.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// How well they fit.
    pub score: MatchScore,
    /// The lines that are not known yet.
    pub unknown: Vec<String>,
}

impl Reader<'_> {
    /// The last adjustment of a mentorship up to now.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn last_adjustment(&self, mentorship: Id, now: &Now) -> Result<Option<Adjustment>> {
        let all: Vec<Typed<Evaluation>> = self.hanging(mentorship, "mentorship")?;
        let past = all.into_iter().rev().filter(|typed| typed.fields.date.is_none_or(|date| date <= now.today()));
        let adjustment = |typed: Typed<Evaluation>| {
            let Evaluation { adjustment, adjustment_due: due, adjustment_done: done, .. } = typed.fields;
            Some(Adjustment { id: typed.id, text: adjustment?, due, done })
        };
        Ok(past.into_iter().find_map(adjustment))
    }

    /// Match cards, the best fit first; those of which nothing is known last. At most two hundred.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn match_cards(&self) -> Result<Vec<Card>> {
        let all: Vec<Typed<Match>> = self.those("1 ORDER BY day DESC, n DESC LIMIT 200", [])?;
        let card = |typed: Typed<Match>| {
            let unknown = typed.fields.lines.iter().filter(|line| line.score.is_none());
            Card {
                id: typed.id,
                title: typed.title,
                score: match_score(&typed.fields),
                unknown: unknown.filter_map(|line| line.line.clone()).collect(),
            }
        };
        let mut cards: Vec<Card> = all.into_iter().map(card).collect();
        cards.sort_by(|a, b| {
            let rank = |card: &Card| card.score.score.unwrap_or(-1.0);
            rank(b).total_cmp(&rank(a)).then(b.score.known.cmp(&a.score.known)).then(a.title.cmp(&b.title))
        });
        Ok(cards)
    }
}
