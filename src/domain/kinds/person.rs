//! Kind `person`: a mentor or a contact; everyone I know of is one.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

words! {
    /// How far up.
    Level { Peer = "peer", Senior = "senior", Exec = "exec", Outside = "outside" }
}

words! {
    /// How we met.
    HowMet {
        Introduced = "introduced", Event = "event", Work = "work", Online = "online", Study = "study", Other = "other",
    }
}

rows! {
    /// A contact outside meetings.
    Touch {
        date: Option<Day> = past("Date", "When").required().kept();
        way: Option<String> = line("Way", "How: mail, call, coffee").kept();
        note: Option<String> = line("Note", "What about").kept();
    }
}

kind! {
    /// A mentor or a contact.
    Person {
        name: "person", label: "person", plural: "people", hint: 'p', title: "name", day: "first_met",
        about: "Someone I learn from, help, or know of: mentors and contacts alike",
    }
    name: Option<String> = line("Name", "The full name, as I would look for it").required().told();
    role: Option<String> = line("Role", "What they do").told();
    organisation: Option<String> = line("Organisation", "Where they do it").told();
    industry: Option<String> = line("Industry", "Their field, which tells in-field from across").told();
    level: Option<Level> = choice("Level", "Where they stand, seen from me", Level::WORDS).told();
    region: Option<String> = line("Region", "Where in the world").told();
    email: Option<String> = line("E-mail", "Never leaves in a share unless chosen").asked();
    phone: Option<String> = line("Phone", "Never leaves in a share unless chosen").asked();
    url: Option<String> = line("Web page", "A page about them").asked();
    how_met: Option<HowMet> = choice("How we met", "What brought us together", HowMet::WORDS).told();
    introduced_by: Option<Id> = link("Introduced by", "Who brought us together", Kind::Person).told();
    first_met: Option<Day> = past("First met", "The day we first spoke").kept();
    closeness: Option<i64> = integer("Closeness", "1 met once … 5 would call any day", 1, 5).kept();
    cadence_days: Option<i64> = integer("Rhythm in days", "How often to be in touch; 0 for none, empty to go by closeness", 0, 3660).kept();
    helps_with: Vec<String> = lines("Helps with", "What they can help me with").told();
    i_can_help_with: Vec<String> = lines("I can help with", "What I can offer them").kept();
    knows: Vec<Id> = links("Knows", "Others of my people whom they know", Kind::Person).kept();
    style: Option<String> = line("Style", "How they like to work: pace, directness, detail, channel").kept();
    matters_to_them: Option<String> = text("Matters to them", "What they care about; private").kept();
    notes: Option<String> = text("Notes", "Anything else").kept();
    touches: Vec<Touch> = rows("Touches", "Contacts outside meetings", Touch::COLUMNS).kept();
}
