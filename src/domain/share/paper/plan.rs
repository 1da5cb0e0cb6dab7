//! The development plan: what I aim at, what is missing for it, and what I do next. Only of what may leave.

use super::{Made, View, counted, dated, day_of, line};
use crate::domain::chart::Tone;
use crate::domain::figures::real;
use crate::domain::kinds::Kind;
use crate::domain::kinds::path::Path;
use crate::domain::kinds::rating::Rating;
use crate::domain::kinds::skill::Skill;
use crate::domain::learning::path;
use crate::domain::learning::skill::{self, Standing};
use crate::domain::overview::{Behind, Cell, Inline, Line};
use crate::domain::record::Record;

/// Makes the plan.
pub(super) fn make(mut view: View<'_>) -> Made {
    let skills = standings(&mut view);
    let aim = aim(&mut view);
    let paths = paths(&mut view, &skills);
    let rows: Vec<Line> = skills.iter().map(|(record, standing)| skill_line(&view, record, standing)).collect();
    let goals = goals(&mut view);
    let steps = steps(&mut view);
    let beside = format!(
        "{} · {} · {}",
        counted(rows.len(), "skill", "skills"),
        counted(goals.len(), "goal", "goals"),
        counted(steps.len(), "next step", "next steps")
    );
    let mut sections = Vec::new();
    if !aim.is_empty() {
        sections.push(view.section("What I aim at", aim, ""));
    }
    sections.extend([
        view.section("Paths and what they ask for", paths, "No path is told."),
        view.section("Skills", rows, "No skill is told."),
        view.section("Goals", goals, "No goal is told."),
        view.section("Next steps", steps, "No step is told."),
    ]);
    view.made(sections, beside, "It tells what I let leave; the rest stays.")
}

/// The skills that are told, each as its told ratings make it.
pub(super) fn standings<'a>(view: &mut View<'a>) -> Vec<(&'a Record, Standing)> {
    let skills = view.told(Kind::Skill);
    let ratings: Vec<(Option<crate::domain::Id>, Rating)> = view
        .told(Kind::Rating)
        .into_iter()
        .filter_map(|record| Some((record.link("skill"), record.read::<Rating>().ok()?)))
        .collect();
    let today = view.given.now.today();
    let stands = |record: &'a Record| {
        let own = ratings.iter().filter(|(skill, _)| *skill == Some(record.id));
        let own: Vec<Rating> = own.map(|(_, rating)| rating.clone()).collect();
        Some((record, skill::standing(&record.read::<Skill>().ok()?, &own, today)))
    };
    let mut found: Vec<_> = skills.into_iter().filter_map(stands).collect();
    found.sort_by_key(|(record, _)| record.title.to_lowercase());
    found
}

/// A skill as a bar to its aim.
pub(super) fn skill_line(view: &View<'_>, record: &Record, standing: &Standing) -> Line {
    let share = standing.own.map(|own| real(own) / 5.0);
    let title = view.title(record).unwrap_or_default();
    let text = standing.text().unwrap_or_else(|| "not rated yet".to_owned());
    let words = standing.words.unwrap_or_default();
    let cells =
        vec![Cell::chart(Inline::Bar(share, Tone::Accent)), Cell::of(title, Tone::Text), Cell::of(words, Tone::Dim)];
    line(record, cells, text)
}

fn aim(view: &mut View<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for record in view.told(Kind::Profile) {
        for field in ["role", "aspiration"] {
            lines.extend(
                view.text(record, field).map(|text| line(record, vec![Cell::of(text, Tone::Text)], String::new())),
            );
        }
    }
    lines
}

/// Paths, what each asks for beside what I have, and its first step.
fn paths(view: &mut View<'_>, skills: &[(&Record, Standing)]) -> Vec<Line> {
    let levels: Vec<(&str, Option<i64>)> =
        skills.iter().map(|(record, stands)| (record.title.as_str(), stands.own)).collect();
    let mut lines = Vec::new();
    for record in view.told(Kind::Path) {
        let Ok(fields) = record.read::<Path>() else { continue };
        let title = view.title(record).unwrap_or_default();
        lines.push(line(record, vec![Cell::of(title, Tone::Strong)], record.text("state").replace('-', " ")));
        for gap in path::gaps(&fields, &levels.iter().copied()) {
            let tone = if gap.gap == Some(0) { Tone::Good } else { Tone::Text };
            let cells = vec![Cell::of(format!("  {}", gap.skill), tone).with(format!("  {}", gap.text()), Tone::Dim)];
            lines.push(Line { columns: vec![cells], ..Line::default() });
        }
        if let Some(step) = path::first_step(&fields) {
            let cell = Cell::of("  first step  ", Tone::Dim).with(step, Tone::Text);
            lines.push(Line { columns: vec![vec![cell]], ..Line::default() });
        }
    }
    lines
}

/// Goals under way, the first due first.
fn goals(view: &mut View<'_>) -> Vec<Line> {
    let mut goals = view.told(Kind::Goal);
    goals.retain(|record| matches!(record.text("state"), "active" | "paused"));
    goals.sort_by_key(|record| (day_of(record, "due").is_none(), day_of(record, "due"), record.id));
    let row = |record: &&Record| {
        let stands = view.given.stands.get(&record.id);
        let (share, value) = stands.map_or((None, ""), |stands| (stands.actual, stands.value.as_str()));
        let cells = vec![
            Cell::chart(Inline::Bar(share, Tone::Accent)),
            Cell::of(value, Tone::Dim),
            Cell::of(view.title(record).unwrap_or_default(), Tone::Text),
        ];
        let due = day_of(record, "due").map(|due| format!("due {}", dated(due))).unwrap_or_default();
        let word = stands.map(|stands| stands.word.as_str()).unwrap_or_default();
        let right: Vec<&str> = [word, due.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
        Line { behind: Some(Behind::Thing(record.kind, record.id)), ..line(record, cells, right.join(", ")) }
    };
    goals.iter().map(row).collect()
}

/// What I have promised and not done yet, the first due first.
fn steps(view: &mut View<'_>) -> Vec<Line> {
    let mut steps = view.told(Kind::Action);
    steps.retain(|record| {
        matches!(record.text("state"), "open" | "doing" | "") && matches!(record.text("owner"), "me" | "")
    });
    steps.sort_by_key(|record| (day_of(record, "due").is_none(), day_of(record, "due"), record.id));
    let row = |record: &&Record| {
        let due = day_of(record, "due").map(|due| format!("by {}", dated(due))).unwrap_or_default();
        line(record, vec![Cell::of(view.title(record).unwrap_or_default(), Tone::Text)], due)
    };
    steps.iter().map(row).collect()
}
