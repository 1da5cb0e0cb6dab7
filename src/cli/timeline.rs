//! `mentee timeline`: everything that happened, by month, newest or oldest first; or only what the months held.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::json;

use crate::domain::ask::{Facts, Row};
use crate::domain::period::Period;
use crate::domain::timeline::{Month, Window};
use crate::domain::{Day, Kind};
use crate::report::Fault;
use crate::store::ShortIds;

use super::context::Context;
use super::output::Output;
use super::words;

pub(super) const ABOUT: &str = "Everything that happened, month by month, over all the years";

/// How wide a title is.
const TITLE: usize = 62;
/// How many kinds the head of a month names.
const NAMED: usize = 3;

pub(super) fn build(command: Command, _: &str) -> Command {
    let flag = |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    command
        .arg(Arg::new("words").value_name("WORDS").num_args(0..).help("Only what has all of these words"))
        .arg(
            Arg::new("period")
                .long("period")
                .value_name("PERIOD")
                .help("2026-Q3, 2026-11, 2026 or all; all where not said"),
        )
        .arg(
            Arg::new("kind")
                .long("kind")
                .value_name("KIND,…")
                .value_delimiter(',')
                .action(ArgAction::Append)
                .help("Only these kinds"),
        )
        .arg(flag("oldest", "The oldest first"))
        .arg(flag("months", "Only the months: how much of what, and how clear my direction was"))
        .arg(
            Arg::new("limit")
                .long("limit")
                .value_name("N")
                .value_parser(value_parser!(usize))
                .help("At most so many things"),
        )
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let now = context.now();
    let window = window(matches)?;
    let store = context.reading()?;
    let reader = store.read();
    let pager = context.world.pager.clone();
    context.out.page(pager.as_deref());
    let out = &mut context.out;
    if matches.get_flag("months") {
        let mut months = reader.months(&window, &now)?;
        if window.oldest {
            months.reverse();
        }
        return tell_months(&months, out);
    }
    let mut short_ids = ShortIds::new();
    if out.json() {
        let mut first = true;
        reader.each_along(&window, &now, &mut |row| -> Result<()> {
            out.emit_item(first, &item(&row, &short_ids.of(row.id, row.kind, reader)?))?;
            first = false;
            Ok(())
        })?;
        return Ok(out.emit_end(first)?);
    }
    // What a month held is told over it, and of words that are looked for it would not be true.
    let months = if window.filter.is_empty() { reader.months(&window, &now)? } else { Vec::new() };
    let mut month: Option<Day> = None;
    reader.each_along(&window, &now, &mut |row| -> Result<()> {
        let first = row.day.and_then(|day| chrono::Datelike::with_day(&day, 1));
        if first != month || month.is_none() {
            if month.is_some() {
                out.say("")?;
            }
            month = first;
            head(first, &months, out)?;
        }
        let short_id = short_ids.of(row.id, row.kind, reader)?;
        let title = if row.title.is_empty() { row.kind.label() } else { &row.title };
        let title = match &row.facts {
            Facts::Of(whole) => out.fit(&format!("{title}  {whole}"), TITLE),
            _ => out.fit(title, TITLE),
        };
        let pad = TITLE.saturating_sub(title.width());
        let day = row.day.map(|day| day.format("%a %e").to_string()).unwrap_or_default();
        let state = row.state.as_deref().unwrap_or_default();
        let line = format!("{day:<8}{short_id:<6}{:<13}{}{:pad$}  {state}", row.kind.spec().label, title.as_str(), "");
        Ok(out.say(line.trim_end())?)
    })?;
    if month.is_none() {
        let whole = window.period == Period::All && window.kinds.is_empty() && window.filter.is_empty();
        let said =
            if whole { "Nothing has happened yet; `mentee log` writes the first thing down." } else { "Nothing fits." };
        out.aside(said)?;
    }
    Ok(())
}

/// What was asked for.
fn window(matches: &ArgMatches) -> Result<Window> {
    let period = matches.get_one::<String>("period").map(|text| Period::read(text)).transpose()?;
    let mut kinds = Vec::new();
    for name in matches.get_many::<String>("kind").into_iter().flatten() {
        let unknown = || Fault::Usage(format!("there is no kind “{name}”; `mentee kinds` lists them"));
        kinds.push(Kind::read(name).ok_or_else(unknown)?);
    }
    Ok(Window {
        period: period.unwrap_or(Period::All),
        kinds,
        filter: words::joined(matches.get_many::<String>("words").into_iter().flatten()),
        oldest: matches.get_flag("oldest"),
        rows: matches.get_one::<usize>("limit").copied().unwrap_or(usize::MAX),
        ..Window::default()
    })
}

/// The head of a month: its name, what was in it, how clear my direction was.
fn head(first: Option<Day>, months: &[Month], out: &mut Output) -> Result<()> {
    let Some(month) = months.iter().find(|month| Some(month.first) == first) else {
        let name = first.map(|day| day.format("%B %Y").to_string());
        return Ok(out.head(&name.unwrap_or_else(|| "Without a day".to_owned()))?);
    };
    let clarity = month.clarity.map(|clarity| format!(" · clarity {clarity} of 5")).unwrap_or_default();
    Ok(out.head(&format!("{} · {}{clarity}", month.name(), month.text(NAMED)))?)
}

fn tell_months(months: &[Month], out: &mut Output) -> Result<()> {
    if out.json() {
        return Ok(out.emit(months)?);
    }
    if months.is_empty() {
        out.aside("Nothing has happened yet.")?;
    }
    for month in months {
        let clarity = month.clarity.map(|clarity| format!("clarity {clarity} of 5")).unwrap_or_default();
        let said = month.text(NAMED);
        out.say(format!("{:<15}{:>5}  {said:<50}  {clarity}", month.name(), month.all()).trim_end())?;
    }
    Ok(())
}

/// One thing as JSON.
fn item(row: &Row, short_id: &str) -> serde_json::Value {
    json!({
        "kind": row.kind.name(), "id": row.id, "short_id": short_id, "title": row.title,
        "state": row.state, "day": row.day.map(|day| day.to_string()), "due": row.due.map(|day| day.to_string()),
    })
}
