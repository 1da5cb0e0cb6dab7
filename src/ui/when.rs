//! Dates as screens say and read them: one seam over the rules for people's dates.

use chrono::{Datelike as _, Duration, NaiveTime, Weekday};

use crate::domain::time::{days_between, instant_text, read_day};
use crate::domain::{Day, Instant, Lean, Now, Type};

/// A day as a screen says it: `Thu 26 Nov`, with the year where it is not this one.
#[must_use]
pub fn say(day: Day, now: &Now) -> String {
    let form = if day.year() == now.today().year() { "%a %-d %b" } else { "%a %-d %b %Y" };
    day.format(form).to_string()
}

/// How far away a day is: `in 4 days`, `today`, `12 days ago`.
#[must_use]
pub fn distance(day: Day, now: &Now) -> String {
    match days_between(now.today(), day) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        n if n > 0 => format!("in {n} days"),
        n => format!("{} days ago", -n),
    }
}

/// A moment as a screen says it: `Thu 26 Nov 14:00`.
#[must_use]
pub fn say_at(at: Instant, now: &Now) -> String {
    let local = now.local_of(at);
    format!("{} {}", say(local.date(), now), local.format("%H:%M"))
}

/// Reads what was typed into a date field; the stored text, or one sentence about what is wrong.
///
/// # Errors
/// Where it is no date.
pub fn read(text: &str, ty: &Type, now: &Now) -> Result<String, String> {
    match ty {
        Type::Day(lean) => day(text, *lean, now).map(|day| day.to_string()).ok_or_else(|| ty.expected()),
        Type::Instant(lean) => {
            let (date, time) = match text.rsplit_once(' ') {
                Some((date, time)) if time.contains(':') => (date, time),
                None if text.contains(':') => ("today", text),
                _ => (text, "09:00"),
            };
            let time = NaiveTime::parse_from_str(time, "%H:%M").map_err(|_| ty.expected())?;
            let day = day(date, *lean, now).ok_or_else(|| ty.expected())?;
            Ok(instant_text(now.instant_of(day.and_time(time))))
        }
        _ => Err(ty.expected()),
    }
}

fn day(text: &str, lean: Lean, now: &Now) -> Option<Day> {
    let text = text.trim().to_lowercase();
    let today = now.today();
    let off = |days: i64| today.checked_add_signed(Duration::try_days(days)?);
    match text.as_str() {
        "today" => return Some(today),
        "tomorrow" => return off(1),
        "yesterday" => return off(-1),
        _ => {}
    }
    if let Some(day) = read_day(&text) {
        return Some(day);
    }
    if let Ok(weekday) = text.parse::<Weekday>() {
        let ahead = i64::from((7 + weekday.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7);
        return off(match lean {
            Lean::Future if ahead == 0 => 7,
            Lean::Future => ahead,
            Lean::Past if ahead == 0 => 0,
            Lean::Past => ahead - 7,
        });
    }
    let words: Vec<_> = text.split_whitespace().collect();
    match words.as_slice() {
        ["in", n, unit] if unit.starts_with("day") => off(n.parse().ok()?),
        ["in", n, unit] if unit.starts_with("week") => off(n.parse::<i64>().ok()?.checked_mul(7)?),
        _ => None,
    }
}
