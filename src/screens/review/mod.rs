//! Review: a mentor reads what was shared, thing by thing, and answers under each. What is said is kept as a draft until it
//! is written; the share itself is never stored.

mod view;

use std::collections::BTreeMap;

use crate::domain::Now;
use crate::domain::ask::{Answer, Ask, Write, Written};
use crate::domain::share::{Item, Said, SaidKind, Share, Unfinished};
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
    /// What was typed and left.
    left: BTreeMap<(Option<String>, Asking), String>,
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
}

macro_rules! says {
    ($name:literal, $key:literal, $label:literal, $help:literal, $kind:ident) => {
        Command::new($name, &[$key], $label, $help, |screen: &mut Review, _| {
            screen.begin(Asking::Said(SaidKind::$kind))
        })
        .when(|screen| screen.item().is_some() && screen.writing.is_none())
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
    .when(|screen| screen.writing.is_none() && screen.item().is_some_and(|item| item.rate)),
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
        "delete",
        &["x"],
        "unsay",
        "Take the last thing you said about this back",
        |screen: &mut Review, cx| {
            let item = screen.item().map(|item| item.item.clone());
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
    Command::new("back", &["Esc"], "back", "Leave the review; what you said is kept", |screen: &mut Review, cx| {
        match screen.writing.take() {
            Some((asking, words)) => {
                let item = screen.item().map(|item| item.item.clone());
                screen.left.insert((item, asking), words.text());
            }
            None => cx.signal(Signal::Close),
        }
    }),
];

impl Review {
    /// A review of what was shared.
    #[must_use]
    pub fn new(share: Share) -> Self {
        let mut rows = Vec::new();
        let place = |id: &str| share.items.iter().position(|item| item.item == id);
        if !share.asked.is_empty() {
            rows.push(Entry::Head("Asked of you".to_owned()));
            let asked = share.asked.iter().filter_map(|asked| Some((place(&asked.item)?, asked.text.clone())));
            rows.extend(asked.map(|(at, text)| Entry::Item(at, Some(text))));
        }
        let news: Vec<usize> =
            share.news().filter(|item| item.under.is_none()).filter_map(|item| place(&item.item)).collect();
        if !news.is_empty() {
            rows.push(Entry::Head("New since last time".to_owned()));
            rows.extend(news.into_iter().map(|at| Entry::Item(at, None)));
        }
        for (head, items) in share.chapters() {
            rows.push(Entry::Head(head.to_owned()));
            rows.extend(items.into_iter().filter_map(|item| Some(Entry::Item(place(&item.item)?, None))));
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
            left: BTreeMap::new(),
            drafts: None,
            saving: None,
            unsaved: false,
        }
    }

    /// The item under the cursor.
    fn item(&self) -> Option<&Item> {
        match self.rows.get(self.cursor)? {
            Entry::Item(at, _) => self.share.items.get(*at),
            Entry::Head(_) | Entry::Whole => None,
        }
    }

    /// What is said about the item under the cursor.
    fn said(&self) -> impl Iterator<Item = &Said> {
        let item = self.item().map(|item| item.item.as_str());
        self.reply.items.iter().filter(move |said| item.is_some() && said.item.as_deref() == item)
    }

    fn begin(&mut self, asking: Asking) {
        let item = self.item().map(|item| item.item.clone());
        let text = match asking {
            Asking::Overall => self.reply.overall.clone(),
            Asking::Said(_) => self.left.get(&(item, asking)).cloned().unwrap_or_default(),
        };
        self.writing = Some((asking, Editor::single(&text)));
    }

    /// Takes in what was written.
    fn finish(&mut self, cx: &mut Context<'_>) {
        let Some((asking, words)) = self.writing.take() else { return };
        let text = words.text().trim().to_owned();
        let item = self.item().map(|item| item.item.clone());
        self.left.remove(&(item.clone(), asking));
        match asking {
            Asking::Overall => self.reply.overall = text,
            Asking::Said(SaidKind::Rating) => {
                let rating = text.parse().ok().filter(|rating| (1..=5).contains(rating));
                if rating.is_none() {
                    cx.say("A rating is a number from 1 to 5");
                    return;
                }
                self.reply.add(Said { item, kind: SaidKind::Rating, text: String::new(), rating, due: None });
            }
            Asking::Said(_) if text.is_empty() => return,
            Asking::Said(kind) => {
                let (text, due) = if kind == SaidKind::Action { due_of(&text, &cx.now) } else { (text, None) };
                self.reply.add(Said { item, kind, text, rating: None, due });
            }
        }
        self.keep(cx);
    }

    /// Keeps what was said.
    fn keep(&mut self, cx: &mut Context<'_>) {
        self.unsaved = true;
        let text = if self.reply.is_empty() { String::new() } else { self.reply.text() };
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
        }
        true
    }

    fn paste(&mut self, text: &str, _cx: &mut Context<'_>) {
        if let Some((_, words)) = &mut self.writing {
            words.insert(text);
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
        if self.reply.is_empty() {
            self.drafts = Some(cx.ask(Ask::Drafts));
        }
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.drafts.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Drafts(drafts)) = (mine, answer) {
            let slot = Unfinished::slot(&self.share.share);
            let kept = drafts.iter().find(|draft| draft.slot == slot).and_then(|draft| Unfinished::read(&draft.text));
            if let (Some(kept), true) = (kept, self.reply.is_empty()) {
                self.unsaved = true;
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
        }
        mine
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::share::Asked;
    use crate::domain::time::{Zone, read_instant};
    use crate::ui::effect::Effect;

    fn share() -> Share {
        let item = |name: &str, kind: &str, rate| Item {
            item: name.to_owned(),
            kind: kind.to_owned(),
            title: name.to_owned(),
            rate,
            ..Item::default()
        };
        Share {
            share: "s".to_owned(),
            from: "Noor".to_owned(),
            to: "Odile".to_owned(),
            asked: vec![Asked { item: "meeting".to_owned(), text: "Think with me".to_owned() }],
            items: vec![item("goal", "goal", true), item("meeting", "meeting", false)],
            ..Share::default()
        }
    }

    fn press(screen: &mut Review, keys: &[&str]) -> Vec<Effect> {
        let (mut effects, mut signals, mut drafts, mut ticket) = (Vec::new(), Vec::new(), BTreeMap::new(), 0);
        let now = Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC);
        let area = Area::new(0, 0, 120, 40);
        let mut cx = Context {
            now,
            area,
            drafts: &mut drafts,
            ticket: &mut ticket,
            effects: &mut effects,
            signals: &mut signals,
        };
        for key in keys {
            if screen.is_typing() && *key != "back" {
                for c in key.chars() {
                    let key = if c == '\n' { Key::Enter } else { Key::Char(c) };
                    screen.key(Chord { key, ctrl: false, alt: false, shift: false }, &mut cx);
                }
            } else if *key == "down" {
                screen.motion(Motion::Down, &mut cx);
            } else {
                assert!(screen.run(key, &mut cx), "{key}");
            }
        }
        effects
    }

    #[test]
    fn what_is_asked_comes_first_and_an_answer_takes_few_keys() {
        let mut screen = Review::new(share());
        assert_eq!(screen.item().map(|item| item.item.as_str()), Some("meeting"));
        press(&mut screen, &["comment", "The night desk\n"]);
        press(&mut screen, &["down", "rate", "4"]);
        press(&mut screen, &["suggest-action", "Send both by 10 oct\n"]);
        let said: Vec<_> =
            screen.reply.items.iter().map(|said| (said.item.as_deref(), said.kind, said.rating)).collect();
        let (meeting, goal) = (Some("meeting"), Some("goal"));
        let want =
            [(meeting, SaidKind::Comment, None), (goal, SaidKind::Rating, Some(4)), (goal, SaidKind::Action, None)];
        assert_eq!(said, want);
        assert_eq!(screen.reply.items[2].text, "Send both");
        assert_eq!(screen.reply.items[2].due.map(|due| due.to_string()).as_deref(), Some("2025-10-10"));
        press(&mut screen, &["rate", "2"]);
        assert_eq!(screen.reply.items.len(), 3, "a second rating replaces the first");
        press(&mut screen, &["delete"]);
        assert!(screen.unsaved && screen.reply.items.len() == 2);
        let written = press(&mut screen, &["save"]);
        assert!(matches!(&written[..], [Effect::Write(_, Write::Reply { share, .. })] if share == "s"), "{written:?}");
    }

    #[test]
    fn what_is_left_half_written_is_there_again() {
        let mut screen = Review::new(share());
        press(&mut screen, &["comment", "Half a", "back"]);
        assert!(!screen.is_typing() && screen.reply.is_empty());
        press(&mut screen, &["comment", " thought\n"]);
        assert_eq!(screen.reply.items[0].text, "Half a thought");
        let kept = screen.reply.text();
        assert_eq!(Unfinished::read(&kept), Some(screen.reply));
    }
}
