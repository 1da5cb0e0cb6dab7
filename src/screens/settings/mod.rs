//! The settings: each as it stands, where it came from and what else it could be. A change goes into the settings file, where
//! every comment stays; what cannot be is refused there and said here.

use crate::domain::Now;
use crate::domain::ask::{Answer, Ask, SettingRow, Write, Written};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::cursor::Cursor;
use crate::ui::editor::{Done, Editor};
use crate::ui::effect::Ticket;
use crate::ui::ink::{Row, paragraph};
use crate::ui::key::Chord;
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;

use super::{Frame, Screen};

/// The screen.
#[derive(Debug, Default)]
pub struct Settings {
    rows: Option<Vec<SettingRow>>,
    cursor: Cursor,
    asked: Option<Ticket>,
    /// The value being typed.
    typing: Option<Editor>,
    writing: Option<Ticket>,
    /// Why the last change was refused.
    error: Option<String>,
}

/// The commands.
const TABLE: &[Command<Settings>] = &[
    Command::new("open", &["Enter"], "change", "Change it: the next of its words, or type a value", Settings::enter)
        .when(|screen| screen.chosen().is_some()),
    Command::new(
        "next-choice",
        &["Right", "l"],
        "next",
        "The next of the words it can be",
        |screen: &mut Settings, cx| {
            screen.turn(1, cx);
        },
    )
    .when(Settings::has_choices)
    .or_say("it is not one of a few words")
    .quiet(),
    Command::new("previous-choice", &["Left", "h"], "before", "The word before", |screen: &mut Settings, cx| {
        let count = screen.chosen().map_or(0, |row| row.choices.len());
        screen.turn(count.saturating_sub(1), cx);
    })
    .when(Settings::has_choices)
    .or_say("it is not one of a few words")
    .quiet(),
    Command::new("delete", &["x"], "default", "Back to what it is where nobody says", |screen: &mut Settings, cx| {
        if let Some(key) = screen.chosen().map(|row| row.key.clone()) {
            screen.set(key, None, cx);
        }
    })
    .when(|screen| screen.typing.is_none() && screen.chosen().is_some_and(|row| row.source.contains("line")))
    .or_say("it is not said in the settings file"),
    Command::new(
        "back",
        &["Esc"],
        "back",
        "Leave the settings, or the value as it was",
        |screen: &mut Settings, cx| {
            screen.error = None;
            if screen.typing.take().is_none() {
                cx.signal(Signal::Close);
            }
        },
    ),
];

impl Settings {
    fn chosen(&self) -> Option<&SettingRow> {
        self.rows.as_ref()?.get(self.cursor.at)
    }

    fn count(&self) -> usize {
        self.rows.as_ref().map_or(0, Vec::len)
    }

    fn has_choices(&self) -> bool {
        self.typing.is_none() && self.chosen().is_some_and(|row| !row.choices.is_empty() && !is_whole_table(row))
    }

    fn enter(&mut self, cx: &mut Context<'_>) {
        self.error = None;
        if let Some(editor) = self.typing.take() {
            let Some(row) = self.chosen() else { return };
            let text = editor.text();
            let (key, value) = match (is_whole_table(row), text.split_once('=')) {
                (true, Some((name, value))) => (format!("{}.{}", row.key, name.trim()), value.trim().to_owned()),
                (true, None) => {
                    self.error = Some("It takes a name and a value, as in name = value.".to_owned());
                    self.typing = Some(editor);
                    return;
                }
                (false, _) => (row.key.clone(), text.trim().to_owned()),
            };
            self.typing = Some(editor);
            self.set(key, Some(value), cx);
        } else if self.has_choices() {
            self.turn(1, cx);
        } else if let Some(row) = self.chosen() {
            self.typing = Some(Editor::single(if is_whole_table(row) { "" } else { &row.value }));
        }
    }

    /// To the choice so many further on.
    fn turn(&mut self, by: usize, cx: &mut Context<'_>) {
        let Some(row) = self.chosen() else { return };
        let at = row.choices.iter().position(|word| *word == row.value).unwrap_or(0);
        let next = row.choices.get((at + by) % row.choices.len().max(1)).cloned();
        let key = row.key.clone();
        self.set(key, next, cx);
    }

    fn set(&mut self, key: String, value: Option<String>, cx: &mut Context<'_>) {
        if self.writing.is_none() {
            self.error = None;
            self.writing = Some(cx.write(Write::Set { key, value }));
        }
    }
}

/// Whether a row stands for a table as such, with no entry of it.
fn is_whole_table(row: &SettingRow) -> bool {
    row.table && !row.key.contains('.')
}

/// The rows, and below them what there is to know of the chosen one.
fn parts(area: Area) -> (Area, Area) {
    let foot = if area.height >= 9 { 6 } else { 2.min(area.height / 2) };
    let list = Area { height: area.height - foot, ..area };
    (list, Area { y: list.bottom() + u16::from(foot > 2), height: foot.saturating_sub(u16::from(foot > 2)), ..area })
}

impl Screen for Settings {
    fn name(&self) -> &'static str {
        "Settings"
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
        let Some(rows) = &self.rows else { return };
        let (list, foot) = parts(area);
        let names = rows.iter().map(|row| row.key.len()).max().unwrap_or(0).min(24);
        self.cursor.draw(list, rows.len(), painter, &|n, chosen| {
            let Some(row) = rows.get(n) else { return (Row::new(), Row::new()) };
            let role = if chosen { Role::Strong } else { Role::Text };
            let value = if row.value.is_empty() { "none" } else { &row.value };
            let left = Row::of(format!("{:<names$}  ", row.key), Role::Dim);
            let left = left.with(value, if row.value.is_empty() { Role::Dim } else { role });
            (left, Row::of(row.source.as_str(), Role::Dim))
        });
        let Some(row) = self.chosen() else { return };
        let columns = usize::from(foot.width);
        let mut told = paragraph(&format!("{}.", row.about), columns, Role::Text);
        if let Some(editor) = &self.typing {
            let asks = if is_whole_table(row) { "name = value: " } else { "value: " };
            let y = foot.y + u16::try_from(told.len()).unwrap_or(u16::MAX).min(foot.height.saturating_sub(1));
            told.truncate(usize::from(y - foot.y));
            let used = painter.put(foot.x, y, foot.width, asks, Role::Accent);
            let room = foot.width.saturating_sub(used);
            editor.draw(Area::new(foot.x + used, y, room, 1.min(foot.height)), painter, &[], true);
            told.push(Row::new());
        } else if !row.choices.is_empty() {
            let mut words = Row::new();
            for word in &row.choices {
                words.push(format!("{word}  "), if *word == row.value { Role::Accent } else { Role::Dim });
            }
            told.push(words.fit(columns));
        }
        match &self.error {
            Some(error) => told.extend(paragraph(error, columns, Role::Late)),
            None if row.later => told.extend(paragraph("A change counts from the next start.", columns, Role::Dim)),
            None => {}
        }
        // The line that is typed in is drawn already.
        for (row, y) in told.iter().zip(foot.top()..foot.bottom()).filter(|(row, _)| !row.is_empty()) {
            painter.row(foot.x, y, foot.width, row);
        }
    }

    fn frame(&self) -> Frame {
        Frame::around(92, self.count() + 6, 28, Row::of("Settings", Role::Brand))
    }

    fn is_typing(&self) -> bool {
        self.typing.is_some()
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        let Some(editor) = &mut self.typing else { return false };
        let done = editor.key(chord, Area::new(0, 0, cx.area.width.saturating_sub(16), 1));
        if done == Done::Changed {
            self.error = None;
        }
        done != Done::Nothing
    }

    fn paste(&mut self, text: &str, _cx: &mut Context<'_>) {
        if let Some(editor) = &mut self.typing {
            editor.insert(text);
        }
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        if self.typing.is_none() {
            self.error = None;
            self.cursor.motion(motion, self.count(), usize::from(parts(cx.area).0.height));
        }
    }

    fn click(&mut self, _x: u16, y: u16, cx: &mut Context<'_>) {
        if self.typing.is_none() && self.cursor.click(y, self.count(), parts(cx.area).0) {
            self.run("open", cx);
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask(Ask::Settings));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Settings(rows)) = (mine, answer) {
            // An entry that is new, or gone, moves those below it: the cursor stays with its key.
            let key = self.chosen().map(|row| row.key.clone());
            if let Some(at) = key.and_then(|key| rows.iter().position(|row| row.key == key)) {
                self.cursor.at = at;
            }
            self.cursor.keep(rows.len());
            self.rows = Some(rows.clone());
        }
        mine
    }

    fn written(&mut self, ticket: Ticket, _written: &Written, _cx: &mut Context<'_>) -> bool {
        let mine = self.writing.take_if(|writing| *writing == ticket).is_some();
        if mine {
            self.typing = None;
        }
        mine
    }

    fn failed(&mut self, ticket: Ticket, why: &str, _cx: &mut Context<'_>) -> bool {
        let mine = self.writing.take_if(|writing| *writing == ticket).is_some();
        if mine {
            self.error = Some(why.to_owned());
        }
        mine
    }
}
