//! The glyphs of the screens, and what stands for each of them where only ASCII can be shown.

/// The left edge of the selected row.
pub const BAND: &str = "▌";
/// A meeting; a full mark.
pub const MEETING: &str = "●";
/// Something due.
pub const DUE: &str = "◆";
/// Nothing on this day; also parts the words of a line.
pub const DOT: &str = "·";
/// One cell of a bar.
pub const BAR: &str = "━";
/// One cell of what is missing from a bar: also where no colour tells them apart.
pub const REST: &str = "─";
/// One of a count; a day with something on it.
pub const SQUARE: &str = "■";
/// More than before, and less.
pub const MORE: &str = "▲";
/// See [`MORE`].
pub const LESS: &str = "▼";
/// The line under an open tab.
pub const UNDER: &str = "▔";
/// A rule.
pub const RULE: &str = "─";
/// An upright rule.
pub const UPRIGHT: &str = "│";
/// Done.
pub const DONE: &str = "✓";
/// Not done.
pub const OPEN: &str = "○";
/// Partly.
pub const HALF: &str = "◐";
/// Let go.
pub const DROPPED: &str = "✗";
/// Leads to.
pub const TO: &str = "→";
/// Tell somebody.
pub const TELL: &str = "↗";
/// Be in touch again.
pub const AGAIN: &str = "↻";
/// In the way.
pub const OBSTACLE: &str = "◇";
/// Write.
pub const WRITE: &str = "✎";
/// Something that waits.
pub const CALLS: &str = "!";
/// Private.
pub const PRIVATE: &str = "⌂";
/// The steps of a sparkline, lowest first.
pub const SPARKS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// The limbs of a tree: one that others follow, the last one, what passes by.
pub const LIMBS: [&str; 3] = ["├", "└", "│"];
/// The corners of what floats: upper left, upper right, lower left, lower right.
pub const CORNERS: [&str; 4] = ["╭", "╮", "╰", "╯"];
/// Where an upright rule meets the box: above and below.
pub const TEES: [&str; 2] = ["┬", "┴"];

/// Every glyph that is not ASCII, with what stands for it, as wide as itself.
const ASCII: &[(&str, &str)] = &[
    (BAND, ">"),
    (MEETING, "O"),
    (DUE, "*"),
    (DOT, "-"),
    (BAR, "="),
    (RULE, "-"),
    (UPRIGHT, "|"),
    (DONE, "x"),
    (OPEN, "o"),
    (HALF, "~"),
    (DROPPED, "X"),
    (TO, ">"),
    (TELL, "^"),
    (AGAIN, "@"),
    (OBSTACLE, "#"),
    (WRITE, "+"),
    (PRIVATE, "#"),
    ("▁", "_"),
    ("▂", "_"),
    ("▃", "."),
    ("▄", "-"),
    ("▅", "="),
    ("▆", "+"),
    ("▇", "*"),
    ("█", "#"),
    ("├", "|"),
    ("└", "`"),
    ("▰", "#"),
    ("▱", "."),
    ("╭", "."),
    ("╮", "."),
    ("╰", "'"),
    ("╯", "'"),
    ("┬", "-"),
    ("┴", "-"),
    ("↑", "^"),
    ("↓", "v"),
    ("←", "<"),
    ("…", "~"),
    ("“", "\""),
    ("”", "\""),
    ("‘", "'"),
    ("’", "'"),
    ("–", "-"),
    ("—", "-"),
    (UNDER, "-"),
    (SQUARE, "#"),
    (MORE, "^"),
    (LESS, "v"),
    ("┤", "|"),
];

/// What to show for a symbol where only ASCII can be shown; a letter of a person's own text stays as it is.
#[must_use]
pub fn ascii(symbol: &str) -> Option<&'static str> {
    if symbol.is_ascii() {
        return None;
    }
    // Braille dots, of which charts are drawn: high, middle or low in the cell.
    if let Some(dots) = symbol.chars().next().and_then(|c| u32::from(c).checked_sub(0x2800)).filter(|dots| *dots < 256)
    {
        return Some(match dots {
            0 => " ",
            dots if dots.trailing_zeros() >= 6 => "_",
            dots if dots & 0xf6 == 0 => "'",
            dots if dots & 0xe4 == 0 => "-",
            _ => ".",
        });
    }
    ASCII.iter().find(|(glyph, _)| *glyph == symbol).map(|(_, plain)| *plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::width;

    #[test]
    fn every_glyph_is_one_column_and_has_a_plain_form() {
        let named = [
            BAND, MEETING, DUE, DOT, BAR, UNDER, RULE, UPRIGHT, DONE, OPEN, HALF, DROPPED, TO, TELL, AGAIN, OBSTACLE,
            WRITE, PRIVATE, SQUARE, MORE, LESS,
        ];
        for glyph in named.into_iter().chain(SPARKS).chain(CORNERS).chain(TEES).chain(LIMBS) {
            let plain = ascii(glyph).expect(glyph);
            assert!(plain.is_ascii() && width(plain) == 1 && width(glyph) == 1, "{glyph}");
        }
        assert_eq!(ascii("é"), None, "a person's own letters stay");
    }
}
