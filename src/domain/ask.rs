//! What screens and commands ask of a journal, and what they hear back. Plain values: who answers is the store.

use super::capture::PreviewLine;
use super::change::Origin;
use super::id::Id;
use super::kinds::Kind;
use super::needs::Reason;
use super::record::{Fields, Record, Visibility};
use super::share::{Built, Proposal, Scope, Unfinished};
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

/// What leaves for a person, and what could.
#[derive(Clone, Debug, PartialEq)]
pub struct Sharing {
    /// With whom.
    pub person: Id,
    /// What leaves.
    pub built: Built,
    /// How many things stay.
    pub stays: u64,
    /// What is linked to them and not shared with them, of the kinds that are suggested.
    pub linked: Vec<Linked>,
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
    /// To [`Ask::Preview`]: what would be made, and warnings.
    Preview(Vec<PreviewLine>, Vec<String>),
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

/// What is said to a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// It is taken on.
    Accept,
    /// These words.
    Answer(String),
    /// Nothing; it is left at that.
    SetAside,
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
