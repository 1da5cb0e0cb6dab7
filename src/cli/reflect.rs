//! `mentee reflect`: a reflection, with a prompt where there is no text; and the weekly pulse.

use std::io::{IsTerminal as _, Read as _};

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use crate::domain::content::Prompt;
use crate::domain::kinds::reflection::Frame;
use crate::domain::{Fields, Id, Kind, dates, prompting, reflecting};
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
    let flag = |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    command
        .mut_arg("prompt", |arg| arg.help("The name of the prompt it answers; `next` prints another one each time"))
        .arg(flag("rhyme", "Print an older line that rhymes with TEXT, or with what I wrote last; write nothing"))
        .arg(flag(
            "themes",
            "Print the themes of prompts, how many each has, and how often I answered lately; write nothing",
        ))
        .arg(flag("card", "Print the card after two thin weeks, where there is one; write nothing"))
}

/// What only reads: another prompt, a rhyme, the card.
fn looked(text: &str, matches: &ArgMatches, context: &mut Context) -> Result<bool> {
    if matches.get_flag("rhyme") {
        rhyme(text, context)?;
    } else if matches.get_flag("themes") {
        themes(context)?;
    } else if matches.get_flag("card") {
        let card = context.reading()?.read().low_card(&context.now())?;
        if context.out.json() {
            context.out.emit(&card)?;
        } else {
            match card {
                Some(card) => tell_card(&card, context)?,
                None => context.out.aside("No two thin weeks in a row; there is no card.")?,
            }
        }
    } else if text.is_empty() && matches.get_one::<String>("prompt").is_some_and(|name| name == "next") {
        next_prompt(context)?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// What a reflection says of itself; the next prompt by its name is the one that was shown last.
fn named(parts: Vec<(&'static str, String)>, context: &Context) -> Result<Vec<(&'static str, String)>> {
    let next = |(name, value): &(&str, String)| *name == "prompt" && value == "next";
    if !parts.iter().any(next) {
        return Ok(parts);
    }
    let shown = context.reading()?.read().prompts_shown()?.into_iter().next();
    let of_the_day = || Ok::<_, anyhow::Error>(offered(context)?.map(|(prompt, _)| prompt.id));
    let id = shown.map_or_else(of_the_day, |id| Ok(Some(id)))?;
    let named = |part: (&'static str, String)| if next(&part) { Some((part.0, id.clone()?)) } else { Some(part) };
    Ok(parts.into_iter().filter_map(named).collect())
}

/// Each theme with its prompts, and how many of my last answers were to one of them.
fn themes(context: &mut Context) -> Result<()> {
    let prompts = context.content()?.prompts;
    let answered = context.reading()?.read().prompting(&context.now())?.answered;
    let mut themes: Vec<(&str, usize, usize)> = Vec::new();
    for prompt in &prompts {
        let times = answered.iter().filter(|id| **id == prompt.id).count();
        match themes.iter_mut().find(|(theme, ..)| *theme == prompt.theme) {
            Some((_, count, all)) => (*count, *all) = (*count + 1, *all + times),
            None => themes.push((&prompt.theme, 1, times)),
        }
    }
    if context.out.json() {
        let rows =
            themes.iter().map(|(theme, count, times)| json!({"theme": theme, "prompts": count, "answered": times}));
        return Ok(context.out.emit(&rows.collect::<Vec<_>>())?);
    }
    for (theme, count, times) in themes {
        let said = if times == 0 { String::new() } else { format!("   answered {times}") };
        context.out.say(&format!("{theme:<16}{count:>3} prompts{said}"))?;
    }
    Ok(())
}

/// An older line that rhymes.
fn rhyme(text: &str, context: &mut Context) -> Result<()> {
    let now = context.now();
    let store = context.reading()?;
    let found = if text.is_empty() {
        store.read().reflecting(1, "", &now)?.rhyme
    } else {
        store.read().rhyme_with(text, &now)?
    };
    if context.out.json() {
        let json = found.map(|line| json!({"id": line.id, "text": line.text, "by": line.by, "day": line.day}));
        return Ok(context.out.emit(&json)?);
    }
    let Some(line) = found else { return Ok(context.out.aside("Nothing older rhymes with it.")?) };
    let by = line.by.map(|by| format!(", {by}")).unwrap_or_default();
    let day = line.day.map(|day| format!(", {}", dates::say(day, &now))).unwrap_or_default();
    Ok(context.out.say(&format!("“{}”{by}{day}", line.text.trim_end_matches('.')))?)
}

/// Prints another prompt than the last one, and remembers it where there is a journal.
fn next_prompt(context: &mut Context) -> Result<()> {
    let content = context.content()?;
    let now = context.now();
    let there = context.journal().is_file();
    let chosen = {
        let store = context.reading()?;
        let (lately, shown) = (store.read().prompting(&now)?, store.read().prompts_shown()?);
        reflecting::another(&content.prompts, &lately, &shown, now.today()).cloned()
    };
    let Some(prompt) = chosen else { return Ok(context.out.aside("There is no prompt to offer.")?) };
    if there {
        context.writing()?.remember_prompt(&prompt.id)?;
    }
    let parts = content.parts(prompt.frame);
    if context.out.json() {
        let json = json!({"prompt": prompt.id, "theme": prompt.theme, "frame": prompt.frame.word(), "text": prompt.text,
                          "questions": parts});
        return Ok(context.out.emit(&json)?);
    }
    context.out.say(heading(&prompt, parts).trim_end())?;
    let say = format!("\n`mentee reflect --prompt {} TEXT` answers it; `--prompt next` is another.", prompt.id);
    Ok(context.out.aside(&say)?)
}

fn tell_card(card: &[String], context: &mut Context) -> Result<()> {
    for paragraph in card {
        context.out.say(paragraph)?;
    }
    Ok(())
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
    if looked(&text, matches, context)? {
        return Ok(());
    }
    let (marks, parts) = (given(MARKS), given(PARTS));
    let (takes_pulse, parts) = (!marks.is_empty(), named(parts, context)?);
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
    context.show_saved(id)?;
    if takes_pulse && !context.out.json() && !context.out.manner().quiet {
        // Private, and only here: it is in no export and in no share.
        if let Some(card) = context.reading()?.read().low_card(&context.now())? {
            context.out.say("")?;
            tell_card(&card, context)?;
        }
    }
    Ok(())
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
