//! Kind `rating`: how good I was at a skill on a day, beside my mentor's view.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

kind! {
    /// How good I was on a day.
    Rating {
        name: "rating", label: "rating", plural: "ratings", hint: 'r', title: "", day: "date",
        about: "How good I was at a skill on a day, in my eyes and a mentor's",
    }
    skill: Option<Id> = link("Skill", "Which skill", Kind::Skill).required().told();
    date: Option<Day> = past("Date", "The day it was so").today().told();
    own: Option<i64> = integer("Mine", "1 to 5", 1, 5).told();
    mentor: Option<i64> = integer("My mentor's", "1 to 5", 1, 5).told();
    confidence: Option<i64> = integer("Confidence", "1 to 10", 1, 10).told();
    evidence: Option<String> = line("Evidence", "What shows it; asked for from 3 upward").told();
}
