//! Puts topics on the next agenda with somebody: a gap of an evaluation, a question of the bank, one of my own. Where no talk is
//! planned they are kept as questions for them. And which talk a capture is most likely about.

use serde_json::{Value, json};

use super::hanging;
use super::{Error, Patch, Reader, Result, Writer};
use crate::domain::content::Content;
use crate::domain::kinds::evaluation::Evaluation;
use crate::domain::kinds::meeting::{AgendaLine, AgendaState, Meeting};
use crate::domain::likeness::same;
use crate::domain::practice::{Placed, Point, Talk};
use crate::domain::rating_gap;
use crate::domain::time::instant_text;
use crate::domain::{Fields, Id, Kind, Now, Visibility};

/// A talk that began up to so many hours ago, or begins within an hour, is the one that was just held.
const AGO: i64 = 36;

impl Reader<'_> {
    /// The topics that an evaluation's gaps make: those of these items (from 1), else those worth a talk.
    ///
    /// # Errors
    /// Where it is gone, or the journal cannot be read.
    pub fn gap_points(&self, evaluation: Id, items: &[usize], content: &Content) -> Result<Vec<Point>> {
        let record = self.find(evaluation)?.filter(|record| record.kind == Kind::Evaluation);
        let record = record.ok_or_else(|| Error::Gone(evaluation.to_string()))?;
        let fields: Evaluation = hanging::read(&record)?;
        let gap = rating_gap::rating_gap(&fields);
        let items = if items.is_empty() { gap.talk.as_slice() } else { items };
        let themes: Vec<&str> = content.evaluation.iter().map(|item| item.theme.as_str()).collect();
        Ok(items.iter().map(|item| rating_gap::point(*item, &themes)).collect())
    }

    /// The talk that a capture is most likely about: planned, and begun since yesterday; the last of them.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn talk_just_held(&self, now: &Now) -> Result<Option<Talk>> {
        let from = now.at.checked_sub_signed(chrono::Duration::hours(AGO)).unwrap_or(now.at);
        let to = now.at.checked_add_signed(chrono::Duration::hours(1)).unwrap_or(now.at);
        let begun =
            "state IN ('planned', 'prepared', 'held') AND day BETWEEN ?1 AND ?2 ORDER BY day DESC, n DESC LIMIT 1";
        let found: Vec<hanging::Typed<Meeting>> = self.those(begun, [instant_text(from), instant_text(to)])?;
        let Some(typed) = found.into_iter().next() else { return Ok(None) };
        let who = self.name_of(typed.fields.people.first().copied())?;
        Ok(typed.fields.at.map(|at| Talk { id: typed.id, title: typed.title, who, at }))
    }

    /// With whom something is: the person itself, or of a meeting, a mentorship, an evaluation, a question.
    pub(super) fn person_about(&self, about: Id) -> Result<Option<Id>> {
        let Some(record) = self.find(about)? else { return Ok(None) };
        Ok(match record.kind {
            Kind::Person => Some(record.id),
            Kind::Question => record.link("for"),
            Kind::Meeting => {
                record.get("people").as_array().and_then(|people| people.first()?.as_str()).and_then(Id::read)
            }
            _ => {
                let mentorship = record.link("mentorship").map(|id| self.find(id)).transpose()?.flatten();
                record.link("person").or_else(|| mentorship.and_then(|record| record.link("person")))
            }
        })
    }
}

impl Writer<'_> {
    /// Puts topics on the next agenda with whoever `about` leads to; with whom the next talk is, where nothing is named.
    ///
    /// # Errors
    /// Where nobody is to be found, or the file cannot be written.
    pub fn to_agenda(
        &mut self,
        about: Option<Id>,
        points: &[Point],
        defaults: &dyn Fn(Kind) -> Visibility,
    ) -> Result<Placed> {
        let now = self.now();
        let person = match about {
            Some(about) => self.read().person_about(about)?,
            None => self.read().next_person(&now)?,
        };
        let planned = about.map(|about| self.read().find(about)).transpose()?.flatten();
        let planned = planned.filter(|record| record.kind == Kind::Meeting && record.text("state").starts_with('p'));
        let meeting = match (planned, person) {
            (Some(record), _) => Some(record.id),
            (None, Some(person)) => self.read().next_meeting_with(person, &now)?,
            (None, None) => self.read().next_planned(&now)?,
        };
        let Some(meeting) = meeting else { return self.park(person, points, defaults) };
        let record = self.read().find(meeting)?.ok_or_else(|| Error::Gone(meeting.to_string()))?;
        let fields: Meeting = hanging::read(&record)?;
        let mut lines = fields.agenda;
        let before = lines.len();
        for point in points {
            if !lines.iter().any(|line| line.text.as_deref().is_some_and(|text| same(text, &point.text))) {
                lines.push(AgendaLine {
                    text: Some(point.text.clone()),
                    minutes: Some(point.minutes),
                    state: Some(AgendaState::Open),
                    from: Some(point.from.to_owned()),
                });
            }
            if let Some(question) = point.question {
                let fields = Fields::from_iter([("state".to_owned(), json!("on-agenda"))]);
                self.edit(question, &Patch { fields, ..Patch::default() })?;
            }
        }
        let new = lines.len() - before;
        if new > 0 {
            self.put_agenda(meeting, &lines, None)?;
        }
        let ids = vec![meeting];
        let said = match new {
            0 => format!("It stands on the agenda of “{}” already", record.title),
            1 => format!("On the agenda of “{}”", record.title),
            n => format!("{n} topics on the agenda of “{}”", record.title),
        };
        Ok(Placed { ids, said })
    }

    /// Keeps topics as questions for somebody, as no talk is planned.
    fn park(&mut self, person: Option<Id>, points: &[Point], defaults: &dyn Fn(Kind) -> Visibility) -> Result<Placed> {
        let mut ids = Vec::new();
        for point in points.iter().filter(|point| point.question.is_none()) {
            let fields = [
                ("title", json!(point.text)),
                ("for", json!(person.map(|person| person.to_string()))),
                ("theme", json!(point.theme)),
                ("stage", json!(point.stage)),
                ("state", json!("parked")),
            ];
            let fields = fields.into_iter().filter(|(_, value)| *value != Value::Null);
            let fields = fields.map(|(name, value)| (name.to_owned(), value)).collect();
            let patch = Patch { fields, ..Patch::default() };
            ids.push(self.add(Kind::Question, patch, defaults(Kind::Question))?.id);
        }
        let who = self.read().name_of(person)?.map(|name| format!(" with {name}")).unwrap_or_default();
        let kept = if ids.len() == 1 { "a question" } else { "questions" };
        Ok(Placed { said: format!("No talk{who} is planned; kept as {kept} for the next one"), ids })
    }
}
