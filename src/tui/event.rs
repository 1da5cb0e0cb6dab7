//! What the shell's threads tell its loop, all through one queue.

use std::sync::mpsc::Sender;
use std::thread;

use super::decode::Input;

/// Something that happened outside.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Event {
    /// The terminal had something to say.
    Input(Input),
    /// A signal came.
    Signal(i32),
    /// The terminal is gone.
    HungUp,
    /// The external editor was stopped, or ended.
    Editor(Editor),
    /// A thread of the shell had a fault.
    Fault,
}

/// What became of the external editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Editor {
    /// It was stopped, as by `C-z`.
    Stopped,
    /// It ended.
    Ended(Ending),
}

/// How the external editor ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Content with the text.
    Content,
    /// It says that the text is not to be taken (`:cq`).
    Refused,
    /// By a signal; it may have left more behind than the text.
    Cut,
}

/// Tells the loop when the thread that holds it panics.
pub(super) struct Alarm(pub(super) Sender<Event>);

impl Drop for Alarm {
    fn drop(&mut self) {
        if thread::panicking() {
            let _ = self.0.send(Event::Fault);
        }
    }
}
