//! What became of a meeting that was planned: held, moved, cancelled, or nobody came. One key each; no fault in any.

use crate::domain::ask::{Answer, Ask, Thing, Write, Written};
use crate::domain::kinds::meeting::MeetingState;
use crate::domain::{Id, Instant, Lean, Now, dates, practice};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::editor::{Done, Editor};
use crate::ui::effect::Ticket;
use crate::ui::ink::Row;
use crate::ui::key::{Chord, Key};
use crate::ui::paint::{Area, Painter};
use crate::ui::screen::{Frame, Screen};
use crate::ui::theme::Role;

/// The ways a planned meeting goes.
const WAYS: [(&str, &str, MeetingState); 4] = [
    ("h", "held · write down what stays", MeetingState::Held),
    ("m", "moved · to another day, with the same agenda", MeetingState::Moved),
    ("d", "cancelled", MeetingState::Cancelled),
    ("z", "nobody came", MeetingState::NoShow),
];

/// The overlay.
#[derive(Debug)]
pub struct Settle {
    about: Option<Id>,
    asked: Option<Ticket>,
    thing: Option<Box<Thing>>,
    cursor: usize,
    /// The new time, while it is typed.
    to: Option<Editor>,
    saving: Option<(Ticket, MeetingState)>,
    error: Option<String>,
}

/// The commands.
const TABLE: &[Command<Settle>] = &[
    Command::new("open", &["Enter"], "this one", "Say that it went so", |settle: &mut Settle, cx| match settle.to {
        Some(_) => settle.moved(cx),
        None => settle.choose(settle.cursor, cx),
    }),
    Command::new("held", &["h"], "held", "It took place", |settle: &mut Settle, cx| settle.choose(0, cx))
        .when(is_choosing),
    Command::new("moved", &["m"], "moved", "To another day", |settle: &mut Settle, cx| settle.choose(1, cx))
        .when(is_choosing),
    Command::new("cancelled", &["d"], "cancelled", "It does not take place", |settle: &mut Settle, cx| {
        settle.choose(2, cx);
    })
    .when(is_choosing),
    Command::new("no-show", &["z"], "nobody came", "Nobody came", |settle: &mut Settle, cx| settle.choose(3, cx))
        .when(is_choosing),
    Command::new("back", &["Esc"], "back", "Leave it as it is", |settle: &mut Settle, cx| {
        if settle.to.take().is_none() {
            cx.signal(Signal::Close);
        }
    }),
];

const fn is_choosing(settle: &Settle) -> bool {
    settle.to.is_none()
}

impl Settle {
    /// About a meeting.
    #[must_use]
    pub const fn new(about: Option<Id>) -> Self {
        Self { about, asked: None, thing: None, cursor: 0, to: None, saving: None, error: None }
    }

    fn choose(&mut self, at: usize, cx: &mut Context<'_>) {
        self.cursor = at;
        match WAYS.get(at).map(|(.., state)| *state) {
            Some(MeetingState::Moved) => self.to = Some(Editor::single("")),
            Some(state) => self.write(state, None, cx),
            None => {}
        }
    }

    /// The time that is understood so far.
    fn time(&self, now: &Now) -> Option<Instant> {
        let text = self.to.as_ref()?.text();
        dates::parse_instant(text.trim(), now, Lean::Future).ok()
    }

    fn moved(&mut self, cx: &mut Context<'_>) {
        let empty = self.to.as_ref().is_none_or(|to| to.text().trim().is_empty());
        let time = self.time(&cx.now);
        if empty || time.is_some() {
            self.write(MeetingState::Moved, time, cx);
        }
    }

    fn write(&mut self, state: MeetingState, to: Option<Instant>, cx: &mut Context<'_>) {
        if let (Some(meeting), None) = (self.about, &self.saving) {
            self.saving = Some((cx.write(Write::Practice(practice::Write::Settle(meeting, state, to))), state));
        }
    }
}

impl Screen for Settle {
    fn name(&self) -> &'static str {
        "What became of it"
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
        Frame::Float { columns: 64, rows: 11, title: Row::of("What became of it?", Role::Brand) }
    }

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        let mut y = area.y;
        if let Some(thing) = self.thing.as_ref().filter(|_| area.height > 5) {
            let when = thing.record.instant("at").map(|at| dates::say_at(at, now)).unwrap_or_default();
            let row = Row::of(thing.record.title.as_str(), Role::Strong).with("  ", Role::Dim).with(when, Role::Dim);
            painter.row(area.x, y, area.width, &row);
            y += 2;
        }
        for (n, (key, label, _)) in WAYS.iter().enumerate() {
            if y >= area.bottom() {
                return;
            }
            let chosen = n == self.cursor;
            let role = if chosen { Role::Strong } else { Role::Text };
            painter.row(
                area.x + 1,
                y,
                area.width.saturating_sub(1),
                &Row::of(*key, Role::Accent).with("  ", Role::Dim).with(*label, role),
            );
            if chosen {
                painter.band(Area::new(area.x.saturating_sub(1), y, area.width + 1, 1));
            }
            y += 1;
        }
        if let Some(to) = self.to.as_ref().filter(|_| y + 1 < area.bottom() + 2) {
            let y = y.min(area.bottom().saturating_sub(1));
            let used = painter.put(area.x, y, area.width, "to when?  ", Role::Accent);
            painter.clear(Area::new(area.x + used, y, area.width.saturating_sub(used), 1));
            to.draw(Area::new(area.x + used, y, area.width.saturating_sub(used + 24), 1), painter, &[], true);
            let understood = match self.time(now) {
                Some(at) => Row::of(dates::say_at(at, now), Role::Good),
                None if to.text().trim().is_empty() => Row::of("not yet known: Enter", Role::Dim),
                None => Row::of("like  fri 14:00", Role::Soon),
            };
            painter.ends(area.right().saturating_sub(24), y, 24, &Row::new(), &understood);
        }
        if let Some(error) = &self.error {
            painter.put(area.x, area.bottom().saturating_sub(1), area.width, error.as_str(), Role::Late);
        }
    }

    fn is_typing(&self) -> bool {
        self.to.is_some()
    }

    fn key(&mut self, chord: Chord, _cx: &mut Context<'_>) -> bool {
        let Some(to) = self.to.as_mut().filter(|_| chord.key != Key::Esc) else { return false };
        to.key(chord, Area::new(0, 0, 30, 1)) != Done::Nothing
    }

    fn paste(&mut self, text: &str, _cx: &mut Context<'_>) {
        if let Some(to) = &mut self.to {
            to.insert(text);
        }
    }

    fn motion(&mut self, motion: Motion, _cx: &mut Context<'_>) {
        self.cursor = match motion {
            Motion::Up | Motion::HalfUp => self.cursor.saturating_sub(1),
            Motion::Down | Motion::HalfDown => self.cursor + 1,
            Motion::First | Motion::PageUp => 0,
            Motion::Last | Motion::PageDown => WAYS.len() - 1,
        }
        .min(WAYS.len() - 1);
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = self.about.map(|id| cx.ask(Ask::Thing(id)));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Thing(thing)) = (mine, answer) {
            self.thing.clone_from(thing);
        }
        mine
    }

    fn written(&mut self, ticket: Ticket, _written: &Written, cx: &mut Context<'_>) -> bool {
        let Some((_, state)) = self.saving.take_if(|(saving, _)| *saving == ticket) else { return false };
        cx.signal(Signal::Close);
        if state == MeetingState::Held {
            // While it is fresh.
            cx.signal(Signal::Over("capture-into", self.about));
        }
        true
    }

    fn failed(&mut self, ticket: Ticket, why: &str, _cx: &mut Context<'_>) -> bool {
        let mine = self.saving.take_if(|(saving, _)| *saving == ticket).is_some();
        if mine {
            self.error = Some(why.to_owned());
        }
        mine
    }
}
