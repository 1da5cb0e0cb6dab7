//! Kind `insight`: an idea from somebody's field, and what it could be in mine.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

words! {
    /// What sort of thing.
    InsightKind {
        Idea = "idea", Method = "method", Story = "story", Warning = "warning", Quote = "quote",
        Recovery = "recovery",
    }
}

words! {
    /// How far it has come.
    InsightState {
        Captured = "captured", Translated = "translated", Trialled = "trialled", Adopted = "adopted",
        Adapted = "adapted", Rejected = "rejected", Shelved = "shelved",
    }
}

kind! {
    /// An idea carried home.
    Insight {
        name: "insight", label: "insight", plural: "insights", hint: 'i', closed: &["adopted", "adapted", "rejected", "shelved"],
        about: "An idea from somebody's field: their term, the principle, my version, the trial",
    }
    title: Option<String> = line("Insight", "What stays with me").required().told();
    insight_kind: Option<InsightKind> = choice("Kind", "What sort of thing", InsightKind::WORDS).word("idea").told();
    person: Option<Id> = link("From", "Who it came from", Kind::Person).told();
    industry: Option<String> = line("Industry", "The field it comes from").told();
    meeting: Option<Id> = link("Meeting", "Where it was said", Kind::Meeting).told();
    assumption: Option<String> = text("Assumption challenged", "What I had taken for granted").told();
    principle: Option<String> = text("Principle", "Why it works there").told();
    my_version: Option<String> = text("My version", "How it could work here").told();
    modification: Option<String> = text("What had to change", "Kept, changed, dropped").told();
    trial: Option<String> = line("Trial", "What I try").told();
    trial_until: Option<Day> = due("Trial until", "When I look").told();
    verdict: Option<String> = line("Verdict", "What came of it, and why").told();
    steps: Vec<String> = lines("Steps", "Steps to copy, of a story or a playbook").told();
    state: Option<InsightState> = choice("State", "How far it has come", InsightState::WORDS).word("captured").told();
    state_since: Option<Day> = past("State since", "The day it came into this state").kept();
}
