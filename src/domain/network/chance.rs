//! Opportunities and who brought them, as a chain of people; and trends that have not reached my field, a head start.

use serde::Serialize;

use super::{People, short_name, tree};
use crate::domain::Id;
use crate::domain::kinds::opportunity::{Opportunity, OpportunityKind, OpportunityState, Seen};
use crate::domain::likeness::first_name;

/// An opportunity with the people it came through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chance {
    /// Which one.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// What sort of chance.
    pub opportunity_kind: Option<&'static str>,
    /// How far it has come.
    pub state: &'static str,
    /// Whether it has reached my field.
    pub seen_in_my_field: Option<&'static str>,
    /// The names it came through, the first one first.
    pub people: Vec<String>,
    /// The same as one line: `Odile → P. Lindqvist → workshop invite`.
    pub chain: String,
}

/// An opportunity with its chain.
#[must_use]
pub fn chance(id: Id, title: &str, opportunity: &Opportunity, people: &People) -> Chance {
    let ids = opportunity.via.map(|via| tree::chain(people, via)).unwrap_or_default();
    let known = ids.iter().filter_map(|id| people.get(id));
    let mut names: Vec<String> = known
        .clone()
        .map(|known| if known.mentor { first_name(&known.name).to_owned() } else { short_name(&known.name) })
        .collect();
    names.push(in_short(title));
    Chance {
        id,
        title: title.to_owned(),
        opportunity_kind: opportunity.opportunity_kind.map(OpportunityKind::word),
        state: opportunity.state.unwrap_or(OpportunityState::Seen).word(),
        seen_in_my_field: opportunity.seen_in_my_field.map(Seen::word),
        people: known.map(|known| known.name.clone()).collect(),
        chain: names.join(" → "),
    }
}

/// A title as it ends a chain: up to a colon, and with a small first letter where it is no name in capitals.
fn in_short(title: &str) -> String {
    let head = title.split_once(':').map_or(title, |(head, _)| head).trim();
    let mut chars = head.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(chars).collect(),
        _ => head.to_owned(),
    }
}

/// Whether a trend is not yet, or hardly, seen in my field: a head start.
#[must_use]
pub fn is_head_start(opportunity: &Opportunity) -> bool {
    opportunity.opportunity_kind == Some(OpportunityKind::Trend) && opportunity.seen_in_my_field == Some(Seen::No)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_ends_a_chain_in_short() {
        for (title, short) in [
            ("Workshop invite: a bed-flow day with the transport desk", "workshop invite"),
            ("UX meet-up", "UX meet-up"),
            ("Guest talk in Ida's course", "guest talk in Ida's course"),
            ("", ""),
            ("É", "É"),
        ] {
            assert_eq!(in_short(title), short);
        }
    }

    #[test]
    fn only_unseen_trends_are_a_head_start() {
        let of = |kind, seen| Opportunity { opportunity_kind: kind, seen_in_my_field: seen, ..Opportunity::default() };
        assert!(is_head_start(&of(Some(OpportunityKind::Trend), Some(Seen::No))));
        assert!(!is_head_start(&of(Some(OpportunityKind::Trend), Some(Seen::Early))));
        assert!(!is_head_start(&of(Some(OpportunityKind::Trend), None)));
        assert!(!is_head_start(&of(Some(OpportunityKind::Role), Some(Seen::No))));
    }
}
