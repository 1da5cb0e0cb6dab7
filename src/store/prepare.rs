//! Gathers what is open with somebody before a talk: promises, advice, goals, obstacles, needs, questions; and who they are.

use rusqlite::{OptionalExtension, params};
use serde_json::Value;

use super::hanging::{self, Typed};
use super::people::HELD_WITH;
use super::{Error, Patch, Reader, Result, Writer};
use crate::domain::agenda::{self, Preparation, Source, Topic};
use crate::domain::content::Content;
use crate::domain::kinds::action::Action;
use crate::domain::kinds::advice::Advice;
use crate::domain::kinds::evaluation::Evaluation;
use crate::domain::kinds::giveback::Giveback;
use crate::domain::kinds::goal::Goal;
use crate::domain::kinds::insight::Insight;
use crate::domain::kinds::meeting::{AgendaLine, Meeting};
use crate::domain::kinds::mentorship::Mentorship;
use crate::domain::kinds::obstacle::{Needs, Obstacle};
use crate::domain::kinds::person::Person;
use crate::domain::kinds::profile::Profile;
use crate::domain::kinds::question::Question;
use crate::domain::kinds::{Described, term::Term};
use crate::domain::pace::Word;
use crate::domain::questions::{Stage, Suggested, order};
use crate::domain::time::instant_text;
use crate::domain::who::{self, Who};
use crate::domain::{Day, Fields, Id, Kind, Now, Record, follow_through, follow_up, reciprocity, satisfaction};

/// Open promises looked at; whoever has more will not talk them all over.
const PROMISES: usize = 200;
/// Words of mine to explain.
const TERMS: usize = 5;
/// Promises due up to so many days after the meeting are still worth a word.
const SOON: i64 = 7;

/// A meeting with somebody that took place.
pub(super) struct Held {
    /// Which.
    pub id: Id,
    /// Its day.
    pub day: Day,
    /// Its fields.
    pub fields: Meeting,
}

impl Reader<'_> {
    /// The meeting that is to be prepared where none is named: the next one planned.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn next_planned(&self, now: &Now) -> Result<Option<Id>> {
        let sql = "SELECT id FROM records WHERE kind = 'meeting' AND deleted IS NULL \
             AND state IN ('planned', 'prepared') AND day >= ?1 ORDER BY day, n LIMIT 1";
        Ok(self.db.prepare_cached(sql)?.query_row([instant_text(now.at)], |row| row.get(0)).optional()?)
    }

    /// A meeting made ready: its agenda drafted from what is open, and who it is with. Nothing is written.
    ///
    /// # Errors
    /// Where there is no such meeting, or the journal cannot be read.
    pub fn preparation(&self, meeting: Id, content: &Content, now: &Now) -> Result<Preparation> {
        self.steady(|reader| reader.prepare(meeting, content, now))
    }

    fn prepare(&self, meeting: Id, content: &Content, now: &Now) -> Result<Preparation> {
        let record = self.find(meeting)?.filter(|record| record.kind == Kind::Meeting);
        let record = record.ok_or_else(|| Error::Gone(meeting.to_string()))?;
        let fields: Meeting = hanging::read(&record)?;
        let person = fields.people.first().copied();
        let mentorship = person.map(|person| self.mentorship_with(person)).transpose()?.flatten();
        let length = mentorship.as_ref().and_then(|typed| typed.fields.length_min);
        let minutes = fields.minutes.or(length).unwrap_or(agenda::MINUTES).clamp(0, 10_080);
        let day = fields.at.map_or(now.today(), |at| now.day_of(at));
        let mut made = Preparation {
            meeting,
            title: record.title,
            minutes,
            standing: fields.agenda.clone(),
            topics: Vec::new(),
            draft: Vec::new(),
            intention: fields.intention.clone(),
            who: Who::default(),
        };
        if let Some(person) = person {
            let last = self.last_held(person, now)?;
            made.topics = self.topics(person, mentorship.as_ref(), last.as_ref(), day, now)?;
            let asked = self.suggested(person, mentorship.as_ref(), None, content, now)?;
            let bank = asked.into_iter().find(|suggested| !suggested.used);
            made.topics.extend(bank.map(|found| Topic::new(Source::Bank, found.question.text.clone(), None)));
            made.who = self.who(person, last, now)?;
        }
        made.lay_out(agenda::room(minutes), agenda::template(content, fields.meeting_kind));
        Ok(made)
    }

    /// The mentorship with somebody that lives, or else the last one.
    pub(super) fn mentorship_with(&self, person: Id) -> Result<Option<Typed<Mentorship>>> {
        let mut all: Vec<Typed<Mentorship>> = self.hanging(person, "person")?;
        let live = |typed: &Typed<Mentorship>| {
            let state = typed.fields.state.map(crate::domain::kinds::mentorship::MentorshipState::word);
            !Mentorship::SPEC.closed.contains(&state.unwrap_or("active"))
        };
        let at = all.iter().rposition(live).or_else(|| all.len().checked_sub(1));
        Ok(at.map(|at| all.swap_remove(at)))
    }

    /// The last meeting with somebody that took place.
    pub(super) fn last_held(&self, person: Id, now: &Now) -> Result<Option<Held>> {
        let last = self.last_held_with(person, now)?;
        let Some(record) = last.map(|id| self.find(id)).transpose()?.flatten() else { return Ok(None) };
        let fields: Meeting = hanging::read(&record)?;
        Ok(fields.at.map(|at| Held { id: record.id, day: now.day_of(at), fields }))
    }

    /// What is open with somebody, in the order of a draft.
    fn topics(
        &self,
        person: Id,
        mentorship: Option<&Typed<Mentorship>>,
        last: Option<&Held>,
        day: Day,
        now: &Now,
    ) -> Result<Vec<Topic>> {
        let mut topics: Vec<Topic> = Vec::new();
        topics.extend(self.promises_with(person, mentorship.map(|typed| typed.id), day, now)?);
        topics.extend(self.advice_of(person, now)?);
        topics.extend(last.map(|held| agenda::carried(&held.fields.agenda, held.day)).unwrap_or_default());
        if let Some(mentorship) = mentorship {
            if mentorship.fields.aim_mentor.is_none() {
                let ask = "What would you like to get out of this yourself?";
                topics.push(Topic::new(Source::Aim, ask, Some(mentorship.id)));
            }
            topics.extend(self.goals_with(mentorship.id, now)?);
        }
        topics.extend(self.obstacles_for(person, mentorship.map(|typed| typed.id), now)?);
        if let Some(mentorship) = mentorship {
            topics.extend(self.unmet_needs(mentorship.id, now)?);
        }
        let parked = "state IN ('parked', 'on-agenda') AND created <= ?2 \
             AND n IN (SELECT n FROM links WHERE target = ?1 AND role = 'for') ORDER BY state, day, n LIMIT 12";
        let questions: Vec<Typed<Question>> = self.those(parked, params![person, instant_text(now.at)])?;
        topics.extend(questions.into_iter().map(|typed| Topic::new(Source::Question, typed.title, Some(typed.id))));
        Ok(topics)
    }

    /// Promises between the two that are open and due, as one line.
    fn promises_with(&self, person: Id, mentorship: Option<Id>, day: Day, now: &Now) -> Result<Option<Topic>> {
        let open = format!("state IN ('open', 'doing') ORDER BY due IS NULL, due, n LIMIT {PROMISES}");
        let actions: Vec<Typed<Action>> = self.those(&open, [])?;
        let (mut mine, mut theirs) = (Vec::new(), Vec::new());
        let soon = day.checked_add_signed(chrono::Duration::days(SOON)).unwrap_or(day);
        let mut first = None;
        for action in actions {
            if !follow_through::is_open(&action.fields, now.today()) || action.fields.due.is_none_or(|due| due > soon) {
                continue;
            }
            let is_mine = follow_through::is_mine(&action.fields);
            let is_theirs = action.fields.owner.as_deref() == Some(person.to_string().as_str());
            if is_theirs || is_mine && self.between(&action, person, mentorship)? {
                first = first.or(Some(action.id));
                if is_theirs { theirs.push(action.title) } else { mine.push(action.title) }
            }
        }
        let sides = [("mine", mine), ("theirs", theirs)];
        let told: Vec<String> = sides
            .iter()
            .filter(|(_, titles)| !titles.is_empty())
            .map(|(side, titles)| format!("{side} {}", quoted(titles)))
            .collect();
        Ok((!told.is_empty()).then(|| Topic::new(Source::Promises, format!("Promises: {}", told.join("; ")), first)))
    }

    /// Whether a promise of mine has to do with somebody: made in a meeting with them, for them to see, or for a goal that
    /// is work with them.
    pub(super) fn between(&self, action: &Typed<Action>, person: Id, mentorship: Option<Id>) -> Result<bool> {
        let sql = "SELECT 1 FROM records JOIN links USING (n) WHERE records.id = ?1 AND role = ?2 AND target = ?3";
        let mut query = self.db.prepare_cached(sql)?;
        if let Some(meeting) = action.fields.meeting
            && query.exists(params![meeting, "people", person])?
        {
            return Ok(true);
        }
        let sees = "SELECT 1 FROM records WHERE id = ?1 AND instr(visibility, ?2) > 0";
        if self.db.prepare_cached(sees)?.exists(params![action.id, person.to_string()])? {
            return Ok(true);
        }
        match (action.fields.goal, mentorship) {
            (Some(goal), Some(mentorship)) => Ok(query.exists(params![goal, "mentorships", mentorship])?),
            _ => Ok(false),
        }
    }

    /// Advice of theirs that has a call, and of which they have not heard.
    fn advice_of(&self, person: Id, now: &Now) -> Result<Vec<Topic>> {
        let untold = "data ->> 'told_back' IS NULL AND data ->> 'called' <= ?2 \
             AND n IN (SELECT n FROM links WHERE target = ?1 AND role = 'by') ORDER BY day DESC, n DESC LIMIT 6";
        let advice: Vec<Typed<Advice>> = self.those(untold, params![person, now.today().to_string()])?;
        let topic = |typed: Typed<Advice>| {
            Topic::new(Source::Advice, format!("What became of “{}”", typed.title), Some(typed.id))
        };
        Ok(advice.into_iter().map(topic).collect())
    }

    /// Goals that are work with them and off their pace.
    fn goals_with(&self, mentorship: Id, now: &Now) -> Result<Vec<Topic>> {
        let goals: Vec<Typed<Goal>> = self.hanging(mentorship, "mentorships")?;
        let mut topics = Vec::new();
        for goal in goals {
            let stood = self.goal_now(&goal, now)?;
            let off = [Word::Slipping, Word::Behind, Word::PastDate, Word::Quiet];
            if stood.active && stood.pace.word.is_some_and(|word| off.contains(&word)) {
                topics.push(Topic::new(
                    Source::Goal,
                    format!("{}: {}", stood.row.title, stood.row.word),
                    Some(goal.id),
                ));
            }
        }
        Ok(topics)
    }

    /// Open obstacles they may see, or that stand before a goal that is work with them. What needs someone trained, or a
    /// friend, is not for them.
    fn obstacles_for(&self, person: Id, mentorship: Option<Id>, now: &Now) -> Result<Vec<Topic>> {
        let open = "state IN ('expected', 'met', 'working') AND created <= ?1 ORDER BY day, n LIMIT 60";
        let obstacles: Vec<Typed<Obstacle>> = self.those(open, [instant_text(now.at)])?;
        let sees = "SELECT 1 FROM records WHERE id = ?1 AND instr(visibility, ?2) > 0";
        let mut query = self.db.prepare_cached(sees)?;
        let work =
            "SELECT 1 FROM records JOIN links USING (n) WHERE records.id = ?1 AND role = 'mentorships' AND target = ?2";
        let mut shared = self.db.prepare_cached(work)?;
        let mut topics = Vec::new();
        for obstacle in obstacles {
            if matches!(obstacle.fields.needs, Some(Needs::Professional | Needs::Comfort)) {
                continue;
            }
            let mut theirs = query.exists(params![obstacle.id, person.to_string()])?;
            for goal in obstacle.fields.goals.iter().take(8) {
                theirs |=
                    mentorship.is_some_and(|mentorship| shared.exists(params![goal, mentorship]).unwrap_or(false));
            }
            if theirs {
                topics.push(Topic::new(Source::Obstacle, obstacle.title, Some(obstacle.id)));
            }
        }
        Ok(topics)
    }

    /// What the last evaluation with needs found wanting.
    fn unmet_needs(&self, mentorship: Id, now: &Now) -> Result<Vec<Topic>> {
        let mut evaluations: Vec<Typed<Evaluation>> = self.hanging(mentorship, "mentorship")?;
        evaluations.retain(|typed| typed.fields.date.is_none_or(|date| date <= now.today()));
        let Some(last) = evaluations.iter().rev().find(|typed| !typed.fields.needs.is_empty()) else {
            return Ok(Vec::new());
        };
        let needs = satisfaction::for_agenda(&last.fields.needs);
        let texts = needs.into_iter().filter_map(|(need, _)| need.text.clone());
        Ok(texts.map(|text| Topic::new(Source::Need, format!("{text}: what would help?"), Some(last.id))).collect())
    }

    /// The question bank for a talk with somebody, best first.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn questions_for<'c>(
        &self,
        person: Option<Id>,
        theme: Option<&str>,
        content: &'c Content,
        now: &Now,
    ) -> Result<Vec<Suggested<'c>>> {
        let Some(person) = person else {
            let used = self.own_questions(None)?;
            return Ok(order(&content.questions, Stage::First, self.life()?, theme, &used));
        };
        let mentorship = self.mentorship_with(person)?;
        self.suggested(person, mentorship.as_ref(), theme, content, now)
    }

    fn suggested<'c>(
        &self,
        person: Id,
        mentorship: Option<&Typed<Mentorship>>,
        theme: Option<&str>,
        content: &'c Content,
        now: &Now,
    ) -> Result<Vec<Suggested<'c>>> {
        let held = self.held_with(person, now)?;
        let none = Mentorship::default();
        let stage = Stage::of(mentorship.map_or(&none, |typed| &typed.fields), held, now.today());
        let mut used = self.own_questions(Some(person))?;
        let sql = "SELECT DISTINCT json_extract(line.value, '$.text') FROM links JOIN records USING (n), \
             json_each(data, '$.agenda') AS line WHERE target = ?1 AND role = 'people' AND kind = 'meeting' AND deleted IS NULL";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map([person], |row| row.get::<_, Option<String>>(0))?;
        used.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten());
        Ok(order(&content.questions, stage, self.life()?, theme, &used))
    }

    /// The texts of my questions for somebody, or for no one in particular.
    fn own_questions(&self, person: Option<Id>) -> Result<Vec<String>> {
        let sql = "SELECT title FROM records WHERE kind = 'question' AND deleted IS NULL AND (?1 IS NULL \
             OR n IN (SELECT n FROM links WHERE target = ?1 AND role = 'for')) ORDER BY day DESC, n DESC LIMIT 500";
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_map([person], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    fn life(&self) -> Result<Option<crate::domain::kinds::profile::Stage>> {
        Ok(self.me()?.and_then(|profile| profile.stage))
    }

    /// Who I am.
    pub(super) fn me(&self) -> Result<Option<Profile>> {
        let record = self.profile()?.map(|id| self.find(id)).transpose()?.flatten();
        record.map(|record| hanging::read(&record)).transpose()
    }

    /// How many meetings were held with somebody up to now.
    pub(super) fn held_with(&self, person: Id, now: &Now) -> Result<usize> {
        let sql = format!("SELECT count(*) {HELD_WITH} AND touches.day <= ?2");
        let count: i64 =
            self.db.prepare_cached(&sql)?.query_row(params![person, instant_text(now.at)], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Who somebody is, before a talk with them.
    fn who(&self, person: Id, last: Option<Held>, now: &Now) -> Result<Who> {
        let Some(record) = self.find(person)? else { return Ok(Who::default()) };
        let they: Person = hanging::read(&record)?;
        let me = self.me()?.unwrap_or_default();
        let held = self.held_with(person, now)?;
        let given: Vec<Typed<Giveback>> = self.hanging(person, "person")?;
        let badge = who::badge(me.home_industry.as_deref(), they.industry.as_deref());
        let terms = if badge == Some("in-field") { Vec::new() } else { self.own_terms(me.home_industry.as_deref())? };
        let early = held < who::UNTIL;
        let acquaintances =
            they.knows.iter().take(8).map(|id| self.title(*id)).collect::<Result<Vec<_>>>()?.into_iter().flatten();
        let acquaintances: Vec<String> = if early { acquaintances.collect() } else { Vec::new() };
        Ok(Who {
            id: Some(person),
            badge,
            common: if early { who::common_ground(&me, &they, &acquaintances) } else { Vec::new() },
            explain: if early { who::to_explain(&me, &they) } else { Vec::new() },
            trade: who::trade(&me, &they),
            given: reciprocity::reciprocity(given.len(), held).map(str::to_owned),
            last: last.as_ref().map(|held| held.day),
            last_talk: last.map(|held| self.last_talk(&held)).transpose()?.unwrap_or_default(),
            name: record.title,
            industry: they.industry,
            style: they.style,
            matters_to_them: they.matters_to_them,
            held,
            terms,
        })
    }

    /// The last talk in three lines: what stayed, what was decided, else how it began.
    fn last_talk(&self, held: &Held) -> Result<Vec<String>> {
        let ideas: Vec<Typed<Insight>> = self.hanging(held.id, "meeting")?;
        let mut lines: Vec<String> = ideas.into_iter().map(|typed| typed.title).collect();
        let notes = held.fields.notes.as_deref().unwrap_or_default();
        lines.extend(follow_up::decisions(notes).into_iter().map(|text| format!("Decided: {text}")));
        if lines.is_empty() {
            let plain = notes.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.extend(plain.map(str::to_owned));
        }
        lines.truncate(who::LAST);
        Ok(lines)
    }

    /// Words of my field, the newest first.
    fn own_terms(&self, home: Option<&str>) -> Result<Vec<(String, String)>> {
        let Some(home) = home else { return Ok(Vec::new()) };
        let terms: Vec<Typed<Term>> =
            self.those("data ->> 'industry' = ?1 ORDER BY day DESC, n DESC LIMIT 5", params![home])?;
        Ok(terms.into_iter().take(TERMS).map(|typed| (typed.title, typed.fields.plain.unwrap_or_default())).collect())
    }
}

/// `“A”`, `“A” and “B”`, `“A”, “B” and 2 more`.
fn quoted(titles: &[String]) -> String {
    match titles {
        [] => String::new(),
        [one] => format!("“{one}”"),
        [one, two] => format!("“{one}” and “{two}”"),
        [one, two, more @ ..] => format!("“{one}”, “{two}” and {} more", more.len()),
    }
}

impl Writer<'_> {
    /// Puts an agenda on a meeting that is to come; one that was only planned is prepared by it.
    ///
    /// # Errors
    /// Where the meeting is gone, or the file cannot be written.
    pub fn put_agenda(&mut self, meeting: Id, lines: &[AgendaLine], intention: Option<&str>) -> Result<Record> {
        let record = self.read().find(meeting)?.ok_or_else(|| Error::Gone(meeting.to_string()))?;
        let agenda = serde_json::to_value(lines).map_err(|why| Error::Refused(why.to_string()))?;
        let mut fields = Fields::new();
        fields.insert("agenda".to_owned(), agenda);
        if let Some(intention) = intention {
            fields.insert("intention".to_owned(), Value::from(intention));
        }
        if record.text("state") == "planned" {
            fields.insert("state".to_owned(), Value::from("prepared"));
        }
        self.edit(meeting, &Patch { fields, ..Patch::default() })
    }
}
