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
    title: Option<String> = line("Insight", "What stays with me").required();
    insight_kind: Option<InsightKind> = choice("Kind", "What sort of thing", InsightKind::WORDS).word("idea");
    person: Option<Id> = link("From", "Who it came from", Kind::Person);
    industry: Option<String> = line("Industry", "The field it comes from");
    meeting: Option<Id> = link("Meeting", "Where it was said", Kind::Meeting);
    assumption: Option<String> = text("Assumption challenged", "What I had taken for granted");
    principle: Option<String> = text("Principle", "Why it works there");
    my_version: Option<String> = text("My version", "How it could work here");
    modification: Option<String> = text("What had to change", "Kept, changed, dropped");
    trial: Option<String> = line("Trial", "What I try");
    trial_until: Option<Day> = due("Trial until", "When I look");
    verdict: Option<String> = line("Verdict", "What came of it, and why");
    steps: Vec<String> = lines("Steps", "Steps to copy, of a story or a playbook");
    state: Option<InsightState> = choice("State", "How far it has come", InsightState::WORDS).word("captured");
    state_since: Option<Day> = past("State since", "The day it came into this state");
}
