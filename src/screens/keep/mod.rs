//! A filter to be kept: its name is typed, its key is pressed. What the key means already is said, and nothing is kept then.

use crate::domain::ask::{Write, Written};
use crate::domain::{Now, saved};
use crate::ui::command::{Command, Listed, available, listed, run};
use crate::ui::context::{Context, Signal};
use crate::ui::editor::Editor;
use crate::ui::effect::Ticket;
use crate::ui::ink::{Row, paragraph};
use crate::ui::key::{Chord, Key};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;

use super::{Frame, Screen};

/// The screen.
#[derive(Debug)]
pub struct Keep {
    words: String,
    name: Editor,
    /// The name that was given; then the key is pressed.
    named: Option<String>,
    writing: Option<Ticket>,
    /// Why it was not kept.
    error: Option<String>,
}

/// The commands.
const TABLE: &[Command<Keep>] = &[
    Command::new("open", &["Enter"], "go on", "Take the name; then press the key", Keep::enter)
        .when(|screen| screen.named.is_none())
        .or_say("press the key that is to bring it up"),
    Command::new("back", &["Esc"], "back", "Back to the name, or leave it", Keep::leave),
];

impl Keep {
    /// For these words.
    #[must_use]
    pub fn new(words: &str) -> Self {
        Self { words: words.to_owned(), name: Editor::single(""), named: None, writing: None, error: None }
    }

    fn enter(&mut self, _cx: &mut Context<'_>) {
        self.named = saved::name(&self.name.text());
        self.error = self.named.is_none().then(|| "It takes a name: a word or two.".to_owned());
    }

    fn leave(&mut self, cx: &mut Context<'_>) {
        self.error = None;
        if self.named.take().is_none() {
            cx.signal(Signal::Close);
        }
    }

    /// Keeps it under this key.
    fn press(&mut self, chord: Chord, cx: &mut Context<'_>) {
        let Some(name) = &self.named else { return };
        let value = Some(format!("{chord}, {}", self.words));
        self.error = None;
        self.writing = Some(cx.write(Write::Set { key: format!("filters.{name}"), value }));
    }
}

impl Screen for Keep {
    fn name(&self) -> &'static str {
        "Keep a filter"
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

    fn frame(&self) -> Frame {
        Frame::Float { columns: 66, rows: 9, title: Row::of("Keep this filter", Role::Brand) }
    }

    fn draw(&self, area: Area, _now: &Now, painter: &mut Painter<'_>) {
        let line = |n: u16| Area { y: area.y.saturating_add(n), height: u16::from(n < area.height), ..area };
        let words = Row::of("looks for  ", Role::Dim).with(self.words.as_str(), Role::Text);
        painter.rows(line(0), &[words]);
        let at = line(2);
        let used = painter.put(at.x, at.y, at.width, "name       ", Role::Dim);
        let rest = Area { x: at.x + used, width: at.width.saturating_sub(used), ..at };
        match &self.named {
            None => self.name.draw(rest, painter, &[], true),
            Some(name) => painter.rows(rest, &[Row::of(name.as_str(), Role::Text)]),
        }
        if self.named.is_some() {
            let say = "key        press the one that is to bring it up: M-1, F5, M-2 …";
            painter.rows(line(3), &[Row::of(say, Role::Accent)]);
        }
        if let Some(error) = &self.error {
            let rows = paragraph(error, usize::from(area.width), Role::Late);
            painter.rows(Area { y: area.y.saturating_add(4), height: area.height.saturating_sub(4), ..area }, &rows);
        }
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        if self.named.is_some() {
            if !matches!(chord.key, Key::Esc) {
                self.press(chord, cx);
            }
            return true;
        }
        if chord.key == Key::Enter {
            self.enter(cx);
            return true;
        }
        self.error = None;
        self.name.key(chord, Area::new(0, 0, 40, 1)) != crate::ui::editor::Done::Nothing
    }

    fn paste(&mut self, text: &str, _cx: &mut Context<'_>) {
        if self.named.is_none() {
            self.name.insert(text);
        }
    }

    fn refresh(&mut self, _cx: &mut Context<'_>) {}

    fn written(&mut self, ticket: Ticket, _written: &Written, cx: &mut Context<'_>) -> bool {
        let mine = self.writing.take_if(|writing| *writing == ticket).is_some();
        if mine {
            cx.signal(Signal::Close);
            cx.say("Kept; : and ? list it, the settings let it go");
        }
        mine
    }

    fn failed(&mut self, ticket: Ticket, why: &str, _cx: &mut Context<'_>) -> bool {
        let mine = self.writing.take_if(|writing| *writing == ticket).is_some();
        if mine {
            self.error = Some(why.to_owned());
        }
        mine
    }
}
