//! The pages of the network: the tree of who brought me to whom, the spread over fields, prospects in the order in which
//! they fit.

use crate::domain::ask::Answer;
use crate::domain::figures::float;
use crate::domain::network::tree::Branch;
use crate::domain::network::{Counted, Page};
use crate::domain::{Kind, Now};
use crate::ui::ink::{Row, paragraph};
use crate::ui::lines::Line;
use crate::ui::theme::Role;
use crate::ui::{chart, glyph, words};

/// The answer of a page of this tab.
fn page(answer: &Answer) -> Option<&Page> {
    match answer {
        Answer::Network(page) => Some(page),
        _ => None,
    }
}

/// A sentence and the key that begins.
fn empty(what: &str, how: &str, columns: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = paragraph(what, columns, Role::Text).into_iter().map(Line::from).collect();
    lines.extend(paragraph(how, columns, Role::Dim).into_iter().map(Line::from));
    lines
}

/// Who brought me to whom.
pub(super) fn tree(answer: &Answer, columns: usize, _now: &Now) -> Vec<Line> {
    let Some(page) = page(answer) else { return Vec::new() };
    if page.tree.is_empty() {
        return empty(
            "Nobody was brought by anybody yet.",
            "Say in a person’s form who introduced you: the tree grows from there.",
            columns,
        );
    }
    let met = page.figures.through.people;
    let mut lines = vec![Line::from(words::heading("who brought me to whom")).right(Row::of(
        format!("{} met so", words::count(i64::try_from(met).unwrap_or(0), "person", "people")),
        Role::Dim,
    ))];
    for (n, branch) in page.tree.iter().enumerate() {
        if branch.depth == 0 && n > 0 {
            lines.push(Line::default());
        }
        lines.push(limb(branch, columns));
    }
    lines
}

fn limb(branch: &Branch, columns: usize) -> Line {
    /// Deeper branches are drawn at this depth.
    const DEEPEST: usize = 10;
    let [through, end, pass] = glyph::LIMBS;
    let mut left = Row::new();
    if let Some((last, above)) = branch.last.split_last() {
        for over in above.iter().skip(branch.last.len().saturating_sub(DEEPEST)) {
            left.push(if *over { "   ".to_owned() } else { format!("{pass}  ") }, Role::Faint);
        }
        left.push(format!("{}{} ", if *last { end } else { through }, glyph::RULE), Role::Faint);
    }
    left.push(branch.name.as_str(), if branch.contact { Role::Text } else { Role::Dim });
    let right = if !branch.contact {
        Row::of("not met yet", Role::Dim)
    } else if branch.depth == 0 && columns >= 60 {
        let people = i64::try_from(branch.people).unwrap_or(0);
        Row::of(format!("{} came through them", words::count(people, "person", "people")), Role::Dim)
    } else {
        Row::of(branch.industry.as_deref().unwrap_or_default(), Role::Dim)
    };
    let room = columns.saturating_sub(left.width() + 2);
    let right = if right.width() <= room { right } else { Row::new() };
    Line::from(left).right(right).to(Kind::Person, branch.id)
}

/// How the contacts spread, what that is like, and what is missing.
pub(super) fn spread(answer: &Answer, columns: usize, now: &Now) -> Vec<Line> {
    let Some(page) = page(answer) else { return Vec::new() };
    let figures = &page.figures;
    let mut lines = Vec::new();
    let people = i64::try_from(figures.spread.people).unwrap_or(0);
    let mut right = Row::of(words::count(people, "contact", "contacts"), Role::Dim);
    if figures.dormant > 0 {
        right.dotted(format!("{} from longer ago", figures.dormant), Role::Dim);
    }
    lines.push(Line::from(words::heading("spread")).right(right));
    match &figures.words {
        None => {
            let left = 4_usize.saturating_sub(figures.spread.people);
            let text = format!("Figures come with the fourth contact: {} to go.", left.max(1));
            lines.extend(paragraph(&text, columns, Role::Text).into_iter().map(Line::from));
        }
        Some(said) => {
            let mut text = words::capital(said);
            if let Some(share) = figures.spread.cross_share {
                text.push_str(&format!(" · {:.1} % outside your own", share * 100.0));
            }
            lines.extend(paragraph(&text, columns, Role::Strong).into_iter().map(Line::from));
            if let Some(evenness) = figures.spread.evenness {
                lines.push(Line::from(Row::of(format!("{}, {:.2} of 1", even(evenness), evenness), Role::Dim)));
            }
            lines.push(Line::default());
            lines.extend(bars(&figures.industries, figures.home.as_deref(), columns));
        }
    }
    lines.extend(about(page, columns));
    lines.extend(missing(page, columns));
    lines.extend(waking(page, columns, now));
    lines
}

/// How even a spread is, in words.
fn even(evenness: f64) -> &'static str {
    match evenness {
        n if n >= 0.9 => "evenly spread",
        n if n >= 0.7 => "fairly even",
        _ => "most of them in one field",
    }
}

fn bars(counts: &[Counted], home: Option<&str>, columns: usize) -> Vec<Line> {
    /// So many fields have a bar of their own.
    const MOST: usize = 14;
    let most = counts.iter().map(|count| count.people).max().unwrap_or(1).max(1);
    let names = (columns / 3).clamp(8, 30);
    let cells = columns.saturating_sub(names + 16).min(40);
    let mut lines: Vec<Line> = Vec::new();
    for count in counts.iter().take(MOST) {
        let name = super::row::column(Row::of(count.name.as_str(), Role::Text), names);
        // The own field is what the others are looked at beside.
        let own = home.is_some_and(|home| home.trim().eq_ignore_ascii_case(count.name.trim()));
        let full = chart::bar(float(count.people) / float(most), cells, if own { Role::Dim } else { Role::Accent });
        let bar = full.runs().first().map(|(text, role)| Row::of(text.clone(), *role)).unwrap_or_default();
        let own = if own { ", your own" } else { "" };
        lines.push(name.then(bar).with(format!("  {}{own}", count.people), Role::Dim).into());
    }
    if counts.len() > MOST {
        let rest: usize = counts.iter().skip(MOST).map(|count| count.people).sum();
        lines.push(Row::of(format!("{} other fields, {rest} people", counts.len() - MOST), Role::Dim).into());
    }
    lines
}

/// What the network is like besides.
fn about(page: &Page, columns: usize) -> Vec<Line> {
    let figures = &page.figures;
    let told = |counts: &[Counted]| {
        counts.iter().map(|count| format!("{} {}", count.people, count.name)).collect::<Vec<_>>().join(", ")
    };
    let mut rows: Vec<(&str, String)> = Vec::new();
    if !figures.levels.is_empty() {
        rows.push(("levels", told(&figures.levels)));
    }
    if !figures.regions.is_empty() {
        rows.push(("regions", told(&figures.regions)));
    }
    if figures.through.people > 0 {
        let levels = told(&figures.through.levels);
        let colon = if levels.is_empty() { "" } else { ": " };
        rows.push(("introduced", format!("{}{colon}{levels}", figures.through.people)));
    }
    if let (Some(kind), Some(words)) = (figures.growth, figures.growth_words) {
        rows.push(("who helps me", format!("{kind}: {words}")));
    }
    if let Some(efficiency) = figures.efficiency {
        rows.push(("reach", format!("{:.0} % of them lead to different people", efficiency * 100.0)));
    }
    if let Some(least) = page.styles.least_familiar {
        rows.push(("styles", format!("least familiar: {least}; met: {}", told(&page.styles.met))));
    }
    if let Some(hint) = page.well.and_then(crate::domain::network::well::Well::hint) {
        rows.push(("of late", hint));
    }
    let mut lines = Vec::new();
    if !rows.is_empty() {
        lines.push(Line::default());
    }
    let labels = crate::ui::room::detail::label_room(columns);
    for (label, text) in rows {
        lines.extend(crate::ui::room::detail::labelled(label, &text, Role::Text, labels, columns));
    }
    lines
}

/// Goals and obstacles that nobody could help with, or nobody from outside.
fn missing(page: &Page, columns: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    if page.missing.is_empty() {
        return lines;
    }
    lines.extend([Line::default(), words::heading("missing for my goals").into()]);
    for unmet in &page.missing {
        let Some(kind) = Kind::read(unmet.kind) else { continue };
        let words = Row::of(unmet.mark.unwrap_or_default(), Role::Soon);
        let room = columns.saturating_sub(words.width() + 2);
        let left = Row::of(glyph::OPEN, Role::Soon).with(" ", Role::Dim).with(unmet.title.as_str(), Role::Text);
        lines.push(Line::from(left.fit(room.max(8))).right(words).to(kind, unmet.id));
    }
    if let Some(outsider) = &page.outsider {
        lines.extend(said_to(&outsider.words(), outsider.id, columns));
    }
    lines
}

/// A dim sentence whose first line leads to a person.
fn said_to(text: &str, person: crate::domain::Id, columns: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = paragraph(text, columns.min(88), Role::Dim).into_iter().map(Line::from).collect();
    if let Some(first) = lines.first_mut() {
        *first = std::mem::take(first).to(Kind::Person, person);
    }
    lines
}

/// Old ties worth waking, each with two lines to begin with.
fn waking(page: &Page, columns: usize, _now: &Now) -> Vec<Line> {
    /// So many are told.
    const MOST: usize = 8;
    let mut lines = Vec::new();
    if page.worth_waking.is_empty() {
        return lines;
    }
    lines.extend([Line::default(), words::heading("worth waking").into()]);
    for waking in page.worth_waking.iter().take(MOST) {
        let left = Row::of(glyph::AGAIN, Role::Accent).with(" ", Role::Dim).with(waking.name.as_str(), Role::Text);
        let since = Row::of(words::days(waking.days), Role::Dim);
        lines.push(Line::from(left).right(since).to(Kind::Person, waking.id));
        let indent = |row: Row| Line::from(Row::of("  ", Role::Dim).then(row));
        lines.extend(paragraph(&waking.opener, columns.saturating_sub(2).min(88), Role::Dim).into_iter().map(indent));
    }
    if page.worth_waking.len() > MOST {
        lines.push(Row::of(format!("and {} more", page.worth_waking.len() - MOST), Role::Dim).into());
    }
    lines
}

/// Possible mentors, the best fit first; what is not known is said, not counted as nought.
pub(super) fn prospects(answer: &Answer, columns: usize, _now: &Now) -> Vec<Line> {
    let Some(page) = page(answer) else { return Vec::new() };
    if page.prospects.is_empty() {
        return empty(
            "No possible mentor is being looked at.",
            "n makes a match card: seven lines, scored 0 to 3 with your own weights.",
            columns,
        );
    }
    let mut lines = vec![Line::from(words::heading("how well they fit"))];
    for prospect in &page.prospects {
        lines.push(Line::default());
        let name = prospect.person.as_deref().unwrap_or(&prospect.title);
        let score =
            prospect.score.map_or_else(|| "not known yet".to_owned(), |score| format!("{:.0} %", score * 100.0));
        let right = Row::of(score, Role::Strong);
        lines.push(Line::from(Row::of(name, Role::Text)).right(right).to(Kind::Match, prospect.id));
        let cells = columns.saturating_sub(16).min(30);
        let bar = chart::bar(prospect.score.unwrap_or(0.0), cells, Role::Accent);
        let known = format!("  known {} of {}", prospect.known, prospect.lines);
        lines.push(bar.with(known, Role::Dim).into());
        if !prospect.unknown.is_empty() {
            let text = format!("not known yet: {}", prospect.unknown.join("; "));
            lines.extend(paragraph(&text, columns, Role::Dim).into_iter().map(Line::from));
        }
    }
    lines
}
