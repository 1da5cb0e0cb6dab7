//! The shell: the terminal, its keys, signals and end, and the loop that turns effects into answers. Knows no screen.
//!
//! The state machine and the journal come in from outside, behind [`Machine`] and [`Journal`]. One thread reads the
//! terminal, one listens to signals, both fill one queue; this thread hears, updates, writes and draws. Every way out,
//! be it `q`, a signal, a closed window or a fault of the program, goes through the same few lines: what is being typed is
//! kept, then the terminal is put back as it was.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use ratatui::Frame;

use crate::domain::Now;
use crate::domain::ask::{Answer, Ask, Make, Write, Written};
use crate::ui::effect::{Effect, Msg, Ticket};

mod canvas;
mod decode;
mod drafts;
pub mod editor;
mod event;
mod inline;
mod input;
mod live;
mod log;
mod restore;
mod screen;
mod signals;
mod stage;
#[cfg(test)]
mod tests;
mod tty;
mod turns;
mod world;

pub use log::{Typed, type_capture};
pub use screen::{check_keys, open, review};

use restore::{PanicWatch, Restore};
use tty::Tty;
use turns::Turns;
use world::World;

/// The ticket of [`Msg::Failed`] where what is being typed could not be kept. It is told once, and tried again each second.
pub const DRAFT: Ticket = Ticket::MAX;

/// The journal, as the shell uses it. Errors are sentences for the person: what happened and what to try.
pub trait Journal: Send {
    /// Answers a question.
    ///
    /// # Errors
    /// The journal cannot be read.
    fn answer(&mut self, ask: &Ask, now: Now) -> Result<Answer, String>;

    /// Writes; what it returns is on disk.
    ///
    /// # Errors
    /// Nothing was written.
    fn write(&mut self, write: &Write, now: Now) -> Result<Written, String>;

    /// Begins beside the screen what takes long; tells whether it did. Its answer comes by [`Journal::finished`].
    fn begin(&mut self, _ticket: Ticket, _ask: &Ask) -> bool {
        false
    }

    /// The answer to something that was begun, once it is there.
    fn finished(&mut self) -> Option<(Ticket, Result<Answer, String>)> {
        None
    }

    /// Whether something that was begun has no answer yet.
    fn is_busy(&self) -> bool {
        false
    }

    /// Makes a file; says where it is.
    ///
    /// # Errors
    /// There is no such file then.
    fn make(&mut self, make: &Make, now: Now) -> Result<String, String>;

    /// Keeps what is being typed in this slot; an empty text drops it. On disk when it returns.
    ///
    /// # Errors
    /// What was kept before is kept still.
    fn keep_draft(&mut self, slot: &str, text: &str, now: Now) -> Result<(), String>;

    /// Whether someone else has written since the last time this was asked. Asked once a second: it must cost nothing.
    fn changed(&mut self) -> bool;
}

/// The state machine, as the shell drives it.
pub trait Machine {
    /// Something happened. The first message is [`Msg::Resize`].
    fn update(&mut self, msg: Msg, now: Now) -> Vec<Effect>;

    /// Shows itself.
    fn view(&self, now: Now, frame: &mut Frame<'_>);

    /// Whether it wants [`Msg::Tick`] once a second.
    fn ticking(&self) -> bool;
}

/// What the shell has to be told.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Whether the terminal may be asked for its background: not a bare console, which shows what it does not know.
    pub questions: bool,
    /// Whether clicks and the wheel are for the program; then the terminal selects text with Shift only.
    pub mouse: bool,
    /// The command line of the external editor, words as in a shell.
    pub editor: String,
    /// The directory of the person's own below which a text is put while it is edited outside: that of the journal.
    pub scratch: PathBuf,
    /// How many lines of the shell's own screen are used; `None` for all of the terminal's other one.
    pub lines: Option<u16>,
    /// The journal as the person knows it, for the one sentence about where a text was kept.
    pub journal: String,
}

/// Why the program ended; all of them in order, with nothing lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The person left.
    Quit,
    /// This signal came.
    Signal(i32),
    /// The terminal is gone.
    HungUp,
    /// A thread of the shell had a fault; [`run`] makes a [`Trouble::Fault`] of it.
    Fault,
}

impl Ended {
    /// The exit code a shell expects: 0, or 128 and the signal's number; a closed terminal counts as `SIGHUP`.
    #[must_use]
    pub const fn code(self) -> i32 {
        match self {
            Self::Quit => 0,
            Self::Signal(signal) => 128 + signal,
            Self::HungUp => 128 + signal_hook::consts::SIGHUP,
            Self::Fault => 70,
        }
    }
}

/// What can go wrong with the screen as such.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// There is no terminal to show anything on.
    #[error("the screen needs a terminal: {0}")]
    NoTerminal(std::io::Error),
    /// The program had a fault. Neither its message nor anything that was written is told, only where it was.
    #[error("mentee stopped at a fault of its own ({place}). {kept}")]
    Fault {
        /// `file:line` of the program.
        place: String,
        /// What became of what was being typed, in sentences.
        kept: String,
    },
    /// What was being typed could not be kept.
    #[error("what was being typed could not be kept: {0}")]
    Unkept(String),
    /// The external editor was cut short and left something behind.
    #[error("the editor was ended before its time; what it had is in {}", .0.display())]
    Cut(PathBuf),
}

/// Shows the machine on the terminal until it is over. The clock is read once a message, and once a second.
///
/// # Errors
/// A [`Trouble`]; the terminal is as it was before in every case.
pub fn run<M: Machine>(
    machine: M,
    journal: impl Journal,
    clock: impl Fn() -> Now,
    settings: Settings,
) -> anyhow::Result<Ended> {
    let tty = Arc::new(Tty::open().map_err(Trouble::NoTerminal)?);
    let restore = Restore::new(Arc::clone(&tty), settings.mouse, settings.lines.is_none());
    let watch = PanicWatch::start(&restore);
    let name = settings.journal.clone();
    let world = World::start(tty, Arc::clone(&restore), settings).map_err(Trouble::NoTerminal)?;
    let mut turns = Turns::new(machine, journal, world, clock);
    let ended = catch_unwind(AssertUnwindSafe(|| turns.run())).unwrap_or(Ended::Fault);
    let kept = catch_unwind(AssertUnwindSafe(|| turns.keep())).unwrap_or_else(|_| Err("the journal failed".into()));
    stage::Stage::leave(&mut turns.stage);
    let left = turns.left.take();
    if ended == Ended::Fault {
        // The machine may not have got the text from the editor: then its file is all there is.
        let left = left.or_else(|| turns.sheet.take().map(editor::Sheet::leave));
        return Err(Trouble::Fault { place: watch.place(), kept: told(&name, kept, left) }.into());
    }
    match (kept, left) {
        (Err(why), _) => Err(Trouble::Unkept(why).into()),
        (Ok(()), Some(path)) => Err(Trouble::Cut(path).into()),
        (Ok(()), None) => Ok(ended),
    }
}

/// What became of what was being typed, after a fault.
fn told(journal: &str, kept: Result<(), String>, left: Option<PathBuf>) -> String {
    let kept = match kept {
        Ok(()) => format!("What was being typed is kept in {journal} and will be offered again."),
        Err(why) => format!("What was typed in the last second could not be kept: {why}."),
    };
    match left {
        Some(path) => format!("{kept} The text from the editor is in {}.", path.display()),
        None => kept,
    }
}
