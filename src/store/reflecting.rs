//! Gathers the Reflect page: entries and the pulses beside them, the last rule, what is worth meeting again.

use chrono::{Datelike as _, Days, Months};
use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension as _, params, params_from_iter};

use super::lists::key_args;
use super::today::local_day;
use super::{Reader, Result, search};
use crate::domain::ask::{Key, Resurfaced};
use crate::domain::reflecting::{self, Entry, Page, Taken, rhyme};
use crate::domain::time::{instant_text, read_day};
use crate::domain::{Day, Id, Kind, Now, pulse};

/// How far back a line has to lie to be met again, in days.
const OLD: u64 = 30;

/// How many older lines are looked at for a rhyme.
const LINES: usize = 200;

/// The most of my own notes on a card.
const HELPED: usize = 3;

impl Reader<'_> {
    /// The Reflect page with its newest entries; only those with all of these words, where there are any.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn reflecting(&self, entries: usize, words: &str, now: &Now) -> Result<Page> {
        let today = now.today();
        let (entries, total) = self.entries(entries, None, words, today)?;
        let last = self.last_written(today)?;
        let recent = self.pulses(now)?;
        let month = today.with_day(1).unwrap_or(today);
        let thin = pulse::two_low_weeks(&recent, today);
        Ok(Page {
            pulses: self.taken(weeks_of(&entries, now), today)?,
            lately: self.prompting(now)?,
            rule: self.last_rule(today)?,
            year_ago: self.year_ago(now)?,
            rhyme: self.rhyming(now)?,
            last,
            card: thin.then(|| self.helped_before()).transpose()?,
            clarity_asked: recent.iter().any(|pulse| pulse.clarity.is_some() && pulse.date >= Some(month)),
            entries,
            total,
        })
    }

    /// A page that was read before, with more entries; nothing was written since.
    pub(super) fn reflecting_on(&self, mut page: Page, entries: usize, words: &str, now: &Now) -> Result<Page> {
        let (today, from) = (now.today(), weeks_of(&page.entries, now));
        let after = page.entries.last().map(|entry| self.key_of(entry.id)).transpose()?.flatten();
        let more = entries.saturating_sub(page.entries.len());
        page.entries.extend(self.entries(more, after.as_ref(), words, today)?.0);
        page.pulses.extend(self.taken(weeks_of(&page.entries, now), from.pred_opt().unwrap_or(from))?);
        Ok(page)
    }

    /// The private card, a paragraph each, where two weeks running were thin.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn low_card(&self, now: &Now) -> Result<Option<Vec<String>>> {
        let thin = pulse::two_low_weeks(&self.pulses(now)?, now.today());
        Ok(if thin { Some(reflecting::card(&self.helped_before()?)) } else { None })
    }

    /// The newest entries and how many there are in all, or those after one.
    fn entries(&self, limit: usize, after: Option<&Key>, words: &str, today: Day) -> Result<(Vec<Entry>, usize)> {
        let mut from = "records WHERE kind = 'reflection' AND deleted IS NULL AND day <= ?1".to_owned();
        let mut args = vec![Sql::from(today.to_string())];
        if let Some(query) = search::text_query(words, Some(Kind::Reflection), true) {
            from.push_str(" AND n IN (SELECT rowid FROM search WHERE search MATCH ?2)");
            args.push(Sql::from(query));
        }
        let mut total: i64 = 0;
        if after.is_none() {
            let mut count = self.db.prepare_cached(&format!("SELECT count(*) FROM {from}"))?;
            total = count.query_row(params_from_iter(&args), |row| row.get(0))?;
        }
        if let Some(key) = after {
            from.push_str(&format!(" AND (day, n) < (?{}, ?{})", args.len() + 1, args.len() + 2));
            args.extend(key_args(key));
        }
        let sql = format!(
            "SELECT id, day, title, data ->> 'frame', data ->> 'prompt' FROM {from} ORDER BY day DESC, n DESC LIMIT {limit}"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(&args), |row| {
            let day: String = row.get(1)?;
            Ok(Entry {
                id: row.get(0)?,
                day: read_day(&day).unwrap_or(today),
                title: row.get(2)?,
                frame: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
                prompt: row.get(4)?,
            })
        })?;
        Ok((rows.collect::<rusqlite::Result<_>>()?, usize::try_from(total).unwrap_or(0)))
    }

    /// The last day on which a reflection or a pulse was written.
    fn last_written(&self, today: Day) -> Result<Option<Day>> {
        let sql = "SELECT max(day) FROM records WHERE kind = ?1 AND deleted IS NULL AND day <= ?2";
        let mut query = self.db.prepare_cached(sql)?;
        let mut last = |kind: &str| -> Result<Option<Day>> {
            let day: Option<String> = query.query_row([kind, &today.to_string()], |row| row.get(0))?;
            Ok(day.as_deref().and_then(read_day))
        };
        Ok(last("reflection")?.max(last("pulse")?))
    }

    fn taken(&self, from: Day, to: Day) -> Result<Vec<Taken>> {
        let sql = "SELECT id, day, data ->> 'energy', data ->> 'interest', data ->> 'effect' FROM records \
             WHERE kind = 'pulse' AND deleted IS NULL AND day BETWEEN ?1 AND ?2 ORDER BY day DESC, n DESC LIMIT 2000";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map([from.to_string(), to.to_string()], |row| {
            let day: String = row.get(1)?;
            Ok(Taken {
                id: row.get(0)?,
                day: read_day(&day).unwrap_or(from),
                marks: [row.get(2)?, row.get(3)?, row.get(4)?],
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The rule that was made last; looked for among the last entries only.
    pub(super) fn last_rule(&self, today: Day) -> Result<Option<(Id, String, Day)>> {
        let sql = "SELECT id, rule, day FROM (SELECT id, day, n, data ->> 'rule' AS rule FROM records \
             WHERE kind = 'reflection' AND deleted IS NULL AND day <= ?1 ORDER BY day DESC, n DESC LIMIT 100) \
             WHERE trim(coalesce(rule, '')) <> '' ORDER BY day DESC, n DESC LIMIT 1";
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?));
        let found: Option<(Id, String, String)> =
            self.db.prepare_cached(sql)?.query_row([today.to_string()], row).optional()?;
        Ok(found.and_then(|(id, rule, day)| Some((id, rule, read_day(&day)?))))
    }

    /// What was written a year ago, give or take three days; nearest first.
    fn year_ago(&self, now: &Now) -> Result<Option<Resurfaced>> {
        let Some(then) = now.today().checked_sub_months(Months::new(12)) else { return Ok(None) };
        let day = |days: i64| then.checked_add_signed(chrono::Duration::days(days)).unwrap_or(then).to_string();
        let sql = "SELECT id, title, day FROM records WHERE kind = 'reflection' AND deleted IS NULL AND day BETWEEN ?1 AND ?2 \
             ORDER BY abs(julianday(day) - julianday(?3)), n LIMIT 1";
        let row = |row: &rusqlite::Row<'_>| {
            let day: String = row.get(2)?;
            Ok(Resurfaced { id: row.get(0)?, text: row.get(1)?, by: None, day: read_day(&day), state: None })
        };
        let args = params![day(-3), day(3), then.to_string()];
        Ok(self.db.prepare_cached(sql)?.query_row(args, row).optional()?)
    }

    /// An older line, mine or somebody's, that rhymes with what I wrote last.
    fn rhyming(&self, now: &Now) -> Result<Option<Resurfaced>> {
        let last = "SELECT data ->> 'body' FROM records WHERE kind = 'reflection' AND deleted IS NULL AND day <= ?1 \
             ORDER BY day DESC, n DESC LIMIT 1";
        let today = now.today().to_string();
        let text: Option<Option<String>> =
            self.db.prepare_cached(last)?.query_row([today], |row| row.get(0)).optional()?;
        text.flatten().map_or(Ok(None), |text| self.rhyme_with(&text, now))
    }

    /// An older line, mine or somebody's, that rhymes with a text.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn rhyme_with(&self, text: &str, now: &Now) -> Result<Option<Resurfaced>> {
        let today = now.today();
        let old = today.checked_sub_days(Days::new(OLD)).unwrap_or(today);
        let mut lines: Vec<(Id, String, Option<Day>)> = Vec::new();
        let until = instant_text(now.start_of(old));
        for (kind, before) in [("insight", until), ("reflection", old.to_string())] {
            let sql = format!(
                "SELECT id, title, day FROM records WHERE kind = ?1 AND deleted IS NULL AND day < ?2 \
                 ORDER BY day DESC, n DESC LIMIT {LINES}"
            );
            let mut query = self.db.prepare_cached(&sql)?;
            let rows = query.query_map([kind, &before], |row| {
                let day: String = row.get(2)?;
                Ok((row.get(0)?, row.get(1)?, local_day(&day, now)))
            })?;
            for row in rows {
                lines.push(row?);
            }
        }
        let titles: Vec<String> = lines.iter().map(|(_, title, _)| title.clone()).collect();
        let Some((id, text, day)) = rhyme(text, &titles).and_then(|at| lines.into_iter().nth(at)) else {
            return Ok(None);
        };
        let by =
            self.find(id)?.and_then(|record| record.link("person")).map(|id| self.title(id)).transpose()?.flatten();
        Ok(Some(Resurfaced { id, text, by, day, state: None }))
    }

    /// What helped before by my own notes: recovery practices that came into use.
    fn helped_before(&self) -> Result<Vec<String>> {
        let sql = format!(
            "SELECT title FROM records WHERE kind = 'insight' AND deleted IS NULL AND state IN ('adopted', 'adapted') \
             AND data ->> 'insight_kind' = 'recovery' ORDER BY day DESC, n DESC LIMIT {HELPED}"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        Ok(query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }
}

/// The first day of which the pulses belong to a page with these entries.
fn weeks_of(entries: &[Entry], now: &Now) -> Day {
    let oldest = entries.last().map_or(now.today(), |entry| entry.day).min(now.today());
    now.week_of(oldest).checked_sub_days(Days::new(28)).unwrap_or(oldest)
}
