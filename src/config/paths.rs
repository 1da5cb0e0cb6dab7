//! Where the platform keeps data and settings. Names places only: directories are made by whoever writes into them.

use std::path::{Path, PathBuf};

/// The places of one person on one machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The home directory, which a leading `~/` in the settings stands for.
    pub home: PathBuf,
    /// Where data lies: `$XDG_DATA_HOME/mentee` on Linux, `Application Support` on macOS.
    pub data: PathBuf,
    /// Where settings lie: `$XDG_CONFIG_HOME/mentee` on Linux, `Application Support` on macOS.
    pub config: PathBuf,
}

impl Paths {
    /// The platform's places; `None` where no home directory is known.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the platform")]
    pub fn of_platform() -> Option<Self> {
        let home = directories::BaseDirs::new()?.home_dir().to_owned();
        let project = directories::ProjectDirs::from("", "", "mentee")?;
        Some(Self { home, data: project.data_dir().to_owned(), config: project.config_dir().to_owned() })
    }

    /// The journal where nothing else is said.
    #[must_use]
    pub fn journal(&self) -> PathBuf {
        self.data.join("journal.db")
    }

    /// The settings file, whether it is there or not.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// A path as written in the settings file: `~/` is home, and a relative one starts beside the file.
    #[must_use]
    pub fn resolve(&self, written: &Path) -> PathBuf {
        match written.strip_prefix("~") {
            Ok(rest) => self.home.join(rest),
            Err(_) => self.config.join(written),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_path_has_one_meaning() {
        let paths = Paths { home: "/h".into(), data: "/d".into(), config: "/c".into() };
        for (written, meant) in
            [("~/a.db", "/h/a.db"), ("b.db", "/c/b.db"), ("/x/c.db", "/x/c.db"), ("~a/d", "/c/~a/d")]
        {
            assert_eq!(paths.resolve(Path::new(written)), PathBuf::from(meant), "{written}");
        }
    }
}
