//! The timeline of everything and the horizon: what they tell of the demo journal, of none, and of years of data at once.

use std::collections::BTreeMap;
use std::time::Duration;

use mentee::domain::ask::Place;
use mentee::domain::id::Chance;
use mentee::domain::period::Period;
use mentee::domain::timeline::Window;
use mentee::domain::{Fields, Kind, Now, Origin, Visibility};
use mentee::store::{Patch, Store};
use serde_json::{Value, json};

use crate::pictures;
use crate::world::World;

#[test]
fn the_timeline_tells_everything_by_month_either_way_round() {
    let world = World::demo();
    let printed = world.run(&["timeline"]).ok();
    let months: Vec<&str> = printed.stdout().lines().filter(|line| line.contains("2025 · ")).collect();
    assert_eq!(months.len(), 9, "{}", printed.stdout());
    assert!(months[0].starts_with("September 2025 · ") && months[0].ends_with("clarity 3 of 5"), "{}", months[0]);
    let oldest = world.run(&["timeline", "--oldest", "--json"]).ok().json();
    let newest = world.run(&["timeline", "--json"]).ok().json();
    let (mut oldest, newest) = (oldest.as_array().expect("a list").clone(), newest.as_array().expect("a list"));
    oldest.reverse();
    assert_eq!(&oldest, newest);
    assert!(newest.iter().all(|item| item["day"].as_str().is_some_and(|day| day <= "2025-09-30")), "nothing to come");
    assert!(newest.is_sorted_by(|a, b| a["day"].as_str() >= b["day"].as_str()), "by day");
    // All of it but who I am, and the two meetings that are still to come.
    let export = world.run(&["export"]).ok().json();
    let counted = |list: &[Value]| {
        let mut counts = BTreeMap::new();
        for item in list {
            *counts.entry(item["kind"].as_str().expect("a kind").to_owned()).or_insert(0) += 1;
        }
        counts
    };
    let mut all = counted(export["records"].as_array().expect("records"));
    assert_eq!(all.remove("profile"), Some(1));
    *all.entry("meeting".to_owned()).or_default() -= 2;
    assert_eq!(counted(newest), all);
}

#[test]
fn the_timeline_is_narrowed_by_period_kind_and_words() {
    let world = World::demo();
    let quarter = world.run(&["timeline", "--period", "2025-Q1", "--kind", "meeting", "--json"]).ok().json();
    let days: Vec<&str> = quarter.as_array().expect("a list").iter().filter_map(|item| item["day"].as_str()).collect();
    assert_eq!(days.first().zip(days.last()), Some((&"2025-03-27", &"2025-01-14")), "{quarter}");
    assert!(quarter.as_array().expect("a list").iter().all(|item| item["kind"] == "meeting"));
    let words = world.run(&["timeline", "quiet", "desk", "--json"]).ok().json();
    assert!(words.as_array().is_some_and(|found| !found.is_empty() && found.len() < 20), "{words}");
    let months = world.run(&["timeline", "--months", "--period", "2025", "--oldest", "--json"]).ok().json();
    assert_eq!(
        (&months[0]["month"], &months[0]["clarity"], &months[0]["counts"]["meeting"]),
        (&json!("2025-01"), &json!(3), &json!(2))
    );
    let off = world.run(&["timeline", "--kind", "meting"]).fails(2);
    assert_eq!(off.stderr(), "mentee: there is no kind “meting”; `mentee kinds` lists them\n");
    let _ = world.run(&["timeline", "--period", "2026-Q5"]).fails(2);
}

#[test]
fn an_empty_journal_says_what_to_do_first() {
    let world = World::new();
    let said = world.run(&["timeline"]).ok();
    assert_eq!(said.stdout(), "Nothing has happened yet; `mentee log` writes the first thing down.\n");
    assert_eq!(world.run(&["timeline", "--json"]).ok().json(), json!([]));
    assert_eq!(world.run(&["horizon", "--json"]).ok().json()["meetings"], json!({"rows": [], "all": 0}));
    assert!(world.run(&["horizon"]).ok().stdout().starts_with("Horizon   nothing lies ahead yet\n"));
}

/// Row 25 of the claims: all four lists from one command, as from one key.
#[test]
fn claim_25_the_horizon_has_all_four_lists_and_the_years() {
    let world = World::demo();
    let json = world.run(&["horizon", "--json"]).ok().json();
    let titles = |part: &str| -> Vec<String> {
        let rows = json[part]["rows"].as_array().expect(part);
        rows.iter().map(|row| row["title"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let days = |part: &str| -> Vec<String> {
        let rows = json[part]["rows"].as_array().expect(part);
        rows.iter().map(|row| row["day"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(days("meetings"), ["2025-10-07", "2025-10-30"]);
    assert_eq!(titles("goals").len(), 1);
    assert_eq!(json["goals"]["rows"][0]["note"], "3/5, slipping");
    let quiet: Vec<&str> =
        json["quiet"].as_array().expect("people").iter().filter_map(|row| row["name"].as_str()).collect();
    assert_eq!(quiet, ["Aurel Banks", "Kit Arden", "Joon Park"]);
    assert!(!titles("questions").is_empty() && titles("paths").len() == 2, "{json}");
    assert!(
        json["paths"]["rows"]
            .as_array()
            .expect("paths")
            .iter()
            .all(|row| row["note"].as_str().is_some_and(|note| note.contains("first: ")))
    );
    assert!(days("looks").is_sorted(), "{json}");
    let printed = world.run(&["horizon"]).ok();
    for heading in
        ["NEXT MEETINGS", "GOALS DUE", "GONE QUIET", "QUESTIONS KEPT", "PATHS", "PLANNED ENDS", "TO LOOK BACK ON"]
    {
        assert!(printed.stdout().contains(heading), "{heading}\n{}", printed.stdout());
    }
}

/// Years of data: a few things a day, of the kinds that grow.
fn years(now: Now, records: u32) -> Store {
    let mut store = Store::open_empty().expect("a journal");
    let mut writer = store.begin(now, Chance::Seed("years".to_owned()), &Origin::Command).expect("a writer");
    for n in 0..records {
        let day = now.today() - chrono::Duration::days(i64::from(n) * 1095 / i64::from(records));
        let (kind, fields) = match n % 4 {
            0 => (
                Kind::Meeting,
                json!({"title": format!("talk {n}"), "at": format!("{day}T12:00:00Z"), "state": "held"}),
            ),
            1 => (Kind::Action, json!({"title": format!("promise {n}"), "due": day.to_string()})),
            2 => (Kind::Reflection, json!({"body": format!("thought {n}"), "date": day.to_string()})),
            _ => (Kind::CheckIn, json!({"value": n, "date": day.to_string()})),
        };
        let fields: Fields = serde_json::from_value(fields).expect("fields");
        let patch = Patch { fields, ..Patch::default() };
        // A check-in needs its goal; without one it is left out, which is no matter here.
        let _ = writer.add(kind, patch, Visibility::Private);
    }
    writer.commit("made").expect("in memory");
    store
}

/// Row 52 of the claims: three years of data open in less than a second.
#[test]
fn claim_52_three_years_open_in_less_than_a_second() {
    let (_, now) = pictures::journal();
    let store = years(now, 3000);
    let begun = mentee::config::world::stopwatch();
    let reader = store.read();
    let page = reader.timeline(&Window::default(), &now).expect("a window");
    let months = reader.months(&Window::default(), &now).expect("months");
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert_eq!((page.rows.len(), page.before), (60, 0));
    assert!((36..=37).contains(&months.len()), "{}", months.len());
    assert_eq!(months.iter().map(mentee::domain::timeline::Month::all).sum::<usize>(), page.total);
}

/// Windows before, after and around a row fit together without a gap or a row told twice.
#[test]
fn windows_of_the_timeline_fit_together() {
    let (store, now) = pictures::journal();
    let reader = store.read();
    for oldest in [false, true] {
        let window = |place: Place, rows: usize| Window { oldest, place, rows, ..Window::default() };
        let all = reader.timeline(&window(Place::Start, usize::MAX >> 1), &now).expect("all").rows;
        let mut walked = reader.timeline(&window(Place::Start, 7), &now).expect("the first").rows;
        while let Some(last) = walked.last().map(|row| row.key.clone()) {
            let page = reader.timeline(&window(Place::After(last), 7), &now).expect("more");
            if page.rows.is_empty() {
                break;
            }
            assert_eq!(page.before, walked.len());
            walked.extend(page.rows);
        }
        assert_eq!(walked, all);
        let middle = &all[100];
        let around = reader.timeline(&window(Place::Around(middle.id), 20), &now).expect("around");
        assert_eq!(around.rows.get(10).map(|row| row.id), Some(middle.id));
        assert_eq!(around.before, 90);
        let before = reader.timeline(&window(Place::Before(middle.key.clone()), 5), &now).expect("before");
        assert_eq!(before.rows[..], all[95..100]);
        let end = reader.timeline(&window(Place::End, 5), &now).expect("the end");
        assert_eq!(end.rows[..], all[all.len() - 5..]);
    }
    let quarter = Window { period: Period::read("2025-Q2").expect("a period"), ..Window::default() };
    let page = reader.timeline(&quarter, &now).expect("a quarter");
    let inside = |value: &Value| value.as_str().is_some_and(|day| ("2025-04-01".."2025-07-01").contains(&day));
    assert!(page.rows.iter().all(|row| inside(&json!(row.day.map(|day| day.to_string())))));
}
