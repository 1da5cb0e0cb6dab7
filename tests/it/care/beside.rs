//! The care of the file while others write, and after a kill.

use super::*;

#[test]
fn copies_made_while_others_write_are_whole() {
    let world = journal();
    let (writers, each, copies) = if crate::long() { (4, 200, 200) } else { (2, 12, 8) };
    let path = world.journal();
    std::thread::scope(|scope| {
        for writer in 0..writers {
            let path = path.clone();
            scope.spawn(move || {
                for n in 0..each {
                    let mut store = Store::open_write(&path).expect("a journal");
                    let mut set =
                        store.begin(now(), Chance::Seed(format!("{writer} {n}")), &Origin::Command).expect("a writer");
                    let mut record = set.draft(Kind::Action);
                    record.set("title", json!(format!("{writer} {n}")));
                    set.create(record).expect("a record");
                    set.commit("added").expect("on disk");
                }
            });
        }
        let mut least = 3;
        for n in 0..copies {
            let store = Store::open_read(&path).expect("a journal");
            let copy = store.backup_to(&world.path(&format!("{n}.db"))).expect("a copy");
            assert!(copy.records >= least, "what was there is in the copy");
            least = copy.records;
            let found = doctor::check(&copy.path, false).expect("a look");
            assert_eq!((found.problems, found.records), (Vec::new(), copy.records));
        }
    });
    let store = Store::open_read(&path).expect("a journal");
    assert_eq!(store.read().count().expect("a count"), 3 + writers * each);
}

#[test]
fn an_import_that_is_killed_leaves_all_or_nothing() {
    let records: Vec<Value> = (0..1_500)
        .map(|n| {
            json!({"id": format!("01943aa5-1f80-7b38-8b61-{n:012x}"), "kind": "action", "title": format!("Promise {n}"),
                   "created": "2025-01-06T08:00:00Z", "updated": "2025-01-06T08:00:00Z"})
        })
        .collect();
    let file = json!({"format": "mentee-journal", "version": 1, "records": records}).to_string();
    let kills = if crate::long() { 100 } else { 4 };
    for kill in 0..kills {
        let world = World::new();
        world.write("all.json", &file);
        let mut child = world.command(Path::new(env!("CARGO_BIN_EXE_mentee")), &["import", "all.json"]);
        let mut child = child.stdout(std::process::Stdio::null()).spawn().expect("the program starts");
        // Killed when its log has reached a size, or when it is done.
        let log = world.journal().with_file_name("journal.db-wal");
        let size = || fs::metadata(&log).map_or(0, |found| found.len());
        while size() < kill * 60_000 && child.try_wait().expect("a child").is_none() {
            std::thread::yield_now();
        }
        let _ = child.kill();
        let _ = child.wait();
        let found = doctor::check(&world.journal(), true).expect("a look");
        assert!(found.problems.is_empty() && (found.records == 0 || found.records == 1_500), "{found:?}");
        let _ = world.run(&["import", "all.json"]).ok();
        let again = world.run(&["--json", "import", "all.json"]).ok().json();
        assert_eq!((&again["added"], &again["same"]), (&json!(0), &json!(1_500)));
    }
}
