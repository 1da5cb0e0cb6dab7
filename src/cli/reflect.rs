//! `mentee reflect`: a reflection, and the weekly pulse.

use std::io::{IsTerminal as _, Read as _};

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use serde_json::Value;

use crate::domain::{Fields, Kind};
use crate::report::Fault;
use crate::store::Patch;

use super::context::{Context, Off, read_fields};
use super::words;

pub(super) const ABOUT: &str = "Write a reflection; or take the weekly pulse with --energy, --interest, --effect";

/// The marks of a pulse that have a flag here.
const MARKS: &[&str] = &["energy", "interest", "effect", "clarity"];

pub(super) fn build(mut command: Command, _: &str) -> Command {
    command = command.arg(Arg::new("text").value_name("TEXT").num_args(0..).help("What I think, in my own words"));
    for name in MARKS {
        let help = Kind::Pulse.spec().field(name).map(|field| field.help).unwrap_or_default();
        command = command.arg(Arg::new(*name).long(*name).value_name("N").help(help));
    }
    command.arg(Arg::new("rule").long("rule").value_name("TEXT").help("Next time I will …"))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let mut text = words::joined(matches.get_many::<String>("text").into_iter().flatten());
    let marks: Vec<(&str, String)> =
        MARKS.iter().filter_map(|name| Some((*name, matches.get_one::<String>(name)?.clone()))).collect();
    if text.is_empty() && marks.is_empty() {
        text = ask(context)?;
    }
    let rule = matches.get_one::<String>("rule").map(|rule| words::plain(rule).to_owned());
    let id = context.change(|writer, context| {
        let mut made = None;
        if !marks.is_empty() {
            let mut fields = Fields::new();
            for (name, text) in &marks {
                if let Some(field) = Kind::Pulse.spec().field(name) {
                    let read = read_fields(writer.read(), &context.now(), [(field, std::slice::from_ref(text))]);
                    fields.extend(read.map_err(Off::into_inner)?);
                }
            }
            made = Some(
                writer
                    .add(
                        Kind::Pulse,
                        Patch { fields, ..Patch::default() },
                        context.settings.visibility_of(Kind::Pulse),
                    )?
                    .id,
            );
        }
        if !text.trim().is_empty() {
            let mut fields = Fields::new();
            fields.insert("body".to_owned(), Value::from(text.as_str()));
            if let Some(rule) = &rule {
                fields.insert("rule".to_owned(), Value::from(rule.as_str()));
            }
            made = Some(
                writer
                    .add(
                        Kind::Reflection,
                        Patch { fields, ..Patch::default() },
                        context.settings.visibility_of(Kind::Reflection),
                    )?
                    .id,
            );
        }
        let id = made.ok_or_else(|| Fault::Usage("say something, or take the pulse with --energy N".to_owned()))?;
        Ok(("reflected".to_owned(), id))
    })?;
    context.show_now(id)
}

/// The text from a pipe, or from the editor on a terminal.
fn ask(context: &mut Context) -> Result<String> {
    if std::io::stdin().is_terminal() {
        return super::log::from_editor(context, "");
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    super::log::text_of(&bytes)
}
