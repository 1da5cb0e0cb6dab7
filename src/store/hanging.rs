//! Records as their kinds' structs: those that hang on another, and those in a state or a span of days. Rules take
//! structs; only this file fetches them.

use rusqlite::{Params, params};

use super::{Error, Reader, Result};
use crate::domain::kinds::Described;
use crate::domain::{Id, Record};

/// A record beside its struct.
#[derive(Clone, Debug)]
pub(super) struct Typed<T> {
    /// Which record.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// The local day on which it was made, as the file has it (UTC).
    pub created: String,
    /// Its fields.
    pub fields: T,
}

impl Reader<'_> {
    /// The live records of kind `T` whose field `role` leads to `target`, oldest first.
    pub(super) fn hanging<T: Described>(&self, target: Id, role: &str) -> Result<Vec<Typed<T>>> {
        let sql = "SELECT id, title, created, data FROM links JOIN records USING (n) \
             WHERE target = ?1 AND role = ?2 AND of_kind = ?3 AND deleted IS NULL ORDER BY day, n";
        self.typed(sql, params![target, role, T::SPEC.name])
    }

    /// The live records of kind `T` that a condition on `records` holds for, with its arguments from `?1` on.
    pub(super) fn those<T: Described>(&self, condition: &str, args: impl Params) -> Result<Vec<Typed<T>>> {
        self.typed(&of_kind::<T>(condition), args)
    }

    /// The same, one by one, until `take` says that it is enough: what comes after is not read.
    pub(super) fn one_by_one<T: Described>(
        &self,
        condition: &str,
        args: impl Params,
        take: impl FnMut(Typed<T>) -> Result<bool>,
    ) -> Result<()> {
        self.typed_each(&of_kind::<T>(condition), args, take)
    }

    fn typed<T: Described>(&self, sql: &str, args: impl Params) -> Result<Vec<Typed<T>>> {
        let mut found = Vec::new();
        self.typed_each(sql, args, |typed| {
            found.push(typed);
            Ok(true)
        })?;
        Ok(found)
    }

    fn typed_each<T: Described>(
        &self,
        sql: &str,
        args: impl Params,
        mut take: impl FnMut(Typed<T>) -> Result<bool>,
    ) -> Result<()> {
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query(args)?;
        while let Some(row) = rows.next()? {
            let id: Id = row.get(0)?;
            let data = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
            let fields = serde_json::from_str(data).map_err(|why| damaged(id, &why))?;
            if !take(Typed { id, title: row.get(1)?, created: row.get(2)?, fields })? {
                break;
            }
        }
        Ok(())
    }
}

fn of_kind<T: Described>(condition: &str) -> String {
    let kind = T::SPEC.name;
    format!("SELECT id, title, created, data FROM records WHERE kind = '{kind}' AND deleted IS NULL AND {condition}")
}

/// A record as its struct.
pub(super) fn read<T: Described>(record: &Record) -> Result<T> {
    record.read().map_err(|why| damaged(record.id, &why))
}

fn damaged(id: Id, why: &serde_json::Error) -> Error {
    Error::Damaged { id: id.to_string(), why: why.to_string() }
}
