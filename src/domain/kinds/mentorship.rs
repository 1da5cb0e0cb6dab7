//! Kind `mentorship`: what I have with one person who mentors me, or whom I mentor.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

words! {
    /// What we are to each other.
    Relation {
        Mentor = "mentor", Sponsor = "sponsor", Coach = "coach", Peer = "peer", Reverse = "reverse", Group = "group",
    }
}

words! {
    /// What it is for.
    AimType {
        Skill = "skill", Perspective = "perspective", Network = "network", Path = "path", Support = "support",
    }
}

words! {
    /// Where it stands.
    MentorshipState {
        Prospect = "prospect", Asked = "asked", Forming = "forming", Active = "active", Paused = "paused",
        WindingDown = "winding-down", Redefined = "redefined", Closed = "closed", Declined = "declined",
        EndedEarly = "ended-early",
    }
}

kind! {
    /// What I have with one person.
    Mentorship {
        name: "mentorship", label: "mentorship", plural: "mentorships", hint: 's', day: "start", due: "planned_end",
        closed: &["redefined", "closed", "declined", "ended-early"],
        about: "What I have with one mentor: aims of both, rhythm, and where it stands",
    }
    title: Option<String> = line("Title", "What it is about; made from the person where left empty").told();
    person: Option<Id> = link("Person", "With whom", Kind::Person).required().told();
    relation: Option<Relation> = choice("Relation", "What we are to each other", Relation::WORDS).word("mentor").told();
    aim_type: Option<AimType> = choice("Aim", "What it is for", AimType::WORDS).told();
    aim_mentee: Option<String> = text("My aim", "What I hope to get").told();
    aim_mentor: Option<String> = text("Their aim", "What they hope to get; ask, it changes the talk").told();
    start: Option<Day> = past("Start", "The day it began").told();
    planned_end: Option<Day> = due("Planned end", "When we look at whether to go on").told();
    cadence_days: Option<i64> = integer("Rhythm in days", "How often we meet", 1, 3660).preset(30).kept();
    length_min: Option<i64> = integer("Length in minutes", "How long a meeting is", 1, 1440).preset(45).told();
    state: Option<MentorshipState> = choice("State", "Where it stands", MentorshipState::WORDS).word("active").told();
    state_since: Option<Day> = past("State since", "The day it came into this state").kept();
    ended_reason: Option<String> = text("Why it ended", "One line, without fault").kept();
}
