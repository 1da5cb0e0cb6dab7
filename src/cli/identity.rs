//! `mentee identity`: one's own key for shares that are sealed to one, made the first time it is asked for.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{ArgMatches, Command};
use serde_json::json;

use crate::exchange::share::Identity;
use crate::report::Fault;

use super::context::Context;

pub(super) const ABOUT: &str =
    "Show (the first time: make) the recipient that others seal shares to, for `mentee review`";

pub(super) fn build(command: Command, _: &str) -> Command {
    command
}

pub(super) fn run(_: &ArgMatches, context: &mut Context) -> Result<()> {
    let path = place(context)?;
    let made = !path.exists();
    let identity = if made { make(&path)? } else { read(&path)? };
    if context.out.json() {
        let json = json!({"recipient": identity.recipient(), "file": path.display().to_string(), "made": made});
        return Ok(context.out.emit(&json)?);
    }
    context.out.say(&identity.recipient())?;
    context
        .out
        .aside("Give this line to whoever shares with you: `mentee share PERSON --to age1…`. It is no secret.")?;
    let kept =
        format!("The key itself is in {}. Keep a copy: without it, what was sealed to it stays shut.", path.display());
    Ok(context.out.aside(&kept)?)
}

/// One's own identity, where there is one.
///
/// # Errors
/// Where the file is there and cannot be read, or holds none.
pub(super) fn own(context: &Context) -> Result<Option<Identity>> {
    let path = place(context)?;
    if path.exists() { read(&path).map(Some) } else { Ok(None) }
}

fn place(context: &Context) -> Result<PathBuf> {
    let paths = context.world.paths.as_ref().ok_or(crate::config::Error::Homeless)?;
    Ok(paths.data.join("identity.txt"))
}

fn read(path: &Path) -> Result<Identity> {
    let failed = |error| anyhow::Error::from(error).context(format!("{} could not be read", path.display()));
    let text = zeroize::Zeroizing::new(std::fs::read_to_string(path).map_err(failed)?);
    Identity::read(&text).map_err(|error| Fault::Cannot(format!("{}: {error}", path.display())).into())
}

/// Makes an identity that only its owner can read.
fn make(path: &Path) -> Result<Identity> {
    let failed =
        |error: std::io::Error| anyhow::Error::from(error).context(format!("{} could not be written", path.display()));
    if let Some(dir) = path.parent() {
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(dir).map_err(failed)?;
    }
    let identity = Identity::make();
    super::export::new_file(path, |out| Ok(out.write_all(identity.file().as_bytes())?))?;
    Ok(identity)
}
