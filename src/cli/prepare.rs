//! `mentee meeting prepare [REF]`: an agenda drafted from what is open, and who the talk is with.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::json;

use crate::domain::agenda::{self, Preparation};
use crate::domain::content::Agenda;
use crate::domain::who::Who;
use crate::domain::{Kind, Now, dates};
use crate::report::Fault;
use crate::store::Where;

use super::context::{Context, find};
use super::output::Output;
use super::{kind, words};

pub(super) const ABOUT: &str =
    "Draft the agenda from what is open with them, and keep it; the next meeting where none is named";

pub(super) fn build(command: Command) -> Command {
    let text = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).allow_hyphen_values(true).help(help)
    };
    command
        .arg(kind::reference().required(false))
        .arg(text(
            "template",
            "NAME",
            "Lay out this template: first, regular, obstacle, career, feedback, review, closing",
        ))
        .arg(text("topics", "N", "With room for so many topics").value_parser(value_parser!(u8).range(0..=50)))
        .arg(text("intention", "TEXT", "What I want to leave with"))
        .arg(Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help("Only print it; nothing is kept"))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let content = context.content()?;
    let template = match matches.get_one::<String>("template").map(|name| words::plain(name)) {
        Some(name) => {
            Some(content.agendas.iter().find(|agenda| agenda.name == name || agenda.id == name).ok_or_else(|| {
                let names: Vec<_> = content.agendas.iter().map(|agenda| agenda.name.as_str()).collect();
                Fault::Usage(format!("there is no agenda “{name}”; there are {}", names.join(", ")))
            })?)
        }
        None => None,
    };
    let now = context.now();
    let store = context.reading()?;
    let id = match kind::the_ref(matches).as_str() {
        "" => store.read().next_planned(&now)?.ok_or_else(|| {
            Fault::Cannot(
                "no meeting is planned; mentee meeting add --people NAME --at \"tue 14:00\" plans one".to_owned(),
            )
        })?,
        text => find(store.read(), text, Some(Kind::Meeting), Where::Live)?,
    };
    let mut made = store.read().preparation(id, &content, &now)?;
    drop(store);
    again(&mut made, matches.get_one::<u8>("topics").map(|topics| usize::from(*topics)), template);
    let intention = matches.get_one::<String>("intention").map(|text| words::plain(text).to_owned());
    if !matches.get_flag("dry-run") {
        let (lines, said) = (made.draft.clone(), intention.clone());
        context.change(|writer, _| {
            let record = writer.put_agenda(id, &lines, said.as_deref())?;
            Ok((format!("prepared “{}”", record.title), ()))
        })?;
    }
    made.intention = intention.or(made.intention);
    if context.out.json() {
        let sum = json!({"used": agenda::used(&made.draft), "of": made.minutes});
        let who = serde_json::to_value(&made.who)?;
        let agenda = serde_json::to_value(&made.draft)?;
        let topics = serde_json::to_value(&made.topics)?;
        return Ok(context.out.emit(&json!({
            "meeting": {"kind": "meeting", "id": made.meeting, "title": made.title}, "agenda": agenda, "minutes": sum,
            "intention": made.intention, "topics": topics, "who": who,
        }))?);
    }
    print(&made, &mut context.out, &now)
}

/// Drafts anew where a template or another number of topics was asked for.
fn again(made: &mut Preparation, topics: Option<usize>, template: Option<&Agenda>) {
    match (topics, template) {
        (None, None) => {}
        (topics, Some(template)) => made.lay_out(topics.unwrap_or(agenda::room(made.minutes)), Some(template)),
        (Some(topics), None) => made.lay_out(topics, None),
    }
}

fn print(made: &Preparation, out: &mut Output, now: &Now) -> Result<()> {
    out.head(&made.title)?;
    if let Some(intention) = &made.intention {
        out.say(&format!("  I want to leave with: {intention}"))?;
    }
    out.say("")?;
    if made.draft.is_empty() {
        out.say("  nothing is open with them; `mentee question suggest` has something to ask")?;
    }
    for line in &made.draft {
        let minutes = line.minutes.map_or_else(|| "  ".to_owned(), |minutes| format!("{minutes:>2}"));
        let text = out.fit(line.text.as_deref().unwrap_or_default(), 96);
        let origin = agenda::origin(line, now);
        let origin = if origin.is_empty() { origin } else { format!("  ({origin})") };
        out.say(&format!("  {minutes}  {text}{origin}"))?;
    }
    out.say(&format!("  {}", agenda::balance(&made.draft, made.minutes)))?;
    let also = made.also();
    if !also.is_empty() {
        out.say("")?;
        out.head("Also open")?;
        for topic in also {
            out.say(&format!("  - {}", out.fit(&topic.text, 96)))?;
        }
    }
    who(&made.who, out, now)
}

/// Who the talk is with.
fn who(who: &Who, out: &mut Output, now: &Now) -> Result<()> {
    if who.name.is_empty() {
        return Ok(());
    }
    let field = who.industry.as_ref().map(|field| format!(" · {field}")).unwrap_or_default();
    let badge = who.badge.map(|badge| format!(" · {badge}")).unwrap_or_default();
    out.say("")?;
    out.head(&format!("{}{field}{badge}", who.name))?;
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut row = |label: &str, text: String| rows.push((label.to_owned(), text));
    for (label, text) in [("matters to them", &who.matters_to_them), ("style", &who.style), ("trade", &who.trade)] {
        if let Some(text) = text {
            row(label, text.clone());
        }
    }
    if let Some(last) = who.last {
        row("last talk", format!("{} · {}", dates::say(last, now), dates::distance(last, now)));
    }
    who.last_talk.iter().for_each(|line| row("", line.clone()));
    if let Some(given) = &who.given {
        row("given back", given.clone());
    }
    for (label, lines) in [("in common", &who.common), ("to explain", &who.explain)] {
        lines.iter().enumerate().for_each(|(at, line)| row(if at == 0 { label } else { "" }, line.clone()));
    }
    for (at, (term, plain)) in who.terms.iter().enumerate() {
        let plain = if plain.is_empty() { String::new() } else { format!(": {plain}") };
        row(if at == 0 { "words of mine" } else { "" }, format!("{term}{plain}"));
    }
    super::show::print_rows(out, &rows)?;
    Ok(())
}
