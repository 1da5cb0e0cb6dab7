//! Kind `agreement`: how a mentor and I work together, in words both have seen.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

words! {
    /// How far it has come.
    AgreementState { Draft = "draft", Sent = "sent", Agreed = "agreed", Renewed = "renewed" }
}

kind! {
    /// How we work together.
    Agreement {
        name: "agreement", label: "agreement", plural: "agreements", hint: 'j', due: "review",
        closed: &["agreed", "renewed"],
        about: "How a mentor and I work together: rhythm, confidence, feedback, ending",
    }
    title: Option<String> = line("Title", "Made from the mentorship where left empty").told();
    mentorship: Option<Id> = link("Mentorship", "Which one it is for", Kind::Mentorship).told();
    body: Option<String> = text("Text", "The agreement itself").told();
    review: Option<Day> = due("Look again", "When to read it again together").told();
    end: Option<Day> = due("End", "When it ends or is renewed").told();
    state: Option<AgreementState> = choice("State", "How far it has come", AgreementState::WORDS).word("draft").told();
    state_since: Option<Day> = past("State since", "The day it came into this state").kept();
}
