//! The guided review of a week: seven small steps drafted from its own facts. Every step can be left out; what is typed is
//! kept as a draft, and all of it is written as one change.

mod commands;
mod draft;
#[cfg(test)]
mod tests;
mod view;

use serde_json::{Value, json};

use crate::domain::ask::{Answer, Ask, Save, Write, Written};
use crate::domain::content::Prompt;
use crate::domain::kinds::reflection::Frame;
use crate::domain::reflecting::{self, Offers, QUESTIONS};
use crate::domain::week::{CHOSEN, Week, look};
use crate::domain::{Day, Fields, Id, Kind, Now};
use crate::ui::command::{self, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::editor::{Done, Editor};
use crate::ui::effect::Ticket;
use crate::ui::key::{Chord, Key, Mouse};
use crate::ui::paint::{Area, Painter};

use super::{Frame as Lies, Screen};

/// The slot of the draft.
pub const SLOT: &str = "weekly";

/// A step of the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// What the week holds, by its facts.
    Facts,
    /// Where each goal stands.
    Looks,
    /// Three taps.
    Pulse,
    /// A prompt.
    Prompt,
    /// A rule for next time.
    Rule,
    /// An if-then plan, read back.
    Rehearse,
    /// Up to three actions for the week to come.
    Next,
}

/// The steps in their order.
const STEPS: [Step; 7] = [Step::Facts, Step::Looks, Step::Pulse, Step::Prompt, Step::Rule, Step::Rehearse, Step::Next];

/// The screen.
#[derive(Debug)]
pub struct Weekly {
    offers: Offers,
    week: Option<Box<Week>>,
    asked: Option<Ticket>,
    step: usize,
    /// The row of the step that has the cursor.
    row: usize,
    /// What was typed for each goal.
    looks: Vec<(Id, Editor)>,
    marks: Vec<i64>,
    shown: Vec<String>,
    prompt: Option<Prompt>,
    frame: Frame,
    text: Editor,
    rule: Editor,
    /// Actions taken up for the week to come.
    chosen: Vec<Id>,
    saving: Option<Ticket>,
    /// Why it cannot be saved, or could not.
    error: Option<String>,
    found: bool,
    /// Whether all is written, and only the last line is to be read.
    done: bool,
}

impl Weekly {
    /// The review with what there is to offer, or as the draft left it.
    #[must_use]
    pub fn new(offers: Offers, draft: &str) -> Self {
        let mut weekly = Self {
            offers,
            week: None,
            asked: None,
            step: 0,
            row: 0,
            looks: Vec::new(),
            marks: Vec::new(),
            shown: Vec::new(),
            prompt: None,
            frame: Frame::ThreeLine,
            text: Editor::new(""),
            rule: Editor::single(""),
            chosen: Vec::new(),
            saving: None,
            error: None,
            found: false,
            done: false,
        };
        weekly.take_draft(draft);
        weekly
    }

    fn step(&self) -> Step {
        STEPS.get(self.step).copied().unwrap_or(Step::Facts)
    }

    /// Takes the week in: a field for each goal that is to be looked at, a prompt by what happened.
    fn take(&mut self, week: Box<Week>, today: Day) {
        let mut looks = Vec::new();
        for wanted in week.looks() {
            let typed = self.looks.iter().find(|(id, _)| *id == wanted.id).map(|(_, typed)| typed.clone());
            looks.push((wanted.id, typed.unwrap_or_else(|| Editor::single(""))));
        }
        self.looks = looks;
        self.chosen.retain(|id| week.open.iter().any(|open| open.id == *id));
        self.week = Some(week);
        if self.prompt.is_none() && !self.offers.silent {
            self.next_prompt(today);
        }
    }

    fn next_prompt(&mut self, today: Day) {
        let lately = self.week.as_ref().map(|week| week.lately.clone()).unwrap_or_default();
        if let Some(next) = reflecting::another(&self.offers.prompts, &lately, &self.shown, today).cloned() {
            self.shown.insert(0, next.id.clone());
            // The review asks for three lines, whatever shape the prompt suggests; six steps are for hard events.
            self.frame = if next.frame == Frame::SixStep { Frame::SixStep } else { Frame::ThreeLine };
            self.prompt = Some(next);
        }
    }

    fn another_prompt(&mut self, cx: &mut Context<'_>) {
        self.next_prompt(cx.now.today());
        self.keep(cx);
    }

    fn another_frame(&mut self, cx: &mut Context<'_>) {
        self.frame = reflecting::next_frame(self.frame);
        self.keep(cx);
    }

    /// Rows of the step that the cursor goes through.
    fn rows(&self) -> usize {
        match self.step() {
            Step::Looks => self.looks.len(),
            Step::Next => self.week.as_ref().map_or(0, |week| week.open.len()),
            _ => 0,
        }
    }

    /// To the next step, or to the one before; from the last one all is saved.
    fn go(&mut self, back: bool, cx: &mut Context<'_>) {
        self.error = None;
        if back {
            self.step = self.step.saturating_sub(1);
        } else if self.step + 1 < STEPS.len() {
            self.step += 1;
        } else {
            return self.save(cx);
        }
        self.row = 0;
        self.keep(cx);
    }

    /// Enter: the next row, or the next step.
    fn onward(&mut self, cx: &mut Context<'_>) {
        if self.done {
            return cx.signal(Signal::Close);
        }
        if self.step() == Step::Looks && self.row + 1 < self.looks.len() {
            self.row += 1;
            return;
        }
        self.go(false, cx);
    }

    /// Takes an action up for the week to come, or lets it go again.
    fn choose(&mut self, cx: &mut Context<'_>) {
        let Some(open) = self.week.as_ref().and_then(|week| week.open.get(self.row)).map(|open| open.id) else {
            return;
        };
        if let Some(at) = self.chosen.iter().position(|id| *id == open) {
            self.chosen.remove(at);
        } else if self.chosen.len() < CHOSEN {
            self.chosen.push(open);
        } else {
            self.error = Some("Three is enough for one week; Space on one of them lets it go.".to_owned());
            return;
        }
        self.error = None;
        self.keep(cx);
    }

    /// Everything that was said, as records.
    fn saves(&self, now: &Now) -> Result<Vec<Save>, String> {
        let today = json!(now.today().to_string());
        let new = |kind, fields: Vec<(&str, Value)>| {
            let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Fields>();
            Save { kind, id: None, fields }
        };
        let mut saves = Vec::new();
        for (goal, typed) in &self.looks {
            if let Some(value) = look(&typed.text())? {
                let fields = vec![("goal", json!(goal.to_string())), ("date", today.clone()), ("value", json!(value))];
                saves.push(new(Kind::CheckIn, fields));
            }
        }
        if self.marks.len() == QUESTIONS.len() {
            let marks = QUESTIONS.iter().zip(&self.marks).map(|((field, ..), mark)| (*field, json!(mark)));
            saves.push(new(Kind::Pulse, marks.chain([("date", today.clone())]).collect()));
        }
        let (text, rule) = (self.text.text(), self.rule.text());
        let (text, rule) = (text.trim(), rule.trim());
        // A rule alone is an entry as well: it is what comes back.
        let body = if text.is_empty() { rule } else { text };
        if !body.is_empty() {
            let mut fields = vec![("body", json!(body)), ("date", today), ("frame", json!(self.frame.word()))];
            if let Some(prompt) = self.prompt.as_ref().filter(|_| !text.is_empty()) {
                fields.push(("prompt", json!(prompt.id)));
            }
            if !rule.is_empty() {
                fields.push(("rule", json!(rule)));
            }
            saves.push(new(Kind::Reflection, fields));
        }
        let doing = |id: &Id| Save {
            kind: Kind::Action,
            id: Some(*id),
            fields: Fields::from_iter([("state".to_owned(), json!("doing"))]),
        };
        let open = |id: &&Id| self.week.iter().flat_map(|week| &week.open).any(|open| open.id == **id && !open.doing);
        saves.extend(self.chosen.iter().filter(open).map(doing));
        Ok(saves)
    }

    /// Writes all of it as one change.
    fn save(&mut self, cx: &mut Context<'_>) {
        if self.saving.is_some() || self.done {
            return;
        }
        match self.saves(&cx.now) {
            Err(why) => {
                (self.error, self.step) = (Some(why), 1);
            }
            Ok(saves) if saves.is_empty() => {
                cx.draft(SLOT, String::new());
                self.done = true;
            }
            Ok(saves) => {
                let label = "the review of the week".to_owned();
                self.saving = Some(cx.write(Write::Together { label, saves }));
            }
        }
    }

    /// The editor that letters go into.
    fn editor(&mut self) -> Option<&mut Editor> {
        match self.step() {
            _ if self.done => None,
            Step::Looks => self.looks.get_mut(self.row).map(|(_, typed)| typed),
            Step::Prompt => Some(&mut self.text),
            Step::Rule => Some(&mut self.rule),
            _ => None,
        }
    }

    /// A tap of the pulse, or a key that moves within a step; tells whether it was one.
    fn within(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        match (self.step(), chord.key) {
            (Step::Pulse, Key::Backspace) => {
                self.marks.pop();
            }
            (Step::Pulse, _) => {
                let tapped = chord.typed().and_then(|c| c.to_digit(10)).filter(|mark| (1..=5).contains(mark));
                let Some(mark) = tapped else { return false };
                if self.marks.len() == QUESTIONS.len() {
                    self.marks.clear();
                }
                self.marks.push(i64::from(mark));
                if self.marks.len() == QUESTIONS.len() {
                    self.go(false, cx);
                }
            }
            (Step::Next, Key::Char(' ')) => self.choose(cx),
            (Step::Looks | Step::Next, Key::Up) => self.row = self.row.saturating_sub(1),
            (Step::Looks | Step::Next, Key::Down) => self.row = (self.row + 1).min(self.rows().saturating_sub(1)),
            _ => return false,
        }
        self.keep(cx);
        true
    }
}

impl Screen for Weekly {
    fn name(&self) -> &'static str {
        "The week"
    }

    fn table(&self) -> Vec<Listed> {
        command::listed(commands::TABLE)
    }

    fn commands(&self) -> Vec<Listed> {
        command::available(commands::TABLE, self)
    }

    fn run(&mut self, name: &str, cx: &mut Context<'_>) -> bool {
        command::run(commands::TABLE, self, name, cx)
    }

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        view::draw(self, area, now, painter);
    }

    fn frame(&self) -> Lies {
        Lies::Page
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        let lines = self.step() == Step::Prompt && !self.done;
        if chord.key == Key::Enter && !lines {
            self.onward(cx);
            return true;
        }
        if !self.done && self.within(chord, cx) {
            return true;
        }
        let area = view::text_area(self, cx.area);
        let Some(editor) = self.editor() else { return false };
        let done = editor.key(chord, area);
        if done == Done::Changed {
            self.error = None;
            self.keep(cx);
        }
        done != Done::Nothing
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        if let Some(editor) = self.editor() {
            editor.insert(text);
            self.keep(cx);
        }
    }

    fn motion(&mut self, _motion: Motion, _cx: &mut Context<'_>) {}

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        let key = match mouse {
            Mouse::Click(x, y) => {
                let area = view::text_area(self, cx.area);
                if self.step() == Step::Prompt && area.contains((x, y).into()) {
                    self.text.click(x - area.x, y - area.y, area);
                }
                return;
            }
            Mouse::Up(..) => Key::Up,
            Mouse::Down(..) => Key::Down,
        };
        self.key(Chord::plain(key), cx);
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        if !self.done {
            self.asked = Some(cx.ask(Ask::Week));
        }
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Week(week)) = (mine, answer) {
            self.take(week.clone(), cx.now.today());
        }
        mine
    }

    fn written(&mut self, ticket: Ticket, _written: &Written, cx: &mut Context<'_>) -> bool {
        let mine = self.saving.take_if(|saving| *saving == ticket).is_some();
        if mine {
            cx.draft(SLOT, String::new());
            self.done = true;
        }
        mine
    }

    fn failed(&mut self, ticket: Ticket, why: &str, _cx: &mut Context<'_>) -> bool {
        let mine = self.saving.take_if(|saving| *saving == ticket).is_some();
        if mine {
            self.error = Some(why.to_owned());
        }
        mine
    }
}
