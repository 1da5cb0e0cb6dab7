//! The palette: every command by name, with its key, the screens, and every record by its title; type a few letters, Enter
//! goes there. `?term` looks a word up in the glossary. What makes no sense just now says why.

use crate::domain::ask::{Answer, Ask, Row as Found, Thing};
use crate::domain::saved::Saved;
use crate::domain::{Fields, Kind, Now, dates};
use crate::screens::{Frame, Screen, TABS};
use crate::ui::command::{Command, Keys, Listed, MOTIONS, Motion, available, listed, run};
use crate::ui::context::{Context, Signal};
use crate::ui::cursor::moved;
use crate::ui::editor::{Done, Editor};
use crate::ui::effect::Ticket;
use crate::ui::fuzzy;
use crate::ui::ink::{Row, paragraph};
use crate::ui::key::Chord;
use crate::ui::notice::Notice;
use crate::ui::paint::{Area, Painter, inset};
use crate::ui::theme::Role;
use crate::ui::words;

/// The overlay.
#[derive(Debug)]
pub(super) struct Palette {
    words: Editor,
    entries: Vec<Entry>,
    /// Records whose title has the words, people first.
    records: Vec<Found>,
    /// The question for people, whose answer stands before the others.
    people: Option<Ticket>,
    /// The term that was looked up, with what it means.
    term: Option<Box<Thing>>,
    asked: Option<Ticket>,
    cursor: usize,
}

/// Something to run.
#[derive(Clone, Debug)]
struct Entry {
    name: String,
    help: String,
    keys: String,
    signal: Signal,
    /// Why not just now.
    off: Option<&'static str>,
}

/// A line of the list.
enum Line<'a> {
    /// A command, and the letters of its name that were typed.
    Entry(&'a Entry, Vec<usize>),
    /// A record.
    Record(&'a Found),
}

/// Commands that make no sense from here.
const LEFT_OUT: &[&str] = &["commands", "back", "next-pane", "previous-pane", "open"];

/// The most records offered, and the most people before them.
const RECORDS: usize = 8;
const PEOPLE: usize = 3;

/// The commands.
const TABLE: &[Command<Palette>] = &[
    Command::new("open", &["Enter"], "go", "Run or open what is under the cursor", Palette::open)
        .when(|palette| palette.looked_up().is_some() || !palette.lines().is_empty())
        .or_say("nothing has these letters"),
    Command::new("back", &["Esc"], "back", "Leave the palette", |_, cx| cx.signal(Signal::Close)),
];

impl Palette {
    /// A palette over a screen with these commands.
    pub(super) fn new(commands: Vec<Listed>, keys: &Keys, filters: &[Saved]) -> Self {
        let offered = commands.into_iter().filter(|command| {
            !LEFT_OUT.contains(&command.name) && !MOTIONS.iter().any(|(_, motion)| motion.name == command.name)
        });
        let mut entries: Vec<_> = offered
            .map(|command| Entry {
                name: spoken(command.name),
                help: command.help.to_owned(),
                keys: keys.spelt(&command).join("  "),
                signal: Signal::Run(command.name),
                off: command.off,
            })
            .collect();
        for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Packet) {
            let spec = kind.spec();
            entries.push(Entry {
                name: format!("new {}", spec.label),
                help: spec.about.to_owned(),
                keys: String::new(),
                signal: Signal::Form(*kind, None, Fields::new()),
                off: None,
            });
        }
        entries.extend(filters.iter().map(|saved| Entry {
            name: format!("filter {}", saved.name.replace('-', " ")),
            help: saved.words.clone(),
            keys: saved.keys.clone(),
            signal: Signal::Filter(saved.place()),
            off: None,
        }));
        // What can be done stands before what cannot.
        entries.sort_by_key(|entry| entry.off.is_some());
        Self {
            words: Editor::single(""),
            entries,
            records: Vec::new(),
            people: None,
            term: None,
            asked: None,
            cursor: 0,
        }
    }

    /// The word of the glossary that is looked up, where the words begin with `?`.
    fn looked_up(&self) -> Option<String> {
        self.words.text().trim_start().strip_prefix('?').map(|term| term.trim().to_owned())
    }

    /// What the words lead to, best first: commands by name, then records, then commands by what they do.
    fn lines(&self) -> Vec<Line<'_>> {
        let typed = self.words.text();
        if self.looked_up().is_some() {
            return self.records.iter().map(Line::Record).collect();
        }
        let mut named: Vec<_> = self
            .entries
            .iter()
            .filter_map(|entry| fuzzy::fit(&typed, &entry.name).map(|(score, places)| (score, entry, places)))
            .collect();
        named.sort_by_key(|(score, entry, _)| (entry.off.is_some(), std::cmp::Reverse(*score)));
        let words: Vec<_> = typed.split_whitespace().map(str::to_lowercase).collect();
        let told = self.entries.iter().filter(|entry| {
            let help = entry.help.to_lowercase();
            fuzzy::fit(&typed, &entry.name).is_none() && words.iter().all(|word| help.contains(word))
        });
        // A record stands before a command that only has the letters somewhere.
        let sure = |places: &[usize]| places.windows(2).filter(|pair| pair[0] + 1 != pair[1]).count() < words.len();
        let (near, far): (Vec<_>, Vec<_>) = named.into_iter().partition(|(_, _, places)| sure(places));
        let entry = |(_, entry, places)| Line::Entry(entry, places);
        let mut lines: Vec<_> = near.into_iter().map(entry).collect();
        lines.extend(self.records.iter().map(Line::Record));
        lines.extend(far.into_iter().map(entry));
        lines.extend(told.map(|entry| Line::Entry(entry, Vec::new())));
        lines
    }

    /// Runs or opens what is under the cursor; a word that is not in the glossary yet begins a new entry.
    fn open(&mut self, cx: &mut Context<'_>) {
        let signal = match self.lines().get(self.cursor) {
            Some(Line::Entry(Entry { off: Some(why), name, .. }, _)) => {
                Signal::Say(Notice::hint(&format!("{name}: {why}"), &cx.now))
            }
            Some(Line::Entry(entry, _)) => entry.signal.clone(),
            Some(Line::Record(found)) => Signal::Open(found.kind, found.id),
            None => match self.looked_up().filter(|term| !term.is_empty() && self.asked.is_none()) {
                Some(term) => Signal::Form(Kind::Term, None, Fields::from_iter([("title".to_owned(), term.into())])),
                None => return,
            },
        };
        cx.signal(Signal::Close);
        cx.signal(signal);
    }

    /// The words have changed: the records that have them are asked for.
    fn look(&mut self, cx: &mut Context<'_>) {
        self.cursor = 0;
        let (words, kind) = match self.looked_up() {
            Some(term) => (term, Some(Kind::Term)),
            None => (self.words.text(), None),
        };
        if kind.is_none() && words.trim().chars().count() < 2 {
            (self.records, self.term, self.asked, self.people) = (Vec::new(), None, None, None);
            return;
        }
        let people = Ask::Pick { kind: Some(Kind::Person), words: words.clone(), limit: PEOPLE };
        self.people = kind.is_none().then(|| cx.ask(people));
        self.asked = Some(cx.ask(Ask::Pick { kind, words, limit: RECORDS }));
    }

    /// The rows of the list.
    fn list(&self, area: Area) -> Area {
        let term =
            self.looked_up().map_or(0, |_| u16::try_from(self.told(usize::from(area.width)).len() + 1).unwrap_or(0));
        inset(area, 0, 2 + term)
    }

    /// What the glossary says, in three lines at most.
    fn told(&self, columns: usize) -> Vec<Row> {
        let Some(term) = self.looked_up() else { return Vec::new() };
        let Some(thing) = &self.term else {
            let say = match (term.is_empty(), self.asked.is_some()) {
                (_, true) => String::new(),
                (true, _) => "A word of another field, to be looked up in your glossary.".to_owned(),
                (false, _) => format!("“{term}” is not in your glossary yet. Enter adds it."),
            };
            return vec![Row::of(say, Role::Dim)];
        };
        let record = &thing.record;
        let text = |field: &str| record.text(field).to_owned();
        let mut head = Row::of(record.title.as_str(), Role::Strong);
        head.dotted(text("industry"), Role::Dim);
        let heard = thing.links.iter().find(|link| link.role == "heard_from");
        head.dotted(heard.map(|link| format!("heard from {}", link.title)).unwrap_or_default(), Role::Dim);
        let plain = text("plain");
        let means = if plain.trim().is_empty() { "What it means is not written down yet.".to_owned() } else { plain };
        let mut rows = vec![head.fit(columns)];
        let meaning = paragraph(&means.replace('\n', " "), columns, Role::Text);
        let mut last = Row::new();
        let (mine, other) = (text("my_equivalent"), text("confusable"));
        if !mine.trim().is_empty() {
            last = Row::of("we say ", Role::Dim).with(mine, Role::Accent);
        }
        if !other.trim().is_empty() {
            last.dotted(format!("not to be taken for {other}"), Role::Dim);
        }
        let room = if last.is_empty() { 2 } else { 1 };
        let cut = meaning.len() > room;
        rows.extend(meaning.into_iter().take(room));
        if cut && let Some(row) = rows.pop() {
            rows.push(row.with(" …", Role::Dim).fit(columns));
        }
        if !last.is_empty() {
            rows.push(last.fit(columns));
        }
        rows
    }
}

impl Screen for Palette {
    fn name(&self) -> &'static str {
        "Commands"
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
        let used = painter.put(area.x, area.y, area.width, ": ", Role::Accent);
        let line = Area::new(area.x + used, area.y, area.width.saturating_sub(used), 1.min(area.height));
        self.words.draw(line, painter, &[], true);
        if self.words.is_empty() {
            let hint = "a command, a screen, a person, a title; ?word looks a word up";
            painter.put(line.x + 1, line.y, line.width.saturating_sub(1) * line.height, hint, Role::Dim);
        }
        painter.rows(inset(area, 1, 2), &self.told(usize::from(area.width.saturating_sub(1))));
        let (list, lines) = (self.list(area), self.lines());
        if lines.is_empty() && self.asked.is_none() && self.looked_up().is_none() && list.height > 0 {
            painter.put(list.x, list.y, list.width, "Nothing has these letters.", Role::Dim);
        }
        let names = if list.width >= 60 { 22 } else { 16 };
        let from = (self.cursor + 1).saturating_sub(usize::from(list.height));
        for ((n, line), y) in lines.iter().enumerate().skip(from).zip(list.top()..list.bottom()) {
            let (left, right) = match line {
                Line::Entry(entry, places) => entry_row(entry, places, names, n == self.cursor),
                Line::Record(found) => record_row(found, area.width, n == self.cursor, now),
            };
            painter.ends(list.x + 1, y, list.width.saturating_sub(1), &left, &right);
            if n == self.cursor {
                painter.band(Area::new(list.x, y, list.width, 1));
            }
        }
    }

    fn frame(&self) -> Frame {
        Frame::Float { columns: 92, rows: 26, title: Row::of("Commands", Role::Brand) }
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        let done = self.words.key(chord, Area::new(0, 0, 60, 1));
        if done == Done::Changed {
            self.look(cx);
        }
        done != Done::Nothing
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        self.words.insert(text);
        self.look(cx);
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let last = self.lines().len().saturating_sub(1);
        let page = usize::from(self.list(cx.area).height).saturating_sub(1).max(1);
        self.cursor = moved(self.cursor, motion, last + 1, page);
    }

    fn click(&mut self, _x: u16, y: u16, cx: &mut Context<'_>) {
        let list = self.list(cx.area);
        let from = (self.cursor + 1).saturating_sub(usize::from(list.height));
        let Some(row) = y.checked_sub(list.y) else { return };
        let at = from + usize::from(row);
        if at < self.lines().len() {
            self.cursor = at;
            self.run("open", cx);
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        let cursor = self.cursor;
        self.look(cx);
        self.cursor = cursor;
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if self.people.take_if(|asked| *asked == ticket).is_some() {
            if let Answer::Picks(found) = answer {
                self.records.clone_from(found);
            }
            return true;
        }
        if self.asked.take_if(|asked| *asked == ticket).is_none() {
            return false;
        }
        match answer {
            Answer::Picks(found) => {
                if self.looked_up().is_some() {
                    self.records.clear();
                }
                // The people were asked for first and are there already.
                self.records.retain(|row| row.kind == Kind::Person);
                self.records.truncate(PEOPLE);
                let known: Vec<_> = self.records.iter().map(|row| row.id).collect();
                self.records.extend(found.iter().filter(|row| !known.contains(&row.id)).cloned());
                self.term = None;
                if let (Some(_), Some(first)) = (self.looked_up(), found.first()) {
                    self.asked = Some(cx.ask(Ask::Thing(first.id)));
                }
            }
            Answer::Thing(thing) => self.term.clone_from(thing),
            _ => {}
        }
        self.cursor = self.cursor.min(self.lines().len().saturating_sub(1));
        true
    }
}

/// The name of a command as it is spoken; of one that goes to a screen, the screen's.
fn spoken(name: &str) -> String {
    let tab = name.strip_prefix("go-").and_then(|n| TABS.get(n.parse::<usize>().ok()?.checked_sub(1)?));
    tab.map_or_else(|| name.replace('-', " "), |tab| tab.name.to_owned())
}

/// A command: its name with the letters that were typed, what it does or why not now, and its key.
fn entry_row(entry: &Entry, places: &[usize], names: usize, chosen: bool) -> (Row, Row) {
    let role = match (entry.off.is_some(), chosen) {
        (true, _) => Role::Dim,
        (false, true) => Role::Strong,
        (false, false) => Role::Text,
    };
    let mut left = Row::new();
    for (n, c) in entry.name.chars().enumerate() {
        left.push(c.to_string(), if places.contains(&n) { Role::Accent } else { role });
    }
    let pad = names.saturating_sub(left.width()) + 1;
    left.push(" ".repeat(pad), Role::Dim);
    match entry.off {
        Some(why) => left.push(format!("not now: {why}"), Role::Soon),
        None => left.push(entry.help.as_str(), Role::Dim),
    }
    (left, Row::of(entry.keys.as_str(), if entry.off.is_some() { Role::Dim } else { Role::Accent }))
}

/// A record: its title, what it is, and the day that dates it.
fn record_row(found: &Found, columns: u16, chosen: bool, now: &Now) -> (Row, Row) {
    let role = if chosen { Role::Strong } else { Role::Text };
    let mut right = Row::of(found.kind.spec().label, Role::Dim);
    let (glyph, of) = words::state_glyph(found.kind, found.state.as_deref());
    let left = Row::of(glyph, of).with(" ", Role::Dim).with(found.title.as_str(), role);
    if columns < 56 {
        // There the title is what matters.
        return (left, right);
    }
    if let Some(state) = &found.state {
        right.dotted(words::state_word(state), words::state_role(state));
    }
    right.dotted(found.due.or(found.day).map(|day| dates::say(day, now)).unwrap_or_default(), Role::Dim);
    (left, right)
}
