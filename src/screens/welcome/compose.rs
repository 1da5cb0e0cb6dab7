//! From the answers of the first five minutes to what is written: a capture in the grammar everyone uses later, and what
//! hangs on the person it names.

use chrono::Days;
use serde_json::{Value, json};

use crate::domain::ask::Save;
use crate::domain::{Day, Fields, Id, Kind, Lean, Now, dates};

use super::Way;

/// What somebody may need most, by number.
const NEEDS: [&str; 5] = ["direction", "a skill", "a view from outside", "introductions", "someone to think with"];

/// Three questions to begin a first talk with.
const STARTERS: [&str; 3] = [
    "What makes a talk like this worth your hour?",
    "Which turn in your working life looked like a detour at the time?",
    "How do you like to be contacted between meetings, and when not?",
];

/// What is written, and what is said about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Plan {
    /// The capture.
    pub(super) capture: String,
    /// The person it names.
    pub(super) person: String,
    /// What is known of them.
    facts: Fields,
    /// What hangs on them: a kind and its fields, and the field that names them.
    hangs: Vec<(Kind, &'static str, Fields)>,
    /// What it came to, a line each.
    pub(super) said: Vec<String>,
}

impl Plan {
    /// What is written once the person is there.
    pub(super) fn about(&self, person: Id) -> Vec<Save> {
        let mut saves = Vec::new();
        if !self.facts.is_empty() {
            saves.push(Save { kind: Kind::Person, id: Some(person), fields: self.facts.clone() });
        }
        for (kind, field, fields) in &self.hangs {
            let mut fields = fields.clone();
            fields.insert((*field).to_owned(), json!(person.to_string()));
            saves.push(Save { kind: *kind, id: None, fields });
        }
        saves
    }
}

fn fields<const N: usize>(of: [(&str, Value); N]) -> Fields {
    of.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Plans what is written on a way; an answer that cannot be is named, with why.
pub(super) fn plan(way: Way, said: &dyn Fn(&str) -> String, now: &Now) -> Result<Plan, (&'static str, String)> {
    let person = said("who").replace(['"', '\n'], "");
    let theirs = said("theirs");
    let mut plan = Plan { person: person.clone(), ..Plan::default() };
    if !theirs.is_empty() {
        plan.facts.insert("industry".to_owned(), json!(theirs));
    }
    match way {
        Way::Met => met(&mut plan, said, now),
        Way::Soon => soon(&mut plan, said, now)?,
        Way::Search => search(&mut plan, said, now)?,
    }
    Ok(plan)
}

fn met(plan: &mut Plan, said: &dyn Fn(&str) -> String, now: &Now) {
    let mut lines = vec![format!("Met @\"{}\" today", plan.person)];
    let (stays, will) = (said("stays"), said("will"));
    if !stays.is_empty() {
        lines.push(format!("* {stays}"));
    }
    // A next step has a day: a week from now where none was said.
    let dated = [" by ", " due "].iter().any(|word| will.contains(word));
    let week = dates::say(ahead(now.today(), 7), now);
    lines.push(match will.as_str() {
        "" => format!("! Tell {} what became of it by {}", plan.person, ahead(now.today(), 7)),
        will if dated => format!("! {will}"),
        will => format!("! {will} by {}", ahead(now.today(), 7)),
    });
    plan.hangs.push((Kind::Mentorship, "person", fields([("state", json!("forming"))])));
    plan.capture = lines.join("\n");
    plan.said.push(if will.is_empty() || !dated {
        format!("One meeting, and one next step: {week}.")
    } else {
        "One meeting, and one next step with its day.".to_owned()
    });
    if !stays.is_empty() {
        plan.said.push(format!("You will meet this again when it helps: “{stays}”"));
    }
}

fn soon(plan: &mut Plan, said: &dyn Fn(&str) -> String, now: &Now) -> Result<(), (&'static str, String)> {
    let when = said("when");
    let at = dates::parse_instant(&when, now, Lean::Future).map_err(|error| ("when", error.to_string()))?;
    let day = now.day_of(at);
    if day < now.today() {
        return Err(("when", format!("{} has been; say a day to come", dates::say(day, now))));
    }
    let local = now.local_of(at);
    let mut lines = vec![format!("Meeting @\"{}\" {}", plan.person, local.format("%Y-%m-%d %H:%M"))];
    lines.extend(STARTERS.iter().map(|question| format!("? {question}")));
    let brief = day.checked_sub_days(Days::new(2)).filter(|brief| *brief >= now.today()).unwrap_or(now.today());
    lines.push(format!("! Send {} my brief by {brief}", plan.person));
    let worth = said("worth");
    if !worth.is_empty() {
        lines.insert(1, format!("I want to leave with: {worth}"));
    }
    plan.hangs.push((Kind::Mentorship, "person", fields([("state", json!("forming"))])));
    plan.capture = lines.join("\n");
    plan.said.push(format!("{} is in your journal: {}.", plan.person, dates::say_at(at, now)));
    plan.said.push(format!("Three questions wait for it; the brief goes out {}.", dates::near(brief, now)));
    plan.said.push("3 then b shows the page to bring along.".to_owned());
    Ok(())
}

fn search(plan: &mut Plan, said: &dyn Fn(&str) -> String, now: &Now) -> Result<(), (&'static str, String)> {
    let by = match said("by").as_str() {
        "" => ahead(now.today(), 7),
        text => dates::parse_day(text, now, Lean::Future).map_err(|error| ("by", error.to_string()))?,
    };
    let numbers: Vec<usize> =
        said("needs").chars().filter_map(|c| c.to_digit(10)).filter_map(|n| usize::try_from(n).ok()).collect();
    let needs: Vec<&str> = numbers.iter().filter_map(|n| NEEDS.get(n.checked_sub(1)?)).copied().take(2).collect();
    let (name, field, saw) = (said("name"), said("field"), said("saw"));
    let me = if name.is_empty() { "…".to_owned() } else { name };
    let field = if field.is_empty() { "…".to_owned() } else { field };
    let thing = if saw.is_empty() { "…".to_owned() } else { saw };
    let seek = if needs.is_empty() { "…".to_owned() } else { needs.join(" and ") };
    // The outreach letter of the templates, with what is known filled in.
    let letter = format!(
        "Hello {}, I'm {me}, in {field}. Your {thing} made me see something I had missed. I'm looking for {seek}, and would \
         like to learn how people in your field go about it. Would you have 25 minutes in the next month? I'd send two \
         questions before. If it isn't the right time, a no is completely fine.",
        plan.person
    );
    plan.facts.insert("notes".to_owned(), json!(letter));
    plan.capture = format!("+ {}\n! Ask {} for 25 minutes by {by}", plan.person.replace(',', " "), plan.person);
    plan.hangs.push((Kind::Mentorship, "person", fields([("state", json!("prospect"))])));
    plan.hangs.push((Kind::Match, "person", Fields::new()));
    plan.said.push(format!("{} could be one. You ask by {}.", plan.person, dates::say(by, now)));
    plan.said.push("The letter is begun; it is in their notes:".to_owned());
    plan.said.push(letter);
    Ok(())
}

fn ahead(today: Day, days: u64) -> Day {
    today.checked_add_days(Days::new(days)).unwrap_or(today)
}
