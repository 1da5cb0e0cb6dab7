//! A mentorship looked back on: the aims of the beginning beside today, what became of goals and advice, what stayed, whom
//! I met, what was said. To be edited and read together; ranks nothing and nobody.

use serde::Serialize;

use super::{Day, Now, dates};

/// How many ideas, words and people are told.
pub const MOST: usize = 5;

/// What there is to look back on.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LookBack {
    /// With whom.
    pub name: String,
    /// The day it began.
    pub start: Option<Day>,
    /// Meetings held.
    pub held: usize,
    /// What I hoped for.
    pub aim_mentee: Option<String>,
    /// What they hoped for.
    pub aim_mentor: Option<String>,
    /// Goals and what became of them.
    pub goals: Vec<(String, String)>,
    /// Ideas that came into use.
    pub insights: Vec<String>,
    /// People I met through them.
    pub people: Vec<String>,
    /// Advice and what became of it.
    pub advice: Vec<(String, String)>,
    /// Their own words.
    pub words: Vec<String>,
    /// Promises that are open, on both sides.
    pub open: Vec<String>,
    /// What I gave.
    pub given: Vec<String>,
}

impl LookBack {
    /// As Markdown lines; a part with nothing in it is left out, but for the aims.
    #[must_use]
    pub fn lines(&self, now: &Now) -> Vec<String> {
        let mut lines = vec![format!("# Looking back with {}", self.name), String::new()];
        let since = self.start.map(|start| format!("Since {}", dates::say(start, now))).unwrap_or_default();
        let held = match self.held {
            0 => String::new(),
            1 => "one talk".to_owned(),
            n => format!("{n} talks"),
        };
        let facts: Vec<String> = [since, held].into_iter().filter(|part| !part.is_empty()).collect();
        if !facts.is_empty() {
            lines.push(facts.join(", "));
        }
        let mut part = |head: &str, items: Vec<String>| {
            if !items.is_empty() {
                lines.extend([String::new(), format!("## {head}"), String::new()]);
                lines.extend(items.into_iter().map(|item| format!("- {item}")));
            }
        };
        let aim = |who: &str, aim: &Option<String>| {
            format!("{who} hoped: {} · Today: …", aim.as_deref().unwrap_or("(not noted)"))
        };
        part("Where we began, where we are", vec![aim("I", &self.aim_mentee), aim("They", &self.aim_mentor)]);
        part("Goals", pairs(&self.goals));
        part("What stayed", self.insights.clone());
        part("Advice, and what became of it", pairs(&self.advice));
        part("People I met through you", self.people.clone());
        part(
            "Words I kept",
            self.words.iter().map(|word| format!("“{}”", word.trim_matches(['"', '“', '”']))).collect(),
        );
        part("What went the other way", self.given.clone());
        part("Still open: done, handed over, or released?", self.open.clone());
        lines
    }
}

fn pairs(pairs: &[(String, String)]) -> Vec<String> {
    pairs.iter().map(|(what, became)| format!("{what}: {became}")).collect()
}

/// What somebody is told who leaves because it did not feel safe. Nothing is written for the other side.
pub const UNSAFE: &str = "You do not owe anybody an explanation, and nothing is sent. Talk to someone you trust, to whoever \
     runs your programme, or to a person trained for this. What you wrote stays on this machine.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{Zone, read_day, read_instant};

    #[test]
    fn the_page_has_what_there_is() {
        let now = Now::new(read_instant("2025-07-30T09:00:00Z").expect("now"), Zone::UTC);
        let full = LookBack {
            name: "Hanne Solberg-Pike".to_owned(),
            start: read_day("2025-01-29"),
            held: 3,
            aim_mentee: Some("Understand what it takes to lead".to_owned()),
            goals: vec![("Lead analyst application".to_owned(), "3/5, on course".to_owned())],
            words: vec!["\"Let them miss you a little\"".to_owned()],
            open: vec!["mine: Thank-you note".to_owned()],
            ..LookBack::default()
        };
        insta::assert_snapshot!(full.lines(&now).join("\n"), @r"
        # Looking back with Hanne Solberg-Pike

        Since Wed 29 Jan, 3 talks

        ## Where we began, where we are

        - I hoped: Understand what it takes to lead · Today: …
        - They hoped: (not noted) · Today: …

        ## Goals

        - Lead analyst application: 3/5, on course

        ## Words I kept

        - “Let them miss you a little”

        ## Still open: done, handed over, or released?

        - mine: Thank-you note
        ");
        let bare = LookBack { name: "Ruben".to_owned(), ..LookBack::default() };
        assert!(bare.lines(&now).len() < 10);
    }
}
