//! The loop with a toy machine, a journal in memory and a clock that runs only while the loop waits.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use signal_hook::consts::{SIGCONT, SIGTERM, SIGTSTP, SIGWINCH};

use super::decode::Input;
use super::editor::Sheet;
use super::event::Event;
use super::stage::{Edited, Stage};
use super::*;
use crate::config::world::stopwatch;
use crate::domain::change::Origin;
use crate::domain::time::{Zone, read_instant};
use crate::ui::key::{Chord, Key};

/// What happened, in order, across the machine, the journal and the stage.
type Diary = Arc<Mutex<Vec<String>>>;

fn note(diary: &Diary, line: impl Into<String>) {
    diary.lock().expect("the diary").push(line.into());
}

/// Types into one draft; a few keys do what their letter says.
struct Toy {
    text: String,
    ticking: bool,
    diary: Diary,
}

impl Machine for Toy {
    fn update(&mut self, msg: Msg, _: Now) -> Vec<Effect> {
        let draft = |text: &str| Effect::Draft { slot: "capture".into(), text: text.into() };
        match msg {
            Msg::Key(chord) => match (chord.ctrl, chord.key) {
                (true, Key::Char('q')) => return vec![Effect::Quit],
                (true, Key::Char('z')) => return vec![Effect::Suspend],
                (true, Key::Char('e')) => return vec![Effect::Edit(7, self.text.clone())],
                (true, Key::Char('s')) => {
                    return vec![Effect::Write(8, Write::Capture(self.text.clone())), draft("")];
                }
                (true, Key::Char('a')) => return vec![Effect::Ask(9, Ask::Tags("f".into()))],
                (true, Key::Char('d')) => return vec![Effect::Ask(9, Ask::Checkup)],
                (true, Key::Char('r')) => return vec![Effect::Ask(9, Ask::Tags("m".into()))],
                (true, Key::Char('y')) => return vec![Effect::Copy(self.text.clone())],
                (true, Key::Char('p')) => panic!("of a kind that holds what was written: {}", self.text),
                (false, Key::Char(c)) => self.text.push(c),
                _ => {}
            },
            Msg::Paste(text) => self.text.push_str(&text),
            Msg::Edited(_, Some(text)) => self.text = text,
            // Asks again and again.
            Msg::Answer(ticket, Answer::Tags(tags)) if tags == ["more"] => {
                return vec![Effect::Ask(ticket, Ask::Tags("m".into()))];
            }
            Msg::Resize(..) if self.text == "?" => return vec![Effect::Ask(9, Ask::Tags("f".into()))],
            other => {
                note(&self.diary, format!("{other:?}"));
                return vec![];
            }
        }
        vec![draft(&self.text)]
    }

    fn view(&self, _: Now, frame: &mut Frame<'_>) {
        frame.render_widget(self.text.as_str(), frame.area());
    }

    fn ticking(&self) -> bool {
        self.ticking
    }
}

#[derive(Default)]
struct Memory {
    diary: Diary,
    full: Arc<Mutex<bool>>,
    foreign: bool,
    /// A long look that was begun, and how often it will be asked after before it is done.
    looking: Option<(Ticket, u32)>,
}

impl Journal for Memory {
    fn begin(&mut self, ticket: Ticket, ask: &Ask) -> bool {
        let long = matches!(ask, Ask::Checkup);
        if long {
            note(&self.diary, "begun");
            self.looking = Some((ticket, 6));
        }
        long
    }

    fn finished(&mut self) -> Option<(Ticket, Result<Answer, String>)> {
        if let Some((_, left)) = &mut self.looking {
            *left -= 1;
        }
        let (ticket, _) = self.looking.take_if(|(_, left)| *left == 0)?;
        Some((ticket, Err("nothing was found".into())))
    }

    fn is_busy(&self) -> bool {
        self.looking.is_some()
    }

    fn answer(&mut self, ask: &Ask, _: Now) -> Result<Answer, String> {
        note(&self.diary, "asked");
        match ask {
            Ask::Tags(begin) if begin == "m" => Ok(Answer::Tags(vec!["more".into()])),
            Ask::Tags(_) => Ok(Answer::Tags(vec!["flow".into()])),
            _ => Err("the journal cannot be read".into()),
        }
    }

    fn make(&mut self, make: &Make, _: Now) -> Result<String, String> {
        note(&self.diary, format!("make {make:?}"));
        Ok("Written".into())
    }

    fn write(&mut self, write: &Write, _: Now) -> Result<Written, String> {
        note(&self.diary, format!("write {write:?}"));
        Ok(Written { line: "Saved".into(), ids: vec![], warnings: vec![], origin: Origin::Screen })
    }

    fn keep_draft(&mut self, slot: &str, text: &str, _: Now) -> Result<(), String> {
        if *self.full.lock().expect("full") {
            return Err("the disk is full".into());
        }
        note(&self.diary, format!("keep {slot}: {text}"));
        Ok(())
    }

    fn changed(&mut self) -> bool {
        note(&self.diary, "look");
        std::mem::take(&mut self.foreign)
    }
}

/// Plays a script: each event at its moment after the start, and when there are no more, the terminal is gone.
struct Play {
    start: Instant,
    now: Instant,
    script: VecDeque<(Duration, Event)>,
    size: Rc<RefCell<(u16, u16)>>,
    screen: Terminal<TestBackend>,
    behind_until: Duration,
    diary: Diary,
}

impl Stage for Play {
    fn instant(&self) -> Instant {
        self.now
    }

    fn hear(&mut self, wait: Duration) -> Option<Event> {
        let at = self.script.front().map_or(self.now, |(at, _)| self.start + *at);
        if at > self.now + wait {
            self.now += wait;
            return None;
        }
        self.now = self.now.max(at);
        Some(self.script.pop_front().map_or(Event::HungUp, |(_, event)| event))
    }

    fn size(&mut self) -> (u16, u16) {
        *self.size.borrow()
    }

    fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        note(&self.diary, "draw");
        self.screen.draw(paint).map(|_| ()).map_err(io::Error::other)
    }

    fn is_behind(&self) -> bool {
        self.now < self.start + self.behind_until
    }

    fn catch_up(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        note(&self.diary, format!("copy {text}"));
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        note(&self.diary, "suspend");
        *self.size.borrow_mut() = (60, 20);
        Ok(())
    }

    fn renew(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn refresh(&mut self) -> io::Result<()> {
        note(&self.diary, "refresh");
        Ok(())
    }

    fn edit(&mut self, text: &str) -> Result<Edited, String> {
        note(&self.diary, "edit");
        let sheet = Sheet::write(&std::env::temp_dir(), text).map_err(|e| e.to_string())?;
        Ok(Edited { text: Some(format!("{text} edited")), sheet, cut: text == "cut" })
    }

    fn leave(&mut self) {}
}

struct Run {
    turns: Turns<Toy, Memory, Play, fn() -> Now>,
    diary: Diary,
    full: Arc<Mutex<bool>>,
}

fn clock() -> Now {
    Now::new(read_instant("2026-11-22T09:00:00Z").expect("an instant"), Zone::UTC)
}

fn key(name: &str) -> Event {
    Event::Input(Input::Key(Chord::read(name).expect("a chord")))
}

fn ready(script: impl IntoIterator<Item = (u64, Event)>) -> Run {
    let (diary, now) = (Diary::default(), stopwatch());
    let full = Arc::new(Mutex::new(false));
    let play = Play {
        start: now,
        now,
        script: script.into_iter().map(|(ms, event)| (Duration::from_millis(ms), event)).collect(),
        size: Rc::new(RefCell::new((40, 10))),
        screen: Terminal::new(TestBackend::new(40, 10)).expect("a screen"),
        behind_until: Duration::ZERO,
        diary: Arc::clone(&diary),
    };
    let toy = Toy { text: String::new(), ticking: false, diary: Arc::clone(&diary) };
    let memory = Memory { diary: Arc::clone(&diary), full: Arc::clone(&full), foreign: false, looking: None };
    Run { turns: Turns::new(toy, memory, play, clock as fn() -> Now), diary, full }
}

impl Run {
    fn lines(&self) -> Vec<String> {
        self.diary.lock().expect("the diary").clone()
    }

    fn count(&self, line: &str) -> usize {
        self.lines().iter().filter(|told| told.contains(line)).count()
    }

    fn position(&self, line: &str) -> usize {
        let lines = self.lines();
        lines.iter().position(|told| told.contains(line)).unwrap_or_else(|| panic!("no {line:?} in {lines:#?}"))
    }
}

#[test]
fn everything_that_waits_is_one_frame() {
    let mut run = ready("hello".chars().map(|c| (10, key(&c.to_string()))).chain([(20, key("C-q"))]));
    assert_eq!(run.turns.run(), Ended::Quit);
    assert_eq!(run.lines().first().map(String::as_str), Some("Resize(40, 10)"));
    assert_eq!(run.count("draw"), 2, "one at the start, one for five keys");
    assert!(format!("{}", run.turns.stage.screen.backend()).contains("hello"));
}

#[test]
fn the_first_frame_does_not_wait_for_the_journal() {
    let mut run = ready([(10, key("C-q"))]);
    run.turns.machine.text = "?".into();
    run.turns.run();
    assert!(run.position("draw") < run.position("asked"));
    assert_eq!(run.count("draw"), 2, "and one with the answer");
}

#[test]
fn an_idle_screen_looks_once_a_second_and_draws_nothing() {
    let mut run = ready([(10_500, key("C-q"))]);
    run.turns.run();
    assert_eq!((run.count("look"), run.count("draw"), run.count("Tick")), (10, 1, 0));
    let mut run = ready([(3_500, key("C-q"))]);
    run.turns.machine.ticking = true;
    run.turns.run();
    assert_eq!((run.count("Tick"), run.count("draw")), (3, 4));
}

#[test]
fn what_takes_long_goes_on_beside_the_keys() {
    let mut run = ready([(10, key("C-d")), (20, key("x")), (900, key("C-q"))]);
    run.turns.run();
    assert!(run.position("begun") < run.position("draw") || run.count("draw") >= 3, "frames are drawn meanwhile");
    assert_eq!((run.count("asked"), run.count("nothing was found")), (0, 1));
    assert!(!run.turns.journal.is_busy());
    let shown = format!("{}", run.turns.stage.screen.backend());
    assert!(shown.contains('x'), "{shown}");
    let mut run = ready([(10, key("C-d")), (20, key("C-q"))]);
    run.turns.run();
    assert_eq!(run.count("nothing was found"), 0, "leaving does not wait for it");
}

#[test]
fn what_others_wrote_is_told_within_a_second() {
    let mut run = ready([(1_100, key("C-q"))]);
    run.turns.journal.foreign = true;
    run.turns.run();
    assert_eq!(run.count("Changed"), 1);
}

#[test]
fn a_draft_is_kept_within_a_second_and_not_at_every_key() {
    let typing = (0..100).map(|n| (n * 100, key("x")));
    let mut run = ready(typing.chain([(12_000, key("C-q"))]));
    run.turns.run();
    let kept = run.lines().iter().filter(|line| line.starts_with("keep")).count();
    assert!((10..=15).contains(&kept), "{kept} times in ten seconds of typing");
    let whole = format!("keep capture: {}", "x".repeat(100));
    assert_eq!(run.lines().iter().rfind(|line| line.starts_with("keep")), Some(&whole));
}

#[test]
fn every_way_out_keeps_the_draft_first() {
    for (event, ended) in [
        (key("C-q"), Ended::Quit),
        (Event::Signal(SIGTERM), Ended::Signal(SIGTERM)),
        (Event::HungUp, Ended::HungUp),
        (Event::Fault, Ended::Fault),
    ] {
        let mut run = ready([(1, key("x")), (2, event)]);
        assert_eq!(run.turns.run(), ended);
        assert_eq!(run.count("keep"), 0, "not due yet");
        run.turns.keep().expect("kept");
        assert_eq!(run.count("keep capture: x"), 1);
    }
}

#[test]
fn a_draft_outlives_a_fault() {
    let mut run = ready([(1, key("x")), (2, key("C-p"))]);
    assert!(catch_unwind(AssertUnwindSafe(|| run.turns.run())).is_err());
    run.turns.keep().expect("kept");
    assert_eq!(run.count("keep capture: x"), 1);
}

#[test]
fn a_draft_that_cannot_be_kept_is_told_once_and_tried_again() {
    let mut run = ready([(1, key("x")), (5_000, key("C-q"))]);
    *run.full.lock().expect("full") = true;
    run.turns.run();
    assert_eq!(run.count("the disk is full"), 1);
    assert_eq!(run.turns.keep(), Err("the disk is full".into()));
    *run.full.lock().expect("full") = false;
    assert_eq!(run.turns.keep(), Ok(()));
    assert_eq!(run.count("keep capture: x"), 1);
}

#[test]
fn a_saved_text_is_dropped_as_a_draft_at_once() {
    let mut run = ready([(1, key("x")), (2, key("C-s")), (3, key("C-q"))]);
    run.turns.run();
    assert!(run.position("write Capture(\"x\")") < run.position("keep capture: "));
    assert_eq!(run.count("Written(8"), 1);
}

#[test]
fn questions_are_answered_and_failures_told() {
    let mut run = ready([(1, key("C-a")), (2, key("C-q"))]);
    run.turns.run();
    assert_eq!(run.count("Answer(9, Tags([\"flow\"]))"), 1);
}

#[test]
fn a_machine_that_never_stops_asking_still_hears_the_signal() {
    let mut run = ready([(1, key("C-r")), (1, Event::Signal(SIGTERM))]);
    assert_eq!(run.turns.run(), Ended::Signal(SIGTERM));
}

#[test]
fn a_stop_keeps_the_draft_and_comes_back_in_the_new_size() {
    for stop in [key("C-z"), Event::Signal(SIGTSTP)] {
        let mut run = ready([(1, key("x")), (2, stop), (3, Event::Signal(SIGCONT)), (4, key("C-q"))]);
        run.turns.run();
        assert!(run.position("keep capture: x") < run.position("suspend"));
        assert!(run.position("suspend") < run.position("Resize(60, 20)"));
        assert_eq!(run.count("refresh"), 1);
    }
}

#[test]
fn a_size_is_told_once_however_often_it_is_signalled() {
    let script = (0..50).map(|_| (1, Event::Signal(SIGWINCH))).chain([(2, key("x")), (3, key("C-q"))]);
    let mut run = ready(script);
    *run.turns.stage.size.borrow_mut() = (33, 7);
    run.turns.run();
    assert_eq!((run.count("Resize"), run.turns.machine.text.as_str()), (2, "x"));
}

#[test]
fn the_editors_file_goes_when_its_text_is_safe() {
    let mut run = ready([(1, key("x")), (2, key("C-e")), (3, key("C-q"))]);
    run.turns.run();
    assert!(run.position("keep capture: x") < run.position("edit"));
    assert_eq!(run.count("keep capture: x edited"), 1);
    assert!(run.turns.sheet.is_none());

    // Where it cannot be kept, the file stays until it can.
    let mut run = ready([(1, key("C-e")), (2, key("C-q"))]);
    *run.full.lock().expect("full") = true;
    run.turns.run();
    assert!(run.turns.sheet.is_some());

    let mut run = ready("cut".chars().map(|c| (1, key(&c.to_string()))).chain([(2, key("C-e")), (3, key("C-q"))]));
    run.turns.run();
    let left = run.turns.left.take().expect("what the editor had");
    assert!(left.exists());
    std::fs::remove_dir_all(left.parent().expect("its directory")).expect("removed");
}

#[test]
fn a_stopped_terminal_stops_neither_typing_nor_keeping() {
    let mut run = ready([(1, key("x")), (3_000, key("y")), (6_000, key("C-q"))]);
    run.turns.stage.behind_until = Duration::from_secs(5);
    run.turns.run();
    assert_eq!(run.count("draw"), 1, "one frame when the terminal takes it");
    assert_eq!((run.count("keep capture: x"), run.count("keep capture: xy")), (2, 1));
    assert!(format!("{}", run.turns.stage.screen.backend()).contains("xy"));
}

#[test]
fn a_text_is_copied_by_the_terminal() {
    let mut run = ready([(1, key("x")), (2, key("C-y")), (3, key("C-q"))]);
    run.turns.run();
    assert_eq!(run.count("copy x"), 1);
}

#[test]
fn a_new_day_makes_what_is_shown_old() {
    thread_local! {
        static DAY: std::cell::Cell<u8> = const { std::cell::Cell::new(22) };
    }
    fn advancing() -> Now {
        Now::new(read_instant(&format!("2026-11-{}T09:00:00Z", DAY.get())).expect("an instant"), Zone::UTC)
    }
    let mut run = ready([(3_500, key("C-q"))]);
    run.turns.clock = advancing;
    DAY.set(23);
    run.turns.run();
    assert_eq!(run.count("Changed"), 1);
}
