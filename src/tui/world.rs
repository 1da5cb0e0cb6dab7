//! The world outside the loop: what it hears, what it shows, and the two ways of standing back for someone else.

use std::io;
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::Frame;
use rustix::process::{Pid, WaitOptions, waitpid};
use signal_hook::consts::{SIGHUP, SIGTERM};

use super::Settings;
use super::canvas::Canvas;
use super::decode::Input;
use super::editor::Sheet;
use super::event::{Alarm, Editor, Ending, Event};
use super::input::Reader;
use super::restore::Restore;
use super::signals::{self, Listener};
use super::stage::{Edited, Stage};
use super::tty::Tty;
use crate::config::world::stopwatch;

/// How long one frame may wait for a terminal that is slow, before keys and signals are looked at again.
const PATIENCE: Duration = Duration::from_millis(30);

/// Which background, and then which terminal: the second question has an answer everywhere, so that its reply says that
/// none is to come for the first.
const QUESTIONS: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";

/// How long replies are waited for before the terminal is given to someone else, who would take them for typing.
const REPLIES: Duration = Duration::from_millis(100);

/// After this a terminal that has not replied will not.
const SILENT: Duration = Duration::from_secs(2);

/// How long an editor has to end after the signal that ends the program.
const EDITOR: Duration = Duration::from_secs(1);

/// The real terminal and all that is heard from outside.
pub(super) struct World {
    tty: Arc<Tty>,
    restore: Arc<Restore>,
    canvas: Canvas,
    reader: Option<Reader>,
    queue: Sender<Event>,
    heard: Receiver<Event>,
    settings: Settings,
    /// When the terminal was asked something it has not answered.
    asked: Option<Instant>,
    _signals: Listener,
}

impl World {
    /// Enters the terminal and begins to listen.
    ///
    /// # Errors
    /// The terminal is gone, or no thread is to be had.
    pub(super) fn start(tty: Arc<Tty>, restore: Arc<Restore>, settings: Settings) -> io::Result<Self> {
        let (queue, heard) = channel();
        let signals = Listener::start(queue.clone())?;
        let mut canvas = Canvas::new(tty.size(), settings.lines)?;
        restore.enter()?;
        let mut asked = None;
        // A console without a window system knows neither question, and some show what they do not know.
        if settings.questions {
            canvas.add(QUESTIONS);
            canvas.send(&tty, PATIENCE)?;
            asked = Some(stopwatch());
        }
        let reader = Some(Reader::start(&tty, &queue)?);
        Ok(Self { tty, restore, canvas, reader, queue, heard, settings, asked, _signals: signals })
    }

    /// Out of the terminal, for good or for someone else.
    fn leave(&mut self) {
        self.await_replies();
        if let Some(reader) = self.reader.take() {
            reader.stop();
        }
        if self.restore.entered() {
            self.canvas.leave();
            // What does not go out now never will; the screen is drawn anew if it comes back.
            let _ = self.canvas.send(&self.tty, PATIENCE);
        }
        self.restore.leave();
    }

    fn enter(&mut self) -> io::Result<()> {
        self.restore.enter()?;
        self.canvas.resize(self.tty.size());
        self.canvas.renew()?;
        if self.reader.is_none() {
            self.reader = Some(Reader::start(&self.tty, &self.queue)?);
        }
        Ok(())
    }

    /// Waits a moment for replies that are on their way; whatever else is heard meanwhile is heard later.
    fn await_replies(&mut self) {
        if self.asked.take().is_none_or(|asked| asked.elapsed() >= SILENT) {
            return;
        }
        let until = stopwatch() + REPLIES;
        let mut others = Vec::new();
        while let Ok(event) = self.heard.recv_timeout(until.saturating_duration_since(stopwatch())) {
            match event {
                Event::Input(Input::Attributes) => break,
                Event::HungUp => {
                    others.push(event);
                    break;
                }
                other => others.push(other),
            }
        }
        for event in others {
            // The receiver is our own.
            let _ = self.queue.send(event);
        }
    }

    /// Runs the editor to its end.
    fn run(&mut self, mut command: Command) -> io::Result<Ending> {
        let child = command.spawn()?;
        let process = Pid::from_child(&child);
        let queue = self.queue.clone();
        let waiter = thread::Builder::new().name("editor".into()).spawn(move || {
            let _alarm = Alarm(queue.clone());
            loop {
                let told = match waitpid(Some(process), WaitOptions::UNTRACED) {
                    Ok(Some((_, status))) if status.stopped() => Editor::Stopped,
                    Ok(Some((_, status))) => Editor::Ended(match status.exit_status() {
                        Some(0) => Ending::Content,
                        Some(_) => Ending::Refused,
                        None => Ending::Cut,
                    }),
                    Err(rustix::io::Errno::INTR) | Ok(None) => continue,
                    Err(_) => Editor::Ended(Ending::Cut),
                };
                if queue.send(Event::Editor(told)).is_err() || matches!(told, Editor::Ended(_)) {
                    return;
                }
            }
        })?;
        let Some(ending) = self.attend(process) else { return Ok(Ending::Cut) };
        let _ = waiter.join();
        Ok(ending)
    }

    /// Listens while the editor has the terminal: `C-c` and `C-\` are its own, a stop is a stop of both, and what ends the
    /// program ends the editor first. `None` where it would not end.
    fn attend(&mut self, editor: Pid) -> Option<Ending> {
        let mut ending: Option<(Event, Instant)> = None;
        let result = loop {
            let wait = ending.as_ref().map_or(Duration::MAX, |(_, by)| by.saturating_duration_since(stopwatch()));
            match self.heard.recv_timeout(wait) {
                Ok(Event::Editor(Editor::Ended(how))) => break Some(how),
                Ok(Event::Editor(Editor::Stopped)) if signals::can_stop() => signals::stop(),
                Ok(Event::Signal(signal @ (SIGTERM | SIGHUP))) => {
                    signals::send(signal, editor);
                    ending.get_or_insert((Event::Signal(signal), stopwatch() + EDITOR));
                }
                Ok(event @ Event::Fault) => {
                    signals::send(SIGTERM, editor);
                    ending.get_or_insert((event, stopwatch() + EDITOR));
                }
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break None,
            }
        };
        if let Some((event, _)) = ending {
            // The receiver is our own.
            let _ = self.queue.send(event);
        }
        result
    }
}

impl Stage for World {
    fn instant(&self) -> Instant {
        stopwatch()
    }

    fn hear(&mut self, wait: Duration) -> Option<Event> {
        let event = self.heard.recv_timeout(wait).ok()?;
        if event == Event::Input(Input::Attributes) {
            self.asked = None;
        }
        Some(event)
    }

    fn size(&mut self) -> (u16, u16) {
        self.canvas.resize(self.tty.size())
    }

    fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        self.canvas.draw(paint)?;
        self.canvas.send(&self.tty, PATIENCE)
    }

    fn is_behind(&self) -> bool {
        self.canvas.is_waiting()
    }

    fn catch_up(&mut self) -> io::Result<()> {
        self.canvas.send(&self.tty, PATIENCE)
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.canvas.copy(text)?;
        self.canvas.send(&self.tty, PATIENCE)
    }

    fn suspend(&mut self) -> io::Result<()> {
        if !signals::can_stop() {
            return Ok(());
        }
        self.leave();
        signals::stop();
        self.enter()
    }

    fn refresh(&mut self) -> io::Result<()> {
        self.enter()
    }

    fn renew(&mut self) -> io::Result<()> {
        self.canvas.renew()
    }

    fn edit(&mut self, text: &str) -> Result<Edited, String> {
        let name = self.settings.editor.clone();
        let failed = |error: io::Error| format!("The editor {name:?} could not be used: {error}");
        let sheet = Sheet::write(&self.settings.scratch, text).map_err(failed)?;
        let command = sheet.command(&self.settings.editor)?;
        self.leave();
        let ran = self.run(command);
        // Where the terminal is gone, the next frame finds out; the text is what matters now.
        let _ = self.enter();
        let ending = ran.map_err(failed)?;
        let text = if ending == Ending::Refused { None } else { sheet.read().map_err(failed)? };
        Ok(Edited { text, sheet, cut: ending == Ending::Cut })
    }

    fn leave(&mut self) {
        Self::leave(self);
    }
}
