//! The first five minutes: three questions that can be skipped, then one real record, one dated next step and one line
//! back. No tour; what is typed is kept as a draft.

mod compose;
#[cfg(test)]
mod tests;
mod view;

use serde_json::{Value, json};

use crate::domain::ask::{Answer, Ask, Save, Write, Written};
use crate::domain::{Fields, Kind, Now};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::editor::{Done, Editor};
use crate::ui::effect::Ticket;
use crate::ui::key::{Chord, Key, Mouse};
use crate::ui::paint::{Area, Painter};

use super::{Frame, Screen};
use compose::{Plan, plan};

/// A way into an empty journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// I just met my mentor.
    Met,
    /// I meet someone soon.
    Soon,
    /// I have no mentor yet.
    Search,
}

/// A question of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Question {
    /// What its answer is called.
    name: &'static str,
    /// What is asked.
    asks: &'static str,
    /// What helps to answer.
    help: &'static str,
    /// Whether the way leads nowhere without it.
    needed: bool,
}

const fn ask(name: &'static str, asks: &'static str, help: &'static str) -> Question {
    Question { name, asks, help, needed: false }
}

const fn needs(name: &'static str, asks: &'static str, help: &'static str) -> Question {
    Question { name, asks, help, needed: true }
}

/// The three questions that every way begins with.
const ABOUT_ME: [Question; 3] = [
    ask("name", "Your name", "Enter skips it"),
    ask("field", "Your field of work", "logistics, healthcare, design …; it tells in-field from outside"),
    ask("brings", "What brings you here", "one sentence; it becomes your aspiration"),
];

const MET: [Question; 4] = [
    needs("who", "Whom did you meet", "a name is enough"),
    ask("theirs", "Their field", "Enter skips it"),
    ask("stays", "What stays with you", "one line, in your own words"),
    ask("will", "What will you do", "with a day at its end: … by fri"),
];

const SOON: [Question; 4] = [
    needs("who", "Whom do you meet", "a name is enough"),
    ask("theirs", "Their field", "Enter skips it"),
    needs("when", "When", "next tue 14:00, 12 nov, in 2 weeks"),
    ask("worth", "What would make that talk worthwhile", "one line; it stands on top of your brief"),
];

const SEARCH: [Question; 5] = [
    ask(
        "needs",
        "What do you need most",
        "two of: 1 direction · 2 skill · 3 a view from outside · 4 introductions · 5 someone to think with",
    ),
    needs("who", "Who could it be", "somebody you know, or know of"),
    ask("theirs", "Their field", "Enter skips it"),
    ask("saw", "What of theirs made you see something", "a talk, a page, a way of working: it makes the letter yours"),
    ask("by", "By when will you ask", "fri, in 2 weeks; a week from now where you say nothing"),
];

/// What is going on.
#[derive(Debug)]
enum Stage {
    /// Questions are asked.
    Asking,
    /// Who I am is being written.
    Me(Ticket),
    /// The capture is being written.
    Capture(Ticket),
    /// The person that came of it is looked up.
    Finding(Ticket),
    /// What hangs on the person is being written.
    Rest(Ticket),
    /// All is written; the last lines are to be read.
    Done,
}

/// The screen.
#[derive(Debug)]
pub struct Welcome {
    way: Way,
    answers: Vec<(Question, Editor)>,
    at: usize,
    stage: Stage,
    plan: Plan,
    error: Option<String>,
}

/// The commands.
const TABLE: &[Command<Welcome>] = &[
    Command::new("next-step", &["Tab"], "next", "To the next question", |screen: &mut Welcome, cx| screen.onward(cx))
        .when(|screen| matches!(screen.stage, Stage::Asking)),
    Command::new("step-before", &["S-Tab"], "before", "To the question before", |screen: &mut Welcome, _| {
        screen.at = screen.at.saturating_sub(1);
    })
    .when(|screen| matches!(screen.stage, Stage::Asking) && screen.at > 0),
    Command::new("save", &["C-s"], "save", "Save what is there", |screen: &mut Welcome, cx| screen.save(cx))
        .when(|screen| matches!(screen.stage, Stage::Asking)),
    Command::new("back", &["Esc"], "back", "Leave; what was typed is kept as a draft", |_, cx| {
        cx.signal(Signal::Close)
    }),
];

impl Welcome {
    /// The questions of a way.
    #[must_use]
    pub fn new(way: Way) -> Self {
        let more: &[Question] = match way {
            Way::Met => &MET,
            Way::Soon => &SOON,
            Way::Search => &SEARCH,
        };
        let answers = ABOUT_ME.iter().chain(more).map(|question| (*question, Editor::single(""))).collect();
        Self { way, answers, at: 0, stage: Stage::Asking, plan: Plan::default(), error: None }
    }

    fn slot(&self) -> &'static str {
        match self.way {
            Way::Met => "welcome:met",
            Way::Soon => "welcome:soon",
            Way::Search => "welcome:search",
        }
    }

    /// The answer to a question, without blanks around it.
    fn said(&self, name: &str) -> String {
        let found = self.answers.iter().find(|(question, _)| question.name == name);
        found.map(|(_, answer)| answer.text().trim().to_owned()).unwrap_or_default()
    }

    fn keep(&self, cx: &mut Context<'_>) {
        let kept: serde_json::Map<String, Value> = self
            .answers
            .iter()
            .filter(|(_, answer)| !answer.is_empty())
            .map(|(question, answer)| (question.name.to_owned(), json!(answer.text())))
            .collect();
        let draft = if kept.is_empty() { String::new() } else { Value::Object(kept).to_string() };
        cx.draft(self.slot(), draft);
    }

    fn onward(&mut self, cx: &mut Context<'_>) {
        if self.at + 1 < self.answers.len() {
            self.at += 1;
        } else {
            self.save(cx);
        }
    }

    /// Writes who I am, then the rest, one after the other: each needs what came before.
    fn save(&mut self, cx: &mut Context<'_>) {
        if !matches!(self.stage, Stage::Asking) {
            return;
        }
        if let Some(missing) = self.answers.iter().position(|(question, answer)| question.needed && answer.is_empty()) {
            self.at = missing;
            self.error = Some("This one is needed to go this way; Esc leaves it for another.".to_owned());
            return;
        }
        match plan(self.way, &|name| self.said(name), &cx.now) {
            Ok(plan) => self.plan = plan,
            Err((name, why)) => {
                self.at = self.answers.iter().position(|(question, _)| question.name == name).unwrap_or(self.at);
                self.error = Some(why);
                return;
            }
        }
        let fields: Fields = [("name", "name"), ("home_industry", "field"), ("aspiration", "brings")]
            .iter()
            .map(|(field, name)| ((*field).to_owned(), self.said(name)))
            .filter(|(_, said)| !said.is_empty())
            .map(|(field, said)| (field, json!(said)))
            .collect();
        if fields.is_empty() {
            return self.capture(cx);
        }
        // A profile has a name; who gives none is called what a profile is about.
        let mut fields = fields;
        fields.entry("name".to_owned()).or_insert_with(|| json!("me"));
        let save = Write::Save { kind: Kind::Profile, id: None, fields, tags: None, visibility: None };
        self.stage = Stage::Me(cx.write(save));
    }

    fn capture(&mut self, cx: &mut Context<'_>) {
        self.stage = Stage::Capture(cx.write(Write::Capture(self.plan.capture.clone())));
    }
}

impl Screen for Welcome {
    fn name(&self) -> &'static str {
        "Welcome"
    }

    fn table(&self) -> Vec<Listed> {
        command::listed(TABLE)
    }

    fn commands(&self) -> Vec<Listed> {
        command::available(TABLE, self)
    }

    fn run(&mut self, name: &str, cx: &mut Context<'_>) -> bool {
        command::run(TABLE, self, name, cx)
    }

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        view::draw(self, area, now, painter);
    }

    fn frame(&self) -> Frame {
        Frame::Page
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        match (&self.stage, chord.key) {
            (Stage::Done, Key::Enter) => {
                cx.signal(Signal::Close);
                return true;
            }
            (Stage::Asking, Key::Enter) => {
                self.onward(cx);
                return true;
            }
            (Stage::Asking, Key::Up) => self.at = self.at.saturating_sub(1),
            (Stage::Asking, Key::Down) => self.at = (self.at + 1).min(self.answers.len() - 1),
            (Stage::Asking, _) => {
                let Some((_, answer)) = self.answers.get_mut(self.at) else { return false };
                let done = answer.key(chord, Area::new(0, 0, cx.area.width.min(80), 1));
                if done == Done::Changed {
                    self.error = None;
                    self.keep(cx);
                }
                return done != Done::Nothing;
            }
            _ => return false,
        }
        true
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        if let (Stage::Asking, Some((_, answer))) = (&self.stage, self.answers.get_mut(self.at)) {
            answer.insert(text);
            self.keep(cx);
        }
    }

    fn motion(&mut self, _motion: Motion, _cx: &mut Context<'_>) {}

    fn mouse(&mut self, _mouse: Mouse, _cx: &mut Context<'_>) {}

    fn refresh(&mut self, cx: &mut Context<'_>) {
        let kept: Option<Value> = cx.drafts.get(self.slot()).and_then(|draft| serde_json::from_str(draft).ok());
        let Some(kept) = kept.filter(|_| self.answers.iter().all(|(_, answer)| answer.is_empty())) else { return };
        for (question, answer) in &mut self.answers {
            if let Some(said) = kept.get(question.name).and_then(Value::as_str) {
                *answer = Editor::single(said);
            }
        }
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        let Stage::Finding(asked) = &self.stage else { return false };
        if *asked != ticket {
            return false;
        }
        let found = if let Answer::Picks(rows) = answer { rows.first().map(|row| row.id) } else { None };
        let saves: Vec<Save> = found.map(|person| self.plan.about(person)).unwrap_or_default();
        self.stage = if saves.is_empty() {
            Stage::Done
        } else {
            Stage::Rest(cx.write(Write::Together { label: "the first steps".to_owned(), saves }))
        };
        true
    }

    fn written(&mut self, ticket: Ticket, _written: &Written, cx: &mut Context<'_>) -> bool {
        match self.stage {
            Stage::Me(own) if own == ticket => self.capture(cx),
            Stage::Capture(own) if own == ticket => {
                cx.draft(self.slot(), String::new());
                let words = self.plan.person.clone();
                self.stage = Stage::Finding(cx.ask(Ask::Pick { kind: Some(Kind::Person), words, limit: 1 }));
            }
            Stage::Rest(own) if own == ticket => self.stage = Stage::Done,
            _ => return false,
        }
        true
    }

    fn failed(&mut self, ticket: Ticket, why: &str, _cx: &mut Context<'_>) -> bool {
        let (Stage::Me(own) | Stage::Capture(own) | Stage::Finding(own) | Stage::Rest(own)) = self.stage else {
            return false;
        };
        let mine = own == ticket;
        if mine {
            // What is written stays written; what is left can be tried again, or made by hand.
            let first = matches!(self.stage, Stage::Me(_) | Stage::Capture(_));
            self.stage = if first { Stage::Asking } else { Stage::Done };
            self.error = Some(why.to_owned());
        }
        mine
    }
}
