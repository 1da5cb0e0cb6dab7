//! `mentee today`: what needs me, the next meeting and the goals, as text.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use crate::domain::ask::{NextMeeting, Today};
use crate::domain::time::instant_text;
use crate::domain::{Kind, Now, dates, pulse::Lately};

use super::context::Context;
use super::output::Output;

pub(super) const ABOUT: &str = "What needs me, the next meeting, and the goals";

pub(super) fn build(command: Command, _: &str) -> Command {
    let flag = |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    command
        .arg(flag("count", "Only the number of things due"))
        .arg(flag("unfinished", "What could be completed, with the command that does it").conflicts_with("count"))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    if matches.get_flag("count") {
        let today = context.reading()?.read().steady(|reader| reader.today(&context.now()))?;
        return Ok(context.out.say(&today.needs_you.len().to_string())?);
    }
    if matches.get_flag("unfinished") {
        return unfinished(context);
    }
    page(context)
}

/// What could be completed.
fn unfinished(context: &mut Context) -> Result<()> {
    let list = context.reading()?.read().unfinished(&context.now())?;
    if context.out.json() {
        let rows = list.iter().map(|row| {
            json!({"kind": row.kind.map(Kind::name), "id": row.id, "short_id": row.short_id, "title": row.title,
                   "missing": row.missing, "question": row.missing.question(), "command": row.missing.command(&row.short_id)})
        });
        return Ok(context.out.emit(&rows.collect::<Vec<_>>())?);
    }
    if list.is_empty() {
        return Ok(context.out.aside("Nothing is left half done.")?);
    }
    for row in list {
        let title = context.out.fit(&row.title, 44);
        let pad = 44_usize.saturating_sub(title.width());
        context.out.say(&format!("  {:<6}{title}{:pad$}  {}", row.short_id, "", row.missing.question()))?;
        context.out.say(&format!("        {}", row.missing.command(&row.short_id)))?;
    }
    Ok(())
}

/// The whole page.
pub(super) fn page(context: &mut Context) -> Result<()> {
    let now = context.now();
    let (today, pulse) = context.reading()?.read().steady(|reader| {
        let mut today = reader.today(&now)?;
        reader.with_short_ids(&mut today.needs_you)?;
        anyhow::Ok((today, reader.pulse_lately(&now)?))
    })?;
    if context.out.json() {
        return Ok(context.out.emit(&to_json(&today, &pulse))?);
    }
    print(&today, &mut context.out, &now)
}

fn print(today: &Today, out: &mut Output, now: &Now) -> Result<()> {
    if today.records == 0 {
        out.say("Nothing here yet. `mentee log` captures a meeting; `mentee demo` shows a full journal.")?;
        return Ok(());
    }
    out.head("NEXT MEETING")?;
    match &today.next_meeting {
        Some(meeting) => next_meeting(meeting, out, now)?,
        None => out.say("  none planned; `mentee meeting add --people NAME --at \"tue 14:00\"` plans one")?,
    }
    out.say("")?;
    out.head("NEEDS YOU")?;
    if today.needs_you.is_empty() {
        out.say("  nothing just now")?;
    }
    for need in &today.needs_you {
        let title = out.fit(&need.title, 76);
        let pad = 76_usize.saturating_sub(title.width());
        let id = need.short_id.as_deref().unwrap_or("");
        out.say(&format!("  {id:<6}{title}{:pad$}  {}", "", need.reason.why(need.days)))?;
    }
    out.say("")?;
    out.head("GOALS")?;
    if today.goals.is_empty() {
        out.say("  none yet; `mentee goal add` makes the first")?;
    }
    for goal in &today.goals {
        let title = out.fit(&goal.title, 40);
        let pad = 40_usize.saturating_sub(title.width());
        let due = goal.due.map(|due| format!("due {}", dates::say(due, now))).unwrap_or_default();
        out.say(
            format!("  {:<6}{title}{:pad$}  {:<8}  {:<13}  {due}", goal.short_id, "", goal.value, goal.word).trim_end(),
        )?;
    }
    let (kept, due) = today.promises;
    if due > 0 {
        out.say(&format!("\npromises kept, 90 days: {kept} of {due}"))?;
    }
    if let Some(word) = &today.pulse {
        out.say(&format!("pulse: {word}"))?;
    }
    if let Some(line) = &today.resurfaced {
        let by = line.by.as_deref().map(|by| format!(" — {by}")).unwrap_or_default();
        let day = line.day.map(|day| format!(", {}", dates::say(day, now))).unwrap_or_default();
        out.say(&format!("\n“{}”{by}{day}", line.text))?;
    }
    Ok(())
}

fn next_meeting(meeting: &NextMeeting, out: &mut Output, now: &Now) -> Result<()> {
    let names: Vec<String> = meeting
        .people
        .iter()
        .map(|(_, name, industry)| industry.as_ref().map_or_else(|| name.clone(), |field| format!("{name} ({field})")))
        .collect();
    let who = if names.is_empty() { meeting.title.clone() } else { names.join(", ") };
    let local = now.local_of(meeting.at);
    let length = meeting.minutes.map(|minutes| format!(" · {minutes} min")).unwrap_or_default();
    let (day, away) = (dates::say(local.date(), now), dates::distance(local.date(), now));
    out.say(&format!("  {who} · {day} {} · {away}{length}", local.format("%H:%M")))?;
    let (kept, made) = meeting.promises;
    let mut lines = Vec::new();
    if made > 0 {
        lines.push(format!("{kept} of {made} promises kept since last time"));
    }
    if meeting.questions > 0 {
        lines.push(super::show::count(i64::from(meeting.questions), "question"));
    }
    if meeting.obstacles > 0 {
        lines.push(format!("{} open", super::show::count(i64::from(meeting.obstacles), "obstacle")));
    }
    if !lines.is_empty() {
        out.say(&format!("  {}", lines.join(" · ")))?;
    }
    Ok(())
}

fn to_json(today: &Today, lately: &Lately) -> Value {
    let next = today.next_meeting.as_ref().map(|meeting| {
        let people =
            meeting.people.iter().map(|(id, name, industry)| json!({"id": id, "title": name, "industry": industry}));
        json!({
            "id": meeting.id, "kind": "meeting", "title": meeting.title, "at": instant_text(meeting.at),
            "minutes": meeting.minutes, "meeting_kind": meeting.meeting_kind, "state": meeting.state,
            "people": people.collect::<Vec<_>>(),
            "since_last_time": {"kept": meeting.promises.0, "made": meeting.promises.1},
            "questions": meeting.questions, "obstacles": meeting.obstacles,
        })
    });
    let needs = today.needs_you.iter().map(|need| {
        json!({"kind": need.kind.name(), "id": need.id, "short_id": need.short_id, "title": need.name,
               "to_do": need.title, "why": need.reason.why(need.days), "days": need.days})
    });
    let goals = today.goals.iter().map(|goal| {
        json!({"kind": "goal", "id": goal.id, "short_id": goal.short_id, "title": goal.title, "actual": goal.actual,
               "expected": goal.expected, "value": goal.value, "word": goal.word, "due": goal.due})
    });
    let resurfaced = today.resurfaced.as_ref().map(|line| {
        json!({"kind": "insight", "id": line.id, "text": line.text, "by": line.by, "day": line.day, "state": line.state})
    });
    let side = |(kept, due): (u32, u32)| json!({"kept": kept, "due": due});
    json!({
        "next_meeting": next,
        "needs_you": needs.collect::<Vec<_>>(),
        "goals": goals.collect::<Vec<_>>(),
        "promises": {"mine": side(today.promises), "theirs": side(today.promises_theirs)},
        "pulse": lately,
        "resurfaced": resurfaced,
    })
}
