//! What screens and commands ask of a journal, and what they hear back. Plain values: who answers is the store.

use super::brief::Brief;
use super::capture::PreviewLine;
use super::change::Origin;
use super::id::Id;
use super::kinds::Kind;
use super::kinds::check_in::CheckIn;
use super::kinds::goal::Goal;
use super::kinds::milestone::Milestone;
use super::needs::Reason;
use super::pace::Pace;
use super::practice;
use super::record::{Fields, Record, Visibility};
use super::share::{Proposal, Scope, Unfinished};
pub use super::share::{Response, Sharing};
use super::smart::Smart;
use super::time::{Day, Instant};

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
    /// What a person may read; the person of the next meeting where nobody is named.
    Share {
        /// With whom.
        person: Option<Id>,
        /// What of it is to leave.
        scope: Scope,
    },
    /// Proposals that came with replies and wait for an answer.
    Inbox,
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

/// What a row of a list says that is worked out from more than its record.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Facts {
    /// Nothing.
    #[default]
    None,
    /// How far a goal has come.
    Goal(GoalRow),
    /// When a meeting is, with whom, and what sort of talk.
    Meeting(MeetingRow),
    /// Whose a promise is, and how long it has been one.
    Promise(PromiseRow),
    /// How far advice has gone on its way.
    Advice(AdviceRow),
    /// Whom a question is for.
    Question(QuestionRow),
    /// How a mentorship goes.
    Mentorship(MentorshipRow),
    /// Both sides of an evaluation.
    Evaluation(EvaluationRow),
}

/// A meeting in a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeetingRow {
    /// With whom.
    pub with: Vec<String>,
    /// When.
    pub at: Option<Instant>,
    /// How long.
    pub minutes: Option<i64>,
    /// What sort of talk.
    pub sort: Option<String>,
}

/// A promise in a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PromiseRow {
    /// Whose it is; mine where nobody is named.
    pub owner: Option<String>,
    /// For how many days it has been one.
    pub age: i64,
    /// How many meetings with them it has outlived.
    pub carried: usize,
}

/// Advice in a list: the way it has gone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AdviceRow {
    /// Who gave it.
    pub by: Option<String>,
    /// My call.
    pub call: Option<String>,
    /// The day I tried it.
    pub tried: Option<Day>,
    /// Whether it helped.
    pub result: Option<String>,
    /// The day they heard what became of it.
    pub told: Option<Day>,
}

/// A question in a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuestionRow {
    /// Whom it is for.
    pub whom: Option<String>,
    /// What it is about.
    pub theme: Option<String>,
    /// When in a mentorship it fits.
    pub stage: Option<String>,
}

/// A mentorship in a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MentorshipRow {
    /// With whom.
    pub with: Option<String>,
    /// What we are to each other.
    pub relation: Option<String>,
    /// The word of its rhythm.
    pub rhythm: Option<String>,
    /// The last meeting.
    pub last: Option<Day>,
    /// The next one that is planned.
    pub next: Option<Day>,
}

/// An evaluation in a list: the marks of both sides, item by item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EvaluationRow {
    /// Mine and theirs, in the order of the items.
    pub marks: Vec<(Option<i64>, Option<i64>)>,
    /// The items, from 1, that are worth a talk, the widest gap first.
    pub talk: Vec<usize>,
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

/// The Today page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Today {
    /// The next meeting that is planned.
    pub next_meeting: Option<NextMeeting>,
    /// What needs me, dearest to leave first.
    pub needs_you: Vec<NeedRow>,
    /// Goals: the active ones, then those closed in the last ninety days.
    pub goals: Vec<GoalRow>,
    /// My promises of the last ninety days: kept, due.
    pub promises: (u32, u32),
    /// What others promised me over the same days: kept, due.
    pub promises_theirs: (u32, u32),
    /// Promises kept in each of the last twelve weeks, oldest first.
    pub promise_weeks: Vec<u32>,
    /// The word of the pulse (`dip`, `steady`, `lift`), where there are enough weeks.
    pub pulse: Option<String>,
    /// The pulse of the last twelve weeks that have one, 0 to 100, oldest first.
    pub pulse_weeks: Vec<f64>,
    /// Days of this week and the next that hold a meeting (`true`) or something due (`false`).
    pub marks: Vec<(Day, bool)>,
    /// A line from older notes: text, who said it, the day, its state.
    pub resurfaced: Option<Resurfaced>,
    /// Whether the journal holds a record: 0 means a first run. They are not counted, which takes longer with the years.
    pub records: u64,
}

/// The next meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct NextMeeting {
    /// The meeting.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// When.
    pub at: Instant,
    /// How long.
    pub minutes: Option<i64>,
    /// With whom: id, name, industry.
    pub people: Vec<(Id, String, Option<String>)>,
    /// What sort of talk.
    pub meeting_kind: Option<String>,
    /// How far it has come.
    pub state: String,
    /// My promises to them since last time: kept, made.
    pub promises: (u32, u32),
    /// Questions parked for them.
    pub questions: u32,
    /// Open obstacles.
    pub obstacles: u32,
}

/// A row of NEEDS YOU.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedRow {
    /// Which record; none for what is yet to be written (the week's reflection).
    pub id: Option<Id>,
    /// Its short id.
    pub short_id: Option<String>,
    /// Of which kind.
    pub kind: Kind,
    /// What to do, in words: `Tell Odile what became of “three colours before the rush”`.
    pub title: String,
    /// The title of the record it is about.
    pub name: String,
    /// Why it is here.
    pub reason: Reason,
    /// How many days it has been so.
    pub days: i64,
}

/// A goal as Today shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalRow {
    /// Which goal.
    pub id: Id,
    /// Its short id.
    pub short_id: String,
    /// Its short title, or its title.
    pub title: String,
    /// How much is done, 0 to 1, where it has a measure.
    pub actual: Option<f64>,
    /// How much is expected by now, 0 to 1.
    pub expected: Option<f64>,
    /// Where it stands in its own unit: `3/5`, `5.5 h`.
    pub value: String,
    /// The word of its pace.
    pub word: String,
    /// Its due day.
    pub due: Option<Day>,
}

/// A line from older notes.
#[derive(Clone, Debug, PartialEq)]
pub struct Resurfaced {
    /// Which record.
    pub id: Id,
    /// The line.
    pub text: String,
    /// Who said it.
    pub by: Option<String>,
    /// When.
    pub day: Option<Day>,
    /// What became of it.
    pub state: Option<String>,
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
    /// To [`Ask::Window`].
    Page(Page),
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
    /// To [`Ask::Share`]; nothing where there is nobody to share with.
    Share(Option<Box<Sharing>>),
    /// To [`Ask::Inbox`].
    Inbox(Vec<Proposal>),
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

/// Something to write: each becomes one change set.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// A capture text, taken apart by the grammar.
    Capture(String),
    /// The same of a text that belongs to a meeting, or begins one; with what is only asked of meetings.
    CaptureMeeting {
        /// The meeting it belongs to; else the one that the text begins.
        meeting: Option<Id>,
        /// The text.
        text: String,
        /// Whether it was worth it, 1 to 5.
        worth: Option<i64>,
        /// When we meet again.
        next: Option<Day>,
    },
    /// A new record (`id` is `None`) or changes to one; `null` clears a field. Values are checked again.
    Save {
        /// Of which kind.
        kind: Kind,
        /// Which one.
        id: Option<Id>,
        /// Field values by name.
        fields: Fields,
        /// New tags, where they change.
        tags: Option<Vec<String>>,
        /// New visibility, where it changes.
        visibility: Option<Visibility>,
    },
    /// Into the trash.
    Delete(Id),
    /// Out of the trash.
    Restore(Id),
    /// The main step: done, solved, achieved, one step on.
    Step(Id),
    /// What I say to a proposal that came with a reply.
    Respond {
        /// The proposal.
        proposal: Id,
        /// What I say.
        response: Response,
    },
    /// Lets a person see these things too.
    Show {
        /// Who.
        person: Id,
        /// Which things.
        ids: Vec<Id>,
    },
    /// Writes the page of a share as a new file, and notes it in the register.
    Hand {
        /// With whom.
        person: Id,
        /// What leaves.
        scope: Scope,
    },
    /// Writes the reply to a share as a new file.
    Reply {
        /// The share.
        share: String,
        /// Who replies.
        by: String,
        /// To whom.
        to: String,
        /// What is said.
        reply: Unfinished,
    },
    /// What became of a meeting, a goal taken up again, a mentorship ended.
    Practice(practice::Write),
    /// Take the last set back.
    Undo,
    /// Bring back what was undone last.
    Redo,
    /// Delete for good what lies in the trash. The one write that cannot be undone.
    EmptyTrash,
    /// Copy the whole journal into the folder of its copies. Changes nothing in it.
    Copy,
    /// Set a setting in its file (no journal's business; the shell does it), or with `None` take it out of there.
    Set {
        /// Its key, with the table it stands in.
        key: String,
        /// The value as one would write it, without quotes.
        value: Option<String>,
    },
}

/// What came of a write that is on disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// One useful line: `Saved 1 meeting · 2 actions · Reminds you of: “Let the quiet desk speak first”, Odile, Tue 11 Feb.`
    pub line: String,
    /// What was made or changed, first the most important.
    pub ids: Vec<Id>,
    /// Warnings, one sentence each.
    pub warnings: Vec<String>,
    /// From where.
    pub origin: Origin,
}
