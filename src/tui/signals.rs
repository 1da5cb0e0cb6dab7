//! Signals into the queue, and stopping the way a shell's job control expects.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use rustix::process::{Signal, getpgid, getpgrp, getpid, getppid, getsid, kill_process};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::flag::register_conditional_default;
use signal_hook::iterator::{Handle, Signals};

use super::event::{Alarm, Event};

/// The signals that end the program as `q` does.
pub(super) const ENDING: [i32; 4] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT];

/// Listens until it is dropped; after that the signals that end a program end it at once.
#[derive(Debug)]
pub(super) struct Listener {
    handle: Handle,
    thread: Option<JoinHandle<()>>,
    over: Arc<AtomicBool>,
}

impl Listener {
    /// Starts to listen.
    ///
    /// # Errors
    /// A handler or the thread could not be set up.
    pub(super) fn start(queue: Sender<Event>) -> io::Result<Self> {
        let over = Arc::new(AtomicBool::new(false));
        for signal in ENDING {
            register_conditional_default(signal, Arc::clone(&over))?;
        }
        let mut signals = Signals::new(ENDING.into_iter().chain([SIGTSTP, SIGCONT, SIGWINCH]))?;
        let handle = signals.handle();
        let thread = thread::Builder::new().name("signals".into()).spawn(move || {
            let _alarm = Alarm(queue.clone());
            for signal in signals.forever() {
                if queue.send(Event::Signal(signal)).is_err() {
                    return;
                }
            }
        })?;
        Ok(Self { handle, thread: Some(thread), over })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        self.handle.close();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Whether there is a shell that could bring the program back. In the group of the session's leader there is none (a
/// terminal window that runs nothing but this program): a stop would be for ever.
pub(super) fn can_stop() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops this process, and a parent that waits for it in the same group (`sh -c`), until someone brings them back.
pub(super) fn stop() {
    if let Some(parent) = getppid().filter(|&parent| getpgid(Some(parent)) == Ok(getpgrp())) {
        let _ = kill_process(parent, Signal::TSTP);
    }
    let _ = kill_process(getpid(), Signal::STOP);
}

/// Sends a signal to a process by the signal's number; one that is gone needs none.
pub(super) fn send(signal: i32, process: rustix::process::Pid) {
    if let Some(signal) = Signal::from_named_raw(signal) {
        let _ = kill_process(process, signal);
    }
}
