//! What locks a share, typed: a passphrase twice, shown as dots alone, or somebody's key. It is kept nowhere, as no draft either.

use crate::domain::share::{Secret, Wrap};
use crate::ui::ink::Row;
use crate::ui::key::{Chord, Key};
use crate::ui::theme::Role;

/// Fewer characters than this are warned about.
const SHORT: usize = 12;

/// The longest passphrase that is taken, in characters.
const LONGEST: usize = 1000;

/// What is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// The page for a browser.
    Page,
    /// The file for `mentee review`.
    Sealed,
}

/// What is typed.
#[derive(Debug)]
pub(super) struct Locking {
    sort: Sort,
    /// Their key, until it is left empty or given; only a sealed file has one.
    key: Option<String>,
    /// The passphrase, once it was given the first time.
    first: Option<Secret>,
    /// What is being typed of it.
    typed: Secret,
}

/// What came of a key.
#[derive(Debug, PartialEq)]
pub(super) enum Step {
    /// It goes on.
    On,
    /// It goes on, and this is why not yet.
    Off(&'static str),
    /// This locks it.
    Done(Wrap),
}

impl Locking {
    /// Nothing typed yet.
    pub(super) fn new(sort: Sort) -> Self {
        let key = (sort == Sort::Sealed).then(String::new);
        Self { sort, key, first: None, typed: Secret::default() }
    }

    /// Hears a key.
    pub(super) fn key(&mut self, chord: Chord) -> Step {
        match chord.key {
            Key::Enter => return self.enter(),
            Key::Backspace => match &mut self.key {
                Some(key) => drop(key.pop()),
                None => self.typed.pop(),
            },
            _ => self.take(chord.typed()),
        }
        Step::On
    }

    /// Takes pasted words, up to the end of their first line.
    pub(super) fn paste(&mut self, text: &str) {
        for c in text.lines().next().unwrap_or_default().chars() {
            self.take(Some(c));
        }
    }

    fn take(&mut self, c: Option<char>) {
        let Some(c) = c.filter(|c| !c.is_control()) else { return };
        match &mut self.key {
            Some(key) if key.len() < LONGEST => key.push(c),
            None if self.typed.count() < LONGEST => self.typed.push(c),
            _ => {}
        }
    }

    fn enter(&mut self) -> Step {
        if let Some(key) = self.key.take() {
            let all: Vec<String> = key.split([',', ' ']).filter(|one| !one.is_empty()).map(str::to_owned).collect();
            if all.iter().any(|one| !one.starts_with("age1")) {
                self.key = Some(key);
                return Step::Off("A key looks like age1…; they get theirs with `mentee identity`");
            }
            return if all.is_empty() { Step::On } else { Step::Done(Wrap::To(all)) };
        }
        let typed = std::mem::take(&mut self.typed);
        match self.first.take() {
            None if typed.count() == 0 => Step::Off("A passphrase is needed; Esc leaves it"),
            None => {
                let short = typed.count() < SHORT;
                self.first = Some(typed);
                if short { Step::Off("Short words are soon guessed; four random ones are better") } else { Step::On }
            }
            Some(first) if first == typed => Step::Done(match self.sort {
                Sort::Page => Wrap::Locked(first),
                Sort::Sealed => Wrap::Sealed(first),
            }),
            Some(_) => Step::Off("The two differ; once more from the beginning"),
        }
    }

    /// The question, and what is typed as far as it may be seen.
    pub(super) fn rows(&self) -> [Row; 2] {
        let (question, typed) = match (&self.key, &self.first) {
            (Some(key), _) => ("Their key (age1…), or Enter alone for a passphrase", key.clone()),
            (None, None) => ("A passphrase; they get it another way than the file", "•".repeat(self.typed.count())),
            (None, Some(_)) => ("The same again", "•".repeat(self.typed.count())),
        };
        [Row::of(question, Role::Dim), Row::of("→ ", Role::Accent).with(typed, Role::Text).with("▏", Role::Accent)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(locking: &mut Locking, text: &str) -> Step {
        locking.paste(text);
        locking.key(Chord { key: Key::Enter, ctrl: false, alt: false, shift: false })
    }

    #[test]
    fn a_passphrase_is_typed_twice_and_never_seen() {
        let mut locking = Locking::new(Sort::Page);
        assert!(matches!(say(&mut locking, ""), Step::Off(_)));
        assert_eq!(say(&mut locking, "four random words here"), Step::On);
        assert!(matches!(say(&mut locking, "four random words hers"), Step::Off(_)));
        assert!(matches!(say(&mut locking, "short"), Step::Off(_)), "warned, and taken");
        locking.paste("sho");
        assert!(!format!("{:?}{:?}", locking, locking.rows()).contains("sho"));
        assert_eq!(say(&mut locking, "rt"), Step::Done(Wrap::Locked(Secret::new("short"))));
    }

    #[test]
    fn a_sealed_file_goes_to_a_key_or_gets_a_passphrase() {
        let mut locking = Locking::new(Sort::Sealed);
        assert!(matches!(say(&mut locking, "odile@example.org"), Step::Off(_)));
        let mut locking = Locking::new(Sort::Sealed);
        let both = say(&mut locking, "age1abc, age1def");
        assert_eq!(both, Step::Done(Wrap::To(vec!["age1abc".to_owned(), "age1def".to_owned()])));
        let mut locking = Locking::new(Sort::Sealed);
        assert_eq!(say(&mut locking, ""), Step::On);
        assert_eq!(say(&mut locking, "four random words here"), Step::On);
        let sealed = say(&mut locking, "four random words here");
        assert_eq!(sealed, Step::Done(Wrap::Sealed(Secret::new("four random words here"))));
    }
}
