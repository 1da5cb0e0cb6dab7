//! Review: a mentor reads what was shared, thing by thing, and answers under each. What is said is kept as a draft until it
//! is written; the share itself is never stored.

mod view;

use crate::domain::Now;
use crate::domain::ask::{Answer, Ask, Packet, Write, Written};
use crate::domain::share::{Begun, Blank, Item, Place, Said, SaidKind, Share, Unfinished};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::editor::Editor;
use crate::ui::effect::Ticket;
use crate::ui::key::{Chord, Key, Mouse};
use crate::ui::paint::{Area, Painter};

use super::Screen;

/// The screen.
#[derive(Debug)]
pub struct Review {
    share: Share,
    /// What stands in the list, by place among the items; what is asked and what is new come first.
    rows: Vec<Entry>,
    cursor: usize,
    /// How far the thing is scrolled.
    scroll: usize,
    reply: Unfinished,
    /// What is being written about the thing under the cursor.
    writing: Option<(Asking, Editor)>,
    /// Whether one's own journal knows that it is read.
    noted: bool,
    drafts: Option<Ticket>,
    saving: Option<Ticket>,
    /// Whether what was said is not in a file yet.
    unsaved: bool,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// The head of a chapter.
    Head(String),
    /// An item, by its place; with a text of its own where it is asked about.
    Item(usize, Option<String>),
    /// A blank of an item, by their places.
    Blank(usize, usize),
    /// The whole.
    Whole,
}

/// What is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Asking {
    /// Something about the thing.
    Said(SaidKind),
    /// One line about the whole.
    Overall,
    /// A note for oneself, in one's own journal.
    Note,
}

impl Asking {
    /// What sort of answer it becomes, where it becomes one about a thing.
    const fn kind(self) -> Option<SaidKind> {
        match self {
            Self::Said(kind) => Some(kind),
            Self::Overall | Self::Note => None,
        }
    }
}

macro_rules! says {
    ($name:literal, $key:literal, $label:literal, $help:literal, $kind:ident) => {
        Command::new($name, &[$key], $label, $help, |screen: &mut Review, _| {
            screen.begin(Asking::Said(SaidKind::$kind))
        })
        .when(|screen| screen.place().is_some() && screen.writing.is_none())
    };
}

/// The commands.
const TABLE: &[Command<Review>] = &[
    says!(
        "comment",
        "r",
        "comment",
        "Say what you see here; a question first is often worth more than advice",
        Comment
    ),
    Command::new("rate", &["R"], "rate", "Where this stands in your eyes, 1 to 5", |screen: &mut Review, _| {
        screen.begin(Asking::Said(SaidKind::Rating));
    })
    .when(|screen| screen.writing.is_none() && screen.place().is_some_and(|place| place.rate)),
    says!("ask-back", "Q", "ask back", "One open question: what, who, what have you tried", Question),
    says!("praise", "P", "praise", "What exactly, and its effect", Praise),
    says!("suggest-action", "A", "action", "Suggest something small enough for a week", Action),
    says!("suggest-person", "N", "person", "Suggest somebody: name, what they do: why them", Person).quiet(),
    Command::new("overall", &["o"], "overall", "One line about the whole", |screen: &mut Review, _| {
        screen.begin(Asking::Overall);
    })
    .when(|screen| screen.writing.is_none())
    .quiet(),
    Command::new(
        "note",
        &["n"],
        "note to self",
        "A private note in your own journal; it is in no reply",
        |screen: &mut Review, _| screen.begin(Asking::Note),
    )
    .when(|screen| screen.writing.is_none())
    .quiet(),
    Command::new(
        "delete",
        &["x"],
        "unsay",
        "Take the last thing you said about this back",
        |screen: &mut Review, cx| {
            let item = screen.about();
            if let Some(at) = screen.reply.items.iter().rposition(|said| said.item == item) {
                screen.reply.items.remove(at);
                screen.keep(cx);
            }
        },
    )
    .when(|screen| screen.said().next().is_some() && screen.writing.is_none()),
    Command::new(
        "save",
        &["S"],
        "save my reply",
        "Write the reply as a new file, to be sent back",
        |screen: &mut Review, cx| {
            let (share, by, to) = (screen.share.share.clone(), screen.share.to.clone(), screen.share.from.clone());
            screen.saving = Some(cx.write(Write::Reply { share, by, to, reply: screen.reply.clone() }));
        },
    )
    .when(|screen| !screen.reply.is_empty() && screen.writing.is_none()),
    Command::new("down-the-page", &["l", "Right"], "on", "Scroll the thing on", |screen: &mut Review, _| {
        screen.scroll += 5;
    })
    .quiet(),
    Command::new("up-the-page", &["b", "Left"], "up", "Scroll the thing back", |screen: &mut Review, _| {
        screen.scroll = screen.scroll.saturating_sub(5);
    })
    .quiet(),
    Command::new(
        "back",
        &["Esc"],
        "back",
        "Put down what you write, or leave the review; it is kept",
        |screen: &mut Review, cx| {
            if screen.writing.is_some() {
                screen.put_down(cx);
            } else {
                // There may be nothing below it: a journal of one's own is not needed.
                cx.signal(Signal::Run("quit"));
            }
        },
    ),
];

impl Review {
    /// A review of what was shared.
    #[must_use]
    pub fn new(share: Share) -> Self {
        let mut rows = Vec::new();
        let place = |id: &str| share.items.iter().position(|item| item.item == id);
        let mut filled: Vec<usize> = Vec::new();
        // What is to be filled in stands where its item stands first.
        let mut push = |rows: &mut Vec<Entry>, at: usize, text: Option<String>| {
            rows.push(Entry::Item(at, text));
            let blanks = share.items.get(at).map_or(0, |item| item.blanks.len());
            if blanks > 0 && !filled.contains(&at) {
                filled.push(at);
                rows.extend((0..blanks).map(|n| Entry::Blank(at, n)));
            }
        };
        if !share.asked.is_empty() {
            rows.push(Entry::Head("Asked of you".to_owned()));
            for asked in &share.asked {
                if let Some(at) = place(&asked.item) {
                    push(&mut rows, at, Some(asked.text.clone()));
                }
            }
        }
        let news: Vec<usize> =
            share.news().filter(|item| item.under.is_none()).filter_map(|item| place(&item.item)).collect();
        if let (Some(since), false) = (share.since, news.is_empty()) {
            rows.push(Entry::Head(format!("New since {}", since.format("%-d %b"))));
            for at in news {
                push(&mut rows, at, None);
            }
        }
        for (head, items) in share.chapters() {
            rows.push(Entry::Head(head.to_owned()));
            items.into_iter().filter_map(|item| place(&item.item)).for_each(|at| push(&mut rows, at, None));
        }
        rows.push(Entry::Head("To finish".to_owned()));
        rows.push(Entry::Whole);
        let cursor = rows.iter().position(|row| matches!(row, Entry::Item(..))).unwrap_or(0);
        Self {
            share,
            rows,
            cursor,
            scroll: 0,
            reply: Unfinished::default(),
            writing: None,
            noted: false,
            drafts: None,
            saving: None,
            unsaved: false,
        }
    }

    /// The item under the cursor, or the one whose blank it is on.
    fn item(&self) -> Option<&Item> {
        match self.rows.get(self.cursor)? {
            Entry::Item(at, _) | Entry::Blank(at, _) => self.share.items.get(*at),
            Entry::Head(_) | Entry::Whole => None,
        }
    }

    /// The blank under the cursor.
    fn blank(&self) -> Option<&Blank> {
        match self.rows.get(self.cursor)? {
            Entry::Blank(at, n) => self.share.items.get(*at)?.blanks.get(*n),
            _ => None,
        }
    }

    /// What is answered under the cursor.
    fn place(&self) -> Option<Place<'_>> {
        let name = self.blank().map(|blank| &blank.item).or_else(|| self.item().map(|item| &item.item))?;
        self.share.place(name)
    }

    /// Its name; none for the whole.
    fn about(&self) -> Option<String> {
        self.place().map(|place| place.name.to_owned())
    }

    /// What is said about what is under the cursor.
    fn said(&self) -> impl Iterator<Item = &Said> {
        let name = self.place().map(|place| place.name);
        self.reply.items.iter().filter(move |said| name.is_some() && said.item.as_deref() == name)
    }

    /// What is said about something of this name.
    fn said_of(&self, name: &str) -> impl Iterator<Item = &Said> {
        self.reply.items.iter().filter(move |said| said.item.as_deref() == Some(name))
    }

    fn begin(&mut self, asking: Asking) {
        let about = if asking.kind().is_some() { self.about() } else { None };
        let begun = self.reply.begun_of(about.as_deref(), asking.kind());
        let text = match asking {
            Asking::Overall if begun.is_empty() => &self.reply.overall,
            Asking::Note => "",
            _ => begun,
        };
        self.writing = Some((asking, Editor::single(text)));
    }

    /// Leaves what is being written for now; it is there again when it is begun again.
    fn put_down(&mut self, cx: &mut Context<'_>) {
        self.keep_words(cx);
        self.writing = None;
    }

    /// Keeps what is being written, as far as it is.
    fn keep_words(&mut self, cx: &mut Context<'_>) {
        let Some((asking, words)) = &self.writing else { return };
        if matches!(asking, Asking::Note | Asking::Said(SaidKind::Rating)) {
            return;
        }
        let item = if asking.kind().is_some() { self.about() } else { None };
        self.reply.begin(Begun { item, kind: asking.kind(), text: words.text() });
        self.draft(cx);
    }

    /// Takes in what was written.
    fn finish(&mut self, cx: &mut Context<'_>) {
        let Some((asking, words)) = self.writing.take() else { return };
        let text = words.text().trim().to_owned();
        let item = if asking.kind().is_some() { self.about() } else { None };
        self.reply.begin(Begun { item: item.clone(), kind: asking.kind(), text: String::new() });
        match asking {
            Asking::Note if text.is_empty() => return,
            Asking::Note => {
                cx.write(Write::Packet(Packet { note: Some(text), ..Packet::of(&self.share) }));
                self.noted = true;
                return;
            }
            Asking::Overall => self.reply.overall = text,
            Asking::Said(SaidKind::Rating) => return self.rated(item, &text, cx),
            Asking::Said(_) if text.is_empty() => {}
            Asking::Said(kind) => {
                let (text, due) = if kind == SaidKind::Action { due_of(&text, &cx.now) } else { (text, None) };
                self.reply.add(Said { item, kind, text, rating: None, due });
            }
        }
        self.keep(cx);
    }

    /// Takes a mark in; among blanks, the next one that asks for a mark is asked at once.
    fn rated(&mut self, item: Option<String>, text: &str, cx: &mut Context<'_>) {
        let rating = text.parse().ok().filter(|rating| (1..=5).contains(rating));
        let among = self.blank().is_some();
        match rating {
            Some(_) => self.reply.add(Said { item, kind: SaidKind::Rating, text: String::new(), rating, due: None }),
            // Left out: it does not apply.
            None if among && text.is_empty() => {}
            None => return cx.say("A rating is a number from 1 to 5"),
        }
        self.keep(cx);
        if among {
            self.step(1);
            if self.blank().is_some_and(|blank| blank.rate) {
                self.begin(Asking::Said(SaidKind::Rating));
            }
        }
    }

    /// Keeps what was said.
    fn keep(&mut self, cx: &mut Context<'_>) {
        self.unsaved = true;
        self.draft(cx);
        if !self.noted && !self.reply.is_empty() {
            self.noted = true;
            cx.write(Write::Packet(Packet::of(&self.share)));
        }
    }

    fn draft(&self, cx: &mut Context<'_>) {
        let text = if self.reply.is_blank() { String::new() } else { self.reply.text() };
        cx.draft(&Unfinished::slot(&self.share.share), text);
    }

    fn step(&mut self, by: isize) {
        let mut at = self.cursor;
        while let Some(next) = at.checked_add_signed(by.signum()).filter(|next| *next < self.rows.len()) {
            at = next;
            if !matches!(self.rows.get(at), Some(Entry::Head(_))) {
                self.cursor = at;
                self.scroll = 0;
                return;
            }
        }
    }
}

/// A text and the day at its end: `send both by fri`.
fn due_of(text: &str, now: &Now) -> (String, Option<crate::domain::Day>) {
    if let Some((what, when)) = text.rsplit_once(" by ")
        && let Ok(day) = crate::domain::dates::parse_day(when.trim(), now, crate::domain::Lean::Future)
    {
        return (what.trim().to_owned(), Some(day));
    }
    (text.to_owned(), None)
}

impl Screen for Review {
    fn name(&self) -> &'static str {
        "Review"
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
        view::draw(self, area, painter);
    }

    fn is_typing(&self) -> bool {
        self.writing.is_some()
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        let Some((asking, words)) = &mut self.writing else { return false };
        let rates = *asking == Asking::Said(SaidKind::Rating);
        if rates && chord.typed().is_some_and(|c| c.is_ascii_digit()) {
            words.set("");
        }
        if chord.key != Key::Enter {
            words.key(chord, Area::new(0, 0, 60, 1));
        }
        if chord.key == Key::Enter || rates && !words.is_empty() {
            self.finish(cx);
        } else {
            self.keep_words(cx);
        }
        true
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        if let Some((_, words)) = &mut self.writing {
            words.insert(text);
            self.keep_words(cx);
        }
    }

    fn motion(&mut self, motion: Motion, _cx: &mut Context<'_>) {
        let many = 8;
        match motion {
            Motion::Up => self.step(-1),
            Motion::Down => self.step(1),
            Motion::HalfUp | Motion::PageUp => (0..many).for_each(|_| self.step(-1)),
            Motion::HalfDown | Motion::PageDown => (0..many).for_each(|_| self.step(1)),
            Motion::First => (0..self.rows.len()).for_each(|_| self.step(-1)),
            Motion::Last => (0..self.rows.len()).for_each(|_| self.step(1)),
        }
    }

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        match mouse {
            Mouse::Up(..) => self.step(-1),
            Mouse::Down(..) => self.step(1),
            Mouse::Click(x, y) => {
                let row = view::row_at(self, cx.area, x, y);
                if let Some(row) = row.filter(|row| !matches!(self.rows.get(*row), Some(Entry::Head(_)))) {
                    self.cursor = row;
                    self.scroll = 0;
                }
            }
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        if self.reply.is_blank() {
            self.drafts = Some(cx.ask(Ask::Drafts));
        }
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.drafts.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Drafts(drafts)) = (mine, answer) {
            let slot = Unfinished::slot(&self.share.share);
            let kept = drafts.iter().find(|draft| draft.slot == slot).and_then(|draft| Unfinished::read(&draft.text));
            if let (Some(kept), true) = (kept, self.reply.is_blank()) {
                (self.unsaved, self.noted) = (!kept.is_empty(), true);
                self.reply = kept;
            }
        }
        mine
    }

    fn written(&mut self, ticket: Ticket, _written: &Written, cx: &mut Context<'_>) -> bool {
        let mine = self.saving.take_if(|saving| *saving == ticket).is_some();
        if mine {
            self.unsaved = false;
            cx.draft(&Unfinished::slot(&self.share.share), String::new());
            if self.noted {
                cx.write(Write::Packet(Packet { replied: true, ..Packet::of(&self.share) }));
            }
        }
        mine
    }
}

#[cfg(test)]
mod tests;
