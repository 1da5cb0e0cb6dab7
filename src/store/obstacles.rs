//! What past talks and notes say to an obstacle: in which meetings it came up, what was learned before, which plan to say
//! aloud. By words and tags, through the index; the newest of each.

use super::hanging::{self, Typed};
use super::{Error, Reader, Result};
use crate::domain::kinds::goal::Goal;
use crate::domain::kinds::obstacle::Obstacle;
use crate::domain::likeness::forms;
use crate::domain::recurrence::{self, Plan, Talk, came_up};
use crate::domain::useful::{Note, likest};
use crate::domain::{Id, Kind, Now, Record};

/// How many meetings are looked at.
const TALKS: usize = 200;
/// How many lessons are told.
const LESSONS: usize = 7;
/// How many plans take their turn.
const PLANS: usize = 60;
/// How many spellings of words are looked for.
const SPELLINGS: usize = 60;

impl Reader<'_> {
    /// The meetings in which an obstacle came up, oldest first.
    ///
    /// # Errors
    /// Where there is no such obstacle, or the journal cannot be read.
    pub fn talks_about(&self, obstacle: Id, now: &Now) -> Result<Vec<Talk>> {
        let record = self.obstacle(obstacle)?;
        let forms = forms(&record.title);
        let Some(query) = super::search::any_of(forms.iter().take(SPELLINGS), &[Kind::Meeting]) else {
            return Ok(Vec::new());
        };
        let sql = format!(
            "SELECT id FROM (SELECT rowid AS n FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT {TALKS}) JOIN records USING (n)"
        );
        let mut query_of = self.db.prepare_cached(&sql)?;
        let ids = query_of.query_map([query], |row| row.get(0))?.collect::<rusqlite::Result<Vec<Id>>>()?;
        let mut talks = Vec::new();
        for id in ids {
            let Some(meeting) = self.find(id)?.filter(|meeting| meeting.deleted.is_none()) else { continue };
            let Some(day) = meeting.instant("at").filter(|at| *at <= now.at).map(|at| now.day_of(at)) else { continue };
            let agenda = meeting.get("agenda").as_array().into_iter().flatten();
            let mut lines: Vec<String> =
                agenda.filter_map(|line| Some(line.get("text")?.as_str()?.to_owned())).collect();
            lines.extend(meeting.text("notes").lines().map(str::to_owned));
            talks.push(Talk { id, day, lines, tags: meeting.tags });
        }
        Ok(came_up(&record.title, &record.tags, &talks).into_iter().cloned().collect())
    }

    fn obstacle(&self, id: Id) -> Result<Record> {
        let record = self.find(id)?.filter(|record| record.kind == Kind::Obstacle);
        record.ok_or_else(|| Error::Gone(id.to_string()))
    }

    /// Lessons for an obstacle from past notes: ideas, advice, what helped with others like it; those with its tags and
    /// words first.
    ///
    /// # Errors
    /// Where there is no such obstacle, or the journal cannot be read.
    pub fn lessons(&self, obstacle: Id, now: &Now) -> Result<Vec<Note>> {
        let record = self.obstacle(obstacle)?;
        let about = recurrence::about(&record.title, Some(record.text("if_then")));
        let notes = self.older_notes(&about, &record.tags, LESSONS, now, |note| note.id != obstacle)?;
        let mut found = likest(notes, &record.tags, &about);
        self.name_givers(&mut found)?;
        Ok(found)
    }

    /// What helped with an obstacle of the past, by its id.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn helped(&self, id: Id) -> Result<Option<String>> {
        let Some(record) = self.find(id)? else { return Ok(None) };
        let text = match record.kind {
            Kind::Obstacle => record.text("helped"),
            Kind::Insight => record.text("my_version"),
            _ => "",
        };
        Ok(Some(text.to_owned()).filter(|text| !text.is_empty()))
    }

    /// The plan to say aloud this week: of open obstacles and active goals, each in turn.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn rehearsal(&self, now: &Now) -> Result<Option<Plan>> {
        let open = format!("state IN ('expected', 'met', 'working') ORDER BY day, n LIMIT {PLANS}");
        let obstacles: Vec<Typed<Obstacle>> = self.those(&open, [])?;
        let active = format!("state = 'active' ORDER BY day, n LIMIT {PLANS}");
        let goals: Vec<Typed<Goal>> = self.those(&active, [])?;
        let mut plans: Vec<Plan> = obstacles
            .into_iter()
            .filter_map(|typed| Some(Plan { id: typed.id, title: typed.title, if_then: typed.fields.if_then? }))
            .collect();
        plans.extend(
            goals
                .into_iter()
                .filter_map(|typed| Some(Plan { id: typed.id, title: typed.title, if_then: typed.fields.if_then? })),
        );
        Ok(recurrence::rehearsal(&plans, now.today()).cloned())
    }

    /// Lines derived from an obstacle: who could help, how often it came up, how many lessons there are.
    pub(super) fn obstacle_lines(&self, record: &Record, now: &Now) -> Result<Vec<(String, String)>> {
        let mut lines = Vec::new();
        let obstacle: Obstacle = hanging::read(record)?;
        if let Some(needs) = obstacle.needs {
            lines.push(("helper".to_owned(), recurrence::helper(needs).to_owned()));
        }
        let talks = self.talks_about(record.id, now)?;
        lines.extend(
            recurrence::sentence(&talks.iter().collect::<Vec<_>>(), now).map(|text| ("talks".to_owned(), text)),
        );
        for note in self.lessons(record.id, now)?.iter().take(3) {
            let by = note.by.as_deref().map(|by| format!(" — {by}")).unwrap_or_default();
            let helped = self.helped(note.id)?.map(|helped| format!(": {helped}")).unwrap_or_default();
            lines.push(("lesson".to_owned(), format!("“{}”{helped}{by}", note.title.trim_end_matches('.'))));
        }
        Ok(lines)
    }
}
