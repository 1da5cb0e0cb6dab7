//! Kind `obstacle`: what is in the way, what was tried, and the if-then plan for it.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

words! {
    /// How far it reaches.
    Horizon { Now = "now", Operational = "operational", Long = "long" }
}

words! {
    /// Which part of life.
    Area { Work = "work", Career = "career", Personal = "personal" }
}

words! {
    /// What sort of thing.
    ObstacleKind {
        Skill = "skill", Knowledge = "knowledge", Education = "education", ResumeGap = "resume-gap", Time = "time",
        People = "people", Confidence = "confidence", Money = "money", Family = "family", Health = "health",
        Unexpected = "unexpected", Other = "other",
    }
}

words! {
    /// Whose it is to move.
    Control { Mine = "mine", Influence = "influence", Outside = "outside" }
}

words! {
    /// What would help.
    Needs { Step = "step", View = "view", Comfort = "comfort", Professional = "professional" }
}

words! {
    /// How far it has come.
    ObstacleState {
        Expected = "expected", Met = "met", Working = "working", Eased = "eased", Solved = "solved",
        Accepted = "accepted", Dropped = "dropped",
    }
}

rows! {
    /// Something that was tried.
    Tried {
        date: Option<Day> = past("Date", "When").told();
        what: Option<String> = line("What", "What was tried").required().told();
        outcome: Option<String> = line("Outcome", "What happened").told();
    }
}

rows! {
    /// How somebody, or a field, sees it.
    Lens {
        person: Option<String> = line("Person", "Who sees it so").offering(Kind::Person).kept();
        industry: Option<String> = line("Industry", "From which field").told();
        view: Option<String> = line("View", "How they see it").required().told();
    }
}

kind! {
    /// What is in the way.
    Obstacle {
        name: "obstacle", label: "obstacle", plural: "obstacles", hint: 'o', day: "opened",
        closed: &["eased", "solved", "accepted", "dropped"],
        about: "What is in the way, what I tried, and what I do when it comes up",
    }
    title: Option<String> = line("Obstacle", "A plain fact, without blame").required().told();
    horizon: Option<Horizon> = choice("Horizon", "now up to two weeks, operational recurs, long a quarter or more", Horizon::WORDS).word("now").told();
    area: Option<Area> = choice("Area", "Which part of life; personal ones stay private", Area::WORDS).told();
    obstacle_kind: Option<ObstacleKind> = choice("Kind", "What sort of thing", ObstacleKind::WORDS).told();
    control: Option<Control> = choice("Control", "Whose it is to move", Control::WORDS).told();
    goals: Vec<Id> = links("Blocks", "The goals it stands before", Kind::Goal).told();
    needs: Option<Needs> = choice("Needs", "A step or a view: a mentor; comfort: a friend; professional: someone trained", Needs::WORDS).told();
    options: Vec<String> = lines("Options", "Ways forward, three where they can be found").told();
    if_then: Option<String> = line("If-then plan", "If …, then I …").told();
    tried: Vec<Tried> = rows("Tried", "What was tried and what happened", Tried::COLUMNS).told();
    lenses: Vec<Lens> = rows("Lenses", "How others see it", Lens::COLUMNS).told();
    helped: Option<String> = line("What helped", "One line, when it is over").told();
    opened: Option<Day> = past("Opened", "The day it came up").today().told();
    resolved: Option<Day> = past("Resolved", "The day it was over").told();
    state: Option<ObstacleState> = choice("State", "How far it has come", ObstacleState::WORDS).word("met").told();
    state_since: Option<Day> = past("State since", "The day it came into this state").kept();
}
