//! Kind `term`: a word of another field, in plain words.

use crate::domain::field::*;
use crate::domain::{Id, Kind};

kind! {
    /// A word of another field.
    Term {
        name: "term", label: "term", plural: "terms", hint: 't',
        about: "A word of another field, in plain words, with the one we would use",
    }
    title: Option<String> = line("Word", "As it is said").required().told();
    plain: Option<String> = text("In plain words", "What it means").told();
    industry: Option<String> = line("Industry", "Whose word it is").told();
    heard_from: Option<Id> = link("Heard from", "Who said it", Kind::Person).told();
    my_equivalent: Option<String> = line("Our word", "What we would say").told();
    confusable: Option<String> = line("Not to be confused with", "What it is easily taken for").told();
}
