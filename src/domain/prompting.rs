//! Which prompt is offered for a reflection: by what happened lately, and never the same one twice in a row. No chance in
//! it: one day has one prompt.

use std::collections::BTreeMap;

use chrono::Datelike as _;

use super::content::Prompt;
use super::time::Day;

/// How many days back something counts as just having happened.
pub const LATELY_DAYS: i64 = 14;

/// The theme that comes at least once in so many answered prompts, whatever else happens.
pub const GROWTH: (&str, usize) = ("growth-mindset", 5);

/// What happened lately, as far as prompts go by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lately {
    /// An obstacle came up and is still open.
    pub obstacle: bool,
    /// The pulse dips, or was low two weeks running.
    pub low_pulse: bool,
    /// I met somebody new.
    pub new_contact: bool,
    /// The prompts answered so far, the last first.
    pub answered: Vec<String>,
}

/// The prompt of a day: of the theme of growth where the last four were of others, else of the theme that fits what happened
/// (an obstacle, a low pulse, somebody new), else of the theme used least; within it one that was answered least, and never the last one again. `None` where there is none to offer.
#[must_use]
pub fn choose<'p>(prompts: &'p [Prompt], lately: &Lately, today: Day) -> Option<&'p Prompt> {
    let last = lately.answered.first();
    let offered: Vec<&Prompt> = prompts.iter().filter(|prompt| Some(&prompt.id) != last).collect();
    let times = |prompt: &Prompt| lately.answered.iter().filter(|id| **id == prompt.id).count();
    let fitting = [
        (growth_is_due(prompts, lately), GROWTH.0),
        (lately.obstacle, "obstacle"),
        (lately.low_pulse, "burnout"),
        (lately.new_contact, "network"),
    ];
    let of = |theme: &str| -> Vec<&Prompt> { offered.iter().copied().filter(|prompt| prompt.theme == theme).collect() };
    let mut themes = fitting.iter().filter(|(happened, _)| *happened).map(|(_, theme)| of(theme));
    let mut among =
        themes.find(|prompts| !prompts.is_empty()).unwrap_or_else(|| of(least_used(&offered, lately, today)));
    let least = among.iter().map(|prompt| times(prompt)).min()?;
    among.retain(|prompt| times(prompt) == least);
    pick(&among, today).copied()
}

/// Whether the next prompt is to be one of growth, so that there is one in [`GROWTH`]`.1`.
fn growth_is_due(prompts: &[Prompt], lately: &Lately) -> bool {
    let others = GROWTH.1 - 1;
    let of_growth = |id: &String| prompts.iter().any(|prompt| prompt.id == *id && prompt.theme == GROWTH.0);
    lately.answered.len() >= others && !lately.answered.iter().take(others).any(of_growth)
}

/// The theme whose prompts were answered least, for their number; among equals another one each day.
fn least_used<'p>(offered: &[&'p Prompt], lately: &Lately, today: Day) -> &'p str {
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for prompt in offered {
        let times = lately.answered.iter().filter(|id| **id == prompt.id).count();
        *used.entry(&prompt.theme).or_default() += times;
    }
    let least = used.values().min().copied().unwrap_or(0);
    let themes: Vec<&str> = used.into_iter().filter(|(_, times)| *times == least).map(|(theme, _)| theme).collect();
    pick(&themes, today).copied().unwrap_or_default()
}

/// One of several, another one each day.
fn pick<T>(among: &[T], today: Day) -> Option<&T> {
    let count = i64::try_from(among.len()).ok().filter(|count| *count > 0)?;
    let at = i64::from(today.num_days_from_ce()).rem_euclid(count);
    among.get(usize::try_from(at).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kinds::reflection::Frame;
    use crate::domain::time::read_day;
    use proptest::prelude::*;

    fn prompts() -> Vec<Prompt> {
        let rows = [
            ("gm01", "growth"),
            ("gm02", "growth"),
            ("ob01", "obstacle"),
            ("ob02", "obstacle"),
            ("bo01", "burnout"),
            ("nw01", "network"),
        ];
        let prompt = |(id, theme): (&str, &str)| Prompt {
            id: id.to_owned(),
            theme: theme.to_owned(),
            frame: Frame::Free,
            text: format!("{id}?"),
        };
        rows.map(prompt).to_vec()
    }

    fn day() -> Day {
        read_day("2025-09-26").expect("a day")
    }

    fn theme(lately: &Lately) -> String {
        choose(&prompts(), lately, day()).expect("a prompt").theme.clone()
    }

    #[test]
    fn what_happened_chooses_the_theme() {
        let all = Lately { obstacle: true, low_pulse: true, new_contact: true, ..Lately::default() };
        assert_eq!(theme(&all), "obstacle");
        assert_eq!(theme(&Lately { obstacle: false, ..all.clone() }), "burnout");
        assert_eq!(theme(&Lately { obstacle: false, low_pulse: false, ..all }), "network");
    }

    #[test]
    fn else_the_theme_used_least() {
        let answered = ["gm01", "ob01", "nw01"].map(str::to_owned).to_vec();
        assert_eq!(theme(&Lately { answered, ..Lately::default() }), "burnout");
        let answered = ["bo01"].map(str::to_owned).to_vec();
        assert_ne!(
            theme(&Lately { low_pulse: true, answered, ..Lately::default() }),
            "burnout",
            "the only one was the last"
        );
        assert_eq!(choose(&[], &Lately::default(), day()), None);
    }

    proptest! {
        #[test]
        fn claim_10_growth_comes_once_in_five(flags in any::<[bool; 3]>(), days in 5..40_u64) {
            let mut prompts = prompts();
            prompts.iter_mut().filter(|prompt| prompt.theme == "growth").for_each(|prompt| prompt.theme = GROWTH.0.to_owned());
            let mut lately = Lately { obstacle: flags[0], low_pulse: flags[1], new_contact: flags[2], ..Lately::default() };
            for n in 0..days {
                let chosen = choose(&prompts, &lately, day() + chrono::Days::new(n * 7)).expect("a prompt");
                lately.answered.insert(0, chosen.id.clone());
            }
            let grows: Vec<bool> = lately.answered.iter().map(|id| id.starts_with("gm")).collect();
            prop_assert!(grows.windows(5).all(|five| five.contains(&true)), "{:?}", lately.answered);
        }

        #[test]
        fn never_the_same_twice_in_a_row(flags in any::<[bool; 3]>(), days in 1..60_u64) {
            let prompts = prompts();
            let mut lately = Lately { obstacle: flags[0], low_pulse: flags[1], new_contact: flags[2], ..Lately::default() };
            for n in 0..days {
                let today = day() + chrono::Days::new(n * n % 7);
                let chosen = choose(&prompts, &lately, today).expect("a prompt");
                prop_assert_ne!(Some(&chosen.id), lately.answered.first());
                lately.answered.insert(0, chosen.id.clone());
            }
        }
    }
}
