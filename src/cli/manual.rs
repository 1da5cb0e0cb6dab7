//! `mentee man`, `mentee completions SHELL`: what a package installs beside the program.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use crate::report::Fault;

use super::context::Context;
use super::reference;

pub(super) const MAN: &str = "The manual page, as roff: mentee man | man -l -";
pub(super) const COMPLETIONS: &str = "Completion for a shell: commands, flags, people, goals, tags and names";

/// The scripts: each asks `mentee __complete` for what may follow.
const SCRIPTS: &[(&str, &str)] = &[
    ("bash", include_str!("../../assets/completions/mentee.bash")),
    ("zsh", include_str!("../../assets/completions/mentee.zsh")),
    ("fish", include_str!("../../assets/completions/mentee.fish")),
];

/// The shells there are scripts for.
pub(super) fn shells() -> impl Iterator<Item = &'static str> {
    SCRIPTS.iter().map(|(name, _)| *name)
}

pub(super) fn build_man(command: Command, _: &str) -> Command {
    command
}

pub(super) fn man(_: &ArgMatches, context: &mut Context) -> Result<()> {
    whole(context, "roff", &reference::roff())
}

/// A text as it is, or as the one value of a JSON object.
fn whole(context: &mut Context, name: &str, text: &str) -> Result<()> {
    if context.out.json() {
        return Ok(context.out.emit(&json!({name: text}))?);
    }
    Ok(context.out.bytes()?.write_all(text.as_bytes())?)
}

pub(super) fn build_completions(command: Command, _: &str) -> Command {
    command.arg(Arg::new("shell").value_name("SHELL").required(true).help("bash, zsh or fish"))
}

pub(super) fn completions(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let shell = matches.get_one::<String>("shell").map(String::as_str).unwrap_or_default();
    let Some((_, script)) = SCRIPTS.iter().find(|(name, _)| *name == shell) else {
        let names: Vec<&str> = shells().collect();
        return Err(
            Fault::Usage(format!("there is no completion for “{shell}”; it can be {}", names.join(", "))).into()
        );
    };
    whole(context, "script", script)
}
