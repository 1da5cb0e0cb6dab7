//! A page over the others: the horizon, and papers to hand on, looked at exactly as they leave. Everything on it opens what
//! it speaks of; it changes no record.

use crate::domain::ask::{Answer, Ask, Form, Make};
use crate::domain::horizon;
use crate::domain::overview::{Behind, Page};
use crate::domain::period::Period;
use crate::domain::share::paper::{Paper, Wanted};
use crate::domain::{Kind, Now};
use crate::ui::command::{Command, Listed, Motion, available, listed, run};
use crate::ui::context::{Context, Signal};
use crate::ui::effect::Ticket;
use crate::ui::key::{Chord, Mouse};
use crate::ui::page::{self, Columns};
use crate::ui::paint::{Area, Painter, inset};
use crate::ui::picker::{Choosing, Picked, Picker};

use super::Screen;

/// The screen.
#[derive(Debug)]
pub struct Sheet {
    /// The paper that is wanted; the horizon where none is.
    wanted: Option<Wanted>,
    page: Option<Page>,
    asked: Option<Ticket>,
    cursor: usize,
    /// The name of whom the paper is for, where it is for one person.
    name: Option<String>,
    picker: Option<Picker>,
}

/// As a choice of whom a paper is for: nobody in particular.
const ANYBODY: &str = "anybody";

/// The most lines of a section that are looked at; the file has all of them.
const LINES: usize = 200;

/// The commands.
const TABLE: &[Command<Sheet>] = &[
    Command::new("open", &["Enter"], "open", "Open what the line speaks of", Sheet::enter)
        .when(|sheet| matches!(sheet.here(), Some(Behind::Thing(..))))
        .or_say("nothing to open is under the cursor"),
    Command::new("take-in", &["Space"], "take in", "Tell this kind too, in this paper alone", Sheet::take_in)
        .when(|sheet| matches!(sheet.here(), Some(Behind::Kept(_))))
        .or_say("what stays stands at the end of the page"),
    Command::new(
        "hide-line",
        &["h"],
        "leave out",
        "Leave the line under the cursor out of this paper",
        Sheet::leave_out,
    )
    .when(|sheet| sheet.wanted.is_some() && matches!(sheet.here(), Some(Behind::Thing(..))))
    .or_say("no line of a paper is under the cursor"),
    Command::new(
        "all",
        &["a"],
        "as it was",
        "The paper as it was: nothing left out, nothing taken in",
        Sheet::begin_again,
    )
    .when(|sheet| sheet.wanted.as_ref().is_some_and(|wanted| *wanted != first(wanted.paper, wanted.period)))
    .or_say("nothing was left out or taken in"),
    Command::new(
        "for-whom",
        &["f"],
        "for whom",
        "Tell what one person may read, and no more",
        |sheet: &mut Sheet, cx| {
            sheet.picker = Some(Picker::open("For whom", Some(Kind::Person), Some(ANYBODY), cx));
        },
    )
    .when(|sheet| sheet.wanted.as_ref().is_some_and(|wanted| wanted.paper != Paper::Programme))
    .or_say("the figures are the same for everybody"),
    Command::new("period-before", &["["], "before", "The period before this one", |sheet: &mut Sheet, cx| {
        sheet.turn(Period::before, cx);
    })
    .when(Sheet::is_paper)
    .or_say("the horizon lies ahead as it is"),
    Command::new("period-after", &["]"], "after", "The period after this one", |sheet: &mut Sheet, cx| {
        sheet.turn(Period::after, cx);
    })
    .when(Sheet::is_paper)
    .or_say("the horizon lies ahead as it is"),
    Command::new(
        "period-length",
        &["p"],
        "period",
        "A month, its quarter, its year, all time",
        |sheet: &mut Sheet, cx| {
            let today = cx.now.today();
            sheet.turn(|period| Some(period.turned(today)), cx);
        },
    )
    .when(Sheet::is_paper)
    .or_say("the horizon lies ahead as it is"),
    Command::new(
        "write-html",
        &["w h"],
        "write",
        "Write it as HTML, to read in a browser or to print",
        |sheet: &mut Sheet, cx| {
            sheet.write(Form::Html, cx);
        },
    )
    .when(Sheet::is_paper)
    .or_say("the horizon is not handed on"),
    Command::new("write-markdown", &["w m"], "as Markdown", "Write it as Markdown", |sheet: &mut Sheet, cx| {
        sheet.write(Form::Markdown, cx);
    })
    .when(Sheet::is_paper)
    .or_say("the horizon is not handed on")
    .quiet(),
    Command::new("next-pane", &["Tab"], "next part", "To the next part of the page", |sheet: &mut Sheet, _| {
        sheet.next_section(false);
    })
    .when(|sheet| sheet.stops() > 0 && sheet.picker.is_none())
    .quiet(),
    Command::new(
        "previous-pane",
        &["S-Tab"],
        "part before",
        "To the part of the page before",
        |sheet: &mut Sheet, _| sheet.next_section(true),
    )
    .when(|sheet| sheet.stops() > 0 && sheet.picker.is_none())
    .quiet(),
    Command::new("back", &["Esc"], "back", "Leave the page", |sheet: &mut Sheet, cx| {
        if sheet.picker.take().is_none() {
            cx.signal(Signal::Close);
        }
    }),
];

/// A paper as it is first looked at.
fn first(paper: Paper, period: Period) -> Wanted {
    Wanted { period, most: LINES, ..Wanted::new(paper) }
}

impl Sheet {
    /// The horizon.
    #[must_use]
    pub const fn horizon() -> Self {
        Self { wanted: None, page: None, asked: None, cursor: 0, name: None, picker: None }
    }

    /// A paper.
    #[must_use]
    pub fn paper(paper: Paper) -> Self {
        Self { wanted: Some(first(paper, Period::All)), ..Self::horizon() }
    }

    const fn is_paper(&self) -> bool {
        self.wanted.is_some()
    }

    /// Changes what is wanted of the paper.
    fn want(&mut self, change: impl FnOnce(&mut Wanted), cx: &mut Context<'_>) {
        if let Some(wanted) = &mut self.wanted {
            change(wanted);
            self.asked = Some(cx.ask(Ask::Paper(Box::new(wanted.clone()))));
        }
    }

    fn take_in(&mut self, cx: &mut Context<'_>) {
        if let Some(Behind::Kept(kind)) = self.here().cloned() {
            self.want(|wanted| wanted.also_kinds.push(kind), cx);
            cx.say("In this paper alone; nobody sees more of it elsewhere");
        }
    }

    fn leave_out(&mut self, cx: &mut Context<'_>) {
        if let Some(Behind::Thing(_, id)) = self.here().cloned() {
            self.want(
                |wanted| {
                    wanted.without.insert(id);
                },
                cx,
            );
        }
    }

    fn begin_again(&mut self, cx: &mut Context<'_>) {
        self.name = None;
        self.want(|wanted| *wanted = first(wanted.paper, wanted.period), cx);
    }

    /// Makes it for one person, or for anybody again.
    fn choose(&mut self, picked: Picked, cx: &mut Context<'_>) {
        let person = match picked {
            Picked::Row(row) => Some((row.id, row.title)),
            Picked::Extra(_) | Picked::New(_) => None,
        };
        let id = person.as_ref().map(|(id, _)| *id);
        self.name = person.map(|(_, name)| name);
        match &self.name {
            Some(name) => cx.say(&format!("What {name} may read, and no more")),
            None => cx.say("For anybody: also what is shared with one mentor alone"),
        }
        self.want(|wanted| wanted.person = id, cx);
    }

    fn picker_key(&mut self, chord: Chord, cx: &mut Context<'_>) {
        let Some(picker) = &mut self.picker else { return };
        match picker.key(chord, cx) {
            Choosing::Open => {}
            Choosing::Left => self.picker = None,
            Choosing::Chose(picked) => {
                self.picker = None;
                self.choose(picked, cx);
            }
        }
    }

    /// To another period; never into what has not begun.
    fn turn(&mut self, next: impl FnOnce(Period) -> Option<Period>, cx: &mut Context<'_>) {
        let Some(here) = self.wanted.as_ref().map(|wanted| wanted.period) else { return };
        let today = cx.now.today();
        match next(here).filter(|next| next.from().is_none_or(|from| from <= today)) {
            Some(period) => self.want(|wanted| wanted.period = period, cx),
            None if here == Period::All => cx.say("All time has nothing beside it; p shows a shorter period"),
            None => cx.say("That is still to come"),
        }
    }

    fn write(&mut self, form: Form, cx: &mut Context<'_>) {
        if let Some(wanted) = &self.wanted {
            let whole = Wanted { most: Wanted::new(wanted.paper).most, ..wanted.clone() };
            cx.make(Make::Paper { wanted: Box::new(whole), form });
        }
    }

    /// The page as it is looked at: with whom it is for.
    fn told(&self, mut page: Page) -> Page {
        if let Some(name) = &self.name {
            let gap = if page.beside.is_empty() { "" } else { " · " };
            page.beside.push_str(&format!("{gap}for {name}"));
        }
        page
    }

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
        self.wanted.as_ref().map_or("Horizon", |wanted| wanted.paper.title())
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

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        painter.clear(area);
        if let Some(page) = &self.page {
            let inner = inner(area);
            if area.height >= 6 {
                painter.rows(Area { height: 1, ..inner }, &page::head(page, usize::from(inner.width)));
            }
            page::paint(&self.columns(area), self.cursor, painter);
        }
        if let Some(picker) = &self.picker {
            picker.draw(area, now, painter);
        }
    }

    fn is_typing(&self) -> bool {
        self.picker.is_some()
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        let picking = self.picker.is_some();
        self.picker_key(chord, cx);
        picking
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        if let Some(picker) = &mut self.picker {
            picker.paste(text, cx);
        }
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
            _ if self.picker.is_some() => {}
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
        self.asked = Some(cx.ask(match &self.wanted {
            None => Ask::Horizon,
            Some(wanted) => Ask::Paper(Box::new(wanted.clone())),
        }));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if self.picker.as_mut().is_some_and(|picker| picker.answer(ticket, answer)) {
            return true;
        }
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        let page = match answer {
            Answer::Horizon(found) => horizon::compose(found, &cx.now),
            Answer::Paper(made) => self.told(made.preview()),
            _ => return mine,
        };
        if mine {
            self.page = Some(page);
            self.cursor = self.cursor.min(self.stops().saturating_sub(1));
        }
        mine
    }
}
