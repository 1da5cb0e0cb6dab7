//! Commands: each named once, with its keys, its word for the hint line and its help. Help, hint line, palette, the
//! config's `[keys]` table and the user guide are made from these tables. Refuses two keys for different things: the
//! tests over the tables see to it.

use std::collections::BTreeMap;

use super::context::Context;
use super::key::Chord;

/// One row of a screen's command table.
pub struct Command<S: 'static> {
    /// Its name, in the palette and in the config: kebab case, the same name for the same deed on every screen.
    pub name: &'static str,
    /// Its keys; a sequence is spelt with spaces (`g g`).
    pub keys: &'static [&'static str],
    /// The word the hint line says it with.
    pub label: &'static str,
    /// One sentence of help, without a full stop.
    pub help: &'static str,
    /// Does it.
    pub run: fn(&mut S, &mut Context<'_>),
    /// Whether it makes sense just now.
    pub when: fn(&S) -> bool,
    /// Why it makes none, where `when` says so: a few words, without a full stop.
    pub why: &'static str,
    /// Whether the hint line names it.
    pub hint: bool,
}

impl<S> Command<S> {
    /// A command that always makes sense and is named in the hint line.
    pub const fn new(
        name: &'static str,
        keys: &'static [&'static str],
        label: &'static str,
        help: &'static str,
        run: fn(&mut S, &mut Context<'_>),
    ) -> Self {
        Self { name, keys, label, help, run, when: always, why: "not for what is under the cursor", hint: true }
    }

    /// Only while this holds.
    #[must_use]
    pub const fn when(mut self, when: fn(&S) -> bool) -> Self {
        self.when = when;
        self
    }

    /// What is said of it while its condition does not hold.
    #[must_use]
    pub const fn or_say(mut self, why: &'static str) -> Self {
        self.why = why;
        self
    }

    /// Left out of the hint line; help and palette name it all the same.
    #[must_use]
    pub const fn quiet(mut self) -> Self {
        self.hint = false;
        self
    }

    /// What can be told of it without its screen.
    #[must_use]
    pub const fn listed(&self) -> Listed {
        Listed { name: self.name, keys: self.keys, label: self.label, help: self.help, hint: self.hint, off: None }
    }
}

/// The condition of a command that always makes sense.
const fn always<S>(_: &S) -> bool {
    true
}

/// A command as help, hint line and palette see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: &'static str,
    /// Its keys, where the person has not chosen others.
    pub keys: &'static [&'static str],
    /// Its word.
    pub label: &'static str,
    /// Its help.
    pub help: &'static str,
    /// Whether the hint line names it.
    pub hint: bool,
    /// Why it makes no sense just now; nothing where it does.
    pub off: Option<&'static str>,
}

/// The commands of a table as they stand for `screen` just now: each with why not, where it makes no sense.
pub fn available<S>(table: &[Command<S>], screen: &S) -> Vec<Listed> {
    let state =
        |command: &Command<S>| Listed { off: (!(command.when)(screen)).then_some(command.why), ..command.listed() };
    table.iter().map(state).collect()
}

/// All commands of a table, whatever makes sense just now.
pub fn listed<S>(table: &[Command<S>]) -> Vec<Listed> {
    table.iter().map(Command::listed).collect()
}

/// Adds the commands whose name is not there yet; one that makes no sense just now gives way to one of its name that does.
pub fn add(all: &mut Vec<Listed>, more: impl IntoIterator<Item = Listed>) {
    for command in more {
        match all.iter_mut().find(|known| known.name == command.name) {
            None => all.push(command),
            Some(known) if known.off.is_some() && command.off.is_none() => *known = command,
            Some(_) => {}
        }
    }
}

/// Runs the command of this name, where the table has it and it makes sense; tells whether it did.
pub fn run<S>(table: &[Command<S>], screen: &mut S, name: &str, cx: &mut Context<'_>) -> bool {
    let Some(command) = table.iter().find(|command| command.name == name && (command.when)(screen)) else {
        return false;
    };
    (command.run)(screen, cx);
    true
}

/// A move within a list or a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One up.
    Up,
    /// One down.
    Down,
    /// Half a page up.
    HalfUp,
    /// Half a page down.
    HalfDown,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first.
    First,
    /// To the last.
    Last,
}

/// The moves and their keys, the same everywhere.
pub const MOTIONS: &[(Motion, Listed)] = &[
    (Motion::Down, motion("down", &["j", "Down"], "One down")),
    (Motion::Up, motion("up", &["k", "Up"], "One up")),
    (Motion::HalfDown, motion("half-page-down", &["C-d"], "Half a page down")),
    (Motion::HalfUp, motion("half-page-up", &["C-u"], "Half a page up")),
    (Motion::PageDown, motion("page-down", &["PgDn"], "A page down")),
    (Motion::PageUp, motion("page-up", &["PgUp"], "A page up")),
    (Motion::First, motion("first", &["g g", "Home"], "To the first")),
    (Motion::Last, motion("last", &["G", "End"], "To the last")),
];

/// A row of [`MOTIONS`].
const fn motion(name: &'static str, keys: &'static [&'static str], help: &'static str) -> Listed {
    Listed { name, keys, label: help, help, hint: false, off: None }
}

/// Keys that mean the same on every screen, and the command each of them stands for. A screen may leave one unused; it
/// may never use it for anything else.
pub const RESERVED: &[(&str, &str)] = &[
    ("1", "go-1"),
    ("2", "go-2"),
    ("3", "go-3"),
    ("4", "go-4"),
    ("5", "go-5"),
    ("6", "go-6"),
    ("7", "go-7"),
    ("8", "go-8"),
    ("j", "down"),
    ("k", "up"),
    ("Down", "down"),
    ("Up", "up"),
    ("g g", "first"),
    ("G", "last"),
    ("C-d", "half-page-down"),
    ("C-u", "half-page-up"),
    ("PgDn", "page-down"),
    ("PgUp", "page-up"),
    ("Enter", "open"),
    ("Esc", "back"),
    ("c", "capture"),
    ("n", "new"),
    ("e", "edit"),
    ("x", "delete"),
    ("Space", "step"),
    ("s", "share"),
    ("u", "undo"),
    ("C-r", "redo"),
    ("/", "filter"),
    ("C-f", "search"),
    (":", "commands"),
    ("C-p", "commands"),
    ("?", "help"),
    ("q", "quit"),
];

/// The keys a person has chosen, by command name, over those of the tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys(BTreeMap<String, Vec<String>>);

impl Keys {
    /// From the config's `[keys]`: command names, each with its keys.
    #[must_use]
    pub const fn new(chosen: BTreeMap<String, Vec<String>>) -> Self {
        Self(chosen)
    }

    /// The keys of a command, as spelt.
    #[must_use]
    pub fn spelt<'a>(&'a self, command: &'a Listed) -> Vec<&'a str> {
        match self.0.get(command.name) {
            Some(chosen) => chosen.iter().map(String::as_str).collect(),
            None => command.keys.to_vec(),
        }
    }

    /// What pressing `pressed`, the last key last, means among these commands.
    #[must_use]
    pub fn meaning(&self, pressed: &[Chord], commands: &[Listed]) -> Meaning {
        let (mut begins, mut off) = (false, None);
        for command in commands {
            for keys in self.spelt(command) {
                let Some(chords) = sequence(keys) else { continue };
                match command.off {
                    None if chords == pressed => return Meaning::Run(command.name),
                    None => begins |= chords.starts_with(pressed),
                    Some(why) if chords == pressed => off = off.or(Some(Meaning::Off(command.label, why))),
                    Some(_) => {}
                }
            }
        }
        if begins { Meaning::Wait } else { off.unwrap_or(Meaning::Nothing) }
    }

    /// What may follow the keys that were pressed: the rest of each sequence, and its command.
    #[must_use]
    pub fn following(&self, pressed: &[Chord], commands: &[Listed]) -> Vec<(String, Listed)> {
        let rest = |keys: &str| {
            let chords = sequence(keys)?;
            let rest = chords.strip_prefix(pressed).filter(|rest| !rest.is_empty())?;
            Some(rest.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        };
        let open = commands.iter().filter(|command| command.off.is_none());
        open.flat_map(|command| {
            self.spelt(command).into_iter().filter_map(rest).map(|keys| (keys, *command)).collect::<Vec<_>>()
        })
        .collect()
    }
}

/// What keys mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// This command.
    Run(&'static str),
    /// The beginning of a longer sequence.
    Wait,
    /// The command of this word, which makes no sense just now, and why.
    Off(&'static str, &'static str),
    /// Nothing.
    Nothing,
}

/// Reads a sequence of keys: `g g`, `C-s`. `None` where one of them is not a key.
#[must_use]
pub fn sequence(keys: &str) -> Option<Vec<Chord>> {
    keys.split_whitespace().map(Chord::read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chords(keys: &str) -> Vec<Chord> {
        sequence(keys).expect(keys)
    }

    #[test]
    fn sequences_wait_for_their_end() {
        let commands: Vec<_> = MOTIONS.iter().map(|(_, listed)| *listed).collect();
        let keys = Keys::default();
        assert_eq!(keys.meaning(&chords("g"), &commands), Meaning::Wait);
        assert_eq!(keys.meaning(&chords("g g"), &commands), Meaning::Run("first"));
        assert_eq!(keys.meaning(&chords("g x"), &commands), Meaning::Nothing);
        assert_eq!(keys.meaning(&chords("G"), &commands), Meaning::Run("last"));
        let following = keys.following(&chords("g"), &commands);
        assert_eq!(
            following.iter().map(|(rest, command)| (rest.as_str(), command.name)).collect::<Vec<_>>(),
            [("g", "first")]
        );
    }

    #[test]
    fn a_command_that_is_off_says_why_and_gives_way() {
        let listed = |name, off| Listed { name, keys: &["x"], label: name, help: name, hint: true, off };
        let keys = Keys::default();
        let off = listed("delete", Some("nothing is here"));
        assert_eq!(keys.meaning(&chords("x"), &[off]), Meaning::Off("delete", "nothing is here"));
        assert_eq!(keys.meaning(&chords("x"), &[off, listed("cross-out", None)]), Meaning::Run("cross-out"));
        assert!(keys.following(&[], &[off]).is_empty());
    }

    #[test]
    fn chosen_keys_stand_over_the_table() {
        let commands: Vec<_> = MOTIONS.iter().map(|(_, listed)| *listed).collect();
        let keys = Keys::new(BTreeMap::from([("down".to_owned(), vec!["C-n".to_owned()])]));
        assert_eq!(keys.meaning(&chords("C-n"), &commands), Meaning::Run("down"));
        assert_eq!(keys.meaning(&chords("j"), &commands), Meaning::Nothing);
        assert_eq!(keys.meaning(&chords("k"), &commands), Meaning::Run("up"));
    }

    #[test]
    fn moves_keep_to_the_reserved_keys() {
        for (_, command) in MOTIONS {
            for key in command.keys {
                if let Some((_, name)) = RESERVED.iter().find(|(reserved, _)| reserved == key) {
                    assert_eq!(name, &command.name, "{key}");
                }
            }
        }
        assert!(RESERVED.iter().all(|(key, _)| sequence(key).is_some()));
    }
}
