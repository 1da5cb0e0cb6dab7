//! Ideas from two fields on the same theme: a pair to think about. Suggests only; joins nothing.

use std::collections::BTreeSet;

use serde::Serialize;

use super::key;
use crate::domain::Id;

/// Two ideas are a pair from so many tags in common on.
pub const SHARED: usize = 2;

/// An idea, as far as pairs go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idea {
    /// Which insight.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// The field it comes from.
    pub industry: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
}

/// Two ideas on the same theme from different fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// Which two, the smaller id first.
    pub ids: [Id; 2],
    /// Their titles.
    pub titles: [String; 2],
    /// The fields they come from.
    pub industries: [String; 2],
    /// The tags they share.
    pub tags: Vec<String>,
}

/// The pairs among ideas: at least two tags in common, from industries that differ. Most tags first, then by title.
#[must_use]
pub fn pairs(ideas: &[Idea]) -> Vec<Pair> {
    let tags: Vec<BTreeSet<String>> = ideas.iter().map(|idea| idea.tags.iter().map(|tag| key(tag)).collect()).collect();
    let mut found = Vec::new();
    for (at, (a, a_tags)) in ideas.iter().zip(&tags).enumerate() {
        let Some(a_field) = a.industry.as_deref().filter(|field| !key(field).is_empty()) else { continue };
        if a_tags.len() < SHARED {
            continue;
        }
        for (b, b_tags) in ideas.iter().zip(&tags).skip(at + 1) {
            let Some(b_field) = b.industry.as_deref().filter(|field| !key(field).is_empty()) else { continue };
            let shared: Vec<String> = a_tags.intersection(b_tags).cloned().collect();
            if a.id != b.id && shared.len() >= SHARED && key(a_field) != key(b_field) {
                let (first, second, fields) =
                    if a.id < b.id { (a, b, [a_field, b_field]) } else { (b, a, [b_field, a_field]) };
                found.push(Pair {
                    ids: [first.id, second.id],
                    titles: [first.title.clone(), second.title.clone()],
                    industries: fields.map(|field| field.trim().to_owned()),
                    tags: shared,
                });
            }
        }
    }
    found.sort_by(|a, b| {
        b.tags.len().cmp(&a.tags.len()).then_with(|| a.titles.cmp(&b.titles)).then_with(|| a.ids.cmp(&b.ids))
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn idea(n: u8, industry: &str, tags: &[&str]) -> Idea {
        Idea {
            id: Id::from_bytes(&[n; 16]).expect("an id"),
            title: format!("idea {n}"),
            industry: Some(industry.to_owned()).filter(|field| !field.is_empty()),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        }
    }

    #[test]
    fn two_tags_from_two_fields_make_a_pair() {
        let ideas = [
            idea(1, "healthcare", &["flow", "triage", "night"]),
            idea(2, "design", &["Triage", "flow"]),
            idea(3, "Healthcare ", &["flow", "triage"]),
            idea(4, "design", &["flow"]),
            idea(5, "", &["flow", "triage"]),
        ];
        let pairs = pairs(&ideas);
        let ids: Vec<_> =
            pairs.iter().map(|pair| pair.titles.clone().map(|title| title.replace("idea ", ""))).collect();
        assert_eq!(ids, [["1", "2"], ["2", "3"]].map(|pair| pair.map(str::to_owned)));
        assert_eq!(pairs.first().map(|pair| pair.tags.clone()), Some(vec!["flow".to_owned(), "triage".to_owned()]));
    }

    proptest! {
        #[test]
        fn order_is_nothing_and_one_field_has_no_pairs(ideas in prop::collection::vec(("[ab]", prop::collection::vec("[xyz]", 0..4)), 0..10)) {
            let mut all: Vec<Idea> = ideas.iter().zip(0_u8..).map(|((field, tags), n)| {
                idea(n, field, &tags.iter().map(String::as_str).collect::<Vec<_>>())
            }).collect();
            let first = pairs(&all);
            all.reverse();
            prop_assert_eq!(&first, &pairs(&all));
            prop_assert!(first.iter().all(|pair| pair.industries[0] != pair.industries[1] && pair.tags.len() >= SHARED));
            all.iter_mut().for_each(|idea| idea.industry = Some("a".to_owned()));
            prop_assert!(pairs(&all).is_empty());
        }
    }
}
