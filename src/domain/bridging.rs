//! Who reaches where others do not: effective size, efficiency, bridges. Says nothing while ties are hardly recorded.

use std::collections::{BTreeMap, BTreeSet};

use super::Id;
use super::figures::float;
use super::spread::key;

/// Fewer contacts than this with recorded ties say nothing about the others.
pub const FILLED_FROM: usize = 3;
/// A bridge stands in an industry in which I have at most so many contacts.
pub const FEW_IN_INDUSTRY: usize = 2;

/// A contact, as far as ties go.
#[derive(Clone, Copy, Debug)]
pub struct Contact<'a> {
    /// Who.
    pub id: Id,
    /// Their industry, where known.
    pub industry: Option<&'a str>,
    /// Whom of my people they know; a tie holds in both directions.
    pub knows: &'a [Id],
}

/// How much my contacts reach beyond each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bridging {
    /// `n − 2t/n`: how many of them do not lead to the same people.
    pub effective_size: f64,
    /// That part of all of them, 0 to 1.
    pub efficiency: f64,
}

/// `n − 2t/n` for `n` contacts with `ties` among them, me excluded (Burt 1992 in Borgatti's form 1997); `None` for none.
#[must_use]
pub fn effective_size(n: usize, ties: usize) -> Option<f64> {
    (n > 0).then(|| float(n) - 2.0 * float(ties) / float(n))
}

/// Effective size and efficiency; `None` while fewer than [`FILLED_FROM`] contacts have a recorded tie of their own.
#[must_use]
pub fn bridging(contacts: &[Contact]) -> Option<Bridging> {
    if contacts.iter().filter(|contact| !contact.knows.is_empty()).count() < FILLED_FROM {
        return None;
    }
    let people: BTreeSet<Id> = contacts.iter().map(|contact| contact.id).collect();
    let effective_size = effective_size(people.len(), ties(contacts).len())?;
    Some(Bridging { effective_size, efficiency: effective_size / float(people.len()) })
}

/// The ties among contacts, each once, smaller id first.
fn ties(contacts: &[Contact]) -> BTreeSet<(Id, Id)> {
    let people: BTreeSet<Id> = contacts.iter().map(|contact| contact.id).collect();
    let both = contacts.iter().flat_map(|contact| contact.knows.iter().map(|other| (contact.id, *other)));
    both.filter(|(a, b)| a != b && people.contains(b)).map(|(a, b)| (a.min(b), a.max(b))).collect()
}

/// The contacts that are bridges, in the order given: in another industry than mine, in which I have at most
/// [`FEW_IN_INDUSTRY`] contacts, and without a recorded tie to my contacts at home. None without a home industry.
#[must_use]
pub fn bridges(contacts: &[Contact], home: Option<&str>) -> Vec<Id> {
    let Some(home) = home.map(key).filter(|home| !home.is_empty()) else { return Vec::new() };
    let industry = |contact: &Contact| contact.industry.map(key).filter(|industry| !industry.is_empty());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for industry in contacts.iter().filter_map(industry) {
        *counts.entry(industry).or_default() += 1;
    }
    let at_home: BTreeSet<Id> = contacts
        .iter()
        .filter(|contact| industry(contact).is_some_and(|industry| industry == home))
        .map(|contact| contact.id)
        .collect();
    let ties = ties(contacts);
    let knows_home =
        |id: Id| ties.iter().any(|(a, b)| (*a == id && at_home.contains(b)) || (*b == id && at_home.contains(a)));
    let few = |industry: String| industry != home && counts.get(&industry).is_some_and(|n| *n <= FEW_IN_INDUSTRY);
    let bridge = |contact: &&Contact| industry(contact).is_some_and(few) && !knows_home(contact.id);
    contacts.iter().filter(bridge).map(|contact| contact.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(n: u8) -> Id {
        Id::from_bytes(&[n; 16]).expect("sixteen bytes")
    }

    #[test]
    fn golden_values() {
        for (n, ties, want) in [(6, 0, 6.0), (6, 15, 1.0), (10, 9, 8.2)] {
            assert!(effective_size(n, ties).is_some_and(|got| (got - want).abs() < 1e-12));
        }
        assert_eq!(effective_size(0, 0), None);
    }

    #[test]
    fn ties_count_once_and_among_contacts_only() {
        let (a, b, c) = ([id(2), id(1)], [id(1)], [id(1), id(9)]);
        let contact = |n, knows| Contact { id: id(n), industry: None, knows };
        let few = [contact(1, &a), contact(2, &b), contact(3, &[])];
        assert_eq!(bridging(&few), None);
        let all = [contact(1, &a), contact(2, &b), contact(3, &c)];
        let got = bridging(&all).expect("figures");
        // 1–2 is named twice, 1–1 and 3–9 are no ties among them: t = 2.
        assert!((got.effective_size - (3.0 - 4.0 / 3.0)).abs() < 1e-12);
        assert!((got.efficiency - got.effective_size / 3.0).abs() < 1e-12);
        assert_eq!(bridging(&[]), None);
    }

    #[test]
    fn a_bridge_stands_alone_in_its_field() {
        let to_home = [id(1)];
        let contacts = [
            Contact { id: id(1), industry: Some("logistics"), knows: &[] },
            Contact { id: id(2), industry: Some("design"), knows: &[] },
            Contact { id: id(3), industry: Some("education"), knows: &to_home },
            Contact { id: id(4), industry: Some("Law"), knows: &[] },
            Contact { id: id(5), industry: Some("law "), knows: &[] },
            Contact { id: id(6), industry: Some("law"), knows: &[] },
            Contact { id: id(7), industry: None, knows: &[] },
        ];
        assert_eq!(bridges(&contacts, Some("Logistics")), [id(2)]);
        assert_eq!(bridges(&contacts, None), []);
        assert_eq!(bridges(&[], Some("law")), []);
    }

    proptest! {
        #[test]
        fn size_lies_between_one_and_all(n in 1..40_usize, part in 0.0..=1.0_f64) {
            let most = n * (n - 1) / 2;
            let ties = (0..=most).rev().find(|ties| float(*ties) <= part * float(most)).unwrap_or(0);
            let size = effective_size(n, ties).expect("a size");
            prop_assert!(size >= 1.0 - 1e-9 && size <= float(n));
        }

        #[test]
        fn order_does_not_matter(edges in prop::collection::vec((0..8_u8, 0..8_u8), 0..20)) {
            let knows: Vec<Vec<Id>> = (0..8)
                .map(|n| edges.iter().filter(|(a, _)| *a == n).map(|(_, b)| id(*b)).collect())
                .collect();
            let mut contacts: Vec<_> = (0..8_u8)
                .zip(&knows)
                .map(|(n, knows)| Contact { id: id(n), industry: Some(["a", "b", "c"][usize::from(n % 3)]), knows })
                .collect();
            let (size, mut bridge) = (bridging(&contacts), bridges(&contacts, Some("a")));
            contacts.reverse();
            bridge.reverse();
            prop_assert_eq!(size, bridging(&contacts));
            prop_assert_eq!(bridge, bridges(&contacts, Some("a")));
        }
    }
}
