//! The screen on a real terminal: how it comes, how it goes on every way out, and what it never loses.

use std::fs;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::terminal::{LIGHT, Session, now};
use crate::world::World;

/// What the first screen says.
const TODAY: &str = "1 Today";

/// What leaves the terminal as it was; each once, whatever happens.
const LEAVING: [&str; 2] = ["\x1b[?1049l", "\x1b[?2004l"];

/// The program promises two seconds for these; here that tells one who goes from one who hangs, beside other work too.
const SOON: Duration = Duration::from_secs(15);

/// Runs the program between two looks at the terminal's modes.
const BETWEEN: &str = r#"stty -g > before; "$MENTEE"; echo $? > code; stty -g > after; echo between done"#;

/// A world as a terminal sees it: colours, a journal beside the work, and the program's name for scripts.
fn world() -> World {
    let world = World::new();
    let (here, journal) = (world.path(""), world.path("journal.db"));
    world
        .var("TERM", "xterm-256color")
        .var("NO_COLOR", "")
        .var("LANG", "C.UTF-8")
        .var("TMPDIR", &here.display().to_string())
        .var("MENTEE_JOURNAL", &journal.display().to_string())
        .var("MENTEE", World::program())
}

fn file(home: &World, name: &str) -> String {
    fs::read_to_string(home.path(name)).expect("a file of the script").trim().to_owned()
}

fn capturing(session: &mut Session, text: &str) {
    session.wait_for(TODAY);
    session.keys("c");
    session.wait_for("Capture");
    session.keys(text);
    session.wait_for(text);
}

/// Leaves the capture; what was typed stays as a draft.
fn close_capture(session: &mut Session) {
    session.keys("\x1b");
    session.wait_until("the capture closed", |screen| !screen.contents().contains("Will become"));
}

/// Whether the draft is there when the program is opened the next time.
fn offered(home: &World, text: &str) {
    let mut session = Session::start(home);
    session.wait_for(TODAY);
    session.keys("c");
    session.wait_for(text);
}

fn left_once(session: &Session) {
    for sequence in LEAVING {
        assert_eq!(session.written(sequence), 1, "{sequence:?}");
    }
}

#[test]
fn the_terminal_is_left_as_it_was() {
    let home = world();
    let mut session = Session::shell(&home, BETWEEN);
    session.wait_for(TODAY);
    session.keys("q");
    session.wait_for("between done");
    session.wait_exit();
    assert_eq!(file(&home, "before"), file(&home, "after"));
    assert_eq!(file(&home, "code"), "0");
    left_once(&session);
    session.wait_until("the cursor", |screen| !screen.hide_cursor() && !screen.alternate_screen());
}

#[test]
fn a_signal_ends_it_in_order_and_loses_no_key() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)] {
        let home = world();
        let mut session = Session::start(&home);
        capturing(&mut session, "Met Odile at the dock");
        session.signal(signal);
        assert_eq!(session.wait_exit(), code, "{signal:?}");
        left_once(&session);
        offered(&home, "Met Odile at the dock");
    }
}

#[test]
fn it_goes_when_the_terminal_goes() {
    // As usual; and where no signal ever arrives (the kernel sends these two).
    for script in [r#"exec "$MENTEE""#, r#"exec env --block-signal=HUP,CONT "$MENTEE""#] {
        let home = world();
        let mut session = Session::shell(&home, script);
        capturing(&mut session, "Met Odile at the dock");
        session.hang_up();
        assert_eq!(session.exits_within(SOON), 129, "{script}");
        offered(&home, "Met Odile at the dock");
    }
}

/// Runs the program as a job of a shell that can stop it and bring it back.
const JOB: &str = r#"
    stty -g > before; set -m
    sh -c 'echo $$ > pid; exec "$MENTEE"'; echo stopped; read answer; fg; echo "ended $?"
    stty -g > after"#;

#[test]
fn it_stops_and_comes_back() {
    for by_key in [true, false] {
        let home = world();
        let mut session = Session::shell(&home, JOB);
        capturing(&mut session, "half a");
        if by_key {
            // In a text C-z takes typing back; outside one it stops the program.
            close_capture(&mut session);
            session.keys("\x1a");
        } else {
            let process = file(&home, "pid").parse().ok().and_then(Pid::from_raw).expect("its id");
            kill_process(process, Signal::TSTP).expect("signalled");
        }
        session.wait_for("stopped");
        session.wait_until("the first screen", |screen| !screen.alternate_screen() && !screen.bracketed_paste());
        session.resize(60, 20);
        session.keys("\n");
        if by_key {
            session.wait_for("1 Today");
            session.keys("c");
        }
        session.wait_for("half a");
        session.keys(" sentence");
        session.wait_for("half a sentence");
        close_capture(&mut session);
        session.keys("q");
        session.wait_for("ended 0");
        session.wait_exit();
        assert_eq!(file(&home, "before"), file(&home, "after"));
        for sequence in LEAVING {
            assert_eq!(session.written(sequence), 2, "{sequence:?}");
        }
    }
}

#[test]
fn it_does_not_stop_where_nobody_could_bring_it_back() {
    let home = world();
    let mut session = Session::start(&home);
    capturing(&mut session, "half a");
    close_capture(&mut session);
    session.keys("\x1ac");
    session.wait_for("half a");
    session.keys(" sentence");
    session.wait_for("half a sentence");
}

#[test]
fn a_storm_of_sizes_loses_no_key() {
    let home = world();
    let mut session = Session::start(&home);
    capturing(&mut session, "k");
    let sizes = [(0, 0), (1, 1), (300, 1), (1, 100), (500, 200), (40, 15), (80, 24)];
    let text: String = ('a'..='z').chain('0'..='9').collect();
    for (letter, (columns, rows)) in text.chars().zip(sizes.iter().cycle()) {
        session.resize(*columns, *rows);
        session.keys(&letter.to_string());
    }
    session.resize(80, 24);
    session.wait_for(&format!("k{text}"));
}

#[test]
fn a_paste_keeps_its_lines_and_its_length() {
    let home = world();
    let mut session = Session::start(&home);
    capturing(&mut session, "x");
    let line = "Walked through her morning huddle\n";
    session.paste(&format!("{}the last line", line.repeat(20_000)));
    session.wait_for("the last line");
}

#[test]
fn a_paste_without_an_end_does_not_take_the_keys() {
    let home = world();
    let mut session = Session::start(&home);
    capturing(&mut session, "x");
    session.keys("\x1b[200~pasted");
    session.wait_for("pasted");
    session.keys("k");
    session.wait_for("pastedk");
    // That key closed it; the next one is a key again.
    let since = now();
    session.keys("\x1b");
    session.wait_until("the capture closed", |screen| !screen.contents().contains("Capture"));
    assert!(since.elapsed() < SOON);
}

#[test]
fn a_kill_loses_the_last_second_at_most() {
    let home = world();
    let mut session = Session::start(&home);
    capturing(&mut session, "Met Odile");
    // The promise is a second after the last key (`tui/drafts.rs` holds it by its own clock); here a busy disk has two.
    session.never(Duration::from_secs(2), |screen| !screen.contents().contains("Met Odile"));
    session.signal(Signal::KILL);
    session.wait_exit();
    offered(&home, "Met Odile");
}

#[test]
fn what_another_process_captures_appears() {
    let home = world();
    let session = Session::start(&home);
    session.wait_for(TODAY);
    let _ = home.run(&["log", "! call Odile by today"]).ok();
    session.wait_for("call Odile");
}

#[test]
fn an_answer_of_the_terminal_is_not_typing() {
    let home = world();
    let mut session = Session::with_background(&home, LIGHT);
    capturing(&mut session, "x");
    session.keys(LIGHT);
    session.keys("\x1b[?62;22cy");
    session.wait_for("xy");
    assert!(!session.screen().contains("rgb") && !session.screen().contains("62;22"));
}

#[test]
fn a_terminal_that_is_stopped_does_not_hold_it() {
    let home = world();
    let mut session = Session::start(&home);
    capturing(&mut session, "Met Odile");
    session.pause(true);
    // Each new size is a whole frame; a few dozen fill what lies between the program and the terminal.
    for round in 0..100 {
        session.resize(80 + round % 50, 24 + round % 20);
        session.never(Duration::from_millis(15), |_| false);
    }
    session.keys(" at the dock");
    session.never(Duration::from_secs(1), |_| false);
    session.signal(Signal::TERM);
    assert_eq!(session.exits_within(SOON), 143);
    offered(&home, "Met Odile at the dock");
}

#[test]
fn another_editor_takes_the_text_and_gives_it_back() {
    let home = world();
    let script = r#"export EDITOR='sh -c "printf %s \" edited\" >> \"\$0\""'; exec "$MENTEE""#;
    let mut session = Session::shell(&home, script);
    capturing(&mut session, "Met Odile");
    session.keys("\x0f");
    session.wait_for("Met Odile edited");
    let left = fs::read_dir(home.path("")).expect("the home");
    let names: Vec<_> = left.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    assert!(!names.iter().any(|name| name.starts_with("mentee-edit-")), "{names:?}");
}

#[test]
fn an_editor_that_stops_stops_the_program_with_it() {
    let home = world();
    let script = r#"
        export EDITOR='sh -c "kill -STOP \$\$; printf %s \" edited\" >> \"\$0\""'
        set -m; "$MENTEE"; echo stopped; read answer; fg; echo "ended $?""#;
    let mut session = Session::shell(&home, script);
    capturing(&mut session, "Met Odile");
    session.keys("\x0f");
    session.wait_for("stopped");
    session.keys("\n");
    session.wait_for("Met Odile edited");
}

#[test]
fn an_editor_is_ended_with_the_program_and_its_text_taken() {
    let home = world();
    let script = r#"
        export EDITOR='sh -c "printf %s \" edited\" >> \"\$0\"; echo editing; read answer"'
        exec "$MENTEE""#;
    let mut session = Session::shell(&home, script);
    capturing(&mut session, "Met Odile");
    session.keys("\x0f");
    session.wait_for("editing");
    session.signal(Signal::INT);
    session.signal(Signal::TERM);
    session.exits_within(SOON);
    offered(&home, "Met Odile edited");
}

#[cfg(target_os = "linux")]
#[test]
fn an_idle_screen_costs_nothing() {
    let home = world();
    let session = Session::start(&home);
    session.wait_for(TODAY);
    let before = session.ticks();
    session.never(Duration::from_secs(3), |_| false);
    let used = session.ticks() - before;
    assert!(used <= 3, "{used} hundredths of a second in three seconds");
}

/// The prompt of a shell that calls `mentee log`, and what it prints afterwards.
const LOG: &str = r#"echo "$ mentee log"; "$MENTEE" log; echo "code $?""#;

#[test]
fn log_takes_a_few_lines_of_the_shell_and_gives_them_back() {
    let home = world();
    let mut session = Session::shell(&home, LOG);
    session.wait_for("Write as you like");
    session.wait_until("the shell's own line", |screen| {
        !screen.alternate_screen() && screen.contents().contains("$ mentee log")
    });
    session.keys("! send the board");
    session.wait_for("Action");
    session.keys("\x13");
    session.wait_for("code 0");
    session.wait_until("only what was made", |screen| {
        let text = screen.contents();
        text.contains("send the board") && !text.contains("Will become") && text.contains("$ mentee log")
    });
    session.wait_exit();
    assert_eq!(session.written("\x1b[?1049h"), 0, "never the whole screen");
}

#[test]
fn log_keeps_a_draft_and_goes_on_with_it() {
    let home = world();
    let mut session = Session::shell(&home, LOG);
    session.wait_for("Write as you like");
    session.keys("Met Odile at the dock");
    session.wait_for("Met Odile at the dock");
    session.keys("\x1b");
    session.wait_for("Kept as a draft");
    session.wait_for("code 0");
    session.wait_exit();
    let mut session = Session::shell(&home, r#""$MENTEE" log --resume; echo "code $?""#);
    session.wait_for("from your draft");
    session.wait_for("Met Odile at the dock");
    session.wait_for("Note");
    session.keys(" yard\x13");
    session.wait_for("code 0");
    session.wait_exit();
    let kept = home.run(&["reflection", "list", "--json"]).ok().json();
    assert_eq!(kept[0]["body"], "Met Odile at the dock yard");
    let failure = home.run(&["log", "--resume"]).fails(1);
    failure.says("no capture is waiting");
}
