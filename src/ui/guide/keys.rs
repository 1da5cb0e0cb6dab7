//! What keys do in a talk in steps: letters go into the text, digits are marks, arrows choose, Enter goes on.

use crate::domain::guide::Wanted;
use crate::ui::context::{Context, Signal};
use crate::ui::editor::Done;
use crate::ui::key::{Chord, Key};

use super::{Guide, Plan, view};

/// Whether a question takes a text.
pub(super) const fn takes_text(wanted: &Wanted) -> bool {
    matches!(wanted, Wanted::Line | Wanted::Page | Wanted::Day | Wanted::Number)
}

/// What a key does to a question that takes no text.
enum Tap {
    /// This is the answer, and on to the next.
    Is(String),
    /// This is the answer; the cursor stays.
    Becomes(String),
    /// Nothing.
    None,
}

impl<P: Plan> Guide<P> {
    /// A key; tells whether it was taken.
    pub(super) fn press(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        if self.done.is_some() || self.steps.is_empty() {
            if chord.key == Key::Enter {
                cx.signal(Signal::Close);
            }
            return chord.key == Key::Enter;
        }
        let wanted = self.question().map(|question| question.wanted.clone());
        let page = wanted == Some(Wanted::Page);
        match chord.key {
            Key::Enter if !page => {
                self.onward(cx);
                return true;
            }
            Key::Up if !page => {
                self.turn_to(self.row.saturating_sub(1));
                return true;
            }
            Key::Down if !page => {
                self.turn_to(self.row + 1);
                return true;
            }
            _ => {}
        }
        match wanted {
            Some(wanted) if takes_text(&wanted) => self.write_on(chord, cx),
            Some(wanted) => {
                let now = self.question().map(|question| self.answer_to(question).to_owned()).unwrap_or_default();
                match tap(&wanted, &now, chord) {
                    Tap::Is(text) => {
                        self.say(text, cx);
                        self.onward(cx);
                    }
                    Tap::Becomes(text) => self.say(text, cx),
                    Tap::None => return false,
                }
                true
            }
            None => false,
        }
    }

    fn write_on(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        let done = self.line.key(chord, view::text_area(self, cx.area));
        if done == Done::Changed {
            self.say(self.line.text(), cx);
        }
        done != Done::Nothing
    }
}

fn tap(wanted: &Wanted, now: &str, chord: Chord) -> Tap {
    if matches!(chord.key, Key::Backspace | Key::Delete) {
        return Tap::Becomes(String::new());
    }
    match wanted {
        Wanted::Mark(most) => match chord.typed() {
            Some('-') => Tap::Is("-".to_owned()),
            // Ten has no key of its own.
            Some('0') if *most >= 10 => Tap::Is("10".to_owned()),
            Some(c) => match c.to_digit(10).map(i64::from).filter(|mark| (1..=*most).contains(mark)) {
                Some(mark) => Tap::Is(mark.to_string()),
                None => Tap::None,
            },
            None => Tap::None,
        },
        Wanted::Choice(words) => {
            let at = words.iter().position(|(word, _)| *word == now);
            let word = |at: usize| words.get(at).map(|(word, _)| (*word).to_owned());
            let last = words.len().saturating_sub(1);
            match (chord.key, chord.typed()) {
                (Key::Right, _) | (_, Some(' ')) => {
                    let next = at.map_or(0, |at| if at >= last { 0 } else { at + 1 });
                    word(next).map_or(Tap::None, Tap::Becomes)
                }
                (Key::Left, _) => {
                    let before = at.map_or(last, |at| at.checked_sub(1).unwrap_or(last));
                    word(before).map_or(Tap::None, Tap::Becomes)
                }
                (_, Some(c)) => {
                    let by_number = c.to_digit(10).and_then(|n| usize::try_from(n).ok()).and_then(|n| n.checked_sub(1));
                    let begins = |word: &str| word.chars().next().is_some_and(|first| first == c.to_ascii_lowercase());
                    let by_letter = words.iter().position(|(word, _)| begins(word));
                    by_number.or(by_letter).and_then(word).map_or(Tap::None, Tap::Is)
                }
                _ => Tap::None,
            }
        }
        _ => Tap::None,
    }
}
