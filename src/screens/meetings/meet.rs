//! The talk itself: the agenda in large, a quiet time for the topic at hand with one mark at four fifths, and one line to
//! write. Made to be looked away from: nothing has to be typed, and a crash loses nothing.

use serde_json::{Value, json};

use crate::domain::ask::{Answer, Ask, Written};
use crate::domain::kinds::meeting::{AgendaLine, AgendaState, Meeting};
use crate::domain::time::{instant_text, read_instant};
use crate::domain::{Id, Instant, Kind, Now};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::editor::{Done, Editor};
use crate::ui::effect::Ticket;
use crate::ui::ink::{Row, paragraph};
use crate::ui::key::Chord;
use crate::ui::paint::{Area, Painter};
use crate::ui::screen::Screen;
use crate::ui::theme::Role;
use crate::ui::{glyph, words};

use super::commands::change;
use super::page::strip_lead;

/// So many minutes before the end, what closes a talk is brought to mind.
const CLOSING: i64 = 5;

/// A topic without minutes takes so many.
const TOPIC: i64 = 10;

/// The overlay.
#[derive(Debug)]
pub struct Meet {
    about: Option<Id>,
    asked: Option<Ticket>,
    loaded: bool,
    title: String,
    intention: String,
    /// How long the talk is to be, in minutes.
    minutes: i64,
    agenda: Vec<AgendaLine>,
    /// Seconds that each topic had, but for the stretch that is under way.
    spent: Vec<i64>,
    cursor: usize,
    /// When the talk began, and when the topic at hand was turned to.
    began: Option<Instant>,
    since: Option<Instant>,
    line: Editor,
    writing: bool,
    /// How many lines were written down.
    written: usize,
    saving: Option<Ticket>,
    error: Option<String>,
    /// Whether anything was done but to look: a topic marked, a line typed. Else nothing has to be kept.
    touched: bool,
}

/// The commands.
const TABLE: &[Command<Meet>] = &[
    Command::new(
        "step",
        &["Space"],
        "covered",
        "The topic is covered; again takes that back",
        |meet: &mut Meet, cx| {
            meet.mark(AgendaState::Covered, cx);
        },
    )
    .when(at_hand),
    Command::new("park", &["p"], "park", "Keep the topic for next time", |meet: &mut Meet, cx| {
        meet.mark(AgendaState::Parked, cx);
    })
    .when(at_hand),
    Command::new("open", &["Enter"], "write a line", "One line, with the marks of a capture", |meet: &mut Meet, cx| {
        if meet.writing {
            meet.keep_line(cx);
        } else {
            meet.writing = true;
        }
    }),
    Command::new("finish", &["f"], "finish", "The talk is over: write down what stays", Meet::finish)
        .when(|meet| !meet.writing),
    Command::new("back", &["Esc"], "back", "Leave; the talk goes on where it was", |meet: &mut Meet, cx| {
        if meet.writing {
            meet.writing = false;
        } else {
            meet.turn(meet.cursor, cx);
            cx.signal(Signal::Close);
        }
    }),
];

fn at_hand(meet: &Meet) -> bool {
    !meet.writing && meet.agenda.get(meet.cursor).is_some()
}

impl Meet {
    /// About a meeting.
    #[must_use]
    pub fn new(about: Option<Id>) -> Self {
        Self {
            about,
            asked: None,
            loaded: false,
            title: String::new(),
            intention: String::new(),
            minutes: 0,
            agenda: Vec::new(),
            spent: Vec::new(),
            cursor: 0,
            began: None,
            since: None,
            line: Editor::single(""),
            writing: false,
            written: 0,
            saving: None,
            error: None,
            touched: false,
        }
    }

    fn drop_draft(&self, cx: &mut Context<'_>) {
        if let Some(slot) = self.slot() {
            cx.draft(&slot, String::new());
        }
    }

    fn slot(&self) -> Option<String> {
        self.about.map(|id| format!("meet:{id}"))
    }

    /// Where what is written down waits to be taken in.
    fn notes(&self) -> Option<String> {
        self.about.map(|id| format!("capture:{id}"))
    }

    /// Seconds between two moments; a clock that went back counts as none.
    fn between(from: Option<Instant>, now: &Now) -> i64 {
        from.map_or(0, |from| now.at.signed_duration_since(from).num_seconds().clamp(0, 86_400))
    }

    /// Seconds that the topic at hand has had.
    fn had(&self, now: &Now) -> i64 {
        let before = self.spent.get(self.cursor).copied().unwrap_or(0);
        before.saturating_add(Self::between(self.since, now))
    }

    /// Turns to a topic; the time so far is the one's that was at hand.
    fn turn(&mut self, to: usize, cx: &mut Context<'_>) {
        let had = self.had(&cx.now);
        if let Some(spent) = self.spent.get_mut(self.cursor) {
            *spent = had;
        }
        self.since = Some(cx.now.at);
        self.cursor = to.min(self.agenda.len().saturating_sub(1));
        if self.is_under_way(&cx.now) {
            self.keep(cx);
        }
    }

    /// Whether there is something to keep: a topic was marked, a line typed, or the talk has gone on for a while.
    fn is_under_way(&self, now: &Now) -> bool {
        self.touched || Self::between(self.began, now) >= 60
    }

    /// Marks the topic at hand and turns to the next that is open.
    fn mark(&mut self, state: AgendaState, cx: &mut Context<'_>) {
        let Some(line) = self.agenda.get_mut(self.cursor) else { return };
        let again = line.state == Some(state);
        self.touched = true;
        line.state = Some(if again { AgendaState::Open } else { state });
        let open = |line: &AgendaLine| matches!(line.state, None | Some(AgendaState::Open));
        let next = (self.cursor + 1..self.agenda.len()).find(|at| self.agenda.get(*at).is_some_and(open));
        self.turn(if again { self.cursor } else { next.unwrap_or(self.cursor) }, cx);
    }

    /// Puts the line behind what was written down so far.
    fn keep_line(&mut self, cx: &mut Context<'_>) {
        let text = self.line.text();
        if text.trim().is_empty() {
            self.writing = false;
            return;
        }
        if let Some(notes) = self.notes() {
            let before = cx.drafts.get(&notes).map(|text| text.trim_end().to_owned()).unwrap_or_default();
            let gap = if before.is_empty() { "" } else { "\n" };
            cx.draft(&notes, format!("{before}{gap}{}", text.trim()));
            self.written += 1;
            self.touched = true;
        }
        self.line = Editor::single("");
        self.keep(cx);
    }

    /// Keeps how far the talk is, so that a crash loses nothing.
    fn keep(&self, cx: &mut Context<'_>) {
        let Some(slot) = self.slot() else { return };
        let states: Vec<_> = self.agenda.iter().map(|line| line.state.map(AgendaState::word)).collect();
        let began = self.began.map(instant_text);
        let kept = json!({
            "began": began, "states": states, "spent": self.spent, "at": self.cursor, "line": self.line.text(),
        });
        cx.draft(&slot, kept.to_string());
    }

    /// Takes up what was kept.
    fn take_up(&mut self, kept: &Value) {
        let list = |name: &str| kept.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
        for (line, state) in self.agenda.iter_mut().zip(list("states")) {
            line.state = state.as_str().and_then(AgendaState::read).or(line.state);
        }
        for (spent, seconds) in self.spent.iter_mut().zip(list("spent")) {
            *spent = seconds.as_i64().unwrap_or(0).clamp(0, 86_400);
        }
        let at = kept.get("at").and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
        self.cursor = at.min(self.agenda.len().saturating_sub(1));
        self.began = kept.get("began").and_then(Value::as_str).and_then(read_instant).or(self.began);
        self.line = Editor::single(kept.get("line").and_then(Value::as_str).unwrap_or_default());
    }

    /// The talk is over: what became of the topics is saved, then what stays is asked.
    fn finish(&mut self, cx: &mut Context<'_>) {
        let Some(id) = self.about.filter(|_| self.saving.is_none() && self.loaded) else { return };
        let Ok(agenda) = serde_json::to_value(&self.agenda) else { return };
        let mut fields = vec![("state", json!("held"))];
        if !self.agenda.is_empty() {
            fields.push(("agenda", agenda));
        }
        self.saving = Some(cx.write(change(Kind::Meeting, id, &fields)));
    }

    /// The time of the topic at hand: a bar with one mark at four fifths, and the minutes in words.
    fn timer(&self, columns: u16, now: &Now) -> Row {
        let planned = self.agenda.get(self.cursor).and_then(|line| line.minutes).unwrap_or(TOPIC).max(1);
        let had = self.had(now);
        let cells = i64::from(columns.clamp(10, 40));
        let full = (had.saturating_mul(cells) / (planned * 60)).clamp(0, cells);
        let mark = cells * 4 / 5;
        let late = had * 5 >= planned * 60 * 4;
        let role = if late { Role::Soon } else { Role::Accent };
        let mut row = Row::new();
        for cell in 0..cells {
            match (cell == mark, cell < full) {
                (true, _) => row.push(glyph::UPRIGHT, if late { Role::Soon } else { Role::Dim }),
                (false, true) => row.push(glyph::BAR, role),
                (false, false) => row.push(glyph::REST, Role::Faint),
            }
        }
        row.with(format!("  {} of {planned} min", had / 60), if late { Role::Soon } else { Role::Dim })
    }

    /// The lines of the agenda, and which of them the topic at hand begins on.
    fn rows(&self, area: Area, now: &Now) -> (Vec<(Row, Row)>, usize) {
        let columns = usize::from(area.width);
        let airy = usize::from(area.height) >= self.agenda.len() * 3 + 4;
        let (mut rows, mut here) = (Vec::new(), 0);
        for (n, line) in self.agenda.iter().enumerate() {
            let at_hand = n == self.cursor;
            if at_hand {
                here = rows.len();
            }
            let (mark, mark_role) = match line.state {
                Some(AgendaState::Covered) => (glyph::DONE, Role::Good),
                Some(AgendaState::Parked) => (glyph::TO, Role::Soon),
                _ => (glyph::OPEN, Role::Accent),
            };
            let role = match (at_hand, line.state) {
                (true, _) => Role::Strong,
                (false, Some(AgendaState::Covered | AgendaState::Parked)) => Role::Dim,
                _ => Role::Text,
            };
            let minutes = line.minutes.map(|minutes| format!("{minutes} min")).unwrap_or_default();
            let text = line.text.as_deref().unwrap_or_default();
            for (nth, part) in paragraph(text, columns.saturating_sub(12).max(8), role).into_iter().enumerate() {
                let head =
                    if nth == 0 { Row::of(mark, mark_role).with("  ", Role::Dim) } else { Row::of("   ", Role::Dim) };
                let right = if nth == 0 { Row::of(minutes.as_str(), Role::Dim) } else { Row::new() };
                rows.push((head.then(part), right));
            }
            if at_hand {
                rows.push((Row::of("   ", Role::Dim).then(self.timer(area.width.saturating_sub(22), now)), Row::new()));
            }
            if airy {
                rows.push((Row::new(), Row::new()));
            }
        }
        (rows, here)
    }
}

impl Screen for Meet {
    fn name(&self) -> &'static str {
        "In the meeting"
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
        self.loaded
    }

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        if !self.loaded || area.width < 4 || area.height < 2 {
            return;
        }
        let pad = (area.width / 12).clamp(1, 12);
        let inner = Area::new(area.x + pad, area.y, area.width - 2 * pad, area.height);
        let total = Self::between(self.began, now) / 60;
        let length = if self.minutes > 0 { format!("{total} of {} min", self.minutes) } else { format!("{total} min") };
        let mut y = inner.y;
        painter.ends(inner.x, y, inner.width, &Row::of(self.title.as_str(), Role::Strong), &Row::of(length, Role::Dim));
        y += 1;
        if !self.intention.is_empty() && inner.height >= 10 {
            painter.row(
                inner.x,
                y,
                inner.width,
                &Row::of(format!("I want to leave with: {}", strip_lead(&self.intention)), Role::Dim),
            );
            y += 1;
        }
        if inner.height >= 12 {
            y += 1;
        }
        let foot = if inner.height >= 10 { 3 } else { 1 };
        let body = Area::new(inner.x, y, inner.width, (inner.bottom().saturating_sub(foot)).saturating_sub(y));
        let (rows, here) = self.rows(body, now);
        let height = usize::from(body.height);
        let top = (here + 4).saturating_sub(height).min(rows.len().saturating_sub(height));
        for (n, ((left, right), y)) in rows.iter().skip(top).zip(body.top()..body.bottom()).enumerate() {
            painter.ends(body.x, y, body.width, left, right);
            if n + top == here {
                painter.band(Area::new(body.x.saturating_sub(2), y, body.width + 3, 1));
            }
        }
        if rows.is_empty() {
            painter.put(body.x, body.y, body.width, "No agenda, and none needed. Enter writes a line down.", Role::Dim);
        }
        self.draw_foot(inner, foot, total, painter);
    }

    fn is_typing(&self) -> bool {
        self.writing
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        if !self.writing {
            return false;
        }
        let done = self.line.key(chord, Area::new(0, 0, 60, 1));
        if done == Done::Changed {
            self.touched = true;
            self.keep(cx);
        }
        done != Done::Nothing
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        if self.writing {
            self.line.insert(text);
            self.touched = true;
            self.keep(cx);
        }
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let last = self.agenda.len().saturating_sub(1);
        let to = match motion {
            Motion::Up | Motion::HalfUp => self.cursor.saturating_sub(1),
            Motion::Down | Motion::HalfDown => self.cursor + 1,
            Motion::First | Motion::PageUp => 0,
            Motion::Last | Motion::PageDown => last,
        };
        self.turn(to.min(last), cx);
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        if !self.loaded {
            self.asked = self.about.map(|id| cx.ask(Ask::Thing(id)));
        }
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if self.asked.take_if(|asked| *asked == ticket).is_none() {
            return false;
        }
        let Answer::Thing(Some(thing)) = answer else {
            cx.signal(Signal::Close);
            return true;
        };
        if let Ok(meeting) = thing.record.read::<Meeting>() {
            self.title.clone_from(&thing.record.title);
            self.intention = meeting.intention.unwrap_or_default();
            self.minutes = meeting.minutes.unwrap_or(0);
            self.spent = vec![0; meeting.agenda.len()];
            self.agenda = meeting.agenda;
            (self.began, self.since) = (Some(cx.now.at), Some(cx.now.at));
            let kept = self.slot().and_then(|slot| cx.drafts.get(&slot).cloned());
            if let Some(kept) = kept.and_then(|kept| serde_json::from_str(&kept).ok()) {
                self.touched = true;
                self.take_up(&kept);
            }
            self.loaded = true;
        }
        true
    }

    fn written(&mut self, ticket: Ticket, _written: &Written, cx: &mut Context<'_>) -> bool {
        let mine = self.saving.take_if(|saving| *saving == ticket).is_some();
        if mine {
            // A line that was still being typed goes with the rest.
            self.keep_line(cx);
            self.drop_draft(cx);
            cx.signal(Signal::Close);
            cx.signal(Signal::Over("capture-into", self.about));
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

impl Meet {
    /// What closes a talk when its end is near, and the line to write on.
    fn draw_foot(&self, inner: Area, foot: u16, total: i64, painter: &mut Painter<'_>) {
        let y = inner.bottom().saturating_sub(foot);
        if foot > 1 {
            let near = self.minutes > 0 && total + CLOSING >= self.minutes;
            let row = match (&self.error, near) {
                (Some(error), _) => Row::of(error.as_str(), Role::Late),
                (None, true) => Row::of("What do I take away? Who does what, by when? Next date?", Role::Soon),
                (None, false) => Row::new(),
            };
            painter.row(inner.x, y, inner.width, &row);
        }
        let y = inner.bottom().saturating_sub(if foot > 1 { 2 } else { 1 });
        let lines = words::count(i64::try_from(self.written).unwrap_or(0), "line", "lines");
        let right = if self.written > 0 { Row::of(format!("{lines} kept"), Role::Good) } else { Row::new() };
        if self.writing {
            let used = painter.put(inner.x, y, inner.width, "▸ ", Role::Accent);
            let wide = u16::try_from(right.width()).unwrap_or(0) + 2;
            self.line.draw(
                Area::new(inner.x + used, y, inner.width.saturating_sub(used + wide), 1),
                painter,
                &[],
                true,
            );
            painter.ends(inner.x + used, y, inner.width.saturating_sub(used), &Row::new(), &right);
        } else {
            let text = if self.line.is_empty() && inner.width < 64 {
                "Enter writes a line down"
            } else if self.line.is_empty() {
                "Enter writes a line: ! promise  > advice  * idea  ? question"
            } else {
                "a line is begun: Enter goes on"
            };
            painter.ends(inner.x, y, inner.width, &Row::of(text, Role::Dim), &right);
        }
    }
}
