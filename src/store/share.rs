//! What one person may read, gathered; the register of what left; and replies on their way in. Writes no file, and lets
//! nothing of a reply touch what was there.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, params};

use super::hanging::{self, Typed};
use super::log::writing;
use super::{Error, Patch, Reader, Result, Store, Writer, convert, records};
use crate::domain::ask::{Left, Linked, Sharing};
use crate::domain::kinds::goal::Goal;
use crate::domain::kinds::term::Term;
use crate::domain::learning::glossary;
use crate::domain::share::{
    self, Built, Given, Known, Last, Proposal, Proposed, Reply, Said, Scope, Share, Skipped, Stands,
};
use crate::domain::time::{instant_text, read_instant};
use crate::domain::{Fields, Id, Instant, Kind, Now, Origin, Record, Visibility};

/// A share as the register has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// Its id.
    pub share: String,
    /// To whom it went.
    pub person: Id,
    /// Their name; nothing where they are gone.
    pub to: String,
    /// When it was made.
    pub made: Instant,
    /// `html`, `text` or `mentee`.
    pub format: String,
    /// The file it was written to.
    pub file: String,
    /// What was in it: item, record, kind, and the title as it is now; nothing where the record is gone.
    pub items: Vec<(String, Id, Kind, String)>,
    /// How many replies came back.
    pub replies: u64,
}

impl From<Shared> for Left {
    fn from(shared: Shared) -> Self {
        let things = shared.items.into_iter().map(|(_, _, kind, title)| (kind, title)).collect();
        let Shared { to, made, format, file, replies, .. } = shared;
        Self { to, made, format, file, things, replies }
    }
}

/// A share that was handed over, for the register.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent<'a> {
    /// The share, and the records of its items.
    pub built: &'a Built,
    /// To whom.
    pub person: Id,
    /// `html`, `text` or `mentee`.
    pub format: &'a str,
    /// The file.
    pub file: &'a str,
}

/// What a reply brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Came {
    /// Who it is from, as the register knows: the person the share went to.
    pub from: Id,
    /// Their name.
    pub name: String,
    /// What it proposes and is not here yet.
    pub proposed: Vec<Proposed>,
    /// How much of it is here already.
    pub there: usize,
    /// What was left out.
    pub skipped: Skipped,
}

impl Reader<'_> {
    /// Builds what a person may read, and counts what stays here. `name` makes ids for the items; `id` is the share's;
    /// `lines` are those of an evaluation.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn share(
        &self,
        person: Id,
        scope: &Scope,
        id: &str,
        name: &mut dyn FnMut() -> String,
        lines: &[String],
        now: &Now,
    ) -> Result<(Built, u64)> {
        self.steady(|reader| {
            let mentor = reader.is_mentor(person)?;
            let records = reader.shareable(person, mentor, scope)?;
            let mut stands = BTreeMap::new();
            let left_out = reader.goals_under(&scope.without)?;
            for record in records.iter().filter(|record| record.kind == Kind::Goal) {
                if !left_out.contains(&record.id) && !reader.rests_on_hidden(record.id, person, mentor)? {
                    stands.insert(record.id, reader.goal_stands(record, now)?);
                }
            }
            let halves = reader.halves_out(&records, person)?;
            let last = reader.last_share(person)?;
            let from = reader.profile()?.map(|id| reader.title(id)).transpose()?.flatten().unwrap_or_default();
            let from = if from.is_empty() { "your mentee".to_owned() } else { from };
            let to = reader.title(person)?.unwrap_or_default();
            let given = Given {
                share: id,
                from: &from,
                person,
                to: &to,
                mentor,
                records: &records,
                stands: &stands,
                halves: &halves,
                lines,
                scope,
                last: last.as_ref(),
                now,
            };
            let built = share::build(&given, name);
            let stays = reader.count()?.saturating_sub(u64::try_from(built.records.len()).unwrap_or(u64::MAX));
            Ok((built, stays))
        })
    }

    /// What leaves for a person, for the screen: with what is linked to them and not shared. Items go by their place.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn sharing(&self, person: Option<Id>, scope: &Scope, lines: &[String], now: &Now) -> Result<Option<Sharing>> {
        let Some(person) = person.map_or_else(|| self.next_person(now), |person| Ok(Some(person)))? else {
            return Ok(None);
        };
        let mut n = 0;
        let mut name = || {
            n += 1;
            n.to_string()
        };
        let (built, stays) = self.share(person, scope, "", &mut name, lines, now)?;
        let mut linked = self.linked_to(person)?;
        linked.extend(self.unexplained(person, &built.share)?);
        Ok(Some(Sharing { person, built, stays, linked }))
    }

    /// What is linked to a person, or to a mentorship with them, and not shared with them; of the kinds that are
    /// suggested, newest first.
    fn linked_to(&self, person: Id) -> Result<Vec<Linked>> {
        const MOST: usize = 200;
        let mut linked = self.back_links(person, MOST)?;
        let ours = linked.iter().filter(|one| one.kind == Kind::Mentorship).map(|one| one.id).collect::<Vec<_>>();
        for mentorship in ours {
            linked.extend(self.back_links(mentorship, MOST)?);
        }
        let mentor = self.is_mentor(person)?;
        let mut found: Vec<Linked> = Vec::new();
        for one in linked {
            if share::suggested(one.kind) && !found.iter().any(|other| other.id == one.id) {
                let record = self.find(one.id)?;
                if record.is_some_and(|record| !share::may_leave(&record, person, mentor, &Scope::default())) {
                    found.push(one);
                }
            }
        }
        Ok(found)
    }

    /// Words of mine that a share uses and its reader may not look up, in the order in which they come up.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn unexplained(&self, person: Id, share: &Share) -> Result<Vec<Linked>> {
        let mentor = self.is_mentor(person)?;
        let words: Vec<Typed<Term>> = self.those("1 ORDER BY day DESC, n DESC LIMIT 500", [])?;
        let titles: Vec<String> = words.iter().map(|typed| typed.title.clone()).collect();
        let mut found = Vec::new();
        for word in glossary::used(&share.words(), &titles).into_iter().filter_map(|n| words.get(n)) {
            let seen = |record: &Record| share::may_leave(record, person, mentor, &Scope::default());
            if self.find(word.id)?.is_some_and(|record| !seen(&record)) {
                let (role, title) = ("used".to_owned(), word.title.clone());
                found.push(Linked { role, id: word.id, kind: Kind::Term, title, state: None, day: None });
            }
        }
        Ok(found)
    }

    /// The evaluations among these that are with this person and lack their half.
    fn halves_out(&self, records: &[Record], person: Id) -> Result<BTreeSet<Id>> {
        let mut found = BTreeSet::new();
        for record in records.iter().filter(|record| record.kind == Kind::Evaluation) {
            let out = record.get("theirs").as_array().is_none_or(Vec::is_empty);
            let of = record.link("mentorship").filter(|_| out).map(|id| self.find(id)).transpose()?.flatten();
            if of.is_some_and(|mentorship| mentorship.link("person") == Some(person)) {
                found.insert(record.id);
            }
        }
        Ok(found)
    }

    /// Everything that may leave for a person: what they may see, and what is named by hand.
    fn shareable(&self, person: Id, mentor: bool, scope: &Scope) -> Result<Vec<Record>> {
        let sql = records::whole(
            "WHERE deleted IS NULL AND visibility <> '\"private\"' \
             AND ((visibility = '\"mentors\"' AND ?2) OR instr(visibility, ?1) > 0)",
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query(params![person.to_string(), mentor])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(convert::record(row)?.1);
        }
        for id in &scope.only {
            if !found.iter().any(|record| record.id == *id) {
                found.extend(self.find(*id)?);
            }
        }
        Ok(found)
    }

    /// The goals that these hang on.
    fn goals_under(&self, ids: &[Id]) -> Result<BTreeSet<Id>> {
        let mut goals = BTreeSet::new();
        for id in ids {
            goals.extend(self.find(*id)?.and_then(|record| record.link("goal")));
        }
        Ok(goals)
    }

    pub(super) fn goal_stands(&self, record: &Record, now: &Now) -> Result<Stands> {
        let goal: Goal = hanging::read(record)?;
        let typed =
            Typed { id: record.id, title: record.title.clone(), created: instant_text(record.created), fields: goal };
        let row = self.goal_now(&typed, now)?.row;
        Ok(Stands { actual: row.actual, expected: row.expected, value: row.value, word: row.word })
    }

    /// The last share a person was given.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn last_share(&self, person: Id) -> Result<Option<Last>> {
        // A letter is no share that the next one could follow.
        let sql = "SELECT no, made FROM shares WHERE person = ?1 AND format NOT IN ('letter', 'look-back') \
             ORDER BY no DESC LIMIT 1";
        let mut query = self.db.prepare_cached(sql)?;
        let found: Option<(i64, String)> =
            query.query_row([person], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((no, made)) = found else { return Ok(None) };
        let mut query = self.db.prepare_cached("SELECT id FROM share_items WHERE share_no = ?1")?;
        let had = query.query_map([no], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(read_instant(&made).map(|made| Last { made, had }))
    }

    /// Everything that ever left, newest first.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn shares(&self) -> Result<Vec<Shared>> {
        let sql = "SELECT no, share, person, made, format, file, \
             (SELECT count(*) FROM replies JOIN sets ON set_no = sets.no WHERE share_no = shares.no AND undone <> 1) \
             FROM shares ORDER BY no DESC";
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let no: i64 = row.get(0)?;
            let person: Id = row.get(2)?;
            let made: String = row.get(3)?;
            let replies: i64 = row.get(6)?;
            found.push(Shared {
                share: row.get(1)?,
                person,
                to: self.title(person)?.unwrap_or_default(),
                made: read_instant(&made).unwrap_or_default(),
                format: row.get(4)?,
                file: row.get(5)?,
                items: self.share_items(no)?,
                replies: u64::try_from(replies).unwrap_or(0),
            });
        }
        Ok(found)
    }

    fn share_items(&self, no: i64) -> Result<Vec<(String, Id, Kind, String)>> {
        let sql = "SELECT item, share_items.id, share_items.kind, coalesce(title, '') FROM share_items \
             LEFT JOIN records ON records.id = share_items.id WHERE share_no = ?1 ORDER BY place";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map([no], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What the register knows of a share; `None` where this journal did not make it.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn known_share(&self, share: &str) -> Result<Option<Known>> {
        let mut query = self.db.prepare_cached("SELECT no, person FROM shares WHERE share = ?1")?;
        let found: Option<(i64, Id)> = query.query_row([share], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((no, person)) = found else { return Ok(None) };
        let items = self.share_items(no)?.into_iter().map(|(item, id, kind, _)| (item, (id, kind))).collect();
        Ok(Some(Known { person, items }))
    }

    /// What a reply would bring; changes nothing.
    ///
    /// # Errors
    /// Where it answers a share that this journal did not make, or the journal cannot be read.
    pub fn weigh_reply(&self, reply: &Reply, id: &dyn Fn(&Said) -> Id, now: &Now) -> Result<Came> {
        let stranger = || {
            Error::Refused("this reply answers a share that this journal did not make; nothing was changed".to_owned())
        };
        let mut known = self.known_share(&reply.share)?.ok_or_else(stranger)?;
        let name = self.title(known.person)?.ok_or_else(stranger)?;
        // What is gone for good can be answered no more.
        let mut gone = Vec::new();
        for (item, (id, _)) in &known.items {
            if self.title(*id)?.is_none() {
                gone.push(item.clone());
            }
        }
        known.items.retain(|item, _| !gone.contains(item));
        let (all, skipped) = share::proposals(reply, &known, now, id);
        let mut came = Came { from: known.person, name, proposed: Vec::new(), there: 0, skipped };
        for one in all {
            if records::title(self.db, one.record.id)?.is_some() {
                came.there += 1;
            } else {
                came.proposed.push(one);
            }
        }
        Ok(came)
    }

    /// The proposals that came with replies, newest first; without `all`, those that wait for an answer.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn inbox(&self, all: bool) -> Result<Vec<Proposal>> {
        let sql = records::whole(
            "WHERE deleted IS NULL AND kind = 'feedback' AND data ->> 'origin' = 'mentor' \
             AND (?1 OR waits IS NOT NULL) ORDER BY created DESC, n",
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query([all])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (_, record) = convert::record(row)?;
            found.push(self.in_inbox(record)?);
        }
        Ok(found)
    }

    /// A proposal beside what it is about.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn in_inbox(&self, record: Record) -> Result<Proposal> {
        let about = match record.link("item").map(|id| self.find(id)).transpose()?.flatten() {
            Some(about) => Some((about.id, about.kind, about.title)),
            None => None,
        };
        let by = record.link("giver").map(|id| self.title(id)).transpose()?.flatten().unwrap_or_default();
        Ok(Proposal { short_id: self.short_id(record.id, record.kind)?, by, about, record })
    }
}

impl Store {
    /// Notes in the register what left, and in the history that it did. It cannot be undone: what was handed over cannot
    /// be called back.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn note_share(&mut self, sent: &Sent<'_>, now: Now, origin: &Origin) -> Result<()> {
        let tx = self.lock()?;
        let made = instant_text(now.at);
        tx.execute(
            "INSERT INTO shares (share, person, made, format, file) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![sent.built.share.share, sent.person, made, sent.format, sent.file],
        )
        .map_err(writing)?;
        let no = tx.last_insert_rowid();
        let items = sent.built.share.items.iter().zip(&sent.built.records).zip(0_i64..);
        for ((item, (id, kind)), place) in items {
            let sql = "INSERT INTO share_items (share_no, place, item, id, kind) VALUES (?1, ?2, ?3, ?4, ?5)";
            tx.prepare_cached(sql)?.execute(params![no, place, item.item, id, kind]).map_err(writing)?;
        }
        let count = sent.built.records.len();
        let things = if count == 1 { "thing" } else { "things" };
        let label = format!("shared {count} {things} with {}", sent.built.share.to);
        // `undone = 2`: neither to be taken back nor to be brought back.
        tx.execute(
            "INSERT INTO sets (label, at, origin, undone) VALUES (?1, ?2, ?3, 2)",
            params![label, made, origin.text()],
        )
        .map_err(writing)?;
        tx.commit().map_err(writing)
    }
}

impl Writer<'_> {
    /// Takes in what a reply brings, and notes that it came. Where it brings nothing, nothing is written.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn take_reply(
        &mut self,
        reply: &Reply,
        came: &Came,
        defaults: &dyn Fn(Kind) -> Visibility,
    ) -> Result<Vec<Record>> {
        let mut made = Vec::new();
        for one in &came.proposed {
            let mut record = one.record.clone();
            record.visibility = defaults(record.kind);
            made.push(self.create(record)?);
        }
        if !made.is_empty() {
            let sql = "INSERT INTO replies (share_no, set_no, at) SELECT no, ?2, ?3 FROM shares WHERE share = ?1";
            let at = instant_text(self.now().at);
            self.read().db.prepare_cached(sql)?.execute(params![reply.share, self.set(), at]).map_err(writing)?;
        }
        Ok(made)
    }

    /// Takes a proposal on: makes what it suggests, and notes the answer.
    ///
    /// # Errors
    /// Where it is gone, or the file cannot be written.
    pub fn accept(&mut self, proposal: &Record, defaults: &dyn Fn(Kind) -> Visibility) -> Result<Vec<Record>> {
        let about = proposal.link("item").map(|id| self.read().find(id)).transpose()?.flatten().map(|about| about.kind);
        let mut made: Vec<Record> = Vec::new();
        if let (Some(Kind::Evaluation), "half") = (about, proposal.text("suggests"))
            && let Some(evaluation) = proposal.link("item").map(|id| self.read().find(id)).transpose()?.flatten()
        {
            let fields = share::their_half(proposal, &evaluation);
            made.push(self.edit(evaluation.id, &Patch { fields, ..Patch::default() })?);
        }
        for (kind, mut fields) in share::taken_on(proposal, about) {
            let known = if kind == Kind::Person { self.known_person(&fields)? } else { None };
            if kind == Kind::Introduction
                && let Some(target) = made.last()
            {
                fields.insert("target".to_owned(), target.id.to_string().into());
            }
            let record = match known {
                Some(person) => person,
                None => self.add(kind, Patch { fields, ..Patch::default() }, defaults(kind))?,
            };
            made.push(record);
        }
        self.respond(proposal.id, None, Some("do"))?;
        Ok(made)
    }

    /// Notes an answer to a proposal: words where there are any, and what I do with it; neither where it is set aside.
    ///
    /// # Errors
    /// Where it is gone, or the file cannot be written.
    pub fn respond(&mut self, proposal: Id, words: Option<&str>, kind: Option<&str>) -> Result<Record> {
        let mut fields = Fields::new();
        fields.insert("responded".to_owned(), self.now().today().to_string().into());
        if let Some(words) = words {
            fields.insert("response".to_owned(), words.into());
        }
        if let Some(kind) = kind {
            fields.insert("response_kind".to_owned(), kind.into());
        }
        self.edit(proposal, &Patch { fields, ..Patch::default() })
    }

    /// Lets a person see these things too; what all mentors may see stays so where they are one.
    ///
    /// # Errors
    /// Where one is gone, or the file cannot be written.
    pub fn show_to(&mut self, person: Id, ids: &[Id]) -> Result<usize> {
        let mut shown = 0;
        for id in ids {
            let record = self.read().find(*id)?.ok_or_else(|| Error::Gone(id.to_string()))?;
            let people = match record.visibility {
                Visibility::People(mut people) if !people.contains(&person) => {
                    people.push(person);
                    people
                }
                Visibility::Private => vec![person],
                _ => continue,
            };
            self.edit(*id, &Patch { visibility: Some(Visibility::People(people)), ..Patch::default() })?;
            shown += 1;
        }
        Ok(shown)
    }

    /// The person of just this name, where there is one.
    fn known_person(&self, fields: &Fields) -> Result<Option<Record>> {
        let name = fields.get("name").and_then(serde_json::Value::as_str).unwrap_or_default();
        let sql = "SELECT id FROM records WHERE title = ?1 AND kind = 'person' AND deleted IS NULL LIMIT 1";
        let reader = self.read();
        let id: Option<Id> = reader.db.prepare_cached(sql)?.query_row([name], |row| row.get(0)).optional()?;
        id.map(|id| reader.find(id)).transpose().map(Option::flatten)
    }
}
