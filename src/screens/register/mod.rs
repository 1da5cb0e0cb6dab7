//! The register: everything that ever left, when, to whom, and what came back. Nothing here can be called back.

use crate::domain::ask::{Answer, Ask, Left};
use crate::domain::{Now, dates};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::cursor::Cursor;
use crate::ui::effect::Ticket;
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;
use crate::ui::words;

use super::{Frame, Screen};

/// The screen.
#[derive(Debug, Default)]
pub struct Register {
    rows: Option<Vec<Left>>,
    cursor: Cursor,
    /// How far what was in it is scrolled.
    scroll: usize,
    asked: Option<Ticket>,
}

/// The commands.
const TABLE: &[Command<Register>] = &[
    Command::new("on", &["l", "Right"], "on", "Scroll what was in it on", |screen: &mut Register, _| {
        let most = screen.here().map_or(0, |left| left.things.len());
        screen.scroll = (screen.scroll + 5).min(most);
    })
    .when(|screen| screen.here().is_some_and(|left| left.things.len() > 5))
    .or_say("all of it is in sight"),
    Command::new("up", &["b", "Left"], "up", "Scroll it back", |screen: &mut Register, _| {
        screen.scroll = screen.scroll.saturating_sub(5);
    })
    .quiet(),
    Command::new("back", &["Esc"], "back", "Leave the register", |_, cx| cx.signal(Signal::Close)),
];

impl Register {
    fn here(&self) -> Option<&Left> {
        self.rows.as_ref()?.get(self.cursor.at)
    }

    fn count(&self) -> usize {
        self.rows.as_ref().map_or(0, Vec::len)
    }

    /// Where the list lies, above what was in it.
    fn list(&self, area: Area) -> Area {
        let count = u16::try_from(self.count()).unwrap_or(u16::MAX);
        Area { height: count.min(area.height / 2), ..area }
    }
}

/// What was in a share, a row each, under the file it went into.
fn things(left: &Left, columns: usize) -> Vec<Row> {
    let mut rows = paragraph(&left.file, columns, Role::Dim);
    for (kind, title) in &left.things {
        let title = if title.is_empty() { "gone since" } else { title };
        rows.push(Row::of(format!("{:<13}", kind.spec().label), Role::Dim).with(title, Role::Text).fit(columns));
    }
    rows
}

impl Screen for Register {
    fn name(&self) -> &'static str {
        "Register"
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
        let Some(rows) = &self.rows else { return };
        if rows.is_empty() {
            let text = "Nothing has left this journal. S looks at what would, through the eyes of a mentor.";
            painter.rows(area, &paragraph(text, usize::from(area.width), Role::Dim));
            return;
        }
        let list = self.list(area);
        self.cursor.draw(list, rows.len(), painter, &|n, chosen| {
            let Some(left) = rows.get(n) else { return (Row::new(), Row::new()) };
            let to = if left.to.is_empty() { "somebody who is gone" } else { &left.to };
            let day = dates::say_at(left.made, now);
            let name = Row::of(to, if chosen { Role::Strong } else { Role::Text }).with(format!("  {day}"), Role::Dim);
            let count = i64::try_from(left.things.len()).unwrap_or(i64::MAX);
            let mut right = Row::new();
            right.dotted(words::count(count, "thing", "things"), Role::Dim);
            match left.replies {
                0 => right.dotted("no reply yet", Role::Soon),
                n => right.dotted(words::count(i64::try_from(n).unwrap_or(i64::MAX), "reply", "replies"), Role::Good),
            }
            (name, right)
        });
        let below = Area {
            x: area.x + 1,
            y: list.bottom() + 1,
            width: area.width.saturating_sub(2),
            height: area.bottom().saturating_sub(list.bottom() + 1),
        };
        if let Some(left) = self.here() {
            let rows = things(left, usize::from(below.width));
            let from = self.scroll.min(rows.len().saturating_sub(usize::from(below.height)));
            painter.rows(below, rows.get(from..).unwrap_or_default());
        }
    }

    fn frame(&self) -> Frame {
        let title = Row::of("What left this journal", Role::Brand);
        Frame::Float { columns: 92, rows: 30, title }
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        self.scroll = 0;
        self.cursor.motion(motion, self.count(), usize::from(self.list(cx.area).height));
    }

    fn click(&mut self, _x: u16, y: u16, cx: &mut Context<'_>) {
        let list = self.list(cx.area);
        self.scroll = 0;
        self.cursor.click(y, self.count(), list);
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask(Ask::Register));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Register(rows)) = (mine, answer) {
            self.cursor.keep(rows.len());
            self.rows = Some(rows.clone());
        }
        mine
    }
}
