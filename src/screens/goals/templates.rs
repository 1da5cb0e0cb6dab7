//! Goals to start from: a template is chosen, its words in braces are filled in one by one, and the form of a goal opens with all
//! of it. Saves nothing itself.

use serde_json::json;

use crate::domain::ask::{Answer, Ask};
use crate::domain::content::GoalTemplate;
use crate::domain::templates::{self, Fills};
use crate::domain::{Kind, Lean, Now, dates, practice};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::editor::{Done, Editor};
use crate::ui::effect::Ticket;
use crate::ui::ink::{Row, paragraph};
use crate::ui::key::{Chord, Mouse};
use crate::ui::paint::{Area, Painter};
use crate::ui::screen::{Frame, Screen};
use crate::ui::theme::Role;

/// The overlay.
#[derive(Debug, Default)]
pub struct Templates {
    asked: Option<Ticket>,
    all: Vec<GoalTemplate>,
    /// What is known without asking.
    known: Fills,
    cursor: usize,
    filling: Option<Filling>,
}

/// A template that is being filled in.
#[derive(Debug)]
struct Filling {
    fills: Fills,
    /// The words that are asked for, and which of them is asked for now.
    names: Vec<String>,
    at: usize,
    line: Editor,
}

/// The commands.
const TABLE: &[Command<Templates>] = &[
    Command::new("open", &["Enter"], "begin with it", "Fill in its words, then the form of the goal", Templates::enter)
        .when(|screen| !screen.all.is_empty()),
    Command::new(
        "skip-rest",
        &["Tab"],
        "to the form",
        "Leave the rest in its braces and go on in the form",
        |screen: &mut Templates, cx| screen.finish(cx),
    )
    .when(|screen| screen.filling.is_some())
    .or_say("no template is begun"),
    Command::new("back", &["Esc"], "back", "One step back", |screen: &mut Templates, cx| {
        if screen.filling.take().is_none() {
            cx.signal(Signal::Close);
        }
    }),
];

impl Templates {
    fn here(&self) -> Option<&GoalTemplate> {
        self.all.get(self.cursor)
    }

    /// Takes the word that was typed and asks for the next; from the list, begins to ask.
    fn enter(&mut self, cx: &mut Context<'_>) {
        let Some(filling) = &mut self.filling else {
            let Some(template) = self.here() else { return };
            let (_, names) = templates::goal(template, &self.known);
            self.filling = Some(Filling { fills: self.known.clone(), names, at: 0, line: Editor::single("") });
            if self.filling.as_ref().is_some_and(|filling| filling.names.is_empty()) {
                self.finish(cx);
            }
            return;
        };
        let text = filling.line.text().trim().to_owned();
        if let (Some(name), false) = (filling.names.get(filling.at), text.is_empty()) {
            filling.fills.insert(name.clone(), text);
        }
        filling.at += 1;
        filling.line = Editor::single("");
        if filling.at >= filling.names.len() {
            self.finish(cx);
        }
    }

    /// Opens the form with what was filled in.
    fn finish(&mut self, cx: &mut Context<'_>) {
        let (Some(template), Some(filling)) = (self.here(), &self.filling) else { return };
        let (mut fields, _) = templates::goal(template, &filling.fills);
        let due = filling.fills.get("date").or_else(|| filling.fills.get("review date"));
        if let Some(due) = due.and_then(|text| dates::parse_day(text, &cx.now, Lean::Future).ok()) {
            fields.insert("due".to_owned(), json!(due.to_string()));
        }
        cx.signal(Signal::Close);
        cx.signal(Signal::Form(Kind::Goal, None, fields));
    }

    fn rows(&self, columns: usize) -> (Vec<(Row, Row)>, usize) {
        let (mut rows, mut here) = (Vec::new(), 0);
        for (n, template) in self.all.iter().enumerate() {
            let chosen = n == self.cursor;
            if chosen {
                here = rows.len();
            }
            let right = if columns >= 60 { Row::of(template.theme.as_str(), Role::Dim) } else { Row::new() };
            let title = match &self.filling {
                Some(filling) if chosen => templates::fill(&template.title, &filling.fills),
                _ => template.title.clone(),
            };
            let role = if chosen { Role::Strong } else { Role::Text };
            let room = columns.saturating_sub(right.width() + 2).max(12);
            for (nth, row) in paragraph(&title, room, role).into_iter().enumerate() {
                rows.push((row, if nth == 0 { right.clone() } else { Row::new() }));
            }
            if chosen && !template.if_then.is_empty() {
                let plan = paragraph(&template.if_then, columns.saturating_sub(2).max(12), Role::Dim);
                rows.extend(plan.into_iter().map(|row| (Row::of("  ", Role::Dim).then(row), Row::new())));
            }
        }
        (rows, here)
    }
}

impl Screen for Templates {
    fn name(&self) -> &'static str {
        "Goal templates"
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
        let title = Row::of("Goals to start from", Role::Brand);
        Frame::Float { columns: 96, rows: u16::try_from(self.all.len() + 8).unwrap_or(20).max(12), title }
    }

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        let foot = if self.filling.is_some() { 2.min(area.height) } else { 0 };
        let list = Area { height: area.height - foot, ..area };
        let (rows, here) = self.rows(usize::from(area.width));
        let height = usize::from(list.height);
        let top = (here + 4).saturating_sub(height).min(rows.len().saturating_sub(height));
        for ((n, (left, right)), y) in rows.iter().enumerate().skip(top).zip(list.top()..list.bottom()) {
            painter.ends(list.x, y, list.width, left, right);
            if n == here {
                painter.band(Area::new(list.x.saturating_sub(1), y, list.width + 1, 1));
            }
        }
        let Some(filling) = self.filling.as_ref().filter(|_| foot > 0) else { return };
        let name = filling.names.get(filling.at).map(String::as_str).unwrap_or_default();
        let place = Row::of(format!("{} of {}", filling.at + 1, filling.names.len()), Role::Dim);
        let understood = match name {
            "date" | "review date" => dates::parse_day(&filling.line.text(), now, Lean::Future).ok(),
            _ => None,
        };
        let right = understood.map_or(place, |day| Row::of(dates::say(day, now), Role::Good));
        let y = area.bottom() - 1;
        painter.ends(area.x, y, area.width, &Row::new(), &right);
        let used = painter.put(area.x, y, area.width, format!("{{{name}}}  "), Role::Accent);
        let wide = u16::try_from(right.width()).unwrap_or(0) + 2;
        filling.line.draw(Area::new(area.x + used, y, area.width.saturating_sub(used + wide), 1), painter, &[], true);
    }

    fn is_typing(&self) -> bool {
        self.filling.is_some()
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        if chord.key == crate::ui::key::Key::Enter && self.filling.is_some() {
            self.enter(cx);
            return true;
        }
        self.filling.as_mut().is_some_and(|filling| filling.line.key(chord, Area::new(0, 0, 60, 1)) != Done::Nothing)
    }

    fn paste(&mut self, text: &str, _cx: &mut Context<'_>) {
        if let Some(filling) = &mut self.filling {
            filling.line.insert(text);
        }
    }

    fn motion(&mut self, motion: Motion, _cx: &mut Context<'_>) {
        let last = self.all.len().saturating_sub(1);
        self.cursor = match motion {
            Motion::Up => self.cursor.saturating_sub(1),
            Motion::Down => self.cursor + 1,
            Motion::HalfUp | Motion::PageUp | Motion::First => 0,
            Motion::HalfDown | Motion::PageDown | Motion::Last => last,
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
        if self.all.is_empty() {
            self.asked = Some(cx.ask(Ask::Practice(practice::Ask::Templates)));
        }
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Practice(practice::Answer::Templates(all, known))) = (mine, answer) {
            self.all.clone_from(all);
            self.known.clone_from(known);
        }
        mine
    }
}
