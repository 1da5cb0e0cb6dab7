//! Kind `introduction`: someone I was, or want to be, brought together with.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

words! {
    /// How far it has come.
    IntroductionState {
        Wanted = "wanted", Asked = "asked", Agreed = "agreed", Connected = "connected", Talked = "talked",
        Outcome = "outcome", Declined = "declined", Quiet = "quiet",
    }
}

kind! {
    /// Somebody I want to be brought together with.
    Introduction {
        name: "introduction", label: "introduction", plural: "introductions", hint: 'n',
        closed: &["outcome", "declined"],
        about: "Someone I want to be brought together with: by whom, why, and how far it has come",
    }
    title: Option<String> = line("Introduction", "To whom, and what for").required().told();
    target: Option<Id> = link("To", "Whom I want to meet", Kind::Person).told();
    via: Option<Id> = link("Via", "Who can bring us together", Kind::Person).told();
    why: Option<String> = line("Why", "The reason only this person fits").told();
    blurb: Option<String> = text("Blurb", "A few lines to forward").told();
    state: Option<IntroductionState> = choice("State", "How far it has come", IntroductionState::WORDS).word("wanted").told();
    state_since: Option<Day> = past("State since", "The day it came into this state").kept();
    thanked: Option<Day> = past("Thanked", "The day I thanked who introduced us").kept();
    told_outcome: Option<Day> = past("Told outcome", "The day they heard what came of it").kept();
}
