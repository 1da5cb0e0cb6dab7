//! Who could help with a thing: over whatever is in sight, each with the reason why them. Opens the person, asks nobody.

use crate::domain::ask::{Answer, Ask};
use crate::domain::network::who::{Helper, Outsider, mark};
use crate::domain::{Id, Kind, Now};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::effect::Ticket;
use crate::ui::ink::{Row, paragraph};
use crate::ui::lines::{Line, Stand};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;
use crate::ui::words;

use super::{Frame, Screen};

/// The most people that are told.
const MOST: usize = 20;

/// The screen.
#[derive(Debug)]
pub struct Who {
    thing: Option<Id>,
    helpers: Option<Vec<Helper>>,
    outsider: Option<Outsider>,
    stand: Stand,
    asked: Option<Ticket>,
}

/// The commands.
const TABLE: &[Command<Who>] = &[
    Command::new("open", &["Enter"], "open", "Go to this person", |screen: &mut Who, cx| {
        let lines = screen.lines(usize::from(cx.area.width));
        if let Some((kind, id)) = screen.stand.target(&lines) {
            cx.signal(Signal::Close);
            cx.signal(Signal::Open(kind, id));
        }
    })
    .when(|screen| screen.stand.link.is_some()),
    Command::new("back", &["Esc"], "back", "Back to the thing", |_, cx| cx.signal(Signal::Close)),
];

impl Who {
    /// Who could help with this.
    #[must_use]
    pub const fn new(thing: Option<Id>) -> Self {
        Self { thing, helpers: None, outsider: None, stand: Stand { top: 0, link: None }, asked: None }
    }

    fn lines(&self, columns: usize) -> Vec<Line> {
        let Some(helpers) = &self.helpers else { return Vec::new() };
        if helpers.is_empty() {
            let text = "Nobody yet: no tag and no word of anybody’s fits. What somebody helps with stands in their form; \
                 a tag on both sides is the surest.";
            let mut lines: Vec<Line> = paragraph(text, columns, Role::Text).into_iter().map(Line::from).collect();
            lines.extend(self.outside(columns));
            return lines;
        }
        let mut lines = Vec::new();
        for helper in helpers.iter().take(MOST) {
            let mut left = Row::of(helper.name.as_str(), Role::Text);
            left.dotted(helper.industry.as_deref().unwrap_or_default(), Role::Dim);
            let mut right = Row::new();
            if helper.cross == Some(true) {
                right.dotted("another field", Role::Accent);
            }
            right.dotted(helper.freshness.unwrap_or_default(), Role::Dim);
            if !helper.contact {
                let via = helper.via.as_ref().map_or_else(|| "not met yet".to_owned(), |via| format!("via {via}"));
                right.dotted(via, Role::Soon);
            }
            lines.push(Line::from(left).right(right).to(Kind::Person, helper.id));
            let why = helper.why.join("; ");
            let indent = |row: Row| Line::from(Row::of("  ", Role::Dim).then(row));
            lines.extend(paragraph(&why, columns.saturating_sub(2), Role::Dim).into_iter().map(indent));
        }
        if helpers.len() > MOST {
            let more = i64::try_from(helpers.len() - MOST).unwrap_or(0);
            lines.push(Row::of(format!("and {} more", words::count(more, "person", "people")), Role::Dim).into());
        }
        if let Some(mark) = mark(helpers) {
            lines.extend([Line::default(), Row::of(words::capital(mark), Role::Soon).into()]);
            lines.extend(self.outside(columns));
        }
        lines
    }

    /// Whom to ask where nobody who fits is from outside my field.
    fn outside(&self, columns: usize) -> Vec<Line> {
        self.outsider.as_ref().map_or_else(Vec::new, |outsider| {
            let mut lines: Vec<Line> =
                paragraph(&outsider.words(), columns, Role::Dim).into_iter().map(Line::from).collect();
            if let Some(first) = lines.first_mut() {
                *first = std::mem::take(first).to(Kind::Person, outsider.id);
            }
            lines
        })
    }
}

impl Screen for Who {
    fn name(&self) -> &'static str {
        "Who could help"
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
        self.stand.draw(&self.lines(usize::from(area.width)), area, true, painter);
    }

    fn frame(&self) -> Frame {
        Frame::Float { columns: 84, rows: 24, title: Row::of("Who could help with this", Role::Brand) }
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let lines = self.lines(usize::from(cx.area.width));
        self.stand.motion(motion, &lines, cx.area.height);
    }

    fn click(&mut self, _x: u16, y: u16, cx: &mut Context<'_>) {
        let lines = self.lines(usize::from(cx.area.width));
        self.stand.click(usize::from(y.saturating_sub(cx.area.y)), &lines);
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = self.thing.map(|thing| cx.ask(Ask::Who(thing)));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Helpers(helpers, outsider)) = (mine, answer) {
            self.stand.link = (!helpers.is_empty() || outsider.is_some()).then_some(0);
            (self.helpers, self.outsider) = (Some(helpers.clone()), outsider.clone());
        }
        mine
    }
}
