//! Kind `match`: how well a possible mentor fits, with unknown lines kept unknown.

use crate::domain::field::*;
use crate::domain::{Id, Kind};

rows! {
    /// One line of a match card.
    MatchLine {
        line: Option<String> = line("Line", "What is looked at").required().told();
        score: Option<i64> = integer("Score", "0 not at all … 3 very well; empty for unknown", 0, 3).told();
        weight: Option<i64> = integer("Weight", "0 does not matter … 3 matters most", 0, 3).told();
    }
}

kind! {
    /// How well a possible mentor fits.
    Match {
        name: "match", label: "match card", plural: "match cards", hint: 'j',
        about: "How well a possible mentor fits what I look for, line by line",
    }
    title: Option<String> = line("Title", "Made from the person where left empty").told();
    person: Option<Id> = link("Person", "Who is looked at", Kind::Person).told();
    lines: Vec<MatchLine> = rows("Lines", "What fits and what is not known yet", MatchLine::COLUMNS).told();
}
