//! Draws the review of the week: where one is, the step, and nothing else.

use crate::domain::reflecting::QUESTIONS;
use crate::domain::week::Week;
use crate::domain::{Now, Shown, dates};
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter, inset};
use crate::ui::theme::Role;
use crate::ui::{glyph, words};

use super::{STEPS, Step, Weekly};

/// The widest a line of text gets.
const COLUMNS: u16 = 84;

fn inner(area: Area) -> Area {
    let pad = if area.width >= 60 { 3 } else { u16::from(area.width > 8) * 2 };
    Area::new(area.x + pad.min(area.width), area.y, area.width.saturating_sub(pad + 2), area.height)
}

/// Where the step lies.
fn body(area: Area) -> Area {
    let head = match area.height {
        0..6 => 0,
        6..16 => 1,
        _ => 3,
    };
    let inner = inset(inner(area), 0, head);
    Area { width: inner.width.min(COLUMNS), ..inner }
}

/// Where a text is written: below what stands above it.
pub(super) fn text_area(screen: &Weekly, area: Area) -> Area {
    let body = body(area);
    match screen.step() {
        Step::Prompt => {
            let above = u16::try_from(above(screen, body).len()).unwrap_or(0);
            let text = inset(body, 0, above);
            Area { height: text.height.saturating_sub(u16::from(screen.error.is_some())), ..text }
        }
        _ => Area { height: 1.min(body.height), ..body },
    }
}

/// What a step is called.
const fn title(step: Step) -> &'static str {
    match step {
        Step::Facts => "Your week, by its facts",
        Step::Looks => "Where the goals stand",
        Step::Pulse => "How the week was",
        Step::Prompt => "One prompt",
        Step::Rule => "One rule for next time",
        Step::Rehearse => "One plan, read back",
        Step::Next => "Up to three for the week to come",
    }
}

/// Draws the screen.
pub(super) fn draw(screen: &Weekly, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let (whole, body) = (inner(area), body(area));
    if body.y > area.y {
        let roomy = whole.width >= 56;
        let mut left = if roomy { words::heading("The week").with("   ", Role::Dim) } else { Row::new() };
        left.push(title(screen.step()), Role::Strong);
        let mut right = Row::new();
        for n in 0..if roomy { STEPS.len() } else { 0 } {
            let (mark, role) = match n {
                n if n < screen.step || screen.done => (glyph::MEETING, Role::Accent),
                n if n == screen.step => (glyph::HALF, Role::Accent),
                _ => (glyph::DOT, Role::Faint),
            };
            right.push(mark, role);
        }
        right.push(format!("  {} of {}", (screen.step + 1).min(STEPS.len()), STEPS.len()), Role::Dim);
        painter.ends(whole.x, whole.y, whole.width.min(COLUMNS), &left, &right);
    }
    let Some(week) = &screen.week else { return };
    if screen.done {
        return painter.rows(body, &ending(week, now, usize::from(body.width)));
    }
    match screen.step() {
        Step::Facts => painter.rows(body, &facts(screen, week, now, usize::from(body.width))),
        Step::Looks => draw_looks(screen, week, body, painter),
        Step::Pulse => painter.rows(body, &pulse(screen, week, usize::from(body.width))),
        Step::Prompt => {
            painter.rows(body, &above(screen, body));
            screen.text.draw(text_area(screen, area), painter, &[], true);
        }
        Step::Rule => draw_rule(screen, week, body, painter),
        Step::Rehearse => painter.rows(body, &rehearse(week, usize::from(body.width))),
        Step::Next => draw_next(screen, week, body, now, painter),
    }
    if let Some(error) = &screen.error
        && body.height > 1
    {
        painter.put(body.x, body.bottom() - 1, body.width, error.as_str(), Role::Late);
    }
}

/// A line on how to go on.
fn hint(key: &str, says: &str) -> Row {
    Row::of(key, Role::Accent).with(format!(" {says}"), Role::Dim)
}

fn facts(screen: &Weekly, week: &Week, now: &Now, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for (n, fact) in week.facts(now).iter().enumerate() {
        rows.extend(paragraph(fact, columns, if n == 0 { Role::Dim } else { Role::Text }));
    }
    if let Some(rule) = &week.rule {
        rows.push(Row::new());
        rows.extend(paragraph(&format!("You wrote last: next time I will {rule}"), columns, Role::Good));
    }
    if screen.found {
        rows.extend([Row::new(), Row::of("Kept as a draft; it goes on where it was.", Role::Dim)]);
    }
    rows.push(Row::new());
    rows.extend(hint("Enter", "goes on. Seven minutes; every step can be left out.").wrap(columns));
    rows
}

fn draw_looks(screen: &Weekly, week: &Week, area: Area, painter: &mut Painter<'_>) {
    if screen.looks.is_empty() {
        let rows = vec![Row::of("No active goal to look at.", Role::Dim), Row::new(), hint("Enter", "goes on")];
        return painter.rows(area, &rows);
    }
    painter.put(area.x, area.y, area.width, "Type the new value; Enter: no change.", Role::Dim);
    let list = inset(area, 0, 2);
    let from = (screen.row + 1).saturating_sub(usize::from(list.height.max(1)));
    let looks = week.looks();
    for (n, ((_, typed), y)) in screen.looks.iter().skip(from).zip(list.top()..list.bottom()).enumerate() {
        let Some(look) = looks.get(from + n) else { continue };
        let here = from + n == screen.row;
        let names = (list.width / 2).max(8);
        let role = if here { Role::Strong } else { Role::Text };
        painter.row(list.x, y, names, &Row::of(look.title.as_str(), role));
        let was = painter.put(list.x + names + 1, y, 14, format!("{} →", look.value), Role::Dim);
        let x = list.x + names + 1 + was + 1;
        let line = Area::new(x, y, list.right().saturating_sub(x), 1);
        if here || !typed.is_empty() {
            typed.draw(line, painter, &[], here);
        } else {
            painter.put(x, y, line.width, "no change", Role::Faint);
        }
    }
}

fn pulse(screen: &Weekly, week: &Week, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    if week.pulse && screen.marks.is_empty() {
        rows.push(Row::of("This week has its pulse; three taps change it.", Role::Dim));
        rows.push(Row::new());
    }
    let column = QUESTIONS.iter().map(|(_, question, _)| question.len()).max().unwrap_or(0) + 8;
    for (n, (_, question, ends)) in QUESTIONS.iter().enumerate() {
        let asked = n == screen.marks.len();
        let mark = screen.marks.get(n).map_or(if asked { "▁" } else { glyph::DOT }.to_owned(), ToString::to_string);
        let row = Row::of(format!("{mark}  "), Role::Accent);
        let row = row.with(format!("{question} …"), if asked { Role::Strong } else { Role::Dim });
        let gap = " ".repeat(column.saturating_sub(row.width()));
        if column + ends.len() <= columns {
            rows.push(row.with(gap, Role::Dim).with(*ends, Role::Dim));
        } else {
            rows.push(row.fit(columns));
            rows.push(Row::of(format!("   {ends}"), Role::Dim).fit(columns));
        }
    }
    rows.extend([Row::new(), hint("1 … 5", "taps")]);
    rows.extend(hint("Enter", "leaves it out, without a trace. Private always.").wrap(columns));
    rows
}

/// What stands above the text.
fn above(screen: &Weekly, area: Area) -> Vec<Row> {
    let columns = usize::from(area.width);
    let mut rows = match &screen.prompt {
        Some(prompt) => paragraph(&prompt.text, columns, Role::Strong),
        None => vec![Row::of("Write what stays.", Role::Dim)],
    };
    if area.height >= 14 {
        let parts = screen.offers.parts(screen.frame);
        rows.extend(parts.iter().map(|part| Row::of("  ", Role::Dim).with(part.as_str(), Role::Dim).fit(columns)));
    }
    if area.height >= 8 {
        rows.push(hint("Tab", "goes on").with("   a line for each is plenty", Role::Dim).fit(columns));
        rows.push(Row::new());
    }
    rows.truncate(usize::from(area.height).saturating_sub(3));
    rows
}

fn draw_rule(screen: &Weekly, week: &Week, area: Area, painter: &mut Painter<'_>) {
    let used = painter.put(area.x, area.y, area.width, "Next time I will ", Role::Dim);
    let line = Area::new(area.x + used, area.y, area.width.saturating_sub(used), 1.min(area.height));
    screen.rule.draw(line, painter, &[], true);
    let mut rows = Vec::new();
    if let Some(rule) = &week.rule {
        rows.extend(paragraph(&format!("Last time: {rule}"), usize::from(area.width), Role::Dim));
    }
    rows.extend([Row::new(), hint("Enter", "goes on, with or without one")]);
    painter.rows(inset(area, 0, 2), &rows);
}

fn rehearse(week: &Week, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    match &week.if_then {
        Some((title, plan)) => {
            rows.extend(paragraph(title, columns, Role::Dim));
            rows.push(Row::new());
            rows.extend(paragraph(&format!("“{}”", Shown::line(plan).as_str()), columns, Role::Strong));
            rows.push(Row::new());
            rows.push(Row::of("Say it once, as if it were happening. That is all.", Role::Dim));
        }
        None => rows.push(Row::of("No if-then plan is open. A goal or an obstacle can hold one.", Role::Dim)),
    }
    rows.extend([Row::new(), hint("Enter", "goes on")]);
    rows
}

fn draw_next(screen: &Weekly, week: &Week, area: Area, now: &Now, painter: &mut Painter<'_>) {
    let keys = hint("Space", "takes one up").with("   Enter", Role::Accent).with(" saves all of it", Role::Dim);
    painter.row(area.x, area.y, area.width, &keys);
    let list = inset(area, 0, 2);
    if week.open.is_empty() {
        painter.put(list.x, list.y, list.width, "Nothing is open.", Role::Dim);
    }
    let from = (screen.row + 1).saturating_sub(usize::from(list.height.max(1)));
    for (n, (open, y)) in week.open.iter().skip(from).zip(list.top()..list.bottom()).enumerate() {
        let chosen = screen.chosen.contains(&open.id);
        let mark = if chosen { glyph::DONE } else { glyph::OPEN };
        let role = if chosen { Role::Good } else { Role::Dim };
        let left = Row::of(mark, role)
            .with(" ", Role::Dim)
            .with(open.title.as_str(), if chosen { Role::Strong } else { Role::Text });
        let right = match open.due {
            Some(due) => words::due(due, true, now),
            None if open.doing => Row::of("under way", Role::Dim),
            None => Row::new(),
        };
        painter.ends(list.x, y, list.width, &left, &right);
        if from + n == screen.row {
            let before = 2.min(list.x);
            painter.band(Area::new(list.x - before, y, list.width + before + 1, 1));
        }
    }
}

/// The last line: something from old notes.
fn ending(week: &Week, now: &Now, columns: usize) -> Vec<Row> {
    let mut rows = vec![Row::of("That was the week.", Role::Strong), Row::new()];
    if let Some(found) = &week.found {
        rows.extend(paragraph(&format!("“{}”", Shown::line(found.text.trim()).as_str()), columns, Role::Text));
        let day = found.day.map(|day| dates::say(day, now));
        let by: Vec<String> = found.by.iter().cloned().chain(day).collect();
        rows.push(Row::of(by.join(", "), Role::Dim));
        rows.push(Row::new());
    }
    rows.push(hint("Enter", "back"));
    rows
}
