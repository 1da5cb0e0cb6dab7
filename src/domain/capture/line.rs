//! What follows a mark: titles, due dates, arrows, names, values. What cannot be read leaves the line as text.

use std::ops::Range;

use super::parse::{Margin, Mark};
use super::refs::{Ref, Sigil, without_tail};
use super::{Highlight, What, trim};
use crate::domain::dates;
use crate::domain::kinds::Kind;
use crate::domain::record::first_words;
use crate::domain::time::{Day, Lean, Now};

/// The measures of a pulse.
const MEASURES: [&str; 4] = ["energy", "interest", "effect", "clarity"];

/// Reads a marked line.
pub(super) fn what(text: &str, now: &Now, mark: &Mark, refs: &[Ref], margin: &mut Margin) -> What {
    let body = without_tail(text, mark.body.clone(), refs);
    match mark.kind {
        Kind::Action => {
            let (title, due) = due(text, now, body, refs, margin);
            What::Action { title, owner: mark.name.clone(), due, done: mark.done }
        }
        Kind::Question => What::Question { title: body },
        Kind::Advice => What::Advice { title: body, by: mark.name.clone() },
        Kind::Feedback => What::Feedback { body },
        Kind::Decision => What::Decision { title: body },
        Kind::Insight => {
            let (title, my_version) = arrow(text, body, refs, margin);
            What::Insight { title, my_version }
        }
        Kind::Obstacle => {
            let (title, if_then) = arrow(text, body, refs, margin);
            What::Obstacle { title, if_then }
        }
        Kind::Person => person(text, body, refs),
        Kind::CheckIn => check_in(text, body, refs),
        _ => pulse(text, body, margin),
    }
}

/// Takes the due clause off a title, unless the title is no more than that.
fn due(text: &str, now: &Now, body: Range<usize>, refs: &[Ref], margin: &mut Margin) -> (Range<usize>, Option<Day>) {
    let line = text.get(body.clone()).unwrap_or_default();
    let Some(found) = dates::trailing(line, now, Lean::Future) else { return (body, None) };
    let clause = body.start + found.start..body.end;
    match found.when {
        Ok(when) => {
            margin.highlights.push((clause.clone(), Highlight::Date));
            let before = line.get(..found.start).unwrap_or_default();
            let before =
                before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–' | '—'));
            let title = if before.is_empty() { body } else { body.start..body.start + before.len() };
            (without_tail(text, title, refs), Some(when.day))
        }
        Err(error) => {
            margin.highlights.push((clause, Highlight::Problem));
            margin.warnings.push(format!("{error}; kept without a date"));
            (body, None)
        }
    }
}

/// Parts a line at its first arrow that stands free.
fn arrow(text: &str, body: Range<usize>, refs: &[Ref], margin: &mut Margin) -> (Range<usize>, Option<Range<usize>>) {
    let line = text.get(body.clone()).unwrap_or_default();
    let free = |(at, found): (usize, &str)| {
        let stands = line.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
        stands.then_some(at..at + found.len())
    };
    let first = |arrow: &'static str| line.match_indices(arrow).find_map(free);
    let Some(arrow) = first("->").into_iter().chain(first("→")).min_by_key(|arrow| arrow.start) else {
        return (body, None);
    };
    let arrow = body.start + arrow.start..body.start + arrow.end;
    let title = without_tail(text, body.start..arrow.start, refs);
    if title.is_empty() {
        return (body, None);
    }
    let more = trim(text, arrow.end..body.end);
    margin.highlights.push((arrow, Highlight::Arrow));
    (title, (!more.is_empty()).then_some(more))
}

/// `Mirela Stan, supply planner, St. Brannoc (via @odile)`. A name has a letter.
fn person(text: &str, body: Range<usize>, refs: &[Ref]) -> What {
    let line = text.get(body.clone()).unwrap_or_default();
    let (facts, via) = match via(line) {
        Some((facts, name, at)) => {
            let said = refs.iter().find(|found| found.span.start == body.start + at);
            (facts, Some(said.map_or(name, |found| &found.words)))
        }
        None => (line, None),
    };
    let mut parts = facts.splitn(3, ',').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let said = refs.iter().find(|found| found.sigil == Sigil::Person && text.get(found.span.clone()) == Some(name));
    let name = said.map_or(name, |found| &found.words);
    if !name.contains(char::is_alphabetic) {
        return What::Text;
    }
    let mut fact = || parts.next().filter(|fact| !fact.is_empty()).map(str::to_owned);
    What::Person { name: name.to_owned(), role: fact(), organisation: fact(), via: via.map(str::to_owned) }
}

/// `… (via @odile)` or `… via @odile` at the end of a line: what stands before it, the name, and the byte where that
/// begins.
fn via(line: &str) -> Option<(&str, &str, usize)> {
    let (inner, opening) = match line.strip_suffix(')') {
        Some(inner) => (inner, inner.rfind('(')?),
        None => (line, line.to_ascii_lowercase().rfind(" via @")?),
    };
    let clause = inner.get(opening + 1..)?;
    let word = clause.get(..4).filter(|word| word.eq_ignore_ascii_case("via "))?;
    let name = clause.get(word.len()..)?.trim();
    let facts = inner.get(..opening)?.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    (!name.is_empty()).then(|| (facts, name, inner.trim_end().len() - name.len()))
}

/// `^goal value note`: the first number, and the rest as it is. A line that says neither is text.
fn check_in(text: &str, body: Range<usize>, refs: &[Ref]) -> What {
    let goal = refs.iter().find(|found| found.sigil == Sigil::Goal);
    let start = goal.filter(|goal| goal.span.start == body.start).map_or(body.start, |goal| goal.span.end);
    let mut rest = trim(text, start..body.end);
    let line = text.get(rest.clone()).unwrap_or_default();
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default();
    let mut value = number(first);
    if value.is_some() {
        let note = line.get(first.len()..).unwrap_or_default();
        let note = note.trim_start_matches([',', ';', ':']).trim_start();
        let note = ["- ", "– ", "— "].iter().find_map(|dash| note.strip_prefix(dash)).unwrap_or(note);
        rest = rest.end - note.len()..rest.end;
    } else {
        value = words.find_map(number);
    }
    let note = (!rest.is_empty()).then_some(rest);
    if value.is_none() && note.is_none() {
        return What::Text;
    }
    What::CheckIn { goal: goal.map(|goal| goal.words.clone()), value, note }
}

/// `7`, `11.5`, `-2`, `40%`, `11.5h`, `1,200`; not `2nd`, `14:00` or `3/4`.
fn number(word: &str) -> Option<f64> {
    let word = word.trim_end_matches([',', ';', ':', '.', '%']);
    let (sign, size) = match word.strip_prefix(['-', '−']) {
        Some(size) => (-1.0, size),
        None => (1.0, word.strip_prefix('+').unwrap_or(word)),
    };
    let (digits, unit) = size.split_at(size.find(|c: char| !matches!(c, '0'..='9' | '.' | ',')).unwrap_or(size.len()));
    let plain = unit.len() <= 4 && unit.chars().all(char::is_alphabetic) && !["st", "nd", "rd", "th"].contains(&unit);
    let digits = match digits.rsplit_once(',') {
        Some((_, last)) if last.len() == 3 => digits.replace(',', ""),
        _ => digits.replace(',', "."),
    };
    let value: f64 = digits.parse().ok().filter(|value: &f64| plain && value.is_finite())?;
    Some(sign * value)
}

/// `%energy 4`, or several: `%energy 4 %interest 2`. Where a measure is known and its mark is not, the line is text.
fn pulse(text: &str, body: Range<usize>, margin: &mut Margin) -> What {
    let line = text.get(body.clone()).unwrap_or_default();
    let mut words = line.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let mut marks = Vec::new();
    while let Some(word) = words.next() {
        // The first sign is the mark of the line.
        let name = word.strip_prefix('%').unwrap_or(word);
        let measure = MEASURES.into_iter().find(|measure| name.eq_ignore_ascii_case(measure));
        let mark = words.next().and_then(|word| word.parse().ok()).filter(|mark| (1..=5).contains(mark));
        match (measure, mark) {
            (Some(measure), Some(mark)) => marks.push((measure, mark)),
            (None, _) if marks.is_empty() => return What::Text,
            _ => {
                margin.highlights.push((body, Highlight::Problem));
                margin.warnings.push(format!("“%{}” stays text: a pulse is a mark from 1 to 5", first_words(line)));
                return What::Text;
            }
        }
    }
    What::Pulse { marks }
}
