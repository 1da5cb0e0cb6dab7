//! Gathers what I learn: ideas, words, skills, primers; and makes of an idea or a primer what it asks for.

use rusqlite::params;
use serde_json::Value;

use super::hanging::{self, Typed};
use super::network::Everybody;
use super::today::local_day;
use super::{Error, Patch, Reader, Result, Writer};
use crate::domain::kinds::decision::Decision;
use crate::domain::kinds::insight::Insight;
use crate::domain::kinds::primer::Primer;
use crate::domain::kinds::rating::Rating;
use crate::domain::kinds::skill::Skill;
use crate::domain::kinds::term::Term;
use crate::domain::learning::glossary::{self, Entry};
use crate::domain::learning::insight::{self, Tool, toolbox};
use crate::domain::learning::page::{Asked, Page, Pipeline, PrimerRow, SkillRow};
use crate::domain::learning::pairs::{self, Idea};
use crate::domain::learning::skill::{self, Cover};
use crate::domain::learning::{decision, primer, story, world};
use crate::domain::network::who::{Offers, Wanted};
use crate::domain::time::instant_text;
use crate::domain::transfer::{self, state_on};
use crate::domain::{Day, Fields, Id, Kind, Now, Record, Visibility};

/// The most ideas of one sort that are read whole, newest first: on their way, on the shelf, in use, with tags.
const MOST: usize = 200;

/// An insight as the page reads it.
struct Read {
    id: Id,
    title: String,
    captured: Day,
    tags: Vec<String>,
    fields: Insight,
}

impl Reader<'_> {
    /// The learning page.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn learning(&self, now: &Now) -> Result<Page> {
        self.steady(|reader| {
            let today = now.today();
            let all = reader.insights_captured(now)?;
            let of: Vec<(Day, &Insight)> = all.iter().map(|(day, insight)| (*day, insight)).collect();
            let open = "state IN ('captured', 'translated', 'trialled') AND day <= ?1 ORDER BY day DESC, n DESC";
            let (mut next, mut shelf) = (Vec::new(), Vec::new());
            for read in reader.ideas(open, now)? {
                let asked = reader.asked(&read, today)?;
                if insight::on_shelf(&read.fields, read.captured, today) {
                    shelf.push(asked);
                } else {
                    next.push(asked);
                }
            }
            shelf.reverse();
            let used = "state IN ('adopted', 'adapted') AND day <= ?1 ORDER BY day DESC, n DESC";
            let used = reader.ideas(used, now)?;
            let tools: Vec<_> =
                used.iter().map(|read| (tool(read), read.tags.as_slice(), state_on(&read.fields, today))).collect();
            let tagged = reader.ideas("tags <> '[]' AND day <= ?1 ORDER BY day DESC, n DESC", now)?;
            let ideas: Vec<Idea> = tagged.into_iter().map(idea).collect();
            let primers = reader.primers()?;
            Ok(Page {
                pipeline: Pipeline::of(of.iter().map(|(_, insight)| state_on(insight, today))),
                transfer: transfer::transfer_rate(&of, today),
                next,
                shelf,
                toolbox: toolbox(&tools),
                pairs: pairs::pairs(&ideas),
                skills: reader.skills(now)?,
                without_primer: reader.without_primer(&primers)?,
                primers,
                decisions_changed: reader.decisions_changed()?,
            })
        })
    }

    /// Ideas that a condition holds for, with the bound of now as `?1`.
    fn ideas(&self, condition: &str, now: &Now) -> Result<Vec<Read>> {
        let sql = format!(
            "SELECT id, title, created, tags, data FROM records WHERE kind = 'insight' AND deleted IS NULL AND {condition} LIMIT {MOST}"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query([instant_text(now.at)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id: Id = row.get(0)?;
            let damaged = |why: serde_json::Error| Error::Damaged { id: id.to_string(), why: why.to_string() };
            let (created, tags, data): (String, String, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
            found.push(Read {
                id,
                title: row.get(1)?,
                captured: local_day(&created, now).unwrap_or(Day::MIN),
                tags: serde_json::from_str(&tags).map_err(damaged)?,
                fields: serde_json::from_str(&data).map_err(damaged)?,
            });
        }
        Ok(found)
    }

    fn asked(&self, read: &Read, today: Day) -> Result<Asked> {
        Ok(Asked {
            id: read.id,
            title: read.title.clone(),
            industry: read.fields.industry.clone(),
            person: read.fields.person.map(|id| self.title(id)).transpose()?.flatten(),
            state: state_on(&read.fields, today).word(),
            captured: read.captured,
            next: insight::next(&read.fields, today),
        })
    }

    /// Skills by name, where they stand, and who could show them.
    fn skills(&self, now: &Now) -> Result<Vec<SkillRow>> {
        let skills: Vec<Typed<Skill>> = self.those(&format!("1 ORDER BY title, n LIMIT {MOST}"), [])?;
        if skills.is_empty() {
            return Ok(Vec::new());
        }
        let Everybody { people, tags } = self.everybody(now)?;
        let offers = Offers::new(&people, &tags, None, now.today());
        let row = |typed: Typed<Skill>| -> Result<SkillRow> {
            let wanted = Wanted { words: typed.title.clone(), tags: self.tags_of(typed.id)?, ..Wanted::default() };
            let helpers = offers.covering(&wanted);
            Ok(SkillRow {
                standing: skill::standing(&typed.fields, &self.ratings(typed.id)?, now.today()),
                cover: Cover::new(typed.id, &typed.title, typed.fields.group, &helpers),
            })
        };
        skills.into_iter().map(row).collect()
    }

    /// The ratings of a skill.
    pub(super) fn ratings(&self, skill: Id) -> Result<Vec<Rating>> {
        Ok(self.hanging::<Rating>(skill, "skill")?.into_iter().map(|typed| typed.fields).collect())
    }

    /// My level in each skill, by its name.
    pub(super) fn levels(&self, now: &Now) -> Result<Vec<(String, Option<i64>)>> {
        let skills: Vec<Typed<Skill>> = self.those(&format!("1 ORDER BY title, n LIMIT {MOST}"), [])?;
        let level = |typed: Typed<Skill>| -> Result<(String, Option<i64>)> {
            let standing = skill::standing(&typed.fields, &self.ratings(typed.id)?, now.today());
            Ok((typed.title, standing.own))
        };
        skills.into_iter().map(level).collect()
    }

    fn tags_of(&self, id: Id) -> Result<Vec<String>> {
        Ok(self.find(id)?.map(|record| record.tags).unwrap_or_default())
    }

    fn primers(&self) -> Result<Vec<PrimerRow>> {
        let primers: Vec<Typed<Primer>> = self.those(&format!("1 ORDER BY title, n LIMIT {MOST}"), [])?;
        let row = |typed: Typed<Primer>| PrimerRow {
            id: typed.id,
            empty: primer::questions(&typed.fields).len(),
            industry: typed.title,
        };
        Ok(primers.into_iter().map(row).collect())
    }

    /// Industries of mentors, and my own, without a primer.
    fn without_primer(&self, primers: &[PrimerRow]) -> Result<Vec<String>> {
        let fold = |text: &str| text.trim().to_lowercase();
        let mut wanted: Vec<String> = Vec::new();
        for mentor in self.mentors()? {
            let industry = self.find(mentor)?.map(|record| record.text("industry").to_owned());
            wanted.extend(industry);
        }
        wanted.extend(self.me()?.unwrap_or_default().home_industry);
        wanted.sort_by_key(|industry| fold(industry));
        wanted.dedup_by_key(|industry| fold(industry));
        wanted.retain(|industry| {
            !industry.trim().is_empty() && !primers.iter().any(|row| fold(&row.industry) == fold(industry))
        });
        Ok(wanted)
    }

    fn decisions_changed(&self) -> Result<usize> {
        let told = format!("data ->> 'changed' IS NOT NULL ORDER BY day DESC, n DESC LIMIT {MOST}");
        let decisions: Vec<Typed<Decision>> = self.those(&told, [])?;
        Ok(decisions.iter().filter(|typed| decision::changed(&typed.fields)).count())
    }

    /// Words looked up from either side, the best answers first, at most ten.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn look_up(&self, words: &str) -> Result<Vec<Entry>> {
        const ANSWERS: usize = 10;
        let Some(query) = super::search::text_query(words, Some(Kind::Term), true) else { return Ok(Vec::new()) };
        let terms: Vec<Typed<Term>> = self.those(
            "n IN (SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT 500) ORDER BY title, n",
            params![query],
        )?;
        let entries = terms.iter().map(|typed| Entry::of(&typed.title, &typed.fields));
        let mut found: Vec<(u8, Entry)> =
            entries.filter_map(|entry| Some((glossary::answers(&entry, words)?, entry))).collect();
        found.sort_by_key(|(answer, _)| *answer);
        Ok(found.into_iter().map(|(_, entry)| entry).take(ANSWERS).collect())
    }

    /// My world in one page, as Markdown lines; none where nothing is written down.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn my_world(&self) -> Result<Vec<String>> {
        let me = self.me()?.unwrap_or_default();
        let fold = |text: Option<&str>| text.map(|text| text.trim().to_lowercase()).filter(|text| !text.is_empty());
        let home = fold(me.home_industry.as_deref());
        let primers: Vec<Typed<Primer>> = self.those(&format!("1 ORDER BY n DESC LIMIT {MOST}"), [])?;
        let own = primers.iter().find(|typed| home.is_some() && fold(Some(&typed.title)) == home);
        let terms: Vec<Typed<Term>> = self.those(&format!("1 ORDER BY day DESC, n DESC LIMIT {MOST}"), [])?;
        let words: Vec<Entry> = terms
            .iter()
            .filter(|typed| home.is_some() && fold(typed.fields.industry.as_deref()) == home)
            .map(|typed| Entry::of(&typed.title, &typed.fields))
            .collect();
        Ok(world::page(&me, own.map(|typed| &typed.fields), &words))
    }

    /// Who could answer questions about an industry: the mentor in it, else the closest contact.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn insider(&self, industry: &str, now: &Now) -> Result<Option<(Id, String)>> {
        let Everybody { people, .. } = self.everybody(now)?;
        let fold = |text: &str| text.trim().to_lowercase();
        let inside = people.into_iter().filter(|(_, known)| {
            known.last.is_some() && known.person.industry.as_deref().is_some_and(|other| fold(other) == fold(industry))
        });
        let best =
            inside.max_by_key(|(id, known)| (known.mentor, known.person.closeness, known.last, std::cmp::Reverse(*id)));
        Ok(best.map(|(id, known)| (id, known.name)))
    }
}

fn tool(read: &Read) -> Tool {
    let Insight { industry, my_version, .. } = &read.fields;
    Tool { id: read.id, title: read.title.clone(), industry: industry.clone(), my_version: my_version.clone() }
}

fn idea(read: Read) -> Idea {
    Idea { id: read.id, title: read.title, industry: read.fields.industry, tags: read.tags }
}

impl Writer<'_> {
    /// Makes what a thing asks for: of an idea's steps actions of mine, of a primer's empty lines questions to somebody in
    /// that industry. What is there already is not made again.
    ///
    /// # Errors
    /// Where it is of another kind, asks for nothing more, or cannot be written.
    pub fn spawn(&mut self, id: Id, default: &dyn Fn(Kind) -> Visibility) -> Result<Vec<Record>> {
        let record = self.read().find(id)?.ok_or_else(|| Error::Gone(id.to_string()))?;
        let (kind, made) = match record.kind {
            Kind::Insight => (Kind::Action, self.steps(&record)?),
            Kind::Primer => (Kind::Question, self.questions(&record)?),
            kind => return Err(Error::Refused(format!("nothing is made of a {}", kind.label()))),
        };
        if made.is_empty() {
            let what = kind.spec().plural;
            return Err(Error::Refused(format!("“{}” has its {what} already, or asks for none", record.title)));
        }
        made.into_iter().map(|fields| self.add(kind, Patch { fields, ..Patch::default() }, default(kind))).collect()
    }

    fn steps(&self, record: &Record) -> Result<Vec<Fields>> {
        let insight: Insight = hanging::read(record)?;
        let there: Vec<String> = self
            .read()
            .hanging::<crate::domain::kinds::action::Action>(record.id, "from")?
            .into_iter()
            .map(|typed| typed.title)
            .collect();
        Ok(story::actions(record.id, &record.title, &insight, &there))
    }

    fn questions(&self, record: &Record) -> Result<Vec<Fields>> {
        let primer: Primer = hanging::read(record)?;
        let insider = self.read().insider(&record.title, &self.now())?.map(|(id, _)| id);
        let mut made = Vec::new();
        for line in primer::questions(&primer) {
            let asked: bool = {
                let sql = "SELECT 1 FROM records LEFT JOIN links ON links.n = records.n AND role = 'for' \
                     WHERE title = ?1 AND kind = 'question' AND deleted IS NULL AND target IS ?2";
                self.read().db.prepare_cached(sql)?.exists(params![line.question, insider])?
            };
            if asked {
                continue;
            }
            let mut fields = Fields::new();
            fields.insert("title".to_owned(), Value::from(line.question));
            fields.insert("theme".to_owned(), Value::from("industry"));
            if let Some(insider) = insider {
                fields.insert("for".to_owned(), Value::from(insider.to_string()));
            }
            made.push(fields);
        }
        Ok(made)
    }
}
