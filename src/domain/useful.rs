//! The one line given back after a save: what hangs together with it, a figure that moved, an old note that fits. Never a
//! general one twice in a row, never praise for having written, and rather nothing than a phrase.

use super::likeness::{self, first_name, shared};
use super::{Day, Id, Kind, Now, Record, dates};
use std::collections::BTreeSet;

/// What an older note can be.
pub const MEMORY: [Kind; 4] = [Kind::Insight, Kind::Advice, Kind::Obstacle, Kind::Decision];

/// So many characters of a note are looked at: what it is about stands at its beginning.
const READ: usize = 2_000;

/// The words by which an older note comes to mind again: of its title, and of what was made of it. None of what is no such
/// note, or lies in the trash. They are kept beside the record: where other words follow from a text, the journal has to be
/// told anew.
#[must_use]
pub fn echoes(record: &Record) -> BTreeSet<String> {
    if record.deleted.is_some() || !MEMORY.contains(&record.kind) {
        return BTreeSet::new();
    }
    let texts = [record.title.as_str(), record.text("my_version"), record.text("helped")];
    likeness::words(&texts.join(" ").chars().take(READ).collect::<String>())
}

/// What a line is made of; the order is how well it serves right after a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// The next step of a chain: who gave the advice and has not heard, what else the talk left open.
    Chain,
    /// A figure of the thing that was saved.
    Figure,
    /// An older note that fits.
    Memory,
    /// True on any day: the next meeting, a line from older notes.
    General,
}

/// A line that could be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is made of.
    pub sort: Sort,
    /// The line.
    pub text: String,
}

impl Line {
    /// A line.
    #[must_use]
    pub fn new(sort: Sort, text: impl Into<String>) -> Self {
        Self { sort, text: text.into() }
    }
}

/// The line after the change set of this number, where `before` is the number of the one before that could give a line.
/// Of the best sort, another one each time. A general one is given only where the number is even and the one before was
/// odd: whatever happened in between, two in a row would need both to be even. So nothing has to be remembered.
#[must_use]
pub fn choose(lines: &[Line], set: i64, before: Option<i64>) -> Option<&Line> {
    let sort = lines.iter().map(|line| line.sort).min()?;
    if sort == Sort::General && !(is_even(set) && before.is_none_or(|before| !is_even(before))) {
        return None;
    }
    let best: Vec<&Line> = lines.iter().filter(|line| line.sort == sort).collect();
    let count = i64::try_from(best.len()).ok()?;
    best.get(usize::try_from(set.rem_euclid(count)).ok()?).copied()
}

const fn is_even(set: i64) -> bool {
    set.rem_euclid(2) == 0
}

/// An older note, as far as it could come to mind.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Which record.
    pub id: Id,
    /// The line.
    pub title: String,
    /// Whose it is.
    pub giver: Option<Id>,
    /// Their name, where it was looked up.
    pub by: Option<String>,
    /// Its day.
    pub day: Option<Day>,
    /// Its tags.
    pub tags: Vec<String>,
    /// What its text is about.
    pub words: BTreeSet<String>,
}

/// A shared tag counts for so many shared words.
pub const TAG: usize = 2;
/// From so much in common on, a note comes to mind.
pub const ENOUGH: usize = 2;

/// How much a note has in common with what was saved.
#[must_use]
pub fn likeness(note: &Note, tags: &[String], words: &BTreeSet<String>) -> usize {
    let common = note.tags.iter().filter(|tag| tags.contains(tag)).count();
    common * TAG + shared(&note.words, words)
}

/// The notes that have enough in common, the likest first, then the newest.
#[must_use]
pub fn likest(notes: Vec<Note>, tags: &[String], words: &BTreeSet<String>) -> Vec<Note> {
    let mut scored: Vec<(usize, Note)> = notes.into_iter().map(|note| (likeness(&note, tags, words), note)).collect();
    scored.retain(|(score, _)| *score >= ENOUGH);
    scored.sort_by(|(a, x), (b, y)| b.cmp(a).then(y.day.cmp(&x.day)).then(x.id.cmp(&y.id)));
    scored.into_iter().map(|(_, note)| note).collect()
}

/// `Reminds you of: “Let the quiet desk speak first”, Odile, Tue 11 Feb.`
#[must_use]
pub fn reminds(note: &Note, now: &Now) -> Line {
    let by = note.by.as_deref().map(|by| format!(", {}", first_name(by))).unwrap_or_default();
    let day = note.day.map(|day| format!(", {}", dates::say(day, now))).unwrap_or_default();
    Line::new(Sort::Memory, format!("Reminds you of: “{}”{by}{day}.", note.title.trim_end_matches('.')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::likeness::words;
    use crate::domain::time::{Zone, read_day, read_instant};
    use proptest::prelude::*;

    fn note(last: u8, title: &str, day: &str, tags: &[&str]) -> Note {
        Note {
            id: Id::from_bytes(&[last; 16]).expect("an id"),
            title: title.to_owned(),
            giver: None,
            by: Some("Odile Varga".to_owned()),
            day: read_day(day),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            words: words(title),
        }
    }

    #[test]
    fn an_old_note_that_fits_comes_to_mind() {
        let notes = vec![
            note(1, "Let the quiet desk speak first.", "2025-02-11", &["flow"]),
            note(2, "Three colours at the door", "2025-04-08", &["triage"]),
            note(3, "A quiet desk is a tired desk", "2025-05-08", &[]),
        ];
        let found = likest(notes, &["flow".to_owned()], &words("The night desk stays quiet"));
        assert_eq!(
            found.iter().map(|note| note.title.as_str()).collect::<Vec<_>>()[..2],
            ["Let the quiet desk speak first.", "A quiet desk is a tired desk"]
        );
        let now = Now::new(read_instant("2025-09-30T09:00:00Z").expect("now"), Zone::UTC);
        let said = reminds(&found[0], &now);
        assert_eq!(said.text, "Reminds you of: “Let the quiet desk speak first”, Odile, Tue 11 Feb.");
    }

    #[test]
    fn the_best_sort_wins_and_turns() {
        let lines =
            [Line::new(Sort::General, "general"), Line::new(Sort::Memory, "one"), Line::new(Sort::Memory, "two")];
        let said = |set| choose(&lines, set, Some(set - 1)).map(|line| line.text.as_str());
        assert_eq!([said(4), said(5), said(6)], [Some("one"), Some("two"), Some("one")]);
        assert_eq!(choose(&[], 1, None), None);
    }

    proptest! {
        #[test]
        fn never_general_twice_in_a_row(gaps in prop::collection::vec(1..4_i64, 1..60)) {
            let general = [Line::new(Sort::General, "general")];
            let (mut set, mut before, mut last) = (0, None, false);
            for gap in gaps {
                set += gap;
                let given = choose(&general, set, before).is_some();
                prop_assert!(!(given && last));
                (before, last) = (Some(set), given);
            }
        }
    }
}
