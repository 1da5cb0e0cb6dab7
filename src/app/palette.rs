//! The palette: every command by name, with its key; type a few letters, Enter runs it.

use crate::domain::{Fields, Kind, Now};
use crate::screens::{Frame, Screen};
use crate::ui::command::{Command, Keys, Listed, MOTIONS, Motion, available, listed, run};
use crate::ui::context::{Context, Signal};
use crate::ui::editor::{Done, Editor};
use crate::ui::ink::Row;
use crate::ui::key::{Chord, Mouse};
use crate::ui::paint::{Area, Painter, inset};
use crate::ui::theme::Role;

/// The overlay.
#[derive(Debug)]
pub(super) struct Palette {
    words: Editor,
    entries: Vec<Entry>,
    cursor: usize,
}

/// Something to run.
#[derive(Clone, Debug)]
struct Entry {
    name: String,
    help: String,
    keys: String,
    signal: Signal,
}

/// Commands that make no sense from here.
const LEFT_OUT: &[&str] = &["commands", "back", "next-pane", "previous-pane"];

/// The commands.
const TABLE: &[Command<Palette>] = &[
    Command::new("open", &["Enter"], "run", "Run the command under the cursor", |palette: &mut Palette, cx| {
        let signal = palette.matching().get(palette.cursor).map(|entry| entry.signal.clone());
        if let Some(signal) = signal {
            cx.signal(Signal::Close);
            cx.signal(signal);
        }
    }),
    Command::new("back", &["Esc"], "back", "Leave the palette", |_, cx| cx.signal(Signal::Close)),
];

impl Palette {
    /// A palette over a screen with these commands.
    pub(super) fn new(commands: Vec<Listed>, keys: &Keys) -> Self {
        let offered = commands.into_iter().filter(|command| {
            !LEFT_OUT.contains(&command.name) && !MOTIONS.iter().any(|(_, motion)| motion.name == command.name)
        });
        let mut entries: Vec<_> = offered
            .map(|command| Entry {
                name: command.name.replace('-', " "),
                help: command.help.to_owned(),
                keys: keys.spelt(&command).join("  "),
                signal: Signal::Run(command.name),
            })
            .collect();
        for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Packet) {
            let spec = kind.spec();
            entries.push(Entry {
                name: format!("new {}", spec.label),
                help: spec.about.to_owned(),
                keys: String::new(),
                signal: Signal::Form(*kind, None, Fields::new()),
            });
        }
        Self { words: Editor::single(""), entries, cursor: 0 }
    }

    /// The entries whose name or help has all the words; those whose name does come first.
    fn matching(&self) -> Vec<&Entry> {
        let typed = self.words.text().to_lowercase();
        let words: Vec<_> = typed.split_whitespace().collect();
        let rank = |entry: &&Entry| {
            let (name, help) = (entry.name.to_lowercase(), entry.help.to_lowercase());
            if words.iter().all(|word| name.split(' ').any(|part| part.starts_with(word))) {
                Some(0)
            } else if words.iter().all(|word| name.contains(word)) {
                Some(1)
            } else {
                words.iter().all(|word| name.contains(word) || help.contains(word)).then_some(2)
            }
        };
        let mut found: Vec<_> = self.entries.iter().filter_map(|entry| Some((rank(&entry)?, entry))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, entry)| entry).collect()
    }
}

impl Screen for Palette {
    fn name(&self) -> &'static str {
        "Commands"
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
        let used = painter.put(area.x, area.y, area.width, ": ", Role::Accent);
        self.words.draw(
            Area::new(area.x + used, area.y, area.width.saturating_sub(used), 1.min(area.height)),
            painter,
            &[],
            true,
        );
        let list = inset(area, 0, 2);
        let matching = self.matching();
        if matching.is_empty() && list.height > 0 {
            painter.put(list.x, list.y, list.width, "No command with these words.", Role::Dim);
        }
        let from = (self.cursor + 1).saturating_sub(usize::from(list.height));
        for ((n, entry), y) in matching.into_iter().enumerate().skip(from).zip(list.top()..list.bottom()) {
            let role = if n == self.cursor { Role::Strong } else { Role::Text };
            let left = Row::of(format!("{:<18} ", entry.name), role).with(entry.help.as_str(), Role::Dim);
            let right = Row::of(entry.keys.as_str(), Role::Accent);
            painter.ends(list.x + 1, y, list.width.saturating_sub(1), &left, &right);
            if n == self.cursor {
                painter.band(Area::new(list.x, y, list.width, 1));
            }
        }
    }

    fn frame(&self) -> Frame {
        Frame::Float { columns: 84, rows: 22, title: Row::of("Commands", Role::Brand) }
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn key(&mut self, chord: Chord, _cx: &mut Context<'_>) -> bool {
        let done = self.words.key(chord, Area::new(0, 0, 60, 1));
        if done == Done::Changed {
            self.cursor = 0;
        }
        done != Done::Nothing
    }

    fn paste(&mut self, text: &str, _cx: &mut Context<'_>) {
        self.words.insert(text);
        self.cursor = 0;
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let last = self.matching().len().saturating_sub(1);
        let page = usize::from(cx.area.height).saturating_sub(3).max(1);
        self.cursor = match motion {
            Motion::Up => self.cursor.saturating_sub(1),
            Motion::Down => self.cursor + 1,
            Motion::HalfUp | Motion::PageUp => self.cursor.saturating_sub(page),
            Motion::HalfDown | Motion::PageDown => self.cursor + page,
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
                let list = inset(cx.area, 0, 2);
                let from = (self.cursor + 1).saturating_sub(usize::from(list.height));
                let Some(row) = y.checked_sub(list.y) else { return };
                let at = from + usize::from(row);
                if at < self.matching().len() {
                    self.cursor = at;
                    self.run("open", cx);
                }
            }
        }
    }

    fn refresh(&mut self, _cx: &mut Context<'_>) {}
}
