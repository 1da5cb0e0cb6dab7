//! `mentee tag list` and `mentee tag rename OLD NEW`.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use crate::report::Fault;

use super::context::Context;
use super::show::count;
use super::words;

pub(super) const ABOUT: &str = "The tags in use, and another name for one";

pub(super) fn build(command: Command, _: &str) -> Command {
    let name = |id: &'static str, help: &'static str| Arg::new(id).value_name("TAG").required(true).help(help);
    command
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(Command::new("list").about("Every tag, most used first"))
        .subcommand(
            Command::new("rename")
                .about("Call a tag by another name wherever it stands")
                .arg(name("old", "The tag as it is"))
                .arg(name("new", "What it is to be")),
        )
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    match matches.subcommand() {
        Some(("rename", matches)) => rename(matches, context),
        _ => list(context),
    }
}

fn list(context: &mut Context) -> Result<()> {
    let tags = context.reading()?.read().all_tags()?;
    if context.out.json() {
        let tags = tags.iter().map(|(tag, count)| json!({"tag": tag, "count": count}));
        return Ok(context.out.emit(&tags.collect::<Vec<_>>())?);
    }
    for (tag, count) in &tags {
        context.out.say(&format!("{count:>6}  #{tag}"))?;
    }
    if tags.is_empty() {
        context.out.aside("No tags yet; `#word` in a capture makes one.")?;
    }
    Ok(())
}

fn rename(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let tag = |id: &str| {
        let text = matches.get_one::<String>(id).map(|text| words::plain(text)).unwrap_or_default();
        text.trim().trim_start_matches('#').to_owned()
    };
    let (old, new) = (tag("old"), tag("new"));
    if new.is_empty() || new.contains(',') {
        return Err(Fault::Usage(format!("“{new}” cannot be a tag")).into());
    }
    let changed = context.change(|writer, _| {
        let changed = writer.rename_tag(&old, &new)?;
        if changed == 0 {
            return Err(Fault::NoTag(old.clone()).into());
        }
        Ok((format!("renamed the tag #{old} to #{new}"), changed))
    })?;
    if context.out.json() {
        return Ok(context.out.emit(&json!({"old": old, "new": new, "changed": changed}))?);
    }
    let many = count(i64::try_from(changed).unwrap_or(i64::MAX), "record");
    Ok(context.out.aside(&format!("#{old} is #{new} now, on {many}"))?)
}
