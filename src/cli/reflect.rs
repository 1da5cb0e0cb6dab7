//! `mentee reflect`: a reflection, with a prompt where there is no text; and the weekly pulse.

use std::io::{IsTerminal as _, Read as _};

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use serde_json::Value;

use crate::domain::content::Prompt;
use crate::domain::kinds::reflection::Frame;
use crate::domain::{Fields, Id, Kind, prompting};
use crate::report::Fault;
use crate::store::{Patch, Writer};

use super::context::{Context, Off, read_fields};
use super::words;

pub(super) const ABOUT: &str = "Write a reflection; or take the weekly pulse with --energy, --interest, --effect";

/// The marks of a pulse that have a flag here.
const MARKS: &[&str] = &["energy", "interest", "effect", "clarity"];

/// The fields of a reflection that have a flag here.
const PARTS: &[&str] = &["frame", "prompt", "rule"];

pub(super) fn build(mut command: Command, _: &str) -> Command {
    command = command.arg(Arg::new("text").value_name("TEXT").num_args(0..).help("What I think, in my own words"));
    for (kind, names, value) in [(Kind::Pulse, MARKS, "N"), (Kind::Reflection, PARTS, "TEXT")] {
        for name in names {
            let help = kind.spec().field(name).map(|field| field.help).unwrap_or_default();
            let arg = Arg::new(*name).long(*name).value_name(value).help(help);
            command = command.arg(if kind == Kind::Reflection { arg.allow_hyphen_values(true) } else { arg });
        }
    }
    command
}

/// What is written down.
#[derive(Default)]
struct Written {
    text: String,
    /// The prompt it answers, and its frame.
    prompt: Option<(String, Frame)>,
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = words::joined(matches.get_many::<String>("text").into_iter().flatten());
    let given = |names: &[&'static str]| -> Vec<(&'static str, String)> {
        let said = |name: &&'static str| Some((*name, words::plain(matches.get_one::<String>(name)?).to_owned()));
        names.iter().filter_map(said).collect()
    };
    let (marks, parts) = (given(MARKS), given(PARTS));
    let mut written = Written { text, prompt: None };
    if written.text.is_empty() && marks.is_empty() {
        written = ask(matches, context)?;
    }
    let id = context.change(|writer, context| {
        let mut made = None;
        if !marks.is_empty() {
            let fields = read(writer, context, Kind::Pulse, &marks)?;
            made = Some(add(writer, context, Kind::Pulse, fields)?);
        }
        if !written.text.trim().is_empty() {
            let mut fields = Fields::new();
            fields.insert("body".to_owned(), Value::from(written.text.as_str()));
            if let Some((prompt, frame)) = &written.prompt {
                fields.insert("prompt".to_owned(), Value::from(prompt.as_str()));
                fields.insert("frame".to_owned(), Value::from(frame.word()));
            }
            fields.extend(read(writer, context, Kind::Reflection, &parts)?);
            made = Some(add(writer, context, Kind::Reflection, fields)?);
        }
        let id = made.ok_or_else(|| Fault::Usage("say something, or take the pulse with --energy N".to_owned()))?;
        Ok(("reflected".to_owned(), id))
    })?;
    context.show_saved(id)
}

/// Flags as field values.
fn read(writer: &Writer<'_>, context: &Context, kind: Kind, given: &[(&str, String)]) -> Result<Fields> {
    let mut fields = Fields::new();
    for (name, text) in given {
        if let Some(field) = kind.spec().field(name) {
            let read = read_fields(writer.read(), &context.now(), [(field, std::slice::from_ref(text))]);
            fields.extend(read.map_err(Off::into_inner)?);
        }
    }
    Ok(fields)
}

fn add(writer: &mut Writer<'_>, context: &Context, kind: Kind, fields: Fields) -> Result<Id> {
    let patch = Patch { fields, ..Patch::default() };
    Ok(writer.add(kind, patch, context.settings.visibility_of(kind))?.id)
}

/// The text from a pipe; on a terminal from the editor, or line by line where there is none, with a prompt.
fn ask(matches: &ArgMatches, context: &mut Context) -> Result<Written> {
    if !std::io::stdin().is_terminal() {
        let text = piped()?;
        if text.trim().is_empty() {
            let offer = match offered(context)? {
                Some((prompt, _)) => format!("there is no text; a prompt to start from: {}", prompt.text),
                None => "there is no text; say something, or take the pulse with --energy N".to_owned(),
            };
            return Err(Fault::Usage(offer).into());
        }
        return Ok(Written { text, prompt: None });
    }
    let offer = offered(context)?;
    let heads: Vec<String> = offer.iter().map(|(prompt, parts)| heading(prompt, parts)).collect();
    let head = heads.concat();
    let text = if matches.get_flag("linear") || context.world.editor.is_none() {
        context.out.aside(&format!("{head}\nWrite, and end with C-d on a line of its own."))?;
        context.out.bytes()?.flush()?;
        piped()?
    } else {
        super::log::from_editor(context, &format!("{head}\n"))?
    };
    // The prompt itself is no part of what was thought.
    let own = text.trim_start().strip_prefix(head.trim()).unwrap_or(&text).trim().to_owned();
    Ok(Written { text: own, prompt: offer.map(|(prompt, _)| (prompt.id, prompt.frame)) })
}

/// The prompt of the day and what its frame asks for; none where the settings want none.
pub(super) fn offered(context: &Context) -> Result<Option<(Prompt, Vec<String>)>> {
    if !context.settings.prompts {
        return Ok(None);
    }
    let content = context.content()?;
    let now = context.now();
    let lately = context.reading()?.read().prompting(&now)?;
    let prompt = prompting::choose(&content.prompts, &lately, now.today());
    Ok(prompt.map(|prompt| (prompt.clone(), content.parts(prompt.frame).to_vec())))
}

/// The prompt, and under it the questions of its frame.
pub(super) fn heading(prompt: &Prompt, parts: &[String]) -> String {
    let questions = if parts.is_empty() { String::new() } else { format!("({})\n", parts.join(" · ")) };
    format!("{}\n{questions}", prompt.text)
}

fn piped() -> Result<String> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    super::log::text_of(&bytes)
}
