//! Help: the keys of the screen it was called on, made from the command tables.

use crate::domain::Now;
use crate::domain::saved::Saved;
use crate::screens::{Frame, Screen};
use crate::ui::command::Motion;
use crate::ui::command::{Command, Keys, Listed, MOTIONS, available, listed, run};
use crate::ui::context::{Context, Signal};
use crate::ui::cursor::moved;
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;
use crate::ui::words;

use super::commands;

/// The overlay.
#[derive(Debug)]
pub(super) struct Help {
    parts: Vec<Part>,
    top: usize,
}

/// A part of the help.
#[derive(Debug)]
enum Part {
    /// What the keys below it are for.
    Heading(String),
    /// Keys, what they do, and why not now.
    Keys(String, String, Option<&'static str>),
}

/// The columns of the box, and of what is in it.
const COLUMNS: u16 = 84;

/// The commands.
const TABLE: &[Command<Help>] =
    &[Command::new("back", &["Esc"], "back", "Leave the help", |_, cx| cx.signal(Signal::Close))];

impl Help {
    /// The help of a screen with these commands.
    pub(super) fn new(screen: &str, all: &[Listed], keys: &Keys, filters: &[Saved]) -> Self {
        let everywhere = |name: &str| commands::TABLE.iter().any(|command| command.name == name);
        let moves = |name: &str| MOTIONS.iter().any(|(_, listed)| listed.name == name);
        let mut parts = Vec::new();
        let mut part = |heading: &str, of: &dyn Fn(&str) -> bool| {
            let commands: Vec<_> = all.iter().filter(|command| of(command.name)).collect();
            if commands.is_empty() {
                return;
            }
            parts.push(Part::Heading(heading.to_owned()));
            for command in commands {
                let spelt = keys.spelt(command).join("  ");
                if spelt.is_empty() {
                    continue;
                }
                parts.push(Part::Keys(spelt, command.help.to_owned(), command.off));
            }
        };
        part(screen, &|name| !everywhere(name) && !moves(name) || name == "back");
        part("move", &moves);
        part("everywhere", &|name| everywhere(name) && name != "back");
        if !filters.is_empty() {
            parts.push(Part::Heading("filters of mine".to_owned()));
        }
        let told = |saved: &Saved| format!("{}: {}", saved.name, saved.words);
        parts.extend(filters.iter().map(|saved| Part::Keys(saved.keys.clone(), told(saved), None)));
        parts.push(Part::Keys("click  wheel".to_owned(), "Select, open, move".to_owned(), None));
        Self { parts, top: 0 }
    }

    /// The help in these columns; what is too long goes on below.
    fn rows(&self, columns: usize) -> Vec<Row> {
        let keys = if columns < 48 { 8 } else { 14 };
        let mut rows = Vec::new();
        for part in &self.parts {
            let (spelt, help, off) = match part {
                Part::Heading(heading) => {
                    if !rows.is_empty() {
                        rows.push(Row::new());
                    }
                    rows.push(words::heading(heading));
                    continue;
                }
                Part::Keys(spelt, help, off) => (spelt, help, off),
            };
            let (key, text) = if off.is_some() { (Role::Dim, Role::Dim) } else { (Role::Accent, Role::Text) };
            let mut told = paragraph(help, columns.saturating_sub(keys).max(8), text);
            if let Some(why) = off {
                told.extend(paragraph(&format!("not now: {why}"), columns.saturating_sub(keys).max(8), Role::Soon));
            }
            // Keys that are too long for their column stand on a line of their own.
            let head = Row::of(spelt.as_str(), key);
            if head.width() + 2 > keys {
                rows.push(head.fit(columns));
            } else if let Some(first) = told.first_mut() {
                let gap = " ".repeat(keys - head.width());
                rows.push(head.with(gap, Role::Dim).then(std::mem::take(first)));
                told.remove(0);
            }
            rows.extend(told.into_iter().map(|row| Row::of(" ".repeat(keys), Role::Dim).then(row)));
        }
        rows
    }
}

impl Screen for Help {
    fn name(&self) -> &'static str {
        "Help"
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

    fn draw(&self, area: Area, _now: &Now, painter: &mut Painter<'_>) {
        let (rows, height) = (self.rows(usize::from(area.width)), usize::from(area.height));
        let top = self.top.min(rows.len().saturating_sub(height));
        painter.rows(area, rows.get(top..).unwrap_or_default());
        painter.more(area, rows.len().saturating_sub(top + height), "line", "lines");
    }

    fn frame(&self) -> Frame {
        let rows = self.rows(usize::from(COLUMNS) - 4).len();
        Frame::around(COLUMNS, rows, u16::MAX, Row::of("Keys", Role::Brand))
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let height = usize::from(cx.area.height).max(1);
        let most = self.rows(usize::from(cx.area.width)).len().saturating_sub(height);
        self.top = moved(self.top, motion, most + 1, height);
    }

    fn refresh(&mut self, _cx: &mut Context<'_>) {}
}
