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
    title: Option<String> = line("Introduction", "To whom, and what for").required();
    target: Option<Id> = link("To", "Whom I want to meet", Kind::Person);
    via: Option<Id> = link("Via", "Who can bring us together", Kind::Person);
    why: Option<String> = line("Why", "The reason only this person fits");
    blurb: Option<String> = text("Blurb", "A few lines to forward");
    state: Option<IntroductionState> = choice("State", "How far it has come", IntroductionState::WORDS).word("wanted");
    state_since: Option<Day> = past("State since", "The day it came into this state");
    thanked: Option<Day> = past("Thanked", "The day I thanked who introduced us");
    told_outcome: Option<Day> = past("Told outcome", "The day they heard what came of it");
}
