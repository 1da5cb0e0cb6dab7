//! Gathers what could be said after a save: a chain's next step, a figure that moved, an older note that fits. Reads a few
//! dozen records by index, whatever the size of the journal, and is silent rather than late with an error.

use std::collections::{BTreeMap, BTreeSet};

use super::hanging::{self, Typed};
use super::today::local_day;
use super::{Reader, Result, Store, convert, records};
use crate::domain::kinds::action::Action;
use crate::domain::kinds::advice::Advice;
use crate::domain::kinds::check_in::CheckIn;
use crate::domain::kinds::goal::Goal;
use crate::domain::kinds::obstacle::Obstacle;
use crate::domain::kinds::question::Question;
use crate::domain::likeness::{first_name, shared, words};
use crate::domain::useful::{ENOUGH, Line, MEMORY, Note, Sort, TAG, choose, echoes, likest, reminds};
use crate::domain::{Id, Kind, Now, Record, advice_loop, dates, follow_through, load};

/// How many open promises, and how many obstacles that are over, are looked at.
const ROWS: usize = 150;
/// How many words of what was saved are looked for, the longest first, and how many of its tags.
const WORDS: usize = 12;
const TAGS: usize = 4;
/// How many of the newest notes with one of these words count, and with one of the tags.
const FINDS: usize = 64;
const TAGGED: usize = 32;
/// How many older notes are read, those with most in common, and how many may be told of.
const LOOKED_AT: usize = 32;
const TOLD: usize = 3;
/// How many of the records saved are looked at.
const SAVED: usize = 12;
impl Store {
    /// The one useful line after these records were saved as the last change set; nothing where nothing useful is known.
    #[must_use]
    pub fn useful_line(&self, saved: &[Id], now: &Now) -> Option<String> {
        let sql = "SELECT no FROM sets WHERE takes_back IS NULL AND brings_back IS NULL ORDER BY no DESC LIMIT 2";
        let mut query = self.db.prepare_cached(sql).ok()?;
        let sets: Vec<i64> = query.query_map([], |row| row.get(0)).ok()?.flatten().collect();
        let lines = self.read().steady(|reader| reader.useful_lines(saved, now)).ok()?;
        choose(&lines, *sets.first()?, sets.get(1).copied()).map(|line| line.text.clone())
    }
}

impl Reader<'_> {
    /// What could be said after these records were saved.
    fn useful_lines(&self, saved: &[Id], now: &Now) -> Result<Vec<Line>> {
        let mut records = Vec::new();
        for id in saved.iter().take(SAVED) {
            records.extend(self.find(*id)?);
        }
        let mut lines = Vec::new();
        for record in &records {
            match record.kind {
                Kind::Action => self.after_action(record, now, &mut lines)?,
                Kind::Advice => self.after_advice(record, now, &mut lines)?,
                Kind::CheckIn => self.after_check_in(record, now, &mut lines)?,
                Kind::Obstacle => self.after_obstacle(record, &mut lines)?,
                Kind::Question => self.after_question(record, now, &mut lines)?,
                Kind::Milestone => self.after_milestone(record, now, &mut lines)?,
                Kind::Goal => self.after_goal(record, &mut lines)?,
                _ => {}
            }
        }
        // What hangs together with it goes before what it reminds of.
        if lines.iter().all(|line| line.sort >= Sort::Memory) {
            self.memories(&records, now, &mut lines)?;
        }
        if lines.is_empty() {
            self.general(&records, now, &mut lines)?;
        }
        Ok(lines)
    }

    /// Done: whose idea it was, and whether they know. Made: what it serves, and whether there are many.
    fn after_action(&self, record: &Record, now: &Now, lines: &mut Vec<Line>) -> Result<()> {
        let action: Action = hanging::read(record)?;
        if !follow_through::is_mine(&action) {
            return Ok(());
        }
        let from = action.from.map(|id| self.find(id)).transpose()?.flatten();
        if record.text("state") == "done" {
            if let Some(from) = from {
                let giver = from.link("by").or(from.link("person")).map(|id| self.title(id)).transpose()?.flatten();
                let told = from.kind != Kind::Advice || !from.get("told_back").is_null();
                if let (Some(giver), false) = (&giver, told) {
                    let said =
                        format!("{} said “{}” and has not heard what came of it.", first_name(giver), from.title);
                    lines.push(Line::new(Sort::Chain, said));
                } else if let Some(giver) = giver {
                    let said = format!("That came from {}: “{}”.", first_name(&giver), from.title);
                    lines.push(Line::new(Sort::Memory, said));
                }
            }
            if let Some(meeting) = action.meeting {
                let all: Vec<Typed<Action>> = self.hanging(meeting, "meeting")?;
                let mine = all.iter().filter(|typed| follow_through::is_mine(&typed.fields));
                let open: Vec<_> = mine.filter(|typed| follow_through::is_open(&typed.fields, now.today())).collect();
                let title = self.title(meeting)?.unwrap_or_default();
                lines.push(match open.as_slice() {
                    [] => Line::new(Sort::Figure, format!("All you promised in “{title}” is done.")),
                    [one, ..] => {
                        Line::new(Sort::Figure, format!("{} left from “{title}”: “{}”.", left(open.len()), one.title))
                    }
                });
            }
            return Ok(());
        }
        if let Some(goal) = action.goal
            && let Some(title) = self.title(goal)?
        {
            let standing = self.find(goal)?.map(|goal| self.standing(&goal, now)).transpose()?.flatten();
            let standing = standing.map(|standing| format!(", {standing}")).unwrap_or_default();
            lines.push(Line::new(Sort::Figure, format!("Serves “{title}”{standing}.")));
        }
        let open = format!("state IN ('open', 'doing') ORDER BY day DESC, n DESC LIMIT {ROWS}");
        let open: Vec<Typed<Action>> = self.those(&open, [])?;
        let load = load::load(open.iter().map(|typed| &typed.fields), None, now.today());
        if let Some(ask) = load.question() {
            lines.push(Line::new(Sort::Chain, format!("You have {} promises open. {ask}", load.open)));
        }
        Ok(())
    }

    /// Called or given: what else they have not heard of.
    fn after_advice(&self, record: &Record, now: &Now, lines: &mut Vec<Line>) -> Result<()> {
        let Some(by) = record.link("by") else { return Ok(()) };
        let name = self.title(by)?.unwrap_or_default();
        let theirs = "n IN (SELECT n FROM links WHERE target = ?1 AND role = 'by') ORDER BY day DESC, n DESC LIMIT 40";
        let all: Vec<Typed<Advice>> = self.those(theirs, [by])?;
        let untold = |typed: &&Typed<Advice>| {
            typed.id != record.id && typed.fields.called.is_some() && !advice_loop::is_told(&typed.fields, now.today())
        };
        let waiting: Vec<_> = all.iter().filter(untold).collect();
        let first = first_name(&name);
        if let Some(one) = waiting.first() {
            lines.push(Line::new(Sort::Chain, format!("{first} has not heard yet what became of “{}”.", one.title)));
        } else if !record.get("told_back").is_null() {
            lines.push(Line::new(Sort::Chain, format!("{first} has now heard of all you decided on.")));
        } else if all.len() > 1 {
            let helped = all.iter().filter(|typed| record_helped(&typed.fields)).count();
            if helped > 0 {
                let said = format!("Of what {first} told you before, {helped} of {} helped.", all.len() - 1);
                lines.push(Line::new(Sort::Figure, said));
            }
        }
        Ok(())
    }

    /// The way since the last one and since the first, and where it leads.
    fn after_check_in(&self, record: &Record, now: &Now, lines: &mut Vec<Line>) -> Result<()> {
        let Some(goal) = record.link("goal").map(|id| self.find(id)).transpose()?.flatten() else { return Ok(()) };
        let fields: Goal = hanging::read(&goal)?;
        let (pace, check_ins, _) = self.pace_of(goal.id, &fields, now)?;
        let mut values: Vec<(crate::domain::Day, f64)> =
            check_ins.iter().filter_map(|row: &CheckIn| Some((row.date?, row.value?))).collect();
        values.sort_by_key(|(day, _)| *day);
        let sentence = pace.sentence(now.today());
        if !sentence.is_empty() {
            lines.push(Line::new(Sort::Figure, format!("“{}”: {sentence}.", short(&goal, &fields))));
        }
        if let [(first, from), .., (_, to)] = values.as_slice() {
            let unit = fields.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
            let since = dates::say(*first, now);
            lines.push(Line::new(Sort::Figure, format!("From {from} to {to}{unit} since {since}.")));
        }
        Ok(())
    }

    /// One like it before, and what helped then.
    fn after_obstacle(&self, record: &Record, lines: &mut Vec<Line>) -> Result<()> {
        let over = format!("state IN ('solved', 'eased', 'accepted') ORDER BY day DESC, n DESC LIMIT {ROWS}");
        let about = words(&record.title);
        let kind = record.text("obstacle_kind");
        let mut alike: Vec<(usize, Typed<Obstacle>)> = self
            .those::<Obstacle>(&over, [])?
            .into_iter()
            .filter(|typed| typed.id != record.id && typed.fields.helped.is_some())
            .map(|typed| {
                let same = typed.fields.obstacle_kind.is_some_and(|known| known.word() == kind);
                (shared(&words(&typed.title), &about) * 2 + usize::from(same), typed)
            })
            .filter(|(score, _)| *score > 0)
            .collect();
        alike.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        if let Some((_, one)) = alike.first() {
            let helped = one.fields.helped.as_deref().unwrap_or_default();
            lines.push(Line::new(Sort::Chain, format!("With “{}” it helped: {helped}.", one.title)));
        }
        Ok(())
    }

    /// When it can be asked.
    fn after_question(&self, record: &Record, now: &Now, lines: &mut Vec<Line>) -> Result<()> {
        let question: Question = hanging::read(record)?;
        let Some(person) = question.r#for else { return Ok(()) };
        let name = self.title(person)?.unwrap_or_default();
        if let (_, Some(next)) = self.meetings_with(person, now)? {
            let day = dates::say(next, now);
            let said = format!("You see {} on {day}; it will be in the draft of the agenda.", first_name(&name));
            lines.push(Line::new(Sort::Chain, said));
        }
        Ok(())
    }

    fn after_milestone(&self, record: &Record, now: &Now, lines: &mut Vec<Line>) -> Result<()> {
        let Some(goal) = record.link("goal").map(|id| self.find(id)).transpose()?.flatten() else { return Ok(()) };
        if let Some(standing) = self.standing(&goal, now)? {
            lines.push(Line::new(Sort::Figure, format!("“{}” is {standing}.", goal.title)));
        }
        Ok(())
    }

    /// Reached: who had a part in it.
    fn after_goal(&self, record: &Record, lines: &mut Vec<Line>) -> Result<()> {
        if !matches!(record.text("state"), "achieved" | "achieved-late" | "partly") {
            return Ok(());
        }
        let Some(mentorship) = record.links().into_iter().find(|(role, _)| *role == "mentorships") else {
            return Ok(());
        };
        let person = self.find(mentorship.1)?.and_then(|mentorship| mentorship.link("person"));
        if let Some(name) = person.map(|id| self.title(id)).transpose()?.flatten() {
            lines.push(Line::new(
                Sort::Chain,
                format!("{} had a part in it, and would be glad to hear.", first_name(&name)),
            ));
        }
        Ok(())
    }

    /// Where a goal stands: `3/5, slipping`.
    fn standing(&self, goal: &Record, now: &Now) -> Result<Option<String>> {
        let title = goal.title.clone();
        let created = crate::domain::time::instant_text(goal.created);
        let typed = Typed { id: goal.id, title, created, fields: hanging::read::<Goal>(goal)? };
        let row = self.goal_now(&typed, now)?.row;
        let parts: Vec<String> = [row.value, row.word].into_iter().filter(|part| !part.is_empty()).collect();
        Ok((!parts.is_empty()).then(|| parts.join(", ")))
    }

    /// Older notes that share tags or words with what was saved.
    fn memories(&self, saved: &[Record], now: &Now, lines: &mut Vec<Line>) -> Result<()> {
        let mut about = BTreeSet::new();
        let mut tags: Vec<String> = Vec::new();
        let mut people = BTreeSet::new();
        for record in saved {
            let texts = ["notes", "body", "note", "result", "reason", "if_then", "principle", "my_version"];
            for text in std::iter::once(record.title.as_str()).chain(texts.map(|field| record.text(field))) {
                about.extend(words(text));
            }
            tags.extend(record.tags.iter().cloned());
            people.extend(record.links().into_iter().map(|(_, id)| id));
        }
        let here: BTreeSet<Id> = saved.iter().map(|record| record.id).collect();
        // What was noted today is still in mind.
        let older = |note: &Note| note.day.is_none_or(|day| day < now.today());
        let other = |note: &Note| !here.contains(&note.id) && !people.contains(&note.id);
        let fresh = self.older_notes(&about, &tags, TOLD, now, |note| older(note) && other(note))?;
        let mut found = likest(fresh, &tags, &about);
        self.name_givers(&mut found)?;
        lines.extend(found.iter().map(|note| reminds(note, now)));
        Ok(())
    }

    /// Looks up whose notes these are; only for those that are told.
    pub(super) fn name_givers(&self, notes: &mut [Note]) -> Result<()> {
        for note in notes {
            note.by = note.giver.map(|id| self.title(id)).transpose()?.flatten();
        }
        Ok(())
    }

    /// The notes with most of these words and tags, the newest of as many, at most `most` of those that are wanted.
    pub(super) fn older_notes(
        &self,
        about: &BTreeSet<String>,
        tags: &[String],
        most: usize,
        now: &Now,
        wanted: impl Fn(&Note) -> bool,
    ) -> Result<Vec<Note>> {
        let mut notes = Vec::new();
        for n in self.echoing(about, tags)?.into_iter().take(LOOKED_AT) {
            let Some(note) = self.note_at(n, now)? else { continue };
            if wanted(&note) {
                notes.push(note);
                if notes.len() >= most {
                    break;
                }
            }
        }
        Ok(notes)
    }

    /// Where in the file older notes stand that have enough of these words and tags, those with most of them first, then the
    /// newest. Which they are is read from two indexes: a few hundred of their entries, however many notes there are.
    fn echoing(&self, about: &BTreeSet<String>, tags: &[String]) -> Result<Vec<i64>> {
        // Longer words say more, and are rarer.
        let mut sought: Vec<&String> = about.iter().collect();
        sought.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        let mut found: BTreeMap<i64, usize> = BTreeMap::new();
        let mut count = |sql: &str, what: &str, weight: usize| -> Result<()> {
            let mut query = self.db.prepare_cached(sql)?;
            let mut rows = query.query([what])?;
            while let Some(row) = rows.next()? {
                *found.entry(row.get(0)?).or_default() += weight;
            }
            Ok(())
        };
        let of_word = format!("SELECT n FROM echoes WHERE word = ?1 ORDER BY n DESC LIMIT {FINDS}");
        for word in sought.into_iter().take(WORDS) {
            count(&of_word, word, 1)?;
        }
        let kinds = MEMORY.map(|kind| format!("'{}'", kind.name())).join(", ");
        let of_tag = format!(
            "SELECT n FROM tags JOIN records USING (n) WHERE tag = ?1 AND deleted IS NULL AND kind IN ({kinds}) \
             ORDER BY n DESC LIMIT {TAGGED}"
        );
        for tag in tags.iter().take(TAGS) {
            count(&of_tag, tag, TAG)?;
        }
        let mut found: Vec<(usize, i64)> = found.into_iter().map(|(n, common)| (common, n)).collect();
        found.retain(|(common, _)| *common >= ENOUGH);
        found.sort_unstable_by(|a, b| b.cmp(a));
        Ok(found.into_iter().map(|(_, n)| n).collect())
    }

    /// The note in this place of the file.
    fn note_at(&self, n: i64, now: &Now) -> Result<Option<Note>> {
        let Some(record) = records::find_at(self.db, n)? else { return Ok(None) };
        let (giver, words) = (record.link("person").or(record.link("by")), echoes(&record));
        let day = local_day(&convert::day_column(&record), now);
        Ok(Some(Note { id: record.id, title: record.title, giver, by: None, day, tags: record.tags, words }))
    }

    /// What is true on any day: when we meet next, a line from older notes.
    fn general(&self, saved: &[Record], now: &Now, lines: &mut Vec<Line>) -> Result<()> {
        let person = saved.iter().flat_map(Record::links).map(|(_, id)| id);
        for id in person.take(SAVED) {
            let Some(record) = self.find(id)?.filter(|record| record.kind == Kind::Person) else { continue };
            if let (held, Some(next)) = self.meetings_with(id, now)?
                && held > 0
            {
                let said = format!("You see {} {}.", first_name(&record.title), dates::distance(next, now));
                lines.push(Line::new(Sort::General, said));
                break;
            }
        }
        if let Some(old) = self.resurfaced(now)? {
            let by = old.by.as_deref().map(|by| format!(", {}", first_name(by))).unwrap_or_default();
            lines.push(Line::new(Sort::General, format!("From your notes: “{}”{by}.", old.text.trim_end_matches('.'))));
        }
        Ok(())
    }
}

/// How many are left, as it begins a sentence.
fn left(count: usize) -> String {
    if count == 1 { "One promise".to_owned() } else { format!("{count} promises") }
}

/// A goal by its short name.
fn short<'a>(record: &'a Record, goal: &'a Goal) -> &'a str {
    goal.short.as_deref().unwrap_or(&record.title)
}

/// Whether advice was of use.
fn record_helped(advice: &Advice) -> bool {
    use crate::domain::kinds::advice::AdviceResult;
    matches!(advice.result, Some(AdviceResult::Helped | AdviceResult::Mixed))
}
