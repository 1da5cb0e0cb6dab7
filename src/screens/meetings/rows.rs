//! How meetings, promises, advice, questions and mentorships look in lists, and as one line of a page.

use crate::domain::ask::{
    AdviceRow, EvaluationRow, Facts, MeetingRow, MentorshipRow, PromiseRow, QuestionRow, Row as Listed,
};
use crate::domain::follow_through::CARRIED_OFTEN;
use crate::domain::time::days_between;
use crate::domain::{Day, Kind, Now, dates};
use crate::ui::ink::Row;
use crate::ui::lines::Line;
use crate::ui::theme::Role;
use crate::ui::{chart, glyph, words};

/// From this width on a day says how far away it is.
const ROOMY: usize = 64;

/// What a promise is asked that was carried over too many meetings.
pub(super) const SHRINK: &str = "shrink, schedule or drop?";

/// Whether a thing is over.
pub(super) fn is_closed(row: &Listed) -> bool {
    row.state.as_deref().is_some_and(|state| row.kind.spec().closed.contains(&state))
}

/// The first word of a name.
pub(super) fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// Which side of today a meeting lies on.
pub(super) fn side(row: &Listed, now: &Now) -> &'static str {
    if row.day.is_some_and(|day| day < now.today()) || is_closed(row) { "past" } else { "upcoming" }
}

/// The glyph of a state and a title behind it.
fn titled(row: &Listed) -> Row {
    let (mark, role) = words::state_glyph(row.kind, row.state.as_deref());
    let title = if row.title.is_empty() { row.kind.spec().label } else { row.title.as_str() };
    let text = if is_closed(row) && row.kind != Kind::Meeting { Role::Dim } else { Role::Text };
    Row::of(mark, role).with(" ", Role::Dim).with(title, text)
}

fn state(row: &Listed) -> Row {
    let state = row.state.as_deref().unwrap_or_default();
    Row::of(words::state_word(state), words::state_role(state))
}

/// One or two lines of a list: what stands below goes beside the title where there is one line only and room for it.
fn laid(title: Row, right: Row, below: Row, word: Row, columns: usize, lines: u16) -> Vec<Line> {
    if lines >= 2 {
        return vec![Line::from(title).right(right), Line::from(Row::of("  ", Role::Dim).then(below)).right(word)];
    }
    let mut both = word;
    if columns >= ROOMY && !right.is_empty() {
        let gap = 24_usize.saturating_sub(right.width()).max(2);
        both = both.with(" ".repeat(gap), Role::Dim).then(right);
    } else if columns < 40 {
        both = Row::new();
    }
    // In a column of its own, where the title leaves room for that.
    let gap = (columns / 3).saturating_sub(title.width()).max(3);
    let fits = columns >= ROOMY && title.width() + gap + below.width() + both.width() + 3 <= columns;
    vec![Line::from(if fits { title.with(" ".repeat(gap), Role::Dim).then(below) } else { title }).right(both)]
}

/// A meeting.
pub(super) fn meeting(row: &Listed, columns: usize, lines: u16, now: &Now) -> Vec<Line> {
    let none = MeetingRow::default();
    let facts = match &row.facts {
        Facts::Meeting(facts) => facts,
        _ => &none,
    };
    let ahead = side(row, now) == "upcoming";
    let away = row.day.map(|day| dates::distance(day, now)).unwrap_or_default();
    let mut below = Row::new();
    match facts.at {
        Some(at) => {
            let said = format!("{} {}", dates::say(now.day_of(at), now), now.local_of(at).format("%H:%M"));
            below.dotted(said, if ahead { Role::Text } else { Role::Dim });
        }
        None => below.dotted("no date yet", Role::Soon),
    }
    // A title made from the people says already who they are.
    let names: Vec<&str> =
        facts.with.iter().map(String::as_str).filter(|name| !row.title.contains(first_name(name))).collect();
    below.dotted(names.join(", "), Role::Dim);
    if columns >= 40 {
        below.dotted(facts.sort.clone().filter(|sort| !row.title.contains(sort)).unwrap_or_default(), Role::Dim);
    }
    let right = Row::of(away, if ahead { Role::Accent } else { Role::Dim });
    laid(titled(row), right, below, state(row), columns, lines)
}

/// A promise.
pub(super) fn promise(row: &Listed, columns: usize, lines: u16, now: &Now) -> Vec<Line> {
    let none = PromiseRow::default();
    let facts = match &row.facts {
        Facts::Promise(facts) => facts,
        _ => &none,
    };
    let right = match row.due {
        Some(due) if !is_closed(row) => due_short(due, now),
        Some(due) => Row::of(dates::say(due, now), Role::Dim),
        None if is_closed(row) => Row::new(),
        None => Row::of("no date", Role::Soon),
    };
    let below = promise_side(facts, is_closed(row), columns);
    laid(titled(row), right, below, state(row), columns, lines)
}

/// Whose, for how long, and how many meetings it was carried over.
fn promise_side(facts: &PromiseRow, closed: bool, columns: usize) -> Row {
    let mut row = match &facts.owner {
        Some(owner) => Row::of(format!("{} to me", first_name(owner)), Role::Accent),
        None => Row::of("mine", Role::Dim),
    };
    if closed {
        return row;
    }
    if facts.carried >= CARRIED_OFTEN {
        row.dotted(format!("carried {}×", facts.carried), Role::Soon);
        if columns >= 40 {
            row.dotted(SHRINK, Role::Soon);
        }
    } else if facts.age > 0 {
        row.dotted(words::days(facts.age), Role::Dim);
    }
    row
}

/// `2 days late`, `today`, `Fri 3 Oct`: what a narrow column can say of a day.
fn due_short(due: Day, now: &Now) -> Row {
    let away = days_between(now.today(), due);
    let whole = words::due(due, true, now);
    match whole.runs().last() {
        Some((text, role)) if away <= 3 => Row::of(text.clone(), *role),
        _ => Row::of(dates::say(due, now), Role::Dim),
    }
}

/// How far advice has gone: call, tried, result, told; what is not yet is a faint ring.
pub(super) fn way(facts: &AdviceRow) -> Row {
    let mark = |done: bool| if done { (glyph::MEETING, Role::Accent) } else { (glyph::OPEN, Role::Faint) };
    let steps = [
        facts.call.is_some(),
        facts.tried.is_some() || facts.result.is_some(),
        facts.result.is_some(),
        facts.told.is_some(),
    ];
    let mut row = Row::new();
    for done in steps {
        let (mark, role) = mark(done);
        row.push(mark, role);
    }
    row
}

/// What has become of advice, in words.
pub(super) fn became(facts: &AdviceRow) -> (String, Role) {
    match (facts.call.as_deref(), facts.result.as_deref(), facts.told) {
        (None, ..) => ("try, adapt, park or decline?".to_owned(), Role::Soon),
        (Some(_), _, Some(_)) => ("told back".to_owned(), Role::Good),
        (Some("park"), ..) => ("parked".to_owned(), Role::Dim),
        (Some("decline"), ..) => ("left, not told yet".to_owned(), Role::Accent),
        (Some(_), Some(result), None) => (format!("{}, not told yet", helped(result)), Role::Accent),
        (Some(call), None, None) if facts.tried.is_some() => (format!("{call}: how did it go?"), Role::Soon),
        (Some(call), None, None) => (format!("to {call}"), Role::Text),
    }
}

/// Whether it helped, in words.
pub(super) fn helped(result: &str) -> &'static str {
    match result {
        "helped" => "it helped",
        "mixed" => "mixed results",
        "no" => "it did not help",
        _ => "hard to say",
    }
}

/// Advice.
pub(super) fn advice(row: &Listed, columns: usize, lines: u16, now: &Now) -> Vec<Line> {
    let none = AdviceRow::default();
    let facts = match &row.facts {
        Facts::Advice(facts) => facts,
        _ => &none,
    };
    let title = Row::of(format!("“{}”", row.title), if facts.told.is_some() { Role::Dim } else { Role::Text });
    let mut below = Row::new();
    below.dotted(facts.by.as_deref().map(first_name).unwrap_or_default(), Role::Dim);
    let called = facts.told.or(row.day);
    below.dotted(called.map(|day| dates::say(day, now)).unwrap_or_default(), Role::Dim);
    let (word, role) = became(facts);
    let way = way(facts);
    if lines >= 2 {
        let below = Row::of("  ", Role::Dim).then(below);
        return vec![Line::from(title).right(way), Line::from(below).right(Row::of(word, role))];
    }
    let right = if columns >= ROOMY { Row::of(word, role).with("  ", Role::Dim).then(way) } else { way };
    laid(title, Row::new(), below, right, columns, 1)
}

/// A question.
pub(super) fn question(row: &Listed, columns: usize, lines: u16, _now: &Now) -> Vec<Line> {
    let none = QuestionRow::default();
    let facts = match &row.facts {
        Facts::Question(facts) => facts,
        _ => &none,
    };
    let mut below = Row::new();
    below.dotted(facts.whom.as_deref().map(|name| format!("for {}", first_name(name))).unwrap_or_default(), Role::Dim);
    below.dotted(facts.theme.clone().unwrap_or_default(), Role::Dim);
    below.dotted(facts.stage.clone().unwrap_or_default(), Role::Dim);
    laid(titled(row), Row::new(), below, state(row), columns, lines)
}

/// A mentorship.
pub(super) fn mentorship(row: &Listed, columns: usize, lines: u16, now: &Now) -> Vec<Line> {
    let none = MentorshipRow::default();
    let facts = match &row.facts {
        Facts::Mentorship(facts) => facts,
        _ => &none,
    };
    let mut below = Row::new();
    below.dotted(facts.relation.clone().unwrap_or_default(), Role::Dim);
    let (text, role) = match (facts.next, facts.last) {
        _ if is_closed(row) => (String::new(), Role::Dim),
        (Some(next), _) => (format!("next {}", dates::distance(next, now)), Role::Text),
        (None, Some(last)) => (format!("last {}, no next date", dates::distance(last, now)), Role::Soon),
        (None, None) => ("not met yet".to_owned(), Role::Dim),
    };
    below.dotted(text, role);
    let word = facts.rhythm.clone().unwrap_or_default();
    laid(titled(row), rhythm(&word), below, state(row), columns, lines)
}

/// The word of a rhythm.
pub(super) fn rhythm(word: &str) -> Row {
    let role = match word {
        "steady" => Role::Good,
        "thin" => Role::Soon,
        _ => Role::Late,
    };
    Row::of(word, role)
}

/// An evaluation: how much of it is filled in, and where both sides differ.
pub(super) fn evaluation(row: &Listed, columns: usize, lines: u16, now: &Now) -> Vec<Line> {
    let none = EvaluationRow::default();
    let facts = match &row.facts {
        Facts::Evaluation(facts) => facts,
        _ => &none,
    };
    let right = Row::of(row.day.map(|day| dates::say(day, now)).unwrap_or_default(), Role::Dim);
    let (word, role) = match (facts.marks.iter().any(|(_, theirs)| theirs.is_some()), facts.talk.len()) {
        (false, _) => ("their half is still out".to_owned(), Role::Soon),
        (true, 0) => ("you see it alike".to_owned(), Role::Good),
        (true, n) => {
            (format!("{} to talk about", words::count(i64::try_from(n).unwrap_or(0), "item", "items")), Role::Accent)
        }
    };
    laid(titled(row), right, Row::of(word, role), Row::new(), columns, lines)
}

/// Any of them on one line of a page, leading to itself.
pub(super) fn line(row: &Listed, columns: usize, now: &Now) -> Line {
    let title = titled(row);
    let mut right = Row::new();
    match &row.facts {
        Facts::Promise(facts) => {
            if facts.carried >= CARRIED_OFTEN && !is_closed(row) {
                right.dotted(format!("carried {}×", facts.carried), Role::Soon);
            }
            right.dotted_row(match row.due {
                Some(due) if !is_closed(row) => due_short(due, now),
                Some(due) => Row::of(dates::say(due, now), Role::Dim),
                None if is_closed(row) => Row::new(),
                None => Row::of("no date", Role::Soon),
            });
        }
        Facts::Goal(goal) => {
            let role = words::state_role(&goal.word);
            let bar =
                goal.actual.map(|actual| chart::bar(actual, 8, if role == Role::Dim { Role::Text } else { role }));
            let bar = bar.map(|bar| bar.with("  ", Role::Dim)).unwrap_or_default();
            let left = bar.with(goal.title.as_str(), Role::Text);
            return Line::from(left).right(Row::of(words::state_word(&goal.word), role)).to(row.kind, row.id);
        }
        Facts::Advice(facts) => {
            let (word, role) = became(facts);
            let left =
                Row::of(glyph::TELL, Role::Accent).with(" ", Role::Dim).with(format!("“{}”", row.title), Role::Text);
            let right = Row::of(word, role);
            return Line::from(left).right(if columns >= 44 { right } else { Row::new() }).to(row.kind, row.id);
        }
        Facts::Meeting(_) => {
            right.dotted(row.day.map(|day| dates::say(day, now)).unwrap_or_default(), Role::Dim);
            right.dotted_row(state(row));
        }
        Facts::Evaluation(_) => {
            let mut lines = evaluation(row, 0, 2, now);
            let word = lines.pop().map(|line| line.left).unwrap_or_default();
            return Line::from(title).right(word).to(row.kind, row.id);
        }
        _ => right = state(row),
    }
    if title.width() + right.width() + 2 > columns && columns < 60 {
        // Where there is no room for both, the title is what matters; its day still says what is late.
        right = right.runs().last().map(|(text, role)| Row::of(text.clone(), *role)).unwrap_or_default();
    }
    Line::from(title).right(right).to(row.kind, row.id)
}
