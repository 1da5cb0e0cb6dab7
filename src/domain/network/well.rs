//! Whether all my advice of late comes from one well: meetings in my own field beside those outside it. A hint, and only
//! from three meetings on.

use serde::Serialize;

use crate::domain::figures::Share;

/// So many days back are looked at.
pub const WELL_DAYS: i64 = 90;
/// Below so many meetings nothing is said.
pub const SHOWN_FROM: usize = 3;

/// Meetings of the last ninety days in the own field, of all where the field is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Well {
    /// In the own field, of all.
    pub own: Share,
    /// Whether four of five or more were: the hint.
    pub same: bool,
}

/// Whether the meetings come from one well: each with the industries of those who were there. A meeting with somebody from
/// outside is one outside; one where no industry is known is left out. `None` without a home industry.
#[must_use]
pub fn well<'a, M: IntoIterator<Item = &'a str>>(
    meetings: impl IntoIterator<Item = M>,
    home: Option<&str>,
) -> Option<Well> {
    let fold = |industry: &str| industry.trim().to_lowercase();
    let home = home.map(fold).filter(|home| !home.is_empty())?;
    let own = meetings.into_iter().filter_map(|people| {
        let fields: Vec<String> = people.into_iter().map(fold).filter(|field| !field.is_empty()).collect();
        (!fields.is_empty()).then(|| fields.iter().all(|field| *field == home))
    });
    let own = Share::of(own, |own| *own);
    // In whole numbers, so that four of five is four of five.
    Some(Well { own, same: own.whole >= SHOWN_FROM && own.part * 5 >= own.whole * 4 })
}

impl Well {
    /// The hint, where there is one.
    #[must_use]
    pub fn hint(self) -> Option<String> {
        self.same.then(|| {
            format!(
                "{} of your last {} meetings were within your own field; a view from outside may be worth an hour",
                self.own.part, self.own.whole
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(own: usize, cross: usize) -> Well {
        let meetings = std::iter::repeat_n("logistics", own).chain(std::iter::repeat_n("law", cross));
        well(meetings.map(|field| [field]), Some("Logistics ")).expect("a home")
    }

    #[test]
    fn four_of_five_from_three_meetings_on() {
        for (own, cross, hint) in
            [(5, 0, true), (5, 1, true), (5, 2, false), (2, 0, false), (3, 0, true), (4, 1, true), (0, 6, false)]
        {
            assert_eq!(of(own, cross).hint().is_some(), hint, "{own} + {cross}");
        }
        assert_eq!(well([["law"]], None), None);
        assert_eq!(well([["law"]], Some(" ")), None);
        let mixed = well([vec!["law", "design"], vec![], vec![""], vec!["law"]], Some("law")).expect("a home");
        assert_eq!(mixed.own, Share { part: 1, whole: 2 });
    }

    proptest! {
        #[test]
        fn scaling_keeps_the_hint_from_three_on(own in 0..40_usize, cross in 0..40_usize, times in 1..9_usize) {
            prop_assume!(own + cross >= SHOWN_FROM);
            prop_assert_eq!(of(own, cross).same, of(own * times, cross * times).same);
        }
    }
}
