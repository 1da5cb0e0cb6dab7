//! What only goals can do: `mentee goal pause|resume|drop REF`, `mentee goal templates`, and goals from a template.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use crate::domain::content::GoalTemplate;
use crate::domain::templates::{self, Fills};
use crate::domain::{Fields, Id, Kind, Lean, Record};
use crate::report::Fault;
use crate::store::{Error, Patch, Where};

use super::context::{Context, find};
use super::{kind, words};

pub(super) const PAUSE: &str = "Let a goal rest; its pace stays as it is until it is taken up again";
pub(super) const RESUME: &str = "Take a goal up again; with --shift its dates move by the days it rested";
pub(super) const DROP: &str = "Let a goal go, with a reason; that is a result too";
pub(super) const TEMPLATES: &str = "Goals to start from, with the words in braces that want filling";

/// Reasons to let go that are offered; any other is as good.
const REASONS: &str = "no longer fits, too big, replaced by …, outside my control, or your own words";

pub(super) fn build_pause(command: Command) -> Command {
    command.arg(kind::reference())
}

pub(super) fn build_resume(command: Command) -> Command {
    let shift = Arg::new("shift").long("shift").action(ArgAction::SetTrue);
    command.arg(kind::reference()).arg(shift.help("Move its dates by the days it rested"))
}

pub(super) fn build_drop(command: Command) -> Command {
    command.arg(kind::reference()).arg(
        Arg::new("reason").long("reason").value_name("TEXT").required(true).allow_hyphen_values(true).help(REASONS),
    )
}

pub(super) fn build_templates(command: Command) -> Command {
    command
}

/// The flags that `goal add` has beside its fields.
pub(super) fn build_add(command: Command) -> Command {
    let value = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).allow_hyphen_values(true).help(help)
    };
    command
        .arg(value("template", "ID", "Begin from this template; `mentee goal templates` lists them"))
        .arg(value("fill", "NAME=TEXT", "Fill words in braces of the template").action(ArgAction::Append))
}

/// The flag that `goal show` has.
pub(super) fn build_show(command: Command) -> Command {
    let explain = Arg::new("explain").long("explain").action(ArgAction::SetTrue);
    command.arg(explain.help("The numbers behind every figure"))
}

pub(super) fn pause(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    set(matches, context, "paused", None)
}

pub(super) fn drop_goal(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let reason = matches.get_one::<String>("reason").map(|text| words::plain(text).trim().to_owned());
    let reason = reason.filter(|reason| !reason.is_empty());
    let reason = reason.ok_or_else(|| Fault::Usage(format!("say why in one line: {REASONS}")))?;
    set(matches, context, "dropped", Some(&reason))
}

fn set(matches: &ArgMatches, context: &mut Context, state: &str, reason: Option<&str>) -> Result<()> {
    let text = kind::the_ref(matches);
    let id = context.change(|writer, _| {
        let id = find(writer.read(), &text, Some(Kind::Goal), Where::Live)?;
        let mut fields = Fields::from_iter([("state".to_owned(), json!(state))]);
        fields.extend(reason.map(|reason| ("resolution".to_owned(), json!(reason))));
        let record = writer.edit(id, &Patch { fields, ..Patch::default() })?;
        Ok((format!("{state}: “{}”", record.title), id))
    })?;
    context.show_now(id)
}

pub(super) fn resume(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = kind::the_ref(matches);
    let shift = matches.get_flag("shift");
    let (record, rested) = context.change(|writer, _| {
        let id = find(writer.read(), &text, Some(Kind::Goal), Where::Live)?;
        let (record, rested) = writer.resume_goal(id, shift)?;
        Ok((format!("took up “{}” again", record.title), (record, rested)))
    })?;
    ask_if_many(context, &record)?;
    context.show_now(record.id)?;
    if rested > 0 && !shift && record.day("due").is_some() {
        context.out.aside(&format!(
            "\nIt rested {}. `mentee undo` and then --shift moves its dates by as many.",
            super::show::count(rested, "day")
        ))?;
    }
    Ok(())
}

/// Says what to ask where one more active goal is many; nothing is refused.
pub(super) fn ask_if_many(context: &mut Context, record: &Record) -> Result<()> {
    let store = context.written()?;
    let asked = store.read().too_many(record)?;
    if let Some(ask) = &asked {
        context.out.warn(ask);
    }
    Ok(())
}

pub(super) fn templates(_: &ArgMatches, context: &mut Context) -> Result<()> {
    let content = context.content()?;
    if context.out.json() {
        let rows = content.goals.iter().map(|goal| {
            json!({"id": goal.id, "theme": goal.theme, "title": goal.title, "measure": goal.measure,
                   "source": goal.source, "if_then": goal.if_then, "fill": templates::blanks(&goal.title)})
        });
        return Ok(context.out.emit(&rows.collect::<Vec<_>>())?);
    }
    for goal in &content.goals {
        context.out.say(&format!("  {:<6}{:<12}{}", goal.id, goal.theme, goal.title))?;
    }
    Ok(context.out.aside(
        "\n  mentee goal add --template gt03 --fill skill=interviewing --fill a=2 --fill b=4 --due \"15 dec\"",
    )?)
}

/// The fields a template gives a new goal, filled from `--fill`, the other flags and what the journal knows.
pub(super) fn from_template(matches: &ArgMatches, given: &Fields, context: &Context) -> Result<Option<Fields>> {
    let Some(name) = matches.get_one::<String>("template").map(|name| words::plain(name)) else { return Ok(None) };
    let content = context.content()?;
    let fits = |goal: &&GoalTemplate| goal.id == name || goal.theme == name;
    let template =
        content.goals.iter().find(fits).ok_or_else(|| {
            Fault::Usage(format!("there is no template “{name}”; `mentee goal templates` lists them"))
        })?;
    let (fields, open) = templates::goal(template, &fills(matches, given, context)?);
    if !open.is_empty() {
        let flags: Vec<_> = open.iter().map(|name| format!("--fill \"{name}=…\"")).collect();
        return Err(Fault::Usage(format!("“{}” wants {}", template.title, flags.join(" "))).into());
    }
    Ok(Some(fields))
}

fn fills(matches: &ArgMatches, given: &Fields, context: &Context) -> Result<Fills> {
    let mut fills = context.reading()?.read().known_fills(&context.now())?;
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let same =
        [("due", "date"), ("target", "n"), ("target", "y"), ("baseline", "x"), ("unit", "unit"), ("source", "record")];
    for (field, name) in same {
        if let Some(value) = given.get(field) {
            fills.insert(name.to_owned(), text(value));
        }
    }
    for pair in matches.get_many::<String>("fill").into_iter().flatten() {
        let pair = words::plain(pair);
        let (name, value) =
            pair.split_once('=').ok_or_else(|| Fault::Usage(format!("“{pair}” is no NAME=TEXT, as in --fill n=6")))?;
        fills.insert(name.trim().to_owned(), value.trim().to_owned());
    }
    Ok(fills)
}

/// A date a template was filled with, as the due day of the goal.
pub(super) fn due_of(matches: &ArgMatches, context: &Context) -> Option<Value> {
    let filled = matches.get_many::<String>("fill")?.find_map(|pair| words::plain(pair).strip_prefix("date="))?;
    context.day(filled, Lean::Future).ok().map(|day| json!(day.to_string()))
}

/// The numbers behind every figure of a goal.
pub(super) fn explain(id: Id, context: &mut Context) -> Result<()> {
    let store = context.reading()?;
    let record = store.read().find(id)?.ok_or_else(|| Error::Gone(id.to_string()))?;
    let rows = store.read().explained(id, &context.now())?;
    if context.out.json() {
        let rows = rows.iter().map(|(figure, text)| json!({"figure": figure, "text": text}));
        return Ok(context
            .out
            .emit(&json!({"id": id, "title": record.title, "explained": rows.collect::<Vec<_>>()}))?);
    }
    context.out.head(&record.title)?;
    if rows.is_empty() {
        context.out.aside("  There is no figure to explain: it has no measure, date or check-in yet.")?;
    }
    Ok(super::show::print_rows(&mut context.out, &rows)?)
}
