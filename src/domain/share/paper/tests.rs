//! What papers tell and what they never do, over made-up records with a word in each that must not leave.

use serde_json::json;

use super::*;
use crate::domain::time::{Zone, read_instant};
use crate::domain::{Fields, Instant};

/// A word that stands in every private text, and nowhere else.
const CANARY: &str = "xylophone";

fn at(text: &str) -> Instant {
    read_instant(text).expect("an instant")
}

fn now() -> Now {
    Now::new(at("2025-09-30T09:00:00Z"), Zone::UTC)
}

fn id(n: u8) -> Id {
    Id::from_bytes(&[n; 16]).expect("an id")
}

fn record(n: u8, kind: Kind, visibility: Visibility, fields: serde_json::Value) -> Record {
    let mut record = Record::new(id(n), kind, &Now::new(at("2025-02-01T09:00:00Z"), Zone::UTC));
    record.visibility = visibility;
    let fields: Fields = serde_json::from_value(fields).expect("fields");
    for (name, value) in fields {
        record.set(&name, value);
    }
    record.title = record.own_title().unwrap_or_default();
    record
}

/// A little of everything, private but for what says `shared`.
fn records() -> (Vec<Record>, BTreeMap<Id, Record>) {
    let odile = id(90);
    let private = || Visibility::Private;
    let shown = || Visibility::People(vec![odile]);
    let canary = |text: &str| format!("{text} {CANARY}");
    let records = vec![
        record(
            1,
            Kind::Meeting,
            private(),
            json!({"title": canary("talk"), "at": "2025-01-14T13:00:00Z", "minutes": 45, "state": "held", "meeting_kind": "first", "people": [odile.to_string()], "notes": canary("n")}),
        ),
        record(
            2,
            Kind::Meeting,
            shown(),
            json!({"title": "shared talk", "at": "2025-02-11T13:00:00Z", "minutes": 45, "state": "held", "notes": canary("n"), "mood_after": 2}),
        ),
        record(
            3,
            Kind::Goal,
            private(),
            json!({"title": canary("goal"), "start": "2025-01-06", "due": "2025-08-29", "closed": "2025-08-22", "state": "achieved", "why": canary("why")}),
        ),
        record(
            4,
            Kind::Goal,
            shown(),
            json!({"title": "shared goal", "start": "2025-05-05", "due": "2025-10-31", "state": "active", "why": canary("why")}),
        ),
        record(
            5,
            Kind::Insight,
            private(),
            json!({"title": canary("idea"), "industry": "healthcare", "state": "adopted", "principle": canary("p")}),
        ),
        record(6, Kind::Insight, private(), json!({"title": canary("idea"), "industry": CANARY, "state": "captured"})),
        record(7, Kind::Skill, private(), json!({"title": canary("skill"), "aimed": 4})),
        record(
            8,
            Kind::Rating,
            private(),
            json!({"skill": id(7).to_string(), "date": "2025-09-26", "own": 3, "evidence": canary("shown by")}),
        ),
        record(
            9,
            Kind::Feedback,
            private(),
            json!({"body": canary("said"), "behaviour": canary("b"), "giver": odile.to_string()}),
        ),
        record(
            10,
            Kind::Path,
            private(),
            json!({"title": canary("path"), "why": canary("w"), "requirements": [{"skill": canary("skill"), "level": 4}]}),
        ),
        record(
            11,
            Kind::Action,
            private(),
            json!({"title": canary("do"), "state": "open", "owner": "me", "due": "2025-10-06"}),
        ),
        record(12, Kind::Profile, private(), json!({"name": canary("me"), "aspiration": canary("lead")})),
        record(13, Kind::Pulse, shown(), json!({"date": "2025-09-26", "energy": 2, "note": CANARY})),
    ];
    let person = record(90, Kind::Person, private(), json!({"name": canary("Odile"), "industry": "healthcare"}));
    (records, BTreeMap::from([(odile, person)]))
}

fn made(wanted: &Wanted) -> Made {
    let (records, people) = records();
    let stands = BTreeMap::new();
    let now = now();
    make(&Given { wanted, mentor: true, records: &records, people: &people, stands: &stands, counts: None, now: &now })
}

/// Everything the page says.
fn said(page: &Page) -> String {
    let mut said = format!("{}\n{}\n{}\n", page.title, page.beside, page.foot);
    for section in &page.sections {
        said.push_str(&format!("{}\n", section.heading));
        for block in &section.blocks {
            if let Block::Lines(lines) = block {
                for line in lines {
                    let cells = line.columns.iter().flatten().chain(&line.right);
                    said.push_str(&format!("{}\n", cells.map(Cell::text).collect::<Vec<_>>().join(" | ")));
                }
            }
        }
    }
    said
}

#[test]
fn no_paper_tells_a_private_text() {
    for paper in Paper::ALL {
        let made = made(&Wanted::new(paper));
        for page in [&made.page, &made.preview()] {
            assert!(!said(page).contains(CANARY), "{}\n{}", paper.name(), said(page));
        }
    }
}

#[test]
fn claim_38_the_record_lists_meetings_goals_and_insights_with_dates() {
    let made = made(&Wanted::new(Paper::Record));
    let said = said(&made.page);
    for line in [
        "14 Jan 2025 | first meeting | healthcare | 45 min",
        "11 Feb 2025 | shared talk |  | 45 min",
        "6 Jan 2025 | outcome goal | achieved 22 Aug 2025",
        "5 May 2025 | shared goal | active, due 31 Oct 2025",
        "1 Feb 2025 | idea | healthcare | adopted",
        "1 Feb 2025 | idea |  | captured",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    assert!(said.contains("2 meetings, 1 h 30 min · 2 goals · 2 insights"), "{said}");
    assert_eq!(made.stays, [(Kind::Meeting, 1), (Kind::Goal, 1), (Kind::Insight, 2)]);
}

#[test]
fn what_is_named_leaves_and_nothing_beside_it() {
    let wanted = Wanted { also_kinds: vec![Kind::Skill, Kind::Rating], ..Wanted::new(Paper::Plan) };
    let plan = said(&made(&wanted).page);
    assert!(plan.contains(&format!("skill {CANARY}")) && !plan.contains(&format!("path {CANARY}")), "{plan}");
    let wanted = Wanted { also: BTreeSet::from([id(10)]), ..Wanted::new(Paper::Plan) };
    let plan = said(&made(&wanted).page);
    assert!(plan.contains(&format!("path {CANARY}")), "{plan}");
    assert!(plan.contains("yours is not rated yet"), "the level of a skill that stays is not told: {plan}");
    let wanted = Wanted { without: BTreeSet::from([id(4)]), ..Wanted::new(Paper::Plan) };
    assert!(!said(&made(&wanted).page).contains("shared goal"));
}

#[test]
fn a_paper_for_somebody_tells_what_they_may_read() {
    let for_whom = |person| said(&made(&Wanted { person: Some(person), ..Wanted::new(Paper::Record) }).page);
    assert!(for_whom(id(90)).contains("shared goal"));
    assert!(!for_whom(id(91)).contains("shared"), "what one mentor may read never goes to another");
}

#[test]
fn what_stays_can_be_taken_in_from_the_preview() {
    let made = made(&Wanted::new(Paper::Evidence));
    let kept: Vec<Behind> =
        made.preview().behinds().filter(|behind| matches!(behind, Behind::Kept(_))).cloned().collect();
    assert!(kept.contains(&Behind::Kept(Kind::Skill)) && kept.contains(&Behind::Kept(Kind::Feedback)), "{kept:?}");
    assert!(made.page.behinds().all(|behind| !matches!(behind, Behind::Kept(_))), "the file does not name them");
}

#[test]
fn a_long_section_is_counted() {
    let made = made(&Wanted { most: 1, ..Wanted::new(Paper::Record) });
    assert!(said(&made.page).contains("and 1 more"));
}
