//! A capture as six questions, one line each. Every answer is kept as a draft at once, in the words of the capture grammar,
//! so that the screen or `mentee log` can go on where this stopped.

use anyhow::Result;
use serde_json::{Value, json};

use super::talk::{Said, Talk};
use crate::domain::ask::{Answer, Ask, Write};
use crate::domain::{Kind, Lean, dates};

/// The slot of the draft, shared with the screen.
const SLOT: &str = "capture";

/// Asks the six questions and saves what was said.
pub(super) fn run(talk: &mut Talk<'_>) -> Result<()> {
    let Some(mut text) = begin(talk)? else { return Ok(()) };
    for (question, mark) in [
        ("What stays with you? One line; an empty line goes on.", "* "),
        ("What will you do? With a date at the end if there is one, as in: send the board by fri.", "! "),
        ("What did they promise? An empty line goes on.", "!@"),
        ("What do you want to ask next time? An empty line goes on.", "? "),
        ("Anything else, as you would write it? An empty line goes on.", ""),
    ] {
        let Some(lines) = talk.ask_lines(question)? else { return later(talk, &text) };
        for line in lines {
            let line = if line.starts_with('.') { format!(" {line}") } else { line };
            text.push(&line, mark);
        }
        talk.keep(SLOT, &text.written)?;
    }
    finish(talk, &text)
}

/// What has been said so far.
struct Text {
    written: String,
    /// Whom it was with, as the grammar names them.
    with: Option<String>,
}

impl Text {
    fn push(&mut self, line: &str, mark: &str) {
        if !self.written.is_empty() {
            self.written.push('\n');
        }
        match (mark, &self.with) {
            ("!@", Some(name)) => self.written.push_str(&format!("!{name} {line}")),
            // Nobody is named: it is said, not promised by anyone known.
            ("!@", None) => self.written.push_str(line),
            _ => self.written.push_str(&format!("{mark}{line}")),
        }
    }
}

/// Goes on with what was kept, or asks with whom it was and when. `None` for back.
fn begin(talk: &mut Talk<'_>) -> Result<Option<Text>> {
    let kept = talk.context.reading()?.read().draft(SLOT)?.map(|draft| draft.text).unwrap_or_default();
    if !kept.is_empty() {
        talk.say("A capture was kept:")?;
        talk.say(&kept)?;
        if talk.yes("Go on with it? Enter for yes, n to begin afresh; it is kept until you save another.", true)? {
            return Ok(Some(Text { with: first_name(&kept), written: kept }));
        }
        if talk.is_over() {
            return Ok(None);
        }
    }
    let next = match talk.answer(&Ask::Today)? {
        Some(Answer::Today(today)) => today.next_meeting,
        _ => None,
    };
    let planned = next.and_then(|meeting| meeting.people.into_iter().next()).map(|(_, name, _)| name);
    let question = match &planned {
        Some(name) => format!("Who was it with? Enter for {name}; a minus alone for a note without anybody."),
        None => "Who was it with? An empty line makes it a note.".to_owned(),
    };
    let name = match talk.ask(&question)? {
        Said::Back => return Ok(None),
        Said::Nothing => planned,
        Said::Text(text) if text.trim() == "-" => None,
        Said::Text(text) => Some(text.trim().to_owned()),
    };
    let Some(name) = name else { return Ok(Some(Text { written: String::new(), with: None })) };
    let with = format!("@\"{}\"", name.replace('"', " "));
    let when = match talk.ask("When? As in: today 14:00 45m. Enter for today.")? {
        Said::Back => return Ok(None),
        Said::Nothing => "today".to_owned(),
        Said::Text(text) => text,
    };
    Ok(Some(Text { written: format!("Met {with} {when}"), with: Some(with) }))
}

/// The first person that a kept text names.
fn first_name(text: &str) -> Option<String> {
    let first = text.lines().next()?;
    let (_, tail) = first.split_once('@')?;
    match tail.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').map(|(name, _)| format!("@\"{name}\"")),
        None => tail.split_whitespace().next().map(|name| format!("@{name}")),
    }
}

/// Not now: it is kept.
fn later(talk: &mut Talk<'_>, text: &Text) -> Result<()> {
    if text.written.trim().is_empty() {
        return Ok(());
    }
    talk.keep(SLOT, &text.written)?;
    talk.say("Kept as a draft; capture goes on with it.")
}

/// Shows what it becomes, saves it, and asks the two things that are about the meeting as such.
fn finish(talk: &mut Talk<'_>, text: &Text) -> Result<()> {
    if text.written.trim().is_empty() {
        return talk.say("Nothing was said, nothing is saved.");
    }
    if let Some(Answer::Preview(lines, warnings)) = talk.answer(&Ask::Preview(text.written.clone()))? {
        talk.say("It will become:")?;
        for line in lines {
            let detail = if line.detail.is_empty() { String::new() } else { format!(", {}", line.detail) };
            let new = if line.new { ", new" } else { "" };
            talk.say(&format!("{}: {}{detail}{new}", line.label, line.text))?;
        }
        for warning in warnings {
            talk.say(&warning)?;
        }
    }
    if talk.is_over() || !talk.yes("Save it? Enter for yes, n keeps it as a draft.", true)? {
        return later(talk, text);
    }
    let Some(written) = talk.write(&Write::Capture(text.written.clone()))? else { return later(talk, text) };
    talk.keep(SLOT, "")?;
    let reader = talk.context.reading()?;
    let meeting = written
        .ids
        .iter()
        .find_map(|id| reader.read().find(*id).ok().flatten().filter(|record| record.kind == Kind::Meeting));
    let Some(meeting) = meeting else { return Ok(()) };
    let mut fields = crate::domain::Fields::new();
    if let Some(worth) = talk.number("Was it worth it? 1 to 5, for your eyes only; an empty line goes on.", 1, 5)? {
        fields.insert("worth".to_owned(), json!(worth));
    }
    while let Said::Text(said) = talk.ask("When do you meet next? As in: in 4 weeks. An empty line goes on.")? {
        let now = talk.now();
        match dates::parse_day(&said, &now, Lean::Future) {
            Ok(day) => {
                talk.say(&dates::say(day, &now))?;
                fields.insert("next_date".to_owned(), Value::from(day.to_string()));
                break;
            }
            Err(error) => talk.say(&error.to_string())?,
        }
    }
    if !fields.is_empty() {
        talk.write(&Write::Save { kind: Kind::Meeting, id: Some(meeting.id), fields, tags: None, visibility: None })?;
    }
    Ok(())
}
