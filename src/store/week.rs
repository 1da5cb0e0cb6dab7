//! Gathers the week that lies behind, for its review: each part by a query of its own size.

use chrono::Duration;
use rusqlite::params;

use super::hanging::Typed;
use super::{Reader, Result};
use crate::domain::kinds::action::{Action, ActionState};
use crate::domain::kinds::check_in::CheckIn;
use crate::domain::kinds::goal::Goal;
use crate::domain::kinds::obstacle::Obstacle;
use crate::domain::time::instant_text;
use crate::domain::week::{DAYS, Look, Moved, Open, Week};
use crate::domain::{Day, Id, Now, follow_through, pace};

/// The most of anything that a line names.
const MOST: usize = 12;

impl Reader<'_> {
    /// The last seven days, and what their review goes through.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn week(&self, now: &Now) -> Result<Week> {
        self.steady(|reader| reader.week_of_now(now))
    }

    fn week_of_now(&self, now: &Now) -> Result<Week> {
        let today = now.today();
        let from = today.checked_sub_signed(Duration::days(DAYS - 1)).unwrap_or(today);
        let (first, until) = (instant_text(now.start_of(from)), instant_text(now.at));
        let (since, to) = (from.to_string(), today.to_string());
        let named = |sql: &str, args: [&str; 2]| -> Result<Vec<(Id, String)>> {
            let mut query = self.db.prepare_cached(&format!("{sql} LIMIT {MOST}"))?;
            Ok(query.query_map(args, |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
        };
        let mine = "kind = 'action' AND deleted IS NULL AND coalesce(data ->> 'owner', 'me') = 'me'";
        let done = format!(
            "SELECT id, title FROM records WHERE {mine} AND state = 'done' \
             AND coalesce(data ->> 'done', data ->> 'state_since') BETWEEN ?1 AND ?2 ORDER BY day DESC, n DESC"
        );
        let carried = format!(
            "SELECT id, title FROM records WHERE {mine} AND state IN ('open', 'doing') AND due <= ?2 AND ?1 = ?1 \
             ORDER BY due DESC, n DESC"
        );
        let held = "SELECT id, title FROM records WHERE kind = 'meeting' AND deleted IS NULL \
             AND state IN ('held', 'captured', 'followed-up') AND day BETWEEN ?1 AND ?2 ORDER BY day, n";
        let people = "SELECT DISTINCT records.id, title FROM touches JOIN records ON records.id = person \
             WHERE touches.day >= ?1 AND touches.day <= ?2 || 'T99' AND deleted IS NULL ORDER BY title";
        let obstacles = "SELECT id, title FROM records WHERE kind = 'obstacle' AND deleted IS NULL \
             AND day BETWEEN ?1 AND ?2 ORDER BY day, n";
        let insights =
            "SELECT count(*) FROM records WHERE kind = 'insight' AND deleted IS NULL AND created BETWEEN ?1 AND ?2";
        let insights: i64 = self.db.prepare_cached(insights)?.query_row([&first, &until], |row| row.get(0))?;
        let goals = self.active_goals(now)?;
        Ok(Week {
            days: Some((from, today)),
            done: named(&done, [&since, &to])?,
            carried: named(&carried, [&since, &to])?,
            moved: self.moved(from, today)?,
            held: named(held, [&first, &until])?,
            people: named(people, [&since, &to])?,
            insights: usize::try_from(insights).unwrap_or(0),
            obstacles: named(obstacles, [&since, &to])?,
            goals: self.looks(&goals, now)?,
            pulse: self.pulse_of_week(today, now)?.is_some(),
            lately: self.prompting(now)?,
            if_then: self.plan_to_say(&goals, today)?,
            rule: self.last_rule(today)?.map(|(_, rule, _)| rule),
            open: self.open_actions()?,
            found: self.resurfaced(now)?,
        })
    }

    fn active_goals(&self, now: &Now) -> Result<Vec<Typed<Goal>>> {
        let mut goals: Vec<Typed<Goal>> = self.those("state = 'active' ORDER BY due IS NULL, due, n LIMIT 12", [])?;
        goals.retain(|goal| pace::state_on(&goal.fields, now.today()) == crate::domain::kinds::goal::GoalState::Active);
        Ok(goals)
    }

    /// Goals to look at, those due for it first.
    fn looks(&self, goals: &[Typed<Goal>], now: &Now) -> Result<Vec<Look>> {
        let mut looks = Vec::new();
        for goal in goals {
            let (_, check_ins, milestones) = self.pace_of(goal.id, &goal.fields, now)?;
            let next = pace::next_check_in(&goal.fields, &check_ins, &milestones, now.today());
            let row = self.goal_now(goal, now)?.row;
            looks.push(Look {
                id: goal.id,
                title: row.title,
                value: row.value,
                due: next.is_some_and(|next| next <= now.today()),
            });
        }
        looks.sort_by_key(|look| !look.due);
        Ok(looks)
    }

    /// Goals with a value of these days, each with the value before.
    fn moved(&self, from: Day, to: Day) -> Result<Vec<Moved>> {
        let within = "day BETWEEN ?1 AND ?2 AND data ->> 'value' IS NOT NULL \
             AND coalesce(data ->> 'source', 'self') = 'self' ORDER BY day, n LIMIT 100";
        let check_ins: Vec<Typed<CheckIn>> = self.those(within, [from.to_string(), to.to_string()])?;
        let mut moved: Vec<Moved> = Vec::new();
        for check_in in check_ins {
            let (Some(goal), Some(value)) = (check_in.fields.goal, check_in.fields.value) else { continue };
            if let Some(known) = moved.iter_mut().find(|known| known.id == goal) {
                known.to = value;
                continue;
            }
            let mut found: Vec<Typed<Goal>> = self.those("id = ?1", params![goal])?;
            let Some(goal) = found.pop() else { continue };
            let before: Vec<Typed<CheckIn>> = self.hanging(goal.id, "goal")?;
            let before = before.iter().rev().filter(|each| each.fields.date.is_some_and(|date| date < from));
            moved.push(Moved {
                id: goal.id,
                title: goal.fields.short.clone().unwrap_or(goal.title),
                from: before.clone().find_map(|each| each.fields.value),
                to: value,
                unit: goal.fields.unit.clone().unwrap_or_default(),
            });
        }
        moved.retain(|each| each.from.is_none_or(|from| (from - each.to).abs() > 0.0));
        moved.truncate(MOST);
        Ok(moved)
    }

    /// An if-then plan of an active goal or of an obstacle worked on: another one each week.
    fn plan_to_say(&self, goals: &[Typed<Goal>], today: Day) -> Result<Option<(String, String)>> {
        let of = |title: &str, plan: &Option<String>| {
            let plan = plan.as_deref().map(str::trim).filter(|plan| !plan.is_empty())?;
            Some((title.to_owned(), plan.to_owned()))
        };
        let open = "state IN ('expected', 'met', 'working') ORDER BY day DESC, n DESC LIMIT 12";
        let obstacles: Vec<Typed<Obstacle>> = self.those(open, [])?;
        let mut plans: Vec<(String, String)> =
            obstacles.iter().filter_map(|obstacle| of(&obstacle.title, &obstacle.fields.if_then)).collect();
        plans.extend(goals.iter().filter_map(|goal| of(&goal.title, &goal.fields.if_then)));
        let week = usize::try_from(chrono::Datelike::num_days_from_ce(&today) / 7).unwrap_or(0);
        let count = plans.len().max(1);
        Ok(plans.into_iter().nth(week % count))
    }

    /// My open actions, those due first.
    fn open_actions(&self) -> Result<Vec<Open>> {
        let open = "state IN ('open', 'doing') ORDER BY due IS NULL, due, day DESC, n DESC LIMIT 60";
        let actions: Vec<Typed<Action>> = self.those(open, [])?;
        let mine = actions.into_iter().filter(|typed| follow_through::is_mine(&typed.fields));
        let row = |typed: Typed<Action>| Open {
            id: typed.id,
            title: typed.title,
            due: typed.fields.due,
            doing: typed.fields.state == Some(ActionState::Doing),
        };
        Ok(mine.map(row).take(20).collect())
    }
}
