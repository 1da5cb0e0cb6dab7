//! Kind `reflection`: something I wrote looking back; a captured note is one of frame `note`.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

words! {
    /// The shape it is written in.
    Frame {
        Free = "free", ThreeLine = "3-line", What = "what", SixStep = "six-step", Event = "event", Letter = "letter",
        Note = "note",
    }
}

kind! {
    /// Something I wrote looking back.
    Reflection {
        name: "reflection", label: "reflection", plural: "reflections", hint: 'e', title: "body", day: "date",
        about: "Something I wrote looking back, with a rule for next time where there is one",
    }
    body: Option<String> = text("Text", "What I think, in my own words").required().told();
    date: Option<Day> = past("Date", "The day it is about").today().told();
    frame: Option<Frame> = choice("Frame", "The shape it is written in", Frame::WORDS).word("free").told();
    prompt: Option<String> = line("Prompt", "The prompt it answers").told();
    rule: Option<String> = line("Rule", "Next time I will …").told();
    people: Vec<Id> = links("People", "Whom it names", Kind::Person).kept().later();
    goals: Vec<Id> = links("Goals", "The goals it is about", Kind::Goal).kept().later();
}
