//! The page of a mentorship: what both hope for, the rhythm, how we work, where we see it differently, how it ends. And
//! the pages of what belongs to it: advice on its way, an evaluation with both sides' marks.

use crate::domain::ask::{EvaluationRow, Facts, PartName, Thing};
use crate::domain::kinds::advice::Advice;
use crate::domain::kinds::evaluation::Evaluation;
use crate::domain::kinds::mentorship::{Mentorship, MentorshipState};
use crate::domain::{Now, dates, rating_gap, satisfaction};
use crate::ui::ink::{Row, paragraph};
use crate::ui::lines::Line;
use crate::ui::room::detail;
use crate::ui::theme::Role;
use crate::ui::{glyph, words};

use super::page::{heading, part};
use super::rows;

/// So many days before its planned end, ending is offered.
const ENDING: i64 = 42;

/// The columns of labels.
const LABELS: usize = 16;

fn title(thing: &Thing, columns: usize) -> Vec<Line> {
    let mut lines: Vec<Line> =
        paragraph(&thing.record.title, columns, Role::Strong).into_iter().map(Line::from).collect();
    lines.push(detail::standing(thing).into());
    lines
}

/// The page of a mentorship.
pub(super) fn mentorship(thing: &Thing, columns: usize, now: &Now) -> Vec<Line> {
    let Ok(fields) = thing.record.read::<Mentorship>() else { return detail::lines(thing, columns, now) };
    let mut lines = title(thing, columns);
    for link in thing.links.iter().filter(|link| link.role == "person") {
        let relation = fields.relation.map(|relation| relation.word().to_owned()).unwrap_or_default();
        let left = Row::of("with ", Role::Dim).with(link.title.as_str(), Role::Accent);
        lines.push(Line::from(left).right(Row::of(relation, Role::Dim)).to(link.kind, link.id));
    }
    aims(&mut lines, &fields, columns);
    rhythm(&mut lines, thing, &fields, now);
    part(&mut lines, "goals we work on", thing.part(PartName::Goals), columns, now);
    part(&mut lines, "what I promised", thing.part(PartName::Mine), columns, now);
    part(&mut lines, "what they promised", thing.part(PartName::Theirs), columns, now);
    part(&mut lines, "to tell back", thing.part(PartName::Untold), columns, now);
    heading(&mut lines, "how we work", Row::new());
    let agreements = thing.part(PartName::Agreements);
    lines.extend(agreements.iter().map(|row| rows::line(row, columns, now)));
    if agreements.is_empty() {
        lines.push(
            Row::of("No agreement yet. ", Role::Dim)
                .with("A", Role::Accent)
                .with(" writes one from a draft.", Role::Dim)
                .into(),
        );
    }
    heading(&mut lines, "how it goes", Row::new());
    let evaluations = thing.part(PartName::Evaluations);
    for row in evaluations {
        lines.push(rows::line(row, columns, now));
        if let Facts::Evaluation(facts) = &row.facts {
            lines.extend(dots(facts).map(Line::from));
        }
    }
    if evaluations.is_empty() {
        lines.push(
            Row::of("Not looked at yet. ", Role::Dim)
                .with("E", Role::Accent)
                .with(" looks together, fifteen minutes.", Role::Dim)
                .into(),
        );
    }
    ending(&mut lines, &fields, columns, now);
    part(&mut lines, "meetings", thing.part(PartName::Meetings), columns, now);
    lines
}

/// What both hope for.
fn aims(lines: &mut Vec<Line>, fields: &Mentorship, columns: usize) {
    heading(lines, "what we hope for", Row::of(fields.aim_type.map_or("", |aim| aim.word()), Role::Dim));
    let sides = [("I hope to", &fields.aim_mentee), ("they hope to", &fields.aim_mentor)];
    for (label, aim) in sides {
        match aim {
            Some(aim) => lines.extend(detail::labelled(label, aim, Role::Text, LABELS.min(columns / 3), columns)),
            None => lines.extend(detail::labelled(
                label,
                "not said yet: ask, it changes the talk",
                Role::Soon,
                LABELS.min(columns / 3),
                columns,
            )),
        }
    }
}

/// How often we meet, and when last and next.
fn rhythm(lines: &mut Vec<Line>, thing: &Thing, fields: &Mentorship, now: &Now) {
    let meetings = thing.part(PartName::Meetings);
    let held = |state: &str| matches!(state, "held" | "captured" | "followed-up");
    let last = meetings.iter().find(|row| row.state.as_deref().is_some_and(held));
    let planned = |state: &str| matches!(state, "planned" | "prepared");
    let next = meetings.iter().rfind(|row| row.state.as_deref().is_some_and(planned) && row.day >= Some(now.today()));
    let word = crate::domain::rhythm::rhythm(last.and_then(|row| row.day), fields.cadence_days, now.today());
    let word = word.filter(|_| fields.state.is_some_and(crate::domain::rhythm::has_rhythm));
    heading(lines, "rhythm", word.map(|word| rows::rhythm(word.word())).unwrap_or_default());
    let mut plan = Row::new();
    plan.dotted(fields.cadence_days.map(|days| format!("every {}", words::days(days))).unwrap_or_default(), Role::Text);
    plan.dotted(fields.length_min.map(|minutes| format!("{minutes} min")).unwrap_or_default(), Role::Dim);
    if !plan.is_empty() {
        lines.push(plan.into());
    }
    let line = |label: &str, row: &crate::domain::ask::Row| {
        let day =
            row.day.map(|day| format!("{} · {}", dates::say(day, now), dates::distance(day, now))).unwrap_or_default();
        Line::from(Row::of(format!("{label:<6}"), Role::Dim).with(day, Role::Text)).to(row.kind, row.id)
    };
    lines.extend(last.map(|row| line("last", row)));
    match next {
        Some(row) => lines.push(line("next", row)),
        None if fields.state == Some(MentorshipState::Active) => {
            lines.push(
                Row::of("no next date · ", Role::Soon).with("3 n", Role::Accent).with(" plans one", Role::Dim).into(),
            );
        }
        None => {}
    }
}

/// Where it stands in time, and how it ends.
fn ending(lines: &mut Vec<Line>, fields: &Mentorship, columns: usize, now: &Now) {
    if fields.planned_end.is_none() && fields.ended_reason.is_none() && fields.start.is_none() {
        return;
    }
    heading(lines, "from beginning to end", Row::new());
    let mut row = Row::new();
    row.dotted(fields.start.map(|day| format!("since {}", dates::say(day, now))).unwrap_or_default(), Role::Text);
    let left = fields.planned_end.map(|end| crate::domain::time::days_between(now.today(), end));
    let soon = left.is_some_and(|left| (0..=ENDING).contains(&left));
    if let Some(end) = fields.planned_end {
        let text = format!("we look again {} · {}", dates::say(end, now), dates::distance(end, now));
        row.dotted(text, if soon { Role::Soon } else { Role::Dim });
    }
    lines.push(row.fit(columns).into());
    if let Some(reason) = &fields.ended_reason {
        lines.extend(paragraph(reason, columns, Role::Text).into_iter().map(Line::from));
    }
    if soon {
        let row = Row::of("X", Role::Accent).with(" finishes well, changes its form, or stops", Role::Dim);
        lines.push(row.into());
    }
}

/// Both sides' marks as a strip of ten: a dot where both agree, an arrow where one is higher.
fn dots(facts: &EvaluationRow) -> Option<Row> {
    if !facts.marks.iter().any(|(_, theirs)| theirs.is_some()) {
        return None;
    }
    let mut row = Row::of("  ", Role::Dim);
    for (mine, theirs) in &facts.marks {
        let (mark, role) = match (mine, theirs) {
            (Some(mine), Some(theirs)) if mine == theirs => (glyph::MEETING, Role::Good),
            (Some(mine), Some(theirs)) if (mine - theirs).abs() >= rating_gap::TALK => (glyph::DUE, Role::Soon),
            (Some(_), Some(_)) => (glyph::HALF, Role::Dim),
            _ => (glyph::DOT, Role::Faint),
        };
        row.push(mark, role);
        row.push(" ", Role::Dim);
    }
    Some(
        row.with(
            format!(" {} alike {} near {} worth five minutes", glyph::MEETING, glyph::HALF, glyph::DUE),
            Role::Dim,
        ),
    )
}

/// The page of advice: each step of its way, done or still open, walkable both ways.
pub(super) fn advice(thing: &Thing, columns: usize, now: &Now) -> Vec<Line> {
    let Ok(fields) = thing.record.read::<Advice>() else { return detail::lines(thing, columns, now) };
    let mut lines: Vec<Line> =
        paragraph(&format!("“{}”", thing.record.title), columns, Role::Strong).into_iter().map(Line::from).collect();
    lines.push(detail::standing(thing).into());
    lines.push(Line::default());
    let day =
        |day: Option<crate::domain::Day>| Row::of(day.map(|day| dates::say(day, now)).unwrap_or_default(), Role::Dim);
    let step = |done: bool, label: &str, text: String, role: Role, right: Row| {
        let (mark, mark_role) = if done { (glyph::MEETING, Role::Accent) } else { (glyph::OPEN, Role::Faint) };
        let label_role = if done { Role::Text } else { Role::Dim };
        let left = Row::of(mark, mark_role).with(format!(" {label:<11}"), label_role).with(text, role);
        Line::from(left).right(right)
    };
    for link in thing.links.iter().filter(|link| matches!(link.role.as_str(), "by" | "meeting")) {
        let label = if link.role == "by" { "said by" } else { "in" };
        let line =
            step(true, label, link.title.clone(), Role::Accent, day(link.day.filter(|_| link.role == "meeting")));
        lines.push(line.to(link.kind, link.id));
    }
    let call = fields.my_call.map(crate::domain::kinds::advice::Call::word);
    let open = "t try · a adapt · p park · d decline".to_owned();
    lines.push(match call {
        Some(call) => step(true, "my call", call.to_owned(), Role::Text, day(fields.called)),
        None => step(false, "my call", open, Role::Soon, Row::new()),
    });
    if let Some(reason) = &fields.reason {
        lines.extend(
            paragraph(reason, columns.saturating_sub(13), Role::Dim)
                .into_iter()
                .map(|row| Row::of(" ".repeat(13), Role::Dim).then(row).into()),
        );
    }
    for row in thing.part(PartName::Led) {
        let mut line = rows::line(row, columns, now);
        line.left = Row::of(glyph::MEETING, Role::Accent)
            .with(format!(" {:<11}", "led to"), Role::Text)
            .with(row.title.as_str(), Role::Accent);
        lines.push(line);
    }
    let goes_on = !matches!(call, Some("park" | "decline"));
    if thing.part(PartName::Led).is_empty() && goes_on {
        lines.push(step(false, "led to", "nothing yet · o makes an action of it".to_owned(), Role::Dim, Row::new()));
    }
    if fields.tried_on.is_some() || goes_on {
        lines.push(step(fields.tried_on.is_some(), "tried", String::new(), Role::Text, day(fields.tried_on)));
    }
    match fields.result {
        Some(result) => {
            lines.push(step(true, "result", rows::helped(result.word()).to_owned(), Role::Text, Row::new()));
        }
        None if goes_on => {
            lines.push(step(false, "result", "r says whether it helped".to_owned(), Role::Dim, Row::new()));
        }
        None => {}
    }
    lines.push(match fields.told_back {
        Some(told) => step(true, "told back", String::new(), Role::Text, day(Some(told))),
        None => {
            step(false, "told back", "Space: they have heard what became of it".to_owned(), Role::Accent, Row::new())
        }
    });
    lines
}

/// The page of an evaluation: item by item both sides' marks, the widest apart first; needs; what we change.
pub(super) fn evaluation(thing: &Thing, columns: usize, now: &Now) -> Vec<Line> {
    let Ok(fields) = thing.record.read::<Evaluation>() else { return detail::lines(thing, columns, now) };
    let mut lines = title(thing, columns);
    for link in &thing.links {
        lines
            .push(Line::from(Row::of("of ", Role::Dim).with(link.title.as_str(), Role::Accent)).to(link.kind, link.id));
    }
    if let Some(day) = fields.date {
        lines.push(words::dated(day, now).into());
    }
    items(&mut lines, thing, &fields, columns);
    if !fields.needs.is_empty() {
        let weighted =
            satisfaction::weighted(&fields.needs).map(|met| format!("{met:.1} of 5 by weight")).unwrap_or_default();
        heading(&mut lines, "what I need", Row::of(weighted, Role::Dim));
        for need in &fields.needs {
            let met = need.met.unwrap_or_default();
            let wanting = satisfaction::unmet(need).is_some_and(|unmet| unmet >= satisfaction::UNMET);
            let text = need.text.clone().unwrap_or_default();
            let right = Row::of(scale(met), if wanting { Role::Soon } else { Role::Good })
                .with(format!("  weight {}", need.importance.unwrap_or_default()), Role::Dim);
            lines.push(Line::from(Row::of(text, Role::Text)).right(right));
        }
    }
    let said =
        [("keep", &fields.keep), ("change", &fields.change), ("stop", &fields.stop), ("they add", &fields.own_line)];
    if said.iter().any(|(_, text)| text.is_some()) {
        heading(&mut lines, "in a line each", Row::new());
        for (label, text) in said {
            if let Some(text) = text {
                lines.extend(detail::labelled(label, text, Role::Text, 11, columns));
            }
        }
    }
    heading(&mut lines, "the one thing we change", Row::new());
    match &fields.adjustment {
        Some(text) => {
            lines.extend(paragraph(text, columns, Role::Text).into_iter().map(Line::from));
            lines.push(match (fields.adjustment_done, fields.adjustment_due) {
                (Some(done), _) => {
                    Row::of(format!("{} done {}", glyph::DONE, dates::say(done, now)), Role::Good).into()
                }
                (None, Some(due)) => words::due(due, true, now).into(),
                (None, None) => Row::of("no day yet", Role::Soon).into(),
            });
        }
        None => lines.push(
            Row::of("Not chosen yet. ", Role::Dim).with("E", Role::Accent).with(" goes on with it.", Role::Dim).into(),
        ),
    }
    lines
}

/// Five cells, so many of them full.
fn scale(mark: i64) -> String {
    let full = usize::try_from(mark.clamp(0, 5)).unwrap_or(0);
    format!("{}{}", glyph::MEETING.repeat(full), glyph::OPEN.repeat(5 - full))
}

/// Both sides' marks, item by item, those furthest apart first.
fn items(lines: &mut Vec<Line>, thing: &Thing, fields: &Evaluation, columns: usize) {
    let count = fields.mine.len().max(fields.theirs.len());
    if count == 0 {
        return;
    }
    let gap = rating_gap::rating_gap(fields);
    let both = !fields.theirs.is_empty();
    let legend = Row::of(glyph::MEETING, Role::Accent)
        .with(" you  ", Role::Dim)
        .with(glyph::DUE, Role::Private)
        .with(" them", Role::Dim);
    heading(
        lines,
        if both { "item by item, the widest apart first" } else { "item by item" },
        if columns >= 56 { legend } else { Row::new() },
    );
    if both && !gap.talk.is_empty() {
        lines.push(Row::of("You see these differently; worth five minutes.", Role::Soon).into());
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|at| (-gap.items.get(*at).copied().flatten().unwrap_or(0).abs(), *at));
    let mark = |marks: &[Option<i64>], at: usize| marks.get(at).copied().flatten();
    for at in order {
        let (mine, theirs) = (mark(&fields.mine, at), mark(&fields.theirs, at));
        let name = thing.derived.get(at).map_or_else(|| format!("item {}", at + 1), |(theme, _)| theme.clone());
        let mut track = Row::new();
        for cell in 1..=5_i64 {
            let (symbol, role) = match (mine == Some(cell), theirs == Some(cell)) {
                (true, true) => (glyph::MEETING, Role::Good),
                (true, false) => (glyph::MEETING, Role::Accent),
                (false, true) => (glyph::DUE, Role::Private),
                (false, false) => (glyph::DOT, Role::Faint),
            };
            track.push(symbol, role);
            track.push(" ", Role::Faint);
        }
        let said = |mark: Option<i64>| mark.map_or_else(|| "–".to_owned(), |mark| mark.to_string());
        let figures = if both { format!(" {} {}", said(mine), said(theirs)) } else { format!(" {}", said(mine)) };
        let wide = gap.talk.contains(&(at + 1));
        let left = Row::of(name, if wide { Role::Strong } else { Role::Text });
        lines.push(Line::from(left).right(track.with(figures, if wide { Role::Soon } else { Role::Dim })));
    }
}
