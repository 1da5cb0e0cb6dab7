//! Draws Today: two columns where there is room for them, one below the other where there is not.

use crate::domain::ask::{GoalRow, NeedRow, NextMeeting, Resurfaced, Today as Page};
use crate::domain::needs::Reason;
use crate::domain::{Now, dates, practice};
use crate::ui::ink::{Row, paragraph, paragraph_of};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;
use crate::ui::{chart, glyph, words};

use super::{NEEDS_MAX, Part, Today, ways::WAYS};

/// From this width on there are two columns.
const WIDE: u16 = 100;

/// A line of the page.
#[derive(Clone, Debug, Default)]
struct Line {
    left: Row,
    right: Row,
    /// What the cursor stands on when it stands here.
    item: Option<usize>,
}

impl Line {
    fn of(left: Row) -> Self {
        Self { left, ..Self::default() }
    }
}

/// A part of the page: its heading, what stands at the right end of that, and its lines.
struct Block {
    heading: &'static str,
    count: Row,
    lines: Vec<Line>,
}

/// Draws the screen.
pub(super) fn draw(today: &Today, area: Area, now: &Now, painter: &mut Painter<'_>) {
    for (area, line) in placed(today, area, now) {
        painter.ends(area.x, area.y, area.width, &line.left, &line.right);
        if line.item == Some(today.cursor) {
            let band = Area::new(area.x.saturating_sub(2), area.y, area.width + area.x.min(2) + 1, 1);
            painter.band(band);
        }
    }
    if today.filtering
        && let Some((heading, _)) = placed(today, area, now).into_iter().find(|(_, line)| is_filter(&line.left))
    {
        let at = Area::new(heading.x + 12, heading.y, heading.width.saturating_sub(18), 1);
        today.filter.draw(at, painter, &[], true);
    }
}

/// Whether a heading is the one that the filter is typed into.
fn is_filter(row: &Row) -> bool {
    row.runs().first().is_some_and(|(text, _)| text.as_str() == "NEEDS YOU")
}

/// The item at a place of the screen.
pub(super) fn item_at(today: &Today, x: u16, y: u16, area: Area, now: &Now) -> Option<usize> {
    let lines = placed(today, area, now);
    let line = lines.into_iter().find(|(at, _)| at.y == y && (at.x.saturating_sub(2)..at.right() + 1).contains(&x));
    line.and_then(|(_, line)| line.item)
}

/// Every line that is in sight, with its place.
fn placed(today: &Today, area: Area, now: &Now) -> Vec<(Area, Line)> {
    let Some(page) = &today.page else { return Vec::new() };
    let pad = if area.width >= 60 { 3 } else { 2.min(area.width) };
    let inner = Area::new(area.x + pad, area.y, area.width.saturating_sub(pad + 2), area.height);
    if today.is_first_run() {
        return column(&first_run(inner, today.cursor), today.cursor, inner);
    }
    let airy = area.height >= 28;
    let goals = |columns| goals(today, page, columns);
    if area.width < WIDE {
        let columns = usize::from(inner.width);
        let blocks = vec![
            next_meeting(today, page, now, columns, false),
            needs(today, columns, false),
            goals(columns),
            momentum(page),
            weeks(page, now, columns),
            note(today, page, now, columns),
        ];
        return column(&lines(blocks, false), today.cursor, inner);
    }
    let left = Area::new(inner.x, inner.y, inner.width / 2, inner.height);
    let from = left.right() + 6;
    let right = Area::new(from, inner.y, inner.right().saturating_sub(from), inner.height);
    let (mut above, mut beside) =
        (next_meeting(today, page, now, usize::from(left.width), true), weeks(page, now, usize::from(right.width)));
    // What comes next begins on the same row in both columns.
    let rows = above.lines.len().max(beside.lines.len());
    above.lines.resize_with(rows, Line::default);
    beside.lines.resize_with(rows, Line::default);
    let note = note(today, page, now, usize::from(left.width));
    let left_lines = lines(vec![above, needs(today, usize::from(left.width), airy), note], airy);
    let right_lines = lines(vec![beside, goals(usize::from(right.width)), momentum(page)], airy);
    let mut all = column(&left_lines, today.cursor, left);
    all.extend(column(&right_lines, today.cursor, right));
    all
}

/// The lines of blocks one below the other; `airy` leaves more room. A block without lines is left out.
fn lines(blocks: Vec<Block>, airy: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in blocks.into_iter().filter(|block| !block.lines.is_empty()) {
        if !lines.is_empty() {
            lines.extend((0..if airy { 2 } else { 1 }).map(|_| Line::default()));
        }
        lines.push(Line { left: words::heading(block.heading), right: block.count, item: None });
        if airy {
            lines.push(Line::default());
        }
        lines.extend(block.lines);
    }
    lines
}

/// Places lines in a column, so that the one under the cursor is in sight.
fn column(lines: &[Line], cursor: usize, area: Area) -> Vec<(Area, Line)> {
    let height = usize::from(area.height);
    let at = lines.iter().position(|line| line.item == Some(cursor)).unwrap_or(0);
    // A little of what follows is kept in sight as well.
    let from = (at + 3).saturating_sub(height).min(lines.len().saturating_sub(height));
    let rows = (area.top()..area.bottom()).zip(lines.iter().skip(from));
    let mut placed: Vec<_> = rows.map(|(y, line)| (Area::new(area.x, y, area.width, 1), line.clone())).collect();
    let below = lines.len().saturating_sub(from + height);
    if let Some((_, last)) = placed.last_mut().filter(|(_, last)| below > 0 && height > 3 && last.item != Some(cursor))
    {
        last.right = Row::of(format!("{below} more ↓"), Role::Dim);
    }
    placed
}

/// The place in the items of a row of a part.
fn item(today: &Today, part: Part, row: usize) -> Option<usize> {
    today.items().iter().position(|item| item.part == part && item.row == row)
}

/// NEXT MEETING.
fn next_meeting(today: &Today, page: &Page, now: &Now, columns: usize, whole: bool) -> Block {
    let mut lines = Vec::new();
    match &page.next_meeting {
        None => {
            let row = Row::of("None planned. ", Role::Dim);
            lines.push(Line::of(row.with("n", Role::Accent).with(" plans one.", Role::Dim)));
        }
        Some(meeting) => {
            let item = item(today, Part::Meeting, 0);
            lines.push(Line { left: who(meeting), right: Row::new(), item });
            lines.push(Line::of(when(meeting, now)));
            let facts = facts(meeting, columns);
            if whole && !facts.is_empty() {
                lines.push(Line::default());
            }
            lines.extend(facts);
        }
    }
    Block { heading: "Next meeting", count: Row::new(), lines }
}

/// With whom, and what sort of talk.
fn who(meeting: &NextMeeting) -> Row {
    let names: Vec<_> = meeting.people.iter().map(|(_, name, _)| name.as_str()).collect();
    let title = if names.is_empty() { meeting.title.clone() } else { names.join(", ") };
    let mut beside = Row::new();
    for (_, _, industry) in &meeting.people {
        beside.dotted(industry.clone().unwrap_or_default(), Role::Dim);
    }
    beside.dotted(meeting.meeting_kind.clone().unwrap_or_default(), Role::Dim);
    Row::of(title, Role::Strong).with(if beside.is_empty() { "" } else { "  " }, Role::Dim).then(beside)
}

/// When, how far away, how long.
fn when(meeting: &NextMeeting, now: &Now) -> Row {
    let day = now.day_of(meeting.at);
    let time = now.local_of(meeting.at).format("%H:%M");
    let mut row = Row::of(format!("{} {time} ", dates::say(day, now)), Role::Text);
    row.push(dates::distance(day, now), Role::Accent);
    if let Some(minutes) = meeting.minutes {
        row.push(format!(" · {minutes} min"), Role::Dim);
    }
    row
}

/// What is known before it.
fn facts(meeting: &NextMeeting, columns: usize) -> Vec<Line> {
    let (since, labels) = if columns < 48 { ("since", 8) } else { ("since last time", 18) };
    let line = |label: &str, value: Row| Line::of(Row::of(format!("{label:<labels$}"), Role::Dim).then(value));
    let mut lines = Vec::new();
    let (kept, made) = meeting.promises;
    if made > 0 {
        let text = format!("{kept} of {} kept", words::count(made, "promise", "promises"));
        lines.push(line(since, Row::of(text, Role::Text)));
    }
    let mut ask = Row::new();
    if meeting.questions > 0 {
        ask.dotted(words::count(meeting.questions, "question", "questions"), Role::Text);
    }
    if meeting.obstacles > 0 {
        ask.dotted(words::count(meeting.obstacles, "obstacle", "obstacles"), Role::Text);
    }
    if !ask.is_empty() {
        lines.push(line("to ask", ask));
    }
    let agenda = match meeting.state.as_str() {
        "prepared" => Row::of("prepared", Role::Good).with(" · b shows what leaves", Role::Dim),
        _ => Row::of("not prepared", Role::Soon).with(" · p drafts it", Role::Dim),
    };
    lines.push(line("agenda", agenda));
    lines
}

/// NEEDS YOU: at most seven rows, and how many more there are.
fn needs(today: &Today, columns: usize, airy: bool) -> Block {
    let rows = today.needs();
    let here = today.item().filter(|item| item.part == Part::Needs).map_or(0, |item| item.row);
    let from = (here + 1).saturating_sub(NEEDS_MAX);
    let mut lines: Vec<Line> = Vec::new();
    for (n, need) in rows.iter().enumerate().skip(from).take(NEEDS_MAX) {
        let selected = n == here && today.item().is_some_and(|item| item.part == Part::Needs);
        let (left, right) = need_row(need, selected);
        let item = item(today, Part::Needs, n);
        let room = columns.saturating_sub(right.width() + 4);
        let role = if selected { Role::Strong } else { Role::Text };
        let parts = paragraph_of(2, &need.title, room.max(8), role);
        // A sentence that does not fit goes on below, where there is room for that.
        if !airy || parts.len() < 2 {
            lines.push(Line { left, right, item });
            continue;
        }
        let (mark, mark_role) = left.runs().first().cloned().unwrap_or_default();
        for (nth, part) in parts.into_iter().enumerate() {
            let head = if nth == 0 { Row::of(mark.clone(), mark_role) } else { Row::of(" ", Role::Dim) };
            let right = if nth == 0 { right.clone() } else { Row::new() };
            lines.push(Line { left: head.with(" ", Role::Dim).then(part), right, item });
        }
    }
    let more = rows.len().saturating_sub(from + NEEDS_MAX);
    let plus = if today.page.as_ref().is_some_and(|page| page.needs_more) { "+" } else { "" };
    if more > 0 {
        lines.push(Line::of(Row::of(format!("  and {more}{plus} more"), Role::Dim)));
    }
    let filtered = today.filtering || !today.filter.is_empty();
    if let (Some(at), false) = (item(today, Part::Unfinished, 0), filtered) {
        let many = today.unfinished >= practice::MANY_UNFINISHED;
        let count = if many { format!("{}+", practice::MANY_UNFINISHED - 1) } else { today.unfinished.to_string() };
        let left = Row::of(glyph::HALF, Role::Dim).with(format!(" Unfinished ({count})"), Role::Text);
        lines.push(Line { left, right: Row::of("any of it can wait", Role::Dim), item: Some(at) });
    }
    if lines.is_empty() {
        let text =
            if filtered { "Nothing with these words. Esc shows all." } else { "Nothing. c writes something down." };
        lines.push(Line::of(Row::of(text, Role::Dim)));
    }
    let mut count = if rows.is_empty() { Row::new() } else { Row::of(format!("{}{plus}", rows.len()), Role::Dim) };
    if !today.filtering && !today.filter.is_empty() {
        count = Row::of(format!("/{}  ", today.filter.text()), Role::Accent).then(count);
    }
    Block { heading: "Needs you", count, lines }
}

/// A row of NEEDS YOU: a glyph and what to do; at the right why, and how long.
fn need_row(need: &NeedRow, selected: bool) -> (Row, Row) {
    let role = match need.reason {
        Reason::Late | Reason::PastDate | Reason::Behind => Role::Late,
        Reason::DueToday | Reason::Unsettled | Reason::Slipping | Reason::ThirdMeeting => Role::Soon,
        Reason::Untold => Role::Accent,
        Reason::Comment => Role::Private,
        Reason::GoalQuiet
        | Reason::PersonQuiet
        | Reason::IntroductionQuiet
        | Reason::ObstacleOpen
        | Reason::LookBack
        | Reason::Reflection => Role::Dim,
    };
    let mark = match need.reason {
        Reason::Late | Reason::DueToday => glyph::CALLS,
        Reason::Untold => glyph::TELL,
        Reason::PersonQuiet | Reason::IntroductionQuiet | Reason::ThirdMeeting => glyph::AGAIN,
        Reason::ObstacleOpen => glyph::OBSTACLE,
        Reason::Reflection | Reason::LookBack => glyph::WRITE,
        Reason::Comment | Reason::Unsettled => glyph::MEETING,
        Reason::PastDate | Reason::Behind | Reason::Slipping | Reason::GoalQuiet => glyph::DUE,
    };
    let title = Row::of(need.title.as_str(), if selected { Role::Strong } else { Role::Text });
    (Row::of(mark, role).with(" ", Role::Dim).then(title), Row::of(need.reason.why(need.days), role))
}

/// GOALS: a thin bar, where it stands, what it is called, and the word of its pace.
fn goals(today: &Today, page: &Page, columns: usize) -> Block {
    let wide = page.goals.iter().map(|goal| crate::domain::Shown::line(&goal.value).width()).max().unwrap_or(0).min(10);
    let cells = if columns >= 50 { 10 } else { 6 };
    let lines = page.goals.iter().enumerate().map(|(n, goal)| Line {
        left: goal_row(goal, cells, wide),
        right: Row::of(words::state_word(&goal.word), words::state_role(&goal.word)),
        item: item(today, Part::Goals, n),
    });
    let mut lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        let row = Row::of("None yet. ", Role::Dim).with("2", Role::Accent).with(" then ", Role::Dim);
        lines.push(Line::of(row.with("n", Role::Accent).with(" makes the first.", Role::Dim)));
    }
    Block { heading: "Goals", count: Row::new(), lines }
}

fn goal_row(goal: &GoalRow, cells: usize, wide: usize) -> Row {
    let role = match words::state_role(&goal.word) {
        Role::Dim => Role::Accent,
        role => role,
    };
    let bar = match goal.actual {
        Some(share) => chart::bar(share, cells, role),
        None => Row::of(glyph::DOT.repeat(cells), Role::Faint),
    };
    let value = crate::domain::text::fit(&goal.value, wide);
    let space = " ".repeat(wide.saturating_sub(value.width()) + 2);
    bar.with(space, Role::Dim).with(value, Role::Dim).with("  ", Role::Dim).with(goal.title.as_str(), Role::Text)
}

/// THIS WEEK, and the next.
fn weeks(page: &Page, now: &Now, columns: usize) -> Block {
    let rows = chart::two_weeks(now, &page.marks);
    let mut lines: Vec<_> = rows.into_iter().map(Line::of).collect();
    let legend = Row::of(glyph::MEETING, Role::Accent)
        .with(" meeting ", Role::Dim)
        .with(glyph::DUE, Role::Soon)
        .with(" due", Role::Dim);
    // Beside the days, or below them where there is no room for both.
    match lines.last_mut() {
        Some(last) if last.left.width() + legend.width() + 2 <= columns => last.right = legend,
        _ => lines.push(Line::of(Row::of(" ", Role::Dim).then(legend))),
    }
    Block { heading: "This week and next", count: Row::new(), lines }
}

/// MOMENTUM: promises kept, and the pulse.
fn momentum(page: &Page) -> Block {
    let mut lines = Vec::new();
    let line = |label: &str, value: Row, spark: String, beside: String| {
        let gap = " ".repeat(14_usize.saturating_sub(value.width()));
        let row = Row::of(format!("{label:<16}"), Role::Text).then(value).with(gap, Role::Dim);
        Line::of(row.with(spark, Role::Accent).with(beside, Role::Dim))
    };
    let (kept, due) = page.promises;
    if due > 0 {
        let value = Row::of(kept.to_string(), Role::Strong).with(format!(" of {due}"), Role::Dim);
        let weeks: Vec<_> = page.promise_weeks.iter().map(|n| f64::from(*n)).collect();
        let most = weeks.iter().copied().fold(1.0, f64::max);
        lines.push(line(
            "promises kept",
            value,
            chart::sparkline(&weeks, 0.0, most),
            format!("  {} weeks", weeks.len()),
        ));
    }
    if let Some(word) = &page.pulse {
        let value = Row::of(word.as_str(), words::state_role(word));
        let beside = format!("  {} weeks", page.pulse_weeks.len());
        lines.push(line("pulse", value, chart::sparkline(&page.pulse_weeks, 0.0, 100.0), beside));
    }
    Block { heading: "Momentum", count: Row::new(), lines }
}

/// FROM YOUR NOTES.
fn note(today: &Today, page: &Page, now: &Now, columns: usize) -> Block {
    let lines = match &page.resurfaced {
        Some(note) => quote(note, now, columns, item(today, Part::Note, 0)),
        None => Vec::new(),
    };
    Block { heading: "From your notes", count: Row::new(), lines }
}

fn quote(note: &Resurfaced, now: &Now, columns: usize, item: Option<usize>) -> Vec<Line> {
    let mut beside = Row::new();
    let day = note.day.map(|day| dates::say(day, now));
    let by: Vec<_> = note.by.iter().cloned().chain(day).collect();
    beside.dotted(by.join(", "), Role::Dim);
    beside.dotted(note.state.as_deref().map(words::state_word).unwrap_or_default(), Role::Dim);
    let mut rows = paragraph_of(3, &format!("“{}”", note.text.trim()), columns, Role::Text);
    let fits = rows.last().is_some_and(|last| last.width() + beside.width() + 2 <= columns);
    match rows.last_mut() {
        Some(last) if fits => *last = std::mem::take(last).with("  ", Role::Dim).then(beside),
        _ => rows.push(beside),
    }
    rows.into_iter()
        .enumerate()
        .map(|(n, left)| Line { left, right: Row::new(), item: item.filter(|_| n == 0) })
        .collect()
}

/// The page of an empty journal.
fn first_run(area: Area, cursor: usize) -> Vec<Line> {
    let columns = usize::from(area.width).min(76);
    let mut lines = vec![Line::of(Row::of("Welcome.", Role::Strong)), Line::default()];
    let about =
        "This journal keeps what you and your mentors make of your time together. It begins with one real thing.";
    lines.extend(paragraph(about, columns, Role::Text).into_iter().map(Line::of));
    lines.push(Line::default());
    for (n, way) in WAYS.iter().enumerate() {
        let role = if n == cursor { Role::Strong } else { Role::Text };
        if usize::from(area.width) >= 84 {
            let row = Row::of(format!("{:<32}", way.says), role).with(way.leads, Role::Dim);
            lines.push(Line { left: row, right: Row::new(), item: Some(n) });
        } else {
            lines.push(Line { left: Row::of(way.says, role), right: Row::new(), item: Some(n) });
            let below = paragraph(way.leads, columns.saturating_sub(2), Role::Dim);
            lines.extend(below.into_iter().map(|row| Line::of(Row::of("  ", Role::Dim).then(row))));
        }
    }
    lines.push(Line::default());
    let end = "Your notes stay on this machine. Nothing is shared until you make a share.";
    lines.extend(paragraph(end, columns, Role::Dim).into_iter().map(Line::of));
    lines
}
