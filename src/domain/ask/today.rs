//! What the Today page holds, as plain values.

use crate::domain::id::Id;
use crate::domain::kinds::Kind;
use crate::domain::needs::Reason;
use crate::domain::time::{Day, Instant};

/// The Today page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Today {
    /// The next meeting that is planned.
    pub next_meeting: Option<NextMeeting>,
    /// What needs me, dearest to leave first.
    pub needs_you: Vec<NeedRow>,
    /// Whether there may be more that needs me than is told.
    pub needs_more: bool,
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
    /// Its short id, where it was asked for.
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
