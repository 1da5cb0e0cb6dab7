//! Kind `advice`: what I was told, what I made of it, and whether the giver heard what became of it.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

words! {
    /// What it rests on.
    Basis { Experience = "experience", Opinion = "opinion", SecondHand = "second-hand" }
}

words! {
    /// What I make of it.
    Call { Try = "try", Adapt = "adapt", Park = "park", Decline = "decline" }
}

words! {
    /// Whether it helped.
    AdviceResult { Helped = "helped", Mixed = "mixed", No = "no", Unknown = "unknown" }
}

kind! {
    /// What I was told.
    Advice {
        name: "advice", label: "advice", plural: "advice", hint: 'v', day: "called",
        about: "What I was told, what I made of it, and whether the giver heard what became of it",
    }
    title: Option<String> = line("Advice", "What they said").required().told();
    by: Option<Id> = link("By", "Who said it", Kind::Person).told();
    meeting: Option<Id> = link("Meeting", "Where it was said", Kind::Meeting).told();
    basis: Option<Basis> = choice("Basis", "What it rests on", Basis::WORDS).told();
    my_call: Option<Call> = choice("My call", "Declining is fine, silence is not", Call::WORDS).told();
    called: Option<Day> = past("Called", "The day I decided").told();
    reason: Option<String> = line("Reason", "Why").told();
    tried_on: Option<Day> = past("Tried on", "The day I tried it").told();
    result: Option<AdviceResult> = choice("Result", "Whether it helped", AdviceResult::WORDS).told();
    told_back: Option<Day> = past("Told back", "The day the giver heard what became of it").told();
}
