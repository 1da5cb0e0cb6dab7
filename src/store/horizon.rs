//! Gathers what lies ahead, each part by an index and no more of it than is told.

use chrono::Months;
use rusqlite::{Params, params};

use super::hanging::Typed;
use super::{Reader, Result};
use crate::domain::horizon::{self, Ahead, Horizon, Part, Quiet};
use crate::domain::kinds::Described;
use crate::domain::kinds::agreement::Agreement;
use crate::domain::kinds::decision::Decision;
use crate::domain::kinds::goal::Goal;
use crate::domain::kinds::insight::Insight;
use crate::domain::kinds::meeting::{Meeting, MeetingKind};
use crate::domain::kinds::mentorship::Mentorship;
use crate::domain::kinds::path::Path;
use crate::domain::kinds::question::Question;
use crate::domain::learning::path;
use crate::domain::time::instant_text;
use crate::domain::{Day, Id, Now, freshness, spread};

/// The most of a part that are read.
const MOST: usize = 50;

/// Mentorships that may still end.
const LIVE: &str = "state IN ('forming', 'active', 'paused', 'winding-down')";

impl Reader<'_> {
    /// What lies ahead.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn horizon(&self, now: &Now) -> Result<Horizon> {
        self.steady(|reader| {
            Ok(Horizon {
                meetings: reader.meetings_ahead(now)?,
                goals: reader.goals_due(now)?,
                quiet: reader.gone_quiet(now)?,
                questions: reader.questions_kept()?,
                paths: reader.open_paths(now)?,
                ends: reader.planned_ends(now)?,
                looks: reader.look_backs()?,
            })
        })
    }

    /// The records of a kind that a condition holds for, in an order, and how many there are.
    fn part<T: Described>(
        &self,
        condition: &str,
        order: &str,
        args: impl Params + Clone,
        mut row: impl FnMut(Typed<T>) -> Result<Ahead>,
    ) -> Result<Part> {
        let found = self.those::<T>(&format!("{condition} ORDER BY {order} LIMIT {MOST}"), args.clone())?;
        let all = if found.len() < MOST { found.len() } else { self.count_those::<T>(condition, args)? };
        Ok(Part { rows: found.into_iter().map(&mut row).collect::<Result<_>>()?, all })
    }

    fn count_those<T: Described>(&self, condition: &str, args: impl Params) -> Result<usize> {
        let kind = T::SPEC.name;
        let sql = format!("SELECT count(*) FROM records WHERE kind = '{kind}' AND deleted IS NULL AND {condition}");
        let count: i64 = self.db.prepare_cached(&sql)?.query_row(args, |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    fn meetings_ahead(&self, now: &Now) -> Result<Part> {
        let ahead = "state IN ('planned', 'prepared') AND day >= ?1";
        self.part::<Meeting>(ahead, "day, n", [instant_text(now.at)], |typed| {
            // A title mostly says what sort it is, and names them.
            let sort = typed.fields.meeting_kind.map(MeetingKind::word).filter(|word| !typed.title.contains(word));
            let mut note: Vec<String> = sort.into_iter().map(str::to_owned).collect();
            for id in typed.fields.people.iter().take(3) {
                note.extend(self.title(*id)?.filter(|name| !typed.title.contains(first(name))));
            }
            let day = typed.fields.at.map(|at| now.day_of(at));
            Ok(ahead_of::<Meeting>(typed.id, typed.title, day, note.join(", ")))
        })
    }

    fn goals_due(&self, now: &Now) -> Result<Part> {
        let due = "state IN ('active', 'paused') AND due IS NOT NULL";
        self.part::<Goal>(due, "due, n", [], |typed| {
            let row = self.goal_now(&typed, now)?.row;
            let note: Vec<String> = [row.value, row.word].into_iter().filter(|part| !part.is_empty()).collect();
            Ok(ahead_of::<Goal>(typed.id, row.title, typed.fields.due, note.join(", ")))
        })
    }

    /// Contacts of two years that are quiet; who sleeps longer than that is left to the Network tab.
    fn gone_quiet(&self, now: &Now) -> Result<Vec<Quiet>> {
        let today = now.today();
        let since = today.checked_sub_months(Months::new(spread::COUNTS_MONTHS)).unwrap_or(Day::MIN);
        let mut found = Vec::new();
        for contact in self.lately(since, now)? {
            let cadence = freshness::cadence(contact.cadence_days, contact.closeness);
            let word = freshness::freshness(contact.last, cadence, today);
            if let (Some(last), Some(cadence), Some(word)) = (contact.last, cadence, word) {
                found.push((Quiet { id: contact.id, name: contact.name, last, word }, cadence, contact.closeness));
            }
        }
        let mut quiet = horizon::quiet(found, today);
        quiet.truncate(MOST);
        Ok(quiet)
    }

    fn questions_kept(&self) -> Result<Part> {
        let kept = "state IN ('parked', 'on-agenda')";
        self.part::<Question>(kept, "day DESC, n DESC", [], |typed| {
            let whom = typed.fields.r#for.map(|id| self.title(id)).transpose()?.flatten();
            let note = whom.map(|name| format!("for {name}")).unwrap_or_default();
            Ok(ahead_of::<Question>(typed.id, typed.title, None, note))
        })
    }

    fn open_paths(&self, now: &Now) -> Result<Part> {
        let levels = self.levels(now)?;
        let levels: Vec<(&str, Option<i64>)> = levels.iter().map(|(title, level)| (title.as_str(), *level)).collect();
        self.part::<Path>("coalesce(state, 'idea') <> 'set-aside'", "day DESC, n DESC", [], |typed| {
            let open =
                path::gaps(&typed.fields, &levels.iter().copied()).iter().filter(|gap| gap.gap != Some(0)).count();
            let mut note: Vec<String> = Vec::new();
            note.extend(typed.fields.state.map(|state| state.word().to_owned()));
            note.extend((open > 0).then(|| if open == 1 { "1 gap".to_owned() } else { format!("{open} gaps") }));
            note.extend(path::first_step(&typed.fields).map(|step| format!("first: {step}")));
            Ok(ahead_of::<Path>(typed.id, typed.title, None, note.join(", ")))
        })
    }

    /// Planned ends of mentorships, and when agreements are to be read again.
    fn planned_ends(&self, now: &Now) -> Result<Part> {
        let live = format!("{LIVE} AND due IS NOT NULL");
        let mut part = self.part::<Mentorship>(&live, "due, n", [], |typed| {
            let note = typed.fields.state.map(|state| state.word().replace('-', " ")).unwrap_or_default();
            Ok(ahead_of::<Mentorship>(typed.id, typed.title, typed.fields.planned_end, note))
        })?;
        let today = now.today().to_string();
        let again = self.part::<Agreement>("due >= ?1", "due, n", params![today], |typed| {
            let note = "read it again together".to_owned();
            Ok(ahead_of::<Agreement>(typed.id, typed.title, typed.fields.review, note))
        })?;
        part.add(again);
        Ok(part)
    }

    /// Choices and trials with a day on which to look back.
    fn look_backs(&self) -> Result<Part> {
        let open = "due IS NOT NULL AND trim(coalesce(data ->> 'actual', '')) = ''";
        let mut part = self.part::<Decision>(open, "due, n", [], |typed| {
            let note = typed.fields.choice.clone().unwrap_or_else(|| "not chosen yet".to_owned());
            Ok(ahead_of::<Decision>(typed.id, typed.title, typed.fields.look_back, note))
        })?;
        let trials = self.part::<Insight>("state = 'trialled' AND due IS NOT NULL", "due, n", [], |typed| {
            let note = typed.fields.trial.clone().map(|trial| format!("trial: {trial}")).unwrap_or_default();
            Ok(ahead_of::<Insight>(typed.id, typed.title, typed.fields.trial_until, note))
        })?;
        part.add(trials);
        Ok(part)
    }
}

fn ahead_of<T: Described>(id: Id, title: String, day: Option<Day>, note: String) -> Ahead {
    Ahead { id, kind: T::SPEC.kind, title, day, note }
}

/// The first word of a name.
fn first(name: &str) -> &str {
    crate::domain::likeness::first_name(name)
}
