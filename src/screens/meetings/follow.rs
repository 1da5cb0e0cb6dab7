//! After a meeting: a day for each promise that has none, a call on each piece of advice, and the short message, to be
//! looked at and sent by hand.

use serde_json::json;

use crate::domain::ask::{Answer, Ask, Facts, PartName, Row as Listed, Thing, Written};
use crate::domain::{Fields, Id, Kind, Now, practice};
use crate::ui::command::{self, Command, Listed as Listing, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::cursor::moved;
use crate::ui::effect::{Effect, Ticket};
use crate::ui::glyph;
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter};
use crate::ui::screen::{Frame, Screen};
use crate::ui::theme::Role;
use crate::ui::words;

use super::commands::{change, day};
use super::rows;

/// The overlay.
#[derive(Debug)]
pub struct FollowUp {
    about: Option<Id>,
    asked: Option<Ticket>,
    asked_summary: Option<Ticket>,
    thing: Option<Box<Thing>>,
    summary: Vec<String>,
    cursor: usize,
    saving: Option<Ticket>,
}

/// The commands.
const TABLE: &[Command<FollowUp>] = &[
    Command::new(
        "due-friday",
        &["f"],
        "by Friday",
        "Give the promise a day: the coming Friday",
        |screen: &mut FollowUp, cx| {
            screen.due("fri", cx);
        },
    )
    .when(|screen| screen.is_on(Kind::Action)),
    Command::new("due-week", &["w"], "+1 week", "Give the promise a day: in a week", |screen: &mut FollowUp, cx| {
        screen.due("in a week", cx);
    })
    .when(|screen| screen.is_on(Kind::Action)),
    Command::new(
        "due-month",
        &["m"],
        "end of month",
        "Give the promise a day: the end of the month",
        |screen: &mut FollowUp, cx| {
            screen.due("eom", cx);
        },
    )
    .when(|screen| screen.is_on(Kind::Action)),
    Command::new("call-try", &["t"], "try", "I will try it as it is", |screen: &mut FollowUp, cx| {
        screen.call("try", cx);
    })
    .when(|screen| screen.is_on(Kind::Advice)),
    Command::new("call-adapt", &["a"], "adapt", "I will make it my own", |screen: &mut FollowUp, cx| {
        screen.call("adapt", cx);
    })
    .when(|screen| screen.is_on(Kind::Advice)),
    Command::new("call-park", &["p"], "park", "Not now", |screen: &mut FollowUp, cx| screen.call("park", cx))
        .when(|screen| screen.is_on(Kind::Advice)),
    Command::new(
        "call-decline",
        &["d"],
        "decline",
        "Not for me; declining is fine, silence is not",
        |screen: &mut FollowUp, cx| {
            screen.call("decline", cx);
        },
    )
    .when(|screen| screen.is_on(Kind::Advice)),
    Command::new("edit", &["e"], "edit", "Change it", |screen: &mut FollowUp, cx| {
        if let Some((kind, id)) = screen.here() {
            cx.signal(Signal::Form(kind, Some(id), Fields::new()));
        }
    })
    .when(|screen| screen.here().is_some()),
    Command::new(
        "copy",
        &["B"],
        "copy the summary",
        "Copy the short message to the clipboard",
        |screen: &mut FollowUp, cx| {
            cx.effects.push(Effect::Copy(screen.summary.join("\n") + "\n"));
            cx.say("Copied · nothing else leaves");
        },
    )
    .when(|screen| !screen.summary.is_empty()),
    Command::new(
        "step",
        &["Space"],
        "followed up",
        "They have heard, or there is no need",
        |screen: &mut FollowUp, cx| {
            if let (Some(id), None) = (screen.about, screen.saving) {
                screen.saving = Some(cx.write(change(Kind::Meeting, id, &[("state", json!("followed-up"))])));
            }
        },
    ),
    Command::new("back", &["Esc"], "back", "Leave; the rest can wait", |_, cx| cx.signal(Signal::Close)),
];

impl FollowUp {
    /// About a meeting.
    #[must_use]
    pub const fn new(about: Option<Id>) -> Self {
        Self { about, asked: None, asked_summary: None, thing: None, summary: Vec::new(), cursor: 0, saving: None }
    }

    /// What wants a word: promises without a day, advice without a call.
    fn wanting(&self) -> Vec<&Listed> {
        let came = self.thing.as_ref().map(|thing| thing.part(PartName::Came)).unwrap_or_default();
        let dateless = came.iter().filter(|row| row.kind == Kind::Action && row.due.is_none() && !rows::is_closed(row));
        let uncalled = came.iter().filter(|row| matches!(&row.facts, Facts::Advice(advice) if advice.call.is_none()));
        dateless.chain(uncalled).collect()
    }

    fn here(&self) -> Option<(Kind, Id)> {
        self.wanting().get(self.cursor).map(|row| (row.kind, row.id))
    }

    fn is_on(&self, kind: Kind) -> bool {
        self.here().is_some_and(|(here, _)| here == kind)
    }

    fn due(&self, words: &str, cx: &mut Context<'_>) {
        if let (Some((kind, id)), Some(day)) = (self.here(), day(words, &cx.now)) {
            cx.write(change(kind, id, &[("due", json!(day.to_string()))]));
        }
    }

    fn call(&self, call: &str, cx: &mut Context<'_>) {
        if let Some((kind, id)) = self.here() {
            let called = json!(cx.now.today().to_string());
            cx.write(change(kind, id, &[("my_call", json!(call)), ("called", called)]));
        }
    }

    /// All its lines, and on which of them the cursor stands.
    fn lines(&self, columns: usize, now: &Now) -> (Vec<(Row, Row)>, Option<usize>) {
        let (mut lines, mut here) = (Vec::new(), None);
        let open = self.wanting();
        let count = words::count(i64::try_from(open.len()).unwrap_or(0), "thing", "things");
        if open.is_empty() {
            let row = Row::of(glyph::DONE, Role::Good)
                .with(" every promise has a day, every piece of advice a call", Role::Text);
            lines.push((row, Row::new()));
        } else {
            lines.push((words::heading("a word on"), Row::of(count, Role::Dim)));
            for (n, row) in open.iter().enumerate() {
                if n == self.cursor {
                    here = Some(lines.len());
                }
                let line = rows::line(row, columns, now);
                let asks = match row.kind {
                    Kind::Action => Row::of("by when?", Role::Soon),
                    _ => line.right,
                };
                lines.push((line.left, asks));
            }
        }
        lines.push((Row::new(), Row::new()));
        lines.push((words::heading("the short message"), Row::of("B", Role::Accent).with(" copies it", Role::Dim)));
        for text in &self.summary {
            let parts = paragraph(text, columns, Role::Text);
            lines.extend(parts.into_iter().map(|row| (row, Row::new())));
        }
        (lines, here)
    }
}

impl Screen for FollowUp {
    fn name(&self) -> &'static str {
        "Follow up"
    }

    fn table(&self) -> Vec<Listing> {
        command::listed(TABLE)
    }

    fn commands(&self) -> Vec<Listing> {
        command::available(TABLE, self)
    }

    fn run(&mut self, name: &str, cx: &mut Context<'_>) -> bool {
        command::run(TABLE, self, name, cx)
    }

    fn frame(&self) -> Frame {
        let name = self.thing.as_ref().map_or("", |thing| thing.record.title.as_str());
        let rows = self.summary.len() + self.wanting().len() + 8;
        let title = Row::of("Follow up", Role::Brand).with("  ", Role::Dim).with(name, Role::Text);
        Frame::Float { columns: 86, rows: u16::try_from(rows).unwrap_or(40), title }
    }

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        if self.thing.is_none() {
            return;
        }
        let (lines, here) = self.lines(usize::from(area.width), now);
        let height = usize::from(area.height);
        let at = if self.cursor >= self.wanting().len() { self.cursor + 3 } else { here.unwrap_or(0) };
        let top = (at + 3).saturating_sub(height).min(lines.len().saturating_sub(height));
        for ((n, (left, right)), y) in lines.iter().enumerate().skip(top).zip(area.top()..area.bottom()) {
            painter.ends(area.x, y, area.width, left, right);
            if here == Some(n) {
                painter.band(Area::new(area.x.saturating_sub(1), y, area.width + 1, 1));
            }
        }
    }

    fn motion(&mut self, motion: Motion, _cx: &mut Context<'_>) {
        // Below what wants a word the message is scrolled.
        let last = self.wanting().len() + self.summary.len();
        self.cursor = moved(self.cursor, motion, last + 1, 8);
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = self.about.map(|id| cx.ask(Ask::Thing(id)));
        self.asked_summary = self.about.map(|id| cx.ask(Ask::Practice(practice::Ask::Summary(id))));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        if self.asked.take_if(|asked| *asked == ticket).is_some() {
            if let Answer::Thing(thing) = answer {
                self.thing.clone_from(thing);
                self.cursor = self.cursor.min(self.wanting().len().saturating_sub(1));
            }
            return true;
        }
        let mine = self.asked_summary.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Practice(practice::Answer::Summary(lines))) = (mine, answer) {
            self.summary.clone_from(lines);
        }
        mine
    }

    fn written(&mut self, ticket: Ticket, _written: &Written, cx: &mut Context<'_>) -> bool {
        let mine = self.saving.take_if(|saving| *saving == ticket).is_some();
        if mine {
            cx.signal(Signal::Close);
        }
        mine
    }

    fn failed(&mut self, ticket: Ticket, _why: &str, _cx: &mut Context<'_>) -> bool {
        self.saving.take_if(|saving| *saving == ticket);
        false
    }
}
