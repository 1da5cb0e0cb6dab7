//! Kind `pulse`: energy, interest and effect of a week; private, and no health test.

use crate::domain::field::*;
use crate::domain::Day;

words! {
    /// Where strain came from.
    Strain {
        Load = "load", Say = "say", Recognition = "recognition", People = "people", Fairness = "fairness",
        Values = "values",
    }
}

kind! {
    /// How a week was.
    Pulse {
        name: "pulse", label: "pulse", plural: "pulses", hint: 'w', title: "", day: "date",
        about: "How a week was: energy, interest, effect, one to five; private",
    }
    date: Option<Day> = past("Date", "A day of the week it is about; one pulse a week").today().told();
    energy: Option<i64> = integer("Energy", "At the end of this week my tank was 1 empty … 5 full", 1, 5).told();
    interest: Option<i64> = integer("Interest", "My work felt 1 far away … 5 close to me", 1, 5).told();
    effect: Option<i64> = integer("Effect", "What I did made 1 no difference … 5 a clear difference", 1, 5).told();
    clarity: Option<i64> = integer("Clarity", "How clear is my direction? 1 not at all … 5 quite", 1, 5).told();
    note: Option<String> = line("Note", "A line about it").told();
    strain: Option<Strain> = choice("Strain", "Strain came mostly from", Strain::WORDS).told();
}
