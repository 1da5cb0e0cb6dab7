//! The working styles I have met, read from a few plain words, and the one I know least. English words; says nothing of who
//! is easier to work with.

use serde::Serialize;

use super::Counted;

/// From so many people with a style on, the least familiar one is named.
pub const SHOWN_FROM: usize = 3;

/// One end of a scale: what it is called, the words that tell it, and the other end.
struct Pole {
    name: &'static str,
    words: &'static [&'static str],
    other: &'static str,
}

/// Pace, directness, detail, channel: two ends each.
const POLES: &[Pole] = &[
    Pole { name: "slow", words: &["slow", "unhurried", "patient", "calm", "careful", "thinks"], other: "fast" },
    Pole { name: "fast", words: &["fast", "quick", "brisk", "hurried", "impatient", "restless"], other: "slow" },
    Pole {
        name: "soft",
        words: &["soft", "gentle", "kind", "warm", "tactful", "diplomatic", "playful"],
        other: "blunt",
    },
    Pole { name: "blunt", words: &["blunt", "direct", "dry", "frank", "sharp", "straight"], other: "soft" },
    Pole { name: "gist", words: &["gist", "short", "brief", "end", "headline", "summary"], other: "full detail" },
    Pole {
        name: "full detail",
        words: &["full", "detail", "detailed", "exact", "thorough", "maps", "precise"],
        other: "gist",
    },
    Pole { name: "talks", words: &["talk", "talks", "talking", "call", "calls", "phone", "asks"], other: "writes" },
    Pole {
        name: "writes",
        words: &["write", "writes", "writing", "mail", "mails", "paper", "notes", "draws"],
        other: "talks",
    },
];

/// The styles met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Styles {
    /// How many people have one written down.
    pub people: usize,
    /// Each style with how many have it, most first.
    pub met: Vec<Counted>,
    /// The one met least; none below three people.
    pub least_familiar: Option<&'static str>,
}

/// The ends that a few words tell.
#[must_use]
pub fn poles(style: &str) -> Vec<&'static str> {
    let lower = style.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let told = |pole: &&Pole| pole.words.iter().any(|word| words.contains(word));
    POLES.iter().filter(told).map(|pole| pole.name).collect()
}

/// The styles of people I met. The least familiar is one of a scale of which an end was met at all; among equals one that
/// is not my own.
#[must_use]
pub fn styles<'a>(people: impl IntoIterator<Item = &'a str>, own: Option<&str>) -> Styles {
    let met: Vec<Vec<&str>> = people.into_iter().filter(|style| !style.trim().is_empty()).map(poles).collect();
    let times = |name: &str| met.iter().filter(|poles| poles.contains(&name)).count();
    let own = own.map(poles).unwrap_or_default();
    let scales = POLES.iter().filter(|pole| times(pole.name) + times(pole.other) > 0);
    let least = scales.min_by_key(|pole| (times(pole.name), own.contains(&pole.name))).map(|pole| pole.name);
    let mut counts: Vec<Counted> = POLES
        .iter()
        .map(|pole| Counted { name: pole.name.to_owned(), people: times(pole.name) })
        .filter(|count| count.people > 0)
        .collect();
    counts.sort_by(|a, b| b.people.cmp(&a.people).then_with(|| a.name.cmp(&b.name)));
    Styles { people: met.len(), met: counts, least_familiar: least.filter(|_| met.len() >= SHOWN_FROM) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_styles_of_the_demo_journal() {
        let people = [
            "wants the end first",
            "dry, unhurried, exact",
            "fast, blunt, gist, talks",
            "playful, asks back, draws while listening",
            "talks standing up",
            "patient, maps everything",
        ];
        let styles = styles(people, Some("slow pace, soft words, full detail, writes first"));
        assert_eq!(styles.people, 6);
        // Soft, fast and writes were met once each; two of them are my own.
        assert_eq!(styles.least_familiar, Some("fast"));
        assert_eq!(styles.met.first().map(|met| (met.name.as_str(), met.people)), Some(("talks", 3)));
    }

    #[test]
    fn little_known_says_little() {
        assert_eq!(styles([], None), Styles::default());
        let two = styles(["fast", " ", "slow"], None);
        assert_eq!((two.people, two.least_familiar), (2, None));
        let unread = styles(["a", "b", "c"], None);
        assert_eq!((unread.people, unread.least_familiar, unread.met.len()), (3, None, 0));
        let fast = styles(["fast", "fast", "quick"], None);
        assert_eq!(fast.least_familiar, Some("slow"), "not met at all is least familiar");
    }

    #[test]
    fn every_end_has_another_and_no_word_stands_at_both() {
        for pole in POLES {
            let other = POLES.iter().find(|other| other.name == pole.other).expect("the other end");
            assert_eq!(other.other, pole.name);
            assert!(pole.words.iter().all(|word| !other.words.contains(word)));
        }
    }

    proptest! {
        #[test]
        fn order_and_scaling_change_nothing(mut people in prop::collection::vec("(fast|slow|blunt|soft|gist)( (talks|writes))?", 3..12), times in 1..4_usize) {
            let first = styles(people.iter().map(String::as_str), None);
            let many = styles(people.iter().flat_map(|style| std::iter::repeat_n(style.as_str(), times)), None);
            prop_assert_eq!(first.least_familiar, many.least_familiar);
            people.reverse();
            prop_assert_eq!(first, styles(people.iter().map(String::as_str), None));
        }
    }
}
