//! What is read at the right: now, a week, or an entry, as lines.

use crate::domain::ask::{Resurfaced, Thing};
use crate::domain::chart::{Chart, Steps};
use crate::domain::reflecting::{self, QUESTIONS};
use crate::domain::text::Shown;
use crate::domain::{Id, Kind, Now, dates, figures, pulse};
use crate::ui::ink::{Row as Ink, paragraph};
use crate::ui::theme::Role;
use crate::ui::{chart, glyph, words};

use super::{Reflect, Row};

/// A line, and where it leads.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) row: Ink,
    pub(super) link: Option<(Kind, Id)>,
}

impl From<Ink> for Line {
    fn from(row: Ink) -> Self {
        Self { row, link: None }
    }
}

/// Lines one below the other.
#[derive(Default)]
struct Lines {
    lines: Vec<Line>,
    columns: usize,
}

impl Lines {
    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.row.is_empty()) {
            self.lines.push(Line::default());
        }
    }

    fn head(&mut self, text: &str) {
        self.gap();
        self.lines.push(words::heading(text).into());
    }

    fn row(&mut self, row: Ink) {
        self.lines.push(row.into());
    }

    fn text(&mut self, text: &str, role: Role) {
        for part in text.split('\n') {
            let rows = paragraph(part, self.columns, role);
            if rows.is_empty() {
                self.lines.push(Line::default());
            }
            self.lines.extend(rows.into_iter().map(Line::from));
        }
    }

    fn link(&mut self, row: Ink, to: (Kind, Id)) {
        self.lines.push(Line { row, link: Some(to) });
    }
}

/// The lines of what the list stands on, or of what led here.
pub(super) fn lines(screen: &Reflect, columns: usize, now: &Now) -> Vec<Line> {
    let mut lines = Lines { lines: Vec::new(), columns: columns.min(84) };
    if screen.target().is_some() {
        if let Some(thing) = screen.shown_thing() {
            match thing.record.kind {
                Kind::Reflection => entry(screen, thing, now, &mut lines),
                Kind::Pulse => week(thing, now, &mut lines),
                _ => profile(thing, &mut lines),
            }
        }
    } else if *screen.row() == Row::Now {
        here(screen, now, &mut lines);
    }
    lines.lines
}

/// Now: how to come back, the prompt, the rule, what is worth meeting again.
fn here(screen: &Reflect, now: &Now, lines: &mut Lines) {
    let Some(page) = &screen.page else { return };
    if let Some(welcome) = reflecting::welcome(page.last, now.today()) {
        lines.text(&welcome, Role::Text);
        lines.row(Ink::of("w", Role::Accent).with(" the week in seven small steps", Role::Dim));
    }
    if let Some(helped) = &page.card {
        lines.head("Private");
        for part in reflecting::card(helped) {
            lines.text(&part, Role::Text);
        }
    }
    if let Some(prompt) = &screen.prompt {
        lines.head("A prompt");
        lines.text(&prompt.text, Role::Strong);
        let parts = screen.offers.parts(screen.frame);
        for part in parts {
            lines.row(Ink::of("  ", Role::Dim).with(part.as_str(), Role::Dim));
        }
        let keys = Ink::of(format!("{} · ", prompt.theme.replace('-', " ")), Role::Dim).with("n", Role::Accent);
        let keys = keys.with(" writes  ", Role::Dim).with("p", Role::Accent).with(" another  ", Role::Dim);
        lines.row(keys.with("t", Role::Accent).with(format!(" frame: {}", screen.frame.word()), Role::Dim));
    } else {
        lines.gap();
        let keys = Ink::of("n", Role::Accent).with(" writes", Role::Dim);
        lines.row(keys.with("  p", Role::Accent).with(" offers a prompt", Role::Dim));
    }
    if let Some((id, rule, day)) = &page.rule {
        lines.head("A rule from last time");
        let from = lines.lines.len();
        lines.text(&next_time(rule), Role::Good);
        if let Some(first) = lines.lines.get_mut(from) {
            first.link = Some((Kind::Reflection, *id));
        }
        lines.row(Ink::of(dates::say(*day, now), Role::Dim));
    }
    again("A year ago", page.year_ago.as_ref(), now, lines);
    again("It rhymes", page.rhyme.as_ref(), now, lines);
    pulses(screen, now, lines);
}

/// A rule as it is read back, whether it says `next time` itself or not.
fn next_time(rule: &str) -> String {
    let rule = rule.trim();
    if rule.to_lowercase().starts_with("next time") { rule.to_owned() } else { format!("Next time: {rule}") }
}

fn again(head: &str, note: Option<&Resurfaced>, now: &Now, lines: &mut Lines) {
    let Some(note) = note else { return };
    lines.head(head);
    lines.text(&format!("“{}”", Shown::line(note.text.trim()).as_str()), Role::Text);
    let day = note.day.map(|day| dates::say(day, now));
    let by: Vec<String> = note.by.iter().cloned().chain(day).collect();
    lines.row(Ink::of(by.join(", "), Role::Dim));
}

/// The trend of the pulses, and how this week is taken.
fn pulses(screen: &Reflect, now: &Now, lines: &mut Lines) {
    let Some(page) = &screen.page else { return };
    lines.head("Pulse");
    let week = now.week_of(now.today());
    match page.pulses.iter().find(|taken| now.week_of(taken.day) == week) {
        Some(taken) => lines.row(marks(taken.marks)),
        None => {
            let row = Ink::of("+", Role::Accent).with(" takes this week's: three taps, private", Role::Dim);
            lines.row(row);
        }
    }
    let level = |marks: [Option<i64>; 3]| {
        let [Some(energy), Some(interest), Some(effect)] = marks else { return None };
        let sum = energy.clamp(1, 5) + interest.clamp(1, 5) + effect.clamp(1, 5) - 3;
        Some(figures::real(sum) / 12.0 * 100.0)
    };
    let mut points: Vec<_> =
        page.pulses.iter().filter_map(|taken| Some((taken.day, level(taken.marks)?))).take(104).collect();
    points.reverse();
    if points.len() > 2 {
        lines.gap();
        let steps = Steps { points, low: 0.0, high: 100.0, name: "Pulse".to_owned() };
        let drawn = chart::draw(&Chart::Steps(steps), lines.columns, 2);
        lines.lines.extend(drawn.into_iter().map(Line::from));
    }
}

/// `energy 4 · interest 4 · effect 5`.
fn marks(marks: [Option<i64>; 3]) -> Ink {
    let mut row = Ink::new();
    for ((name, ..), mark) in QUESTIONS.iter().zip(marks) {
        let said = mark.map_or("–".to_owned(), |mark| mark.to_string());
        row.push(if row.is_empty() { "" } else { " · " }, Role::Dim);
        row.push(format!("{name} "), Role::Dim);
        row.push(said, Role::Strong);
    }
    row
}

/// The head of a record: its day, and what else says what it is.
fn title(thing: &Thing, more: &[String], now: &Now, lines: &mut Lines) {
    let mut row = Ink::new();
    if let Some(day) = thing.record.day("date") {
        row.push(dates::say(day, now), Role::Strong);
        row.push(format!("  {}", dates::distance(day, now)), Role::Dim);
    }
    for each in more.iter().filter(|each| !each.is_empty()) {
        row.dotted(each.as_str(), Role::Dim);
    }
    let shared = thing.record.visibility != crate::domain::Visibility::Private;
    row.dotted(if shared { "shared" } else { "private" }, Role::Private);
    lines.row(row);
}

fn entry(screen: &Reflect, thing: &Thing, now: &Now, lines: &mut Lines) {
    let record = &thing.record;
    let prompt = screen.offers.prompt(record.text("prompt"));
    let theme = prompt.map(|prompt| prompt.theme.replace('-', " ")).unwrap_or_default();
    title(thing, &[record.text("frame").to_owned(), theme], now, lines);
    if let Some(prompt) = prompt {
        lines.gap();
        lines.text(&prompt.text, Role::Dim);
    }
    lines.gap();
    lines.text(record.text("body"), Role::Text);
    let rule = record.text("rule");
    if !rule.trim().is_empty() {
        lines.gap();
        lines.text(&next_time(rule), Role::Good);
    }
    links(thing, now, lines);
}

fn week(thing: &Thing, now: &Now, lines: &mut Lines) {
    let record = &thing.record;
    title(thing, &["pulse".to_owned()], now, lines);
    lines.gap();
    for (field, question, ends) in QUESTIONS {
        let mark = record.get(field).as_i64();
        let cells = usize::try_from(mark.unwrap_or(0).clamp(0, 5)).unwrap_or(0);
        let bar = Ink::of(glyph::SQUARE.repeat(cells), Role::Accent).with(glyph::DOT.repeat(5 - cells), Role::Faint);
        let row = Ink::of(format!("{field:<10}"), Role::Dim).then(bar);
        lines.row(row.with(format!("  {question} … {ends}"), Role::Dim).fit(lines.columns));
    }
    if let Some(level) = record.read().ok().as_ref().and_then(pulse::level) {
        lines.row(Ink::of(format!("{:<10}", "together"), Role::Dim).with(format!("{level:.0} of 100"), Role::Text));
    }
    for (field, label) in [("clarity", "clarity"), ("strain", "strain"), ("note", "note")] {
        let value = record.get(field);
        let said = value.as_str().map_or_else(|| value.as_i64().map(|n| n.to_string()), |text| Some(text.to_owned()));
        if let Some(said) = said.filter(|said| !said.is_empty()) {
            lines.row(Ink::of(format!("{label:<10}"), Role::Dim).with(said, Role::Text));
        }
    }
    links(thing, now, lines);
}

fn profile(thing: &Thing, lines: &mut Lines) {
    lines.row(Ink::of(thing.record.title.as_str(), Role::Strong));
    lines.gap();
    for field in thing.record.kind.spec().fields {
        let value = thing.record.get(field.name);
        let said = match value {
            serde_json::Value::Null => continue,
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Array(items) => {
                items.iter().filter_map(|item| item.as_str()).collect::<Vec<_>>().join(", ")
            }
            other => other.to_string(),
        };
        if !said.is_empty() {
            lines.row(Ink::of(format!("{:<16}", field.label.to_lowercase()), Role::Dim).with(said, Role::Text));
        }
    }
    lines.gap();
    lines.row(Ink::of("e", Role::Accent).with(" changes it", Role::Dim));
}

/// What it links to, and what links to it.
fn links(thing: &Thing, now: &Now, lines: &mut Lines) {
    for (head, linked) in [("This came from", &thing.links), ("This led to", &thing.back)] {
        if linked.is_empty() {
            continue;
        }
        lines.head(head);
        for each in linked {
            let (mark, role) = words::state_glyph(each.kind, each.state.as_deref());
            let mut row = Ink::of(mark, role).with(" ", Role::Dim).with(each.title.as_str(), Role::Text);
            row.push(format!("  {}", each.kind.spec().label), Role::Dim);
            if let Some(day) = each.day {
                row.dotted(dates::say(day, now), Role::Dim);
            }
            lines.link(row, (each.kind, each.id));
        }
    }
}
