//! Laws of the journal: what is undone is as it was, what is brought back has its ids, names and words are found.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::domain::ask::{Place, Window};
use crate::domain::id::Chance;
use crate::domain::time::read_instant;
use crate::domain::{Fields, Kind, Now, Origin, Visibility, Zone};

pub(super) fn now() -> Now {
    Now::new(read_instant("2026-11-22T09:00:00Z").expect("an instant"), Zone::UTC)
}

fn chance() -> Chance {
    Chance::Seed("laws".to_owned())
}

/// A journal in memory.
pub(super) fn journal() -> Store {
    Store::open_empty().expect("a journal")
}

/// Adds a record with these fields as a set of its own.
pub(super) fn add(store: &mut Store, kind: Kind, fields: Value) -> Record {
    let Value::Object(fields) = fields else { panic!("an object") };
    let mut writer = store.begin(now(), chance(), &Origin::Command).expect("a writer");
    let patch = Patch { fields, tags: None, visibility: None };
    let record = writer.add(kind, patch, Visibility::Private).expect("a record");
    writer.commit("added").expect("on disk");
    record
}

/// Every record, in the order of the file.
fn everything(store: &Store) -> Vec<Record> {
    let mut query = store.db.prepare(&records::whole("ORDER BY id")).expect("a query");
    let mut rows = query.query([]).expect("rows");
    let mut all = Vec::new();
    while let Some(row) = rows.next().expect("a row") {
        all.push(convert::record(row).expect("a record").1);
    }
    all
}

/// SQLite's own checks, the index included.
fn sound(store: &Store) {
    let answer: String = store.db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("an answer");
    assert_eq!(answer, "ok");
    let indexed: i64 = store.db.query_row("SELECT count(*) FROM search", [], |row| row.get(0)).expect("a count");
    let live: i64 = store
        .db
        .query_row("SELECT count(*) FROM records WHERE deleted IS NULL", [], |row| row.get(0))
        .expect("a count");
    assert_eq!(indexed, live, "the index holds what is not in the trash");
}

#[derive(Clone, Debug)]
enum Act {
    Add(String),
    Edit(usize, String, Option<&'static str>),
    Delete(usize),
    Restore(usize),
}

fn act() -> impl Strategy<Value = Act> {
    let text = "\\PC{1,20}";
    prop_oneof![
        3 => text.prop_map(Act::Add),
        3 => (any::<usize>(), text, prop::option::of(prop::sample::select(vec!["open", "done", "dropped"])))
            .prop_map(|(n, text, state)| Act::Edit(n, text, state)),
        1 => any::<usize>().prop_map(Act::Delete),
        1 => any::<usize>().prop_map(Act::Restore),
    ]
}

/// Does one act as a set; `false` where it changed nothing.
fn perform(store: &mut Store, ids: &mut Vec<Id>, act: &Act) -> bool {
    let mut writer = store.begin(now(), chance(), &Origin::Screen).expect("a writer");
    let pick = |n: usize| (!ids.is_empty()).then(|| ids[n % ids.len()]);
    match act {
        Act::Add(title) => {
            let mut record = writer.draft(Kind::Action);
            record.set("title", json!(title));
            record.tags = vec!["tag".to_owned()];
            ids.push(writer.create(record).expect("a record").id);
        }
        Act::Edit(n, title, state) => {
            let Some(id) = pick(*n) else { return false };
            let mut fields = Fields::new();
            fields.insert("title".to_owned(), json!(title));
            if let Some(state) = state {
                fields.insert("state".to_owned(), json!(state));
            }
            writer.edit(id, &Patch { fields, tags: Some(vec![title.clone()]), visibility: None }).expect("an edit");
        }
        Act::Delete(n) => {
            let Some(id) = pick(*n) else { return false };
            writer.delete(id).expect("in the trash");
        }
        Act::Restore(n) => {
            let Some(id) = pick(*n) else { return false };
            writer.restore(id).expect("back");
        }
    }
    let changed = writer.changes() > 0;
    writer.commit("an act").expect("on disk");
    changed
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn undo_and_redo_walk_the_same_states(acts in prop::collection::vec(act(), 1..14)) {
        let mut store = journal();
        let mut ids = Vec::new();
        let mut states = vec![everything(&store)];
        for act in &acts {
            if perform(&mut store, &mut ids, act) {
                states.push(everything(&store));
            }
        }
        for state in states.iter().rev().skip(1) {
            store.undo(now(), &Origin::Command).expect("an undo");
            prop_assert_eq!(&everything(&store), state);
            sound(&store);
        }
        prop_assert!(matches!(store.undo(now(), &Origin::Command), Err(Error::NothingTo("undo"))));
        for state in states.iter().skip(1) {
            store.redo(now(), &Origin::Command).expect("a redo");
            prop_assert_eq!(&everything(&store), state);
            sound(&store);
        }
        prop_assert!(matches!(store.redo(now(), &Origin::Command), Err(Error::NothingTo("redo"))));
    }

    #[test]
    fn any_text_is_a_safe_query(words in "\\PC{0,30}") {
        let mut store = journal();
        add(&mut store, Kind::Action, json!({"title": "Send the board"}));
        for newest in [true, false] {
            let query = Query { words: words.clone(), limit: 5, newest, ..Query::default() };
            prop_assert!(store.read().search(&query).is_ok());
        }
        prop_assert!(store.read().resolve(&words, None, Where::Live).is_ok());
        prop_assert!(store.read().resolve(&words, None, Where::Trash).is_ok());
    }

    #[test]
    fn what_is_stored_is_what_was_given(title in "[^\0]{1,40}", note in any::<String>()) {
        let mut store = journal();
        let record = add(&mut store, Kind::Meeting, json!({"title": title, "notes": note}));
        let found = store.read().find(record.id).expect("a read").expect("a record");
        prop_assert_eq!(&found, &record);
        prop_assert_eq!(found.text("notes"), &note);
    }
}

#[test]
fn a_new_set_closes_the_way_forward() {
    let mut store = journal();
    add(&mut store, Kind::Action, json!({"title": "One"}));
    store.undo(now(), &Origin::Command).expect("an undo");
    add(&mut store, Kind::Action, json!({"title": "Two"}));
    assert!(matches!(store.redo(now(), &Origin::Command), Err(Error::NothingTo("redo"))));
    store.undo(now(), &Origin::Command).expect("an undo");
    assert!(everything(&store).is_empty());
}

#[test]
fn a_short_id_grows_until_it_is_unique() {
    let mut store = journal();
    let first = add(&mut store, Kind::Action, json!({"title": "One"}));
    let short_id = store.read().short_id(first.id, first.kind).expect("a short id");
    assert_eq!(short_id.len(), 4);
    let mut bytes = *first.id.bytes();
    // The same last thirty bits.
    bytes[5] ^= 1;
    let twin = Id::from_bytes(&bytes).expect("an id");
    let mut writer = store.begin(now(), chance(), &Origin::Command).expect("a writer");
    let mut record = Record::new(twin, Kind::Action, &now());
    record.set("title", json!("Twin"));
    writer.create(record).expect("a record");
    writer.commit("twin").expect("on disk");
    let longer = store.read().short_id(first.id, first.kind).expect("a short id");
    assert!(longer.len() > short_id.len() && longer.ends_with(short_id.trim_start_matches('a')));
    assert!(
        matches!(store.read().resolve(&short_id, None, Where::Live), Ok(Match::Several(found)) if found.len() == 2)
    );
}

#[test]
fn a_reference_is_tried_from_the_exact_to_the_loose() {
    let mut store = journal();
    let odile = add(&mut store, Kind::Person, json!({"name": "Odile Varga"}));
    let other = add(&mut store, Kind::Person, json!({"name": "Renée Odile"}));
    let reader = store.read();
    let resolve = |text: &str| reader.resolve(text, Some(Kind::Person), Where::Live).expect("an answer");
    assert_eq!(resolve(&odile.id.to_string()), Match::One(odile.id));
    assert_eq!(resolve("Odile Varga"), Match::One(odile.id));
    assert_eq!(resolve("VARGA"), Match::One(odile.id));
    assert_eq!(resolve("renee"), Match::One(other.id));
    assert!(matches!(resolve("odile"), Match::Several(found) if found.len() == 2));
    assert_eq!(resolve("ruben"), Match::None);
    assert_eq!(reader.resolve("varga", Some(Kind::Goal), Where::Live).expect("an answer"), Match::None);
}

#[test]
fn words_are_found_without_accents_and_within_scripts_without_spaces() {
    let mut store = journal();
    add(&mut store, Kind::Insight, json!({"title": "Café at the ward", "principle": "東京都の検索テスト"}));
    for words in ["cafe", "CAFÉ", "検索", "東京都", "ward caf"] {
        let query = Query { words: words.to_owned(), limit: 5, newest: true, ..Query::default() };
        assert_eq!(store.read().search(&query).expect("hits").len(), 1, "{words}");
    }
    let query = Query { words: "検京".to_owned(), limit: 5, ..Query::default() };
    assert!(store.read().search(&query).expect("hits").is_empty(), "characters that do not stand together");
}

#[test]
fn a_second_pulse_in_a_week_edits_the_first() {
    let mut store = journal();
    let first = add(&mut store, Kind::Pulse, json!({"energy": 4}));
    let second = add(&mut store, Kind::Pulse, json!({"interest": 2, "date": "2026-11-18"}));
    assert_eq!(first.id, second.id);
    assert_eq!((second.get("energy"), second.get("interest")), (&json!(4), &json!(2)));
    assert_eq!(second.title, "energy 4, interest 2");
}

#[test]
fn a_state_brings_its_dates() {
    let mut store = journal();
    let action = add(&mut store, Kind::Action, json!({"title": "Send the board"}));
    assert_eq!(action.text("state_since"), "2026-11-22");
    let mut edit = |fields: Value| {
        let Value::Object(fields) = fields else { panic!("an object") };
        let mut writer = store.begin(now(), chance(), &Origin::Command).expect("a writer");
        let record = writer.edit(action.id, &Patch { fields, ..Patch::default() }).expect("an edit");
        writer.commit("edit").expect("on disk");
        record
    };
    assert_eq!(edit(json!({"state": "done"})).text("done"), "2026-11-22");
    assert_eq!(edit(json!({"state": "open"})).text("done"), "");
    assert_eq!(edit(json!({"state": "done", "done": "2026-11-20"})).text("done"), "2026-11-20");
}

#[test]
fn what_does_not_fit_changes_nothing() {
    let mut store = journal();
    let before = everything(&store);
    let mut writer = store.begin(now(), chance(), &Origin::Command).expect("a writer");
    let mut record = writer.draft(Kind::Action);
    record.set("title", json!("Send the board"));
    record.set("state", json!("finished"));
    assert!(matches!(writer.create(record), Err(Error::Field(_))));
    let record = writer.draft(Kind::Milestone);
    assert!(matches!(writer.create(record), Err(Error::Missing { field: "title", .. })));
    drop(writer);
    assert_eq!(everything(&store), before);
}

#[test]
fn every_connection_is_set_up_to_keep_what_it_promises() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("deep").join("journal.db");
    let store = Store::open_write(&path).expect("a journal");
    let number = |pragma: &str| -> i64 {
        store.db.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)).expect("a number")
    };
    // Before 3.51.3 two writers could lose a committed transaction.
    assert!(rusqlite::version_number() >= 3_051_003, "SQLite {}", rusqlite::version());
    for (pragma, value) in
        [("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("trusted_schema", 0), ("busy_timeout", 5000)]
    {
        assert_eq!(number(pragma), value, "{pragma}");
    }
    assert_eq!(number("application_id"), APPLICATION_ID);
    assert_eq!(number("user_version"), SCHEMA_VERSION);
    let mode: String = store.db.query_row("PRAGMA journal_mode", [], |row| row.get(0)).expect("a mode");
    assert_eq!(mode, "wal");
    assert!(!open::open_to_others(&path) && !open::open_to_others(path.parent().expect("a directory")));
    assert!(!open::open_to_others(&path.with_file_name("journal.db-wal")));
}

#[test]
fn every_kind_has_a_readable_view() {
    let store = journal();
    for kind in Kind::ALL {
        let sql = format!("SELECT * FROM \"{}\"", kind.name());
        assert!(store.db.prepare(&sql).is_ok(), "{}", kind.name());
    }
}

#[test]
fn the_log_of_a_file_does_not_grow_with_its_captures() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("journal.db");
    let log = || std::fs::metadata(path.with_file_name("journal.db-wal")).map_or(0, |log| log.len());
    let mut most = 0;
    for n in 0..120 {
        // One process each, as on the command line: nobody is there who knows what has been folded in.
        let mut store = Store::open_write(&path).expect("a journal");
        add(&mut store, Kind::Reflection, json!({"body": format!("Note {n} about the harbour")}));
        drop(store);
        most = most.max(log());
    }
    assert!(most < 1024 * 1024, "{most} bytes to read before every command");
    assert_eq!(everything(&Store::open_read(&path).expect("a journal")).len(), 120);
}

#[test]
fn a_log_that_cannot_be_folded_in_loses_nothing() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("journal.db");
    let text = "words ".repeat(200_000);
    add(&mut Store::open_write(&path).expect("a journal"), Kind::Reflection, json!({"body": "One"}));
    let reader = Store::open_read(&path).expect("a journal");
    let mut query = reader.db.prepare("SELECT title FROM records").expect("a query");
    let mut rows = query.query([]).expect("rows");
    assert!(rows.next().expect("a row").is_some(), "the reader holds on to what it sees");
    add(&mut Store::open_write(&path).expect("a journal"), Kind::Reflection, json!({"body": text}));
    assert_eq!(Store::open_read(&path).expect("a journal").read().count().expect("a count"), 2);
}

#[test]
fn contacts_are_those_in_touch_by_now() {
    let mut store = journal();
    let odile = add(&mut store, Kind::Person, json!({"name": "Odile Varga", "touches": [{"date": "2025-03-01"}]}));
    add(&mut store, Kind::Person, json!({"name": "Ruben"}));
    let talk = |at: &str| json!({"people": [odile.id.to_string()], "at": at, "state": "held"});
    let held = add(&mut store, Kind::Meeting, talk("2026-10-02T14:00:00Z"));
    add(&mut store, Kind::Meeting, talk("2026-12-02T14:00:00Z"));
    let day = |text: &str| crate::domain::time::read_day(text);
    let seen = |store: &Store| {
        let found = store.read().contacts(&now()).expect("contacts");
        assert_eq!(store.read().last_touch(odile.id, &now()).expect("a day"), found.first().and_then(|one| one.last));
        found.into_iter().map(|one| (one.name, one.first, one.last)).collect::<Vec<_>>()
    };
    assert_eq!(seen(&store), [("Odile Varga".to_owned(), day("2025-03-01"), day("2026-10-02"))]);
    let mut writer = store.begin(now(), chance(), &Origin::Command).expect("a writer");
    writer.delete(held.id).expect("in the trash");
    writer.commit("deleted").expect("on disk");
    assert_eq!(seen(&store), [("Odile Varga".to_owned(), day("2025-03-01"), day("2025-03-01"))]);
    store.undo(now(), &Origin::Command).expect("an undo");
    assert_eq!(seen(&store)[0].2, day("2026-10-02"));
}

#[test]
fn of_many_late_promises_the_longest_are_told_first_and_all_are_counted() {
    let mut store = journal();
    for n in 1..=30 {
        let due = format!("2026-{:02}-{:02}", 9 + n / 16, n % 16 + 1);
        add(&mut store, Kind::Action, json!({"title": format!("promise {n}"), "owner": "me", "due": due}));
    }
    let all = store.read().today(&now()).expect("a page");
    assert_eq!((all.needs_you.len(), all.needs_more), (30, false));
    let shown = store.read().today_with(Some(needs::SHOWN), &now()).expect("a page");
    assert!(shown.needs_more);
    assert_eq!(shown.needs_you[..], all.needs_you[..needs::SHOWN]);
}

#[test]
fn an_older_note_comes_to_mind_by_what_it_says_now() {
    let mut store = journal();
    let note = add(&mut store, Kind::Insight, json!({"title": "Let the quiet desk speak first"}));
    add(&mut store, Kind::Reflection, json!({"body": "The quiet desk again"}));
    let recalled = |store: &Store, text: &str| -> Vec<String> {
        let about = crate::domain::likeness::words(text);
        let notes = store.read().older_notes(&about, &[], 3, &now(), |_| true).expect("notes");
        notes.into_iter().map(|note| note.title).collect()
    };
    assert_eq!(recalled(&store, "the desks are quiet"), ["Let the quiet desk speak first"]);
    assert!(recalled(&store, "a desk").is_empty(), "one word in common says little");
    let change = |store: &mut Store, patch: Value| {
        let mut writer = store.begin(now(), chance(), &Origin::Command).expect("a writer");
        let patch = Patch { fields: patch.as_object().cloned().unwrap_or_default(), ..Patch::default() };
        writer.edit(note.id, &patch).expect("a change");
        writer.commit("changed").expect("on disk");
    };
    change(&mut store, json!({"title": "Colour before the rush"}));
    assert!(recalled(&store, "the desks are quiet").is_empty());
    change(&mut store, json!({"my_version": "a quiet corner at the desk"}));
    assert_eq!(recalled(&store, "the desks are quiet"), ["Colour before the rush"]);
    let mut writer = store.begin(now(), chance(), &Origin::Command).expect("a writer");
    writer.delete(note.id).expect("in the trash");
    writer.commit("deleted").expect("on disk");
    assert!(recalled(&store, "the desks are quiet").is_empty());
    store.undo(now(), &Origin::Command).expect("an undo");
    assert_eq!(recalled(&store, "the desks are quiet").len(), 1);
}

#[test]
fn a_word_narrows_a_list_from_its_second_letter_on() {
    let mut store = journal();
    for title in ["Board at the dock", "Boil the kettle", "Call Hanne"] {
        add(&mut store, Kind::Action, json!({"title": title}));
    }
    let left = |filter: &str| {
        let (filter, place) = (filter.to_owned(), Place::Start);
        let window = Window { kind: Kind::Action, filter, closed: false, trash: false, place, rows: 20 };
        store.read().window(&window, &now()).expect("a window").total
    };
    assert_eq!(["", "b", "bo", "boa", "board d", "board do", "x", "xy"].map(left), [3, 3, 2, 1, 1, 1, 3, 0]);
}

#[test]
fn many_records_go_and_come_back_with_their_words() {
    let dir = tempfile::tempdir().expect("a directory");
    // In a file, their words are gathered beside it.
    let file = Store::open_write(&dir.path().join("journal.db")).expect("a journal");
    for mut store in [journal(), file] {
        let kept = add(&mut store, Kind::Action, json!({"title": "Huddle at the board"}));
        let mut binned = add(&mut store, Kind::Action, json!({"title": "Huddle in the bin"}));
        let mut writer = store.begin(now(), chance(), &Origin::Command).expect("a writer");
        binned = writer.delete(binned.id).expect("in the trash");
        writer.commit("deleted").expect("on disk");
        let mut writer = store.begin(now(), chance(), &Origin::Import("json".to_owned())).expect("a writer");
        writer.expect_many().expect("room");
        for n in 0..bulk::MANY + 50 {
            let mut record = writer.draft(Kind::Action);
            record.set("title", json!(format!("Huddle {n} of many")));
            writer.receive(record.clone()).expect("a record");
            // One before the index is made beside, and some after: a newer form of the same, and one that is in the trash.
            if n == 3 || n > bulk::MANY {
                record.updated += chrono::TimeDelta::seconds(1);
                record.title = String::new();
                record.set("title", json!(format!("Huddle {n} of more")));
                assert_eq!(writer.receive(record).expect("a record"), Arrival::Newer);
            }
        }
        let mut gone = writer.draft(Kind::Action);
        gone.set("title", json!("Huddle of many, gone"));
        gone.deleted = Some(now().at);
        writer.receive(gone).expect("a record");
        writer.commit("imported").expect("on disk");
        let full = everything(&store);
        let found = |store: &Store, words: &str| {
            let query = Query { words: words.to_owned(), limit: 5_000, newest: true, ..Query::default() };
            store.read().search(&query).expect("hits").len()
        };
        assert_eq!((found(&store, "many"), found(&store, "more")), (500, 50));
        sound(&store);
        for _ in 0..2 {
            assert_eq!(found(&store, "huddle"), full.len() - 2);
            store.undo(now(), &Origin::Command).expect("an undo");
            let left = (everything(&store), found(&store, "huddle"), found(&store, "many"));
            assert_eq!(left, (vec![kept.clone(), binned.clone()], 1, 0));
            sound(&store);
            store.redo(now(), &Origin::Command).expect("a redo");
            assert_eq!(everything(&store), full);
            sound(&store);
        }
        // The index takes in what comes after, and lets go of it.
        add(&mut store, Kind::Action, json!({"title": "Huddle once more"}));
        assert_eq!((found(&store, "huddle"), found(&store, "once")), (full.len() - 1, 1));
    }
    let left: Vec<_> =
        std::fs::read_dir(dir.path()).expect("a folder").map(|entry| entry.expect("a file").file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("words")), "{left:?}");
}

#[test]
fn many_records_that_are_not_written_leave_nothing() {
    let dir = tempfile::tempdir().expect("a directory");
    let mut store = Store::open_write(&dir.path().join("journal.db")).expect("a journal");
    let kept = add(&mut store, Kind::Action, json!({"title": "Huddle at the board"}));
    let mut writer = store.begin(now(), chance(), &Origin::Import("json".to_owned())).expect("a writer");
    writer.expect_many().expect("room");
    for n in 0..bulk::MANY + 200 {
        let mut record = writer.draft(Kind::Action);
        record.set("title", json!(format!("Huddle {n} of many")));
        writer.receive(record).expect("a record");
    }
    drop(writer);
    assert_eq!(everything(&store), [kept]);
    let query = Query { words: "huddle".to_owned(), limit: 10, ..Query::default() };
    assert_eq!(store.read().search(&query).expect("hits").len(), 1);
    sound(&store);
}

#[test]
fn a_title_that_was_made_is_made_again_after_a_journey() {
    let mut store = journal();
    let odile = add(&mut store, Kind::Person, json!({"name": "Odile Varga"}));
    let meeting = add(&mut store, Kind::Meeting, json!({"people": [odile.id.to_string()]}));
    let own = add(&mut store, Kind::Meeting, json!({"people": [odile.id.to_string()], "title": "On the board"}));
    let mut other = journal();
    let mut writer = other.begin(now(), chance(), &Origin::Import("json".to_owned())).expect("a writer");
    for record in [&odile, &meeting, &own] {
        let json: Fields = serde_json::from_str(&convert::to_whole(record).expect("JSON")).expect("an object");
        let arrival = writer.receive(Record::from_json(&json).expect("a record")).expect("a record");
        assert_eq!(arrival, Arrival::Added);
    }
    writer.commit("imported").expect("on disk");
    assert_eq!(everything(&other), everything(&store));
    let mut writer = other.begin(now(), chance(), &Origin::Command).expect("a writer");
    let mut fields = Fields::new();
    fields.insert("people".to_owned(), json!([]));
    let patch = Patch { fields, ..Patch::default() };
    assert_eq!(writer.edit(meeting.id, &patch).expect("an edit").title, "Meeting");
    assert_eq!(writer.edit(own.id, &patch).expect("an edit").title, "On the board");
}

#[test]
fn an_older_journal_is_copied_before_it_changes() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("journal.db");
    let mut store = Store::open_write(&path).expect("a journal");
    add(&mut store, Kind::Action, json!({"title": "Send the board"}));
    for copies in 1..=2 {
        backup::before_migration(&store.db, &path).expect("a copy");
        let kept = backup::backups(&path).expect("a list");
        assert_eq!(kept.len(), copies);
        assert!(kept.iter().all(|copy| copy.why == backup::Why::BeforeMigration), "{kept:?}");
        let copy = Store::open_read(&kept[0].path).expect("a journal");
        assert_eq!(everything(&copy), everything(&store));
    }
}

#[test]
fn a_set_that_was_emptied_is_stepped_over() {
    let mut store = journal();
    let first = add(&mut store, Kind::Action, json!({"title": "First"}));
    let second = add(&mut store, Kind::Action, json!({"title": "Second"}));
    let mut writer = store.begin(now(), chance(), &Origin::Command).expect("a writer");
    writer.delete(second.id).expect("in the trash");
    writer.commit("deleted the action “Second”").expect("on disk");
    let emptied = store.empty_trash(now(), &Origin::Command, None).expect("empty");
    assert_eq!(emptied, Emptied { removed: 1, unlinked: 0, traces: false });
    let undone = store.undo(now(), &Origin::Command).expect("an undo");
    assert_eq!(undone.changes, 1, "what is undone is the set before");
    assert_eq!(everything(&store), []);
    store.redo(now(), &Origin::Command).expect("a redo");
    assert_eq!(everything(&store), [first]);
    assert!(matches!(store.redo(now(), &Origin::Command), Err(Error::NothingTo("redo"))));
    let labels: Vec<String> = store.read().history(None, 10).expect("sets").into_iter().map(|set| set.label).collect();
    assert!(!labels.concat().contains("Second"), "{labels:?}");
    assert_eq!(store.empty_trash(now(), &Origin::Command, None).expect("empty"), Emptied::default());
}
