//! Gathers what the Progress page shows beyond its figures: days, rhythms, trails, the pulse; and what stands behind a
//! figure. Each by a query of its own size.

use std::collections::BTreeMap;

use chrono::{Days, Months};
use rusqlite::{OptionalExtension as _, params};

use super::hanging::Typed;
use super::progress::first_instant;
use super::today::local_day;
use super::{Reader, Result};
use crate::domain::ask::Row;
use crate::domain::kinds::goal::Goal;
use crate::domain::kinds::mentorship::Mentorship;
use crate::domain::kinds::pulse::Pulse;
use crate::domain::overview::{Figure, More, Overview, Quarter};
use crate::domain::period::Period;
use crate::domain::time::instant_text;
use crate::domain::{Day, Id, Now, advice_loop, pace, pulse, rhythm, spread, transfer};

/// The most pulses that are read: ten years of weeks.
const PULSES: usize = 520;

/// The most goals whose trail is read; the page names no more.
const TRAILS: usize = 12;

/// The most points of a trail.
const TRAIL: usize = 12;

/// The most rows behind a figure.
const ROWS: usize = 500;

/// How many quarters of growth are told.
const QUARTERS: usize = 8;

/// The meetings that took place.
const HELD: &str = "state IN ('held', 'captured', 'followed-up')";

impl Reader<'_> {
    /// A period beside the one before, with what charts need.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn overview(&self, period: Period, now: &Now) -> Result<Overview> {
        self.steady(|reader| {
            let both = reader.progress(period, now)?;
            let then = period.as_of(now);
            let goals: Vec<Id> = both.progress.goals.iter().take(TRAILS).map(|goal| goal.id).collect();
            let pulses = reader.pulses_to(then.today(), PULSES)?;
            let more = More {
                days: reader.meeting_days(period, &then)?,
                rhythms: reader.rhythms(&then)?,
                pulse: shown(&pulses, period, then.today()),
                clarity: clarity(&pulses),
                trails: reader.trails(&goals, &then)?,
                helped: reader.helped_last(period, &then)?,
                home: reader.home_industry()?.unwrap_or_default(),
                growth: reader.growth(period, &then)?,
            };
            Ok(Overview { both, more })
        })
    }

    /// The last pulses up to a day, oldest first.
    pub(super) fn pulses_to(&self, today: Day, most: usize) -> Result<Vec<Pulse>> {
        let last = format!("day <= ?1 ORDER BY day DESC, n DESC LIMIT {most}");
        let mut pulses: Vec<Pulse> =
            self.those(&last, [today.to_string()])?.into_iter().map(|typed| typed.fields).collect();
        pulses.reverse();
        Ok(pulses)
    }

    /// What grew over the last quarters: of a year and of all time, for it needs some.
    fn growth(&self, period: Period, then: &Now) -> Result<Option<Vec<Quarter>>> {
        if matches!(period, Period::Months { months, .. } if months < 12) {
            return Ok(None);
        }
        // When each person was first in touch with me: one walk along an index.
        let sql = "SELECT substr(min(day), 1, 10) FROM touches WHERE person IN \
             (SELECT id FROM records WHERE kind = 'person' AND deleted IS NULL) AND day < ?1 GROUP BY person";
        let until = format!("{}~", then.today());
        let mut query = self.db.prepare_cached(sql)?;
        let met: Vec<String> = query.query_map([until], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let tried = self.insights_tried()?;
        let mut quarters = Vec::new();
        let mut quarter = Some(Period::quarter_of(then.today()));
        for _ in 0..QUARTERS {
            let Some((here, first)) = quarter.and_then(|quarter| Some((quarter, quarter.from()?))) else { break };
            let last = here.to().unwrap_or(first).min(then.today());
            let by = last.to_string();
            quarters.push(Quarter {
                first,
                people: met.iter().filter(|day| **day <= by).count(),
                tried: tried.iter().filter(|(since, _)| (first..=last).contains(since)).count(),
                used: tried.iter().filter(|(since, used)| *used && *since <= last).count(),
            });
            quarter = here.before();
        }
        quarters.reverse();
        Ok(Some(quarters))
    }

    /// The last clarity of each month up to a day, oldest first.
    pub(super) fn clarity_to(&self, today: Day) -> Result<Vec<(Day, i64)>> {
        Ok(clarity(&self.pulses_to(today, PULSES)?))
    }

    /// The days on which meetings were held: of the period and the one before, up to now.
    fn meeting_days(&self, period: Period, then: &Now) -> Result<Vec<(Day, u32)>> {
        let from = first_instant(period.before().unwrap_or(period), then);
        let sql = format!(
            "SELECT day FROM records WHERE kind = 'meeting' AND deleted IS NULL AND {HELD} AND day BETWEEN ?1 AND ?2"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query([from, instant_text(then.at)])?;
        let mut days: BTreeMap<Day, u32> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            if let Some(day) = local_day(row.get_ref(0)?.as_str().unwrap_or_default(), then) {
                *days.entry(day).or_default() += 1;
            }
        }
        Ok(days.into_iter().collect())
    }

    /// The rhythm of every mentorship that has one.
    fn rhythms(&self, then: &Now) -> Result<Vec<(Id, String, rhythm::Rhythm)>> {
        let live = "state IN ('forming', 'active', 'winding-down') ORDER BY day DESC, n DESC LIMIT 50";
        let mut found = Vec::new();
        for mentorship in self.those::<Mentorship>(live, [])? {
            let Some(person) = mentorship.fields.person else { continue };
            let last = self.last_meeting(person, then)?;
            if let Some(word) = rhythm::rhythm(last, mentorship.fields.cadence_days, then.today()) {
                found.push((mentorship.id, mentorship.title, word));
            }
        }
        Ok(found)
    }

    /// How far goals were at each of their check-ins.
    fn trails(&self, goals: &[Id], then: &Now) -> Result<BTreeMap<Id, Vec<f64>>> {
        let mut trails = BTreeMap::new();
        for id in goals {
            let mut found: Vec<Typed<Goal>> = self.those("id = ?1", params![id])?;
            let Some(goal) = found.pop() else { continue };
            let (_, check_ins, milestones) = self.pace_of(*id, &goal.fields, then)?;
            let trail = pace::trail(&goal.fields, &check_ins, &milestones, then.today());
            let from = trail.len().saturating_sub(TRAIL);
            let trail = trail.into_iter().skip(from).map(|(_, share)| share).collect();
            trails.insert(*id, trail);
        }
        Ok(trails)
    }

    /// What helped with the obstacle that was resolved last in the period.
    fn helped_last(&self, period: Period, then: &Now) -> Result<Option<(Id, String)>> {
        let days = period.days_to(then.today());
        let sql = "SELECT id, data ->> 'helped' FROM records WHERE kind = 'obstacle' AND deleted IS NULL \
             AND state IN ('solved', 'eased', 'accepted') AND trim(coalesce(data ->> 'helped', '')) <> '' \
             AND data ->> 'resolved' BETWEEN ?1 AND ?2 ORDER BY data ->> 'resolved' DESC, n DESC LIMIT 1";
        let mut query = self.db.prepare_cached(sql)?;
        let args = [days.start().to_string(), days.end().to_string()];
        Ok(query.query_row(args, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// The records behind a figure of a period, newest first, at most five hundred.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn behind(&self, figure: &Figure, period: Period, now: &Now) -> Result<Vec<Row>> {
        let then = period.as_of(now);
        let today = then.today();
        let days = period.days_to(today);
        let (from, to) = (days.start().to_string(), days.end().to_string());
        let (first, until) = (first_instant(period, &then), instant_text(then.at));
        let ago = |days: i64| today.checked_sub_days(Days::new(days.unsigned_abs())).unwrap_or(Day::MIN);
        let end = |day: Day| instant_text(then.start_of(day.succ_opt().unwrap_or(day)));
        let rows = |condition: &str, args: [String; 2]| {
            self.rows_where(
                &format!("deleted IS NULL AND {condition} ORDER BY day DESC, n DESC LIMIT {ROWS}"),
                args,
                now,
            )
        };
        match figure {
            Figure::Mine | Figure::Theirs => {
                let owner = if *figure == Figure::Mine { "=" } else { "<>" };
                let condition = format!(
                    "kind = 'action' AND due BETWEEN ?1 AND ?2 AND coalesce(data ->> 'owner', 'me') {owner} 'me' \
                     AND NOT (coalesce(state, '') IN ('dropped', 'handed-over') \
                     AND trim(coalesce(data ->> 'reason', '')) <> '')"
                );
                rows(&condition, [from, to])
            }
            Figure::Meetings => rows(&format!("kind = 'meeting' AND {HELD} AND day BETWEEN ?1 AND ?2"), [first, until]),
            Figure::Opened => rows("kind = 'obstacle' AND day BETWEEN ?1 AND ?2", [from, to]),
            Figure::Resolved => rows(&over("BETWEEN ?1 AND ?2"), [from, to]),
            Figure::Open => {
                let open = format!("kind = 'obstacle' AND day <= ?2 AND ?1 = ?1 AND NOT ({})", over("<= ?2"));
                rows(&open, [from, to])
            }
            Figure::People | Figure::NewPeople | Figure::Introduced | Figure::Industry(_) => {
                self.people_behind(figure, period, &then)
            }
            Figure::Insights => rows("kind = 'insight' AND created BETWEEN ?1 AND ?2", [first, until]),
            Figure::Tried => rows(&came("'adopted', 'adapted', 'trialled', 'rejected'"), [from, to]),
            Figure::Adopted => rows(&came("'adopted', 'adapted'"), [from, to]),
            Figure::Transfer => {
                let used = "kind = 'insight' AND state IN ('adopted', 'adapted') AND data ->> 'state_since' <= ?1 \
                     AND created < ?2";
                rows(used, [to, end(ago(transfer::ASKED_AFTER))])
            }
            Figure::Shelf => {
                let lies = "kind = 'insight' AND (coalesce(state, 'captured') = 'captured' OR data ->> 'state_since' > ?1) \
                     AND created < ?2";
                rows(lies, [to, end(ago(transfer::SHELF_AFTER + 1))])
            }
            Figure::ToldBack | Figure::Untold => {
                let heard = "coalesce(data ->> 'told_back', '9999') <= ?2";
                let not = if *figure == Figure::ToldBack { "" } else { "NOT" };
                let called = format!("kind = 'advice' AND data ->> 'called' <= ?1 AND {not} {heard}");
                rows(&called, [ago(advice_loop::TOLD_AFTER + 1).to_string(), to])
            }
            Figure::Terms => rows("kind = 'term' AND day BETWEEN ?1 AND ?2", [first, until]),
            Figure::Skills => {
                let rated = "kind = 'skill' AND id IN (SELECT target FROM records AS rating JOIN links USING (n) \
                     WHERE rating.kind = 'rating' AND rating.deleted IS NULL AND role = 'skill' \
                     AND rating.day BETWEEN ?1 AND ?2)";
                rows(rated, [from, to])
            }
            Figure::Decisions => rows("kind = 'decision' AND day BETWEEN ?1 AND ?2", [first, until]),
            Figure::DecisionsChanged => {
                let changed = self.changed_by_others(&first, &until)?.into_iter();
                let ids: Vec<String> = changed.map(|id| id.to_string().replace('-', "")).collect();
                let ids = serde_json::Value::from(ids).to_string();
                let among = "kind = 'decision' AND id IN (SELECT unhex(value) FROM json_each(?1)) AND ?2 = ?2";
                rows(among, [ids, until])
            }
            Figure::Reflections => rows("kind = 'reflection' AND day BETWEEN ?1 AND ?2", [from, to]),
            Figure::Pulses => rows("kind = 'pulse' AND day <= ?2 AND ?1 = ?1", [from, to]),
        }
    }

    /// The contacts behind a figure, by name.
    fn people_behind(&self, figure: &Figure, period: Period, then: &Now) -> Result<Vec<Row>> {
        let today = then.today();
        let since = today.checked_sub_months(Months::new(spread::COUNTS_MONTHS)).unwrap_or(Day::MIN);
        let days = period.days_to(today);
        let touched = "deleted IS NULL AND kind = 'person' AND ( \
             EXISTS (SELECT 1 FROM touches WHERE person = id AND exact = 1 AND touches.day BETWEEN ?1 AND ?2) \
             OR EXISTS (SELECT 1 FROM touches WHERE person = id AND exact = 0 AND touches.day BETWEEN ?1 AND ?3)) \
             AND ?4 = ?4 AND ?5 = ?5 AND ?6 = ?6";
        let narrowed = match figure {
            Figure::NewPeople => "AND data ->> 'first_met' BETWEEN ?4 AND ?5",
            Figure::Introduced => "AND data ->> 'first_met' BETWEEN ?4 AND ?5 AND data ->> 'how_met' = 'introduced'",
            Figure::Industry(_) => "AND lower(trim(data ->> 'industry')) = lower(trim(?6))",
            _ => "",
        };
        let industry = if let Figure::Industry(name) = figure { name.as_str() } else { "" };
        let condition = format!("{touched} {narrowed} ORDER BY title LIMIT {ROWS}");
        let args = params![
            since.to_string(),
            instant_text(then.at),
            today.to_string(),
            days.start().to_string(),
            days.end().to_string(),
            industry
        ];
        self.rows_where(&condition, args, then)
    }
}

/// Obstacles that were over on a day within bounds.
fn over(bounds: &str) -> String {
    format!(
        "kind = 'obstacle' AND state IN ('eased', 'solved', 'accepted', 'dropped') \
         AND coalesce(data ->> 'resolved', data ->> 'state_since') {bounds}"
    )
}

/// Insights that came to one of these states in the days from `?1` to `?2`.
fn came(states: &str) -> String {
    format!("kind = 'insight' AND state IN ({states}) AND data ->> 'state_since' BETWEEN ?1 AND ?2")
}

/// The levels that the chart shows: of a year and of all time all there are, else at least the last two quarters.
fn shown(pulses: &[Pulse], period: Period, today: Day) -> Vec<(Day, f64)> {
    let year = today.checked_sub_months(Months::new(12)).unwrap_or(Day::MIN);
    let from = period.from().map_or(Day::MIN, |from| from.min(year));
    pulse::levels(pulses, today).into_iter().filter(|(day, _)| *day >= from).collect()
}

/// The last clarity of each month.
fn clarity(pulses: &[Pulse]) -> Vec<(Day, i64)> {
    let mut months: BTreeMap<(i32, u32), (Day, i64)> = BTreeMap::new();
    for pulse in pulses {
        if let (Some(day), Some(clarity)) = (pulse.date, pulse.clarity) {
            months.insert((chrono::Datelike::year(&day), chrono::Datelike::month(&day)), (day, clarity));
        }
    }
    months.into_values().collect()
}
