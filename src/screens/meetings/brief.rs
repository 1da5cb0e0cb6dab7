//! The one page for somebody, exactly as it leaves: a line can be hidden, the rest copied. Nothing leaves by being looked at.

use std::collections::BTreeSet;

use crate::domain::ask::{Answer, Ask, Form, Make};
use crate::domain::{Id, Now};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::effect::{Effect, Ticket};
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter};
use crate::ui::screen::{Frame, Screen};
use crate::ui::theme::Role;

/// The overlay.
#[derive(Debug)]
pub struct Brief {
    about: Option<Id>,
    asked: Option<Ticket>,
    loaded: bool,
    name: String,
    lines: Vec<String>,
    hidden: BTreeSet<usize>,
    cursor: usize,
}

/// The commands.
const TABLE: &[Command<Brief>] = &[
    Command::new("copy", &["B"], "copy", "Copy what is not hidden to the clipboard", |brief: &mut Brief, cx| {
        cx.effects.push(Effect::Copy(brief.text()));
        cx.say("Copied · nothing else leaves");
    })
    .when(|brief| !brief.lines.is_empty()),
    Command::new(
        "hide",
        &["h"],
        "hide the line",
        "Leave this line out, or take it in again",
        |brief: &mut Brief, _| {
            if !brief.hidden.remove(&brief.cursor) {
                brief.hidden.insert(brief.cursor);
            }
        },
    )
    .when(|brief| brief.lines.get(brief.cursor).is_some_and(|line| !line.is_empty())),
    Command::new(
        "save-markdown",
        &["w"],
        "save as file",
        "Save the page as a new Markdown file",
        |brief: &mut Brief, cx| {
            brief.save(Form::Markdown, cx);
        },
    )
    .when(|brief| !brief.lines.is_empty()),
    Command::new("save-text", &["t"], "as text", "Save the page as a new text file", |brief: &mut Brief, cx| {
        brief.save(Form::Text, cx);
    })
    .when(|brief| !brief.lines.is_empty())
    .quiet(),
    Command::new("save-html", &["H"], "as HTML", "Save the page as a new HTML file", |brief: &mut Brief, cx| {
        brief.save(Form::Html, cx);
    })
    .when(|brief| !brief.lines.is_empty())
    .quiet(),
    Command::new("back", &["Esc"], "back", "Leave the page", |_, cx| cx.signal(Signal::Close)),
];

impl Brief {
    /// The page for a person, or for whom a meeting or a mentorship is with; for the next meeting where nobody is named.
    #[must_use]
    pub const fn new(about: Option<Id>) -> Self {
        Self {
            about,
            asked: None,
            loaded: false,
            name: String::new(),
            lines: Vec::new(),
            hidden: BTreeSet::new(),
            cursor: 0,
        }
    }

    /// What leaves.
    fn text(&self) -> String {
        let shown = self.lines.iter().enumerate().filter(|(n, _)| !self.hidden.contains(n));
        shown.map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n") + "\n"
    }

    /// Saves what leaves as a new file.
    fn save(&self, form: Form, cx: &mut Context<'_>) {
        cx.make(Make::Text { name: "mentee-brief".to_owned(), text: self.text(), form });
    }

    /// The rows of the page in these columns, each with its line; one that is too long goes on below, under its first word.
    fn rows(&self, columns: u16) -> Vec<(usize, Row)> {
        let mut rows = Vec::new();
        for (n, line) in self.lines.iter().enumerate() {
            let role = match line.as_str() {
                _ if self.hidden.contains(&n) => Role::Faint,
                line if line.starts_with("# ") => Role::Strong,
                line if line.starts_with("## ") => Role::Dim,
                _ => Role::Text,
            };
            let text = line.trim_start();
            let begins = text.find(|c: char| !c.is_ascii_digit() && !"-#. ".contains(c)).unwrap_or(0);
            let indent = line.len() - text.len() + begins;
            let (head, rest) = line.split_at_checked(indent).unwrap_or(("", line));
            let mark = if self.hidden.contains(&n) { 8 } else { 0 };
            let parts = paragraph(rest, usize::from(columns).saturating_sub(indent + mark).max(8), role);
            for (nth, part) in parts.into_iter().enumerate() {
                let head = if nth == 0 { head.to_owned() } else { " ".repeat(indent) };
                rows.push((n, Row::of(head, role).then(part)));
            }
        }
        rows
    }

    /// The first row drawn in an area.
    fn top(&self, rows: &[(usize, Row)], area: Area) -> usize {
        let height = usize::from(area.height).max(1);
        let most = rows.len().saturating_sub(height);
        let at = rows.iter().rposition(|(n, _)| *n == self.cursor).unwrap_or(0);
        (at + 3).saturating_sub(height).min(most)
    }
}

impl Screen for Brief {
    fn name(&self) -> &'static str {
        "Brief"
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
        let title = if self.name.is_empty() { "Brief".to_owned() } else { format!("Brief for {}", self.name) };
        let rows = u16::try_from(self.lines.len()).unwrap_or(60).saturating_add(3).max(8);
        let title = Row::of(title, Role::Brand).with("  exactly this leaves", Role::Dim);
        Frame::Float { columns: 86, rows, title }
    }

    fn draw(&self, area: Area, _now: &Now, painter: &mut Painter<'_>) {
        if self.loaded && self.lines.is_empty() {
            painter.put(area.x, area.y, area.width, "No meeting is planned, and nobody is named.", Role::Text);
            return;
        }
        let rows = self.rows(area.width);
        let top = self.top(&rows, area);
        let mut before = None;
        for ((n, row), y) in rows.iter().skip(top).zip(area.top()..area.bottom()) {
            let first = before.replace(*n) != Some(*n);
            let hidden = first && self.hidden.contains(n);
            let right = if hidden { Row::of("hidden", Role::Private) } else { Row::new() };
            painter.ends(area.x, y, area.width, row, &right);
            if *n == self.cursor {
                painter.band(Area::new(area.x.saturating_sub(1), y, area.width + 1, 1));
            }
        }
        painter.more(area, rows.len().saturating_sub(top + usize::from(area.height)), "line", "lines");
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let page = usize::from(cx.area.height).max(1);
        let last = self.lines.len().saturating_sub(1);
        let step = |at: usize, by: usize, down: bool| if down { at + by } else { at.saturating_sub(by) };
        let mut at = match motion {
            Motion::Up => step(self.cursor, 1, false),
            Motion::Down => step(self.cursor, 1, true),
            Motion::HalfUp => step(self.cursor, page / 2, false),
            Motion::HalfDown => step(self.cursor, page / 2, true),
            Motion::PageUp => step(self.cursor, page, false),
            Motion::PageDown => step(self.cursor, page, true),
            Motion::First => 0,
            Motion::Last => last,
        }
        .min(last);
        // Over blank lines, which there is nothing to do with.
        let down = at >= self.cursor;
        while self.lines.get(at).is_some_and(String::is_empty) && at != last && at != 0 {
            at = step(at, 1, down).min(last);
        }
        self.cursor = at;
    }

    fn click(&mut self, _x: u16, y: u16, cx: &mut Context<'_>) {
        let rows = self.rows(cx.area.width);
        let at = self.top(&rows, cx.area) + usize::from(y.saturating_sub(cx.area.y));
        self.cursor = rows.get(at).map_or(self.cursor, |(n, _)| *n);
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask(Ask::Brief(self.about)));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if self.asked.take_if(|asked| *asked == ticket).is_none() {
            return false;
        }
        if let Answer::Brief(brief) = answer {
            let hidden: BTreeSet<String> = self.hidden.iter().filter_map(|n| self.lines.get(*n)).cloned().collect();
            self.name = brief.person.as_ref().map(|person| person.title.clone()).unwrap_or_default();
            self.lines = if brief.person.is_some() { brief.lines(&cx.now, false) } else { Vec::new() };
            // What was hidden stays hidden, though lines may have come before it.
            self.hidden = (0..).zip(&self.lines).filter(|(_, line)| hidden.contains(*line)).map(|(n, _)| n).collect();
            self.cursor = self.cursor.min(self.lines.len().saturating_sub(1));
        }
        self.loaded = true;
        true
    }
}
