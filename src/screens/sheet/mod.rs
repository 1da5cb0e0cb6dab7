//! A page over the others, from one key: the horizon. Everything on it opens what it speaks of; it changes nothing.

use crate::domain::Now;
use crate::domain::ask::{Answer, Ask};
use crate::domain::horizon;
use crate::domain::overview::{Behind, Page};
use crate::ui::command::{Command, Listed, Motion, available, listed, run};
use crate::ui::context::{Context, Signal};
use crate::ui::effect::Ticket;
use crate::ui::key::Mouse;
use crate::ui::page::{self, Columns};
use crate::ui::paint::{Area, Painter, inset};

use super::Screen;

/// The screen.
#[derive(Debug, Default)]
pub struct Sheet {
    page: Option<Page>,
    asked: Option<Ticket>,
    cursor: usize,
}

/// The commands.
const TABLE: &[Command<Sheet>] = &[
    Command::new("open", &["Enter"], "open", "Open what the line speaks of", Sheet::enter)
        .when(|sheet| sheet.here().is_some())
        .or_say("nothing is under the cursor"),
    Command::new("next-pane", &["Tab"], "next part", "To the next part of the page", |sheet: &mut Sheet, _| {
        sheet.next_section(false);
    })
    .when(|sheet| sheet.stops() > 0)
    .quiet(),
    Command::new(
        "previous-pane",
        &["S-Tab"],
        "part before",
        "To the part of the page before",
        |sheet: &mut Sheet, _| sheet.next_section(true),
    )
    .when(|sheet| sheet.stops() > 0)
    .quiet(),
    Command::new("back", &["Esc"], "back", "Leave the page", |_, cx| cx.signal(Signal::Close)),
];

impl Sheet {
    fn stops(&self) -> usize {
        self.page.as_ref().map_or(0, |page| page.behinds().count())
    }

    /// What the cursor stands on.
    fn here(&self) -> Option<&Behind> {
        self.page.as_ref()?.behinds().nth(self.cursor)
    }

    fn enter(&mut self, cx: &mut Context<'_>) {
        if let Some(Behind::Thing(kind, id)) = self.here() {
            cx.signal(Signal::Open(*kind, *id));
        }
    }

    /// To the first stop of the next section that has one, or of the one before.
    fn next_section(&mut self, back: bool) {
        let Some(page) = &self.page else { return };
        let firsts = page.firsts();
        let here = firsts.iter().rposition(|first| *first <= self.cursor).unwrap_or(0);
        let count = firsts.len().max(1);
        let next = (here + if back { count - 1 } else { 1 }) % count;
        self.cursor = firsts.get(next).copied().unwrap_or(0);
    }

    fn columns(&self, area: Area) -> Columns {
        self.page.as_ref().map(|page| page::lay_out(page, body(area))).unwrap_or_default()
    }
}

/// The area within its margins.
fn inner(area: Area) -> Area {
    let pad = if area.width >= 60 { 3 } else { 2.min(area.width) };
    Area::new(area.x + pad, area.y, area.width.saturating_sub(pad + 2), area.height)
}

/// Where the sections lie.
fn body(area: Area) -> Area {
    inset(inner(area), 0, if area.height >= 20 { 2 } else { u16::from(area.height >= 6) })
}

impl Screen for Sheet {
    fn name(&self) -> &'static str {
        "Horizon"
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
        painter.clear(area);
        let Some(page) = &self.page else { return };
        let inner = inner(area);
        if area.height >= 6 {
            painter.rows(Area { height: 1, ..inner }, &page::head(page, usize::from(inner.width)));
        }
        page::paint(&self.columns(area), self.cursor, painter);
    }

    fn motion(&mut self, motion: Motion, _cx: &mut Context<'_>) {
        let last = self.stops().saturating_sub(1);
        self.cursor = match motion {
            Motion::Up => self.cursor.saturating_sub(1),
            Motion::Down => self.cursor + 1,
            Motion::HalfUp | Motion::PageUp => self.cursor.saturating_sub(8),
            Motion::HalfDown | Motion::PageDown => self.cursor + 8,
            Motion::First => 0,
            Motion::Last => last,
        }
        .min(last);
    }

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        match mouse {
            Mouse::Up(..) => self.motion(Motion::Up, cx),
            Mouse::Down(..) => self.motion(Motion::Down, cx),
            Mouse::Click(x, y) => {
                let Some(at) = page::stop_at(&self.columns(cx.area), self.cursor, x, y) else { return };
                if std::mem::replace(&mut self.cursor, at) == at {
                    self.enter(cx);
                }
            }
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask(Ask::Horizon));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Horizon(found)) = (mine, answer) {
            self.page = Some(horizon::compose(found, &cx.now));
            self.cursor = self.cursor.min(self.stops().saturating_sub(1));
        }
        mine
    }
}
