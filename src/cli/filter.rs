//! `mentee filter`: filters that have a name and a key; kept in the settings file, run from here or by their key on the screen.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use crate::config::Settings;
use crate::domain::ask::{Place as At, Window};
use crate::domain::saved::{self, Place, Saved};
use crate::domain::seek::Sought;
use crate::domain::{Kind, dates};
use crate::report::Fault;
use crate::store::{Query, Where};

use super::context::{Context, find};
use super::words;

pub(super) const ABOUT: &str = "Filters under a name and a key: keep one, list them, run one";

/// The most rows of a filter that is run.
const ROWS: usize = 200;

pub(super) fn build(command: Command, _: &str) -> Command {
    let name = || Arg::new("name").value_name("NAME").required(true).help("Its name");
    command
        .args_conflicts_with_subcommands(true)
        .arg(Arg::new("run").value_name("NAME").help("Which one to run; all are listed where none is named"))
        .subcommand(
            Command::new("keep")
                .about("Keep a filter under a name and a key; a key that means something already is refused")
                .arg(name())
                .arg(Arg::new("key").long("key").value_name("KEY").required(true).help("M-1, F5 or `M-g w`"))
                .arg(
                    Arg::new("words")
                        .value_name("WORDS")
                        .required(true)
                        .num_args(1..)
                        .help("As for a search: kind:advice person:odile; in:action odile is the list of that kind"),
                ),
        )
        .subcommand(Command::new("drop").about("Let a filter go").arg(name()))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    match matches.subcommand() {
        Some(("keep", matches)) => keep(matches, context),
        Some((_, matches)) => {
            let name = known(matches, "name", context)?.name;
            change(&name, None, context)?;
            if context.out.json() {
                return Ok(context.out.emit(&json!({"name": name}))?);
            }
            Ok(context.out.aside(&format!("The filter `{name}` is gone"))?)
        }
        None if matches.get_one::<String>("run").is_some() => {
            let saved = known(matches, "run", context)?;
            show(&saved, context)
        }
        None => list(context),
    }
}

fn the_name(matches: &ArgMatches, id: &str) -> Result<String> {
    let text = matches.get_one::<String>(id).map(String::as_str).unwrap_or_default();
    Ok(saved::name(text).ok_or_else(|| Fault::Usage("a filter takes a name: a word or two".to_owned()))?)
}

/// The filter of the name that was given.
fn known(matches: &ArgMatches, id: &str, context: &Context) -> Result<Saved> {
    let name = the_name(matches, id)?;
    let found = context.settings.filters.iter().find(|saved| saved.name == name).cloned();
    let text = matches.get_one::<String>(id).cloned().unwrap_or_default();
    let unknown = || Fault::NoMatch { text, kind: None };
    Ok(found.ok_or_else(unknown)?)
}

fn change(name: &str, value: Option<&str>, context: &mut Context) -> Result<()> {
    let now = context.now();
    let check = |settings: &Settings| {
        crate::app::check_keys(&settings.keys, &settings.filters, &now).map_err(|clash| clash.to_string())
    };
    let flags = context.settings.flags();
    context.settings = Settings::change(&context.world, &flags, &format!("filters.{name}"), value, &check)?;
    Ok(())
}

fn keep(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let name = the_name(matches, "name")?;
    let key = matches.get_one::<String>("key").map(|key| key.trim()).unwrap_or_default();
    let words = words::joined(matches.get_many::<String>("words").into_iter().flatten());
    change(&name, Some(&format!("{key}, {words}")), context)?;
    if context.out.json() {
        return Ok(context.out.emit(&json!({"name": name, "key": key, "words": words}))?);
    }
    Ok(context.out.aside(&format!("Kept: {key} brings up `{name}` from anywhere on the screen"))?)
}

fn list(context: &mut Context) -> Result<()> {
    let filters = context.settings.filters.clone();
    if context.out.json() {
        let rows = filters.iter().map(|saved| json!({"name": saved.name, "key": saved.keys, "words": saved.words}));
        return Ok(context.out.emit(&rows.collect::<Vec<_>>())?);
    }
    if filters.is_empty() {
        context.out.aside("No filter is kept; `mentee filter keep NAME --key M-1 in:action odile` keeps one.")?;
    }
    let wide = filters.iter().map(|saved| saved.name.chars().count()).max().unwrap_or(0);
    for saved in filters.iter() {
        context.out.say(&format!("{:<8}{:<wide$}  {}", saved.keys, saved.name, saved.words))?;
    }
    Ok(())
}

/// What a filter finds.
fn show(saved: &Saved, context: &mut Context) -> Result<()> {
    let now = context.now();
    let store = context.reading()?;
    let reader = store.read();
    let mut found: Vec<(Kind, crate::domain::Id, String, Option<crate::domain::Day>)> = Vec::new();
    match saved.place() {
        Place::List(kind, filter) => {
            let window = Window { kind, filter, closed: true, trash: false, place: At::Start, rows: ROWS };
            let page = reader.window(&window, &now)?;
            found.extend(page.rows.into_iter().map(|row| (row.kind, row.id, row.title, row.due.or(row.day))));
        }
        Place::Search(text) => {
            let sought = Sought::read(&text, &now);
            let words = std::iter::once(sought.words).chain(sought.off).collect::<Vec<_>>().join(" ");
            let person = sought.person.map(|name| find(reader, &name, Some(Kind::Person), Where::Live)).transpose()?;
            let query = Query { words, kind: sought.kind, person, since: sought.since, limit: ROWS, newest: true };
            found.extend(reader.search(&query)?.into_iter().map(|hit| (hit.kind, hit.id, hit.title, None)));
        }
    }
    let mut rows = Vec::new();
    for (kind, id, title, day) in found {
        rows.push((reader.short_id(id, kind)?, kind, id, title, day));
    }
    if context.out.json() {
        let rows = rows.iter().map(|(short_id, kind, id, title, day)| {
            json!({"kind": kind.name(), "id": id, "short_id": short_id, "title": title, "day": day})
        });
        return Ok(context.out.emit(&rows.collect::<Vec<_>>())?);
    }
    for (short_id, kind, _, title, day) in &rows {
        let title = context.out.fit(title, 60);
        let day = day.map(|day| format!("  {}", dates::say(day, &now))).unwrap_or_default();
        context.out.say(&format!("{short_id:<6}{:<13}{}{day}", kind.spec().label, title.as_str()))?;
    }
    if rows.is_empty() {
        context.out.aside("Nothing fits.")?;
    }
    Ok(())
}
