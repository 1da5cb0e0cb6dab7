//! Draws the frame: tabs, the screen and what lies over it, the hint line; and puts the cursor where one types.

use ratatui::Frame;

use crate::domain::{Now, Shown, dates};
use crate::screens::{Frame as Lies, TABS};
use crate::ui::command::{Command, Listed};
use crate::ui::ink::Row;
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;

use super::layout::place;
use super::{State, commands};

/// Draws everything.
pub fn view(state: &State, now: Now, frame: &mut Frame<'_>) {
    let area = frame.area();
    let cursor = {
        let mut painter = Painter::new(frame.buffer_mut(), state.theme());
        draw(state, (area.width, area.height), &now, &mut painter);
        if state.settings.ascii {
            painter.to_ascii();
        }
        painter.cursor()
    };
    if let Some(at) = cursor {
        frame.set_cursor_position(at);
    }
}

fn draw(state: &State, size: (u16, u16), now: &Now, painter: &mut Painter<'_>) {
    let layout = state.layout();
    if let Some(screen) = state.tabs.get(state.tab) {
        screen.draw(layout.body, now, painter);
    }
    for screen in &state.overlays {
        let frame = screen.frame();
        let (outer, inner) = place(&frame, layout.body);
        painter.hide_cursor();
        // What floats has the page to itself: nothing half hidden beside it.
        painter.clear(layout.body);
        if let Lies::Float { title, .. } = &frame {
            painter.float(outer, title);
        }
        screen.draw(inner, now, painter);
    }
    if layout.tabs.height > 0 {
        draw_tabs(state.tab, layout.tabs, layout.underline, now, painter);
    }
    if let Some(y) = layout.rule {
        painter.rule(0, y, size.0);
    }
    if layout.hint.height > 0 {
        draw_hint(state, layout.hint, now, painter);
    }
    if !state.pressed.is_empty() {
        draw_following(state, layout.body, painter);
    }
}

/// What may follow the keys that were pressed, over the foot of the screen.
fn draw_following(state: &State, body: Area, painter: &mut Painter<'_>) {
    let following = state.settings.keys.following(&state.pressed, &state.commands());
    let widest = following.iter().map(|(keys, command)| keys.len() + command.help.len() + 5).max().unwrap_or(0);
    let wide = u16::try_from(widest).unwrap_or(u16::MAX).min(body.width).max(1);
    let columns = (body.width.saturating_sub(2) / wide).max(1);
    let count = u16::try_from(following.len()).unwrap_or(u16::MAX);
    let rows = count.div_ceil(columns).min(body.height.saturating_sub(1));
    if rows == 0 {
        return;
    }
    let area = Area::new(body.x, body.bottom() - rows - 1, body.width, rows + 1);
    painter.hide_cursor();
    painter.clear(area);
    painter.rule(area.x, area.y, area.width);
    for ((keys, command), n) in following.iter().zip(0_u16..) {
        let (column, y) = (n / rows, area.y + 1 + n % rows);
        let x = area.x + 1 + column.saturating_mul(wide);
        if x >= area.right() {
            break;
        }
        let row = Row::of(format!("{keys}  "), Role::Accent).with(command.help, Role::Text);
        painter.row(x, y, wide.min(area.right() - x), &row);
    }
}

/// How the tab line is written at a width.
struct Line {
    /// Whether the name of the program leads it.
    brand: bool,
    /// Columns between two tabs.
    gap: u16,
    /// Whether every tab has its name, or only the open one.
    names: bool,
    /// Whether the date ends it.
    date: bool,
}

/// Columns of a tab.
fn tab_width(n: usize, open: usize, names: bool) -> u16 {
    let name = TABS.get(n).map_or(0, |tab| tab.name.len());
    if names || n == open { u16::try_from(name + 2).unwrap_or(2) } else { 1 }
}

fn line_at(open: usize, columns: u16) -> Line {
    let wide = |gap: u16, names: bool| (0..TABS.len()).map(|n| tab_width(n, open, names) + gap).sum::<u16>();
    match columns {
        c if c >= wide(3, true) + 22 => Line { brand: true, gap: 3, names: true, date: true },
        c if c >= wide(2, true) + 12 => Line { brand: false, gap: 2, names: true, date: true },
        c if c >= wide(2, true) => Line { brand: false, gap: 2, names: true, date: false },
        c if c + 1 >= wide(1, true) => Line { brand: false, gap: 1, names: true, date: false },
        c if c >= wide(2, false) + 14 => Line { brand: false, gap: 2, names: false, date: true },
        _ => Line { brand: false, gap: 1, names: false, date: false },
    }
}

/// Where each tab begins, and how wide it is.
fn spots(open: usize, columns: u16) -> Vec<(u16, u16)> {
    let line = line_at(open, columns);
    let snug = line.names && line.gap == 1;
    let mut x = if line.brand { 10 } else { u16::from(!snug && columns > 20) };
    let spot = |n| {
        let width = tab_width(n, open, line.names);
        let at = x;
        x = x.saturating_add(width + line.gap);
        (at, width)
    };
    (0..TABS.len()).map(spot).collect()
}

/// The tab at a column.
pub(super) fn tab_at(open: usize, x: u16, columns: u16) -> Option<usize> {
    spots(open, columns).into_iter().position(|(at, width)| (at..at + width).contains(&x))
}

fn draw_tabs(open: usize, area: Area, underline: Option<u16>, now: &Now, painter: &mut Painter<'_>) {
    let line = line_at(open, area.width);
    if line.brand {
        painter.put(1, area.y, area.width, "mentee", Role::Brand);
    }
    for ((n, tab), (x, width)) in TABS.iter().enumerate().zip(spots(open, area.width)) {
        if x >= area.right() {
            break;
        }
        let is_open = n == open;
        let number = (n + 1).to_string();
        painter.put(x, area.y, area.right() - x, number, Role::Dim);
        if is_open || line.names {
            let role = if is_open { Role::Strong } else { Role::Dim };
            painter.put(x + 2, area.y, area.right().saturating_sub(x + 2), tab.name, role);
        }
        if let (true, Some(y)) = (is_open, underline) {
            painter.underline(x + 2, y, width.saturating_sub(2).min(area.right().saturating_sub(x + 2)));
        }
    }
    if line.date {
        let date = Row::of(dates::say(now.today(), now), Role::Dim);
        painter.ends(area.x, area.y, 0, &Row::new(), &Row::new());
        let wide = u16::try_from(date.width()).unwrap_or(0);
        painter.row(area.right().saturating_sub(wide + 1), area.y, wide, &date);
    }
}

/// The hint line: what can be pressed, most useful first; at its right end what just happened.
fn draw_hint(state: &State, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let notice = state.notice.as_ref().filter(|notice| notice.is_live(now));
    let pad = u16::from(area.width > 20);
    let room = area.width.saturating_sub(2 * pad);
    let mut right = match notice {
        Some(notice) => {
            let said = Row::of(notice.text.clone(), notice.role);
            // What happened leaves room for what can be pressed.
            let long = said.width() > usize::from(room / 2);
            if long { Row::of(shortened(notice.text.as_str()), notice.role) } else { said }
        }
        None => Row::of(state.settings.banner, Role::Soon),
    };
    if !state.pressed.is_empty() {
        let keys: Vec<_> = state.pressed.iter().map(ToString::to_string).collect();
        right = Row::of(format!("{} …", keys.join(" ")), Role::Accent);
    }
    let right = right.fit(usize::from(room));
    let taken = right.width() + if right.is_empty() { 0 } else { 3 };
    let left = hints(state, usize::from(room).saturating_sub(taken));
    painter.ends(area.x + pad, area.y, room, &left, &right);
}

/// A notice with its titles cut short: they are what is long about it.
fn shortened(said: &str) -> String {
    const TITLE: usize = 22;
    let mut short = String::new();
    for (n, part) in said.split_inclusive('“').enumerate() {
        match part.split_once('”').filter(|_| n > 0) {
            Some((title, rest)) => {
                short.push_str(Shown::line(title).fit(TITLE).as_str());
                short.push('”');
                short.push_str(rest);
            }
            None => short.push_str(part),
        }
    }
    short
}

/// As many hints as fit; the last one says where to find the others.
fn hints(state: &State, columns: usize) -> Row {
    let Some(screen) = state.top() else { return Row::new() };
    let keys = &state.settings.keys;
    let mut listed: Vec<Listed> =
        screen.commands().into_iter().filter(|command| command.hint && command.off.is_none()).collect();
    let mut last = Row::new();
    if !screen.is_typing() && !state.alone {
        let everywhere = commands::TABLE.iter().filter(|command| command.hint).map(Command::listed);
        for command in everywhere {
            if command.name == "help" {
                last = hint(&command, keys.spelt(&command).first().copied());
            } else if !listed.iter().any(|known| known.name == command.name) {
                listed.push(command);
            }
        }
    }
    let mut row = Row::new();
    let mut used = last.width();
    for command in &listed {
        let one = hint(command, keys.spelt(command).first().copied());
        if one.is_empty() || used + one.width() + 2 > columns {
            continue;
        }
        used += one.width() + 2;
        row = row.then(one).with("  ", Role::Dim);
    }
    if used <= columns { row.then(last) } else { row }
}

fn hint(command: &Listed, key: Option<&str>) -> Row {
    match key {
        Some(key) => Row::of(key, Role::Accent).with(" ", Role::Dim).with(command.label, Role::Dim),
        None => Row::new(),
    }
}

/// A frame as it was drawn, for tests.
#[cfg(test)]
pub(super) mod drawn {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::style::Color;

    use super::{Now, State, view};
    use crate::domain::text::grapheme_width;
    use crate::ui::theme::Rgb;

    /// A frame.
    pub(in crate::app) struct Drawn {
        /// The graphemes of each row, with their colours; what a wide one covers is left out.
        pub(in crate::app) rows: Vec<Vec<(String, Option<Rgb>)>>,
        /// Where the terminal's cursor stands.
        pub(in crate::app) cursor: Option<(u16, u16)>,
    }

    /// Draws a frame.
    pub(in crate::app) fn draw(state: &State, now: Now) -> Drawn {
        let (columns, rows) = state.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
        let buffer = terminal.draw(|frame| view(state, now, frame)).expect("a frame").buffer.clone();
        let row = |y| {
            let mut row = Vec::new();
            let mut x = 0;
            while x < columns {
                let cell = &buffer[(x, y)];
                let colour = match cell.fg {
                    Color::Rgb(r, g, b) => Some([r, g, b]),
                    _ => None,
                };
                row.push((cell.symbol().to_owned(), colour));
                x += u16::try_from(grapheme_width(cell.symbol()).max(1)).unwrap_or(1);
            }
            row
        };
        let at = terminal.backend().cursor_position();
        let cursor = terminal.backend().cursor_visible().then_some((at.x, at.y));
        Drawn { rows: (0..rows).map(row).collect(), cursor }
    }
}
