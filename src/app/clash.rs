//! Whether the keys a person has chosen leave every command one meaning, on each screen where it can be used.

use std::collections::BTreeMap;
use std::fmt;

use crate::domain::Now;
use crate::domain::text::nearest;
use crate::ui::command::{Keys, Listed, sequence};
use crate::ui::key::{Chord, Key};

use super::keys::tables;

/// What is wrong with the keys that were chosen for a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// No command has this name; the one that comes nearest.
    Unknown(String, String),
    /// The keys of this command are none.
    NoKey(String, String),
    /// These keys would be, or begin, those of another command too: chosen, keys, other, place.
    Two(String, String, &'static str, &'static str),
}

impl Clash {
    /// The command whose keys were chosen.
    #[must_use]
    pub fn command(&self) -> &str {
        let (Self::Unknown(name, _) | Self::NoKey(name, _) | Self::Two(name, ..)) = self;
        name
    }
}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name, nearest) => {
                write!(f, "there is no command `{name}`; the nearest one is `{nearest}`, and `mentee keys` lists them")
            }
            Self::NoKey(name, keys) => {
                write!(
                    f,
                    "`{keys}` for `{name}` is no key; keys are c, C-s, M-x, S-Tab, Enter, Space, PgDn, F1, or g g"
                )
            }
            Self::Two(name, keys, other, place) => {
                write!(f, "`{keys}` would be both `{name}` and `{other}` ({place}); give one of them another key")
            }
        }
    }
}

/// The first thing that is wrong with the keys that were chosen, by command name.
///
/// # Errors
/// A [`Clash`].
pub fn check_keys(chosen: &BTreeMap<String, Vec<String>>, now: &Now) -> Result<(), Clash> {
    if chosen.is_empty() {
        return Ok(());
    }
    let map = tables(now);
    let everywhere: Vec<Listed> = map.iter().take(2).flat_map(|table| table.commands.clone()).collect();
    for (name, keys) in chosen {
        let mut known = map.iter().flat_map(|table| table.commands.iter().map(|command| command.name));
        if !known.clone().any(|known| known == name) {
            let nearest = nearest(name, &mut known).unwrap_or_default();
            return Err(Clash::Unknown(name.clone(), nearest.to_owned()));
        }
        if let Some(bad) = keys.iter().find(|keys| sequence(keys).is_none_or(|chords| chords.is_empty())) {
            return Err(Clash::NoKey(name.clone(), bad.clone()));
        }
    }
    let keys = Keys::new(chosen.clone());
    for table in map.iter().skip(1) {
        // What a screen has of its own stands over what holds everywhere.
        let others = everywhere.iter().filter(|other| !table.commands.iter().any(|own| own.name == other.name));
        let all: Vec<Listed> = table.commands.iter().chain(others).copied().collect();
        for own in all.iter().filter(|command| chosen.contains_key(command.name)) {
            for spelt in keys.spelt(own) {
                let chords = sequence(spelt).unwrap_or_default();
                if table.typing && chords.first().is_some_and(is_typed) {
                    continue;
                }
                let clashes = |other: &&Listed| {
                    other.name != own.name
                        && keys
                            .spelt(other)
                            .iter()
                            .filter_map(|keys| sequence(keys))
                            .any(|others| chords.starts_with(&others) || others.starts_with(&chords))
                };
                if let Some(other) = all.iter().find(clashes) {
                    return Err(Clash::Two(own.name.to_owned(), spelt.to_owned(), other.name, table.screen));
                }
            }
        }
    }
    Ok(())
}

/// Whether a key goes into a text where one is typed.
fn is_typed(chord: &Chord) -> bool {
    !chord.ctrl && !chord.alt && !matches!(chord.key, Key::Esc | Key::Tab | Key::F(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Zone;
    use crate::domain::time::read_instant;

    fn now() -> Now {
        Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC)
    }

    fn check(chosen: &[(&str, &[&str])]) -> Result<(), String> {
        let own = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
        let chosen = chosen.iter().map(|(name, keys)| ((*name).to_owned(), own(keys))).collect();
        check_keys(&chosen, &now()).map_err(|clash| clash.to_string())
    }

    #[test]
    fn chosen_keys_have_one_meaning() {
        for fine in [
            &[][..],
            &[("capture", &["C-n"][..])],
            &[("capture", &["C-n", "c"])],
            &[("capture", &["n"]), ("new", &["c"])],
            &[("history", &["F5"]), ("undo", &[])],
            &[("down", &["J"]), ("up", &["K"])],
        ] {
            assert_eq!(check(fine), Ok(()), "{fine:?}");
        }
        for (off, says) in [
            (&[("captur", &["x"][..])][..], "there is no command `captur`; the nearest one is `capture`"),
            (&[("capture", &["C-"][..])], "`C-` for `capture` is no key"),
            (&[("capture", &[""])], "`` for `capture` is no key"),
            (&[("capture", &["n"])], "`n` would be both `capture` and `new` ("),
            (&[("capture", &["g"])], "`g` would be both `capture` and `first`"),
            (&[("undo", &["C-s"])], "`C-s` would be both `undo` and `save` ("),
            (&[("undo", &["F4"]), ("redo", &["F4"])], "`F4` would be both `undo` and `redo`"),
        ] {
            let said = check(off).expect_err(says);
            assert!(said.starts_with(says), "{said}");
        }
    }
}
