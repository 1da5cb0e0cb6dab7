//! Kind `meeting`: a talk, planned or held: its agenda, notes and what came next.

use crate::domain::field::*;
use crate::domain::{Day, Id, Instant, Kind};

words! {
    /// What sort of talk.
    MeetingKind {
        First = "first", Regular = "regular", Obstacle = "obstacle", Career = "career", Feedback = "feedback",
        Review = "review", Closing = "closing", AdHoc = "ad-hoc",
    }
}

words! {
    /// How far it has come.
    MeetingState {
        Planned = "planned", Prepared = "prepared", Held = "held", Captured = "captured", FollowedUp = "followed-up",
        Moved = "moved", Cancelled = "cancelled", NoShow = "no-show",
    }
}

words! {
    /// What became of an agenda line.
    AgendaState { Open = "open", Covered = "covered", Parked = "parked" }
}

rows! {
    /// One line of an agenda.
    AgendaLine {
        text: Option<String> = line("Topic", "What to talk about").required().told();
        minutes: Option<i64> = integer("Minutes", "How long", 0, 1440).told();
        state: Option<AgendaState> = choice("State", "What became of it", AgendaState::WORDS).told();
        from: Option<String> = line("From", "Where it came from: promises, advice, question, goal, or the day it was carried over from").kept();
    }
}

kind! {
    /// A talk, planned or held.
    Meeting {
        name: "meeting", label: "meeting", plural: "meetings", hint: 'm', day: "at", due: "at",
        closed: &["held", "captured", "followed-up", "moved", "cancelled", "no-show"],
        about: "A talk, planned or held: with whom, about what, and what came of it",
    }
    title: Option<String> = line("Title", "Made from the people where left empty").told();
    people: Vec<Id> = links("People", "With whom", Kind::Person).told();
    at: Option<Instant> = moment("When", "Day and time").told();
    minutes: Option<i64> = integer("Minutes", "How long", 0, 10_080).told();
    meeting_kind: Option<MeetingKind> = choice("Kind", "What sort of talk", MeetingKind::WORDS).told();
    channel: Option<String> = line("Where", "A room, a call, a walk").told();
    agenda: Vec<AgendaLine> = rows("Agenda", "What to talk about, with minutes", AgendaLine::COLUMNS).told();
    intention: Option<String> = line("Intention", "I want to leave with …").told();
    notes: Option<String> = text("Notes", "What was said, word for word as captured").told();
    next_date: Option<Day> = due("Next date", "When we meet again").kept();
    worth: Option<i64> = integer("Worth it", "1 no … 5 very much; private", 1, 5).kept();
    mood_before: Option<i64> = integer("Mood before", "1 low … 5 high; private", 1, 5).kept();
    mood_after: Option<i64> = integer("Mood after", "1 low … 5 high; private", 1, 5).kept();
    state: Option<MeetingState> = choice("State", "How far it has come", MeetingState::WORDS).word("planned").told();
    state_since: Option<Day> = past("State since", "The day it came into this state").kept();
}
