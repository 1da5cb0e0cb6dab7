//! `mentee --linear`: every journey as plain questions and numbered lists, for screen readers, serial lines and pipes. No
//! screen, no box, nothing drawn over; the same tables, questions and writes as everywhere.

mod capture;
mod guided;
mod pages;
mod records;
mod talk;

use std::ffi::OsString;

use anyhow::Result;
use serde_json::{Value, json};

use super::context::Context;
use crate::domain::ask::Write;
use crate::domain::{Fields, Kind};
use talk::{Said, Talk};

/// Something that can be done.
struct Item {
    /// The word it is called by.
    name: &'static str,
    about: &'static str,
    run: fn(&mut Talk<'_>) -> Result<()>,
}

/// The menu.
const MENU: &[Item] = &[
    Item { name: "today", about: "what needs me, the next meeting, the goals", run: |talk| command(talk, &["today"]) },
    Item { name: "capture", about: "a meeting or a note, by six questions", run: capture::run },
    Item { name: "search", about: "look for anything, and look at it", run: records::search },
    Item { name: "done", about: "take the main step of anything", run: records::done },
    Item { name: "check in", about: "where a goal stands", run: records::check_in_on_one },
    Item { name: "goals", about: "list them, look at one, change it", run: |talk| records::list(talk, Kind::Goal) },
    Item {
        name: "meetings",
        about: "list them, look at one, change it",
        run: |talk| records::list(talk, Kind::Meeting),
    },
    Item { name: "people", about: "list them, look at one, change it", run: |talk| records::list(talk, Kind::Person) },
    Item { name: "list", about: "any other sort of thing", run: records::any_list },
    Item { name: "new", about: "anything, field by field", run: records::any_new },
    Item { name: "brief", about: "the page for the next meeting", run: |talk| command(talk, &["brief"]) },
    Item { name: "reflect", about: "a prompt, a few lines, and the weekly pulse", run: reflect },
    Item { name: "progress", about: "where I stand this quarter", run: |talk| command(talk, &["progress"]) },
    Item { name: "timeline", about: "everything that happened, over all the years", run: pages::timeline },
    Item { name: "horizon", about: "what lies ahead, up to the years", run: |talk| command(talk, &["horizon"]) },
    Item { name: "letter", about: "a draft from what is known, to send by hand", run: pages::letter },
    Item { name: "papers", about: "a learning record, a plan, evidence or figures, to hand on", run: pages::paper },
    Item { name: "goal review", about: "goal by goal with a mentor", run: guided::review },
    Item { name: "evaluate", about: "how a mentorship goes, and one thing to change", run: guided::evaluate },
    Item { name: "end", about: "a mentorship: finish well, change its form, or stop now", run: guided::part },
    Item { name: "undo", about: "take the last change back", run: |talk| talk.write(&Write::Undo).map(|_| ()) },
    Item { name: "redo", about: "bring back what was undone last", run: |talk| talk.write(&Write::Redo).map(|_| ()) },
    Item { name: "history", about: "the last changes", run: |talk| command(talk, &["history"]) },
    Item { name: "trash", about: "what was deleted", run: |talk| command(talk, &["trash"]) },
    Item { name: "command", about: "any command of the command line", run: any_command },
    Item { name: "quit", about: "leave; a full stop alone, or C-d, leaves too", run: |_| Ok(()) },
];

/// Talks until the person leaves or the input ends.
pub(super) fn run(context: &mut Context) -> Result<()> {
    // A pager draws over what was said, and would hold back the questions.
    context.world.pager = Some(String::new());
    context.goes_on();
    let mut talk = Talk::new(context);
    command(&mut talk, &["today"])?;
    talk.say("")?;
    talk.say(
        "Answer with a number or a word. An empty line skips, a full stop alone goes back, menu says this again.",
    )?;
    let options: Vec<_> = MENU.iter().map(|item| format!("{}: {}", item.name, item.about)).collect();
    say_menu(&mut talk, &options)?;
    loop {
        match talk.ask("What next? menu lists what there is.")? {
            Said::Back => break,
            Said::Nothing => {}
            Said::Text(said) if ["menu", "?", "help"].contains(&said.trim()) => say_menu(&mut talk, &options)?,
            Said::Text(said) if ["q", "quit", "exit"].contains(&said.trim()) => break,
            Said::Text(said) => match item(&said) {
                Some(item) if item.name == "quit" => break,
                Some(item) => {
                    if let Err(error) = (item.run)(&mut talk) {
                        // A reader who went away ends it; all else is said, and the talk goes on.
                        if error.downcast_ref::<std::io::Error>().is_some() {
                            return Err(error);
                        }
                        talk.trouble(&error)?;
                    }
                }
                None => talk.say("That is none of them. menu lists what there is.")?,
            },
        }
    }
    talk.say("Everything is saved.")
}

fn say_menu(talk: &mut Talk<'_>, options: &[String]) -> Result<()> {
    for (n, option) in options.iter().enumerate() {
        talk.say(&format!("{}. {option}", n + 1))?;
    }
    Ok(())
}

/// What a number or the beginning of a name leads to; of several the first, as it stands first for a reason.
fn item(said: &str) -> Option<&'static Item> {
    let said = said.trim().to_lowercase();
    match said.parse::<usize>() {
        Ok(number) => MENU.get(number.checked_sub(1)?),
        Err(_) => MENU.iter().find(|item| item.name.starts_with(&said)),
    }
}

/// Runs a command of the command line, as if it had been called with these words.
fn command(talk: &mut Talk<'_>, words: &[&str]) -> Result<()> {
    let args: Vec<OsString> = std::iter::once("mentee").chain(words.iter().copied()).map(OsString::from).collect();
    let args: Vec<OsString> = args.into_iter().map(super::words::guard).collect();
    let named = super::words::named(&args);
    talk.now();
    match super::tree(&named).try_get_matches_from(args) {
        Ok(matches) => match matches.subcommand() {
            Some((name, matches)) => super::dispatch(name, matches, talk.context),
            None => Ok(()),
        },
        Err(error) => talk.say(&super::words::shown(&error.to_string())),
    }
}

fn any_command(talk: &mut Talk<'_>) -> Result<()> {
    let Said::Text(said) = talk.ask("Which one? Its words, without mentee; help lists them.")? else { return Ok(()) };
    match shlex::split(&said) {
        Some(words) => command(talk, &words.iter().map(String::as_str).collect::<Vec<_>>()),
        None => talk.say("A quotation mark is left open."),
    }
}

/// A prompt, what comes to mind, and the pulse of the week.
fn reflect(talk: &mut Talk<'_>) -> Result<()> {
    talk.now();
    let offer = super::reflect::offered(talk.context)?;
    let question = match &offer {
        Some((prompt, parts)) => super::reflect::heading(prompt, parts),
        None => "What is on your mind?".to_owned(),
    };
    let Some(lines) = talk.ask_lines(question.trim_end())? else { return Ok(()) };
    if !lines.is_empty() {
        let mut fields = Fields::from_iter([("body".to_owned(), Value::from(lines.join("\n")))]);
        if let Some((prompt, _)) = &offer {
            fields.insert("prompt".to_owned(), Value::from(prompt.id.as_str()));
            fields.insert("frame".to_owned(), Value::from(prompt.frame.word()));
        }
        talk.write(&Write::Save { kind: Kind::Reflection, id: None, fields, tags: None, visibility: None })?;
    }
    let mut pulse = Fields::new();
    for name in ["energy", "interest", "effect"] {
        let help = Kind::Pulse.spec().field(name).map(|field| field.help).unwrap_or_default();
        if let Some(mark) = talk.number(&format!("This week, {name}, 1 to 5? {help}. An empty line goes on."), 1, 5)? {
            pulse.insert(name.to_owned(), json!(mark));
        }
    }
    if !pulse.is_empty() {
        talk.write(&Write::Save { kind: Kind::Pulse, id: None, fields: pulse, tags: None, visibility: None })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_or_a_beginning_leads_to_an_item() {
        for (said, name) in [
            ("1", Some("today")),
            ("cap", Some("capture")),
            ("CHECK IN", Some("check in")),
            ("0", None),
            ("99", None),
            ("zz", None),
        ] {
            assert_eq!(item(said).map(|item| item.name), name, "{said}");
        }
    }
}
