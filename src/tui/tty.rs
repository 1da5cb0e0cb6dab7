//! The terminal as a file: opened by its own name, so that reads and writes need not wait; raw mode, size, bytes in and out.

use std::io;
use std::os::fd::OwnedFd;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::termios::{OptionalActions, Termios, isatty, tcgetattr, tcgetwinsize, tcsetattr, ttyname};

/// Where the terminal does not know its size (a serial line, a container that is starting).
const UNKNOWN: (u16, u16) = (80, 24);

/// The largest screen drawn on; more columns or rows than this no one reads, and the cells would fill the memory.
const LARGEST: (u16, u16) = (1000, 500);

/// The terminal that standard output shows on.
#[derive(Debug)]
pub(super) struct Tty {
    pub(super) file: OwnedFd,
}

impl Tty {
    /// Opens the terminal behind standard output once more: what is set on this handle (not to wait) is not set on the
    /// shell's. Where its name cannot be opened (after `su`, in some containers), the process's terminal, else standard
    /// output itself, where a write may wait for a stopped terminal.
    ///
    /// # Errors
    /// Standard output is no terminal.
    #[expect(clippy::disallowed_methods, reason = "the screen draws on standard output, through the canvas")]
    pub(super) fn open() -> io::Result<Self> {
        let output = io::stdout();
        if !isatty(&output) {
            return Err(io::Error::new(io::ErrorKind::NotConnected, "standard output is not a terminal"));
        }
        let how = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let named = ttyname(&output, Vec::new()).and_then(|name| open(name, how, Mode::empty()));
        let file = match named.or_else(|_| open(c"/dev/tty", how, Mode::empty())) {
            Ok(file) => file,
            Err(_) => std::os::fd::AsFd::as_fd(&output).try_clone_to_owned()?,
        };
        Ok(Self { file })
    }

    /// Its modes.
    pub(super) fn modes(&self) -> io::Result<Termios> {
        Ok(tcgetattr(&self.file)?)
    }

    /// Sets its modes at once; neither what was typed nor what was written is thrown away.
    pub(super) fn set_modes(&self, modes: &Termios) -> io::Result<()> {
        loop {
            match tcsetattr(&self.file, OptionalActions::Now, modes) {
                Err(rustix::io::Errno::INTR) => {}
                done => return Ok(done?),
            }
        }
    }

    /// Columns and rows, never none.
    pub(super) fn size(&self) -> (u16, u16) {
        let (columns, rows) = tcgetwinsize(&self.file).map_or((0, 0), |size| (size.ws_col, size.ws_row));
        let known = |told: u16, unknown: u16, most: u16| if told == 0 { unknown } else { told.min(most) };
        (known(columns, UNKNOWN.0, LARGEST.0), known(rows, UNKNOWN.1, LARGEST.1))
    }

    /// Reads what is there.
    pub(super) fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        Ok(rustix::io::read(&self.file, buffer)?)
    }

    /// Writes as much as the terminal takes, for at most this long, and removes it from the front of the bytes.
    ///
    /// # Errors
    /// The terminal is gone.
    pub(super) fn write(&self, bytes: &mut Vec<u8>, patience: Duration) -> io::Result<()> {
        let mut written = 0;
        let result = loop {
            let rest = bytes.get(written..).unwrap_or_default();
            if rest.is_empty() {
                break Ok(());
            }
            match rustix::io::write(&self.file, rest) {
                Ok(n) => written += n,
                Err(rustix::io::Errno::INTR) => {}
                Err(rustix::io::Errno::AGAIN) => match self.writable(patience) {
                    Ok(true) => {}
                    Ok(false) => break Ok(()),
                    Err(error) => break Err(error),
                },
                Err(error) => break Err(error.into()),
            }
        };
        bytes.drain(..written);
        result
    }

    /// Waits until the terminal takes bytes again; `false` where the time was up.
    fn writable(&self, patience: Duration) -> io::Result<bool> {
        let mut waiting = [PollFd::new(&self.file, PollFlags::OUT)];
        match poll(&mut waiting, Some(&timespec(patience))) {
            Ok(ready) => Ok(ready > 0),
            Err(rustix::io::Errno::INTR) => Ok(true),
            Err(error) => Err(error.into()),
        }
    }
}

/// A duration as `poll` wants it.
pub(super) fn timespec(wait: Duration) -> Timespec {
    Timespec { tv_sec: i64::try_from(wait.as_secs()).unwrap_or(i64::MAX), tv_nsec: wait.subsec_nanos().into() }
}
