//! Kind `question`: something to ask somebody next time.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

words! {
    /// How far it has come.
    QuestionState { Parked = "parked", OnAgenda = "on-agenda", Asked = "asked", Answered = "answered" }
}

kind! {
    /// Something to ask.
    Question {
        name: "question", label: "question", plural: "questions", hint: 'q', closed: &["asked", "answered"],
        about: "Something to ask next time, kept until it is answered",
    }
    title: Option<String> = line("Question", "What to ask").required().told();
    r#for: Option<Id> = link("For", "Whom to ask", Kind::Person).told();
    theme: Option<String> = line("Theme", "What it is about").told();
    stage: Option<String> = line("Stage", "When in a mentorship it fits").kept();
    state: Option<QuestionState> = choice("State", "How far it has come", QuestionState::WORDS).word("parked").told();
    state_since: Option<Day> = past("State since", "The day it came into this state").kept();
}
