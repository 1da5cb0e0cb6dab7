//! What goes out comes back: exports, imports and the demo journal.

use std::collections::BTreeMap;

use mentee::domain::id::Chance;
use mentee::domain::record::Json;
use mentee::domain::time::{read_day, read_instant};
use mentee::domain::{Id, Kind, Now, Origin, Record, Zone};
use mentee::exchange::export::{self, Options, Source, Which};
use mentee::exchange::{Error, Take, demo, import};
use mentee::store::{Arrival, Reader, Store};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::records;
use crate::world::World;

const STORY: &str = include_str!("../../assets/demo.json");

fn now() -> Now {
    Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC)
}

fn journal() -> Store {
    Store::open_empty().expect("a journal")
}

struct Journal<'a>(Reader<'a>);

impl Source for Journal<'_> {
    fn each(&self, kind: Kind, which: Which, take: &mut Take<'_>) -> Result<(), Error> {
        let (live, trash) = (which != Which::Trash, which != Which::Live);
        let mut records = Vec::new();
        let walked = self.0.each(kind, live, trash, &mut |record| {
            records.push(record);
            Ok(())
        });
        walked.expect("a walk");
        records.into_iter().try_for_each(take)
    }

    fn title(&self, id: Id) -> Result<Option<String>, Error> {
        Ok(self.0.title(id).expect("a title"))
    }

    fn history(&self, _: &mut dyn FnMut(Value) -> Result<(), Error>) -> Result<(), Error> {
        Ok(())
    }
}

fn export(store: &Store, format: &str) -> String {
    let mut out = Vec::new();
    let format = export::FORMATS.iter().find(|known| known.name == format).expect("a format");
    format.write(&Journal(store.read()), Options::default(), &now(), &mut out).expect("an export");
    String::from_utf8(out).expect("text")
}

/// Takes a file in as one set, as the command does; nothing stays of one that is refused.
fn import(store: &mut Store, file: &str) -> Result<Vec<Arrival>, Error> {
    let mut writer =
        store.begin(now(), Chance::Seed("import".to_owned()), &Origin::Import("json".to_owned())).expect("a writer");
    let mut arrivals = Vec::new();
    import::FORMATS[0].read(&mut file.as_bytes(), &mut |record| {
        arrivals.push(writer.receive(record).map_err(|error| Error::Journal(Box::new(error)))?);
        Ok(())
    })?;
    writer.commit("imported").expect("on disk");
    Ok(arrivals)
}

fn file(records: &[Value]) -> String {
    json!({"format": "mentee-journal", "version": 1, "records": records}).to_string()
}

fn action(id: u8, title: &str, updated: &str) -> Value {
    json!({"id": format!("01943aa5-1f80-7b38-8b61-7be8182721{id:02}"), "kind": "action", "title": title,
           "created": "2025-01-06T08:00:00Z", "updated": updated, "visibility": "private", "tags": []})
}

/// What a record says, without what is empty.
fn said(json: &Value) -> BTreeMap<String, Value> {
    let empty = |value: &Value| value.is_null() || value == "" || value == &json!([]);
    let record = Record::from_json(json.as_object().expect("an object")).expect("a record");
    let whole = serde_json::to_value(Json { record: &record, short_id: None, derived: None }).expect("JSON");
    let whole = whole.as_object().cloned().expect("an object");
    whole.into_iter().filter(|(name, value)| !empty(value) && name != "title").collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if crate::long() { 10_000 } else { 32 }))]

    #[test]
    fn what_goes_out_comes_back(records in prop::collection::vec(records::record(), 0..12)) {
        let mut first = journal();
        let arrivals = import(&mut first, &file(&records)).expect("an import");
        prop_assert!(arrivals.iter().all(|arrival| *arrival == Arrival::Added));
        let out = export(&first, "json");
        let mut second = journal();
        import(&mut second, &out).expect("an import");
        prop_assert_eq!(export(&second, "json"), out.clone(), "byte for byte");
        let again = import(&mut second, &out).expect("an import");
        prop_assert!(again.iter().all(|arrival| *arrival == Arrival::Same), "twice is once");
        // Nothing that was in the file is missing, unknown fields included.
        let parsed: Value = serde_json::from_str(&out).expect("JSON");
        let exported: BTreeMap<String, BTreeMap<String, Value>> = parsed["records"]
            .as_array().expect("records").iter().map(|record| (record["id"].to_string(), said(record))).collect();
        prop_assert_eq!(exported.len(), records.len());
        for record in &records {
            prop_assert_eq!(&exported[&record["id"].to_string()], &said(record));
        }
        // Safe to look at: nothing in it drives a terminal. And people can read any journal.
        let steers = |text: &str| text.chars().any(|c| c != '\n' && mentee::domain::text::forbidden(c));
        prop_assert!(!steers(&out));
        prop_assert!(export(&second, "markdown").starts_with("# "));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), at in any::<prop::sample::Index>()) {
        let whole = file(&[action(10, "Send the board", "2025-02-01T08:00:00Z")]);
        let mut file = whole.as_bytes().to_vec();
        let at = at.index(file.len());
        file.splice(at..(at + bytes.len()).min(whole.len()), bytes.iter().copied());
        for file in [&file, &bytes] {
            let _ = import::FORMATS[0].read(&mut file.as_slice(), &mut |_| Ok(()));
        }
    }
}

#[test]
fn a_file_cut_short_anywhere_changes_nothing() {
    let whole = file(&[action(10, "One", "2025-02-01T08:00:00Z"), action(11, "Zwölf", "2025-02-01T08:00:00Z")]);
    let mut store = journal();
    for (at, _) in whole.char_indices() {
        let error = import(&mut store, &whole[..at]).expect_err("cut short").to_string();
        assert!(error.ends_with("nothing was changed"), "{error}");
    }
    assert_eq!(store.read().count().expect("a count"), 0);
}

#[test]
fn what_is_no_export_says_why_in_one_line() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let record = action(10, "One", "2025-02-01T08:00:00Z");
    let mut newer_kind = record.clone();
    newer_kind["kind"] = json!("wish");
    let mut marked = record.clone();
    marked["@title"] = json!("Two");
    let with = |extra: &str| format!("{{{extra}, \"records\": [{record}]}}");
    for (file, says) in [
        (String::new(), "the file is empty"),
        ("{".to_owned(), "cut short"),
        ("[]".to_owned(), "no export"),
        ("42".to_owned(), "no export"),
        ("Dear diary".to_owned(), "no JSON at line 1"),
        (with("\"a\": 1"), "names no `format`"),
        (with("\"format\": \"mentee-reply\", \"version\": 1"), "`format` is another"),
        (with("\"format\": 1, \"version\": 1"), "no export"),
        (with("\"format\": \"mentee-journal\""), "names no `version`"),
        (with("\"format\": \"mentee-journal\", \"version\": 2"), "newer mentee"),
        (with("\"format\": \"mentee-journal\", \"version\": 0"), "no version 0"),
        (format!("{} x", file(&[])), "no JSON"),
        (r#"{"format": "mentee-journal", "version": 1}"#.to_owned(), "has no `records`"),
        (file(&[newer_kind]), "record 1 of the file (01943aa5-1f80-7b38-8b61-7be818272110) cannot be taken: kind"),
        (file(&[record.clone(), json!({})]), "record 2 of the file cannot be taken"),
        (file(&[marked]), "@title"),
        (file(&[json!("text")]), "no export"),
        (file(&[]).replace("[]", &format!("[{{\"x\": {deep}}}]")), "recursion limit"),
    ] {
        let mut store = journal();
        let shown: String = file.chars().take(80).collect();
        let error = import(&mut store, &file).expect_err(&shown).to_string();
        assert!(error.contains(says) && !error.contains('\n'), "{shown}: {error}");
        assert_eq!(store.read().count().expect("a count"), 0, "{shown}");
    }
    // What stands beside the records may be anything.
    let beside = file(&[record]).replacen('{', &format!("{{\"extra\": {deep}, "), 1);
    assert_eq!(import(&mut journal(), &beside).expect("an import"), [Arrival::Added]);
}

#[test]
fn the_order_of_the_keys_and_a_byte_order_mark_do_not_matter() {
    let record = action(10, "One", "2025-02-01T08:00:00Z");
    let file = format!("\u{feff}{{\"records\": [{record}], \"version\": 1, \"format\": \"mentee-journal\"}}\n\n");
    assert_eq!(import(&mut journal(), &file).expect("an import"), [Arrival::Added]);
    let newer = file.replace("\"version\": 1", "\"version\": 7");
    assert!(matches!(import(&mut journal(), &newer), Err(Error::Newer { found: 7 })));
}

/// What an import makes of a file: its records, and how many there were or what is wrong.
fn read(file: &[u8]) -> (Vec<Record>, Result<u64, String>) {
    let mut records = Vec::new();
    let found = import::FORMATS[0].read(&mut &*file, &mut |record| {
        records.push(record);
        Ok(())
    });
    (records, found.map(|found| found.records).map_err(|error| error.to_string()))
}

#[test]
fn a_file_as_we_write_it_is_read_as_any_other() {
    let mut store = journal();
    let records: Vec<Value> = ["One", "Zwölf", "Drei {[", "Vier"]
        .iter()
        .zip(10..)
        .map(|(title, id)| action(id, title, "2025-02-01T08:00:00Z"))
        .collect();
    import(&mut store, &file(&records)).expect("an import");
    let ours = export(&store, "json").into_bytes();
    let first = ours.iter().position(|byte| *byte == b'\n').expect("a line") + 1;
    // With a blank before it, it is not quite as we write it.
    let same = |file: &[u8]| {
        let (as_ours, as_any) = (read(file), read(&[b" ", file].concat()));
        assert_eq!(as_ours, as_any, "{}", String::from_utf8_lossy(file));
        as_ours
    };
    assert_eq!((same(&ours).0.len(), same(&ours).1), (4, Ok(4)));
    for at in first..ours.len() {
        let _ = same(&ours[..at]);
        for byte in *b"x\"{[]},:\n\0\xff" {
            let mut file = ours.clone();
            file[at] = byte;
            let _ = same(&file);
        }
    }
    // A comma behind the last record, records that go deep or are long, and another list of records behind the first.
    let whole = String::from_utf8(ours).expect("text");
    let says = |file: &str| same(file.as_bytes()).1.expect_err("refused");
    assert!(says(&whole.replace("\n]}", ",\n]}")).contains("no JSON at line 6"));
    let with = |value: &str| whole.replacen("{\"id\"", &format!("{{\"more\":{value},\"id\""), 1);
    for deep in [60, 63, 64, 65, 120, 124, 125, 126, 127, 128, 130] {
        let _ = same(with(&format!("{}{}", "[".repeat(deep), "]".repeat(deep))).as_bytes());
    }
    let long = with(&format!("\"{}\"", "long ".repeat(300_000)));
    assert_eq!((same(long.as_bytes()).0.len(), same(long.as_bytes()).1), (4, Ok(4)));
    let _ = same(whole.replace("\n]}", "\n],\"records\":[]}").as_bytes());
}

#[test]
fn the_newer_of_two_is_taken_and_the_older_stays_in_the_history() {
    let world = World::new();
    let (old, new) = ("2025-02-01T08:00:00Z", "2025-03-01T08:00:00Z");
    world.write("one.json", &file(&[action(10, "One", old), action(11, "Other", new), action(12, "Third", old)]));
    world.write("two.json", &file(&[action(10, "Two", new), action(11, "Another", old), action(12, "Third", old)]));
    let first = world.run(&["--json", "import", "--from", "json", "one.json"]).ok().json();
    assert_eq!(first, json!({"dry_run": false, "added": 3, "newer": 0, "same": 0, "older": 0}));
    let would = world.run(&["--json", "import", "two.json", "--dry-run"]).ok().json();
    assert_eq!(would, json!({"dry_run": true, "added": 0, "newer": 1, "same": 1, "older": 1}));
    let titles = |world: &World| {
        let list = world.run(&["--json", "action", "list", "--sort", "title"]).ok().json();
        list.as_array().expect("a list").iter().map(|action| action["title"].to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(titles(&world), r#""One" "Other" "Third""#);
    let second = world.run(&["import", "--from", "json", "two.json"]).ok();
    assert_eq!(second.stdout(), "Imported: 0 added, 1 newer taken, 1 the same skipped, 1 older skipped\n");
    assert_eq!(titles(&world), r#""Other" "Third" "Two""#);
    let history = world.run(&["--json", "history", "Two"]).ok().json();
    assert_eq!(history[0]["origin"], "import:json");
    assert!(history[0]["changes"][0]["fields"].to_string().contains("One"), "{history}");
    let _ = world.run(&["undo"]).ok();
    assert_eq!(titles(&world), r#""One" "Other" "Third""#);
    let _ = world.run(&["undo"]).ok();
    assert_eq!(titles(&world), "");
}

#[test]
fn a_file_that_is_off_is_refused_by_the_command() {
    let world = World::new();
    world.write("cut.json", "{\"format\": \"mentee-journal\", ");
    let failure = world.run(&["import", "cut.json"]).fails(1);
    assert_eq!(failure.stderr(), "mentee: the file is cut short at line 1; nothing was changed\n");
    world.run(&["import", "gone.json"]).fails(1).says("gone.json could not be read");
    world.run(&["import", "."]).fails(1).says("is a directory");
    world.run(&["import", "--from", "abacus", "cut.json"]).fails(2).says("no import from “abacus”");
    world.run(&["export", "--format", "abacus"]).fails(2).says("json or markdown");
    world.run(&["export", "--format", "markdown", "--history"]).fails(2).says("--history");
    let _ = world.run(&["import", "cut.json", "--dry-run"]).fails(1);
    assert_eq!(world.run(&["export"]).ok().json(), json!({"format": "mentee-journal", "version": 1, "records": []}));
}

#[test]
fn reading_an_empty_place_makes_nothing() {
    let world = World::new();
    world.write("one.json", &file(&[action(10, "One", "2025-02-01T08:00:00Z")]));
    let _ = world.run(&["export"]).ok();
    let _ = world.run(&["export", "--format", "markdown"]).ok();
    let _ = world.run(&["import", "one.json", "--dry-run"]).ok();
    assert!(!world.journal().exists());
}

#[test]
fn the_trash_and_the_history_go_out_when_they_are_asked_for() {
    let world = World::new();
    let _ = world.run(&["action", "add", "Send the board"]).ok();
    let _ = world.run(&["action", "add", "Ask the night desk"]).ok();
    let _ = world.run(&["action", "delete", "Send"]).ok();
    let count = |args: &[&str]| world.run(args).ok().json()["records"].as_array().expect("records").len();
    assert_eq!(count(&["export"]), 1);
    let whole = world.run(&["export", "--trash", "--history"]).ok();
    assert_eq!(whole.json()["records"].as_array().map(Vec::len), Some(2));
    assert_eq!(whole.json()["history"].as_array().map(Vec::len), Some(3));
    world.write("whole.json", whole.stdout());
    let other = World::new();
    other.write("whole.json", whole.stdout());
    let note = "mentee: the history in the file was left out: this journal keeps its own\n";
    let _ = other.run(&["import", "whole.json"]).warns(note);
    assert_eq!(other.run(&["export", "--trash"]).ok().stdout(), world.run(&["export", "--trash"]).ok().stdout());
    let _ = other.run(&["action", "restore", "Send the board"]).ok();
}

#[test]
fn an_export_to_a_file_is_whole_and_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::new();
    let _ = world.run(&["action", "add", "Send the board"]).ok();
    let printed = world.run(&["export"]).ok();
    let _ = world.run(&["export", "--out", "out.json"]).ok();
    assert_eq!(world.read("out.json"), printed.stdout());
    let mode = std::fs::metadata(world.path("out.json")).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    world.run(&["export", "--out", "out.json"]).fails(1).says("is there already");
    world.run(&["export", "--out", "no/where.json"]).fails(1).says("could not be written");
}

#[test]
fn the_demo_journal_is_the_story() {
    let world = World::new().at("2025-09-30T09:00:00Z");
    let _ = world.run(&["demo", "--into", "demo.db"]).ok();
    let out = world.run(&["--journal", "demo.db", "export"]).ok();
    let story: Value = serde_json::from_str(STORY).expect("JSON");
    assert_eq!(as_told(out.json(), &story), story, "nothing is lost, and nothing moves on its own day");
    world.run(&["demo", "--into", "demo.db"]).fails(1).says("is there already");
    assert!(!world.journal().exists());
}

#[test]
fn the_demo_journal_moves_by_whole_weeks() {
    for (at, by) in [
        ("2025-09-30T00:00:00Z", 0),
        ("2025-10-06T23:59:59Z", 0),
        ("2025-10-07T00:00:00Z", 7),
        ("2026-11-22T09:00:00Z", 413),
        ("2025-09-29T23:59:59Z", -7),
        ("2024-02-29T12:00:00Z", -581),
    ] {
        let now = Now::new(read_instant(at).expect("an instant"), Zone::UTC);
        let day = |text: &str| read_day(text).or_else(|| read_instant(text).map(|at| at.date_naive()));
        let story: Value = serde_json::from_str(STORY).expect("JSON");
        let mut places: BTreeMap<String, &Value> = BTreeMap::new();
        for record in story["records"].as_array().expect("records") {
            places.insert(record["id"].as_str().expect("an id").to_owned(), record);
        }
        demo::read(&now, &mut |record| {
            let mut json = serde_json::to_value(Json { record: &record, short_id: None, derived: None }).expect("JSON");
            let told = places[&record.id.to_string()];
            json.as_object_mut().expect("a record").retain(|name, value| !value.is_null() || told.get(name).is_some());
            let mut dates = 0;
            each_text(&json, told, &mut |moved, written| match (day(moved), day(written)) {
                (Some(moved), Some(written)) => {
                    dates += 1;
                    assert_eq!((moved - written).num_days(), by, "{written} on {at}");
                }
                _ => assert_eq!(moved, written),
            });
            assert!(dates >= 2, "each has its times");
            Ok(())
        })
        .expect("the story");
        let end = read_day("2025-09-30").expect("a day") + chrono::TimeDelta::days(by);
        assert!((0..7).contains(&(now.today() - end).num_days()), "{at}: the story ends on {end}");
    }
}

/// An export without the empty fields that the story, which is older than they are, does not name.
fn as_told(mut export: Value, story: &Value) -> Value {
    let told = story["records"].as_array().expect("records");
    for (record, told) in export["records"].as_array_mut().expect("records").iter_mut().zip(told) {
        let record = record.as_object_mut().expect("a record");
        record.retain(|name, value| !value.is_null() || told.get(name).is_some());
    }
    export
}

/// Every text in one value, beside the one in the same place of another.
fn each_text(one: &Value, other: &Value, see: &mut dyn FnMut(&str, &str)) {
    match (one, other) {
        (Value::String(one), Value::String(other)) => see(one, other),
        (Value::Array(one), Value::Array(other)) => {
            assert_eq!(one.len(), other.len());
            one.iter().zip(other).for_each(|(one, other)| each_text(one, other, see));
        }
        (Value::Object(one), Value::Object(other)) => {
            assert!(one.keys().eq(other.keys()), "{one:?}\n{other:?}");
            one.iter().zip(other).for_each(|((_, one), (_, other))| each_text(one, other, see));
        }
        _ => assert_eq!(one, other),
    }
}

#[test]
fn without_a_terminal_the_demo_prints_its_day() {
    let world = World::new().at("2025-09-30T09:00:00Z");
    let printed = world.run(&["demo"]).ok();
    let _ = world.run(&["demo", "--into", "demo.db"]).ok();
    assert_eq!(printed.stdout(), world.run(&["--journal", "demo.db", "today"]).ok().stdout());
    assert!(printed.stdout().contains("Odile Varga"), "{}", printed.stdout());
    assert!(!world.journal().exists());
}
