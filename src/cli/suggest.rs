//! `mentee question suggest`: questions of the bank that fit a talk, those already used last.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command, value_parser};
use serde_json::{Value, json};

use crate::domain::{Fields, Kind};
use crate::report::Fault;
use crate::store::{Patch, Where};

use super::context::{Context, find};
use super::words;

pub(super) const ABOUT: &str = "Questions of the bank that fit, best first; with --park, keep one for them";

/// How many are told where nobody says.
const SHOWN: usize = 5;

pub(super) fn build(command: Command) -> Command {
    let value = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    command
        .arg(value("for", "PERSON", "For a talk with them; the person of the next meeting where not said"))
        .arg(value("theme", "THEME", "Only on this theme"))
        .arg(value("limit", "N", "So many; five where not said").value_parser(value_parser!(usize)))
        .arg(value("park", "ID", "Keep the question of this name for them"))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = |id: &str| matches.get_one::<String>(id).map(|text| words::plain(text).to_owned());
    let content = context.content()?;
    let now = context.now();
    let store = context.reading()?;
    let person = match text("for") {
        Some(name) => Some(find(store.read(), &name, Some(Kind::Person), Where::Live)?),
        None => store.read().next_person(&now)?,
    };
    if let Some(id) = text("park") {
        drop(store);
        let question = content.questions.iter().find(|question| question.id == id);
        let question = question.ok_or_else(|| Fault::Usage(format!("the bank has no question “{id}”")))?;
        let mut fields = Fields::new();
        let stage = Some(question.stage.as_str()).filter(|stage| *stage != "any");
        let parts = [("title", Some(question.text.as_str())), ("theme", Some(&question.theme)), ("stage", stage)];
        fields.extend(parts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), Value::from(text?)))));
        fields.extend(person.map(|person| ("for".to_owned(), json!(person))));
        let id = context.change(|writer, context| {
            let patch = Patch { fields: fields.clone(), ..Patch::default() };
            let record = writer.add(Kind::Question, patch, context.settings.visibility_of(Kind::Question))?;
            Ok((format!("parked the question “{}”", record.title), record.id))
        })?;
        return context.show_now(id);
    }
    let theme = text("theme");
    let limit = matches.get_one::<usize>("limit").copied().unwrap_or(SHOWN);
    let found = store.read().questions_for(person, theme.as_deref(), &content, &now)?;
    if context.out.json() {
        let rows = found.iter().take(limit).map(|suggested| {
            let question = suggested.question;
            json!({"id": question.id, "stage": question.stage, "theme": question.theme, "text": question.text,
                   "used": suggested.used})
        });
        return Ok(context.out.emit(&rows.collect::<Vec<_>>())?);
    }
    if found.is_empty() {
        let themes: std::collections::BTreeSet<_> = content.questions.iter().map(|q| q.theme.as_str()).collect();
        let themes = themes.into_iter().collect::<Vec<_>>().join(", ");
        return Ok(context.out.aside(&format!("No question fits. Themes: {themes}."))?);
    }
    for suggested in found.iter().take(limit) {
        let used = if suggested.used { "  (asked before)" } else { "" };
        let question = suggested.question;
        context.out.say(&format!("  {:<6}{:<15}{}{used}", question.id, question.theme, question.text))?;
    }
    Ok(())
}
