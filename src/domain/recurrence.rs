//! Whether an obstacle keeps coming up: in which meetings it was spoken of. Counts talks, not failures.

use std::collections::BTreeSet;

use super::likeness::{folded, shared, words};
use super::{Day, Id, Now, dates};

/// So many words in one line are the same matter.
const SAME: usize = 2;

/// A meeting, as far as it tells what was spoken of.
#[derive(Clone, Debug, PartialEq)]
pub struct Talk {
    /// Which.
    pub id: Id,
    /// Its day.
    pub day: Day,
    /// Its notes and the lines of its agenda.
    pub lines: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
}

/// The talks in which an obstacle came up, oldest first: one line says its title, or shares two of its words, or one and
/// the talk a tag.
#[must_use]
pub fn came_up<'t>(title: &str, tags: &[String], talks: &'t [Talk]) -> Vec<&'t Talk> {
    let (whole, about) = (folded(title), words(title));
    // Of a title of one or two words, all of them.
    let wanted = SAME.min(about.len().max(1));
    let says = |talk: &&Talk| {
        let tagged = talk.tags.iter().any(|tag| tags.contains(tag));
        talk.lines.iter().any(|line| {
            let common = shared(&words(line), &about);
            (!whole.is_empty() && folded(line).contains(&whole))
                || (!about.is_empty() && common >= wanted)
                || tagged && common > 0
        })
    };
    let mut found: Vec<&Talk> = talks.iter().filter(says).collect();
    found.sort_by_key(|talk| (talk.day, talk.id));
    found
}

/// `came up in three meetings, last Tue 6 May`; `None` where it came up in fewer than two.
#[must_use]
pub fn sentence(talks: &[&Talk], now: &Now) -> Option<String> {
    let last = dates::say(talks.last()?.day, now);
    let count = match talks.len() {
        0 | 1 => return None,
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        4 => "four".to_owned(),
        5 => "five".to_owned(),
        n => n.to_string(),
    };
    Some(format!("came up in {count} meetings, last {last}"))
}

/// Who is the right helper for what an obstacle needs, in words; what needs someone trained is never for a mentor.
#[must_use]
pub const fn helper(needs: super::kinds::obstacle::Needs) -> &'static str {
    use super::kinds::obstacle::Needs;
    match needs {
        Needs::Step => "a mentor, for the next step",
        Needs::View => "a mentor, for another view; one from another field sees most",
        Needs::Comfort => "a friend, or whoever is close; a mentor need not hear of it",
        Needs::Professional => "someone trained for it: a doctor, a counsellor, a lawyer, a course office; no mentor",
    }
}

/// A plan that could be rehearsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What it belongs to.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// `If …, then I …`.
    pub if_then: String,
}

/// The plan to say aloud this week: another one each week, each in turn.
#[must_use]
pub fn rehearsal(plans: &[Plan], today: Day) -> Option<&Plan> {
    use chrono::Datelike as _;
    let kept: Vec<&Plan> = plans.iter().filter(|plan| !plan.if_then.trim().is_empty()).collect();
    let week = usize::try_from(today.num_days_from_ce().div_euclid(7)).ok()?;
    kept.get(week.checked_rem(kept.len())?).copied()
}

/// What an obstacle is about, for finding lessons: its title, its kind and its plan.
#[must_use]
pub fn about(title: &str, if_then: Option<&str>) -> BTreeSet<String> {
    let mut about = words(title);
    about.extend(if_then.map(words).unwrap_or_default());
    about
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kinds::obstacle::Needs;
    use crate::domain::time::{Zone, read_day, read_instant};

    fn talk(last: u8, day: &str, lines: &[&str], tags: &[&str]) -> Talk {
        let own = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
        Talk {
            id: Id::from_bytes(&[last; 16]).expect("an id"),
            day: read_day(day).expect("a day"),
            lines: own(lines),
            tags: own(tags),
        }
    }

    #[test]
    fn this_came_up_in_three_meetings() {
        let talks = [
            talk(1, "2025-05-06", &["Colours: first days", "The dispatchers still trust no plan of mine"], &[]),
            talk(2, "2025-03-11", &["~ Dispatchers don't trust the plan"], &[]),
            talk(3, "2025-04-08", &["A word about trust"], &["depot"]),
            talk(4, "2025-04-09", &["Lunch"], &["depot"]),
        ];
        let found = came_up("Dispatchers don't trust the plan", &["depot".to_owned()], &talks);
        assert_eq!(
            found.iter().map(|talk| talk.day.to_string()).collect::<Vec<_>>(),
            ["2025-03-11", "2025-04-08", "2025-05-06"]
        );
        let now = Now::new(read_instant("2025-09-30T09:00:00Z").expect("now"), Zone::UTC);
        assert_eq!(sentence(&found, &now).as_deref(), Some("came up in three meetings, last Tue 6 May"));
        assert_eq!(sentence(&found[..1], &now), None);
        assert!(came_up("", &[], &talks).is_empty());
    }

    #[test]
    fn claim_82_professional_help_never_routes_to_a_mentor() {
        assert!(helper(Needs::Professional).ends_with("no mentor"));
        assert!(helper(Needs::Step).contains("mentor") && helper(Needs::Comfort).starts_with("a friend"));
    }

    #[test]
    fn each_plan_has_its_week() {
        let plan = |last: u8, text: &str| Plan {
            id: Id::from_bytes(&[last; 16]).expect("an id"),
            title: String::new(),
            if_then: text.to_owned(),
        };
        let plans = [plan(1, "If a, then b"), plan(2, " "), plan(3, "If c, then d")];
        let day = read_day("2024-02-29").expect("a day");
        let said: Vec<_> =
            (0..4).map(|week| rehearsal(&plans, day + chrono::Days::new(week * 7)).expect("a plan").id).collect();
        assert_eq!((said[0], said[1]), (said[2], said[3]));
        assert_ne!(said[0], said[1]);
        assert_eq!(rehearsal(&plans[1..2], day), None);
    }
}
