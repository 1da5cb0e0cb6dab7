//! The doctor on the screen: a look at the whole file and every link in it. Changes nothing; mending is a command's.

use crate::domain::ask::{Answer, Ask, Health};
use crate::domain::{Instant, Now};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::cursor::moved;
use crate::ui::effect::Ticket;
use crate::ui::glyph;
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;

use super::{Frame, Screen};

/// The screen.
#[derive(Debug, Default)]
pub struct Checkup {
    health: Option<Health>,
    /// The look that goes on, and since when.
    asked: Option<(Ticket, Instant)>,
    top: usize,
}

/// The commands.
const TABLE: &[Command<Checkup>] = &[
    Command::new("reload", &["C-l"], "look again", "Look at the whole file once more", |screen: &mut Checkup, cx| {
        screen.look(cx);
    })
    .when(|screen| screen.asked.is_none())
    .or_say("it is being looked at"),
    Command::new("back", &["Esc"], "back", "Leave the doctor", |_, cx| cx.signal(Signal::Close)),
];

impl Checkup {
    fn look(&mut self, cx: &mut Context<'_>) {
        self.asked = Some((cx.ask(Ask::Checkup), cx.now.at));
    }

    /// What is said while it is looked at.
    fn looking(&self, columns: usize, now: &Now) -> Vec<Row> {
        let Some((_, since)) = self.asked else { return Vec::new() };
        let seconds = now.at.signed_duration_since(since).num_seconds().max(0);
        let mut row = Row::of(glyph::HALF, Role::Accent).with(" Looking at the whole file …", Role::Text);
        if seconds > 0 {
            row.push(format!("  {seconds} s"), Role::Dim);
        }
        let mut rows = row.wrap(columns);
        let about = "Every page, every link and every word. Esc leaves; nothing is changed by it.";
        rows.extend(paragraph(about, columns, Role::Dim));
        rows
    }

    /// What was found, as rows.
    fn rows(&self, columns: usize, now: &Now) -> Vec<Row> {
        let mut rows = self.looking(columns, now);
        let Some(health) = self.health.as_ref().filter(|_| rows.is_empty()) else { return rows };
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

    fn is_ticking(&self) -> bool {
        self.asked.is_some()
    }

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        let rows = self.rows(usize::from(area.width), now);
        let top = self.top.min(rows.len().saturating_sub(usize::from(area.height)));
        painter.rows(area, rows.get(top..).unwrap_or_default());
    }

    fn frame(&self) -> Frame {
        let facts = self.health.as_ref().map_or(8, |health| health.facts.len() + 4 * health.problems.len());
        Frame::around(80, facts + 3, 30, Row::of("Doctor", Role::Brand))
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let height = usize::from(cx.area.height);
        let most = self.rows(usize::from(cx.area.width), &cx.now).len().saturating_sub(height);
        self.top = moved(self.top, motion, most + 1, height);
    }

    /// The look takes seconds where there are many years: once is enough, until it is asked for again.
    fn refresh(&mut self, cx: &mut Context<'_>) {
        if self.health.is_none() && self.asked.is_none() {
            self.look(cx);
        }
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|(asked, _)| *asked == ticket).is_some();
        if let (true, Answer::Checkup(health)) = (mine, answer) {
            self.health = Some(health.clone());
        }
        mine
    }

    fn failed(&mut self, ticket: Ticket, _why: &str, _cx: &mut Context<'_>) -> bool {
        self.asked.take_if(|(asked, _)| *asked == ticket);
        false
    }
}
