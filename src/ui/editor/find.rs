//! Finding words in a text while it is written: whatever their case and accents, onwards from the cursor and around the end.

use std::ops::Range;

use crate::domain::text::fold;

use super::{Done, Editor, Place};
use crate::ui::key::{Chord, Key};
use crate::ui::paint::Area;

impl Editor {
    /// Begins to find, or where that has begun goes to the next place.
    pub fn find(&mut self) {
        if self.finding.is_some() {
            self.find_on(true);
        } else if !self.single {
            self.finding = Some(Box::new(Self::single("")));
        }
    }

    /// Ends finding where it has begun; tells whether it had. The cursor stays where it is.
    pub fn end_find(&mut self) -> bool {
        self.finding.take().is_some()
    }

    /// A key while words are found: typed into them, or to the next place.
    pub(super) fn find_key(&mut self, chord: Chord, area: Area) -> Option<Done> {
        let words = self.finding.as_mut()?;
        if chord.key == Key::Enter {
            self.find_on(true);
        } else if words.key(chord, Area { height: 1, ..area }) == Done::Changed {
            self.find_on(false);
        }
        Some(Done::Moved)
    }

    /// Puts the cursor before the next place where the words stand: behind the one it is at where `further`.
    fn find_on(&mut self, further: bool) {
        let words: Vec<char> =
            self.finding.iter().flat_map(|words| words.text().chars().collect::<Vec<_>>()).map(fold).collect();
        if words.is_empty() {
            return;
        }
        let count = self.lines.len();
        let from = if further { self.right(self.cursor) } else { self.cursor };
        // The line of the cursor comes twice: what stands behind it, and at the end what stands before.
        let found = (0..=count).find_map(|n| {
            let line = (from.line + n) % count.max(1);
            let start = if n == 0 { from.byte } else { 0 };
            self.place_of(line, start, &words)
        });
        if let Some(place) = found {
            self.cursor = self.snapped_left(place);
            (self.goal, self.joins) = (None, false);
        }
    }

    /// What was found, as far as it stands in these bytes of a line: it begins at the cursor.
    pub(super) fn found_in(&self, line: usize, bytes: &Range<usize>) -> Option<Range<usize>> {
        let words = self.finding.as_ref().filter(|words| line == self.cursor.line && !words.is_empty())?;
        let letters: Vec<char> = words.text().chars().map(fold).collect();
        let place = self.place_of(line, self.cursor.byte, &letters).filter(|place| place.byte == self.cursor.byte)?;
        let tail = self.line(line).get(place.byte..)?;
        let end = tail.char_indices().nth(letters.len()).map_or(tail.len(), |(at, _)| at) + place.byte;
        let (from, to) = (place.byte.max(bytes.start), end.min(bytes.end));
        (from < to).then_some(from..to)
    }

    /// The first place in a line, from a byte on, where these letters stand.
    fn place_of(&self, line: usize, from: usize, words: &[char]) -> Option<Place> {
        let text = self.line(line).get(from..)?;
        let letters: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, fold(c))).collect();
        let fits = |window: &[(usize, char)]| window.iter().zip(words).all(|((_, letter), word)| letter == word);
        let at = letters.windows(words.len()).position(fits)?;
        letters.get(at).map(|(byte, _)| Place { line, byte: from + byte })
    }
}
