//! The page: one file that asks nobody for anything, reads without a script, and answers with its own, whose hash is the
//! only one its policy lets run.

use std::fmt::Write as _;

use askama::Template;
use sha2::{Digest as _, Sha256};

use super::base64;
use super::lock::{self, NONCE, ROUNDS, SALT};
use crate::domain::Day;
use crate::domain::share::{Asked, Chart, Glossary, Item, KIT, Line, Piece, SCALE, Share};

const STYLE: &str = include_str!("../../../assets/share/page.css");
const SCRIPT: &str = include_str!("../../../assets/share/page.js");

/// How a page is locked. The bytes come from the system's random numbers, and are used once.
#[derive(Clone, Copy)]
pub struct Lock<'a> {
    /// The passphrase.
    pub passphrase: &'a str,
    /// Sixteen random bytes.
    pub salt: [u8; SALT],
    /// Twelve random bytes.
    pub nonce: [u8; NONCE],
}

impl std::fmt::Debug for Lock<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Lock")
    }
}

/// The file.
#[derive(Template)]
#[template(path = "share/frame.html", config = ".askama.toml")]
struct Frame<'a> {
    policy: String,
    title: String,
    style: &'a str,
    script: &'a str,
    body: &'a str,
    lock: Option<Locked>,
}

/// The locked content.
struct Locked {
    rounds: u32,
    salt: String,
    nonce: String,
    sealed: String,
}

/// What is read.
#[derive(Template)]
#[template(path = "share/page.html", config = ".askama.toml")]
struct Page<'a> {
    share: &'a Share,
    made: String,
    since: Option<String>,
    kit: Vec<Kit<'a>>,
    asked: &'a [Asked],
    news: Vec<&'a Item>,
    chapters: Vec<Chapter<'a>>,
}

struct Chapter<'a> {
    head: &'a str,
    things: Vec<Thing<'a>>,
}

/// An item as the page shows it.
struct Thing<'a> {
    item: &'a Item,
    title: Vec<Piece<'a>>,
    day: Option<String>,
    /// Its number in the glossary; 0 where it is no word.
    word: usize,
    bar: String,
    /// The class of its state, and of its pace.
    tones: (&'static str, &'static str),
    chart: String,
    lines: Vec<Shown<'a>>,
    /// What hangs on it and is shown at once.
    under: Vec<Thing<'a>>,
    /// What hangs on it and is folded away.
    earlier: Vec<Thing<'a>>,
}

struct Shown<'a> {
    label: &'a str,
    pieces: Vec<Piece<'a>>,
    /// Whether two of them have room on one line.
    short: bool,
}

/// What is no longer than this, in characters, has room beside another.
const SHORT: usize = 26;

/// So many things that hang on one are shown at once, where they are more than [`FOLD`].
const SHOWN: usize = 5;

/// From more than so many on, the rest is folded.
const FOLD: usize = 7;

/// The class of a state or a pace, by its word: what is well, what needs a look, and the rest.
fn tone(word: &str) -> &'static str {
    match word {
        "slipping" | "behind" | "late" | "overdue" | "stalled" | "quiet" | "met" | "dropped" => "warn",
        "achieved" | "achieved-late" | "on course" | "ahead" | "done" | "solved" | "eased" | "adopted" | "adapted"
        | "agreed" | "renewed" | "outcome" | "won" => "good",
        _ => "",
    }
}

/// A part of the guide.
enum Kit<'a> {
    Head(&'a str),
    Text(String),
    List(Vec<String>),
}

/// Writes the page of a share, locked where a passphrase is given.
///
/// # Errors
/// Where it cannot be written, with the reason.
pub fn page(share: &Share, lock: Option<&Lock<'_>>) -> Result<String, String> {
    let glossary = Glossary::of(share);
    let body = Page {
        share,
        made: day_text(share.made),
        since: share.since.map(day_text),
        kit: kit(),
        asked: &share.asked,
        news: share.news().filter(|item| item.under.is_none()).collect(),
        chapters: share
            .chapters()
            .map(|(head, items)| Chapter {
                head,
                things: items
                    .into_iter()
                    .map(|item| {
                        let mut under: Vec<_> = share.under(&item.item).map(|under| thing(under, &glossary)).collect();
                        let earlier = if under.len() > FOLD { under.split_off(SHOWN) } else { Vec::new() };
                        Thing { under, earlier, ..thing(item, &glossary) }
                    })
                    .collect(),
            })
            .collect(),
    };
    let body = body.render().map_err(|error| error.to_string())?;
    let locked = match lock {
        None => None,
        Some(Lock { passphrase, salt, nonce }) => Some(Locked {
            rounds: ROUNDS,
            salt: base64(salt),
            nonce: base64(nonce),
            sealed: base64(&lock::lock(&body, passphrase, salt, *nonce, ROUNDS)?),
        }),
    };
    let title = if locked.is_some() { "Locked".to_owned() } else { format!("From {}", share.from) };
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(SCRIPT)),
        base64(&Sha256::digest(STYLE)),
    );
    let frame = Frame { policy, title, style: STYLE, script: SCRIPT, body: &body, lock: locked };
    frame.render().map_err(|error| error.to_string())
}

/// An item, without what hangs on it: a file from outside could hang a thing on itself.
fn thing<'a>(item: &'a Item, glossary: &Glossary<'a>) -> Thing<'a> {
    let word = glossary.words().find(|(_, word)| word.item == item.item).map_or(0, |(n, _)| n);
    Thing {
        item,
        title: glossary.mark(&item.title),
        day: item.day.map(day_text),
        word,
        bar: item.stands.as_ref().and_then(|stands| Some(bar(stands.actual?, stands.expected))).unwrap_or_default(),
        tones: (
            item.state.as_deref().map(tone).unwrap_or_default(),
            item.stands.as_ref().map(|stands| tone(&stands.word)).unwrap_or_default(),
        ),
        chart: item.chart.as_ref().map(chart).unwrap_or_default(),
        lines: item.lines.iter().map(|line| shown(line, glossary)).collect(),
        under: Vec::new(),
        earlier: Vec::new(),
    }
}

fn shown<'a>(line: &'a Line, glossary: &Glossary<'a>) -> Shown<'a> {
    let text = line.text.trim_end();
    let short = !line.label.is_empty() && !text.contains('\n') && text.chars().count() <= SHORT;
    Shown { label: &line.label, pieces: glossary.mark(text), short }
}

fn day_text(day: Day) -> String {
    day.format("%-d %b %Y").to_string()
}

/// The guide in parts. Its own title is what unfolds it.
fn kit() -> Vec<Kit<'static>> {
    let mut parts: Vec<Kit<'static>> = Vec::new();
    let mut fresh = true;
    for line in KIT.lines() {
        let line = line.trim();
        if line.is_empty() {
            fresh = true;
            continue;
        }
        let plain = |text: &str| text.replace('*', "");
        if let Some(head) = line.strip_prefix("## ") {
            parts.push(Kit::Head(head));
        } else if line.starts_with("# ") {
        } else if let Some(item) = line.strip_prefix("- ") {
            match parts.last_mut() {
                Some(Kit::List(items)) => items.push(plain(item)),
                _ => parts.push(Kit::List(vec![plain(item)])),
            }
        } else {
            match parts.last_mut() {
                Some(Kit::Text(text)) if !fresh => {
                    text.push(' ');
                    text.push_str(&plain(line));
                }
                _ => parts.push(Kit::Text(plain(line))),
            }
        }
        fresh = false;
    }
    parts
}

/// How far it is, and how far it was to be, as a picture. It holds numbers alone.
fn bar(actual: f64, expected: Option<f64>) -> String {
    let at = |share: f64| (share.clamp(0.0, 1.0) * 160.0).round();
    let percent = (actual.clamp(0.0, 1.0) * 100.0).round();
    let planned = expected.map(|expected| format!(", {} planned by now", (expected.clamp(0.0, 1.0) * 100.0).round()));
    let planned = planned.unwrap_or_default();
    let mut svg = format!(
        "<svg class=\"bar\" viewBox=\"0 0 160 10\" role=\"img\" aria-label=\"{percent} percent{planned}\">\
         <rect class=\"all\" width=\"160\" height=\"10\" rx=\"3\"/><rect class=\"done\" width=\"{}\" height=\"10\" rx=\"3\"/>",
        at(actual)
    );
    if let Some(expected) = expected {
        let x = at(expected).clamp(1.0, 159.0);
        let _ = write!(svg, "<path class=\"plan\" d=\"M{x} 0V10\"/>");
    }
    svg.push_str("</svg>");
    svg
}

const WIDE: f64 = 640.0;
const HIGH: f64 = 200.0;
const LEFT: f64 = 48.0;
const LOW: f64 = 176.0;

/// The line of a goal as a picture. It holds numbers and days alone; what is counted stands beside it.
fn chart(chart: &Chart) -> String {
    let all = || chart.points.iter().chain(&chart.plan).filter(|(_, value)| value.is_finite());
    let (Some(first), Some(last)) = (all().map(|(day, _)| *day).min(), all().map(|(day, _)| *day).max()) else {
        return String::new();
    };
    let low = all().map(|(_, value)| *value).fold(f64::INFINITY, f64::min);
    let high = all().map(|(_, value)| *value).fold(f64::NEG_INFINITY, f64::max);
    let days = number((last - first).num_days()).max(1.0);
    let span = if high > low { high - low } else { 1.0 };
    if !span.is_finite() {
        return String::new();
    }
    let x = |day: Day| LEFT + number((day - first).num_days()) / days * (WIDE - LEFT - 12.0);
    let y = |value: f64| LOW - 8.0 - (value - low) / span * (LOW - 24.0);
    let path = |points: &[(Day, f64)]| {
        let mut path = String::new();
        for (at, (day, value)) in points.iter().filter(|(_, value)| value.is_finite()).enumerate() {
            let step = if at == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{step}{:.1} {:.1}", x(*day), y(*value));
        }
        path
    };
    let say = |value: f64| {
        let text = format!("{value:.1}");
        text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
    };
    let mut svg = format!(
        "<figure><svg class=\"chart\" viewBox=\"0 0 {WIDE} {HIGH}\" role=\"img\" aria-label=\"From {} to {} over {} check-ins\">\
         <path class=\"axis\" d=\"M{LEFT} 8V{LOW}H{WIDE}\" fill=\"none\"/>",
        chart.points.first().map(|(_, value)| say(*value)).unwrap_or_default(),
        chart.points.last().map(|(_, value)| say(*value)).unwrap_or_default(),
        chart.points.len(),
    );
    if !chart.plan.is_empty() {
        let _ = write!(svg, "<path class=\"plan\" d=\"{}\"/>", path(&chart.plan));
    }
    let _ = write!(svg, "<path class=\"line\" d=\"{}\"/>", path(&chart.points));
    for (day, value) in &chart.points {
        let _ = write!(svg, "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\"/>", x(*day), y(*value));
    }
    for value in [high, low] {
        let _ = write!(
            svg,
            "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            LEFT - 6.0,
            y(value) + 4.0,
            say(value)
        );
    }
    let _ = write!(
        svg,
        "<text x=\"{LEFT}\" y=\"{}\">{}</text><text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text></svg>",
        HIGH - 6.0,
        first.format("%-d %b"),
        WIDE - 4.0,
        HIGH - 6.0,
        day_text(last),
    );
    let plan = if chart.plan.is_empty() { "" } else { "; the dashed line is the plan" };
    let _ = write!(svg, "<figcaption>{}{plan}</figcaption></figure>", escaped(&chart.unit));
    svg
}

/// A text for a page, where no template escapes it.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// A number of days, as near as a picture needs it.
fn number(days: i64) -> f64 {
    i32::try_from(days).map_or(f64::from(i32::MAX), f64::from)
}
