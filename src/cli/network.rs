//! `mentee network`: who I know, as a whole: the spread, who sleeps, introductions as a list and as a tree, what is missing.

use anyhow::Result;
use clap::{ArgMatches, Command};

use crate::config::Glyphs;
use crate::domain::Kind;
use crate::domain::figures::float;
use crate::domain::network::{Counted, Page, tree::Branch};
use crate::domain::text::bar;

use super::context::Context;
use super::output::Output;
use super::show::count;

pub(super) const ABOUT: &str =
    "People as a whole: spread over fields, who sleeps, introductions, what is missing for goals";

/// How wide a name is beside a bar.
const NAME: usize = 28;
/// So many rows of a list are told, then how many more there are.
const ROWS: usize = 12;

pub(super) fn build(command: Command, _: &str) -> Command {
    command
}

pub(super) fn run(_: &ArgMatches, context: &mut Context) -> Result<()> {
    let now = context.now();
    let page = context.reading()?.read().network(&now)?;
    if context.out.json() {
        return Ok(context.out.emit(&page)?);
    }
    let ascii = context.settings.glyphs == Glyphs::Ascii;
    let out = &mut context.out;
    if page.figures.spread.people + page.figures.dormant == 0 && page.introductions.is_empty() {
        out.aside("Nobody here yet; `mentee person add NAME` and `mentee person touch NAME` begin it.")?;
        return Ok(());
    }
    spread(&page, out, ascii)?;
    section(out, "MISSING FOR GOALS AND OBSTACLES", &page.missing, |unmet| {
        (unmet.title.clone(), unmet.mark.unwrap_or_default().to_owned())
    })?;
    if let Some(outsider) = &page.outsider {
        out.aside(&format!("  {}", outsider.words()))?;
    }
    section(out, "WORTH WAKING", &page.worth_waking, |waking| {
        (format!("{} · {} · {}", waking.name, count(waking.days, "day"), waking.why), waking.opener.clone())
    })?;
    section(out, "INTRODUCTIONS", &page.introductions, |going| {
        let days = going.days.map(|days| format!(", {}", count(days, "day"))).unwrap_or_default();
        let nudge = if going.nudge { " quiet" } else { "" };
        (format!("{} · {}{days}{nudge}", going.title, going.state), going.next.clone().unwrap_or_default())
    })?;
    tree(&page.tree, out, ascii)?;
    section(out, "OPPORTUNITIES", &page.opportunities, |chance| (chance.chain.clone(), chance.state.to_owned()))?;
    section(out, "A HEAD START: trends not yet seen in my field", &page.head_start, |chance| {
        (chance.chain.clone(), String::new())
    })?;
    ways(&page, out)
}

/// Contacts, their fields as bars, and what the whole is like.
fn spread(page: &Page, out: &mut Output, ascii: bool) -> Result<()> {
    let figures = &page.figures;
    out.head("CONTACTS")?;
    let mut line = format!("  {}", count(i64::try_from(figures.spread.people).unwrap_or(i64::MAX), "contact"));
    if figures.dormant > 0 {
        line.push_str(&format!(", {} more from longer ago", figures.dormant));
    }
    out.say(&line)?;
    let cross = figures.spread.cross_share.map(|share| format!("{:.1} % outside your own field", share * 100.0));
    let parts: Vec<String> = figures.words.iter().cloned().chain(cross).collect();
    if parts.is_empty() {
        out.say("  figures come with the fourth contact")?;
    } else {
        out.say(&format!("  {}", parts.join(" · ")))?;
        bars(&figures.industries, out, ascii)?;
    }
    for (head, counts) in [("level", &figures.levels), ("region", &figures.regions)] {
        if !counts.is_empty() {
            out.say(&format!("  by {head}: {}", told(counts)))?;
        }
    }
    if figures.through.people > 0 {
        let levels = if figures.through.levels.is_empty() {
            String::new()
        } else {
            format!(": {}", told(&figures.through.levels))
        };
        out.say(&format!("  met through introductions: {}{levels}", figures.through.people))?;
    }
    if let (Some(kind), Some(words)) = (figures.growth, figures.growth_words) {
        out.say(&format!("  those who help you grow: {kind}: {words}"))?;
    }
    if let Some(efficiency) = figures.efficiency {
        out.say(&format!("  {:.0} % of them lead to different people", efficiency * 100.0))?;
    }
    if let Some(hint) = page.well.and_then(crate::domain::network::well::Well::hint) {
        out.say(&format!("  {hint}"))?;
    }
    Ok(())
}

fn bars(counts: &[Counted], out: &mut Output, ascii: bool) -> Result<()> {
    const CELLS: u8 = 20;
    let most = counts.iter().map(|count| count.people).max().unwrap_or(1).max(1);
    for Counted { name, people } in counts.iter().take(ROWS) {
        let drawn = bar(float(*people) / float(most), CELLS, ascii);
        let full = drawn.trim_end_matches(['▱', '.']);
        let name = out.fit(name, NAME);
        let pad = NAME.saturating_sub(name.width());
        out.say(&format!("  {name}{:pad$}  {full} {people}", ""))?;
    }
    if counts.len() > ROWS {
        let rest: usize = counts.iter().skip(ROWS).map(|count| count.people).sum();
        out.say(&format!("  {} other fields, {rest} people", counts.len() - ROWS))?;
    }
    Ok(())
}

/// `8 senior, 4 peer`.
fn told(counts: &[Counted]) -> String {
    counts.iter().map(|count| format!("{} {}", count.people, count.name)).collect::<Vec<_>>().join(", ")
}

/// A head and its rows, each with a line under it where there is one; nothing where there are no rows.
fn section<T>(out: &mut Output, head: &str, rows: &[T], row: impl Fn(&T) -> (String, String)) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    out.say("")?;
    out.head(head)?;
    for item in rows.iter().take(ROWS) {
        let (line, under) = row(item);
        out.say(&format!("  {line}"))?;
        if !under.is_empty() {
            out.say(&format!("    {under}"))?;
        }
    }
    if rows.len() > ROWS {
        out.say(&format!("  and {} more", rows.len() - ROWS))?;
    }
    Ok(())
}

/// Who brought me to whom.
fn tree(tree: &[Branch], out: &mut Output, ascii: bool) -> Result<()> {
    /// Deeper branches are drawn at this depth.
    const DEEPEST: usize = 12;
    if tree.is_empty() {
        return Ok(());
    }
    out.say("")?;
    out.head("WHO BROUGHT ME TO WHOM")?;
    let [through, end, pass, open] =
        if ascii { ["|- ", "`- ", "|  ", "   "] } else { ["├─ ", "└─ ", "│  ", "   "] };
    for branch in tree {
        let mut line = "  ".to_owned();
        let skip = branch.last.len().saturating_sub(DEEPEST);
        if let Some((last, above)) = branch.last.split_last() {
            above.iter().skip(skip).for_each(|last| line.push_str(if *last { open } else { pass }));
            line.push_str(if *last { end } else { through });
        }
        line.push_str(&branch.name);
        line.extend(branch.industry.iter().map(|industry| format!(" · {industry}")));
        if branch.depth == 0 && branch.people > 0 {
            line.push_str(&format!(" · {} came through them", branch.people));
        }
        if !branch.contact {
            line.push_str(" · not met yet");
        }
        out.say(&line)?;
    }
    Ok(())
}

/// Styles.
fn ways(page: &Page, out: &mut Output) -> Result<()> {
    let Some(least) = page.styles.least_familiar else { return Ok(()) };
    out.say("")?;
    out.head("WORKING STYLES")?;
    let met: Vec<String> = page.styles.met.iter().map(|met| format!("{} {}", met.name, met.people)).collect();
    out.say(&format!("  of {} {} with one noted: {}", page.styles.people, Kind::Person.spec().plural, met.join(", ")))?;
    out.say(&format!("  least familiar to you: {least}"))?;
    Ok(())
}
