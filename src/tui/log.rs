//! A capture typed into a few lines at the bottom of the shell, with its preview. Only hands the text out: who called saves
//! it. What is typed is kept as the same draft as that of the screen's capture.

use std::cell::RefCell;
use std::rc::Rc;

use anyhow::Result;

use super::live::Live;
use super::screen::{Shared, look, shell};
use super::{Ended, Machine, run};
use crate::app::{self, State};
use crate::config::{Settings, World};
use crate::domain::Now;
use crate::domain::ask::Write;
use crate::domain::capture::Options;
use crate::ui::effect::{Effect, Msg};

/// How many lines it takes: enough for the box, six lines of text and the hints.
const LINES: u16 = 12;

/// What came of the typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// This is to be saved; until it is, the draft of it stays.
    Text(String),
    /// Not now: it is kept as a draft.
    Kept,
    /// Nothing was typed.
    Nothing,
    /// Something else ended it, with this exit code; it is kept as a draft.
    Ended(i32),
}

/// The capture and nothing else.
struct Log {
    state: State,
    /// What it asks first.
    first: Vec<Effect>,
    /// The text as it was last, and whether it is to be saved.
    text: Rc<RefCell<(String, bool)>>,
}

impl Machine for Log {
    fn update(&mut self, msg: Msg, now: Now) -> Vec<Effect> {
        let mut effects = std::mem::take(&mut self.first);
        effects.extend(app::update(&mut self.state, msg, now));
        let mut text = self.text.borrow_mut();
        for effect in &mut effects {
            match effect {
                Effect::Write(_, Write::Capture(typed)) => {
                    *text = (std::mem::take(typed), true);
                    *effect = Effect::Quit;
                }
                Effect::Draft { text: typed, .. } => text.0.clone_from(typed),
                _ => {}
            }
        }
        if self.state.is_bare() {
            effects.push(Effect::Quit);
        }
        effects
    }

    fn view(&self, now: Now, frame: &mut ratatui::Frame<'_>) {
        app::view(&self.state, now, frame);
    }

    fn ticking(&self) -> bool {
        self.state.ticking()
    }
}

/// Has a capture typed, beginning with `text`. `options` are what the words of the call add to it, for the preview.
///
/// # Errors
/// The journal cannot be opened, or there is no terminal.
pub fn type_capture(world: &World, settings: &Settings, options: &Options, text: &str) -> Result<Typed> {
    let shared = Shared::new(settings);
    let mut journal = Live::open(world, shared.clone())?;
    journal.reading = options.clone();
    let clock = {
        let (world, settings) = (world.clone(), settings.clone());
        move || world.now(&settings)
    };
    let kept = Rc::new(RefCell::new((text.to_owned(), false)));
    let (state, first) = State::capturing(look(world, settings), text, &clock());
    let log = Log { state, first, text: Rc::clone(&kept) };
    let ended = run(log, journal, clock, shell(world, settings, Some(LINES)))?;
    let (text, save) = kept.take();
    Ok(match ended {
        Ended::Quit if save => Typed::Text(text),
        Ended::Quit if text.trim().is_empty() => Typed::Nothing,
        Ended::Quit => Typed::Kept,
        other => Typed::Ended(other.code()),
    })
}
