//! The loop: hear everything that waits, let the state machine change, do what it asks, then draw once.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};

use crate::domain::ask::Answer;
use crate::domain::{Day, Now};
use crate::ui::effect::{Effect, Msg, Ticket};

use super::decode::Input;
use super::drafts::Drafts;
use super::editor::Sheet;
use super::event::Event;
use super::signals::ENDING;
use super::stage::Stage;
use super::{DRAFT, Ended, Journal, Machine};

/// How often the journal is looked at for what others wrote, and the machine hears a tick where it wants one.
const LOOK: Duration = Duration::from_secs(1);

/// How often what was begun beside the screen is asked after.
const BESIDE: Duration = Duration::from_millis(50);

/// How often a terminal that does not take its frame is tried again.
const RETRY: Duration = Duration::from_millis(15);

/// After this many messages a frame is drawn even if more are waiting, so that a flood does not freeze the screen.
const MOST: usize = 256;

/// An answer, or why there is none, as the machine is told.
fn told(ticket: Ticket, answer: Result<Answer, String>) -> Msg {
    match answer {
        Ok(answer) => Msg::Answer(ticket, answer),
        Err(why) => Msg::Failed(ticket, why),
    }
}

/// All that the loop holds.
pub(super) struct Turns<M, J, S, C> {
    pub(super) machine: M,
    pub(super) journal: J,
    pub(super) stage: S,
    pub(super) clock: C,
    pub(super) drafts: Drafts,
    /// The editor's file, until its text is safe.
    pub(super) sheet: Option<Sheet>,
    /// Where the file of an editor that was cut short is left.
    pub(super) left: Option<PathBuf>,
    /// Answers and outcomes on their way to the machine.
    inbox: VecDeque<Msg>,
    size: (u16, u16),
    /// Whether the first frame stands.
    begun: bool,
    /// Whether the screen shows less than the machine knows.
    stale: bool,
    next_look: Instant,
    day: Day,
    ended: Option<Ended>,
}

impl<M, J, S, C> Turns<M, J, S, C>
where
    M: Machine,
    J: Journal,
    S: Stage,
    C: Fn() -> Now,
{
    pub(super) fn new(machine: M, journal: J, mut stage: S, clock: C) -> Self {
        let (size, next_look, day) = (stage.size(), stage.instant() + LOOK, clock().today());
        Self {
            machine,
            journal,
            stage,
            clock,
            drafts: Drafts::default(),
            sheet: None,
            left: None,
            inbox: VecDeque::from([Msg::Resize(size.0, size.1)]),
            size,
            stale: true,
            begun: false,
            next_look,
            day,
            ended: None,
        }
    }

    /// Turns until something ends it. The first message is the size of the screen.
    pub(super) fn run(&mut self) -> Ended {
        loop {
            if let Some(ended) = self.turn() {
                return ended;
            }
        }
    }

    /// Keeps what is being typed, now.
    ///
    /// # Errors
    /// Why it could not be, in a sentence.
    pub(super) fn keep(&mut self) -> Result<(), String> {
        self.drafts.keep(&mut self.journal, (self.clock)(), self.stage.instant())
    }

    /// One turn: everything that waits, and a frame.
    fn turn(&mut self) -> Option<Ended> {
        let mut wait = self.wait();
        while let Some((ticket, answer)) = self.journal.finished() {
            self.inbox.push_back(told(ticket, answer));
            wait = Duration::ZERO;
        }
        for _ in 0..MOST {
            // What has been asked for comes before what is pressed next.
            if let Some(msg) = self.inbox.pop_front() {
                self.update(msg);
            } else if !self.hear(wait) {
                break;
            }
            wait = Duration::ZERO;
            if self.ended.is_some() {
                return self.ended;
            }
        }
        // Even a machine that asks and asks again is to hear the signal that ends it.
        self.hear(Duration::ZERO);
        if self.drafts.due().is_some_and(|due| due <= self.stage.instant()) {
            self.keep_or_tell();
        }
        self.show();
        self.look();
        self.ended
    }

    /// Takes one event; `false` where none came in this time.
    fn hear(&mut self, wait: Duration) -> bool {
        let event = self.stage.hear(wait);
        let came = event.is_some();
        if let Some(event) = event {
            self.take(event);
        }
        came
    }

    /// How long nothing has to be done if nothing happens.
    fn wait(&self) -> Duration {
        let now = self.stage.instant();
        let next = self.drafts.due().map_or(self.next_look, |due| due.min(self.next_look));
        let wait = next.saturating_duration_since(now);
        let wait = if self.journal.is_busy() { wait.min(BESIDE) } else { wait };
        match (self.stage.is_behind(), self.inbox.is_empty() && !self.stale) {
            (true, _) => wait.min(RETRY),
            (false, true) => wait,
            (false, false) => Duration::ZERO,
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Input(Input::Key(chord)) => self.update(Msg::Key(chord)),
            Event::Input(Input::Paste(text)) => self.update(Msg::Paste(text)),
            Event::Input(Input::Mouse(mouse)) => self.update(Msg::Mouse(mouse)),
            Event::Input(Input::Background(light)) => self.update(Msg::Background(light)),
            Event::Signal(SIGWINCH) => {
                // Also where the size is the one it was: in between it may have been another, and what the terminal then
                // cut off or moved is no longer what was drawn.
                let renewed = self.stage.renew();
                self.or_gone(&renewed);
                self.measure();
                self.stale = true;
            }
            Event::Signal(SIGTSTP) => self.suspend(),
            Event::Signal(SIGCONT) => {
                let refreshed = self.stage.refresh();
                self.came_back(&refreshed);
            }
            Event::Signal(signal) if ENDING.contains(&signal) => self.end(Ended::Signal(signal)),
            Event::Input(Input::Attributes) | Event::Editor(_) | Event::Signal(_) => {}
            Event::HungUp => self.end(Ended::HungUp),
            Event::Fault => self.end(Ended::Fault),
        }
    }

    /// The first reason to end is the one that counts.
    fn end(&mut self, why: Ended) {
        self.ended.get_or_insert(why);
    }

    fn update(&mut self, msg: Msg) {
        let now = (self.clock)();
        let edited = matches!(msg, Msg::Edited(..));
        let effects = self.machine.update(msg, now);
        self.stale = true;
        if !self.begun && !effects.is_empty() {
            // The frame stands before the journal is asked for anything: how soon it is there is not the journal's affair.
            self.show();
        }
        for effect in effects {
            self.perform(effect, now);
        }
        self.stale = true;
        if edited && self.keep_or_tell() {
            // The text is with the machine and its draft on disk: now its file may go.
            self.sheet = None;
        }
    }

    fn perform(&mut self, effect: Effect, now: Now) {
        match effect {
            Effect::Ask(ticket, ask) => {
                if !self.journal.begin(ticket, &ask) {
                    let answer = self.journal.answer(&ask, now);
                    self.inbox.push_back(told(ticket, answer));
                }
            }
            Effect::Write(ticket, write) => {
                let written = self.journal.write(&write, now);
                self.inbox.push_back(match written {
                    Ok(written) => Msg::Written(ticket, written),
                    Err(why) => Msg::Failed(ticket, why),
                });
            }
            Effect::Make(ticket, make) => {
                let made = self.journal.make(&make, now);
                self.inbox.push_back(match made {
                    Ok(said) => Msg::Made(ticket, said),
                    Err(why) => Msg::Failed(ticket, why),
                });
            }
            Effect::Draft { slot, text } => self.drafts.put(slot, text, self.stage.instant()),
            Effect::Edit(ticket, text) => self.edit(ticket, &text),
            Effect::Copy(text) => {
                let copied = self.stage.copy(&text);
                self.or_gone(&copied);
            }
            Effect::Suspend => self.suspend(),
            Effect::Quit => self.end(Ended::Quit),
        }
    }

    fn suspend(&mut self) {
        self.keep_or_tell();
        let suspended = self.stage.suspend();
        self.came_back(&suspended);
    }

    fn edit(&mut self, ticket: Ticket, text: &str) {
        self.keep_or_tell();
        let told = match self.stage.edit(text) {
            Ok(edited) => {
                if edited.cut {
                    self.left = Some(edited.sheet.leave());
                } else {
                    self.sheet = Some(edited.sheet);
                }
                Msg::Edited(ticket, edited.text)
            }
            Err(why) => Msg::Failed(ticket, why),
        };
        // Before anything else that waits: it may be the signal that ends the program.
        self.inbox.push_front(told);
        self.came_back(&Ok(()));
    }

    /// The screen is ours again: it may have another size, and shows nothing of us.
    fn came_back(&mut self, result: &std::io::Result<()>) {
        self.or_gone(result);
        self.measure();
        self.stale = true;
    }

    /// A size that is new is told; the same one again is not news.
    fn measure(&mut self) {
        let size = self.stage.size();
        if std::mem::replace(&mut self.size, size) != size {
            self.inbox.push_back(Msg::Resize(size.0, size.1));
        }
    }

    /// Once a second: what others wrote, a new day, and the tick where the machine wants one.
    fn look(&mut self) {
        let now = self.stage.instant();
        if now < self.next_look {
            return;
        }
        self.next_look = now + LOOK;
        let day = (self.clock)().today();
        if self.journal.changed() | (std::mem::replace(&mut self.day, day) != day) {
            self.inbox.push_back(Msg::Changed);
        }
        if self.machine.ticking() {
            self.inbox.push_back(Msg::Tick);
        }
    }

    /// Keeps what is being typed; a failure is told to the machine once, and tried again.
    fn keep_or_tell(&mut self) -> bool {
        match self.keep() {
            Ok(()) => true,
            Err(why) => {
                if self.drafts.is_news() {
                    self.inbox.push_back(Msg::Failed(DRAFT, why));
                }
                false
            }
        }
    }

    /// Draws where there is something new and the terminal has taken what it had.
    fn show(&mut self) {
        if self.stage.is_behind() {
            let sent = self.stage.catch_up();
            self.or_gone(&sent);
        }
        if !self.stale || self.ended.is_some() || self.stage.is_behind() {
            return;
        }
        self.stale = false;
        self.begun = true;
        let (machine, now) = (&self.machine, (self.clock)());
        let drawn = self.stage.draw(&mut |frame| machine.view(now, frame));
        self.or_gone(&drawn);
    }

    /// An error of the terminal means that it is gone.
    fn or_gone(&mut self, result: &std::io::Result<()>) {
        if result.is_err() {
            self.end(Ended::HungUp);
        }
    }
}
