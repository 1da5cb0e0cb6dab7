//! The copies of the journal: those that lie beside it, one more at a key, and how to go back to one.

use crate::domain::ask::{Answer, Ask, CopyRow, Write};
use crate::domain::text::size;
use crate::domain::{Now, dates};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::cursor::Cursor;
use crate::ui::effect::{Effect, Ticket};
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;

use super::{Frame, Screen};

/// The screen.
#[derive(Debug, Default)]
pub struct Copies {
    rows: Option<Vec<CopyRow>>,
    cursor: Cursor,
    asked: Option<Ticket>,
}

/// The commands.
const TABLE: &[Command<Copies>] = &[
    Command::new("new", &["n"], "copy now", "Copy the whole journal, as it is now", |_: &mut Copies, cx| {
        cx.write(Write::Copy);
    }),
    Command::new(
        "copy-command",
        &["y"],
        "copy the command",
        "Put the command that goes back to this copy on the clipboard",
        |screen: &mut Copies, cx| {
            if let Some(row) = screen.chosen() {
                let command = way_back(row);
                cx.effects.push(Effect::Copy(command));
                cx.say("Copied");
            }
        },
    )
    .when(|screen| screen.chosen().is_some())
    .or_say("there is no copy yet"),
    Command::new("back", &["Esc"], "back", "Leave the copies", |_, cx| cx.signal(Signal::Close)),
];

/// The command that goes back to a copy.
fn way_back(row: &CopyRow) -> String {
    format!("mentee restore {}", row.name)
}

impl Copies {
    fn chosen(&self) -> Option<&CopyRow> {
        self.rows.as_ref()?.get(self.cursor.at)
    }

    fn count(&self) -> usize {
        self.rows.as_ref().map_or(0, Vec::len)
    }
}

/// The rows, and below them how to go back.
fn parts(area: Area) -> (Area, Area) {
    let foot = if area.height >= 8 { 4 } else { 0 };
    let list = Area { height: area.height - foot, ..area };
    (list, Area { y: list.bottom() + u16::from(foot > 0), height: foot.saturating_sub(1), ..area })
}

impl Screen for Copies {
    fn name(&self) -> &'static str {
        "Copies"
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
        let columns = usize::from(area.width);
        if rows.is_empty() {
            let text = "No copies yet. n makes one; the first screen of each day does, too. They lie in the folder `backups` beside the journal.";
            painter.rows(area, &paragraph(text, columns, Role::Dim));
            return;
        }
        let (list, foot) = parts(area);
        self.cursor.draw(list, rows.len(), painter, &|n, chosen| {
            let Some(row) = rows.get(n) else { return (Row::new(), Row::new()) };
            let role = if chosen { Role::Strong } else { Role::Text };
            let (day, time) = (dates::say(row.made.0, now), row.made.1.as_str());
            let mut right = Row::of(row.why.replace('-', " "), Role::Dim);
            right.dotted(size(row.bytes), Role::Dim);
            (Row::of(format!("{day} {time}"), role), right)
        });
        let told = self.chosen().map(way_back).unwrap_or_default();
        let text = "With this screen closed, this goes back to it; what it replaces is kept beside it.";
        let mut rows = paragraph(text, columns, Role::Dim);
        rows.insert(0, Row::of(told, Role::Accent));
        painter.rows(foot, &rows);
    }

    fn frame(&self) -> Frame {
        Frame::around(76, self.count().max(1) + 5, 24, Row::of("Copies of the journal", Role::Brand))
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        self.cursor.motion(motion, self.count(), usize::from(parts(cx.area).0.height));
    }

    fn click(&mut self, _x: u16, y: u16, cx: &mut Context<'_>) {
        self.cursor.click(y, self.count(), parts(cx.area).0);
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask(Ask::Copies));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Copies(rows)) = (mine, answer) {
            self.cursor.keep(rows.len());
            self.rows = Some(rows.clone());
        }
        mine
    }
}
