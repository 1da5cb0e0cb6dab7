//! `mentee config`: each setting, what it is, and where the value came from; and keys that would mean two things.

use anyhow::Result;
use clap::{ArgMatches, Command};
use serde_json::json;

use super::context::Context;

pub(super) const ABOUT: &str = "The settings, and where each came from";

pub(super) fn build(command: Command, _: &str) -> Command {
    command
}

pub(super) fn run(_: &ArgMatches, context: &mut Context) -> Result<()> {
    let rows = context.settings.rows();
    if context.out.json() {
        let rows = rows.iter().map(
            |row| json!({"key": row.key, "value": row.value, "source": row.source.to_string(), "about": row.about}),
        );
        context.out.emit(&rows.collect::<Vec<_>>())?;
        return check(context);
    }
    if let Some(paths) = &context.world.paths {
        context.out.aside(&format!("# {}", paths.settings().display()))?;
    }
    let column = rows.iter().map(|row| row.key.len() + row.value.len() + 3).max().unwrap_or(0).min(60);
    for row in rows {
        let setting = format!("{} = {}", row.key, row.value);
        context.out.say(&format!("{setting:<column$}  # {} ({})", row.about, row.source))?;
    }
    check(context)
}

/// Keys that cannot be, told as an error once the settings are.
fn check(context: &Context) -> Result<()> {
    Ok(crate::tui::check_keys(&context.world, &context.settings, &context.now())?)
}
