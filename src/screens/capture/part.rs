//! The part of a text that is read while it is written. Of a long one only the beginning and what stands around the
//! cursor: a megabyte is read once, when it is saved, and not with every key.

use std::ops::Range;

use crate::domain::capture;
use crate::ui::editor::Editor;

/// Texts up to this many bytes are read whole.
const SHORT: usize = 32 * 1024;

/// How many bytes of the beginning are read, which says whether it is a meeting.
const HEAD: usize = 1024;

/// How many bytes are read on either side of the cursor: more than fits on a screen.
const AROUND: usize = 4 * 1024;

/// What is read.
#[derive(Debug)]
pub(super) struct Part {
    /// The lines that are read.
    pub text: String,
    /// Whether they are all.
    pub whole: bool,
    /// Stretches of it, and where in the whole text each begins.
    places: Vec<(Range<usize>, usize)>,
}

impl Part {
    /// The part of an editor's text.
    pub(super) fn of(editor: &Editor) -> Self {
        let lines = editor.lines();
        if lines.iter().map(|line| line.len() + 1).sum::<usize>() <= SHORT {
            let text = editor.text();
            return Self { whole: true, places: vec![(0..text.len(), 0)], text };
        }
        let cursor = editor.cursor().line;
        let ahead = lines.iter().skip(cursor);
        let end = cursor + within(ahead, AROUND).max(1);
        let behind = lines.iter().take(cursor).rev();
        let start = cursor - within(behind, AROUND);
        let head = within(lines.iter(), HEAD).max(1);
        let mut part = Self { text: String::new(), whole: false, places: Vec::new() };
        let before = |line: usize| lines.iter().take(line).map(|line| line.len() + 1).sum::<usize>();
        if start <= head {
            part.add(lines.get(..end).unwrap_or_default(), 0);
            return part;
        }
        part.add(lines.get(..head).unwrap_or_default(), 0);
        if let Some(fence) = capture::open_fence(lines.iter().take(start).map(String::as_str)) {
            let closed = capture::open_fence(lines.iter().take(head).map(String::as_str)).is_none();
            if closed {
                part.text.push_str(&fence);
                part.text.push('\n');
            }
        }
        part.add(lines.get(start..end).unwrap_or_default(), before(start));
        part
    }

    /// Adds lines that begin at a byte of the whole text; of a very long one only what it begins with.
    fn add(&mut self, lines: &[String], mut at: usize) {
        for line in lines {
            let end = (0..=line.len().min(AROUND)).rev().find(|end| line.is_char_boundary(*end)).unwrap_or(0);
            let read = line.get(..end).unwrap_or_default();
            let start = self.text.len();
            self.text.push_str(read);
            self.places.push((start..self.text.len(), at));
            self.text.push('\n');
            at += line.len() + 1;
        }
    }

    /// Where a stretch of it lies in the whole text; `None` for what was put in.
    pub(super) fn place(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let after = self.places.partition_point(|(part, _)| part.end < range.end);
        let (part, at) = self.places.get(after).filter(|(part, _)| part.start <= range.start)?;
        Some(range.start - part.start + at..range.end - part.start + at)
    }
}

/// How many of these lines fit into so many bytes.
fn within<'l>(lines: impl Iterator<Item = &'l String>, bytes: usize) -> usize {
    let mut left = bytes;
    lines.take_while(|line| left.checked_sub(line.len() + 1).inspect(|rest| left = *rest).is_some()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::key::{Chord, Key};
    use crate::ui::paint::Area;

    fn at_line(text: &str, line: usize) -> Editor {
        let mut editor = Editor::new(text);
        let area = Area::new(0, 0, 80, 20);
        editor.key(Chord { ctrl: true, ..Chord::plain(Key::Home) }, area);
        for _ in 0..line {
            editor.key(Chord::plain(Key::Down), area);
        }
        editor
    }

    #[test]
    fn a_short_text_is_read_whole() {
        let part = Part::of(&Editor::new("Met @odile\n! call her"));
        assert!(part.whole);
        assert_eq!(part.text, "Met @odile\n! call her");
        assert_eq!(part.place(&(11..12)), Some(11..12));
    }

    #[test]
    fn of_a_long_text_the_beginning_and_what_is_near_the_cursor_is_read() {
        let lines: Vec<String> = (0..20_000).map(|n| format!("! line number {n} of a very long text")).collect();
        let text = lines.join("\n");
        for line in [0, 5, 300, 19_999] {
            let editor = if line < 1000 { at_line(&text, line) } else { Editor::new(&text) };
            let part = Part::of(&editor);
            assert!(!part.whole);
            assert!(part.text.len() < 3 * AROUND, "{}", part.text.len());
            assert!(part.text.starts_with("! line number 0 of"));
            let found = part.text.find(&lines[line]).expect("the line of the cursor");
            let place = part.place(&(found..found + lines[line].len())).expect("a place");
            assert_eq!(text.get(place), Some(lines[line].as_str()));
        }
    }

    #[test]
    fn a_block_of_code_that_began_far_above_is_still_one_and_a_line_of_a_megabyte_is_cut() {
        let text = format!("notes\n```\n{}", "! no promise\n".repeat(20_000));
        let part = Part::of(&Editor::new(&text));
        let parsed = capture::parse(
            &part.text,
            &crate::domain::Now::new(chrono::DateTime::UNIX_EPOCH, crate::domain::Zone::UTC),
            &capture::Options::default(),
        );
        assert!(parsed.lines.iter().all(|line| line.what == capture::What::Text));
        let part = Part::of(&Editor::new(&"é".repeat(1 << 20)));
        assert!(part.text.len() <= AROUND + 8);
    }
}
