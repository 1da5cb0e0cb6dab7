//! `mentee backup` and `restore`: copies of the journal, and the way back to one.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Arg, ArgMatches, Command, value_parser};
use serde_json::json;

use crate::domain::time::instant_text;
use crate::domain::{Now, dates, text};
use crate::store::backup::{self, Kept, Why};
use crate::store::{self, Store};

use super::context::Context;
use super::show::count;

pub(super) const BACKUP: &str = "Copy the journal, also while it is in use; `mentee backup list` shows the copies";
pub(super) const RESTORE: &str = "Make the journal what a copy of it is; what it replaces is kept beside it";

pub(super) fn build_backup(command: Command, _: &str) -> Command {
    command
        .args_conflicts_with_subcommands(true)
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("A new file for the copy; where not said, one in the folder `backups` beside the journal"),
        )
        .subcommand(Command::new("list").about("The copies beside the journal, newest first"))
}

pub(super) fn build_restore(command: Command, _: &str) -> Command {
    command.arg(
        Arg::new("file")
            .value_name("FILE")
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .help("A copy, by its path or by its name in `mentee backup list`"),
    )
}

pub(super) fn run_backup(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    if matches.subcommand_name() == Some("list") {
        return list(context);
    }
    let store = Store::open_read(context.journal())?;
    let made = match matches.get_one::<PathBuf>("file") {
        Some(file) => store.backup_to(file)?,
        None => store.backup(Why::Asked, &context.now())?,
    };
    if context.out.json() {
        return Ok(context.out.emit(&json!({"file": made.path, "records": made.records, "bytes": made.bytes}))?);
    }
    let records = count(i64::try_from(made.records).unwrap_or(i64::MAX), "record");
    Ok(context.out.say(&format!("Copied {records} to {}", made.path.display()))?)
}

fn list(context: &mut Context) -> Result<()> {
    let (kept, now) = (backup::backups(context.journal())?, context.now());
    if context.out.json() {
        let rows = kept.iter().map(|kept| {
            let made = instant_text(now.instant_of(kept.made));
            json!({"file": kept.path, "made": made, "why": kept.why.word(), "bytes": kept.bytes})
        });
        return Ok(context.out.emit(&rows.collect::<Vec<_>>())?);
    }
    for copy in &kept {
        context.out.say(&row(copy, &now))?;
    }
    if kept.is_empty() {
        context.out.aside("No copies yet. `mentee backup` makes one; the first write of each day does, too.")?;
    }
    Ok(())
}

/// `Sun 22 Nov 09:00  daily          1.2 MB  journal-20261122-090000-daily.db`
fn row(copy: &Kept, now: &Now) -> String {
    let name = copy.path.file_name().unwrap_or_default().to_string_lossy();
    let day = dates::say(copy.made.date(), now);
    format!("{day:>10} {}  {:<16}{:>9}  {name}", copy.made.format("%H:%M"), copy.why.word(), text::size(copy.bytes))
}

pub(super) fn run_restore(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let named = matches.get_one::<PathBuf>("file").map_or(Path::new(""), PathBuf::as_path);
    let listed = backup::folder(context.journal()).join(named);
    let file = if !named.exists() && listed.exists() { &listed } else { named };
    let restored = store::restore(context.journal(), file, &context.now())?;
    if context.out.json() {
        return Ok(context
            .out
            .emit(&json!({"from": file, "records": restored.records, "replaced": restored.replaced}))?);
    }
    let records = count(i64::try_from(restored.records).unwrap_or(i64::MAX), "record");
    context.out.say(&format!("The journal holds {records} from {}", file.display()))?;
    if let Some(replaced) = restored.replaced {
        context.out.say(&format!("What was there before is in {}", replaced.display()))?;
    }
    Ok(())
}
