//! The painter: the only way anything gets into the screen buffer. It clips everything to the buffer, so no size of
//! terminal and no text can make it panic, and it takes shown text only.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use crate::domain::text::{Shown, grapheme_width};
use unicode_segmentation::UnicodeSegmentation as _;

use super::glyph;
use super::ink::Row;
use super::theme::{Role, Theme};

/// A rectangle of cells.
pub use ratatui::layout::Rect as Area;

/// Paints into a buffer in a theme.
pub struct Painter<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
    cursor: Option<(u16, u16)>,
}

impl<'a> Painter<'a> {
    /// A painter on this buffer.
    pub fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        Self { buffer, theme, cursor: None }
    }

    /// Where the terminal's cursor is to stand; input methods open their windows there.
    #[must_use]
    pub fn cursor(&self) -> Option<(u16, u16)> {
        self.cursor
    }

    /// Puts the terminal's cursor into a cell, where the buffer has it.
    pub fn place_cursor(&mut self, x: u16, y: u16) {
        let area = self.buffer.area;
        if x < area.right() && y < area.bottom() {
            self.cursor = Some((x, y));
        }
    }

    /// Takes the cursor away, as something now floats over it.
    pub fn hide_cursor(&mut self) {
        self.cursor = None;
    }

    /// Writes a text at a place, cut to `columns`; returns the columns used.
    pub fn put(&mut self, x: u16, y: u16, columns: u16, text: impl Into<Shown>, role: Role) -> u16 {
        self.row(x, y, columns, &Row::of(text, role))
    }

    /// Writes a row at a place, cut to `columns`; returns the columns used.
    pub fn row(&mut self, x: u16, y: u16, columns: u16, row: &Row) -> u16 {
        let room = columns.min(self.buffer.area.right().saturating_sub(x));
        let row = row.clone().fit(usize::from(room));
        let mut at = x;
        for (shown, role) in row.runs() {
            let style = self.theme.style(*role);
            at = self.write(at, y, x.saturating_add(room), shown.as_str(), style);
        }
        at.saturating_sub(x)
    }

    /// Writes one row at the left and another at the right end of `columns`; the left one is cut to leave the right
    /// one whole, and left out where nothing of it would remain.
    pub fn ends(&mut self, x: u16, y: u16, columns: u16, left: &Row, right: &Row) {
        let wide = u16::try_from(right.width()).unwrap_or(u16::MAX);
        let gap = if right.is_empty() { 0 } else { 2 };
        if wide.saturating_add(gap) >= columns {
            self.row(x, y, columns, if left.is_empty() { right } else { left });
            return;
        }
        self.row(x, y, columns - wide - gap, left);
        self.row(x + columns - wide, y, wide, right);
    }

    /// Writes rows one below the other into an area; those that do not fit are left out.
    pub fn rows(&mut self, area: Area, rows: &[Row]) {
        for (row, y) in rows.iter().zip(area.top()..area.bottom()) {
            self.row(area.x, y, area.width, row);
        }
    }

    /// Writes graphemes into cells up to the column `end`. Every grapheme of shown text has a width.
    fn write(&mut self, x: u16, y: u16, end: u16, text: &str, style: Style) -> u16 {
        let mut at = x;
        for cluster in text.graphemes(true) {
            let wide = u16::try_from(grapheme_width(cluster)).unwrap_or(u16::MAX);
            let next = at.saturating_add(wide);
            if wide == 0 || cluster.contains(char::is_control) {
                continue;
            }
            if next > end {
                break;
            }
            if let Some(cell) = self.buffer.cell_mut((at, y)) {
                cell.set_symbol(cluster).set_style(style);
            }
            for covered in at + 1..next {
                if let Some(cell) = self.buffer.cell_mut((covered, y)) {
                    cell.set_symbol(" ").set_style(style);
                }
            }
            at = next;
        }
        at
    }

    /// Says, on the rim below an area that floats, how much more there is.
    pub fn more(&mut self, area: Area, below: usize, one: &str, many: &str) {
        if below > 0 && area.width > 0 {
            let what = if below == 1 { one } else { many };
            let more = Row::of(format!(" {below} {what} more ↓ "), Role::Dim);
            self.ends(area.x, area.bottom(), area.width, &Row::new(), &more);
        }
    }

    /// A rule across `columns`.
    pub fn rule(&mut self, x: u16, y: u16, columns: u16) {
        let style = self.theme.style(Role::Faint);
        for at in x..x.saturating_add(columns) {
            self.set(at, y, glyph::RULE, style);
        }
    }

    /// An upright rule of `rows` rows.
    pub fn upright(&mut self, x: u16, y: u16, rows: u16) {
        let style = self.theme.style(Role::Faint);
        for at in y..y.saturating_add(rows) {
            self.set(x, at, glyph::UPRIGHT, style);
        }
    }

    /// The line under a tab that is open.
    pub fn underline(&mut self, x: u16, y: u16, columns: u16) {
        let style = self.theme.style(Role::Accent);
        for at in x..x.saturating_add(columns) {
            self.set(at, y, glyph::UNDER, style);
        }
    }

    /// Lays the band of the selected row over what is written there, with its mark in the first column.
    pub fn band(&mut self, area: Area) {
        let area = area.intersection(self.buffer.area);
        if let Some(colour) = self.theme.band() {
            self.buffer.set_style(area, Style::new().bg(colour));
        } else {
            let plain = Style::new().fg(Color::Reset).add_modifier(Modifier::REVERSED);
            self.buffer.set_style(area, plain);
        }
        let style = self.theme.style(Role::Accent);
        for y in area.top()..area.bottom() {
            self.set(area.x, y, glyph::BAND, style);
        }
    }

    /// Marks cells as chosen text.
    pub fn mark(&mut self, area: Area) {
        let area = area.intersection(self.buffer.area);
        self.buffer.set_style(area, Style::new().add_modifier(Modifier::REVERSED));
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Area) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
            // A wide character that reaches in from the left would cover the first cell.
            let left = area.x.checked_sub(1).and_then(|x| self.buffer.cell_mut((x, y)));
            if let Some(cell) = left.filter(|cell| grapheme_width(cell.symbol()) > 1) {
                cell.set_symbol(" ");
            }
        }
    }

    /// A rounded box for what floats, emptied inside, with a title; returns the area within.
    pub fn float(&mut self, area: Area, title: &Row) -> Area {
        self.clear(area);
        if area.width < 4 || area.height < 3 {
            return area;
        }
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        let style = self.theme.style(Role::Faint);
        self.rule(area.x, area.y, area.width);
        self.rule(area.x, bottom, area.width);
        self.upright(area.x, area.y, area.height);
        self.upright(right, area.y, area.height);
        for ((x, y), corner) in
            [(area.x, area.y), (right, area.y), (area.x, bottom), (right, bottom)].into_iter().zip(glyph::CORNERS)
        {
            self.set(x, y, corner, style);
        }
        if !title.is_empty() {
            let title = Row::of(" ", Role::Faint).then(title.clone()).with(" ", Role::Faint);
            self.row(area.x + 1, area.y, area.width - 2, &title);
        }
        within(area)
    }

    /// Sets one cell.
    fn set(&mut self, x: u16, y: u16, symbol: &str, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(symbol).set_style(style);
        }
    }

    /// Turns every glyph of the screens into its ASCII form.
    pub fn to_ascii(&mut self) {
        for cell in &mut self.buffer.content {
            if let Some(plain) = glyph::ascii(cell.symbol()) {
                cell.set_symbol(plain);
            }
        }
    }
}

/// The area within a box: airy where there is room for that.
#[must_use]
pub fn within(area: Area) -> Area {
    if area.width < 4 || area.height < 3 {
        return area;
    }
    let (side, above) = (u16::from(area.width > 20), u16::from(area.height >= 14));
    Area::new(area.x + 1 + side, area.y + 1 + above, area.width - 2 - 2 * side, area.height - 2 - above)
}

/// An area of at most this size in the middle of another.
#[must_use]
pub fn centred(within: Area, columns: u16, rows: u16) -> Area {
    let (width, height) = (columns.min(within.width), rows.min(within.height));
    Area::new(within.x + (within.width - width) / 2, within.y + (within.height - height) / 2, width, height)
}

/// An area without its first `columns` columns and `rows` rows.
#[must_use]
pub fn inset(area: Area, columns: u16, rows: u16) -> Area {
    let (columns, rows) = (columns.min(area.width), rows.min(area.height));
    Area::new(area.x + columns, area.y + rows, area.width - columns, area.height - rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::{fit, width};
    use crate::ui::theme::{Choice, Depth};
    use proptest::prelude::*;

    fn theme() -> Theme {
        Theme::new(Choice::Dark, Depth::True, false)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        /// Our widths are the buffer's: what we count is what it takes.
        #[test]
        fn widths_agree_with_the_buffer(text in "[ -~\u{300}-\u{304}字ａ漢👨\u{200d}👩❤\u{fe0f}\u{202e}🇯🇵ﾊﾟﾞلا\u{903}\u{1161}क्ष]{0,12}|\\PC{0,12}") {
            let shown = Shown::line(&text);
            let mut buffer = Buffer::empty(Area::new(0, 0, 400, 1));
            let (end, _) = buffer.set_stringn(0, 0, shown.as_str(), 400, Style::new());
            prop_assert_eq!(usize::from(end), width(shown.as_str()));
            let mut painted = Buffer::empty(Area::new(0, 0, 400, 1));
            let used = Painter::new(&mut painted, theme()).put(0, 0, 400, shown.clone(), Role::Text);
            prop_assert_eq!(usize::from(used), shown.width());
            let symbols = |buffer: &Buffer| buffer.content.iter().map(|cell| cell.symbol().to_owned()).collect::<Vec<_>>();
            prop_assert_eq!(symbols(&buffer), symbols(&painted));
        }

        #[test]
        fn nothing_is_painted_outside(text in "\\PC{0,20}", x in 0..12_u16, y in 0..4_u16, columns in 0..20_u16) {
            let mut buffer = Buffer::empty(Area::new(0, 0, 8, 2));
            let mut painter = Painter::new(&mut buffer, theme());
            let used = painter.put(x, y, columns, fit(&text, 30), Role::Text);
            prop_assert!(used <= columns);
            painter.float(Area::new(x, y, columns, y), &Row::of(text.as_str(), Role::Brand));
            painter.band(Area::new(x, y, columns, 1));
            painter.rule(x, y, columns);
        }
    }
}
