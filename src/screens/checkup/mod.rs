//! The doctor on the screen: a look at the whole file and every link in it. Changes nothing; mending is a command's.

use crate::domain::Now;
use crate::domain::ask::{Answer, Ask, Health};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::effect::Ticket;
use crate::ui::glyph;
use crate::ui::ink::{Row, paragraph};
use crate::ui::key::Mouse;
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;

use super::{Frame, Screen};

/// The screen.
#[derive(Debug, Default)]
pub struct Checkup {
    health: Option<Health>,
    asked: Option<Ticket>,
    top: usize,
}

/// The commands.
const TABLE: &[Command<Checkup>] = &[
    Command::new("reload", &["C-l"], "look again", "Look at the whole file once more", |screen: &mut Checkup, cx| {
        screen.look(cx);
    }),
    Command::new("back", &["Esc"], "back", "Leave the doctor", |_, cx| cx.signal(Signal::Close)),
];

impl Checkup {
    fn look(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask(Ask::Checkup));
    }

    /// What was found, as rows.
    fn rows(&self, columns: usize) -> Vec<Row> {
        let Some(health) = &self.health else { return Vec::new() };
        let mut rows = Vec::new();
        if health.problems.is_empty() {
            rows.push(Row::of(glyph::DONE, Role::Good).with(" All is well.", Role::Good));
        }
        for problem in &health.problems {
            let mark = Row::of(glyph::CALLS, Role::Late).with(" ", Role::Late);
            let mut lines = paragraph(problem, columns.saturating_sub(2), Role::Text).into_iter();
            rows.push(mark.then(lines.next().unwrap_or_default()));
            rows.extend(lines.map(|line| Row::of("  ", Role::Text).then(line)));
        }
        rows.push(Row::new());
        let widest = health.facts.iter().map(|(label, _)| label.len()).max().unwrap_or(0);
        for (label, value) in &health.facts {
            let role = if value == "ok" { Role::Good } else { Role::Text };
            rows.push(Row::of(format!("{label:<widest$}  "), Role::Dim).with(value.as_str(), role).fit(columns));
        }
        if !health.problems.is_empty() {
            rows.push(Row::new());
            let text = "mentee doctor --repair, with this screen closed, puts right what can be put right.";
            rows.extend(paragraph(text, columns, Role::Dim));
        }
        rows
    }
}

impl Screen for Checkup {
    fn name(&self) -> &'static str {
        "Doctor"
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
        let rows = self.rows(usize::from(area.width));
        let top = self.top.min(rows.len().saturating_sub(usize::from(area.height)));
        painter.rows(area, rows.get(top..).unwrap_or_default());
    }

    fn frame(&self) -> Frame {
        Frame::around(80, self.rows(74).len().max(9), 30, Row::of("Doctor", Role::Brand))
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let height = usize::from(cx.area.height);
        let most = self.rows(usize::from(cx.area.width)).len().saturating_sub(height);
        self.top = match motion {
            Motion::Up => self.top.saturating_sub(1),
            Motion::Down => self.top + 1,
            Motion::HalfUp | Motion::PageUp => self.top.saturating_sub(height / 2),
            Motion::HalfDown | Motion::PageDown => self.top + height / 2,
            Motion::First => 0,
            Motion::Last => most,
        }
        .min(most);
    }

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        match mouse {
            Mouse::Up(..) => self.motion(Motion::Up, cx),
            Mouse::Down(..) => self.motion(Motion::Down, cx),
            Mouse::Click(..) => {}
        }
    }

    /// The look takes a second where there are many years: once is enough, until it is asked for again.
    fn refresh(&mut self, cx: &mut Context<'_>) {
        if self.health.is_none() && self.asked.is_none() {
            self.look(cx);
        }
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Checkup(health)) = (mine, answer) {
            self.health = Some(health.clone());
        }
        mine
    }
}
