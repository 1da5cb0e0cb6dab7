//! History: every change set, newest first, of the journal or of one thing; and the way back.

mod view;

use crate::domain::ask::{Answer, Ask, SetRow};
use crate::domain::{Id, Now};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::cursor::moved;
use crate::ui::effect::Ticket;
use crate::ui::ink::Row;
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;

use super::{Frame, Screen};

/// The most sets asked for.
const SETS: usize = 200;

/// The screen.
#[derive(Debug)]
pub struct History {
    record: Option<Id>,
    sets: Option<Vec<SetRow>>,
    cursor: usize,
    asked: Option<Ticket>,
}

/// The commands.
const TABLE: &[Command<History>] = &[
    Command::new("open", &["Enter"], "open", "Go to the first thing the change touched", |screen: &mut History, cx| {
        let change = screen.sets.iter().flatten().nth(screen.cursor).and_then(|set| set.changes.first());
        if let Some((kind, id)) = change.and_then(|change| Some((change.kind?, change.id))) {
            cx.signal(Signal::Close);
            cx.signal(Signal::Open(kind, id));
        }
    })
    .when(|screen| screen.sets.as_ref().is_some_and(|sets| !sets.is_empty())),
    Command::new("back", &["Esc"], "back", "Leave the history", |_, cx| cx.signal(Signal::Close)),
];

impl History {
    /// The history of one thing, or of everything.
    #[must_use]
    pub const fn new(record: Option<Id>) -> Self {
        Self { record, sets: None, cursor: 0, asked: None }
    }
}

impl Screen for History {
    fn name(&self) -> &'static str {
        "History"
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
        let title = if self.record.is_some() { "History of this" } else { "History" };
        let sets = self.sets.as_ref().map_or(0, Vec::len);
        Frame::around(92, if sets == 0 { 1 } else { sets + 10 }, 30, Row::of(title, Role::Brand))
    }

    fn motion(&mut self, motion: Motion, _cx: &mut Context<'_>) {
        let last = self.sets.as_ref().map_or(0, Vec::len).saturating_sub(1);
        self.cursor = moved(self.cursor, motion, last + 1, 8);
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask(Ask::History { record: self.record, limit: SETS }));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::History(sets)) = (mine, answer) {
            self.cursor = self.cursor.min(sets.len().saturating_sub(1));
            self.sets = Some(sets.clone());
        }
        mine
    }
}
