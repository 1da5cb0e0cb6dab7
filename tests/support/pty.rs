//! A terminal to look at: the program on a real pty, its screen kept by vt100. Everything waits for something to become
//! true, with a deadline; nothing sleeps.

use std::io::{PipeReader, PipeWriter, Read as _, Write as _};
use std::num::NonZero;
use std::os::fd::AsFd as _;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use filedescriptor::FileDescriptor;
use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, Signal, kill_process};

use crate::world::World;

/// Far longer than anything takes on a busy machine: only a failing test waits for it.
const DEADLINE: Duration = Duration::from_secs(60);

/// How the terminal answers when it is asked for its background.
pub(crate) const LIGHT: &str = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\";

/// A program on a terminal.
pub(crate) struct Session {
    shared: Arc<Shared>,
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<FileDescriptor>,
    reader: Option<(PipeWriter, JoinHandle<()>)>,
    process: Pid,
}

struct Shared {
    state: Mutex<State>,
    news: Condvar,
}

struct State {
    parser: vt100::Parser,
    /// Everything the program ever wrote.
    bytes: Vec<u8>,
    status: Option<ExitStatus>,
    /// Whether there is nothing more to come.
    drained: bool,
    /// While set, the terminal takes nothing.
    paused: bool,
    background: Option<&'static str>,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// The screen that is looked at has at least one cell.
fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap_or(NonZero::<u16>::MIN)
}

impl Session {
    /// The program alone on a terminal of 80 by 24.
    pub(crate) fn start(home: &World) -> Self {
        Self::spawn(home, CommandBuilder::new(World::program()), None)
    }

    /// The program on a terminal that answers the question for its background like this.
    pub(crate) fn with_background(home: &World, reply: &'static str) -> Self {
        Self::spawn(home, CommandBuilder::new(World::program()), Some(reply))
    }

    /// A shell script, in which `$MENTEE` is the program.
    pub(crate) fn shell(home: &World, script: &str) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script]);
        Self::spawn(home, command, None)
    }

    fn spawn(home: &World, mut command: CommandBuilder, background: Option<&'static str>) -> Self {
        command.env_clear();
        command.cwd(home.path(""));
        for (name, value) in home.environment() {
            command.env(name, value);
        }
        let pair = native_pty_system().openpty(size(80, 24)).expect("a pty");
        let mut child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let process = child.process_id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?)).expect("its id");
        let descriptor = || FileDescriptor::dup(&pair.master.as_raw_fd().expect("its file")).expect("a copy");
        let (output, keyboard) = (descriptor(), descriptor());
        let state = State {
            parser: vt100::Parser::new(cells(24), cells(80), 0),
            bytes: Vec::new(),
            status: None,
            drained: false,
            paused: false,
            background,
        };
        let shared = Arc::new(Shared { state: Mutex::new(state), news: Condvar::new() });
        let waiting = Arc::clone(&shared);
        thread::spawn(move || {
            let status = child.wait().expect("its end");
            waiting.change(|state| state.status = Some(status));
        });
        let (stopped, stop) = std::io::pipe().expect("a pipe");
        let reading = Arc::clone(&shared);
        let reader = thread::spawn(move || {
            read(&reading, output, &stopped);
            reading.change(|state| state.drained = true);
        });
        Self { shared, master: Some(pair.master), keyboard: Some(keyboard), reader: Some((stop, reader)), process }
    }

    /// Types; `\r` is Enter, `\x1b` Escape.
    pub(crate) fn keys(&mut self, keys: &str) {
        self.keyboard.as_mut().expect("the terminal is open").write_all(keys.as_bytes()).expect("typed");
    }

    /// Pastes as a terminal does, with marks around it and `\r` for line ends.
    pub(crate) fn paste(&mut self, text: &str) {
        let text = format!("\x1b[200~{}\x1b[201~", text.replace('\n', "\r"));
        self.keys(&text);
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.shared.change(|state| state.parser.screen_mut().set_size(cells(rows), cells(columns)));
        self.master.as_ref().expect("the terminal is open").resize(size(columns, rows)).expect("resized");
    }

    /// From now on the terminal takes nothing, or takes again.
    pub(crate) fn pause(&mut self, paused: bool) {
        self.shared.change(|state| state.paused = paused);
    }

    /// Closes the terminal, as when its window is closed or the line is cut.
    pub(crate) fn hang_up(&mut self) {
        self.stop_reading();
        self.keyboard = None;
        self.master = None;
    }

    fn stop_reading(&mut self) {
        if let Some((mut stop, reader)) = self.reader.take() {
            self.shared.change(|state| state.paused = false);
            // It may have stopped of its own accord: then the program is gone.
            let _ = stop.write_all(&[0]);
            reader.join().expect("the reader's end");
        }
    }

    /// Sends a signal to the process on the terminal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.process, signal).expect("signalled");
    }

    /// Waits until the screen shows this.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the screen is so.
    pub(crate) fn wait_until(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let found = self.shared.wait(DEADLINE, |state| holds(state.parser.screen()).then_some(()));
        assert!(found.is_some(), "no {what:?} on\n{}", self.screen());
    }

    /// Watches for so long that the screen never becomes so: for promises that are about time.
    pub(crate) fn never(&self, time: Duration, holds: impl Fn(&vt100::Screen) -> bool) {
        let found = self.shared.wait(time, |state| holds(state.parser.screen()).then_some(()));
        assert!(found.is_none(), "unwanted:\n{}", self.screen());
    }

    /// Waits for the end of the process, and for all it wrote. Its code; 1 where a signal killed it.
    pub(crate) fn wait_exit(&self) -> u32 {
        let drained = self.shared.wait(DEADLINE, |state| state.drained.then_some(()));
        assert!(drained.is_some(), "still writing:\n{}", self.screen());
        self.exits_within(DEADLINE)
    }

    /// Waits for the end of the process within a time that was promised. Its code, as above.
    pub(crate) fn exits_within(&self, time: Duration) -> u32 {
        let status = self.shared.wait(time, |state| state.status.clone());
        status.unwrap_or_else(|| panic!("still running after {time:?}:\n{}", self.screen())).exit_code()
    }

    /// The screen as text.
    pub(crate) fn screen(&self) -> String {
        self.shared.lock().parser.screen().contents()
    }

    /// How often this was written.
    pub(crate) fn written(&self, bytes: &str) -> usize {
        count(&self.shared.lock().bytes, bytes)
    }

    /// The processor time the process has used, in clock ticks of a hundredth of a second.
    #[cfg(target_os = "linux")]
    pub(crate) fn ticks(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.as_raw_nonzero())).expect("its stat");
        let after_name = stat.rsplit(')').next().expect("the fields after the name");
        after_name.split_whitespace().skip(11).take(2).map(|field| field.parse::<u64>().expect("ticks")).sum()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if self.shared.lock().status.is_none() {
            let _ = kill_process(self.process, Signal::KILL);
        }
        self.hang_up();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("the terminal's state")
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.news.notify_all();
    }

    fn wait<T>(&self, time: Duration, found: impl Fn(&State) -> Option<T>) -> Option<T> {
        let until = now() + time;
        let mut state = self.lock();
        loop {
            if let Some(found) = found(&state) {
                return Some(found);
            }
            let left = until.checked_duration_since(now())?;
            state = self.news.wait_timeout(state, left).expect("the terminal's state").0;
        }
    }
}

fn count(bytes: &[u8], wanted: &str) -> usize {
    bytes.windows(wanted.len()).filter(|piece| *piece == wanted.as_bytes()).count()
}

/// Reads what the program writes, and answers what it asks, until it is told to stop or the program is gone.
fn read(shared: &Shared, mut output: FileDescriptor, stopped: &PipeReader) {
    let mut buffer = [0; 4096];
    loop {
        if shared.wait(DEADLINE, |state| (!state.paused).then_some(())).is_none() {
            return;
        }
        let mut waiting =
            [PollFd::from_borrowed_fd(output.as_fd(), PollFlags::IN), PollFd::new(stopped, PollFlags::IN)];
        poll(&mut waiting, None).expect("polled");
        if !waiting[1].revents().is_empty() {
            return;
        }
        let Ok(n @ 1..) = output.read(&mut buffer) else { return };
        let piece = &buffer[..n];
        let mut replies = String::new();
        shared.change(|state| {
            state.bytes.extend_from_slice(piece);
            state.parser.process(piece);
            if count(piece, "\x1b]11;?") > 0 {
                replies.push_str(state.background.unwrap_or_default());
            }
            if count(piece, "\x1b[c") > 0 {
                replies.push_str("\x1b[?62;22c");
            }
        });
        // The program may be gone before it hears the answer.
        let _ = output.write_all(replies.as_bytes());
    }
}

/// The clock that deadlines of tests are set by.
#[expect(clippy::disallowed_methods, reason = "a test waits for another process by the real clock")]
pub(crate) fn now() -> Instant {
    Instant::now()
}
