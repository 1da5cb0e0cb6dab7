//! The learning record: meetings, goals and insights, each with its date. Of what only I may see it tells the sort and the day.

use super::{Made, View, counted, dated, day_of, industry, line};
use crate::domain::Day;
use crate::domain::chart::Tone;
use crate::domain::id::Id;
use crate::domain::kinds::Kind;
use crate::domain::overview::{Cell, Line};
use crate::domain::progress::Meetings;
use crate::domain::record::Record;

/// Makes the record.
pub(super) fn make(mut view: View<'_>) -> Made {
    let (meetings, minutes) = meetings(&mut view);
    let goals = goals(&mut view);
    let insights = insights(&mut view);
    let held = u64::try_from(meetings.len()).unwrap_or(u64::MAX);
    let length = Meetings { held, minutes: u64::try_from(minutes).unwrap_or(0) }.length();
    let beside = format!(
        "{}, {} · {} · {}",
        counted(meetings.len(), "meeting", "meetings"),
        length,
        counted(goals.len(), "goal", "goals"),
        counted(insights.len(), "insight", "insights"),
    );
    let period = view.given.wanted.period.text();
    let sections = vec![
        view.section("Meetings", meetings, "None held in this time."),
        view.section("Goals", goals, "None under way in this time."),
        view.section("Insights", insights, "None captured in this time."),
    ];
    view.made(sections, format!("{period} · {beside}"), "No notes and no private text are in it.")
}

/// The day that dates a record.
fn when(view: &View<'_>, record: &Record, field: &str) -> Day {
    let at = record.instant(field).map(|at| view.given.now.day_of(at));
    at.or_else(|| day_of(record, field)).unwrap_or_else(|| view.given.now.day_of(record.created))
}

/// What a thing is told as: by its title, else by its sort.
fn called(view: &mut View<'_>, record: &Record, sort: &str) -> Cell {
    match view.title(record) {
        Some(title) => Cell::of(title, Tone::Text),
        None if view.leaves(record) => Cell::of(sort, Tone::Text),
        None => {
            view.stay(record.kind, 1);
            Cell::of(sort, Tone::Dim)
        }
    }
}

fn in_order<'a>(view: &View<'a>, kind: Kind, field: &str) -> Vec<(Day, &'a Record)> {
    let mut found: Vec<_> = view.of(kind).map(|record| (when(view, record, field), record)).collect();
    found.sort_by_key(|(day, record)| (*day, record.id));
    found
}

fn meetings(view: &mut View<'_>) -> (Vec<Line>, i64) {
    let (mut lines, mut minutes) = (Vec::new(), 0_i64);
    for (day, record) in in_order(view, Kind::Meeting, "at") {
        let length = record.get("minutes").as_i64().unwrap_or(0).max(0);
        minutes = minutes.saturating_add(length);
        let sort = match record.text("meeting_kind") {
            "" | "ad-hoc" => "meeting".to_owned(),
            word => format!("{word} meeting"),
        };
        let title = called(view, record, &sort);
        let people = record.get("people").as_array().into_iter().flatten();
        let mut with: Vec<String> = Vec::new();
        for who in people.filter_map(|id| view.who(id.as_str().and_then(Id::read))) {
            if !with.contains(&who) {
                with.push(who);
            }
        }
        let length = if length > 0 { format!("{length} min") } else { String::new() };
        let cells = vec![Cell::of(dated(day), Tone::Dim), title, Cell::of(with.join(", "), Tone::Dim)];
        lines.push(line(record, cells, length));
    }
    (lines, minutes)
}

fn goals(view: &mut View<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (day, record) in in_order(view, Kind::Goal, "start") {
        let sort =
            format!("{} goal", Some(record.text("goal_kind")).filter(|word| !word.is_empty()).unwrap_or("outcome"));
        let title = called(view, record, &sort);
        let state = record.text("state").replace('-', " ");
        let ended = day_of(record, "closed").filter(|_| state != "active" && state != "paused");
        let right = match (ended, day_of(record, "due")) {
            (Some(ended), _) => format!("{state} {}", dated(ended)),
            (None, Some(due)) => format!("{state}, due {}", dated(due)),
            (None, None) => state,
        };
        lines.push(line(record, vec![Cell::of(dated(day), Tone::Dim), title], right));
    }
    lines
}

fn insights(view: &mut View<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (day, record) in in_order(view, Kind::Insight, "") {
        let sort = Some(record.text("insight_kind")).filter(|word| !word.is_empty()).unwrap_or("idea");
        let title = called(view, record, sort);
        let leaves = view.leaves(record);
        let from = industry(record.text("industry"), leaves);
        let from = from.or_else(|| view.who(record.link("person"))).unwrap_or_default();
        let cells = vec![Cell::of(dated(day), Tone::Dim), title, Cell::of(from, Tone::Dim)];
        lines.push(line(record, cells, record.text("state").to_owned()));
    }
    lines
}
