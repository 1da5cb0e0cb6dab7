//! A word that is still being typed, looked for in the newest texts themselves: the index of words would gather everything
//! that begins so before it told the first. What stands in few of the newest is left to the index, where that is little.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension as _, Params, params_from_iter};

use super::lists::{Found, Scope};
use super::{Error, Reader, Result, convert, records, search};
use crate::domain::ask::Window;
use crate::domain::text::{begins_in, fold};
use crate::domain::{Id, Kind, Record};

/// So many of the newest are read.
pub(super) const READ: usize = 400;

/// What somebody has typed so far.
pub(super) struct Begun {
    /// The words that are whole.
    whole: String,
    /// The letters with which the last one begins, folded.
    letters: Vec<char>,
}

impl Begun {
    /// Words of which the last is not whole yet, and plain enough to be read without the index.
    pub(super) fn read(text: &str) -> Option<Self> {
        if text.split_whitespace().nth(search::WORDS).is_some() {
            return None;
        }
        let last = text.split_whitespace().next_back().filter(|_| !text.ends_with(char::is_whitespace))?;
        let whole = text.strip_suffix(last)?.to_owned();
        let plain = last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_alphanumeric());
        plain.then(|| Self { whole, letters: last.chars().map(fold).collect() })
    }

    /// Whether there is no other word.
    pub(super) fn is_alone(&self) -> bool {
        self.whole.trim().is_empty()
    }

    /// Whether a word of a text begins so.
    pub(super) fn begins_in(&self, text: &str) -> bool {
        begins_in(text, &self.letters)
    }

    /// Whether a record holds a word that begins so.
    fn stands_in(&self, record: &Record) -> bool {
        begins_in(&record.title, &self.letters) || begins_in(&convert::body_text(record), &self.letters)
    }

    /// Whether it may, as its title and its fields stand in the file: names of fields are words there too.
    fn may_stand_in(&self, title: &str, data: &str) -> bool {
        begins_in(title, &self.letters) || escaped_parts(data).any(|part| begins_in(part, &self.letters))
    }
}

/// A text of JSON between the escapes in it, which are no letters.
fn escaped_parts(json: &str) -> impl Iterator<Item = &str> {
    json.split('\\').enumerate().map(|(n, part)| {
        let skipped = match (n, part.chars().next()) {
            (0, _) | (_, None) => 0,
            (_, Some('u')) => 5,
            (_, Some(c)) => c.len_utf8(),
        };
        part.get(skipped..).unwrap_or_default()
    })
}

/// What was found of a list: the rows, and whether there may be more.
pub(super) struct Newest {
    /// Their numbers.
    pub rows: Vec<i64>,
    /// Whether not everything was read.
    pub more: bool,
}

impl Reader<'_> {
    /// The newest of a list in which the words stand, or which have to do with somebody called so; `None` where the newest
    /// hold less than half of what is asked for, and the index has to be asked. `with` are the rows that have to do with such
    /// people.
    pub(super) fn begun_in_list(
        &self,
        window: &Window,
        begun: &Begun,
        with: &[i64],
        stated: bool,
    ) -> Result<Option<Newest>> {
        let found = if let Some(query) = search::text_query(&begun.whole, Some(window.kind), false) {
            // Those words are asked of the index, which tells the newest first.
            let mut found = self.sift(&beside(), [query], begun, usize::MAX, |_| Ok(false))?;
            found.rows.extend(with);
            found
        } else {
            // One word: the list is read from its top.
            let scope = Scope::new(window, &Found::All, stated);
            let sql = format!(
                "SELECT n, title, data FROM (SELECT records.n AS n FROM {} ORDER BY day DESC, records.n DESC LIMIT {READ}) \
                 CROSS JOIN records USING (n)",
                scope.from
            );
            let mut names = BTreeMap::new();
            let is_with = |n| self.is_with(n, begun, &mut names);
            self.sift(&sql, params_from_iter(scope.args), begun, window.rows, is_with)?
        };
        Ok(Some(found).filter(|found| !found.more || found.rows.len() >= window.rows.div_ceil(2)))
    }

    /// The newest records, of a kind or any, in which the words stand, the newest first; `None` where there are fewer than
    /// `limit` among those that were read, and not all were.
    pub(super) fn begun_anywhere(&self, begun: &Begun, kind: Option<Kind>, limit: usize) -> Result<Option<Vec<i64>>> {
        let driver = search::text_query(&begun.whole, kind, false).or_else(|| kind.map(search::kind_query));
        let sql = match driver {
            Some(_) => beside(),
            None => {
                format!(
                    "SELECT n, title, data FROM records WHERE ?1 IS NULL AND deleted IS NULL ORDER BY n DESC LIMIT {READ}"
                )
            }
        };
        let found = self.sift(&sql, [driver], begun, limit, |_| Ok(false))?;
        Ok((!found.more || found.rows.len() >= limit).then_some(found.rows))
    }

    /// Of the rows that a query tells, number, title and fields, those in which the words stand or that are wanted for
    /// something else; no more than `limit`.
    fn sift(
        &self,
        sql: &str,
        args: impl Params,
        begun: &Begun,
        limit: usize,
        mut also: impl FnMut(i64) -> Result<bool>,
    ) -> Result<Newest> {
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query(args)?;
        let (mut found, mut read) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            read += 1;
            let n: i64 = row.get(0)?;
            let text = |at| Ok::<_, rusqlite::Error>(row.get_ref(at)?.as_str().unwrap_or_default());
            if begun.may_stand_in(text(1)?, text(2)?) && self.holds(n, begun)? || also(n)? {
                found.push(n);
                if found.len() >= limit {
                    return Ok(Newest { rows: found, more: true });
                }
            }
        }
        Ok(Newest { rows: found, more: read >= READ })
    }

    /// Whether the words of a record hold one that begins so. One that is damaged is told of where it is opened.
    fn holds(&self, n: i64, begun: &Begun) -> Result<bool> {
        match records::find_at(self.db, n) {
            Ok(record) => Ok(record.is_some_and(|record| begun.stands_in(&record))),
            Err(Error::Damaged { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Whether a record has to do with somebody whose name holds a word that begins so. `names` are those known by now.
    fn is_with(&self, n: i64, begun: &Begun, names: &mut BTreeMap<Id, bool>) -> Result<bool> {
        let mut links = self.db.prepare_cached("SELECT target FROM links WHERE n = ?1")?;
        let mut rows = links.query([n])?;
        while let Some(row) = rows.next()? {
            let id: Id = row.get(0)?;
            let is_called = if let Some(known) = names.get(&id) {
                *known
            } else {
                let sql = "SELECT title FROM records WHERE id = ?1 AND kind = 'person' AND deleted IS NULL";
                let mut name = self.db.prepare_cached(sql)?;
                let title: Option<String> = name.query_row([id], |row| row.get(0)).optional()?;
                let is_called = title.is_some_and(|title| begins_in(&title, &begun.letters));
                names.insert(id, is_called);
                is_called
            };
            if is_called {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The newest that the index finds.
fn beside() -> String {
    format!(
        "SELECT n, title, data FROM (SELECT rowid AS n FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT {READ}) \
         CROSS JOIN records USING (n)"
    )
}
