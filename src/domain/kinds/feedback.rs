//! Kind `feedback`: what somebody told me about me, or a mentor's comment under an item.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

words! {
    /// What sort of answer.
    FeedbackKind { Feedback = "feedback", Comment = "comment", Question = "question", Praise = "praise" }
}

words! {
    /// Who wrote it down.
    FeedbackOrigin { Me = "me", Mentor = "mentor" }
}

words! {
    /// What I do with it.
    ResponseKind { Do = "do", Think = "think", Disagree = "disagree" }
}

words! {
    /// What a mentor proposes.
    Suggestion { Action = "action", Person = "person", Half = "half" }
}

kind! {
    /// What somebody told me.
    Feedback {
        name: "feedback", label: "feedback", plural: "feedback", hint: 'b', title: "body",
        about: "What somebody told me about me: situation, behaviour, impact, and what I do with it",
    }
    body: Option<String> = text("Feedback", "What was said").required().told();
    situation: Option<String> = line("Situation", "When and where").told();
    behaviour: Option<String> = line("Behaviour", "What they saw or heard").told();
    impact: Option<String> = line("Impact", "What the effect was").told();
    ask: Option<String> = line("Ask", "What they would like next time").told();
    giver: Option<Id> = link("Giver", "Who said it", Kind::Person).told();
    feedback_kind: Option<FeedbackKind> = choice("Kind", "What sort of answer", FeedbackKind::WORDS).word("feedback").told();
    item: Option<Id> = any_link("About", "The record it stands under").told();
    origin: Option<FeedbackOrigin> = choice("Origin", "Who wrote it down", FeedbackOrigin::WORDS).word("me").told();
    response: Option<String> = text("My answer", "What I say to it").told();
    response_kind: Option<ResponseKind> = choice("I will", "What I do with it", ResponseKind::WORDS).told();
    responded: Option<Day> = past("Answered", "The day I answered").told();
    suggests: Option<Suggestion> = choice("Suggests", "What a reply proposes: an action, a person to meet, their half of an evaluation", Suggestion::WORDS).kept().later();
    suggests_due: Option<Day> = due("Suggested for", "The day a suggested action is meant for").kept().later();
    suggests_marks: Vec<Option<i64>> = marks("Suggested marks", "Their marks of an evaluation, until they are taken on").kept().later();
    suggests_line: Option<String> = line("Suggested line", "Their own line in an evaluation, until it is taken on").kept().later();
}
