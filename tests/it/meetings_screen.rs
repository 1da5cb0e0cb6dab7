//! The Meetings tab and Today on the demo journal, on an empty one and on hostile text, at three sizes; and how many keys
//! a meeting takes from the talk to its capture.

use mentee::app::{self, Settings, State};
use mentee::domain::ask::Write;
use mentee::domain::id::Chance;
use mentee::domain::time::read_instant;
use mentee::domain::{Fields, Kind, Now, Origin, Visibility, Zone};
use mentee::exchange::demo;
use mentee::store::Store;
use mentee::ui::command::sequence;
use mentee::ui::effect::{Effect, Msg};
use mentee::ui::key::{Chord, Key};
use mentee::ui::theme::{Choice, Depth};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use serde_json::json;

/// Sizes that stand for the rest.
const SIZES: [(u16, u16); 3] = [(40, 15), (80, 24), (120, 40)];

/// The program on a real journal in memory.
pub(crate) struct Rig {
    state: State,
    store: Store,
    now: Now,
    size: (u16, u16),
    /// Writes so far; what was copied.
    writes: Vec<Write>,
    copied: Vec<String>,
    pub(crate) keys: usize,
}

fn now() -> Now {
    Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC)
}

fn chance(n: usize) -> Chance {
    Chance::Seed(format!("meetings {n}"))
}

pub(crate) fn store(fill: impl FnOnce(&mut mentee::store::Writer<'_>)) -> Store {
    let mut store = Store::open_empty().expect("a journal");
    store.offer(mentee::config::content(None).expect("the content"));
    let mut writer = store.begin(now(), chance(0), &Origin::Import("demo".to_owned())).expect("a writer");
    fill(&mut writer);
    writer.commit("filled").expect("in memory");
    store
}

pub(crate) fn noor() -> Store {
    store(|writer| {
        demo::read(&now(), &mut |record| {
            writer.take(record).expect("a record");
            Ok(())
        })
        .expect("the demo");
    })
}

fn hostile() -> Store {
    let mut store = store(|_| {});
    let long = "Wort".repeat(60);
    let texts = [
        long.as_str(),
        "漢字の長い題名が続く漢字の長い題名が続く",
        "👨\u{200d}👩\u{200d}👧 e\u{301}\u{301}\u{301} \u{202e}abc",
        "a\u{1b}[31mred\u{7}",
    ];
    let mut save = |kind: Kind, fields: serde_json::Value, n: usize| {
        let fields: Fields = fields.as_object().expect("fields").clone().into_iter().collect();
        let write = Write::Save { kind, id: None, fields, tags: None, visibility: None };
        store.write(&write, now(), chance(n), &|_| Visibility::Private).expect("saved").ids[0]
    };
    for (n, text) in texts.iter().enumerate() {
        let person = save(Kind::Person, json!({"name": text}), n * 10 + 1);
        let mentorship = save(Kind::Mentorship, json!({"person": person, "aim_mentee": text}), n * 10 + 2);
        let agenda = json!([{"text": text, "minutes": 1440, "state": "open"}, {"text": text, "state": "parked"}]);
        let at = format!("2025-{:02}-01T10:00:00Z", n + 8);
        let meeting = json!({"title": text, "people": [person], "at": at, "agenda": agenda, "minutes": 10080, "notes": text, "intention": text});
        let meeting = save(Kind::Meeting, meeting, n * 10 + 3);
        save(Kind::Action, json!({"title": text, "meeting": meeting}), n * 10 + 4);
        save(Kind::Advice, json!({"title": text, "by": person, "meeting": meeting}), n * 10 + 5);
        let evaluation = json!({"mentorship": mentorship, "mine": [1, 2, 3], "theirs": [5], "needs": [{"text": text, "importance": 5, "met": 1}]});
        save(Kind::Evaluation, evaluation, n * 10 + 6);
    }
    store
}

impl Rig {
    pub(crate) fn new(store: Store, size: (u16, u16)) -> Self {
        let settings = Settings { theme: Choice::Dark, depth: Depth::True, ..Settings::default() };
        let (state, effects) = State::new(settings, &now());
        let (writes, copied) = (Vec::new(), Vec::new());
        let mut rig = Self { state, store, now: now(), size, writes, copied, keys: 0 };
        rig.perform(effects);
        rig.send(Msg::Resize(size.0, size.1));
        rig
    }

    fn send(&mut self, msg: Msg) {
        let effects = app::update(&mut self.state, msg, self.now);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(ticket, ask) => match self.store.answer(&ask, &self.now) {
                    Ok(answer) => self.send(Msg::Answer(ticket, answer)),
                    Err(why) => self.send(Msg::Failed(ticket, why.to_string())),
                },
                Effect::Write(ticket, write) => {
                    self.writes.push(write.clone());
                    let chance = chance(1000 + self.writes.len());
                    match self.store.write(&write, self.now, chance, &|_| Visibility::Private) {
                        Ok(written) => self.send(Msg::Written(ticket, written)),
                        Err(why) => self.send(Msg::Failed(ticket, why.to_string())),
                    }
                }
                Effect::Copy(text) => self.copied.push(text),
                _ => {}
            }
        }
    }

    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for chord in sequence(keys).expect(keys) {
            self.keys += 1;
            self.send(Msg::Key(chord));
        }
        self
    }

    /// Content: typed, and not counted.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.send(Msg::Key(Chord::plain(Key::Char(c))));
        }
        self
    }

    pub(crate) fn frame(&self) -> String {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).expect("a terminal");
        let buffer = terminal.draw(|frame| app::view(&self.state, self.now, frame)).expect("a frame").buffer.clone();
        let row = |y| (0..self.size.0).map(|x| buffer[(x, y)].symbol().to_owned()).collect::<String>();
        (0..self.size.1).map(|y| row(y).trim_end().to_owned() + "\n").collect()
    }

    #[track_caller]
    pub(crate) fn assert_shows(&self, words: &str) {
        assert!(self.frame().contains(words), "no {words:?} in\n{}", self.frame());
    }
}

fn shoot(name: &str, make: fn() -> Store, keys: &str) {
    for size in SIZES {
        let mut rig = Rig::new(make(), size);
        rig.keys(keys);
        insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), rig.frame());
    }
}

fn empty() -> Store {
    Store::open_empty().expect("a journal")
}

#[test]
fn frames_of_meetings() {
    for (name, keys) in [
        ("today", ""),
        ("meetings", "3"),
        ("meeting-ahead", "3 Enter"),
        ("meeting-past", "3 j Enter"),
        ("promises", "3 v a"),
        ("advice", "3 v v Enter"),
        ("questions", "3 v v v"),
        ("mentorship", "3 Enter M"),
        ("prepare", "3 p"),
        ("meet", "3 m Space p"),
        ("brief", "3 b"),
        ("settle", "3 h"),
        ("follow-up", "3 j f"),
        ("closing", "3 j c"),
    ] {
        shoot(name, noor, keys);
    }
}

#[test]
fn frames_with_nothing_and_with_hostile_text() {
    shoot("empty-meetings", empty, "3");
    shoot("empty-promises", empty, "3 v");
    shoot("empty-mentorships", empty, "3 v v v v");
    for (name, keys) in [
        ("today", ""),
        ("meetings", "3"),
        ("meeting", "3 G Enter"),
        ("prepare", "3 p"),
        ("meet", "3 m"),
        ("mentorship", "3 Enter M"),
        ("advice", "3 v v Enter"),
        ("follow-up", "3 G f"),
    ] {
        shoot(&format!("hostile-{name}"), hostile, keys);
    }
}

#[test]
fn a_meeting_from_its_preparation_to_its_follow_up() {
    let mut rig = Rig::new(noor(), (120, 40));
    rig.keys("3 p");
    rig.assert_shows("AGENDA");
    rig.keys("i").text("one sentence").keys("Enter C-s");
    rig.assert_shows("prepared");
    rig.keys("m Space p Enter").text("> stand at the board").keys("Enter Esc f");
    rig.assert_shows("What stays with you?");
    rig.assert_shows("> stand at the board");
    let before = rig.keys;
    rig.text("Colour before the rush").keys("Enter");
    rig.text("send the sketch by fri").keys("Enter Enter");
    rig.text("an intro to the bed manager").keys("Enter Enter");
    rig.text("4").keys("Enter").text("+4w").keys("Enter");
    assert!(rig.keys - before <= 20, "{} keys beyond content", rig.keys - before);
    let Some(Write::CaptureMeeting { worth: Some(4), next: Some(_), .. }) = rig.writes.last() else {
        panic!("{:?}", rig.writes.last())
    };
    rig.assert_shows("captured");
    rig.assert_shows("Colour before the rush");
}

#[test]
fn a_new_meeting_is_captured_within_its_keys() {
    let mut rig = Rig::new(noor(), (80, 24));
    rig.keys("c C-t").text("Ruben").keys("Enter").text("Prototype the ugly version first").keys("Enter");
    rig.text("send the sketch to 3 dispatchers by fri").keys("Enter Enter").text("cards").keys("Enter Enter");
    rig.text("5").keys("Enter").text("+4w").keys("Enter");
    assert!(rig.keys <= 160, "{} keys", rig.keys);
    rig.assert_shows("Saved 1 meeting");
}

#[test]
fn the_brief_leaves_without_what_is_hidden() {
    let mut rig = Rig::new(noor(), (120, 40));
    rig.keys("1 b j j j h B");
    let copied = rig.copied.pop().expect("a copy");
    let hidden = rig.frame().lines().find(|line| line.contains("hidden")).expect("a hidden line").to_owned();
    let words: Vec<_> = hidden.split_whitespace().filter(|word| word.len() > 5).take(2).collect();
    assert!(!words.is_empty() && !copied.lines().any(|line| words.iter().all(|word| line.contains(word))), "{copied}");
    assert!(copied.starts_with("# For Odile Varga\n"), "{copied}");
}

#[test]
fn advice_takes_its_call_and_is_told_back() {
    let mut rig = Rig::new(noor(), (120, 40));
    rig.keys("3 v v t");
    rig.assert_shows("my call    try");
    rig.keys("r");
    rig.assert_shows("it helped");
    rig.keys("Space");
    assert!(matches!(rig.writes.last(), Some(Write::Step(_))));
}

#[test]
fn what_has_to_do_with_somebody_is_found_by_their_name() {
    let mut rig = Rig::new(noor(), (120, 40));
    rig.keys("3 v a /").text("odile").keys("Enter");
    rig.assert_shows("Odile to me");
}
