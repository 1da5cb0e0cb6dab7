//! The form over a screen: loads the thing it is about, keeps what is typed as a draft, saves, and stays where a save
//! fails.

use crate::domain::ask::{Answer, Ask, Write, Written};
use crate::domain::{Fields, Id, Kind, Now, Visibility};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::effect::Ticket;
use crate::ui::form::{Deed, Form};
use crate::ui::ink::Row;
use crate::ui::key::{Chord, Key, Mouse};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;
use crate::ui::words;

use super::{Frame, Screen};

/// The screen.
#[derive(Debug)]
pub struct FormScreen {
    kind: Kind,
    id: Option<Id>,
    form: Option<Form>,
    /// Values that wait for the thing it is about.
    preset: Fields,
    /// The draft that waits for it.
    draft: Option<String>,
    title: String,
    asked: Option<Ticket>,
    /// Questions for what it links to, to know their titles.
    titles: Vec<Ticket>,
    saving: Option<Ticket>,
    editing: Option<Ticket>,
    found: bool,
    /// Who may see a new one where nobody says otherwise.
    visibility: Visibility,
}

/// Why the commands of rows make no sense.
const NO_ROWS: &str = "there is no row that it could be done to";

/// The commands.
const TABLE: &[Command<FormScreen>] = &[
    Command::new("save", &["C-s"], "save", "Save it", FormScreen::save),
    Command::new(
        "back",
        &["Esc"],
        "keep as draft",
        "Leave; what was typed is kept as a draft",
        |screen: &mut FormScreen, cx| match &mut screen.form {
            Some(form) if form.is_picking() => {
                form.key(Chord::plain(Key::Esc), cx);
            }
            Some(form) => {
                if !form.end_find() {
                    cx.signal(Signal::Close);
                }
            }
            None => cx.signal(Signal::Close),
        },
    ),
    Command::new(
        "find",
        &["F3"],
        "find",
        "Find words in this text; again goes to the next place",
        |screen: &mut FormScreen, _| {
            if let Some(form) = &mut screen.form {
                form.find();
            }
        },
    )
    .when(|screen| screen.form.as_ref().is_some_and(Form::can_find))
    .or_say("this is no text of several lines")
    .quiet(),
    Command::new("pick", &["M-p"], "pick", "Choose one that is in the journal", |screen: &mut FormScreen, cx| {
        if let Some(form) = &mut screen.form {
            form.offer(cx);
        }
    })
    .when(|screen| screen.form.as_ref().is_some_and(|form| form.offers().is_some()))
    .or_say("nothing is offered for this field"),
    Command::new("row-new", &["M-n"], "new row", "A new row below this one", |screen: &mut FormScreen, cx| {
        screen.rows(Deed::Add, cx);
    })
    .when(|screen| screen.can(Deed::Add))
    .or_say(NO_ROWS),
    Command::new("row-delete", &["M-x"], "delete row", "Take this row out", |screen: &mut FormScreen, cx| {
        screen.rows(Deed::Remove, cx);
    })
    .when(|screen| screen.can(Deed::Remove))
    .or_say(NO_ROWS),
    Command::new(
        "row-back",
        &["M-u"],
        "bring row back",
        "Bring back the row that was taken out last",
        |screen: &mut FormScreen, cx| screen.rows(Deed::BringBack, cx),
    )
    .when(|screen| screen.can(Deed::BringBack))
    .or_say("no row was taken out"),
    Command::new("row-up", &["M-k", "M-Up"], "row up", "Move this row up", |screen: &mut FormScreen, cx| {
        screen.rows(Deed::Up, cx);
    })
    .when(|screen| screen.can(Deed::Up))
    .or_say(NO_ROWS),
    Command::new("row-down", &["M-j", "M-Down"], "row down", "Move this row down", |screen: &mut FormScreen, cx| {
        screen.rows(Deed::Down, cx);
    })
    .when(|screen| screen.can(Deed::Down))
    .or_say(NO_ROWS),
    Command::new("next-pane", &["Tab"], "next field", "To the next field", |screen: &mut FormScreen, cx| {
        screen.next(false, cx);
    }),
    Command::new("previous-pane", &["S-Tab"], "field before", "To the field before", |screen: &mut FormScreen, cx| {
        screen.next(true, cx);
    })
    .quiet(),
    Command::new("editor", &["C-o"], "editor", "Write this text in your own editor", |screen: &mut FormScreen, cx| {
        let text = screen.form.as_ref().and_then(Form::focused_text);
        screen.editing = text.map(|text| cx.edit(text));
    })
    .when(|screen| screen.form.as_ref().is_some_and(|form| form.focused_text().is_some())),
    Command::new(
        "discard",
        &["C-x"],
        "start afresh",
        "Throw away what was typed and begin again",
        |screen: &mut FormScreen, cx| {
            cx.draft(&Form::slot(screen.kind, screen.id), String::new());
            screen.found = false;
            if screen.id.is_some() {
                screen.form = None;
                screen.refresh(cx);
            } else {
                screen.form = Some(Form::new(screen.kind, &Fields::new(), screen.visibility.clone(), &cx.now));
            }
        },
    )
    .when(|screen| screen.found),
];

impl FormScreen {
    /// A form for a new thing with these values, to be seen by these, or for one that is there and gets the values, the one
    /// that is `null` in focus; `draft` is what was kept of it.
    #[must_use]
    pub fn new(
        kind: Kind,
        id: Option<Id>,
        preset: &Fields,
        draft: Option<&str>,
        visibility: Visibility,
        now: &Now,
    ) -> Self {
        let mut screen = Self {
            kind,
            id,
            form: None,
            preset: preset.clone(),
            draft: draft.map(str::to_owned),
            title: String::new(),
            asked: None,
            titles: Vec::new(),
            saving: None,
            editing: None,
            found: draft.is_some(),
            visibility,
        };
        if id.is_none() {
            screen.take(Form::new(kind, preset, screen.visibility.clone(), now));
        }
        screen
    }

    fn take(&mut self, mut form: Form) {
        if let Some(draft) = self.draft.take() {
            form.restore(&draft);
        }
        self.form = Some(form);
    }

    /// Asks what the things that it links to are called, where only their ids are known.
    fn ask_titles(&mut self, cx: &mut Context<'_>) {
        let untitled = self.form.as_ref().filter(|_| self.titles.is_empty()).map(Form::untitled).unwrap_or_default();
        self.titles = untitled.into_iter().map(|id| cx.ask(Ask::Thing(id))).collect();
    }

    fn next(&mut self, back: bool, cx: &mut Context<'_>) {
        if let Some(form) = &mut self.form {
            if form.is_picking() {
                form.key(Chord::plain(Key::Tab), cx);
            } else {
                form.next(back);
            }
        }
    }

    fn save(&mut self, cx: &mut Context<'_>) {
        let Some(form) = self.form.as_mut().filter(|form| self.saving.is_none() && !form.is_picking()) else { return };
        let Some(filled) = form.fill(&cx.now) else { return };
        if self.id.is_some() && filled.fields.is_empty() && filled.tags.is_none() && filled.visibility.is_none() {
            cx.draft(&Form::slot(self.kind, self.id), String::new());
            cx.signal(Signal::Close);
            return;
        }
        let (kind, id) = (self.kind, self.id);
        let write = Write::Save { kind, id, fields: filled.fields, tags: filled.tags, visibility: filled.visibility };
        self.saving = Some(cx.write(write));
    }

    fn can(&self, deed: Deed) -> bool {
        self.form.as_ref().is_some_and(|form| form.can(deed))
    }

    fn rows(&mut self, deed: Deed, cx: &mut Context<'_>) {
        if let Some(form) = &mut self.form {
            form.act(deed);
            self.touched(cx);
        }
    }

    fn touched(&mut self, cx: &mut Context<'_>) {
        if let Some(form) = &self.form {
            cx.draft(&Form::slot(self.kind, self.id), form.kept());
        }
    }
}

impl Screen for FormScreen {
    fn name(&self) -> &'static str {
        "Form"
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
        if let Some(form) = &self.form {
            form.draw(area, now, painter);
        }
    }

    fn frame(&self) -> Frame {
        let spec = self.kind.spec();
        let mut title = match self.id {
            None => Row::of(format!("New {}", spec.label), Role::Brand),
            Some(_) if self.title.is_empty() => Row::of(words::capital(spec.label), Role::Brand),
            Some(_) => Row::of(self.title.as_str(), Role::Brand),
        };
        if self.found {
            title = title.with("  from your draft", Role::Dim);
        }
        // Room for every field, and for the help of the one that has the focus.
        let rows = u16::try_from(spec.fields.len() + 12).unwrap_or(40);
        Frame::Float { columns: 96, rows, title }
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        let taken = self.form.as_mut().is_some_and(|form| form.key(chord, cx));
        if taken {
            self.touched(cx);
        }
        taken
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        if let Some(form) = &mut self.form {
            form.paste(text, cx);
            self.touched(cx);
        }
    }

    fn motion(&mut self, _motion: Motion, _cx: &mut Context<'_>) {}

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        let Some(form) = &mut self.form else { return };
        match mouse {
            Mouse::Click(x, y) => form.click(x, y, cx.area, &cx.now),
            Mouse::Up(..) => form.next(true),
            Mouse::Down(..) => form.next(false),
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        if let (Some(id), None) = (self.id, &self.form) {
            self.asked = Some(cx.ask(Ask::Thing(id)));
        }
        self.ask_titles(cx);
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if self.asked.take_if(|asked| *asked == ticket).is_some() {
            match answer {
                Answer::Thing(Some(thing)) => {
                    self.title.clone_from(&thing.record.title);
                    let mut form = Form::of(thing, &cx.now);
                    form.preset(&self.preset, &cx.now);
                    self.take(form);
                    self.ask_titles(cx);
                }
                _ => cx.signal(Signal::Close),
            }
            return true;
        }
        if self.titles.contains(&ticket) {
            self.titles.retain(|title| *title != ticket);
            if let (Some(form), Answer::Thing(Some(thing))) = (&mut self.form, answer) {
                form.entitle(thing.record.id, &thing.record.title);
            }
            return true;
        }
        self.form.as_mut().is_some_and(|form| form.answer(ticket, answer))
    }

    fn written(&mut self, ticket: Ticket, written: &Written, cx: &mut Context<'_>) -> bool {
        if self.form.as_mut().is_some_and(|form| form.written(ticket, written)) {
            self.touched(cx);
            return true;
        }
        let mine = self.saving.take_if(|saving| *saving == ticket).is_some();
        if mine {
            cx.draft(&Form::slot(self.kind, self.id), String::new());
            cx.signal(Signal::Close);
        }
        mine
    }

    fn failed(&mut self, ticket: Ticket, why: &str, cx: &mut Context<'_>) -> bool {
        if self.form.as_mut().is_some_and(|form| form.failed(ticket, why)) {
            return true;
        }
        if self.saving.take_if(|saving| *saving == ticket).is_some() {
            if let Some(form) = &mut self.form {
                form.refuse(why);
            }
            return true;
        }
        if self.asked.take_if(|asked| *asked == ticket).is_some() {
            cx.signal(Signal::Close);
        }
        false
    }

    fn edited(&mut self, ticket: Ticket, text: Option<&str>, cx: &mut Context<'_>) -> bool {
        let mine = self.editing.take_if(|editing| *editing == ticket).is_some();
        if let (true, Some(text), Some(form)) = (mine, text, &mut self.form) {
            form.set_focused(text);
            self.touched(cx);
        }
        mine
    }
}
