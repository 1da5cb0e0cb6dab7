//! The external editor and the file it gets. The file goes only when its text is safe elsewhere.

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A text in a file of its own (0600, in a directory of its own, 0700), to be edited. Dropping it removes the file.
#[derive(Debug)]
pub struct Sheet {
    dir: TempDir,
    path: PathBuf,
    before: String,
}

impl Sheet {
    /// Writes the text below this directory, which should be the person's own.
    ///
    /// # Errors
    /// The file cannot be made.
    pub fn write(below: &Path, text: &str) -> io::Result<Self> {
        let private = Permissions::from_mode(0o700);
        let dir = tempfile::Builder::new().prefix("mentee-edit-").permissions(private).tempdir_in(below)?;
        let path = dir.path().join("entry.md");
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        file.write_all(text.as_bytes())?;
        Ok(Self { dir, path, before: text.to_owned() })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The editor on the file; the command line is split as a shell would, and no shell is asked.
    ///
    /// # Errors
    /// The command line names no program, in a sentence.
    pub fn command(&self, line: &str) -> Result<Command, String> {
        let words = shlex::split(line).unwrap_or_default();
        let Some((program, arguments)) = words.split_first() else {
            return Err(format!("the editor {line:?} is no command: set VISUAL or EDITOR"));
        };
        let mut command = Command::new(program);
        command.args(arguments).arg(&self.path);
        Ok(command)
    }

    /// The text as it is now; `None` where it is what was written. The line end that most editors add at the end does not
    /// count. Bytes that are no UTF-8 come as `U+FFFD`.
    ///
    /// # Errors
    /// The file is gone or cannot be read.
    pub fn read(&self) -> io::Result<Option<String>> {
        let mut text = String::from_utf8_lossy(&fs::read(&self.path)?).into_owned();
        if !self.before.ends_with('\n') && text.ends_with('\n') {
            text.pop();
        }
        Ok((text != self.before).then_some(text))
    }

    /// Leaves the file where it is, for good.
    #[must_use]
    pub fn leave(self) -> PathBuf {
        let Self { dir, path, .. } = self;
        // Only says that it is not to be removed.
        let _ = dir.keep();
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_private_and_gone_when_dropped() {
        let home = tempfile::tempdir().expect("a directory");
        let sheet = Sheet::write(home.path(), "Met Odile").expect("a sheet");
        let mode = |path: &Path| fs::metadata(path).expect("metadata").permissions().mode() & 0o777;
        let (file, dir) = (sheet.path().to_owned(), sheet.path().parent().expect("its directory").to_owned());
        assert_eq!((mode(&file), mode(&dir)), (0o600, 0o700));
        drop(sheet);
        assert!(!dir.exists());
        let kept = Sheet::write(home.path(), "Met Odile").expect("a sheet").leave();
        assert_eq!(fs::read_to_string(kept).expect("the text"), "Met Odile");
    }

    #[test]
    fn only_a_changed_text_comes_back() {
        let home = tempfile::tempdir().expect("a directory");
        let table = [
            ("one", "one", None),
            ("one", "one\n", None),
            ("one", "one\ntwo\n", Some("one\ntwo")),
            ("one\n", "one\n", None),
            ("one\n", "", Some("")),
        ];
        for (before, after, told) in table {
            let sheet = Sheet::write(home.path(), before).expect("a sheet");
            fs::write(sheet.path(), after).expect("edited");
            assert_eq!(sheet.read().expect("read").as_deref(), told, "{before:?} -> {after:?}");
        }
    }

    #[test]
    fn the_command_line_is_split_as_a_shell_splits_it() {
        let home = tempfile::tempdir().expect("a directory");
        let sheet = Sheet::write(home.path(), "").expect("a sheet");
        let command = sheet.command("'my ed' -n \"a b\"").expect("a command");
        assert_eq!(command.get_program(), "my ed");
        assert_eq!(command.get_args().take(2).collect::<Vec<_>>(), ["-n", "a b"]);
        for bad in ["", "  ", "vi \"open"] {
            assert!(sheet.command(bad).is_err(), "{bad:?}");
        }
    }
}
