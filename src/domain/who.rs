//! Who somebody is, before a talk with them: what we share, what to explain, what we could trade. For my eyes; none of it
//! leaves.

use serde::Serialize;

use super::kinds::person::Person;
use super::kinds::profile::Profile;
use super::likeness::{first_name, folded, same, shared, words};
use super::{Day, Id};

/// Common ground and what to explain are shown before so many meetings; after that we know each other.
pub const UNTIL: usize = 3;
/// How many lines of the last talk are told.
pub const LAST: usize = 3;

/// The side of a preparation that is about the other person.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Who {
    /// Which person.
    pub id: Option<Id>,
    /// Their name.
    pub name: String,
    /// Their field.
    pub industry: Option<String>,
    /// `in-field` or `cross`; none where either field is unknown.
    pub badge: Option<&'static str>,
    /// How they like to work.
    pub style: Option<String>,
    /// What they care about.
    pub matters_to_them: Option<String>,
    /// Meetings held so far.
    pub held: usize,
    /// The day of the last talk.
    pub last: Option<Day>,
    /// The last talk in at most [`LAST`] lines.
    pub last_talk: Vec<String>,
    /// Words of my field to explain: term and plain meaning.
    pub terms: Vec<(String, String)>,
    /// What we share; only before the third meeting is over.
    pub common: Vec<String>,
    /// What differs, and wants a sentence; only before the third meeting is over.
    pub explain: Vec<String>,
    /// What each could give.
    pub trade: Option<String>,
    /// What went the other way so far, in words.
    pub given: Option<String>,
}

/// Whether a field is mine: `in-field`, else `cross`; `None` where one of them is unknown.
#[must_use]
pub fn badge(home: Option<&str>, theirs: Option<&str>) -> Option<&'static str> {
    let (home, theirs) = (home?, theirs?);
    let known = !home.trim().is_empty() && !theirs.trim().is_empty();
    known.then_some(if same(home, theirs) { "in-field" } else { "cross" })
}

/// The parts of a style: `fast, blunt, gist` → three.
fn parts(style: Option<&str>) -> Vec<String> {
    style.unwrap_or_default().split([',', ';', '·']).map(folded).filter(|part| !part.is_empty()).collect()
}

/// What we share: a field, a way of working, people both know, what both are good at.
#[must_use]
pub fn common_ground(me: &Profile, they: &Person, acquaintances: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    if let (Some("in-field"), Some(field)) =
        (badge(me.home_industry.as_deref(), they.industry.as_deref()), &they.industry)
    {
        lines.push(format!("You both work in {field}"));
    }
    match acquaintances {
        [] => {}
        [one] => lines.push(format!("You both know {one}")),
        [one, two] => lines.push(format!("You both know {one} and {two}")),
        [one, two, more @ ..] => lines.push(format!("You both know {one}, {two} and {} more", more.len())),
    }
    let theirs = parts(they.style.as_deref());
    let style: Vec<_> = parts(me.style.as_deref()).into_iter().filter(|part| theirs.contains(part)).collect();
    if !style.is_empty() {
        lines.push(format!("You both work like this: {}", style.join(", ")));
    }
    for mine in &me.strengths {
        let about = words(mine);
        if they.helps_with.iter().any(|help| same(help, mine) || shared(&words(help), &about) > 1) {
            lines.push(format!("You both care about {mine}"));
        }
    }
    lines
}

/// What differs and wants a sentence: the field, then the style.
#[must_use]
pub fn to_explain(me: &Profile, they: &Person) -> Vec<String> {
    let mut lines = Vec::new();
    if let (Some("cross"), Some(home)) =
        (badge(me.home_industry.as_deref(), they.industry.as_deref()), &me.home_industry)
    {
        lines.push(format!("How {home} works, in three plain lines"));
    }
    if let (Some(mine), Some(theirs)) = (&me.style, &they.style)
        && !same(mine, theirs)
    {
        lines.push(format!("How you like to work: {mine}; they: {theirs}"));
    }
    lines
}

/// What each side could give the other, from the strengths noted; `None` where one side has none.
#[must_use]
pub fn trade(me: &Profile, they: &Person) -> Option<String> {
    let bring = |list: &[String]| list.iter().take(2).cloned().collect::<Vec<_>>().join(", ");
    let mine = if they.i_can_help_with.is_empty() { bring(&me.strengths) } else { bring(&they.i_can_help_with) };
    let theirs = bring(&they.helps_with);
    let name = they.name.as_deref().map_or("they", first_name);
    (!mine.is_empty() && !theirs.is_empty()).then(|| format!("{name} brings {theirs}; you could bring {mine}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|text| (*text).to_owned()).collect()
    }

    fn noor() -> Profile {
        Profile {
            home_industry: Some("logistics & transport".to_owned()),
            style: Some("slow, soft, full detail, writes".to_owned()),
            strengths: texts(&["numbers", "patience with messy data"]),
            ..Profile::default()
        }
    }

    fn odile() -> Person {
        Person {
            name: Some("Odile Varga".to_owned()),
            industry: Some("healthcare".to_owned()),
            style: Some("fast, blunt, gist, talks".to_owned()),
            helps_with: texts(&["flow problems seen with other eyes"]),
            ..Person::default()
        }
    }

    #[test]
    fn claim_2_the_badge_flips_with_the_home_industry() {
        let theirs = Some("healthcare");
        assert_eq!(badge(Some("logistics & transport"), theirs), Some("cross"));
        assert_eq!(badge(Some("Healthcare"), theirs), Some("in-field"));
        assert_eq!((badge(None, theirs), badge(Some(" "), theirs)), (None, None));
    }

    #[test]
    fn claim_41_things_in_common_and_things_to_explain() {
        let hanne = Person { industry: noor().home_industry, style: Some("dry, soft".to_owned()), ..Person::default() };
        let common = common_ground(&noor(), &hanne, &texts(&["Carla Nyberg"]));
        assert_eq!(
            common,
            ["You both work in logistics & transport", "You both know Carla Nyberg", "You both work like this: soft"]
        );
        assert!(common_ground(&noor(), &odile(), &[]).is_empty());
        let explain = to_explain(&noor(), &odile());
        assert_eq!(explain[0], "How logistics & transport works, in three plain lines");
        assert!(explain[1].contains("they: fast, blunt"));
        assert!(to_explain(&Profile::default(), &odile()).is_empty());
    }

    #[test]
    fn claim_45_the_trade_line_is_composed_from_both_lists() {
        assert_eq!(
            trade(&noor(), &odile()).as_deref(),
            Some("Odile brings flow problems seen with other eyes; you could bring numbers, patience with messy data")
        );
        assert_eq!(trade(&Profile::default(), &odile()), None);
        assert_eq!(trade(&noor(), &Person::default()), None);
    }
}
