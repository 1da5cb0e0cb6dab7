//! What a progress review with a mentor looks at, and what is written of it: ratings, choices and one record, in one change.

use rusqlite::{OptionalExtension, params};
use serde_json::{Value, json};

use super::hanging::{self, Typed};
use super::{Error, Patch, Reader, Result, Writer};
use crate::domain::kinds::check_in::{CheckIn, CheckInSource};
use crate::domain::kinds::goal::{Goal, GoalState};
use crate::domain::kinds::mentorship::Mentorship;
use crate::domain::kinds::obstacle::{Area, Horizon, Needs, Obstacle};
use crate::domain::kinds::reflection::Frame;
use crate::domain::review::{CLOSED_DAYS, Choice, Look, Review, Reviewed, TAG, Verdict, head, told};
use crate::domain::time::{days_between, instant_text, read_day};
use crate::domain::{Day, Fields, Id, Kind, Now, Record, Visibility, alignment, moves, state};

/// People met are told since the last review, or of so many days.
const MET_DAYS: i64 = 92;
/// How many goals, obstacles of a horizon and people are told.
const GOALS: usize = 20;
const LANE: usize = 6;
const MET: i64 = 12;

impl Reader<'_> {
    /// The mentorship that something is about: itself, or the one with the person, of the meeting, of an evaluation.
    ///
    /// # Errors
    /// Where there is none, or the journal cannot be read.
    pub fn mentorship_about(&self, about: Id) -> Result<Id> {
        let record = self.find(about)?.ok_or_else(|| Error::Gone(about.to_string()))?;
        let person = match record.kind {
            Kind::Mentorship => return Ok(record.id),
            Kind::Person => Some(record.id),
            Kind::Meeting => {
                record.get("people").as_array().and_then(|people| people.first()?.as_str()).and_then(Id::read)
            }
            _ => return record.link("mentorship").ok_or_else(|| no_mentorship(&record.title)),
        };
        let found = person.map(|person| self.mentorship_with(person)).transpose()?.flatten();
        found.map(|typed| typed.id).ok_or_else(|| no_mentorship(&record.title))
    }

    /// What a review looks at, with the mentor that `about` leads to.
    ///
    /// # Errors
    /// Where it leads to none, or the journal cannot be read.
    pub fn review(&self, about: Id, now: &Now) -> Result<Review> {
        let mentorship = self.mentorship_about(about)?;
        self.steady(|reader| reader.reviewing(mentorship, now))
    }

    fn reviewing(&self, mentorship: Id, now: &Now) -> Result<Review> {
        let record = self.find(mentorship)?.ok_or_else(|| Error::Gone(mentorship.to_string()))?;
        let fields: Mentorship = hanging::read(&record)?;
        let person = fields.person.ok_or_else(|| no_mentorship(&record.title))?;
        let mut review = Review::of(mentorship, person, self.title(person)?.unwrap_or_default());
        let last = self.review_record(&review.name, now.today())?;
        review.last = last.map(|(_, day)| day);
        review.goals = self.review_goals(mentorship, person, now)?;
        let active: Vec<Typed<Goal>> = self.those("state = 'active' ORDER BY due IS NULL, due, n LIMIT 60", [])?;
        let share = alignment::alignment(active.iter().map(|typed| &typed.fields), now.today());
        review.alignment = (share.part, share.whole);
        let alone = active.into_iter().filter(|typed| typed.fields.mentorships.is_empty());
        review.alone = alone.map(|typed| typed.fields.short.unwrap_or(typed.title)).collect();
        review.obstacles = self.review_obstacles(now)?;
        for (_, text) in self.open_between(person, mentorship, now.today())? {
            match text.split_once(": ") {
                Some(("mine", text)) => review.mine.push(text.to_owned()),
                Some((_, text)) => review.theirs.push(text.to_owned()),
                None => {}
            }
        }
        let quarter = now.today().checked_sub_signed(chrono::Duration::days(MET_DAYS)).unwrap_or(now.today());
        review.met = self.people_met(review.last.unwrap_or(quarter), now)?;
        Ok(review)
    }

    /// The last record of a review with somebody up to a day.
    fn review_record(&self, name: &str, by: Day) -> Result<Option<(Id, Day)>> {
        let sql = "SELECT id, day FROM tags JOIN records USING (n) WHERE tag = ?1 AND kind = 'reflection' \
             AND deleted IS NULL AND day <= ?2 AND substr(data ->> 'body', 1, ?3) = ?4 ORDER BY day DESC, n DESC LIMIT 1";
        let head = format!("{}\n", head(name));
        let length = i64::try_from(head.chars().count()).unwrap_or(i64::MAX);
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get::<_, String>(1)?));
        let args = params![TAG, by.to_string(), length, head];
        let found: Option<(Id, String)> = self.db.prepare_cached(sql)?.query_row(args, row).optional()?;
        Ok(found.and_then(|(id, day)| Some((id, read_day(&day)?))))
    }

    /// The goals that are work with a mentor, and those that are work with nobody; then what was closed lately.
    fn review_goals(&self, mentorship: Id, person: Id, now: &Now) -> Result<Vec<Look>> {
        let mut goals: Vec<Typed<Goal>> = self.those("state = 'active' ORDER BY due IS NULL, due, n LIMIT 60", [])?;
        goals.retain(|typed| typed.fields.mentorships.is_empty() || typed.fields.mentorships.contains(&mentorship));
        goals.sort_by_key(|typed| !typed.fields.mentorships.contains(&mentorship));
        let since = now.today().checked_sub_signed(chrono::Duration::days(CLOSED_DAYS)).unwrap_or(now.today());
        let closed = "n IN (SELECT n FROM links WHERE target = ?1 AND role = 'mentorships') \
             AND state IN ('achieved', 'achieved-late') AND data ->> 'closed' BETWEEN ?2 AND ?3 ORDER BY day, n LIMIT 10";
        goals.extend(self.those::<Goal>(closed, params![mentorship, since.to_string(), now.today().to_string()])?);
        goals.into_iter().take(GOALS).map(|goal| self.review_goal(&goal, person, now)).collect()
    }

    fn review_goal(&self, goal: &Typed<Goal>, person: Id, now: &Now) -> Result<Look> {
        let stood = self.goal_now(goal, now)?;
        let today = now.today();
        let check_ins: Vec<Typed<CheckIn>> = self.hanging(goal.id, "goal")?;
        let past: Vec<&CheckIn> = check_ins
            .iter()
            .map(|typed| &typed.fields)
            .filter(|check_in| check_in.date.is_some_and(|date| date <= today))
            .collect();
        let own = |check_in: &&&CheckIn| check_in.source != Some(CheckInSource::Mentor);
        let note = past.iter().rev().filter(own).find_map(|check_in| {
            let note = check_in.note.clone().filter(|note| !note.trim().is_empty())?;
            Some((check_in.date?, note))
        });
        let confidence = past.iter().rev().filter(own).find_map(|check_in| check_in.confidence);
        let rated = past.iter().rev().filter(|check_in| check_in.by == Some(person));
        let rating = rated.clone().find_map(|check_in| Some((check_in.rating?, check_in.date?)));
        let moved = moves::dates_text(&self.goal_moves(goal.id, now)?);
        let range = stood.pace.range(today).map(|range| format!(" ({range})")).unwrap_or_default();
        let sentence = stood.pace.sentence(today);
        let finish = sentence.split_once("; ").map(|(_, finish)| format!("{finish}{range}"));
        Ok(Look {
            short_id: stood.row.short_id,
            open: stood.active,
            actual: stood.row.actual,
            expected: stood.row.expected,
            value: stood.row.value,
            word: stood.row.word,
            due: stood.row.due,
            finish,
            moved: moved.map(|moved| format!("date {moved}")),
            note,
            confidence: confidence.or(goal.fields.confidence),
            rating,
            ..Look::of(goal.id, stood.row.title)
        })
    }

    /// Open obstacles by horizon, the oldest on top. What needs someone trained, or a friend, is no matter of a review.
    fn review_obstacles(&self, now: &Now) -> Result<[Vec<(String, i64)>; 3]> {
        let open = "state IN ('expected', 'met', 'working') AND created <= ?1 ORDER BY day, n LIMIT 200";
        let all: Vec<Typed<Obstacle>> = self.those(open, [instant_text(now.at)])?;
        let mut lanes: [Vec<(String, i64)>; 3] = Default::default();
        for typed in all {
            let kept = matches!(typed.fields.needs, Some(Needs::Professional | Needs::Comfort));
            if kept || typed.fields.area == Some(Area::Personal) {
                continue;
            }
            let at = match typed.fields.horizon.unwrap_or(Horizon::Now) {
                Horizon::Now => 0,
                Horizon::Operational => 1,
                Horizon::Long => 2,
            };
            let days = typed.fields.opened.map_or(0, |opened| days_between(opened, now.today()).max(0));
            if let Some(lane) = lanes.get_mut(at).filter(|lane| lane.len() < LANE) {
                lane.push((typed.title, days));
            }
        }
        Ok(lanes)
    }

    /// Who was met for the first time since a day.
    fn people_met(&self, since: Day, now: &Now) -> Result<Vec<String>> {
        let sql = "SELECT title FROM records WHERE kind = 'person' AND deleted IS NULL \
             AND data ->> 'first_met' BETWEEN ?1 AND ?2 ORDER BY data ->> 'first_met', n LIMIT ?3";
        let mut query = self.db.prepare_cached(sql)?;
        let args = params![since.to_string(), now.today().to_string(), MET];
        Ok(query.query_map(args, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }
}

fn no_mentorship(title: &str) -> Error {
    Error::Refused(format!("“{title}” belongs to no mentorship; mentee mentorship add --person NAME begins one"))
}

impl Writer<'_> {
    /// Writes a review: what I say of each goal and the mentor's rating as check-ins, what becomes of it, and the dated
    /// record of all of it. A second one with them on the same day adds to the record of the first.
    ///
    /// # Errors
    /// Where a goal is gone, nothing was said, or the file cannot be written.
    pub fn review(&mut self, reviewed: &Reviewed, defaults: &dyn Fn(Kind) -> Visibility) -> Result<Record> {
        let now = self.now();
        if reviewed.goals.is_empty() && reviewed.line.is_none() {
            return Err(Error::Refused("nothing was said of any goal".to_owned()));
        }
        let review = self.read().reviewing(reviewed.mentorship, &now)?;
        let body = told(&review, reviewed, &now);
        for verdict in &reviewed.goals {
            self.check_in(verdict, review.person, defaults)?;
            self.become_of(verdict)?;
        }
        let today = now.today();
        let earlier = self.read().review_record(&review.name, today)?.filter(|(_, day)| *day == today);
        if let Some((id, _)) = earlier {
            let record = self.read().find(id)?.ok_or_else(|| Error::Gone(id.to_string()))?;
            let body = format!("{}\n{body}", record.text("body").trim_end());
            let fields = Fields::from_iter([("body".to_owned(), json!(body))]);
            return self.edit(id, &Patch { fields, ..Patch::default() });
        }
        let fields = Fields::from_iter([
            ("body".to_owned(), json!(format!("{}\n\n{body}", head(&review.name)))),
            ("date".to_owned(), json!(today.to_string())),
            ("frame".to_owned(), json!(Frame::Event.word())),
        ]);
        let patch = Patch { fields, tags: Some(vec![TAG.to_owned()]), ..Patch::default() };
        self.add(Kind::Reflection, patch, defaults(Kind::Reflection))
    }

    /// What I say of a goal, and the mentor's rating.
    fn check_in(&mut self, verdict: &Verdict, person: Id, defaults: &dyn Fn(Kind) -> Visibility) -> Result<()> {
        let today = json!(self.now().today().to_string());
        let goal = json!(verdict.goal.to_string());
        let mut rows: Vec<Vec<(&str, Value)>> = Vec::new();
        if verdict.note().is_some() || verdict.confidence.is_some() {
            rows.push(vec![("note", json!(verdict.note())), ("confidence", json!(verdict.confidence))]);
        }
        if let Some(rating) = verdict.rating {
            let source = json!(CheckInSource::Mentor.word());
            let by = json!(person.to_string());
            rows.push(vec![("source", source), ("by", by), ("rating", json!(rating)), ("note", json!(verdict.rated))]);
        }
        for row in rows {
            let fields = row.into_iter().filter(|(_, value)| !value.is_null());
            let fields = fields.chain([("goal", goal.clone()), ("date", today.clone())]);
            let fields = fields.map(|(name, value)| (name.to_owned(), value)).collect();
            self.add(Kind::CheckIn, Patch { fields, ..Patch::default() }, defaults(Kind::CheckIn))?;
        }
        Ok(())
    }

    /// What becomes of a goal. Its old day and target stay in its history.
    fn become_of(&mut self, verdict: &Verdict) -> Result<()> {
        let record = self.read().find(verdict.goal)?.filter(|record| record.kind == Kind::Goal);
        let record = record.ok_or_else(|| Error::Gone(verdict.goal.to_string()))?;
        let state = |state: GoalState| ("state".to_owned(), json!(state.word()));
        let fields = match verdict.choice {
            None | Some(Choice::Keep) => return Ok(()),
            Some(Choice::Reshape) => {
                let due = verdict.due.map(|due| ("due".to_owned(), json!(due.to_string())));
                due.into_iter().chain(verdict.target.map(|target| ("target".to_owned(), json!(target)))).collect()
            }
            Some(Choice::Pause) => Fields::from_iter([state(GoalState::Paused)]),
            Some(Choice::Drop) => {
                let reason = verdict.reason.clone().unwrap_or_else(|| "no longer fits".to_owned());
                Fields::from_iter([state(GoalState::Dropped), ("resolution".to_owned(), json!(reason))])
            }
            // What is reached already stays as it is.
            Some(Choice::Celebrate) if Kind::Goal.spec().closed.contains(&record.text("state")) => return Ok(()),
            Some(Choice::Celebrate) => match state::main_step(&record, self.now().today()) {
                Some((_, fields)) => fields,
                None => return Ok(()),
            },
        };
        if !fields.is_empty() {
            self.edit(verdict.goal, &Patch { fields, ..Patch::default() })?;
        }
        Ok(())
    }
}
