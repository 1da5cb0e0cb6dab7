//! The inbox of replies: what mentors proposed, beside what it is about; accept, answer or set aside. Nothing of it changes
//! anything before.

mod view;

use crate::domain::ask::{Answer, Ask, Response, Thing, Write};
use crate::domain::share::Proposal;
use crate::domain::{Id, Now};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::cursor::moved;
use crate::ui::effect::Ticket;
use crate::ui::entry::Entry;
use crate::ui::key::{Chord, Key};
use crate::ui::paint::{Area, Painter};
use crate::ui::room::Look;

use super::Screen;

/// The screen.
#[derive(Debug)]
pub struct Replies {
    /// How the things look that the proposals are about.
    looks: &'static [&'static Look],
    waiting: Option<Vec<Proposal>>,
    cursor: usize,
    /// What the proposal under the cursor is about.
    thing: Option<Box<Thing>>,
    fetched: Option<(Ticket, Id)>,
    /// The answer that is being written.
    words: Option<Entry>,
    asked: Option<Ticket>,
}

/// The commands.
const TABLE: &[Command<Replies>] = &[
    Command::new(
        "step",
        &["Space"],
        "accept",
        "Take it on: a suggested action or person is made, and says where it came from; their half is taken in",
        |screen: &mut Replies, cx| {
            screen.respond(Response::Accept, cx);
        },
    )
    .when(Replies::waits),
    Command::new("answer", &["a"], "answer", "Write down what you say to it", |screen: &mut Replies, cx| {
        let kept = screen.slot().and_then(|slot| cx.drafts.get(&slot).cloned()).unwrap_or_default();
        screen.words = Some(Entry::new("your answer: ", &kept));
    })
    .when(Replies::waits),
    Command::new(
        "set-aside",
        &["d"],
        "set aside",
        "Leave it at that; it stays among the feedback",
        |screen: &mut Replies, cx| {
            screen.respond(Response::SetAside, cx);
        },
    )
    .when(Replies::waits),
    Command::new(
        "open",
        &["Enter"],
        "what it is about",
        "Go to the thing it stands under",
        |screen: &mut Replies, cx| {
            if let Some((id, kind, _)) = screen.here().and_then(|one| one.about.clone()) {
                cx.signal(Signal::Close);
                cx.signal(Signal::Open(kind, id));
            }
        },
    )
    .when(|screen| screen.words.is_none() && screen.here().is_some_and(|one| one.about.is_some())),
    Command::new("back", &["Esc"], "back", "Leave the inbox", |screen: &mut Replies, cx| {
        if screen.words.take().is_none() {
            cx.signal(Signal::Close);
        }
    }),
];

impl Replies {
    /// The inbox, and how things look beside their proposals.
    #[must_use]
    pub const fn new(looks: &'static [&'static Look]) -> Self {
        Self { looks, waiting: None, cursor: 0, thing: None, fetched: None, words: None, asked: None }
    }

    /// What the proposal under the cursor is about, where it is there.
    fn about(&self) -> Option<&Thing> {
        self.thing.as_deref().filter(|thing| Some(thing.record.id) == self.wanted())
    }

    fn wanted(&self) -> Option<Id> {
        self.here()?.about.as_ref().map(|(id, ..)| *id)
    }

    /// Asks for what the proposal under the cursor is about, where it is not the one that is there or on its way.
    fn sync(&mut self, cx: &mut Context<'_>) {
        let Some(wanted) = self.wanted() else { return };
        if self.about().is_none() && self.fetched.is_none_or(|(_, id)| id != wanted) {
            self.fetched = Some((cx.ask(Ask::Thing(wanted)), wanted));
        }
    }

    fn go(&mut self, at: usize, cx: &mut Context<'_>) {
        self.cursor = at;
        self.sync(cx);
    }

    fn here(&self) -> Option<&Proposal> {
        self.waiting.as_ref()?.get(self.cursor)
    }

    fn waits(&self) -> bool {
        self.here().is_some() && self.words.is_none()
    }

    fn slot(&self) -> Option<String> {
        self.here().map(|one| format!("answer:{}", one.record.id))
    }

    fn respond(&mut self, response: Response, cx: &mut Context<'_>) {
        if let Some(proposal) = self.here().map(|one| one.record.id) {
            cx.write(Write::Respond { proposal, response });
        }
    }
}

impl Screen for Replies {
    fn name(&self) -> &'static str {
        "Inbox"
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

    fn is_typing(&self) -> bool {
        self.words.is_some()
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        let slot = self.slot().unwrap_or_default();
        let Some(words) = &mut self.words else { return false };
        if chord.key == Key::Enter {
            let text = words.text();
            self.words = None;
            if !text.is_empty() {
                cx.draft(&slot, String::new());
                self.respond(Response::Answer(text), cx);
            }
            return true;
        }
        words.key(chord);
        cx.draft(&slot, words.text());
        true
    }

    fn paste(&mut self, text: &str, _cx: &mut Context<'_>) {
        if let Some(words) = &mut self.words {
            words.paste(text);
        }
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let count = self.waiting.as_ref().map_or(0, Vec::len);
        self.go(moved(self.cursor, motion, count, 5), cx);
    }

    fn click(&mut self, x: u16, y: u16, cx: &mut Context<'_>) {
        if let Some(at) = view::hit(self, cx.area, &cx.now, (x, y)).filter(|_| self.words.is_none()) {
            self.go(at, cx);
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask(Ask::Inbox));
        self.thing = None;
        self.fetched = None;
        self.sync(cx);
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if self.fetched.take_if(|(fetched, _)| *fetched == ticket).is_some() {
            if let Answer::Thing(thing) = answer {
                self.thing.clone_from(thing);
            }
            return true;
        }
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Inbox(waiting)) = (mine, answer) {
            self.waiting = Some(waiting.clone());
            self.go(self.cursor.min(waiting.len().saturating_sub(1)), cx);
        }
        mine
    }
}
