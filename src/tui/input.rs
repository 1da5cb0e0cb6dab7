//! The thread that reads the terminal: keys, pastes and replies into the queue, and the terminal's end noticed at once.

use std::io::{self, PipeReader, PipeWriter, Write as _};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::decode::{Decoder, Input};
use super::event::{Alarm, Event};
use super::tty::{Tty, timespec};
use crate::config::world::stopwatch;

/// Reads until it is stopped, or the terminal is gone.
#[derive(Debug)]
pub(super) struct Reader {
    stop: PipeWriter,
    thread: JoinHandle<()>,
}

impl Reader {
    /// Starts to read.
    ///
    /// # Errors
    /// No pipe or no thread to be had.
    pub(super) fn start(tty: &Arc<Tty>, queue: &Sender<Event>) -> io::Result<Self> {
        let (stopped, stop) = io::pipe()?;
        let (tty, queue) = (Arc::clone(tty), queue.clone());
        let thread = thread::Builder::new().name("input".into()).spawn(move || {
            let _alarm = Alarm(queue.clone());
            if !read(&tty, &stopped, &queue) {
                // Where the program is over too, nobody listens, and nobody needs to.
                let _ = queue.send(Event::HungUp);
            }
        })?;
        Ok(Self { stop, thread })
    }

    /// Stops; from here on what is typed is left for whoever reads next.
    pub(super) fn stop(mut self) {
        // A thread that is over already has no use for the byte and nothing more to say.
        let _ = self.stop.write_all(&[0]);
        let _ = self.thread.join();
    }
}

/// Returns whether it was told to stop; otherwise the terminal is gone.
fn read(tty: &Tty, stopped: &PipeReader, queue: &Sender<Event>) -> bool {
    const GONE: PollFlags = PollFlags::HUP.union(PollFlags::ERR).union(PollFlags::NVAL);
    let (mut decoder, mut heard, mut buffer) = (Decoder::default(), Vec::new(), vec![0; 64 * 1024]);
    loop {
        let wait = decoder.deadline().map(|at| timespec(at.saturating_duration_since(stopwatch())));
        let mut waiting = [PollFd::new(&tty.file, PollFlags::IN), PollFd::new(stopped, PollFlags::IN)];
        match poll(&mut waiting, wait.as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => return false,
        }
        let [ready, stop] = [waiting[0].revents(), waiting[1].revents()];
        if !stop.is_empty() {
            return true;
        }
        let now = stopwatch();
        if ready.is_empty() {
            decoder.expire(now, &mut heard);
        } else {
            match tty.read(&mut buffer) {
                Ok(0) => return false,
                Ok(n) => decoder.feed(buffer.get(..n).unwrap_or_default(), now, &mut heard),
                Err(error) => match error.kind() {
                    io::ErrorKind::Interrupted => {}
                    io::ErrorKind::WouldBlock if !ready.intersects(GONE) => {}
                    _ => return false,
                },
            }
        }
        if !heard.drain(..).all(|input: Input| queue.send(Event::Input(input)).is_ok()) {
            return true;
        }
    }
}
