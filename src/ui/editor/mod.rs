//! A text being edited: lines, a cursor that stands between graphemes, undo by word. The text is kept as it was typed or
//! pasted, controls and all; what is drawn is shown text only. Refuses nothing but line ends in a one-line editor.

mod find;
mod layout;
mod view;

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

use super::key::{Chord, Key};
use super::paint::Area;

/// A place in the text: a line, and a byte within it at the border of two graphemes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from nought.
    pub line: usize,
    /// The byte within the line.
    pub byte: usize,
}

/// The most steps that undo keeps.
const UNDO_MAX: usize = 1_000;

/// A text being edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    lines: Vec<String>,
    cursor: Place,
    /// The column that moves up and down keep to.
    goal: Option<usize>,
    /// Whether it holds one line only.
    single: bool,
    /// The first row to draw: a line, and a row of it.
    top: (usize, usize),
    undo: Vec<Step>,
    redo: Vec<Step>,
    /// Whether the next typed character may join the last step.
    joins: bool,
    /// Where the rows of long lines begin.
    remembered: layout::Remembered,
    /// The words that are being found.
    finding: Option<Box<Editor>>,
}

/// One change: `removed` gave way to `inserted` at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    at: Place,
    removed: String,
    inserted: String,
    before: Place,
}

/// What a key came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// The text changed.
    Changed,
    /// Only the cursor moved.
    Moved,
    /// The key is none of the editor's.
    Nothing,
}

impl Editor {
    /// A text of several lines, the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::made(text, false)
    }

    /// A text of one line, the cursor at its end; line ends become spaces.
    #[must_use]
    pub fn single(text: &str) -> Self {
        Self::made(text, true)
    }

    fn made(text: &str, single: bool) -> Self {
        let text = normal(text, single);
        let lines: Vec<_> = text.split('\n').map(str::to_owned).collect();
        let mut editor = Self {
            lines,
            cursor: Place::default(),
            goal: None,
            single,
            top: (0, 0),
            undo: Vec::new(),
            redo: Vec::new(),
            joins: false,
            remembered: layout::Remembered::default(),
            finding: None,
        };
        editor.cursor = editor.end();
        editor
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// Its lines.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(String::is_empty) && self.lines.len() < 2
    }

    /// Whether it holds one line only.
    #[must_use]
    pub const fn is_single(&self) -> bool {
        self.single
    }

    /// Where the cursor stands.
    #[must_use]
    pub const fn cursor(&self) -> Place {
        self.cursor
    }

    /// Puts another text in its place, as one step that can be undone.
    pub fn set(&mut self, text: &str) {
        let (from, to) = (Place::default(), self.end());
        self.replace(from, to, text);
        self.joins = false;
    }

    /// Inserts a text at the cursor, line ends made plain.
    pub fn insert(&mut self, text: &str) {
        self.replace(self.cursor, self.cursor, text);
        self.joins = false;
    }

    /// Inserts a character at the cursor; the characters of a word are one step.
    pub fn type_char(&mut self, c: char) {
        let edge = c.is_whitespace() || c.is_control();
        let join = self.joins && !edge;
        self.replace(self.cursor, self.cursor, c.encode_utf8(&mut [0; 4]));
        if join {
            self.join_last();
        }
        self.joins = true;
    }

    /// Makes one of the last two steps, where the second begins where the first ended.
    fn join_last(&mut self) {
        let Some(last) = self.undo.pop() else { return };
        match self.undo.last_mut() {
            Some(step) if last.removed.is_empty() && after(step.at, &step.inserted) == last.at => {
                step.inserted.push_str(&last.inserted);
            }
            _ => self.undo.push(last),
        }
    }

    /// The word that touches the cursor from the left, back to the last space, and where it begins.
    #[must_use]
    pub fn word_before(&self) -> (Place, &str) {
        let head = self.current().get(..self.cursor.byte).unwrap_or_default();
        let byte = head
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + head.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
        (Place { byte, ..self.cursor }, head.get(byte..).unwrap_or_default())
    }

    /// Replaces what stands between `from` and the cursor.
    pub fn complete(&mut self, from: Place, with: &str) {
        self.replace(from, self.cursor, with);
        self.joins = false;
    }

    /// Does what a key says, in an area of this size.
    pub fn key(&mut self, chord: Chord, area: Area) -> Done {
        let done = self.find_key(chord, area).unwrap_or_else(|| self.key_in(chord, area));
        if done != Done::Nothing {
            self.top = self.first_row(area);
        }
        done
    }

    fn key_in(&mut self, chord: Chord, area: Area) -> Done {
        if let Some(c) = chord.typed() {
            self.type_char(c);
            return Done::Changed;
        }
        if let Some(place) = self.target(chord, area) {
            let keeps = matches!(chord.key, Key::Up | Key::Down | Key::PageUp | Key::PageDown);
            let goal = if keeps { Some(self.goal.unwrap_or_else(|| self.column(area))) } else { None };
            self.joins = false;
            self.goal = goal;
            self.cursor = place;
            return Done::Moved;
        }
        let erased = match (chord.key, chord.ctrl, chord.alt) {
            (Key::Backspace, false, false) | (Key::Char('h'), true, false) => self.left(self.cursor)..self.cursor,
            (Key::Delete, false, false) => self.cursor..self.right(self.cursor),
            (Key::Backspace, ..) | (Key::Char('w'), true, false) => self.word_left()..self.cursor,
            (Key::Delete, ..) | (Key::Char('d'), false, true) => self.cursor..self.word_right(),
            (Key::Char('u'), true, false) => Place { byte: 0, ..self.cursor }..self.cursor,
            (Key::Char('k'), true, false) => {
                let end = self.line_end(self.cursor.line);
                self.cursor..if end == self.cursor { self.right(end) } else { end }
            }
            (Key::Enter, false, _) if !self.single => {
                self.insert("\n");
                return Done::Changed;
            }
            (Key::Char('z'), true, false) => return changed(self.step_back()),
            (Key::Char('y'), true, false) => return changed(self.step_forth()),
            _ => return Done::Nothing,
        };
        if erased.is_empty() {
            return Done::Moved;
        }
        self.replace(erased.start, erased.end, "");
        self.joins = false;
        Done::Changed
    }

    /// Where a key moves the cursor to; `None` where it is no key for moving.
    fn target(&self, chord: Chord, area: Area) -> Option<Place> {
        let page = usize::from(area.height).saturating_sub(1).max(1);
        Some(match (chord.key, chord.ctrl, chord.alt) {
            (Key::Left, false, false) => self.left(self.cursor),
            (Key::Right, false, false) => self.right(self.cursor),
            (Key::Left, ..) | (Key::Char('b'), false, true) => self.word_left(),
            (Key::Right, ..) | (Key::Char('f'), false, true) => self.word_right(),
            (Key::Home, false, false) | (Key::Char('a'), true, false) => Place { byte: 0, ..self.cursor },
            (Key::End, false, false) | (Key::Char('e'), true, false) => self.line_end(self.cursor.line),
            (Key::Home, true, _) => Place::default(),
            (Key::End, true, _) => self.end(),
            (Key::Up, ..) if !self.single => self.vertical(area, -1),
            (Key::Down, ..) if !self.single => self.vertical(area, 1),
            (Key::PageUp, ..) if !self.single => self.vertical(area, -i64::try_from(page).unwrap_or(1)),
            (Key::PageDown, ..) if !self.single => self.vertical(area, i64::try_from(page).unwrap_or(1)),
            _ => return None,
        })
    }

    /// Takes the last step back.
    fn step_back(&mut self) -> bool {
        let Some(step) = self.undo.pop() else { return false };
        self.splice(step.at, after(step.at, &step.inserted), &step.removed);
        self.cursor = self.snapped(step.before);
        (self.goal, self.joins) = (None, false);
        self.redo.push(step);
        true
    }

    /// Brings back what was taken back last.
    fn step_forth(&mut self) -> bool {
        let Some(step) = self.redo.pop() else { return false };
        self.splice(step.at, after(step.at, &step.removed), &step.inserted);
        self.cursor = self.snapped(after(step.at, &step.inserted));
        (self.goal, self.joins) = (None, false);
        self.undo.push(step);
        true
    }

    /// Puts `text` in the place of what stands between two places, as a step; the cursor follows it.
    fn replace(&mut self, from: Place, to: Place, text: &str) {
        let inserted = normal(text, self.single);
        let before = self.cursor;
        let removed = self.splice(from, to, &inserted);
        if removed.is_empty() && inserted.is_empty() {
            return;
        }
        self.cursor = self.snapped(after(from, &inserted));
        self.goal = None;
        self.redo.clear();
        self.undo.push(Step { at: from, removed, inserted, before });
        if self.undo.len() > UNDO_MAX {
            self.undo.remove(0);
        }
    }

    /// Puts `text` in the place of what stands between two places; returns what stood there.
    fn splice(&mut self, from: Place, to: Place, text: &str) -> String {
        let (from, to) = (from.min(to), from.max(to));
        let (Some(first), Some(last)) = (self.lines.get(from.line), self.lines.get(to.line)) else {
            return String::new();
        };
        let (Some((head, rest)), Some((until, tail))) =
            (first.split_at_checked(from.byte), last.split_at_checked(to.byte))
        else {
            return String::new();
        };
        let removed = if from.line == to.line {
            rest.get(..to.byte - from.byte).unwrap_or_default().to_owned()
        } else {
            let between = self.lines.get(from.line + 1..to.line).unwrap_or_default();
            let parts = std::iter::once(rest).chain(between.iter().map(String::as_str)).chain([until]);
            parts.collect::<Vec<_>>().join("\n")
        };
        let whole = format!("{head}{text}{tail}");
        if from.line == to.line && !text.contains('\n') {
            self.remembered.edit(from.line, &whole, from.byte, removed.len(), text.len());
            if let Some(line) = self.lines.get_mut(from.line) {
                *line = whole;
            }
            return removed;
        }
        self.remembered.forget(from.line);
        self.lines.splice(from.line..=to.line, whole.split('\n').map(str::to_owned));
        removed
    }

    /// The line the cursor is in.
    fn current(&self) -> &str {
        self.line(self.cursor.line)
    }

    /// A line; empty where there is none.
    fn line(&self, n: usize) -> &str {
        self.lines.get(n).map(String::as_str).unwrap_or_default()
    }

    /// The end of a line.
    fn line_end(&self, line: usize) -> Place {
        Place { line, byte: self.line(line).len() }
    }

    /// The end of the text.
    fn end(&self) -> Place {
        self.line_end(self.lines.len().saturating_sub(1))
    }

    /// One grapheme to the left, over line ends.
    fn left(&self, place: Place) -> Place {
        let head = self.line(place.line).get(..place.byte).unwrap_or_default();
        match (head.graphemes(true).next_back(), place.line.checked_sub(1)) {
            (Some(cluster), _) => self.snapped_left(Place { byte: place.byte - cluster.len(), ..place }),
            (None, Some(line)) => self.line_end(line),
            (None, None) => place,
        }
    }

    /// One grapheme to the right, over line ends.
    fn right(&self, place: Place) -> Place {
        let tail = self.line(place.line).get(place.byte..).unwrap_or_default();
        match tail.graphemes(true).next() {
            Some(cluster) => Place { byte: place.byte + cluster.len(), ..place },
            None if place.line + 1 < self.lines.len() => Place { line: place.line + 1, byte: 0 },
            None => place,
        }
    }

    /// To the beginning of the word at the left.
    fn word_left(&self) -> Place {
        let head = self.current().get(..self.cursor.byte).unwrap_or_default();
        let word = head.split_word_bound_indices().rev().find(|(_, word)| !word.trim().is_empty());
        match word {
            Some((at, _)) => self.snapped_left(Place { byte: at, ..self.cursor }),
            None if self.cursor.byte > 0 => Place { byte: 0, ..self.cursor },
            None => self.left(self.cursor),
        }
    }

    /// To the end of the word at the right.
    fn word_right(&self) -> Place {
        let tail = self.current().get(self.cursor.byte..).unwrap_or_default();
        let word = tail.split_word_bound_indices().find(|(_, word)| !word.trim().is_empty());
        match word {
            Some((at, word)) => self.snapped(Place { byte: self.cursor.byte + at + word.len(), ..self.cursor }),
            None if !tail.is_empty() => self.line_end(self.cursor.line),
            None => self.right(self.cursor),
        }
    }

    /// The place itself where it lies between two graphemes, else the next that does: what is typed may join what
    /// stands after it.
    fn snapped(&self, place: Place) -> Place {
        let line = place.line.min(self.lines.len().saturating_sub(1));
        let text = self.line(line);
        let byte = (place.byte..text.len()).find(|at| is_border(text, *at)).unwrap_or(text.len());
        Place { line, byte }
    }

    /// As [`Self::snapped`], but the last border before it.
    fn snapped_left(&self, place: Place) -> Place {
        let text = self.line(place.line);
        let byte = (0..=place.byte.min(text.len())).rev().find(|at| is_border(text, *at)).unwrap_or(0);
        Place { byte, ..place }
    }

    /// The bytes of each line within the whole text.
    fn offsets(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.lines.iter().scan(0, |at, line| {
            let start = *at;
            *at += line.len() + 1;
            Some(start..start + line.len())
        })
    }
}

/// Whether a byte of a line lies between two graphemes; looks only around it, however long the line is.
fn is_border(text: &str, at: usize) -> bool {
    text.is_char_boundary(at) && GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// The place that lies behind a text inserted at `at`.
fn after(at: Place, text: &str) -> Place {
    match text.rsplit_once('\n') {
        None => Place { byte: at.byte + text.len(), ..at },
        Some((before, last)) => Place { line: at.line + before.matches('\n').count() + 1, byte: last.len() },
    }
}

/// A text with plain line ends; none at all where it goes on one line.
fn normal(text: &str, single: bool) -> String {
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    if single && text.contains('\n') { text.replace('\n', " ") } else { text }
}

fn changed(yes: bool) -> Done {
    if yes { Done::Changed } else { Done::Moved }
}

#[cfg(test)]
mod tests;
