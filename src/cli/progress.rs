//! `mentee progress`: where I stand over a period, beside the one before.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::config::Glyphs;
use crate::domain::figures::real;
use crate::domain::follow_through::FollowThrough;
use crate::domain::pace::Word;
use crate::domain::period::Period;
use crate::domain::progress::{GoalLine, Progress};
use crate::domain::text::bar;
use crate::domain::time::days_between;
use crate::domain::{Day, Now, dates};

use super::context::Context;
use super::output::Output;
use super::show::count;

pub(super) const ABOUT: &str = "Goals, promises, meetings, network, learning and pulse over a period";

pub(super) fn build(command: Command, _: &str) -> Command {
    command.arg(
        Arg::new("period")
            .long("period")
            .value_name("PERIOD")
            .help("2026-Q3, 2026-11, 2026 or all; this quarter where not said"),
    )
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let now = context.now();
    let period = match matches.get_one::<String>("period") {
        Some(text) => Period::read(text)?,
        None => Period::quarter_of(now.today()),
    };
    let store = context.reading()?;
    let both = store.read().progress(period, &now)?;
    if context.out.json() {
        return Ok(context.out.emit(&both)?);
    }
    let (progress, before) = (both.progress, both.before);
    let ascii = context.settings.glyphs == Glyphs::Ascii;
    let out = &mut context.out;
    let beside = before.as_ref().map(|before| format!(", beside {}", before.period.text())).unwrap_or_default();
    out.head(&format!("{}{beside}", period.text()))?;
    goals(&progress, out, &now, ascii)?;
    work(&progress, before.as_ref(), out)?;
    network(&progress, before.as_ref(), out, ascii)?;
    growth(&progress, before.as_ref(), out)
}

fn goals(progress: &Progress, out: &mut Output, now: &Now, ascii: bool) -> Result<()> {
    out.say("")?;
    out.head("GOALS")?;
    if progress.goals.is_empty() {
        out.say("  none in this period")?;
    }
    for goal in &progress.goals {
        let drawn = goal.actual.map_or_else(|| " ".repeat(10), |actual| bar(actual, 10, ascii));
        let title = out.fit(&goal.title, 40);
        let pad = 40_usize.saturating_sub(title.width());
        let line = format!("  {drawn}  {:<10}  {title}{:pad$}  {}", goal.value, "", ending(goal, now));
        out.say(line.trim_end())?;
    }
    Ok(())
}

/// How a goal stands, or how it ended: `achieved Fri 22 Aug, 7 days early`.
fn ending(goal: &GoalLine, now: &Now) -> String {
    let word = goal.word.map(Word::text).unwrap_or_default();
    let Some(closed) = goal.closed else {
        let due = goal.due.map(|due| format!(", due {}", dates::say(due, now))).unwrap_or_default();
        return format!("{word}{due}").trim_start_matches(", ").to_owned();
    };
    let achieved = matches!(word, "achieved" | "achieved-late");
    let away = goal.due.filter(|_| achieved).map(|due| beside_due(due, closed)).unwrap_or_default();
    let word = if achieved { "achieved" } else { word };
    format!("{word} {}{away}", dates::say(closed, now))
}

fn beside_due(due: Day, closed: Day) -> String {
    match days_between(closed, due) {
        0 => ", on the day".to_owned(),
        days if days > 0 => format!(", {} early", count(days, "day")),
        days => format!(", {} late", count(-days, "day")),
    }
}

/// Promises, meetings, obstacles.
fn work(progress: &Progress, before: Option<&Progress>, out: &mut Output) -> Result<()> {
    let said = |kept: FollowThrough| if kept.due == 0 { "none due".to_owned() } else { kept.share().text() };
    out.say("")?;
    out.head("PROMISES KEPT")?;
    let (mine, theirs) = (said(progress.promises.mine), said(progress.promises.theirs));
    let was = |pick: fn(&Progress) -> FollowThrough| before.map(|before| said(pick(before)));
    beside(out, &format!("mine    {mine}"), was(|progress| progress.promises.mine))?;
    beside(out, &format!("theirs  {theirs}"), was(|progress| progress.promises.theirs))?;
    out.say("")?;
    out.head("MEETINGS")?;
    let held = |progress: &Progress| match progress.meetings.held {
        0 => "none held".to_owned(),
        held => format!("{held} held, {}", progress.meetings.length()),
    };
    beside(out, &held(progress), before.map(held))?;
    out.say("")?;
    out.head("OBSTACLES")?;
    let all = |progress: &Progress| {
        let found = progress.obstacles;
        format!("{} opened · {} resolved · {} open", found.opened, found.resolved, found.open)
    };
    beside(out, &all(progress), before.map(all))?;
    let days =
        |progress: &Progress| progress.obstacles.median_days.map(|days| format!("open for {days:.0} days (median)"));
    if let Some(line) = days(progress) {
        beside(out, &line, before.and_then(days))?;
    }
    Ok(())
}

/// Contacts and their fields.
fn network(progress: &Progress, before: Option<&Progress>, out: &mut Output, ascii: bool) -> Result<()> {
    const CELLS: u8 = 20;
    out.say("")?;
    out.head("NETWORK")?;
    let spread = &progress.network.spread;
    let people = |n: usize| if n == 1 { "1 contact".to_owned() } else { format!("{n} contacts") };
    let mut line = people(spread.people);
    if progress.network.new > 0 {
        line.push_str(&format!(", {} new", progress.network.new));
    }
    if progress.network.introduced > 0 {
        line.push_str(&format!(", {} through introductions", progress.network.introduced));
    }
    beside(out, &line, before.map(|before| people(before.network.spread.people)))?;
    let words = |progress: &Progress| {
        let spread = &progress.network.spread;
        let cross = spread.cross_share.map(|share| format!("{:.0} % outside my own", share * 100.0));
        let parts: Vec<String> = [spread.sentence(), cross].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    };
    if let Some(line) = words(progress) {
        beside(out, &line, before.and_then(words))?;
    }
    let most = spread.industries.iter().map(|(_, count)| *count).max().unwrap_or(0);
    for (name, count) in spread.industries.iter().take(8) {
        let part = real(i64::try_from(*count).unwrap_or(0)) / real(i64::try_from(most).unwrap_or(1).max(1));
        let drawn = bar(part, CELLS, ascii);
        let full = drawn.trim_end_matches(['▱', '.']);
        let name = out.fit(name, 28);
        let pad = 28_usize.saturating_sub(name.width());
        out.say(&format!("  {name}{:pad$}  {full} {count}", ""))?;
    }
    if spread.industries.len() > 8 {
        let rest: usize = spread.industries.iter().skip(8).map(|(_, count)| count).sum();
        out.say(&format!("  {} other fields, {rest} people", spread.industries.len() - 8))?;
    }
    Ok(())
}

/// Learning and pulse.
fn growth(progress: &Progress, before: Option<&Progress>, out: &mut Output) -> Result<()> {
    out.say("")?;
    out.head("LEARNING")?;
    let ideas = |progress: &Progress| {
        let learning = &progress.learning;
        format!("{} insights · {} tried · {} adopted", learning.insights, learning.tried, learning.adopted)
    };
    beside(out, &ideas(progress), before.map(ideas))?;
    let learning = &progress.learning;
    if learning.transfer.whole > 0 {
        let shelf = if learning.shelf > 0 { format!(" · {} on the shelf", learning.shelf) } else { String::new() };
        out.say(&format!("  in use, of ideas two months old: {}{shelf}", learning.transfer.text()))?;
    }
    if learning.told_back.whole > 0 {
        out.say(&format!("  advice told back: {}", learning.told_back.text()))?;
    }
    out.say(&format!(
        "  {} words · {} reflections · {} skills up",
        learning.terms, learning.reflections, learning.skills_up
    ))?;
    out.say("")?;
    out.head("PULSE")?;
    let pulse = |progress: &Progress| match (progress.pulse.word, progress.pulse.recent, progress.pulse.base) {
        (Some(word), Some(recent), Some(base)) => format!("{}: {recent:.0} of 100, {base:.0} before that", word.word()),
        _ => "a word for it comes with the ninth week".to_owned(),
    };
    out.say(&format!("  {}", pulse(progress)))?;
    Ok(())
}

/// A line, with the same of the period before where there is one.
fn beside(out: &mut Output, line: &str, before: Option<String>) -> std::io::Result<()> {
    match before {
        Some(before) => out.say(&format!("  {line:<50}  before: {before}")),
        None => out.say(&format!("  {line}")),
    }
}
