//! Completing `@person`, `#tag` and `^goal` while one writes.

use crate::domain::Kind;
use crate::domain::ask::{Answer, Ask};
use crate::ui::context::Context;
use crate::ui::editor::{Editor, Place};
use crate::ui::effect::Ticket;

/// The most that is offered.
const OFFERED: usize = 6;

/// A completion under way.
#[derive(Debug)]
pub(super) struct Completion {
    /// Where the word begins, and its sigil.
    from: Place,
    sigil: char,
    asked: Option<Ticket>,
    offers: Vec<String>,
    cursor: usize,
}

impl Completion {
    /// Begins at the word before the cursor, where it is one to be completed.
    pub(super) fn begin(editor: &Editor, cx: &mut Context<'_>) -> Option<Self> {
        let (mut from, word) = editor.word_before();
        // `!@odile` and `>@ruben` carry a mark before the name.
        let at = word.find(['@', '#', '^'])?;
        from.byte += at;
        let mut chars = word.get(at..)?.chars();
        let sigil = chars.next()?;
        let words = chars.as_str().trim_matches('"').to_owned();
        let ask = match sigil {
            '@' => Ask::Pick { kind: Some(Kind::Person), words, limit: OFFERED },
            '^' => Ask::Pick { kind: Some(Kind::Goal), words: words.replace('-', " "), limit: OFFERED },
            _ => Ask::Tags(words),
        };
        Some(Self { from, sigil, asked: Some(cx.ask(ask)), offers: Vec::new(), cursor: 0 })
    }

    /// Takes an answer; tells whether it was to its question.
    pub(super) fn answer(&mut self, ticket: Ticket, answer: &Answer) -> bool {
        if self.asked.take_if(|asked| *asked == ticket).is_none() {
            return false;
        }
        self.offers = match answer {
            Answer::Picks(rows) => rows.iter().map(|row| row.title.clone()).collect(),
            Answer::Tags(tags) => tags.iter().take(OFFERED).cloned().collect(),
            _ => Vec::new(),
        };
        self.cursor = 0;
        true
    }

    /// What is offered, and which of it is chosen.
    pub(super) fn offers(&self) -> (&[String], usize) {
        (&self.offers, self.cursor)
    }

    /// Whether there is something to choose from.
    pub(super) fn is_offering(&self) -> bool {
        !self.offers.is_empty()
    }

    /// Whether only one thing fits.
    pub(super) fn is_sure(&self) -> bool {
        self.offers.len() == 1
    }

    /// To the next one offered.
    pub(super) fn next(&mut self) {
        self.cursor = if self.cursor + 1 < self.offers.len() { self.cursor + 1 } else { 0 };
    }

    /// To the one before.
    pub(super) fn previous(&mut self) {
        self.cursor = self.cursor.checked_sub(1).unwrap_or(self.offers.len().saturating_sub(1));
    }

    /// Puts the chosen one into the text.
    pub(super) fn put(&self, editor: &mut Editor) {
        let Some(chosen) = self.offers.get(self.cursor) else { return };
        let plain = chosen.replace(['"', '\n'], " ");
        let simple = !plain.contains(char::is_whitespace);
        let with = match self.sigil {
            '#' => format!("#{plain} "),
            sigil if simple => format!("{sigil}{plain} "),
            sigil => format!("{sigil}\"{plain}\" "),
        };
        editor.complete(self.from, &with);
    }
}
