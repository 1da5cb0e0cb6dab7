//! Questions and answers, one line each: what is asked, what was said, numbered lists to choose from. Nothing is ever drawn
//! over, so that a screen reader, a serial line and a pipe all get the same.

use std::io::BufRead as _;

use anyhow::Result;

use crate::cli::context::{Context, Off, read_fields};
use crate::domain::ask::{Answer, Ask, Row, Write, Written};
use crate::domain::{Field, Kind, Now, dates};
use crate::report::Report;
use serde_json::Value;

/// What somebody said to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// This.
    Text(String),
    /// Nothing: an empty line.
    Nothing,
    /// Back, with a full stop alone; or the input is at its end.
    Back,
}

/// What came of the question for a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Filled {
    /// It is to be this; empty clears it.
    To(Value),
    /// It stays as it is.
    Left,
    /// Back.
    Back,
}

/// A talk with a person, over the journal.
pub(super) struct Talk<'a> {
    pub(super) context: &'a mut Context,
    /// Whether the input is at its end: nobody will answer any more.
    over: bool,
}

impl<'a> Talk<'a> {
    pub(super) fn new(context: &'a mut Context) -> Self {
        Self { context, over: false }
    }

    /// Whether nobody answers any more.
    pub(super) fn is_over(&self) -> bool {
        self.over
    }

    /// The moment, as it is now.
    pub(super) fn now(&mut self) -> Now {
        self.context.renew()
    }

    /// Says a line.
    pub(super) fn say(&mut self, line: &str) -> Result<()> {
        Ok(self.context.out.say(line)?)
    }

    /// Asks, and hears one line.
    pub(super) fn ask(&mut self, question: &str) -> Result<Said> {
        if self.over {
            return Ok(Said::Back);
        }
        self.say(question)?;
        self.context.out.bytes()?.flush()?;
        let mut line = Vec::new();
        if std::io::stdin().lock().read_until(b'\n', &mut line)? == 0 {
            self.over = true;
            return Ok(Said::Back);
        }
        let line = String::from_utf8_lossy(&line);
        Ok(match line.trim_end_matches(['\n', '\r']) {
            "." => Said::Back,
            text if text.trim().is_empty() => Said::Nothing,
            text => Said::Text(text.to_owned()),
        })
    }

    /// Asks until nothing is said: each line an answer. `None` where the person went back.
    pub(super) fn ask_lines(&mut self, question: &str) -> Result<Option<Vec<String>>> {
        let mut lines = Vec::new();
        let mut question = question;
        loop {
            match self.ask(question)? {
                Said::Text(line) => lines.push(line),
                Said::Nothing => return Ok(Some(lines)),
                Said::Back if self.over && !lines.is_empty() => return Ok(Some(lines)),
                Said::Back => return Ok(None),
            }
            question = "Another? An empty line goes on.";
        }
    }

    /// Asks for one of these, by number or by the beginning of its words; `None` for back or nothing.
    pub(super) fn choose(&mut self, question: &str, options: &[String]) -> Result<Option<usize>> {
        if options.is_empty() {
            self.say("There is nothing to choose from.")?;
            return Ok(None);
        }
        for (n, option) in options.iter().enumerate() {
            self.say(&format!("{}. {option}", n + 1))?;
        }
        loop {
            let Said::Text(said) = self.ask(question)? else { return Ok(None) };
            if let Some(at) = chosen(&said, options) {
                return Ok(Some(at));
            }
            self.say(&format!(
                "Say a number from 1 to {}, or the beginning of a line; an empty line goes back.",
                options.len()
            ))?;
        }
    }

    /// Asks for a number within bounds; `None` for back or nothing.
    pub(super) fn number(&mut self, question: &str, from: i64, to: i64) -> Result<Option<i64>> {
        loop {
            let Said::Text(said) = self.ask(question)? else { return Ok(None) };
            match said.trim().parse() {
                Ok(number) if (from..=to).contains(&number) => return Ok(Some(number)),
                _ => self.say(&format!("A whole number from {from} to {to}, or an empty line to go on without."))?,
            }
        }
    }

    /// Asks for a yes; nothing said is the answer `otherwise`.
    pub(super) fn yes(&mut self, question: &str, otherwise: bool) -> Result<bool> {
        Ok(match self.ask(question)? {
            Said::Text(said) => matches!(said.trim().to_lowercase().as_str(), "y" | "yes"),
            Said::Nothing => otherwise,
            Said::Back => false,
        })
    }

    /// Asks for a record, by words of its title, and which of them where there are several. `None` for back or nothing.
    pub(super) fn pick(&mut self, question: &str, kind: Option<Kind>) -> Result<Option<Row>> {
        loop {
            let Said::Text(words) = self.ask(question)? else { return Ok(None) };
            let rows = match self.answer(&Ask::Pick { kind, words, limit: 12 })? {
                Some(Answer::Picks(rows)) => rows,
                _ => Vec::new(),
            };
            let now = self.now();
            match rows.as_slice() {
                [] => self.say("Nothing has these words. Try others; an empty line goes back.")?,
                [one] => {
                    self.say(&line(one, &now))?;
                    return Ok(Some(one.clone()));
                }
                several => {
                    let options: Vec<_> = several.iter().map(|row| line(row, &now)).collect();
                    if let Some(at) = self.choose("Which one?", &options)? {
                        return Ok(several.get(at).cloned());
                    }
                }
            }
        }
    }

    /// Asks for the value of a field until it is one; nothing said leaves it, a minus alone clears it.
    pub(super) fn value(&mut self, field: &'static Field, question: &str) -> Result<Filled> {
        loop {
            let texts = match self.ask(question)? {
                Said::Back => return Ok(Filled::Back),
                Said::Nothing => return Ok(Filled::Left),
                Said::Text(text) if text.trim() == "-" => return Ok(Filled::To(field.empty())),
                Said::Text(text) => vec![text],
            };
            let now = self.now();
            let store = self.context.reading()?;
            let read = read_fields(store.read(), &now, [(field, texts.as_slice())]);
            match read {
                Ok(mut fields) => return Ok(Filled::To(fields.remove(field.name).unwrap_or(Value::Null))),
                Err(off) => self.trouble(&Off::into_inner(off))?,
            }
        }
    }

    /// Asks the journal; what goes wrong is said.
    pub(super) fn answer(&mut self, ask: &Ask) -> Result<Option<Answer>> {
        let now = self.now();
        match self.context.reading().and_then(|store| Ok(store.answer(ask, &now)?)) {
            Ok(answer) => Ok(Some(answer)),
            Err(error) => {
                self.trouble(&error)?;
                Ok(None)
            }
        }
    }

    /// Writes to the journal and says what came of it; `None` where nothing was written, which is said too.
    pub(super) fn write(&mut self, write: &Write) -> Result<Option<Written>> {
        let (now, chance, settings) = (self.now(), self.context.world.chance(), self.context.settings.clone());
        let defaults = move |kind| settings.visibility_of(kind);
        match self.context.writing().and_then(|mut store| Ok(store.write(write, now, chance, &defaults)?)) {
            Ok(written) => {
                for warning in &written.warnings {
                    self.say(warning)?;
                }
                let undo = if *write == Write::Undo { "" } else { " Say undo to take it back." };
                self.say(&format!("{}.{undo}", written.line.trim_end_matches('.')))?;
                Ok(Some(written))
            }
            Err(error) => {
                self.trouble(&error)?;
                Ok(None)
            }
        }
    }

    /// Keeps a text as the draft of its slot; where that fails it is said.
    pub(super) fn keep(&mut self, slot: &str, text: &str) -> Result<()> {
        let now = self.now();
        match self.context.writing().and_then(|mut store| Ok(store.keep_draft(slot, text, now)?)) {
            Ok(()) => Ok(()),
            Err(error) => self.trouble(&error),
        }
    }

    /// Says what went wrong, and what to try.
    pub(super) fn trouble(&mut self, error: &anyhow::Error) -> Result<()> {
        if let Some(report) = Report::of(error) {
            self.say(&report.what)?;
            for line in report.lines {
                self.say(&line)?;
            }
        }
        Ok(())
    }
}

/// The option that a number, or the beginning of its words, leads to; words that begin several lead to none.
fn chosen(said: &str, options: &[String]) -> Option<usize> {
    let said = said.trim().to_lowercase();
    if let Ok(number) = said.parse::<usize>() {
        return number.checked_sub(1).filter(|at| *at < options.len());
    }
    let mut fits = options.iter().enumerate().filter(|(_, option)| option.to_lowercase().starts_with(&said));
    let (at, _) = fits.next()?;
    fits.next().is_none().then_some(at)
}

/// A record on one line.
pub(super) fn line(row: &Row, now: &Now) -> String {
    let mut line = format!("{}, {}", row.title, row.kind.spec().label);
    if let Some(state) = &row.state {
        line.push_str(&format!(", {}", state.replace('-', " ")));
    }
    if let Some(day) = row.due {
        line.push_str(&format!(", due {}", dates::say(day, now)));
    } else if let Some(day) = row.day {
        line.push_str(&format!(", {}", dates::say(day, now)));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_or_a_beginning_chooses() {
        let options = ["Today", "Capture a meeting", "Check in on a goal", "Goals"].map(str::to_owned);
        for (said, at) in [
            ("1", Some(0)),
            (" 4 ", Some(3)),
            ("0", None),
            ("5", None),
            ("cap", Some(1)),
            ("CHECK", Some(2)),
            ("c", None),
            ("zzz", None),
        ] {
            assert_eq!(chosen(said, &options), at, "{said}");
        }
    }
}
