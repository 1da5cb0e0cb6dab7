//! A clean home for one test: nothing of the person who runs it gets in, nothing gets out.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A home of its own, with a journal in it that need not exist yet.
#[derive(Debug)]
pub struct Home {
    dir: TempDir,
}

impl Home {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().expect("a directory") }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn journal(&self) -> PathBuf {
        self.path().join("journal.db")
    }

    /// The program under test.
    pub fn program() -> &'static str {
        env!("CARGO_BIN_EXE_mentee")
    }

    /// The whole environment the program sees.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let home = self.path().display().to_string();
        vec![
            ("HOME", home.clone()),
            ("XDG_CONFIG_HOME", format!("{home}/config")),
            ("XDG_DATA_HOME", format!("{home}/data")),
            ("XDG_STATE_HOME", format!("{home}/state")),
            ("TMPDIR", home),
            ("MENTEE", Self::program().into()),
            ("MENTEE_JOURNAL", self.journal().display().to_string()),
            ("MENTEE_NOW", "2026-11-22T09:00:00Z".into()),
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("TERM", "xterm-256color".into()),
            ("LANG", "C.UTF-8".into()),
            ("TZ", "UTC".into()),
        ]
    }

    /// Runs a command of the program beside an open screen, and fails the test where it fails.
    pub fn run(&self, arguments: &[&str]) -> Output {
        let output = Command::new(Self::program())
            .args(arguments)
            .env_clear()
            .envs(self.environment())
            .output()
            .expect("the program runs");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        output
    }
}
