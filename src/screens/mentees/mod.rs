//! A mentor's mentees: whose shares were read, the quietest first, what was new, and one's own notes. It reads no share: those
//! are not kept.

use crate::domain::ask::{Answer, Ask, Mentee};
use crate::domain::{Fields, Kind, Now, dates};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::cursor::Cursor;
use crate::ui::effect::Ticket;
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;
use crate::ui::{glyph, words};

use super::{Frame, Screen};

/// The screen.
#[derive(Debug, Default)]
pub struct Mentees {
    rows: Option<Vec<Mentee>>,
    cursor: Cursor,
    asked: Option<Ticket>,
}

/// The commands.
const TABLE: &[Command<Mentees>] = &[
    Command::new(
        "edit",
        &["e", "Enter"],
        "my notes",
        "Change your private notes on them",
        |screen: &mut Mentees, cx| {
            if let Some(mentee) = screen.here() {
                cx.signal(Signal::Form(Kind::Packet, Some(mentee.packet), Fields::new()));
            }
        },
    )
    .when(|screen| screen.here().is_some())
    .or_say("no share was read from this journal"),
    Command::new("person", &["p"], "the person", "Go to their page", |screen: &mut Mentees, cx| {
        if let Some(person) = screen.here().and_then(|mentee| mentee.person) {
            cx.signal(Signal::Close);
            cx.signal(Signal::Open(Kind::Person, person));
        }
    })
    .when(|screen| screen.here().is_some_and(|mentee| mentee.person.is_some()))
    .or_say("your journal has nobody of this name"),
    Command::new("back", &["Esc"], "back", "Leave the list", |_, cx| cx.signal(Signal::Close)),
];

impl Mentees {
    fn here(&self) -> Option<&Mentee> {
        self.rows.as_ref()?.get(self.cursor.at)
    }

    fn count(&self) -> usize {
        self.rows.as_ref().map_or(0, Vec::len)
    }

    /// The rows of the notes below the list.
    fn notes(&self, columns: usize) -> Vec<Row> {
        let Some(mentee) = self.here() else { return Vec::new() };
        let mut rows = vec![words::heading("My notes, for me alone")];
        if mentee.notes.trim().is_empty() {
            rows.push(Row::of("None yet. ", Role::Dim).with("e", Role::Accent).with(" writes one.", Role::Dim));
        }
        rows.extend(mentee.notes.lines().flat_map(|line| paragraph(line, columns, Role::Text)));
        rows
    }

    /// Where the list lies, above the notes.
    fn list(&self, area: Area) -> Area {
        let count = u16::try_from(self.count()).unwrap_or(u16::MAX);
        Area { height: count.min(area.height.saturating_sub(area.height / 3)), ..area }
    }
}

impl Screen for Mentees {
    fn name(&self) -> &'static str {
        "Mentees"
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
            let text = "No share was read from this journal yet. When somebody sends you one, `mentee review FILE` opens \
                 it; who was read and what you noted for yourself then stands here, the quietest first.";
            painter.rows(area, &paragraph(text, columns, Role::Dim));
            return;
        }
        let list = self.list(area);
        self.cursor.draw(list, rows.len(), painter, &|n, chosen| {
            let Some(mentee) = rows.get(n) else { return (Row::new(), Row::new()) };
            let role = if chosen { Role::Strong } else { Role::Text };
            let (mark, word, tone) = if mentee.state == "replied" {
                (glyph::DONE, "replied", Role::Good)
            } else {
                (glyph::OPEN, "to answer", Role::Soon)
            };
            let left = Row::of(mark, tone).with(" ", Role::Dim).with(mentee.name.as_str(), role);
            let mut right = Row::new();
            if let Some(news) = mentee.news.filter(|news| *news > 0) {
                right.dotted(format!("{news} new"), Role::Soon);
            }
            // Where there is no room for both, the name is what matters; the mark says the word too.
            if columns >= 50 {
                right.dotted(word, tone);
            }
            let heard = mentee.heard.map(|day| dates::distance(day, now)).unwrap_or_default();
            right.dotted(heard, Role::Dim);
            (left, right)
        });
        let below = Area {
            y: list.bottom() + 1,
            height: area.bottom().saturating_sub(list.bottom() + 1),
            x: area.x + 1,
            width: area.width.saturating_sub(2),
        };
        painter.rows(below, &self.notes(columns.saturating_sub(2)));
    }

    fn frame(&self) -> Frame {
        Frame::Float { columns: 84, rows: 24, title: Row::of("Mentees", Role::Brand) }
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        self.cursor.motion(motion, self.count(), usize::from(self.list(cx.area).height));
    }

    fn click(&mut self, _x: u16, y: u16, cx: &mut Context<'_>) {
        let list = self.list(cx.area);
        self.cursor.click(y, self.count(), list);
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask(Ask::Mentees));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Mentees(rows)) = (mine, answer) {
            self.cursor.keep(rows.len());
            self.rows = Some(rows.clone());
        }
        mine
    }
}
