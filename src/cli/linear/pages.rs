//! What is read from beginning to end, by questions: a letter, a paper to hand on, the timeline. It draws up nothing itself; a
//! file is written by the command that a shell would call.

use anyhow::Result;

use super::command;
use super::records;
use super::talk::{Said, Talk, line};
use crate::domain::ask::{Answer, Ask, Place, Row};
use crate::domain::letters::{self, Purpose};
use crate::domain::period::Period;
use crate::domain::share::paper::Paper;
use crate::domain::timeline::Window;
use crate::domain::{Kind, Now};

/// How many things of the timeline are read out at once.
const PAGE: usize = 15;

/// A letter: what for, to whom, the words that only its writer knows, then the whole of it.
pub(super) fn letter(talk: &mut Talk<'_>) -> Result<()> {
    let options: Vec<String> =
        Purpose::ALL.iter().map(|purpose| format!("{}: {}", purpose.word(), purpose.says())).collect();
    let Some(purpose) = talk.choose("What is it for?", &options)?.and_then(|at| Purpose::ALL.get(at).copied()) else {
        return Ok(());
    };
    let Some(person) = talk.pick("To whom? A word of their name.", Some(Kind::Person))? else { return Ok(()) };
    let mut words = vec!["letter".to_owned(), purpose.word().to_owned(), person.id.to_string()];
    for name in blanks(talk, purpose, &person)? {
        match talk.ask(&format!("{name}? An empty line leaves it open."))? {
            Said::Text(text) => words.extend(["--fill".to_owned(), format!("{name}={}", text.trim())]),
            Said::Nothing => {}
            Said::Back => return Ok(()),
        }
    }
    said(talk, &words)?;
    let question = "A new file to write it into, from only what they may see? Its name; an empty line writes none.";
    if let Said::Text(file) = talk.ask(question)? {
        words.extend(["--out".to_owned(), file.trim().to_owned()]);
        said(talk, &words)?;
    }
    Ok(())
}

/// The words of a letter that are not known yet.
fn blanks(talk: &mut Talk<'_>, purpose: Purpose, person: &Row) -> Result<Vec<String>> {
    let now = talk.now();
    let facts = talk.context.reading()?.read().letter_facts(purpose, person.id, None, &now)?;
    let drafted = letters::draft(purpose, &facts, &talk.context.content()?, &now);
    Ok(drafted.map(|letter| letter.fill).unwrap_or_default())
}

/// A paper to hand on: which one, of which time, then the whole of it.
pub(super) fn paper(talk: &mut Talk<'_>) -> Result<()> {
    let options: Vec<String> = Paper::ALL.iter().map(|paper| format!("{}: {}", paper.title(), paper.about())).collect();
    let Some(paper) = talk.choose("Which one?", &options)?.and_then(|at| Paper::ALL.get(at)) else { return Ok(()) };
    let Some((_, period)) = period(talk)? else { return Ok(()) };
    let mut words = ["learning", paper.name(), "--period", &period].map(str::to_owned).to_vec();
    said(talk, &words)?;
    let question = "A new file to write it into? Its name, .html for a browser or .md; an empty line writes none.";
    if let Said::Text(file) = talk.ask(question)? {
        let file = file.trim().to_owned();
        let html = std::path::Path::new(&file).extension().is_some_and(|end| end.eq_ignore_ascii_case("html"));
        words.extend([if html { "--html" } else { "--markdown" }.to_owned(), file]);
        said(talk, &words)?;
    }
    Ok(())
}

/// The timeline, a page at a time, the newest first; a number looks at one.
pub(super) fn timeline(talk: &mut Talk<'_>) -> Result<()> {
    let Some((period, _)) = period(talk)? else { return Ok(()) };
    let filter = match talk.ask("Only what has these words? An empty line takes everything.")? {
        Said::Text(words) => words,
        Said::Nothing => String::new(),
        Said::Back => return Ok(()),
    };
    let mut window = Window { period, filter, rows: PAGE, ..Window::default() };
    loop {
        let Some(Answer::Page(page)) = talk.answer(&Ask::Timeline(window.clone()))? else { return Ok(()) };
        let Some(last) = page.rows.last() else { return talk.say("Nothing happened then that has these words.") };
        let now = talk.now();
        let mut options: Vec<String> = page.rows.iter().map(|row| dated(row, &now)).collect();
        if page.before + page.rows.len() < page.total {
            options.push("more of them".to_owned());
        }
        talk.say(&format!("{} to {} of {}", page.before + 1, page.before + page.rows.len(), page.total))?;
        let Some(at) = talk.choose("Which one? An empty line goes back.", &options)? else { return Ok(()) };
        match page.rows.get(at) {
            Some(row) => records::one(talk, row.id)?,
            None => window.place = Place::After(last.key.clone()),
        }
        if talk.is_over() {
            return Ok(());
        }
    }
}

/// A thing of the timeline on one line: with the day it happened, not the one it was due.
fn dated(row: &Row, now: &Now) -> String {
    line(&Row { due: None, ..row.clone() }, now)
}

/// Of which time, and how it was said; `None` where the person goes back.
fn period(talk: &mut Talk<'_>) -> Result<Option<(Period, String)>> {
    loop {
        match talk.ask("Of which time? 2026, 2026-Q3 or 2026-11; an empty line takes all of it.")? {
            Said::Back => return Ok(None),
            Said::Nothing => return Ok(Some((Period::All, "all".to_owned()))),
            Said::Text(text) => match Period::read(&text) {
                Ok(period) => return Ok(Some((period, text.trim().to_owned()))),
                Err(off) => talk.trouble(&off.into())?,
            },
        }
    }
}

/// Runs a command with these words.
fn said(talk: &mut Talk<'_>, words: &[String]) -> Result<()> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    // What goes wrong in it, a file that is there already, is said; the talk goes on.
    match command(talk, &words) {
        Err(error) if error.downcast_ref::<std::io::Error>().is_none() => talk.trouble(&error),
        other => other,
    }
}
