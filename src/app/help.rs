//! Help: the keys of the screen it was called on, made from the command tables.

use crate::domain::Now;
use crate::screens::{Frame, Screen};
use crate::ui::command::Motion;
use crate::ui::command::{Command, Keys, Listed, MOTIONS, available, listed, run};
use crate::ui::context::{Context, Signal};
use crate::ui::ink::Row;
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;
use crate::ui::words;

use super::commands;

/// The overlay.
#[derive(Debug)]
pub(super) struct Help {
    rows: Vec<Row>,
    top: usize,
}

/// The commands.
const TABLE: &[Command<Help>] =
    &[Command::new("back", &["Esc"], "back", "Leave the help", |_, cx| cx.signal(Signal::Close))];

impl Help {
    /// The help of a screen with these commands.
    pub(super) fn new(screen: &str, all: &[Listed], keys: &Keys) -> Self {
        let everywhere = |name: &str| commands::TABLE.iter().any(|command| command.name == name);
        let moves = |name: &str| MOTIONS.iter().any(|(_, listed)| listed.name == name);
        let mut rows = Vec::new();
        let mut part = |heading: &str, of: &dyn Fn(&str) -> bool| {
            let commands: Vec<_> = all.iter().filter(|command| of(command.name)).collect();
            if commands.is_empty() {
                return;
            }
            if !rows.is_empty() {
                rows.push(Row::new());
            }
            rows.push(words::heading(heading));
            for command in commands {
                let spelt = keys.spelt(command).join("  ");
                if spelt.is_empty() {
                    continue;
                }
                let (key, text) =
                    if command.off.is_some() { (Role::Dim, Role::Dim) } else { (Role::Accent, Role::Text) };
                rows.push(Row::of(format!("{spelt:<14}"), key).with(command.help, text));
                if let Some(why) = command.off {
                    rows.push(Row::of(format!("{:<14}", ""), Role::Dim).with(format!("not now: {why}"), Role::Soon));
                }
            }
        };
        part(screen, &|name| !everywhere(name) && !moves(name) || name == "back");
        part("move", &moves);
        part("everywhere", &|name| everywhere(name) && name != "back");
        rows.push(Row::of(format!("{:<14}", "click  wheel"), Role::Accent).with("Select, open, move", Role::Text));
        Self { rows, top: 0 }
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
        let height = usize::from(area.height);
        let top = self.top.min(self.rows.len().saturating_sub(height));
        painter.rows(area, self.rows.get(top..).unwrap_or_default());
    }

    fn frame(&self) -> Frame {
        let rows = u16::try_from(self.rows.len() + 2).unwrap_or(u16::MAX);
        Frame::Float { columns: 74, rows, title: Row::of("Keys", Role::Brand) }
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let height = usize::from(cx.area.height).max(1);
        let most = self.rows.len().saturating_sub(height);
        self.top = match motion {
            Motion::Up => self.top.saturating_sub(1),
            Motion::Down => self.top + 1,
            Motion::HalfUp => self.top.saturating_sub(height / 2),
            Motion::HalfDown => self.top + height / 2,
            Motion::PageUp => self.top.saturating_sub(height),
            Motion::PageDown => self.top + height,
            Motion::First => 0,
            Motion::Last => most,
        }
        .min(most);
    }

    fn refresh(&mut self, _cx: &mut Context<'_>) {}
}
