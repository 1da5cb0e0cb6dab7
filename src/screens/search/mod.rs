//! Search over the whole journal: words in, hits newest first, Enter goes there.

mod view;

use crate::domain::Now;
use crate::domain::ask::{Answer, Ask, Hit};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::editor::{Done, Editor};
use crate::ui::effect::Ticket;
use crate::ui::ink::Row;
use crate::ui::key::{Chord, Mouse};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;

use super::{Frame, Screen};

/// The most hits asked for.
const HITS: usize = 100;

/// The screen.
#[derive(Debug)]
pub struct Search {
    words: Editor,
    hits: Vec<Hit>,
    cursor: usize,
    asked: Option<Ticket>,
    /// Whether the hits are for the words as they stand.
    current: bool,
}

impl Default for Search {
    fn default() -> Self {
        Self { words: Editor::single(""), hits: Vec::new(), cursor: 0, asked: None, current: false }
    }
}

/// The commands.
const TABLE: &[Command<Search>] = &[
    Command::new("open", &["Enter"], "open", "Go to the hit under the cursor", |screen: &mut Search, cx| {
        if let Some(hit) = screen.hits.get(screen.cursor) {
            cx.signal(Signal::Close);
            cx.signal(Signal::Open(hit.kind, hit.id));
        }
    })
    .when(|screen| !screen.hits.is_empty()),
    Command::new("back", &["Esc"], "back", "Leave the search", |_, cx| cx.signal(Signal::Close)),
];

impl Search {
    fn ask(&mut self, cx: &mut Context<'_>) {
        self.cursor = 0;
        let query = self.words.text();
        if query.trim().is_empty() {
            (self.hits, self.asked, self.current) = (Vec::new(), None, false);
            return;
        }
        self.current = false;
        self.asked = Some(cx.ask(Ask::Search { query, kind: None, limit: HITS }));
    }
}

impl Screen for Search {
    fn name(&self) -> &'static str {
        "Search"
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
        Frame::Float { columns: 92, rows: 30, title: Row::of("Search", Role::Brand) }
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        match self.words.key(chord, Area::new(0, 0, 60, 1)) {
            Done::Changed => self.ask(cx),
            Done::Moved => {}
            Done::Nothing => return false,
        }
        true
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        self.words.insert(text);
        self.ask(cx);
    }

    fn motion(&mut self, motion: Motion, _cx: &mut Context<'_>) {
        let last = self.hits.len().saturating_sub(1);
        self.cursor = match motion {
            Motion::Up => self.cursor.saturating_sub(1),
            Motion::Down => self.cursor + 1,
            Motion::HalfUp | Motion::PageUp => self.cursor.saturating_sub(8),
            Motion::HalfDown | Motion::PageDown => self.cursor + 8,
            Motion::First => 0,
            Motion::Last => last,
        }
        .min(last);
    }

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        match mouse {
            Mouse::Up(..) => self.motion(Motion::Up, cx),
            Mouse::Down(..) => self.motion(Motion::Down, cx),
            Mouse::Click(_, y) => {
                if let Some(at) = view::hit_at(self, y, cx.area).filter(|at| *at < self.hits.len()) {
                    let again = at == self.cursor;
                    self.cursor = at;
                    if again {
                        self.run("open", cx);
                    }
                }
            }
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.ask(cx);
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Hits(hits)) = (mine, answer) {
            self.hits.clone_from(hits);
            self.cursor = self.cursor.min(self.hits.len().saturating_sub(1));
            self.current = true;
        }
        mine
    }
}
