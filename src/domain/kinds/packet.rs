//! Kind `packet`: a share that someone gave me to review, as a mentor.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

words! {
    /// How far it has come.
    PacketState { Unread = "unread", Reading = "reading", Replied = "replied" }
}

kind! {
    /// A share someone gave me.
    Packet {
        name: "packet", label: "packet", plural: "packets", hint: 'z', day: "made", closed: &["replied"],
        about: "A share that someone gave me to review, with my own private notes",
    }
    title: Option<String> = line("Title", "Made from the person where left empty").kept();
    person: Option<Id> = link("Person", "Who gave it to me", Kind::Person).kept();
    share: Option<String> = line("Share", "The id of the share").kept();
    made: Option<Day> = past("Made", "The day it was made").kept();
    seen: Option<Day> = past("Seen", "The day I read it").kept();
    news: Option<i64> = integer("New", "How many things in it were new since the one before", 0, i64::MAX).kept().later();
    notes: Option<String> = text("Notes", "Mine alone; never in a reply").kept();
    state: Option<PacketState> = choice("State", "How far it has come", PacketState::WORDS).word("unread").kept();
    state_since: Option<Day> = past("State since", "The day it came into this state").kept();
}
