//! The words of a call before and after clap: which command they name, texts that begin with a dash, and complaints as
//! sentences.

use std::ffi::OsString;

/// Which part of the command tree a call names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// The command, empty where none is named.
    pub command: String,
    /// The word after it, where that is no flag.
    pub(super) verb: String,
    /// Whether help is asked for before any command.
    pub(super) help: bool,
}

/// Finds the command and its verb: the first two words that are neither flags nor a global flag's value.
pub(super) fn named(args: &[OsString]) -> Named {
    let mut found = Named::default();
    let mut words = args.iter().skip(1).filter_map(|arg| arg.to_str());
    while let Some(word) = words.next() {
        match word {
            "--journal" | "--color" => {
                words.next();
            }
            "-h" | "--help" => found.help = true,
            _ if word.starts_with('-') => {}
            _ if found.command.is_empty() => word.clone_into(&mut found.command),
            _ => {
                word.clone_into(&mut found.verb);
                break;
            }
        }
    }
    found
}

/// What marks a text that begins with a dash (`- [ ] call`, `-5 degrees`) as a text: no argument of a process can hold it.
const GUARD: char = '\0';

/// Guards a text that begins with a dash from being read as flags. A flag has no space in its name, and of those that take
/// a value at once (`-oFILE`) there is one.
pub(super) fn guard(arg: OsString) -> OsString {
    let is_text = |text: &str| {
        let first = text.split(char::is_whitespace).next().unwrap_or_default();
        text.starts_with('-') && first.len() < text.len() && !first.contains('=') && !first.starts_with("-o")
    };
    match arg.to_str() {
        Some(text) if is_text(text) => {
            let mut guarded = OsString::from(GUARD.to_string());
            guarded.push(text);
            guarded
        }
        _ => arg,
    }
}

/// Takes the guard off.
pub(super) fn plain(text: &str) -> &str {
    text.strip_prefix(GUARD).unwrap_or(text)
}

/// Words joined by spaces, guards off.
pub(super) fn joined<'a>(words: impl IntoIterator<Item = &'a String>) -> String {
    words.into_iter().map(|word| plain(word)).collect::<Vec<_>>().join(" ")
}

/// clap's own text, guards off.
pub(super) fn shown(text: &str) -> String {
    text.replace(GUARD, "")
}

/// clap's complaint as one sentence: its first line and its tips, without the usage block.
pub(super) fn sentence(text: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.starts_with("Usage:") || line.starts_with("For more information") {
            break;
        }
        parts.push(line.strip_prefix("error: ").unwrap_or(line).to_owned());
    }
    let mut sentence = parts.first().cloned().unwrap_or_default();
    for part in parts.iter().skip(1) {
        let joint = if sentence.ends_with(':') { " " } else { "; " };
        sentence.push_str(joint);
        sentence.push_str(part);
    }
    shown(&sentence)
}

/// Whether a value is UTF-8, and where it stops being so.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, usize> {
    std::str::from_utf8(bytes).map_err(|error| error.valid_up_to())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(words: &[&str]) -> (String, String) {
        let args: Vec<_> = std::iter::once("mentee").chain(words.iter().copied()).map(OsString::from).collect();
        let named = named(&args);
        (named.command, named.verb)
    }

    #[test]
    fn the_command_is_found_among_flags() {
        let both = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(find(&["goal", "list"]), both("goal", "list"));
        assert_eq!(find(&["--journal", "x", "--json", "goal", "--json", "list"]), both("goal", "list"));
        assert_eq!(find(&["--journal=x", "log", "! a"]), both("log", "! a"));
        assert_eq!(find(&[]), both("", ""));
    }

    #[test]
    fn a_dash_and_a_space_begin_a_text() {
        let guarded = guard(OsString::from("- [ ] call"));
        assert_eq!(plain(guarded.to_str().expect("text")), "- [ ] call");
        let guarded = guard(OsString::from("-5 degrees outside"));
        assert_eq!(plain(guarded.to_str().expect("text")), "-5 degrees outside");
        for flag in ["--json", "-q", "-5", "--why=a b", "-oa b", "-"] {
            assert_eq!(guard(OsString::from(flag)), OsString::from(flag));
        }
    }

    #[test]
    fn a_complaint_is_one_sentence() {
        let text =
            "error: unexpected argument '--x' found\n\n  tip: a similar argument exists: '--xy'\n\nUsage: mentee\n";
        assert_eq!(sentence(text), "unexpected argument '--x' found; tip: a similar argument exists: '--xy'");
    }
}
