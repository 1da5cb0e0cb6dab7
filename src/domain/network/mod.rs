//! The people I know, looked at as a network: who goes quiet, who brought me to whom, what it reaches and what it lacks.
//! Words before numbers; nobody is ranked by what they gave.

pub mod chance;
pub mod introduction;
pub mod style;
pub mod tree;
pub mod waking;
pub mod well;
pub mod who;

use serde::Serialize;

use super::development::{self, NetworkType};
use super::freshness;
use super::kinds::match_card::Match;
use super::kinds::person::{HowMet, Level, Person};
use super::match_score;
use super::spread::{self, Spread};
use super::time::days_between;
use super::{Day, Id};

/// Who was in touch within so many days counts for the developmental network: half a year.
pub const ACTIVE_DAYS: i64 = 183;

/// Somebody I know of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// Their name.
    pub name: String,
    /// What is written down of them.
    pub person: Person,
    /// The last touch up to now; none for somebody I only know of.
    pub last: Option<Day>,
    /// Whether there is a live mentorship with them.
    pub mentor: bool,
}

/// A person by id.
pub type People = std::collections::BTreeMap<Id, Known>;

/// How many contacts share something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// What they share.
    pub name: String,
    /// How many do.
    pub people: usize,
}

/// Whom introductions brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Through {
    /// How many contacts.
    pub people: usize,
    /// How many on each level, most first.
    pub levels: Vec<Counted>,
}

/// The figures of a network on a day.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    /// The spread over industries.
    #[serde(flatten)]
    pub spread: Spread,
    /// My own field.
    pub home: Option<String>,
    /// The spread in words.
    pub words: Option<String>,
    /// How many contacts in each industry, most first.
    pub industries: Vec<Counted>,
    /// The same by level, where enough of them have one.
    pub levels: Vec<Counted>,
    /// The same by region, where enough of them have one.
    pub regions: Vec<Counted>,
    /// Contacts that were not touched for two years, who do not count.
    pub dormant: usize,
    /// Whom introductions brought.
    pub through: Through,
    /// What kind of network helps me grow.
    pub growth: Option<&'static str>,
    /// The same in words.
    pub growth_words: Option<&'static str>,
    /// How much of the contacts leads to different people, 0 to 1, where ties are written down.
    pub efficiency: Option<f64>,
}

/// The contacts that count on a day: touched, and not longer than two years ago.
pub fn contacts(people: &People, today: Day) -> impl Iterator<Item = (Id, &Known)> {
    people.iter().filter(move |(_, known)| spread::counts(known.last, today)).map(|(id, known)| (*id, known))
}

/// The figures of a network on a day.
#[must_use]
pub fn figures(people: &People, home: Option<&str>, today: Day) -> Figures {
    let all: Vec<&Known> = contacts(people, today).map(|(_, known)| known).collect();
    let spread = spread::spread(all.iter().map(|known| known.person.industry.as_deref()), home);
    let level = |known: &&Known| known.person.level.map(|level| Level::word(level).to_owned());
    let introduced: Vec<&Known> =
        all.iter().copied().filter(|known| known.person.how_met == Some(HowMet::Introduced)).collect();
    let growth = growth(&all, today);
    let ties: Vec<_> = contacts(people, today)
        .map(|(id, known)| super::bridging::Contact {
            id,
            industry: known.person.industry.as_deref(),
            knows: &known.person.knows,
        })
        .collect();
    Figures {
        home: said(home),
        words: spread.sentence(),
        industries: spread.industries.iter().map(|(name, n)| Counted { name: name.clone(), people: *n }).collect(),
        levels: filled(all.iter().filter_map(level), all.len()),
        regions: filled(all.iter().filter_map(|known| said(known.person.region.as_deref())), all.len()),
        dormant: people.values().filter(|known| known.last.is_some_and(|last| last <= today)).count() - all.len(),
        through: Through { people: introduced.len(), levels: counted(introduced.iter().filter_map(level)) },
        growth: growth.map(NetworkType::word),
        growth_words: growth.map(growth_words),
        efficiency: super::bridging::bridging(&ties).map(|bridging| bridging.efficiency),
        spread,
    }
}

/// The kind of network that helps me grow: mentors, and who can help with something, in touch within half a year.
fn growth(contacts: &[&Known], today: Day) -> Option<NetworkType> {
    let helps = |known: &&&Known| {
        let lately = known.last.is_some_and(|last| days_between(last, today) <= ACTIVE_DAYS);
        lately && (known.mentor || !known.person.helps_with.is_empty())
    };
    let people: Vec<_> =
        contacts.iter().filter(helps).map(|known| (known.person.industry.as_deref(), known.person.closeness)).collect();
    development::network_type(&people)
}

/// What a kind of network is, without a grade.
#[must_use]
pub const fn growth_words(kind: NetworkType) -> &'static str {
    match kind {
        NetworkType::Receptive => "few fields, loose ties: easy to widen in any direction",
        NetworkType::Traditional => "few fields, close ties: deep help, mostly from one side",
        NetworkType::Opportunistic => "many fields, loose ties: many views, few who know you well",
        NetworkType::Entrepreneurial => "many fields, close ties: many views from people who know you",
    }
}

/// How many share each name, most first, then by name.
fn counted(names: impl IntoIterator<Item = String>) -> Vec<Counted> {
    let mut counts: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<Counted> = counts.into_iter().map(|(name, people)| Counted { name, people }).collect();
    counts.sort_by(|a, b| b.people.cmp(&a.people).then_with(|| a.name.cmp(&b.name)));
    counts
}

/// The same, where enough of `all` have one.
fn filled(names: impl IntoIterator<Item = String>, all: usize) -> Vec<Counted> {
    let counts = counted(names);
    let known = counts.iter().map(|count| count.people).sum();
    if spread::filled_enough(known, all) { counts } else { Vec::new() }
}

/// A text that says something.
fn said(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A name in short: `P. Lindqvist`; one word stays.
#[must_use]
pub fn short_name(name: &str) -> String {
    let mut words = name.split_whitespace();
    match (words.next().and_then(|first| first.chars().next()), words.next_back()) {
        (Some(initial), Some(last)) => format!("{initial}. {last}"),
        _ => name.trim().to_owned(),
    }
}

/// Where a contact stands: the word, and the day of the next touch.
#[must_use]
pub fn standing(known: &Known, today: Day) -> (Option<freshness::Freshness>, Option<Day>) {
    let cadence = freshness::cadence(known.person.cadence_days, known.person.closeness);
    (freshness::freshness(known.last, cadence, today), freshness::next_touch(known.last, cadence))
}

/// What goes the other way with one person, in words, and what could: a suggestion after three meetings without, never a
/// warning.
#[must_use]
pub fn gave(person: &Person, givebacks: usize, meetings: usize) -> Option<String> {
    /// From so many meetings on, nothing given is worth a suggestion.
    const SUGGEST_FROM: usize = 3;
    let words = super::reciprocity::reciprocity(givebacks, meetings)?;
    let offer = person.i_can_help_with.first().map(|offer| format!("; you could offer {offer}"));
    Some(match givebacks {
        0 if meetings >= SUGGEST_FROM => format!("{words}{}", offer.unwrap_or_default()),
        _ => words.to_owned(),
    })
}

/// What each side is best at, as an offer: `they: …; you: …`. `None` where a side has said nothing.
#[must_use]
pub fn trade(person: &Person, own_strengths: &[String]) -> Option<String> {
    /// So many of each are enough to see it.
    const MOST: usize = 2;
    let line = |list: &[String]| list.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    let mine = if person.i_can_help_with.is_empty() { own_strengths } else { &person.i_can_help_with };
    (!person.helps_with.is_empty() && !mine.is_empty())
        .then(|| format!("they: {}; you: {}", line(&person.helps_with), line(mine)))
}

/// A possible mentor and how well they fit, over what is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Prospect {
    /// The match card.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// Who is looked at.
    pub person: Option<String>,
    /// 0 to 1; none where nothing that matters is known.
    pub score: Option<f64>,
    /// How many lines are known.
    pub known: usize,
    /// How many lines there are.
    pub lines: usize,
    /// The lines that are not known yet: unknown, not nought.
    pub unknown: Vec<String>,
}

impl Prospect {
    /// How well a card fits.
    #[must_use]
    pub fn new(id: Id, title: String, person: Option<String>, card: &Match) -> Self {
        let score = match_score::match_score(card);
        let unknown = card.lines.iter().filter(|line| line.score.is_none());
        let unknown = unknown.filter_map(|line| said(line.line.as_deref())).collect();
        Self { id, title, person, score: score.score, known: score.known, lines: score.lines, unknown }
    }
}

/// The best fit first; equal fits by how much is known, then by title. Cards without a score come last.
pub fn by_fit(prospects: &mut [Prospect]) {
    prospects.sort_by(|a, b| {
        let score = |prospect: &Prospect| prospect.score.unwrap_or(-1.0);
        score(b)
            .total_cmp(&score(a))
            .then(b.known.cmp(&a.known))
            .then_with(|| a.title.cmp(&b.title))
            .then_with(|| a.id.cmp(&b.id))
    });
}

/// Everything the network page tells.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Page {
    /// The figures.
    #[serde(flatten)]
    pub figures: Figures,
    /// Goals and obstacles with nobody to turn to, or nobody from outside my field.
    pub missing: Vec<who::Unmet>,
    /// Whom to ask where nobody from outside fits; none where nothing is missing.
    pub outsider: Option<who::Outsider>,
    /// Old ties worth waking.
    pub worth_waking: Vec<waking::Waking>,
    /// Introductions under way, and those whose maker has not heard.
    pub introductions: Vec<introduction::Going>,
    /// Who brought me to whom.
    pub tree: Vec<tree::Branch>,
    /// Opportunities that are open, with their chains.
    pub opportunities: Vec<chance::Chance>,
    /// Trends that have not reached my field.
    pub head_start: Vec<chance::Chance>,
    /// Possible mentors with a match card, the best fit first.
    pub prospects: Vec<Prospect>,
    /// Whether all comes from one well.
    pub well: Option<well::Well>,
    /// The styles I have met.
    pub styles: style::Styles,
}

#[cfg(test)]
mod tests;
