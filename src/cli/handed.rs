//! A text that is handed over on its own, written as a new file and noted in the register: a look-back, a letter. Only what may
//! leave is in it; whoever calls sees to that.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::config::random;
use crate::domain::ask::Form;
use crate::domain::share::{Built, Item, Share};
use crate::domain::{Id, Kind, Origin, Shown};
use crate::exchange::{pages, share as files};
use crate::store::Sent;

use super::context::Context;
use super::export::new_file;

/// The flags of a command that can write what it shows.
pub(super) fn flags(command: Command) -> Command {
    let out = "Write it to this new file, from only what they may see, and note it in the register";
    command
        .arg(Arg::new("out").long("out").short('o').value_name("FILE").help(out).value_parser(value_parser!(PathBuf)))
        .arg(
            Arg::new("html")
                .long("html")
                .action(ArgAction::SetTrue)
                .requires("out")
                .help("As a page for a browser or for paper, whatever its name"),
        )
}

/// The file that was asked for.
pub(super) fn out(matches: &ArgMatches) -> Option<&PathBuf> {
    matches.get_one::<PathBuf>("out")
}

/// Writes it. `what` is what the register calls it, `about` the record it stands for.
///
/// # Errors
/// Where the file is there already, or it or the register cannot be written.
pub(super) fn write(
    matches: &ArgMatches,
    lines: &[String],
    what: &str,
    (person, about): (Id, (Id, Kind)),
    context: &mut Context,
) -> Result<()> {
    let Some(path) = out(matches) else { return Ok(()) };
    let ends = |ending: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
    let form = if matches.get_flag("html") {
        Form::Html
    } else {
        [Form::Html, Form::Text].into_iter().find(|form| ends(form.ending())).unwrap_or(Form::Markdown)
    };
    let text = pages::letter(Shown::new(&lines.join("\n")).as_str(), form);
    new_file(path, |to| Ok(to.write_all(text.as_bytes())?))?;
    let file = path.display().to_string();
    let now = context.now();
    let noted = (|| -> Result<()> {
        let to = context.reading()?.read().title(person)?.unwrap_or_default();
        let item = Item { item: files::item_name(random()?), ..Item::default() };
        let share = Share { share: files::share_name(random()?), to, items: vec![item], ..Share::default() };
        let built = Built { share, records: vec![about] };
        let sent = Sent { built: &built, person, format: what, file: &file };
        Ok(context.writing()?.note_share(&sent, now, &Origin::Command)?)
    })();
    if noted.is_err() {
        // Nothing leaves that the register does not know.
        let _ = std::fs::remove_file(path);
    }
    noted?;
    context.out.say(&format!("Written to {file}"))?;
    Ok(context
        .out
        .aside("Only what they may see is in it. Read it once more; handed over, it cannot be called back.")?)
}
