//! The share screen: with whom, what leaves and what does not, and each thing through the reader's eyes, before anything is
//! written. It marks and writes by asking; it holds nothing that was not looked at.

mod locking;
mod view;

use crate::domain::ask::{Answer, Ask, Linked, Row, Sharing, Write, Written};
use crate::domain::share::{Item, Scope, Wrap};
use crate::domain::{Id, Kind, Now};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::effect::Ticket;
use crate::ui::key::Chord;
use crate::ui::paint::{Area, Painter};
use crate::ui::picker::{Choosing, Picked, Picker};

use super::Screen;
use locking::{Locking, Sort, Step};

/// The screen.
#[derive(Debug, Default)]
pub struct HandOver {
    person: Option<Id>,
    scope: Scope,
    sharing: Option<Box<Sharing>>,
    /// What may leave, in the order of reading: what was left out keeps its place.
    all: Vec<Entry>,
    cursor: usize,
    /// Whether the cursor is on the lines of the thing, and on which.
    line: Option<usize>,
    /// How far the whole page is scrolled, where it is shown instead.
    page: Option<usize>,
    picker: Option<Picker>,
    /// The words or the key that will lock it, while they are typed.
    locking: Option<Locking>,
    asked: Option<Ticket>,
    /// The answer has come, and there is nobody to share with.
    nobody: bool,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry {
    /// The head of a chapter.
    Chapter(&'static str),
    /// A thing that may leave.
    Thing {
        /// Which record.
        id: Id,
        /// Of which kind.
        kind: Kind,
        /// What the reader sees it called.
        title: String,
        /// Whether it hangs on the one before.
        under: bool,
    },
    /// A thing that is linked to them and not shared with them.
    Linked(Linked),
}

/// The commands.
const TABLE: &[Command<HandOver>] = &[
    Command::new(
        "step",
        &["Space"],
        "in or out",
        "Leave the thing, or the chapter, out of this share, or take it in; share what is only linked",
        |screen: &mut HandOver, cx| {
            screen.tick(cx);
        },
    )
    .when(|screen| !screen.all.is_empty()),
    Command::new(
        "write",
        &["w"],
        "write the page",
        "Write the page as a new file, and note it in the register",
        |screen: &mut HandOver, cx| screen.hand(Wrap::Open, cx),
    )
    .when(|screen| screen.leaves() > 0),
    Command::new(
        "write-locked",
        &["W"],
        "write it locked",
        "Write the page locked with a passphrase, asked twice; any browser opens it with the words",
        |screen: &mut HandOver, _| screen.locking = Some(Locking::new(Sort::Page)),
    )
    .when(|screen| screen.leaves() > 0),
    Command::new(
        "write-sealed",
        &["t"],
        "seal it",
        "Write a sealed file for `mentee review`: to their key (age1…), or with a passphrase",
        |screen: &mut HandOver, _| screen.locking = Some(Locking::new(Sort::Sealed)),
    )
    .when(|screen| screen.leaves() > 0)
    .quiet(),
    Command::new(
        "whole-page",
        &["v"],
        "whole page",
        "Show the whole page as they will read it, or the things one by one",
        |screen: &mut HandOver, _| {
            screen.page = if screen.page.is_some() { None } else { Some(0) };
        },
    )
    .when(|screen| screen.leaves() > 0),
    Command::new(
        "open",
        &["Enter"],
        "its lines",
        "Go to the lines of the thing, to hide one",
        |screen: &mut HandOver, _| screen.line = Some(0),
    )
    .when(|screen| screen.line.is_none() && screen.item().is_some_and(|item| !item.lines.is_empty())),
    Command::new("hide-line", &["h"], "hide the line", "Keep this line here", |screen: &mut HandOver, cx| {
        screen.hide(cx);
    })
    .when(|screen| screen.line.is_some()),
    Command::new(
        "show-lines",
        &["H"],
        "show all lines",
        "Let all lines of this thing leave again",
        |screen: &mut HandOver, cx| {
            if let Some(Entry::Thing { id, .. }) = screen.here() {
                let id = *id;
                screen.scope.hidden.retain(|(of, _)| *of != id);
                screen.refresh(cx);
            }
        },
    )
    .when(HandOver::hides),
    Command::new("person", &["p"], "somebody else", "Choose with whom to share", |screen: &mut HandOver, cx| {
        screen.picker = Some(Picker::open("Share with", Some(Kind::Person), None, cx));
    }),
    Command::new(
        "contacts",
        &["o"],
        "contact data",
        "Tell how to reach people, or keep it",
        |screen: &mut HandOver, cx| {
            screen.scope.contacts = !screen.scope.contacts;
            screen.refresh(cx);
        },
    )
    .quiet(),
    Command::new(
        "marks",
        &["m"],
        "my marks",
        "Tell my own marks of an evaluation, or keep them; without them theirs are freer",
        |screen: &mut HandOver, cx| {
            screen.scope.marks = !screen.scope.marks;
            screen.refresh(cx);
        },
    )
    .quiet(),
    Command::new("back", &["Esc"], "back", "Leave the share unwritten", |screen: &mut HandOver, cx| {
        if screen.locking.take().is_none() && screen.line.take().is_none() && screen.page.take().is_none() {
            cx.signal(Signal::Close);
        }
    }),
];

impl HandOver {
    /// A share with somebody; with the person of the next meeting where nobody is named.
    #[must_use]
    pub fn new(person: Option<Id>) -> Self {
        Self { person, ..Self::default() }
    }

    /// Writes what was looked at.
    fn hand(&self, wrap: Wrap, cx: &mut Context<'_>) {
        if let Some(person) = self.person {
            cx.write(Write::Hand { person, scope: self.scope.clone(), wrap });
        }
    }

    /// How many things leave.
    fn leaves(&self) -> usize {
        self.sharing.as_ref().map_or(0, |sharing| sharing.built.records.len())
    }

    /// The row under the cursor.
    fn here(&self) -> Option<&Entry> {
        self.all.get(self.cursor)
    }

    /// The item of a record, where it leaves.
    fn item_of(&self, id: Id) -> Option<&Item> {
        let built = &self.sharing.as_ref()?.built;
        let at = built.records.iter().position(|(of, _)| *of == id)?;
        built.share.items.get(at)
    }

    /// The item under the cursor.
    fn item(&self) -> Option<&Item> {
        match self.here()? {
            Entry::Thing { id, .. } => self.item_of(*id),
            _ => None,
        }
    }

    /// Whether a line of the thing under the cursor is hidden.
    fn hides(&self) -> bool {
        matches!(self.here(), Some(Entry::Thing { id, .. }) if self.scope.hidden.iter().any(|(of, _)| of == id))
    }

    /// Takes the thing under the cursor out or in; a chapter as a whole; what is only linked is shared.
    fn tick(&mut self, cx: &mut Context<'_>) {
        let ids: Vec<Id> = match self.here() {
            None => return,
            Some(Entry::Linked(linked)) => {
                if let Some(person) = self.person {
                    cx.write(Write::Show { person, ids: vec![linked.id] });
                }
                return;
            }
            Some(Entry::Thing { id, under, .. }) => {
                // What hangs on a thing goes with it.
                let hanging = self.all.iter().skip(self.cursor + 1).map_while(|entry| match entry {
                    Entry::Thing { id, under: true, .. } if !under => Some(*id),
                    _ => None,
                });
                std::iter::once(*id).chain(hanging).collect()
            }
            Some(Entry::Chapter(_)) => self
                .all
                .iter()
                .skip(self.cursor + 1)
                .map_while(|entry| match entry {
                    Entry::Thing { id, .. } => Some(*id),
                    _ => None,
                })
                .collect(),
        };
        if ids.iter().any(|id| !self.scope.without.contains(id)) {
            self.scope.without.extend(ids);
            self.scope.without.sort_unstable();
            self.scope.without.dedup();
        } else {
            self.scope.without.retain(|id| !ids.contains(id));
        }
        self.refresh(cx);
    }

    /// Keeps the line under the cursor here.
    fn hide(&mut self, cx: &mut Context<'_>) {
        let (Some(Entry::Thing { id, .. }), Some(line)) = (self.here(), self.line) else { return };
        let Some(label) = self.item().and_then(|item| item.lines.get(line)).map(|line| line.label.clone()) else {
            return;
        };
        let hidden = (*id, label);
        self.scope.hidden.push(hidden);
        self.refresh(cx);
    }

    /// Takes an answer in: new things join, what was left out keeps its place.
    fn take(&mut self, sharing: &Sharing) {
        self.person = Some(sharing.person);
        let built = &sharing.built;
        let mut known: Vec<Entry> = Vec::new();
        for (head, kinds) in crate::domain::share::CHAPTERS {
            let mut things: Vec<Entry> = Vec::new();
            let here = built.share.items.iter().zip(&built.records).filter(|(_, (_, kind))| kinds.contains(kind));
            for (item, (id, kind)) in here {
                things.push(Entry::Thing {
                    id: *id,
                    kind: *kind,
                    title: item.title.clone(),
                    under: item.under.is_some(),
                });
            }
            let out = self.all.iter().enumerate().filter(|(_, entry)| match entry {
                Entry::Thing { id, kind, .. } => kinds.contains(kind) && self.scope.without.contains(id),
                _ => false,
            });
            for (at, entry) in out {
                // After the last of those that stood before it.
                let before = self.all.get(..at).unwrap_or_default();
                let place = things.iter().rposition(|thing| before.iter().any(|old| same(old, thing)));
                things.insert(place.map_or(0, |place| place + 1), entry.clone());
            }
            if !things.is_empty() {
                known.push(Entry::Chapter(head));
                known.extend(things);
            }
        }
        if !sharing.linked.is_empty() {
            known.push(Entry::Chapter("Linked to them, not shared"));
            known.extend(sharing.linked.iter().cloned().map(Entry::Linked));
        }
        self.all = known;
        self.cursor = self.cursor.min(self.all.len().saturating_sub(1));
        self.sharing = Some(Box::new(sharing.clone()));
        let lines = self.item().map_or(0, |item| item.lines.len());
        self.line = self.line.filter(|_| lines > 0).map(|line| line.min(lines.saturating_sub(1)));
    }

    fn chose(&mut self, row: &Row, cx: &mut Context<'_>) {
        *self = Self::new(Some(row.id));
        self.refresh(cx);
    }
}

/// Whether two rows are about the same thing.
fn same(one: &Entry, other: &Entry) -> bool {
    matches!((one, other), (Entry::Thing { id: one, .. }, Entry::Thing { id: other, .. }) if one == other)
}

impl Screen for HandOver {
    fn name(&self) -> &'static str {
        "Share"
    }

    fn table(&self) -> Vec<Listed> {
        command::listed(TABLE)
    }

    fn commands(&self) -> Vec<Listed> {
        let mut all = command::available(TABLE, self);
        // Every key is a letter of it while a passphrase is typed.
        all.retain(|command| self.locking.is_none() || command.name == "back");
        all
    }

    fn run(&mut self, name: &str, cx: &mut Context<'_>) -> bool {
        command::run(TABLE, self, name, cx)
    }

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        view::draw(self, area, painter);
        if let Some(picker) = &self.picker {
            picker.draw(area, now, painter);
        }
    }

    fn is_typing(&self) -> bool {
        self.picker.is_some() || self.locking.is_some()
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        if let Some(locking) = &mut self.locking {
            match locking.key(chord) {
                Step::On => {}
                Step::Off(why) => cx.say(why),
                Step::Done(wrap) => {
                    self.locking = None;
                    self.hand(wrap, cx);
                }
            }
            return true;
        }
        let Some(picker) = &mut self.picker else { return false };
        match picker.key(chord, cx) {
            Choosing::Open => {}
            Choosing::Left => self.picker = None,
            Choosing::Chose(Picked::Row(row)) => self.chose(&row, cx),
            Choosing::Chose(_) => {}
        }
        true
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        if let Some(locking) = &mut self.locking {
            locking.paste(text);
        } else if let Some(picker) = &mut self.picker {
            picker.paste(text, cx);
        }
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let page = usize::from(cx.area.height.max(2)) - 1;
        let (at, last) = match (&mut self.page, self.line) {
            (Some(top), _) => (*top, usize::MAX),
            (None, Some(line)) => (line, self.item().map_or(0, |item| item.lines.len()).saturating_sub(1)),
            (None, None) => (self.cursor, self.all.len().saturating_sub(1)),
        };
        let to = match motion {
            Motion::Up => at.saturating_sub(1),
            Motion::Down => at.saturating_add(1),
            Motion::HalfUp => at.saturating_sub(page / 2),
            Motion::HalfDown => at.saturating_add(page / 2),
            Motion::PageUp => at.saturating_sub(page),
            Motion::PageDown => at.saturating_add(page),
            Motion::First => 0,
            Motion::Last => last,
        }
        .min(last);
        match (&mut self.page, &mut self.line) {
            (Some(top), _) => *top = to,
            (None, Some(line)) => *line = to,
            (None, None) => self.cursor = to,
        }
        if let (Some(top), Some(sharing)) = (&mut self.page, &self.sharing) {
            *top = (*top).min(view::page_rows(sharing, cx.area).len().saturating_sub(page));
        }
    }

    fn click(&mut self, x: u16, y: u16, cx: &mut Context<'_>) {
        if let Some(row) = view::row_at(self, cx.area, x, y) {
            self.cursor = row;
            self.line = None;
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask(Ask::Share { person: self.person, scope: self.scope.clone() }));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        if self.picker.as_mut().is_some_and(|picker| picker.answer(ticket, answer)) {
            return true;
        }
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Share(sharing)) = (mine, answer) {
            self.nobody = sharing.is_none();
            if let Some(sharing) = sharing {
                self.take(sharing);
            }
        }
        mine
    }

    fn written(&mut self, _ticket: Ticket, _written: &Written, _cx: &mut Context<'_>) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::share::{Built, Share};
    use crate::domain::time::{Zone, read_instant};
    use crate::ui::effect::Effect;

    fn id(last: u8) -> Id {
        Id::from_bytes(&[last; 16]).expect("an id")
    }

    /// What leaves of a goal with two check-ins, and a promise, without what is left out.
    fn sharing(scope: &Scope) -> Sharing {
        let all = [
            (2, Kind::Goal, None),
            (3, Kind::CheckIn, Some("i2")),
            (4, Kind::CheckIn, Some("i2")),
            (5, Kind::Action, None),
        ];
        let (mut items, mut records) = (Vec::new(), Vec::new());
        for (n, kind, under) in all.into_iter().filter(|(n, ..)| !scope.without.contains(&id(*n))) {
            let line = |label: &str| crate::domain::share::Line { label: label.to_owned(), text: "x".to_owned() };
            let hidden = |line: &crate::domain::share::Line| {
                scope.hidden.iter().any(|(of, label)| *of == id(n) && *label == line.label)
            };
            items.push(Item {
                item: format!("i{n}"),
                kind: kind.name().to_owned(),
                title: format!("t{n}"),
                under: under.map(str::to_owned),
                lines: [line("Why"), line("Unit")].into_iter().filter(|line| !hidden(line)).collect(),
                ..Item::default()
            });
            records.push((id(n), kind));
        }
        let built = Built { share: Share { items, to: "Odile".to_owned(), ..Share::default() }, records };
        Sharing { person: id(1), built, stays: 7, linked: Vec::new() }
    }

    /// A screen that is answered at once.
    fn press(screen: &mut HandOver, command: &str) -> Vec<Write> {
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
        match command {
            "begin" => screen.refresh(&mut cx),
            "down" => screen.motion(Motion::Down, &mut cx),
            name => assert!(screen.run(name, &mut cx), "{name}"),
        }
        let mut writes = Vec::new();
        for effect in std::mem::take(cx.effects) {
            match effect {
                Effect::Ask(ticket, Ask::Share { scope, .. }) => {
                    screen.answer(ticket, &Answer::Share(Some(Box::new(sharing(&scope)))), &mut cx);
                }
                Effect::Write(_, write) => writes.push(write),
                _ => {}
            }
        }
        writes
    }

    fn shown(screen: &HandOver) -> String {
        let row = |entry: &Entry| match entry {
            Entry::Chapter(head) => (*head).to_owned(),
            Entry::Thing { id, title, .. } => {
                format!("{}{title}", if screen.scope.without.contains(id) { "-" } else { "+" })
            }
            Entry::Linked(linked) => linked.title.clone(),
        };
        screen.all.iter().map(row).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_left_out_keeps_its_place_and_comes_back() {
        let mut screen = HandOver::new(Some(id(1)));
        press(&mut screen, "begin");
        assert_eq!(shown(&screen), "Goals +t2 +t3 +t4 Promises +t5");
        press(&mut screen, "down");
        press(&mut screen, "step");
        assert_eq!(shown(&screen), "Goals -t2 -t3 -t4 Promises +t5", "what hangs on it goes with it");
        press(&mut screen, "down");
        press(&mut screen, "step");
        assert_eq!(shown(&screen), "Goals -t2 +t3 -t4 Promises +t5");
        screen.cursor = 0;
        press(&mut screen, "step");
        press(&mut screen, "step");
        assert_eq!(shown(&screen), "Goals +t2 +t3 +t4 Promises +t5");
        assert_eq!(screen.leaves(), 4);
    }

    #[test]
    fn a_line_is_hidden_and_what_is_written_is_what_was_seen() {
        let mut screen = HandOver::new(Some(id(1)));
        press(&mut screen, "begin");
        press(&mut screen, "down");
        press(&mut screen, "open");
        press(&mut screen, "hide-line");
        assert_eq!(screen.item().map(|item| item.lines.len()), Some(1));
        let written = press(&mut screen, "write");
        let scope = Scope { hidden: vec![(id(2), "Why".to_owned())], ..Scope::default() };
        assert_eq!(written, [Write::Hand { person: id(1), scope, wrap: Wrap::Open }]);
        press(&mut screen, "show-lines");
        assert_eq!(screen.item().map(|item| item.lines.len()), Some(2));
    }
}
