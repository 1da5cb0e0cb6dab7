//! `mentee log`: capture.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::report::Fault;

use super::context::Context;
use super::words;

pub const ABOUT: &str = "Capture a meeting or a note: what was promised, said, learned";

pub fn build(command: Command, _: &str) -> Command {
    command.arg(Arg::new("text").value_name("TEXT").num_args(0..))
}

pub fn run(_: &ArgMatches, _: &mut Context) -> Result<()> {
    Ok(())
}

/// Text from bytes, or a sentence that says where they stop being text.
pub fn text_of(bytes: &[u8]) -> Result<String> {
    match words::utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(at) => Err(Fault::Cannot(format!("the text is not UTF-8: byte {at} is no part of a character; nothing was changed")).into()),
    }
}

/// Text written in the editor; the file is removed only once the text is in hand.
pub fn from_editor(context: &Context, text: &str) -> Result<String> {
    let editor = context.world.editor.clone().unwrap_or_else(|| "vi".to_owned());
    let words = shlex::split(&editor).unwrap_or_default();
    let Some((program, args)) = words.split_first() else {
        return Err(Fault::Cannot(format!("“{editor}” is no command; set EDITOR to your editor")).into());
    };
    let dir = tempfile::Builder::new().prefix("mentee-").tempdir()?;
    let path = dir.path().join("mentee.md");
    std::fs::write(&path, text)?;
    let status = std::process::Command::new(program).args(args).arg(&path).status();
    match status {
        Ok(status) if status.success() => text_of(&std::fs::read(&path)?),
        Ok(_) => {
            let kept = dir.keep();
            Err(Fault::Cannot(format!("the editor ended with an error; what you wrote is in {}", kept.join("mentee.md").display())).into())
        }
        Err(error) => Err(Fault::Cannot(format!("“{program}” could not be started ({error}); set EDITOR to your editor")).into()),
    }
}
