//! A mentor's own side: which shares were read, with private notes. The shares themselves are not kept.

use rusqlite::OptionalExtension;

use super::{Patch, Reader, Result, Writer};
use crate::domain::ask::{Mentee, Packet};
use crate::domain::{Day, Fields, Id, Kind, Now, Record, Visibility};

impl Reader<'_> {
    /// The packet of a share, where it was read before.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn packet(&self, share: &str) -> Result<Option<Record>> {
        let sql = "SELECT id FROM records WHERE kind = 'packet' AND deleted IS NULL AND data ->> 'share' = ?1 LIMIT 1";
        let id: Option<Id> = self.db.prepare_cached(sql)?.query_row([share], |row| row.get(0)).optional()?;
        Ok(id.map(|id| self.find(id)).transpose()?.flatten())
    }

    /// Whose shares I have read, the one I heard of longest ago first; of each the newest share. At most five hundred.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn mentees(&self, now: &Now) -> Result<Vec<Mentee>> {
        let mut mentees: Vec<Mentee> = Vec::new();
        self.each(Kind::Packet, true, false, &mut |record| {
            let day = |field: &str| record.day(field);
            let (made, seen) = (day("made"), day("seen").filter(|day| *day <= now.today()));
            let person = record.link("person");
            let name = who(&record);
            let room = mentees.len() < MOST;
            let known = mentees.iter_mut().find(|other| match (other.person, person) {
                (Some(one), Some(other)) => one == other,
                _ => other.name == name,
            });
            let news = record.get("news").as_u64().and_then(|news| usize::try_from(news).ok());
            let one = Mentee {
                packet: record.id,
                person,
                name,
                made,
                seen,
                heard: made.max(seen),
                state: record.text("state").to_owned(),
                news,
                notes: record.text("notes").to_owned(),
                shares: 1,
            };
            match known {
                Some(known) => {
                    let (shares, heard) = (known.shares + 1, known.heard.max(one.heard));
                    if one.made > known.made {
                        *known = one;
                    }
                    (known.shares, known.heard) = (shares, heard);
                }
                None if room => mentees.push(one),
                None => {}
            }
            Ok(())
        })?;
        for mentee in &mut mentees {
            if let Some(title) = mentee.person.map(|id| self.title(id)).transpose()?.flatten() {
                mentee.name = title;
            }
        }
        mentees.sort_by(|a, b| a.heard.cmp(&b.heard).then_with(|| a.name.cmp(&b.name)));
        Ok(mentees)
    }

    /// The person of just this name.
    fn of_this_name(&self, name: &str) -> Result<Option<Id>> {
        let sql = "SELECT id FROM records WHERE title = ?1 AND kind = 'person' AND deleted IS NULL LIMIT 1";
        Ok(self.db.prepare_cached(sql)?.query_row([name], |row| row.get(0)).optional()?)
    }
}

/// The most mentees that are listed.
const MOST: usize = 500;

/// Whose share it is, by the title it was given.
fn who(record: &Record) -> String {
    let title = record.title.strip_prefix("Share of ").unwrap_or(&record.title);
    title.rsplit_once(", ").map_or(title, |(name, _)| name).to_owned()
}

impl Writer<'_> {
    /// Notes that a share was read or answered; a private note goes behind those that are there.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn note_packet(&mut self, packet: &Packet, default: Visibility) -> Result<Record> {
        let known = self.read().packet(&packet.share)?;
        let today: Day = self.now().today();
        let mut fields = Fields::new();
        fields.insert("seen".to_owned(), today.to_string().into());
        let was = known.as_ref().map(|known| known.text("state"));
        if packet.replied || was != Some("replied") {
            fields.insert("state".to_owned(), if packet.replied { "replied" } else { "reading" }.into());
        }
        if let Some(note) = packet.note.as_deref().map(str::trim).filter(|note| !note.is_empty()) {
            let before = known.as_ref().map(|known| known.text("notes")).filter(|notes| !notes.is_empty());
            let notes = before.map_or_else(|| note.to_owned(), |before| format!("{before}\n{note}"));
            fields.insert("notes".to_owned(), notes.into());
        }
        if let Some(known) = known {
            return self.edit(known.id, &Patch { fields, ..Patch::default() });
        }
        let title = format!("Share of {}, {}", packet.from, packet.made.format("%-d %b %Y"));
        fields.insert("title".to_owned(), title.into());
        fields.insert("share".to_owned(), packet.share.as_str().into());
        fields.insert("made".to_owned(), packet.made.to_string().into());
        fields.insert("news".to_owned(), packet.news.into());
        if let Some(person) = self.read().of_this_name(&packet.from)? {
            fields.insert("person".to_owned(), person.to_string().into());
        }
        self.add(Kind::Packet, Patch { fields, ..Patch::default() }, default)
    }
}
