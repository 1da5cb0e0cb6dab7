//! Progress: where I stand over a period, beside the one before, each figure opening what is behind it; and the timeline of
//! everything. Says only what the journal says.

mod commands;
mod timeline;
mod view;

use crate::domain::ask::{Answer, Ask, Form, Make, Row as Found};
use crate::domain::overview::{Behind, Page, compose};
use crate::domain::period::Period;
use crate::domain::{Day, Now};
use crate::ui::command::{self, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::effect::Ticket;
use crate::ui::key::{Chord, Mouse};
use crate::ui::page::{self, Columns};
use crate::ui::paint::{Area, Painter};

use super::Screen;
use timeline::Timeline;

/// The screen.
#[derive(Debug, Default)]
pub struct Progress {
    /// The period; the quarter of now until another is chosen.
    period: Option<Period>,
    page: Option<Page>,
    asked: Option<Ticket>,
    cursor: usize,
    /// What stands behind a figure, while it is shown.
    behind: Option<Rows>,
    /// The timeline, and whether it is shown rather than the page.
    timeline: Timeline,
    along: bool,
}

/// The records behind a figure.
#[derive(Debug)]
struct Rows {
    title: String,
    found: Option<Vec<Found>>,
    asked: Option<Ticket>,
    cursor: usize,
    figure: crate::domain::overview::Figure,
}

impl Progress {
    /// The period that is shown.
    fn period(&self, today: Day) -> Period {
        self.period.unwrap_or_else(|| Period::quarter_of(today))
    }

    /// Everything that opens something.
    fn stops(&self) -> usize {
        self.page.as_ref().map_or(0, |page| page.behinds().count())
    }

    /// Whether the page itself is shown.
    fn is_page(&self) -> bool {
        self.behind.is_none() && !self.along
    }

    /// From the page to the timeline and back.
    fn next_view(&mut self, cx: &mut Context<'_>) {
        self.behind = None;
        self.along = !self.along;
        self.refresh(cx);
    }

    /// Gives up what is typed or in force as a filter; tells whether there was one.
    fn end_filter(&mut self, cx: &mut Context<'_>) -> bool {
        self.along && self.timeline.list_mut().end_filter(cx)
    }

    /// What the cursor stands on.
    fn here(&self) -> Option<Behind> {
        self.page.as_ref()?.behinds().nth(self.cursor).cloned()
    }

    /// The page as it lies in an area.
    fn columns(&self, area: Area) -> Columns {
        self.page.as_ref().map(|page| page::lay_out(page, view::body(area))).unwrap_or_default()
    }

    fn go(&mut self, period: Period, cx: &mut Context<'_>) {
        self.period = Some(period);
        self.asked = Some(cx.ask(Ask::Progress(period)));
    }

    /// To the period before or after; never into what has not begun.
    fn step(&mut self, forward: bool, cx: &mut Context<'_>) {
        let today = cx.now.today();
        let here = self.period(today);
        let next = if forward { here.after() } else { here.before() };
        match next.filter(|next| next.from().is_none_or(|from| from <= today)) {
            Some(next) => self.go(next, cx),
            None if here == Period::All => cx.say("All time has nothing beside it; p shows a shorter period"),
            None => cx.say("That is still to come"),
        }
    }

    /// To the period before or after; along the timeline, to the month.
    fn beside(&mut self, later: bool, cx: &mut Context<'_>) {
        if self.along {
            let area = view::inner(cx.area);
            return self.timeline.jump(later, &mut cx.within(area));
        }
        self.step(later, cx);
    }

    /// A month, its quarter, its year, all time.
    fn turn(&mut self, cx: &mut Context<'_>) {
        let today = cx.now.today();
        self.go(self.period(today).turned(today), cx);
    }

    fn enter(&mut self, cx: &mut Context<'_>) {
        if self.along {
            if let Some((kind, id)) = self.timeline.selected() {
                cx.signal(Signal::Open(kind, id));
            }
            return;
        }
        if let Some(behind) = &self.behind {
            if let Some(row) = behind.found.as_ref().and_then(|rows| rows.get(behind.cursor)) {
                cx.signal(Signal::Open(row.kind, row.id));
            }
            return;
        }
        match self.here() {
            Some(Behind::Thing(kind, id)) => cx.signal(Signal::Open(kind, id)),
            Some(Behind::Counted(figure)) => {
                let period = self.period(cx.now.today());
                let asked = Some(cx.ask(Ask::Behind(figure.clone(), period)));
                let title = format!("{}, {}", figure.title(), period.text());
                self.behind = Some(Rows { title, found: None, asked, cursor: 0, figure });
            }
            Some(Behind::Kept(_)) | None => {}
        }
    }

    fn write(&mut self, form: Form, cx: &mut Context<'_>) {
        let period = self.period(cx.now.today());
        cx.make(Make::Progress { period, form });
    }

    /// To the first stop of the next section, or of the one before.
    fn next_section(&mut self, back: bool) {
        let Some(page) = &self.page else { return };
        let firsts = page.firsts();
        let here = firsts.iter().rposition(|first| *first <= self.cursor).unwrap_or(0);
        let count = firsts.len().max(1);
        let next = (here + if back { count - 1 } else { 1 }) % count;
        self.cursor = firsts.get(next).copied().unwrap_or(0);
    }

    fn moved(cursor: usize, motion: Motion, last: usize) -> usize {
        let to = match motion {
            Motion::Up => cursor.saturating_sub(1),
            Motion::Down => cursor + 1,
            Motion::HalfUp | Motion::PageUp => cursor.saturating_sub(8),
            Motion::HalfDown | Motion::PageDown => cursor + 8,
            Motion::First => 0,
            Motion::Last => last,
        };
        to.min(last)
    }
}

impl Screen for Progress {
    fn name(&self) -> &'static str {
        "Progress"
    }

    fn table(&self) -> Vec<Listed> {
        command::listed(commands::TABLE)
    }

    fn commands(&self) -> Vec<Listed> {
        command::available(commands::TABLE, self)
    }

    fn run(&mut self, name: &str, cx: &mut Context<'_>) -> bool {
        command::run(commands::TABLE, self, name, cx)
    }

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        view::draw(self, area, now, painter);
    }

    fn is_typing(&self) -> bool {
        self.along && self.timeline.list().is_filtering()
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        self.along && self.timeline.list_mut().filter_key(chord, cx)
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        self.timeline.list_mut().filter_paste(text, cx);
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        if self.along {
            return self.timeline.motion(motion, &mut cx.within(view::inner(cx.area)));
        }
        match &mut self.behind {
            Some(behind) => {
                let last = behind.found.as_ref().map_or(0, Vec::len).saturating_sub(1);
                behind.cursor = Self::moved(behind.cursor, motion, last);
            }
            None => self.cursor = Self::moved(self.cursor, motion, self.stops().saturating_sub(1)),
        }
    }

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        match mouse {
            Mouse::Up(..) => self.motion(Motion::Up, cx),
            Mouse::Down(..) => self.motion(Motion::Down, cx),
            Mouse::Click(_, y) if self.along => {
                let again = self.timeline.click(y, &mut cx.within(view::inner(cx.area)));
                if again {
                    self.enter(cx);
                }
            }
            Mouse::Click(x, y) => {
                let (at, here) = match &self.behind {
                    Some(behind) => (view::row_at(behind, y, cx.area), behind.cursor),
                    None => (page::stop_at(&self.columns(cx.area), self.cursor, x, y), self.cursor),
                };
                let Some(at) = at else { return };
                match &mut self.behind {
                    Some(behind) => behind.cursor = at,
                    None => self.cursor = at,
                }
                if at == here {
                    self.enter(cx);
                }
            }
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        if self.along {
            return self.timeline.refresh(&mut cx.within(view::inner(cx.area)));
        }
        let period = self.period(cx.now.today());
        self.asked = Some(cx.ask(Ask::Progress(period)));
        if let Some(behind) = &mut self.behind {
            behind.asked = Some(cx.ask(Ask::Behind(behind.figure.clone(), period)));
        }
    }

    fn back(&mut self, cx: &mut Context<'_>) -> bool {
        if self.end_filter(cx) || self.behind.take().is_some() {
            return true;
        }
        let along = self.along;
        if along {
            self.next_view(cx);
        }
        along
    }

    fn failed(&mut self, ticket: Ticket, _why: &str, _cx: &mut Context<'_>) -> bool {
        self.timeline.list_mut().failed(ticket);
        false
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if self.asked.take_if(|asked| *asked == ticket).is_some() {
            if let Answer::Progress(overview) = answer {
                self.page = Some(compose(overview, &cx.now));
                self.cursor = self.cursor.min(self.stops().saturating_sub(1));
            }
            return true;
        }
        if self.timeline.answer(ticket, answer, &mut cx.within(view::inner(cx.area))) {
            return true;
        }
        let Some(behind) = &mut self.behind else { return false };
        let mine = behind.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Behind(rows)) = (mine, answer) {
            behind.cursor = behind.cursor.min(rows.len().saturating_sub(1));
            behind.found = Some(rows.clone());
        }
        mine
    }
}
