//! Kind `goal`: something I want to reach, with a measure where there is one.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

words! {
    /// What sort of goal.
    GoalKind { Outcome = "outcome", Learning = "learning", Habit = "habit", Open = "open" }
}

words! {
    /// How it is counted.
    Measure {
        Number = "number", Count = "count", Percent = "percent", Milestones = "milestones", Scale = "scale",
        Habit = "habit",
    }
}

words! {
    /// Where it stands.
    GoalState {
        Draft = "draft", Active = "active", Paused = "paused", Achieved = "achieved", AchievedLate = "achieved-late",
        Partly = "partly", Dropped = "dropped",
    }
}

rows! {
    /// What is expected on the way.
    Checkpoint {
        date: Option<Day> = due("Date", "When").required().told();
        value: Option<f64> = number("Value", "What the measure should say then").required().told();
    }
}

kind! {
    /// Something I want to reach.
    Goal {
        name: "goal", label: "goal", plural: "goals", hint: 'g', day: "start", due: "due",
        closed: &["achieved", "achieved-late", "partly", "dropped"],
        about: "Something I want to reach, with a measure, a date and a first step",
    }
    title: Option<String> = line("Goal", "What someone would see me do").required().told();
    short: Option<String> = line("Short title", "Two or three words for lists").kept();
    goal_kind: Option<GoalKind> = choice("Kind", "learning and open goals are loose on purpose", GoalKind::WORDS).word("outcome").told();
    measure: Option<Measure> = choice("Measure", "How it is counted", Measure::WORDS).told();
    why: Option<String> = text("Why", "If this works, what gets easier for me").told();
    start: Option<Day> = past("Start", "The day it counts from").today().told();
    due: Option<Day> = due("Due", "By when").told();
    unit: Option<String> = line("Unit", "What is counted: h, talks, pages").told();
    baseline: Option<f64> = number("From", "What the measure says today").told();
    target: Option<f64> = number("To", "What it is to say").told();
    source: Option<String> = line("Source", "Where the number comes from").told();
    confidence: Option<i64> = integer("Confidence", "1 no way … 10 certain", 1, 10).told();
    first_step: Option<String> = line("First step", "What I do first").told();
    first_step_by: Option<Day> = due("First step by", "By when").told();
    best_result: Option<String> = line("Best result", "The best that could come of it").told();
    obstacle_within: Option<String> = line("Obstacle within", "What in me gets in the way").told();
    if_then: Option<String> = line("If-then plan", "If …, then I …").told();
    checkpoints: Vec<Checkpoint> = rows("Checkpoints", "What is expected on the way", Checkpoint::COLUMNS).told();
    cadence_days: Option<i64> = integer("Look every … days", "How often to check in", 1, 3660).preset(14).kept();
    focus: Option<bool> = flag("Focus", "One of the one or two that come first").kept();
    waved: Vec<String> = lines("Hints waved away", "Letters of SMART that are not asked about any more: S, M, A, R, T").kept().later();
    mentorships: Vec<Id> = links("Mentorships", "Who it is shared work with", Kind::Mentorship).told();
    skills: Vec<Id> = links("Skills", "What it trains", Kind::Skill).told();
    path: Option<Id> = link("Path", "Which path it is a step on", Kind::Path).told();
    closed: Option<Day> = past("Closed", "The day it was reached or let go").told();
    state: Option<GoalState> = choice("State", "Where it stands", GoalState::WORDS).word("active").told();
    state_since: Option<Day> = past("State since", "The day it came into this state").kept();
    resolution: Option<String> = text("Resolution", "How it ended, and what I make of it").told();
}
