//! `mentee reply`: what a mentor sent back, looked at before it is taken in; and the inbox it goes to.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::{Value, json};

use crate::domain::record::Json;
use crate::domain::share::{Proposal, Proposed, Reply, SaidKind};
use crate::domain::{Kind, Origin, Record, dates};
use crate::exchange::share::{id_of, read_reply};
use crate::report::Fault;
use crate::store::{Came, Reader, Where};

use super::context::{Context, find};
use super::show::count;
use super::words;

pub(super) const ABOUT: &str = "Take in what a mentor sent back, as proposals: accept, answer or set aside each";

pub(super) fn build(command: Command, _: &str) -> Command {
    let reference = || Arg::new("ref").value_name("REF").required(true).help("The proposal");
    let flag = |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    let text = Arg::new("text").value_name("TEXT").num_args(1..).required(true);
    command
        .args_conflicts_with_subcommands(true)
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("The reply, a .mentee-reply.json; - for standard input"),
        )
        .arg(flag("yes", "Without being asked").short('y'))
        .subcommand(
            Command::new("list")
                .about("The proposals that wait for an answer, newest first")
                .arg(flag("all", "With those that were answered")),
        )
        .subcommand(
            Command::new("accept")
                .about("Take a proposal on: a suggested action or person is made, and says where it came from")
                .arg(reference()),
        )
        .subcommand(
            Command::new("answer")
                .about("Write down what you say to it")
                .arg(reference())
                .arg(text.help("What you say to it"))
                .arg(flag("disagree", "And that you see it differently").conflicts_with("do"))
                .arg(flag("do", "And that you will do it")),
        )
        .subcommand(Command::new("set-aside").about("Leave it at that; it stays in the list").arg(reference()))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    match matches.subcommand() {
        Some(("list", matches)) => list(matches.get_flag("all"), context),
        Some((verb, matches)) => respond(verb, matches, context),
        None => match matches.get_one::<PathBuf>("file") {
            Some(file) => take_in(file, matches.get_flag("yes"), context),
            None => {
                Err(Fault::Usage("name the reply: `mentee reply FILE`; `mentee reply list` is the inbox".to_owned())
                    .into())
            }
        },
    }
}

fn open(file: &Path) -> Result<Box<dyn Read>> {
    if file == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let failed = |error: io::Error| anyhow::Error::from(error).context(format!("{} could not be read", file.display()));
    let opened = File::open(file).map_err(failed)?;
    if opened.metadata().map_err(failed)?.is_dir() {
        return Err(Fault::Cannot(format!("{} is a directory; name a file", file.display())).into());
    }
    Ok(Box::new(opened))
}

fn take_in(file: &Path, yes: bool, context: &mut Context) -> Result<()> {
    let reply = read_reply(&mut *open(file)?)?;
    let now = context.now();
    let id = |said: &_| id_of(&reply.share, said);
    let store = context.reading()?;
    let came = store.read().weigh_reply(&reply, &id, &now)?;
    if !context.out.json() {
        tell(&reply, &came, store.read(), context)?;
    }
    drop(store);
    let mut made = Vec::new();
    if !came.proposed.is_empty() {
        if !yes && (context.out.json() || !context.out.ask("Take it in? [y/N] ")?) {
            if context.out.json() {
                return Ok(context.out.emit(&summary(&reply, &came, &[], false))?);
            }
            return Ok(context.out.say("Nothing was changed; --yes takes it in without asking.")?);
        }
        made = write(&reply, &came, context)?;
    }
    if context.out.json() {
        return Ok(context.out.emit(&summary(&reply, &came, &made, true))?);
    }
    if made.is_empty() {
        return Ok(context.out.say("Nothing new: all of it is here already.")?);
    }
    context.out.say(&format!("Taken in: {} from {}.", things(made.len()), came.name))?;
    Ok(context.out.aside("`mentee reply list` shows what waits for an answer; `mentee undo` takes it back.")?)
}

fn write(reply: &Reply, came: &Came, context: &mut Context) -> Result<Vec<Record>> {
    let mut store = context.writing()?;
    let origin = Origin::Reply(came.name.clone());
    let mut writer = store.begin(context.now(), context.world.chance(), &origin)?;
    // Weighed again under the lock: another window may have taken it in meanwhile.
    let came = writer.read().weigh_reply(reply, &|said| id_of(&reply.share, said), &context.now())?;
    let made = writer.take_reply(reply, &came, &|kind| context.settings.visibility_of(kind))?;
    writer.commit(&format!("took in a reply of {}: {}", came.name, things(made.len())))?;
    Ok(made)
}

fn things(n: usize) -> String {
    count(i64::try_from(n).unwrap_or(i64::MAX), "proposal")
}

/// What it would add, one line each, and what of it is left out.
fn tell(reply: &Reply, came: &Came, reader: Reader<'_>, context: &mut Context) -> Result<()> {
    let now = context.now();
    let day = dates::say(now.day_of(reply.made), &now);
    context.out.head(&format!("A reply of {}, {day}", came.name))?;
    if !reply.by.trim().is_empty() && reply.by.trim() != came.name {
        context.out.say(&format!("  signed “{}”", reply.by.trim()))?;
    }
    for one in &came.proposed {
        let about = one.about.map(|id| reader.title(id)).transpose()?.flatten();
        context.out.say(&format!("  {}", line(one, about.as_deref())))?;
    }
    if came.there > 0 {
        context.out.say(&format!("  {} already here", things(came.there)))?;
    }
    if came.skipped.unknown > 0 {
        context.out.say(&format!("  skipped: {} about something that was not shared", came.skipped.unknown))?;
    }
    if came.skipped.unread > 0 {
        context.out.say(&format!("  skipped: {} that cannot be read, or say nothing", came.skipped.unread))?;
    }
    Ok(())
}

/// A proposal on one line.
fn line(one: &Proposed, about: Option<&str>) -> String {
    let what = match one.said.kind {
        SaidKind::Action => "suggests an action",
        SaidKind::Person => "suggests a person",
        SaidKind::Rating if one.record.text("suggests") == "half" => "fills in their half",
        kind => kind.word(),
    };
    let text = one.said.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let rating = one.said.rating.filter(|_| one.said.kind == SaidKind::Rating);
    let said: Vec<String> = [rating.map(|n| format!("{n} of 5")), Some(text).filter(|text| !text.is_empty())]
        .into_iter()
        .flatten()
        .collect();
    let due = one.said.due.map(|due| format!(", by {due}")).unwrap_or_default();
    let about = about.map(|about| format!(" (on “{about}”)")).unwrap_or_default();
    format!("{what}: {}{due}{about}", said.join(", "))
}

fn summary(reply: &Reply, came: &Came, made: &[Record], taken: bool) -> Value {
    let items: Vec<Value> = came
        .proposed
        .iter()
        .map(|one| {
            json!({"kind": one.said.kind.word(), "about": one.about, "text": one.said.text,
                   "rating": one.said.rating, "due": one.said.due, "id": one.record.id})
        })
        .collect();
    json!({"share": reply.share, "by": reply.by, "from": came.name, "taken": taken, "added": made.len(),
           "already_there": came.there, "skipped": came.skipped.unknown + came.skipped.unread, "items": items})
}

fn list(all: bool, context: &mut Context) -> Result<()> {
    let (store, now) = (context.reading()?, context.now());
    let inbox = store.read().inbox(all)?;
    if context.out.json() {
        let rows: Vec<Value> = inbox.iter().map(row).collect();
        return Ok(context.out.emit(&rows)?);
    }
    let pager = context.world.pager.clone();
    context.out.page(pager.as_deref());
    if inbox.is_empty() {
        context.out.aside("No proposal waits for an answer. `mentee reply FILE` takes in what a mentor sent back.")?;
    }
    for one in inbox {
        let day = dates::say(now.day_of(one.record.created), &now);
        let about = one.about.as_ref().map(|(_, _, title)| format!(" on “{title}”")).unwrap_or_default();
        context.out.head(&format!("{:<6}{} of {}{about}, {day}", one.short_id, what(&one.record), one.by))?;
        context.out.say(&indented(one.record.text("body")))?;
        if let Some(answer) = answered(&one.record) {
            context.out.say(&format!("      → {answer}"))?;
        }
    }
    Ok(())
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("      {line}")).collect::<Vec<_>>().join("\n")
}

fn what(record: &Record) -> String {
    match record.text("suggests") {
        "" => record.text("feedback_kind").to_owned(),
        "half" => "the other half".to_owned(),
        suggests => format!("suggested {suggests}"),
    }
}

/// What became of a proposal, in words.
fn answered(record: &Record) -> Option<String> {
    let on = record.day("responded")?;
    let said = record.text("response");
    Some(match record.text("response_kind") {
        _ if !said.is_empty() => said.to_owned(),
        "do" => format!("taken on, {on}"),
        _ => format!("set aside, {on}"),
    })
}

/// The state of a proposal.
fn state(record: &Record) -> &'static str {
    match (record.day("responded"), record.text("response"), record.text("response_kind")) {
        (None, ..) => "new",
        (Some(_), "", "do") => "accepted",
        (Some(_), "", _) => "set-aside",
        (Some(_), ..) => "answered",
    }
}

fn row(one: &Proposal) -> Value {
    let kind = match one.record.text("suggests") {
        "" => one.record.text("feedback_kind"),
        suggests => suggests,
    };
    let about = one.about.as_ref().map(|(id, kind, title)| json!({"kind": kind.name(), "id": id, "title": title}));
    json!({"id": one.record.id, "short_id": one.short_id, "kind": kind, "text": one.record.text("body"), "by": one.by,
           "about": about, "due": one.record.get("suggests_due"), "state": state(&one.record),
           "response": one.record.get("response")})
}

fn respond(verb: &str, matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = matches.get_one::<String>("ref").map(String::as_str).unwrap_or_default().to_owned();
    let words = if verb == "answer" {
        words::joined(matches.get_many::<String>("text").into_iter().flatten())
    } else {
        String::new()
    };
    let kind = match verb {
        "answer" if matches.get_flag("disagree") => Some("disagree"),
        "answer" if matches.get_flag("do") => Some("do"),
        "answer" => Some("think"),
        _ => None,
    };
    let (proposal, made) = context.change(|writer, context| {
        let id = find(writer.read(), &text, Some(Kind::Feedback), Where::Live)?;
        let proposal = writer.read().find(id)?.ok_or_else(|| crate::store::Error::Gone(id.to_string()))?;
        let title = proposal.title.clone();
        if proposal.text("origin") != "mentor" {
            return Err(Fault::Cannot(format!("“{title}” did not come with a reply")).into());
        }
        if verb != "accept" {
            let said = Some(words.as_str()).filter(|words| !words.is_empty());
            let after = writer.respond(id, said, kind)?;
            let did = if verb == "answer" { "answered" } else { "set aside" };
            return Ok((format!("{did} “{title}”"), (after, Vec::new())));
        }
        if state(&proposal) == "accepted" {
            return Ok((String::new(), (proposal, Vec::new())));
        }
        let made = writer.accept(&proposal, &|kind| context.settings.visibility_of(kind))?;
        let after = writer.read().find(id)?.unwrap_or(proposal);
        Ok((format!("took on “{title}”"), (after, made)))
    })?;
    let store = context.written()?;
    if context.out.json() {
        let one = store.read().in_inbox(proposal)?;
        let mut json = row(&one);
        let records: Vec<Value> = made
            .iter()
            .map(|record| {
                let short_id = store.read().short_id(record.id, record.kind)?;
                Ok(serde_json::to_value(Json { record, short_id: Some(&short_id), derived: None })?)
            })
            .collect::<Result<_>>()?;
        if let Some(map) = json.as_object_mut() {
            map.insert("made".to_owned(), records.into());
        }
        return Ok(context.out.emit(&json)?);
    }
    match verb {
        "accept" => {
            context.out.say(&format!("Taken on: “{}”", proposal.title))?;
            for record in &made {
                let short_id = store.read().short_id(record.id, record.kind)?;
                context.out.say(&format!("  {short_id:<6}{:<14}{}", record.kind.label(), record.title))?;
            }
            Ok(())
        }
        "answer" => Ok(context.out.say(&format!("Answered: “{}”", proposal.title))?),
        _ => Ok(context.out.say(&format!("Set aside: “{}”", proposal.title))?),
    }
}
