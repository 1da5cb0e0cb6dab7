//! Dates as people write them, and days as people say them. An impossible date is an error, never a guess.
//!
//! Words are English. What a phrase leaves open follows [`Lean`]: a bare weekday, a day without a year, a quarter, a time
//! without a day and `2 weeks` are ahead for what is due, and back for what has happened.

mod phrase;
mod say;
#[cfg(test)]
mod tests;

use std::fmt;

use chrono::{DateTime, Datelike, Days, NaiveTime, TimeDelta};

pub(in crate::domain) use phrase::{Phrase, Place, Reader};
pub use say::{distance, near, say, say_at};

use super::record::first_words;
use super::time::{Day, Instant, Lean, Now, read_instant};

/// The examples every error ends with.
const EXAMPLES: &str = "try fri, in 2 weeks, 26 nov or 2026-11-26";

/// A day, and a time of day where one was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The local day.
    pub day: Day,
    /// The local time of day.
    pub time: Option<NaiveTime>,
    /// The very instant, where the words gave it: local time alone cannot tell the two hours of an autumn night apart.
    exact: Option<Instant>,
}

impl When {
    /// A day alone.
    #[must_use]
    pub const fn on(day: Day) -> Self {
        Self { day, time: None, exact: None }
    }

    /// Its instant. A day alone stands for 09:00, today alone for this minute.
    #[must_use]
    pub fn instant(&self, now: &Now) -> Instant {
        match (self.exact, self.time) {
            (Some(exact), _) => exact,
            (None, Some(time)) => now.instant_of(self.day.and_time(time)),
            (None, None) if self.day == now.today() => minute(now.at),
            (None, None) => now.instant_of(self.day.and_time(NaiveTime::MIN) + TimeDelta::hours(9)),
        }
    }
}

/// Words that are no date, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct DateError {
    /// The words, cut short.
    pub text: String,
    /// Why they are no date.
    pub reason: Reason,
}

/// Why words are no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There are none.
    Empty,
    /// They are something else.
    Unknown,
    /// They name a date that cannot be; a clause that says why.
    Impossible(String),
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Reason::Empty => write!(f, "a date is missing; {EXAMPLES}"),
            Reason::Unknown => write!(f, "“{}” is not a date; {EXAMPLES}", self.text),
            Reason::Impossible(why) => write!(f, "“{}” is not a date: {why}", self.text),
        }
    }
}

/// Reads a date as people write it: `fri`, `tomorrow 9:00`, `in 2 weeks`, `26 nov`, `26/11 14:00`, `2026-11-26`, `2pm`,
/// `+3d`, `eom`, `q1`; also an RFC 3339 instant.
///
/// # Errors
/// [`DateError`] where the words are no date, or one that cannot be (`31 feb`).
pub fn parse(text: &str, now: &Now, lean: Lean) -> Result<When, DateError> {
    let read = || {
        let text = text.trim();
        if text.is_empty() {
            return Err(Reason::Empty);
        }
        let phrase = match read_instant(text) {
            Some(exact) => Phrase { exact: Some(exact), ..Phrase::default() },
            None => Reader { now, lean, place: Place::Field }.read(text)?,
        };
        settle(phrase, now, lean)
    };
    read().map_err(|reason| DateError { text: first_words(text), reason })
}

/// Reads a day, as [`parse`] does; a time of day that is named with it is more than a day can hold, and is left out.
///
/// # Errors
/// [`DateError`], as [`parse`].
pub fn parse_day(text: &str, now: &Now, lean: Lean) -> Result<Day, DateError> {
    parse(text, now, lean).map(|when| when.day)
}

/// Reads a point in time, as [`parse`] does; a day alone as [`When::instant`] says.
///
/// # Errors
/// [`DateError`], as [`parse`].
pub fn parse_instant(text: &str, now: &Now, lean: Lean) -> Result<Instant, DateError> {
    parse(text, now, lean).map(|when| when.instant(now))
}

/// A due clause at the end of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trailing {
    /// The byte at which its `by` or `due` begins.
    pub start: usize,
    /// The date, or why it cannot be.
    pub when: Result<When, DateError>,
}

/// Finds `by fri` or `due 26 nov` at the end of a line, where all that follows `by` or `due` is a date; `None` where it
/// is anything else (`stand by the board`), or only a length (`cut it by 2 weeks`).
#[must_use]
pub fn trailing(text: &str, now: &Now, lean: Lean) -> Option<Trailing> {
    let line = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '!' | ';'));
    let (by, rest) = last_lead(line)?;
    let said = rest.trim();
    let read = Reader { now, lean, place: Place::Clause }.read(said).and_then(|phrase| settle(phrase, now, lean));
    let when = match read {
        Err(Reason::Unknown | Reason::Empty) => return None,
        read => read.map_err(|reason| DateError { text: first_words(said), reason }),
    };
    // due by fri
    let start = match line.get(..by).and_then(last_lead) {
        Some((due, between)) if between.trim().is_empty() => due,
        _ => by,
    };
    Some(Trailing { start, when })
}

/// The last `by` or `due` of a line among its last words, and what follows it.
fn last_lead(line: &str) -> Option<(usize, &str)> {
    /// No date has more words.
    const WORDS: usize = 8;
    let mut end = line.len();
    for word in line.rsplit(char::is_whitespace).take(WORDS + 1) {
        let start = end - word.len();
        if word.eq_ignore_ascii_case("by") || word.eq_ignore_ascii_case("due") {
            return Some((start, line.get(end..)?));
        }
        // The white space before it, which may be more than one byte wide.
        end = line.get(..start)?.char_indices().next_back()?.0;
    }
    None
}

/// Fills in what a phrase leaves out and keeps it within years of four digits, the only ones dates are stored with.
///
/// # Errors
/// [`Reason::Unknown`] where it says nothing; [`Reason::Impossible`] outside those years.
pub(in crate::domain) fn settle(phrase: Phrase, now: &Now, lean: Lean) -> Result<When, Reason> {
    let when = match (phrase.exact, phrase.day, phrase.time) {
        (Some(exact), ..) => {
            let local = now.local_of(exact);
            When { day: local.date(), time: Some(local.time()), exact: Some(exact) }
        }
        (None, Some(day), time) => When { day, time, exact: None },
        (None, None, Some(time)) => When { day: day_of_time(time, now, lean), time: Some(time), exact: None },
        (None, None, None) => return Err(Reason::Unknown),
    };
    let years = 1..=9999;
    let inside = years.contains(&when.day.year()) && years.contains(&when.instant(now).year());
    if inside { Ok(when) } else { Err(phrase::beyond()) }
}

/// The day of a bare time: the next such time from this minute on, or the last one.
fn day_of_time(time: NaiveTime, now: &Now, lean: Lean) -> Day {
    let (today, this) = (now.today(), now.local_of(minute(now.at)).time());
    let other = match lean {
        Lean::Future if time < this => today.checked_add_days(Days::new(1)),
        Lean::Past if time > this => today.checked_sub_days(Days::new(1)),
        _ => None,
    };
    other.unwrap_or(today)
}

/// The instant without its seconds.
pub(in crate::domain) fn minute(at: Instant) -> Instant {
    let seconds = at.timestamp();
    DateTime::from_timestamp(seconds - seconds.rem_euclid(60), 0).unwrap_or(at)
}
