//! How evenly my contacts spread over fields: one number in words, and the figures behind it. Ranks nobody.

use std::collections::BTreeMap;

use chrono::Months;
use serde::Serialize;

use super::Day;
use super::figures::{float, sorted};

/// Below so many contacts the figures say nothing, and are not shown.
pub const SHOWN_FROM: usize = 4;
/// A contact counts while it was touched within so many months; others are shown apart.
pub const COUNTS_MONTHS: u32 = 24;
/// Another field than the industry (region, level) is shown when so large a part of the contacts has it.
pub const FILLED: f64 = 0.6;

/// The spread of contacts over industries. `None` below [`SHOWN_FROM`] contacts with a known industry.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Spread {
    /// How many contacts, with a known industry or not.
    pub people: usize,
    /// The part outside my home industry: `1 − p_home`; `None` without one.
    pub cross_share: Option<f64>,
    /// Blau's index, `1 − Σp²`: how likely two draws differ (Blau 1977).
    pub blau: Option<f64>,
    /// The same without replacement, for few contacts: `1 − Σn(n − 1) / (N(N − 1))`.
    pub unbiased: Option<f64>,
    /// Shannon's entropy, `−Σ p ln p`.
    pub shannon: Option<f64>,
    /// Pielou's evenness, `H / ln k`; none for a single industry, where it is not defined.
    pub evenness: Option<f64>,
    /// `e^H`: it works like so many equal fields (Hill 1973).
    pub effective_industries: Option<f64>,
    /// How many contacts in each industry, most first, then by name.
    #[serde(skip)]
    pub industries: Vec<(String, usize)>,
}

/// The spread of contacts over industries, each contact with its industry where known. Names that differ only in case or
/// in blanks around them are one; an industry in own words is one of its own.
#[must_use]
pub fn spread<'a>(contacts: impl IntoIterator<Item = Option<&'a str>>, home: Option<&str>) -> Spread {
    let mut counts: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    let mut people = 0;
    for industry in contacts {
        people += 1;
        if let Some(industry) = industry.map(str::trim).filter(|industry| !industry.is_empty()) {
            let (name, count) = counts.entry(key(industry)).or_insert((industry, 0));
            *name = industry.min(name);
            *count += 1;
        }
    }
    let at_home = home.map(key).filter(|home| !home.is_empty()).map(|home| counts.get(&home).map_or(0, |(_, n)| *n));
    let mut industries: Vec<_> = counts.into_values().map(|(name, count)| (name.to_owned(), count)).collect();
    industries.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let counts: Vec<usize> = industries.iter().map(|(_, count)| *count).collect();
    let known: usize = counts.iter().sum();
    let bare = Spread { people, industries, ..Spread::default() };
    if known < SHOWN_FROM {
        return bare;
    }
    let all = float(known);
    let pairs: f64 = counts.iter().map(|count| float(*count) * (float(*count) - 1.0)).sum();
    let shannon = shannon(&counts);
    Spread {
        cross_share: at_home.map(|at_home| 1.0 - float(at_home) / all),
        blau: Some(1.0 - counts.iter().map(|count| (float(*count) / all).powi(2)).sum::<f64>()),
        unbiased: Some(1.0 - pairs / (all * (all - 1.0))),
        shannon: Some(shannon),
        evenness: (counts.len() > 1).then(|| shannon / float(counts.len()).ln()),
        effective_industries: Some(shannon.exp()),
        ..bare
    }
}

impl Spread {
    /// For people: `works like 4.8 equal fields`.
    #[must_use]
    pub fn sentence(&self) -> Option<String> {
        let effective = self.effective_industries?;
        Some(if effective < 1.05 {
            "works like one field".to_owned()
        } else {
            format!("works like {effective:.1} equal fields")
        })
    }
}

/// `−Σ p ln p` over counts; 0 of nothing. The sum runs from the smallest part, so that no order changes its last bit.
fn shannon(counts: &[usize]) -> f64 {
    let all = float(counts.iter().sum());
    let parts = counts.iter().filter(|count| **count > 0).map(|count| float(*count) / all);
    sorted(parts.map(|p| -p * p.ln())).iter().fold(0.0, |sum, part| sum + part)
}

/// The effective number of fields among any people, however few: `e^H`; `None` where no field is known.
#[must_use]
pub fn effective_fields<'a>(fields: impl IntoIterator<Item = &'a str>) -> Option<f64> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for field in fields.into_iter().map(key).filter(|field| !field.is_empty()) {
        *counts.entry(field).or_default() += 1;
    }
    let counts: Vec<usize> = counts.into_values().collect();
    (!counts.is_empty()).then(|| shannon(&counts).exp())
}

/// Whether a contact counts for the network on a day: touched by then, and not more than [`COUNTS_MONTHS`] ago.
#[must_use]
pub fn counts(last_touch: Option<Day>, today: Day) -> bool {
    let since = today.checked_sub_months(Months::new(COUNTS_MONTHS)).unwrap_or(Day::MIN);
    last_touch.is_some_and(|last| since <= last && last <= today)
}

/// Whether so many contacts have a field that its spread may be shown.
#[must_use]
pub fn filled_enough(known: usize, people: usize) -> bool {
    people > 0 && float(known) >= FILLED * float(people)
}

/// What two spellings of an industry have in common.
pub(super) fn key(industry: &str) -> String {
    industry.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;
    use proptest::prelude::*;

    fn of(counts: &[usize], home: Option<&str>) -> Spread {
        let names = ["a", "b", "c", "d", "e", "f", "g"];
        let all = counts.iter().zip(names).flat_map(|(count, name)| std::iter::repeat_n(Some(name), *count));
        spread(all, home)
    }

    fn assert_figures(spread: &Spread, want: [f64; 4], within: f64) {
        let got = [spread.blau, spread.unbiased, spread.shannon, spread.effective_industries];
        for (got, want) in got.into_iter().zip(want) {
            assert!(got.is_some_and(|got| (got - want).abs() < within), "{got:?} is not {want}");
        }
    }

    #[test]
    fn golden_values() {
        let even = of(&[5, 5, 5, 5], None);
        assert_figures(&even, [0.750, 0.789, 1.386, 4.00], 0.0005);
        assert!(even.evenness.is_some_and(|j| (j - 1.0).abs() < 1e-12));
        let three = of(&[5, 3, 2], None);
        assert_figures(&three, [0.620, 0.689, 1.030, 2.80], 0.0005);
        let one = of(&[7], Some("A "));
        assert_figures(&one, [0.0, 0.0, 0.0, 1.0], 1e-12);
        assert_eq!((one.evenness, one.cross_share), (None, Some(0.0)));
        assert_eq!(one.sentence().as_deref(), Some("works like one field"));
    }

    #[test]
    fn the_demo_network_on_four_days() {
        // logistics, software, healthcare, design, government, education
        for (counts, cross, effective) in [
            ([8, 1, 0, 0, 0, 0], 0.1111, 1.417),
            ([9, 1, 2, 1, 0, 0], 0.3077, 2.553),
            ([10, 2, 4, 3, 1, 0], 0.5000, 3.793),
            ([10, 3, 6, 4, 2, 1], 0.6154, 4.786),
        ] {
            let spread = of(&counts, Some("a"));
            assert!(spread.cross_share.is_some_and(|got| (got - cross).abs() < 0.00005), "{spread:?}");
            assert!(spread.effective_industries.is_some_and(|got| (got - effective).abs() < 0.0005), "{spread:?}");
        }
        let last = of(&[10, 3, 6, 4, 2, 1], Some("a"));
        assert!(last.blau.is_some_and(|blau| (blau - 0.7544).abs() < 0.00005));
        assert_eq!(last.sentence().as_deref(), Some("works like 4.8 equal fields"));
    }

    #[test]
    fn few_contacts_and_no_home_say_nothing() {
        let three = of(&[2, 1], Some("a"));
        assert_eq!((three.people, three.cross_share, three.blau, three.evenness), (3, None, None, None));
        assert_eq!(three.industries, [("a".to_owned(), 2), ("b".to_owned(), 1)]);
        assert_eq!(three.sentence(), None);
        assert_eq!(of(&[], None), Spread::default());
        assert_eq!(of(&[3, 1], None).cross_share, None);
        assert_eq!(of(&[3, 1], Some(" ")).cross_share, None);
        assert_eq!(of(&[3, 1], Some("law")).cross_share, Some(1.0));
        let unknown = spread([None, Some(""), Some("law"), Some("Law "), Some("LAW")], None);
        assert_eq!((unknown.people, unknown.blau), (5, None), "three are known");
        assert_eq!(unknown.industries, [("LAW".to_owned(), 3)]);
    }

    #[test]
    fn contacts_count_for_two_years() {
        let day = |text| read_day(text).expect("a day");
        assert!(counts(Some(day("2022-02-28")), day("2024-02-28")));
        assert!(!counts(Some(day("2022-02-27")), day("2024-02-28")));
        assert!(counts(Some(day("2022-02-28")), day("2024-02-29")), "two years before a leap day is the 28th");
        assert!(!counts(Some(day("2024-03-01")), day("2024-02-29")) && !counts(None, day("2024-02-29")));
        assert!(filled_enough(3, 5) && !filled_enough(2, 5) && !filled_enough(0, 0));
    }

    #[test]
    fn json_has_the_names_others_rely_on() {
        let json = serde_json::to_value(of(&[5, 3], None)).expect("json");
        let names: Vec<_> = json.as_object().expect("an object").keys().cloned().collect();
        let want = ["people", "cross_share", "blau", "unbiased", "shannon", "evenness", "effective_industries"];
        assert_eq!(names.len(), want.len());
        assert!(want.iter().all(|name| names.iter().any(|got| got == name)));
    }

    proptest! {
        /// What is counted twice as often everywhere spreads the same: only the form for small samples knows the size.
        #[test]
        fn scaling_changes_nothing_but_the_small_sample_form(counts in prop::collection::vec(0..9_usize, 1..7), by in 2..5_usize) {
            let scaled: Vec<usize> = counts.iter().map(|count| count * by).collect();
            let (a, b) = (of(&counts, Some("a")), of(&scaled, Some("a")));
            let near = |a: Option<f64>, b: Option<f64>| a.zip(b).is_none_or(|(a, b)| (a - b).abs() < 1e-9);
            for (a, b) in [(a.blau, b.blau), (a.shannon, b.shannon), (a.evenness, b.evenness),
                           (a.effective_industries, b.effective_industries), (a.cross_share, b.cross_share)] {
                prop_assert!(near(a, b), "{a:?} {b:?}");
            }
            prop_assert!(a.unbiased.zip(b.unbiased).is_none_or(|(a, b)| a >= b - 1e-12));
        }

        /// In whatever order the people come.
        #[test]
        fn order_of_people_is_no_matter(mut names in prop::collection::vec(0..6_usize, 0..30), seed in any::<u64>()) {
            let words = ["a", "b", "c", "d", "e", "f"];
            let told = |names: &[usize]| spread(names.iter().map(|n| words.get(*n).copied()), Some("a"));
            let before = told(&names);
            let by = usize::try_from(seed % 31).unwrap_or(0).min(names.len());
            names.rotate_left(by);
            names.reverse();
            prop_assert_eq!(before, told(&names));
        }

        /// All in one field work like one; as many in each of several like just so many.
        #[test]
        fn one_field_is_one_and_ties_are_as_many_as_there_are(each in 1..9_usize, fields in 1..7_usize) {
            let spread = of(&vec![each; fields], None);
            match spread.effective_industries {
                None => prop_assert!(each * fields < 4),
                Some(effective) => {
                    prop_assert!((effective - float(fields)).abs() < 1e-9);
                    prop_assert!(spread.evenness.is_none_or(|even| (even - 1.0).abs() < 1e-9));
                }
            }
        }

        #[test]
        fn bounds_and_order(mut counts in prop::collection::vec(0..20_usize, 0..7)) {
            let a = of(&counts, Some("zz"));
            counts.reverse();
            let b = of(&counts, Some("zz"));
            prop_assert_eq!(a.effective_industries, b.effective_industries);
            if let (Some(blau), Some(unbiased), Some(effective)) = (a.blau, a.unbiased, a.effective_industries) {
                let kinds = float(counts.iter().filter(|count| **count > 0).count());
                prop_assert!((0.0..1.0).contains(&blau) && blau <= unbiased + 1e-12 && unbiased <= 1.0);
                prop_assert!(effective >= 1.0 - 1e-12 && effective <= kinds + 1e-9);
                prop_assert!(a.evenness.is_none_or(|j| (0.0..=1.0 + 1e-12).contains(&j)));
                prop_assert_eq!(a.cross_share, Some(1.0));
            }
        }

        #[test]
        fn people_come_in_any_order(mut people in prop::collection::vec(prop::option::of("[a-cA-C ]{0,2}"), 0..20)) {
            let first = spread(people.iter().map(Option::as_deref), Some("a"));
            people.reverse();
            prop_assert_eq!(first, spread(people.iter().map(Option::as_deref), Some("a")));
        }

        #[test]
        fn one_more_field_spreads_further(counts in prop::collection::vec(1..9_usize, 2..6)) {
            let mut more = counts.clone();
            let largest = more.iter().copied().max().unwrap_or(1);
            more.push(largest);
            if let (Some(a), Some(b)) = (of(&counts, None).effective_industries, of(&more, None).effective_industries) {
                prop_assert!(b > a);
            }
        }
    }
}
