//! What kind of network helps me grow: how diverse it is, and how strong its ties. A description, no grade.

use super::figures::{median, real};
use super::spread::effective_fields;

/// From so many effective industries on, diversity is high; our choice.
pub const DIVERSE: f64 = 2.5;
/// From this median closeness on, strength is high; our choice.
pub const STRONG: f64 = 3.5;

/// The four kinds of Higgins and Kram (2001).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkType {
    /// Little diversity, weak ties.
    Receptive,
    /// Little diversity, strong ties.
    Traditional,
    /// Much diversity, weak ties.
    Opportunistic,
    /// Much diversity, strong ties.
    Entrepreneurial,
}

impl NetworkType {
    /// As shown.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Receptive => "receptive",
            Self::Traditional => "traditional",
            Self::Opportunistic => "opportunistic",
            Self::Entrepreneurial => "entrepreneurial",
        }
    }
}

/// The kind of a developmental network, from the industry and closeness (1 to 5) of the people who helped me grow in the
/// last six months. `None` where no industry or no closeness is known.
#[must_use]
pub fn network_type(people: &[(Option<&str>, Option<i64>)]) -> Option<NetworkType> {
    let effective = effective_fields(people.iter().filter_map(|(industry, _)| *industry))?;
    let closeness = people.iter().filter_map(|(_, closeness)| *closeness).map(real);
    let strength = median(closeness)?;
    // Equal fields give a whole number but for the last bit.
    Some(match (effective >= DIVERSE - 1e-9, strength >= STRONG) {
        (false, false) => NetworkType::Receptive,
        (false, true) => NetworkType::Traditional,
        (true, false) => NetworkType::Opportunistic,
        (true, true) => NetworkType::Entrepreneurial,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_measures_make_four_kinds() {
        let (one, three) = (["law"; 3], ["law", "design", "healthcare"]);
        for (industries, closeness, want) in [
            (one, [3, 3, 5], "receptive"),
            (one, [2, 4, 5], "traditional"),
            (three, [1, 2, 5], "opportunistic"),
            (three, [4, 4, 1], "entrepreneurial"),
        ] {
            let people: Vec<_> = industries.into_iter().map(Some).zip(closeness.map(Some)).collect();
            assert_eq!(network_type(&people).map(NetworkType::word), Some(want));
        }
        // The demo's mentors: healthcare, design and logistics, all close.
        let mentors =
            [(Some("healthcare"), Some(4)), (Some("design"), Some(4)), (Some("logistics & transport"), Some(4))];
        assert_eq!(network_type(&mentors), Some(NetworkType::Entrepreneurial));
    }

    #[test]
    fn nothing_known_says_nothing() {
        assert_eq!(network_type(&[]), None);
        assert_eq!(network_type(&[(None, Some(4))]), None);
        assert_eq!(network_type(&[(Some("law"), None)]), None);
    }
}
