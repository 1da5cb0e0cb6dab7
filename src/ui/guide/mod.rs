//! A talk in steps as a screen: one step in sight, one question under the cursor, everything kept as a draft. What is told and
//! asked comes from a plan; this draws it and hears. Every step can be left out, and all of it is written as one change.

mod keys;
#[cfg(test)]
mod tests;
mod view;

use std::fmt::Debug;

use serde_json::{Value, json};

use crate::domain::Now;
use crate::domain::ask::{Answer, Ask, Form, Make, Write, Written};
use crate::domain::guide::{Question, Said, Step, Told, Wanted, heard, is_asked, presets, standing};

use super::command::{self, Command, Listed, Motion};
use super::context::{Context, Signal};
use super::editor::Editor;
use super::effect::{Effect, Ticket};
use super::key::{Chord, Key, Mouse};
use super::paint::{Area, Painter};
use super::screen::Screen;

/// What a talk is about: what it asks the journal first, its steps, and what its answers come to.
pub trait Plan: Debug + 'static {
    /// What help and the head of the screen call it.
    const NAME: &'static str;

    /// Where its draft is kept; nothing where it is about nothing.
    fn slot(&self) -> Option<String>;

    /// What it asks the journal.
    fn asks(&self) -> Option<Ask>;

    /// Takes the answer in; tells whether there is something to talk about.
    fn take(&mut self, answer: &Answer) -> bool;

    /// Its steps.
    fn steps(&self, now: &Now) -> Vec<Step>;

    /// What is written of the answers that count; nothing where they come to nothing.
    fn write(&self, said: &Said, now: &Now) -> Option<Write>;

    /// What is told at the end.
    fn end(&self, said: &Said, written: Option<&Written>) -> Vec<Told>;

    /// The name of a file that a page of it is saved as, without its ending.
    fn file(&self) -> &'static str {
        "mentee-note"
    }
}

/// The screen of a plan.
#[derive(Debug)]
pub struct Guide<P> {
    plan: P,
    steps: Vec<Step>,
    said: Said,
    /// The step in sight, counted among all.
    step: usize,
    /// The question under the cursor, counted among those asked in this step.
    row: usize,
    /// The text of that question, where it takes one.
    line: Editor,
    asked: Option<Ticket>,
    saving: Option<Ticket>,
    error: Option<String>,
    found: bool,
    /// What is told when all is written.
    done: Option<Vec<Told>>,
}

impl<P: Plan> Guide<P> {
    /// The table of its commands. Each has a key that is no letter: letters are for what is written.
    const TABLE: &'static [Command<Self>] = &[
        Command::new(
            "next-step",
            &["Tab"],
            "next step",
            "To the next step; what is left empty writes nothing",
            |guide: &mut Self, cx| guide.go(false, cx),
        )
        .when(Self::is_open),
        Command::new("step-before", &["S-Tab"], "step before", "To the step before", |guide: &mut Self, cx| {
            guide.go(true, cx);
        })
        .when(|guide| guide.is_open() && guide.step > 0),
        Command::new("save", &["C-s"], "save all", "Save what is there as one change, whatever step it is", Self::save)
            .when(Self::is_open),
        Command::new("copy-page", &["M-c"], "copy", "Copy the page to the clipboard", |guide: &mut Self, cx| {
            cx.effects.push(Effect::Copy(guide.line.text()));
            cx.say("Copied · nothing else leaves");
        })
        .when(Self::is_page)
        .or_say("there is no page to copy"),
        Command::new("save-page", &["M-w"], "save as file", "Save the page as a new file", |guide: &mut Self, cx| {
            let (name, text) = (guide.plan.file().to_owned(), guide.line.text());
            cx.make(Make::Text { name, text, form: Form::Markdown });
        })
        .when(Self::is_page)
        .or_say("there is no page to save")
        .quiet(),
        Command::new(
            "discard",
            &["C-x"],
            "begin anew",
            "Throw away what was said and begin anew",
            |guide: &mut Self, cx| {
                guide.forget(cx);
                guide.begin(cx);
            },
        )
        .when(|guide| guide.found && guide.is_open())
        .quiet(),
        Command::new("back", &["Esc"], "later", "Leave; what was said is kept as a draft", |_, cx| {
            cx.signal(Signal::Close);
        }),
    ];

    /// The talk, not begun yet.
    #[must_use]
    pub fn new(plan: P) -> Self {
        Self {
            plan,
            steps: Vec::new(),
            said: Said::new(),
            step: 0,
            row: 0,
            line: Editor::single(""),
            asked: None,
            saving: None,
            error: None,
            found: false,
            done: None,
        }
    }

    fn is_open(&self) -> bool {
        !self.steps.is_empty() && self.done.is_none()
    }

    fn is_page(&self) -> bool {
        self.is_open() && self.question().is_some_and(|question| question.wanted == Wanted::Page)
    }

    /// The questions of the step in sight that are asked.
    fn questions(&self) -> Vec<&Question> {
        let questions = self.steps.get(self.step).map(|step| step.questions.as_slice()).unwrap_or_default();
        let standing = standing(&self.steps, &self.said);
        questions.iter().filter(|question| is_asked(&question.when, &standing)).collect()
    }

    fn question(&self) -> Option<&Question> {
        self.questions().get(self.row).copied()
    }

    /// The steps that are steps after what was said, by their numbers.
    fn asked_steps(&self) -> Vec<usize> {
        let standing = standing(&self.steps, &self.said);
        let asked = self.steps.iter().enumerate().filter(|(_, step)| is_asked(&step.when, &standing));
        asked.map(|(n, _)| n).collect()
    }

    /// What was said to a question.
    fn answer_to(&self, question: &Question) -> &str {
        self.said.get(&question.name).map(String::as_str).unwrap_or_default()
    }

    /// Takes the steps in, with the answers to begin with.
    fn begin(&mut self, cx: &mut Context<'_>) {
        self.steps = self.plan.steps(&cx.now);
        self.said = presets(&self.steps);
        (self.step, self.row, self.error, self.found) = (0, 0, None, false);
        let draft = self.plan.slot().and_then(|slot| cx.drafts.get(&slot).cloned());
        if let Some(draft) = draft.and_then(|draft| serde_json::from_str::<Value>(&draft).ok()) {
            self.take_up(&draft);
        }
        self.turn_to(self.row);
    }

    /// Takes up what was kept; what does not fit is left out.
    fn take_up(&mut self, draft: &Value) {
        for (name, text) in draft.get("said").and_then(Value::as_object).into_iter().flatten() {
            let known = self.steps.iter().flat_map(|step| &step.questions).any(|question| question.name == *name);
            if let (true, Some(text)) = (known, text.as_str()) {
                self.said.insert(name.clone(), text.to_owned());
            }
        }
        let step = draft.get("step").and_then(Value::as_u64).and_then(|step| usize::try_from(step).ok()).unwrap_or(0);
        self.step = if self.asked_steps().contains(&step) { step } else { 0 };
        self.found = true;
    }

    fn keep(&self, cx: &mut Context<'_>) {
        let Some(slot) = self.plan.slot() else { return };
        let same = self.said == presets(&self.steps) && self.step == 0;
        let draft = if same { String::new() } else { json!({"step": self.step, "said": self.said}).to_string() };
        cx.draft(&slot, draft);
    }

    fn forget(&mut self, cx: &mut Context<'_>) {
        if let Some(slot) = self.plan.slot() {
            cx.draft(&slot, String::new());
        }
    }

    /// Puts the cursor on a question of this step.
    fn turn_to(&mut self, row: usize) {
        let most = self.questions().len().saturating_sub(1);
        self.row = row.min(most);
        let found =
            self.question().map(|question| (question.wanted == Wanted::Page, self.answer_to(question).to_owned()));
        self.line = match found {
            Some((true, text)) => {
                let mut page = Editor::new(&text);
                page.key(Chord { ctrl: true, ..Chord::plain(Key::Home) }, Area::new(0, 0, 80, 20));
                page
            }
            Some((false, text)) => Editor::single(&text),
            None => Editor::single(""),
        };
    }

    /// Says something to the question under the cursor.
    fn say(&mut self, text: String, cx: &mut Context<'_>) {
        let Some(name) = self.question().map(|question| question.name.clone()) else { return };
        (self.error, self.found) = (None, false);
        if text.trim().is_empty() {
            self.said.remove(&name);
        } else {
            self.said.insert(name, text);
        }
        self.keep(cx);
    }

    /// To the next step, or the one before; from the last one all is saved.
    fn go(&mut self, back: bool, cx: &mut Context<'_>) {
        self.error = None;
        let asked = self.asked_steps();
        let next = if back {
            asked.iter().rev().find(|step| **step < self.step)
        } else {
            asked.iter().find(|step| **step > self.step)
        };
        match next.copied() {
            Some(step) => {
                self.step = step;
                self.turn_to(0);
                self.keep(cx);
            }
            None if back => {}
            None => self.save(cx),
        }
    }

    /// To the next question, or the next step.
    fn onward(&mut self, cx: &mut Context<'_>) {
        if self.row + 1 < self.questions().len() {
            self.turn_to(self.row + 1);
        } else {
            self.go(false, cx);
        }
    }

    fn save(&mut self, cx: &mut Context<'_>) {
        if self.saving.is_some() || !self.is_open() {
            return;
        }
        match heard(&self.steps, &self.said, &cx.now) {
            Err((step, why)) => {
                self.step = step;
                self.turn_to(0);
                self.error = Some(why);
            }
            Ok(said) => match self.plan.write(&said, &cx.now) {
                Some(write) => self.saving = Some(cx.write(write)),
                None => self.finish(None, cx),
            },
        }
    }

    fn finish(&mut self, written: Option<&Written>, cx: &mut Context<'_>) {
        self.forget(cx);
        self.done = Some(self.plan.end(&self.said, written));
    }
}

impl<P: Plan> Screen for Guide<P> {
    fn name(&self) -> &'static str {
        P::NAME
    }

    fn table(&self) -> Vec<Listed> {
        command::listed(Self::TABLE)
    }

    fn commands(&self) -> Vec<Listed> {
        command::available(Self::TABLE, self)
    }

    fn run(&mut self, name: &str, cx: &mut Context<'_>) -> bool {
        command::run(Self::TABLE, self, name, cx)
    }

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        view::draw(self, area, now, painter);
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        self.press(chord, cx)
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        let texts = self.question().is_some_and(|question| keys::takes_text(&question.wanted));
        if texts && self.is_open() {
            self.line.insert(text);
            self.say(self.line.text(), cx);
        }
    }

    fn motion(&mut self, _motion: Motion, _cx: &mut Context<'_>) {}

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        match mouse {
            Mouse::Click(x, y) => {
                if let Some(row) = view::row_at(self, cx.area, &cx.now, (x, y)) {
                    self.turn_to(row);
                }
            }
            Mouse::Up(..) => {
                self.press(Chord::plain(Key::Up), cx);
            }
            Mouse::Down(..) => {
                self.press(Chord::plain(Key::Down), cx);
            }
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        // What is being answered stays as it was asked, whatever changes meanwhile.
        if self.steps.is_empty() && self.asked.is_none() {
            self.asked = self.plan.asks().map(|ask| cx.ask(ask));
        }
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if mine && self.plan.take(answer) {
            self.begin(cx);
        }
        mine
    }

    fn written(&mut self, ticket: Ticket, written: &Written, cx: &mut Context<'_>) -> bool {
        let mine = self.saving.take_if(|saving| *saving == ticket).is_some();
        if mine {
            self.finish(Some(written), cx);
        }
        mine
    }

    fn failed(&mut self, ticket: Ticket, why: &str, _cx: &mut Context<'_>) -> bool {
        let mine = self.saving.take_if(|saving| *saving == ticket).is_some()
            || self.asked.take_if(|asked| *asked == ticket).is_some();
        if mine {
            self.error = Some(why.to_owned());
        }
        mine
    }
}
