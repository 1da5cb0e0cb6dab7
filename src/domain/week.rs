//! The week that lies behind: its own facts, what may be looked at, and what may be taken up next. Judges nothing; counts
//! no week that was missed.

use super::ask::Resurfaced;
use super::chart::short;
use super::prompting::Lately;
use super::{Day, Id, Now, dates};

/// The days a week has.
pub const DAYS: i64 = 7;

/// The most actions that are taken up for the next week.
pub const CHOSEN: usize = 3;

/// The last seven days, and what the review of them goes through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Week {
    /// The first day, and today; none before anything was read.
    pub days: Option<(Day, Day)>,
    /// My promises done.
    pub done: Vec<(Id, String)>,
    /// My promises that were due by now and are still open.
    pub carried: Vec<(Id, String)>,
    /// Goals with a new value.
    pub moved: Vec<Moved>,
    /// Meetings held.
    pub held: Vec<(Id, String)>,
    /// People I was in touch with.
    pub people: Vec<(Id, String)>,
    /// Insights captured.
    pub insights: usize,
    /// Obstacles that came up.
    pub obstacles: Vec<(Id, String)>,
    /// Active goals, those due for a look first.
    pub goals: Vec<Look>,
    /// Whether this week has its pulse.
    pub pulse: bool,
    /// What happened lately, for the choice of a prompt.
    pub lately: Lately,
    /// An if-then plan to rehearse: what it is for, and the plan.
    pub if_then: Option<(String, String)>,
    /// The last rule I made.
    pub rule: Option<String>,
    /// My open actions, those due first.
    pub open: Vec<Open>,
    /// A line from old notes to end with.
    pub found: Option<Resurfaced>,
}

/// A goal that moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Which goal.
    pub id: Id,
    /// Its short title, or its title.
    pub title: String,
    /// Where it was, where there was a value before.
    pub from: Option<f64>,
    /// Where it is.
    pub to: f64,
    /// In what.
    pub unit: String,
}

/// A goal to be looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Which goal.
    pub id: Id,
    /// Its short title, or its title.
    pub title: String,
    /// Where it stands in its own unit.
    pub value: String,
    /// Whether a look is due.
    pub due: bool,
}

/// An action that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// Which action.
    pub id: Id,
    /// What it is.
    pub title: String,
    /// When it is due.
    pub due: Option<Day>,
    /// Whether it is taken up already.
    pub doing: bool,
}

impl Week {
    /// Its facts, a line each: what was done and what was carried, what moved, who was met. One kind line where there
    /// are none.
    #[must_use]
    pub fn facts(&self, now: &Now) -> Vec<String> {
        let mut lines = Vec::new();
        let list =
            |items: &[(Id, String)]| items.iter().map(|(_, title)| title.as_str()).collect::<Vec<_>>().join(" · ");
        if !self.done.is_empty() {
            lines.push(format!("{} done: {}", self.done.len(), list(&self.done)));
        }
        if !self.carried.is_empty() {
            lines.push(format!("{} carried: {}", self.carried.len(), list(&self.carried)));
        }
        for moved in &self.moved {
            let unit = if moved.unit.is_empty() { String::new() } else { format!(" {}", moved.unit) };
            lines.push(match moved.from {
                Some(from) => format!("{} moved {} → {}{unit}", moved.title, short(from), short(moved.to)),
                None => format!("{} stands at {}{unit}", moved.title, short(moved.to)),
            });
        }
        if !self.held.is_empty() {
            lines.push(format!("{}: {}", plural(self.held.len(), "meeting", "meetings"), list(&self.held)));
        }
        if !self.people.is_empty() {
            lines.push(format!(
                "in touch with {}: {}",
                plural(self.people.len(), "person", "people"),
                list(&self.people)
            ));
        }
        if self.insights > 0 {
            lines.push(format!("{} captured", plural(self.insights, "insight", "insights")));
        }
        if !self.obstacles.is_empty() {
            lines.push(format!("came up: {}", list(&self.obstacles)));
        }
        if lines.is_empty() {
            lines.push("Nothing was written down these seven days. That is a fact too.".to_owned());
        }
        if let Some((from, to)) = self.days {
            lines.insert(0, format!("{} – {}", dates::say(from, now), dates::say(to, now)));
        }
        lines
    }

    /// The goals to look at: those that are due; all where none is.
    #[must_use]
    pub fn looks(&self) -> Vec<&Look> {
        let due: Vec<&Look> = self.goals.iter().filter(|look| look.due).collect();
        if due.is_empty() { self.goals.iter().collect() } else { due }
    }
}

fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// Reads the answer of a look: nothing and `=` are no change.
///
/// # Errors
/// Where it is no number.
pub fn look(text: &str) -> Result<Option<f64>, String> {
    let text = text.trim();
    if text.is_empty() || text == "=" {
        return Ok(None);
    }
    match text.replace(',', ".").parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(Some(value)),
        _ => Err(format!("“{text}” is no number; leave it empty for no change")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Zone;
    use crate::domain::time::{read_day, read_instant};

    fn now() -> Now {
        Now::new(read_instant("2025-09-26T15:00:00Z").expect("an instant"), Zone::UTC)
    }

    fn id() -> Id {
        Id::read("0195236c-9c49-74da-9568-ed92dbbd4d5c").expect("an id")
    }

    #[test]
    fn a_week_is_told_by_its_facts() {
        let day = |text| read_day(text).expect("a day");
        let week = Week {
            days: Some((day("2025-09-20"), day("2025-09-26"))),
            done: vec![(id(), "Ask HR".to_owned())],
            moved: vec![Moved { id: id(), title: "Replanning".into(), from: Some(8.0), to: 7.0, unit: "h".into() }],
            people: vec![(id(), "Ruben Takeda".to_owned())],
            insights: 2,
            ..Week::default()
        };
        assert_eq!(
            week.facts(&now()),
            [
                "Sat 20 Sep – Fri 26 Sep",
                "1 done: Ask HR",
                "Replanning moved 8 → 7 h",
                "in touch with 1 person: Ruben Takeda",
                "2 insights captured",
            ]
        );
        assert!(Week::default().facts(&now()).join("").contains("That is a fact too"));
    }

    #[test]
    fn a_look_is_a_number_or_nothing() {
        assert_eq!(
            [look(""), look(" = "), look("7,5"), look("-2")],
            [Ok(None), Ok(None), Ok(Some(7.5)), Ok(Some(-2.0))]
        );
        assert!(look("seven").is_err() && look("inf").is_err());
    }

    #[test]
    fn goals_that_are_due_come_alone() {
        let look = |title: &str, due| Look { id: id(), title: title.to_owned(), value: String::new(), due };
        let titles = |week: &Week| week.looks().iter().map(|look| look.title.clone()).collect::<Vec<_>>();
        let mut week = Week { goals: vec![look("a", false), look("b", true)], ..Week::default() };
        assert_eq!(titles(&week), ["b"]);
        week.goals.pop();
        assert_eq!(titles(&week), ["a"]);
    }
}
