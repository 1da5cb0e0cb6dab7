//! What a row of a list says that is worked out from more than its record, kind by kind.

use super::GoalRow;
use crate::domain::freshness::Freshness;
use crate::domain::learning::glossary::Entry;
use crate::domain::learning::skill::Standing;
use crate::domain::network::chance::Chance;
use crate::domain::network::introduction::Going;
use crate::domain::time::{Day, Instant};

/// What a row of a list says that is worked out from more than its record.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Facts {
    /// Nothing.
    #[default]
    None,
    /// What it belongs to: the goal of a check-in.
    Of(String),
    /// How far a goal has come.
    Goal(GoalRow),
    /// Where somebody stands.
    Person(PersonFacts),
    /// How far an introduction has come.
    Introduction(Going),
    /// Who brought an opportunity.
    Opportunity(Chance),
    /// How far an idea has come.
    Idea(IdeaFacts),
    /// Where a skill stands.
    Skill(Standing),
    /// What a word means.
    Term(Entry),
    /// How many lines of a primer are empty.
    Primer(usize),
    /// Who gave feedback, and what is still to be asked or answered.
    Feedback {
        /// Who.
        giver: Option<String>,
        /// What is missing or waiting, in words.
        waits: Option<&'static str>,
    },
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

/// Where somebody stands, as a list of people says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersonFacts {
    /// Their industry.
    pub industry: Option<String>,
    /// What they do.
    pub role: Option<String>,
    /// 1 to 5.
    pub closeness: Option<i64>,
    /// Whether there is a live mentorship with them.
    pub mentor: bool,
    /// The last touch.
    pub last: Option<Day>,
    /// The next one, by their rhythm.
    pub next: Option<Day>,
    /// How long ago, in a word.
    pub freshness: Option<Freshness>,
}

/// How far an idea has come, as a list of ideas says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IdeaFacts {
    /// The field it comes from.
    pub industry: Option<String>,
    /// Who it comes from.
    pub person: Option<String>,
    /// How it could work here.
    pub here: Option<String>,
    /// What its next step asks.
    pub next: Option<&'static str>,
    /// How many of the four steps are taken.
    pub step: usize,
    /// Whether it lies on the shelf.
    pub shelf: bool,
}
