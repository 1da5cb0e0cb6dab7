//! Who could help with this: people whose tags or words meet those of a goal, an obstacle, a skill or any words. Old ties
//! count like new ones; nobody is left out for being quiet.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Known, People, said, standing};
use crate::domain::figures::float;
use crate::domain::likeness::words as stems;
use crate::domain::{Day, Id};

/// A tag in common says more than a word in common.
const TAG: f64 = 3.0;
/// Who is at it with me comes before all tags.
const WITH: f64 = 100.0;
/// What they help with says more than what they do.
const HELPS: f64 = 2.0;

/// What help is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Its title and other words that say what it is about.
    pub words: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Who is at it already, such as the mentors a goal is work with.
    pub with: BTreeSet<Id>,
}

/// Somebody who could help.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Helper {
    /// Who.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Their industry.
    pub industry: Option<String>,
    /// Whether they work outside my own field; none where either is not known.
    pub cross: Option<bool>,
    /// `fresh`, `due`, `overdue`, `sleeping`, where there is a rhythm.
    pub freshness: Option<&'static str>,
    /// Whether we have been in touch at all.
    pub contact: bool,
    /// Why them: what they help with, or the tag.
    pub why: Vec<String>,
    /// Who could bring us together, where we have not been in touch.
    pub via: Option<String>,
}

/// What everybody has to offer, ready to be asked many times.
#[derive(Debug)]
pub struct Offers<'a> {
    people: &'a People,
    tags: &'a BTreeMap<Id, Vec<String>>,
    home: Option<String>,
    today: Day,
    /// Who has a stem in what they help with or do.
    stems: BTreeMap<String, BTreeSet<Id>>,
    /// Who has a tag.
    tagged: BTreeMap<String, BTreeSet<Id>>,
}

impl<'a> Offers<'a> {
    /// What these people, with their tags, have to offer to somebody whose own field is `home`.
    #[must_use]
    pub fn new(people: &'a People, tags: &'a BTreeMap<Id, Vec<String>>, home: Option<&str>, today: Day) -> Self {
        let home = home.map(fold).filter(|home| !home.is_empty());
        let mut offers = Self { people, tags, home, today, stems: BTreeMap::new(), tagged: BTreeMap::new() };
        for (id, known) in people {
            for text in known.person.helps_with.iter().chain(&known.person.role) {
                for stem in stems(text) {
                    offers.stems.entry(stem).or_default().insert(*id);
                }
            }
            for tag in tags.get(id).into_iter().flatten() {
                offers.tagged.entry(fold(tag)).or_default().insert(*id);
            }
        }
        offers
    }

    /// Whoever could help, best first; ties by closeness, then by name.
    #[must_use]
    pub fn who(&self, wanted: &Wanted) -> Vec<Helper> {
        let tagged: BTreeSet<String> = wanted.tags.iter().map(|tag| fold(tag)).collect();
        // A tag is looked for as a word too: `negotiation` in what they help with is as good.
        let mut words = stems(&wanted.words);
        words.extend(tagged.iter().flat_map(|tag| stems(tag)));
        let by_word = words.iter().filter_map(|stem| self.stems.get(stem));
        let by_tag = tagged.iter().filter_map(|tag| self.tagged.get(tag));
        let ids: BTreeSet<Id> = by_word.chain(by_tag).flatten().chain(&wanted.with).copied().collect();
        let mut found: Vec<(f64, i64, Helper)> = Vec::new();
        for id in ids {
            let Some(known) = self.people.get(&id) else { continue };
            let mut meeting = meeting(known, self.tags.get(&id).map_or(&[], Vec::as_slice), &words, &tagged);
            let mut score = self.score(&meeting);
            if wanted.with.contains(&id) {
                meeting.why.push("at it with you".to_owned());
                score += WITH;
            }
            found.push((score, known.person.closeness.unwrap_or(0), self.helper(id, known, &meeting)));
        }
        found.sort_by(|(a, near, x), (b, far, y)| {
            b.total_cmp(a).then_with(|| far.cmp(near)).then_with(|| x.name.cmp(&y.name)).then_with(|| x.id.cmp(&y.id))
        });
        found.into_iter().map(|(.., helper)| helper).collect()
    }

    /// A word that many have in common says less.
    fn score(&self, meeting: &Meeting) -> f64 {
        let weigh = |stem: &String| 1.0 / float(self.stems.get(stem).map_or(1, BTreeSet::len).max(1));
        let sum = |stems: &BTreeSet<String>| stems.iter().map(weigh).sum::<f64>();
        float(meeting.tags.len()) * TAG + sum(&meeting.helps) * HELPS + sum(&meeting.does)
    }

    fn helper(&self, id: Id, known: &Known, meeting: &Meeting) -> Helper {
        let industry = said(known.person.industry.as_deref());
        let contact = known.last.is_some();
        Helper {
            id,
            name: known.name.clone(),
            cross: industry.as_deref().zip(self.home.as_deref()).map(|(industry, home)| fold(industry) != home),
            industry,
            freshness: standing(known, self.today).0.map(crate::domain::freshness::Freshness::word),
            contact,
            why: meeting.why.clone(),
            via: if contact { None } else { via(id, known, self.people) },
        }
    }

    /// The names of those who say that they help with it; what they do for a living is not enough.
    #[must_use]
    pub fn covering(&self, wanted: &Wanted) -> Vec<String> {
        let role = |helper: &Helper| self.people.get(&helper.id).and_then(|known| said(known.person.role.as_deref()));
        let offers = |helper: &Helper| role(helper).is_none_or(|role| helper.why.iter().any(|why| *why != role));
        self.who(wanted).into_iter().filter(offers).map(|helper| helper.name).collect()
    }

    /// What is missing for something: nobody at all, or nobody from outside.
    #[must_use]
    pub fn unmet(&self, id: Id, kind: &'static str, title: &str, wanted: &Wanted) -> Unmet {
        let helpers = self.who(wanted);
        let cross = helpers.iter().filter(|helper| helper.cross == Some(true)).count();
        Unmet { id, kind, title: title.to_owned(), helpers: helpers.len(), cross, mark: mark(&helpers) }
    }

    /// Whom to ask where nobody who fits is from outside my field: a mentor from outside before others, then the closest.
    /// Old ties count like new ones. `None` where my own field is not written down, or nobody outside it was ever in touch.
    #[must_use]
    pub fn outsider(&self) -> Option<Outsider> {
        let home = self.home.as_deref()?;
        let outside = self.people.iter().filter_map(|(id, known)| {
            let industry = said(known.person.industry.as_deref()).filter(|industry| fold(industry) != home)?;
            let last = known.last.filter(|last| *last <= self.today)?;
            Some((known, last, Outsider { id: *id, name: known.name.clone(), industry }))
        });
        let best = outside.max_by_key(|(known, last, who)| {
            (known.mentor, known.person.closeness, *last, std::cmp::Reverse((who.name.clone(), who.id)))
        });
        best.map(|(.., outsider)| outsider)
    }
}

fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

/// What a person and what is looked for have in common.
#[derive(Debug, Default)]
struct Meeting {
    tags: BTreeSet<String>,
    helps: BTreeSet<String>,
    does: BTreeSet<String>,
    why: Vec<String>,
}

fn meeting(known: &Known, tags: &[String], words: &BTreeSet<String>, tagged: &BTreeSet<String>) -> Meeting {
    let mut meeting = Meeting::default();
    let both = |text: &str| -> BTreeSet<String> { stems(text).intersection(words).cloned().collect() };
    for help in &known.person.helps_with {
        let shared = both(help);
        if !shared.is_empty() {
            meeting.why.push(help.clone());
            meeting.helps.extend(shared);
        }
    }
    for tag in tags.iter().map(|tag| tag.trim().to_lowercase()).filter(|tag| tagged.contains(tag)) {
        meeting.why.push(format!("#{tag}"));
        meeting.tags.insert(tag);
    }
    if let Some(role) = said(known.person.role.as_deref()) {
        meeting.does = both(&role).difference(&meeting.helps).cloned().collect();
        if !meeting.does.is_empty() {
            meeting.why.push(role);
        }
    }
    meeting
}

/// Who could bring us together: who named them to me, else the closest of those who know them.
fn via(id: Id, known: &Known, people: &People) -> Option<String> {
    if let Some(by) = known.person.introduced_by.and_then(|by| people.get(&by)) {
        return Some(by.name.clone());
    }
    let knows = people.values().filter(|other| other.last.is_some() && other.person.knows.contains(&id));
    knows
        .max_by_key(|other| (other.person.closeness, std::cmp::Reverse(other.name.clone())))
        .map(|other| other.name.clone())
}

/// What is missing among those who could help, in words; none where somebody is from outside my field.
#[must_use]
pub fn mark(helpers: &[Helper]) -> Option<&'static str> {
    if helpers.is_empty() {
        return Some("nobody yet");
    }
    if helpers.iter().any(|helper| helper.cross == Some(true)) {
        return None;
    }
    // Where a field is not written down, nothing is said about it.
    let own = helpers.iter().all(|helper| helper.cross == Some(false));
    Some(if own { "only from your own field" } else { "nobody known from another field" })
}

/// Somebody from outside my field, to be asked where nobody who fits is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outsider {
    /// Who.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Their industry.
    pub industry: String,
}

impl Outsider {
    /// For people: whom to ask, and how.
    #[must_use]
    pub fn words(&self) -> String {
        format!(
            "{} ({}) looks at it from outside: tell it without the words of your field, and ask who has met this shape of \
             problem",
            self.name, self.industry
        )
    }
}

/// Something with nobody to turn to, or nobody from outside my field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unmet {
    /// Which goal, obstacle or need.
    pub id: Id,
    /// Its kind, by its name.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// How many could help.
    pub helpers: usize,
    /// How many of them work outside my own field.
    pub cross: usize,
    /// What is missing, in words; none where nothing is.
    pub mark: Option<&'static str>,
}
