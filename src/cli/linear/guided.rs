//! The talks in steps, line by line: a progress review, a look at how a mentorship goes, an ending. The same questions, drafts and
//! writes as on the screen.

use anyhow::Result;
use serde_json::{Value, json};

use super::talk::{Said as Heard, Talk};
use crate::domain::Kind;
use crate::domain::guide::{Question, Said, Wanted, heard, is_asked, presets, standing};
use crate::screens::meetings::talks::{Evaluation, Part, ProgressReview};
use crate::ui::guide::Plan;

/// Goal by goal with a mentor.
pub(super) fn review(talk: &mut Talk<'_>) -> Result<()> {
    let Some(person) = talk.pick("With whom? A word of their name.", Some(Kind::Person))? else { return Ok(()) };
    run(talk, ProgressReview::about(Some(person.id)))
}

/// How a mentorship goes.
pub(super) fn evaluate(talk: &mut Talk<'_>) -> Result<()> {
    let Some(person) = talk.pick("With whom? A word of their name.", Some(Kind::Person))? else { return Ok(()) };
    run(talk, Evaluation::about(Some(person.id)))
}

/// An ending.
pub(super) fn part(talk: &mut Talk<'_>) -> Result<()> {
    let Some(person) = talk.pick("With whom? A word of their name.", Some(Kind::Person))? else { return Ok(()) };
    run(talk, Part::about(Some(person.id)))
}

fn run<P: Plan>(talk: &mut Talk<'_>, mut plan: P) -> Result<()> {
    let Some(answer) = plan.asks().map(|ask| talk.answer(&ask)).transpose()?.flatten() else { return Ok(()) };
    if !plan.take(&answer) {
        return Ok(());
    }
    let now = talk.now();
    let steps = plan.steps(&now);
    let mut said = presets(&steps);
    let slot = plan.slot().unwrap_or_default();
    if let Some(kept) = kept(talk, &slot)? {
        if talk.yes("What was said before was kept. Go on with it? Enter for yes, n begins anew.", true)? {
            said.extend(kept);
        } else if talk.is_over() {
            return Ok(());
        }
    }
    talk.say("An empty line leaves a question out, or keeps what stands there. A full stop alone goes back.")?;
    for (n, step) in steps.iter().enumerate() {
        if !is_asked(&step.when, &standing(&steps, &said)) {
            continue;
        }
        talk.say(&format!("{}.", step.title))?;
        for told in &step.told {
            talk.say(&told.text())?;
        }
        for question in &step.questions {
            if !is_asked(&question.when, &standing(&steps, &said)) {
                continue;
            }
            if !ask(talk, question, &mut said)? {
                talk.keep(&slot, &json!({"step": n, "said": said}).to_string())?;
                return talk.say("Kept as a draft; nothing is written.");
            }
        }
        talk.keep(&slot, &json!({"step": n, "said": said}).to_string())?;
    }
    let counts = match heard(&steps, &said, &talk.now()) {
        Ok(counts) => counts,
        Err((_, why)) => return talk.say(&why),
    };
    let written = match plan.write(&counts, &talk.now()) {
        None => None,
        Some(write) => match talk.write(&write)? {
            Some(written) => Some(written),
            // Why not was said; what was answered stays kept.
            None => return Ok(()),
        },
    };
    talk.keep(&slot, "")?;
    for told in plan.end(&counts, written.as_ref()) {
        talk.say(&told.text())?;
    }
    Ok(())
}

/// What was said before and kept.
fn kept(talk: &Talk<'_>, slot: &str) -> Result<Option<Said>> {
    let Some(draft) = talk.context.reading()?.read().draft(slot)? else { return Ok(None) };
    let Ok(kept) = serde_json::from_str::<Value>(&draft.text) else { return Ok(None) };
    let said = kept.get("said").and_then(Value::as_object).into_iter().flatten();
    let said: Said = said.filter_map(|(name, text)| Some((name.clone(), text.as_str()?.to_owned()))).collect();
    Ok((!said.is_empty()).then_some(said))
}

/// Asks a question until there is an answer or none; `false` where the person goes back.
fn ask(talk: &mut Talk<'_>, question: &Question, said: &mut Said) -> Result<bool> {
    let stands = said.get(&question.name).cloned().unwrap_or_default();
    match &question.wanted {
        Wanted::Page => {
            talk.say(&question.asks)?;
            talk.say(&stands)?;
            if !talk.yes("Keep it so? Enter for yes, n leaves it out.", true)? {
                said.remove(&question.name);
            }
            return Ok(!talk.is_over());
        }
        Wanted::Choice(words) => {
            let options: Vec<String> = words.iter().map(|(word, says)| format!("{word}: {says}")).collect();
            let asks =
                if stands.is_empty() { question.asks.clone() } else { format!("{} Now: {stands}.", question.asks) };
            if let Some((word, _)) = talk.choose(&asks, &options)?.and_then(|at| words.get(at)) {
                said.insert(question.name.clone(), (*word).to_owned());
            }
            return Ok(!talk.is_over());
        }
        Wanted::Line | Wanted::Day | Wanted::Number | Wanted::Mark(_) => {}
    }
    let hint = match (&question.wanted, question.hint.as_str()) {
        (Wanted::Mark(most), "") => format!(" 1 to {most}"),
        (Wanted::Mark(most), hint) => format!(" {hint}, 1 to {most}"),
        (_, "") => String::new(),
        (_, hint) => format!(" {hint}"),
    };
    let stands = if stands.is_empty() { String::new() } else { format!(". Now: {stands}") };
    let asks = format!("{}{hint}{stands}", question.asks);
    loop {
        match talk.ask(&asks)? {
            Heard::Back => return Ok(false),
            Heard::Nothing => return Ok(true),
            Heard::Text(text) => match question.check(&text, &talk.now()) {
                Ok(()) => {
                    said.insert(question.name.clone(), text.trim().to_owned());
                    return Ok(true);
                }
                Err(why) => talk.say(&why)?,
            },
        }
    }
}
