//! A bracketed paste as it comes in: long ones in parts, and one without an end does not take the keys with it.

use std::time::{Duration, Instant};

/// The bytes after a pasted text.
const END: &[u8] = b"\x1b[201~";

/// A paste longer than this is handed over in parts, so that memory has a bound; nothing of it is dropped.
pub(super) const PART: usize = 8 << 20;

/// How long one look at a paste lasts. Keys are back at most twice this long after the first key pressed.
const WINDOW: Duration = Duration::from_secs(1);

/// More bytes at once than one press of a key sends.
const KEY: usize = 16;

/// Fewer bytes than this in one window, none of them more than [`KEY`] at once, are someone typing, not a paste: less than
/// the slowest line carries that anyone still pastes over, and more than a keyboard repeats.
const TYPED: usize = 128;

/// A paste that has begun and not ended.
#[derive(Debug)]
pub(super) struct Paste {
    text: Vec<u8>,
    /// The present window; none while nothing comes, for then nobody is waiting.
    window: Option<Window>,
}

#[derive(Debug)]
struct Window {
    since: Instant,
    /// How many bytes came in it.
    bytes: usize,
    /// Whether more came at once than anyone types.
    streamed: bool,
}

impl Paste {
    /// A paste that begins at this moment.
    pub(super) fn begin(at: Instant) -> Self {
        Self { text: Vec::new(), window: Some(Window { since: at, bytes: 0, streamed: true }) }
    }

    /// Counts bytes that came at once.
    pub(super) fn arrived(&mut self, bytes: usize, at: Instant) {
        let window = self.window.get_or_insert(Window { since: at, bytes: 0, streamed: false });
        window.bytes = window.bytes.saturating_add(bytes);
        window.streamed |= bytes > KEY;
    }

    /// When it has to be looked at.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.window.as_ref().map(|window| window.since + WINDOW)
    }

    /// Closes the window; `true` where the paste is to be taken as over, because what came was typed.
    pub(super) fn expire(&mut self) -> bool {
        self.window.take().is_some_and(|window| !window.streamed && window.bytes < TYPED)
    }

    /// Adds bytes as they are.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.text.extend_from_slice(bytes);
    }

    /// Takes text up to the end mark, or all that cannot be a part of one; how many bytes, and whether that was the end.
    pub(super) fn take(&mut self, bytes: &[u8]) -> (usize, bool) {
        if let Some(end) = bytes.windows(END.len()).position(|six| six == END) {
            self.add(bytes.get(..end).unwrap_or_default());
            return (end + END.len(), true);
        }
        let tail = (1..END.len()).rev().find(|&n| bytes.ends_with(END.get(..n).unwrap_or_default())).unwrap_or(0);
        let used = bytes.len() - tail;
        self.add(bytes.get(..used).unwrap_or_default());
        (used, false)
    }

    /// What is ready to be handed over: everything at the end, a part where it has grown long or its window has closed.
    pub(super) fn part(&mut self, over: bool) -> Option<String> {
        let ready = if over {
            self.text.len()
        } else if self.text.len() >= PART || self.window.is_none() {
            whole(&self.text)
        } else {
            0
        };
        if ready == 0 {
            return None;
        }
        let rest = self.text.split_off(ready);
        let text = String::from_utf8_lossy(&std::mem::replace(&mut self.text, rest)).into_owned();
        Some(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
    }
}

/// How much of the text can be cut off without cutting a character or a `\r\n` in two.
fn whole(text: &[u8]) -> usize {
    let unfinished = (1..4).find(|&back| {
        text.len().checked_sub(back).and_then(|i| text.get(i)).is_some_and(|&first| match first {
            0xc0..=0xdf => back < 2,
            0xe0..=0xef => back < 3,
            0xf0..=0xf7 => back < 4,
            b'\r' => back == 1,
            _ => false,
        })
    });
    text.len() - unfinished.unwrap_or(0)
}
