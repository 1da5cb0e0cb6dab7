//! Days as screens and pages write them, and how far away they are.

use chrono::Datelike;

use crate::domain::time::{Day, Instant, Now, days_between};

/// `Thu 26 Nov`; with its year where that is not this one.
#[must_use]
pub fn say(day: Day, now: &Now) -> String {
    let format = if day.year() == now.today().year() { "%a %-d %b" } else { "%a %-d %b %Y" };
    day.format(format).to_string()
}

/// `today`, `tomorrow` or `yesterday`, else as [`say`].
#[must_use]
pub fn near(day: Day, now: &Now) -> String {
    beside(day, now).map_or_else(|| say(day, now), str::to_owned)
}

/// `today 14:00`, `Thu 26 Nov 14:00`.
#[must_use]
pub fn say_at(at: Instant, now: &Now) -> String {
    format!("{} {}", near(now.day_of(at), now), now.local_of(at).format("%H:%M"))
}

/// How far away a day is: `today`, `in 4 days`, `3 weeks ago`, `in 5 months`. Days up to 13, weeks up to 60 days, months
/// up to two years, each rounded to the nearest.
#[must_use]
pub fn distance(day: Day, now: &Now) -> String {
    if let Some(word) = beside(day, now) {
        return word.to_owned();
    }
    let days = days_between(now.today(), day);
    let (count, unit) = match days.abs() {
        count @ ..14 => (count, "day"),
        days @ 14..60 => ((days + 3) / 7, "week"),
        // 400 years have 146,097 days.
        days @ 60..730 => ((days * 4800 + 73_048) / 146_097, "month"),
        days => ((days * 400 + 73_048) / 146_097, "year"),
    };
    let plural = if count == 1 { "" } else { "s" };
    if days > 0 { format!("in {count} {unit}{plural}") } else { format!("{count} {unit}{plural} ago") }
}

/// The word for a day beside today.
fn beside(day: Day, now: &Now) -> Option<&'static str> {
    match days_between(now.today(), day) {
        -1 => Some("yesterday"),
        0 => Some("today"),
        1 => Some("tomorrow"),
        _ => None,
    }
}
