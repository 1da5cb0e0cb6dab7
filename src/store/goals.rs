//! What belongs to goals beyond their pace: how often a date moved, the numbers behind the figures, and how many are active.

use rusqlite::params;

use super::hanging::{self, Typed};
use super::{Error, Patch, Reader, Result, Writer};
use crate::domain::few;
use crate::domain::kinds::goal::Goal;
use crate::domain::likeness::first_name;
use crate::domain::moves::Move;
use crate::domain::pace::explain::explain;
use crate::domain::templates::Fills;
use crate::domain::time::{days_between, read_day, read_instant};
use crate::domain::{Day, Fields, Id, Kind, Now, Record};
use chrono::Duration;
use serde_json::{Value, json};

impl Reader<'_> {
    /// Every change of a goal's date and target, oldest first; what was undone did not happen.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn goal_moves(&self, goal: Id, now: &Now) -> Result<Vec<Move>> {
        let sql = "SELECT at, json_extract(before, '$.' || field), json_extract(after, '$.' || field), field \
             FROM changes JOIN sets ON sets.no = set_no, (SELECT 'due' AS field UNION ALL SELECT 'target') \
             WHERE changes.id = ?1 AND op = 'edit' AND undone = 0 AND takes_back IS NULL AND brings_back IS NULL \
             AND json_type(after, '$.' || field) IS NOT NULL ORDER BY changes.no, field";
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query(params![goal])?;
        let mut moves = Vec::new();
        let text = |value: rusqlite::types::Value| match value {
            rusqlite::types::Value::Text(text) => text,
            rusqlite::types::Value::Integer(n) => n.to_string(),
            rusqlite::types::Value::Real(n) => n.to_string(),
            _ => String::new(),
        };
        while let Some(row) = rows.next()? {
            let at: String = row.get(0)?;
            let Some(at) = read_instant(&at).filter(|at| *at <= now.at) else { continue };
            let field: String = row.get(3)?;
            let field = if field == "due" { "due" } else { "target" };
            moves.push(Move { on: now.day_of(at), field, from: text(row.get(1)?), to: text(row.get(2)?) });
        }
        Ok(moves)
    }

    /// The numbers behind the figures of a goal: label and sentence.
    ///
    /// # Errors
    /// Where there is no such goal, or the journal cannot be read.
    pub fn explained(&self, goal: Id, now: &Now) -> Result<Vec<(String, String)>> {
        let record = self.find(goal)?.filter(|record| record.kind == Kind::Goal);
        let record = record.ok_or_else(|| Error::Gone(goal.to_string()))?;
        let fields: Goal = hanging::read(&record)?;
        let (_, check_ins, milestones) = self.pace_of(goal, &fields, now)?;
        let mut lines: Vec<(String, String)> = explain(&fields, &check_ins, &milestones, now.today())
            .into_iter()
            .map(|(label, text)| (label.to_owned(), text))
            .collect();
        for change in self.goal_moves(goal, now)? {
            let from = if change.from.is_empty() { "none" } else { &change.from };
            let to = if change.to.is_empty() { "none" } else { &change.to };
            lines.push((change.field.to_owned(), format!("{from} → {to}, changed {}", change.on)));
        }
        Ok(lines)
    }

    /// What to ask when a goal has just become active, or come into focus, beside others; nothing where there is room.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn too_many(&self, goal: &Record) -> Result<Option<String>> {
        if goal.kind != Kind::Goal || goal.text("state") != "active" {
            return Ok(None);
        }
        let count = |sql: &str| -> Result<usize> {
            let count: i64 = self.db.prepare_cached(sql)?.query_row([goal.id], |row| row.get(0))?;
            Ok(usize::try_from(count).unwrap_or(0))
        };
        let active = "kind = 'goal' AND deleted IS NULL AND state = 'active' AND id <> ?1";
        if let Some(ask) = few::asks(count(&format!("SELECT count(*) FROM records WHERE {active}"))?) {
            return Ok(Some(ask));
        }
        if goal.get("focus") != &Value::Bool(true) {
            return Ok(None);
        }
        Ok(few::asks_focus(count(&format!("SELECT count(*) FROM records WHERE {active} AND data ->> 'focus' = 1"))?))
    }

    /// What is known of the words in braces of a goal template: the home industry, the mentor of the next talk.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn known_fills(&self, now: &Now) -> Result<Fills> {
        let mut fills = Fills::new();
        let home = self.me()?.and_then(|me| me.home_industry).unwrap_or_default();
        fills.insert("home industry".to_owned(), home);
        if let Some(person) = self.name_of(self.next_person(now)?)? {
            fills.insert("mentor".to_owned(), first_name(&person).to_owned());
        }
        Ok(fills)
    }

    /// The active goals, those that could rest first.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn goals_to_rest(&self) -> Result<Vec<(Id, String)>> {
        let goals: Vec<Typed<Goal>> = self.those("state = 'active' ORDER BY due IS NULL, due DESC, n LIMIT 60", [])?;
        let goals: Vec<((Id, String), Goal)> =
            goals.into_iter().map(|typed| ((typed.id, typed.title), typed.fields)).collect();
        Ok(few::to_rest(&goals).into_iter().cloned().collect())
    }
}

impl Writer<'_> {
    /// Takes a paused goal up again; where `along`, its due day, its first step and what is left of its checkpoints move by
    /// the days it rested. Gives back the goal, and how many days that were.
    ///
    /// # Errors
    /// Where it is gone or does not rest.
    pub fn resume_goal(&mut self, goal: Id, along: bool) -> Result<(Record, i64)> {
        let record = self.read().find(goal)?.ok_or_else(|| Error::Gone(goal.to_string()))?;
        if record.text("state") != "paused" {
            return Err(Error::Refused(format!("the goal “{}” does not rest", record.title)));
        }
        let today = self.now().today();
        let since = record.day("state_since");
        let rested = since.map_or(0, |since| days_between(since, today).max(0));
        let mut fields = Fields::new();
        fields.insert("state".to_owned(), json!("active"));
        if along && rested > 0 {
            let later = |day: Day| day.checked_add_signed(Duration::days(rested)).unwrap_or(day).to_string();
            for name in ["due", "first_step_by"] {
                if let Some(day) = record.day(name).filter(|day| since.is_some_and(|since| *day >= since)) {
                    fields.insert(name.to_owned(), json!(later(day)));
                }
            }
            if let Some(points) = record.get("checkpoints").as_array() {
                let moved = points.iter().map(|point| {
                    let mut point = point.clone();
                    let day = point.get("date").and_then(Value::as_str).and_then(read_day);
                    if let (Some(day), Some(date)) =
                        (day.filter(|day| since.is_some_and(|since| *day >= since)), point.get_mut("date"))
                    {
                        *date = json!(later(day));
                    }
                    point
                });
                fields.insert("checkpoints".to_owned(), Value::Array(moved.collect()));
            }
        }
        Ok((self.edit(goal, &Patch { fields, ..Patch::default() })?, rested))
    }
}
