//! Kind `opportunity`: a role, project, trend or chance, and who brought it.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

words! {
    /// What sort of chance.
    OpportunityKind {
        Role = "role", Project = "project", Collab = "collab", Trend = "trend", Learning = "learning",
    }
}

words! {
    /// Whether it has reached my field.
    Seen { No = "no", Early = "early", Common = "common" }
}

words! {
    /// How far it has come.
    OpportunityState {
        Seen = "seen", Looking = "looking", Acting = "acting", Won = "won", Passed = "passed",
    }
}

kind! {
    /// A chance, and who brought it.
    Opportunity {
        name: "opportunity", label: "opportunity", plural: "opportunities", hint: 'u', closed: &["won", "passed"],
        about: "A role, project, trend or chance, and who brought it",
    }
    title: Option<String> = line("Opportunity", "What it is").required().told();
    opportunity_kind: Option<OpportunityKind> = choice("Kind", "What sort of chance", OpportunityKind::WORDS).told();
    via: Option<Id> = link("Via", "Who brought it", Kind::Person).told();
    seen_in_my_field: Option<Seen> = choice("Seen in my field", "no is a head start", Seen::WORDS).told();
    state: Option<OpportunityState> = choice("State", "How far it has come", OpportunityState::WORDS).word("seen").told();
    state_since: Option<Day> = past("State since", "The day it came into this state").kept();
}
