//! The program by key scripts, its frames, its tables, and a monkey.

mod frames;
mod journal;
mod kept;
mod monkey;
mod overlays;
mod scripts;
mod sharing;
mod tables;

use super::view::drawn::{Drawn, draw};
use super::*;
use crate::ui::command::sequence;
use crate::ui::effect::Msg;
use journal::{Journal, now};

/// The program with a journal behind it.
struct Rig {
    state: State,
    journal: Journal,
    now: Now,
    /// Effects that are not for the journal.
    others: Vec<Effect>,
    /// Answers held back, to be given later.
    held: Option<Vec<Effect>>,
}

impl Rig {
    fn new(journal: Journal, columns: u16, rows: u16) -> Self {
        let offers = journal::offers();
        let settings = Settings { theme: Choice::Dark, depth: Depth::True, offers, ..Settings::default() };
        Self::with(settings, journal, columns, rows)
    }

    fn with(settings: Settings, journal: Journal, columns: u16, rows: u16) -> Self {
        let now = now();
        let (state, effects) = State::new(settings, &now);
        let mut rig = Self { state, journal, now, others: Vec::new(), held: None };
        rig.perform(effects);
        rig.send(Msg::Resize(columns, rows));
        rig
    }

    /// Sends a message and answers what it asks, until nothing is asked any more.
    fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.state, msg, self.now);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let (Some(held), Effect::Ask(..)) = (&mut self.held, &effect) {
                held.push(effect);
                continue;
            }
            let msg = match effect {
                Effect::Ask(ticket, ask) => Msg::Answer(ticket, self.journal.answer(&ask)),
                Effect::Write(ticket, write) => match self.journal.write(&write) {
                    Ok(written) => Msg::Written(ticket, written),
                    Err(why) => Msg::Failed(ticket, why),
                },
                other => {
                    self.others.push(other);
                    continue;
                }
            };
            self.send(msg);
        }
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        for chord in sequence(keys).expect(keys) {
            self.send(Msg::Key(chord));
        }
        self
    }

    fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            let key = if c == '\n' { Chord::read("Enter") } else { Chord::read(&c.to_string()) };
            self.send(Msg::Key(key.unwrap_or(Chord::plain(crate::ui::key::Key::Char(c)))));
        }
        self
    }

    fn draw(&self) -> Drawn {
        draw(&self.state, self.now)
    }

    /// The frame as text, rows cut at their last character.
    fn frame(&self) -> String {
        let row = |row: &Vec<(String, _)>| {
            let text: String = row.iter().map(|(symbol, _)| symbol.as_str()).collect();
            text.trim_end().to_owned() + "\n"
        };
        self.draw().rows.iter().map(row).collect()
    }

    fn shows(&self, words: &str) -> bool {
        self.frame().contains(words)
    }

    #[track_caller]
    fn assert_shows(&self, words: &str) {
        assert!(self.shows(words), "no {words:?} in\n{}", self.frame());
    }
}
