//! One line to type into, with what it asks for before it. Holds the text; what becomes of it is its screen's affair.

use super::editor::{Done, Editor};
use super::key::Chord;
use super::paint::{Area, Painter};
use super::theme::Role;

/// A line being typed.
#[derive(Clone, Debug)]
pub struct Entry {
    asks: &'static str,
    words: Editor,
}

impl Entry {
    /// A line that asks for something, with what is there already.
    #[must_use]
    pub fn new(asks: &'static str, text: &str) -> Self {
        Self { asks, words: Editor::single(text) }
    }

    /// What was typed, without the space around it.
    #[must_use]
    pub fn text(&self) -> String {
        self.words.text().trim().to_owned()
    }

    /// Does what a key says.
    pub fn key(&mut self, chord: Chord) -> Done {
        // A line scrolls sideways when it is drawn: moves within it need no room.
        self.words.key(chord, Area::new(0, 0, 60, 1))
    }

    /// Text pasted into it.
    pub fn paste(&mut self, text: &str) {
        self.words.insert(text);
    }

    /// Draws it on the first row of an area: what it asks for, then the text with the cursor.
    pub fn draw(&self, area: Area, painter: &mut Painter<'_>) {
        let used = painter.put(area.x, area.y, area.width, self.asks, Role::Accent);
        let line = Area::new(area.x + used, area.y, area.width.saturating_sub(used), 1.min(area.height));
        self.words.draw(line, painter, &[], true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::key::Key;

    #[test]
    fn it_holds_one_line() {
        let mut entry = Entry::new("topic: ", "a ");
        entry.paste(" line\nof two ");
        assert_eq!(entry.key(Chord::plain(Key::Char('!'))), Done::Changed);
        assert_eq!(entry.text(), "a  line of two !");
        assert_eq!(entry.key(Chord::plain(Key::Enter)), Done::Nothing, "its screen takes it");
    }
}
