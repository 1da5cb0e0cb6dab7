//! Into the terminal's other screen and out of it again: out exactly once, on every way there is.

use std::io;
use std::panic::{self, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use crossterm::Command;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen};
use rustix::termios::Termios;

use super::tty::Tty;

/// How long a stopped terminal may hold up leaving it.
const PATIENCE: Duration = Duration::from_millis(300);

/// Clicks and the wheel, with coordinates of any size; no drags and no moves, which would only cost.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// Ends an escape sequence or a string that was cut off in the middle; means nothing otherwise.
const END_STRING: &str = "\x1b\\";

/// What is needed to put the terminal back, from any thread and from within a panic.
#[derive(Debug)]
pub(super) struct Restore {
    tty: Arc<Tty>,
    mouse: bool,
    /// Whether the terminal's other screen is used, or some lines of the one that is there.
    whole: bool,
    entered: AtomicBool,
    /// The modes the terminal had when it was entered.
    modes: Mutex<Option<Termios>>,
}

impl Restore {
    pub(super) fn new(tty: Arc<Tty>, mouse: bool, whole: bool) -> Arc<Self> {
        Arc::new(Self { tty, mouse, whole, entered: AtomicBool::new(false), modes: Mutex::new(None) })
    }

    /// Whether the other screen is on.
    pub(super) fn entered(&self) -> bool {
        self.entered.load(Ordering::SeqCst)
    }

    /// Raw mode, the other screen, marked pastes and the mouse. Once more where it is on already, for a shell may have
    /// changed it while the program was stopped.
    ///
    /// # Errors
    /// The terminal is gone.
    pub(super) fn enter(&self) -> io::Result<()> {
        let mut raw = self.tty.modes()?;
        if !self.entered() {
            *self.modes.lock().unwrap_or_else(PoisonError::into_inner) = Some(raw.clone());
        }
        raw.make_raw();
        // From here on there is something to undo.
        self.entered.store(true, Ordering::SeqCst);
        self.tty.set_modes(&raw)?;
        // A console without a second screen still shows the shell's lines: only what differs is drawn over them.
        let whole = || ansi(&[&EnterAlternateScreen, &Clear(ClearType::All)]);
        let mut on = if self.whole { whole() } else { String::new() };
        on.push_str(&ansi(&[&EnableBracketedPaste, &Hide]));
        if self.mouse {
            on.push_str(MOUSE_ON);
        }
        self.tty.write(&mut on.into_bytes(), PATIENCE)
    }

    /// Everything back as it was; nothing where that has been done. Needs no lock that a panic could hold for long.
    pub(super) fn leave(&self) {
        if !self.entered.swap(false, Ordering::SeqCst) {
            return;
        }
        let mut off = String::from(END_STRING);
        if self.mouse {
            off.push_str(MOUSE_OFF);
        }
        off.push_str(&ansi(&[&SetAttribute(Attribute::Reset), &DisableBracketedPaste]));
        if self.whole {
            off.push_str(&ansi(&[&LeaveAlternateScreen]));
        }
        off.push_str(&ansi(&[&Show]));
        // A terminal that is gone needs no leaving.
        let _ = self.tty.write(&mut off.into_bytes(), PATIENCE);
        if let Some(modes) = self.modes.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            let _ = self.tty.set_modes(modes);
        }
    }
}

impl Drop for Restore {
    fn drop(&mut self) {
        self.leave();
    }
}

/// The bytes of some commands.
fn ansi(commands: &[&dyn AnsiCommand]) -> String {
    let mut text = String::new();
    for command in commands {
        command.add(&mut text);
    }
    text
}

/// [`Command`] as an object.
trait AnsiCommand {
    fn add(&self, text: &mut String);
}

impl<C: Command> AnsiCommand for C {
    fn add(&self, text: &mut String) {
        // Writing to a string does not fail.
        let _ = self.write_ansi(text);
    }
}

type Hook = dyn Fn(&PanicHookInfo<'_>) + Send + Sync;

/// While it lives, a panic puts the terminal back before anything else and says nothing: its message may hold what
/// someone wrote. Where it happened is kept and told once the drafts are safe.
pub(super) struct PanicWatch {
    previous: Arc<Hook>,
    place: Arc<Mutex<Option<String>>>,
}

impl PanicWatch {
    /// Watches this thread; a panic of another one only keeps its place, for this one ends in order then.
    pub(super) fn start(restore: &Arc<Restore>) -> Self {
        let previous: Arc<Hook> = Arc::from(panic::take_hook());
        let place = Arc::new(Mutex::new(None));
        let (main, restore, kept, before) =
            (thread::current().id(), Arc::clone(restore), Arc::clone(&place), Arc::clone(&previous));
        panic::set_hook(Box::new(move |info| on_panic(info, main, &restore, &kept, &before)));
        Self { previous, place }
    }

    /// Where the program's fault was, `file:line`.
    pub(super) fn place(&self) -> String {
        let place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        place.clone().unwrap_or_else(|| "an unknown place".into())
    }
}

fn on_panic(
    info: &PanicHookInfo<'_>,
    main: ThreadId,
    restore: &Restore,
    kept: &Mutex<Option<String>>,
    before: &Arc<Hook>,
) {
    if let Some(at) = info.location() {
        kept.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get_or_insert_with(|| format!("{}:{}", at.file(), at.line()));
    }
    if thread::current().id() == main {
        restore.leave();
    } else if !restore.entered() {
        before(info);
    }
}

impl Drop for PanicWatch {
    fn drop(&mut self) {
        // Setting a hook from within a panic would itself be one.
        if !thread::panicking() {
            let previous = Arc::clone(&self.previous);
            panic::set_hook(Box::new(move |info| previous(info)));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::panic::catch_unwind;

    use portable_pty::{MasterPty, PtySize, native_pty_system};
    use rustix::fs::{Mode, OFlags, open};

    use super::*;

    /// A terminal with no one on it: its own end, and the other.
    fn terminal() -> (Box<dyn MasterPty + Send>, Arc<Tty>) {
        let pair = native_pty_system().openpty(PtySize::default()).expect("a pty");
        let name = pair.master.tty_name().expect("its name");
        let file = open(name, OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK, Mode::empty()).expect("opened");
        (pair.master, Arc::new(Tty { file }))
    }

    /// What has been written up to a mark of our own.
    fn written(master: &dyn MasterPty, tty: &Tty) -> String {
        tty.write(&mut b"<end>".to_vec(), PATIENCE).expect("written");
        let (mut reader, mut text) = (master.try_clone_reader().expect("a reader"), Vec::new());
        while !text.ends_with(b"<end>") {
            let mut byte = [0];
            reader.read_exact(&mut byte).expect("a byte");
            text.extend(byte);
        }
        String::from_utf8(text).expect("text")
    }

    fn count(text: &str, part: &str) -> usize {
        text.matches(part).count()
    }

    #[test]
    fn the_terminal_is_left_once_and_as_it_was() {
        let (master, tty) = terminal();
        let before = format!("{:?}", tty.modes().expect("modes"));
        let restore = Restore::new(Arc::clone(&tty), true, true);
        restore.enter().expect("entered");
        assert!(restore.entered() && format!("{:?}", tty.modes().expect("modes")) != before);
        // A shell changed it while the program was stopped: entering again does not take raw for how it was.
        restore.enter().expect("entered");
        restore.leave();
        restore.leave();
        drop(restore);
        assert_eq!(format!("{:?}", tty.modes().expect("modes")), before);
        let text = written(&*master, &tty);
        for part in ["1049l", "2004l", "25h", "1000l", "1006l"] {
            assert_eq!(count(&text, part), 1, "{part} in {text:?}");
        }
    }

    #[test]
    fn a_panic_puts_the_terminal_back_and_tells_only_its_place() {
        let (master, tty) = terminal();
        let before = format!("{:?}", tty.modes().expect("modes"));
        let restore = Restore::new(Arc::clone(&tty), false, true);
        let watch = PanicWatch::start(&restore);
        restore.enter().expect("entered");
        assert!(catch_unwind(|| panic!("what someone wrote")).is_err());
        assert!(!restore.entered());
        assert_eq!(format!("{:?}", tty.modes().expect("modes")), before);
        assert_eq!(count(&written(&*master, &tty), "1049l"), 1);
        assert!(watch.place().contains(".rs:") && !watch.place().contains("someone"));
    }
}
