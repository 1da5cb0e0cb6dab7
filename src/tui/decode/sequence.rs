//! One key, click or reply from the front of the bytes. What it does not know it takes as a whole and says nothing.
//!
//! Source of the sequences: xterm's ctlseqs, the Linux console's `console_codes(4)`, and fixterms for `CSI … u`.

use crate::ui::key::{Chord, Key, Mouse};

use super::Input;

/// What the front of the bytes is.
#[derive(Debug, PartialEq)]
pub(super) enum Step {
    /// So many bytes, and what they mean where they mean anything.
    Take(usize, Option<What>),
    /// It may become something: wait for more.
    More,
}

/// What a sequence means.
#[derive(Debug, PartialEq)]
pub(super) enum What {
    /// Something for the program.
    Input(Input),
    /// From here on text is pasted.
    PasteStart,
}

const ESC: u8 = 0x1b;

/// No control sequence that means anything here is longer.
const LONGEST: usize = 64;

/// No reply of a terminal is longer.
const LONGEST_STRING: usize = 4096;

/// Reads what stands first; [`Step::More`] for no bytes at all.
pub(super) fn read(bytes: &[u8]) -> Step {
    match bytes.first() {
        None => Step::More,
        Some(&ESC) => escape(bytes),
        Some(&byte @ (0..=0x1f | 0x7f)) => Step::Take(1, Some(key(control(byte)))),
        Some(_) => character(bytes),
    }
}

fn key(chord: Chord) -> What {
    What::Input(Input::Key(chord))
}

/// A control character as the key that sends it.
fn control(byte: u8) -> Chord {
    let held = |c: char| Chord { ctrl: true, ..Chord::plain(Key::Char(c)) };
    match byte {
        b'\t' => Chord::plain(Key::Tab),
        b'\r' => Chord::plain(Key::Enter),
        0x7f => Chord::plain(Key::Backspace),
        0 => held(' '),
        1..=0x1a => held(char::from(byte | 0x60)),
        _ => held(char::from(byte | 0x40)),
    }
}

/// A character in UTF-8; a byte that cannot be one is dropped.
fn character(bytes: &[u8]) -> Step {
    let front = bytes.get(..4).unwrap_or(bytes);
    let valid = match std::str::from_utf8(front) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() == 0 => {
            return error.error_len().map_or(Step::More, |bad| Step::Take(bad, None));
        }
        Err(error) => front.get(..error.valid_up_to()).and_then(|v| std::str::from_utf8(v).ok()).unwrap_or_default(),
    };
    match valid.chars().next() {
        Some(c) if c.is_control() => Step::Take(c.len_utf8(), None),
        Some(c) => Step::Take(c.len_utf8(), Some(key(Chord::plain(Key::Char(c))))),
        None => Step::More,
    }
}

fn escape(bytes: &[u8]) -> Step {
    match bytes.get(1) {
        None => Step::More,
        Some(&ESC) => Step::Take(1, Some(key(Chord::plain(Key::Esc)))),
        Some(b'[') => control_sequence(bytes),
        Some(b'O') => single_shift(bytes),
        Some(b']' | b'P' | b'X' | b'^' | b'_') => string(bytes),
        Some(_) => match read(bytes.get(1..).unwrap_or_default()) {
            Step::More => Step::More,
            Step::Take(n, Some(What::Input(Input::Key(chord)))) => {
                Step::Take(n + 1, Some(key(Chord { alt: true, ..chord })))
            }
            Step::Take(n, _) => Step::Take(n + 1, None),
        },
    }
}

/// `ESC O x`: what arrows, F1 to F4 and the number pad send in their application modes.
fn single_shift(bytes: &[u8]) -> Step {
    let Some(&byte) = bytes.get(2) else { return Step::More };
    let found = match byte {
        b'M' => Some(Key::Enter),
        b'j'..=b'y' => Some(Key::Char(char::from(byte - 0x40))),
        0..=0x1f | 0x7f.. => return Step::Take(2, Some(key(Chord { alt: true, ..Chord::plain(Key::Char('O')) }))),
        _ => arrow(byte),
    };
    Step::Take(3, found.map(|k| key(Chord::plain(k))))
}

/// The key that a final letter names, in `ESC O` and `ESC [` alike.
fn arrow(letter: u8) -> Option<Key> {
    Some(match letter {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'H' => Key::Home,
        b'F' => Key::End,
        b'P'..=b'S' => Key::F(letter - b'P' + 1),
        _ => return None,
    })
}

/// `ESC [ … x`.
fn control_sequence(bytes: &[u8]) -> Step {
    match bytes.get(2) {
        // The Linux console sends `ESC [ [ A` to `E` for F1 to F5.
        Some(b'[') => {
            return match bytes.get(3) {
                None => Step::More,
                Some(&letter @ b'A'..=b'E') => Step::Take(4, Some(key(Chord::plain(Key::F(letter - b'A' + 1))))),
                Some(_) => Step::Take(3, None),
            };
        }
        // The oldest mouse protocol: three bytes of any value follow.
        Some(b'M') => {
            let Some(&[button, x, y]) = bytes.get(3..6) else { return Step::More };
            let [button, x, y] = [button, x, y].map(|byte| u16::from(byte.saturating_sub(32)));
            return Step::Take(6, mouse(button, x, y, button & 3 != 3));
        }
        _ => {}
    }
    let parameters = bytes.get(2..).unwrap_or_default();
    let length = parameters.iter().take_while(|byte| matches!(byte, 0x20..=0x3f)).count();
    if length > LONGEST {
        return Step::Take(length + 2, None);
    }
    match parameters.get(length) {
        None => Step::More,
        Some(&last @ 0x40..=0x7e) => {
            Step::Take(length + 3, meaning(parameters.get(..length).unwrap_or_default(), last))
        }
        // Something else begins before this has ended: drop this, keep that.
        Some(_) => Step::Take(length + 2, None),
    }
}

fn meaning(parameters: &[u8], last: u8) -> Option<What> {
    let numbers = |text: &[u8]| -> Vec<u32> {
        let number = |part: &[u8]| -> Option<u32> {
            let digits = part.split(|&b| b == b':').next().unwrap_or_default();
            std::str::from_utf8(digits).ok()?.parse().ok()
        };
        text.split(|&b| b == b';').map(|part| number(part).unwrap_or(0)).collect()
    };
    match parameters.first() {
        Some(b'<') if matches!(last, b'M' | b'm') => {
            let fields = numbers(parameters.get(1..).unwrap_or_default());
            let field = |i: usize| fields.get(i).and_then(|&n| u16::try_from(n).ok());
            return mouse(field(0)?, field(1)?, field(2)?, last == b'M');
        }
        Some(b'?') => return (last == b'c').then_some(What::Input(Input::Attributes)),
        Some(b'<'..=b'>') => return None,
        _ => {}
    }
    let fields = numbers(parameters);
    let field = |i: usize| fields.get(i).copied().unwrap_or(0);
    match last {
        b'~' => match field(0) {
            200 => Some(What::PasteStart),
            27 => coded(field(2), field(1)).map(key),
            n => numbered(n).map(|k| key(modified(k, field(1)))),
        },
        b'u' => coded(field(0), field(1)).map(key),
        b'Z' => Some(key(Chord { shift: true, ..modified(Key::Tab, field(1)) })),
        _ => arrow(last).map(|k| key(modified(k, field(1)))),
    }
}

/// `ESC [ n ~`.
fn numbered(number: u32) -> Option<Key> {
    Some(match number {
        1 | 7 => Key::Home,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        11..=15 => Key::F(u8::try_from(number - 10).ok()?),
        17..=21 => Key::F(u8::try_from(number - 11).ok()?),
        23 | 24 => Key::F(u8::try_from(number - 12).ok()?),
        _ => return None,
    })
}

/// A key with the modifiers of xterm: one more than shift 1, alt 2, control 4.
fn modified(key: Key, modifiers: u32) -> Chord {
    let bits = modifiers.saturating_sub(1);
    Chord { key, shift: bits & 1 != 0, alt: bits & 2 != 0, ctrl: bits & 4 != 0 }
}

/// A key told by its character code.
fn coded(code: u32, modifiers: u32) -> Option<Chord> {
    let chord = match code {
        9 => modified(Key::Tab, modifiers),
        13 => modified(Key::Enter, modifiers),
        27 => modified(Key::Esc, modifiers),
        8 | 127 => modified(Key::Backspace, modifiers),
        _ => {
            let c = char::from_u32(code).filter(|c| !c.is_control() && !('\u{e000}'..='\u{f8ff}').contains(c))?;
            let told = modified(Key::Char(c), modifiers);
            let upper = told.shift && !told.ctrl && c.is_ascii_lowercase();
            Chord { key: Key::Char(if upper { c.to_ascii_uppercase() } else { c }), shift: false, ..told }
        }
    };
    Some(chord)
}

/// A press of the left button or a turn of the wheel; columns and rows come counted from one.
fn mouse(button: u16, x: u16, y: u16, pressed: bool) -> Option<What> {
    const DRAG: u16 = 32;
    const WHEEL: u16 = 64;
    let (x, y) = (x.saturating_sub(1), y.saturating_sub(1));
    // Shift, alt and control (4, 8, 16) make no difference.
    let found = match button & !0b1_1100 {
        0 if pressed => Mouse::Click(x, y),
        WHEEL => Mouse::Up(x, y),
        b if b == WHEEL + 1 => Mouse::Down(x, y),
        b if b & DRAG != 0 => return None,
        _ => return None,
    };
    Some(What::Input(Input::Mouse(found)))
}

/// `ESC ]`, `ESC P` and their like up to their end: replies. Only the one about the background means anything.
fn string(bytes: &[u8]) -> Step {
    let body = bytes.get(2..).unwrap_or_default();
    let Some(length) = body.iter().position(|&byte| matches!(byte, 0x07 | 0x18 | 0x1a | ESC)) else {
        return if body.len() > LONGEST_STRING { Step::Take(bytes.len(), None) } else { Step::More };
    };
    let told = body.get(..length).and_then(background).map(|light| What::Input(Input::Background(light)));
    match (body.get(length), body.get(length + 1)) {
        (Some(0x07), _) => Step::Take(length + 3, told),
        (Some(&ESC), None) => Step::More,
        (Some(&ESC), Some(b'\\')) => Step::Take(length + 4, told),
        // Cut short: by a cancel, which goes with it, or by another sequence, which stays.
        (Some(&ESC), Some(_)) => Step::Take(length + 2, None),
        _ => Step::Take(length + 3, None),
    }
}

/// `11;rgb:ffff/ffff/ffff` or `11;rgba:…`: whether that is light, by the luma of Rec. 601 above one half.
fn background(body: &[u8]) -> Option<bool> {
    let text = std::str::from_utf8(body).ok()?.strip_prefix("11;")?;
    let text = text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:"))?;
    let mut parts = text.split('/').map(|part| -> Option<u32> {
        let most = 16_u32.checked_pow(u32::try_from(part.len()).ok()?).filter(|_| (1..=4).contains(&part.len()))? - 1;
        Some(u32::from_str_radix(part, 16).ok()? * 1000 / most)
    });
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    Some(red * 299 + green * 587 + blue * 114 > 500_000)
}
