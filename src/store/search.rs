//! Full text over every kind: what is indexed, and how any text a person types becomes a safe query.

use std::borrow::Cow;

use rusqlite::{Connection, params};

use super::begun::Begun;
use super::beside::Beside;
use super::convert;
use super::{Reader, Result};
use crate::domain::ask::Hit;
use crate::domain::text::first_found;
use crate::domain::{Day, Id, Kind, Record, Type};

/// With more hits than this, only the newest of them are ranked: ranking a common word over years costs a hundred times
/// what finding it costs.
const RANKED: i64 = 2_000;

/// So many different words are looked for; what holds all of these is what was meant, and a pasted book would be looked for
/// all day.
pub(super) const WORDS: usize = 16;

/// They are looked for among so many.
pub(super) const READ: usize = 64;

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Anything a person types.
    pub words: String,
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only what links to this person, or is them.
    pub person: Option<Id>,
    /// Only from this day on.
    pub since: Option<Day>,
    /// The most hits.
    pub limit: usize,
    /// Newest first instead of best first.
    pub newest: bool,
}

/// What the index is told of a record.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words {
    title: String,
    body: String,
    kind: String,
}

/// The words of a record: its title and its text. None of what lies in the trash, which is not found.
pub(super) fn words(record: &Record) -> Option<Words> {
    record.deleted.is_none().then(|| {
        let body = convert::body_text(record);
        let split = match split_cjk(&body) {
            Cow::Owned(split) => split,
            Cow::Borrowed(_) => body,
        };
        Words { title: split_cjk(&record.title).into_owned(), body: split, kind: kind_word(record.kind) }
    })
}

impl Words {
    /// About how much memory they take.
    pub(super) fn size(&self) -> usize {
        self.title.len() + self.body.len() + self.kind.len()
    }

    /// A number that tells these words from others, kept beside the record: the index itself cannot say any more what it was
    /// told. FNV-1a, which is the same on every machine for ever; against mistakes, not against anybody.
    pub(super) fn mark(&self) -> i64 {
        let parts = [&self.title, &self.body, &self.kind];
        // A byte that no text has, or a word could move from one part to the next unseen.
        let bytes = parts.into_iter().flat_map(|part| part.bytes().chain([0xff]));
        let mark = bytes
            .fold(0xcbf2_9ce4_8422_2325_u64, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        i64::from_ne_bytes(mark.to_ne_bytes())
    }
}

/// Who is told of words: the index itself, or the one that is made beside it.
pub(super) enum Index<'a> {
    Kept(&'a Connection),
    Beside(&'a mut Beside),
}

impl Index<'_> {
    /// Adds words.
    pub(super) fn add(&mut self, n: i64, words: Words) -> Result<()> {
        match self {
            Self::Kept(db) => Ok(add(db, n, &words)?),
            Self::Beside(beside) => beside.add(n, words),
        }
    }

    /// Takes a record out.
    pub(super) fn take(&mut self, n: i64) -> Result<()> {
        match self {
            Self::Kept(db) => Ok(take(db, n)?),
            Self::Beside(beside) => beside.take(n),
        }
    }
}

/// Adds words to the index.
pub(super) fn add(db: &Connection, n: i64, words: &Words) -> rusqlite::Result<()> {
    let mut query = db.prepare_cached("INSERT INTO search (rowid, title, body, kind) VALUES (?1, ?2, ?3, ?4)")?;
    query.execute(params![n, words.title, words.body, words.kind]).map(|_| ())
}

/// Makes the index anew, empty, as the schema has it, and gives back what made it.
pub(super) fn renew(db: &Connection) -> Result<String> {
    let sql: String = db.query_row("SELECT sql FROM sqlite_schema WHERE name = 'search'", [], |row| row.get(0))?;
    db.execute_batch("DROP TABLE search")?;
    db.execute_batch(&sql)?;
    Ok(sql)
}

/// Takes a record out of the index.
pub(super) fn take(db: &Connection, n: i64) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([n]).map(|_| ())
}

/// How many pages a merge may write: as many as there are.
pub(super) const ALL: i64 = 10_000_000;

/// Tells the index how to go on, or to do something at once.
pub(super) fn set(db: &Connection, what: &str, value: i64) -> rusqlite::Result<()> {
    db.execute("INSERT INTO search (search, rank) VALUES (?1, ?2)", params![what, value]).map(|_| ())
}

/// Takes what stands in the index of records that left it out of the file: until then their words are only marked.
pub(super) fn forget(db: &Connection) -> Result<()> {
    Ok(db.execute_batch("INSERT INTO search (search) VALUES ('optimize')")?)
}

/// A kind as one word of the index.
fn kind_word(kind: Kind) -> String {
    kind.name().replace('_', "")
}

/// What the first of the scripts below begins with in UTF-8: no shorter character is one of theirs.
const FIRST_BYTE: u8 = 0xe0;

/// Whether a script is written without spaces, so that every character has to be a word of its own to be found.
fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x2e80..=0x2fdf | 0x3040..=0x30ff | 0x3100..=0x312f | 0x31a0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff
        | 0xac00..=0xd7af | 0xf900..=0xfaff | 0xff66..=0xff9d | 0x20000..=0x3ffff | 0x0e00..=0x0e7f)
}

/// Puts spaces around every character of a script without spaces. NUL ends a text for SQLite's tokenizer, so it becomes
/// a space here; the record keeps it. Most texts hold none of this and come back as they are.
fn split_cjk(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| byte == 0 || byte >= FIRST_BYTE) {
        return Cow::Borrowed(text);
    }
    let mut split = String::with_capacity(text.len());
    for c in text.chars() {
        if is_cjk(c) {
            split.extend([' ', c, ' ']);
        } else {
            split.push(if c == '\0' { ' ' } else { c });
        }
    }
    Cow::Owned(split)
}

/// The words of a text as FTS5 phrases, each quoted; a run of characters without spaces is one phrase. `None` where
/// there is nothing to look for.
fn phrases(text: &str, prefix_last: bool) -> Option<String> {
    let mut phrases: Vec<String> = Vec::new();
    let mut words = text.split_whitespace();
    for word in words.by_ref().take(READ) {
        if phrases.len() >= WORDS {
            break;
        }
        let word = split_cjk(word);
        if word.chars().any(char::is_alphanumeric) {
            let phrase = format!("\"{}\"", word.trim().replace('"', "\"\""));
            // What is said twice is looked for once, where it was said last: the last may be a beginning.
            phrases.retain(|said| *said != phrase);
            phrases.push(phrase);
        }
    }
    let prefix_last = prefix_last && words.next().is_none();
    if prefix_last && !text.ends_with(char::is_whitespace) {
        match phrases.last_mut() {
            // With its first letter a word says nothing yet, and to gather all that begin so takes longest of all.
            Some(last) if last.len() <= "\"b\"".len() => drop(phrases.pop()),
            Some(last) => last.push('*'),
            None => {}
        }
    }
    (!phrases.is_empty()).then(|| phrases.join(" AND "))
}

/// Records of a kind.
pub(super) fn kind_query(kind: Kind) -> String {
    format!("kind : \"{}\"", kind_word(kind))
}

/// Records of a kind whose title holds every word.
pub(super) fn title_query(text: &str, kind: Option<Kind>) -> Option<String> {
    let words = phrases(text, false)?;
    Some(match kind {
        Some(kind) => format!("title : ({words}) AND kind : \"{}\"", kind_word(kind)),
        None => format!("title : ({words})"),
    })
}

/// Records of a kind, or any, whose title or text holds every word; the last word may be a beginning.
pub(super) fn text_query(text: &str, kind: Option<Kind>, prefix_last: bool) -> Option<String> {
    let words = phrases(text, prefix_last)?;
    Some(match kind {
        Some(kind) => format!("{{title body}} : ({words}) AND kind : \"{}\"", kind_word(kind)),
        None => format!("{{title body}} : ({words})"),
    })
}

/// Records of these kinds (of any, where none is named) whose title or text holds any of these words; `None` where there is
/// none. No beginnings: the hits of a whole word are read one by one, those of a beginning all at once.
pub(super) fn any_of<'w>(words: impl Iterator<Item = &'w String>, kinds: &[Kind]) -> Option<String> {
    let words: Vec<String> = words.map(|word| format!("\"{}\"", word.replace('"', ""))).collect();
    let kinds: Vec<String> = kinds.iter().map(|kind| format!("\"{}\"", kind_word(*kind))).collect();
    let of = if kinds.is_empty() { String::new() } else { format!(" AND kind : ({})", kinds.join(" OR ")) };
    (!words.is_empty()).then(|| format!("{{title body}} : ({}){of}", words.join(" OR ")))
}

impl Reader<'_> {
    /// Full text over everything that is not in the trash. No words, no hits.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn search(&self, query: &Query) -> Result<Vec<Hit>> {
        let person = query.person;
        let since = query.since.map(|day| day.to_string());
        let limit = i64::try_from(query.limit).unwrap_or(i64::MAX);
        let db = self.db;
        // Of one person: by the links to them, gathered once and looked up for each match.
        let of = if person.is_some() {
            "AND +{n} IN (SELECT links.n FROM links WHERE target = ?3 UNION SELECT records.n FROM records WHERE id = ?3)"
        } else {
            "AND ?3 IS NULL"
        };
        let begun = Begun::read(&query.words).filter(|_| query.newest && person.is_none() && since.is_none());
        let begun = begun.map(|begun| self.begun_anywhere(&begun, query.kind, query.limit)).transpose()?.flatten();
        let (sql, first) = match text_query(&query.words, query.kind, query.newest) {
            Some(_) if let Some(found) = begun => {
                let sql = "SELECT id, kind, title, day, data, tags FROM records WHERE n IN (SELECT value FROM json_each(?1)) \
                     AND ?2 IS NULL AND ?3 IS NULL ORDER BY n DESC LIMIT ?4";
                (sql.to_owned(), serde_json::json!(found).to_string())
            }
            Some(words) => {
                // A title counts for ten words of text; the kind is not what anyone looks for.
                let order = if query.newest { "n DESC" } else { "score, n DESC" };
                let most = if query.newest { limit } else { RANKED };
                let score = if query.newest { "0.0" } else { "bm25(search, 10.0, 1.0, 0.0)" };
                let of = of.replace("{n}", "search.rowid");
                let since = if since.is_some() {
                    format!("AND +search.rowid IN ({})", from_day(query.kind))
                } else {
                    "AND ?2 IS NULL".to_owned()
                };
                let sql = format!(
                    "SELECT id, kind, title, day, data, tags FROM \
                     (SELECT rowid AS n, {score} AS score FROM search WHERE search MATCH ?1 {since} {of} \
                      ORDER BY rowid DESC LIMIT {most}) \
                     JOIN records USING (n) ORDER BY {order} LIMIT ?4"
                );
                (sql, words)
            }
            // No words, but something that narrows it: all of that, newest first.
            None if query.kind.is_some() || person.is_some() || since.is_some() => {
                let order = if query.kind.is_some() { "day DESC, n DESC" } else { "n DESC" };
                let of = of.replace("+{n}", "n");
                // Which they are is read from an index alone; only what is told is read in full.
                let sql = format!(
                    "SELECT id, kind, title, day, data, tags FROM records WHERE n IN \
                     ({} {of} ORDER BY {order} LIMIT ?4) AND ?1 IS NOT NULL ORDER BY {order}",
                    from_day(query.kind)
                );
                (sql, query.kind.map_or(String::new(), |kind| kind.name().to_owned()))
            }
            None => return Ok(Vec::new()),
        };
        let mut statement = db.prepare_cached(&sql)?;
        let mut rows = statement.query(params![first, since, person, limit])?;
        let mut hits = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, kind): (Id, Kind) = (row.get(0)?, row.get(1)?);
            let data: String = row.get(4)?;
            hits.push(Hit {
                id,
                short_id: self.short_id(id, kind)?,
                kind,
                title: row.get(2)?,
                snippet: snippet(&data, kind, &query.words),
                at: row.get(3)?,
            });
        }
        Ok(hits)
    }
}

/// What is dated from the day `?2` on, or at all where there is none, by the index of kinds and days.
fn from_day(kind: Option<Kind>) -> String {
    let names = |kinds: &[Kind]| kinds.iter().map(|kind| format!("'{}'", kind.name())).collect::<Vec<_>>().join(", ");
    let kinds = kind.map_or_else(|| names(Kind::ALL), |kind| names(&[kind]));
    format!("SELECT n FROM records WHERE deleted IS NULL AND kind IN ({kinds}) AND day >= coalesce(?2, '')")
}

/// The text around the first word that is found, one line of about ninety characters; without a hit, the beginning.
fn snippet(data: &str, kind: Kind, words: &str) -> String {
    let Ok(serde_json::Value::Object(fields)) = serde_json::from_str(data) else { return String::new() };
    let spec = kind.spec();
    let mut text = String::new();
    for field in spec.fields.iter().filter(|field| field.name != spec.title || spec.title == "body") {
        if matches!(field.ty, Type::Line | Type::Text | Type::Lines | Type::Rows(_)) {
            fields.get(field.name).into_iter().for_each(|value| spoken(value, &mut text));
        }
    }
    let first = first_found(&text, words);
    if first.is_none() && words.split_whitespace().any(|word| word.contains(char::is_alphanumeric)) {
        return String::new();
    }
    let before = text.get(..first.unwrap_or(0)).unwrap_or_default();
    let start = before.chars().count().saturating_sub(30);
    let mut line: String = text.chars().skip(start).take(90).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if start > 0 {
        line.insert(0, '…');
    }
    if text.chars().nth(start + 90).is_some() {
        line.push('…');
    }
    line.trim().to_owned()
}

/// Every text in a value, each followed by a space; no ids, which say nothing to anyone.
fn spoken(value: &serde_json::Value, into: &mut String) {
    match value {
        serde_json::Value::String(text) if Id::read(text).is_none() => {
            into.push_str(text);
            into.push(' ');
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| spoken(item, into)),
        serde_json::Value::Object(map) => map.values().for_each(|item| spoken(item, into)),
        _ => {}
    }
}
