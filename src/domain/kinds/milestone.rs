//! Kind `milestone`: a step of a goal that is done or not.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

kind! {
    /// A step of a goal.
    Milestone {
        name: "milestone", label: "milestone", plural: "milestones", hint: 'l', day: "done", due: "due",
        about: "A step of a goal that is done or not",
    }
    title: Option<String> = line("Milestone", "What is done when it is done").required().told();
    goal: Option<Id> = link("Goal", "Which goal it belongs to", Kind::Goal).required().told();
    due: Option<Day> = due("Due", "By when").told();
    done: Option<Day> = past("Done", "The day it was done").told();
    weight: Option<f64> = number("Weight", "How much it counts among its goal's milestones").preset(1).kept();
}
