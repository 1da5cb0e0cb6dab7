//! Progress: where goals, promises and the weeks stand today. Says only what the journal's figures say.

mod view;

use crate::domain::ask::{Answer, Ask, Today as Page};
use crate::domain::{Kind, Now};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::effect::Ticket;
use crate::ui::paint::{Area, Painter};

use super::Screen;

/// The screen.
#[derive(Debug, Default)]
pub struct Progress {
    page: Option<Box<Page>>,
    asked: Option<Ticket>,
    cursor: usize,
}

/// The commands.
const TABLE: &[Command<Progress>] = &[Command::new(
    "open",
    &["Enter"],
    "open the goal",
    "Open the goal under the cursor",
    |screen: &mut Progress, cx| {
        let goal = screen.page.as_ref().and_then(|page| page.goals.get(screen.cursor));
        if let Some(goal) = goal {
            cx.signal(Signal::Open(Kind::Goal, goal.id));
        }
    },
)
.when(|screen| screen.page.as_ref().is_some_and(|page| !page.goals.is_empty()))];

impl Screen for Progress {
    fn name(&self) -> &'static str {
        "Progress"
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

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        view::draw(self, area, now, painter);
    }

    fn motion(&mut self, motion: Motion, _cx: &mut Context<'_>) {
        let last = self.page.as_ref().map_or(0, |page| page.goals.len()).saturating_sub(1);
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

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask(Ask::Today));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Today(page)) = (mine, answer) {
            self.cursor = self.cursor.min(page.goals.len().saturating_sub(1));
            self.page = Some(page.clone());
        }
        mine
    }
}
