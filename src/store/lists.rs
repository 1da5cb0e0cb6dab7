//! Lists: windows for screens by key, and filtered listings for commands; nothing loads a whole journal.

use std::sync::Arc;

use rusqlite::types::Value as Sql;
use rusqlite::{Params, Row as SqlRow, params, params_from_iter};

use super::begun::Begun;
use super::records::whole;
use super::timeline::Span;
use super::{Reader, Result, convert, search};
use crate::domain::ask::{Facts, Key, Page, Place, Row, Window};
use crate::domain::text::{begins_in, fold};
use crate::domain::time::{instant_text, read_day, read_instant};
use crate::domain::{Day, Field, Id, Kind, Now, Record, Type, seek};

/// So many of those that a filter's words stand in are looked at, the newest: who has more goes on typing.
const FOUND: usize = 2_000;

/// And so many while it is typed.
const FOUND_TYPING: usize = 200;

/// So many people are looked at while a name is typed.
const PEOPLE: usize = 50;

/// Up to so many open ones are sorted; of more the first are found along the whole list.
const OPEN: usize = 2_000;

/// Up to so many rows are looked up one by one.
const FEW: usize = 400;

/// What a command lists.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Of which kind.
    pub kind: Kind,
    /// Fields that must hold one of these values, in their stored form.
    pub fields: Vec<(&'static Field, Vec<serde_json::Value>)>,
    /// From this day on.
    pub since: Option<Day>,
    /// Up to this day, included.
    pub until: Option<Day>,
    /// Carrying all of these tags.
    pub tags: Vec<String>,
    /// Linking to this person, or to a meeting or a mentorship with them; or being them.
    pub person: Option<Id>,
    /// In the order of this field (downwards where `true`); newest first where not said.
    pub sort: Option<(String, bool)>,
    /// The most records; all where not said.
    pub limit: Option<usize>,
}

/// As a filter: whatever stands there, as long as something does.
pub const ANY: &str = "*";

/// A listing: every record that fits is handed out one by one.
pub type Listing<'a> = dyn FnMut(Record) -> Result<()> + 'a;

impl Reader<'_> {
    /// Hands every record that fits to `each`, in order.
    ///
    /// # Errors
    /// Where the journal cannot be read, or what `each` returns.
    pub fn list(&self, filter: &Filter, now: &Now, each: &mut Listing<'_>) -> Result<()> {
        let mut args: Vec<Sql> = vec![Sql::from(filter.kind.name().to_owned())];
        let mut sql = "WHERE kind = ?1 AND deleted IS NULL".to_owned();
        for (field, values) in &filter.fields {
            let options: Vec<String> = values.iter().map(|value| condition(field, value, &mut args)).collect();
            sql.push_str(&format!(" AND ({})", if options.is_empty() { "0".to_owned() } else { options.join(" OR ") }));
        }
        let instants =
            filter.kind.spec().field(filter.kind.spec().day).is_none_or(|f| matches!(f.ty, Type::Instant(_)));
        let bound = |day: Day| if instants { instant_text(now.start_of(day)) } else { day.to_string() };
        if let Some(since) = filter.since {
            args.push(Sql::from(bound(since)));
            sql.push_str(&format!(" AND day >= ?{}", args.len()));
        }
        if let Some(until) = filter.until {
            args.push(Sql::from(bound(until.succ_opt().unwrap_or(until))));
            sql.push_str(&format!(" AND day < ?{}", args.len()));
        }
        for tag in &filter.tags {
            args.push(Sql::from(tag.clone()));
            sql.push_str(&format!(
                " AND EXISTS (SELECT 1 FROM tags WHERE tags.n = records.n AND tag = ?{})",
                args.len()
            ));
        }
        if let Some(person) = filter.person {
            args.push(Sql::from(person.bytes().to_vec()));
            let at = args.len();
            // By a link to them, or to a meeting or a mentorship with them.
            sql.push_str(&format!(
                " AND (id = ?{at} OR EXISTS (SELECT 1 FROM links WHERE links.n = records.n AND target = ?{at}) \
                 OR EXISTS (SELECT 1 FROM links JOIN records AS way ON way.id = links.target \
                 JOIN links AS whose ON whose.n = way.n WHERE links.n = records.n AND way.kind IN ('meeting', 'mentorship') \
                 AND way.deleted IS NULL AND whose.target = ?{at}))"
            ));
        }
        sql.push_str(&order(filter));
        if let Some(limit) = filter.limit {
            sql.push_str(&format!(" LIMIT {limit}"));
        }
        let mut query = self.db.prepare_cached(&whole(&sql))?;
        let mut rows = query.query(params_from_iter(args))?;
        while let Some(row) = rows.next()? {
            each(convert::record(row)?.1)?;
        }
        Ok(())
    }

    /// How many records there are that are not in the trash.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn count(&self) -> Result<u64> {
        // All of them, which SQLite counts by the page, less the few in the trash, which have an index.
        let sql = "SELECT (SELECT count(*) FROM records) - (SELECT count(*) FROM records WHERE deleted IS NOT NULL)";
        let count: i64 = self.db.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// 0 where there is no record that is not in the trash, 1 where there is one.
    pub(super) fn some(&self) -> Result<u64> {
        let sql = "SELECT EXISTS (SELECT 1 FROM records WHERE deleted IS NULL)";
        Ok(u64::from(self.db.prepare_cached(sql)?.query_row([], |row| row.get::<_, bool>(0))?))
    }

    /// The part of a list that a screen shows.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn window(&self, window: &Window, now: &Now) -> Result<Page> {
        self.window_by(window, &Known::default(), now)
    }

    /// The same, with what is known of the list before it is read.
    pub(super) fn window_by(&self, window: &Window, known: &Known, now: &Now) -> Result<Page> {
        let found = self.found_in_list(window, known)?;
        let scope = Scope::new(window, &found, known.stated);
        let total = match &known.spans {
            Some(spans) => spans.iter().map(|span| span.count).sum(),
            None => self.count_in(&scope, "", &[])?,
        };
        if total == 0 {
            return Ok(Page::default());
        }
        // Where little is closed, the first of the open ones are found sooner along all of them.
        let rows_of = if total > OPEN { Scope::new(window, &found, false) } else { scope.clone() };
        let key = match &window.place {
            Place::Around(id) => self.key_of(*id)?,
            _ => None,
        };
        let (order, bound, args) = match (&window.place, &key) {
            (Place::After(key), _) => ("DESC", "AND (day, records.n) < (?4, ?5)", key_args(key)),
            (Place::Before(key), _) => ("ASC", "AND (day, records.n) > (?4, ?5)", key_args(key)),
            (Place::End, _) => ("ASC", "", Vec::new()),
            (Place::Around(_), Some(key)) => ("DESC", "AND (day, records.n) <= (?4, ?5)", key_args(key)),
            _ => ("DESC", "", Vec::new()),
        };
        let mut rows = self.rows_in(&rows_of, bound, &args, order, window.rows, now)?;
        if let (Place::Around(_), Some(key)) = (&window.place, &key) {
            // Half a screen above it, so that it does not stick to the top.
            let above = window.rows / 2;
            let mut before =
                self.rows_in(&rows_of, "AND (day, records.n) > (?4, ?5)", &key_args(key), "ASC", above, now)?;
            before.reverse();
            before.append(&mut rows);
            rows = before;
        }
        if order == "ASC" {
            rows.reverse();
        }
        for row in &mut rows {
            row.facts = self.facts(row, now)?;
        }
        let before = match (&window.place, &known.spans, rows.first()) {
            (_, _, None) | (Place::Start, ..) => 0,
            (Place::End, ..) => total.saturating_sub(rows.len()),
            (_, Some(spans), Some(first)) => self.newer(spans.iter(), &first.key)?,
            (_, None, Some(first)) => {
                self.count_in(&scope, "AND (day, records.n) > (?4, ?5)", &key_args(&first.key))?
            }
        };
        Ok(Page { rows, before, total, more: matches!(found, Found::Numbers(_, true)) })
    }

    /// What the words of a filter find. While they are typed the newest are enough.
    fn found_in_list(&self, window: &Window, known: &Known) -> Result<Found> {
        let (filter, _) = seek::held(&window.filter, window.kind);
        let Some(words) = search::text_query(&filter, Some(window.kind), true) else { return Ok(Found::All) };
        let names = match &known.names {
            Some(names) => Arc::clone(names),
            None => Arc::new(self.names()?),
        };
        // What has to do with somebody is found by their name as well.
        let called = called(&names, &filter);
        if !known.typing || window.trash || window.place != Place::Start {
            return Ok(Found::Words(self.found(&words)?, serde_json::json!(called.collect::<Vec<_>>()).to_string()));
        }
        let with = called
            .take(PEOPLE)
            .map(|person| self.newest_with(person, window.kind))
            .collect::<Result<Vec<_>>>()?
            .concat();
        if let Some(begun) = Begun::read(&filter)
            && let Some(newest) = self.begun_in_list(window, &begun, &with, known.stated)?
        {
            return Ok(Found::Numbers(newest.rows, newest.more));
        }
        let sql = format!("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT {FOUND_TYPING}");
        let mut query = self.db.prepare_cached(&sql)?;
        let mut found: Vec<i64> = query.query_map([words], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let more = found.len() >= FOUND_TYPING;
        found.extend(with);
        Ok(Found::Numbers(found, more))
    }

    /// The newest of a kind that link to the person in this place of the file.
    fn newest_with(&self, person: i64, kind: Kind) -> Result<Vec<i64>> {
        let sql = format!(
            "SELECT DISTINCT n FROM links WHERE target = (SELECT id FROM records WHERE n = ?1) AND of_kind = ?2 \
             ORDER BY n DESC LIMIT {FOUND_TYPING}"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        Ok(query.query_map(params![person, kind], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Where in the file everybody stands, and their names; the last written first.
    pub(super) fn names(&self) -> Result<Names> {
        // By an index that holds the names: people may lie far apart.
        let sql = "SELECT n, title FROM records INDEXED BY figures_person WHERE kind = 'person' AND deleted IS NULL ORDER BY n DESC";
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
    }

    /// People to pick from whose names hold the words, the newest first.
    pub(super) fn people_called(&self, words: &str, names: &Names, limit: usize, now: &Now) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        for n in called(names, words).take(limit) {
            rows.extend(self.rows_where("n = ?1", [n], now)?);
        }
        Ok(rows)
    }

    /// Titles to pick from: those that hold the words, newest first; with no words the newest of all.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn pick(&self, kind: Option<Kind>, words: &str, limit: usize, now: &Now) -> Result<Vec<Row>> {
        if let Some(begun) = Begun::read(words).filter(|begun| kind.is_none() && begun.is_alone())
            && let Some(rows) = self.titles_begun(&begun, limit, now)?
        {
            return Ok(rows);
        }
        let limit = i64::try_from(limit).unwrap_or(50);
        let columns = Scope::COLUMNS;
        let (sql, args) = match search::text_query(words, kind, true) {
            Some(words) => (
                format!(
                    "SELECT {columns} FROM (SELECT rowid AS n FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2) \
                     JOIN records USING (n)"
                ),
                vec![Sql::from(words.replace("{title body}", "title")), Sql::from(limit)],
            ),
            None => match kind {
                // By its index: kinds of which there are few lie far apart.
                Some(kind) => (
                    format!(
                        "SELECT {columns} FROM records WHERE deleted IS NULL AND kind = ?1 ORDER BY day DESC, n DESC LIMIT ?2"
                    ),
                    vec![Sql::from(kind.name().to_owned()), Sql::from(limit)],
                ),
                None => (
                    format!("SELECT {columns} FROM records WHERE deleted IS NULL ORDER BY n DESC LIMIT ?1"),
                    vec![Sql::from(limit)],
                ),
            },
        };
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(args), |row| list_row(row, now))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Tags in use that begin with these letters, most used first, at most fifty.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn tags(&self, beginning: &str) -> Result<Vec<(String, u64)>> {
        let sql = "SELECT tag, count(*) FROM tags WHERE substr(tag, 1, length(?1)) = ?1 GROUP BY tag ORDER BY 2 DESC, 1 LIMIT 50";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map([beginning], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))?;
        let rows = rows.collect::<rusqlite::Result<Vec<(String, i64)>>>()?;
        Ok(rows.into_iter().map(|(tag, count)| (tag, u64::try_from(count).unwrap_or(0))).collect())
    }

    /// Records that a condition holds for, as rows of a list, without what these say beyond that.
    pub(super) fn rows_where(&self, condition: &str, args: impl Params, now: &Now) -> Result<Vec<Row>> {
        let sql = format!("SELECT {} FROM records WHERE {condition}", Scope::COLUMNS);
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(args, |row| list_row(row, now))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The newest records in whose title a word begins so; `None` where too few of the newest are called so.
    fn titles_begun(&self, begun: &Begun, limit: usize, now: &Now) -> Result<Option<Vec<Row>>> {
        let sql = format!(
            "SELECT {} FROM records WHERE deleted IS NULL ORDER BY n DESC LIMIT {}",
            Scope::COLUMNS,
            super::begun::READ
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let (mut rows, mut found) = (query.query([])?, Vec::new());
        while let Some(row) = rows.next()? {
            if begun.begins_in(row.get_ref(3)?.as_str().unwrap_or_default()) {
                found.push(list_row(row, now)?);
                if found.len() >= limit {
                    return Ok(Some(found));
                }
            }
        }
        Ok(None)
    }

    pub(super) fn key_of(&self, id: Id) -> Result<Option<Key>> {
        let mut query = self.db.prepare_cached("SELECT day, n FROM records WHERE id = ?1")?;
        let mut rows = query.query([id])?;
        Ok(rows.next()?.map(|row| Ok::<_, rusqlite::Error>(Key { day: row.get(0)?, n: row.get(1)? })).transpose()?)
    }

    /// The places of what a query finds, the newest [`FOUND`], as a JSON list. Asked once for a window, which counts and reads
    /// by it several times.
    pub(super) fn found(&self, query: &str) -> Result<String> {
        let sql = format!(
            "SELECT json_group_array(rowid) FROM (SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT {FOUND})"
        );
        Ok(self.db.prepare_cached(&sql)?.query_row([query], |row| row.get(0))?)
    }

    fn count_in(&self, scope: &Scope, bound: &str, args: &[Sql]) -> Result<usize> {
        let mut query = self.db.prepare_cached(&format!("SELECT count(*) FROM {} {bound}", scope.from))?;
        let count: i64 = query.query_row(params_from_iter(scope.args.iter().chain(args)), |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    fn rows_in(
        &self,
        scope: &Scope,
        bound: &str,
        args: &[Sql],
        order: &str,
        limit: usize,
        now: &Now,
    ) -> Result<Vec<Row>> {
        let sql = format!(
            "SELECT {} FROM {} {bound} ORDER BY day {order}, records.n {order} LIMIT {limit}",
            Scope::COLUMNS,
            scope.from
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(scope.args.iter().chain(args)), |row| list_row(row, now))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Places in the file, and names.
pub(super) type Names = Vec<(i64, String)>;

/// Whether some words can be looked for among names: some letters, the last of them no beginning of one letter.
pub(super) fn is_name(words: &str) -> bool {
    search::text_query(words, Some(Kind::Person), true).is_some()
}

/// Whose names hold words that begin as these do.
fn called<'n>(names: &'n Names, words: &str) -> impl Iterator<Item = i64> + 'n {
    let ended = words.ends_with(char::is_whitespace);
    let letters = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).chars().map(fold).collect::<Vec<_>>();
    let mut words: Vec<Vec<char>> = words.split_whitespace().take(search::READ).map(letters).collect();
    // With its first letter a word says nothing yet.
    if !ended && words.last().is_some_and(|last| last.len() < 2) {
        words.pop();
    }
    words.retain(|word| !word.is_empty());
    words.sort_unstable();
    words.dedup();
    let fits = move |name: &str| !words.is_empty() && words.iter().all(|word| begins_in(name, word));
    names.iter().filter(move |(_, name)| fits(name)).map(|(n, _)| *n)
}

/// What is known of a list before it is read.
#[derive(Default)]
pub(super) struct Known {
    /// How much of it there is, month by month: of a whole list without a filter.
    pub spans: Option<Arc<Vec<Span>>>,
    /// Whether everything in it has a state.
    pub stated: bool,
    /// The names of all people.
    pub names: Option<Arc<Names>>,
    /// Whether somebody is typing, and the newest are enough.
    pub typing: bool,
}

/// What the words of a filter find.
pub(super) enum Found {
    /// Everything: there are no words.
    All,
    /// These rows, and whether there may be more.
    Numbers(Vec<i64>, bool),
    /// The places of the words, and of the people who are called so, each as a JSON list.
    Words(String, String),
}

/// The part of the table a window looks at: three arguments, the kind, the rows that the words stand in, and the people who
/// are called so.
#[derive(Clone)]
pub(super) struct Scope {
    pub(super) from: String,
    pub(super) args: Vec<Sql>,
}

impl Scope {
    const COLUMNS: &str = "records.n, records.id, records.kind, records.title, records.state, records.day, records.due, records.visibility";

    /// `stated`: everything of the kind has a state, so that what is open is found by it.
    pub(super) fn new(window: &Window, found: &Found, stated: bool) -> Self {
        let spec = window.kind.spec();
        let open = !window.closed && spec.has_state();
        let by_state = open && stated && !window.trash && matches!(found, Found::All);
        // A few rows are looked up, not sought among all of their kind.
        let few = matches!(found, Found::Numbers(numbers, _) if numbers.len() <= FEW);
        let mut from = format!(
            "records {}WHERE {}kind = ?1 AND coalesce(?2, ?3, '') = coalesce(?2, ?3, '')",
            if by_state { "INDEXED BY records_state " } else { "" },
            if few { "+" } else { "" },
        );
        from.push_str(if window.trash { " AND deleted IS NOT NULL" } else { " AND deleted IS NULL" });
        if open {
            let list =
                |states: Vec<&str>| states.iter().map(|state| format!("'{state}'")).collect::<Vec<_>>().join(", ");
            if by_state {
                from.push_str(&format!(" AND state IN ({})", list(spec.open().collect())));
            } else {
                from.push_str(&format!(" AND coalesce(state, '') NOT IN ({})", list(spec.closed.to_vec())));
            }
        }
        for (field, there) in seek::held(&window.filter, window.kind).1 {
            let not = if there { "NOT " } else { "" };
            from.push_str(&format!(" AND trim(coalesce(data ->> '{field}', '')) {not}IN ('', '[]')"));
        }
        let mut args = vec![Sql::from(window.kind.name().to_owned()), Sql::Null, Sql::Null];
        match found {
            Found::All => {}
            Found::Numbers(numbers, _) => {
                from.push_str(" AND records.n IN (SELECT value FROM json_each(?2))");
                args.splice(1..2, [Sql::from(serde_json::json!(numbers).to_string())]);
            }
            Found::Words(texts, names) => {
                from.push_str(
                    " AND (records.n IN (SELECT value FROM json_each(?2)) \
                     OR records.n IN (SELECT links.n FROM links JOIN records AS people ON people.id = links.target \
                         WHERE people.n IN (SELECT value FROM json_each(?3))))",
                );
                args.splice(1.., [texts, names].map(|found| Sql::from(found.clone())));
            }
        }
        Self { from, args }
    }
}

pub(super) fn key_args(key: &Key) -> Vec<Sql> {
    vec![Sql::from(key.day.clone()), Sql::from(key.n)]
}

/// A row of a list from [`Scope::COLUMNS`].
pub(super) fn list_row(row: &SqlRow<'_>, now: &Now) -> rusqlite::Result<Row> {
    let day: String = row.get(5)?;
    let due: Option<String> = row.get(6)?;
    let local = |text: &str| read_day(text).or_else(|| read_instant(text).map(|at| now.day_of(at)));
    Ok(Row {
        id: row.get(1)?,
        kind: row.get(2)?,
        title: row.get(3)?,
        state: row.get(4)?,
        day: local(&day),
        due: due.as_deref().and_then(local),
        shared: row.get_ref(7)?.as_str().unwrap_or_default() != "\"private\"",
        key: Key { day, n: row.get(0)? },
        facts: Facts::None,
    })
}

/// One value a field may hold, as SQL; its argument is added.
fn condition(field: &Field, value: &serde_json::Value, args: &mut Vec<Sql>) -> String {
    use serde_json::Value;
    let mut arg = |value: Sql| {
        args.push(value);
        args.len()
    };
    if value.is_null() {
        return format!("data ->> '{}' IS NULL", field.name);
    }
    if value.as_str() == Some(ANY) {
        return format!("trim(coalesce(data ->> '{}', '')) NOT IN ('', '[]')", field.name);
    }
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let sql = match value {
        Value::Number(number) => Sql::from(number.as_f64().unwrap_or_default()),
        Value::Bool(yes) => Sql::from(i64::from(*yes)),
        other => Sql::from(text(other)),
    };
    match field.ty {
        Type::Link(_) | Type::Links(_) | Type::AnyLink | Type::Owner if text(value) != "me" => {
            let id = Id::read(&text(value)).map_or_else(Vec::new, |id| id.bytes().to_vec());
            let at = arg(Sql::from(id));
            format!(
                "EXISTS (SELECT 1 FROM links WHERE links.n = records.n AND role = '{}' AND target = ?{at})",
                field.name
            )
        }
        Type::Choice(_) if field.name == "state" => format!("state = ?{}", arg(sql)),
        Type::Lines | Type::Marks => {
            let at = arg(sql);
            format!("EXISTS (SELECT 1 FROM json_each(data, '$.{}') WHERE value = ?{at})", field.name)
        }
        Type::Rows(_) => {
            let at = arg(sql);
            format!(
                "EXISTS (SELECT 1 FROM json_tree(data, '$.{}') WHERE instr(lower(atom), lower(?{at})) > 0)",
                field.name
            )
        }
        Type::Line | Type::Text => {
            // A filter by words finds the field that holds them; exact spelling is what `show` is for.
            let at = arg(sql);
            format!("instr(lower(data ->> '{}'), lower(?{at})) > 0", field.name)
        }
        _ => format!("data ->> '{}' = ?{}", field.name, arg(sql)),
    }
}

/// The order of a listing; names were checked against the kind's table by the caller.
fn order(filter: &Filter) -> String {
    let Some((name, down)) = &filter.sort else { return " ORDER BY day DESC, n DESC".to_owned() };
    let direction = if *down { "DESC" } else { "ASC" };
    let column = match name.as_str() {
        "title" | "created" | "updated" | "day" | "due" | "state" => name.clone(),
        field if filter.kind.spec().field(field).is_some() => format!("data ->> '{field}'"),
        _ => "day".to_owned(),
    };
    format!(" ORDER BY {column} IS NULL, {column} {direction}, n {direction}")
}
