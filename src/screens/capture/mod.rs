//! Capture: anything, from anywhere, in one's own words, with what it will become beside it. Refuses to lose a word: every
//! change is kept as a draft, and a failed save leaves the text where it is.

mod complete;
mod part;
mod strip;
mod view;

use std::ops::Range;

use crate::domain::ask::{Answer, Ask, Write, Written};
use crate::domain::capture::PreviewLine;
use crate::domain::{Id, Kind, Now, practice};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::editor::{Done, Editor};
use crate::ui::effect::Ticket;
use crate::ui::key::{Chord, Key, Mouse};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;

use super::Screen;
use complete::Completion;
use part::Part;
use strip::{Said, Strip};

/// The slot of the draft.
pub const SLOT: &str = "capture";

/// The screen.
#[derive(Debug)]
pub struct Capture {
    /// The slot of its draft.
    slot: String,
    /// The meeting it belongs to, and with whom and when that is.
    meeting: Option<Id>,
    title: String,
    who: Option<String>,
    asked_meeting: Option<Ticket>,
    /// The question for the talk it is most likely about.
    asked_talk: Option<Ticket>,
    /// The closing strip, while it is asked.
    strip: Option<Strip>,
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
    /// Whether the text is so long that only a part of it is read while it is written.
    partly: bool,
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
            if screen.completion.take().is_none() && !screen.editor.end_find() {
                cx.signal(Signal::Close);
            }
        },
    ),
    Command::new(
        "find",
        &["F3"],
        "find",
        "Find words in the text; again goes to the next place",
        |screen: &mut Capture, _| {
            screen.editor.find();
        },
    )
    .when(|screen| !screen.editor.is_empty())
    .or_say("there is no text yet")
    .quiet(),
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
    )
    .when(|screen| screen.strip.is_none()),
    Command::new(
        "questions",
        &["C-t"],
        "questions",
        "The closing questions of a meeting, one line each; again for the text",
        |screen: &mut Capture, cx| screen.questions(cx),
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
            slot: SLOT.to_owned(),
            meeting: None,
            title: String::new(),
            who: None,
            asked_meeting: None,
            asked_talk: None,
            strip: None,
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
            partly: false,
        }
    }

    /// Opens it for a meeting that is in the journal, at the closing questions; its draft is taken up when it is shown.
    #[must_use]
    pub fn into(meeting: Option<Id>) -> Self {
        let mut screen = Self::new("");
        if let Some(id) = meeting {
            screen.slot = format!("{SLOT}:{id}");
        }
        screen.meeting = meeting;
        screen
    }

    fn save(&mut self, cx: &mut Context<'_>) {
        let text = self.editor.text();
        if text.trim().is_empty() || self.saving.is_some() {
            return;
        }
        self.completion = None;
        let strip = self.strip.as_ref();
        let (worth, next) = (strip.and_then(|strip| strip.worth), strip.and_then(|strip| strip.next));
        let write = match (self.meeting, worth, next) {
            (None, None, None) => Write::Capture(text),
            (meeting, worth, next) => Write::CaptureMeeting { meeting, text, worth, next },
        };
        self.saving = Some(cx.write(write));
    }

    /// Begins the closing questions, or goes back to the text.
    fn questions(&mut self, cx: &mut Context<'_>) {
        self.completion = None;
        self.strip = if self.strip.is_some() { None } else { Some(Strip::new(self.who.clone())) };
        // Most likely it is about the talk that was planned for just now.
        if self.strip.is_some() && self.meeting.is_none() && self.editor.is_empty() {
            self.asked_talk = Some(cx.ask(Ask::Practice(practice::Ask::JustHeld)));
        }
    }

    /// Enter on the strip: the answer goes into the text, and the next question comes.
    fn reply(&mut self, cx: &mut Context<'_>) {
        let Some(strip) = &mut self.strip else { return };
        let said = strip.answer(&cx.now);
        let over = strip.is_over();
        let text = self.editor.text();
        match said {
            Said::Line(line) if text.trim().is_empty() => self.editor.set(&line),
            Said::Line(line) => self.editor.set(&format!("{}\n{line}", text.trim_end())),
            Said::First(line) if text.trim().is_empty() => self.editor.set(&line),
            Said::First(line) => self.editor.set(&format!("{line}\n{text}")),
            Said::Offered(talk) => {
                self.title = talk.title;
                (self.meeting, self.who) = (Some(talk.id), talk.who.as_deref().map(strip::quoted));
            }
            Said::Nothing | Said::Off => {}
        }
        self.touched(cx);
        if over {
            self.save(cx);
        }
    }

    /// The text has changed.
    fn touched(&mut self, cx: &mut Context<'_>) {
        (self.error, self.found) = (None, false);
        cx.draft(&self.slot, self.editor.text());
        self.look(cx);
    }

    /// Asks what the text would become; while one question is out, the next one waits for its answer.
    fn look(&mut self, cx: &mut Context<'_>) {
        let part = Part::of(&self.editor);
        self.partly = !part.whole;
        self.marks = view::marks(&part, &cx.now);
        if self.asked.is_some() {
            self.stale = true;
        } else if self.editor.is_empty() {
            (self.preview, self.warnings) = (Vec::new(), Vec::new());
        } else {
            self.asked = Some(cx.ask(match self.meeting {
                Some(meeting) => Ask::PreviewInto(meeting, part.text),
                None => Ask::Preview(part.text),
            }));
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

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        view::draw(self, area, now, painter);
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        if let Some(strip) = &mut self.strip {
            return match chord.key {
                Key::Enter => {
                    self.reply(cx);
                    true
                }
                Key::Up => {
                    strip.before();
                    true
                }
                _ => strip.key(chord),
            };
        }
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
            Done::Moved => {
                self.completion = None;
                if self.partly {
                    self.look(cx);
                }
            }
            Done::Nothing => {}
        }
        done != Done::Nothing
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        if let Some(strip) = &mut self.strip {
            return strip.paste(text);
        }
        self.editor.end_find();
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
        if self.partly {
            self.look(cx);
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        if let (Some(meeting), true) = (self.meeting, self.title.is_empty()) {
            self.asked_meeting = Some(cx.ask(Ask::Thing(meeting)));
            if let Some(draft) = cx.drafts.get(&self.slot).filter(|_| self.editor.is_empty()).cloned() {
                self.editor = Editor::new(&draft);
                self.found = true;
            }
        }
        self.look(cx);
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if self.asked_meeting.take_if(|asked| *asked == ticket).is_some() {
            if let Answer::Thing(Some(thing)) = answer {
                self.title.clone_from(&thing.record.title);
                let person = thing.links.iter().find(|link| link.role == "people" && link.kind == Kind::Person);
                self.who = person.map(|link| strip::quoted(&link.title));
                self.strip = Some(Strip::new(self.who.clone()));
            }
            return true;
        }
        if self.asked_talk.take_if(|asked| *asked == ticket).is_some() {
            if let (Answer::Practice(practice::Answer::JustHeld(Some(talk))), Some(strip)) = (answer, &mut self.strip) {
                strip.offer(talk.clone());
            }
            return true;
        }
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
            cx.draft(&self.slot, String::new());
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
