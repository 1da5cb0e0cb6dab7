//! Answers what screens ask about meetings, goals, obstacles and mentorships, and writes what they want; the same calls as
//! the command line.

use super::hanging;
use super::{Error, Result, Store, Writer};
use crate::domain::content::Content;
use crate::domain::kinds::evaluation::Evaluation;
use crate::domain::practice::{Answer, Ask, Write};
use crate::domain::{Id, Kind, Now, Visibility, letters, rating_gap};

impl Store {
    /// Takes in what ships with the program and a person's own beside it, for the questions that need it.
    pub fn offer(&mut self, content: Content) {
        self.content = content;
    }

    /// The lines of an evaluation, in words.
    #[must_use]
    pub fn evaluation_lines(&self) -> Vec<String> {
        self.content.evaluation.iter().map(|item| item.text.clone()).collect()
    }

    /// Answers a question about the practice.
    ///
    /// # Errors
    /// Where a record is gone, or the journal cannot be read.
    pub(super) fn practice(&self, ask: &Ask, now: &Now) -> Result<Answer> {
        let (reader, content) = (self.read(), &self.content);
        Ok(match ask {
            Ask::Prepare(id) => Answer::Prepared(Box::new(reader.preparation(*id, content, now)?)),
            Ask::Summary(id) => Answer::Summary(reader.summary(*id, now)?.lines(now)),
            Ask::Unfinished => Answer::Unfinished(reader.unfinished(now)?),
            Ask::CountUnfinished => Answer::CountedUnfinished(reader.count_unfinished(now)?),
            Ask::Questions(about) => {
                let person = match about {
                    Some(about) => reader.person_about(*about)?,
                    None => reader.next_person(now)?,
                };
                let found = reader.questions_for(person, None, content, now)?;
                Answer::Questions(found.into_iter().map(|found| (found.question.clone(), found.used)).collect())
            }
            Ask::Explain(id) => Answer::Explained(reader.explained(*id, now)?),
            Ask::ToRest => Answer::ToRest(reader.goals_to_rest()?),
            Ask::Lessons(id) => Answer::Lessons(reader.lessons(*id, now)?, reader.talks_about(*id, now)?),
            Ask::Rehearsal => Answer::Rehearsal(reader.rehearsal(now)?),
            Ask::Letter(purpose, person, about) => {
                let facts = reader.letter_facts(*purpose, *person, *about, now)?;
                Answer::Letter(letters::draft(*purpose, &facts, content, now))
            }
            Ask::LetterAbout(purpose, about) => {
                let (likely, person) = reader.letter_for(*about, now)?;
                let facts = reader.letter_facts(purpose.unwrap_or(likely), person, Some(*about), now)?;
                Answer::Letter(letters::draft(purpose.unwrap_or(likely), &facts, content, now))
            }
            Ask::LookBack(id) => Answer::LookBack(Box::new(reader.look_back(*id, now)?)),
            Ask::Gap(id) => {
                let record = reader.find(*id)?.ok_or_else(|| Error::Gone(id.to_string()))?;
                let evaluation: Evaluation = hanging::read(&record)?;
                Answer::Gap(rating_gap::view(&evaluation, &self.evaluation_lines()))
            }
            Ask::Review(about) => Answer::Review(Box::new(reader.review(*about, now)?)),
            Ask::Evaluate(about) => Answer::Evaluate(Box::new(reader.evaluating(*about, content, now)?)),
            Ask::Part(about) => Answer::Part(Box::new(reader.parting(*about, content, now)?)),
            Ask::JustHeld => Answer::JustHeld(reader.talk_just_held(now)?),
            Ask::Templates => Answer::Templates(content.goals.clone(), reader.known_fills(now)?),
        })
    }
}

impl Writer<'_> {
    /// Writes what a screen wants done: the label for the history, the line for the screen, and what was changed.
    ///
    /// # Errors
    /// Where a record is gone, or the file cannot be written.
    pub(super) fn practise(
        &mut self,
        write: &Write,
        defaults: &dyn Fn(Kind) -> Visibility,
    ) -> Result<(String, String, Vec<Id>)> {
        match write {
            Write::Settle(meeting, state, to) => {
                let next = self.settle_meeting(*meeting, *state, *to)?;
                let title = self.read().title(*meeting)?.unwrap_or_default();
                let planned = if next.is_some() { ", and planned anew" } else { "" };
                let said = format!("{}: “{title}”", state.word());
                Ok((
                    said.clone(),
                    format!("{said}{planned}"),
                    next.map(|next| next.id).into_iter().chain([*meeting]).collect(),
                ))
            }
            Write::Resume(goal, along) => {
                let (record, rested) = self.resume_goal(*goal, *along)?;
                let moved =
                    if *along && rested > 0 { format!(", its dates {rested} days later") } else { String::new() };
                let said = format!("took up “{}” again", record.title);
                Ok((said, format!("“{}” goes on{moved}", record.title), vec![*goal]))
            }
            Write::End(mentorship, how, reason) => {
                Ok(ended(&self.end_mentorship(*mentorship, *how, reason.as_deref())?))
            }
            Write::Close(closing) => Ok(ended(&self.close_mentorship(closing, defaults)?)),
            Write::Review(reviewed) => {
                let record = self.review(reviewed, defaults)?;
                let goals = match reviewed.goals.len() {
                    1 => "1 goal".to_owned(),
                    n => format!("{n} goals"),
                };
                Ok(("a progress review".to_owned(), format!("Reviewed {goals}, kept as a note"), vec![record.id]))
            }
            Write::ToAgenda(about, points) => {
                let placed = self.to_agenda(*about, points, defaults)?;
                Ok(("topics for the next talk".to_owned(), placed.said, placed.ids))
            }
        }
    }
}

/// The label, the line and what was changed by an ending.
fn ended(ended: &super::Ended) -> (String, String, Vec<Id>) {
    let said = format!("{}: “{}”", ended.record.text("state"), ended.record.title);
    let released = match ended.released.len() {
        0 => String::new(),
        1 => ", one promise released".to_owned(),
        n => format!(", {n} promises released"),
    };
    (said.clone(), format!("{said}{released}"), vec![ended.record.id])
}
