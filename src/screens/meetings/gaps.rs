//! Both sides of an evaluation, item by item, the widest apart first: two dots each, a sentence below, and one key that puts an
//! item on the next agenda. Totals nothing: a mean near nought can hide a wide gap.

use std::collections::BTreeSet;

use crate::domain::ask::{Answer, Ask, Write, Written};
use crate::domain::practice::{self, Point};
use crate::domain::rating_gap::{MINUTES, Seen};
use crate::domain::{Id, Now};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::effect::Ticket;
use crate::ui::glyph;
use crate::ui::ink::{Row, paragraph};
use crate::ui::key::Mouse;
use crate::ui::paint::{Area, Painter};
use crate::ui::screen::{Frame, Screen};
use crate::ui::theme::Role;

/// The overlay.
#[derive(Debug)]
pub struct Gaps {
    about: Option<Id>,
    asked: Option<Ticket>,
    seen: Option<Vec<Seen>>,
    cursor: usize,
    saving: Option<(Ticket, usize)>,
    /// The items that were put on an agenda from here.
    placed: BTreeSet<usize>,
}

/// The commands.
const TABLE: &[Command<Gaps>] = &[
    Command::new("on-agenda", &["A"], "to the agenda", "Put it on the next agenda with them", Gaps::place)
        .when(|gaps| gaps.here().is_some())
        .or_say("their half is still out"),
    Command::new("back", &["Esc"], "back", "Leave", |_, cx| cx.signal(Signal::Close)),
];

impl Gaps {
    /// About an evaluation.
    #[must_use]
    pub const fn new(about: Option<Id>) -> Self {
        Self { about, asked: None, seen: None, cursor: 0, saving: None, placed: BTreeSet::new() }
    }

    fn here(&self) -> Option<&Seen> {
        self.seen.as_ref()?.get(self.cursor)
    }

    fn place(&mut self, cx: &mut Context<'_>) {
        let Some(seen) = self.here().filter(|_| self.saving.is_none()) else { return };
        let line = seen.text.split(": you ").next().unwrap_or(&seen.text);
        let text = format!("“{line}”: I see {}, you see {}. What would each of us need?", seen.mine, seen.theirs);
        let point = Point::new(text, MINUTES, "gap");
        let item = seen.item;
        let ticket = cx.write(Write::Practice(practice::Write::ToAgenda(self.about, vec![point])));
        self.saving = Some((ticket, item));
    }

    fn rows(&self, columns: usize) -> (Vec<(Row, Row)>, usize) {
        let (mut rows, mut here) = (Vec::new(), 0);
        let legend = Row::of(glyph::MEETING, Role::Accent).with(" you  ", Role::Dim).with(glyph::DUE, Role::Private);
        rows.push((legend.with(" them", Role::Dim), Row::new()));
        for (n, seen) in self.seen.iter().flatten().enumerate() {
            if n == self.cursor {
                here = rows.len();
            }
            let mut track = Row::new();
            for cell in 1..=5 {
                let (mark, role) = match (cell == seen.mine, cell == seen.theirs) {
                    (true, true) => (glyph::MEETING, Role::Good),
                    (true, false) => (glyph::MEETING, Role::Accent),
                    (false, true) => (glyph::DUE, Role::Private),
                    (false, false) => (glyph::DOT, Role::Faint),
                };
                track.push(mark, role);
                track.push(" ", Role::Faint);
            }
            let track = track.with(format!(" {} {}", seen.mine, seen.theirs), Role::Dim);
            let line = seen.text.split(": you ").next().unwrap_or(&seen.text);
            let role = if n == self.cursor { Role::Strong } else { Role::Text };
            let room = columns.saturating_sub(track.width() + 2).max(12);
            for (nth, row) in paragraph(line, room, role).into_iter().enumerate() {
                rows.push((row, if nth == 0 { track.clone() } else { Row::new() }));
            }
            if self.placed.contains(&seen.item) {
                rows.push((Row::of(format!("{} on the next agenda", glyph::DONE), Role::Good), Row::new()));
            } else if seen.is_talk() {
                rows.push((Row::of("You see these two differently; worth five minutes.", Role::Soon), Row::new()));
            }
        }
        (rows, here)
    }
}

impl Screen for Gaps {
    fn name(&self) -> &'static str {
        "Side by side"
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
        let talk = self.seen.iter().flatten().filter(|seen| seen.is_talk()).count();
        let rows = self.seen.as_ref().map_or(3, |seen| seen.len() + talk + 6);
        let title = Row::of("Side by side", Role::Brand).with("  the widest apart first", Role::Dim);
        Frame::Float { columns: 90, rows: u16::try_from(rows).unwrap_or(40), title }
    }

    fn draw(&self, area: Area, _now: &Now, painter: &mut Painter<'_>) {
        let Some(seen) = &self.seen else { return };
        if seen.is_empty() {
            let text = "Their half is still out. It comes with a reply to a share, or is typed into the evaluation.";
            return painter.rows(area, &paragraph(text, usize::from(area.width), Role::Text));
        }
        let (rows, here) = self.rows(usize::from(area.width));
        let height = usize::from(area.height);
        let top = (here + 4).saturating_sub(height).min(rows.len().saturating_sub(height));
        for ((n, (left, right)), y) in rows.iter().enumerate().skip(top).zip(area.top()..area.bottom()) {
            painter.ends(area.x, y, area.width, left, right);
            if n == here {
                painter.band(Area::new(area.x.saturating_sub(1), y, area.width + 1, 1));
            }
        }
    }

    fn motion(&mut self, motion: Motion, _cx: &mut Context<'_>) {
        let last = self.seen.as_ref().map_or(0, Vec::len).saturating_sub(1);
        self.cursor = match motion {
            Motion::Up => self.cursor.saturating_sub(1),
            Motion::Down => self.cursor + 1,
            Motion::HalfUp => self.cursor.saturating_sub(4),
            Motion::HalfDown => self.cursor + 4,
            Motion::First | Motion::PageUp => 0,
            Motion::Last | Motion::PageDown => last,
        }
        .min(last);
    }

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        match mouse {
            Mouse::Up(..) => self.motion(Motion::Up, cx),
            Mouse::Down(..) => self.motion(Motion::Down, cx),
            Mouse::Click(..) => {}
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = self.about.map(|id| cx.ask(Ask::Practice(practice::Ask::Gap(id))));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Practice(practice::Answer::Gap(seen))) = (mine, answer) {
            self.cursor = self.cursor.min(seen.len().saturating_sub(1));
            self.seen = Some(seen.clone());
        }
        mine
    }

    fn written(&mut self, ticket: Ticket, _written: &Written, _cx: &mut Context<'_>) -> bool {
        let mine = self.saving.take_if(|(saving, _)| *saving == ticket);
        if let Some((_, item)) = mine {
            self.placed.insert(item);
        }
        mine.is_some()
    }

    fn failed(&mut self, ticket: Ticket, _why: &str, _cx: &mut Context<'_>) -> bool {
        self.saving.take_if(|(saving, _)| *saving == ticket);
        false
    }
}
