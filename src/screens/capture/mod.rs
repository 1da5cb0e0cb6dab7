//! Capture: anything, from anywhere, in one's own words, with what it will become beside it. Refuses to lose a word: every
//! change is kept as a draft, and a failed save leaves the text where it is.

mod complete;
mod view;

use std::ops::Range;

use crate::domain::Now;
use crate::domain::ask::{Answer, Ask, Write, Written};
use crate::domain::capture::PreviewLine;
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::editor::{Done, Editor};
use crate::ui::effect::Ticket;
use crate::ui::key::{Chord, Key, Mouse};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;

use super::Screen;
use complete::Completion;

/// The slot of the draft.
pub const SLOT: &str = "capture";

/// The screen.
#[derive(Debug)]
pub struct Capture {
    editor: Editor,
    preview: Vec<PreviewLine>,
    warnings: Vec<String>,
    /// The preview that is on its way, and whether the text has changed since it was asked for.
    asked: Option<Ticket>,
    stale: bool,
    completion: Option<Completion>,
    saving: Option<Ticket>,
    editing: Option<Ticket>,
    /// Why the last save failed.
    error: Option<String>,
    /// Whether the text was found as a draft and not yet touched.
    found: bool,
    /// What was understood of the text, for its colours; made anew when it changes, not with every frame.
    marks: Vec<(Range<usize>, Role)>,
}

/// The commands.
const TABLE: &[Command<Capture>] = &[
    Command::new("save", &["C-s"], "save", "Save it, all of it as one change", Capture::save),
    Command::new(
        "back",
        &["Esc"],
        "keep as draft",
        "Leave; the text is kept as a draft",
        |screen: &mut Capture, cx| {
            if screen.completion.take().is_none() {
                cx.signal(Signal::Close);
            }
        },
    ),
    Command::new("editor", &["C-o"], "editor", "Write on in your own editor", |screen: &mut Capture, cx| {
        screen.editing = Some(cx.edit(screen.editor.text()));
    }),
    Command::new(
        "complete",
        &["Tab"],
        "complete @ # ^",
        "Complete a person, a tag or a goal",
        |screen: &mut Capture, cx| {
            screen.complete(cx);
        },
    ),
    Command::new(
        "discard",
        &["C-x"],
        "discard",
        "Throw the text away; C-z brings it back",
        |screen: &mut Capture, cx| {
            screen.editor.set("");
            screen.touched(cx);
        },
    )
    .when(|screen| !screen.editor.is_empty())
    .quiet(),
];

impl Capture {
    /// Opens it with the draft that was kept, or empty.
    #[must_use]
    pub fn new(draft: &str) -> Self {
        Self {
            editor: Editor::new(draft),
            preview: Vec::new(),
            warnings: Vec::new(),
            asked: None,
            stale: false,
            completion: None,
            saving: None,
            editing: None,
            error: None,
            found: !draft.is_empty(),
            marks: Vec::new(),
        }
    }

    fn save(&mut self, cx: &mut Context<'_>) {
        let text = self.editor.text();
        if text.trim().is_empty() || self.saving.is_some() {
            return;
        }
        self.completion = None;
        self.saving = Some(cx.write(Write::Capture(text)));
    }

    /// The text has changed.
    fn touched(&mut self, cx: &mut Context<'_>) {
        (self.error, self.found) = (None, false);
        cx.draft(SLOT, self.editor.text());
        self.look(cx);
    }

    /// Asks what the text would become; while one question is out, the next one waits for its answer.
    fn look(&mut self, cx: &mut Context<'_>) {
        self.marks = view::marks(&self.editor.text(), &cx.now);
        if self.asked.is_some() {
            self.stale = true;
        } else if self.editor.is_empty() {
            (self.preview, self.warnings) = (Vec::new(), Vec::new());
        } else {
            self.asked = Some(cx.ask(Ask::Preview(self.editor.text())));
        }
    }

    /// Tab: completes the word before the cursor, or goes on to the next that is offered.
    fn complete(&mut self, cx: &mut Context<'_>) {
        match &mut self.completion {
            Some(completion) => completion.next(),
            None => self.completion = Completion::begin(&self.editor, cx),
        }
    }

    /// Puts the chosen completion in.
    fn accept(&mut self, cx: &mut Context<'_>) {
        if let Some(completion) = self.completion.take() {
            completion.put(&mut self.editor);
            self.touched(cx);
        }
    }
}

impl Screen for Capture {
    fn name(&self) -> &'static str {
        "Capture"
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

    fn draw(&self, area: Area, _now: &Now, painter: &mut Painter<'_>) {
        view::draw(self, area, painter);
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        if let Some(completion) = &mut self.completion {
            match chord.key {
                Key::Up => {
                    completion.previous();
                    return true;
                }
                Key::Down => {
                    completion.next();
                    return true;
                }
                Key::Enter if completion.is_offering() => {
                    self.accept(cx);
                    return true;
                }
                _ => {}
            }
        }
        let done = self.editor.key(chord, view::areas(cx.area).editor);
        match done {
            Done::Changed => {
                self.touched(cx);
                if self.completion.take().is_some() {
                    self.completion = Completion::begin(&self.editor, cx);
                }
            }
            Done::Moved => self.completion = None,
            Done::Nothing => {}
        }
        done != Done::Nothing
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        self.editor.insert(text);
        self.completion = None;
        self.touched(cx);
    }

    fn motion(&mut self, _motion: Motion, _cx: &mut Context<'_>) {}

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        let area = view::areas(cx.area).editor;
        match mouse {
            Mouse::Click(x, y) if area.contains((x, y).into()) => self.editor.click(x - area.x, y - area.y, area),
            Mouse::Click(..) => {}
            Mouse::Up(..) => {
                self.editor.key(Chord::plain(Key::Up), area);
            }
            Mouse::Down(..) => {
                self.editor.key(Chord::plain(Key::Down), area);
            }
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.look(cx);
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if self.asked.take_if(|asked| *asked == ticket).is_some() {
            if let Answer::Preview(lines, warnings) = answer {
                (self.preview, self.warnings) = (lines.clone(), warnings.clone());
            }
            if std::mem::take(&mut self.stale) {
                self.look(cx);
            }
            return true;
        }
        let Some(completion) = &mut self.completion else { return false };
        let mine = completion.answer(ticket, answer);
        if mine && completion.is_sure() {
            self.accept(cx);
        } else if mine && !completion.is_offering() {
            self.completion = None;
        }
        mine
    }

    fn written(&mut self, ticket: Ticket, _written: &Written, cx: &mut Context<'_>) -> bool {
        let mine = self.saving.take_if(|saving| *saving == ticket).is_some();
        if mine {
            cx.draft(SLOT, String::new());
            cx.signal(Signal::Close);
        }
        mine
    }

    fn failed(&mut self, ticket: Ticket, why: &str, cx: &mut Context<'_>) -> bool {
        if self.saving.take_if(|saving| *saving == ticket).is_some() {
            self.error = Some(why.to_owned());
            return true;
        }
        if self.asked.take_if(|asked| *asked == ticket).is_some() && std::mem::take(&mut self.stale) {
            self.look(cx);
        }
        false
    }

    fn edited(&mut self, ticket: Ticket, text: Option<&str>, cx: &mut Context<'_>) -> bool {
        let mine = self.editing.take_if(|editing| *editing == ticket).is_some();
        if let (true, Some(text)) = (mine, text) {
            self.editor.set(text.strip_suffix('\n').unwrap_or(text));
            self.touched(cx);
        }
        mine
    }
}
