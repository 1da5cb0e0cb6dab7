//! What the loop needs of the world: a clock that runs, a queue, a screen, someone to edit a text. Tests bring their own.

use std::io;
use std::time::{Duration, Instant};

use ratatui::Frame;

use super::editor::Sheet;
use super::event::Event;

/// What came back from the external editor.
#[derive(Debug)]
pub(super) struct Edited {
    /// The text, where it changed and is to be taken.
    pub(super) text: Option<String>,
    /// Its file, to be dropped when the text is safe.
    pub(super) sheet: Sheet,
    /// Whether the editor was ended by a signal; then what it left beside its file is someone's work.
    pub(super) cut: bool,
}

/// The world as the loop sees it.
pub(super) trait Stage {
    /// The time that runs, for waits.
    fn instant(&self) -> Instant;

    /// The next event, or none within this time.
    fn hear(&mut self, wait: Duration) -> Option<Event>;

    /// Columns and rows; frames are drawn in this size from now on.
    fn size(&mut self) -> (u16, u16);

    /// Shows a frame. An error means that the terminal is gone, here and below.
    fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()>;

    /// Whether the terminal has not taken all it was given.
    fn is_behind(&self) -> bool;

    /// Gives the terminal more of what it has not taken.
    fn catch_up(&mut self) -> io::Result<()>;

    /// Copies to the clipboard.
    fn copy(&mut self, text: &str) -> io::Result<()>;

    /// Stops until someone brings the program back; does nothing where nobody could.
    fn suspend(&mut self) -> io::Result<()>;

    /// The next frame is drawn in full, whatever is on the screen.
    ///
    /// # Errors
    /// The terminal does not take it.
    fn renew(&mut self) -> io::Result<()>;

    /// Takes the screen over again, as after a stop.
    fn refresh(&mut self) -> io::Result<()>;

    /// Has a text edited. An error is a sentence for the person.
    fn edit(&mut self, text: &str) -> Result<Edited, String>;

    /// Puts the terminal back.
    fn leave(&mut self);
}
