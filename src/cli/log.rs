//! `mentee log`: capture, from words, a pipe, an editor, or typed into a few lines of the shell. What is typed is never
//! lost.

use std::io::{IsTerminal as _, Read as _};
use std::path::Path;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use crate::domain::capture::{DraftValue, Options, Plan, Target};
use crate::domain::record::Json;
use crate::domain::{Id, Kind, Lean, Now, Record, dates};
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
    if resume {
        context.writing()?.keep_draft(SLOT, "", context.now())?;
    }
    let store = context.written()?;
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
        let mut json = planned(&store.read().plan(text, options, &now), &now);
        json.insert("would_make".to_owned(), lines.collect());
        json.insert("warnings".to_owned(), warnings.into());
        return Ok(context.out.emit(&json)?);
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

/// What would be made in the form in which it is printed once it is made; what is new has no id yet.
fn planned(plan: &Plan, now: &Now) -> serde_json::Map<String, Value> {
    let (mut created, mut changed) = (Vec::new(), Vec::new());
    let mut json = serde_json::Map::from_iter([("meeting".to_owned(), Value::Null), ("note".to_owned(), Value::Null)]);
    for draft in &plan.drafts {
        let mut fields = serde_json::Map::new();
        for (name, value) in &draft.fields {
            let id = |target: &Target| match target {
                Target::Existing(id) => Value::from(id.to_string()),
                Target::New(_) => Value::Null,
            };
            let value = match value {
                DraftValue::Value(value) => value.clone(),
                DraftValue::Link(target) => id(target),
                DraftValue::Links(targets) => targets.iter().map(id).collect(),
            };
            fields.insert((*name).to_owned(), value);
        }
        let known = draft.edits.and_then(|id| plan.titles.get(&id).cloned());
        let people: Vec<&str> = draft.targets("people").iter().map(|person| plan.name(*person)).collect();
        let title = match draft.kind {
            Kind::Meeting => format!("Meeting with {}", people.join(", ")),
            kind => Record { fields: fields.clone(), ..Record::new(Id::new(now.at, 0, [0; 8]), kind, now) }
                .own_title()
                .unwrap_or_default(),
        };
        let brief =
            json!({"kind": draft.kind.name(), "id": draft.edits, "short_id": null, "title": known.unwrap_or(title)});
        match (draft.kind, draft.edits) {
            (Kind::Meeting | Kind::Reflection, _) => {
                fields.extend(brief.as_object().cloned().unwrap_or_default());
                fields.insert("tags".to_owned(), draft.tags.clone().into());
                let place = if draft.kind == Kind::Meeting { "meeting" } else { "note" };
                json.insert(place.to_owned(), fields.into());
            }
            (_, None) => created.push(brief),
            (_, Some(_)) => changed.push(brief),
        }
    }
    json.extend([("created".to_owned(), created.into()), ("changed".to_owned(), changed.into())]);
    json
}

/// A capture that could not be taken in is kept as a draft; the error says so.
fn kept(error: anyhow::Error, text: &str, context: &mut Context) -> anyhow::Error {
    let keep = |context: &Context| -> Result<()> { Ok(context.writing()?.keep_draft(SLOT, text, context.now())?) };
    match error.downcast::<Error>() {
        Ok(Error::Ambiguous { words, found }) if keep(context).is_ok() => {
            context.let_go();
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
        let full = |record: &Option<Record>| -> Result<Value> {
            let Some(record) = record else { return Ok(Value::Null) };
            let short_id = reader.short_id(record.id, record.kind)?;
            Ok(serde_json::to_value(Json { record, short_id: Some(&short_id), derived: None })?)
        };
        let brief = |records: &[Record]| -> Result<Vec<Value>> {
            let brief = |record: &Record| -> Result<Value> {
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

/// Text written in the editor; its file is removed only once the call is done.
pub(super) fn from_editor(context: &mut Context, text: &str) -> Result<String> {
    let own = context.journal().parent().filter(|dir| dir.is_dir());
    let below = own.map_or_else(tempfile::env::temp_dir, Path::to_path_buf);
    let sheet = Sheet::write(&below, text)?;
    let editor = context.world.editor();
    match sheet.command(editor).map_err(Fault::Cannot)?.status() {
        Ok(status) if status.success() => {
            let bytes = std::fs::read(sheet.path())?;
            context.hold(sheet);
            text_of(&bytes)
        }
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
