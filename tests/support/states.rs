//! A second journal, made up for what the demo journal does not have: every state of every kind, every word of a pace and a
//! rhythm, and what waits for a word. Its last day is the one on which a world begins.

use chrono::{Days, NaiveDate};
use mentee::domain::{Kind, Type};
use serde_json::{Map, Value, json};

use crate::world::World;

/// The journal's today.
const TODAY: &str = "2026-11-22";

/// An export being made.
#[derive(Default)]
struct Made {
    records: Vec<Value>,
}

/// A day so many days before today; after it where negative.
pub(crate) fn ago(days: i64) -> String {
    let today: NaiveDate = TODAY.parse().expect("a day");
    let back = Days::new(days.unsigned_abs());
    let day = if days < 0 { today.checked_add_days(back) } else { today.checked_sub_days(back) };
    day.expect("a day").to_string()
}

impl Made {
    /// Adds a record; its id is its place.
    fn add(&mut self, kind: Kind, title: &str, fields: Value) -> String {
        let id = format!("019f0000-0000-7000-8000-{:012x}", self.records.len() + 1);
        let mut record = Map::new();
        let common = json!({"id": id, "kind": kind.name(), "title": title, "created": format!("{}T08:00:00Z", ago(60)),
                            "updated": format!("{}T08:00:00Z", ago(60)), "visibility": "private", "tags": []});
        let spec = kind.spec();
        if let (Some(field), false) = (spec.title_field(), spec.title == "title") {
            record.insert(field.name.to_owned(), json!(title));
        }
        for part in [common, fields] {
            record.extend(part.as_object().cloned().expect("an object"));
        }
        self.records.push(Value::Object(record));
        id
    }
}

/// One record in each state there is, named after it.
fn every_state(made: &mut Made, person: &str) {
    for kind in Kind::ALL {
        let spec = kind.spec();
        let Some(Type::Choice(words)) = spec.field("state").map(|field| field.ty) else { continue };
        for word in words {
            let title = format!("A {} that is {word}", spec.label);
            let mut fields = json!({"state": word, "state_since": ago(20)});
            if *kind == Kind::Mentorship {
                fields["person"] = json!(person);
            }
            if *kind == Kind::Meeting {
                fields["at"] = json!(format!("{}T10:00:00Z", ago(20)));
                fields["title"] = json!(title);
            }
            made.add(*kind, &title, fields);
        }
    }
}

/// A goal for each word of a pace, in focus none, named after its word.
fn every_pace(made: &mut Made) {
    // From nought to ten over two hundred days, a hundred of which are gone.
    let plan = json!({"measure": "count", "baseline": 0, "target": 10, "start": ago(100), "due": ago(-100), "state": "active"});
    for (word, value, last) in
        [("ahead", 7.0, 2), ("on course", 5.0, 2), ("slipping", 3.5, 2), ("behind", 1.0, 2), ("quiet", 5.0, 60)]
    {
        let goal = made.add(Kind::Goal, &format!("Goal: {word}"), plan.clone());
        made.add(Kind::CheckIn, "", json!({"goal": goal, "date": ago(last), "value": value}));
    }
    let late =
        json!({"measure": "count", "baseline": 0, "target": 10, "start": ago(100), "due": ago(3), "state": "active"});
    let late = made.add(Kind::Goal, "Goal: past date", late);
    made.add(Kind::CheckIn, "", json!({"goal": late, "date": ago(4), "value": 9}));
    let new =
        json!({"measure": "count", "baseline": 0, "target": 10, "start": ago(5), "due": ago(-100), "state": "active"});
    made.add(Kind::Goal, "Goal: just started", new);
}

/// A mentorship for each word of a rhythm, one that waits for its third meeting, and one that is winding down.
fn every_rhythm(made: &mut Made) {
    for (name, last, held, state) in [
        ("Stella Steady", 20, 4, "active"),
        ("Thea Thin", 50, 4, "active"),
        ("Quentin Quiet", 90, 4, "active"),
        ("Tess Third", 50, 2, "active"),
        ("Wynn Winding", 20, 5, "winding-down"),
    ] {
        let person = made.add(Kind::Person, name, json!({"industry": "law"}));
        let title = format!("{name}: a talk a month");
        made.add(
            Kind::Mentorship,
            &title,
            json!({"person": person, "state": state, "cadence_days": 30, "start": ago(200)}),
        );
        for n in 0..held {
            let at = format!("{}T10:00:00Z", ago(last + n * 30));
            made.add(
                Kind::Meeting,
                &format!("{name}, {n}"),
                json!({"people": [person], "at": at, "state": "followed-up"}),
            );
        }
    }
}

/// A world with this journal.
pub(crate) fn world() -> World {
    let mut made = Made::default();
    let person = made.add(Kind::Person, "Ada Anyone", json!({"industry": "design"}));
    every_state(&mut made, &person);
    every_pace(&mut made);
    every_rhythm(&mut made);
    let world = World::new();
    let export = json!({"format": "mentee-journal", "version": 1, "records": made.records});
    world.write("states.json", &export.to_string());
    let _ = world.run(&["import", "--from", "json", "states.json"]).ok();
    world
}
