//! `mentee help` and `mentee kinds`: what there is.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use crate::domain::{Kind, Type};
use crate::report::Fault;

use super::context::Context;
use super::{COMMANDS, GROUPS, guide, kind, reference, root, show};

pub(super) const ABOUT: &str = "The commands, one of them in full, or a page of the guide";
pub(super) const KINDS: &str = "What a journal can hold, with every field";

pub(super) fn build(command: Command, _: &str) -> Command {
    command.arg(
        Arg::new("topic")
            .value_name("TOPIC")
            .num_args(0..)
            .help("A command, a kind and a verb, or a page of the guide"),
    )
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let topic: Vec<&String> = matches.get_many::<String>("topic").into_iter().flatten().collect();
    let Some(name) = topic.first() else {
        if context.out.json() {
            return Ok(context.out.emit(&overview_json())?);
        }
        for line in overview().lines() {
            if line.starts_with([' ', '`']) { context.out.say(line)? } else { context.out.head(line)? }
        }
        return Ok(());
    };
    let verb = topic.get(1).map(|verb| verb.as_str()).unwrap_or_default();
    let command = if let Some(entry) = COMMANDS.iter().find(|entry| entry.name == *name) {
        (entry.build)(Command::new(entry.name).about(entry.about), verb)
    } else if let Some(found) = Kind::read(name) {
        kind::build(found, Command::new(found.spec().command()).about(found.spec().about), verb)
    } else {
        return page(name, context);
    };
    let mut root = root().subcommand(command);
    root.build();
    let mut place = root.find_subcommand_mut(name.as_str());
    if !verb.is_empty() {
        place = place.and_then(|command| command.find_subcommand_mut(verb));
    }
    let text = place.map(|command| command.render_help().to_string());
    let text = text.ok_or_else(|| Fault::Usage(format!("“mentee {name}” has no verb “{verb}”")))?;
    said(context, &text)
}

/// A text for people, or the one value of a JSON object.
fn said(context: &mut Context, text: &str) -> Result<()> {
    if context.out.json() {
        return Ok(context.out.emit(&json!({"text": text.trim_end()}))?);
    }
    Ok(context.out.say(text.trim_end())?)
}

/// A page of the guide.
fn page(name: &str, context: &mut Context) -> Result<()> {
    let Some(page) = guide::PAGES.iter().find(|page| page.name == name) else {
        return Err(Fault::Usage(format!("there is no help on “{name}”; `mentee help` lists what there is")).into());
    };
    let pager = context.world.pager.clone();
    context.out.page(pager.as_deref());
    said(context, &page.markdown())
}

/// Commands, kinds, pages, as JSON.
fn overview_json() -> serde_json::Value {
    let row = |name: &str, about: &str| json!({"name": name, "about": about});
    let commands = COMMANDS.iter().filter(|entry| !entry.hidden()).map(|entry| row(entry.name, entry.about));
    let kinds = Kind::ALL.iter().map(|kind| row(&kind.spec().command(), kind.spec().about));
    let pages = guide::PAGES.iter().map(|page| row(page.name, page.about));
    json!({"commands": commands.collect::<Vec<_>>(), "kinds": kinds.collect::<Vec<_>>(), "pages": pages.collect::<Vec<_>>()})
}

/// Commands, kinds, pages, and what holds for every command.
pub(super) fn overview() -> String {
    let mut text =
        "mentee — a mentorship journal for the terminal\n\n  mentee             open the journal\n".to_owned();
    for entry in COMMANDS.iter().filter(|entry| !entry.hidden()) {
        if let Some((_, heading)) = GROUPS.iter().find(|(first, _)| *first == entry.name) {
            text.push_str(&format!("\n{heading}\n"));
        }
        text.push_str(&format!("  {:<18} {}\n", entry.name, entry.about));
    }
    text.push_str("\nOne thing: mentee KIND add | list | show | edit | delete | restore\n");
    for kind in Kind::ALL {
        text.push_str(&format!("  {:<18} {}\n", kind.spec().command(), kind.spec().about));
    }
    text.push_str("\nWith every command\n");
    for (words, about) in reference::globals() {
        text.push_str(&format!("  {words:<18} {about}\n"));
    }
    text.push_str("\n`mentee help COMMAND` tells more about one, `mentee help PAGE` opens a page of the guide\n");
    for page in guide::PAGES {
        text.push_str(&format!("  {:<18} {}\n", page.name, page.about));
    }
    text
}

pub(super) fn build_kinds(command: Command, _: &str) -> Command {
    command.arg(Arg::new("kind").value_name("KIND").help("Only this kind, in full"))
}

pub(super) fn kinds(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let only = match matches.get_one::<String>("kind") {
        Some(name) => {
            let wrong = || Fault::Usage(format!("there is no kind “{name}”; `mentee kinds` lists them"));
            Some(Kind::read(name).ok_or_else(wrong)?)
        }
        None => None,
    };
    let kinds: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| only.is_none_or(|only| only == *kind)).collect();
    if context.out.json() {
        let kinds = kinds.iter().map(|kind| {
            let spec = kind.spec();
            let fields = spec.fields.iter().map(|field| {
                let choices = if let Type::Choice(words) = field.ty { words } else { &[] };
                json!({"name": field.name, "label": field.label, "help": field.help, "required": field.required,
                       "takes": field.ty.expected(), "choices": choices})
            });
            json!({"name": spec.name, "about": spec.about, "title": spec.title, "fields": fields.collect::<Vec<_>>()})
        });
        return Ok(context.out.emit(&kinds.collect::<Vec<_>>())?);
    }
    for kind in kinds {
        let spec = kind.spec();
        if only.is_none() {
            context.out.say(&format!("{:<14} {}", spec.command(), spec.about))?;
            continue;
        }
        context.out.head(&format!("{} — {}", spec.command(), spec.about))?;
        let rows: Vec<(String, String)> =
            spec.fields.iter().map(|f| (f.flag_name(), format!("{} ({})", f.help, f.ty.expected()))).collect();
        show::print_rows(&mut context.out, &rows)?;
    }
    Ok(())
}
