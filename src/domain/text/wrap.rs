//! Breaking shown text into rows of a given width: at spaces and between wide characters, inside a word only where it
//! is longer than a row. Refuses no text: what is wider than a whole row is shown as `…`.

use std::ops::Range;

use super::{Piece, Shown, is_printable, pieces};

/// Breaks shown text into rows of at most `columns` columns. Spaces at a break are left out, indents stay, an empty
/// line gives an empty row. No columns, no rows.
#[must_use]
pub fn wrap(text: &Shown, columns: usize) -> Vec<Shown> {
    if columns == 0 {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for line in text.as_str().split('\n') {
        let parts: Vec<_> = pieces(line).collect();
        for range in lay_out(&parts, columns) {
            let row = parts.get(range).unwrap_or_default();
            let mut shown: String =
                row.iter().map(|piece| if piece.width > columns { "…" } else { &*piece.shown }).collect();
            shown.truncate(shown.trim_end().len());
            rows.push(Shown(shown));
        }
    }
    rows
}

/// Where the rows of one line lie, as ranges over its pieces, one after the other without a gap; at least one row,
/// which may be empty. Spaces at a break hang over the end of their row and do not count. A piece wider than
/// `columns` has a row of its own.
#[must_use]
pub fn lay_out(line: &[Piece<'_>], columns: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    // `start` of the row, `good` the last place to break it, `used` columns so far, `held` of them before `good`.
    let (mut start, mut good, mut used, mut held) = (0, 0, 0, 0);
    for (at, piece) in line.iter().enumerate() {
        if at > start && breaks_between(line.get(at - 1), piece) {
            (good, held) = (at, used);
        }
        if !is_space(piece) && used + piece.width > columns && at > start {
            let cut = if good > start { good } else { at };
            rows.push(start..cut);
            used -= if cut == at { used } else { held };
            (start, good, held) = (cut, cut, 0);
            // The rest of a word that is itself longer than a row.
            if used + piece.width > columns && at > start {
                rows.push(start..at);
                (start, good, used) = (at, at, 0);
            }
        }
        used += piece.width;
    }
    rows.push(start..line.len());
    rows
}

/// Where the row that begins at a byte of a line ends, as [`lay_out`] has it; `None` where what decides it is more than
/// printable ASCII, or the line ends before. Most rows of most texts are told by this, which looks at one of them only.
#[must_use]
pub fn plain_row(line: &str, start: usize, columns: usize) -> Option<usize> {
    let bytes = line.as_bytes().get(start..)?;
    let columns = columns.max(1);
    let is_plain = |part: &[u8]| part.iter().copied().all(is_printable);
    if !bytes.get(..columns).is_some_and(is_plain) {
        return None;
    }
    // Spaces hang over the end; the first that is none begins the next row, or its word does.
    let over = bytes.get(columns..)?.iter().position(|byte| *byte != b' ')? + columns;
    // What follows it could still join it.
    if !bytes.get(over).is_some_and(|byte| is_printable(*byte)) || !bytes.get(over + 1).is_none_or(u8::is_ascii) {
        return None;
    }
    let breaks = |at: &usize| match (bytes.get(at - 1), bytes.get(*at)) {
        (_, Some(b' ')) => false,
        (Some(b' '), _) => true,
        (Some(b'-'), Some(after)) => after.is_ascii_alphabetic(),
        _ => false,
    };
    Some(start + (1..=over).rev().find(breaks).unwrap_or(over))
}

/// Whether a row may end between these two.
fn breaks_between(before: Option<&Piece<'_>>, after: &Piece<'_>) -> bool {
    let Some(before) = before else { return false };
    if is_space(after) {
        return false;
    }
    let opens = |piece: &Piece<'_>| "「『（【《〈［｛〔".contains(&*piece.shown);
    let closes = |piece: &Piece<'_>| "、。，．！？：；」』）】》〉］｝〕…ー々".contains(&*piece.shown);
    is_space(before)
        || matches!(&*before.shown, "-" | "–" | "—") && after.shown.chars().all(char::is_alphabetic)
        || (is_wide(before) || is_wide(after)) && !opens(before) && !closes(after)
}

/// Whether a row may end at it and it may be left out there.
fn is_space(piece: &Piece<'_>) -> bool {
    piece.shown.chars().all(|c| c == ' ' || c == '\u{3000}')
}

/// Whether it belongs to a script that is written without spaces.
fn is_wide(piece: &Piece<'_>) -> bool {
    piece.width == 2
}
