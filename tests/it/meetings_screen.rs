//! The Meetings tab and Today on the demo journal, on an empty one and on hostile text, at three sizes; and how many keys
//! a meeting takes from the talk to its capture.

use mentee::app::{self, Settings, State};
use mentee::domain::ask::Write;
use mentee::domain::id::Chance;
use mentee::domain::time::read_instant;
use mentee::domain::{Fields, Kind, Now, Origin, Visibility, Zone, practice};
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

fn shoot_over(name: &str, make: fn() -> Store, act: fn(&mut Rig)) {
    for size in SIZES {
        let mut rig = Rig::new(make(), size);
        act(&mut rig);
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
fn frames_of_talks_in_steps_and_pages_to_send() {
    for (name, make) in [("", noor as fn() -> Store), ("hostile-", hostile)] {
        for (talk, keys) in [
            ("review", "3 R"),
            ("review-goal", "3 R Tab"),
            ("review-rest", "3 R Tab Tab Tab Tab Tab Tab Tab"),
            ("evaluate", "3 Enter M E"),
            ("evaluate-lines", "3 Enter M E Tab 5 4 -"),
            ("ending", "3 Enter M X"),
            ("letter", "3 Y"),
            ("look-back", "3 Enter M K"),
            ("bank", "3 Q"),
        ] {
            shoot(&format!("{name}{talk}"), make, keys);
        }
    }
    shoot_over("review-choice", noor, |rig| {
        rig.keys("3 R Tab").text("the cases").keys("Enter Enter Enter").text("64").keys("Enter r");
    });
    shoot_over("ending-stop", noor, |rig| {
        rig.keys("3 Enter M X s Enter y");
    });
    shoot_over("gaps", noor, |rig| {
        rig.keys(":").text("half-year look").keys("Enter d");
    });
    shoot_over("gaps-none", noor, |rig| {
        rig.keys(":").text("latest look").keys("Enter d");
    });
    shoot("goal-templates", noor, "2 T j j");
    shoot("goal-template-filled", noor, "2 T j j j Enter x Enter");
    for (name, keys) in [("empty-bank", "3 Q"), ("empty-goal-templates", "2 T")] {
        shoot(name, empty, keys);
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
fn the_talk_that_was_just_held_is_preselected() {
    let mut store = noor();
    let meeting = json!({"title": "Regular", "people": [], "at": "2025-09-30T08:00:00Z", "state": "planned"});
    let fields: Fields = meeting.as_object().expect("fields").clone().into_iter().collect();
    let save = Write::Save { kind: Kind::Meeting, id: None, fields, tags: None, visibility: None };
    let id = store.write(&save, now(), chance(5), &|_| Visibility::Private).expect("saved").ids[0];
    let mut rig = Rig::new(store, (120, 40));
    rig.keys("c C-t");
    rig.assert_shows("Enter: Regular, Tue 30 Sep 08:00");
    rig.keys("Enter").text("Listen first").keys("Enter Enter Enter Enter Enter");
    let Some(Write::CaptureMeeting { meeting: Some(into), .. }) = rig.writes.last() else {
        panic!("{:?}", rig.writes.last())
    };
    assert_eq!(*into, id);
}

/// The journeys, by the keys they take beyond what is written: a number for each, so that a screen that asks for more is seen.
#[test]
fn journeys_stay_within_their_keys() {
    // 2: prepare, with three topics kept, one moved, minutes and an intention; the brief looked at and copied.
    let mut rig = Rig::new(noor(), (120, 40));
    rig.keys("3 p > + +").keys("i").text("one sentence").keys("Enter C-s b B");
    assert!(rig.keys <= 14, "prepare takes {} keys", rig.keys);
    assert!(rig.copied.pop().is_some_and(|brief| brief.starts_with("# For Odile Varga")));
    // 5: follow up: a call on advice, a day for a promise, the summary copied, done with.
    let mut rig = Rig::new(noor(), (120, 40));
    rig.keys("3 j c")
        .text("Send the answer first")
        .keys("Enter")
        .text("ask the depot")
        .keys("Enter Enter Enter Enter Enter");
    let before = rig.keys;
    rig.keys("f f B Space");
    assert!(rig.keys - before <= 6, "follow-up takes {} keys", rig.keys - before);
    rig.assert_shows("followed up");
    // 6: the week: each goal left or typed, three taps, a few lines, a rule, one action taken up.
    let mut rig = Rig::new(noor(), (120, 40));
    rig.keys(":").text("weekly").keys("Enter");
    rig.assert_shows("THE WEEK");
    let before = rig.keys;
    rig.keys("Enter").text("3").keys("Enter 4 5 4").text("The colours held.").keys("Tab");
    rig.text("ask first").keys("Enter Enter Space Enter");
    assert!(rig.keys - before <= 14, "the week takes {} keys", rig.keys - before);
    rig.assert_shows("That was the week.");
    // 7: the review of three goals with Odile: three answers each, her rating, one choice; one record.
    let mut rig = Rig::new(noor(), (120, 40));
    rig.keys("3 R Tab");
    rig.text("the cases").keys("Enter").text("the path question").keys("Enter").text("nothing").keys("Enter");
    rig.keys("6 4 Enter r").text("11 nov").keys("Enter Enter Tab Tab Tab");
    rig.text("We look again in October").keys("Enter");
    assert!(rig.keys <= 20, "the review takes {} keys", rig.keys);
    rig.assert_shows("Reviewed 1 goal, kept as a note");
    let Some(Write::Practice(practice::Write::Review(reviewed))) = rig.writes.last() else { panic!("a review") };
    assert_eq!((reviewed.goals.len(), reviewed.goals[0].rating), (1, Some(4)));
    // 9: how it goes: five needs, ten lines, three words, one adjustment.
    let mut rig = Rig::new(noor(), (120, 40));
    rig.keys("3 Enter M E");
    rig.assert_shows("What we said last time");
    let before = rig.keys;
    rig.keys("Enter");
    for _ in 0..5 {
        rig.keys("Enter 5 4");
    }
    rig.keys("5 5 4 4 4 5 4 4 5 4");
    rig.text("the walks").keys("Enter").text("the length").keys("Enter Enter");
    rig.text("Start with the hard thing").keys("Enter").text("in 4 weeks").keys("Enter");
    assert!(rig.keys - before <= 40, "the evaluation takes {} keys", rig.keys - before);
    rig.assert_shows("Only for you so far.");
    let Some(Write::Together { saves, .. }) = rig.writes.last() else { panic!("an evaluation") };
    let made = saves.last().expect("one");
    assert_eq!(made.fields["mine"], json!([5, 5, 4, 4, 4, 5, 4, 4, 5, 4]));
    assert_eq!((made.fields["needs"].as_array().map(Vec::len), &made.fields["worth"]), (Some(5), &json!(4)));
}

#[test]
fn a_mentorship_ends_step_by_step() {
    let mut rig = Rig::new(noor(), (120, 40));
    rig.keys("3 Enter M X f Enter");
    rig.assert_shows("The closing agenda on the talk of Tue 7 Oct?");
    rig.keys("Tab M-c");
    assert!(rig.copied.pop().is_some_and(|page| page.starts_with("# Looking back with Odile Varga")));
    rig.keys("C-s");
    rig.assert_shows("winding-down: “Odile: flow with other eyes”");
    rig.keys("Enter X");
    rig.assert_shows("close it well, now");
    rig.keys("c Tab Tab");
    rig.assert_shows("How you stay in touch");
    rig.keys("p").text("90").keys("Enter m d C-s");
    rig.assert_shows("closed: “Odile: flow with other eyes”");
    rig.assert_shows("Nobody is there for “perspective”");
    let Some(Write::Practice(practice::Write::Close(closing))) = rig.writes.last() else { panic!("an ending") };
    assert_eq!((closing.promises.len(), closing.role.as_deref()), (1, Some("peer")));
    // Whoever felt unsafe is shown plain words, and nothing to send.
    let mut rig = Rig::new(noor(), (80, 24));
    rig.keys("3 Enter M X s").text("it got loud").keys("Enter y Tab");
    rig.assert_shows("It is over.");
    rig.assert_shows("You do not owe anybody an explanation");
    assert!(rig.copied.is_empty() && !rig.frame().contains("I would like to end our regular talks"));
}

#[test]
fn questions_and_gaps_go_onto_the_next_agenda() {
    let mut rig = Rig::new(noor(), (120, 40));
    rig.keys("3 Q Tab A");
    rig.assert_shows("On the agenda of “Odile, regular”");
    rig.keys("Esc :").text("half-year look").keys("Enter d A");
    rig.assert_shows("on the next agenda");
    rig.keys("Esc A");
    let points = rig.writes.iter().filter(|write| matches!(write, Write::Practice(practice::Write::ToAgenda(..))));
    assert_eq!(points.count(), 3);
}

#[test]
fn whoever_waits_to_hear_is_written_to_from_today() {
    let mut rig = Rig::new(noor(), (120, 40));
    rig.keys("/").text("what became").keys("Enter Y");
    rig.assert_shows("You suggested “Send the answer first and the working afterwards”");
    rig.keys("B");
    assert!(rig.copied.pop().is_some_and(|letter| letter.ends_with("Thank you.\n")));
    rig.keys("Tab");
    rig.assert_shows("a silence ended");
}

#[test]
fn a_hint_waved_away_stays_away() {
    let mut rig = Rig::new(noor(), (120, 40));
    let fields = Fields::from_iter([("title".to_owned(), json!("Improve my networking"))]);
    let save = Write::Save { kind: Kind::Goal, id: None, fields, tags: None, visibility: None };
    let id = rig.store.write(&save, now(), chance(6), &|_| Visibility::Private).expect("saved").ids[0];
    rig.send(Msg::Changed);
    rig.keys(":").text("improve my networking").keys("Enter");
    rig.assert_shows("What would someone see you do?");
    rig.keys("w");
    assert!(!rig.frame().contains("What would someone see you do?"), "{}", rig.frame());
    let kept = rig.store.read().find(id).expect("read").expect("the goal");
    assert_eq!(kept.get("waved"), &json!(["S"]));
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
