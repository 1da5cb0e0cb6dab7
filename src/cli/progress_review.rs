//! `mentee meeting review`: the progress review with a mentor. Without flags it prints what there is to look at; with them it
//! writes what was said, as the screen would: check-ins, the choice, and one dated record.

use std::io::Read as _;

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use crate::domain::guide::{Said, heard};
use crate::domain::review::{self, Review};
use crate::domain::{Id, Kind};
use crate::report::Fault;
use crate::store::Where;

use super::context::{Context, find};
use super::{kind, words};

pub(super) const ABOUT: &str =
    "The progress review with a mentor: where each goal stands; with flags, what was said of one, and its record";

/// The flags about a goal: the question, the flag, its value, its help.
const FLAGS: [(&str, &str, &str, &str); 10] = [
    ("moved", "moved", "TEXT", "What moved it"),
    ("way", "in-the-way", "TEXT", "What is in the way"),
    ("change", "change", "TEXT", "What I would change"),
    ("sure", "confidence", "N", "How sure I am now, 1 to 10"),
    ("rating", "rating", "N", "The mentor's rating, 1 to 5, as they said it"),
    ("rated", "rated", "TEXT", "What they said with it"),
    ("choice", "choice", "WORD", "keep, reshape, pause, drop or celebrate"),
    ("due", "due", "WHEN", "Its new day, with --choice reshape"),
    ("target", "target", "N", "Its new target, with --choice reshape"),
    ("reason", "reason", "TEXT", "Why it is let go, with --choice drop"),
];

pub(super) fn build(command: Command) -> Command {
    let value = |id: &'static str, flag: &'static str, value: &'static str, help: &'static str| {
        Arg::new(id).long(flag).value_name(value).allow_hyphen_values(true).help(help)
    };
    let command = command
        .arg(kind::reference().required(false).help("Around which meeting; the next one, else the last"))
        .arg(value("with", "with", "PERSON", "With whom, where it is around no meeting"))
        .arg(value("goal", "goal", "GOAL", "Which goal the other flags are about"))
        .arg(value("line", "line", "TEXT", "One line to end with"))
        .arg(value(
            "answers",
            "answers",
            "JSON",
            "All goals at once: [{\"goal\": REF, \"moved\": TEXT, \"choice\": WORD …}]; - reads them from standard input",
        ));
    FLAGS.iter().fold(command, |command, (id, flag, name, help)| command.arg(value(id, flag, name, help)))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let now = context.now();
    let about = about(matches, context)?;
    let review = context.reading()?.read().review(about, &now)?;
    let steps = review::steps(&review, &now);
    let said = said(matches, &review, context)?;
    if said.is_empty() {
        return print(&review, context);
    }
    let counts = heard(&steps, &said, &now).map_err(|(_, why)| Fault::Usage(why))?;
    if let Some(lost) = said.keys().find(|name| !counts.contains_key(*name)) {
        let what = lost.rsplit_once('.').map_or(lost.as_str(), |(_, what)| what);
        let flag = FLAGS.iter().find(|(id, ..)| *id == what).map_or(what, |(_, flag, ..)| flag);
        return Err(Fault::Usage(format!("--{flag} is only heard with the --choice it belongs to")).into());
    }
    let reviewed = review::read(&review, &counts, &now);
    let id = context.change(|writer, context| {
        let record = writer.review(&reviewed, &|kind| context.settings.visibility_of(kind))?;
        Ok((format!("a progress review with {}", review.name), record.id))
    })?;
    context.show_now(id)
}

/// The meeting that is named, or the person; else the next meeting, else the last.
fn about(matches: &ArgMatches, context: &Context) -> Result<Id> {
    let store = context.reading()?;
    let text = kind::the_ref(matches);
    if !text.is_empty() {
        return Ok(find(store.read(), &text, Some(Kind::Meeting), Where::Live)?);
    }
    if let Some(name) = matches.get_one::<String>("with") {
        return Ok(find(store.read(), words::plain(name), Some(Kind::Person), Where::Live)?);
    }
    let now = context.now();
    let person = match store.read().next_person(&now)? {
        Some(person) => Some(person),
        None => store.read().last_person(&now)?,
    };
    let none = "no meeting is planned and none was held; --with PERSON says with whom the review is";
    Ok(person.ok_or_else(|| Fault::Cannot(none.to_owned()))?)
}

/// The answers that the flags give.
fn said(matches: &ArgMatches, review: &Review, context: &Context) -> Result<Said> {
    let text = |id: &str| matches.get_one::<String>(id).map(|text| words::plain(text).to_owned());
    let mut said = Said::new();
    said.extend(text("line").map(|line| ("line".to_owned(), line)));
    let flags: Vec<(&str, String)> = FLAGS.iter().filter_map(|(id, ..)| Some((*id, text(id)?))).collect();
    match text("goal") {
        Some(goal) => {
            let id = goal_of(&goal, review, context)?;
            said.extend(flags.into_iter().map(|(what, text)| (review::name(id, what), text)));
        }
        None if !flags.is_empty() => {
            return Err(Fault::Usage("--goal GOAL says which goal that is about".to_owned()).into());
        }
        None => {}
    }
    let Some(answers) = text("answers") else { return Ok(said) };
    let answers = if answers == "-" {
        let mut piped = String::new();
        std::io::stdin().lock().read_to_string(&mut piped)?;
        piped
    } else {
        answers
    };
    let wrong =
        || Fault::Usage("--answers takes a list such as [{\"goal\": \"lead\", \"choice\": \"keep\"}]".to_owned());
    let rows: Vec<serde_json::Map<String, Value>> = serde_json::from_str(&answers).map_err(|_| wrong())?;
    for row in rows {
        let goal = row.get("goal").and_then(Value::as_str).ok_or_else(wrong)?;
        let id = goal_of(goal, review, context)?;
        for (what, value) in row.iter().filter(|(what, value)| *what != "goal" && !value.is_null()) {
            if !review::ASKED.contains(&what.as_str()) {
                let all = review::ASKED.join(", ");
                return Err(Fault::Usage(format!("“{what}” is asked of no goal; there are {all}")).into());
            }
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            said.insert(review::name(id, what), text);
        }
    }
    Ok(said)
}

fn goal_of(text: &str, review: &Review, context: &Context) -> Result<Id> {
    let store = context.reading()?;
    let id = find(store.read(), text, Some(Kind::Goal), Where::Live)?;
    if review.goals.iter().any(|look| look.id == id) {
        return Ok(id);
    }
    let why = format!("“{text}” is no goal of this review: it is work with somebody else, or not active");
    Err(Fault::Cannot(why).into())
}

fn print(review: &Review, context: &mut Context) -> Result<()> {
    let now = context.now();
    if context.out.json() {
        return Ok(context.out.emit(&serde_json::to_value(review)?)?);
    }
    context.out.head(&review::head(&review.name))?;
    for step in review::steps(review, &now) {
        context.out.say("")?;
        context.out.head(&step.title.to_uppercase())?;
        for told in &step.told {
            for line in told.text().lines() {
                context.out.say(&format!("  {line}"))?;
            }
        }
    }
    let Some(first) = review.goals.first() else { return Ok(()) };
    let example = json!(review.name.split_whitespace().next().unwrap_or_default());
    Ok(context.out.aside(&format!(
        "\nWhat was said: mentee meeting review --with {example} --goal {} --moved TEXT --in-the-way TEXT --rating N --choice keep",
        first.short_id
    ))?)
}
