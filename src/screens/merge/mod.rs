//! Two people who are one: who else it is, is picked; the one that was picked goes into the other with everything that leads
//! to them. One `u` takes it back.

use crate::domain::ask::{Answer, Ask, Write, Written};
use crate::domain::likeness::first_name;
use crate::domain::{Id, Kind, Now};
use crate::ui::command::{Command, Listed, available, listed, run};
use crate::ui::context::{Context, Signal};
use crate::ui::effect::Ticket;
use crate::ui::key::Chord;
use crate::ui::paint::{Area, Painter};
use crate::ui::picker::{Choosing, Picked, Picker};

use super::Screen;

/// The screen.
#[derive(Debug)]
pub struct Merge {
    keep: Option<Id>,
    name: String,
    picker: Option<Picker>,
    asked: Option<Ticket>,
    writing: Option<Ticket>,
}

/// The commands.
const TABLE: &[Command<Merge>] =
    &[Command::new("back", &["Esc"], "back", "Leave both as they are", |_, cx| cx.signal(Signal::Close))];

impl Merge {
    /// For this person, who stays.
    #[must_use]
    pub const fn new(keep: Option<Id>) -> Self {
        Self { keep, name: String::new(), picker: None, asked: None, writing: None }
    }
}

impl Screen for Merge {
    fn name(&self) -> &'static str {
        "Two who are one"
    }

    fn table(&self) -> Vec<Listed> {
        listed(TABLE)
    }

    fn commands(&self) -> Vec<Listed> {
        available(TABLE, self)
    }

    fn run(&mut self, name: &str, cx: &mut Context<'_>) -> bool {
        run(TABLE, self, name, cx)
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        painter.clear(area);
        if let Some(picker) = &self.picker {
            picker.draw(area, now, painter);
        }
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        let Some(picker) = &mut self.picker else { return false };
        match picker.key(chord, cx) {
            Choosing::Open => {}
            Choosing::Left => cx.signal(Signal::Close),
            Choosing::Chose(Picked::Row(row)) if Some(row.id) == self.keep => {
                cx.say("That is the one who stays; pick the other one");
            }
            Choosing::Chose(Picked::Row(row)) => {
                if let Some(keep) = self.keep {
                    self.writing = Some(cx.write(Write::Merge { keep, gone: row.id }));
                }
            }
            Choosing::Chose(_) => {}
        }
        true
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        if let Some(picker) = &mut self.picker {
            picker.paste(text, cx);
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        match self.keep {
            Some(id) if self.picker.is_none() => self.asked = Some(cx.ask(Ask::Thing(id))),
            Some(_) => {}
            None => cx.signal(Signal::Close),
        }
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if self.asked.take_if(|asked| *asked == ticket).is_some() {
            if let Answer::Thing(Some(thing)) = answer {
                self.name.clone_from(&thing.record.title);
                let title = format!("Who is the same as {}? They go into this one", self.name);
                let mut picker = Picker::open(&title, Some(Kind::Person), None, cx);
                // Doubles mostly share a name.
                picker.paste(first_name(&self.name), cx);
                self.picker = Some(picker);
            }
            return true;
        }
        self.picker.as_mut().is_some_and(|picker| picker.answer(ticket, answer))
    }

    fn written(&mut self, ticket: Ticket, _written: &Written, cx: &mut Context<'_>) -> bool {
        let mine = self.writing.take_if(|writing| *writing == ticket).is_some();
        if mine {
            cx.signal(Signal::Close);
        }
        mine
    }
}
