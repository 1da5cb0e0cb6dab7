//! Gathers the people I know and what goes on between them, for the rules of the network.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::params;
use serde_json::{Value, json};

use super::convert::text;
use super::hanging::Typed;
use super::today::local_day;
use super::{Error, Patch, Reader, Result, Writer};
use crate::domain::kinds::goal::Goal;
use crate::domain::kinds::introduction::{Introduction, IntroductionState};
use crate::domain::kinds::match_card::Match;
use crate::domain::kinds::mentorship::Mentorship;
use crate::domain::kinds::obstacle::Obstacle;
use crate::domain::kinds::opportunity::Opportunity;
use crate::domain::network::who::{Helper, Offers, Outsider, Unmet, Wanted};
use crate::domain::network::{self, Known, Page, People, chance, introduction, style, tree, waking, well, who};
use crate::domain::time::instant_text;
use crate::domain::{Day, Fields, Id, Kind, Now, Record};

/// The most introductions and opportunities that are looked at, newest first.
const MOST: usize = 500;
/// The most goals, and the most obstacles, for which helpers are looked for.
const NEEDS: usize = 12;

/// Everybody, with the tags of those who have some.
#[derive(Debug, Default)]
pub(super) struct Everybody {
    pub(super) people: People,
    pub(super) tags: BTreeMap<Id, Vec<String>>,
}

impl Reader<'_> {
    /// Everybody I know of, and when I was last in touch with them.
    pub(super) fn everybody(&self, now: &Now) -> Result<Everybody> {
        let sql = "SELECT id, title, data, tags, \
               (SELECT max(day) FROM touches WHERE person = id AND exact = 1 AND day <= ?1), \
               (SELECT max(day) FROM touches WHERE person = id AND exact = 0 AND day <= ?2) \
             FROM records WHERE kind = 'person' AND deleted IS NULL";
        let mentors = self.mentors()?;
        let mut everybody = Everybody::default();
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query(params![instant_text(now.at), now.today().to_string()])?;
        while let Some(row) = rows.next()? {
            let id: Id = row.get(0)?;
            let damaged = |why: serde_json::Error| Error::Damaged { id: id.to_string(), why: why.to_string() };
            let day =
                |at: usize| -> rusqlite::Result<Option<Day>> { Ok(text(row, at)?.and_then(|day| local_day(day, now))) };
            let data = row.get_ref(2)?.as_str().unwrap_or("{}");
            let tags = row.get_ref(3)?.as_str().unwrap_or_default();
            if tags.len() > 2 {
                everybody.tags.insert(id, serde_json::from_str(tags).map_err(damaged)?);
            }
            let known = Known {
                name: row.get(1)?,
                person: serde_json::from_str(data).map_err(damaged)?,
                last: day(4)?.max(day(5)?),
                mentor: mentors.contains(&id),
            };
            everybody.people.insert(id, known);
        }
        Ok(everybody)
    }

    /// The people of live mentorships.
    pub(super) fn mentors(&self) -> Result<Vec<Id>> {
        let sql = "SELECT target FROM records CROSS JOIN links USING (n) WHERE kind = 'mentorship' AND deleted IS NULL \
             AND role = 'person' AND coalesce(state, '') NOT IN ('prospect', 'asked', 'closed', 'declined', 'ended-early')";
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether there is a live mentorship with somebody.
    pub(super) fn has_mentorship(&self, person: Id) -> Result<bool> {
        let sql = "SELECT 1 FROM links JOIN records USING (n) WHERE target = ?1 AND role = 'person' \
             AND of_kind = 'mentorship' AND deleted IS NULL \
             AND coalesce(state, '') NOT IN ('prospect', 'asked', 'closed', 'declined', 'ended-early')";
        Ok(self.db.prepare_cached(sql)?.exists([person])?)
    }

    /// The network page: figures, what is missing, who sleeps, introductions, the tree, opportunities.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn network(&self, now: &Now) -> Result<Page> {
        self.steady(|reader| {
            let today = now.today();
            let me = reader.me()?.unwrap_or_default();
            let home = me.home_industry.as_deref();
            let Everybody { mut people, tags } = reader.everybody(now)?;
            people.retain(|_, known| known.person.first_met.is_none_or(|met| met <= today));
            let introductions: Vec<Typed<Introduction>> = reader.newest_of(now)?;
            let opportunities: Vec<Typed<Opportunity>> = reader.newest_of(now)?;
            let offers = Offers::new(&people, &tags, home, today);
            let mut missing = reader.unmet(&offers)?;
            missing.retain(|unmet| unmet.mark.is_some());
            let chances = opportunities
                .iter()
                .map(|typed| (typed, chance::chance(typed.id, &typed.title, &typed.fields, &people)));
            let (mut open, mut head_start) = (Vec::new(), Vec::new());
            for (typed, chance) in chances {
                if chance::is_head_start(&typed.fields) {
                    head_start.push(chance.clone());
                }
                if !Kind::Opportunity.spec().closed.contains(&chance.state) {
                    open.push(chance);
                }
            }
            let met = network::contacts(&people, today).filter_map(|(_, known)| known.person.style.as_deref());
            Ok(Page {
                figures: network::figures(&people, home, today),
                outsider: offers.outsider().filter(|_| !missing.is_empty()),
                missing,
                worth_waking: waking::waking(&people, home, today),
                tree: tree::tree(&people, &made(&introductions)),
                styles: style::styles(met, me.style.as_deref()),
                well: reader.well(home, &people, now)?,
                introductions: under_way(&introductions, &people, today),
                prospects: reader.prospects()?,
                opportunities: open,
                head_start,
            })
        })
    }

    /// Match cards, the best fit first.
    fn prospects(&self) -> Result<Vec<network::Prospect>> {
        let cards: Vec<Typed<Match>> = self.those(&format!("1 ORDER BY day DESC, n DESC LIMIT {MOST}"), [])?;
        let prospect = |typed: Typed<Match>| -> Result<network::Prospect> {
            let person = typed.fields.person.map(|id| self.title(id)).transpose()?.flatten();
            Ok(network::Prospect::new(typed.id, typed.title, person, &typed.fields))
        };
        let mut found: Vec<network::Prospect> = cards.into_iter().map(prospect).collect::<Result<_>>()?;
        network::by_fit(&mut found);
        Ok(found)
    }

    /// The newest of a kind that were there by now.
    fn newest_of<T: crate::domain::kinds::Described>(&self, now: &Now) -> Result<Vec<Typed<T>>> {
        self.those(&format!("created <= ?1 ORDER BY day DESC, n DESC LIMIT {MOST}"), [instant_text(now.at)])
    }

    /// The meetings of the last ninety days, by the industries of those who were there.
    fn well(&self, home: Option<&str>, people: &People, now: &Now) -> Result<Option<well::Well>> {
        let since = now.today().checked_sub_signed(chrono::Duration::days(well::WELL_DAYS)).unwrap_or(Day::MIN);
        let sql = "SELECT n, target FROM records CROSS JOIN links USING (n) WHERE kind = 'meeting' AND deleted IS NULL \
             AND state IN ('held', 'captured', 'followed-up') AND day BETWEEN ?1 AND ?2 AND role = 'people' ORDER BY n";
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query([instant_text(now.start_of(since)), instant_text(now.at)])?;
        let mut meetings: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let industry = people.get(&row.get::<_, Id>(1)?).and_then(|known| known.person.industry.as_deref());
            meetings.entry(row.get(0)?).or_default().extend(industry);
        }
        Ok(well::well(meetings.into_values(), home))
    }

    /// Goals under way and open obstacles, with how many could help.
    fn unmet(&self, offers: &Offers<'_>) -> Result<Vec<Unmet>> {
        let goals = format!("state = 'active' ORDER BY due IS NULL, due, n LIMIT {NEEDS}");
        let obstacles = format!("state IN ('expected', 'met', 'working') ORDER BY day DESC, n DESC LIMIT {NEEDS}");
        let mut found = Vec::new();
        for (kind, condition) in [(Kind::Goal, goals), (Kind::Obstacle, obstacles)] {
            let sql = format!("SELECT id FROM records WHERE kind = ?1 AND deleted IS NULL AND {condition}");
            let ids: Vec<Id> = {
                let mut query = self.db.prepare_cached(&sql)?;
                query.query_map([kind], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
            };
            for id in ids {
                let Some(record) = self.find(id)? else { continue };
                found.push(offers.unmet(id, kind.name(), &record.title, &self.wanted(&record)?));
            }
        }
        Ok(found)
    }

    /// What help a goal, an obstacle or anything else looks for: its title and tags, and of a goal the skills it trains.
    fn wanted(&self, record: &Record) -> Result<Wanted> {
        let mut words = record.title.clone();
        let mut with = BTreeSet::new();
        if record.kind == Kind::Goal {
            let goal: Goal = super::hanging::read(record)?;
            for skill in &goal.skills {
                words.push(' ');
                words.push_str(&self.title(*skill)?.unwrap_or_default());
            }
            for mentorship in goal.mentorships {
                let found: Vec<Typed<Mentorship>> = self.those("id = ?1", [mentorship])?;
                with.extend(found.into_iter().filter_map(|typed| typed.fields.person));
            }
        } else if record.kind == Kind::Obstacle {
            let obstacle: Obstacle = super::hanging::read(record)?;
            for option in obstacle.options {
                words.push(' ');
                words.push_str(&option);
            }
        }
        Ok(Wanted { words, tags: record.tags.clone(), with })
    }

    /// Who could help with a thing, best first, and whom to ask where none of them is from outside my field.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn who_for(&self, record: &Record, now: &Now) -> Result<(Vec<Helper>, Option<Outsider>)> {
        self.who_with(&self.wanted(record)?, now)
    }

    /// The same for something in one's own words.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn who_with(&self, wanted: &Wanted, now: &Now) -> Result<(Vec<Helper>, Option<Outsider>)> {
        let Everybody { people, tags } = self.everybody(now)?;
        let me = self.me()?.unwrap_or_default();
        let offers = Offers::new(&people, &tags, me.home_industry.as_deref(), now.today());
        let helpers = offers.who(wanted);
        let outsider = who::mark(&helpers).and_then(|_| offers.outsider());
        Ok((helpers, outsider))
    }

    /// A few lines to forward for an introduction, and the goal they name: the one given, else the active goal that shares
    /// a tag or a word of weight with it, else the one in focus.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn blurb(&self, introduction: &Record, goal: Option<Id>) -> Result<(String, Option<Record>)> {
        let intro: Introduction = super::hanging::read(introduction)?;
        let me = self.me()?.unwrap_or_default();
        let goal = match goal {
            Some(goal) => self.find(goal)?,
            None => self.goal_behind(introduction)?,
        };
        let target = intro.target.map(|id| self.find(id)).transpose()?.flatten();
        let offers = target.as_ref().and_then(|target| target.get("i_can_help_with").get(0)?.as_str());
        let about = introduction::Blurb {
            me: me.name.as_deref(),
            role: me.role.as_deref(),
            target: target.as_ref().map(|target| target.title.as_str()),
            goal: goal.as_ref().map(|goal| goal.title.as_str()),
            offer: offers,
        };
        Ok((introduction::blurb(&intro, &about), goal))
    }

    fn goal_behind(&self, introduction: &Record) -> Result<Option<Record>> {
        use crate::domain::likeness;
        let goals: Vec<Typed<Goal>> =
            self.those(&format!("state = 'active' ORDER BY due IS NULL, due, n LIMIT {NEEDS}"), [])?;
        let words = likeness::words(&format!("{} {}", introduction.title, introduction.text("why")));
        let mut best: Option<(usize, Record)> = None;
        for goal in goals {
            let Some(record) = self.find(goal.id)? else { continue };
            let tags = record.tags.iter().filter(|tag| introduction.tags.contains(tag)).count();
            let shared = likeness::shared(&likeness::words(&record.title), &words);
            let score = tags * 10 + shared * 2 + usize::from(goal.fields.focus == Some(true));
            if score > best.as_ref().map_or(0, |(score, _)| *score) {
                best = Some((score, record));
            }
        }
        Ok(best.map(|(_, record)| record))
    }
}

impl Writer<'_> {
    /// Notes a contact outside meetings. In the order of their days, so that one noted late never moves the last one back.
    ///
    /// # Errors
    /// Where there is no such person, or the journal cannot be written.
    pub fn touch(&mut self, id: Id, day: Day, way: Option<&str>, note: Option<&str>) -> Result<Record> {
        let found = self.read().find(id)?.filter(|record| record.kind == Kind::Person);
        let record = found.ok_or_else(|| Error::Gone(id.to_string()))?;
        let mut touches = record.get("touches").as_array().cloned().unwrap_or_default();
        touches.push(json!({"date": day.to_string(), "way": way, "note": note}));
        touches.sort_by_key(|touch| touch.get("date").and_then(Value::as_str).unwrap_or_default().to_owned());
        let mut fields = Fields::new();
        fields.insert("touches".to_owned(), Value::Array(touches));
        self.edit(id, &Patch { fields, ..Patch::default() })
    }
}

/// Who was brought, and by whom, of introductions that came about.
fn made(introductions: &[Typed<Introduction>]) -> Vec<(Id, Id)> {
    use IntroductionState::{Connected, Outcome, Talked};
    let made = introductions.iter().filter(|typed| matches!(typed.fields.state, Some(Connected | Talked | Outcome)));
    made.filter_map(|typed| typed.fields.target.zip(typed.fields.via)).collect()
}

/// The introductions that still ask for something: those to be nudged first, then the longest waiting.
fn under_way(introductions: &[Typed<Introduction>], people: &People, today: Day) -> Vec<introduction::Going> {
    let name = |id: Option<Id>| id.and_then(|id| people.get(&id)).map(|known| known.name.as_str());
    let going = introductions.iter().map(|typed| {
        let names = [name(typed.fields.target), name(typed.fields.via)];
        introduction::going(typed.id, &typed.title, &typed.fields, names, today)
    });
    let mut going: Vec<introduction::Going> = going.filter(|going| going.next.is_some()).collect();
    going.sort_by_key(|going| (!going.nudge, std::cmp::Reverse(going.days)));
    going
}
