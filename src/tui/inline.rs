//! Some lines of the shell's own screen, from where the cursor is: what was drawn for a whole screen is put there, with
//! moves that say how far instead of where, since nobody tells where on the screen the shell has come to.

use std::io::Write as _;

/// The lines.
#[derive(Debug)]
pub(super) struct Lines {
    wanted: u16,
    /// How many there are, once they are there, and in which of them the cursor stands.
    taken: Option<(u16, u16)>,
}

impl Lines {
    /// So many, where the terminal has as many.
    pub(super) fn new(wanted: u16) -> Self {
        Self { wanted, taken: None }
    }

    /// What of a terminal of this size they are; one line of the shell stays in sight.
    pub(super) fn size(&self, (columns, rows): (u16, u16)) -> (u16, u16) {
        (columns, self.wanted.min(rows.saturating_sub(1)).max(1))
    }

    /// The bytes of a frame, with every place on the screen turned into a way there, and every clearing of the screen into
    /// one of the lines. The first frame makes room for them.
    pub(super) fn place(&mut self, drawn: &[u8], height: u16) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(drawn.len() + 64);
        let mut row = match self.taken {
            Some((taken, row)) if taken >= height => row,
            taken => {
                // Room below: what stands there scrolls up. New lines from the first on, so that more can be had later.
                let row = taken.map_or(0, |(_, row)| row);
                let missing = height.saturating_sub(1).saturating_sub(row);
                bytes.extend(std::iter::repeat_n(b"\r\n", usize::from(missing)).flatten());
                row + missing
            }
        };
        let mut rest = drawn;
        while let Some((first, tail)) = rest.split_first() {
            if let Some((sequence, tail)) = sequence(rest) {
                match sequence {
                    Sequence::Move(to, column) => {
                        go(&mut bytes, row, to, column);
                        row = to;
                    }
                    Sequence::Clear => {
                        go(&mut bytes, row, 0, 0);
                        bytes.extend(b"\x1b[J");
                        row = 0;
                    }
                }
                rest = tail;
            } else {
                bytes.push(*first);
                rest = tail;
            }
        }
        self.taken = Some((height, row));
        bytes
    }

    /// Empties the lines and leaves the cursor in the first.
    pub(super) fn leave(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        if let Some((_, row)) = self.taken.take() {
            bytes.extend(b"\x1b[0m");
            go(&mut bytes, row, 0, 0);
            bytes.extend(b"\x1b[J");
        }
        bytes
    }
}

/// What of a frame has to be turned.
enum Sequence {
    /// To a row and a column, from nought.
    Move(u16, u16),
    /// The whole screen is to be empty.
    Clear,
}

/// Such a sequence at the front of the bytes, and what follows it. No text holds one: what is drawn is shown text.
fn sequence(bytes: &[u8]) -> Option<(Sequence, &[u8])> {
    let body = bytes.strip_prefix(b"\x1b[")?;
    let end = body.iter().position(|byte| !byte.is_ascii_digit() && *byte != b';')?;
    let (numbers, tail) = body.split_at_checked(end)?;
    let (last, tail) = tail.split_first()?;
    let numbers = std::str::from_utf8(numbers).ok()?;
    match last {
        b'H' => {
            let (row, column) = numbers.split_once(';').unwrap_or(("1", "1"));
            let from_one = |text: &str| text.parse::<u16>().ok().map(|n| n.saturating_sub(1));
            Some((Sequence::Move(from_one(row)?, from_one(column)?), tail))
        }
        b'J' => Some((Sequence::Clear, tail)),
        _ => None,
    }
}

/// From a row to a place: to the left edge, up or down, and to the right.
fn go(bytes: &mut Vec<u8>, from: u16, to: u16, column: u16) {
    bytes.push(b'\r');
    let (by, way) = if to < from { (from - to, 'A') } else { (to - from, 'B') };
    // A vector takes everything.
    if by > 0 {
        let _ = write!(bytes, "\x1b[{by}{way}");
    }
    if column > 0 {
        let _ = write!(bytes, "\x1b[{column}C");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }

    #[test]
    fn a_frame_goes_where_the_lines_are() {
        let mut lines = Lines::new(3);
        assert_eq!((lines.size((80, 24)), lines.size((80, 2)), lines.size((80, 1))), ((80, 3), (80, 1), (80, 1)));
        let first = lines.place(b"\x1b[2J\x1b[1;1Hone\x1b[3;5Htwo", 3);
        assert_eq!(text(&first), "\r\n\r\n\r\x1b[2A\x1b[J\rone\r\x1b[2B\x1b[4Ctwo");
        let second = lines.place(b"\x1b[2;1H\x1b[38;5;3mx", 3);
        assert_eq!(text(&second), "\r\x1b[1A\x1b[38;5;3mx");
        assert_eq!(text(&lines.leave()), "\x1b[0m\r\x1b[1A\x1b[J");
        assert_eq!(lines.leave(), b"", "once is enough");
    }

    #[test]
    fn a_terminal_shows_them_below_what_was_there() {
        let mut parser =
            vt100::Parser::new(std::num::NonZeroU16::new(6).expect("6"), std::num::NonZeroU16::new(20).expect("20"), 0);
        parser.process(b"$ one\r\n$ two\r\n$ three\r\n$ mentee log\r\n");
        let mut lines = Lines::new(3);
        parser.process(&lines.place(b"\x1b[1;1Hfirst\x1b[3;1Hthird\x1b[2;3H", 3));
        assert_eq!(parser.screen().contents(), "$ two\n$ three\n$ mentee log\nfirst\n\nthird");
        assert_eq!(parser.screen().cursor_position(), (4, 2));
        parser.process(&lines.leave());
        parser.process(b"saved");
        assert_eq!(parser.screen().contents(), "$ two\n$ three\n$ mentee log\nsaved");
    }
}
