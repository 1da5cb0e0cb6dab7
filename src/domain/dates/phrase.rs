//! Reads the words of a date from left to right. Knows one spelling of each rule and reports why a date cannot be.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Weekday};

use super::Reason;
use crate::domain::time::{Day, Instant, Lean, Now};

/// No phrase is longer, in bytes; what is longer is not looked at.
const LONGEST: usize = 80;

/// How many years a day without a year may lie away: 29 February skips 1900, 2100 and the like.
const YEARS: i32 = 8;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// What a phrase says, before the parts it leaves out are filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::domain) struct Phrase {
    /// The day, where one is named.
    pub(in crate::domain) day: Option<Day>,
    /// The time of day, where one is named.
    pub(in crate::domain) time: Option<NaiveTime>,
    /// The very instant (`in 90 minutes`); day and time are then unset.
    pub(in crate::domain) exact: Option<Instant>,
}

/// Reads phrases at one moment.
#[derive(Clone, Copy)]
pub(in crate::domain) struct Reader<'n> {
    /// The moment they are said.
    pub(in crate::domain) now: &'n Now,
    /// Which way they lean.
    pub(in crate::domain) lean: Lean,
    /// Where they stand.
    pub(in crate::domain) place: Place,
}

/// Where a phrase stands: the less it was asked to be a date, the plainer it has to be one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::domain) enum Place {
    /// Anywhere in a sentence: `the 3rd` and `q1` may be anything.
    Sentence,
    /// After `by` or `due`: `2 weeks` is a length there, `26.11` a number.
    Clause,
    /// Where a date was asked for.
    Field,
}

/// Something recognised, or why it cannot be, and the words after it; `None` where it is something else.
type Part<'w, T> = Option<(Result<T, Reason>, &'w [&'w str])>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    /// Whether it is counted in calendar days, not in time that passes.
    fn is_days(self) -> bool {
        !matches!(self, Self::Minute | Self::Hour)
    }
}

impl Reader<'_> {
    /// Reads a whole text.
    ///
    /// # Errors
    /// [`Reason::Unknown`] where it is no date phrase; [`Reason::Impossible`] where it is one that cannot be.
    pub(in crate::domain) fn read(&self, text: &str) -> Result<Phrase, Reason> {
        if text.len() > LONGEST {
            return Err(Reason::Unknown);
        }
        let lower = text.to_lowercase();
        let words = words(&lower);
        let words = skip(&words, &["on", "at", "by"]);
        if let Some((exact, [])) = self.elapsed(words) {
            return Ok(Phrase { exact: Some(exact?), ..Phrase::default() });
        }
        if let Some((day, rest)) = self.day(words) {
            if rest.is_empty() {
                return Ok(Phrase { day: Some(day?), ..Phrase::default() });
            }
            if let Some((time, [])) = time(skip(rest, &["at"])) {
                return Ok(Phrase { day: Some(day?), time: Some(time?), exact: None });
            }
        }
        if let Some((time, rest)) = time(words) {
            if rest.is_empty() {
                return Ok(Phrase { time: Some(time?), ..Phrase::default() });
            }
            if let Some((day, [])) = self.day(skip(rest, &["on"])) {
                return Ok(Phrase { day: Some(day?), time: Some(time?), exact: None });
            }
        }
        Err(Reason::Unknown)
    }

    /// A day in any of its forms.
    fn day<'w>(&self, words: &'w [&'w str]) -> Part<'w, Day> {
        let today = self.now.today();
        match words {
            ["today", rest @ ..] => Some((Ok(today), rest)),
            ["tomorrow", rest @ ..] => Some((shift(today, true, 1, Unit::Day), rest)),
            ["yesterday", rest @ ..] => Some((shift(today, false, 1, Unit::Day), rest)),
            ["eow", rest @ ..] => Some((Ok(self.end_of(today, Unit::Week)?), rest)),
            ["eom", rest @ ..] => Some((Ok(self.end_of(today, Unit::Month)?), rest)),
            ["eoy", rest @ ..] => Some((Ok(self.end_of(today, Unit::Year)?), rest)),
            ["end", "of", rest @ ..] | ["the", "end", "of", rest @ ..] => self.end(rest),
            [way @ ("this" | "next" | "last"), word, rest @ ..] => Some((self.relative(way, word)?, rest)),
            _ => self.dated(words).or_else(|| self.weekday(words)).or_else(|| self.stepped(words)),
        }
    }

    /// `this fri` is the coming one, today included; `next fri` the one a week after that; `last fri` the latest
    /// before today. `next week`, `last month`, `next year`: the same day one further on or back.
    fn relative(&self, way: &str, word: &str) -> Option<Result<Day, Reason>> {
        let today = self.now.today();
        if let Some(weekday) = weekday(word) {
            let ahead = days_ahead(today, weekday);
            return Some(match way {
                "this" => shift(today, true, ahead, Unit::Day),
                "next" => shift(today, true, ahead + 7, Unit::Day),
                _ => shift(today, false, 7 - ahead, Unit::Day),
            });
        }
        let unit = unit(word).filter(|unit| unit.is_days())?;
        (way != "this").then(|| shift(today, way == "next", 1, unit))
    }

    /// `end of month`, `end of the week`, `end of next year`, `end of november`.
    fn end<'w>(&self, words: &'w [&'w str]) -> Part<'w, Day> {
        let today = self.now.today();
        let (next, words) = match skip(words, &["the", "this"]) {
            ["next", rest @ ..] => (1, rest),
            rest => (0, rest),
        };
        let (word, rest) = words.split_first()?;
        if let Some(month) = month(word) {
            return (next == 0).then(|| (self.nearest(|year| last_of(year, month)), rest));
        }
        let unit = unit(word).filter(|unit| matches!(unit, Unit::Week | Unit::Month | Unit::Year))?;
        let day = shift(today, true, next, unit).and_then(|day| self.end_of(day, unit).ok_or_else(beyond));
        Some((day, rest))
    }

    /// The last day of the week, month or year that holds `day`.
    fn end_of(&self, day: Day, unit: Unit) -> Option<Day> {
        match unit {
            Unit::Week => self.now.week_of(day).checked_add_days(Days::new(6)),
            Unit::Month => last_of(day.year(), day.month()),
            Unit::Year => NaiveDate::from_ymd_opt(day.year(), 12, 31),
            _ => Some(day),
        }
    }

    /// A bare weekday: the next one for what is due, never today; the last one for what has happened, today included.
    /// Before a date (`thu 26 nov`, as screens write it) it has to agree.
    fn weekday<'w>(&self, words: &'w [&'w str]) -> Part<'w, Day> {
        let (word, rest) = words.split_first()?;
        let weekday = weekday(word)?;
        if let Some((day, rest)) = self.dated(rest) {
            let agreed = day.and_then(|day| match day.weekday() {
                right if right == weekday => Ok(day),
                _ => Err(Reason::Impossible(format!("{} is a {}", day.format("%-d %B %Y"), day.format("%A")))),
            });
            return Some((agreed, rest));
        }
        let today = self.now.today();
        let ahead = days_ahead(today, weekday);
        let day = match self.lean {
            Lean::Future => shift(today, true, if ahead == 0 { 7 } else { ahead }, Unit::Day),
            Lean::Past => shift(today, false, (7 - ahead) % 7, Unit::Day),
        };
        Some((day, rest))
    }

    /// A date with its month: `26 nov`, `nov 26 2026`, `26/11`, `2026-11-26`; a quarter: `q1`; a day alone: `the 26th`.
    fn dated<'w>(&self, words: &'w [&'w str]) -> Part<'w, Day> {
        let words = match words {
            ["the", rest @ ..] if rest.first().is_some_and(|word| ordinal(word).is_some()) => rest,
            _ => words,
        };
        let (first, rest) = words.split_first()?;
        if let Some(day) = self.numeric(first) {
            return Some((day, rest));
        }
        if let Some(quarter) = first.strip_prefix('q').and_then(|q| digits(q, 1..=1)).filter(|q| (1..=4).contains(q)) {
            let (year, rest) = year(rest);
            if year.is_none() && self.place == Place::Sentence {
                return None;
            }
            let end = |year| last_of(year, quarter * 3);
            return Some((year.map_or_else(|| self.nearest(end), |year| end(year).ok_or_else(beyond)), rest));
        }
        let named = match words {
            [day, "of", name, rest @ ..] => Some((*day, *name, rest)),
            [a, b, rest @ ..] if month(a).is_some() => Some((*b, *a, rest)),
            [a, b, rest @ ..] => Some((*a, *b, rest)),
            _ => None,
        };
        if let Some((day, name, rest)) = named
            && let (Some(day), Some(month)) = (day_number(day), month(name))
        {
            let (year, rest) = year(rest);
            return Some((self.day_in(year, month, day), rest));
        }
        let day = ordinal(first).filter(|_| self.place > Place::Sentence)?;
        if !(1..=31).contains(&day) {
            return Some((Err(Reason::Impossible("a month has at most 31 days".to_owned())), rest));
        }
        Some((self.nearest_of_month(day), rest))
    }

    /// `2026-11-26`, `26/11`, `26/11/2026`, `26/11/26`, `26.11.`, `26.11.2026`.
    fn numeric(&self, word: &str) -> Option<Result<Day, Reason>> {
        let mark = word.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
        let parts: Vec<&str> = word.split(mark).collect();
        match (mark, parts.as_slice()) {
            (_, [y, m, d]) if y.len() == 4 => {
                let (y, m, d) = (digits(y, 4..=4)?, digits(m, 1..=2)?, digits(d, 1..=2)?);
                Some(self.day_in(i32::try_from(y).ok(), m, d))
            }
            ('.', [d, m, ""]) => Some(self.day_in(None, digits(m, 1..=2)?, digits(d, 1..=2)?)),
            ('.', [d, m]) if self.place == Place::Field => {
                Some(self.day_in(None, digits(m, 1..=2)?, digits(d, 1..=2)?))
            }
            ('/', [a, b]) => {
                let (a, b) = (digits(a, 1..=2)?, digits(b, 1..=2)?);
                // 50/50 is no attempt at a date.
                let (month, day) = self.month_and_day(a, b);
                ((1..=31).contains(&a) && (1..=31).contains(&b)).then(|| self.day_in(None, month, day))
            }
            (_, [a, b, y]) => {
                let (a, b, mut year) = (digits(a, 1..=2)?, digits(b, 1..=2)?, digits(y, 2..=4)?);
                if y.len() == 2 && mark != '-' {
                    year += 2000;
                } else if y.len() != 4 {
                    return None;
                }
                let (month, day) = if mark == '.' { (b, a) } else { self.month_and_day(a, b) };
                Some(self.day_in(i32::try_from(year).ok(), month, day))
            }
            _ => None,
        }
    }

    /// Which of the two numbers of `26/11` is the month.
    fn month_and_day(&self, a: u32, b: u32) -> (u32, u32) {
        if self.now.day_first { (b, a) } else { (a, b) }
    }

    /// A day of a month; without a year the nearest that exists.
    fn day_in(&self, year: Option<i32>, month: u32, day: u32) -> Result<Day, Reason> {
        let at = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
        let Some(name) = at.and_then(|at| MONTHS.get(at)) else {
            let order = if self.now.day_first { "26/11" } else { "11/26" };
            return Err(Reason::Impossible(format!("there is no month {month}; 26 November is {order} or 2026-11-26")));
        };
        let length = match year {
            Some(year) => last_of(year, month).map_or(0, |last| last.day()),
            None => last_of(2024, month).map_or(0, |last| last.day()),
        };
        if day == 0 || day > length {
            let name = titled(name);
            return Err(Reason::Impossible(match (day, year) {
                (0, _) => "the first day of a month is the 1st".to_owned(),
                (_, Some(year)) => format!("{name} has {length} days in {year}"),
                (_, None) if month == 2 => format!("{name} has at most {length} days"),
                (_, None) => format!("{name} has {length} days"),
            }));
        }
        match year {
            Some(year) => NaiveDate::from_ymd_opt(year, month, day).ok_or_else(beyond),
            None => self.nearest(|year| NaiveDate::from_ymd_opt(year, month, day)),
        }
    }

    /// The nearest day not past, or not future, of those a year may have.
    fn nearest(&self, in_year: impl Fn(i32) -> Option<Day>) -> Result<Day, Reason> {
        let today = self.now.today();
        let year = today.year();
        let found = match self.lean {
            Lean::Future => (year..=year + YEARS).filter_map(in_year).find(|day| *day >= today),
            Lean::Past => (year - YEARS..=year).rev().filter_map(in_year).find(|day| *day <= today),
        };
        found.ok_or_else(beyond)
    }

    /// The nearest such day of any month; two months in a row never both lack it.
    fn nearest_of_month(&self, day: u32) -> Result<Day, Reason> {
        let today = self.now.today();
        let first = today.with_day(1).ok_or_else(beyond)?;
        let found = (0..3).filter_map(|n| {
            let month = shift(first, self.lean == Lean::Future, n, Unit::Month).ok()?;
            let day = month.with_day(day)?;
            let fits = if self.lean == Lean::Future { day >= today } else { day <= today };
            fits.then_some(day)
        });
        found.into_iter().next().ok_or_else(beyond)
    }

    /// `in 2 weeks`, `3 days ago`, `+2w`, and `2 weeks` where that is a date: on or back, as the reader leans.
    fn stepped<'w>(&self, words: &'w [&'w str]) -> Part<'w, Day> {
        let (step, rest) = self.step(words)?;
        step.unit.is_days().then(|| (shift(self.now.today(), step.on, step.count, step.unit), rest))
    }

    /// `in 90 minutes`, `3 hours ago`, `+2h`: time that passes, whatever the clocks do; cut to the minute.
    fn elapsed<'w>(&self, words: &'w [&'w str]) -> Part<'w, Instant> {
        let (step, rest) = self.step(words)?;
        let minutes = match step.unit {
            Unit::Minute => i64::from(step.count),
            Unit::Hour => i64::from(step.count) * 60,
            _ => return None,
        };
        let minutes = if step.on { minutes } else { -minutes };
        let at = TimeDelta::try_minutes(minutes).and_then(|by| super::minute(self.now.at).checked_add_signed(by));
        Some((at.ok_or_else(beyond), rest))
    }

    fn step<'w>(&self, words: &'w [&'w str]) -> Option<(Step, &'w [&'w str])> {
        let (first, rest) = words.split_first()?;
        if *first == "in" {
            let (first, rest) = rest.split_first()?;
            let (count, unit, rest) = amount(first, rest)?;
            return Some((Step { on: true, count, unit }, rest));
        }
        if let Some(size) = first.strip_prefix(['+', '-', '−']) {
            let on = first.starts_with('+');
            // Only here is `m` short for months: elsewhere 45m is a length.
            if let Some(months) = size.strip_suffix('m').and_then(number) {
                return Some((Step { on, count: months, unit: Unit::Month }, rest));
            }
            let (count, unit, rest) = amount(size, rest)?;
            return Some((Step { on, count, unit }, rest));
        }
        let (count, unit, rest) = amount(first, rest)?;
        match rest {
            ["ago", rest @ ..] => Some((Step { on: false, count, unit }, rest)),
            _ if self.place == Place::Field && unit.is_days() => {
                Some((Step { on: self.lean == Lean::Future, count, unit }, rest))
            }
            _ => None,
        }
    }
}

/// So many units on or back from now.
struct Step {
    on: bool,
    count: u32,
    unit: Unit,
}

/// Splits a lower-case phrase into words without commas and full stops; `2026-11-26t14:00` becomes two.
fn words(lower: &str) -> Vec<&str> {
    lower
        .split(|c: char| c.is_whitespace() || c == ',')
        .flat_map(|word| match word.split_once('t') {
            Some((day, time)) if day.contains('-') && time.starts_with(|c: char| c.is_ascii_digit()) => [day, time],
            _ => [word, ""],
        })
        .map(|word| match word.strip_suffix('.') {
            // The stop of 26.11. makes it a date.
            Some(stopped) if !stopped.contains('.') || stopped.matches('.').count() > 1 => stopped,
            _ => word,
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// The words without one of these in front.
fn skip<'w>(words: &'w [&'w str], leading: &[&str]) -> &'w [&'w str] {
    match words {
        [first, rest @ ..] if leading.contains(first) => rest,
        _ => words,
    }
}

/// `noon`, `midnight`, `14:00`, `14:00:30`, `2pm`, `2:30 pm`.
fn time<'w>(words: &'w [&'w str]) -> Part<'w, NaiveTime> {
    match words {
        ["noon", rest @ ..] => Some((clock("12:00", None)?, rest)),
        ["midnight", rest @ ..] => Some((clock("0:00", None)?, rest)),
        [word, half @ ("am" | "pm"), rest @ ..] => Some((clock(word, Some(half))?, rest)),
        [word, rest @ ..] => {
            let half = ["am", "pm"].into_iter().find_map(|half| Some((word.strip_suffix(half)?, Some(half))));
            let (word, half) = half.unwrap_or((word, None));
            Some((clock(word, half)?, rest))
        }
        [] => None,
    }
}

/// A time of day; with `am` or `pm` the minutes may be left out.
fn clock(word: &str, half: Option<&str>) -> Option<Result<NaiveTime, Reason>> {
    let mut parts = word.split(':');
    let hour = digits(parts.next()?, 1..=2)?;
    let minute = parts.next().map(|minute| digits(minute, 2..=2).ok_or(())).transpose().ok()?;
    let second = parts.next().map(|second| digits(second, 2..=2).ok_or(())).transpose().ok()?;
    if parts.next().is_some() || (half.is_none() && minute.is_none()) {
        return None;
    }
    let hour = match half {
        None => Some(hour),
        Some(half) => (1..=12).contains(&hour).then_some(hour % 12 + if half == "pm" { 12 } else { 0 }),
    };
    let time = hour.and_then(|hour| NaiveTime::from_hms_opt(hour, minute.unwrap_or(0), second.unwrap_or(0)));
    Some(time.ok_or_else(|| Reason::Impossible(format!("no clock shows {word}{}", half.unwrap_or_default()))))
}

/// `2 weeks`, `a week`, `2w`: how many of what, and the words after.
fn amount<'w>(first: &'w str, rest: &'w [&'w str]) -> Option<(u32, Unit, &'w [&'w str])> {
    if let (Some(count), [word, rest @ ..]) = (number(first), rest)
        && let Some(unit) = unit(word)
    {
        return Some((count, unit, rest));
    }
    let (count, word) = first.split_at_checked(first.find(|c: char| !c.is_ascii_digit())?)?;
    Some((number(count)?, unit(word)?, rest))
}

fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "min" | "mins" | "minute" | "minutes" => Unit::Minute,
        "h" | "hr" | "hrs" | "hour" | "hours" => Unit::Hour,
        "d" | "day" | "days" => Unit::Day,
        "w" | "wk" | "wks" | "week" | "weeks" => Unit::Week,
        "mo" | "month" | "months" => Unit::Month,
        "y" | "yr" | "yrs" | "year" | "years" => Unit::Year,
        _ => return None,
    })
}

/// A count in digits or in a word; one too large to count stands for the largest, which no calendar holds.
fn number(word: &str) -> Option<u32> {
    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(word.parse().unwrap_or(u32::MAX));
    }
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    NUMBERS.iter().position(|number| *number == word).and_then(|at| u32::try_from(at + 1).ok())
}

/// Digits alone, as many as allowed.
fn digits(word: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let right = length.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    right.then(|| word.parse().ok()).flatten()
}

/// The day of a month: `26` or `26th`.
fn day_number(word: &str) -> Option<u32> {
    digits(word, 1..=2).or_else(|| ordinal(word))
}

/// `1st`, `2nd`, `3rd`, `26th`.
fn ordinal(word: &str) -> Option<u32> {
    ["st", "nd", "rd", "th"].into_iter().find_map(|end| digits(word.strip_suffix(end)?, 1..=2))
}

/// A year of four digits, where the words begin with one.
fn year<'w>(words: &'w [&'w str]) -> (Option<i32>, &'w [&'w str]) {
    let read = |word: &&str| digits(word, 4..=4).and_then(|year| i32::try_from(year).ok());
    match words.split_first().and_then(|(word, rest)| Some((read(word)?, rest))) {
        Some((year, rest)) => (Some(year), rest),
        None => (None, words),
    }
}

/// A month by its name, or the first three letters or more of it.
fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|name| word.len() >= 3 && name.starts_with(word))?;
    u32::try_from(at + 1).ok()
}

/// A weekday by its name, or the first three letters or more of it.
fn weekday(word: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(name, _)| word.len() >= 3 && name.starts_with(word)).map(|(_, weekday)| *weekday)
}

/// How many days from `day` until that weekday, 0 to 6.
fn days_ahead(day: Day, weekday: Weekday) -> u32 {
    weekday.days_since(day.weekday())
}

/// The last day of a month.
fn last_of(year: i32, month: u32) -> Option<Day> {
    NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// A day so many units on or back; months and years keep the day, or take the month's last.
fn shift(day: Day, on: bool, count: u32, unit: Unit) -> Result<Day, Reason> {
    let days =
        |count: u64| if on { day.checked_add_days(Days::new(count)) } else { day.checked_sub_days(Days::new(count)) };
    let months = |count| {
        let months = Months::new(count);
        if on { day.checked_add_months(months) } else { day.checked_sub_months(months) }
    };
    let shifted = match unit {
        Unit::Week => days(u64::from(count) * 7),
        Unit::Month => months(count),
        Unit::Year => count.checked_mul(12).and_then(months),
        _ => days(u64::from(count)),
    };
    shifted.ok_or_else(beyond)
}

/// A month's name with its capital.
fn titled(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// Past either end of the calendar.
pub(super) fn beyond() -> Reason {
    Reason::Impossible("years run from 1 to 9999".to_owned())
}
