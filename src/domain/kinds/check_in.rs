//! Kind `check_in`: where a goal stands on a day, by me or rated by a mentor.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

words! {
    /// Who says so.
    CheckInSource { Own = "self", Mentor = "mentor" }
}

kind! {
    /// Where a goal stands.
    CheckIn {
        name: "check_in", label: "check-in", plural: "check-ins", hint: 'c', title: "value", day: "date",
        about: "Where a goal stands on a day: a value, how sure I am, a line",
    }
    goal: Option<Id> = link("Goal", "Which goal", Kind::Goal).required().told();
    date: Option<Day> = past("Date", "The day it was so").today().told();
    value: Option<f64> = number("Value", "What the measure says").told();
    confidence: Option<i64> = integer("Confidence", "1 no way … 10 certain", 1, 10).told();
    note: Option<String> = text("Note", "What moved it, what is in the way").told();
    source: Option<CheckInSource> = choice("Source", "Who says so", CheckInSource::WORDS).word("self").told();
    by: Option<Id> = link("By", "The mentor who rated it", Kind::Person).told();
    rating: Option<i64> = integer("Rating", "The mentor's, 1 to 5", 1, 5).told();
}
