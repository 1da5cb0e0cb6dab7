//! Old ties that are worth waking, each with two lines to begin with. Silence is nobody's fault, and nobody's debt.

use serde::Serialize;

use super::{Known, People, contacts, said, standing};
use crate::domain::likeness::first_name;
use crate::domain::time::days_between;
use crate::domain::{Day, Id, bridging, freshness};

/// Somebody who sleeps and is worth waking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waking {
    /// Who.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Since the last touch.
    pub days: i64,
    /// Why just them.
    pub why: String,
    /// What there was last, to remember it by.
    pub remember: Option<String>,
    /// Two lines to begin with.
    pub opener: String,
}

/// The sleeping contacts that are worth waking, the closest first, then the longest silent, then by name.
#[must_use]
pub fn waking(people: &People, home: Option<&str>, today: Day) -> Vec<Waking> {
    let all: Vec<_> = contacts(people, today)
        .map(|(id, known)| bridging::Contact {
            id,
            industry: known.person.industry.as_deref(),
            knows: &known.person.knows,
        })
        .collect();
    let bridges = bridging::bridges(&all, home);
    let mut found: Vec<(i64, Waking)> = contacts(people, today)
        .filter_map(|(id, known)| {
            let bridge = bridges.contains(&id);
            let closeness = known.person.closeness;
            let sleeps = freshness::worth_waking(standing(known, today).0, closeness, bridge);
            let days = known.last.map(|last| days_between(last, today)).filter(|_| sleeps)?;
            Some((closeness.unwrap_or(0), waken(id, known, days, bridge)))
        })
        .collect();
    found.sort_by(|(a, x), (b, y)| {
        b.cmp(a).then_with(|| y.days.cmp(&x.days)).then_with(|| x.name.cmp(&y.name)).then_with(|| x.id.cmp(&y.id))
    });
    found.into_iter().map(|(_, waking)| waking).collect()
}

fn waken(id: Id, known: &Known, days: i64, bridge: bool) -> Waking {
    let close = known.person.closeness.is_some_and(|closeness| closeness >= freshness::WORTH_WAKING);
    let industry = said(known.person.industry.as_deref());
    let why = match (close, bridge, &industry) {
        (true, true, Some(industry)) => format!("you were close, and few others lead into {industry}"),
        (false, true, Some(industry)) => format!("few others lead into {industry}"),
        _ => "you were close".to_owned(),
    };
    let touch = known
        .person
        .touches
        .iter()
        .filter(|touch| said(touch.note.as_deref()).is_some())
        .max_by_key(|touch| touch.date);
    Waking {
        id,
        name: known.name.clone(),
        days,
        why,
        remember: touch.and_then(|touch| touch.note.clone()),
        opener: opener(known, days),
    }
}

/// Two lines to begin with: how long it has been, no excuse, and something that costs them nothing.
#[must_use]
pub fn opener(known: &Known, days: i64) -> String {
    let since = match days {
        ..=59 => "some weeks",
        60..=180 => "some months",
        181..=300 => "more than half a year",
        301..=400 => "about a year",
        401..=660 => "more than a year",
        _ => "years",
    };
    let asks = said(known.person.industry.as_deref())
        .map_or_else(|| "How are you?".to_owned(), |industry| format!("How are things in {industry}?"));
    let offers = known.person.i_can_help_with.iter().find_map(|offer| said(Some(offer)));
    let offers = offers.map(|offer| format!(" If it is any use: {}.", offer.trim_end_matches('.'))).unwrap_or_default();
    format!(
        "Hello {}, it has been {since}, and you came to mind. {asks}{offers} No hurry with an answer.",
        first_name(&known.name)
    )
}
