//! `mentee log`: capture, from words, a pipe, an editor, or typed into a few lines of the shell. What is typed is never
//! lost.

use std::io::{IsTerminal as _, Read as _};
use std::path::Path;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::json;

use crate::domain::capture::Options;
use crate::domain::record::Json;
use crate::domain::{Kind, Lean, Record, dates};
use crate::report::Fault;
use crate::store::{Error, Reader, Taken, Where};
use crate::tui::editor::Sheet;
use crate::tui::{Typed, type_capture};

use super::context::{Context, find};
use super::{show, words};

pub(super) const ABOUT: &str = "Capture a meeting or a note: what was promised, said and learned";

/// Where a capture waits that could not be finished.
const SLOT: &str = "capture";

pub(super) fn build(command: Command, _: &str) -> Command {
    let flag = |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    let value = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).allow_hyphen_values(true).help(help)
    };
    command
        .arg(Arg::new("text").value_name("TEXT").num_args(0..).help("What to capture; several are several lines"))
        .arg(flag("editor", "Write it in $VISUAL or $EDITOR").short('e'))
        .arg(value("with", "PERSON", "It was a meeting with this person"))
        .arg(value("when", "WHEN", "When it was"))
        .arg(value("meeting", "MEETING", "It belongs to this meeting of the journal"))
        .arg(value("goal", "GOAL", "It is about this goal"))
        .arg(flag("dry-run", "Only say what it would become"))
        .arg(flag("plain", "Read no marks: for piped Markdown"))
        .arg(flag("resume", "Go on with a capture that could not be finished"))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let mut resume = matches.get_flag("resume");
    let by_hand = matches.get_many::<String>("text").is_none() && !matches.get_flag("editor") && super::on_terminal();
    let options = options(matches, context)?;
    let text = if by_hand && !context.world.dumb {
        let kept = context.reading()?.read().draft(SLOT)?.map(|draft| draft.text);
        if resume && kept.is_none() {
            return Err(nothing_waits().into());
        }
        resume = true;
        match type_capture(&context.world, &context.settings, &options, &kept.unwrap_or_default())? {
            Typed::Text(text) => text,
            Typed::Kept => return Ok(context.out.aside("Kept as a draft; `mentee log` goes on with it.")?),
            Typed::Nothing => return Ok(()),
            Typed::Ended(code) => return Err(Fault::Ended(code).into()),
        }
    } else {
        the_text(matches, context, resume)?
    };
    if text.trim().is_empty() {
        return Err(Fault::Usage("there is nothing to capture; say it, pipe it, or use -e".to_owned()).into());
    }
    if matches.get_flag("dry-run") {
        return dry_run(&text, &options, context);
    }
    let visibility = context.settings.clone();
    let taken = context.change(|writer, _| {
        let taken = writer.take_in(&text, &options, &|kind| visibility.visibility_of(kind))?;
        Ok((taken.label(), taken))
    });
    let taken = match taken {
        Ok(taken) => taken,
        Err(error) => return Err(kept(error, &text, context)),
    };
    let mut store = context.written()?;
    if resume {
        store.keep_draft(SLOT, "", context.now())?;
    }
    taken.warnings.iter().for_each(|warning| context.out.warn(warning));
    let line = store.useful_line(&taken.ids(), &context.now());
    print(&taken, line.as_deref(), store.read(), context)
}

fn nothing_waits() -> Fault {
    Fault::Cannot("no capture is waiting to be finished".to_owned())
}

/// Words win over a pipe.
fn the_text(matches: &ArgMatches, context: &mut Context, resume: bool) -> Result<String> {
    let lines: Vec<&str> =
        matches.get_many::<String>("text").into_iter().flatten().map(|text| words::plain(text)).collect();
    let editor = matches.get_flag("editor");
    let mut text = lines.join("\n");
    if resume {
        let draft = context.reading()?.read().draft(SLOT)?;
        let draft = draft.ok_or_else(nothing_waits)?;
        // More words are more lines.
        text = if text.is_empty() { draft.text } else { format!("{}\n{text}", draft.text) };
        return if editor { from_editor(context, &text) } else { Ok(text) };
    }
    if editor {
        return from_editor(context, &text);
    }
    if !lines.is_empty() {
        return Ok(text);
    }
    if std::io::stdin().is_terminal() {
        return from_editor(context, "");
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    text_of(&bytes)
}

fn options(matches: &ArgMatches, context: &Context) -> Result<Options> {
    let text = |id: &str| matches.get_one::<String>(id).map(|text| words::plain(text).to_owned());
    let when = match text("when") {
        Some(text) => Some(dates::parse(&text, &context.now(), Lean::Past)?),
        None => None,
    };
    let meeting = match text("meeting") {
        Some(text) => Some(find(context.reading()?.read(), &text, Some(Kind::Meeting), Where::Live)?),
        None => None,
    };
    Ok(Options { plain: matches.get_flag("plain"), with: text("with"), when, goal: text("goal"), meeting })
}

/// What would be made, and nothing is.
fn dry_run(text: &str, options: &Options, context: &mut Context) -> Result<()> {
    let store = context.reading()?;
    let now = context.now();
    let (lines, warnings) = store.read().preview(text, options, &now)?;
    if context.out.json() {
        let lines = lines
            .iter()
            .map(|line| json!({"label": line.label, "text": line.text, "detail": line.detail, "new": line.new}));
        return Ok(context.out.emit(&json!({"would_make": lines.collect::<Vec<_>>(), "warnings": warnings}))?);
    }
    for warning in &warnings {
        context.out.warn(warning);
    }
    for line in lines {
        let new = if line.new { " · new" } else { "" };
        let detail = if line.detail.is_empty() { String::new() } else { format!(" · {}", line.detail) };
        context.out.say(&format!("{:<10} {}{detail}{new}", line.label, line.text))?;
    }
    Ok(())
}

/// A capture that could not be taken in is kept as a draft; the error says so.
fn kept(error: anyhow::Error, text: &str, context: &Context) -> anyhow::Error {
    let keep = || -> Result<()> { Ok(context.writing()?.keep_draft(SLOT, text, context.now())?) };
    match error.downcast::<Error>() {
        Ok(Error::Ambiguous { words, found }) if keep().is_ok() => {
            context.out.warn("the text is kept; `mentee log --resume` goes on with it once the name is clear");
            Fault::Several { text: words, found }.into()
        }
        Ok(Error::Ambiguous { words, found }) => Fault::Several { text: words, found }.into(),
        Ok(Error::NoSuch { kind, words }) => Fault::NoMatch { text: words, kind: Some(kind) }.into(),
        Ok(error) => error.into(),
        Err(error) => error,
    }
}

/// One line for each thing made, and the one useful line.
fn print(taken: &Taken, line: Option<&str>, reader: Reader<'_>, context: &mut Context) -> Result<()> {
    if context.out.json() {
        let full = |record: &Option<Record>| -> Result<serde_json::Value> {
            let Some(record) = record else { return Ok(serde_json::Value::Null) };
            let short_id = reader.short_id(record.id, record.kind)?;
            Ok(serde_json::to_value(Json { record, short_id: Some(&short_id), derived: None })?)
        };
        let brief = |records: &[Record]| -> Result<Vec<serde_json::Value>> {
            let brief = |record: &Record| -> Result<serde_json::Value> {
                let short_id = reader.short_id(record.id, record.kind)?;
                Ok(json!({"kind": record.kind.name(), "id": record.id, "short_id": short_id, "title": record.title}))
            };
            records.iter().map(brief).collect()
        };
        return Ok(context.out.emit(&json!({
            "meeting": full(&taken.meeting)?,
            "created": brief(&taken.created)?,
            "changed": brief(&taken.changed)?,
            "note": full(&taken.note)?,
            "warnings": taken.warnings,
            "line": line,
        }))?);
    }
    let now = context.now();
    for record in taken.records() {
        let short_id = reader.short_id(record.id, record.kind)?;
        let label = if record.text("frame") == "note" { "note" } else { record.kind.spec().label };
        let mut line = format!("{short_id:<6}{label:<11} {}", record.title);
        if let Some(due) = record.day("due") {
            line.push_str(&format!(" · due {}", show::dated(due, &now)));
        }
        if let Some(owner) = record.link("owner").map(|id| reader.title(id)).transpose()?.flatten() {
            line.push_str(&format!(" · {owner}"));
        }
        context.out.aside(&line)?;
    }
    if let Some(line) = line {
        context.out.aside(&format!("\n{line}"))?;
    }
    Ok(())
}

/// Text from bytes, or a sentence that says where they stop being text.
pub(super) fn text_of(bytes: &[u8]) -> Result<String> {
    match words::utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(at) => {
            let sentence = format!("the text is not UTF-8: byte {at} is no part of a character; nothing was changed");
            Err(Fault::Cannot(sentence).into())
        }
    }
}

/// Text written in the editor; the file is removed only once the text is in hand.
pub(super) fn from_editor(context: &Context, text: &str) -> Result<String> {
    let own = context.journal().parent().filter(|dir| dir.is_dir());
    let below = own.map_or_else(tempfile::env::temp_dir, Path::to_path_buf);
    let sheet = Sheet::write(&below, text)?;
    let editor = context.world.editor();
    match sheet.command(editor).map_err(Fault::Cannot)?.status() {
        Ok(status) if status.success() => text_of(&std::fs::read(sheet.path())?),
        Ok(_) => {
            let kept = sheet.leave();
            Err(Fault::Cannot(format!("the editor ended with an error; what you wrote is in {}", kept.display()))
                .into())
        }
        Err(error) => {
            Err(Fault::Cannot(format!("“{editor}” could not be started ({error}); set EDITOR to your editor")).into())
        }
    }
}
