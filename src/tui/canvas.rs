//! What ratatui draws on: bytes into a queue that the terminal takes when it can, so that a stopped terminal stops no one.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Rect, Size};
use ratatui::{Frame, Terminal};

use super::inline::Lines;
use super::tty::Tty;

/// Bytes on their way to the terminal. To flush it does nothing: a frame goes out as a whole.
#[derive(Clone, Debug, Default)]
struct Queue(Rc<RefCell<Vec<u8>>>);

impl Write for Queue {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The screen: frames in, bytes out.
pub(super) struct Canvas {
    terminal: Terminal<Surface>,
    queue: Queue,
}

impl Canvas {
    /// An empty screen of this size, or only so many lines of it, from where the cursor is.
    ///
    /// # Errors
    /// None that a queue in memory makes.
    pub(super) fn new(size: (u16, u16), lines: Option<u16>) -> io::Result<Self> {
        let queue = Queue::default();
        let lines = lines.map(Lines::new);
        let size = lines.as_ref().map_or(size, |lines| lines.size(size));
        let surface = Surface { inner: CrosstermBackend::new(queue.clone()), size: size.into(), lines };
        Ok(Self { terminal: Terminal::new(surface)?, queue })
    }

    /// The size of the next frame, on a terminal of this one.
    pub(super) fn resize(&mut self, size: (u16, u16)) -> (u16, u16) {
        let surface = self.terminal.backend_mut();
        let size = surface.lines.as_ref().map_or(size, |lines| lines.size(size));
        surface.size = size.into();
        size
    }

    /// Gives the lines back to the shell, empty, with the cursor where they began; the next frame takes new ones.
    pub(super) fn leave(&mut self) {
        if let Some(lines) = &mut self.terminal.backend_mut().lines {
            let mut bytes = lines.leave();
            self.queue.0.borrow_mut().append(&mut bytes);
        }
    }

    /// Draws the next frame in full, over whatever is on the screen, and forgets what has not gone out.
    ///
    /// # Errors
    /// None that a queue in memory makes.
    pub(super) fn renew(&mut self) -> io::Result<()> {
        self.queue.0.borrow_mut().clear();
        let size = self.terminal.backend().size;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Draws a frame; its bytes wait for [`Canvas::send`].
    ///
    /// # Errors
    /// None that a queue in memory makes.
    pub(super) fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        let from = self.queue.0.borrow().len();
        self.terminal.draw(paint)?;
        let size = self.terminal.backend().size;
        if let Some(lines) = &mut self.terminal.backend_mut().lines {
            // What was drawn says where on the screen it goes; here it goes where the lines are.
            let drawn = self.queue.0.borrow_mut().split_off(from);
            let mut placed = lines.place(&drawn, size.height);
            self.queue.0.borrow_mut().append(&mut placed);
        }
        Ok(())
    }

    /// Asks the terminal to copy a text (OSC 52).
    ///
    /// # Errors
    /// None that a queue in memory makes.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        queue!(self.queue, CopyToClipboard::to_clipboard_from(text))
    }

    /// Adds bytes that are no part of a frame.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.queue.0.borrow_mut().extend_from_slice(bytes);
    }

    /// Whether bytes are waiting.
    pub(super) fn is_waiting(&self) -> bool {
        !self.queue.0.borrow().is_empty()
    }

    /// Gives the terminal what it takes, for at most this long.
    ///
    /// # Errors
    /// The terminal is gone.
    pub(super) fn send(&mut self, tty: &Tty, patience: Duration) -> io::Result<()> {
        tty.write(&mut self.queue.0.borrow_mut(), patience)
    }
}

/// Crossterm's backend, but it never asks the terminal for anything: the shell knows the size, and replies are the reader's.
struct Surface {
    inner: CrosstermBackend<Queue>,
    size: Size,
    /// Where only some lines of the shell's screen are used.
    lines: Option<Lines>,
}

impl Backend for Surface {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        // Terminals do not agree how wide what is made of several characters is (a family, a flag, a heart): after each the
        // cursor is put where the next cell begins, so that one that counts otherwise shifts no row.
        let mut run = Vec::new();
        for (x, y, cell) in content {
            let several = cell.symbol().chars().nth(1).is_some();
            run.push((x, y, cell));
            if several {
                self.inner.draw(run.drain(..))?;
            }
        }
        if run.is_empty() { Ok(()) } else { self.inner.draw(run.into_iter()) }
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_waits_as_bytes_and_a_renewed_one_is_whole() {
        let mut canvas = Canvas::new((20, 3), None).expect("a canvas");
        let mut paint = |frame: &mut Frame<'_>| frame.render_widget("hello", frame.area());
        let bytes = |canvas: &Canvas| String::from_utf8_lossy(&canvas.queue.0.borrow()).into_owned();
        canvas.draw(&mut paint).expect("a frame");
        assert!(canvas.is_waiting() && bytes(&canvas).contains("hello"));
        canvas.queue.0.borrow_mut().clear();
        canvas.draw(&mut paint).expect("a frame");
        assert!(!bytes(&canvas).contains("hello"), "only what changed goes out");
        canvas.resize((30, 4));
        canvas.renew().expect("renewed");
        canvas.draw(&mut paint).expect("a frame");
        assert!(bytes(&canvas).contains("hello"));
    }

    #[test]
    fn no_row_hangs_on_the_width_of_what_terminals_count_differently() {
        let mut canvas = Canvas::new((20, 1), None).expect("a canvas");
        canvas.draw(&mut |frame| frame.render_widget("a👩‍👩‍👧b🇯🇵c", frame.area())).expect("a frame");
        let bytes = String::from_utf8_lossy(&canvas.queue.0.borrow()).into_owned();
        // Behind the family at column 4, behind the flag at column 7, counted from 1.
        assert!(bytes.contains("\x1b[1;4Hb") && bytes.contains("\x1b[1;7Hc"), "{bytes:?}");
    }
}
