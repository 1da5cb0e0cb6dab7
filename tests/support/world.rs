//! A clean world for runs of the command line: an own home, no variable but those set here, a clock that advances one
//! second with each command, and a seed. What a run says must be looked at: silence is asserted where nothing is.

use std::cell::Cell;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use tempfile::TempDir;

/// When a world begins, unless it is told otherwise.
const BEGIN: &str = "2026-11-22T09:00:00Z";

/// A place in which `mentee` is run, gone when it is dropped.
pub(crate) struct World {
    folder: TempDir,
    clock: Cell<DateTime<Utc>>,
    vars: Vec<(String, String)>,
}

/// What a run left behind, not yet judged.
#[must_use = "say whether it is ok(), warns(…) or fails(…)"]
pub(crate) struct Output {
    call: String,
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// What a run printed that did what it should.
pub(crate) struct Printed {
    stdout: String,
}

/// What a run said that could not do what it should.
#[must_use = "look at what it says, with stderr() or says(…)"]
pub(crate) struct Failure {
    call: String,
    stderr: String,
}

impl World {
    /// A world on the morning of 22 November 2026, with no journal.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the world");
        for name in ["home/.local/share", "home/.config", "here"] {
            fs::create_dir_all(folder.path().join(name)).expect("a folder of the world");
        }
        let world = Self { folder, clock: Cell::new(instant(BEGIN)), vars: Vec::new() };
        let home = |name: &str| world.folder.path().join("home").join(name).display().to_string();
        let vars = [
            ("HOME", home("")),
            ("XDG_DATA_HOME", home(".local/share")),
            ("XDG_CONFIG_HOME", home(".config")),
            ("PATH", "/usr/bin:/bin".to_owned()),
            ("TZ", "UTC".to_owned()),
            ("NO_COLOR", "1".to_owned()),
            ("MENTEE_SEED", "world".to_owned()),
        ];
        vars.into_iter().fold(world, |world, (name, value)| world.var(name, &value))
    }

    /// A world with the demo journal, on the last day of its story.
    pub(crate) fn demo() -> Self {
        let world = Self::new().at("2025-09-30T09:00:00Z");
        let journal = world.journal().display().to_string();
        let _ = world.run(&["demo", "--into", &journal]).ok();
        world.at("2025-09-30T09:00:00Z")
    }

    /// The same world at another time; the next command runs at just this instant.
    pub(crate) fn at(self, now: &str) -> Self {
        self.clock.set(instant(now));
        self
    }

    /// With a variable; one set to nothing is as good as none.
    pub(crate) fn var(mut self, name: &str, value: &str) -> Self {
        self.vars.retain(|(known, _)| known != name);
        self.vars.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With this settings file.
    pub(crate) fn config(self, text: &str) -> Self {
        let folder = self.folder_of("config");
        fs::create_dir_all(&folder).expect("the settings' folder");
        fs::write(folder.join("config.toml"), text).expect("the settings");
        self
    }

    /// With an editor that finds the text it is given wanting and writes this one.
    pub(crate) fn editor(self, writes: &str) -> Self {
        self.write("editor-writes", writes);
        let (saw, writes) = (self.path("editor-saw"), self.path("editor-writes"));
        let script = format!("#!/bin/sh\ncp \"$1\" '{}'\ncat '{}' > \"$1\"\n", saw.display(), writes.display());
        self.write("editor", &script);
        let editor = format!("sh {}", self.path("editor").display());
        self.var("VISUAL", &editor)
    }

    /// What the editor was given.
    pub(crate) fn editor_saw(&self) -> String {
        self.read("editor-saw")
    }

    /// Where the journal lies when no one says otherwise.
    pub(crate) fn journal(&self) -> PathBuf {
        self.folder_of("data").join("journal.db")
    }

    /// A file in the folder in which commands run.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("here").join(name)
    }

    /// Writes a file into the folder in which commands run.
    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file of the world");
    }

    /// Reads a file from the folder in which commands run.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The program under test.
    pub(crate) fn program() -> &'static str {
        env!("CARGO_BIN_EXE_mentee")
    }

    /// Every variable a program in this world sees, for those that are not started by [`World::command`].
    pub(crate) fn environment(&self) -> Vec<(String, String)> {
        let now = ("MENTEE_NOW".to_owned(), self.clock.get().to_rfc3339());
        std::iter::once(now).chain(self.vars.iter().cloned()).collect()
    }

    /// Runs `mentee` with these words and nothing on standard input.
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.call(Path::new(Self::program()), args, b"")
    }

    /// Runs `mentee` with these words and this text piped in.
    pub(crate) fn pipe(&self, input: impl AsRef<[u8]>, args: &[&str]) -> Output {
        self.call(Path::new(Self::program()), args, input.as_ref())
    }

    /// The command as it would be run, for tests that need the process itself; the clock moves on.
    pub(crate) fn command(&self, program: &Path, args: &[&str]) -> Command {
        let now = self.clock.get();
        self.clock.set(now + TimeDelta::seconds(1));
        let mut command = Command::new(program);
        command.args(args).current_dir(self.folder.path().join("here")).env_clear();
        command.env("MENTEE_NOW", now.to_rfc3339()).envs(self.vars.iter().map(|(name, value)| (name, value)));
        command
    }

    fn call(&self, program: &Path, args: &[&str], input: &[u8]) -> Output {
        let mut command = self.command(program, args);
        command.stdin(if input.is_empty() { Stdio::null() } else { Stdio::piped() });
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut pipe = child.stdin.take();
        let output = std::thread::scope(|scope| {
            // Beside the reading, or both would wait for each other once a pipe is full. The program may also leave
            // without having read it all, which is its own business.
            scope.spawn(move || pipe.as_mut().map(|pipe| pipe.write_all(input)));
            child.wait_with_output().expect("the program ends")
        });
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what is printed is UTF-8");
        Output {
            call: format!("mentee {}", args.join(" ")),
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Where this platform has data or settings, below the world's home.
    fn folder_of(&self, what: &str) -> PathBuf {
        let place = match (cfg!(target_os = "macos"), what) {
            (true, _) => "home/Library/Application Support/mentee",
            (false, "data") => "home/.local/share/mentee",
            (false, _) => "home/.config/mentee",
        };
        self.folder.path().join(place)
    }
}

impl Output {
    /// It did it, and said nothing on standard error.
    #[track_caller]
    pub(crate) fn ok(self) -> Printed {
        self.warns("")
    }

    /// It did it, and said just this on standard error.
    #[track_caller]
    pub(crate) fn warns(self, stderr: &str) -> Printed {
        assert!(self.code == Some(0) && self.stderr == stderr, "{}", self.told());
        Printed { stdout: self.stdout }
    }

    /// It left with this code and printed nothing; what it said on standard error is to be looked at.
    #[track_caller]
    pub(crate) fn fails(self, code: i32) -> Failure {
        assert!(self.code == Some(code) && self.stdout.is_empty(), "{}", self.told());
        Failure { call: self.call, stderr: self.stderr }
    }

    /// It left with this code, and what it has to say is on standard output.
    #[track_caller]
    pub(crate) fn tells(self, code: i32) -> Printed {
        assert!(self.code == Some(code) && self.stderr.is_empty(), "{}", self.told());
        Printed { stdout: self.stdout }
    }

    /// What it said where it could not do it; `None` where it could.
    pub(crate) fn refusal(self) -> Option<String> {
        (self.code != Some(0)).then_some(self.stderr)
    }

    fn told(&self) -> String {
        let code = self.code.map_or("a signal".to_owned(), |code| code.to_string());
        format!("{}\nexit: {code}\nstdout:\n{}\nstderr:\n{}", self.call, self.stdout, self.stderr)
    }
}

impl Printed {
    /// What it printed.
    #[must_use]
    pub(crate) fn stdout(&self) -> &str {
        &self.stdout
    }

    /// What it printed, as the one JSON value it has to be.
    #[must_use]
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}:\n{}", self.stdout))
    }
}

impl Failure {
    /// What it said.
    #[must_use]
    pub(crate) fn stderr(&self) -> &str {
        &self.stderr
    }

    /// It said this somewhere.
    #[track_caller]
    pub(crate) fn says(&self, text: &str) {
        assert!(self.stderr.contains(text), "{} does not say {text:?}:\n{}", self.call, self.stderr);
    }
}

fn instant(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).expect("an instant").with_timezone(&Utc)
}

/// The world itself, tried on programs whose answers are known.
mod tests {
    use super::*;

    fn sh(world: &World, script: &str, input: &str) -> Output {
        world.call(Path::new("/bin/sh"), &["-c", script], input.as_bytes())
    }

    #[test]
    fn the_program_is_there() {
        let _ = World::new().run(&["--help"]).ok();
        let _ = World::new().pipe("", &["--help"]).ok();
    }

    #[test]
    fn nothing_of_this_machine_gets_in() {
        let world = World::new();
        let names = sh(&world, "env | sed 's/=.*//' | grep -v -e PWD -e SHLVL -e '^_$' | sort", "").ok();
        let expected = "HOME\nMENTEE_NOW\nMENTEE_SEED\nNO_COLOR\nPATH\nTZ\nXDG_CONFIG_HOME\nXDG_DATA_HOME\n";
        assert_eq!(names.stdout(), expected);
    }

    #[test]
    fn each_command_is_a_second_later() {
        let world = World::new().at("2025-09-30T09:00:00Z");
        for expected in ["2025-09-30T09:00:00+00:00\n", "2025-09-30T09:00:01+00:00\n"] {
            assert_eq!(sh(&world, "echo $MENTEE_NOW", "").ok().stdout(), expected);
        }
    }

    #[test]
    fn what_is_piped_in_arrives_however_long() {
        let text = "a line\n".repeat(100_000);
        assert_eq!(sh(&World::new(), "cat", &text).ok().stdout(), text);
        assert_eq!(sh(&World::new(), "exec true", &text).ok().stdout(), "");
        assert_eq!(sh(&World::new(), "echo '{\"a\": 1}'", "").ok().json(), serde_json::json!({"a": 1}));
    }

    #[test]
    fn a_failure_is_looked_at() {
        let world = World::new();
        let failure = sh(&world, "echo no such goal >&2; exit 3", "").fails(3);
        failure.says("no such");
        assert_eq!(failure.stderr(), "no such goal\n");
        assert_eq!(sh(&world, "echo hm >&2", "").warns("hm\n").stdout(), "");
    }

    #[test]
    #[should_panic(expected = "stderr:\nhm")]
    fn a_word_nobody_mentions_is_noticed() {
        let _ = sh(&World::new(), "echo hm >&2", "").ok();
    }

    #[test]
    #[should_panic(expected = "exit: 1")]
    fn another_code_is_noticed() {
        sh(&World::new(), "exit 1", "").fails(2).says("");
    }

    #[test]
    fn the_editor_keeps_what_it_saw() {
        let world = World::new().editor("after\n").config("theme = \"dark\"\n");
        world.write("draft", "before\n");
        let _ = sh(&world, "$VISUAL draft", "").ok();
        assert_eq!((world.editor_saw(), world.read("draft")), ("before\n".to_owned(), "after\n".to_owned()));
        assert!(world.journal().starts_with(world.folder.path()) && !world.journal().exists());
    }
}
