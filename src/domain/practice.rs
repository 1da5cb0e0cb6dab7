//! What screens may ask, hear and want done about meetings, goals, obstacles and mentorships beyond lists and records. Plain
//! values, beside those of [`super::ask`].

use super::agenda::Preparation;
use super::content::Question;
use super::kinds::meeting::MeetingState;
use super::letters::{Letter, Purpose};
use super::look_back::LookBack;
use super::rating_gap::Seen;
use super::recurrence::{Plan, Talk};
use super::unfinished::Unfinished;
use super::useful::Note;
use super::{Id, Instant};

/// A question about the practice.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// A meeting made ready: its agenda drafted, and who it is with.
    Prepare(Id),
    /// The short message after a meeting.
    Summary(Id),
    /// What could be completed.
    Unfinished,
    /// The question bank for a person (or nobody yet), best first, with whether each was used.
    Questions(Option<Id>),
    /// The numbers behind the figures of a goal.
    Explain(Id),
    /// The active goals, those that could rest first.
    ToRest,
    /// Lessons for an obstacle from past notes, and the talks in which it came up.
    Lessons(Id),
    /// The if-then plan to say aloud this week.
    Rehearsal,
    /// A letter drafted from real links; about this record, where one is named.
    Letter(Purpose, Id, Option<Id>),
    /// A mentorship looked back on.
    LookBack(Id),
    /// The two sides of an evaluation, widest apart first.
    Gap(Id),
}

/// What is heard back.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// To [`Ask::Prepare`].
    Prepared(Box<Preparation>),
    /// To [`Ask::Summary`]: the message, line by line.
    Summary(Vec<String>),
    /// To [`Ask::Unfinished`].
    Unfinished(Vec<Unfinished>),
    /// To [`Ask::Questions`]: each with whether it was used.
    Questions(Vec<(Question, bool)>),
    /// To [`Ask::Explain`]: label and sentence.
    Explained(Vec<(String, String)>),
    /// To [`Ask::ToRest`]: goals by id and title.
    ToRest(Vec<(Id, String)>),
    /// To [`Ask::Lessons`].
    Lessons(Vec<Note>, Vec<Talk>),
    /// To [`Ask::Rehearsal`].
    Rehearsal(Option<Plan>),
    /// To [`Ask::Letter`]; none where its template was taken away.
    Letter(Option<Letter>),
    /// To [`Ask::LookBack`].
    LookBack(Box<LookBack>),
    /// To [`Ask::Gap`].
    Gap(Vec<Seen>),
}

/// How a mentorship is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Two last talks, a look back, and then it is closed.
    Finish,
    /// It goes on in another form.
    Redefine,
    /// It is over, well.
    Close,
    /// It is over now, without fault.
    Stop,
}

/// Something to write; each becomes one change set.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// What became of a planned meeting; where it moved, to when.
    Settle(Id, MeetingState, Option<Instant>),
    /// Take a paused goal up again; its dates move along where `true`.
    Resume(Id, bool),
    /// End a mentorship, or begin to, with a line why.
    End(Id, Ending, Option<String>),
}
