//! The trash: what was deleted, to be brought back, or gone for good in two steps.

use crate::domain::ask::{Answer, Ask, Page, Write};
use crate::domain::{Now, dates};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::cursor::Cursor;
use crate::ui::effect::Ticket;
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;
use crate::ui::words;

use super::{Frame, Screen};

/// The most rows asked for.
const ROWS: usize = 500;

/// The screen.
#[derive(Debug, Default)]
pub struct Trash {
    page: Option<Page>,
    cursor: Cursor,
    asked: Option<Ticket>,
    /// Whether the first of the two steps to empty it has been taken.
    sure: bool,
}

/// The commands.
const TABLE: &[Command<Trash>] = &[
    Command::new("restore", &["r"], "bring back", "Out of the trash, to where it was", |screen: &mut Trash, cx| {
        screen.sure = false;
        if let Some(row) = screen.page.as_ref().and_then(|page| page.rows.get(screen.cursor.at)) {
            cx.write(Write::Restore(row.id));
        }
    })
    .when(Trash::has_rows)
    .or_say("the trash is empty"),
    Command::new(
        "empty",
        &["X"],
        "empty it",
        "Delete all of it for good; asks once more, as this alone cannot be undone",
        |screen: &mut Trash, cx| {
            if std::mem::take(&mut screen.sure) {
                cx.write(Write::EmptyTrash);
            } else {
                screen.sure = true;
            }
        },
    )
    .when(Trash::has_rows)
    .or_say("the trash is empty"),
    Command::new("back", &["Esc"], "back", "Leave the trash", |screen: &mut Trash, cx| {
        if !std::mem::take(&mut screen.sure) {
            cx.signal(Signal::Close);
        }
    }),
];

impl Trash {
    fn has_rows(&self) -> bool {
        self.count() > 0
    }

    fn count(&self) -> usize {
        self.page.as_ref().map_or(0, |page| page.rows.len())
    }

    /// Where the rows lie: below the question, where one is asked.
    fn list(&self, area: Area) -> Area {
        let foot = if self.sure { 3.min(area.height) } else { 0 };
        Area { height: area.height - foot, ..area }
    }
}

impl Screen for Trash {
    fn name(&self) -> &'static str {
        "Trash"
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
        let Some(page) = &self.page else { return };
        if page.rows.is_empty() {
            let text = "The trash is empty. What is deleted with x lies here until you empty it, or for as long as the settings say.";
            painter.rows(area, &paragraph(text, usize::from(area.width), Role::Dim));
            return;
        }
        let list = self.list(area);
        self.cursor.draw(list, page.rows.len(), painter, &|n, chosen| {
            let Some(row) = page.rows.get(n) else { return (Row::new(), Row::new()) };
            let role = if chosen { Role::Strong } else { Role::Text };
            let mut right = Row::of(row.kind.spec().label, Role::Dim);
            let gone = row.day.map(|day| format!("deleted {}", dates::say(day, now)));
            right.dotted(gone.unwrap_or_default(), Role::Dim);
            (Row::of(row.title.as_str(), role), right)
        });
        if self.sure {
            let all = words::count(i64::try_from(page.total).unwrap_or(i64::MAX), "thing", "things");
            let text = format!("Delete {all} for good? This cannot be undone: X does it, Esc keeps them.");
            let foot = Area { y: list.bottom() + 1, height: area.bottom().saturating_sub(list.bottom() + 1), ..area };
            painter.rows(foot, &paragraph(&text, usize::from(area.width), Role::Late));
        }
    }

    fn frame(&self) -> Frame {
        let mut title = Row::of("Trash", Role::Brand);
        if let Some(page) = self.page.as_ref().filter(|page| page.total > page.rows.len()) {
            title.push(format!("  the last {} of {}", page.rows.len(), page.total), Role::Dim);
        }
        Frame::around(92, self.count().max(2) + 3, 30, title)
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        self.sure = false;
        self.cursor.motion(motion, self.count(), usize::from(cx.area.height));
    }

    fn click(&mut self, _x: u16, y: u16, cx: &mut Context<'_>) {
        let list = self.list(cx.area);
        self.cursor.click(y, self.count(), list);
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask(Ask::Trash { limit: ROWS }));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Trash(page)) = (mine, answer) {
            self.cursor.keep(page.rows.len());
            self.page = Some(page.clone());
        }
        mine
    }
}
