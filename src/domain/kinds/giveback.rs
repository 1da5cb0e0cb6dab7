//! Kind `giveback`: something I gave a mentor or a contact.

use crate::domain::field::*;
use crate::domain::{Day, Id, Kind};

kind! {
    /// Something I gave.
    Giveback {
        name: "giveback", label: "giveback", plural: "givebacks", hint: 'y', day: "date",
        about: "Something I gave a mentor or a contact: a view, a name, an hour",
    }
    title: Option<String> = line("What", "What I gave").required().told();
    person: Option<Id> = link("To", "Whom", Kind::Person).told();
    date: Option<Day> = past("Date", "When").today().told();
}
