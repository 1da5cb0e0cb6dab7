//! Gathers what may be told to one person: records that they may see, and nothing that only a link leads to.

use rusqlite::{OptionalExtension, params};

use super::hanging::Typed;
use super::{Reader, Result};
use crate::domain::brief::{self, Ask, Brief, Moved, Standing, Talk, Term, To, Told, Verb, Weight};
use crate::domain::kinds::action::Action;
use crate::domain::kinds::advice::Advice;
use crate::domain::kinds::decision::Decision;
use crate::domain::kinds::goal::{Goal, GoalState};
use crate::domain::kinds::insight::Insight;
use crate::domain::kinds::introduction::Introduction;
use crate::domain::kinds::meeting::{AgendaState, Meeting};
use crate::domain::kinds::milestone::Milestone;
use crate::domain::kinds::obstacle::{Obstacle, ObstacleState};
use crate::domain::kinds::question::Question;
use crate::domain::kinds::{Described, term};
use crate::domain::time::instant_text;
use crate::domain::{Day, Id, Kind, Now, follow_through};

/// How long a closed goal is told of, in days.
const CLOSED_DAYS: i64 = 90;

/// One person's view of the journal.
struct View<'a> {
    reader: Reader<'a>,
    person: Id,
    /// Whether what is for all mentors is for them.
    mentor: bool,
}

impl Reader<'_> {
    /// The person of the next meeting.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn next_person(&self, now: &Now) -> Result<Option<Id>> {
        let next = "state IN ('planned', 'prepared') AND day >= ?1 ORDER BY day, n LIMIT 20";
        let meetings: Vec<Typed<Meeting>> = self.those(next, [instant_text(now.at)])?;
        Ok(meetings.iter().find_map(|meeting| meeting.fields.people.first().copied()))
    }

    /// The brief for a person, or for whom a meeting or a mentorship is with; for the next meeting where none is named.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn brief_about(&self, about: Option<Id>, now: &Now) -> Result<Brief> {
        let record = about.map(|id| self.find(id)).transpose()?.flatten();
        let person = match record {
            None => self.next_person(now)?,
            Some(record) if record.kind == Kind::Meeting => {
                let people = record.get("people").as_array().and_then(|people| people.first()?.as_str());
                people.and_then(Id::read)
            }
            Some(record) if record.kind == Kind::Mentorship => record.link("person"),
            Some(record) => Some(record.id),
        };
        person.map_or_else(|| Ok(Brief::default()), |person| self.brief(person, now))
    }

    /// The person of the last meeting that was held.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn last_person(&self, now: &Now) -> Result<Option<Id>> {
        let sql = "SELECT target FROM records JOIN links USING (n) WHERE kind = 'meeting' AND deleted IS NULL AND day <= ?1 \
             AND state IN ('held', 'captured', 'followed-up') AND role = 'people' ORDER BY day DESC, n DESC LIMIT 1";
        Ok(self.db.prepare_cached(sql)?.query_row([instant_text(now.at)], |row| row.get(0)).optional()?)
    }

    /// Whether what is for all mentors is for this person: someone with a mentorship that has not ended or been declined.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn is_mentor(&self, person: Id) -> Result<bool> {
        let sql = "SELECT 1 FROM links JOIN records USING (n) WHERE target = ?1 AND role = 'person' \
             AND of_kind = 'mentorship' AND deleted IS NULL \
             AND coalesce(state, '') NOT IN ('closed', 'declined', 'ended-early')";
        Ok(self.db.prepare_cached(sql)?.exists([person])?)
    }

    /// Whether a goal has a check-in or a milestone that a person may not see: where it stands would tell of it.
    pub(super) fn rests_on_hidden(&self, goal: Id, person: Id, mentor: bool) -> Result<bool> {
        let sql = "SELECT 1 FROM links JOIN records USING (n) WHERE target = ?3 AND role = 'goal' \
             AND of_kind IN ('check_in', 'milestone') AND deleted IS NULL \
             AND NOT ((visibility = '\"mentors\"' AND ?2) OR instr(visibility, ?1) > 0)";
        let mut query = self.db.prepare_cached(sql)?;
        let found = query.query_row(params![person.to_string(), mentor, goal], |_| Ok(())).optional()?;
        Ok(found.is_some())
    }

    /// What may be told to a person before a meeting.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn brief(&self, person: Id, now: &Now) -> Result<Brief> {
        self.steady(|reader| {
            let view = View { reader, person, mentor: reader.is_mentor(person)? };
            let title = reader.title(person)?.unwrap_or_default();
            let meeting = view.next_meeting(now)?;
            let mut brief = Brief {
                person: Some(To { id: person, title }),
                since_last_time: view.since_last_time(now)?,
                advice: view.advice(now)?,
                goals: view.goals(now)?,
                asks: view.asks(meeting.as_ref(), now)?,
                terms: view.terms()?,
                meeting: meeting.and_then(|typed| {
                    let Meeting { at, minutes, intention, .. } = typed.fields;
                    Some(Talk { id: typed.id, at: at?, minutes, intention })
                }),
            };
            brief.settle_terms();
            Ok(brief)
        })
    }
}

impl View<'_> {
    /// The records of a kind that a condition holds for and that the person may see; the condition's arguments are `?3`
    /// and `?4`, and the person `?5`.
    fn those<T: Described>(&self, condition: &str, args: [&str; 2]) -> Result<Vec<Typed<T>>> {
        let seen = "((visibility = '\"mentors\"' AND ?2) OR instr(visibility, ?1) > 0)";
        // All are named, so that every condition may use what it needs.
        let sql = format!("{seen} AND coalesce(?3, ?4, ?5, '') IS NOT NULL AND {condition}");
        self.reader.those(&sql, params![self.person.to_string(), self.mentor, args[0], args[1], self.person])
    }

    /// The next meeting with them.
    fn next_meeting(&self, now: &Now) -> Result<Option<Typed<Meeting>>> {
        let next = "state IN ('planned', 'prepared') AND day >= ?3 ORDER BY day, n LIMIT 50";
        let meetings = self.those::<Meeting>(next, [&instant_text(now.at), ""])?;
        Ok(meetings.into_iter().find(|meeting| meeting.fields.people.contains(&self.person)))
    }

    fn since_last_time(&self, now: &Now) -> Result<Vec<Moved>> {
        let Some(last) = self.reader.last_meeting(self.person, now)? else { return Ok(Vec::new()) };
        let (from, to) = (last.to_string(), now.today().to_string());
        let days = [from.as_str(), to.as_str()];
        let mut moved = Vec::new();
        let mut tell = |kind, day: Option<Day>, text: String| {
            moved.extend(day.filter(|day| *day > last).map(|day| Moved { kind, day, title: text }));
        };
        let closed = "state IN ('achieved', 'achieved-late', 'partly', 'dropped') AND data ->> 'closed' > ?3 \
             AND data ->> 'closed' <= ?4";
        for goal in self.those::<Goal>(closed, days)? {
            let verb = match goal.fields.state {
                Some(GoalState::Dropped) => "Let go",
                Some(GoalState::Partly) => "Reached in part",
                _ => "Reached",
            };
            tell(Weight::Goal, goal.fields.closed, format!("{verb}: {}", goal.title));
        }
        let over =
            "state IN ('eased', 'solved', 'accepted') AND data ->> 'resolved' > ?3 AND data ->> 'resolved' <= ?4";
        for obstacle in self.those::<Obstacle>(over, days)? {
            let state = obstacle.fields.state.map(ObstacleState::word).unwrap_or_default();
            let text = format!("{}: {}{}", capital(state), obstacle.title, after(obstacle.fields.helped.as_deref()));
            tell(Weight::Obstacle, obstacle.fields.resolved, text);
        }
        for milestone in self.those::<Milestone>("data ->> 'done' > ?3 AND data ->> 'done' <= ?4", days)? {
            tell(Weight::Milestone, milestone.fields.done, format!("Done: {}", milestone.title));
        }
        // What was done since is looked for in an index, not in all that was ever done.
        let done = "n IN (SELECT n FROM records INDEXED BY figures_action WHERE kind = 'action' AND deleted IS NULL \
             AND state = 'done' AND data ->> 'done' > ?3 AND data ->> 'done' <= ?4)";
        for action in
            self.those::<Action>(done, days)?.into_iter().filter(|typed| follow_through::is_mine(&typed.fields))
        {
            let text = format!("Done: {}{}", action.title, after(action.fields.result.as_deref()));
            tell(Weight::Action, action.fields.done, text);
        }
        let since = "data ->> 'state_since' > ?3 AND data ->> 'state_since' <= ?4";
        let used = format!(
            "n IN (SELECT n FROM records INDEXED BY figures_insight WHERE kind = 'insight' AND deleted IS NULL \
             AND state IN ('adopted', 'adapted') AND {since})"
        );
        for talk in self.those::<Introduction>(&format!("state IN ('talked', 'outcome') AND {since}"), days)? {
            tell(Weight::Introduction, talk.fields.state_since, format!("Talked: {}", talk.title));
        }
        for idea in self.those::<Insight>(&used, days)? {
            tell(Weight::Insight, idea.fields.state_since, format!("In use: {}", idea.title));
        }
        Ok(brief::weightiest(moved))
    }

    /// Their last advice.
    fn advice(&self, now: &Now) -> Result<Vec<Told>> {
        let theirs = "n IN (SELECT n FROM links WHERE target = ?5 AND role = 'by') AND created <= ?3 ORDER BY day DESC, n DESC LIMIT 3";
        let advice = self.those::<Advice>(theirs, [&instant_text(now.at), ""])?;
        Ok(advice.into_iter().map(|typed| Told { became: brief::became(&typed.fields), title: typed.title }).collect())
    }

    /// Goals under way, and those closed lately.
    fn goals(&self, now: &Now) -> Result<Vec<Standing>> {
        let today = now.today();
        let since = today.checked_sub_signed(chrono::Duration::days(CLOSED_DAYS)).unwrap_or(today);
        let shown = "(state IN ('active', 'paused') OR data ->> 'closed' BETWEEN ?3 AND ?4) \
             ORDER BY state <> 'active', due IS NULL, due, n LIMIT 5";
        let goals = self.those::<Goal>(shown, [&since.to_string(), &today.to_string()])?;
        let standing = |goal: &Typed<Goal>| -> Result<Standing> {
            let stood = self.reader.goal_now(goal, now)?.row;
            // Where it stands says what its check-ins say: it is told only where they may be.
            let told = !self.reader.rests_on_hidden(goal.id, self.person, self.mentor)?;
            let over = goal.fields.closed.is_some_and(|closed| closed <= today);
            let word = if stood.word == "achieved-late" { "achieved".to_owned() } else { stood.word };
            Ok(Standing {
                title: stood.title,
                actual: stood.actual.filter(|_| told),
                value: if told { stood.value } else { String::new() },
                word: if told { word } else { String::new() },
                due: stood.due.filter(|_| !over),
            })
        };
        goals.iter().map(standing).collect()
    }

    fn asks(&self, meeting: Option<&Typed<Meeting>>, now: &Now) -> Result<Vec<Ask>> {
        let mut asks = Vec::new();
        let until = instant_text(now.at);
        let now_text = [until.as_str(), ""];
        let parked = "state IN ('parked', 'on-agenda') AND n IN (SELECT n FROM links WHERE target = ?5 AND role = 'for') AND created <= ?3 \
             ORDER BY state, day, n LIMIT 6";
        for question in self.those::<Question>(parked, now_text)? {
            let theme = question.fields.theme.as_deref().unwrap_or_default();
            asks.push(Ask { verb: Verb::of_theme(theme), title: question.title });
        }
        for line in meeting.iter().flat_map(|meeting| &meeting.fields.agenda) {
            let open = matches!(line.state, None | Some(AgendaState::Open));
            if let Some(title) = line.text.clone().filter(|_| open) {
                asks.push(Ask { verb: Verb::Think, title });
            }
        }
        let undecided = "data ->> 'choice' IS NULL AND created <= ?3 ORDER BY day DESC, n DESC LIMIT 3";
        let decisions = self.those::<Decision>(undecided, now_text)?;
        asks.extend(decisions.into_iter().map(|typed| Ask { verb: Verb::Decide, title: typed.title }));
        let wanted = "state = 'wanted' AND n IN (SELECT n FROM links WHERE target = ?5 AND role = 'via') AND created <= ?3 ORDER BY day, n LIMIT 3";
        let introductions = self.those::<Introduction>(wanted, now_text)?;
        asks.extend(introductions.into_iter().map(|typed| Ask { verb: Verb::Introduce, title: typed.title }));
        // What needs someone trained, or a friend, is not asked of a mentor, whoever may see it.
        let stuck = "state IN ('expected', 'met', 'working') \
             AND coalesce(data ->> 'needs', '') NOT IN ('professional', 'comfort') AND created <= ?3 ORDER BY day, n LIMIT 3";
        let obstacles = self.those::<Obstacle>(stuck, now_text)?;
        asks.extend(obstacles.into_iter().map(|typed| Ask { verb: Verb::Think, title: typed.title }));
        asks.truncate(brief::ASKS);
        Ok(asks)
    }

    /// Words they may see, the newest first, of a hundred.
    fn terms(&self) -> Result<Vec<Term>> {
        let terms = self.those::<term::Term>("1 ORDER BY day DESC, n DESC LIMIT 100", ["", ""])?;
        Ok(terms.into_iter().map(|typed| Term { title: typed.title, plain: typed.fields.plain }).collect())
    }
}

/// A text behind a dash, where there is one.
fn after(text: Option<&str>) -> String {
    text.map(str::trim).filter(|text| !text.is_empty()).map(|text| format!(" — {text}")).unwrap_or_default()
}

/// A word as it begins a line.
fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
