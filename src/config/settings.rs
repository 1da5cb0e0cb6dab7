//! What the settings mean, each declared once: name, type, default and the sentence that explains it. Changes no file.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use chrono::Weekday;

use crate::domain::text::nearest;
use crate::domain::{Kind, Visibility};

use super::raw::{self, Written};
use super::values::{Color, Dates, Filters, Glyphs, Keys, Role, Setting, Theme, Wrong};
use super::{Error, World};

/// Declares the settings. The struct, its defaults, reading and listing follow; so nothing can be forgotten in one of them.
macro_rules! settings {
    ($(#[doc = $about:literal] $name:ident: $type:ty = $default:expr;)+) => {
        /// What the settings mean.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Settings {
            $(#[doc = $about] pub $name: $type,)+
            /// Where values came from that are no defaults, by key.
            sources: BTreeMap<String, Source>,
            /// What the words of the call said, to be laid over the file again when it changes.
            flags: Flags,
        }

        impl Default for Settings {
            fn default() -> Self {
                Self { $($name: $default,)+ sources: BTreeMap::new(), flags: Flags::default() }
            }
        }

        impl Settings {
            /// The name of every setting, in the order in which they are listed.
            pub const NAMES: &[&str] = &[$(stringify!($name)),+];

            /// Takes what was written under `name` and, in its table, `key`.
            fn take(&mut self, name: &str, key: &str, written: &Written) -> Result<(), Wrong> {
                match name {
                    $(stringify!($name) => self.$name.take(key, &written.value),)+
                    _ => Err(Wrong::Key(nearest(name, Self::NAMES.iter().copied()).unwrap_or_default().to_owned())),
                }
            }

            /// Every setting as it stands; a table gives a row for each entry, and one without a value when it is empty.
            #[must_use]
            pub fn rows(&self) -> Vec<Row> {
                let mut rows = Vec::new();
                $({
                    let (choices, table) = (<$type as Setting>::choices(), <$type as Setting>::TABLE);
                    let one = |key, value| Row { key, value, source: Source::Default, about: $about.trim(), choices: choices.clone(), table };
                    self.list(stringify!($name), self.$name.show(), &one, &mut rows);
                })+
                rows
            }
        }
    };
}

settings! {
    /// The journal's file; `~/` is home, and a relative path starts beside this file
    journal: PathBuf = PathBuf::new();
    /// The colours: auto asks the terminal for its background
    theme: Theme = Theme::Auto;
    /// Colours of my own, laid over the theme
    colors: BTreeMap<Role, Color> = BTreeMap::new();
    /// The signs on the screens: unicode, or plain ascii
    glyphs: Glyphs = Glyphs::Unicode;
    /// Whether the mouse is listened to; without it the terminal selects text as everywhere else
    mouse: bool = true;
    /// What 3/4 means: day-first or month-first
    dates: Dates = Dates::DayFirst;
    /// The first day of a week
    week_start: Weekday = Weekday::Mon;
    /// Whether prompts are offered for reflections
    prompts: bool = true;
    /// After how many days the trash lets go of what is in it
    trash_days: u16 = 90;
    /// Who may see new records of a kind: private, which all are unless named here, or mentors
    visibility: BTreeMap<Kind, Visibility> = BTreeMap::new();
    /// The keys that run a command, in place of its own
    keys: Keys = Keys::new();
    /// Filters of my own: a key and words; `in:action odile` is a list, anything else a search
    filters: Filters = Filters::default();
}

/// Where a value came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// Nothing was said.
    #[default]
    Default,
    /// This line of the settings file, from 1.
    File(usize),
    /// This variable.
    Environment(&'static str),
    /// This flag.
    Flag(&'static str),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(line) => write!(f, "config.toml, line {line}"),
            Self::Environment(name) | Self::Flag(name) => f.write_str(name),
        }
    }
}

/// One line of `mentee config`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The key, with the table it stands in.
    pub key: String,
    /// The value as one would write it, without quotes; empty for an empty table.
    pub value: String,
    /// Where it came from.
    pub source: Source,
    /// What the setting is for.
    pub about: &'static str,
    /// What it can be, where that is one of a few words.
    pub choices: Vec<&'static str>,
    /// Whether it stands in a table, to which entries can be added.
    pub table: bool,
}

/// What the words of the call say about settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `--journal FILE`.
    pub journal: Option<PathBuf>,
    /// `--color`: `Some(true)` for always, `Some(false)` for never.
    pub color: Option<bool>,
}

impl Settings {
    /// Reads the settings file of this world, which need not be there, and lays the environment and the flags over it.
    ///
    /// # Errors
    /// Where the file cannot be read or is off, or where no place for the journal is known.
    pub fn read(world: &World, flags: &Flags) -> Result<Self, Error> {
        let Some(paths) = &world.paths else { return Self::from_text("", Path::new(""), world, flags) };
        let path = paths.settings();
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(why) => return Err(Error::Unreadable { path, why }),
        };
        Self::from_text(&text, &path, world, flags)
    }

    /// The same for a file's text; `path` is what errors call it.
    ///
    /// # Errors
    /// Where the text is off, or where no place for the journal is known.
    pub fn from_text(text: &str, path: &Path, world: &World, flags: &Flags) -> Result<Self, Error> {
        let mut settings = Self { flags: flags.clone(), ..Self::default() };
        let written = raw::read(text).map_err(|(line, why)| Error::Syntax { path: path.to_owned(), line, why })?;
        for entry in &written {
            let (name, key) = entry.key.split_once('.').unwrap_or((&entry.key, ""));
            settings.take(name, key, entry).map_err(|wrong| complaint(wrong, name, entry, path))?;
            settings.sources.insert(entry.key.clone(), Source::File(entry.line));
        }
        settings.place_journal(world, flags)?;
        settings.place_theme(world, flags);
        Ok(settings)
    }

    /// What the words of the call said.
    #[must_use]
    pub fn flags(&self) -> Flags {
        self.flags.clone()
    }

    /// Where the setting of this key (with its table) came from.
    #[must_use]
    pub fn source(&self, key: &str) -> Source {
        self.sources.get(key).copied().unwrap_or_default()
    }

    /// Who may see a new record of this kind.
    #[must_use]
    pub fn visibility_of(&self, kind: Kind) -> Visibility {
        self.visibility.get(&kind).cloned().unwrap_or_default()
    }

    /// A flag wins over the environment, that over the file, that over the platform's place.
    fn place_journal(&mut self, world: &World, flags: &Flags) -> Result<(), Error> {
        if let Some(journal) = &flags.journal {
            self.journal.clone_from(journal);
            self.sources.insert("journal".to_owned(), Source::Flag("--journal"));
        } else if let Some(journal) = &world.journal {
            self.journal.clone_from(journal);
            self.sources.insert("journal".to_owned(), Source::Environment("MENTEE_JOURNAL"));
        } else {
            let paths = world.paths.as_ref().ok_or(Error::Homeless)?;
            self.journal =
                if self.journal.as_os_str().is_empty() { paths.journal() } else { paths.resolve(&self.journal) };
        }
        Ok(())
    }

    /// `NO_COLOR` and `--color never` leave no theme but `mono`; `--color always` overrules the former.
    fn place_theme(&mut self, world: &World, flags: &Flags) {
        let source = match flags.color {
            Some(true) => return,
            Some(false) => Source::Flag("--color"),
            None if world.no_color => Source::Environment("NO_COLOR"),
            None => return,
        };
        self.theme = Theme::Mono;
        self.sources.insert("theme".to_owned(), source);
    }

    fn list(&self, name: &str, shown: Vec<(String, String)>, row: &dyn Fn(String, String) -> Row, rows: &mut Vec<Row>) {
        if shown.is_empty() {
            rows.push(Row { source: self.source(name), ..row(name.to_owned(), String::new()) });
        }
        for (part, value) in shown {
            let key = if part.is_empty() { name.to_owned() } else { format!("{name}.{part}") };
            rows.push(Row { source: self.source(&key), ..row(key, value) });
        }
    }
}

fn complaint(wrong: Wrong, name: &str, entry: &Written, path: &Path) -> Error {
    let (path, line, key) = (path.to_owned(), entry.line, entry.key.escape_debug().to_string());
    match wrong {
        Wrong::Value(expected) => Error::Value { path, line, key, got: entry.value.to_string(), expected },
        Wrong::Key(nearest) => {
            // In a known table the nearest key is one of that table; a plain setting taken for a table is its own nearest.
            let nearest = match (Settings::NAMES.contains(&name), nearest.is_empty()) {
                (true, true) => name.to_owned(),
                (true, false) => format!("{name}.{nearest}"),
                (false, _) => nearest,
            };
            Error::UnknownKey { path, line, key, nearest }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;
    use crate::config::Paths;
    use proptest::prelude::*;

    fn world(vars: &[(&str, &str)]) -> World {
        let find = |name: &str| vars.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value));
        let paths = Paths { home: "/h".into(), data: "/d".into(), config: "/c".into() };
        World::from_parts(&find, Some(paths)).expect("a world")
    }

    fn read(text: &str) -> Result<Settings, Error> {
        Settings::from_text(text, Path::new("/c/config.toml"), &world(&[]), &Flags::default())
    }

    #[test]
    fn every_setting_is_read_and_listed_with_its_line() {
        let text = r##"journal = "~/notes.db"
theme = "light"
glyphs = "ascii"
mouse = false
dates = "month-first"
week_start = "sunday"
prompts = false
trash_days = 30
[colors]
accent = "#1b6478"
late = 9
[visibility]
goal = "mentors"
[keys]
capture = ["c", "C-n"]
goals.new = []
[filters]
waiting = ["M-w", "in:action odile"]
"##;
        let settings = read(text).expect("settings");
        let rows: Vec<_> =
            settings.rows().into_iter().map(|row| format!("{} = {} ({})", row.key, row.value, row.source)).collect();
        assert_eq!(
            rows,
            [
                "journal = /h/notes.db (config.toml, line 1)",
                "theme = light (config.toml, line 2)",
                "colors.accent = #1b6478 (config.toml, line 10)",
                "colors.late = bright-red (config.toml, line 11)",
                "glyphs = ascii (config.toml, line 3)",
                "mouse = false (config.toml, line 4)",
                "dates = month-first (config.toml, line 5)",
                "week_start = sunday (config.toml, line 6)",
                "prompts = false (config.toml, line 7)",
                "trash_days = 30 (config.toml, line 8)",
                "visibility.goal = mentors (config.toml, line 13)",
                "keys.capture = c, C-n (config.toml, line 15)",
                "keys.goals.new =  (config.toml, line 16)",
                "filters.waiting = M-w, in:action odile (config.toml, line 18)",
            ]
        );
        assert_eq!(settings.visibility_of(Kind::Goal), Visibility::Mentors);
        assert_eq!(settings.visibility_of(Kind::Meeting), Visibility::Private);
        assert_eq!(settings.keys.get("goals.new"), Some(&Vec::new()));
        let now = world(&[("MENTEE_NOW", "2026-11-22T09:00:00Z")]).now(&settings);
        assert!(!now.day_first && now.week_start == Weekday::Sun);
    }

    #[test]
    fn without_a_file_all_is_default() {
        let settings = read("").expect("settings");
        assert!(settings.rows().iter().all(|row| row.source == Source::Default && !row.about.is_empty()));
        assert_eq!(settings.journal, Path::new("/d/journal.db"));
        assert_eq!(settings.rows().len(), Settings::NAMES.len());
        let defaults = Settings { journal: PathBuf::from("/d/journal.db"), ..Settings::default() };
        assert_eq!(settings, defaults);
    }

    #[test]
    fn what_is_off_is_named_with_its_line_and_the_nearest_key() {
        for (text, says) in [
            ("\nthme = \"dark\"", "line 2: there is no setting `thme`; the nearest one is `theme`"),
            ("[colours]\naccent = 1", "line 1: there is no setting `colours`; the nearest one is `colors`"),
            ("[colors]\nacent = 1", "line 2: there is no setting `colors.acent`; the nearest one is `colors.accent`"),
            (
                "visibility.meting = \"mentors\"",
                "line 1: there is no setting `visibility.meting`; the nearest one is `visibility.meeting`",
            ),
            ("theme.dark = 1", "line 1: `theme` is a table; it can be: auto, dark, light, high-contrast, mono"),
            ("theme = \"drak\"", "line 1: `theme` is `drak`; it can be: auto, dark, light, high-contrast, mono"),
            ("trash_days = 0", "line 1: `trash_days` is `0`; it can be: a whole number of days from 1 to 65535"),
            ("mouse = 1.5", "line 1: `mouse` is of type float; it can be: true, false"),
            (
                "filters.waiting = \"M-w\"",
                "line 1: `filters.waiting` is `M-w`; it can be: a key and words, as in [\"M-1\", \"in:action odile\"]",
            ),
            ("keys = 1", "line 1: `keys` is `1`; it can be: a table"),
            ("visibility.goal = \"odile\"", "line 1: `visibility.goal` is `odile`; it can be: private, mentors"),
            (
                "[keys]\ncapture = 3",
                "line 2: `keys.capture` is `3`; it can be: a key such as \"C-s\", a list of them, or [] for none",
            ),
        ] {
            let error = read(text).expect_err(text).to_string();
            assert_eq!(error, format!("/c/config.toml, {says}"));
        }
        let error = read("\"a\\n\\u001b[31m\" = 1").expect_err("no such key").to_string();
        assert!(!error.contains(char::is_control), "control characters of a key are shown escaped: {error:?}");
        assert!(matches!(read("a = 1\n[keys"), Err(Error::Syntax { line: 2, .. })));
    }

    #[test]
    fn flags_go_before_the_environment_and_that_before_the_file() {
        let resolve = |vars: &[(&str, &str)], flags: Flags| {
            let text = "journal = \"file.db\"\ntheme = \"light\"";
            Settings::from_text(text, Path::new("config.toml"), &world(vars), &flags).expect("settings")
        };
        let by_env = [("MENTEE_JOURNAL", "env.db"), ("NO_COLOR", "1")];
        let by_flag = |color| Flags { journal: Some("flag.db".into()), color };
        for (settings, journal, from, theme, why) in [
            (resolve(&[], Flags::default()), "/c/file.db", Source::File(1), Theme::Light, Source::File(2)),
            (
                resolve(&by_env, Flags::default()),
                "env.db",
                Source::Environment("MENTEE_JOURNAL"),
                Theme::Mono,
                Source::Environment("NO_COLOR"),
            ),
            (
                resolve(&by_env, by_flag(Some(true))),
                "flag.db",
                Source::Flag("--journal"),
                Theme::Light,
                Source::File(2),
            ),
            (
                resolve(&[], by_flag(Some(false))),
                "flag.db",
                Source::Flag("--journal"),
                Theme::Mono,
                Source::Flag("--color"),
            ),
        ] {
            assert_eq!((settings.journal.as_path(), settings.source("journal")), (Path::new(journal), from));
            assert_eq!((settings.theme, settings.source("theme")), (theme, why));
        }
    }

    #[test]
    fn without_a_home_a_journal_has_to_be_named() {
        let homeless = World::default();
        assert!(matches!(Settings::read(&homeless, &Flags::default()), Err(Error::Homeless)));
        let named = Flags { journal: Some("j.db".into()), color: None };
        assert_eq!(Settings::read(&homeless, &named).expect("settings").journal, Path::new("j.db"));
    }

    proptest! {
        #[test]
        fn no_text_brings_the_reader_down(text in any::<String>()) {
            // Whatever the answer, it is one: errors are a single line that names the file.
            if let Err(error) = read(&text) {
                prop_assert!(error.to_string().starts_with("/c/config.toml, line "));
                prop_assert!(!error.to_string().contains('\n'));
            }
        }

        #[test]
        fn no_table_of_settings_brings_the_reader_down(
            name in prop::sample::select(Settings::NAMES), key in "[a-z_.]{0,9}", value in "[0-9]{1,3}|\"[a-z]{0,4}\"|\\[\\]|true",
        ) {
            let text = if key.is_empty() { format!("{name} = {value}") } else { format!("{name}.\"{key}\" = {value}") };
            if let Ok(settings) = read(&text) {
                prop_assert!(settings.rows().iter().any(|row| row.source == Source::File(1)));
            }
        }
    }
}
