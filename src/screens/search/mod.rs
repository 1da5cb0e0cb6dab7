//! Search over the whole journal: words in, hits newest first, Enter goes there. Filters are words too (`kind:advice
//! person:odile since:2025-03`), and each has a key that writes its word.

mod view;

use crate::domain::ask::{Answer, Ask, Hit};
use crate::domain::seek::{Sought, with_filter};
use crate::domain::{Id, Kind, Now};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::cursor::Cursor;
use crate::ui::editor::{Done, Editor};
use crate::ui::effect::Ticket;
use crate::ui::ink::Row;
use crate::ui::key::{Chord, Key, Mouse};
use crate::ui::paint::{Area, Painter};
use crate::ui::picker::{Choosing, Picked, Picker};
use crate::ui::theme::Role;

use super::{Frame, Screen};

/// How many hits are asked for at first: a few pages. Twice as many when the cursor nears the last of them.
const FIRST: usize = 50;

/// The most hits that are ever asked for; who wants more has to say more.
const MOST: usize = 1_600;

/// The steps of `since`, in days; after the last one any day again.
const SINCE: [u64; 3] = [31, 92, 366];

/// The screen.
#[derive(Debug)]
pub struct Search {
    words: Editor,
    sought: Sought,
    /// The person that the filter names: the words, and who that is where someone has the name.
    person: Option<(String, Option<(Id, String)>)>,
    hits: Vec<Hit>,
    /// How many were asked for.
    wanted: usize,
    /// The kinds among the hits while no kind is chosen.
    kinds: Vec<Kind>,
    cursor: Cursor,
    asked: Option<Ticket>,
    /// The question who the person is.
    naming: Option<Ticket>,
    picker: Option<Picker>,
    /// Whether the hits are for the words as they stand.
    current: bool,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            words: Editor::single(""),
            sought: Sought::default(),
            person: None,
            hits: Vec::new(),
            wanted: FIRST,
            kinds: Vec::new(),
            cursor: Cursor::default(),
            asked: None,
            naming: None,
            picker: None,
            current: false,
        }
    }
}

/// The commands.
const TABLE: &[Command<Search>] = &[
    Command::new("open", &["Enter"], "open", "Go to the hit under the cursor", |screen: &mut Search, cx| {
        if let Some(hit) = screen.hits.get(screen.cursor.at) {
            cx.signal(Signal::Close);
            cx.signal(Signal::Open(hit.kind, hit.id));
        }
    })
    .when(|screen| !screen.hits.is_empty() && screen.picker.is_none())
    .or_say("there is no hit"),
    Command::new("only-kind", &["C-t"], "kind", "Only one kind: the next of those that were found", Search::next_kind)
        .when(|screen| screen.picker.is_none() && (!screen.kinds.is_empty() || screen.sought.kind.is_some()))
        .or_say("there is no hit"),
    Command::new(
        "only-person",
        &["C-g"],
        "person",
        "Only what has to do with one person",
        |screen: &mut Search, cx| {
            screen.picker = Some(Picker::open("Only with", Some(Kind::Person), None, cx));
        },
    )
    .when(|screen| screen.picker.is_none())
    .or_say("it is open"),
    Command::new("only-since", &["C-b"], "since", "Only of the last month, quarter or year", Search::next_since)
        .when(|screen| screen.picker.is_none())
        .or_say("a list is open"),
    Command::new(
        "keep-filter",
        &["C-s"],
        "keep it",
        "Keep this search under a name and a key",
        |screen: &mut Search, cx| {
            cx.signal(Signal::Keep(screen.words.text()));
        },
    )
    .when(|screen| screen.picker.is_none() && !screen.words.is_empty())
    .or_say("nothing is looked for")
    .quiet(),
    Command::new("discard", &["C-x"], "clear", "Look for something else", |screen: &mut Search, cx| {
        screen.say("", cx);
    })
    .when(|screen| screen.picker.is_none() && !screen.words.is_empty())
    .or_say("nothing is looked for")
    .quiet(),
    Command::new("back", &["Esc"], "back", "Leave the search", |screen: &mut Search, cx| {
        if screen.picker.take().is_none() {
            cx.signal(Signal::Close);
        }
    }),
];

impl Search {
    /// A search for these words.
    #[must_use]
    pub fn looking_for(words: &str) -> Self {
        Self { words: Editor::single(words), ..Self::default() }
    }

    /// Looks for another text.
    fn say(&mut self, text: &str, cx: &mut Context<'_>) {
        self.words.set(text);
        self.ask(cx);
    }

    /// Sets a filter, or takes it away.
    fn only(&mut self, name: &str, value: Option<&str>, cx: &mut Context<'_>) {
        self.say(&with_filter(&self.words.text(), name, value), cx);
    }

    fn next_kind(&mut self, cx: &mut Context<'_>) {
        let at = self.sought.kind.and_then(|kind| self.kinds.iter().position(|each| *each == kind));
        let next = match (self.sought.kind, at) {
            (None, _) => self.kinds.first(),
            (Some(_), None) => None,
            (Some(_), Some(at)) => self.kinds.get(at + 1),
        };
        let name = next.map(|kind| kind.name());
        self.only("kind", name, cx);
    }

    fn next_since(&mut self, cx: &mut Context<'_>) {
        let days = SINCE.map(|days| cx.now.today().checked_sub_days(chrono::Days::new(days)).unwrap_or(cx.now.today()));
        let at = self
            .sought
            .since
            .map_or(0, |since| days.iter().position(|day| *day == since).map_or(days.len(), |at| at + 1));
        let next = days.get(at).map(ToString::to_string);
        self.only("since", next.as_deref(), cx);
    }

    /// What is typed has changed: who the person is has to be known before anything is looked for.
    fn ask(&mut self, cx: &mut Context<'_>) {
        (self.cursor.at, self.wanted) = (0, FIRST);
        self.read(cx);
    }

    /// Reads what is typed, and looks for it.
    fn read(&mut self, cx: &mut Context<'_>) {
        self.current = false;
        self.sought = Sought::read(&self.words.text(), &cx.now);
        let named = self.sought.person.clone();
        if named.as_ref() != self.person.as_ref().map(|(words, _)| words) {
            self.person = named.clone().map(|words| (words, None));
            self.naming = named.map(|words| cx.ask(Ask::Pick { kind: Some(Kind::Person), words, limit: 1 }));
        }
        if self.naming.is_none() {
            self.look(cx);
        }
    }

    fn look(&mut self, cx: &mut Context<'_>) {
        let known = self.person.as_ref().is_none_or(|(_, who)| who.is_some());
        if self.sought.is_empty() || !known {
            (self.hits, self.asked, self.current) = (Vec::new(), None, !known);
            return;
        }
        let (query, kind, since) = (self.sought.words.clone(), self.sought.kind, self.sought.since);
        let person = self.person.as_ref().and_then(|(_, who)| who.as_ref()).map(|(id, _)| *id);
        self.asked = Some(cx.ask(Ask::Search { query, kind, person, since, limit: self.wanted }));
    }

    /// Whether there may be more than those that are here.
    fn has_more(&self) -> bool {
        self.hits.len() >= self.wanted
    }

    fn picker_key(&mut self, chord: Chord, cx: &mut Context<'_>) {
        let Some(picker) = &mut self.picker else { return };
        match picker.key(chord, cx) {
            Choosing::Open => {}
            Choosing::Left => self.picker = None,
            Choosing::Chose(picked) => {
                self.picker = None;
                if let Picked::Row(row) = picked {
                    // The one who was chosen is meant, whoever else has the name.
                    self.person =
                        Some((row.title.replace('"', " ").trim().to_owned(), Some((row.id, row.title.clone()))));
                    self.only("person", Some(&row.title), cx);
                }
            }
        }
    }
}

impl Screen for Search {
    fn name(&self) -> &'static str {
        "Search"
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
        if let Some(picker) = &self.picker {
            picker.draw(area, now, painter);
        }
    }

    fn frame(&self) -> Frame {
        Frame::Float { columns: 92, rows: 32, title: Row::of("Search", Role::Brand) }
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        if self.picker.is_some() {
            self.picker_key(chord, cx);
            return true;
        }
        if chord.key == Key::Tab {
            return false;
        }
        match self.words.key(chord, Area::new(0, 0, 60, 1)) {
            Done::Changed => self.ask(cx),
            Done::Moved => {}
            Done::Nothing => return false,
        }
        true
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        if let Some(picker) = &mut self.picker {
            picker.paste(text, cx);
        } else {
            self.words.insert(text);
            self.ask(cx);
        }
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let page = view::page(cx.area);
        self.cursor.motion(motion, self.hits.len(), page);
        if self.has_more() && self.wanted < MOST && self.asked.is_none() && self.cursor.at + page >= self.hits.len() {
            self.wanted = (self.wanted * 2).min(MOST);
            self.look(cx);
        }
    }

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        match mouse {
            _ if self.picker.is_some() => {}
            Mouse::Up(..) => self.motion(Motion::Up, cx),
            Mouse::Down(..) => self.motion(Motion::Down, cx),
            Mouse::Click(_, y) => {
                if let Some(at) = view::hit_at(self, y, cx.area).filter(|at| *at < self.hits.len()) {
                    let again = at == self.cursor.at;
                    self.cursor.at = at;
                    if again {
                        self.run("open", cx);
                    }
                }
            }
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.read(cx);
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if let Some(picker) = self.picker.as_mut()
            && picker.answer(ticket, answer)
        {
            return true;
        }
        if self.naming.take_if(|asked| *asked == ticket).is_some() {
            if let (Answer::Picks(found), Some((_, who))) = (answer, &mut self.person) {
                *who = found.first().map(|row| (row.id, row.title.clone()));
            }
            self.look(cx);
            return true;
        }
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Hits(hits)) = (mine, answer) {
            self.hits.clone_from(hits);
            self.cursor.keep(hits.len());
            self.current = true;
            if self.sought.kind.is_none() {
                let found = Kind::ALL.iter().filter(|kind| hits.iter().any(|hit| hit.kind == **kind));
                self.kinds = found.copied().collect();
            }
        }
        mine
    }

    fn failed(&mut self, ticket: Ticket, _why: &str, cx: &mut Context<'_>) -> bool {
        self.asked.take_if(|asked| *asked == ticket);
        if self.naming.take_if(|asked| *asked == ticket).is_some() {
            self.look(cx);
        }
        false
    }
}
