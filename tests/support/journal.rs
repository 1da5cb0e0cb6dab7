//! Journals of any size for benches and tests, the same for the same seed: ten years of talks, promises, goals and
//! reflections, some ninety words to an entry, written through the store as the program writes them.

use std::path::Path;

use chrono::{DateTime, Days, TimeDelta, Utc};
use mentee::domain::id::Chance;
use mentee::domain::time::instant_text;
use mentee::domain::{Fields, Id, Kind, Now, Origin, Visibility, Zone};
use mentee::store::{Patch, Store, Writer};
use serde_json::{Value, json};

/// A word that stands in five entries of every journal, whatever its size.
pub(crate) const RARE: &str = "quincunx";

/// When the journals end, and what `MENTEE_NOW` is to be for them.
pub(crate) const NOW: &str = "2026-11-22T09:00:00Z";

/// How far back they go.
const YEARS: i64 = 10;

/// At how many hundredths of the way the rare word is used.
const RARE_AT: [usize; 5] = [10, 30, 50, 70, 90];

/// The words entries are made of, the common ones first.
const WORDS: &str = include_str!("words.txt");

const FIRST: &[&str] = &[
    "Odile", "Ruben", "Hanne", "Mirela", "Noor", "Tomas", "Ines", "Bela", "Sunniva", "Ezra", "Paula", "Ivo", "Lerato",
    "Jonas", "Amara", "Petra",
];
const LAST: &[&str] = &[
    "Varga",
    "Stan",
    "Keller",
    "Okafor",
    "Lindqvist",
    "Moreau",
    "Haddad",
    "Brandt",
    "Silva",
    "Novak",
    "Achterberg",
    "Dubois",
    "Eriksen",
    "Farkas",
];
const FIELDS: &[&str] = &["hospital care", "logistics", "software", "theatre", "baking", "public transport", "law"];

/// Writes a journal of `records` records to a file that is not there yet.
pub(crate) fn write(path: &Path, records: usize, seed: u64) {
    let mut store = Store::open_write(path).expect("a new journal");
    let mut story = Story::new(records, seed);
    story.begin(&mut store);
    while story.made < records {
        story.session(&mut store);
    }
    drop(store);
    // Into one file, which can be copied.
    let db = rusqlite::Connection::open(path).expect("the journal");
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("a checkpoint");
}

/// The moment at which the journals are looked at.
pub(crate) fn now() -> Now {
    at(DateTime::parse_from_rfc3339(NOW).expect("an instant").to_utc())
}

fn at(at: DateTime<Utc>) -> Now {
    Now::new(at, Zone::UTC)
}

/// SplitMix64: a few lines, and the same on every machine for ever.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.roll() % n.max(1) as u64).unwrap_or(0)
    }

    fn of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// What has been made so far, and what is still open.
struct Story {
    dice: Dice,
    words: Vec<&'static str>,
    records: usize,
    made: usize,
    rare: usize,
    people: Vec<Id>,
    mentorships: Vec<Id>,
    goals: Vec<Id>,
    /// Promises with the day they are due.
    open: Vec<(Id, DateTime<Utc>)>,
    pulse_week: i64,
}

impl Story {
    fn new(records: usize, seed: u64) -> Self {
        Self {
            dice: Dice(seed),
            words: WORDS.split_whitespace().collect(),
            records,
            made: 0,
            rare: 0,
            people: Vec::new(),
            mentorships: Vec::new(),
            goals: Vec::new(),
            open: Vec::new(),
            pulse_week: 0,
        }
    }

    /// Where the story stands: as much of the ten years has passed as of the records is written.
    fn now(&self) -> Now {
        let end = now().at;
        let minutes = YEARS * 365 * 24 * 60;
        let passed = i64::try_from(self.made).unwrap_or(0) * minutes / i64::try_from(self.records.max(1)).unwrap_or(1);
        at(end - TimeDelta::minutes(minutes - passed.min(minutes)))
    }

    /// Who I am, the first mentor and the first goal.
    fn begin(&mut self, store: &mut Store) {
        self.set(store, "began", |story, writer| {
            story.add(writer, Kind::Profile, json!({"name": "Noor", "check_in_day": "fri"}));
            let person = story.person(writer);
            let aim = story.prose(30);
            let fields = json!({"person": person, "aim_mentee": aim});
            let id = story.add(writer, Kind::Mentorship, fields);
            story.mentorships.extend(id);
            story.goal(writer);
        });
    }

    /// One sitting: a talk and what came of it, a note, or a look at the goals.
    fn session(&mut self, store: &mut Store) {
        match self.dice.below(10) {
            0..=4 => self.set(store, "captured a talk", Self::talk),
            5..=6 => self.set(store, "reflected", Self::reflect),
            7 => self.set(store, "checked in", Self::check_in),
            _ => self.set(store, "captured a note", Self::note),
        }
    }

    /// A change set of its own.
    fn set(&mut self, store: &mut Store, label: &str, act: fn(&mut Self, &mut Writer<'_>)) {
        let mut writer = store.begin(self.now(), Chance::Seed("journal".to_owned()), &Origin::Command).expect("a set");
        act(self, &mut writer);
        writer.commit(label).expect("a set on disk");
    }

    fn talk(&mut self, writer: &mut Writer<'_>) {
        let due = |days: u64| (writer.now().at + Days::new(days)).date_naive().to_string();
        let (soon, later, look) = (due(6), due(20), due(90));
        if self.dice.below(6) == 0 {
            self.person(writer);
        }
        let person = self.someone();
        let held = instant_text(writer.now().at);
        let (agenda, notes) = (self.prose(5), self.prose(130));
        let fields = json!({"people": [person], "at": held, "minutes": 45, "state": "captured", "worth": 4,
                            "agenda": [{"text": agenda, "state": "covered"}], "notes": notes});
        let Some(meeting) = self.add(writer, Kind::Meeting, fields) else { return };
        for n in 0..=self.dice.below(3) {
            let mine = self.dice.below(4) > 0;
            let (title, reason, cue) = (self.prose(8), self.prose(40), self.prose(30));
            let goal = self.goals.last().copied().filter(|_| n == 0);
            let due = if n == 0 { &soon } else { &later };
            let owner = if mine { json!("me") } else { json!(person) };
            let fields = json!({"title": title, "owner": owner, "due": due, "meeting": meeting, "goal": goal,
                                "if_cue": cue, "reason": reason});
            if let Some(id) = self.add(writer, Kind::Action, fields) {
                self.open.push((id, writer.now().at + Days::new(7)));
            }
        }
        let (title, reason) = (self.prose(12), self.prose(70));
        let call = self.dice.of(&["try", "adapt", "park", "decline"]);
        let day = writer.now().today().to_string();
        let told = if self.dice.below(20) > 0 { json!(day) } else { Value::Null };
        let fields = json!({"title": title, "by": person, "meeting": meeting, "my_call": call, "called": day,
                            "told_back": told, "reason": reason});
        self.add(writer, Kind::Advice, fields);
        let (title, theme) = (self.prose(10), self.prose(40));
        let state = if self.dice.below(30) > 0 { "answered" } else { "parked" };
        self.add(writer, Kind::Question, json!({"title": title, "for": person, "theme": theme, "state": state}));
        if self.dice.below(2) == 0 {
            let (title, principle, version) = (self.prose(10), self.prose(50), self.prose(50));
            let fields = json!({"title": title, "person": person, "meeting": meeting, "principle": principle,
                                "my_version": version, "state": self.dice.of(&["adopted", "adapted", "shelved"])});
            self.add(writer, Kind::Insight, fields);
        }
        if self.dice.below(4) == 0 {
            let (title, expected) = (self.prose(9), self.prose(80));
            let fields = json!({"title": title, "expected": expected, "look_back": look, "actual": "as expected"});
            self.add(writer, Kind::Decision, fields);
        }
        if self.dice.below(4) == 0 {
            let fields =
                json!({"body": self.prose(90), "giver": person, "responded": writer.now().today().to_string()});
            self.add(writer, Kind::Feedback, fields);
        }
    }

    fn reflect(&mut self, writer: &mut Writer<'_>) {
        let fields = json!({"body": self.prose(140), "frame": "free"});
        self.add(writer, Kind::Reflection, fields);
        let week = writer.now().at.timestamp() / (7 * 24 * 3600);
        if week > self.pulse_week {
            self.pulse_week = week;
            let mut mark = || 1 + self.dice.below(5);
            let fields = json!({"energy": mark(), "interest": mark(), "effect": mark()});
            self.add(writer, Kind::Pulse, fields);
        }
        if self.dice.below(8) == 0 {
            let (title, plan) = (self.prose(10), self.prose(60));
            let state = self.dice.of(&["solved", "eased", "accepted"]);
            self.add(writer, Kind::Obstacle, json!({"title": title, "if_then": plan, "state": state}));
        }
    }

    fn check_in(&mut self, writer: &mut Writer<'_>) {
        if let Some(goal) = self.goals.last().copied() {
            let fields = json!({"goal": goal, "value": self.dice.below(20), "note": self.prose(80)});
            self.add(writer, Kind::CheckIn, fields);
        }
        if self.dice.below(6) == 0 {
            self.goal(writer);
        }
        // What is past its day was mostly done.
        let now = writer.now().at;
        let (over, open): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.open).into_iter().partition(|(_, due)| *due < now);
        self.open = open;
        for (id, _) in over {
            if self.dice.below(40) > 0 {
                let day = writer.now().today().to_string();
                let done = json!({"state": "done", "done": day, "result": self.prose(12)});
                writer.edit(id, &patch(done)).expect("a promise kept");
            }
        }
    }

    fn note(&mut self, writer: &mut Writer<'_>) {
        let fields = json!({"body": self.prose(90), "frame": "note"});
        self.add(writer, Kind::Reflection, fields);
    }

    fn person(&mut self, writer: &mut Writer<'_>) -> Option<Id> {
        let name = format!("{} {} {}", self.dice.of(FIRST), self.dice.of(LAST), self.people.len());
        let met = writer.now().today().to_string();
        let fields = json!({"name": name, "industry": self.dice.of(FIELDS), "closeness": 1 + self.dice.below(4),
                            "first_met": met, "notes": self.prose(80),
                            "touches": [{"date": met, "way": "coffee"}]});
        let id = self.add(writer, Kind::Person, fields);
        self.people.extend(id);
        id
    }

    /// A new goal; the one before the last is closed.
    fn goal(&mut self, writer: &mut Writer<'_>) {
        let day = writer.now().today();
        let due = day.checked_add_days(Days::new(120)).expect("a day").to_string();
        let (title, why) = (self.prose(6), self.prose(70));
        let fields = json!({"title": title, "why": why, "measure": "count", "unit": "talks", "baseline": 0,
                            "target": 20, "start": day.to_string(), "due": due, "confidence": 7});
        let id = self.add(writer, Kind::Goal, fields);
        self.goals.extend(id);
        if let Some(old) = self.goals.len().checked_sub(4).and_then(|at| self.goals.get(at)) {
            let closed = json!({"state": "achieved", "closed": day.to_string()});
            writer.edit(*old, &patch(closed)).expect("a goal reached");
        }
    }

    /// A talk is mostly with one of the few people met last.
    fn someone(&mut self) -> Option<Id> {
        let few = self.people.len().min(8);
        let back = if self.dice.below(4) == 0 { self.dice.below(self.people.len()) } else { self.dice.below(few) };
        self.people.len().checked_sub(1 + back).and_then(|at| self.people.get(at)).copied()
    }

    /// Adds a record, unless the journal is full.
    fn add(&mut self, writer: &mut Writer<'_>, kind: Kind, fields: Value) -> Option<Id> {
        if self.made >= self.records {
            return None;
        }
        let mut record = writer.draft(kind);
        for (name, value) in patch(fields).fields {
            record.set(&name, value);
        }
        record.visibility = Visibility::Private;
        if self.made.is_multiple_of(7) {
            record.tags.push(self.dice.of(&["flow", "career", "people", "craft"]).to_owned());
        }
        self.made += 1;
        Some(writer.create(record).expect("a record").id)
    }

    /// About so many words, common ones more often than others; the rare word when its time has come.
    fn prose(&mut self, about: usize) -> String {
        let count = (about * (70 + self.dice.below(60)) / 100).max(1);
        let mut text = String::with_capacity(count * 7);
        for n in 0..count {
            if n > 0 {
                text.push(' ');
            }
            // The product of two even chances leans to the front of the list, much as words do.
            let at = self.dice.below(1000) * self.dice.below(1000) * self.words.len() / 1_000_000;
            text.push_str(self.words.get(at).copied().unwrap_or("and"));
            if self.dice.below(25) == 0 {
                // Names, numbers and slips of the pen: no two years of writing share them all.
                text.push_str(&format!(" {}{}", self.words[self.dice.below(self.words.len())], self.dice.below(400)));
            }
        }
        let due = RARE_AT.get(self.rare).is_some_and(|at| self.made * 100 >= at * self.records);
        if due && about >= 40 {
            self.rare += 1;
            text.push_str(&format!(" {RARE}"));
        }
        text
    }
}

fn patch(fields: Value) -> Patch {
    let fields: Fields = serde_json::from_value(fields).expect("an object");
    Patch { fields, ..Patch::default() }
}
