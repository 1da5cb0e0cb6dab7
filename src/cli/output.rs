//! What commands print: text that cannot drive the terminal, and JSON. The only place that writes to the standard streams.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

use serde::Serialize;
use serde_json::ser::Serializer;

use crate::domain::text::{Escaped, Shown};

/// How to print, from the flags and the surroundings.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// `--json`.
    pub json: bool,
    /// `--raw`: text as it is.
    pub raw: bool,
    /// `-q`: nothing but what was asked for.
    pub quiet: bool,
    /// Whether bold and dim are used.
    pub styled: bool,
}

/// Standard output and standard error.
pub(super) struct Output {
    manner: Manner,
    to: Sink,
    pager: Option<String>,
    /// Lines kept back until it is known whether they fit the terminal.
    held: Vec<String>,
    rows: usize,
}

enum Sink {
    Stdout(BufWriter<io::Stdout>),
    Pager(Child, Option<BufWriter<ChildStdin>>),
}

impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Output").field("manner", &self.manner).finish_non_exhaustive()
    }
}

impl Output {
    /// Prints to standard output in this manner.
    #[must_use]
    pub(super) fn new(manner: Manner) -> Self {
        let to = Sink::Stdout(BufWriter::with_capacity(64 * 1024, stdout()));
        Self { manner, to, pager: None, held: Vec::new(), rows: 0 }
    }

    /// From here on, text longer than the terminal goes through this pager, where standard output is a terminal.
    pub(super) fn page(&mut self, pager: Option<&str>) {
        if self.manner.json || !on_terminal() {
            return;
        }
        let pager = pager.unwrap_or("less");
        if !pager.trim().is_empty() && pager.trim() != "cat" {
            self.pager = Some(pager.to_owned());
            self.rows = terminal_rows();
        }
    }

    /// How to print.
    #[must_use]
    pub(super) fn manner(&self) -> Manner {
        self.manner
    }

    /// Whether JSON was asked for.
    #[must_use]
    pub(super) fn json(&self) -> bool {
        self.manner.json
    }

    /// One line of somebody's text, cut to this many columns.
    #[must_use]
    pub(super) fn fit(&self, text: &str, columns: usize) -> Shown {
        let shown = if self.manner.raw { Shown::raw(text) } else { Shown::line(text) };
        shown.fit(columns)
    }

    /// One or more lines.
    ///
    /// # Errors
    /// Where the reader went away.
    pub(super) fn say(&mut self, line: &str) -> io::Result<()> {
        let shown = if self.manner.raw { Shown::raw(line) } else { Shown::new(line) };
        self.put(shown.as_str())
    }

    /// A head line: bold where the terminal is styled.
    ///
    /// # Errors
    /// Where the reader went away.
    pub(super) fn head(&mut self, line: &str) -> io::Result<()> {
        let shown = if self.manner.raw { Shown::raw(line) } else { Shown::line(line) };
        if self.manner.styled {
            self.put(&format!("\x1b[1m{}\x1b[0m", shown.as_str()))
        } else {
            self.put(shown.as_str())
        }
    }

    /// A line in passing, which `-q` silences and JSON has no room for.
    ///
    /// # Errors
    /// Where the reader went away.
    pub(super) fn aside(&mut self, line: &str) -> io::Result<()> {
        if self.manner.quiet || self.manner.json { Ok(()) } else { self.say(line) }
    }

    /// Bytes exactly as they are: an export.
    ///
    /// # Errors
    /// Where the reader went away.
    pub(super) fn bytes(&mut self) -> io::Result<&mut dyn Write> {
        self.release()?;
        Ok(match &mut self.to {
            Sink::Stdout(out) => out,
            Sink::Pager(_, Some(out)) => out,
            Sink::Pager(..) => return Err(io::ErrorKind::BrokenPipe.into()),
        })
    }

    fn put(&mut self, text: &str) -> io::Result<()> {
        if self.pager.is_some() {
            self.held.extend(text.split('\n').map(str::to_owned));
            return if self.held.len() >= self.rows { self.open_pager() } else { Ok(()) };
        }
        let out = self.bytes()?;
        out.write_all(text.as_bytes())?;
        out.write_all(b"\n")
    }

    /// Starts the pager; where it cannot be started, the text simply goes on.
    fn open_pager(&mut self) -> io::Result<()> {
        let words = self.pager.take().and_then(|pager| shlex::split(&pager)).unwrap_or_default();
        if let Some((program, args)) = words.split_first() {
            let mut command = Command::new(program);
            command.args(args).env("LESS", "FRX").stdin(Stdio::piped());
            if let Ok(mut child) = command.spawn() {
                let to = child.stdin.take().map(BufWriter::new);
                self.to = Sink::Pager(child, to);
            }
        }
        self.release()
    }

    /// Lets go of held lines.
    fn release(&mut self) -> io::Result<()> {
        self.pager = None;
        let held = std::mem::take(&mut self.held);
        for line in held {
            self.put(&line)?;
        }
        Ok(())
    }

    /// One JSON value and a line end.
    ///
    /// # Errors
    /// Where the reader went away.
    pub(super) fn emit<T: Serialize + ?Sized>(&mut self, value: &T) -> io::Result<()> {
        let out = self.bytes()?;
        write_json(out, value)?;
        out.write_all(b"\n")
    }

    /// One item of a JSON array that is written as it is read: `first` says whether it opens the array.
    ///
    /// # Errors
    /// Where the reader went away.
    pub(super) fn emit_item<T: Serialize + ?Sized>(&mut self, first: bool, value: &T) -> io::Result<()> {
        let out = self.bytes()?;
        out.write_all(if first { b"[" } else { b",\n" })?;
        write_json(out, value)
    }

    /// Closes a JSON array; `empty` where nothing was written.
    ///
    /// # Errors
    /// Where the reader went away.
    pub(super) fn emit_end(&mut self, empty: bool) -> io::Result<()> {
        self.bytes()?.write_all(if empty { b"[]\n" } else { b"]\n" })
    }

    /// Everything out, and the pager closed by its reader.
    ///
    /// # Errors
    /// Where the reader went away.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.release()?;
        match &mut self.to {
            Sink::Stdout(out) => out.flush(),
            Sink::Pager(child, to) => {
                let flushed = to.take().map_or(Ok(()), |mut to| to.flush());
                child.wait()?;
                flushed
            }
        }
    }

    /// Asks a question of whoever sits there; anything but a yes is a no.
    ///
    /// # Errors
    /// Where the question cannot be put or the answer not be read.
    pub(super) fn ask(&mut self, question: &str) -> io::Result<bool> {
        Ok(matches!(self.question(question)?.trim().to_lowercase().as_str(), "y" | "yes"))
    }

    /// Asks a question and gives the line that is answered; nothing where nobody sits there.
    ///
    /// # Errors
    /// Where the question cannot be put or the answer not be read.
    pub(super) fn question(&mut self, question: &str) -> io::Result<String> {
        let out = self.bytes()?;
        out.write_all(Shown::new(question).as_str().as_bytes())?;
        out.flush()?;
        let mut answer = String::new();
        if io::stdin().read_line(&mut answer)? == 0 {
            // The question stands on a line of its own, whoever reads it.
            self.bytes()?.write_all(b"\n")?;
        }
        Ok(answer)
    }

    /// A warning on standard error.
    pub(super) fn warn(&self, line: &str) {
        if !self.manner.quiet {
            complain(line);
        }
    }
}

/// One line on standard error, `mentee: …`; nothing helps where that is closed too.
pub(super) fn complain(line: &str) {
    let _ = writeln!(stderr(), "mentee: {}", Shown::new(line).as_str());
}

/// A line of more about a complaint.
pub(super) fn complain_more(line: &str) {
    let _ = writeln!(stderr(), "{}", Shown::new(line).as_str());
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that prints")]
fn stdout() -> io::Stdout {
    io::stdout()
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that prints")]
fn stderr() -> io::Stderr {
    io::stderr()
}

/// Whether standard output is a terminal.
pub(super) fn on_terminal() -> bool {
    stdout().is_terminal()
}

/// How many rows the terminal has; as many as one likes where that is not known.
fn terminal_rows() -> usize {
    let size = rustix::termios::tcgetwinsize(stdout());
    size.ok().map(|size| usize::from(size.ws_row)).filter(|rows| *rows > 1).unwrap_or(usize::MAX)
}

fn write_json<T: Serialize + ?Sized>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Escaped)).map_err(io::Error::from)
}
