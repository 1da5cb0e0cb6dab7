//! From what people type to records: short ids, full ids, titles and words of titles.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};

use super::{Reader, Result, search};
use crate::domain::id::{SHORT_MIN, tail_range};
use crate::domain::text::fold;
use crate::domain::{Id, Kind};

/// How many things that a reference fits are named at most.
pub const MOST_NAMED: usize = 10;

/// A record by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Which record.
    pub id: Id,
    /// Of which kind.
    pub kind: Kind,
    /// Its short id.
    pub short_id: String,
    /// Its title.
    pub title: String,
}

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// Exactly one thing.
    One(Id),
    /// Nothing.
    None,
    /// More than one thing, at most [`MOST_NAMED`] of them.
    Several(Vec<Named>),
}

/// Whether things in the trash count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// Only what is not in the trash.
    Live,
    /// Only what is in the trash.
    Trash,
}

impl Where {
    /// As a condition on `records`.
    fn sql(self) -> &'static str {
        match self {
            Self::Live => "records.deleted IS NULL",
            Self::Trash => "records.deleted IS NOT NULL",
        }
    }
}

/// The short ids of many records, told one after the other: each is the one that [`Reader::short_id`] tells. From some hundred
/// on, all are worked out at once.
#[derive(Debug)]
pub struct ShortIds {
    asked: usize,
    /// How many digits a record needs.
    digits: HashMap<Id, u32>,
}

impl ShortIds {
    /// So many are asked for one by one.
    const FEW: usize = 500;

    /// None is known.
    #[must_use]
    pub fn new() -> Self {
        Self { asked: 0, digits: HashMap::new() }
    }

    /// The short id of a record.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn of(&mut self, id: Id, kind: Kind, reader: Reader<'_>) -> Result<String> {
        self.asked += 1;
        if self.asked == Self::FEW {
            self.digits = reader.all_digits()?;
        }
        match self.digits.get(&id) {
            Some(digits) => Ok(format!("{}{}", kind.spec().hint, id.suffix(*digits))),
            None => reader.short_id(id, kind),
        }
    }
}

impl Default for ShortIds {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader<'_> {
    /// How many digits every record needs.
    fn all_digits(&self) -> Result<HashMap<Id, u32>> {
        let mut query = self.db.prepare_cached("SELECT id FROM records ORDER BY tail, id")?;
        let mut rows = query.query([])?;
        let mut digits: HashMap<Id, u32> = HashMap::new();
        let mut before: Option<Id> = None;
        while let Some(row) = rows.next()? {
            let id: Id = row.get(0)?;
            // Of two that lie side by side both need what tells them apart.
            let beside = before.map_or(SHORT_MIN, |before| id.digits_beside(&before));
            if let Some(known) = before.and_then(|before| digits.get_mut(&before)) {
                *known = beside.max(*known);
            }
            digits.insert(id, beside);
            before = Some(id);
        }
        Ok(digits)
    }

    /// The short id of a record: a letter that hints at the kind, and as many of the id's last digits, at least three,
    /// as make it unique over the journal, the trash included.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn short_id(&self, id: Id, kind: Kind) -> Result<String> {
        // Ids that end alike lie side by side in the order of their tails.
        let mut digits = SHORT_MIN;
        for query in [
            "SELECT id FROM records WHERE (tail, id) < (?1, ?2) ORDER BY tail DESC, id DESC LIMIT 1",
            "SELECT id FROM records WHERE (tail, id) > (?1, ?2) ORDER BY tail, id LIMIT 1",
        ] {
            let mut query = self.db.prepare_cached(query)?;
            let beside: Option<Id> = query.query_row(params![id.tail(), id], |row| row.get(0)).optional()?;
            digits = digits.max(beside.map_or(SHORT_MIN, |beside| id.digits_beside(&beside)));
        }
        Ok(format!("{}{}", kind.spec().hint, id.suffix(digits)))
    }

    /// What a reference leads to, among one kind or all: tried as a short id, a full id, an exact title, then words of
    /// the title with case and accents folded.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn resolve(&self, text: &str, kind: Option<Kind>, place: Where) -> Result<Match> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Match::None);
        }
        if let Some(found) = self.by_short_id(text, kind, place)? {
            return Ok(found);
        }
        if let Some(id) = Id::read(text) {
            let sql = format!("SELECT 1 FROM records WHERE id = ?1 AND (?2 IS NULL OR kind = ?2) AND {}", place.sql());
            let found = self.db.prepare_cached(&sql)?.exists(params![id, kind])?;
            return Ok(if found { Match::One(id) } else { Match::None });
        }
        let sql = format!(
            "SELECT id, kind, title FROM records WHERE title = ?1 AND (?2 IS NULL OR kind = ?2) AND {} \
             ORDER BY n DESC LIMIT {MOST_NAMED}",
            place.sql()
        );
        let exact = self.named(&sql, text, kind)?;
        if !exact.is_empty() {
            return self.one_of(exact);
        }
        match place {
            Where::Live => self.by_words(text, kind),
            Where::Trash => self.by_words_in_trash(text, kind),
        }
    }

    /// A letter and at least three digits; nothing where the text has not that form or no id ends so.
    fn by_short_id(&self, text: &str, kind: Option<Kind>, place: Where) -> Result<Option<Match>> {
        let mut chars = text.chars();
        let Some(hint) = chars.next().map(|c| c.to_ascii_lowercase()) else { return Ok(None) };
        let digits = chars.as_str();
        let Some((low, high)) = tail_range(digits) else { return Ok(None) };
        let sql = format!(
            "SELECT id, kind, title FROM records WHERE tail BETWEEN ?1 AND ?2 AND (?3 IS NULL OR kind = ?3) AND {} LIMIT {MOST_NAMED}",
            place.sql()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(params![low, high, kind], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let mut found = Vec::new();
        for row in rows {
            let (id, kind, title): (Id, Kind, String) = row?;
            let ends = id.suffix(u32::try_from(digits.len()).unwrap_or(0)).eq_ignore_ascii_case(digits);
            if kind.spec().hint == hint && ends {
                found.push((id, kind, title));
            }
        }
        if found.is_empty() { Ok(None) } else { self.one_of(found).map(Some) }
    }

    /// Titles that hold every word.
    fn by_words(&self, text: &str, kind: Option<Kind>) -> Result<Match> {
        let Some(query) = search::title_query(text, kind) else { return Ok(Match::None) };
        let sql = format!(
            "SELECT records.id, records.kind, records.title FROM search JOIN records ON records.n = search.rowid \
             WHERE search MATCH ?1 AND (?2 IS NULL OR records.kind = ?2) ORDER BY search.rowid DESC LIMIT {MOST_NAMED}"
        );
        let found = self.named(&sql, &query, kind)?;
        self.one_of(found)
    }

    /// The same in the trash, which is not indexed: it is small, and looked through.
    fn by_words_in_trash(&self, text: &str, kind: Option<Kind>) -> Result<Match> {
        let sql =
            "SELECT id, kind, title FROM records WHERE deleted IS NOT NULL AND (?2 IS NULL OR kind = ?2) AND ?1 <> ''";
        let parts = |text: &str| -> Vec<String> {
            let folded: String = text.chars().map(fold).collect();
            let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.map(str::to_owned).collect()
        };
        let words = parts(text);
        let mut found = self.named(sql, text, kind)?;
        found.retain(|(_, _, title)| {
            let title = parts(title);
            !words.is_empty() && words.iter().all(|word| title.contains(word))
        });
        found.truncate(MOST_NAMED);
        self.one_of(found)
    }

    fn named(&self, sql: &str, text: &str, kind: Option<Kind>) -> Result<Vec<(Id, Kind, String)>> {
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map(params![text, kind], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn one_of(&self, found: Vec<(Id, Kind, String)>) -> Result<Match> {
        Ok(match found.as_slice() {
            [] => Match::None,
            [(id, ..)] => Match::One(*id),
            _ => {
                let mut named = Vec::with_capacity(found.len());
                for (id, kind, title) in found {
                    named.push(Named { short_id: self.short_id(id, kind)?, id, kind, title });
                }
                Match::Several(named)
            }
        })
    }
}
