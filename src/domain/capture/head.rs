//! The first line of a meeting: who was there, when, and for how long. Never a line that begins with a mark.

use std::ops::Range;

use super::parse::Margin;
use super::refs::Sigil;
use super::{Head, Highlight, Line, Options, is_me};
use crate::domain::dates::{DateError, Phrase, Place, Reader, Reason, When, minute, settle};
use crate::domain::time::{Lean, Now};

/// How many words of the line are looked at, and how many of them a date may have.
const WORDS: usize = 64;
const DATE_WORDS: usize = 6;

/// The longest meeting, in minutes: a week.
const LONGEST: u32 = 10_080;

/// The meeting that `--with` starts when no line does.
pub(super) fn of_options(now: &Now, options: &Options) -> Option<Head> {
    let people: Vec<String> = with(options).collect();
    let at = options.when.map_or_else(|| minute(now.at), |when| when.instant(now));
    (!people.is_empty() || options.meeting.is_some()).then_some(Head {
        line: None,
        people,
        at: Some(at),
        minutes: None,
    })
}

/// The meeting a first line starts: it has an `@person` (or the options name one) and a time word.
pub(super) fn of_line(
    text: &str,
    now: &Now,
    options: &Options,
    number: usize,
    line: &Line,
    margin: &mut Margin,
) -> Option<Head> {
    let mentions = line.refs.iter().filter(|found| found.sigil == Sigil::Person).map(|found| found.words.clone());
    let people: Vec<String> = with(options).chain(mentions).filter(|name| !is_me(name)).collect();
    if people.is_empty() && options.meeting.is_none() {
        return None;
    }
    let said = Times::read(text, now, line)?;
    let when = match options.when {
        Some(when) => Ok(Some(when)),
        None => said.when(now),
    };
    margin.highlights.extend(said.spans.into_iter().map(|span| (span, Highlight::Date)));
    let at = match when {
        Ok(when) => Some(when.map_or_else(|| minute(now.at), |when| when.instant(now))),
        Err(error) => {
            margin.highlights.extend(said.problem.map(|(span, _)| (span, Highlight::Problem)));
            margin.warnings.push(format!("{error}; kept without a date"));
            None
        }
    };
    Some(Head { line: Some(number), people, at, minutes: said.minutes })
}

/// The people of `--with`.
fn with(options: &Options) -> impl Iterator<Item = String> {
    let names = options.with.as_deref().unwrap_or_default().split(',');
    names.map(|name| name.trim().trim_start_matches('@').to_owned()).filter(|name| !name.is_empty())
}

/// The time words of a line: the first day, the first time of day and the first length count.
#[derive(Default)]
struct Times {
    said: Phrase,
    minutes: Option<u32>,
    /// The first date that cannot be, where none was found before it.
    problem: Option<(Range<usize>, DateError)>,
    spans: Vec<Range<usize>>,
}

impl Times {
    /// Reads the words between the `@ # ^` words; `None` where no time is among them.
    fn read(text: &str, now: &Now, line: &Line) -> Option<Self> {
        let mut times = Self::default();
        let mut start = line.span.start;
        let mut left = WORDS;
        let end = line.span.end..line.span.end;
        let ends = line.refs.iter().map(|found| found.span.clone()).chain(std::iter::once(end));
        for gap in ends {
            let words = words(text, start..gap.start, left);
            left -= words.len();
            times.gap(&words, now);
            start = gap.end;
        }
        let found = !times.spans.is_empty() || times.problem.is_some();
        found.then_some(times)
    }

    fn gap(&mut self, words: &[(Range<usize>, &str)], now: &Now) {
        let mut at = 0;
        while let Some((_, first)) = words.get(at) {
            let mut lengths = (1..=DATE_WORDS.min(words.len() - at)).rev();
            let rest = words.get(at..).unwrap_or_default();
            let date = lengths.find(|length| rest.get(..*length).is_some_and(|run| self.date(run, now)));
            at += date.unwrap_or_else(|| {
                let next = words.get(at + 1).map(|(_, next)| *next);
                let Some((count, minutes)) = length(first, next).filter(|_| self.minutes.is_none()) else { return 1 };
                self.minutes = Some(minutes);
                self.spans.extend(words.get(at..at + count).into_iter().flatten().map(|(span, _)| span.clone()));
                count
            });
        }
    }

    /// Takes a run of words where it is a date; true where it is one, taken or not.
    fn date(&mut self, run: &[(Range<usize>, &str)], now: &Now) -> bool {
        let (Some((from, first)), Some((to, _))) = (run.first(), run.last()) else { return false };
        let said = run.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
        // “Sat with @odile for 45m”
        if said.eq_ignore_ascii_case("sat") {
            return false;
        }
        let span = from.start..to.end;
        match (Reader { now, lean: Lean::Past, place: Place::Sentence }).read(&said) {
            // “send it by fri” says when something else is due.
            Ok(_) if ["by", "due"].iter().any(|lead| first.eq_ignore_ascii_case(lead)) => true,
            Ok(phrase) => {
                let day = phrase.day.is_some() || phrase.exact.is_some();
                let free =
                    if day { self.said.day.is_none() && self.said.exact.is_none() } else { self.said.time.is_none() };
                if free {
                    self.said.day = self.said.day.or(phrase.day);
                    self.said.exact = self.said.exact.or(phrase.exact);
                    self.said.time = phrase.time.or(self.said.time);
                    self.spans.push(span);
                }
                true
            }
            Err(reason @ Reason::Impossible(_)) => {
                self.problem.get_or_insert((span, DateError { text: said, reason }));
                true
            }
            Err(_) => false,
        }
    }

    /// The moment they give; `None` where they give only a length.
    fn when(&self, now: &Now) -> Result<Option<When>, DateError> {
        match (&self.problem, self.said) {
            (None, Phrase { day: None, time: None, exact: None }) => Ok(None),
            (Some((_, error)), Phrase { day: None, exact: None, .. }) => Err(error.clone()),
            (_, said) => settle(said, now, Lean::Past)
                .map(Some)
                .map_err(|reason| DateError { text: "the date of the first line".to_owned(), reason }),
        }
    }
}

/// The words of a stretch, without the punctuation around them; at most so many.
fn words(text: &str, range: Range<usize>, most: usize) -> Vec<(Range<usize>, &str)> {
    let Some(gap) = text.get(range.clone()) else { return Vec::new() };
    let closes = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '!' | '?' | ')' | '"' | '”');
    let mut words = Vec::new();
    let mut start = range.start;
    for word in gap.split_inclusive(char::is_whitespace) {
        let bare = word.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“'));
        let begins = start + word.len() - bare.len();
        let bare = bare.trim_end_matches(closes);
        // The last stop of 26.11. belongs to it.
        let bare = match bare.strip_suffix('.') {
            Some(stopped) if !stopped.contains('.') => stopped.trim_end_matches(closes),
            _ => bare,
        };
        start += word.len();
        if words.len() == most {
            break;
        }
        if !bare.is_empty() {
            words.push((begins..begins + bare.len(), bare));
        }
    }
    words
}

/// `45m`, `45 min`, `1h`, `1h30`, `2 hours`: how many words it takes, and how many minutes it is.
fn length(word: &str, next: Option<&str>) -> Option<(usize, u32)> {
    let (count, unit) = word.split_at(word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len()));
    let count: u32 = count.parse().ok()?;
    let (words, unit) = if unit.is_empty() { (2, next?) } else { (1, unit) };
    let unit = unit.trim_end_matches('.').to_lowercase();
    let minutes = match unit.as_str() {
        "m" | "min" | "mins" | "minute" | "minutes" => Some(count),
        "h" | "hr" | "hrs" | "hour" | "hours" => count.checked_mul(60),
        _ => {
            let more = unit.strip_prefix('h')?.trim_end_matches("min").trim_end_matches('m').parse().ok()?;
            count.checked_mul(60).and_then(|minutes| minutes.checked_add(more)).filter(|_| more < 60)
        }
    };
    minutes.filter(|minutes| (1..=LONGEST).contains(minutes)).map(|minutes| (words, minutes))
}
