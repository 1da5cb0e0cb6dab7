//! The one file that reads the clock, the time zone, the environment and random numbers. Everything else is handed a value.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::domain::id::Chance;
use crate::domain::time::{Instant, Now, Zone, read_instant};

use super::{Error, Paths, Settings};

/// What the surroundings say, read once at the start.
#[derive(Clone, Debug, Default)]
pub struct World {
    fixed: Option<Instant>,
    seed: Option<String>,
    /// `MENTEE_JOURNAL`: the journal, unless a flag names one.
    pub journal: Option<PathBuf>,
    /// `NO_COLOR` is set to anything but nothing.
    pub no_color: bool,
    /// `TERM` is `dumb`, or says nothing at all: no escape sequence is understood.
    pub dumb: bool,
    /// `TERM` is a console without a window system, which knows no questions and sixteen colours.
    pub console: bool,
    /// What `COLORTERM` and `TERM` promise of colours.
    pub colors: Colors,
    /// `VISUAL`, else `EDITOR`: a command line, words as in a shell.
    pub editor: Option<String>,
    /// `PAGER`: a command line, words as in a shell.
    pub pager: Option<String>,
    /// `COLUMNS`: how wide text may be where no terminal tells.
    pub columns: Option<u16>,
    /// The platform's places; `None` where no home directory is known.
    pub paths: Option<Paths>,
}

impl World {
    /// Reads the environment of this process.
    ///
    /// # Errors
    /// Where `MENTEE_NOW` is set and is no instant.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
    pub fn from_env() -> Result<Self, Error> {
        Self::from_parts(&|name| std::env::var_os(name), Paths::of_platform())
    }

    /// Reads an environment given as a function; a variable that is set to nothing counts as not set.
    ///
    /// # Errors
    /// Where `MENTEE_NOW` is set and is no instant.
    pub fn from_parts(env: &dyn Fn(&str) -> Option<OsString>, paths: Option<Paths>) -> Result<Self, Error> {
        let raw = |name: &str| env(name).filter(|value| !value.is_empty());
        let text = |name: &str| raw(name).map(|value| value.to_string_lossy().into_owned());
        let fixed = match text("MENTEE_NOW") {
            None => None,
            Some(got) => Some(read_instant(got.trim()).ok_or(Error::Clock { got })?),
        };
        Ok(Self {
            fixed,
            seed: text("MENTEE_SEED"),
            journal: raw("MENTEE_JOURNAL").map(PathBuf::from),
            no_color: raw("NO_COLOR").is_some(),
            dumb: text("TERM").is_none_or(|term| term == "dumb"),
            console: text("TERM").is_some_and(|term| term == "linux"),
            colors: Colors::of(&text("COLORTERM").unwrap_or_default(), &text("TERM").unwrap_or_default()),
            editor: text("VISUAL").or_else(|| text("EDITOR")),
            pager: text("PAGER"),
            columns: text("COLUMNS").and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0),
            paths,
        })
    }

    /// The moment: `MENTEE_NOW` where it is set (time then stands still), else the clock, in the person's zone (`TZ`, or
    /// the system's), with dates and weeks as the settings have them.
    #[must_use]
    pub fn now(&self, settings: &Settings) -> Now {
        let now = Now::new(self.fixed.unwrap_or_else(clock), Zone::new(&chrono::Local));
        Now { day_first: settings.dates == super::Dates::DayFirst, week_start: settings.week_start, ..now }
    }

    /// The command line of the external editor; `vi` where nobody says.
    #[must_use]
    pub fn editor(&self) -> &str {
        self.editor.as_deref().unwrap_or("vi")
    }

    /// Where the unpredictable part of ids comes from: `MENTEE_SEED` where it is set, else the system. Never for
    /// secrets: keys, salts and nonces are random whatever the environment says.
    #[must_use]
    pub fn chance(&self) -> Chance {
        match &self.seed {
            Some(seed) => Chance::Seed(seed.clone()),
            None => Chance::Random(draw),
        }
    }
}

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colors {
    /// The sixteen of a bare console.
    #[default]
    Sixteen,
    /// The two hundred and fifty-six of xterm.
    Indexed,
    /// Red, green and blue.
    True,
}

impl Colors {
    /// From `COLORTERM` and `TERM`; tmux and screen pass on what they can show as their own `TERM`.
    fn of(color: &str, term: &str) -> Self {
        let direct = term.ends_with("-direct")
            || ["kitty", "alacritty", "foot", "wezterm", "ghostty"].iter().any(|name| term.contains(name));
        match color {
            "truecolor" | "24bit" => Self::True,
            _ if direct => Self::True,
            _ if term.contains("256color") => Self::Indexed,
            _ => Self::Sixteen,
        }
    }
}

/// The words of the call, the program's own name first.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the words of the call")]
pub fn args() -> impl Iterator<Item = OsString> {
    std::env::args_os()
}

/// A clock that only goes forward, for waiting: it moves even where `MENTEE_NOW` stands still, and is never stored.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads a clock")]
pub fn stopwatch() -> std::time::Instant {
    std::time::Instant::now()
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
fn clock() -> Instant {
    chrono::Utc::now()
}

/// Random bytes for what must not be guessed: keys, salts, nonces, the ids within a share. Never from `MENTEE_SEED`.
///
/// # Errors
/// Where the system gives none.
#[expect(clippy::disallowed_methods, reason = "this is the one place that draws random numbers")]
pub fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::NoChance(error.to_string()))?;
    Ok(bytes)
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that draws random numbers")]
fn draw() -> [u8; 8] {
    let mut bytes = [0; 8];
    if getrandom::fill(&mut bytes).is_err() {
        // No system this runs on gets here. An id has to be unlike others, not secret, so the nanoseconds will do.
        bytes = clock().timestamp_nanos_opt().unwrap_or_default().to_be_bytes();
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world(vars: &[(&str, &str)]) -> Result<World, Error> {
        let find = |name: &str| vars.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value));
        World::from_parts(&find, None)
    }

    #[test]
    fn a_fixed_clock_stands_still() {
        let world = world(&[("MENTEE_NOW", "2026-11-22T10:00:00+01:00")]).expect("a world");
        let now = world.now(&Settings::default());
        assert_eq!(Some(now.at), read_instant("2026-11-22T09:00:00Z"));
        assert_eq!(now.at, world.now(&Settings::default()).at);
    }

    #[test]
    fn a_clock_that_is_no_instant_is_named() {
        for got in ["yesterday", "2026-11-22", "2026-11-22 09:00"] {
            let error = world(&[("MENTEE_NOW", got)]).expect_err("no instant").to_string();
            assert_eq!(error, format!("MENTEE_NOW is `{got}`, which is no instant such as 2026-11-22T09:00:00Z"));
        }
    }

    #[test]
    fn without_a_fixed_clock_time_passes_the_year_this_was_written() {
        let now = world(&[]).expect("a world").now(&Settings::default());
        assert!(Some(now.at) > read_instant("2026-01-01T00:00:00Z"), "{:?}", now.at);
    }

    #[test]
    fn chance_is_a_seed_or_differs() {
        let seeded = world(&[("MENTEE_SEED", "7")]).expect("a world").chance();
        assert!(matches!(seeded, Chance::Seed(seed) if seed == "7"));
        let Chance::Random(draw) = world(&[]).expect("a world").chance() else { unreachable!("no seed") };
        assert_ne!(draw(), draw());
    }

    #[test]
    fn colours_are_what_the_terminal_promises() {
        let table = [
            ("truecolor", "xterm-256color", Colors::True),
            ("", "xterm-kitty", Colors::True),
            ("", "tmux-256color", Colors::Indexed),
            ("", "linux", Colors::Sixteen),
            ("", "", Colors::Sixteen),
        ];
        for (color, term, want) in table {
            let world = world(&[("COLORTERM", color), ("TERM", term)]).expect("a world");
            assert_eq!(world.colors, want, "{color} {term}");
        }
    }

    #[test]
    fn variables_set_to_nothing_are_not_set() {
        let names = ["MENTEE_NOW", "MENTEE_SEED", "MENTEE_JOURNAL", "NO_COLOR", "VISUAL", "EDITOR", "PAGER", "COLUMNS"];
        let world = world(&names.map(|name| (name, ""))).expect("a world");
        assert!(world.fixed.is_none() && world.seed.is_none() && world.journal.is_none() && !world.no_color);
        assert!(world.editor.is_none() && world.pager.is_none() && world.columns.is_none() && world.dumb);
    }

    #[test]
    fn visual_goes_before_editor_and_columns_is_a_number() {
        let both =
            world(&[("VISUAL", "vi -e"), ("EDITOR", "ed"), ("COLUMNS", "80"), ("TERM", "xterm")]).expect("a world");
        assert_eq!((both.editor.as_deref(), both.columns, both.dumb), (Some("vi -e"), Some(80), false));
        let one = world(&[("EDITOR", "ed"), ("COLUMNS", "wide"), ("TERM", "dumb")]).expect("a world");
        assert_eq!((one.editor.as_deref(), one.columns, one.dumb), (Some("ed"), None, true));
    }
}
