//! The short summary after a meeting, to be looked at and sent by hand: what was decided, who does what, what is open, and
//! thanks. Holds no mood, no worth, and nothing that was not said between the two.

use serde::Serialize;

use super::likeness::first_name;
use super::{Day, Now, dates};

/// A promise in a summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Promise {
    /// What.
    pub title: String,
    /// By when.
    pub due: Option<Day>,
}

/// What a summary tells.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Whom it is for.
    pub name: String,
    /// The day of the meeting.
    pub day: Option<Day>,
    /// What was decided.
    pub decisions: Vec<String>,
    /// What I said I would do.
    pub mine: Vec<Promise>,
    /// What they said they would do.
    pub theirs: Vec<Promise>,
    /// What stayed open.
    pub open: Vec<String>,
    /// A line of thanks for something they said.
    pub thanks: Option<String>,
    /// The next date.
    pub next: Option<Day>,
}

/// The decisions in the notes of a meeting: the lines that begin with `=>`, outside fenced code.
#[must_use]
pub fn decisions(notes: &str) -> Vec<String> {
    let mut fenced = false;
    let mut found = Vec::new();
    for line in notes.lines().map(str::trim_start) {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if let (false, Some(text)) = (fenced, line.strip_prefix("=> ")) {
            found.push(text.trim().to_owned());
        }
    }
    found
}

impl Summary {
    /// Whether there is anything to send but thanks.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.decisions.is_empty() && self.mine.is_empty() && self.theirs.is_empty() && self.open.is_empty()
    }

    /// As a message, in lines. Parts with nothing in them are left out.
    #[must_use]
    pub fn lines(&self, now: &Now) -> Vec<String> {
        let name = first_name(&self.name);
        let day = self.day.map(|day| format!(" of {}", dates::say(day, now))).unwrap_or_default();
        let mut lines = vec![format!("{name}, our talk{day} in short.")];
        let mut part = |head: &str, items: Vec<String>| {
            if !items.is_empty() {
                lines.extend([String::new(), format!("{head}:")]);
                lines.extend(items.into_iter().map(|item| format!("- {item}")));
            }
        };
        let promise = |promise: &Promise| {
            let due = promise.due.map(|due| format!(", by {}", dates::say(due, now))).unwrap_or_default();
            format!("{}{due}", promise.title)
        };
        part("What we decided", self.decisions.clone());
        part("I will", self.mine.iter().map(promise).collect());
        part("You wanted to", self.theirs.iter().map(promise).collect());
        part("Still open", self.open.clone());
        let mut end = Vec::new();
        if let Some(thanks) = &self.thanks {
            end.push(format!("Thank you for “{thanks}”."));
        }
        if let Some(next) = self.next {
            end.push(format!("We meet again on {}.", dates::say(next, now)));
        }
        if end.is_empty() {
            end.push("Thank you for your time.".to_owned());
        }
        lines.push(String::new());
        lines.extend(end);
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Zone;
    use crate::domain::time::{read_day, read_instant};

    fn now() -> Now {
        Now::new(read_instant("2025-09-03T09:00:00Z").expect("now"), Zone::UTC)
    }

    #[test]
    fn decisions_actions_of_both_sides_open_questions_and_thanks() {
        let summary = Summary {
            name: "Odile Varga".to_owned(),
            day: read_day("2025-09-02"),
            decisions: decisions("We talked.\n=> we pilot in one depot\n```\n=> not this\n```\n  =>no mark"),
            mine: vec![Promise { title: "Ask our HR about a secondment".to_owned(), due: read_day("2025-09-19") }],
            theirs: vec![Promise { title: "Introduce me to the bed manager".to_owned(), due: None }],
            open: vec!["What would the night desk need?".to_owned()],
            thanks: Some("Stop after the answer".to_owned()),
            next: read_day("2025-10-07"),
        };
        insta::assert_snapshot!(summary.lines(&now()).join("\n"), @r"
        Odile, our talk of Tue 2 Sep in short.

        What we decided:
        - we pilot in one depot

        I will:
        - Ask our HR about a secondment, by Fri 19 Sep

        You wanted to:
        - Introduce me to the bed manager

        Still open:
        - What would the night desk need?

        Thank you for “Stop after the answer”.
        We meet again on Tue 7 Oct.
        ");
    }

    #[test]
    fn nothing_to_tell_is_still_polite() {
        let bare = Summary { name: "Ruben Takeda".to_owned(), ..Summary::default() };
        assert!(bare.is_bare());
        assert_eq!(bare.lines(&now()), ["Ruben, our talk in short.", "", "Thank you for your time."]);
    }
}
