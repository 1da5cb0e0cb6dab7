//! Passphrases: from a file or from the terminal, never from the words of a call or the environment.

use std::io::{IsTerminal as _, Read as _};
use std::path::Path;

use anyhow::Result;
use zeroize::Zeroizing;

use crate::report::Fault;

use super::context::Context;

/// The largest passphrase file.
const LARGEST: u64 = 64 * 1024;

/// Fewer characters than this are warned about.
const SHORT: usize = 12;

/// The first line of a file.
///
/// # Errors
/// Where it cannot be read, is no text, or holds nothing.
pub(super) fn from_file(file: &Path) -> Result<Zeroizing<String>> {
    let failed = |error| anyhow::Error::from(error).context(format!("{} could not be read", file.display()));
    let mut text = Zeroizing::new(String::new());
    std::fs::File::open(file).map_err(failed)?.take(LARGEST).read_to_string(&mut text).map_err(failed)?;
    let line = Zeroizing::new(text.lines().next().unwrap_or_default().to_owned());
    if line.is_empty() {
        return Err(Fault::Cannot(format!("{} holds no passphrase in its first line", file.display())).into());
    }
    Ok(line)
}

/// A new passphrase, asked twice.
///
/// # Errors
/// Where there is no terminal, or the two differ.
pub(super) fn new(context: &Context) -> Result<Zeroizing<String>> {
    let first = ask("Passphrase: ")?;
    if first.is_empty() {
        return Err(Fault::Cannot("no passphrase was given; nothing was written".to_owned()).into());
    }
    if *first != *ask("The same again: ")? {
        return Err(Fault::Cannot("the two passphrases differ; nothing was written".to_owned()).into());
    }
    if first.chars().count() < SHORT {
        context.out.warn("a short passphrase is soon guessed by whoever finds the file; four random words are better");
    }
    Ok(first)
}

/// Asks for a passphrase without showing it.
///
/// # Errors
/// Where there is no terminal.
pub(super) fn ask(question: &str) -> Result<Zeroizing<String>> {
    can_be_asked()?;
    Ok(Zeroizing::new(rpassword::prompt_password(question)?))
}

/// Whether there is anybody to ask.
///
/// # Errors
/// Where there is no terminal.
pub(super) fn can_be_asked() -> Result<()> {
    if std::io::stdin().is_terminal() {
        return Ok(());
    }
    let sentence = "a passphrase is asked for on a terminal; without one, --passphrase-file names a file that holds it";
    Err(Fault::Usage(sentence.to_owned()).into())
}
