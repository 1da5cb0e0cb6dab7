//! `mentee horizon`: what lies ahead, from the next meeting to the years.

use anyhow::Result;
use clap::{ArgMatches, Command};

use crate::config::Glyphs;
use crate::domain::horizon::compose;

use super::context::Context;
use super::progress;

pub(super) const ABOUT: &str = "What lies ahead: meetings, goals due, quiet contacts, questions kept; and the years";

pub(super) fn build(command: Command, _: &str) -> Command {
    command
}

pub(super) fn run(_: &ArgMatches, context: &mut Context) -> Result<()> {
    let now = context.now();
    let horizon = context.reading()?.read().horizon(&now)?;
    if context.out.json() {
        return Ok(context.out.emit(&horizon)?);
    }
    let ascii = context.settings.glyphs == Glyphs::Ascii;
    progress::print(&compose(&horizon, &now), &mut context.out, ascii)
}
