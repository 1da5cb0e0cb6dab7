//! A list that holds only the window that is on the screen, with some rows around it: it asks for more when the cursor
//! nears an edge, filters as one types, and keeps its place. Refuses to hold a whole journal.

use crate::domain::ask::{Answer, Ask, Page, Place, Row, Window};
use crate::domain::{Id, Kind, timeline};

use super::command::Motion;
use super::context::Context;
use super::editor::{Done, Editor};
use super::effect::Ticket;
use super::key::{Chord, Key};
use super::paint::Area;

/// The most rows held at once.
const HELD_MAX: usize = 400;

/// The least rows asked for at once.
const ASK_MIN: usize = 60;

/// A list of records of one kind.
#[derive(Clone, Debug)]
pub struct List {
    /// Of which kind.
    pub kind: Kind,
    /// Whether closed things are listed too.
    pub closed: bool,
    /// Of the timeline, which holds all kinds: whether the oldest comes first.
    across: Option<bool>,
    filter: Editor,
    filtering: bool,
    rows: Vec<Row>,
    /// Rows of the list before the first that is held.
    before: usize,
    total: usize,
    /// Whether there may be more than that.
    more: bool,
    /// The row under the cursor, and the first one drawn, both counted from the beginning of the list.
    cursor: usize,
    top: usize,
    asked: Option<(Ticket, Want)>,
    loaded: bool,
}

/// What a window was asked for.
#[derive(Clone, Debug, PartialEq)]
enum Want {
    /// To stand in place of what is held, the cursor on the first row.
    Start,
    /// The same, the cursor on the last row.
    End,
    /// The same, the cursor on this record, or on the first of these that is listed.
    Around(Vec<Id>),
    /// To follow what is held.
    More,
    /// To go before what is held.
    Less,
}

impl List {
    /// A list that holds nothing yet.
    #[must_use]
    pub fn new(kind: Kind, closed: bool) -> Self {
        Self {
            kind,
            closed,
            across: None,
            filter: Editor::single(""),
            filtering: false,
            rows: Vec::new(),
            before: 0,
            total: 0,
            more: false,
            cursor: 0,
            top: 0,
            asked: None,
            loaded: false,
        }
    }

    /// The timeline, which holds nothing yet: everything that happened, newest first.
    #[must_use]
    pub fn timeline() -> Self {
        Self { across: Some(false), ..Self::new(Kind::Reflection, true) }
    }

    /// Whether the oldest comes first.
    #[must_use]
    pub fn is_oldest_first(&self) -> bool {
        self.across == Some(true)
    }

    /// Turns the timeline round.
    pub fn turn(&mut self, cx: &mut Context<'_>) {
        self.across = self.across.map(|oldest| !oldest);
        self.request(Want::Start, cx);
    }

    /// How many rows there are in all.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.total
    }

    /// Whether there may be more than [`Self::total`] says: while a filter is typed only the newest are read.
    #[must_use]
    pub const fn has_more(&self) -> bool {
        self.more
    }

    /// Whether an answer has come.
    #[must_use]
    pub const fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// The row under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&Row> {
        self.rows.get(self.cursor.checked_sub(self.before)?)
    }

    /// The filter being typed or in force.
    #[must_use]
    pub const fn filter(&self) -> &Editor {
        &self.filter
    }

    /// Whether the filter is being typed.
    #[must_use]
    pub const fn is_filtering(&self) -> bool {
        self.filtering
    }

    /// Asks for the list as it is now, keeping the cursor on its record, or near where it was.
    pub fn refresh(&mut self, cx: &mut Context<'_>) {
        let near = self.near();
        self.request(if near.is_empty() { Want::Start } else { Want::Around(near) }, cx);
    }

    /// Goes to this record where the list has it, else stays where it is.
    pub fn look_for(&mut self, id: Id, cx: &mut Context<'_>) {
        let ids = std::iter::once(id).chain(self.near()).collect();
        self.request(Want::Around(ids), cx);
    }

    /// The records about the cursor, nearest first.
    fn near(&self) -> Vec<Id> {
        let at = self.cursor.saturating_sub(self.before);
        let near = [at, at + 1, at + 2, at.saturating_sub(1), at.saturating_sub(2)];
        near.iter().filter_map(|n| self.rows.get(*n)).map(|row| row.id).collect()
    }

    /// Goes to this record, wherever it stands in the list.
    pub fn go_to(&mut self, id: Id, cx: &mut Context<'_>) {
        self.request(Want::Around(vec![id]), cx);
    }

    /// Lists closed things too, or no longer.
    pub fn toggle_closed(&mut self, cx: &mut Context<'_>) {
        self.closed = !self.closed;
        self.refresh(cx);
    }

    /// Begins to type a filter.
    pub fn begin_filter(&mut self) {
        self.filtering = true;
    }

    /// Sets the filter.
    pub fn filter_by(&mut self, words: &str, cx: &mut Context<'_>) {
        (self.filter, self.filtering) = (Editor::single(words), false);
        self.request(Want::Start, cx);
    }

    /// Gives the filter up, or stops typing it; tells whether there was one.
    pub fn end_filter(&mut self, cx: &mut Context<'_>) -> bool {
        let was = std::mem::take(&mut self.filtering);
        if self.filter.is_empty() {
            return was;
        }
        self.filter = Editor::single("");
        self.refresh(cx);
        true
    }

    /// A key while the filter is being typed; tells whether it was taken.
    pub fn filter_key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        if !self.filtering {
            return false;
        }
        if chord.key == Key::Enter {
            self.filtering = false;
            // What was typed is meant: now all of it counts.
            if self.more {
                self.refresh(cx);
            }
            return true;
        }
        match self.filter.key(chord, Area::new(0, 0, 30, 1)) {
            Done::Changed => self.request(Want::Start, cx),
            Done::Moved => {}
            Done::Nothing => return false,
        }
        true
    }

    /// Text pasted into the filter.
    pub fn filter_paste(&mut self, text: &str, cx: &mut Context<'_>) {
        if self.filtering {
            self.filter.insert(text);
            self.request(Want::Start, cx);
        }
    }

    /// Moves the cursor in a list that shows `height` rows.
    pub fn motion(&mut self, motion: Motion, height: usize, cx: &mut Context<'_>) {
        let height = height.max(1);
        let end = self.before + self.rows.len();
        match motion {
            Motion::First if self.before > 0 => return self.request(Want::Start, cx),
            Motion::Last if end < self.total || self.more => return self.request(Want::End, cx),
            _ => {}
        }
        self.cursor = match motion {
            Motion::Up => self.cursor.saturating_sub(1),
            Motion::Down => self.cursor + 1,
            Motion::HalfUp => self.cursor.saturating_sub((height / 2).max(1)),
            Motion::HalfDown => self.cursor + (height / 2).max(1),
            Motion::PageUp => self.cursor.saturating_sub(height),
            Motion::PageDown => self.cursor + height,
            Motion::First => 0,
            Motion::Last => end,
        };
        self.settle(height);
        self.reach(height, cx);
    }

    /// Selects the row `n` rows below the first one drawn; tells whether there is one.
    pub fn click(&mut self, n: usize, height: usize, cx: &mut Context<'_>) -> bool {
        let wanted = self.shown_from(height) + n;
        let held = wanted >= self.before && wanted < self.before + self.rows.len();
        if held {
            self.cursor = wanted;
            self.settle(height);
            self.reach(height, cx);
        }
        held
    }

    /// The rows to draw in a list that shows `height` rows, each with whether the cursor is on it.
    pub fn visible(&self, height: usize) -> impl Iterator<Item = (&Row, bool)> {
        let from = self.shown_from(height).saturating_sub(self.before);
        let rows = self.rows.iter().enumerate().skip(from).take(height);
        rows.map(move |(n, row)| (row, self.before + n == self.cursor))
    }

    /// The first row to draw, so that the cursor is in sight: as before where it can be.
    fn shown_from(&self, height: usize) -> usize {
        let height = height.max(1);
        let last = (self.before + self.rows.len()).saturating_sub(height).max(self.before);
        let from = self.top.clamp((self.cursor + 1).saturating_sub(height), self.cursor);
        from.clamp(self.before, last.max(self.before))
    }

    /// Keeps the cursor within what is held.
    fn settle(&mut self, height: usize) {
        let last = (self.before + self.rows.len()).saturating_sub(1);
        self.cursor = self.cursor.clamp(self.before, last.max(self.before));
        self.top = self.shown_from(height);
    }

    /// Asks for more rows where the cursor nears an edge of what is held.
    fn reach(&mut self, height: usize, cx: &mut Context<'_>) {
        if self.asked.is_some() {
            return;
        }
        let end = self.before + self.rows.len();
        if (end < self.total || self.more) && self.cursor + height >= end {
            self.request(Want::More, cx);
        } else if self.before > 0 && self.cursor < self.before + height {
            self.request(Want::Less, cx);
        }
    }

    fn request(&mut self, want: Want, cx: &mut Context<'_>) {
        let place = match &want {
            Want::Start => Place::Start,
            Want::End => Place::End,
            Want::Around(ids) => ids.first().map_or(Place::Start, |id| Place::Around(*id)),
            Want::More => self.rows.last().map_or(Place::Start, |row| Place::After(row.key.clone())),
            Want::Less => self.rows.first().map_or(Place::Start, |row| Place::Before(row.key.clone())),
        };
        // While a filter is typed the next key asks anew: what is in sight is enough.
        let height = usize::from(cx.area.height);
        let rows = if self.filtering { height.max(1) } else { ASK_MIN.max(height * 2) };
        let filter = self.filter.text();
        let ask = match self.across {
            None => Ask::Window(Window { kind: self.kind, filter, closed: self.closed, trash: false, place, rows }),
            Some(oldest) => Ask::Timeline(timeline::Window { filter, oldest, place, rows, ..Default::default() }),
        };
        self.asked = Some((cx.ask(ask), want));
    }

    /// Takes an answer, where it is to this list's latest question; tells whether it was.
    pub fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        let Some((_, want)) = self.asked.take_if(|(asked, _)| *asked == ticket) else { return false };
        let Answer::Page(page) = answer else { return true };
        self.loaded = true;
        match want {
            Want::More if page.before == self.before + self.rows.len() => self.append(page),
            Want::Less if page.before + page.rows.len() == self.before => self.prepend(page),
            // The list has changed under the question.
            Want::More | Want::Less => self.refresh(cx),
            Want::Start | Want::End => {
                self.hold(page);
                self.cursor = if want == Want::End { self.before + self.rows.len() } else { self.before };
                self.settle(usize::from(cx.area.height));
            }
            Want::Around(ids) => self.place_on(&ids, page, cx),
        }
        true
    }

    /// The question with this ticket could not be answered; tells whether it was this list's.
    pub fn failed(&mut self, ticket: Ticket) -> bool {
        let mine = self.asked.take_if(|(asked, _)| *asked == ticket).is_some();
        self.loaded |= mine;
        mine
    }

    fn hold(&mut self, page: &Page) {
        self.rows.clone_from(&page.rows);
        self.before = page.before;
        self.total = page.total.max(page.before + page.rows.len());
        self.more = page.more;
    }

    /// Puts the cursor on the first of these records; where the page has none of them, asks around the next one.
    fn place_on(&mut self, ids: &[Id], page: &Page, cx: &mut Context<'_>) {
        let found = ids.iter().find_map(|id| page.rows.iter().position(|row| row.id == *id));
        let rest: Vec<_> = ids.iter().skip(1).copied().collect();
        if found.is_none() && !rest.is_empty() {
            return self.request(Want::Around(rest), cx);
        }
        let drawn_at = self.cursor.saturating_sub(self.top);
        self.hold(page);
        self.cursor = self.before + found.unwrap_or(0);
        self.top = self.cursor.saturating_sub(drawn_at);
        self.settle(usize::from(cx.area.height));
    }

    fn append(&mut self, page: &Page) {
        self.rows.extend(page.rows.iter().cloned());
        self.total = page.total.max(self.before + self.rows.len());
        self.more = page.more;
        let spare = self.rows.len().saturating_sub(HELD_MAX).min(self.top.saturating_sub(self.before));
        self.rows.drain(..spare);
        self.before += spare;
    }

    fn prepend(&mut self, page: &Page) {
        self.rows.splice(0..0, page.rows.iter().cloned());
        self.before = page.before;
        self.rows.truncate(HELD_MAX.max(self.cursor.saturating_sub(self.before) + 1));
        self.total = page.total.max(self.before + self.rows.len());
        self.more = page.more;
    }
}

#[cfg(test)]
mod tests;
