//! `mentee today`: what needs me, as text.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::context::Context;

pub const ABOUT: &str = "What needs me, the next meeting, and the goals";

pub fn build(command: Command, _: &str) -> Command {
    command.arg(Arg::new("count").long("count").action(ArgAction::SetTrue).help("Only the number of things due"))
}

pub fn run(_: &ArgMatches, _: &mut Context) -> Result<()> {
    Ok(())
}
