//! From the terminal's bytes to keys, pastes and replies: pure, and nothing the terminal sends can make it wait for ever.
//!
//! The program reads its terminal itself. A reader that lends out only whole events cannot say that a paste never ended,
//! spins when the terminal is gone, and takes a late reply for typing; here each of the three has a rule of its own.

use std::time::{Duration, Instant};

use crate::ui::key::{Chord, Key, Mouse};

mod paste;
mod sequence;
#[cfg(test)]
mod tests;

use paste::Paste;
use sequence::{Step, What};

/// What the terminal had to say.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Input {
    /// A key.
    Key(Chord),
    /// Pasted text, or a part of one that is long or does not end; line ends are `\n`.
    Paste(String),
    /// The mouse.
    Mouse(Mouse),
    /// The reply to the question for the background: whether it is light.
    Background(bool),
    /// The reply to the question for the kind of terminal: all questions before it are answered, or never will be.
    Attributes,
}

/// How long a lone escape, or an escape and one more byte, waits for the rest of a sequence before it is a key.
const ESCAPE: Duration = Duration::from_millis(40);

/// How long a longer sequence waits for its end before it is dropped.
const SEQUENCE: Duration = Duration::from_millis(400);

/// Takes bytes as they come, in pieces of any size, and remembers what is unfinished.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// Bytes that do not make a whole yet.
    held: Vec<u8>,
    /// When the first of them came.
    since: Option<Instant>,
    /// The paste that is going on.
    paste: Option<Paste>,
}

impl Decoder {
    /// Takes the bytes that came at this moment and adds what they complete.
    pub(super) fn feed(&mut self, bytes: &[u8], at: Instant, out: &mut Vec<Input>) {
        self.held.extend_from_slice(bytes);
        if let Some(paste) = &mut self.paste {
            paste.arrived(bytes.len(), at);
        }
        let taken = self.take(at, out);
        self.held.drain(..taken);
        self.since = match self.since {
            _ if self.held.is_empty() => None,
            Some(since) if taken == 0 => Some(since),
            _ => Some(at),
        };
    }

    /// When [`Decoder::expire`] has something to do; never where nothing is unfinished.
    pub(super) fn deadline(&self) -> Option<Instant> {
        if let Some(paste) = &self.paste {
            return paste.deadline();
        }
        let patience = if self.held.len() <= 2 { ESCAPE } else { SEQUENCE };
        self.since.map(|since| since + patience)
    }

    /// Gives up waiting, where the deadline has passed: a lone escape becomes the key, half a sequence is dropped, and a
    /// paste without an end is handed over and, where only single keys trickled in, closed.
    pub(super) fn expire(&mut self, at: Instant, out: &mut Vec<Input>) {
        if self.deadline().is_none_or(|deadline| at < deadline) {
            return;
        }
        if let Some(mut paste) = self.paste.take() {
            let over = paste.expire();
            if over {
                paste.add(&self.held);
                self.held.clear();
                self.since = None;
            }
            out.extend(paste.part(over).map(Input::Paste));
            if !over {
                self.paste = Some(paste);
            }
            return;
        }
        let held = std::mem::take(&mut self.held);
        self.since = None;
        match held.as_slice() {
            [0x1b] => out.push(Input::Key(Chord::plain(Key::Esc))),
            [0x1b, byte] => out.push(Input::Key(Chord { alt: true, ..Chord::plain(Key::Char(char::from(*byte))) })),
            _ => {}
        }
    }

    /// Takes whole things from the front of what is held; returns how many bytes they were.
    fn take(&mut self, at: Instant, out: &mut Vec<Input>) -> usize {
        let mut taken = 0;
        loop {
            let rest = self.held.get(taken..).unwrap_or_default();
            if let Some(paste) = &mut self.paste {
                let (used, over) = paste.take(rest);
                taken += used;
                out.extend(paste.part(over).map(Input::Paste));
                if !over {
                    return taken;
                }
                self.paste = None;
                continue;
            }
            match sequence::read(rest) {
                Step::More => return taken,
                Step::Take(used, what) => {
                    taken += used;
                    match what {
                        Some(What::Input(input)) => out.push(input),
                        Some(What::PasteStart) => self.paste = Some(Paste::begin(at)),
                        None => {}
                    }
                }
            }
        }
    }
}
