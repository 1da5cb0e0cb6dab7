//! A tiny journal in memory that answers as the real one would, for scripts and for looking at frames.

mod hostile;
mod overview;
mod reflecting;

pub(super) use hostile::hostile;
pub(super) use reflecting::offers;

use serde_json::json;

use crate::domain::ask::*;
use crate::domain::capture::{self, Found, Known, Names};
use crate::domain::needs::Reason;
use crate::domain::practice;
use crate::domain::time::{read_day, read_instant};
use crate::domain::{Day, Fields, Id, Instant, Kind, Now, Origin, Record, Visibility, Zone};

/// A journal.
#[derive(Debug, Default)]
pub(super) struct Journal {
    pub(super) records: Vec<Record>,
    pub(super) today: Today,
    pub(super) drafts: Vec<Draft>,
    pub(super) copies: Vec<CopyRow>,
    pub(super) health: Health,
    pub(super) settings: Vec<SettingRow>,
    /// The sentence with which writes fail, where they are to fail.
    pub(super) broken: Option<String>,
    /// Everything that was written.
    pub(super) writes: Vec<Write>,
}

pub(super) fn id(n: u64) -> Id {
    Id::from_bytes(&(0x0192_0000_0000_7000_8000_0000_0000_0000_u128 + u128::from(n)).to_be_bytes()).expect("an id")
}

pub(super) fn at(text: &str) -> Instant {
    read_instant(text).expect(text)
}

pub(super) fn day(text: &str) -> Day {
    read_day(text).expect(text)
}

pub(super) fn now() -> Now {
    Now::new(at("2025-09-30T09:00:00Z"), Zone::UTC)
}

/// A copy of the journal.
pub(super) fn copy(name: &str, why: &str) -> CopyRow {
    CopyRow {
        name: name.to_owned(),
        made: (day("2025-09-30"), "09:00".to_owned()),
        why: why.to_owned(),
        bytes: 412_000,
    }
}

/// A few settings as the real ones are.
fn settings() -> Vec<SettingRow> {
    let row = |key: &str, value: &str, source: &str, about: &str, choices: &[&str], table| SettingRow {
        key: key.to_owned(),
        value: value.to_owned(),
        source: source.to_owned(),
        about: about.to_owned(),
        choices: choices.iter().map(|word| (*word).to_owned()).collect(),
        table,
        later: key == "mouse",
    };
    vec![
        row(
            "theme",
            "auto",
            "default",
            "The colours: auto asks the terminal for its background",
            &["auto", "dark", "light", "mono"],
            false,
        ),
        row("colors", "", "default", "Colours of my own, laid over the theme", &[], true),
        row("mouse", "true", "default", "Whether the mouse is listened to", &["true", "false"], false),
        row(
            "trash_days",
            "30",
            "config.toml, line 3",
            "After how many days the trash lets go of what is in it",
            &[],
            false,
        ),
        row(
            "keys.capture",
            "C-n, c",
            "config.toml, line 5",
            "The keys that run a command, in place of its own",
            &[],
            true,
        ),
    ]
}

impl Journal {
    /// Adds a record with these fields.
    pub(super) fn add(&mut self, kind: Kind, fields: serde_json::Value) -> Id {
        let id = id(u64::try_from(self.records.len() + 1).expect("a number"));
        let mut record = Record::new(id, kind, &now());
        let serde_json::Value::Object(fields) = fields else { panic!("fields") };
        for (name, value) in fields {
            record.set(&name, value);
        }
        record.title = record.own_title().unwrap_or_default();
        self.records.push(record);
        id
    }

    fn find(&self, id: Id) -> Option<&Record> {
        self.records.iter().find(|record| record.id == id)
    }

    fn row(&self, record: &Record) -> Row {
        let spec = record.kind.spec();
        let dated = |field: &str| record.day(field).or_else(|| record.instant(field).map(|at| now().day_of(at)));
        let place = self.records.iter().position(|each| each.id == record.id).unwrap_or(0);
        Row {
            key: Key { day: String::new(), n: i64::try_from(place).expect("a number") },
            id: record.id,
            kind: record.kind,
            title: record.title.clone(),
            state: record.get("state").as_str().map(str::to_owned),
            day: dated(spec.day),
            due: dated(spec.due),
            shared: record.visibility != Visibility::Private,
            facts: Facts::None,
        }
    }

    fn page(&self, window: &Window) -> Page {
        let words = window.filter.to_lowercase();
        let listed = |record: &&Record| {
            let closed = record.get("state").as_str().is_some_and(|state| record.kind.spec().closed.contains(&state));
            record.kind == window.kind
                && record.deleted.is_none() != window.trash
                && (window.closed || !closed)
                && words.split_whitespace().all(|word| record.title.to_lowercase().contains(word))
        };
        let all: Vec<_> = self.records.iter().filter(listed).map(|record| self.row(record)).collect();
        let at = |key: &Key| all.iter().position(|row| row.key == *key);
        let from = match &window.place {
            Place::Start => 0,
            Place::End => all.len().saturating_sub(window.rows),
            Place::After(key) => at(key).map_or(0, |n| n + 1),
            Place::Before(key) => at(key).unwrap_or(0).saturating_sub(window.rows),
            Place::Around(id) => all.iter().position(|row| row.id == *id).unwrap_or(0).saturating_sub(window.rows / 2),
        };
        let rows = all.iter().skip(from).take(window.rows).cloned().collect();
        Page { rows, before: from, total: all.len(), more: false }
    }

    fn linked(&self, role: &str, id: Id) -> Option<Linked> {
        let record = self.find(id)?;
        let row = self.row(record);
        let (role, title) = (role.to_owned(), row.title);
        Some(Linked { role, id, kind: row.kind, title, state: row.state, day: row.due.or(row.day) })
    }

    fn thing(&self, id: Id) -> Option<Box<Thing>> {
        let record = self.find(id)?.clone();
        let links = record.links().into_iter().filter_map(|(role, id)| self.linked(role, id)).collect();
        let mut back = Vec::new();
        for other in &self.records {
            for (role, _) in other.links().into_iter().filter(|(_, to)| *to == id) {
                let from =
                    self.linked(role, other.id).into_iter().map(|linked| Linked { role: role.to_owned(), ..linked });
                back.extend(from);
            }
        }
        let derived = if record.kind == Kind::Goal && record.text("state") == "active" {
            vec![
                ("pace".to_owned(), "on course; 11.5 h where 11.2 h was expected".to_owned()),
                ("forecast".to_owned(), "26 Sep, if it goes on like the last 5 check-ins".to_owned()),
            ]
        } else {
            Vec::new()
        };
        let about = About::None;
        Some(Box::new(Thing { record, short_id: "g7k2".to_owned(), links, back, derived, about }))
    }

    pub(super) fn answer(&self, ask: &Ask) -> Answer {
        match ask {
            Ask::Today => Answer::Today(Box::new(self.today.clone())),
            Ask::Window(window) => Answer::Page(self.page(window)),
            Ask::Thing(id) => Answer::Thing(self.thing(*id)),
            Ask::Search { query, limit, .. } => {
                let words = query.to_lowercase();
                let found = self.records.iter().filter(|record| record.title.to_lowercase().contains(&words));
                let hit = |record: &Record| Hit {
                    id: record.id,
                    short_id: "x1y2".to_owned(),
                    kind: record.kind,
                    title: record.title.clone(),
                    snippet: format!("… {} …", record.title),
                    at: "2025-09-02".to_owned(),
                };
                Answer::Hits(found.take(*limit).map(hit).collect())
            }
            Ask::Preview(text) | Ask::PreviewInto(_, text) => self.preview(text),
            Ask::Brief(_) => Answer::Brief(Box::default()),
            Ask::Pick { kind, words, limit } => {
                let words = words.to_lowercase();
                let fits = |record: &&Record| {
                    kind.is_none_or(|kind| record.kind == kind) && record.title.to_lowercase().contains(&words)
                };
                Answer::Picks(self.records.iter().filter(fits).take(*limit).map(|record| self.row(record)).collect())
            }
            Ask::Tags(start) => {
                let tags = ["flow", "desk", "talks"].into_iter().filter(|tag| tag.starts_with(start.as_str()));
                Answer::Tags(tags.map(str::to_owned).collect())
            }
            Ask::History { .. } => Answer::History(self.history()),
            Ask::Drafts => Answer::Drafts(self.drafts.clone()),
            Ask::Share { person, scope } => Answer::Share(self.sharing(*person, scope).map(Box::new)),
            Ask::Inbox => Answer::Inbox(self.inbox()),
            Ask::Register => Answer::Register(self.register()),
            Ask::Mentees => Answer::Mentees(self.mentees()),
            Ask::Network => Answer::Network(Box::default()),
            Ask::Learning => Answer::Learning(Box::default()),
            Ask::Who(_) => Answer::Helpers(Vec::new(), None),
            Ask::Progress(period) => Answer::Progress(Box::new(overview::page(self, *period))),
            Ask::Paper(wanted) => Answer::Paper(Box::new(paper_of(wanted))),
            Ask::Horizon => Answer::Horizon(Box::default()),
            Ask::Timeline(_) => Answer::Page(Page::default()),
            Ask::Months(_) => Answer::Months(Vec::new()),
            Ask::Week => Answer::Week(Box::new(reflecting::week(self))),
            Ask::Reflect { words, .. } => Answer::Reflect(Box::new(reflecting::page(self, words))),
            Ask::Behind(..) => Answer::Behind(self.records.iter().take(9).map(|record| self.row(record)).collect()),
            Ask::Practice(_) => Answer::Practice(practice::Answer::Rehearsal(None)),
            Ask::Lanes => Answer::Lanes(self.lanes()),
            Ask::Trash { limit } => {
                let gone = self.records.iter().filter(|record| record.deleted.is_some());
                let row = |record| Row { day: Some(now().today()), due: None, ..self.row(record) };
                let rows: Vec<_> = gone.map(row).collect();
                let total = rows.len();
                Answer::Trash(Page { rows: rows.into_iter().take(*limit).collect(), before: 0, total, more: false })
            }
            Ask::Copies => Answer::Copies(self.copies.clone()),
            Ask::Checkup => Answer::Checkup(self.health.clone()),
            Ask::Settings => Answer::Settings(self.settings.clone()),
        }
    }

    fn lanes(&self) -> Lanes {
        let mut lanes = Lanes::default();
        for record in self.records.iter().filter(|record| record.kind == Kind::Obstacle && record.deleted.is_none()) {
            let state = record.text("state").to_owned();
            if Kind::Obstacle.spec().closed.contains(&state.as_str()) {
                lanes.closed += 1;
                continue;
            }
            let at =
                ["now", "operational", "long"].iter().position(|word| *word == record.text("horizon")).unwrap_or(0);
            let lane = &mut lanes.lanes[at];
            lane.total += 1;
            let blocks = record.links().into_iter().find(|(role, _)| *role == "goals");
            lane.cards.push(Card {
                id: record.id,
                title: record.title.clone(),
                state,
                opened: record.day("opened"),
                blocks: blocks.and_then(|(_, id)| self.find(id)).map(|goal| goal.title.clone()),
                tried: record.get("tried")[0]["what"].as_str().map(str::to_owned),
                times: record.get("tried").as_array().map_or(0, Vec::len),
                planned: record.get("if_then").is_string(),
                shared: record.visibility != Visibility::Private,
            });
        }
        lanes
    }

    fn history(&self) -> Vec<SetRow> {
        let set = |(n, record): (usize, &Record)| SetRow {
            set: i64::try_from(n).expect("a number"),
            label: format!("changed {} {}", record.kind.label(), record.title),
            at: at("2025-09-29T18:12:00Z"),
            origin: if n == 1 { "command".to_owned() } else { "screen".to_owned() },
            undone: n == 2,
            changes: vec![ChangeRow {
                op: "edit".to_owned(),
                kind: Some(record.kind),
                id: record.id,
                title: record.title.clone(),
                fields: vec![("due".to_owned(), "2025-09-26".to_owned(), "2025-10-03".to_owned())],
            }],
            more: 0,
        };
        self.records.iter().take(12).enumerate().map(set).collect()
    }

    pub(super) fn write(&mut self, write: &Write) -> Result<Written, String> {
        self.writes.push(write.clone());
        if let Some(why) = &self.broken {
            return Err(why.clone());
        }
        let mut ids = Vec::new();
        let line = match write {
            Write::Capture(text) | Write::CaptureMeeting { text, .. } => {
                ids.push(self.add(Kind::Reflection, json!({ "body": text })));
                "Saved 1 note".to_owned()
            }
            Write::Save { kind, id, fields, tags, visibility } => {
                let id = id.unwrap_or_else(|| self.add(*kind, json!({})));
                ids.push(id);
                self.save(id, fields, tags.as_deref(), visibility.as_ref());
                format!("Saved {}", kind.label())
            }
            Write::Together { saves, .. } => {
                for save in saves {
                    let id = save.id.unwrap_or_else(|| self.add(save.kind, json!({})));
                    ids.push(id);
                    self.save(id, &save.fields, None, None);
                }
                format!("Saved {} things", saves.len())
            }
            Write::Merge { gone, .. } => {
                let other = self.records.iter_mut().filter(|record| record.id == *gone);
                other.for_each(|record| record.deleted = Some(now().at));
                "They are one now".to_owned()
            }
            Write::Delete(id) => {
                self.records
                    .iter_mut()
                    .filter(|record| record.id == *id)
                    .for_each(|record| record.deleted = Some(now().at));
                "Deleted it".to_owned()
            }
            Write::Restore(id) => {
                let back = self.records.iter_mut().filter(|record| record.id == *id);
                back.for_each(|record| record.deleted = None);
                "Restored it".to_owned()
            }
            Write::Packet(_) => String::new(),
            Write::EmptyTrash => {
                self.records.retain(|record| record.deleted.is_none());
                "Deleted for good: 1".to_owned()
            }
            Write::Copy => {
                self.copies.insert(0, copy("journal-20250930-090000-asked.db", "asked"));
                "Copied 14 records to journal-20250930-090000-asked.db".to_owned()
            }
            Write::Set { key, .. } if key.starts_with("filters.") => format!("{key} is kept"),
            Write::Set { key, value } => {
                let Some(row) = self.settings.iter_mut().find(|row| row.key == *key) else {
                    return Err(format!("There is no setting `{key}`."));
                };
                row.value = value.clone().unwrap_or_default();
                row.source = if value.is_some() { "config.toml, line 1" } else { "default" }.to_owned();
                format!("{key} is changed")
            }
            Write::Step(id) => {
                ids.push(*id);
                let record = self.records.iter_mut().find(|record| record.id == *id);
                if let Some(record) = record {
                    let closed = record.kind.spec().closed.first().copied().unwrap_or("done");
                    record.set("state", json!(closed));
                }
                self.today.needs_you.retain(|need| need.id != Some(*id));
                "Done".to_owned()
            }
            Write::Respond { .. } => "Answered".to_owned(),
            Write::Show { .. } => "1 thing shared".to_owned(),
            Write::Reply { .. } => "Written to to-noor.mentee-reply.json".to_owned(),
            Write::Hand { .. } => "Written to for-odile-varga.html".to_owned(),
            Write::Touch(id) | Write::Spawn(id) => {
                ids.push(*id);
                "Noted".to_owned()
            }
            Write::Practice(_) => "Done".to_owned(),
            Write::Undo => {
                self.records.iter_mut().for_each(|record| record.deleted = None);
                "Undid the last change".to_owned()
            }
            Write::Redo => return Err("There is nothing to bring back.".to_owned()),
        };
        Ok(Written { line, ids, warnings: Vec::new(), origin: Origin::Screen })
    }

    fn save(&mut self, id: Id, fields: &Fields, tags: Option<&[String]>, visibility: Option<&Visibility>) {
        let Some(record) = self.records.iter_mut().find(|record| record.id == id) else { return };
        for (name, value) in fields {
            record.set(name, value.clone());
        }
        if let Some(tags) = tags {
            record.tags = tags.to_vec();
        }
        if let Some(visibility) = visibility {
            record.visibility = visibility.clone();
        }
        record.title = record.own_title().unwrap_or_default();
    }
}

/// A first name finds a person, a word of its title a goal.
impl Names for Journal {
    fn person(&self, words: &str) -> Found {
        self.named(Kind::Person, words)
    }

    fn goal(&self, words: &str) -> Found {
        self.named(Kind::Goal, words)
    }

    fn industry(&self, person: Id) -> Option<String> {
        self.find(person).map(|record| record.text("industry").to_owned())
    }

    fn pulse_of_week(&self, _: Day) -> Option<Id> {
        None
    }

    fn meeting(&self, _: Id) -> Option<Known> {
        None
    }
}

impl Journal {
    fn named(&self, kind: Kind, words: &str) -> Found {
        let words = words.to_lowercase();
        let found =
            self.records.iter().find(|record| record.kind == kind && record.title.to_lowercase().contains(&words));
        found.map_or(Found::None, |record| Found::One { id: record.id, title: record.title.clone() })
    }

    fn preview(&self, text: &str) -> Answer {
        let parsed = capture::parse(text, &now(), &capture::Options::default());
        let plan = capture::plan(&parsed, text, &now(), self);
        Answer::Preview(capture::describe(&plan, &now()), plan.warnings)
    }
}

/// A journal like the demo's: a year of Noor's.
pub(super) fn demo() -> Journal {
    let mut journal = Journal::default();
    let odile = journal.add(
        Kind::Person,
        json!({"name": "Odile Varga", "role": "Head of bed management", "organisation": "St. Brannoc", "industry": "healthcare",
               "closeness": 4, "how_met": "introduced", "first_met": "2025-01-14", "helps_with": ["flow", "calm in a rush"],
               "matters_to_them": "That nobody waits in a corridor.\n\nShe reads the board before she reads mail."}),
    );
    let ruben =
        journal.add(Kind::Person, json!({"name": "Ruben Achterberg", "role": "Designer", "industry": "design"}));
    journal.add(
        Kind::Person,
        json!({"name": "Mirela Stan", "role": "Supply planner", "introduced_by": odile.to_string()}),
    );
    let meeting = journal.add(
        Kind::Meeting,
        json!({"title": "Odile Varga", "people": [odile.to_string()], "at": "2025-10-07T14:00:00Z", "minutes": 45,
               "meeting_kind": "regular", "state": "planned",
               "agenda": [{"text": "Three colours before the rush", "minutes": 15, "state": "open"}]}),
    );
    journal.add(
        Kind::Meeting,
        json!({"title": "Ruben Achterberg", "people": [ruben.to_string()], "at": "2025-09-18T10:00:00Z", "state": "captured",
               "notes": "Prototype the ugly version first; three dispatchers are enough to learn from."}),
    );
    let goal = journal.add(
        Kind::Goal,
        json!({"title": "Cut weekly replanning for northern depots from 14 h to 6 h", "short": "Weekly replanning 14 → 6 h",
               "measure": "number", "unit": "h", "baseline": 14, "target": 6, "due": "2025-12-19", "start": "2025-01-06",
               "why": "The night desk stops guessing, and I get my Thursdays back.", "confidence": 7,
               "if_then": "If the number rises twice, then I bring it to Odile",
               "checkpoints": [{"date": "2025-05-06", "value": 10}, {"date": "2025-08-29", "value": 7}]}),
    );
    journal.add(Kind::Goal, json!({"title": "Lead analyst case", "due": "2025-10-03", "state": "active"}));
    journal.add(Kind::Goal, json!({"title": "Eight dispatcher interviews", "due": "2025-06-20", "state": "achieved"}));
    let case = journal.add(
        Kind::Action,
        json!({"title": "Written case for the lead role", "due": "2025-09-28", "goal": goal.to_string(), "meeting": meeting.to_string()}),
    );
    let cards = journal.add(
        Kind::Action,
        json!({"title": "Cards for Ruben's prototype", "due": "2025-09-30", "goal": goal.to_string()}),
    );
    journal.add(Kind::Action, json!({"title": "Log every replan for two weeks", "due": "2025-09-12", "state": "done", "goal": goal.to_string()}));
    let advice = journal.add(Kind::Advice, json!({"title": "Three colours before the rush", "by": odile.to_string(), "my_call": "try", "meeting": meeting.to_string()}));
    let obstacle = journal.add(
        Kind::Obstacle,
        json!({"title": "Nobody sees the night desk", "horizon": "operational", "goals": [goal.to_string()], "opened": "2025-08-30",
               "if_then": "If they start at ten, then I walk over at nine",
               "tried": [{"date": "2025-09-02", "what": "A board by the lift", "outcome": "seen, not read"}]}),
    );
    let insight = journal.add(
        Kind::Insight,
        json!({"title": "Let the quiet desk speak first", "person": odile.to_string(), "industry": "healthcare", "state": "adopted"}),
    );
    reflecting::add(&mut journal);
    journal.records[usize::try_from(5).expect("an index")].visibility = Visibility::Mentors;
    journal.records[5].tags = vec!["flow".to_owned(), "depots".to_owned()];
    journal.settings = settings();
    journal.copies = vec![
        copy("journal-20250929-180000-daily.db", "daily"),
        copy("journal-20250901-070000-before-import.db", "before-import"),
    ];
    journal.health.facts = [("journal", "~/journal.db"), ("format", "1"), ("file", "ok"), ("index of words", "ok")]
        .map(|(label, value)| (label.to_owned(), value.to_owned()))
        .into();
    journal.add(Kind::Term, json!({"title": "huddle", "plain": "Ten minutes on one's feet at the board, before the day takes over.", "industry": "healthcare",
        "heard_from": odile.to_string(), "my_equivalent": "the dispatch call", "confusable": "a meeting"}));
    journal.today = demo_today([case, cards, advice, ruben, obstacle, goal, meeting, odile, insight]);
    journal
}

fn demo_today([case, cards, advice, ruben, obstacle, goal, meeting, odile, insight]: [Id; 9]) -> Today {
    let need = |id: Option<Id>, kind, title: &str, reason, days| NeedRow {
        id,
        short_id: id.map(|_| "a1b2".to_owned()),
        kind,
        title: title.to_owned(),
        name: title.to_owned(),
        reason,
        days,
    };
    let goal_row = |id, title: &str, actual, value: &str, word: &str| GoalRow {
        id,
        short_id: "g1h2".to_owned(),
        title: title.to_owned(),
        actual: Some(actual),
        expected: Some(0.8),
        value: value.to_owned(),
        word: word.to_owned(),
        due: Some(day("2025-12-19")),
    };
    Today {
        next_meeting: Some(NextMeeting {
            id: meeting,
            title: "Odile Varga".to_owned(),
            at: at("2025-10-07T14:00:00Z"),
            minutes: Some(45),
            people: vec![(odile, "Odile Varga".to_owned(), Some("healthcare".to_owned()))],
            meeting_kind: Some("regular".to_owned()),
            state: "planned".to_owned(),
            promises: (2, 3),
            questions: 3,
            obstacles: 1,
        }),
        needs_more: false,
        needs_you: vec![
            need(Some(case), Kind::Action, "Written case for the lead role", Reason::Late, 2),
            need(Some(cards), Kind::Action, "Cards for Ruben's prototype", Reason::DueToday, 0),
            need(Some(advice), Kind::Advice, "Tell Odile about “three colours before the rush”", Reason::Untold, 34),
            need(Some(ruben), Kind::Person, "Say hello to Mirela Stan", Reason::IntroductionQuiet, 16),
            need(Some(obstacle), Kind::Obstacle, "“Nobody sees the night desk”", Reason::ObstacleOpen, 31),
            need(None, Kind::Reflection, "The week's reflection", Reason::Reflection, 0),
        ],
        goals: vec![
            goal_row(id(7), "Lead analyst case", 0.6, "3/5", "slipping"),
            goal_row(id(902), "First talks outside", 1.0, "6/6", "achieved"),
            goal_row(goal, "Weekly replanning", 1.0, "5.5 h", "achieved"),
            goal_row(id(903), "Evenings kept free", 0.8, "8/10", "on course"),
        ],
        promises: (11, 13),
        promises_theirs: (5, 6),
        promise_weeks: vec![0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 3],
        pulse: Some("lift".to_owned()),
        pulse_weeks: vec![50.0, 50.0, 42.0, 33.0, 25.0, 25.0, 33.0, 42.0, 50.0, 58.0, 58.0, 67.0],
        marks: vec![
            (day("2025-09-30"), false),
            (day("2025-10-03"), false),
            (day("2025-10-07"), true),
            (day("2025-10-10"), false),
        ],
        resurfaced: Some(Resurfaced {
            id: insight,
            text: "Let the quiet desk speak first.".to_owned(),
            by: Some("Odile".to_owned()),
            day: Some(day("2025-02-11")),
            state: Some("adopted".to_owned()),
        }),
        records: 26,
    }
}

/// A paper with nothing to tell.
fn paper_of(wanted: &crate::domain::share::paper::Wanted) -> crate::domain::share::paper::Made {
    use crate::domain::share::paper::{Given, make};
    let (people, stands) = Default::default();
    let now = now();
    make(&Given { wanted, mentor: false, records: &[], people: &people, stands: &stands, counts: None, now: &now })
}
