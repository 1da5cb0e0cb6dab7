//! The page of a person: where we stand, what goes back and forth, and a timeline of everything with them.

use serde_json::Value;

use crate::domain::ask::{Linked, Thing};
use crate::domain::time::read_day;
use crate::domain::{Day, Id, Kind, Now, dates};
use crate::ui::ink::Row;
use crate::ui::lines::Line;
use crate::ui::room::detail;
use crate::ui::theme::Role;
use crate::ui::{glyph, words};

/// The page at a width.
pub(super) fn lines(thing: &Thing, columns: usize, now: &Now) -> Vec<Line> {
    let mut lines = detail::head(thing, columns);
    lines.extend(detail::derived_lines(thing, columns));
    // Touches stand in the timeline.
    lines.extend(detail::fields(thing, columns, now, &|field| field != "touches"));
    lines.extend(timeline(thing, columns, now));
    lines.extend(detail::foot(thing, now));
    lines
}

/// One moment with somebody.
struct Moment {
    day: Option<Day>,
    mark: (&'static str, Role),
    what: String,
    text: String,
    state: Option<String>,
    link: Option<(Kind, Id)>,
}

/// Everything with this person, newest first: meetings, promises, advice, introductions, and touches outside of them.
fn timeline(thing: &Thing, columns: usize, now: &Now) -> Vec<Line> {
    let mut moments: Vec<Moment> = thing.back.iter().map(of_link).collect();
    let touches = thing.record.get("touches").as_array().into_iter().flatten();
    moments.extend(touches.map(of_touch));
    if moments.is_empty() {
        return Vec::new();
    }
    moments.sort_by_key(|moment| std::cmp::Reverse(moment.day));
    let mut head = Line::from(words::heading("timeline"));
    head.right = Row::of(moments.len().to_string(), Role::Dim);
    let mut lines = vec![Line::default(), head];
    // Days stand in a column of their own; where there is little room they are short.
    let days = if columns >= 56 { 17 } else { 7 };
    for moment in moments {
        let day = moment.day.map(|day| if days > 10 { dates::say(day, now) } else { day.format("%-d %b").to_string() });
        let day = day.unwrap_or_default();
        let pad = " ".repeat(days_left(days, &day));
        let (mark, role) = moment.mark;
        let mut left = Row::of(day, Role::Dim).with(pad, Role::Dim).with(mark, role).with(" ", Role::Dim);
        if !moment.what.is_empty() && columns >= 44 {
            left.push(format!("{} ", moment.what), Role::Dim);
        }
        left.push(moment.text, if moment.link.is_some() { Role::Text } else { Role::Dim });
        let state = moment.state.map(|state| Row::of(words::state_word(&state), words::state_role(&state)));
        let state = state.filter(|state| left.width() + state.width() + 2 <= columns).unwrap_or_default();
        lines.push(Line { left, right: state, link: moment.link, ..Line::default() });
    }
    lines
}

fn days_left(days: usize, day: &str) -> usize {
    days.saturating_sub(crate::domain::text::width(day)).max(1)
}

fn of_link(link: &Linked) -> Moment {
    let what = match (link.kind, link.role.as_str()) {
        (Kind::Person, "introduced_by") => "brought me to".to_owned(),
        (Kind::Person, _) => "knows".to_owned(),
        (Kind::Introduction, "target") => "introduction".to_owned(),
        (Kind::Introduction, _) => "introducing".to_owned(),
        (kind, _) => kind.spec().label.to_owned(),
    };
    Moment {
        day: link.day,
        mark: words::state_glyph(link.kind, link.state.as_deref()),
        what,
        text: if link.title.is_empty() { link.kind.spec().label.to_owned() } else { link.title.clone() },
        state: link.state.clone(),
        link: Some((link.kind, link.id)),
    }
}

fn of_touch(touch: &Value) -> Moment {
    let text = |field: &str| touch.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    Moment {
        day: read_day(&text("date")),
        mark: (glyph::AGAIN, Role::Dim),
        what: text("way"),
        text: text("note"),
        state: None,
        link: None,
    }
}
