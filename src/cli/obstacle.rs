//! What only obstacles can do: lessons from past notes, and the plan to say aloud.

use anyhow::Result;
use clap::{ArgMatches, Command};
use serde_json::json;

use crate::domain::{Kind, dates};
use crate::store::Where;

use super::context::{Context, find};
use super::kind;

pub(super) const LESSONS: &str = "What past notes say to it: ideas, advice, and what helped with others like it";
pub(super) const REHEARSE: &str = "The if-then plan to say aloud this week, of an obstacle or a goal, each in turn";

pub(super) fn build_lessons(command: Command) -> Command {
    command.arg(kind::reference())
}

pub(super) fn build_rehearse(command: Command) -> Command {
    command
}

pub(super) fn lessons(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let store = context.reading()?;
    let reader = store.read();
    let id = find(reader, &kind::the_ref(matches), Some(Kind::Obstacle), Where::Live)?;
    let now = context.now();
    let found = reader.lessons(id, &now)?;
    let talks = reader.talks_about(id, &now)?;
    if context.out.json() {
        let mut rows = Vec::new();
        for note in &found {
            rows.push(json!({"id": note.id, "title": note.title, "by": note.by, "day": note.day, "tags": note.tags,
                             "helped": reader.helped(note.id)?}));
        }
        let talks = talks.iter().map(|talk| json!({"id": talk.id, "day": talk.day}));
        return Ok(context.out.emit(&json!({"lessons": rows, "meetings": talks.collect::<Vec<_>>()}))?);
    }
    if found.is_empty() {
        context.out.aside("Nothing in past notes fits; a tag on it, or a word more in its title, finds more.")?;
    }
    for note in found {
        let by = note.by.as_deref().map(|by| format!(" — {by}")).unwrap_or_default();
        let day = note.day.map(|day| format!(", {}", dates::say(day, &now))).unwrap_or_default();
        context.out.say(&format!("  “{}”{by}{day}", note.title))?;
        if let Some(helped) = reader.helped(note.id)? {
            context.out.say(&format!("      {helped}"))?;
        }
    }
    let talks: Vec<_> = talks.iter().collect();
    if let Some(sentence) = crate::domain::recurrence::sentence(&talks, &now) {
        context.out.aside(&format!("\nIt {sentence}."))?;
    }
    Ok(())
}

pub(super) fn rehearse(_: &ArgMatches, context: &mut Context) -> Result<()> {
    let store = context.reading()?;
    let plan = store.read().rehearsal(&context.now())?;
    if context.out.json() {
        let plan = plan.map(|plan| json!({"id": plan.id, "title": plan.title, "if_then": plan.if_then}));
        return Ok(context.out.emit(&plan)?);
    }
    match plan {
        Some(plan) => {
            context.out.say(&plan.if_then)?;
            context.out.aside(&format!("  for “{}”; say it once aloud", plan.title))?;
        }
        None => context.out.aside("No plan yet: mentee obstacle edit REF --if-then \"If …, then I …\"")?,
    }
    Ok(())
}
