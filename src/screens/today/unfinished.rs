//! What was saved and could be completed: each with its question, and Space opens what answers it. A list to pick from,
//! never a debt.

use crate::domain::ask::{Answer, Ask};
use crate::domain::unfinished::{Missing, Unfinished as Gap};
use crate::domain::{Fields, Now, practice};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::cursor::moved;
use crate::ui::effect::Ticket;
use crate::ui::glyph;
use crate::ui::ink::Row;
use crate::ui::paint::{Area, Painter};
use crate::ui::screen::{Frame, Screen};
use crate::ui::theme::Role;

/// The overlay.
#[derive(Debug, Default)]
pub struct Unfinished {
    gaps: Vec<Gap>,
    asked: Option<Ticket>,
    loaded: bool,
    cursor: usize,
}

/// The commands.
const TABLE: &[Command<Unfinished>] = &[
    Command::new("step", &["Space"], "complete it", "Open what completes it", Unfinished::complete)
        .when(|screen| screen.gap().is_some()),
    Command::new("open", &["Enter"], "look at it", "Show the thing where it lives", |screen: &mut Unfinished, cx| {
        match screen.gap().and_then(|gap| Some((gap.kind?, gap.id?))) {
            Some((kind, id)) => cx.signal(Signal::Open(kind, id)),
            None => screen.complete(cx),
        }
    })
    .when(|screen| screen.gap().is_some()),
    Command::new("back", &["Esc"], "back", "Leave; all of it can wait", |_, cx| cx.signal(Signal::Close)),
];

impl Unfinished {
    fn gap(&self) -> Option<&Gap> {
        self.gaps.get(self.cursor)
    }

    fn complete(&mut self, cx: &mut Context<'_>) {
        let Some(gap) = self.gap() else { return };
        match (gap.missing, gap.kind) {
            (Missing::Capture, _) => {
                cx.signal(Signal::Close);
                cx.signal(Signal::Run("capture"));
            }
            (Missing::Takeaway, _) => cx.signal(Signal::Over("capture-into", gap.id)),
            (Missing::FollowUp, _) => cx.signal(Signal::Over("follow-up", gap.id)),
            (_, Some(kind)) => cx.signal(Signal::Form(kind, gap.id, Fields::new())),
            (_, None) => {}
        }
    }

    fn top(&self, height: u16) -> usize {
        (self.cursor * 2 + 2).saturating_sub(usize::from(height)).div_ceil(2)
    }
}

impl Screen for Unfinished {
    fn name(&self) -> &'static str {
        "Unfinished"
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
        let rows = u16::try_from(self.gaps.len().max(1) * 2 + 3).unwrap_or(u16::MAX);
        let title = Row::of("Unfinished", Role::Brand).with("  any of it can wait", Role::Dim);
        Frame::Float { columns: 84, rows, title }
    }

    fn draw(&self, area: Area, _now: &Now, painter: &mut Painter<'_>) {
        if self.loaded && self.gaps.is_empty() {
            painter.put(area.x, area.y, area.width, "Nothing is left half done.", Role::Text);
        }
        let top = self.top(area.height);
        let mut y = area.y;
        for (n, gap) in self.gaps.iter().enumerate().skip(top) {
            if y >= area.bottom() {
                break;
            }
            let role = if n == self.cursor { Role::Strong } else { Role::Text };
            let kind = gap.kind.map_or("capture", |kind| kind.spec().label);
            let left = Row::of(glyph::HALF, Role::Soon).with(" ", Role::Dim).with(gap.title.as_str(), role);
            painter.ends(area.x, y, area.width, &left, &Row::of(kind, Role::Dim));
            if y + 1 < area.bottom() {
                painter.row(
                    area.x + 2,
                    y + 1,
                    area.width.saturating_sub(2),
                    &Row::of(gap.missing.question(), Role::Dim),
                );
            }
            if n == self.cursor {
                let height = 2.min(area.bottom() - y);
                painter.band(Area::new(area.x.saturating_sub(1), y, area.width + 1, height));
            }
            y += 2;
        }
    }

    fn motion(&mut self, motion: Motion, _cx: &mut Context<'_>) {
        let last = self.gaps.len().saturating_sub(1);
        self.cursor = moved(self.cursor, motion, last + 1, 8);
    }

    fn click(&mut self, _x: u16, y: u16, cx: &mut Context<'_>) {
        let at = self.top(cx.area.height) + usize::from(y.saturating_sub(cx.area.y) / 2);
        if at < self.gaps.len() {
            self.cursor = at;
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask(Ask::Practice(practice::Ask::Unfinished)));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Practice(practice::Answer::Unfinished(gaps))) = (mine, answer) {
            self.gaps.clone_from(gaps);
            self.loaded = true;
            self.cursor = self.cursor.min(self.gaps.len().saturating_sub(1));
        }
        mine
    }
}
