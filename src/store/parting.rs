//! What an ending and an evaluation begin with, and the ending itself: promises settled, the last talk planned, contact agreed,
//! the look back kept, all in one change.

use rusqlite::{OptionalExtension, params};
use serde_json::{Value, json};

use super::hanging::{self, Typed};
use super::letters::Ended;
use super::{Error, Patch, Reader, Result, Writer};
use crate::domain::agenda::{self, Source, Topic};
use crate::domain::content::Content;
use crate::domain::ending::{self, Closing, Fate, Parting};
use crate::domain::evaluating::Evaluating;
use crate::domain::kinds::evaluation::Evaluation;
use crate::domain::kinds::meeting::{AgendaLine, Meeting, MeetingKind};
use crate::domain::kinds::mentorship::{Mentorship, MentorshipState, Relation};
use crate::domain::kinds::person::Person;
use crate::domain::kinds::reflection::Frame;
use crate::domain::letters::{self, Purpose};
use crate::domain::practice::Ending;
use crate::domain::time::instant_text;
use crate::domain::{Day, Id, Kind, Now, Visibility};

/// A last talk that is planned by its day begins at this hour.
const HOUR: u32 = 10;

/// Field values by name.
fn named<const N: usize>(fields: [(&str, Value); N]) -> Patch {
    let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
    Patch { fields: fields.map(|(name, value)| (name.to_owned(), value)).collect(), ..Patch::default() }
}

impl Reader<'_> {
    /// What an evaluation begins with: of the mentorship that `about` leads to, or the evaluation that it is.
    ///
    /// # Errors
    /// Where it leads to no mentorship, or the journal cannot be read.
    pub fn evaluating(&self, about: Id, content: &Content, now: &Now) -> Result<Evaluating> {
        let record = self.find(about)?.ok_or_else(|| Error::Gone(about.to_string()))?;
        let mentorship = self.mentorship_about(about)?;
        let fields: Mentorship = self.typed_of(mentorship)?;
        let open = record.kind == Kind::Evaluation;
        let mut past: Vec<Typed<Evaluation>> = self.hanging(mentorship, "mentorship")?;
        past.retain(|typed| typed.id != about && typed.fields.date.is_none_or(|date| date <= now.today()));
        let fields_of = |typed: &Typed<Evaluation>| typed.fields.needs.clone();
        let needs = past.iter().rev().map(fields_of).find(|needs| !needs.is_empty()).unwrap_or_default();
        // What was needed is asked again; how well it is met now, anew.
        let needs =
            needs.into_iter().map(|need| crate::domain::kinds::evaluation::Need { met: None, ..need }).collect();
        Ok(Evaluating {
            mentorship,
            name: fields.person.map(|person| self.title(person)).transpose()?.flatten().unwrap_or_default(),
            id: open.then_some(about),
            fields: if open { hanging::read(&record)? } else { Evaluation { needs, ..Evaluation::default() } },
            last: self.last_adjustment(mentorship, now)?.filter(|last| last.id != about),
            items: content.evaluation.clone(),
        })
    }

    fn typed_of(&self, mentorship: Id) -> Result<Mentorship> {
        let record = self.find(mentorship)?.ok_or_else(|| Error::Gone(mentorship.to_string()))?;
        hanging::read(&record)
    }

    /// What an ending begins with.
    ///
    /// # Errors
    /// Where there is no such mentorship, or the journal cannot be read.
    pub fn parting(&self, about: Id, content: &Content, now: &Now) -> Result<Parting> {
        let mentorship = self.mentorship_about(about)?;
        let fields: Mentorship = self.typed_of(mentorship)?;
        let person = fields.person.ok_or_else(|| Error::Gone(mentorship.to_string()))?;
        let name = self.title(person)?.unwrap_or_default();
        let they: Person = self.find(person)?.map(|record| hanging::read(&record)).transpose()?.unwrap_or_default();
        let letter = |purpose: Purpose| -> Result<String> {
            let facts = self.letter_facts(purpose, person, None, now)?;
            Ok(letters::draft(purpose, &facts, content, now).map(|letter| letter.text).unwrap_or_default())
        };
        let drafted = self.look_back(mentorship, now)?.lines(now).join("\n");
        let kept = self.kept_look_back(&drafted)?;
        let aim = fields.aim_type.map(|aim| aim.word().to_owned());
        let alone = aim.as_deref().map(|aim| self.only_cover(mentorship, aim)).transpose()?.unwrap_or(false);
        let closing = agenda::template(content, Some(MeetingKind::Closing));
        Ok(Parting {
            mentorship,
            name,
            winding_down: fields.state == Some(MentorshipState::WindingDown),
            next: self.next_with(person, now)?,
            cadence: fields.cadence_days,
            touch: they.cadence_days,
            look_back: kept.map_or(drafted, |(_, body)| body),
            thanks: letter(Purpose::Thanks)?,
            goodbye: letter(Purpose::Goodbye)?,
            open: self.open_between(person, mentorship, now.today())?,
            uncovered: aim.filter(|_| alone),
            agenda: closing.map(lines_of).unwrap_or_default(),
        })
    }

    /// The look back that was kept, by its first line.
    fn kept_look_back(&self, drafted: &str) -> Result<Option<(Id, String)>> {
        let head = format!("{}\n", drafted.lines().next().unwrap_or_default());
        let sql = "SELECT id, data ->> 'body' FROM tags JOIN records USING (n) WHERE tag = ?1 AND kind = 'reflection' \
             AND deleted IS NULL AND substr(data ->> 'body', 1, ?2) = ?3 ORDER BY n DESC LIMIT 1";
        let length = i64::try_from(head.chars().count()).unwrap_or(i64::MAX);
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        Ok(self.db.prepare_cached(sql)?.query_row(params![ending::TAG, length, head], row).optional()?)
    }

    /// What a letter about something is most likely wanted for, and to whom it goes.
    ///
    /// # Errors
    /// Where it leads to nobody, or the journal cannot be read.
    pub fn letter_for(&self, about: Id, now: &Now) -> Result<(Purpose, Id)> {
        let record = self.find(about)?.ok_or_else(|| Error::Gone(about.to_string()))?;
        let nobody = || Error::Refused(format!("“{}” leads to nobody to write to", record.title));
        let (purpose, person) = match record.kind {
            Kind::Advice => return Ok((Purpose::Outcome, record.link("by").ok_or_else(nobody)?)),
            Kind::Introduction => {
                let to = record.link("via").or_else(|| record.link("target"));
                return Ok((Purpose::Introduction, to.ok_or_else(nobody)?));
            }
            _ => (Purpose::Impact, self.person_about(about)?.ok_or_else(nobody)?),
        };
        let Some(mentorship) = self.mentorship_with(person)? else { return Ok((Purpose::Outreach, person)) };
        let last = self.last_held(person, now)?.map(|held| held.day);
        let quiet = crate::domain::rhythm::rhythm(last, mentorship.fields.cadence_days, now.today());
        let untold = self.letter_facts(Purpose::Outcome, person, None, now)?.fills.contains_key("advice");
        Ok(match mentorship.fields.state.unwrap_or(MentorshipState::Active) {
            MentorshipState::Prospect | MentorshipState::Asked => (Purpose::Outreach, person),
            MentorshipState::WindingDown | MentorshipState::Redefined | MentorshipState::Closed => {
                (Purpose::Thanks, person)
            }
            _ if quiet == Some(crate::domain::rhythm::Rhythm::Quiet) => (Purpose::Silence, person),
            _ if untold => (Purpose::Outcome, person),
            _ => (purpose, person),
        })
    }

    /// Whether no other living mentorship is for this.
    fn only_cover(&self, mentorship: Id, aim: &str) -> Result<bool> {
        let sql = "SELECT 1 FROM records WHERE kind = 'mentorship' AND deleted IS NULL AND data ->> 'aim_type' = ?1 \
             AND coalesce(state, 'active') NOT IN ('redefined', 'closed', 'declined', 'ended-early') AND id <> ?2";
        Ok(!self.db.prepare_cached(sql)?.exists(params![aim, mentorship])?)
    }

    /// The next meeting that is planned with somebody.
    pub(super) fn next_meeting_with(&self, person: Id, now: &Now) -> Result<Option<Id>> {
        let sql = "SELECT id FROM records WHERE kind = 'meeting' AND deleted IS NULL AND day >= ?2 \
             AND state IN ('planned', 'prepared') \
             AND EXISTS (SELECT 1 FROM links WHERE links.n = records.n AND role = 'people' AND target = ?1) \
             ORDER BY day, n LIMIT 1";
        let args = params![person, instant_text(now.at)];
        Ok(self.db.prepare_cached(sql)?.query_row(args, |row| row.get(0)).optional()?)
    }
}

/// The lines of a template as they stand on an agenda.
fn lines_of(template: &crate::domain::content::Agenda) -> Vec<AgendaLine> {
    let line = |(text, minutes): &(String, i64)| AgendaLine {
        minutes: Some(*minutes),
        ..Topic::new(Source::Template, text.clone(), None).line()
    };
    template.lines.iter().map(line).collect()
}

impl Writer<'_> {
    /// Ends a mentorship as it was chosen.
    ///
    /// # Errors
    /// Where it is gone, or the file cannot be written.
    pub fn close_mentorship(&mut self, closing: &Closing, defaults: &dyn Fn(Kind) -> Visibility) -> Result<Ended> {
        for (promise, fate) in &closing.promises {
            let today = json!(self.now().today().to_string());
            let patch = match fate {
                Fate::Done => named([("state", json!("done")), ("done", today)]),
                Fate::HandedOver => named([("state", json!("handed-over"))]),
                Fate::Released => named([("state", json!("dropped")), ("reason", json!("released at the end"))]),
            };
            self.edit(*promise, &patch)?;
        }
        let after = closing.afterwards();
        let reason = closing.reason.clone().or_else(|| after.filter(|_| closing.how != Ending::Finish));
        let mut ended = self.end_mentorship(closing.mentorship, closing.how, reason.as_deref())?;
        let relation = closing.relation().map(Relation::word);
        let patch = named([("cadence_days", json!(closing.cadence)), ("relation", json!(relation))]);
        if !patch.fields.is_empty() {
            ended.record = self.edit(closing.mentorship, &patch)?;
        }
        if let Some(person) = ended.person {
            if let Some(days) = closing.touch {
                self.edit(person, &named([("cadence_days", json!(days))]))?;
            }
            self.last_talk(closing, person, &ended, defaults)?;
        }
        if let (Ending::Stop, Some(person)) = (closing.how, ended.person) {
            self.cancel_talks(person)?;
        }
        if let Some(page) = closing.look_back.as_ref().filter(|_| !closing.felt_unsafe) {
            self.keep_look_back(page, defaults)?;
        }
        Ok(ended)
    }

    /// The closing agenda on the talk that is planned, or on one that is planned for it.
    fn last_talk(
        &mut self,
        closing: &Closing,
        person: Id,
        ended: &Ended,
        defaults: &dyn Fn(Kind) -> Visibility,
    ) -> Result<()> {
        let now = self.now();
        let kind = json!(MeetingKind::Closing.word());
        if let (true, Some(next)) = (closing.on_next, self.read().next_meeting_with(person, &now)?) {
            let record = self.read().find(next)?.ok_or_else(|| Error::Gone(next.to_string()))?;
            let fields: Meeting = hanging::read(&record)?;
            let mut lines = fields.agenda;
            let known: Vec<Option<String>> = lines.iter().map(|line| line.text.clone()).collect();
            lines.extend(closing.agenda.iter().filter(|line| !known.contains(&line.text)).cloned());
            self.put_agenda(next, &lines, None)?;
            self.edit(next, &named([("meeting_kind", kind)]))?;
            return Ok(());
        }
        let Some(day) = closing.last_talk else { return Ok(()) };
        let agenda = serde_json::to_value(&closing.agenda).map_err(|why| Error::Refused(why.to_string()))?;
        let minutes = ended.record.get("length_min").clone();
        let patch = named([
            ("people", json!([person.to_string()])),
            ("at", json!(at_ten(day, &now))),
            ("minutes", minutes),
            ("meeting_kind", kind),
            ("agenda", agenda),
        ]);
        self.add(Kind::Meeting, patch, defaults(Kind::Meeting))?;
        Ok(())
    }

    /// Cancels the talks that are planned with somebody alone.
    fn cancel_talks(&mut self, person: Id) -> Result<()> {
        let now = self.now();
        let ahead = "state IN ('planned', 'prepared') AND day >= ?2 \
             AND n IN (SELECT n FROM links WHERE target = ?1 AND role = 'people') ORDER BY day, n LIMIT 200";
        let talks: Vec<Typed<Meeting>> = self.read().those(ahead, params![person, instant_text(now.at)])?;
        for talk in talks.iter().filter(|talk| talk.fields.people.len() == 1) {
            self.edit(talk.id, &named([("state", json!("cancelled"))]))?;
        }
        Ok(())
    }

    fn keep_look_back(&mut self, page: &str, defaults: &dyn Fn(Kind) -> Visibility) -> Result<()> {
        let kept = self.read().kept_look_back(page)?;
        let body = ("body", json!(page));
        if let Some((id, _)) = kept {
            self.edit(id, &named([body]))?;
            return Ok(());
        }
        let today = json!(self.now().today().to_string());
        let fields = named([body, ("date", today), ("frame", json!(Frame::Letter.word()))]);
        let patch = Patch { tags: Some(vec![ending::TAG.to_owned()]), ..fields };
        self.add(Kind::Reflection, patch, defaults(Kind::Reflection))?;
        Ok(())
    }
}

fn at_ten(day: Day, now: &Now) -> String {
    let local = day.and_hms_opt(HOUR, 0, 0).unwrap_or_default();
    instant_text(now.instant_of(local))
}
