//! `mentee keys`: every command of the screens, by the place where it can be used, with the keys as they are now.

use anyhow::Result;
use clap::{ArgMatches, Command};
use serde_json::json;

use crate::app::keymap;
use crate::domain::text::width;
use crate::ui::command::Keys;

use super::context::Context;

pub(super) const ABOUT: &str = "The keys of the screens, as they are now";

pub(super) fn build(command: Command, _: &str) -> Command {
    command
}

pub(super) fn run(_: &ArgMatches, context: &mut Context) -> Result<()> {
    let keys = Keys::new(context.settings.keys.clone());
    let map = keymap(&context.now());
    if context.out.json() {
        let row = |place: &str, command: &crate::ui::command::Listed| json!({"place": place, "command": command.name, "keys": keys.spelt(command), "about": command.help});
        let rows = map.iter().flat_map(|mapped| mapped.commands.iter().map(|command| row(mapped.place, command)));
        return Ok(context.out.emit(&rows.collect::<Vec<_>>())?);
    }
    let names = map.iter().flat_map(|mapped| &mapped.commands).map(|command| command.name.len()).max().unwrap_or(0);
    for (n, mapped) in map.iter().enumerate() {
        if n > 0 {
            context.out.say("")?;
        }
        context.out.say(mapped.place)?;
        for command in &mapped.commands {
            let spelt = keys.spelt(command).join("  ");
            let pad = " ".repeat(12_usize.saturating_sub(width(&spelt)));
            context.out.say(&format!("  {spelt}{pad}  {:<names$}  {}", command.name, command.help))?;
        }
    }
    Ok(())
}
