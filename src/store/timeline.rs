//! The timeline: windows over all kinds at once, and the months with what was in them. Each kind is read along its own
//! index and no further than a screen; nothing sorts the whole journal.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Datelike as _;
use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension as _, params, params_from_iter};

use super::lists::{key_args, list_row};
use super::{Reader, Result, search};
use crate::domain::ask::{Key, Page, Place, Row};
use crate::domain::period::Period;
use crate::domain::time::{instant_text, read_day, read_instant};
use crate::domain::timeline::{self, Counted, Month, Window};
use crate::domain::{Day, Id, Kind, Now, Type};

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
    /// Or the places where they do, as a JSON list.
    found: Option<String>,
}

/// What there is of a kind, counted before.
pub(super) type Known = Arc<Vec<Span>>;

/// What there is of a kind in a month, counted.
#[derive(Clone, Debug)]
pub(super) struct Span {
    kind: Kind,
    /// The first day of the month; of what has no day, none.
    first: Option<Day>,
    /// The texts between which its days lie.
    begins: String,
    until: String,
    /// How much there is.
    pub count: usize,
    /// The last of it.
    newest: Key,
}

impl Reader<'_> {
    /// The part of the timeline that a screen shows; up to now. Of words only the newest things they stand in are looked at.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn timeline(&self, window: &Window, now: &Now) -> Result<Page> {
        let kinds = if window.filter.is_empty() { window.kinds() } else { Vec::new() };
        let known: Vec<Known> =
            kinds.into_iter().map(|kind| Ok(Arc::new(self.spans_of(kind, now)?))).collect::<Result<_>>()?;
        self.timeline_by(window, &known, now)
    }

    /// The same, where what there is of its kinds was counted before.
    pub(super) fn timeline_by(&self, window: &Window, known: &[Known], now: &Now) -> Result<Page> {
        let mut walk = Walk::new(window, now);
        let spans = match walk.words.take() {
            Some(words) => {
                walk.found = Some(self.found(&words)?);
                None
            }
            None => Some(self.spans_by(&walk, known, now)?),
        };
        let total = match &spans {
            Some(spans) => spans.iter().map(|span| span.count).sum(),
            None => self.count_along(&walk, None)?,
        };
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
        let before = match (rows.first(), &spans) {
            (None, _) => 0,
            (Some(first), None) => self.count_along(&walk, Some((&first.key, order.turned().further())))?,
            (Some(first), Some(spans)) => {
                let newer = self.newer(spans.iter().map(AsRef::as_ref), &first.key)?;
                // The row itself is neither newer nor older.
                if window.oldest { total.saturating_sub(newer + 1) } else { newer }
            }
        };
        Ok(Page { rows, before, total, more: false })
    }

    /// The months of a period in which something happened, newest first.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn months(&self, window: &Window, now: &Now) -> Result<Vec<Month>> {
        let spans = self.spans(&Walk::new(window, now), now)?;
        // Of a month only the newest thing is told: to read which record it is costs more than to count it.
        let mut newest: BTreeMap<Day, &Key> = BTreeMap::new();
        for (first, span) in spans.iter().filter_map(|span| Some((span.first?, span))) {
            let key = newest.entry(first).or_insert(&span.newest);
            if span.newest.day > key.day {
                *key = &span.newest;
            }
        }
        let mut id = self.db.prepare_cached("SELECT id FROM records WHERE n = ?1")?;
        let mut ids = BTreeMap::new();
        for (first, key) in newest {
            let id: Id = id.query_row([key.n], |row| row.get(0))?;
            ids.insert(first, (key.day.clone(), id));
        }
        let counted = spans.iter().filter_map(|span| {
            let first = span.first?;
            Some(Counted { first, kind: span.kind, count: span.count, newest: ids.get(&first)?.clone() })
        });
        let clarity: Vec<(Day, i64)> = self.clarity_to(now.today())?;
        Ok(timeline::months(counted, &clarity))
    }

    /// What there is of a kind by month, what is still to come as well: nothing changes in it unless something is written.
    pub(super) fn spans_of(&self, kind: Kind, now: &Now) -> Result<Vec<Span>> {
        let mut spans = Vec::new();
        // Behind all days and instants.
        self.span_arm(&(kind, String::new(), "~".to_owned()), None, now, &mut spans)?;
        Ok(spans)
    }

    /// What there is along a walk by kind and month: over all time what was counted before, but of this month.
    fn spans_by<'k>(&self, walk: &Walk, known: &'k [Known], now: &Now) -> Result<Vec<Cow<'k, Span>>> {
        if walk.arms.iter().any(|(_, from, _)| !from.is_empty()) {
            return Ok(self.spans(walk, now)?.into_iter().map(Cow::Owned).collect());
        }
        let month = now.today().with_day(1).unwrap_or(now.today());
        let mut spans = Vec::new();
        for (kind, _, to) in &walk.arms {
            let mut newest = Vec::new();
            self.span_arm(&(*kind, bound(*kind, month, now), to.clone()), None, now, &mut newest)?;
            spans.extend(newest.into_iter().map(Cow::Owned));
        }
        let over = |span: &&Span| span.first.is_none_or(|first| first < month);
        let asked = |span: &&Span| walk.arms.iter().any(|(kind, ..)| *kind == span.kind);
        spans.extend(known.iter().flat_map(|spans| spans.iter()).filter(over).filter(asked).map(Cow::Borrowed));
        Ok(spans)
    }

    /// What there is along a walk, by kind and month.
    fn spans(&self, walk: &Walk, now: &Now) -> Result<Vec<Span>> {
        let mut spans = Vec::new();
        for arm in &walk.arms {
            self.span_arm(arm, Some(walk), now, &mut spans)?;
        }
        Ok(spans)
    }

    /// From the newest back, month by month: only those that hold something are looked at.
    fn span_arm(
        &self,
        (kind, from, to): &(Kind, String, String),
        walk: Option<&Walk>,
        now: &Now,
        spans: &mut Vec<Span>,
    ) -> Result<()> {
        let words = walk.map(|walk| walk.condition(3)).unwrap_or_default();
        let within = format!("kind = '{}' AND deleted IS NULL AND day >= ?1 AND day < ?2{words}", kind.name());
        let last = format!("SELECT day, n FROM records WHERE {within} ORDER BY day DESC, n DESC LIMIT 1");
        let count = format!("SELECT count(*) FROM records WHERE {within}");
        let (mut last, mut count) = (self.db.prepare_cached(&last)?, self.db.prepare_cached(&count)?);
        let args = |from: &str, to: &str| {
            let words = walk.into_iter().flat_map(|walk| walk.words.iter().chain(&walk.found)).cloned();
            params_from_iter(
                [from.to_owned(), to.to_owned()].into_iter().chain(words).map(Sql::from).collect::<Vec<_>>(),
            )
        };
        let mut until = to.clone();
        let key = |row: &rusqlite::Row<'_>| Ok(Key { day: row.get(0)?, n: row.get(1)? });
        while let Some(newest) = last.query_row(args(from, &until), key).optional()? {
            let first = local(&newest.day, now).and_then(|day| day.with_day(1));
            // What has no day stands below all that has one.
            let month = first.map(|first| bound(*kind, first, now)).unwrap_or_default();
            let begins = month.as_str().max(from.as_str()).to_owned();
            let found: i64 = count.query_row(args(&begins, &until), |row| row.get(0))?;
            let count = usize::try_from(found).unwrap_or(0);
            spans.push(Span { kind: *kind, first, begins: begins.clone(), until, count, newest });
            until = begins;
        }
        Ok(())
    }

    /// How much of what was counted is newer than a key: whole months, and what of its own month is.
    pub(super) fn newer<'s>(&self, spans: impl IntoIterator<Item = &'s Span>, key: &Key) -> Result<usize> {
        let mut newer = 0;
        for span in spans {
            if key.day < span.begins {
                newer += span.count;
            } else if key.day < span.until {
                let sql = format!(
                    "SELECT count(*) FROM records WHERE kind = '{}' AND deleted IS NULL AND (day, n) > (?1, ?2) AND day < ?3",
                    span.kind.name()
                );
                let mut count = self.db.prepare_cached(&sql)?;
                let found: i64 = count.query_row(params![key.day, key.n, span.until], |row| row.get(0))?;
                newer += usize::try_from(found).unwrap_or(0);
            }
        }
        Ok(newer)
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
        let mut rows = found.collect::<rusqlite::Result<Vec<_>>>()?;
        // A value says little without what it is a value of.
        for row in rows.iter_mut().filter(|row| row.kind == Kind::CheckIn) {
            row.facts = self.facts(row, now)?;
        }
        Ok(rows)
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

/// One kind of a walk. The texts in it are days and instants of our own making. On the side on which a key bounds the walk
/// only the key is looked up in the index (`+`): by the other bound it would be walked from its end.
fn arm_sql(columns: &str, (kind, from, to): &(Kind, String, String), bound: &str, words: &str) -> String {
    let (above, below) = (if bound.contains('>') { "+" } else { "" }, if bound.contains('<') { "+" } else { "" });
    format!(
        "SELECT {columns} FROM records WHERE kind = '{}' AND deleted IS NULL AND {above}day >= '{from}' AND {below}day < '{to}'{bound}{words}",
        kind.name()
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
        Self { arms: window.kinds().into_iter().map(arm).collect(), words, found: None }
    }

    /// The condition that the words occur, the words being this argument.
    fn condition(&self, at: usize) -> String {
        match (&self.words, &self.found) {
            (Some(_), _) => format!(" AND n IN (SELECT rowid FROM search WHERE search MATCH ?{at})"),
            (None, Some(_)) => format!(" AND n IN (SELECT value FROM json_each(?{at}))"),
            (None, None) => String::new(),
        }
    }

    fn args(&self, key: Option<&Key>) -> impl rusqlite::Params {
        let mut args = key.map(key_args).unwrap_or_default();
        args.extend(self.words.iter().chain(&self.found).cloned().map(Sql::from));
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
