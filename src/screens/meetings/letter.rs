//! A letter drafted from real links, to be changed, copied or saved, and sent by hand; one page for each purpose. And a
//! mentorship looked back on, in the same way. Sends nothing.

use crate::domain::ask::{Answer, Ask, Form, Make};
use crate::domain::letters::{Purpose, WORDS};
use crate::domain::practice;
use crate::domain::{Id, Now};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::editor::{Done, Editor};
use crate::ui::effect::{Effect, Ticket};
use crate::ui::ink::Row;
use crate::ui::key::{Chord, Key, Mouse};
use crate::ui::paint::{Area, Painter};
use crate::ui::screen::{Frame, Screen};
use crate::ui::theme::Role;

/// What is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sheet {
    /// A letter for this purpose; what it is most likely wanted for until that is known.
    Letter(Option<Purpose>),
    /// The mentorship looked back on.
    LookBack,
}

/// The overlay.
#[derive(Debug)]
pub struct Letter {
    about: Option<Id>,
    sheet: Sheet,
    asked: Option<Ticket>,
    text: Editor,
    writing: bool,
    loaded: bool,
    error: Option<String>,
}

/// The commands.
const TABLE: &[Command<Letter>] = &[
    Command::new("copy", &["B"], "copy", "Copy the page to the clipboard", |letter: &mut Letter, cx| {
        cx.effects.push(Effect::Copy(letter.text.text() + "\n"));
        cx.say("Copied · nothing else leaves");
    })
    .when(Letter::has_text),
    Command::new(
        "save-markdown",
        &["w"],
        "save as file",
        "Save the page as a new Markdown file",
        |letter: &mut Letter, cx| {
            letter.save(Form::Markdown, cx);
        },
    )
    .when(Letter::has_text),
    Command::new("save-text", &["t"], "as text", "Save the page as a new text file", |letter: &mut Letter, cx| {
        letter.save(Form::Text, cx);
    })
    .when(Letter::has_text)
    .quiet(),
    Command::new("save-html", &["H"], "as HTML", "Save the page as a new HTML file", |letter: &mut Letter, cx| {
        letter.save(Form::Html, cx);
    })
    .when(Letter::has_text)
    .quiet(),
    Command::new("edit", &["e"], "change it", "Change the words; Esc ends that", |letter: &mut Letter, _| {
        letter.writing = true;
    })
    .when(Letter::has_text),
    Command::new(
        "next-pane",
        &["Tab"],
        "another purpose",
        "The next purpose: outreach, outcome, a silence ended, thanks …",
        |letter: &mut Letter, cx| letter.turn(false, cx),
    )
    .when(Letter::is_letter),
    Command::new("previous-pane", &["S-Tab"], "the one before", "The purpose before", |letter: &mut Letter, cx| {
        letter.turn(true, cx);
    })
    .when(Letter::is_letter)
    .quiet(),
    Command::new("back", &["Esc"], "back", "Leave the page", |letter: &mut Letter, cx| {
        if !std::mem::take(&mut letter.writing) {
            cx.signal(Signal::Close);
        }
    }),
];

impl Letter {
    /// A letter to whom something is about: a person, a mentorship, advice, an introduction.
    #[must_use]
    pub fn new(about: Option<Id>) -> Self {
        Self::on(about, Sheet::Letter(None))
    }

    /// A mentorship looked back on.
    #[must_use]
    pub fn look_back(about: Option<Id>) -> Self {
        Self::on(about, Sheet::LookBack)
    }

    fn on(about: Option<Id>, sheet: Sheet) -> Self {
        Self { about, sheet, asked: None, text: Editor::new(""), writing: false, loaded: false, error: None }
    }

    fn has_text(&self) -> bool {
        !self.writing && !self.text.is_empty()
    }

    fn is_letter(&self) -> bool {
        !self.writing && matches!(self.sheet, Sheet::Letter(_))
    }

    fn save(&self, form: Form, cx: &mut Context<'_>) {
        let name = match self.sheet {
            Sheet::Letter(purpose) => format!("mentee-{}", purpose.map_or("letter", Purpose::word)),
            Sheet::LookBack => "mentee-look-back".to_owned(),
        };
        cx.make(Make::Text { name, text: self.text.text(), form });
    }

    /// To another purpose; what was changed of this one is let go of.
    fn turn(&mut self, back: bool, cx: &mut Context<'_>) {
        let Sheet::Letter(Some(purpose)) = self.sheet else { return };
        let all = Purpose::ALL;
        let at = all.iter().position(|each| *each == purpose).unwrap_or(0);
        let next = if back { at + all.len() - 1 } else { at + 1 } % all.len();
        self.sheet = Sheet::Letter(Some(all.get(next).copied().unwrap_or(purpose)));
        (self.loaded, self.error) = (false, None);
        self.refresh(cx);
    }

    fn take(&mut self, text: &str) {
        self.text = Editor::new(text);
        self.text.key(Chord { ctrl: true, ..Chord::plain(Key::Home) }, Area::new(0, 0, 80, 20));
        self.loaded = true;
    }

    /// What is still to be filled in, and how long it is.
    fn foot(&self) -> Row {
        let text = self.text.text();
        let blanks = crate::domain::templates::blanks(&text);
        let words = text.split_whitespace().count();
        let mut row = Row::new();
        match blanks.len() {
            0 => {}
            1..=4 => row.dotted(format!("still in braces: {}", blanks.join(", ")), Role::Soon),
            n => row.dotted(format!("{n} places are still in braces"), Role::Soon),
        }
        if let Sheet::Letter(_) = self.sheet {
            let role = if words > WORDS { Role::Soon } else { Role::Dim };
            row.dotted(format!("{words} of {WORDS} words"), role);
        }
        row.dotted("nothing is sent from here", Role::Dim);
        row
    }
}

impl Screen for Letter {
    fn name(&self) -> &'static str {
        "Letter"
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

    fn frame(&self) -> Frame {
        let (title, columns, rows) = match self.sheet {
            Sheet::Letter(purpose) => {
                let says = purpose.map(|purpose| format!("  {}", purpose.says())).unwrap_or_default();
                (Row::of("Letter", Role::Brand).with(says, Role::Text), 78, 18)
            }
            Sheet::LookBack => (Row::of("Looking back", Role::Brand), 92, 40),
        };
        Frame::Float { columns, rows, title }
    }

    fn draw(&self, area: Area, _now: &Now, painter: &mut Painter<'_>) {
        if let Some(error) = &self.error {
            painter.rows(area, &crate::ui::ink::paragraph(error, usize::from(area.width), Role::Text));
            return;
        }
        if !self.loaded {
            return;
        }
        let foot = u16::from(area.height >= 6) * 2;
        let page = Area { height: area.height.saturating_sub(foot), ..area };
        self.text.draw(page, painter, &[], self.writing);
        if foot > 0 {
            painter.row(area.x, area.bottom() - 1, area.width, &self.foot());
        }
    }

    fn is_typing(&self) -> bool {
        self.writing
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        self.writing && self.text.key(chord, cx.area) != Done::Nothing
    }

    fn paste(&mut self, text: &str, _cx: &mut Context<'_>) {
        if self.writing {
            self.text.insert(text);
        }
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let key = match motion {
            Motion::Up | Motion::HalfUp => Key::Up,
            Motion::Down | Motion::HalfDown => Key::Down,
            Motion::PageUp | Motion::First => Key::PageUp,
            Motion::PageDown | Motion::Last => Key::PageDown,
        };
        self.text.key(Chord::plain(key), cx.area);
    }

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        match mouse {
            Mouse::Up(..) => self.motion(Motion::Up, cx),
            Mouse::Down(..) => self.motion(Motion::Down, cx),
            Mouse::Click(x, y) => self.text.click(x.saturating_sub(cx.area.x), y.saturating_sub(cx.area.y), cx.area),
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        // What is being changed stays as it is.
        let Some(about) = self.about.filter(|_| !self.loaded) else { return };
        self.asked = Some(cx.ask(Ask::Practice(match self.sheet {
            Sheet::Letter(purpose) => practice::Ask::LetterAbout(purpose, about),
            Sheet::LookBack => practice::Ask::LookBack(about),
        })));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        match answer {
            Answer::Practice(practice::Answer::Letter(letter)) if mine => match letter {
                Some(letter) => {
                    self.sheet = Sheet::Letter(Some(letter.purpose));
                    self.take(&letter.text);
                }
                None => self.error = Some("The template of this letter was taken away.".to_owned()),
            },
            Answer::Practice(practice::Answer::LookBack(page)) if mine => self.take(&page.lines(&cx.now).join("\n")),
            _ => {}
        }
        mine
    }

    fn failed(&mut self, ticket: Ticket, why: &str, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if mine {
            self.error = Some(why.to_owned());
        }
        mine
    }
}
