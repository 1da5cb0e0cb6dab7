//! Records as their kinds' structs: those that hang on another, and those in a state or a span of days. Rules take
//! structs; only this file fetches them.

use rusqlite::{Params, params};

use super::{Error, Reader, Result};
use crate::domain::kinds::Described;
use crate::domain::{Day, Id, Record};

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
             WHERE target = ?1 AND role = ?2 AND kind = ?3 AND deleted IS NULL ORDER BY day, n";
        self.typed(sql, params![target, role, T::SPEC.name])
    }

    /// The live records of kind `T` that a condition on `records` holds for, with its arguments from `?1` on.
    pub(super) fn those<T: Described>(&self, condition: &str, args: impl Params) -> Result<Vec<Typed<T>>> {
        let sql = format!(
            "SELECT id, title, created, data FROM records WHERE kind = '{}' AND deleted IS NULL AND {condition}",
            T::SPEC.name
        );
        self.typed(&sql, args)
    }

    /// The live records of kind `T` due within these days, in their order.
    pub(super) fn due_within<T: Described>(&self, from: Day, to: Day) -> Result<Vec<Typed<T>>> {
        self.those("due BETWEEN ?1 AND ?2 ORDER BY due, n", [from.to_string(), to.to_string()])
    }

    fn typed<T: Described>(&self, sql: &str, args: impl Params) -> Result<Vec<Typed<T>>> {
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query(args)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id: Id = row.get(0)?;
            let data: String = row.get(3)?;
            let fields = serde_json::from_str(&data).map_err(|why| damaged(id, &why))?;
            found.push(Typed { id, title: row.get(1)?, created: row.get(2)?, fields });
        }
        Ok(found)
    }
}

/// A record as its struct.
pub(super) fn read<T: Described>(record: &Record) -> Result<T> {
    record.read().map_err(|why| damaged(record.id, &why))
}

fn damaged(id: Id, why: &serde_json::Error) -> Error {
    Error::Damaged { id: id.to_string(), why: why.to_string() }
}
