//! After a meeting: what the short summary tells, and what becomes of one that was planned and is over.

use serde_json::{Value, json};

use super::hanging::{self, Typed};
use super::{Error, Patch, Reader, Result, Writer};
use crate::domain::follow_up::{Promise, Summary, decisions};
use crate::domain::kinds::Described;
use crate::domain::kinds::action::{Action, ActionState};
use crate::domain::kinds::advice::Advice;
use crate::domain::kinds::insight::Insight;
use crate::domain::kinds::meeting::{AgendaState, Meeting, MeetingState};
use crate::domain::time::instant_text;
use crate::domain::{Fields, Id, Instant, Kind, Now, Record, follow_through};

impl Reader<'_> {
    /// What the short summary of a meeting tells.
    ///
    /// # Errors
    /// Where there is no such meeting, or the journal cannot be read.
    pub fn summary(&self, meeting: Id, now: &Now) -> Result<Summary> {
        let record = self.find(meeting)?.filter(|record| record.kind == Kind::Meeting);
        let record = record.ok_or_else(|| Error::Gone(meeting.to_string()))?;
        let fields: Meeting = hanging::read(&record)?;
        let person = fields.people.first().copied();
        let mut summary = Summary {
            name: person.map(|person| self.title(person)).transpose()?.flatten().unwrap_or_default(),
            day: fields.at.map(|at| now.day_of(at)),
            decisions: decisions(fields.notes.as_deref().unwrap_or_default()),
            next: fields.next_date.filter(|next| *next >= now.today()),
            ..Summary::default()
        };
        let actions: Vec<Typed<Action>> = self.hanging(meeting, "meeting")?;
        for action in actions.into_iter().filter(|typed| typed.fields.state != Some(ActionState::Dropped)) {
            let promise = Promise { title: action.title, due: action.fields.due };
            if follow_through::is_mine(&action.fields) {
                summary.mine.push(promise);
            } else if action.fields.owner.as_deref() == person.map(|id| id.to_string()).as_deref() {
                summary.theirs.push(promise);
            }
        }
        let open = fields.agenda.iter().filter(|line| line.state != Some(AgendaState::Covered) && line.state.is_some());
        summary.open = open.filter_map(|line| line.text.clone()).collect();
        let advice: Vec<Typed<Advice>> = self.hanging(meeting, "meeting")?;
        let ideas: Vec<Typed<Insight>> = self.hanging(meeting, "meeting")?;
        let first = advice.into_iter().map(|typed| typed.title).next();
        summary.thanks = first.or_else(|| ideas.into_iter().map(|typed| typed.title).next());
        Ok(summary)
    }
}

impl Writer<'_> {
    /// Says what became of a meeting that was planned: held, moved, cancelled, or nobody came. Where it is moved to another
    /// time, a new meeting is planned then, with what stood on the agenda; its id is given back.
    ///
    /// # Errors
    /// Where the meeting is gone, or the file cannot be written.
    pub fn settle_meeting(&mut self, meeting: Id, state: MeetingState, to: Option<Instant>) -> Result<Option<Record>> {
        let record = self.read().find(meeting)?.filter(|record| record.kind == Kind::Meeting);
        let record = record.ok_or_else(|| Error::Gone(meeting.to_string()))?;
        let mut fields = Fields::new();
        fields.insert("state".to_owned(), Value::from(state.word()));
        self.edit(meeting, &Patch { fields, ..Patch::default() })?;
        let Some(to) = to else { return Ok(None) };
        let mut next = self.draft(Kind::Meeting);
        for field in Meeting::SPEC.fields {
            if ["people", "minutes", "meeting_kind", "channel", "agenda", "intention"].contains(&field.name) {
                next.set(field.name, record.get(field.name).clone());
            }
        }
        next.set("at", json!(instant_text(to)));
        next.set("state", json!(if record.get("agenda").is_null() { "planned" } else { "prepared" }));
        next.tags.clone_from(&record.tags);
        next.visibility = record.visibility.clone();
        Ok(Some(self.create(next)?))
    }
}
