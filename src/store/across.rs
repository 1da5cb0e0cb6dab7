//! Changes that go across many records at once: two people who are one, and a tag by another name.

use rusqlite::params;

use super::{Error, Patch, Reader, Result, Writer};
use crate::domain::{Id, Kind, Record, person_merge};

impl Reader<'_> {
    /// Every tag in use, most used first, with how many records carry it; what lies in the trash does not count.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn all_tags(&self) -> Result<Vec<(String, u64)>> {
        // What lies in the trash is little, and its places stand in an index; the other way round reads every record.
        let sql = "SELECT tag, count(*) FROM tags WHERE n NOT IN (SELECT n FROM records WHERE deleted IS NOT NULL) \
             GROUP BY tag ORDER BY 2 DESC, 1";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))?;
        let rows = rows.collect::<rusqlite::Result<Vec<(String, i64)>>>()?;
        Ok(rows.into_iter().map(|(tag, count)| (tag, u64::try_from(count).unwrap_or(0))).collect())
    }

    /// The records that carry a tag, in the trash or not.
    fn tagged(&self, tag: &str) -> Result<Vec<Id>> {
        let mut query = self.db.prepare_cached("SELECT id FROM tags JOIN records USING (n) WHERE tag = ?1")?;
        Ok(query.query_map([tag], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The records that link to a person, or that this person may see by name, in the trash or not.
    fn naming(&self, person: Id) -> Result<Vec<Id>> {
        let sql = "SELECT id FROM records WHERE n IN (SELECT n FROM links WHERE target = ?1) \
             UNION SELECT id FROM records WHERE instr(visibility, ?2) > 0";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map(params![person, person.to_string()], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Makes two people one: the second goes into the first, every link to it leads there, and it is put into the trash.
    ///
    /// # Errors
    /// Where the two are one already, or one of them is gone or no person.
    pub fn merge_people(&mut self, keep: Id, gone: Id) -> Result<Record> {
        let (first, second) = (self.person(keep)?, self.person(gone)?);
        if keep == gone {
            return Err(Error::Refused(format!("“{}” cannot be merged with itself; name two people", first.title)));
        }
        for id in self.read().naming(gone)? {
            let Some(record) = self.read().find(id)?.filter(|record| record.id != keep && record.id != gone) else {
                continue;
            };
            let patch = Patch {
                fields: person_merge::repointed(&record, gone, keep),
                visibility: person_merge::seen_by(&record.visibility, gone, keep),
                tags: None,
            };
            self.edit(id, &patch)?;
        }
        let mut tags = first.tags.clone();
        tags.extend(second.tags.iter().filter(|tag| !first.tags.contains(tag)).cloned());
        let fields = person_merge::united(&first, &second);
        let record = self.edit(keep, &Patch { fields, tags: Some(tags), visibility: None })?;
        self.delete(gone)?;
        Ok(record)
    }

    fn person(&self, id: Id) -> Result<Record> {
        let found = self.read().find(id)?.filter(|record| record.kind == Kind::Person && record.deleted.is_none());
        found.ok_or_else(|| Error::Gone(id.to_string()))
    }

    /// Calls a tag by another name wherever it stands; gives back on how many records.
    ///
    /// # Errors
    /// Where the journal cannot be written.
    pub fn rename_tag(&mut self, old: &str, new: &str) -> Result<usize> {
        let carrying = self.read().tagged(old)?;
        for id in &carrying {
            let Some(record) = self.read().find(*id)? else { continue };
            let mut tags: Vec<String> = Vec::new();
            for tag in record.tags {
                let tag = if tag == old { new.to_owned() } else { tag };
                if !tags.contains(&tag) {
                    tags.push(tag);
                }
            }
            self.edit(*id, &Patch { tags: Some(tags), ..Patch::default() })?;
        }
        Ok(carrying.len())
    }
}
