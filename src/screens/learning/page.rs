//! The pages of learning: the way of ideas with the shelf, the toolbox and pairs; and who could show me which skill.

use crate::domain::ask::Answer;
use crate::domain::learning::page::{Asked, Page};
use crate::domain::{Kind, Now, dates};
use crate::ui::ink::{Row, paragraph};
use crate::ui::lines::Line;
use crate::ui::theme::Role;
use crate::ui::{chart, glyph, words};

use super::detail::heading;
use super::row::{ladder, steps};

/// So many ideas of a part are told; the list has them all.
const MOST: usize = 20;

fn page(answer: &Answer) -> Option<&Page> {
    match answer {
        Answer::Learning(page) => Some(page),
        _ => None,
    }
}

/// A sentence and the key that begins.
fn empty(what: &str, how: &str, columns: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = paragraph(what, columns, Role::Text).into_iter().map(Line::from).collect();
    lines.extend(paragraph(how, columns, Role::Dim).into_iter().map(Line::from));
    lines
}

/// The way of ideas, what is asked next, the shelf, the toolbox by problem, pairs across fields.
pub(super) fn toolbox(answer: &Answer, columns: usize, now: &Now) -> Vec<Line> {
    let Some(page) = page(answer) else { return Vec::new() };
    if page.pipeline.all() == 0 {
        return empty(
            "No idea was carried home yet.",
            "n keeps one; `* words -> how it could work here` does so from any capture.",
            columns,
        );
    }
    let mut lines = way(page, columns);
    for (head, rows) in [("what is asked next", &page.next), ("on the shelf", &page.shelf)] {
        if !rows.is_empty() {
            lines.extend([Line::default(), heading(head, rows.len())]);
            lines.extend(rows.iter().take(MOST).flat_map(|asked| idea(asked, columns, now)));
        }
    }
    if !page.toolbox.is_empty() {
        let tools = page.toolbox.iter().map(|drawer| drawer.tools.len()).sum();
        lines.extend([Line::default(), heading("toolbox, by problem", tools)]);
        for drawer in &page.toolbox {
            let name =
                if drawer.problem.is_empty() { "without a tag".to_owned() } else { format!("#{}", drawer.problem) };
            lines.push(Row::of(name, Role::Accent).into());
            for tool in drawer.tools.iter().take(MOST) {
                let left = Row::of("  ", Role::Dim).with(tool.title.as_str(), Role::Text);
                let industry = Row::of(tool.industry.as_deref().unwrap_or_default(), Role::Dim);
                lines.push(beside(left, industry, columns).to(Kind::Insight, tool.id));
            }
        }
    }
    if !page.pairs.is_empty() {
        lines.extend([Line::default(), heading("two fields, one theme", page.pairs.len())]);
        for pair in page.pairs.iter().take(MOST) {
            let tags: Vec<String> = pair.tags.iter().map(|tag| format!("#{tag}")).collect();
            lines.push(Row::of(tags.join(" "), Role::Accent).into());
            for ((title, industry), id) in pair.titles.iter().zip(&pair.industries).zip(pair.ids) {
                let left = Row::of("  ", Role::Dim).with(title.as_str(), Role::Text);
                lines.push(beside(left, Row::of(industry.as_str(), Role::Dim), columns).to(Kind::Insight, id));
            }
        }
    }
    lines
}

/// A row with its right end, the right end left out where there is no room for both.
fn beside(left: Row, right: Row, columns: usize) -> Line {
    if columns < 44 {
        return Line::from(left);
    }
    let room = columns.saturating_sub(right.width() + 2);
    Line::from(left.fit(room.max(20))).right(right)
}

/// How many ideas stand where: a bar for each stage, and how many came to be used.
fn way(page: &Page, columns: usize) -> Vec<Line> {
    let all = crate::domain::figures::float(page.pipeline.all().max(1));
    let mut lines = vec![heading("the way of ideas", page.pipeline.all())];
    let cells = columns.saturating_sub(20).min(30);
    for (stage, count) in page.pipeline.stages() {
        if count == 0 && matches!(stage, "shelved" | "rejected" | "adapted") {
            continue;
        }
        let role = words::state_role(stage);
        let bar = chart::bar(
            crate::domain::figures::float(count) / all,
            cells,
            if role == Role::Dim { Role::Text } else { role },
        );
        let full = bar
            .runs()
            .first()
            .filter(|_| count > 0)
            .map(|(text, role)| Row::of(text.clone(), *role))
            .unwrap_or_default();
        let name = Row::of(format!("{stage:<12}"), Role::Dim);
        lines.push(name.then(full).with(format!("  {count}"), Role::Dim).into());
    }
    if page.transfer.whole > 0 {
        let text = format!("in use, of ideas two months old: {}", page.transfer.text());
        lines.extend(paragraph(&text, columns, Role::Text).into_iter().map(Line::from));
    }
    lines
}

/// An idea and its question.
fn idea(asked: &Asked, columns: usize, now: &Now) -> Vec<Line> {
    let step = match asked.state {
        "captured" => 1,
        "translated" => 2,
        "trialled" => 3,
        _ => 4,
    };
    let left = steps(step, asked.state).with("  ", Role::Dim).with(asked.title.as_str(), Role::Text);
    let since = Row::of(dates::distance(asked.captured, now), Role::Dim);
    let mut lines = vec![beside(left, since, columns).to(Kind::Insight, asked.id)];
    if let Some(next) = asked.next {
        let from =
            [&asked.industry, &asked.person].into_iter().filter_map(Option::as_deref).collect::<Vec<_>>().join(", ");
        let question = Row::of("      ", Role::Dim).with(format!("{} {}", glyph::TO, next.question), Role::Accent);
        let from = Row::of(from, Role::Dim);
        let both = question.width() + from.width() + 2 <= columns;
        lines.push(Line::from(question).right(if both { from } else { Row::new() }));
    }
    lines
}

/// Skills by group: where they stand, and who could show them; then fields without a primer.
pub(super) fn coverage(answer: &Answer, columns: usize, _now: &Now) -> Vec<Line> {
    let Some(page) = page(answer) else { return Vec::new() };
    if page.skills.is_empty() {
        return empty("No skill is being looked after yet.", "n adds one, with the level you aim at.", columns);
    }
    let mut lines = Vec::new();
    for group in [Some("core"), Some("domain"), Some("tool"), None] {
        let rows: Vec<_> = page.skills.iter().filter(|row| row.cover.group == group).collect();
        if rows.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(heading(&format!("{} skills", group.unwrap_or("other")), rows.len()));
        for row in rows {
            let title = Row::of(row.cover.title.as_str(), Role::Text);
            let right = if columns >= 40 { ladder(&row.standing, 10) } else { Row::new() };
            lines.push(beside(title, right, columns).to(Kind::Skill, row.cover.id));
            let nobody = row.cover.helpers.is_empty();
            let text = format!("could show you: {}", row.cover.words());
            let role = if nobody { Role::Soon } else { Role::Dim };
            let indent = |row: Row| Line::from(Row::of("  ", Role::Dim).then(row));
            lines.extend(paragraph(&text, columns.saturating_sub(2), role).into_iter().map(indent));
        }
    }
    if !page.without_primer.is_empty() {
        lines.extend([Line::default(), heading("fields without a primer", page.without_primer.len())]);
        lines.extend(page.without_primer.iter().map(|industry| Line::from(Row::of(industry.as_str(), Role::Text))));
    }
    lines
}
