//! Kind `evaluation`: how a mentorship is going, in both sides' eyes, and one thing to change.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

rows! {
    /// What I need, and how well it is met.
    Need {
        text: Option<String> = line("Need", "What I need").required().told();
        importance: Option<i64> = integer("Importance", "1 to 5", 1, 5).told();
        met: Option<i64> = integer("Met", "1 not yet … 5 fully", 1, 5).told();
    }
}

kind! {
    /// How a mentorship is going.
    Evaluation {
        name: "evaluation", label: "evaluation", plural: "evaluations", hint: 'x', day: "date", due: "adjustment_due",
        about: "How a mentorship is going, in both sides' eyes, and one thing to change",
    }
    title: Option<String> = line("Title", "Made from the mentorship where left empty").told();
    mentorship: Option<Id> = link("Mentorship", "Which one", Kind::Mentorship).told();
    date: Option<Day> = past("Date", "The day it was filled in").today().told();
    mine: Vec<Option<i64>> = marks("My marks", "Ten items, 1 not yet … 5 fully; leave in a share only where asked").asked();
    theirs: Vec<Option<i64>> = marks("Their marks", "The same ten, from the mentor").told();
    needs: Vec<Need> = rows("Needs", "What I need, how important, how well met", Need::COLUMNS).told();
    worth: Option<i64> = integer("Worth the time", "1 not yet … 5 fully", 1, 5).asked();
    keep: Option<String> = line("Keep", "What to keep").told();
    change: Option<String> = line("Change", "What to change").told();
    stop: Option<String> = line("Stop", "What to stop").told();
    adjustment: Option<String> = line("One adjustment", "The one thing we change").told();
    adjustment_due: Option<Day> = due("Adjustment by", "By when").told();
    adjustment_done: Option<Day> = past("Adjustment done", "The day it was done").told();
    own_line: Option<String> = line("Mentor's own line", "What the mentor learned or does differently").told();
}
