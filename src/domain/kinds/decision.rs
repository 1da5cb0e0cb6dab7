//! Kind `decision`: a choice with its options, input and risks, to be looked at again.

use crate::domain::field::*;
use crate::domain::{Day, Kind};

rows! {
    /// A risk, and who named it.
    Risk {
        text: Option<String> = line("Risk", "What could go wrong").required().told();
        by: Option<String> = line("Named by", "Who saw it").offering(Kind::Person).told();
    }
}

kind! {
    /// A choice.
    Decision {
        name: "decision", label: "decision", plural: "decisions", hint: 'd', due: "look_back",
        about: "A choice: options, input, risks and who named them, to be looked at again",
    }
    title: Option<String> = line("Decision", "What is decided").required().told();
    options: Vec<String> = lines("Options", "What could be done").told();
    input: Vec<String> = lines("Input", "What others said").told();
    choice: Option<String> = line("Choice", "What I chose").told();
    expected: Option<String> = line("Expected", "What I think will come of it").told();
    look_back: Option<Day> = due("Look back", "When to compare").told();
    actual: Option<String> = line("Actual", "What came of it").told();
    changed: Option<String> = line("Changed", "Whether others' input changed it, and how").told();
    risks: Vec<Risk> = rows("Risks", "What could go wrong, and who named it", Risk::COLUMNS).told();
}
