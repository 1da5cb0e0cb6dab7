//! The evidence page: skills and what shows them, what others said, and results. Only of what may leave.

use super::plan::{skill_line, standings};
use super::{Made, View, counted, dated, day_of, line};
use crate::domain::chart::Tone;
use crate::domain::kinds::Kind;
use crate::domain::overview::{Cell, Line};
use crate::domain::record::Record;

/// Makes the page.
pub(super) fn make(mut view: View<'_>) -> Made {
    let skills = skills(&mut view);
    let said = said(&mut view);
    let results = results(&mut view);
    let beside = format!(
        "{} · {} · {}",
        view.given.wanted.period.text(),
        counted(said.len(), "voice", "voices"),
        counted(results.len(), "result", "results")
    );
    let sections = vec![
        view.section("Skills and what shows them", skills, "No skill is told."),
        view.section("What others said", said, "No feedback is told."),
        view.section("Results", results, "No result is told."),
    ];
    view.made(sections, beside, "It tells what I let leave; the rest stays.")
}

/// Each skill, and under it what shows it, the newest first.
fn skills(view: &mut View<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (skill, standing) in standings(view) {
        lines.push(skill_line(view, skill, &standing));
        let mut shown: Vec<&Record> = view
            .of(Kind::Rating)
            .filter(|rating| rating.link("skill") == Some(skill.id) && view.leaves(rating))
            .collect();
        shown.sort_by_key(|rating| std::cmp::Reverse((day_of(rating, "date"), rating.id)));
        for rating in shown {
            let Some(evidence) = view.text(rating, "evidence") else { continue };
            let level = rating.get("own").as_i64().map(|own| format!("{own} of 5")).unwrap_or_default();
            let day = day_of(rating, "date").map(dated).unwrap_or_default();
            let shown = Cell::of(format!("  {evidence}"), Tone::Text);
            let columns = vec![vec![shown, Cell::of(level, Tone::Dim)]];
            lines.push(Line { columns, ..line(rating, Vec::new(), day) });
        }
    }
    lines
}

/// Feedback and praise, the newest first; comments and questions are talk between two.
fn said(view: &mut View<'_>) -> Vec<Line> {
    let mut said = view.told(Kind::Feedback);
    said.retain(|record| matches!(record.text("feedback_kind"), "feedback" | "praise" | ""));
    said.sort_by_key(|record| std::cmp::Reverse((record.created, record.id)));
    let row = |record: &&Record| {
        let what = view.text(record, "behaviour").or_else(|| view.title(record)).unwrap_or_default();
        let mut cells = vec![Cell::of(what, Tone::Text)];
        cells.extend(view.text(record, "impact").map(|impact| Cell::of(format!("→ {impact}"), Tone::Dim)));
        cells.push(Cell::of(view.who(record.link("giver")).unwrap_or_default(), Tone::Dim));
        line(record, cells, dated(view.given.now.day_of(record.created)))
    };
    said.iter().map(row).collect()
}

/// Goals that were reached, ideas in use, promises with a result; the newest first.
fn results(view: &mut View<'_>) -> Vec<Line> {
    let mut found: Vec<(Option<crate::domain::Day>, Line)> = Vec::new();
    let reached: [(Kind, &[&str], &str, &str); 3] = [
        (Kind::Goal, &["achieved", "achieved-late", "partly"], "closed", "resolution"),
        (Kind::Insight, &["adopted", "adapted"], "state_since", "verdict"),
        (Kind::Action, &["done"], "done", "result"),
    ];
    for (kind, states, day, what) in reached {
        for record in view.told(kind) {
            let came = view.text(record, what);
            // Of promises only mine that left something to say.
            let mine = kind != Kind::Action || (came.is_some() && matches!(record.text("owner"), "me" | ""));
            if !states.contains(&record.text("state")) || !mine {
                continue;
            }
            let day = day_of(record, day);
            let mut cells = vec![Cell::of(record.text("state").replace('-', " "), Tone::Good)];
            cells.push(Cell::of(view.title(record).unwrap_or_default(), Tone::Text));
            cells.push(Cell::of(came.unwrap_or_default(), Tone::Dim));
            found.push((day, line(record, cells, day.map(dated).unwrap_or_default())));
        }
    }
    found.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    found.into_iter().map(|(_, line)| line).collect()
}
