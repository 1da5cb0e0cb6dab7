//! The timeline: windows over all kinds at once, and the months with what was in them. Each kind is read along its own
//! index and no further than a screen; nothing sorts the whole journal.

use chrono::Datelike as _;
use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension as _, params_from_iter};

use super::lists::{key_args, list_row};
use super::{Reader, Result, search};
use crate::domain::ask::{Key, Page, Place, Row};
use crate::domain::period::Period;
use crate::domain::time::{instant_text, read_day, read_instant};
use crate::domain::timeline::{self, Counted, Month, Window};
use crate::domain::{Day, Kind, Now, Type};

/// The order of a walk along the timeline.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    Newest,
    Oldest,
}

impl Order {
    const fn sql(self) -> &'static str {
        match self {
            Self::Newest => "DESC",
            Self::Oldest => "ASC",
        }
    }

    const fn turned(self) -> Self {
        match self {
            Self::Newest => Self::Oldest,
            Self::Oldest => Self::Newest,
        }
    }

    /// How a key further on in this order compares.
    const fn further(self) -> &'static str {
        match self {
            Self::Newest => "<",
            Self::Oldest => ">",
        }
    }
}

/// What of the journal is walked along.
struct Walk {
    /// Each kind with the texts between which its days lie.
    arms: Vec<(Kind, String, String)>,
    /// The words that must occur.
    words: Option<String>,
}

impl Reader<'_> {
    /// The part of the timeline that a screen shows; up to now.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn timeline(&self, window: &Window, now: &Now) -> Result<Page> {
        let walk = Walk::new(window, now);
        let total = self.count_along(&walk, None)?;
        if total == 0 {
            return Ok(Page::default());
        }
        let order = if window.oldest { Order::Oldest } else { Order::Newest };
        let rows = match &window.place {
            Place::Start => self.along(&walk, order, None, window.rows, now)?,
            Place::End => backwards(self.along(&walk, order.turned(), None, window.rows, now)?),
            Place::After(key) => self.along(&walk, order, Some((key, order.further())), window.rows, now)?,
            Place::Before(key) => {
                let back = order.turned();
                backwards(self.along(&walk, back, Some((key, back.further())), window.rows, now)?)
            }
            Place::Around(id) => match self.key_of(*id)? {
                None => self.along(&walk, order, None, window.rows, now)?,
                Some(key) => {
                    // Half a screen above it, so that it does not stick to the top.
                    let back = order.turned();
                    let above = self.along(&walk, back, Some((&key, back.further())), window.rows / 2, now)?;
                    let from = format!("{}=", order.further());
                    let mut rows = backwards(above);
                    rows.extend(self.along(&walk, order, Some((&key, &from)), window.rows, now)?);
                    rows
                }
            },
        };
        let before = match rows.first() {
            Some(first) => self.count_along(&walk, Some((&first.key, order.turned().further())))?,
            None => 0,
        };
        Ok(Page { rows, before, total })
    }

    /// The months of a period in which something happened, newest first.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn months(&self, window: &Window, now: &Now) -> Result<Vec<Month>> {
        let walk = Walk::new(window, now);
        let mut counted = Vec::new();
        for arm in &walk.arms {
            self.months_of(arm, &walk, now, &mut counted)?;
        }
        let clarity: Vec<(Day, i64)> = self.clarity_to(now.today())?;
        Ok(timeline::months(counted, &clarity))
    }

    /// From the newest back, month by month: only those that hold something are looked at.
    fn months_of(
        &self,
        (kind, from, to): &(Kind, String, String),
        walk: &Walk,
        now: &Now,
        counted: &mut Vec<Counted>,
    ) -> Result<()> {
        let words = walk.condition(3);
        let last = format!(
            "SELECT day, id FROM records WHERE kind = '{kind}' AND deleted IS NULL AND day >= ?1 AND day < ?2{words} \
             ORDER BY day DESC, n DESC LIMIT 1"
        );
        let count = format!(
            "SELECT count(*) FROM records WHERE kind = '{kind}' AND deleted IS NULL AND day >= ?1 AND day < ?2{words}"
        );
        let (mut last, mut count) = (self.db.prepare_cached(&last)?, self.db.prepare_cached(&count)?);
        let args = |from: &str, to: &str| {
            let words = walk.words.iter().cloned().map(Sql::from);
            params_from_iter(
                [Sql::from(from.to_owned()), Sql::from(to.to_owned())].into_iter().chain(words).collect::<Vec<_>>(),
            )
        };
        let mut until = to.clone();
        let both = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get(1)?));
        while let Some(newest) = last.query_row(args(from, &until), both).optional()? {
            let Some(first) = local(&newest.0, now).and_then(|day| day.with_day(1)) else { break };
            let begins = bound(*kind, first, now);
            let within = begins.as_str().max(from.as_str());
            let found: i64 = count.query_row(args(within, &until), |row| row.get(0))?;
            counted.push(Counted { first, kind: *kind, count: usize::try_from(found).unwrap_or(0), newest });
            until = begins;
        }
        Ok(())
    }

    /// The rows further on than a key, in order.
    fn along(&self, walk: &Walk, order: Order, key: Option<(&Key, &str)>, rows: usize, now: &Now) -> Result<Vec<Row>> {
        let direction = order.sql();
        let bound = key.map(|(_, compares)| format!(" AND (day, n) {compares} (?1, ?2)")).unwrap_or_default();
        // The arguments of the key come first; the words follow.
        let words = walk.condition(if key.is_some() { 3 } else { 1 });
        let arms: Vec<String> = walk.arms.iter().map(|arm| arm_sql(COLUMNS, arm, &bound, &words)).collect();
        if arms.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!("{} ORDER BY day {direction}, n {direction} LIMIT {rows}", arms.join(" UNION ALL "));
        let mut query = self.db.prepare_cached(&sql)?;
        let found = query.query_map(walk.args(key.map(|(key, _)| key)), |row| list_row(row, now))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// How many rows there are, or are further on than a key.
    fn count_along(&self, walk: &Walk, key: Option<(&Key, &str)>) -> Result<usize> {
        let bound = key.map(|(_, compares)| format!(" AND (day, n) {compares} (?1, ?2)")).unwrap_or_default();
        let words = walk.condition(if key.is_some() { 3 } else { 1 });
        let arms: Vec<String> = walk.arms.iter().map(|arm| arm_sql("count(*)", arm, &bound, &words)).collect();
        if arms.is_empty() {
            return Ok(0);
        }
        let sql = format!("SELECT sum(c) FROM ({})", arms.join(" UNION ALL ").replacen("count(*)", "count(*) AS c", 1));
        let count: i64 =
            self.db.prepare_cached(&sql)?.query_row(walk.args(key.map(|(key, _)| key)), |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Hands every row of a timeline to `each`, in order; a window at a time, so that memory holds no more.
    ///
    /// # Errors
    /// Where the journal cannot be read, or what `each` returns.
    pub fn each_along<E: From<super::Error>>(
        &self,
        window: &Window,
        now: &Now,
        each: &mut dyn FnMut(Row) -> Result<(), E>,
    ) -> Result<(), E> {
        /// Rows at once.
        const AT_ONCE: usize = 2000;
        let walk = Walk::new(window, now);
        let order = if window.oldest { Order::Oldest } else { Order::Newest };
        let (mut left, mut key) = (window.rows, None::<Key>);
        while left > 0 {
            let from = key.as_ref().map(|key| (key, order.further()));
            let rows = self.along(&walk, order, from, left.min(AT_ONCE), now)?;
            let Some(last) = rows.last() else { break };
            (key, left) = (Some(last.key.clone()), left.saturating_sub(rows.len()));
            for row in rows {
                each(row)?;
            }
        }
        Ok(())
    }
}

/// As [`list_row`] reads them.
const COLUMNS: &str = "n, id, kind, title, state, day, due, visibility";

/// One kind of a walk. The texts in it are days and instants of our own making.
fn arm_sql(columns: &str, (kind, from, to): &(Kind, String, String), bound: &str, words: &str) -> String {
    format!(
        "SELECT {columns} FROM records WHERE kind = '{kind}' AND deleted IS NULL AND day >= '{from}' AND day < '{to}'{bound}{words}"
    )
}

impl Walk {
    fn new(window: &Window, now: &Now) -> Self {
        let then = window.period.as_of(now);
        let arm = |kind: Kind| {
            let from = match window.period {
                Period::All => String::new(),
                Period::Months { from, .. } => bound(kind, from, now),
            };
            let to = if has_instants(kind) { instant_text(then.at) } else { then.today().to_string() };
            // A little further, so that the last day and the last instant are in it.
            (kind, from, format!("{to}~"))
        };
        let words = search::text_query(&window.filter, None, true);
        Self { arms: window.kinds().into_iter().map(arm).collect(), words }
    }

    /// The condition that the words occur, the words being this argument.
    fn condition(&self, at: usize) -> String {
        let found = |_| format!(" AND n IN (SELECT rowid FROM search WHERE search MATCH ?{at})");
        self.words.as_ref().map(found).unwrap_or_default()
    }

    fn args(&self, key: Option<&Key>) -> impl rusqlite::Params {
        let mut args = key.map(key_args).unwrap_or_default();
        args.extend(self.words.iter().cloned().map(Sql::from));
        params_from_iter(args)
    }
}

fn backwards(mut rows: Vec<Row>) -> Vec<Row> {
    rows.reverse();
    rows
}

/// Whether the days of a kind are stored as instants.
fn has_instants(kind: Kind) -> bool {
    let spec = kind.spec();
    spec.field(spec.day).is_none_or(|field| matches!(field.ty, Type::Instant(_)))
}

/// Where a day begins, as the days of a kind are stored.
fn bound(kind: Kind, day: Day, now: &Now) -> String {
    if has_instants(kind) { instant_text(now.start_of(day)) } else { day.to_string() }
}

/// The local day of a text that dates a record.
fn local(text: &str, now: &Now) -> Option<Day> {
    read_day(text).or_else(|| read_instant(text).map(|at| now.day_of(at)))
}
