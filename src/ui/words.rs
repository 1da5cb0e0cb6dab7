//! How states, dates and kinds are said on the screens, each with the role that goes with the word.

use crate::domain::chart::Tone;
use crate::domain::time::days_between;
use crate::domain::{Day, Kind, Now, dates};

use super::glyph;
use super::ink::Row;
use super::theme::Role;

/// The role of a state or of the word of a pace. Ended without success is dim, never red: nothing here judges.
#[must_use]
pub fn state_role(word: &str) -> Role {
    match word {
        "achieved" | "achieved-late" | "done" | "solved" | "eased" | "accepted" | "adopted" | "adapted"
        | "connected" | "talked" | "outcome" | "answered" | "followed-up" | "won" | "chosen" | "agreed" | "renewed"
        | "replied" | "ahead" | "on course" | "lift" | "helped" | "pass" => Role::Good,
        "slipping" | "quiet" | "wanted" | "asked" | "met" | "working" | "doing" | "trialled" | "looking" | "acting"
        | "unread" | "dip" | "partly" | "missing" | "just started" | "testing" | "prepared" => Role::Soon,
        "behind" | "past date" | "late" => Role::Late,
        "active" | "planned" | "forming" | "open" => Role::Accent,
        _ => Role::Dim,
    }
}

/// A state as it is said: `followed-up` without its hyphen.
#[must_use]
pub fn state_word(word: &str) -> String {
    word.replace('-', " ")
}

/// The glyph of a state: done, let go, under way, or open.
#[must_use]
pub fn state_glyph(kind: Kind, state: Option<&str>) -> (&'static str, Role) {
    match state {
        None => (glyph::DOT, Role::Dim),
        Some(
            "dropped" | "cancelled" | "rejected" | "declined" | "no-show" | "ended-early" | "set-aside" | "passed",
        ) => (glyph::DROPPED, Role::Dim),
        Some(word) if kind.spec().closed.contains(&word) => (glyph::DONE, Role::Good),
        Some("doing" | "working" | "trialled" | "partly" | "asked" | "agreed" | "prepared") => {
            (glyph::HALF, Role::Soon)
        }
        Some(_) if kind == Kind::Obstacle => (glyph::OBSTACLE, Role::Soon),
        Some(_) => (glyph::OPEN, Role::Accent),
    }
}

/// When something is due, or was: far off dim, soon and late in their colours, and always in words.
#[must_use]
pub fn due(day: Day, open: bool, now: &Now) -> Row {
    let away = days_between(now.today(), day);
    let said = Row::of(dates::say(day, now), Role::Dim);
    let (words, role) = match away {
        _ if !open => (String::new(), Role::Dim),
        n if n < -1 => (format!("{} days late", -n), Role::Late),
        -1 => ("1 day late".to_owned(), Role::Late),
        0 => ("today".to_owned(), Role::Soon),
        n if n <= 3 => (dates::distance(day, now), Role::Soon),
        _ => (dates::distance(day, now), Role::Dim),
    };
    if words.is_empty() { said } else { said.with(" · ", Role::Dim).with(words, role) }
}

/// A day that is not due: `Thu 26 Nov · in 4 days`.
#[must_use]
pub fn dated(day: Day, now: &Now) -> Row {
    Row::of(format!("{} · {}", dates::say(day, now), dates::distance(day, now)), Role::Dim)
}

/// The role that goes with a tone.
#[must_use]
pub const fn role_of(tone: Tone) -> Role {
    match tone {
        Tone::Text => Role::Text,
        Tone::Dim => Role::Dim,
        Tone::Strong => Role::Strong,
        Tone::Accent => Role::Accent,
        Tone::Good => Role::Good,
        Tone::Soon => Role::Soon,
        Tone::Late => Role::Late,
        Tone::Private => Role::Private,
    }
}

/// A heading: small, grey, quiet.
#[must_use]
pub fn heading(text: &str) -> Row {
    Row::of(text.to_uppercase(), Role::Dim)
}

/// `1 day`, `3 days`.
#[must_use]
pub fn days(n: i64) -> String {
    if n == 1 { "1 day".to_owned() } else { format!("{n} days") }
}

/// `1 question`, `3 questions`.
#[must_use]
pub fn count(n: impl Into<i64>, one: &str, many: &str) -> String {
    let n = n.into();
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// What the main step of a kind is called.
#[must_use]
pub const fn step_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Goal => "achieved",
        Kind::Obstacle => "solved",
        Kind::Action | Kind::Milestone => "done",
        Kind::Advice => "told back",
        Kind::Person => "was in touch",
        _ => "one step on",
    }
}

/// With a capital.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
/// Says that a filter finds nothing. Of a long one only the beginning is told: somebody may have pasted a book.
#[must_use]
pub fn nothing_with(filter: &str) -> String {
    const TOLD: usize = 60;
    let beginning: String = filter.chars().take(TOLD).collect();
    let more = if beginning.len() < filter.len() { "…" } else { "" };
    format!("Nothing with “{beginning}{more}”.")
}
