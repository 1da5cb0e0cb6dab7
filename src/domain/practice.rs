//! What screens may ask, hear and want done about meetings, goals, obstacles and mentorships beyond lists and records. Plain
//! values, beside those of [`super::ask`].

use super::agenda::Preparation;
use super::content::{GoalTemplate, Question};
use super::ending::{Closing, Parting};
use super::evaluating::Evaluating;
use super::kinds::meeting::MeetingState;
use super::letters::{Letter, Purpose};
use super::look_back::LookBack;
use super::rating_gap::Seen;
use super::recurrence::{self, Plan};
use super::review::{Review, Reviewed};
use super::templates::Fills;
use super::unfinished::Unfinished;
use super::useful::Note;
use super::{Id, Instant};

/// From how many gaps on nobody asks how many they are.
pub const MANY_UNFINISHED: usize = 100;

/// A question about the practice.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// A meeting made ready: its agenda drafted, and who it is with.
    Prepare(Id),
    /// The short message after a meeting.
    Summary(Id),
    /// What could be completed.
    Unfinished,
    /// How much could be completed.
    CountUnfinished,
    /// The question bank for whoever this leads to (the next talk where nothing is named), best first, with whether each was used.
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
    /// A letter to whoever this leads to; for what it is most likely wanted where no purpose is named.
    LetterAbout(Option<Purpose>, Id),
    /// A mentorship looked back on.
    LookBack(Id),
    /// The two sides of an evaluation, widest apart first.
    Gap(Id),
    /// What a progress review looks at, with the mentor this leads to.
    Review(Id),
    /// What an evaluation begins with, of the mentorship this leads to, or the evaluation that it is.
    Evaluate(Id),
    /// What an ending begins with.
    Part(Id),
    /// The talk that a capture is most likely about.
    JustHeld,
    /// Goals to start from.
    Templates,
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
    /// To [`Ask::CountUnfinished`]; from [`MANY_UNFINISHED`] on there may be more.
    CountedUnfinished(usize),
    /// To [`Ask::Questions`]: each with whether it was used.
    Questions(Vec<(Question, bool)>),
    /// To [`Ask::Explain`]: label and sentence.
    Explained(Vec<(String, String)>),
    /// To [`Ask::ToRest`]: goals by id and title.
    ToRest(Vec<(Id, String)>),
    /// To [`Ask::Lessons`].
    Lessons(Vec<Note>, Vec<recurrence::Talk>),
    /// To [`Ask::Rehearsal`].
    Rehearsal(Option<Plan>),
    /// To [`Ask::Letter`] and [`Ask::LetterAbout`]; none where its template was taken away.
    Letter(Option<Letter>),
    /// To [`Ask::LookBack`].
    LookBack(Box<LookBack>),
    /// To [`Ask::Gap`].
    Gap(Vec<Seen>),
    /// To [`Ask::Review`].
    Review(Box<Review>),
    /// To [`Ask::Evaluate`].
    Evaluate(Box<Evaluating>),
    /// To [`Ask::Part`].
    Part(Box<Parting>),
    /// To [`Ask::JustHeld`].
    JustHeld(Option<Talk>),
    /// To [`Ask::Templates`], with what is known of the words in braces.
    Templates(Vec<GoalTemplate>, Fills),
}

/// A talk that was planned and has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    /// Which meeting.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// With whom.
    pub who: Option<String>,
    /// When it began.
    pub at: Instant,
}

/// Something for an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// What to talk about.
    pub text: String,
    /// How long it takes, in minutes.
    pub minutes: i64,
    /// Where it comes from, as the line keeps it.
    pub from: &'static str,
    /// What it is about, where it comes of a question.
    pub theme: Option<String>,
    /// When in a mentorship it fits, likewise.
    pub stage: Option<String>,
    /// The question of mine that it is, where it is one.
    pub question: Option<Id>,
}

impl Point {
    /// Something to talk about for so many minutes.
    #[must_use]
    pub const fn new(text: String, minutes: i64, from: &'static str) -> Self {
        Self { text, minutes, from, theme: None, stage: None, question: None }
    }

    /// A question of the bank.
    #[must_use]
    pub fn of_bank(question: &Question) -> Self {
        let (theme, stage) = (Some(question.theme.clone()), Some(question.stage.clone()));
        Self { theme, stage, ..Self::new(question.text.clone(), QUESTION_MINUTES, "bank") }
    }
}

/// A question takes so many minutes of an agenda; our choice.
pub const QUESTION_MINUTES: i64 = 4;

/// Where topics went: what was changed, and a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// What was changed or made.
    pub ids: Vec<Id>,
    /// For people.
    pub said: String,
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
    /// End one as it was chosen step by step.
    Close(Box<Closing>),
    /// A progress review with a mentor.
    Review(Box<Reviewed>),
    /// Put topics on the next agenda with whoever this leads to; where no talk is planned, keep them as questions.
    ToAgenda(Option<Id>, Vec<Point>),
}
