//! A bar of cells: how much of a whole, in a row of text. Never the only carrier: a number or a word stands beside it.

use crate::domain::figures::real;

/// A bar of `cells` cells for a part from 0 to 1; less than nothing is empty, more than all is full. Only what is whole
/// is drawn whole: 0.99 leaves the last cell open.
#[must_use]
pub fn bar(part: f64, cells: u8, ascii: bool) -> String {
    let (full, open) = if ascii { ('#', '.') } else { ('▰', '▱') };
    (1..=cells).map(|cell| if part >= real(cell.into()) / real(cells.into()) - 1e-9 { full } else { open }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_whole_is_full() {
        let drawn = [0.0, 0.6, 0.99, 1.0, 7.0, -1.0, f64::NAN].map(|part| bar(part, 5, true));
        assert_eq!(drawn, [".....", "###..", "####.", "#####", "#####", ".....", "....."]);
        assert_eq!((bar(0.5, 4, false), bar(1.0, 0, true)), ("▰▰▱▱".to_owned(), String::new()));
    }
}
