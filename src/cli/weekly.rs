//! `mentee weekly`: the guided review of a week. On a terminal plain questions, one line each, every one can be left empty;
//! into a pipe the week's facts.

use std::io::{BufRead as _, IsTerminal as _};

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use crate::config;
use crate::domain::ask::Save;
use crate::domain::kinds::reflection::Frame;
use crate::domain::reflecting::QUESTIONS;
use crate::domain::week::{CHOSEN, Week, look};
use crate::domain::{Fields, Id, Kind, Now, Shown, dates, prompting};

use super::context::Context;

pub(super) const ABOUT: &str =
    "The review of the week: its facts, where goals stand, a prompt, a rule, the week to come";

pub(super) fn build(command: Command, _: &str) -> Command {
    command.arg(
        Arg::new("facts")
            .long("facts")
            .action(ArgAction::SetTrue)
            .help("Only the facts of the week, without questions"),
    )
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let now = context.now();
    let week = context.reading()?.read().week(&now)?;
    if context.out.json() {
        return Ok(context.out.emit(&as_json(&week))?);
    }
    context.out.head("YOUR WEEK")?;
    for fact in week.facts(&now) {
        context.out.say(&format!("  {fact}"))?;
    }
    if let Some(rule) = &week.rule {
        context.out.say(&format!("  last time: {rule}"))?;
    }
    if matches.get_flag("facts") || !std::io::stdin().is_terminal() {
        return told(&week, &now, context);
    }
    let saves = ask(&week, context)?;
    if saves.is_empty() {
        context.out.say("Nothing was written.")?;
    } else {
        let count = context.change(|writer, context| {
            for save in &saves {
                writer.save(save, &|kind| context.settings.visibility_of(kind))?;
            }
            Ok(("the review of the week".to_owned(), saves.len()))
        })?;
        context.out.say(&format!("Saved {count} {}.", if count == 1 { "thing" } else { "things" }))?;
    }
    found(&week, &now, context)
}

/// The rest of what a review goes through, as text.
fn told(week: &Week, now: &Now, context: &mut Context) -> Result<()> {
    let looks = week.looks();
    if !looks.is_empty() {
        context.out.say("")?;
        context.out.head("WHERE THE GOALS STAND")?;
        for look in looks {
            let due = if look.due { "  a look is due" } else { "" };
            context.out.say(&format!("  {}  {}{due}", look.value, look.title))?;
        }
    }
    if let Some((title, plan)) = &week.if_then {
        context.out.say("")?;
        context.out.head("ONE PLAN, READ BACK")?;
        context.out.say(&format!("  {plan} ({title})"))?;
    }
    if !week.open.is_empty() {
        context.out.say("")?;
        context.out.head("OPEN")?;
        for open in &week.open {
            let due = open.due.map(|due| format!("  {}", dates::say(due, now))).unwrap_or_default();
            context.out.say(&format!("  {}{due}", open.title))?;
        }
    }
    found(week, now, context)
}

/// A line from old notes to end with.
fn found(week: &Week, now: &Now, context: &mut Context) -> Result<()> {
    let Some(found) = &week.found else { return Ok(()) };
    let day = found.day.map(|day| dates::say(day, now));
    let by: Vec<String> = found.by.iter().cloned().chain(day).collect();
    context.out.say("")?;
    context.out.say(&format!("“{}” {}", Shown::line(found.text.trim()).as_str(), by.join(", ")))?;
    Ok(())
}

/// Goes through the questions; what is left empty writes nothing, the end of the input leaves the rest out.
fn ask(week: &Week, context: &mut Context) -> Result<Vec<Save>> {
    let today = context.now().today().to_string();
    let new = |kind: Kind, fields: Vec<(&str, Value)>| Save {
        kind,
        id: None,
        fields: fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Fields>(),
    };
    let mut saves = Vec::new();
    for goal in week.looks() {
        let answer = number(context, &format!("{} stands at {}. Now? (empty: no change) ", goal.title, goal.value))?;
        if let Some(value) = answer {
            let goal = json!(goal.id.to_string());
            saves.push(new(Kind::CheckIn, vec![("goal", goal), ("date", json!(today)), ("value", json!(value))]));
        }
    }
    let mut marks = vec![("date", json!(today))];
    for (field, question, ends) in QUESTIONS {
        let Some(mark) = mark(context, &format!("{question} … {ends} (empty leaves the pulse out) "))? else { break };
        marks.push((field, json!(mark)));
    }
    if marks.len() > QUESTIONS.len() {
        saves.push(new(Kind::Pulse, marks));
    }
    saves.extend(reflection(week, context, &today)?.map(|fields| new(Kind::Reflection, fields)));
    if let Some((_, plan)) = &week.if_then {
        context.out.say(&format!("Read it once: {plan}"))?;
    }
    for id in next(week, context)? {
        let fields = Fields::from_iter([("state".to_owned(), json!("doing"))]);
        saves.push(Save { kind: Kind::Action, id: Some(id), fields });
    }
    Ok(saves)
}

/// A prompt answered in a few lines, and a rule.
fn reflection(week: &Week, context: &mut Context, today: &str) -> Result<Option<Vec<(&'static str, Value)>>> {
    let content = config::content(context.world.paths.as_ref())?;
    let offered = if context.settings.prompts {
        prompting::choose(&content.prompts, &week.lately, context.now().today())
    } else {
        None
    };
    if let Some(prompt) = offered {
        context.out.say(&prompt.text)?;
    }
    let mut text: Vec<String> = Vec::new();
    let parts = content.parts(Frame::ThreeLine);
    for part in parts {
        let said = line(context, &format!("{part} "))?;
        text.extend(Some(said).filter(|said| !said.is_empty()));
    }
    let rule = line(context, "One rule for next time? Next time I will … ")?;
    let body = if text.is_empty() { rule.clone() } else { text.join("\n") };
    if body.is_empty() {
        return Ok(None);
    }
    let mut fields = vec![("body", json!(body)), ("date", json!(today)), ("frame", json!(Frame::ThreeLine.word()))];
    if let Some(prompt) = offered.filter(|_| !text.is_empty()) {
        fields.push(("prompt", json!(prompt.id)));
    }
    if !rule.is_empty() {
        fields.push(("rule", json!(rule)));
    }
    Ok(Some(fields))
}

/// Up to three actions for the week to come, by their numbers.
fn next(week: &Week, context: &mut Context) -> Result<Vec<Id>> {
    if week.open.is_empty() {
        return Ok(Vec::new());
    }
    for (n, open) in week.open.iter().enumerate() {
        context.out.say(&format!("  {}. {}", n + 1, open.title))?;
    }
    let said = line(context, "Up to three for the week to come, by number: ")?;
    let numbers = said.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse::<usize>().ok());
    let chosen = numbers.filter_map(|n| week.open.get(n.checked_sub(1)?)).filter(|open| !open.doing);
    Ok(chosen.map(|open| open.id).take(CHOSEN).collect())
}

/// One line of an answer; empty at the end of the input.
fn line(context: &mut Context, question: &str) -> Result<String> {
    context.out.aside(question)?;
    context.out.bytes()?.flush()?;
    let mut said = String::new();
    std::io::stdin().lock().read_line(&mut said)?;
    Ok(said.trim().to_owned())
}

/// A number, asked for until it is one or nothing.
fn number(context: &mut Context, question: &str) -> Result<Option<f64>> {
    loop {
        match look(&line(context, question)?) {
            Ok(value) => return Ok(value),
            Err(why) => context.out.aside(&why)?,
        }
    }
}

/// A mark from 1 to 5, asked for until it is one or nothing.
fn mark(context: &mut Context, question: &str) -> Result<Option<i64>> {
    loop {
        let said = line(context, question)?;
        match said.parse::<i64>() {
            _ if said.is_empty() => return Ok(None),
            Ok(mark @ 1..=5) => return Ok(Some(mark)),
            _ => context.out.aside("a number from 1 to 5, or nothing")?,
        }
    }
}

fn as_json(week: &Week) -> Value {
    let things = |items: &[(Id, String)]| -> Vec<Value> {
        items.iter().map(|(id, title)| json!({ "id": id.to_string(), "title": title })).collect()
    };
    json!({
        "from": week.days.map(|(from, _)| from.to_string()),
        "to": week.days.map(|(_, to)| to.to_string()),
        "done": things(&week.done),
        "carried": things(&week.carried),
        "moved": week.moved.iter().map(|moved| json!({
            "id": moved.id.to_string(), "title": moved.title, "from": moved.from, "to": moved.to, "unit": moved.unit,
        })).collect::<Vec<_>>(),
        "held": things(&week.held),
        "people": things(&week.people),
        "insights": week.insights,
        "obstacles": things(&week.obstacles),
        "looks": week.looks().iter().map(|look| json!({
            "id": look.id.to_string(), "title": look.title, "value": look.value, "due": look.due,
        })).collect::<Vec<_>>(),
        "pulse": week.pulse,
        "if_then": week.if_then.as_ref().map(|(_, plan)| plan),
        "rule": week.rule,
        "open": week.open.iter().map(|open| json!({
            "id": open.id.to_string(), "title": open.title, "due": open.due.map(|due| due.to_string()), "doing": open.doing,
        })).collect::<Vec<_>>(),
    })
}
