//! What is kept, and what is read of the newest only, is what reading everything gives.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::domain::ask::{Answer, Ask, PartName, Place, Window, Write};
use crate::domain::id::Chance;
use crate::domain::{Id, Kind, Origin, Visibility, timeline};
use crate::store::tests::{add, journal, now};
use crate::store::{Query, ShortIds, Store};

fn page(answer: Answer) -> crate::domain::ask::Page {
    let Answer::Page(page) = answer else { panic!("a page") };
    page
}

fn ids(page: &crate::domain::ask::Page) -> Vec<Id> {
    page.rows.iter().map(|row| row.id).collect()
}

/// Promises of many days, some done, one without a state; entries of some; a meeting that is still to come.
fn filled(count: usize) -> Store {
    let mut store = journal();
    let odile = add(&mut store, Kind::Person, json!({"name": "Odile Varga"}));
    let mut writer =
        store.begin(now(), Chance::Seed("kept".to_owned()), &Origin::Import("json".to_owned())).expect("a writer");
    for n in 0..count {
        let mut action = writer.draft(Kind::Action);
        let word = ["board", "boarding", "boat", "desk", "quiet", "aboard"][n * 7 % 6];
        action.set("title", json!(format!("Send the {word} number {n}")));
        action.set("reason", json!(format!("a \"line\"\nboilerplate {}\u{7}", n % 5)));
        action.set("created", Value::Null);
        if n % 3 == 0 {
            action.set("state", json!("done"));
        }
        if n % 40 == 1 {
            action.set("state", Value::Null);
        }
        if n % 9 == 0 {
            action.set("owner", json!(odile.id.to_string()));
        }
        writer.receive(action).expect("a record");
        let mut entry = writer.draft(Kind::Reflection);
        entry.set("body", json!(format!("Mentoring at the desk, day {n}")));
        let day = now().today().checked_sub_days(chrono::Days::new(n as u64 * 3)).expect("a day");
        entry.set("date", json!(day.to_string()));
        writer.receive(entry).expect("a record");
    }
    writer.commit("filled").expect("on disk");
    let later = json!({"people": [odile.id.to_string()], "at": "2026-12-02T14:00:00Z", "title": "Boats"});
    add(&mut store, Kind::Meeting, later);
    store
}

/// Every window of a list and of the timeline, from what is kept and anew.
fn same(store: &Store, day: &str) {
    let middle = store.read().pick(Some(Kind::Reflection), "", 40, &now()).expect("titles").pop().expect("an entry");
    let places = [
        Place::Start,
        Place::End,
        Place::Around(middle.id),
        Place::After(middle.key.clone()),
        Place::Before(middle.key.clone()),
    ];
    for place in places {
        for (kind, closed) in
            [(Kind::Reflection, true), (Kind::Action, false), (Kind::Action, true), (Kind::Meeting, false)]
        {
            let place = place.clone();
            let window = Window { kind, filter: String::new(), closed, trash: false, place, rows: 9 };
            let kept = page(store.answer(&Ask::Window(window.clone()), &now()).expect("an answer"));
            assert_eq!(kept, store.read().window(&window, &now()).expect("a window"), "{day}: {window:?}");
        }
        for oldest in [false, true] {
            let window = timeline::Window { place: place.clone(), oldest, rows: 9, ..timeline::Window::default() };
            let kept = page(store.answer(&Ask::Timeline(window.clone()), &now()).expect("an answer"));
            let anew = store.read().timeline(&window, &now()).expect("a window");
            assert_eq!(kept, anew, "{day}: {window:?}");
            let all = timeline::Window { place: Place::Start, rows: 100_000, ..window };
            let all = store.read().timeline(&all, &now()).expect("all").rows;
            assert_eq!(kept.total, all.len(), "{day}");
            let first = kept.rows.first().expect("a row");
            assert_eq!(all.get(kept.before), Some(first), "{day}");
        }
    }
    let Answer::Months(months) = store.answer(&Ask::Months(timeline::Window::default()), &now()).expect("months")
    else {
        panic!("months")
    };
    assert_eq!(months, store.read().months(&timeline::Window::default(), &now()).expect("months"));
}

#[test]
fn what_was_counted_holds_until_something_is_written() {
    let mut store = filled(60);
    same(&store, "at first");
    let entry = store.read().pick(Some(Kind::Reflection), "", 30, &now()).expect("titles").pop().expect("an entry");
    let chance = || Chance::Seed("kept".to_owned());
    store.write(&Write::Delete(entry.id), now(), chance(), &|_| Visibility::Private).expect("gone");
    same(&store, "one less");
    add(&mut store, Kind::Reflection, json!({"body": "Long ago", "date": "2019-01-31"}));
    same(&store, "one of long ago");
    store.write(&Write::Undo, now(), chance(), &|_| Visibility::Private).expect("an undo");
    same(&store, "undone");
}

#[test]
fn a_longer_page_of_entries_is_the_page() {
    let store = filled(60);
    for entries in [5, 20, 20, 33, 7, 100, 200] {
        let answer = store.answer(&Ask::Reflect { entries, words: String::new() }, &now()).expect("a page");
        let Answer::Reflect(page) = answer else { panic!("a page") };
        assert_eq!(*page, store.read().reflecting(entries, "", &now()).expect("a page"), "{entries}");
        assert_eq!(page.entries.len(), entries.min(60));
    }
}

#[test]
fn what_is_typed_finds_the_newest_that_the_index_finds() {
    let store = filled(900);
    for (filter, more) in [
        ("bo", true),
        ("boar", true),
        ("board", true),
        ("send bo", true),
        ("odile", true),
        ("boile", true),
        ("number 88", true),
        ("number 17", false),
        ("nothing", false),
        ("numb reas", false),
        ("stat", false),
        ("board ", false),
    ] {
        let (kind, closed) = (Kind::Action, true);
        let window = Window { kind, filter: filter.to_owned(), closed, trash: false, place: Place::Start, rows: 20 };
        let typed = page(store.answer(&Ask::Window(window.clone()), &now()).expect("an answer"));
        let whole = store.read().window(&window, &now()).expect("a window");
        assert_eq!(typed.more, more, "{filter}");
        assert!(ids(&whole).starts_with(&ids(&typed)), "{filter}");
        assert!(typed.rows.len() == whole.rows.len() || typed.more && typed.rows.len() >= 10, "{filter}");
        assert!(if typed.more { typed.total <= whole.total } else { typed.total == whole.total }, "{filter}");
        assert!(!whole.more);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// As-you-type search tells the newest of all that the index finds.
    #[test]
    fn a_search_tells_the_newest(texts in prop::collection::vec("(bo|boa|board|Bóard|desk|aboard|x-boat|\\\\boat|\"boat\n|漢字 ){0,4}", 1..20),
                                 words in "(desk |board |x )?(b|bo|boa|boar|des|d)", limit in 1..6_usize) {
        let mut store = journal();
        for text in &texts {
            let text = text.replace("boa", " boa").replace("desk", " desk ");
            add(&mut store, Kind::Reflection, json!({"body": format!("An entry {text}")}));
        }
        let query = |limit| Query { words: words.clone(), limit, newest: true, ..Query::default() };
        let few: Vec<_> = store.read().search(&query(limit)).expect("hits").into_iter().map(|hit| hit.id).collect();
        let mut every: Vec<_> = store.read().search(&query(1000)).expect("hits").into_iter().map(|hit| hit.id).collect();
        every.truncate(limit);
        prop_assert_eq!(few, every);
    }
}

#[test]
fn many_short_ids_are_those_that_are_told_one_by_one() {
    let store = filled(900);
    let mut query = store.db.prepare("SELECT id, kind FROM records").expect("a query");
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    let mut short_ids = ShortIds::new();
    for row in rows {
        let (id, kind): (Id, Kind) = row.expect("a row");
        let told = short_ids.of(id, kind, store.read()).expect("a short id");
        assert_eq!(told, store.read().short_id(id, kind).expect("a short id"));
    }
}

/// The page of a talk that is to come tells what is open with whom it is with, however often they met.
#[test]
fn a_page_tells_what_is_open_with_somebody() {
    let mut store = journal();
    let odile = add(&mut store, Kind::Person, json!({"name": "Odile Varga"})).id.to_string();
    let ruben = add(&mut store, Kind::Person, json!({"name": "Ruben Stan"})).id.to_string();
    let mut talk = |person: &str, at: &str, state: &str| {
        let fields = json!({"people": [person], "at": at, "state": state});
        add(&mut store, Kind::Meeting, fields).id
    };
    let talks: Vec<Id> = (1..=20).map(|day| talk(&odile, &format!("2026-09-{day:02}T10:00:00Z"), "held")).collect();
    let others = talk(&ruben, "2026-10-01T10:00:00Z", "held");
    let next = talk(&odile, "2026-12-01T10:00:00Z", "planned");
    let mut promise = |meeting: Id, owner: &str, state: &str, title: &str| {
        let fields = json!({"title": title, "meeting": meeting.to_string(), "owner": owner, "state": state});
        add(&mut store, Kind::Action, fields);
    };
    promise(talks[19], "me", "done", "of the last, done");
    promise(talks[15], "me", "open", "of one before");
    promise(talks[15], "me", "done", "of one before, done");
    promise(talks[2], "me", "open", "of too long ago");
    promise(talks[2], &odile, "open", "theirs of long ago");
    promise(others, "me", "open", "with somebody else");
    add(&mut store, Kind::Advice, json!({"title": "Untold", "by": odile}));
    add(&mut store, Kind::Advice, json!({"title": "Told", "by": odile, "told_back": "2026-10-01"}));
    add(&mut store, Kind::Question, json!({"title": "Parked", "for": odile, "state": "parked"}));
    add(&mut store, Kind::Question, json!({"title": "Answered", "for": odile, "state": "answered"}));
    let thing = store.read().thing(next, &now()).expect("a thing").expect("it is there");
    let crate::domain::ask::About::Parts(parts) = thing.about else { panic!("parts") };
    let told: Vec<(PartName, Vec<String>)> =
        parts.into_iter().map(|part| (part.name, part.rows.into_iter().map(|row| row.title).collect())).collect();
    let rows = |rows: &[&str]| rows.iter().map(|row| (*row).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        told,
        [
            (PartName::Mine, rows(&["of the last, done", "of one before"])),
            (PartName::Theirs, rows(&["theirs of long ago"])),
            (PartName::Untold, rows(&["Untold"])),
            (PartName::Questions, rows(&["Parked"])),
        ]
    );
}
