//! Draws Reflect: the list beside what is read or written where there is room, one over the other where there is not.

use crate::domain::reflecting::QUESTIONS;
use crate::domain::{Day, Now};
use crate::ui::ink::{Row as Ink, paragraph};
use crate::ui::paint::{Area, Painter, inset};
use crate::ui::theme::Role;
use crate::ui::{chart, glyph, words};

use super::pulse::Taps;
use super::room::Room;
use super::{Reflect, Row, detail};

/// From this width on there are two panes.
const WIDE: u16 = 100;

/// Where everything lies. A pane that is not in sight has no rows.
pub(super) struct Panes {
    /// The rows of the list.
    pub(super) left: Area,
    /// What is read, or the whole writing room.
    pub(super) right: Area,
    /// The text that is written.
    pub(super) text: Area,
}

/// Where everything lies in an area.
pub(super) fn panes(screen: &Reflect, area: Area) -> Panes {
    let pad = if area.width >= 60 { 3 } else { u16::from(area.width > 8) * 2 };
    let inner = Area::new(area.x + pad.min(area.width), area.y, area.width.saturating_sub(pad + 2), area.height);
    let nothing = Area::new(inner.x, inner.y, 0, 0);
    let over = screen.reading || screen.room.is_some() || screen.taps.is_some();
    let (left, right) = if area.width >= WIDE {
        let wide = (area.width * 3 / 8).clamp(36, 50);
        let head = list_head(inner.height);
        (Area { width: wide, ..inset(inner, 0, head) }, inset(inner, wide + 4, 0))
    } else if over {
        (nothing, inner)
    } else {
        let list = inset(inner, 0, list_head(inner.height));
        if *screen.row() == Row::Now && screen.guest.is_none() && list.height >= 10 {
            // What comes back is to be seen at once, the newest entries below it.
            let rows = u16::try_from(screen.rows.len()).unwrap_or(u16::MAX).min(list.height / 3);
            (Area { height: rows, ..list }, inset(list, 0, rows + 1))
        } else {
            (list, nothing)
        }
    };
    let text = match &screen.room {
        Some(room) => text_area(screen, room, right),
        None => nothing,
    };
    Panes { left, right, text }
}

/// Rows above the list.
const fn list_head(height: u16) -> u16 {
    match height {
        0..6 => 0,
        6..16 => 1,
        _ => 2,
    }
}

/// The first row of the list in sight.
pub(super) const fn top(cursor: usize, height: usize) -> usize {
    (cursor + 3).saturating_sub(if height < 4 { 4 } else { height })
}

/// Draws the screen.
pub(super) fn draw(screen: &Reflect, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let panes = panes(screen, area);
    if panes.left.width > 0 {
        draw_list(screen, panes.left, now, painter);
    }
    if panes.right.width == 0 {
        return;
    }
    if let Some(taps) = &screen.taps {
        draw_taps(taps, panes.right, painter);
    } else if let Some(room) = &screen.room {
        draw_room(screen, room, &panes, painter);
    } else {
        draw_detail(screen, panes.right, now, painter);
    }
}

fn draw_list(screen: &Reflect, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let head = list_head(area.height + 2);
    if head > 0 && area.y > 0 {
        let y = area.y.saturating_sub(head);
        let total = screen.page.as_ref().map(|page| page.total.to_string()).unwrap_or_default();
        if screen.filtering {
            let used = painter.put(area.x, y, area.width, "/ ", Role::Accent);
            let line = Area::new(area.x + used, y, area.width.saturating_sub(used + 6), 1);
            screen.filter.draw(line, painter, &[], true);
        } else {
            let mut left = words::heading("Entries");
            if !screen.filter.is_empty() {
                left = left.with(format!("  /{}", screen.filter.text()), Role::Accent);
            }
            painter.ends(area.x, y, area.width, &left, &Ink::of(total, Role::Dim));
        }
    }
    let focus = !screen.reading && screen.room.is_none() && screen.taps.is_none();
    let from = top(screen.cursor, usize::from(area.height)).min(screen.rows.len().saturating_sub(1));
    for (n, (row, y)) in screen.rows.iter().skip(from).zip(area.top()..area.bottom()).enumerate() {
        let selected = from + n == screen.cursor;
        let (left, right) = list_row(screen, row, selected && focus, area.width, now);
        painter.ends(area.x, y, area.width, &left, &right);
        if selected {
            let before = 2.min(area.x);
            painter.band(Area::new(area.x - before, y, area.width + before + 1, 1));
        }
    }
    if screen.page.as_ref().is_some_and(|page| page.total == 0) {
        let below = inset(area, 0, 2);
        let text = if screen.filter.is_empty() {
            "Nothing written yet. n begins with the prompt."
        } else {
            "Nothing with these words. Esc shows all."
        };
        painter.rows(below, &paragraph(text, usize::from(below.width), Role::Dim));
    }
}

fn list_row(screen: &Reflect, row: &Row, strong: bool, columns: u16, now: &Now) -> (Ink, Ink) {
    let role = if strong { Role::Strong } else { Role::Text };
    match row {
        Row::Now => {
            let left = Ink::of(glyph::WRITE, Role::Accent).with(" ", Role::Dim).with("Now", role);
            let theme = screen.prompt.as_ref().map(|prompt| prompt.theme.replace('-', " ")).unwrap_or_default();
            (left, Ink::of(theme, Role::Dim))
        }
        Row::Week(week, taken) => {
            let right = match taken.as_ref().and_then(|taken| taken.marks.first().copied().flatten()) {
                None => Ink::new(),
                Some(energy) => {
                    let step = chart::sparkline(&[crate::domain::figures::real(energy)], 0.5, 5.0);
                    Ink::of(format!("energy {energy} "), Role::Dim).with(step, Role::Accent)
                }
            };
            (Ink::of(week_words(*week, now), if strong { Role::Strong } else { Role::Dim }), right)
        }
        Row::Entry(entry) => {
            let day = entry.day.format("%a %-d").to_string();
            let left = Ink::of(format!("  {day:<7}"), Role::Dim).with(entry.title.as_str(), role);
            let named = entry.prompt.as_deref().and_then(|id| screen.offers.prompt(id));
            let theme = named.map_or(entry.frame.as_str(), |prompt| prompt.theme.as_str()).replace('-', " ");
            (left, if columns >= 40 { Ink::of(theme, Role::Dim) } else { Ink::new() })
        }
    }
}

/// A week by its first and last day: `22 – 28 Sep`.
fn week_words(week: Day, now: &Now) -> String {
    use chrono::Datelike as _;
    let last = week.checked_add_days(chrono::Days::new(6)).unwrap_or(week);
    let year = if last.year() == now.today().year() { String::new() } else { last.format(" %Y").to_string() };
    let from =
        if week.month() == last.month() { week.format("%-d").to_string() } else { week.format("%-d %b").to_string() };
    format!("{from} – {}{year}", last.format("%-d %b"))
}

fn draw_detail(screen: &Reflect, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let lines = detail::lines(screen, usize::from(area.width), now);
    let from = screen.top.min(lines.len().saturating_sub(1));
    let mut link = lines.iter().take(from).filter(|line| line.link.is_some()).count();
    for (line, y) in lines.iter().skip(from).zip(area.top()..area.bottom()) {
        painter.row(area.x, y, area.width, &line.row);
        if line.link.is_some() {
            if screen.reading && screen.link == Some(link) {
                let before = 2.min(area.x);
                painter.band(Area::new(area.x - before, y, area.width + before, 1));
            }
            link += 1;
        }
    }
    let below = lines.len().saturating_sub(from + usize::from(area.height));
    if below > 0 && area.height > 2 {
        let more = Ink::of(format!(" {below} more ↓"), Role::Dim);
        let wide = u16::try_from(more.width()).unwrap_or(0).min(area.width);
        painter.clear(Area::new(area.right() - wide, area.bottom() - 1, wide, 1));
        painter.row(area.right() - wide, area.bottom() - 1, wide, &more);
    }
}

/// What stands above the text: the prompt, and what its frame asks for where there is room for that.
fn above(screen: &Reflect, room: &Room, area: Area) -> Vec<Ink> {
    let columns = usize::from(area.width).min(84);
    let mut rows = Vec::new();
    if let Some(prompt) = room.prompt.as_deref().and_then(|id| screen.offers.prompt(id)) {
        rows.extend(paragraph(&prompt.text, columns, Role::Strong));
    }
    let parts = screen.offers.parts(room.frame);
    if area.height >= 16 {
        rows.extend(parts.iter().map(|part| Ink::of("  ", Role::Dim).with(part.as_str(), Role::Dim).fit(columns)));
    }
    if room.found {
        rows.push(Ink::of("Kept as a draft; it goes on where it was.", Role::Dim));
    }
    if !rows.is_empty() && area.height >= 8 {
        rows.push(Ink::new());
    }
    rows.truncate(usize::from(area.height).saturating_sub(3));
    rows
}

/// Rows below the text: for the rule, or for why it could not be saved.
fn below(room: &Room, height: u16) -> u16 {
    match () {
        () if room.asking && height >= 8 => 4,
        () if room.asking => 2,
        () if room.error.is_some() => 1,
        () => 0,
    }
}

fn text_area(screen: &Reflect, room: &Room, area: Area) -> Area {
    let above = u16::try_from(above(screen, room, area).len()).unwrap_or(0);
    let text = inset(area, 0, above);
    Area { width: text.width.min(84), height: text.height.saturating_sub(below(room, area.height)), ..text }
}

/// The writing room: the prompt, the text, at the end the rule.
fn draw_room(screen: &Reflect, room: &Room, panes: &Panes, painter: &mut Painter<'_>) {
    let area = panes.right;
    painter.rows(area, &above(screen, room, area));
    room.text.draw(panes.text, painter, &[], !room.asking);
    let left = below(room, area.height);
    if left == 0 || left > area.height {
        return;
    }
    let foot = Area { y: area.bottom() - left, height: left, ..area };
    let mut y = foot.y + u16::from(left == 4);
    if room.asking {
        let head =
            Ink::of("One rule for next time?", Role::Strong).with("  Enter saves, with or without it", Role::Dim);
        painter.row(foot.x, y, foot.width, &head);
        y += 1;
        let used = painter.put(foot.x, y, foot.width, "Next time I will ", Role::Dim);
        let line = Area::new(foot.x + used, y, foot.width.saturating_sub(used), 1);
        room.rule.draw(line, painter, &[], true);
        y += 1;
    }
    if let Some(error) = &room.error
        && y < foot.bottom()
    {
        painter.put(foot.x, y, foot.width, error.as_str(), Role::Late);
    }
}

/// The three taps.
fn draw_taps(taps: &Taps, area: Area, painter: &mut Painter<'_>) {
    let mut rows = vec![words::heading("Pulse of this week"), Ink::new()];
    for (n, (field, question, ends)) in QUESTIONS.iter().enumerate() {
        let asked = n == taps.marks.len() && taps.saved.is_none();
        let mark = taps.marks.get(n).map_or(if asked { "▁" } else { glyph::DOT }.to_owned(), ToString::to_string);
        let role = if asked { Role::Strong } else { Role::Dim };
        let row = Ink::of(format!("{mark}  "), Role::Accent).with(format!("{question} …"), role);
        rows.push(row);
        if asked || area.height >= 11 {
            rows.push(Ink::of(format!("   {field}: {ends}"), Role::Dim));
        }
    }
    if taps.saved.is_some() {
        let (_, question, ends) = taps.question();
        rows.extend([Ink::new(), Ink::of("Saved. ", Role::Good).with(question, Role::Strong)]);
        rows.push(Ink::of(format!("       {ends}   Enter leaves it"), Role::Dim));
    }
    rows.push(Ink::new());
    rows.extend(if let Some(error) = &taps.error {
        paragraph(error, usize::from(area.width), Role::Late)
    } else {
        let keys = Ink::of("1 … 5", Role::Accent).with(" tap   ", Role::Dim).with("Esc", Role::Accent);
        vec![keys.with(" leaves, without a trace", Role::Dim)]
    });
    painter.rows(area, &rows);
}
