//! Answers what screens ask, and writes what they want written; the same calls as the command line, as plain values.

use serde_json::Value;

use super::lists::Known;
use super::refs::Where;
use super::{Error, Patch, Query, Reader, Result, Store, Writer, backup, kept, lists, needs, search};
use crate::domain::ask::{About, Answer, Ask, CopyRow, Health, Packet, Response, Save, Thing, Window, Write, Written};
use crate::domain::capture::Options;
use crate::domain::id::Chance;
use crate::domain::{Fields, Id, Kind, Now, Origin, Record, Visibility, seek, state, time};

/// How many back-links a thing shows.
const BACK_LINKS: usize = 200;

impl Store {
    /// Answers a question.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn answer(&self, ask: &Ask, now: &Now) -> Result<Answer> {
        // All of an answer is of one state of the journal, and the file is locked once for it, not once a statement.
        let anew = || self.read().steady(|reader| self.answer_anew(reader, ask, now));
        if kept::is_whole(ask) { self.once(ask, now, anew) } else { anew() }
    }

    fn answer_anew(&self, reader: Reader<'_>, ask: &Ask, now: &Now) -> Result<Answer> {
        Ok(match ask {
            Ask::Today => Answer::Today(Box::new(reader.today_with(Some(needs::SHOWN), now)?)),
            Ask::Window(window) => Answer::Page(reader.window_by(window, &self.known(window, now)?, now)?),
            Ask::Thing(id) => {
                let mut thing = reader.thing(*id, now)?.map(Box::new);
                // The items of an evaluation ship with the program.
                if let Some(thing) = thing.as_mut().filter(|thing| thing.record.kind == Kind::Evaluation) {
                    let items = self.content.evaluation.iter();
                    thing.derived = items.map(|item| (item.theme.clone(), item.text.clone())).collect();
                }
                Answer::Thing(thing)
            }
            Ask::Search { query, kind, person, since, limit } => {
                let (words, kind, person, since) = (query.clone(), *kind, *person, *since);
                Answer::Hits(reader.search(&Query { words, kind, person, since, limit: *limit, newest: true })?)
            }
            Ask::Preview(text) => {
                let (lines, warnings) = reader.preview(text, &Options::default(), now)?;
                Answer::Preview(lines, warnings)
            }
            Ask::PreviewInto(meeting, text) => {
                let options = Options { meeting: Some(*meeting), ..Options::default() };
                let (lines, warnings) = reader.preview(text, &options, now)?;
                Answer::Preview(lines, warnings)
            }
            Ask::Brief(about) => Answer::Brief(Box::new(reader.brief_about(*about, now)?)),
            Ask::Pick { kind: Some(Kind::Person), words, limit } if lists::is_name(words) => {
                let names = self.names(now)?;
                Answer::Picks(reader.people_called(words, &names, *limit, now)?)
            }
            Ask::Pick { kind, words, limit } => Answer::Picks(reader.pick(*kind, words, *limit, now)?),
            Ask::Tags(beginning) => Answer::Tags(reader.tags(beginning)?.into_iter().map(|(tag, _)| tag).collect()),
            Ask::History { record, limit } => Answer::History(reader.history(*record, *limit)?),
            Ask::Drafts => Answer::Drafts(reader.drafts()?),
            Ask::Share { person, scope } => {
                let sharing = reader.sharing(*person, scope, &self.evaluation_lines(), now)?;
                Answer::Share(sharing.map(Box::new))
            }
            Ask::Inbox => Answer::Inbox(reader.inbox(false)?),
            Ask::Mentees => Answer::Mentees(reader.mentees(now)?),
            Ask::Register => Answer::Register(reader.shares()?.into_iter().map(Into::into).collect()),
            Ask::Network => Answer::Network(Box::new(reader.network(now)?)),
            Ask::Learning => Answer::Learning(Box::new(reader.learning(now)?)),
            Ask::Who(id) => {
                let found = reader.find(*id)?.map(|record| reader.who_for(&record, now)).transpose()?;
                let (helpers, outsider) = found.unwrap_or_default();
                Answer::Helpers(helpers, outsider)
            }
            Ask::Progress(period) => Answer::Progress(Box::new(reader.overview(*period, now)?)),
            Ask::Paper(wanted) => Answer::Paper(Box::new(reader.paper(wanted, now)?)),
            Ask::Horizon => Answer::Horizon(Box::new(reader.horizon(now)?)),
            Ask::Timeline(window) => {
                let kinds = if window.filter.is_empty() { window.kinds() } else { Vec::new() };
                let known = kinds.into_iter().map(|kind| self.spans(kind, now)).collect::<Result<Vec<_>>>()?;
                Answer::Page(reader.timeline_by(window, &known, now)?)
            }
            Ask::Months(window) => Answer::Months(reader.months(window, now)?),
            Ask::Week => Answer::Week(Box::new(reader.week(now)?)),
            Ask::Reflect { entries, words } => {
                let known = self.kept_entries(words).filter(|page| page.entries.len() < *entries);
                Answer::Reflect(Box::new(match known {
                    Some(page) => reader.reflecting_on(page, *entries, words, now)?,
                    None => reader.reflecting(*entries, words, now)?,
                }))
            }
            Ask::Behind(figure, period) => Answer::Behind(reader.behind(figure, *period, now)?),
            Ask::Practice(ask) => Answer::Practice(self.practice(ask, now)?),
            Ask::Lanes => Answer::Lanes(reader.lanes(now)?),
            Ask::Trash { limit } => Answer::Trash(reader.trash_page(*limit, now)?),
            Ask::Copies => Answer::Copies(self.copies()?),
            Ask::Checkup => Answer::Checkup(match self.path() {
                Some(path) => super::doctor::check(path, false)?.told(path),
                None => Health::default(),
            }),
            Ask::Settings => return Err(Error::Refused("the settings do not stand in the journal".to_owned())),
        })
    }

    /// What was counted of a list before.
    fn known(&self, window: &Window, now: &Now) -> Result<Known> {
        let (words, fields) = seek::held(&window.filter, window.kind);
        let named = search::text_query(&words, Some(window.kind), true).is_some();
        let whole = fields.is_empty() && !named && !window.trash;
        let open = !window.closed && window.kind.spec().has_state();
        Ok(Known {
            spans: if whole && !open { Some(self.spans(window.kind, now)?) } else { None },
            stated: open && !window.trash && self.is_stated(window.kind, now)?,
            names: if named { Some(self.names(now)?) } else { None },
            typing: true,
        })
    }

    /// Writes as one change set; durable when it returns.
    ///
    /// # Errors
    /// Where a value does not fit, the record is gone, or the file cannot be written; then nothing is.
    pub fn write(
        &mut self,
        write: &Write,
        now: Now,
        chance: Chance,
        defaults: &dyn Fn(Kind) -> Visibility,
    ) -> Result<Written> {
        let origin = Origin::Screen;
        match write {
            Write::Undo => return self.undo(now, &origin).map(|u| said(format!("Undone: {}", u.label))),
            Write::Redo => return self.redo(now, &origin).map(|u| said(format!("Back again: {}", u.label))),
            Write::EmptyTrash => {
                let emptied = self.empty_trash(now, &origin, None)?;
                return Ok(said(format!("Deleted for good: {}", emptied.removed)));
            }
            Write::Copy => {
                let made = self.backup(backup::Why::Asked, &now)?;
                let name = made.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                return Ok(said(format!("Copied {} records to {name}", made.records)));
            }
            _ => {}
        }
        let mut writer = self.begin(now, chance, &origin)?;
        // Into the trash and out of it nothing is given back.
        let alone = matches!(write, Write::Delete(_) | Write::Restore(_) | Write::Packet(_));
        let (label, written) = match write {
            Write::Capture(text) => {
                let taken = writer.take_in(text, &Options::default(), defaults)?;
                let line = format!("Saved {}", taken.summary());
                (taken.label(), Written { line, ids: taken.ids(), warnings: taken.warnings, origin })
            }
            Write::CaptureMeeting { meeting, text, worth, next } => {
                let options = Options { meeting: *meeting, ..Options::default() };
                let taken = writer.take_in(text, &options, defaults)?;
                let mut fields = Fields::new();
                fields.extend(worth.map(|worth| ("worth".to_owned(), Value::from(worth))));
                fields.extend(next.map(|next| ("next_date".to_owned(), Value::from(next.to_string()))));
                let held = meeting.or(taken.meeting.as_ref().map(|record| record.id));
                if let (Some(id), false) = (held, fields.is_empty()) {
                    writer.edit(id, &Patch { fields, ..Patch::default() })?;
                }
                let line = format!("Saved {}", taken.summary());
                (taken.label(), Written { line, ids: taken.ids(), warnings: taken.warnings, origin })
            }
            Write::Save { kind, id, fields, tags, visibility } => {
                let patch = Patch { fields: fields.clone(), tags: tags.clone(), visibility: visibility.clone() };
                let record = match id {
                    Some(id) => writer.edit(*id, &patch)?,
                    None => writer.add(*kind, patch, defaults(*kind))?,
                };
                let verb = if id.is_some() { "changed" } else { "added" };
                let asks = id.is_none() || fields.contains_key("state") || fields.contains_key("focus");
                let (label, mut written) = saved(&format!("{verb} {}", record.named()), "Saved", &record);
                written.warnings.extend(if asks { writer.read().too_many(&record)? } else { None });
                (label, written)
            }
            Write::Together { label, saves } => {
                let mut ids = Vec::new();
                for save in saves {
                    ids.push(writer.save(save, defaults)?.id);
                }
                let things = if ids.len() == 1 { "1 thing".to_owned() } else { format!("{} things", ids.len()) };
                (label.clone(), Written { ids, ..said(format!("Saved {things}")) })
            }
            Write::Delete(id) => {
                let record = writer.delete(*id)?;
                saved(&format!("deleted {}", record.named()), "Deleted", &record)
            }
            Write::Restore(id) => {
                let record = writer.restore(*id)?;
                saved(&format!("restored {}", record.named()), "Restored", &record)
            }
            Write::Step(id) => {
                let record = writer.read().find(*id)?.ok_or_else(|| Error::Gone(id.to_string()))?;
                let Some((verb, fields)) = state::main_step(&record, now.today()) else {
                    return Err(Error::Refused(format!("{} has no further step", record.named())));
                };
                let record = writer.edit(*id, &Patch { fields, ..Patch::default() })?;
                saved(&format!("{verb}: “{}”", record.title), "Saved", &record)
            }
            Write::Respond { proposal, response } => respond(&mut writer, *proposal, response, defaults)?,
            Write::Packet(packet) => read(&mut writer, packet, defaults)?,
            Write::Show { person, ids } => show(&mut writer, *person, ids)?,
            // Files are the shell's.
            Write::Hand { .. } | Write::Reply { .. } => return Err(Error::NothingTo("hand over")),
            Write::Touch(id) => touched(&mut writer, *id, &now)?,
            Write::Merge { keep, gone } => merged(&mut writer, *keep, *gone)?,
            Write::Spawn(id) => spawned(&mut writer, *id, defaults)?,
            Write::Practice(write) => {
                let (label, line, ids) = writer.practise(write, defaults)?;
                (label, Written { ids, ..said(line) })
            }
            Write::Set { .. } => return Err(Error::Refused("the settings do not stand in the journal".to_owned())),
            Write::Undo | Write::Redo | Write::EmptyTrash | Write::Copy => return Err(Error::NothingTo("do")),
        };
        writer.commit(&label)?;
        Ok(if alone { written } else { self.with_useful_line(written, &now) })
    }

    /// What was written, with the useful line behind what was saved.
    fn with_useful_line(&self, mut written: Written, now: &Now) -> Written {
        if let Some(line) = self.useful_line(&written.ids, now) {
            written.line = format!("{} · {line}", written.line);
        }
        written
    }

    /// The copies beside the journal, newest first.
    fn copies(&self) -> Result<Vec<CopyRow>> {
        let Some(path) = self.path() else { return Ok(Vec::new()) };
        let row = |kept: backup::Kept| CopyRow {
            name: kept.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            made: (kept.made.date(), kept.made.format("%H:%M").to_string()),
            why: kept.why.word().to_owned(),
            bytes: kept.bytes,
        };
        Ok(backup::backups(path)?.into_iter().map(row).collect())
    }

    /// Whether another connection has written since this was last asked.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn changed(&mut self) -> Result<bool> {
        let version: i64 = self.db.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        Ok(self.seen.replace(version).is_some_and(|seen| seen != version))
    }
}

impl Reader<'_> {
    /// One thing with all that hangs on it; `None` where it is gone.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn thing(&self, id: Id, now: &Now) -> Result<Option<Thing>> {
        let Some(record) = self.find(id)? else { return Ok(None) };
        let derived = self.derived(&record, now)?;
        Ok(Some(Thing {
            short_id: self.short_id(id, record.kind)?,
            links: self.links(&record)?,
            back: self.back_links(id, BACK_LINKS)?,
            derived: derived.lines,
            about: match derived.about {
                About::None => About::Parts(self.parts(&record, now)?),
                about => about,
            },
            record,
        }))
    }

    /// The one live record of this kind that these words lead to, for names in a capture.
    pub(super) fn named_one(&self, words: &str, kind: Kind) -> Result<super::Match> {
        self.resolve(words, Some(kind), Where::Live)
    }
}

impl Writer<'_> {
    /// Writes a new record from field values. The one profile of a journal and the one pulse of a week are changed
    /// where they are there already.
    ///
    /// # Errors
    /// Where a value does not fit or a required field is missing.
    pub fn add(&mut self, kind: Kind, patch: Patch, default: Visibility) -> Result<Record> {
        if let Some(id) = self.the_same(kind, &patch.fields)? {
            return self.edit(id, &patch);
        }
        let default = private_by_nature(kind, &patch.fields, default);
        let mut record = self.draft(kind);
        let stated = patch.fields.contains_key("state");
        for (name, value) in patch.fields {
            record.set(&name, value);
        }
        if kind == Kind::Meeting && !stated {
            record.set("state", Value::from(state::meeting_state(&record, &self.now())));
        }
        record.tags = patch.tags.unwrap_or_default();
        record.visibility = patch.visibility.unwrap_or(default);
        self.create(record)
    }

    /// Writes one of several records.
    ///
    /// # Errors
    /// As [`Self::add`]; where the record is gone.
    pub fn save(&mut self, save: &Save, defaults: &dyn Fn(Kind) -> Visibility) -> Result<Record> {
        let patch = Patch { fields: save.fields.clone(), ..Patch::default() };
        match save.id {
            Some(id) => self.edit(id, &patch),
            None => self.add(save.kind, patch, defaults(save.kind)),
        }
    }

    /// The record that a new one of this kind would be.
    fn the_same(&self, kind: Kind, fields: &Fields) -> Result<Option<Id>> {
        match kind {
            Kind::Profile => self.read().profile(),
            Kind::Pulse => {
                let day = fields.get("date").and_then(Value::as_str).and_then(time::read_day);
                self.read().pulse_of_week(day.unwrap_or_else(|| self.now().today()), &self.now())
            }
            _ => Ok(None),
        }
    }
}

/// Lets a person see these things.
fn show(writer: &mut Writer<'_>, person: Id, ids: &[Id]) -> Result<(String, Written)> {
    let shown = writer.show_to(person, ids)?;
    let name = writer.read().title(person)?.unwrap_or_default();
    let things = if shown == 1 { "thing" } else { "things" };
    let line = format!("{shown} {things} shared with {name}");
    Ok((line.clone(), Written { ids: ids.to_vec(), ..said(line) }))
}

/// Notes a contact of today.
fn touched(writer: &mut Writer<'_>, id: Id, now: &Now) -> Result<(String, Written)> {
    let record = writer.touch(id, now.today(), None, None)?;
    let label = format!("noted a contact with {}", record.title);
    Ok((label, Written { ids: vec![id], ..said(format!("In touch with {} today", record.title)) }))
}

/// Makes two people one.
fn merged(writer: &mut Writer<'_>, keep: Id, gone: Id) -> Result<(String, Written)> {
    let name = writer.read().title(gone)?.unwrap_or_default();
    let record = writer.merge_people(keep, gone)?;
    let line = format!("“{name}” is “{}” now", record.title);
    Ok((format!("merged “{name}” into “{}”", record.title), Written { ids: vec![keep], ..said(line) }))
}

/// Makes what a thing gives rise to.
fn spawned(writer: &mut Writer<'_>, id: Id, defaults: &dyn Fn(Kind) -> Visibility) -> Result<(String, Written)> {
    let made = writer.spawn(id, defaults)?;
    let ids: Vec<Id> = made.iter().map(|record| record.id).collect();
    let what = made.first().map_or(Kind::Action, |record| record.kind).spec();
    let what = if ids.len() == 1 { what.label } else { what.plural };
    let title = writer.read().title(id)?.unwrap_or_default();
    let line = format!("{} {what} from “{title}”", ids.len());
    Ok((format!("made {line}"), Written { ids, ..said(format!("Made {line}")) }))
}

/// Notes what is said to a proposal.
fn respond(
    writer: &mut Writer<'_>,
    proposal: Id,
    response: &Response,
    defaults: &dyn Fn(Kind) -> Visibility,
) -> Result<(String, Written)> {
    let record = writer.read().find(proposal)?.ok_or_else(|| Error::Gone(proposal.to_string()))?;
    let title = record.title.clone();
    Ok(match response {
        Response::Accept => {
            let made = writer.accept(&record, defaults)?;
            let line = match made.first() {
                Some(first) => format!("Taken on: {} “{}”", first.kind.label(), first.title),
                None => format!("Taken on: “{title}”"),
            };
            let ids = made.iter().map(|record| record.id).collect();
            (format!("took on “{title}”"), Written { ids, ..said(line) })
        }
        Response::Answer(words) => {
            writer.respond(proposal, Some(words), Some("think"))?;
            (format!("answered “{title}”"), said(format!("Answered “{title}”")))
        }
        Response::SetAside => {
            writer.respond(proposal, None, None)?;
            (format!("set aside “{title}”"), said(format!("Set aside “{title}”")))
        }
    })
}

/// Who may see a new record where nothing is said: a personal obstacle is mine, whatever the settings say.
pub(super) fn private_by_nature(kind: Kind, fields: &Fields, default: Visibility) -> Visibility {
    let personal = kind == Kind::Obstacle && fields.get("area").and_then(Value::as_str) == Some("personal");
    if personal { Visibility::Private } else { default }
}

/// Notes that a share was read; only a note of one's own is worth a line.
fn read(writer: &mut Writer<'_>, packet: &Packet, defaults: &dyn Fn(Kind) -> Visibility) -> Result<(String, Written)> {
    let record = writer.note_packet(packet, defaults(Kind::Packet))?;
    let line = if packet.note.is_some() { "Noted in your own journal; never in the reply" } else { "" };
    Ok((format!("read a share of {}", packet.from), Written { ids: vec![record.id], ..said(line.to_owned()) }))
}

/// A line without a record.
fn said(line: String) -> Written {
    Written { line, ids: Vec::new(), warnings: Vec::new(), origin: Origin::Screen }
}

/// A label for the history, and a line for the screen.
fn saved(label: &str, line: &str, record: &Record) -> (String, Written) {
    let line = match record.title.trim() {
        "" => format!("{line} the {}", record.kind.spec().label),
        title => format!("{line} “{title}”"),
    };
    (label.to_owned(), Written { ids: vec![record.id], ..said(line) })
}
