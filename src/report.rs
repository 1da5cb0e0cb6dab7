//! Every error becomes a sentence, its cause, what to try, and an exit code: the one place that decides.

use std::io;
use std::process::ExitCode;

use crate::domain::Kind;
use crate::domain::field::Problem;
use crate::store::{self, Named};

/// What went wrong with a call, as the command line knows it before the journal comes in.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The words of the call are off.
    #[error("{0}")]
    Usage(String),
    /// A reference leads to nothing.
    #[error("{}", nothing(text, *kind))]
    NoMatch {
        /// What was typed.
        text: String,
        /// Among which kind.
        kind: Option<Kind>,
    },
    /// A reference leads to several things.
    #[error("“{text}” fits more than one thing; name one of these by its short id")]
    Several {
        /// What was typed.
        text: String,
        /// What it fits, at most ten.
        found: Vec<Named>,
    },
    /// Words lead to no item of a share.
    #[error("no item of this share matches “{0}”; `mentee review FILE` shows them with their names")]
    NoItem(String),
    /// Words lead to several items of a share.
    #[error("“{text}” fits more than one item; name one of these")]
    SeveralItems {
        /// What was typed.
        text: String,
        /// What it fits, a line each.
        lines: Vec<String>,
    },
    /// No record carries a tag.
    #[error("no record carries the tag #{0}; `mentee tag list` shows them")]
    NoTag(String),
    /// It could not be done; the sentence says why and what to do.
    #[error("{0}")]
    Cannot(String),
    /// The screen was ended from outside: a signal, or a terminal that went away. Nothing is to be said.
    #[error("")]
    Ended(i32),
    /// Something was found wrong, and has been told already.
    #[error("")]
    Told,
}

fn nothing(text: &str, kind: Option<Kind>) -> String {
    match kind {
        Some(kind) => {
            format!("no {} matches “{text}”; `mentee {} list` shows them", kind.spec().label, kind.spec().command())
        }
        None => format!("nothing matches “{text}”; `mentee search` looks through everything"),
    }
}

/// An error, ready to print.
#[derive(Debug, PartialEq, Eq)]
pub struct Report {
    /// One sentence: what happened and why.
    pub what: String,
    /// What fits, or what to try, a line each.
    pub lines: Vec<String>,
    /// 0 done, 1 could not, 2 the words of the call are off, 3 nothing or more than one thing matches.
    pub code: u8,
}

impl Report {
    /// What to say about an error; `None` where the reader of our output went away, which is nobody's fault.
    #[must_use]
    pub fn of(error: &anyhow::Error) -> Option<Self> {
        if error
            .chain()
            .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
        {
            return None;
        }
        let plain = |code: u8| Self { what: one_line(error), lines: Vec::new(), code };
        if let Some(fault) = error.downcast_ref::<Fault>() {
            let code = match fault {
                Fault::Usage(_) => 2,
                Fault::NoMatch { .. }
                | Fault::Several { .. }
                | Fault::NoTag(_)
                | Fault::NoItem(_)
                | Fault::SeveralItems { .. } => 3,
                Fault::Cannot(_) | Fault::Told => 1,
                Fault::Ended(code) => u8::try_from(*code).unwrap_or(1),
            };
            let mut report = plain(code);
            if let Fault::Several { found, .. } = fault {
                report.lines =
                    found.iter().map(|n| format!("  {}  {}  {}", n.short_id, n.kind.label(), n.title)).collect();
                if found.len() >= store::MOST_NAMED {
                    report.lines.push("  … and perhaps more; say more words of it".to_owned());
                }
            }
            if let Fault::SeveralItems { lines, .. } = fault {
                report.lines.clone_from(lines);
            }
            return Some(report);
        }
        if error.downcast_ref::<Problem>().is_some()
            || error.downcast_ref::<crate::domain::dates::DateError>().is_some()
        {
            return Some(plain(2));
        }
        if let Some(error) = error.downcast_ref::<store::Error>() {
            return Some(Self::of_store(error));
        }
        Some(plain(1))
    }

    fn of_store(error: &store::Error) -> Self {
        let mut report = Self { what: error.to_string(), lines: Vec::new(), code: 1 };
        match error {
            store::Error::Field(_) | store::Error::Missing { .. } => report.code = 2,
            store::Error::Sql { source, .. } => report.what = format!("{error}: {}", store::cause(source)),
            store::Error::File { source, .. } => report.what = format!("{error}: {}", lower(&io_cause(source))),
            store::Error::Newer { .. } => report.what.push_str("; use that version, or restore a backup from before"),
            store::Error::Damaged { .. } => report.what.push_str("; `mentee doctor` looks at the whole file"),
            _ => {}
        }
        report
    }

    /// The exit code.
    #[must_use]
    pub fn exit(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

/// What the system's codes mean to a person.
fn io_cause(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the place is read-only".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::NotADirectory => "a part of the path is no directory".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_owned()
        }
    }
}

fn lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// An error and its causes on one line, none of them twice.
fn one_line(error: &anyhow::Error) -> String {
    let mut line = String::new();
    for cause in error.chain() {
        let text = match cause.downcast_ref::<io::Error>() {
            Some(error) => io_cause(error),
            None => cause.to_string(),
        };
        if !line.contains(&text) {
            if !line.is_empty() {
                line.push_str(": ");
            }
            line.push_str(&text);
        }
    }
    line
}
