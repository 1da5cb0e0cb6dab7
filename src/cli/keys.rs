//! `mentee keys`: the keys of every screen, from the tables that the screens themselves go by, as the settings have them.

use anyhow::Result;
use clap::{ArgMatches, Command};
use serde_json::json;

use crate::app::{Table, tables};
use crate::ui::command::Keys;

use super::context::Context;

pub(super) const ABOUT: &str = "The keys of every screen, as the settings have them";

pub(super) fn build(command: Command, _: &str) -> Command {
    command
}

pub(super) fn run(_: &ArgMatches, context: &mut Context) -> Result<()> {
    let keys = Keys::new(context.settings.keys.clone());
    let tables = tables(&context.now());
    if context.out.json() {
        let rows = tables.iter().flat_map(|table| table.commands.iter().map(|command| (table.screen, command)));
        let rows = rows.map(|(screen, command)| {
            json!({"screen": screen, "command": command.name, "keys": keys.spelt(command), "help": command.help})
        });
        let own = context.settings.filters.iter();
        let own = own.map(
            |saved| json!({"screen": "Filters", "command": saved.name, "keys": [saved.keys], "help": saved.words}),
        );
        return Ok(context.out.emit(&rows.chain(own).collect::<Vec<_>>())?);
    }
    let pager = context.world.pager.clone();
    context.out.page(pager.as_deref());
    for (n, (screens, table)) in alike(&tables).iter().enumerate() {
        if n > 0 {
            context.out.say("")?;
        }
        context.out.head(&screens.join(", "))?;
        for command in &table.commands {
            let line = format!("  {:<14}  {:<18}  {}", keys.spelt(command).join("  "), command.name, command.help);
            context.out.say(&line)?;
        }
    }
    let filters = context.settings.filters.clone();
    if !filters.is_empty() {
        context.out.say("")?;
        context.out.head("Filters")?;
    }
    for saved in filters.iter() {
        context.out.say(&format!("  {:<14}  {:<18}  {}", saved.keys, saved.name, saved.words))?;
    }
    Ok(())
}

/// The tables, each once, with the screens that share it.
fn alike(tables: &[Table]) -> Vec<(Vec<&'static str>, &Table)> {
    let mut found: Vec<(Vec<&'static str>, &Table)> = Vec::new();
    for table in tables {
        match found.iter_mut().find(|(_, known)| known.commands == table.commands) {
            Some((screens, _)) => screens.push(table.screen),
            None => found.push((vec![table.screen], table)),
        }
    }
    found
}
