//! Kind `primer`: how things work in an industry, in eight short lines.

use crate::domain::field::*;

kind! {
    /// How things work in an industry.
    Primer {
        name: "primer", label: "primer", plural: "primers", hint: 'r', title: "industry",
        about: "How things work in an industry, in eight short lines",
    }
    industry: Option<String> = line("Industry", "Which one").required().told();
    decides: Option<String> = text("Who decides", "And how one sees that").told();
    good_looks_like: Option<String> = text("What counts as good", "And who says so").told();
    pace: Option<String> = text("Pace", "How fast, and when not").told();
    risks: Option<String> = text("Risks", "What gets someone written off").told();
    money: Option<String> = text("Money", "How it is counted and felt").told();
    rules: Option<String> = text("Rules", "Written and not").told();
    taboo: Option<String> = text("Taboo", "What is never said").told();
    words: Option<String> = text("Words", "The ones to know").told();
}
