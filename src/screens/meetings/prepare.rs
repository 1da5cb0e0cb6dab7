//! Making ready for a meeting: the agenda drafted from what is open with them, kept, left or put in another order, with
//! minutes that add up; beside it who they are; and one line to leave with. All of it is saved as one change.

use serde_json::{Value, json};

use crate::domain::agenda::{self, Preparation};
use crate::domain::ask::{Answer, Ask, Written};
use crate::domain::kinds::meeting::AgendaLine;
use crate::domain::{Id, Kind, Now, practice};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::cursor::moved;
use crate::ui::editor::Done;
use crate::ui::effect::Ticket;
use crate::ui::entry::Entry;
use crate::ui::ink::{Row, paragraph_of};
use crate::ui::key::Chord;
use crate::ui::paint::{Area, Painter};
use crate::ui::screen::{Frame, Screen};
use crate::ui::theme::Role;
use crate::ui::{glyph, words};

use super::commands::change;
use super::{page, who};

/// From this width on who they are stands beside the agenda.
const WIDE: u16 = 96;

/// A line of the agenda, or one that could be.
#[derive(Clone, Debug)]
struct Topic {
    line: AgendaLine,
    kept: bool,
}

/// What is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typing {
    Intention,
    Topic,
}

/// The overlay.
#[derive(Debug)]
pub struct Prepare {
    about: Option<Id>,
    asked: Option<Ticket>,
    made: Option<Box<Preparation>>,
    topics: Vec<Topic>,
    intention: String,
    cursor: usize,
    /// Whether who they are is in sight where there is no room for both.
    turned: bool,
    typing: Option<(Typing, Entry)>,
    saving: Option<Ticket>,
    error: Option<String>,
    found: bool,
}

/// The commands.
const TABLE: &[Command<Prepare>] = &[
    Command::new("save", &["C-s"], "save", "Keep the agenda and the intention", Prepare::save),
    Command::new(
        "step",
        &["Space"],
        "keep or leave",
        "Put the topic on the agenda, or take it off",
        |screen: &mut Prepare, cx| {
            if let Some(topic) = screen.topics.get_mut(screen.cursor) {
                topic.kept = !topic.kept;
            }
            screen.keep(cx);
        },
    )
    .when(at_hand),
    Command::new("later", &[">"], "later", "Move the topic down", |screen: &mut Prepare, cx| screen.shift(true, cx))
        .when(at_hand),
    Command::new("sooner", &["<"], "sooner", "Move the topic up", |screen: &mut Prepare, cx| screen.shift(false, cx))
        .when(at_hand),
    Command::new("longer", &["+", "="], "minutes", "A minute more for it", |screen: &mut Prepare, cx| {
        screen.time(1, cx);
    })
    .when(at_hand),
    Command::new("shorter", &["-"], "less", "A minute less for it", |screen: &mut Prepare, cx| screen.time(-1, cx))
        .when(at_hand)
        .quiet(),
    Command::new("intention", &["i"], "intention", "What you want to leave with", |screen: &mut Prepare, _| {
        screen.typing = Some((Typing::Intention, Entry::new("I want to leave with: ", &screen.intention)));
    })
    .when(is_listing),
    Command::new("new", &["n"], "own topic", "A topic of your own", |screen: &mut Prepare, _| {
        screen.typing = Some((Typing::Topic, Entry::new("topic: ", "")));
    })
    .when(is_listing),
    Command::new(
        "next-pane",
        &["Tab"],
        "who they are",
        "Between the agenda and who they are",
        |screen: &mut Prepare, _| {
            screen.turned = !screen.turned;
        },
    )
    .when(is_listing),
    Command::new("open", &["Enter"], "take it", "Take the line that is typed", Prepare::take)
        .when(|screen| screen.typing.is_some()),
    Command::new(
        "discard",
        &["C-x"],
        "draft anew",
        "Throw the draft away and begin with a new one",
        |screen: &mut Prepare, cx| {
            screen.drop_draft(cx);
            (screen.made, screen.found) = (None, false);
            screen.refresh(cx);
        },
    )
    .when(|screen| screen.found)
    .quiet(),
    Command::new(
        "back",
        &["Esc"],
        "keep as draft",
        "Leave; what was arranged is kept as a draft",
        |screen: &mut Prepare, cx| {
            if screen.typing.take().is_none() {
                cx.signal(Signal::Close);
            }
        },
    ),
];

fn at_hand(screen: &Prepare) -> bool {
    is_listing(screen) && screen.topics.get(screen.cursor).is_some()
}

const fn is_listing(screen: &Prepare) -> bool {
    screen.typing.is_none()
}

impl Prepare {
    /// About a meeting.
    #[must_use]
    pub fn new(about: Option<Id>) -> Self {
        Self {
            about,
            asked: None,
            made: None,
            topics: Vec::new(),
            intention: String::new(),
            cursor: 0,
            turned: false,
            typing: None,
            saving: None,
            error: None,
            found: false,
        }
    }

    fn slot(&self) -> Option<String> {
        self.about.map(|id| format!("prepare:{id}"))
    }

    fn agenda(&self) -> Vec<AgendaLine> {
        self.topics.iter().filter(|topic| topic.kept).map(|topic| topic.line.clone()).collect()
    }

    fn minutes(&self) -> i64 {
        self.made.as_ref().map_or(agenda::MINUTES, |made| made.minutes)
    }

    /// Keeps what was arranged as a draft.
    fn keep(&mut self, cx: &mut Context<'_>) {
        let Some(slot) = self.slot() else { return };
        let lines: Vec<_> = self.topics.iter().map(|topic| json!({"line": topic.line, "kept": topic.kept})).collect();
        cx.draft(&slot, json!({"lines": lines, "intention": self.intention}).to_string());
    }

    fn drop_draft(&self, cx: &mut Context<'_>) {
        if let Some(slot) = self.slot() {
            cx.draft(&slot, String::new());
        }
    }

    /// Moves the topic at hand.
    fn shift(&mut self, down: bool, cx: &mut Context<'_>) {
        let to = if down { self.cursor + 1 } else { self.cursor.saturating_sub(1) };
        if to < self.topics.len() && to != self.cursor {
            self.topics.swap(self.cursor, to);
            self.cursor = to;
            self.keep(cx);
        }
    }

    /// Gives the topic at hand more time, or less.
    fn time(&mut self, by: i64, cx: &mut Context<'_>) {
        if let Some(topic) = self.topics.get_mut(self.cursor) {
            let minutes = topic.line.minutes.unwrap_or(0).saturating_add(by).clamp(0, 1440);
            topic.line.minutes = Some(minutes).filter(|minutes| *minutes > 0);
            topic.kept = true;
            self.keep(cx);
        }
    }

    /// Takes the line that was typed.
    fn take(&mut self, cx: &mut Context<'_>) {
        let Some((typing, line)) = self.typing.take() else { return };
        let text = line.text();
        match typing {
            Typing::Intention => self.intention = text,
            Typing::Topic if !text.is_empty() => {
                let line = AgendaLine { text: Some(text), minutes: Some(5), ..AgendaLine::default() };
                let at = self.topics.iter().take_while(|topic| topic.kept).count();
                self.topics.insert(at, Topic { line, kept: true });
                self.cursor = at;
            }
            Typing::Topic => {}
        }
        self.keep(cx);
    }

    fn save(&mut self, cx: &mut Context<'_>) {
        if self.typing.is_some() {
            self.take(cx);
        }
        let Some(id) = self.about.filter(|_| self.saving.is_none() && self.made.is_some()) else { return };
        let Ok(agenda) = serde_json::to_value(self.agenda()) else { return };
        let intention = if self.intention.is_empty() { Value::Null } else { json!(self.intention) };
        let fields = [("agenda", agenda), ("intention", intention), ("state", json!("prepared"))];
        self.saving = Some(cx.write(change(Kind::Meeting, id, &fields)));
    }

    /// What was drafted, and all else that is open with them below it.
    fn begin(&mut self, made: Box<Preparation>, draft: Option<&str>) {
        let on = |text: &str, lines: &[Topic]| lines.iter().any(|topic| topic.line.text.as_deref() == Some(text));
        let mut topics: Vec<Topic> = made.draft.iter().map(|line| Topic { line: line.clone(), kept: true }).collect();
        self.intention = made.intention.clone().unwrap_or_default();
        if let Some(kept) = draft.and_then(|draft| serde_json::from_str::<Value>(draft).ok()) {
            let lines = kept.get("lines").and_then(Value::as_array).cloned().unwrap_or_default();
            let topic = |line: &Value| {
                let kept = line.get("kept").and_then(Value::as_bool).unwrap_or(true);
                let line = serde_json::from_value(line.get("line")?.clone()).ok()?;
                Some(Topic { line, kept })
            };
            topics = lines.iter().filter_map(topic).collect();
            kept.get("intention").and_then(Value::as_str).unwrap_or_default().clone_into(&mut self.intention);
            self.found = true;
        }
        for topic in &made.topics {
            if !on(&topic.text, &topics) {
                topics.push(Topic { line: topic.line(), kept: false });
            }
        }
        self.cursor = self.cursor.min(topics.len().saturating_sub(1));
        (self.topics, self.made) = (topics, Some(made));
    }

    /// Where the agenda lies, and where who they are.
    fn halves(&self, area: Area) -> (Area, Area) {
        let nothing = Area::new(area.x, area.y, 0, 0);
        if area.width >= WIDE {
            let left = area.width * 11 / 20;
            let right = Area::new(area.x + left + 4, area.y, area.width.saturating_sub(left + 4), area.height);
            return (Area { width: left, ..area }, right);
        }
        if self.turned { (nothing, area) } else { (area, nothing) }
    }

    /// The lines of the agenda, each with the topic it belongs to.
    fn rows(&self, columns: usize, now: &Now) -> Vec<(Row, Row, Option<usize>)> {
        let mut rows: Vec<(Row, Row, Option<usize>)> = Vec::new();
        for (n, topic) in self.topics.iter().enumerate() {
            let minutes =
                topic.line.minutes.filter(|_| topic.kept).map(|minutes| minutes.to_string()).unwrap_or_default();
            let (mark, role) = if topic.kept { (glyph::DONE, Role::Good) } else { (glyph::DOT, Role::Dim) };
            let text = match (n == self.cursor, topic.kept) {
                (true, _) => Role::Strong,
                (false, true) => Role::Text,
                (false, false) => Role::Dim,
            };
            let from = if columns >= 48 { agenda::origin(&topic.line, now) } else { String::new() };
            let room = columns.saturating_sub(7 + if from.is_empty() { 0 } else { from.chars().count() + 2 }).max(8);
            let parts = paragraph_of(2, topic.line.text.as_deref().unwrap_or_default(), room, text);
            for (nth, part) in parts.into_iter().enumerate() {
                let head = match nth {
                    0 => Row::of(mark, role).with(format!(" {minutes:>3}  "), Role::Dim),
                    _ => Row::of("       ", Role::Dim),
                };
                let right = if nth == 0 { Row::of(from.as_str(), Role::Dim) } else { Row::new() };
                rows.push((head.then(part), right, Some(n)));
            }
        }
        if rows.is_empty() {
            let row = Row::of("Nothing is open with them. ", Role::Dim)
                .with("n", Role::Accent)
                .with(" adds a topic of your own.", Role::Dim);
            rows.push((row, Row::new(), None));
        }
        rows
    }

    fn draw_agenda(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        if area.width == 0 || area.height < 3 {
            return;
        }
        let sum = page::balance(&self.agenda(), self.minutes());
        painter.ends(area.x, area.y, area.width, &words::heading("agenda"), &sum);
        let gap = u16::from(area.height >= 14);
        let foot = if area.height >= 10 { 2 } else { 1 };
        let top = area.y + 1 + gap;
        let list = Area::new(area.x, top, area.width, area.bottom().saturating_sub(foot).saturating_sub(top));
        let rows = self.rows(usize::from(list.width), now);
        let here = rows.iter().position(|(.., topic)| *topic == Some(self.cursor)).unwrap_or(0);
        let height = usize::from(list.height);
        let from = (here + 3).saturating_sub(height).min(rows.len().saturating_sub(height));
        for ((left, right, topic), y) in rows.iter().skip(from).zip(list.top()..list.bottom()) {
            painter.ends(list.x, y, list.width, left, right);
            if *topic == Some(self.cursor) {
                painter.band(Area::new(list.x.saturating_sub(1), y, list.width + 1, 1));
            }
        }
        let y = area.bottom() - 1;
        match (&self.typing, &self.error) {
            (Some((_, line)), _) => line.draw(Area::new(area.x, y, area.width, 1), painter),
            (None, Some(error)) => {
                painter.put(area.x, y, area.width, error.as_str(), Role::Late);
            }
            (None, None) if self.intention.is_empty() => {
                let row = Row::of("i", Role::Accent).with(" says what you want to leave with", Role::Dim);
                painter.row(area.x, y, area.width, &row);
            }
            (None, None) => {
                let row =
                    Row::of("I want to leave with: ", Role::Dim).with(page::strip_lead(&self.intention), Role::Text);
                painter.row(area.x, y, area.width, &row);
            }
        }
    }
}

impl Screen for Prepare {
    fn name(&self) -> &'static str {
        "Prepare"
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
        let name = self.made.as_ref().map_or("", |made| made.title.as_str());
        let title = Row::of("Prepare", Role::Brand).with("  ", Role::Dim).with(name, Role::Text);
        let title = if self.found { title.with("  from your draft", Role::Dim) } else { title };
        Frame::Float { columns: 130, rows: 40, title }
    }

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        let Some(made) = &self.made else { return };
        let (left, right) = self.halves(area);
        self.draw_agenda(left, now, painter);
        if right.width > 0 {
            let rows = who::rows(&made.who, usize::from(right.width), now);
            painter.rows(right, &rows);
        }
    }

    fn is_typing(&self) -> bool {
        self.typing.is_some()
    }

    fn key(&mut self, chord: Chord, _cx: &mut Context<'_>) -> bool {
        self.typing.as_mut().is_some_and(|(_, line)| line.key(chord) != Done::Nothing)
    }

    fn paste(&mut self, text: &str, _cx: &mut Context<'_>) {
        if let Some((_, line)) = &mut self.typing {
            line.paste(text);
        }
    }

    fn motion(&mut self, motion: Motion, _cx: &mut Context<'_>) {
        let last = self.topics.len().saturating_sub(1);
        self.cursor = moved(self.cursor, motion, last + 1, 5);
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        if self.made.is_none() {
            self.asked = self.about.map(|id| cx.ask(Ask::Practice(practice::Ask::Prepare(id))));
        }
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Practice(practice::Answer::Prepared(made))) = (mine, answer) {
            let draft = self.slot().and_then(|slot| cx.drafts.get(&slot).cloned());
            self.begin(made.clone(), draft.as_deref());
        }
        mine
    }

    fn written(&mut self, ticket: Ticket, _written: &Written, cx: &mut Context<'_>) -> bool {
        let mine = self.saving.take_if(|saving| *saving == ticket).is_some();
        if mine {
            self.drop_draft(cx);
            cx.signal(Signal::Close);
        }
        mine
    }

    fn failed(&mut self, ticket: Ticket, why: &str, _cx: &mut Context<'_>) -> bool {
        let mine = self.saving.take_if(|saving| *saving == ticket).is_some();
        if mine {
            self.error = Some(why.to_owned());
        }
        mine
    }
}
