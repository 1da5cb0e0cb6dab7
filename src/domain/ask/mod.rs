//! What screens and commands ask of a journal, and what they hear back. Plain values: who answers is the store.

mod facts;
mod mentoring;
mod today;
mod write;

use crate::domain::brief::Brief;
use crate::domain::capture::PreviewLine;
use crate::domain::horizon;
use crate::domain::id::Id;
use crate::domain::kinds::Kind;
use crate::domain::kinds::check_in::CheckIn;
use crate::domain::kinds::goal::Goal;
use crate::domain::kinds::milestone::Milestone;
use crate::domain::learning;
use crate::domain::learning::path::Gap;
use crate::domain::learning::skill::Standing;
use crate::domain::network;
use crate::domain::network::who::{Helper, Outsider};
use crate::domain::overview::{Figure, Overview};
use crate::domain::pace::Pace;
use crate::domain::period::Period;
use crate::domain::practice;
use crate::domain::record::Record;
use crate::domain::reflecting;
use crate::domain::share::{Proposal, Scope, paper};
use crate::domain::smart::Smart;
use crate::domain::time::{Day, Instant};
use crate::domain::timeline;
use crate::domain::week::Week;

pub use crate::domain::share::{Response, Sharing};
pub use facts::{
    AdviceRow, EvaluationRow, Facts, IdeaFacts, MeetingRow, MentorshipRow, PersonFacts, PromiseRow, QuestionRow,
};
pub use mentoring::{Left, Mentee, Packet};
pub use today::{GoalRow, NeedRow, NextMeeting, Resurfaced, Today};
pub use write::{Form, Make, Save, Write, Written};

/// A question to the journal. Reading only; never changes anything.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// The page of what needs me.
    Today,
    /// Part of a list, as much as fits a screen.
    Window(Window),
    /// One thing with all that hangs on it.
    Thing(Id),
    /// Full text over everything, newest first.
    Search {
        /// Anything the person types; every text is a safe query.
        query: String,
        /// Only of this kind.
        kind: Option<Kind>,
        /// Only what links to this person, or is them.
        person: Option<Id>,
        /// Only from this day on.
        since: Option<Day>,
        /// The most hits to return.
        limit: usize,
    },
    /// What a capture text would become.
    Preview(String),
    /// The same of a text that belongs to a meeting.
    PreviewInto(Id, String),
    /// The one page for a person, or for whom a meeting or a mentorship is with; for the next meeting where none is named.
    Brief(Option<Id>),
    /// Titles to pick from, best match first; with empty words the newest.
    Pick {
        /// Of which kind; any where `None`.
        kind: Option<Kind>,
        /// What the person typed.
        words: String,
        /// The most to return.
        limit: usize,
    },
    /// Tags in use that begin with these letters.
    Tags(String),
    /// The change sets, newest first; of one record where named.
    History {
        /// Only sets that touch this record.
        record: Option<Id>,
        /// The most to return.
        limit: usize,
    },
    /// Texts that were being typed when a screen or a terminal closed.
    Drafts,
    /// The people I know as a whole.
    Network,
    /// What I learn as a whole.
    Learning,
    /// Who could help with this thing.
    Who(Id),
    /// What lies ahead.
    Horizon,
    /// A page that is handed on.
    Paper(Box<paper::Wanted>),
    /// The Progress page of a period.
    Progress(Period),
    /// Part of the timeline, as much as fits a screen.
    Timeline(timeline::Window),
    /// The months of the timeline with what was in them.
    Months(timeline::Window),
    /// What stands behind a figure of that page.
    Behind(Figure, Period),
    /// The week that lies behind.
    Week,
    /// The Reflect page.
    Reflect {
        /// The most entries.
        entries: usize,
        /// Words that must all occur; empty for all entries.
        words: String,
    },
    /// What a person may read; the person of the next meeting where nobody is named.
    Share {
        /// With whom.
        person: Option<Id>,
        /// What of it is to leave.
        scope: Scope,
    },
    /// Proposals that came with replies and wait for an answer.
    Inbox,
    /// Whose shares I have read as a mentor, the quietest first.
    Mentees,
    /// Everything that ever left, newest first.
    Register,
    /// About meetings, goals, obstacles and mentorships beyond lists and records.
    Practice(practice::Ask),
    /// What is in the way, in lanes by how far it reaches.
    Lanes,
    /// What lies in the trash, the last in first.
    Trash {
        /// The most to return.
        limit: usize,
    },
    /// The copies that lie beside the journal, newest first.
    Copies,
    /// A look at the whole file and every link in it.
    Checkup,
    /// Every setting as it stands. The shell knows them, not the journal.
    Settings,
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// Of which kind.
    pub kind: Kind,
    /// Words that must all occur; empty for everything.
    pub filter: String,
    /// Whether closed things are listed too.
    pub closed: bool,
    /// Whether the trash is listed instead.
    pub trash: bool,
    /// Which rows.
    pub place: Place,
    /// The most rows to return.
    pub rows: usize,
}

/// Where in a list a window lies. Paging is by key, so that row 20,000 costs what row 1 costs.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// From the first row.
    Start,
    /// The last rows.
    End,
    /// After this row.
    After(Key),
    /// Before this row.
    Before(Key),
    /// Around this record, wherever it stands; from the start where it is not listed.
    Around(Id),
}

/// The place of a row in its list: its date, newest first, and then its number in the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The date it is sorted by.
    pub day: String,
    /// Its number in the file.
    pub n: i64,
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its place.
    pub key: Key,
    /// Which record.
    pub id: Id,
    /// Of which kind.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Its state, where the kind has one.
    pub state: Option<String>,
    /// The local day that dates it.
    pub day: Option<Day>,
    /// The day it is due.
    pub due: Option<Day>,
    /// Whether anyone but me may see it.
    pub shared: bool,
    /// What a row of its kind says beyond that.
    pub facts: Facts,
}

/// A window as it was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Row>,
    /// How many rows lie before the first of them.
    pub before: usize,
    /// How many rows there are in all.
    pub total: usize,
    /// Whether there may be more than that: while words are typed only the newest are read.
    pub more: bool,
}

impl GoalAbout {
    /// Its check-ins and milestones without their ids, as the rules take them.
    #[must_use]
    pub fn parts(&self) -> (Vec<CheckIn>, Vec<Milestone>) {
        let check_ins = self.check_ins.iter().map(|(_, check_in)| check_in.clone()).collect();
        (check_ins, self.milestones.iter().map(|(_, milestone)| milestone.clone()).collect())
    }
}

/// One thing with all that hangs on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    /// The record.
    pub record: Record,
    /// Its short id.
    pub short_id: String,
    /// What it links to, by field.
    pub links: Vec<Linked>,
    /// What links to it, newest first, at most two hundred.
    pub back: Vec<Linked>,
    /// Lines worked out from the rest: `pace: on course …`, one a line, label first.
    pub derived: Vec<(String, String)>,
    /// What its page says beyond that.
    pub about: About,
}

/// What the page of a thing says that is worked out from more than its record.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum About {
    /// Nothing.
    #[default]
    None,
    /// How a goal goes.
    Goal(Box<GoalAbout>),
    /// Where a skill stands.
    Skill(Standing),
    /// What a path asks for, beside what I have.
    Path(Vec<Gap>),
    /// Rows that belong to it though no link says so, by part; a part without rows is left out.
    Parts(Vec<Part>),
}

/// How a goal goes.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalAbout {
    /// The goal as it was read.
    pub goal: Goal,
    /// Where it is and where it gets to.
    pub pace: Pace,
    /// Its five letters.
    pub smart: Smart,
    /// Its check-ins up to now, mine and its mentors', oldest first.
    pub check_ins: Vec<(Id, CheckIn)>,
    /// Its milestones by the day they are due.
    pub milestones: Vec<(Id, Milestone)>,
}

/// Rows of a page that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Which part.
    pub name: PartName,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// The parts that pages have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartName {
    /// The mentorship that a meeting belongs to.
    Mentorship,
    /// Meetings with them, the newest first.
    Meetings,
    /// My promises to them: those of the last meeting, and older ones still open.
    Mine,
    /// Theirs to me, likewise.
    Theirs,
    /// Advice of theirs of which they have not heard.
    Untold,
    /// Goals that are work with them.
    Goals,
    /// Open obstacles for them.
    Obstacles,
    /// Questions kept for them.
    Questions,
    /// What a meeting brought, of every kind.
    Came,
    /// Agreements of a mentorship.
    Agreements,
    /// Evaluations of a mentorship.
    Evaluations,
    /// What was made of a thing: the actions that came from advice.
    Led,
}

impl Thing {
    /// The rows of a part of its page.
    #[must_use]
    pub fn part(&self, name: PartName) -> &[Row] {
        let About::Parts(parts) = &self.about else { return &[] };
        parts.iter().find(|part| part.name == name).map_or(&[], |part| &part.rows)
    }
}

/// A record at the other end of a link.
#[derive(Clone, Debug, PartialEq)]
pub struct Linked {
    /// The field that makes the link: of the thing itself in `links`, of the other record in `back`.
    pub role: String,
    /// The other record.
    pub id: Id,
    /// Of which kind.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Its state, where the kind has one.
    pub state: Option<String>,
    /// The local day that dates it.
    pub day: Option<Day>,
}

/// One hit of a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Which record.
    pub id: Id,
    /// Its short id.
    pub short_id: String,
    /// Of which kind.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// The text around the words, one line.
    pub snippet: String,
    /// The instant or day that dates it, as stored.
    pub at: String,
}

/// One change set of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct SetRow {
    /// Its number.
    pub set: i64,
    /// What was done.
    pub label: String,
    /// When.
    pub at: Instant,
    /// From where.
    pub origin: String,
    /// Whether it has been undone.
    pub undone: bool,
    /// What it changed, at most a hundred.
    pub changes: Vec<ChangeRow>,
    /// How many more it changed.
    pub more: u64,
}

/// One change of a set.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeRow {
    /// `create`, `edit`, `delete`, `restore`, `remove`.
    pub op: String,
    /// Of which kind.
    pub kind: Option<Kind>,
    /// Which record.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// The fields that changed: name, before, after, as text.
    pub fields: Vec<(String, String, String)>,
}

/// A text that was being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Where it belongs: `capture`, `form:goal:new`, `form:goal:<id>`.
    pub slot: String,
    /// The text, or a form's values as JSON.
    pub text: String,
    /// When it was last touched.
    pub at: Instant,
}

/// Open obstacles in three lanes: now, operational, long.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lanes {
    /// The lanes.
    pub lanes: [Lane; 3],
    /// How many are over.
    pub closed: usize,
    /// The last few of those: title, state, what helped.
    pub over: Vec<(String, String, Option<String>)>,
}

/// A lane of open obstacles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// The oldest of them, oldest first.
    pub cards: Vec<Card>,
    /// How many there are.
    pub total: usize,
}

/// An open obstacle as a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Which record.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// How far it has come.
    pub state: String,
    /// The day it came up.
    pub opened: Option<Day>,
    /// The goal it stands before.
    pub blocks: Option<String>,
    /// What was tried last.
    pub tried: Option<String>,
    /// How many things were tried.
    pub times: usize,
    /// Whether there is an if-then plan.
    pub planned: bool,
    /// Whether anyone but me may see it.
    pub shared: bool,
}

/// A copy of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyRow {
    /// The name of its file.
    pub name: String,
    /// The day on which it was made, and the time of day, `14:05`.
    pub made: (Day, String),
    /// Why: `asked`, `daily`, `before-import`, `before-migration`.
    pub why: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What a look at the whole file found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// What was looked at, and how it is: label, value.
    pub facts: Vec<(String, String)>,
    /// What is not as it should be, a sentence each; empty where all is well.
    pub problems: Vec<String>,
}

/// A setting as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingRow {
    /// Its key, with the table it stands in.
    pub key: String,
    /// Its value as one would write it, without quotes.
    pub value: String,
    /// Where the value came from, in words.
    pub source: String,
    /// What it is for.
    pub about: String,
    /// What it can be where that is one of a few words.
    pub choices: Vec<String>,
    /// Whether it is a table, to which entries are added.
    pub table: bool,
    /// Whether a change of it counts from the next start only.
    pub later: bool,
}

/// What the journal answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// To [`Ask::Today`].
    Today(Box<Today>),
    /// To [`Ask::Window`] and [`Ask::Timeline`].
    Page(Page),
    /// To [`Ask::Months`], newest first.
    Months(Vec<timeline::Month>),
    /// To [`Ask::Thing`]; nothing where it is gone.
    Thing(Option<Box<Thing>>),
    /// To [`Ask::Search`].
    Hits(Vec<Hit>),
    /// To [`Ask::Preview`] and [`Ask::PreviewInto`]: what would be made, and warnings.
    Preview(Vec<PreviewLine>, Vec<String>),
    /// To [`Ask::Brief`].
    Brief(Box<Brief>),
    /// To [`Ask::Pick`].
    Picks(Vec<Row>),
    /// To [`Ask::Tags`].
    Tags(Vec<String>),
    /// To [`Ask::History`].
    History(Vec<SetRow>),
    /// To [`Ask::Drafts`].
    Drafts(Vec<Draft>),
    /// To [`Ask::Network`].
    Network(Box<network::Page>),
    /// To [`Ask::Learning`].
    Learning(Box<learning::page::Page>),
    /// To [`Ask::Who`].
    Helpers(Vec<Helper>, Option<Outsider>),
    /// To [`Ask::Horizon`].
    Horizon(Box<horizon::Horizon>),
    /// To [`Ask::Paper`].
    Paper(Box<paper::Made>),
    /// To [`Ask::Progress`].
    Progress(Box<Overview>),
    /// To [`Ask::Behind`], newest first.
    Behind(Vec<Row>),
    /// To [`Ask::Week`].
    Week(Box<Week>),
    /// To [`Ask::Reflect`].
    Reflect(Box<reflecting::Page>),
    /// To [`Ask::Share`]; nothing where there is nobody to share with.
    Share(Option<Box<Sharing>>),
    /// To [`Ask::Inbox`].
    Inbox(Vec<Proposal>),
    /// To [`Ask::Mentees`].
    Mentees(Vec<Mentee>),
    /// To [`Ask::Register`].
    Register(Vec<Left>),
    /// To [`Ask::Practice`].
    Practice(practice::Answer),
    /// To [`Ask::Lanes`].
    Lanes(Lanes),
    /// To [`Ask::Trash`]; the day of a row is the one on which it was deleted.
    Trash(Page),
    /// To [`Ask::Copies`].
    Copies(Vec<CopyRow>),
    /// To [`Ask::Checkup`].
    Checkup(Health),
    /// To [`Ask::Settings`].
    Settings(Vec<SettingRow>),
}
