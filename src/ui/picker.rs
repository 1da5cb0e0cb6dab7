//! A picker: type words, choose one of the records that match. Shows what the journal answers, best first.

use crate::domain::ask::{Answer, Ask, Row};
use crate::domain::{Kind, Now, dates};

use super::context::Context;
use super::editor::{Done, Editor};
use super::effect::Ticket;
use super::glyph;
use super::ink;
use super::key::{Chord, Key};
use super::paint::{Area, Painter, centred};
use super::theme::Role;

/// The most records offered.
const OFFERED: usize = 12;

/// A picker that is open.
#[derive(Clone, Debug)]
pub struct Picker {
    title: String,
    kind: Option<Kind>,
    /// Offered before the records, where it matches what was typed: `me`.
    extra: Option<&'static str>,
    /// Whether what was typed can become a new record.
    creates: bool,
    words: Editor,
    rows: Vec<Row>,
    cursor: usize,
    asked: Option<Ticket>,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Picked {
    /// This record.
    Row(Box<Row>),
    /// The extra one.
    Extra(&'static str),
    /// A new one of this title, which is yet to be made.
    New(String),
}

/// What a key came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Choosing {
    /// Still choosing.
    Open,
    /// Given up.
    Left,
    /// Chosen.
    Chose(Picked),
}

impl Picker {
    /// Opens a picker and asks for the records touched last.
    pub fn open(title: &str, kind: Option<Kind>, extra: Option<&'static str>, cx: &mut Context<'_>) -> Self {
        let words = Editor::single("");
        let title = title.to_owned();
        let mut picker = Self { title, kind, extra, creates: false, words, rows: Vec::new(), cursor: 0, asked: None };
        picker.ask(cx);
        picker
    }

    /// The same, with what was typed as a new record offered behind those that are there.
    #[must_use]
    pub fn creating(mut self) -> Self {
        self.creates = true;
        self
    }

    /// The title of the new record that is offered: not where one of this title is there.
    fn offered_new(&self) -> Option<String> {
        let title = self.words.text().trim().to_owned();
        let there = self.rows.iter().any(|row| row.title.to_lowercase() == title.to_lowercase());
        (self.creates && !title.is_empty() && !there).then_some(title)
    }

    fn ask(&mut self, cx: &mut Context<'_>) {
        let ask = Ask::Pick { kind: self.kind, words: self.words.text(), limit: OFFERED };
        self.asked = Some(cx.ask(ask));
    }

    /// The extra choice, where it matches what was typed.
    fn offered_extra(&self) -> Option<&'static str> {
        self.extra.filter(|extra| extra.starts_with(self.words.text().trim()))
    }

    fn count(&self) -> usize {
        self.rows.len() + usize::from(self.offered_extra().is_some()) + usize::from(self.offered_new().is_some())
    }

    /// Does what a key says.
    pub fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> Choosing {
        let last = self.count().saturating_sub(1);
        match chord.key {
            Key::Esc => return Choosing::Left,
            Key::Enter => return self.chosen().map_or(Choosing::Open, Choosing::Chose),
            Key::Up => self.cursor = self.cursor.saturating_sub(1),
            Key::Down | Key::Tab => self.cursor = if self.cursor >= last { 0 } else { self.cursor + 1 },
            _ => {
                if self.words.key(chord, Area::new(0, 0, 40, 1)) == Done::Changed {
                    self.cursor = 0;
                    self.ask(cx);
                }
            }
        }
        Choosing::Open
    }

    /// Text pasted into it.
    pub fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        self.words.insert(text);
        self.ask(cx);
    }

    fn chosen(&self) -> Option<Picked> {
        match self.offered_extra() {
            Some(extra) if self.cursor == 0 => Some(Picked::Extra(extra)),
            extra => {
                let at = self.cursor.checked_sub(usize::from(extra.is_some()))?;
                let row = self.rows.get(at).cloned().map(|row| Picked::Row(Box::new(row)));
                row.or_else(|| self.offered_new().filter(|_| self.asked.is_none()).map(Picked::New))
            }
        }
    }

    /// Takes an answer, where it is to the latest question; tells whether it was.
    pub fn answer(&mut self, ticket: Ticket, answer: &Answer) -> bool {
        if self.asked != Some(ticket) {
            return false;
        }
        self.asked = None;
        if let Answer::Picks(rows) = answer {
            self.rows.clone_from(rows);
            self.cursor = self.cursor.min(self.count().saturating_sub(1));
        }
        true
    }

    /// Draws it floating in the middle of an area.
    pub fn draw(&self, within: Area, now: &Now, painter: &mut Painter<'_>) {
        let rows = u16::try_from(self.count().max(1)).unwrap_or(1);
        let area = centred(within, 64, rows.saturating_add(5));
        let inner = painter.float(area, &ink::Row::of(self.title.as_str(), Role::Brand));
        if inner.height == 0 {
            return;
        }
        let used = painter.put(inner.x, inner.y, inner.width, "/ ", Role::Accent);
        let line = Area::new(inner.x + used, inner.y, inner.width.saturating_sub(used), 1);
        painter.hide_cursor();
        self.words.draw(line, painter, &[], true);
        let y = inner.y.saturating_add(2);
        if self.count() == 0 {
            let kind = self.kind.map_or("thing", |kind| kind.spec().label);
            let text = match self.words.is_empty() {
                _ if self.asked.is_some() => String::new(),
                true => format!("No {kind} yet."),
                false => format!("No {kind} matches."),
            };
            painter.put(inner.x, y, inner.width, text, Role::Dim);
        }
        let extra = self.offered_extra().map(|extra| (ink::Row::of(extra, Role::Text), ink::Row::new()));
        let rows = self.rows.iter().map(|row| entry(row, self.kind, now));
        let kind = self.kind.map_or("record", |kind| kind.spec().label);
        let new = self.offered_new().map(|title| {
            let left = ink::Row::of(format!("new {kind}  "), Role::Accent).with(title, Role::Text);
            (left, ink::Row::new())
        });
        for ((n, (left, right)), y) in extra.into_iter().chain(rows).chain(new).enumerate().zip(y..inner.bottom()) {
            let left = if n == self.cursor { left.all(Role::Strong) } else { left };
            painter.ends(inner.x + 1, y, inner.width.saturating_sub(1), &left, &right);
            if n == self.cursor {
                painter.band(Area::new(inner.x, y, inner.width, 1));
            }
        }
        let keys = ink::Row::of(" Enter", Role::Accent)
            .with(" takes it  ", Role::Dim)
            .with("Esc", Role::Accent)
            .with(" leaves it ", Role::Dim);
        if area.height > 3 {
            painter.row(area.x + 2, area.bottom() - 1, area.width.saturating_sub(4), &keys);
        }
    }
}

/// A record as a picker lists it: its title, and what tells it from its like.
fn entry(row: &Row, kind: Option<Kind>, now: &Now) -> (ink::Row, ink::Row) {
    let mut right = ink::Row::new();
    if kind.is_none() {
        right.dotted(row.kind.spec().label, Role::Dim);
    }
    if let Some(state) = &row.state {
        right.dotted(state.as_str(), Role::Dim);
    }
    if let Some(day) = row.due.or(row.day) {
        right.dotted(dates::say(day, now), Role::Dim);
    }
    let title = if row.title.is_empty() { glyph::DOT } else { &row.title };
    (ink::Row::of(title, Role::Text), right)
}
