//! An agenda drafted from what is open with somebody, its minutes adding up to the length of the talk. Keeps what stands
//! there; drafts only beside it.

use serde::Serialize;

use super::content::{Agenda, Content};
use super::kinds::meeting::{AgendaLine, AgendaState, MeetingKind};
use super::likeness::same;
use super::time::read_day;
use super::who::Who;
use super::{Day, Id, Now, dates};

/// A talk takes so long where nobody says.
pub const MINUTES: i64 = 45;
/// A topic takes about so many minutes: more are drafted for a longer talk.
const MINUTES_A_TOPIC: i64 = 7;
/// Fewer topics than this are never drafted, where there are so many …
const FEWEST: usize = 3;
/// … and never more than this.
const MOST: usize = 8;

/// Where a line of an agenda comes from; the order is that of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Promises that are due, on both sides.
    Promises,
    /// What became of their last advice.
    Advice,
    /// What was left open or parked last time.
    Carried,
    /// Their aim, not asked yet.
    Aim,
    /// A goal that slips or has gone quiet.
    Goal,
    /// An obstacle for them.
    Obstacle,
    /// A need that the last evaluation found wanting.
    Need,
    /// A question parked for them.
    Question,
    /// A question of the bank.
    Bank,
    /// A line of a template.
    Template,
}

impl Source {
    /// As kept in the line; a carried one keeps its day instead.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Promises => "promises",
            Self::Advice => "advice",
            Self::Carried => "carried",
            Self::Aim => "aim",
            Self::Goal => "goal",
            Self::Obstacle => "obstacle",
            Self::Need => "need",
            Self::Question => "question",
            Self::Bank => "bank",
            Self::Template => "template",
        }
    }

    /// How much time it wants, beside the others.
    const fn weight(self) -> i64 {
        match self {
            Self::Promises | Self::Advice | Self::Aim | Self::Bank => 2,
            Self::Need | Self::Question | Self::Template => 3,
            Self::Carried | Self::Goal | Self::Obstacle => 4,
        }
    }
}

/// Something that could be talked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Topic {
    /// Where it comes from.
    pub source: Source,
    /// What to talk about, in words.
    pub text: String,
    /// The record it is about, where it is about one.
    pub id: Option<Id>,
    /// The day it was first put off, for what is carried over.
    pub since: Option<Day>,
}

impl Topic {
    /// A topic about a record, or about none.
    #[must_use]
    pub fn new(source: Source, text: impl Into<String>, id: Option<Id>) -> Self {
        Self { source, text: text.into(), id, since: None }
    }

    /// As a line of an agenda, without minutes yet.
    #[must_use]
    pub fn line(&self) -> AgendaLine {
        let from = self.since.map_or_else(|| self.source.word().to_owned(), |day| day.to_string());
        AgendaLine { text: Some(self.text.clone()), minutes: None, state: Some(AgendaState::Open), from: Some(from) }
    }
}

/// What was left open or parked in a talk of that day. A line that was carried before keeps its first day.
#[must_use]
pub fn carried(agenda: &[AgendaLine], day: Day) -> Vec<Topic> {
    let left = agenda.iter().filter(|line| matches!(line.state, Some(AgendaState::Open | AgendaState::Parked)));
    let topic = |line: &AgendaLine| {
        let first = line.from.as_deref().and_then(read_day).map_or(day, |first| first.min(day));
        Some(Topic { source: Source::Carried, text: line.text.clone()?, id: None, since: Some(first) })
    };
    left.filter_map(topic).collect()
}

/// Where a line comes from, for people: `from Tue 11 Mar`, `goal`; empty where it was written by hand.
#[must_use]
pub fn origin(line: &AgendaLine, now: &Now) -> String {
    let from = line.from.as_deref().unwrap_or_default();
    read_day(from).map_or_else(|| from.to_owned(), |day| format!("from {}", dates::say(day, now)))
}

/// The template of a sort of talk; regular and ad-hoc ones are drafted from what is open instead.
#[must_use]
pub fn template(content: &Content, kind: Option<MeetingKind>) -> Option<&Agenda> {
    let name = match kind? {
        MeetingKind::Regular | MeetingKind::AdHoc => return None,
        kind => kind.word(),
    };
    content.agendas.iter().find(|agenda| agenda.name == name)
}

/// A template's lines as topics.
#[must_use]
pub fn of_template(agenda: &Agenda) -> Vec<(Topic, i64)> {
    let topic = |(text, minutes): &(String, i64)| (Topic::new(Source::Template, text.clone(), None), *minutes);
    agenda.lines.iter().map(topic).collect()
}

/// How many topics fit a talk of so many minutes.
#[must_use]
pub fn room(minutes: i64) -> usize {
    usize::try_from(minutes / MINUTES_A_TOPIC).unwrap_or(FEWEST).clamp(FEWEST, MOST)
}

/// Which topics fit: the first of each source, then the second of each, until there is no room; in the order of sources.
#[must_use]
pub fn fitting(topics: &[Topic], room: usize) -> Vec<&Topic> {
    let nth = |at: usize| {
        let before = topics.get(..at).unwrap_or_default();
        let source = topics.get(at).map(|topic| topic.source);
        before.iter().filter(|other| Some(other.source) == source).count()
    };
    let mut ranked: Vec<(usize, &Topic)> = topics.iter().enumerate().map(|(at, topic)| (nth(at), topic)).collect();
    ranked.sort_by_key(|(nth, topic)| (*nth, topic.source));
    ranked.truncate(room);
    ranked.sort_by_key(|(nth, topic)| (topic.source, *nth));
    ranked.into_iter().map(|(_, topic)| topic).collect()
}

/// `total` shared out by weight, whole minutes, each at least one where there are enough: the parts add up to the total
/// (largest remainders; of equal ones the first).
#[must_use]
pub fn spread(total: i64, weights: &[i64]) -> Vec<i64> {
    let all: i64 = weights.iter().map(|weight| weight.max(&1)).sum();
    let total = total.clamp(0, 1_000_000);
    let count = i64::try_from(weights.len()).unwrap_or(i64::MAX);
    if weights.is_empty() {
        return Vec::new();
    }
    let least = i64::from(total >= count);
    let free = total - least * count;
    let mut parts: Vec<i64> = weights.iter().map(|weight| least + free * weight.max(&1) / all).collect();
    let mut rest = total - parts.iter().sum::<i64>();
    let mut order: Vec<(usize, i64)> = weights.iter().map(|weight| free * weight.max(&1) % all).enumerate().collect();
    order.sort_by_key(|(at, remainder)| (-remainder, *at));
    for (at, _) in order {
        if rest == 0 {
            break;
        }
        if let Some(part) = parts.get_mut(at) {
            *part += 1;
            rest -= 1;
        }
    }
    parts
}

/// The agenda with these topics behind what stands there. Lines that have minutes keep them; the others share what is
/// left of the length, and have none where nothing is left. A topic that is on it already is not put on again.
#[must_use]
pub fn draft(standing: &[AgendaLine], topics: &[&Topic], minutes: i64) -> Vec<AgendaLine> {
    let there =
        |topic: &Topic| standing.iter().any(|line| line.text.as_deref().is_some_and(|text| same(text, &topic.text)));
    let fresh = topics.iter().filter(|topic| !there(topic));
    let mut lines = standing.to_vec();
    let mut weights: Vec<i64> = standing.iter().map(|_| 3).collect();
    for topic in fresh {
        lines.push(topic.line());
        weights.push(topic.source.weight());
    }
    fill(&mut lines, &weights, minutes);
    lines
}

/// Gives the lines without minutes their share of what is left.
fn fill(lines: &mut [AgendaLine], weights: &[i64], minutes: i64) {
    let left = minutes - used(lines);
    let bare: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| line.minutes.is_none()).map(|(at, _)| at).collect();
    if left < i64::try_from(bare.len()).unwrap_or(i64::MAX) {
        return;
    }
    let weights: Vec<i64> = bare.iter().map(|at| weights.get(*at).copied().unwrap_or(1)).collect();
    for (at, part) in bare.into_iter().zip(spread(left, &weights)) {
        if let Some(line) = lines.get_mut(at) {
            line.minutes = Some(part);
        }
    }
}

/// A template laid out over a talk of another length, its proportions kept.
#[must_use]
pub fn scaled(agenda: &Agenda, minutes: i64) -> Vec<AgendaLine> {
    let weights: Vec<i64> = agenda.lines.iter().map(|(_, minutes)| *minutes).collect();
    let parts = if minutes == agenda.minutes { weights } else { spread(minutes, &weights) };
    let line = |((topic, _), minutes): ((Topic, i64), i64)| AgendaLine { minutes: Some(minutes), ..topic.line() };
    of_template(agenda).into_iter().zip(parts).map(line).collect()
}

/// The minutes of an agenda.
#[must_use]
pub fn used(lines: &[AgendaLine]) -> i64 {
    lines.iter().filter_map(|line| line.minutes).fold(0, i64::saturating_add)
}

/// `40/45`, and by how much it is over or what is free.
#[must_use]
pub fn balance(lines: &[AgendaLine], minutes: i64) -> String {
    let used = used(lines);
    match minutes.saturating_sub(used) {
        0 => format!("{used}/{minutes} min"),
        free if free > 0 => format!("{used}/{minutes} min, {free} free"),
        over => format!("{used}/{minutes} min, {} over", over.saturating_neg()),
    }
}

/// A meeting made ready: what stands on its agenda, what could, and who it is with.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Preparation {
    /// The meeting.
    pub meeting: Id,
    /// Its title.
    pub title: String,
    /// How long it is.
    pub minutes: i64,
    /// What stands there already.
    pub standing: Vec<AgendaLine>,
    /// All that could be talked about, in order.
    pub topics: Vec<Topic>,
    /// The draft: what stands there, and what fits beside it.
    pub draft: Vec<AgendaLine>,
    /// What I want to leave with.
    pub intention: Option<String>,
    /// Who it is with.
    pub who: Who,
}

/// A topic takes at least so many minutes: with less left, nothing more is drafted.
const LEAST: i64 = 3;

impl Preparation {
    /// The draft with room for so many topics; of a sort of talk that has a template, its lines where nothing stands yet.
    /// Beside what stands there, only as much is put as its minutes leave room for.
    pub fn lay_out(&mut self, room: usize, template: Option<&Agenda>) {
        let open: Vec<Topic> = self.topics.iter().filter(|topic| !self.covers(topic)).cloned().collect();
        let left = usize::try_from((self.minutes - used(&self.standing)).max(0) / LEAST).unwrap_or(usize::MAX);
        let bare = self.standing.iter().filter(|line| line.minutes.is_none()).count();
        let room = room.saturating_sub(self.standing.len()).min(left.saturating_sub(bare));
        let fit = fitting(&open, room);
        self.draft = match template.filter(|_| self.standing.is_empty()) {
            // What was promised and put off comes first, and takes its minutes from the template's.
            Some(template) => {
                let first: Vec<&Topic> =
                    fit.into_iter().filter(|topic| topic.source <= Source::Carried).take(2).collect();
                let minutes = self.minutes.min(4 * i64::try_from(first.len()).unwrap_or(0));
                let mut lines = draft(&[], &first, minutes);
                lines.extend(scaled(template, self.minutes - minutes));
                lines
            }
            None => draft(&self.standing, &fit, self.minutes),
        };
    }

    /// Whether a topic stands on the agenda already, in its own words or as the line kept for such things.
    fn covers(&self, topic: &Topic) -> bool {
        let once = matches!(topic.source, Source::Promises | Source::Advice | Source::Aim | Source::Bank);
        self.standing.iter().any(|line| {
            line.text.as_deref().is_some_and(|text| same(text, &topic.text))
                || once && line.from.as_deref() == Some(topic.source.word())
        })
    }

    /// What is open and not in the draft.
    #[must_use]
    pub fn also(&self) -> Vec<&Topic> {
        let drafted = |topic: &&Topic| self.draft.iter().any(|line| line.text.as_deref() == Some(topic.text.as_str()));
        self.topics.iter().filter(|topic| !drafted(topic) && !self.covers(topic)).collect()
    }
}

#[cfg(test)]
mod tests;
