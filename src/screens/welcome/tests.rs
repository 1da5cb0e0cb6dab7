//! The first five minutes by their own means: each way leaves one record, one dated step and one line.

use super::compose::plan;
use super::*;
use crate::domain::time::read_instant;
use crate::domain::{Id, Zone};

fn now() -> Now {
    Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC)
}

fn said(way: Way, answers: &[(&str, &str)]) -> Result<Plan, (&'static str, String)> {
    let find = |name: &str| {
        let found = answers.iter().find(|(known, _)| *known == name);
        found.map(|(_, said)| (*said).to_owned()).unwrap_or_default()
    };
    plan(way, &find, &now())
}

#[test]
fn each_way_has_one_dated_step() {
    let met = said(Way::Met, &[("who", "Odile Varga"), ("stays", "Measure waiting")]).expect("a plan");
    assert_eq!(
        met.capture,
        "Met @\"Odile Varga\" today\n* Measure waiting\n! Tell Odile Varga what became of it by 2025-10-07"
    );
    let met = said(Way::Met, &[("who", "Odile"), ("will", "log every replan by fri")]).expect("a plan");
    assert!(met.capture.ends_with("! log every replan by fri"));
    let soon = said(Way::Soon, &[("who", "Odile"), ("when", "next tue 14:00"), ("worth", "one idea")]).expect("a plan");
    assert!(
        soon.capture.starts_with("Meeting @\"Odile\" 2025-10-07 14:00\nI want to leave with: one idea\n? "),
        "{}",
        soon.capture
    );
    assert!(soon.capture.ends_with("! Send Odile my brief by 2025-10-05"), "{}", soon.capture);
    let search = said(Way::Search, &[("who", "Odile"), ("needs", "1 3"), ("name", "Noor")]).expect("a plan");
    assert!(search.capture.ends_with("! Ask Odile for 25 minutes by 2025-10-07"));
    let letter = search.said.last().expect("a letter");
    assert!(letter.contains("I'm Noor") && letter.contains("direction and a view from outside"));
    assert!(letter.split_whitespace().count() <= 120);
    for plan in [met, soon, search] {
        assert!(!plan.said.is_empty() && plan.capture.contains("Odile"));
    }
}

#[test]
fn what_cannot_be_is_named() {
    let off = said(Way::Soon, &[("who", "Odile"), ("when", "31 feb")]).expect_err("no day");
    assert!(off.0 == "when" && off.1.contains("31 feb"), "{off:?}");
    assert_eq!(said(Way::Soon, &[("who", "Odile"), ("when", "2025-01-06")]).expect_err("past").0, "when");
    assert_eq!(said(Way::Search, &[("who", "Odile"), ("by", "soonish")]).expect_err("no day").0, "by");
}

#[test]
fn what_hangs_on_the_person_follows() {
    let plan = said(Way::Search, &[("who", "Odile"), ("theirs", "healthcare")]).expect("a plan");
    let id = Id::read("0195236c-9c49-74da-9568-ed92dbbd4d5c").expect("an id");
    let saves = plan.about(id);
    let kinds: Vec<Kind> = saves.iter().map(|save| save.kind).collect();
    assert_eq!(kinds, [Kind::Person, Kind::Mentorship, Kind::Match]);
    assert_eq!((saves[0].id, &saves[0].fields["industry"]), (Some(id), &json!("healthcare")));
    assert_eq!(&saves[1].fields["person"], &json!(id.to_string()));
}
