//! Whether the keys a person has chosen leave every command one meaning, on each screen where it can be used.

use std::collections::BTreeMap;
use std::fmt;

use crate::domain::Now;
use crate::domain::saved::Saved;
use crate::domain::text::nearest;
use crate::ui::command::{Keys, Listed, sequence};
use crate::ui::key::{Chord, Key};

use super::keys::{Table, tables};

/// What is wrong with the keys that were chosen for a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// No command has this name; the one that comes nearest.
    Unknown(String, String),
    /// The keys of this command are none.
    NoKey(String, String),
    /// These keys would be, or begin, those of another command too: chosen, keys, other, place.
    Two(String, String, &'static str, &'static str),
    /// The keys of this filter are none.
    NoFilterKey(String, String),
    /// The keys of this filter would be, or begin, those of a command or of another filter: filter, keys, other, place.
    Filter(String, String, String, &'static str),
}

impl Clash {
    /// The setting that says so.
    #[must_use]
    pub fn setting(&self) -> String {
        match self {
            Self::Unknown(name, _) | Self::NoKey(name, _) | Self::Two(name, ..) => format!("keys.{name}"),
            Self::NoFilterKey(name, _) | Self::Filter(name, ..) => format!("filters.{name}"),
        }
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
            Self::NoFilterKey(name, keys) => {
                write!(f, "`{keys}` for the filter `{name}` is no key; keys are M-1, F5, C-y or M-g w")
            }
            Self::Filter(name, keys, other, place) => {
                write!(f, "`{keys}` cannot bring up the filter `{name}`: it is {other} already ({place})")
            }
            Self::Two(name, keys, other, place) => {
                write!(f, "`{keys}` would be both `{name}` and `{other}` ({place}); give one of them another key")
            }
        }
    }
}

/// The first thing that is wrong with the keys that were chosen, by command name, or with those of filters.
///
/// # Errors
/// A [`Clash`].
pub fn check_keys(chosen: &BTreeMap<String, Vec<String>>, filters: &[Saved], now: &Now) -> Result<(), Clash> {
    if chosen.is_empty() && filters.is_empty() {
        return Ok(());
    }
    let map = tables(now);
    check_chosen(chosen, &map)?;
    check_filters(filters, &Keys::new(chosen.clone()), &map)
}

/// Whether each filter has keys that mean nothing else on any screen, for they hold on all of them.
fn check_filters(filters: &[Saved], keys: &Keys, map: &[Table]) -> Result<(), Clash> {
    let begins = |a: &[Chord], b: &[Chord]| a.starts_with(b) || b.starts_with(a);
    for (n, filter) in filters.iter().enumerate() {
        let clash = |other: String, place| Clash::Filter(filter.name.clone(), filter.keys.clone(), other, place);
        let chords = sequence(&filter.keys).filter(|chords| !chords.is_empty());
        let Some(chords) = chords else { return Err(Clash::NoFilterKey(filter.name.clone(), filter.keys.clone())) };
        for table in map {
            let means = |command: &&Listed| {
                keys.spelt(command).iter().filter_map(|keys| sequence(keys)).any(|other| begins(&other, &chords))
            };
            if let Some(command) = table.commands.iter().find(means) {
                return Err(clash(format!("`{}`", command.name), table.screen));
            }
        }
        let same = |other: &&Saved| sequence(&other.keys).is_some_and(|other| begins(&other, &chords));
        if let Some(other) = filters.iter().take(n).find(same) {
            return Err(clash(format!("the filter `{}`", other.name), "Filters"));
        }
    }
    Ok(())
}

fn check_chosen(chosen: &BTreeMap<String, Vec<String>>, map: &[Table]) -> Result<(), Clash> {
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
        check_keys(&chosen, &[], &now()).map_err(|clash| clash.to_string())
    }

    #[test]
    fn chosen_keys_have_one_meaning() {
        for fine in [
            &[][..],
            &[("capture", &["C-n"][..])],
            &[("capture", &["C-n", "c"])],
            &[("capture", &["n"]), ("new", &["c"])],
            &[("history", &["F5"]), ("undo", &[])],
            &[("down", &["M-8"]), ("up", &["M-9"])],
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

    #[test]
    fn a_filter_takes_a_key_that_means_nothing_else() {
        let saved =
            |name: &str, keys: &str| Saved { name: name.to_owned(), keys: keys.to_owned(), words: "x".to_owned() };
        let check =
            |filters: &[Saved]| check_keys(&BTreeMap::new(), filters, &now()).map_err(|clash| clash.to_string());
        assert_eq!(check(&[saved("waiting", "M-1"), saved("quiet", "M-g w"), saved("late", "F9")]), Ok(()));
        for (filters, says) in [
            (
                vec![saved("waiting", "c")],
                "`c` cannot bring up the filter `waiting`: it is `capture` already (Everywhere)",
            ),
            (vec![saved("waiting", "g g x")], "`g g x` cannot bring up the filter `waiting`: it is `first` already"),
            (vec![saved("waiting", "nokey")], "`nokey` for the filter `waiting` is no key"),
            (
                vec![saved("late", "M-1"), saved("waiting", "M-1 w")],
                "`M-1 w` cannot bring up the filter `waiting`: it is the filter `late` already (Filters)",
            ),
        ] {
            let said = check(&filters).expect_err(says);
            assert!(said.starts_with(says), "{said}");
        }
    }
}
