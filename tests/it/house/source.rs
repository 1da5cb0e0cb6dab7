//! Source files as the house rules see them: lines, names and braces, with comments and literals blanked. No parser:
//! what a rule needs is how things are called and where they stand.

use std::ops::Range;
use std::path::{Path, PathBuf};

/// One file of the project.
pub(crate) struct File {
    /// The path from the root of the project, with `/`.
    pub(crate) path: String,
    /// The text as it is.
    pub(crate) text: String,
    /// The text with every comment and literal turned into blanks, byte for byte.
    pub(crate) code: String,
    /// The bytes that are compiled for tests only.
    tests: Vec<Range<usize>>,
}

/// A name in a file's code.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    /// The name.
    pub(crate) text: String,
    /// Its first byte.
    pub(crate) at: usize,
}

impl File {
    /// A file from its text.
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let code = blank(text);
        let tests = if path.ends_with("/tests.rs") || path.starts_with("tests/") || path.starts_with("benches/") {
            std::iter::once(0..code.len()).collect()
        } else {
            test_ranges(&code)
        };
        Self { path: path.to_owned(), text: text.to_owned(), code, tests }
    }

    /// The line, from 1, of a byte.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
    }

    /// Whether a byte is compiled for tests only.
    pub(crate) fn is_test(&self, at: usize) -> bool {
        self.tests.iter().any(|range| range.contains(&at))
    }

    /// Every name in the code.
    pub(crate) fn words(&self) -> Vec<Word> {
        let mut words = Vec::new();
        let mut start = None;
        for (at, byte) in self.code.bytes().chain([b' ']).enumerate() {
            match (start, byte.is_ascii_alphanumeric() || byte == b'_') {
                (None, true) => start = Some(at),
                (Some(from), false) => {
                    words.push(Word { text: self.code[from..at].to_owned(), at: from });
                    start = None;
                }
                _ => {}
            }
        }
        words
    }

    /// Where each of these texts stands in the code.
    pub(crate) fn find(&self, needle: &str) -> Vec<usize> {
        self.code.match_indices(needle).map(|(at, _)| at).collect()
    }

    /// The names that follow `path::`, those of a `{…}` group each: what a file takes out of `path`.
    pub(crate) fn taken_from(&self, path: &str) -> Vec<Word> {
        let mut taken = Vec::new();
        for at in self.find(&format!("{path}::")) {
            let before = self.code[..at].bytes().next_back();
            if before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b':') {
                continue;
            }
            let start = at + path.len() + 2;
            let rest = &self.code[start..];
            let skip = rest.len() - rest.trim_start().len();
            if rest.trim_start().starts_with('{') {
                taken.extend(group(&self.code, start + skip));
            } else {
                taken.extend(name_at(&self.code, start + skip));
            }
        }
        taken
    }

    /// Every function: its name, the line it begins on, and how many lines it takes.
    pub(crate) fn functions(&self) -> Vec<(String, usize, usize)> {
        let mut functions = Vec::new();
        let words = self.words();
        for pair in words.windows(2) {
            let [keyword, name] = pair else { continue };
            // `fn(` is a type; a name follows only where a function is declared.
            if keyword.text != "fn" || !self.code[keyword.at + 2..name.at].trim().is_empty() {
                continue;
            }
            let Some(body) = self.code[name.at..].find(['{', ';']).map(|found| name.at + found) else { continue };
            // A declaration without a body, in a trait. (A `;` within `[u8; 4]` comes with no `{` before it either way.)
            let body = match self.code[body..].starts_with(';') {
                true if self.code[name.at..body].matches('[').count()
                    > self.code[name.at..body].matches(']').count() =>
                {
                    let Some(found) = self.code[body..].find('{') else { continue };
                    body + found
                }
                true => continue,
                false => body,
            };
            let end = closing(&self.code, body);
            let (first, last) = (self.line(keyword.at), self.line(end));
            functions.push((name.text.clone(), first, last - first + 1));
        }
        functions
    }
}

/// Every file of the project that people wrote: what is built, and what git keeps for itself, left out.
pub(crate) fn project() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(root.join(&folder)).expect("a folder of the project") {
            let entry = entry.expect("an entry of a folder");
            let path = folder.join(entry.file_name());
            let name = entry.file_name().to_string_lossy().into_owned();
            if name == "target" || name == ".git" || name.ends_with(".snap.new") {
                continue;
            }
            if entry.file_type().expect("a type of file").is_dir() {
                open.push(path);
            } else if let Ok(text) = std::fs::read_to_string(root.join(&path)) {
                // What is no UTF-8 is a picture, and pictures keep no rules.
                files.push(File::new(&path.to_string_lossy().replace('\\', "/"), &text));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The first names of a `{…}` group that opens at `at`.
fn group(code: &str, at: usize) -> Vec<Word> {
    let end = closing(code, at);
    let mut names = Vec::new();
    let (mut depth, mut fresh) = (0, true);
    for (offset, byte) in code[at..end].bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            b',' if depth == 1 => fresh = true,
            _ if fresh && depth == 1 && (byte.is_ascii_alphabetic() || byte == b'_') => {
                names.extend(name_at(code, at + offset));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

/// The name that begins at `at`, if one does.
fn name_at(code: &str, at: usize) -> Option<Word> {
    let rest = &code[at..];
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    (end > 0).then(|| Word { text: rest[..end].to_owned(), at })
}

/// The bracket that closes the `{` at `at`; the end where none does.
fn closing(code: &str, at: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, byte) in code[at..].bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth <= 1 => return at + offset,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// What stands under `#[cfg(test)]`: the block of the item it stands on, or its one line (`mod tests;`).
fn test_ranges(code: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    for (at, attribute) in code.match_indices("#[cfg(test)]") {
        let from = at + attribute.len();
        let Some(stop) = code[from..].find(['{', ';']).map(|found| from + found) else { continue };
        let end = if code[stop..].starts_with('{') { closing(code, stop) } else { stop };
        ranges.push(at..end + 1);
    }
    ranges
}

/// Turns comments, strings and characters into blanks; lines stay where they are.
fn blank(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = literal_end(bytes, at);
        match end {
            Some(end) => {
                for byte in &mut code[at..end] {
                    if *byte != b'\n' {
                        *byte = b' ';
                    }
                }
                at = end;
            }
            None => at += 1,
        }
    }
    // Code outside of literals may still hold letters that are no ASCII; blanks keep every byte in its place.
    code.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { ' ' }).collect()
}

/// Where the comment or literal that begins at `at` ends; `None` where none begins.
fn literal_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    let until = |needle: &[u8], from: usize| {
        rest.get(from..)
            .and_then(|rest| rest.windows(needle.len()).position(|window| window == needle))
            .map_or(bytes.len(), |found| at + from + found + needle.len())
    };
    match rest {
        [b'/', b'/', ..] => Some(until(b"\n", 0).saturating_sub(1).max(at + 2)),
        [b'/', b'*', ..] => Some(block_comment_end(bytes, at)),
        [b'"', ..] => Some(quoted_end(bytes, at, b'"')),
        [b'r', b'"' | b'#', ..] if !within_name(bytes, at) => {
            let hashes = rest.iter().skip(1).take_while(|byte| **byte == b'#').count();
            // `r#type` is a name.
            (rest.get(1 + hashes) == Some(&b'"'))
                .then(|| until(&[b"\"".as_slice(), &vec![b'#'; hashes]].concat(), hashes + 2))
        }
        [b'\'', b'\\', ..] => Some(quoted_end(bytes, at, b'\'')),
        [b'\'', ..] => {
            // A character closes after one; a lifetime does not.
            let length = std::str::from_utf8(rest.get(1..rest.len().min(5)).unwrap_or_default())
                .or_else(|error| std::str::from_utf8(&rest[1..=error.valid_up_to()]))
                .ok()
                .and_then(|text| text.chars().next())
                .map_or(1, char::len_utf8);
            (rest.get(1 + length) == Some(&b'\'')).then_some(at + length + 2)
        }
        _ => None,
    }
}

/// Whether the byte before belongs to the same name; the `b` of a byte string does not count.
fn within_name(bytes: &[u8], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|at| bytes[at]);
    let letter = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    letter(before(1)) && (before(1) != Some(b'b') || letter(before(2)))
}

fn quoted_end(bytes: &[u8], at: usize, quote: u8) -> usize {
    let mut end = at + 1;
    while end < bytes.len() {
        match bytes[end] {
            b'\\' => end += 2,
            byte if byte == quote => return end + 1,
            _ => end += 1,
        }
    }
    bytes.len()
}

fn block_comment_end(bytes: &[u8], at: usize) -> usize {
    let (mut depth, mut end) = (0, at);
    while end < bytes.len() {
        match &bytes[end..] {
            [b'/', b'*', ..] => (depth, end) = (depth + 1, end + 2),
            [b'*', b'/', ..] if depth == 1 => return end + 2,
            [b'*', b'/', ..] => (depth, end) = (depth - 1, end + 2),
            _ => end += 1,
        }
    }
    bytes.len()
}

#[test]
fn comments_and_literals_are_blanked_and_nothing_else() {
    for (text, code) in [
        ("a // b\nc", "a     \nc"),
        ("a /* b /* c */ \n d */ e", "a              \n      e"),
        ("a(\"b \\\" c\", d)", "a(        , d)"),
        ("a(r#\"b \" c\"#, br\"x\", d)", "a(          , b    , d)"),
        ("a('b', '\\'', 'é', &'c d)", "a(   ,     ,     , &'c d)"),
        ("for_r\"x\"", "for_r   "),
        ("r#type", "r#type"),
    ] {
        assert_eq!(blank(text), code, "{text}");
        assert_eq!(blank(text).len(), text.len(), "{text}");
    }
}

#[test]
fn what_is_taken_from_a_path_is_found_in_groups_too() {
    let file =
        File::new("src/a.rs", "use crate::one::X;\nuse crate::{two::{self, Y}, three as t, self};\nmy_crate::four();");
    let names: Vec<_> = file.taken_from("crate").into_iter().map(|word| (word.text, file.line(word.at))).collect();
    assert_eq!(names, [("one".into(), 1), ("two".into(), 2), ("three".into(), 2), ("self".into(), 2)]);
}

#[test]
fn functions_are_measured_from_their_first_line_to_their_last() {
    let file =
        File::new("src/a.rs", "fn a(x: [u8; 4]) -> fn(u8) {\n if x { y }\n}\ntrait T { fn b(&self);\n fn c() {}\n}\n");
    assert_eq!(file.functions(), [("a".into(), 1, 3), ("c".into(), 5, 1)]);
}

#[test]
fn only_what_stands_under_a_test_attribute_is_a_test() {
    let file =
        File::new("src/a.rs", "#[cfg(test)]\nmod tests;\nfn a() {}\n#[cfg(test)]\nmod more { fn b() {} }\nfn c() {}\n");
    let tests: Vec<_> = file.words().into_iter().filter(|word| word.text.len() == 1 && file.is_test(word.at)).collect();
    assert_eq!(tests.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), ["b"]);
}
