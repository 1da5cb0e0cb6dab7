//! Any record by questions: found, listed, looked at, filled in field by field from the table of its kind, taken a step on,
//! deleted.

use anyhow::Result;
use serde_json::Value;

use super::talk::{Filled, Said, Talk, line};
use crate::domain::ask::{Answer, Ask, Place, Row, Window, Write};
use crate::domain::seek::Sought;
use crate::domain::{Field, Fields, Id, Kind, Type, Visibility};

/// How many rows of a list are read out at once.
const PAGE: usize = 15;

/// Fields that follow from others and are not filled in by hand.
const MADE: &[&str] = &["state_since"];

/// Search, and then the record that is chosen.
pub(super) fn search(talk: &mut Talk<'_>) -> Result<()> {
    let Said::Text(text) =
        talk.ask("What are you looking for? Words, and filters such as kind:advice since:2025-03.")?
    else {
        return Ok(());
    };
    let now = talk.now();
    let sought = Sought::read(&text, &now);
    let person = match &sought.person {
        None => None,
        Some(words) => {
            let pick = Ask::Pick { kind: Some(Kind::Person), words: words.clone(), limit: 1 };
            match talk.answer(&pick)? {
                Some(Answer::Picks(rows)) if !rows.is_empty() => rows.first().map(|row| row.id),
                _ => return talk.say(&format!("Nobody is called {words}.")),
            }
        }
    };
    let ask = Ask::Search { query: sought.words, kind: sought.kind, person, since: sought.since, limit: PAGE };
    let Some(Answer::Hits(hits)) = talk.answer(&ask)? else { return Ok(()) };
    let options: Vec<_> = hits
        .iter()
        .map(|hit| {
            let snippet = if hit.snippet.is_empty() { String::new() } else { format!(": {}", hit.snippet) };
            format!("{}, {}{snippet}", hit.title, hit.kind.spec().label)
        })
        .collect();
    if let Some(at) = talk.choose("Which one? An empty line goes back.", &options)?
        && let Some(hit) = hits.get(at)
    {
        return one(talk, hit.id);
    }
    Ok(())
}

/// The records of a kind that is asked for.
pub(super) fn any_list(talk: &mut Talk<'_>) -> Result<()> {
    let Some(kind) = which_kind(talk, "Which sort of thing?")? else { return Ok(()) };
    list(talk, kind)
}

/// A new record of a kind that is asked for.
pub(super) fn any_new(talk: &mut Talk<'_>) -> Result<()> {
    let Some(kind) = which_kind(talk, "A new what?")? else { return Ok(()) };
    fill(talk, kind, None)
}

fn which_kind(talk: &mut Talk<'_>, question: &str) -> Result<Option<Kind>> {
    let kinds: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Packet).collect();
    let options: Vec<_> = kinds.iter().map(|kind| format!("{}: {}", kind.spec().label, kind.spec().about)).collect();
    Ok(talk.choose(question, &options)?.and_then(|at| kinds.get(at).copied()))
}

/// The records of a kind, a page at a time, newest first; a number looks at one.
pub(super) fn list(talk: &mut Talk<'_>, kind: Kind) -> Result<()> {
    let mut place = Place::Start;
    loop {
        let window =
            Window { kind, filter: String::new(), closed: true, trash: false, place: place.clone(), rows: PAGE };
        let Some(Answer::Page(page)) = talk.answer(&Ask::Window(window))? else { return Ok(()) };
        if page.rows.is_empty() {
            talk.say(&format!("No {} yet.", kind.spec().plural))?;
            return if talk.yes("Make one? y for yes.", false)? { fill(talk, kind, None) } else { Ok(()) };
        }
        let now = talk.now();
        let more = page.before + page.rows.len() < page.total;
        talk.say(&format!(
            "{} to {} of {} {}",
            page.before + 1,
            page.before + page.rows.len(),
            page.total,
            kind.spec().plural
        ))?;
        let mut options: Vec<_> = page.rows.iter().map(|row: &Row| line(row, &now)).collect();
        if more {
            options.push("more of them".to_owned());
        }
        let Some(at) = talk.choose("Which one? An empty line goes back.", &options)? else { return Ok(()) };
        match page.rows.get(at) {
            Some(row) => one(talk, row.id)?,
            None => match page.rows.last() {
                Some(last) => place = Place::After(last.key.clone()),
                None => return Ok(()),
            },
        }
        if talk.is_over() {
            return Ok(());
        }
    }
}

/// One record: what it says, and what can be done with it.
pub(super) fn one(talk: &mut Talk<'_>, id: Id) -> Result<()> {
    loop {
        let now = talk.now();
        let store = talk.context.reading()?;
        let Some(record) = store.read().find(id)? else { return talk.say("It is not there any more.") };
        let kind = record.kind;
        talk.context.show(store.read(), &record)?;
        drop(store);
        let mut deeds = vec!["change it".to_owned()];
        if let Some((verb, _)) = crate::domain::state::main_step(&record, now.today()) {
            deeds.push(format!("its main step: {verb}"));
        }
        if kind == Kind::Goal {
            deeds.push("check in on it".to_owned());
        }
        let shared = record.visibility != Visibility::Private;
        deeds.push(if shared { "keep it to myself" } else { "share it with my mentors" }.to_owned());
        deeds.push("delete it".to_owned());
        let Some(at) = talk.choose("What now? An empty line goes back.", &deeds)? else { return Ok(()) };
        match deeds.get(at).map(String::as_str) {
            Some("change it") => fill(talk, kind, Some(id))?,
            Some("check in on it") => check_in(talk, id)?,
            Some("delete it") => {
                talk.write(&Write::Delete(id))?;
                return Ok(());
            }
            Some("keep it to myself" | "share it with my mentors") => {
                let visibility = Some(if shared { Visibility::Private } else { Visibility::Mentors });
                talk.write(&Write::Save { kind, id: Some(id), fields: Fields::new(), tags: None, visibility })?;
            }
            _ => {
                talk.write(&Write::Step(id))?;
            }
        }
    }
}

/// Asks for a thing and takes its main step.
pub(super) fn done(talk: &mut Talk<'_>) -> Result<()> {
    match talk.pick("What is done? Words of its title.", None)? {
        Some(row) => talk.write(&Write::Step(row.id)).map(|_| ()),
        None => Ok(()),
    }
}

/// Asks for a goal and where it stands.
pub(super) fn check_in_on_one(talk: &mut Talk<'_>) -> Result<()> {
    let Some(Answer::Today(today)) = talk.answer(&Ask::Today)? else { return Ok(()) };
    let options: Vec<_> =
        today.goals.iter().map(|goal| format!("{}, {}, {}", goal.title, goal.value, goal.word)).collect();
    match talk.choose("Which goal?", &options)?.and_then(|at| today.goals.get(at)) {
        Some(goal) => check_in(talk, goal.id),
        None => Ok(()),
    }
}

/// Where a goal stands: the value, how sure one is, a line about it.
fn check_in(talk: &mut Talk<'_>, goal: Id) -> Result<()> {
    let spec = Kind::CheckIn.spec();
    let mut fields = Fields::from_iter([("goal".to_owned(), Value::from(goal.to_string()))]);
    for (name, question) in [
        ("value", "What does its measure say? An empty line goes on without."),
        ("confidence", "How sure are you that you will get there, 1 to 10? An empty line goes on."),
        ("note", "A line about it? An empty line goes on."),
    ] {
        let Some(field) = spec.field(name) else { continue };
        match talk.value(field, question)? {
            Filled::Back => return talk.say("Nothing is saved."),
            Filled::To(value) => {
                fields.insert(name.to_owned(), value);
            }
            Filled::Left => {}
        }
    }
    if fields.len() < 2 {
        return talk.say("Nothing was said, nothing is saved.");
    }
    talk.write(&Write::Save { kind: Kind::CheckIn, id: None, fields, tags: None, visibility: None }).map(|_| ())
}

/// The form of a kind: first what it cannot do without, then whatever else is to be said, by number.
pub(super) fn fill(talk: &mut Talk<'_>, kind: Kind, id: Option<Id>) -> Result<()> {
    let spec = kind.spec();
    let mut fields = Fields::new();
    if id.is_none() {
        let first = spec.fields.iter().filter(|field| field.required || field.name == spec.title);
        for field in first {
            match talk.value(field, &asks(field))? {
                Filled::Back => return talk.say("Nothing is saved."),
                Filled::To(value) => {
                    fields.insert(field.name.to_owned(), value);
                }
                Filled::Left => {}
            }
        }
    }
    let others: Vec<&'static Field> = spec.fields.iter().filter(|field| !MADE.contains(&field.name)).collect();
    loop {
        let options: Vec<_> = others
            .iter()
            .map(|field| {
                let said = fields.get(field.name).map(|value| match value {
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                });
                format!("{}{}", field.label, said.map(|said| format!(": {said}")).unwrap_or_default())
            })
            .collect();
        let question = if fields.is_empty() {
            "Which field? An empty line goes back."
        } else {
            "Which field more? An empty line saves."
        };
        let Some(field) = talk.choose(question, &options)?.and_then(|at| others.get(at)) else { break };
        if let Filled::To(value) = talk.value(field, &asks(field))? {
            fields.insert(field.name.to_owned(), value);
        }
    }
    if fields.is_empty() {
        return talk.say("Nothing was said, nothing is saved.");
    }
    talk.write(&Write::Save { kind, id, fields, tags: None, visibility: None }).map(|_| ())
}

/// The question for a field: what it is for, and what it takes.
fn asks(field: &Field) -> String {
    let takes = match field.ty {
        Type::Line | Type::Text => String::new(),
        Type::Lines | Type::Links(_) => format!(" It takes {}, parted by commas.", field.ty.expected()),
        _ => format!(" It takes {}.", field.ty.expected()),
    };
    let skip = if field.required { "" } else { " An empty line leaves it, a minus alone clears it." };
    format!("{}? {}.{takes}{skip}", field.label, field.help.trim_end_matches('.'))
}
