//! Kind `path`: a way a working life could go on, and the cheapest test of it.

use crate::domain::field::*;
use crate::domain::{Day, Kind};

words! {
    /// How far it has come.
    PathState { Idea = "idea", Testing = "testing", Chosen = "chosen", SetAside = "set-aside" }
}

rows! {
    /// What a path asks for.
    Requirement {
        skill: Option<String> = line("Skill", "Which").offering(Kind::Skill).required().told();
        level: Option<i64> = integer("Level", "1 to 5", 1, 5).told();
    }
}

rows! {
    /// What I have heard about it.
    Reality {
        text: Option<String> = line("Note", "What it is really like").required().told();
        source: Option<String> = line("Source", "Who says so").offering(Kind::Person).told();
    }
}

kind! {
    /// A way it could go on.
    Path {
        name: "path", label: "path", plural: "paths", hint: 'h', closed: &["chosen", "set-aside"],
        about: "A way my working life could go on, what it asks for, and the cheapest test of it",
    }
    title: Option<String> = line("Path", "What it is").required().told();
    why: Option<String> = text("Why", "What draws me").told();
    requirements: Vec<Requirement> = rows("Asks for", "Skills and levels", Requirement::COLUMNS).told();
    reality: Vec<Reality> = rows("Reality", "What it is really like, with the source", Reality::COLUMNS).told();
    test: Option<String> = line("Next cheap test", "What would tell me more within a month").told();
    energy: Option<i64> = integer("Energy", "1 drains … 5 lifts me when I think of it", 1, 5).told();
    state: Option<PathState> = choice("State", "How far it has come", PathState::WORDS).word("idea").told();
    state_since: Option<Day> = past("State since", "The day it came into this state").kept();
}
